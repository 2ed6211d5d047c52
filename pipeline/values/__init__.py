"""Values of a page, `<data value>` and `<time datetime>`: read once, written by CLDR in every language."""

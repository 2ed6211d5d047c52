"""What a person should look at before a page goes out. Each check is a generator of issues with a name and a page.

`registry` lists them, `runner` runs them on translations, `page` on pages with their catalogues.
"""

"""The stages, run over all pages and locales of a site."""

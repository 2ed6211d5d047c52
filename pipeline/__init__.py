"""Tetraglot: one set of XHTML pages, published in several languages from gettext catalogues."""

__version__ = "0.1.0"

"""XHTML pages: read, walked for their units, filled, written. The door to lxml."""

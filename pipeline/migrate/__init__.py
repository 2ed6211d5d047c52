"""Translations that were made for other msgids: other tools' catalogues, and this tool's earlier rules."""

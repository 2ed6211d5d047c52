"""The only room that opens files: where a site keeps what, reading, and writing that never leaves half a file."""

from functools import cache

from pipeline.store.folder import Store
from pipeline.store.package import package_data, starter_files
from pipeline.store.staging import Staged, Staging

SOURCE = "source"
SETTINGS = "source/site.toml"
RULES = "source/rules.its"
GLOSSARY = "source/glossary.toml"
LAYOUT = "source/layout.xhtml"
PAGES = "source/pages"
ASSETS = "source/assets"
LOCALES = "locales"
TEMPLATES = "locales/pot"
MINOR_EDITS = "locales/minor-edits.toml"
BASELINE = "locales/baseline.txt"
OUTPUT = "output"
RECORD = "output/build.json"


@cache  # Whoever asks for a catalogue's path asks for many.
def catalogue_folder(locale: str) -> str:
    """Where a locale's catalogues are kept, as gettext has it."""
    return f"{LOCALES}/{locale}/LC_MESSAGES"


__all__ = [
    "ASSETS",
    "BASELINE",
    "GLOSSARY",
    "LAYOUT",
    "RULES",
    "SOURCE",
    "LOCALES",
    "MINOR_EDITS",
    "OUTPUT",
    "PAGES",
    "RECORD",
    "SETTINGS",
    "TEMPLATES",
    "Staged",
    "Staging",
    "Store",
    "catalogue_folder",
    "package_data",
    "starter_files",
]

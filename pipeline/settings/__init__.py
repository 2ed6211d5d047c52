"""`source/site.toml`: what it may say, what it says, and a plain answer where it says something else."""

from pipeline.settings.reading import parse_settings
from pipeline.settings.toml import place_of_key, read_toml
from pipeline.settings.values import ChosenSeverity, LocaleSettings, Settings

__all__ = ["ChosenSeverity", "LocaleSettings", "Settings", "parse_settings", "place_of_key", "read_toml"]

"""The dictionaries of Hunspell that the machine has. The door to Hunspell, an optional extra."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hunspell import Hunspell

# Where Hunspell itself looks (its manual, hunspell(1)).
_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/Library/Spelling",
)
# Whose dictionary stands for a language where no country is named; of others it is "fr_FR", or the first there is.
_HOMES = {"en": ("en_GB", "en_US")}


class Dictionary:
    """A dictionary. It is read when a word is looked up, 0.1 to 0.2 s, in each process that does so."""

    def __init__(self, folder: str, name: str) -> None:
        """`name` is that of its two files, without their suffixes: "fr_BE"."""
        self.folder = folder
        self.name = name

    def __reduce__(self) -> tuple[type[Dictionary], tuple[str, str]]:
        return Dictionary, (self.folder, self.name)

    @cached_property
    def _hunspell(self) -> Hunspell:
        from hunspell import Hunspell

        return Hunspell(self.name, hunspell_data_dir=self.folder)

    def has(self, word: str) -> bool:
        """Whether it has a word, as it is or made of others by its own rules, or would have it without its capital."""
        try:
            return bool(self._hunspell.spell(word))
        except UnicodeEncodeError:  # A letter that the dictionary's encoding lacks.
            return False


@cache
def dictionary(locale: str) -> Dictionary | None:
    """The dictionary of a locale; None where the machine has none, or no Hunspell.

    `DICPATH` names folders that come before the usual ones, as Hunspell has it.
    """
    named = [folder for folder in os.environ.get("DICPATH", "").split(os.pathsep) if folder]
    folders = [Path(folder) for folder in (*named, *_FOLDERS)]
    for name in _names(locale, folders):
        for folder in folders:
            if all((folder / f"{name}.{suffix}").is_file() for suffix in ("aff", "dic")):
                return Dictionary(str(folder), name) if _is_installed() else None
    return None


def _names(locale: str, folders: list[Path]) -> Iterator[str]:
    """What the dictionary may be called, the best name first."""
    code = locale.replace("-", "_")
    language = code.partition("_")[0]
    yield from (code, language, *_HOMES.get(language, ()), f"{language}_{language.upper()}")
    for folder in folders:
        yield from sorted(path.stem for path in folder.glob(f"{language}_*.aff"))


def _is_installed() -> bool:
    # There is another package of the same name, with other names in it.
    try:
        import hunspell
    except ImportError:
        return False
    return hasattr(hunspell, "Hunspell")

"""What an element inherits from those around it: whether it is a translator's, what is said of its inside."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import LocaleFilter
from pipeline.xhtml import names
from pipeline.xhtml.document import same_language
from pipeline.xhtml.guidance import NOTHING, Said
from pipeline.xhtml.markup import Tag


class Scope(NamedTuple):
    """What holds at one place of a page."""

    language: str  # the page's own
    translate: bool = True
    preserve: bool = False  # white space
    foreign: bool = False  # in another language than the page
    note: str | None = None
    characters: str | None = None
    domains: tuple[str, ...] = ()
    locales: tuple[LocaleFilter, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether what stands here is a translator's."""
        return self.translate and not self.foreign

    def inside(self, tag: Tag, said: Said) -> Scope:
        """What holds inside an element that says something of itself, or of which ITS does."""
        translate, preserve, foreign = self.translate, self.preserve, self.foreign
        attributes = dict(tag.attributes)
        match attributes.get("translate", "").strip().lower():
            case "no":
                translate = False
            case "yes":
                translate = True
            case _ if "data-translate-ignore" in attributes:
                translate = False
            case _ if "notranslate" in attributes.get("class", "").split():
                translate = False
            case _ if said.translate is not None:
                translate = said.translate
        if space := attributes.get(names.XML_SPACE):
            preserve = space == "preserve"
        elif said.preserve is not None:
            preserve = said.preserve
        elif tag.name in names.PRESERVED:
            preserve = True
        language = attributes.get(names.XML_LANG, attributes.get("lang", said.language))
        if language is not None and "{" not in language:
            foreign = not same_language(language, self.language)
        return self._replace(translate=translate, preserve=preserve, foreign=foreign).told(said)

    def of_attribute(self, said: Said) -> Scope:
        """What holds for an attribute: notes and character limits of an element are about its content only."""
        translate = self.translate if said.translate is None else said.translate
        return self._replace(translate=translate, note=None, characters=None).told(said)

    def told(self, said: Said) -> Scope:
        """With what ITS says here in the place of what it said further out."""
        if said is NOTHING:
            return self
        return self._replace(
            note=said.note or self.note,
            characters=self.characters if said.characters is None else said.characters,
            domains=said.domains or self.domains,
            locales=self.locales if said.locales is None else (*self.locales, said.locales),
        )

    def remarks(self) -> tuple[str, ...]:
        """What a translator's entry says of it."""
        lines = [] if self.characters is None else [f"MAX: only characters of {self.characters}"]
        lines += [f"DOMAIN: {', '.join(self.domains)}"] if self.domains else []
        return (*lines, *(f"LOCALES: {each}" for each in self.locales))

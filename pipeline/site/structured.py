"""What a page is, for programs: schema.org's words in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pipeline.locales import language_tag
from pipeline.settings import Settings
from pipeline.site import addresses
from pipeline.site.about import About
from pipeline.site.plan import Edition

TYPE = "application/ld+json"

# An XML reader takes these as markup where an HTML reader takes the inside of a script as it is;
# the last two end a line for some readers of JSON.
_ESCAPED = [(sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029"]


def web_page(settings: Settings, own: Edition, editions: Sequence[Edition], about: About) -> str:
    """A page as a schema.org WebPage, tied to the pages that it is a translation of or that are translations of it.

    The text is the same to an XML and to an HTML reader. It is data: no policy against inline scripts stops it (HTML,
    "prepare the script element": what is neither JavaScript, a module nor an import map is left before CSP is asked).
    """
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        **_reference(own),
        "name": about.title,
        "description": about.description,
        "dateModified": about.modified,
        "isPartOf": {
            "@type": "WebSite",
            "@id": addresses.url(settings, addresses.NEUTRAL),
            "url": addresses.url(settings, addresses.NEUTRAL),
            "name": settings.name,
        },
    }
    others = [edition for edition in editions if edition.is_offered and edition is not own]
    if own.locale == settings.source_locale:
        page["workTranslation"] = [_reference(edition) for edition in others]
    else:
        sources = [_reference(edition) for edition in others if edition.locale == settings.source_locale]
        page["translationOfWork"] = next(iter(sources), None)
    said = {name: value for name, value in page.items() if value}
    written = _encoder().encode(said)
    for sign, escaped in _ESCAPED:
        written = written.replace(sign, escaped)
    return written


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _reference(edition: Edition) -> dict[str, str]:
    tag = language_tag(edition.locale)
    return {"@type": "WebPage", "@id": edition.url, "url": edition.url, "inLanguage": tag}

"""Which links a browser checks against a hash before it uses what they lead to (W3C, Subresource Integrity)."""

from __future__ import annotations

from pipeline.xhtml import names
from pipeline.xhtml.markup import Tag

ATTRIBUTE = "integrity"
(_LINK,) = names.html("link")
(_SCRIPT,) = names.html("script")
_CHECKED = frozenset(("stylesheet", "modulepreload"))
_PRELOADED = frozenset(("style", "script"))


def address_checked(tag: Tag) -> str | None:
    """The attribute whose file a browser would check; None where it would not, or where the author says what it is.

    HTML has `integrity` on `link` with `stylesheet`, `modulepreload` or `preload`, and on `script` with `src` (4.2.4,
    4.12.1). A preload is checked only if what uses it is, so that others than styles and scripts get none.
    """
    if tag.name not in (_LINK, _SCRIPT) or tag.get(ATTRIBUTE) is not None:
        return None
    if tag.name == _SCRIPT:
        return "src"
    kinds = (tag.get("rel") or "").lower().split()
    preloads = "preload" in kinds and (tag.get("as") or "").strip(names.WHITE_SPACE).lower() in _PRELOADED
    return "href" if preloads or not _CHECKED.isdisjoint(kinds) else None

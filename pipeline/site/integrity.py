"""Which links a browser checks against a hash before it uses what they lead to (W3C, Subresource Integrity)."""

from __future__ import annotations

from pipeline.lazy import pattern
from pipeline.xhtml import names
from pipeline.xhtml.markup import Tag

ATTRIBUTE = "integrity"
(_LINK,) = names.html("link")
(_SCRIPT,) = names.html("script")
_CHECKED = frozenset(("stylesheet", "modulepreload"))
_PRELOADED = frozenset(("style", "script"))
_HASH = pattern(r"(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+)=*(?:\?.*)?")


def address_checked(tag: Tag) -> str | None:
    """The attribute whose file a browser would check; None where it would not.

    HTML has `integrity` on `link` with `stylesheet`, `modulepreload` or `preload`, and on `script` with `src` (4.2.4,
    4.12.1). A preload is checked only if what uses it is, so that others than styles and scripts get none.
    """
    if tag.name not in (_LINK, _SCRIPT):
        return None
    if tag.name == _SCRIPT:
        return "src"
    kinds = (tag.get("rel") or "").lower().split()
    preloads = "preload" in kinds and (tag.get("as") or "").strip(names.WHITE_SPACE).lower() in _PRELOADED
    return "href" if preloads or not _CHECKED.isdisjoint(kinds) else None


def is_refused(data: bytes, integrity: str) -> bool:
    """Whether a browser that is told this `integrity` would refuse the bytes.

    Of several hashes those of the strongest function count; one of them is enough. What is none asks for nothing (W3C,
    Subresource Integrity, 3.3.4 "Get the strongest metadata from set", 3.3.5 "Do bytes match metadataList?").

    >>> is_refused(b"", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), is_refused(b"a", "sha256-47DEQpj8")
    (False, True)
    """
    # Only here: authors leave the hash to the build.
    from base64 import b64encode
    from hashlib import new

    hashes = [match.groups() for match in map(_HASH.fullmatch, integrity.split()) if match]
    strongest = max((function for function, _ in hashes), default="")
    wanted = {value.replace("-", "+").replace("_", "/") for function, value in hashes if function == strongest}
    return bool(wanted) and b64encode(new(strongest, data).digest()).decode().rstrip("=") not in wanted

"""Files that are compressed once, at build time, so that a server need not do it for every reader."""

from __future__ import annotations

from pipeline.site.servers.types import TEXT, TYPES

SUFFIX = ".gz"


def is_packed(path: str) -> bool:
    """Whether a file is text, which gzip makes smaller; pictures and fonts are compressed as they are."""
    return TYPES.get(path.rpartition(".")[2], "") in TEXT


def packed_path(path: str) -> str:
    """Where the packed file stands: beside the other."""
    return path + SUFFIX


def pack(data: bytes) -> bytes:
    """The same bytes in gzip (RFC 1952), without a time: the same input makes the same output."""
    # Only here: few sites ask for it.
    import gzip

    return gzip.compress(data, 9, mtime=0)

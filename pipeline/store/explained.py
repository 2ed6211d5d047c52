"""What the system says of a file, as a fault with its place and a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import Fault, UnusableFileError

ABSENT = ("there is no such file", "create it, or name the site with --site")


@contextmanager
def explained(path: str, remedy: str, doing: str = "") -> Iterator[None]:
    """Turn an OSError into an UnusableFileError for `path`, relative to the site."""
    try:
        yield
    except FileNotFoundError:
        raise UnusableFileError(Fault(path, *ABSENT)) from None
    except OSError as error:
        reason = doing + (error.strerror or str(error)).lower()
        raise UnusableFileError(Fault(path, reason, remedy)) from None

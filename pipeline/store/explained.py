"""What the system says of a file, as a fault with its place and a remedy."""

from __future__ import annotations

from types import TracebackType

from pipeline.errors import Fault, UnusableFileError


class explained:  # noqa: N801  It is written as `contextlib.suppress` is.
    """Turn an OSError into an UnusableFileError for `path`, relative to the site.

    Not a `contextmanager`: around each file of a site, its generator takes longer than most of what is done with it.
    """

    __slots__ = ("doing", "path", "remedy")

    def __init__(self, path: str, remedy: str, doing: str = "") -> None:
        self.path = path
        self.remedy = remedy
        self.doing = doing

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, FileNotFoundError):
            remedy = "create it, or name the site with --site"
            raise UnusableFileError(Fault(self.path, "there is no such file", remedy)) from None
        if isinstance(error, OSError):
            reason = self.doing + (error.strerror or str(error)).lower()
            raise UnusableFileError(Fault(self.path, reason, self.remedy)) from None

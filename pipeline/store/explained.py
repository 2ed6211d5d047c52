"""What the system says of a file, as a fault with its place and a remedy."""

from __future__ import annotations

from types import TracebackType

from pipeline.errors import Fault, UnusableFileError

ABSENT = ("there is no such file", "create it, or name the site with --site")


class explained:  # noqa: N801  It is written as a function; one of `contextlib` takes longer than to look at a file.
    """Turn an OSError into an UnusableFileError for `path`, relative to the site."""

    def __init__(self, path: str, remedy: str, doing: str = "") -> None:
        self.path = path
        self.remedy = remedy
        self.doing = doing

    def __enter__(self) -> None:
        """Nothing has been tried yet."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, FileNotFoundError):
            raise UnusableFileError(Fault(self.path, *ABSENT)) from None
        if isinstance(error, OSError):
            reason = self.doing + (error.strerror or str(error)).lower()
            raise UnusableFileError(Fault(self.path, reason, self.remedy)) from None

"""Object storage, as bytes by key. The door to obstore, an optional extra: S3, Azure, Google and a plain folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any, TypeVar

from pipeline.errors import Fault, UnusableFileError

T = TypeVar("T")
Given = TypeVar("Given")

_AT_A_TIME = 32  # requests: each takes long, and costs little
_ASKED = "build --objects"


class Objects:
    """A place in an object storage; a value, so that other machines can be given it."""

    def __init__(self, url: str) -> None:
        """`url`: s3://bucket/path, gs://…, az://…, file:///folder. Who may use it, the environment says.

        It is opened when it is asked for something. Then UnusableFileError is raised where obstore is not installed,
        where there is no such place, and for all that is refused.
        """
        self.url = url

    def __reduce__(self) -> tuple[type[Objects], tuple[str]]:
        # Every machine opens it for itself, with its own right to be there.
        return Objects, (self.url,)

    def since(self, below: str) -> dict[str, float]:
        """The keys of all objects in a folder, and when each was put there, in seconds since 1970."""
        with self._explained() as obstore:
            parts = obstore.list(self._place, f"{below}/")
            return {each["path"]: each["last_modified"].timestamp() for part in parts for each in part}

    def put(self, objects: Mapping[str, bytes]) -> None:
        """Keep bytes, by key."""
        with self._explained() as obstore:
            place = self._place
            _each(lambda item: obstore.put(place, item[0], item[1]), objects.items())

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes of some objects, by key."""
        wanted = [*keys]
        with self._explained() as obstore:
            place = self._place
            found = _each(lambda key: bytes(obstore.get(place, key).bytes()), wanted)
        return dict(zip(wanted, found, strict=True))

    def remove(self, keys: Sequence[str]) -> None:
        """Let go of some objects; one that is not there is gone already."""
        with self._explained() as obstore, suppress(FileNotFoundError):
            obstore.delete(self._place, [*keys])

    @cached_property
    def _place(self) -> Any:
        from obstore.store import from_url

        if self.url.startswith("memory:"):
            raise ValueError("nobody else sees what a process has in its memory")
        return from_url(self.url)

    @contextmanager
    def _explained(self) -> Iterator[Any]:
        """The library, whose errors become faults."""
        try:
            import obstore
            from obstore.exceptions import BaseError
        except ImportError:
            reason, remedy = (
                "needs obstore, which is not installed",
                "install the extra: pip install 'tetraglot[objects]'",
            )
            raise UnusableFileError(Fault(_ASKED, reason, remedy)) from None
        try:
            yield obstore
        except FileNotFoundError as error:
            remedy = "run the build again, which puts it there"
            raise UnusableFileError(Fault(_ASKED, f"{self.url}: {_plain(error)}", remedy)) from None
        except (BaseError, OSError, ValueError) as error:
            remedy = "see whether the address is right, and what the environment says of who may read and write there"
            raise UnusableFileError(Fault(_ASKED, f"{self.url}: {_plain(error)}", remedy)) from None


def _plain(error: Exception) -> str:
    """What it says, without what is for developers."""
    return str(error).strip().partition("\n")[0].partition(": <?xml")[0]


def _each(ask: Callable[[Given], T], given: Iterable[Given]) -> list[T]:
    """The answers, many being asked for at a time."""
    with ThreadPoolExecutor(_AT_A_TIME) as threads:
        return list(threads.map(ask, given))

"""Object storage, as bytes by key. The door to obstore, an optional extra: S3, Azure, Google and a plain folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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

        Raises UnusableFileError where obstore is not installed, or there is no such place.
        """
        self.url = url
        try:
            from obstore.store import from_url
        except ImportError:
            reason, remedy = (
                "needs obstore, which is not installed",
                "install the extra: pip install 'tetraglot[objects]'",
            )
            raise UnusableFileError(Fault(_ASKED, reason, remedy)) from None
        with self._explained():
            self._place: Any = from_url(url)

    def __reduce__(self) -> tuple[type[Objects], tuple[str]]:
        # Every machine has its own right to be there.
        return Objects, (self.url,)

    def keys(self, below: str) -> set[str]:
        """The keys of all objects that begin with this folder."""
        import obstore

        with self._explained():
            return {each["path"] for part in obstore.list(self._place, f"{below}/") for each in part}

    def put(self, objects: Mapping[str, bytes]) -> None:
        """Keep bytes, by key. Raises UnusableFileError where that is refused."""
        import obstore

        self._each(lambda item: obstore.put(self._place, item[0], item[1]), objects.items())

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes of some objects, by key. Raises UnusableFileError where one is not there."""
        import obstore

        wanted = [*keys]
        found = self._each(lambda key: bytes(obstore.get(self._place, key).bytes()), wanted)
        return dict(zip(wanted, found, strict=True))

    def remove(self, keys: Iterable[str]) -> None:
        """Let go of some objects."""
        import obstore

        self._each(lambda key: obstore.delete(self._place, key), keys)

    def _each(self, ask: Callable[[Given], T], given: Iterable[Given]) -> list[T]:
        """The answers, many being asked for at a time."""
        with self._explained(), ThreadPoolExecutor(_AT_A_TIME) as threads:
            return list(threads.map(ask, given))

    @contextmanager
    def _explained(self) -> Iterator[None]:
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            reason = str(error).strip().partition("\n")[0].partition(": <?xml")[0]  # What follows is for developers.
            remedy = "see whether the address is right, and who may read and write there"
            raise UnusableFileError(Fault(_ASKED, f"{self.url}: {reason}", remedy)) from None

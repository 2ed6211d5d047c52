"""The door to watchfiles, an optional extra: it tells when somebody has saved a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import Fault, UnusableFileError

# Milliseconds: what is saved so shortly after another file is one edit with it; at most so long; how often to look.
_TOGETHER, _AT_MOST, _LOOK = 30, 400, 200


def saved(site: Path, *folders: str) -> Iterator[None]:
    """Once at the start, and then each time after files below some folders of the site were saved, moved or removed.

    Files whose names begin with a dot are nobody's content. Raises UnusableFileError where watchfiles is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        reason, remedy = "needs watchfiles, which is not installed", "install the extra: pip install 'tetraglot[watch]'"
        raise UnusableFileError(Fault("build --watch", reason, remedy)) from None
    wanted = [site / folder for folder in folders]
    there = wanted if all(folder.is_dir() for folder in wanted) else [site]  # One may be made later.

    def concerns(_change: object, path: str) -> bool:
        changed = Path(path)
        return not changed.name.startswith(".") and any(changed.is_relative_to(folder) for folder in wanted)

    is_first = True
    for changed in watch(
        *there,
        watch_filter=concerns,
        debounce=_AT_MOST,
        step=_TOGETHER,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
    ):
        # Only now is anything watched: what is saved during the first build is not missed.
        if changed or is_first:
            yield
        is_first = False

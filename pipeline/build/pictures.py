"""Pictures on pages: what is said of them, and those that are made of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline import store
from pipeline.build.own import as_chosen
from pipeline.build.project import Project, Source
from pipeline.checks.alternatives import on_document
from pipeline.errors import Fault, refuse
from pipeline.model import Finding, Severity
from pipeline.pictures import raster
from pipeline.settings import Settings
from pipeline.site.narrower import Derived
from pipeline.site.pictures import Pictures
from pipeline.site.record import Record
from pipeline.site.shown import PicturesOn

_AT_A_TIME = 4


def on_pictures(settings: Settings, pictures: PicturesOn) -> list[Finding]:
    """What there is to say about the pictures of a page: sizes and alternative texts."""
    return list(as_chosen(settings, [*pictures.findings(), *on_document(pictures.document)]))


def drawings_with_words(pictures: Pictures, settings: Settings, locales: Sequence[str]) -> list[Finding]:
    """The drawings with words of which some of these locales have no version."""
    found: list[Finding] = []
    for path, drawing in pictures.assets.drawings.items():
        if drawing.words and path not in pictures.versions:
            line, text = drawing.words
            what = f' ("{_short(text)}")'
            found += _with_words(pictures, path, locales, f"{store.ASSETS}/{path}", line, what)
    return list(as_chosen(settings, found))


def marked_with_words(pictures: Pictures, settings: Settings, source: Source, locales: Sequence[str]) -> list[Finding]:
    """The same of the files that ITS says are to be localized (ITS 2.0, 8.12), page by page."""
    found: dict[str, list[Finding]] = {}
    for address, line in source.walked.resources:
        path = pictures.named(source.document, address)
        drawing = pictures.assets.drawings.get(path or "")
        if path is not None and path not in found and path not in pictures.versions and not (drawing and drawing.words):
            found[path] = list(_with_words(pictures, path, locales, source.document.path, line, ""))
    return list(as_chosen(settings, (each for findings in found.values() for each in findings)))


def _with_words(
    pictures: Pictures, path: str, locales: Sequence[str], where: str, line: int, what: str
) -> Iterator[Finding]:
    lacking = pictures.lacking(path, locales)
    if lacking:
        stem, _, ending = path.rpartition(".")
        beside = f"put {stem.rpartition('/')[2]}.{lacking[0]}.{ending} beside it"
        message = f"assets/{path} has words{what} and no version for {', '.join(lacking)}; {beside}"
        yield Finding("picture-with-text", where, message, line, severity=Severity.INFO, its_type="untranslated")


def _short(text: str) -> str:
    return text if len(text) < 40 else f"{text[:40].rsplit(' ', 1)[0]}…"


def derived_files(project: Project, previous: Record, wanted: Iterable[Derived], site: str) -> list[tuple[str, bytes]]:
    """(path under output/site, bytes) of the pictures that are made of others.

    One that an earlier build made is not made again: its name says of what, the record that it is still the same.
    Raises UnusableFileError where an original turns out to be broken.
    """
    known = {entry.path: entry.sha256 for entry in previous.files}
    todo = []
    kept = {}
    for each in sorted(set(wanted)):
        path = f"assets/{each.name}"
        data = _unchanged(project, f"{site}/{path}", known.get(f"site/{path}"))
        if data is None:
            todo.append(each)
        else:
            kept[path] = data
    made = _made(project, todo) if todo else {}
    return sorted({**kept, **made}.items())


def _unchanged(project: Project, path: str, sha256: str | None) -> bytes | None:
    """The file of an earlier build, if its bytes are still those of the record."""
    data = project.store.read_if_there(path) if sha256 else None
    if data is None:
        return None
    from hashlib import sha256 as digest

    return data if digest(data).hexdigest() == sha256 else None


def _made(project: Project, todo: Sequence[Derived]) -> dict[str, bytes]:
    # Only here. Threads are enough: Pillow lets others work while it encodes.
    from concurrent.futures import ThreadPoolExecutor

    def make(each: Derived) -> bytes | Fault:
        try:
            return raster.resized(project.pictures.data(each.source), each.width, each.target)
        except ValueError as error:
            return Fault(f"{store.ASSETS}/{each.source}", f"the picture cannot be read: {error}", "save it anew")

    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        done = list(pool.map(make, todo))
    refuse(each for each in done if isinstance(each, Fault))
    return {f"assets/{each.name}": data for each, data in zip(todo, done, strict=True) if isinstance(data, bytes)}

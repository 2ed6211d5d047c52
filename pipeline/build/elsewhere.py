"""Pages that other machines make: in the site's folder, where they share it, or by way of an object storage.

In an object storage a worker finds a copy of the site and leaves the finished pages. The first process fetches them
and stages them as if it had made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from secrets import token_hex
from typing import NamedTuple

from pipeline import store
from pipeline.build.cluster import on_cluster
from pipeline.build.dates import Dates
from pipeline.build.decisions import Decider
from pipeline.build.pages import PageMaker
from pipeline.build.project import LAYOUT_DOMAIN, Project, source_path
from pipeline.build.worked import Task, Worked
from pipeline.errors import Fault, UnusableFileError
from pipeline.site.plan import Plan
from pipeline.store import Staging
from pipeline.store.copied import CopiedStore, copied
from pipeline.store.objects import Objects

_MADE = "made"


def elsewhere(
    maker: PageMaker, stage: Staging, tasks: Sequence[Task], scheduler: str, storage: str
) -> Iterator[Worked]:
    """What comes of some pages, made by the workers of a scheduler; `storage` is the URL of one, "" for none.

    Raises UnusableFileError where one of the two cannot be reached or used.
    """
    if not storage:
        yield from on_cluster(partial(_each, maker.of_task), tasks, scheduler)
        return
    objects = Objects(storage)
    folders = (store.SOURCE, *map(store.catalogue_folder, maker.project.settings.locales))
    key = copied(maker.project.store, objects, folders)
    asked = _Asked(token_hex(8), objects, key, maker.locales, maker.plan, maker.decider, maker.dates)
    done: Iterator[_Sent] = on_cluster(asked.made, tasks, scheduler)
    for sent in done:
        yield _received(sent, stage, objects)


def _each(work: Callable[[Task], Worked], tasks: Sequence[Task]) -> list[Worked]:
    return [work(task) for task in tasks]


class _Parcel(NamedTuple):
    """A finished page on its way."""

    path: str  # relative to the site
    key: str  # of its object
    sha256: str
    modified: int | None  # as `Staging.prepare` takes it


class _Sent(NamedTuple):
    """What a worker made of a page."""

    worked: Worked
    parcels: tuple[_Parcel, ...]


class _Outbox:
    """Takes finished pages in the place of a `Staging`."""

    def __init__(self, folder: str) -> None:
        """`folder`: what the keys of its objects begin with."""
        self.folder = folder
        self.parcels: list[_Parcel] = []
        self.objects: dict[str, bytes] = {}

    def prepare(self, path: str, data: bytes, *, modified: int | None) -> None:
        """Keep a page until it is sent."""
        parcel = _Parcel(path, f"{self.folder}/{path}", sha256(data).hexdigest(), modified)
        self.parcels.append(parcel)
        self.objects[parcel.key] = data

    def taken(self) -> tuple[_Parcel, ...]:
        """Those that came since this was asked."""
        taken, self.parcels = tuple(self.parcels), []
        return taken


class _Asked(NamedTuple):
    """Work for another machine; a value that says where the site is to be found."""

    name: str  # nothing else that is asked for has it
    objects: Objects
    key: str  # of the list of the site's files
    locales: Sequence[str]
    plan: Plan
    decider: Decider
    dates: Dates

    def made(self, tasks: Sequence[Task]) -> list[_Sent]:
        """Make some pages, and leave them in the storage."""
        global _here
        if _here is None or _here.asked.name != self.name:
            _here = _Here(self)
        return _here.made(tasks)


class _Here:
    """What a worker has of a site."""

    def __init__(self, asked: _Asked) -> None:
        self.asked = asked
        self.site = CopiedStore(asked.objects, asked.key)
        self.outbox = _Outbox(f"{_MADE}/{asked.name}")
        assets = (f"{store.ASSETS}/{name}" for name in self.site.listed(store.ASSETS))
        # Until they have been read once.
        self.shared = [store.SETTINGS, store.RULES, store.GLOSSARY, *self._files(LAYOUT_DOMAIN), *assets]
        self.site.fetch(self.shared)
        dates = asked.dates._replace(store=self.site)
        self.maker = PageMaker(Project(self.site), self.outbox, asked.locales, asked.plan, asked.decider, dates)

    def _files(self, domain: str) -> Iterator[str]:
        yield source_path(domain)
        yield from (f"{store.catalogue_folder(locale)}/{domain}.po" for locale in self.asked.locales)

    def made(self, tasks: Sequence[Task]) -> list[_Sent]:
        """What comes of some pages."""
        self.site.fetch([*self.shared, *(path for task in tasks for path in self._files(task.page))])
        self.shared = []
        sent = [_Sent(self.maker.of_task(task), self.outbox.taken()) for task in tasks]
        self.asked.objects.put(self.outbox.objects)
        self.outbox.objects = {}
        return sent


# In a worker: the site whose pages it makes, since to read what all of them need takes as long as some dozens of pages.
_here: _Here | None = None


def _received(sent: _Sent, stage: Staging, objects: Objects) -> Worked:
    """The page with its files, which are no longer in the storage."""
    found = objects.get({parcel.key for parcel in sent.parcels})
    staged = {}
    for parcel in sent.parcels:
        data = found[parcel.key]
        if sha256(data).hexdigest() != parcel.sha256:
            reason, remedy = "the storage gives other bytes than the page had", "see who else writes there"
            raise UnusableFileError(Fault(parcel.path, reason, remedy))
        staged[parcel.path] = stage.prepare(parcel.path, data, modified=parcel.modified)
    objects.remove(found)
    made = {
        locale: each._replace(staged=staged.get(f"{store.OUTPUT}/{each.record.path}"))
        for locale, each in sent.worked.made.items()
    }
    return sent.worked._replace(made=made or sent.worked.made)

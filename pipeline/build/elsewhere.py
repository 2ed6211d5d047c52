"""Pages that other machines make: in the site's folder, where they share it, or by way of an object storage.

In an object storage a worker finds a copy of the site and leaves the finished pages. The first process fetches them and
stages them as if it had made them.
"""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from itertools import islice
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
_FETCHED = 64  # pages that are fetched at a time, while others are staged


def elsewhere(
    maker: PageMaker, stage: Staging, tasks: Sequence[Task], scheduler: str, storage: str
) -> Iterator[Worked]:
    """What comes of some pages, made by the workers of a scheduler; `storage` is the URL of one, "" for none.

    Raises UnusableFileError where one of the two cannot be reached or used.
    """
    if not storage:
        return on_cluster(lambda: partial(_each, maker.of_task), tasks, scheduler)
    objects = Objects(storage)
    folders = (store.SOURCE, *map(store.catalogue_folder, maker.project.settings.locales))

    def asked() -> Callable[[Sequence[Task]], list[_Sent]]:
        key = copied(maker.project.store, objects, folders)
        return _Asked(token_hex(8), objects, key, maker.locales, maker.plan, maker.decider, maker.dates).sent

    return _received(on_cluster(asked, tasks, scheduler), stage, objects)


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

    def sent(self, tasks: Sequence[Task]) -> list[_Sent]:
        """Make some pages, and leave them in the storage."""
        global _here
        try:
            if _here is None or _here.asked.name != self.name:
                _here = _Here(self)
            return _here.sent(tasks)
        except UnusableFileError as error:
            where = f" (on the worker {socket.gethostname()})"
            raise UnusableFileError(*(each._replace(reason=each.reason + where) for each in error.faults)) from None


class _Here:
    """What a worker has of a site."""

    def __init__(self, asked: _Asked) -> None:
        self.asked = asked
        self.site = CopiedStore(asked.objects, asked.key)
        self.outbox = _Outbox(f"{_MADE}/{asked.name}")
        assets = (f"{store.ASSETS}/{name}" for name in self.site.listed(store.ASSETS))
        # What all pages need is read with the first of them, and held as what it was read as.
        self.shared = [store.SETTINGS, store.RULES, store.GLOSSARY, *self._files(LAYOUT_DOMAIN), *assets]
        self.site.fetch(self.shared)
        dates = asked.dates._replace(store=self.site)
        self.maker = PageMaker(Project(self.site), self.outbox, asked.locales, asked.plan, asked.decider, dates)

    def _files(self, domain: str) -> Iterator[str]:
        yield source_path(domain)
        yield from (f"{store.catalogue_folder(locale)}/{domain}.po" for locale in self.asked.locales)

    def sent(self, tasks: Sequence[Task]) -> list[_Sent]:
        """Make some pages, and leave them in the storage."""
        self.site.fetch([*self.shared, *(path for task in tasks for path in self._files(task.page))])
        self.shared = []
        sent = [_Sent(self.maker.of_task(task), self.outbox.taken()) for task in tasks]
        self.asked.objects.put(self.outbox.objects)
        self.outbox.objects = {}
        return sent


# In a worker: the site whose pages it makes, since to read what all of them need takes as long as some dozens of pages.
_here: _Here | None = None


def _received(sent: Iterator[_Sent], stage: Staging, objects: Objects) -> Iterator[Worked]:
    """Pages with their files, which are no longer in the storage then."""
    keys: list[str] = []
    coming: deque[tuple[list[_Sent], Future[dict[str, bytes]]]] = deque()
    with ThreadPoolExecutor(1) as ahead:
        while pages := list(islice(sent, _FETCHED)):
            wanted = [parcel.key for page in pages for parcel in page.parcels]
            keys += wanted
            coming.append((pages, ahead.submit(objects.get, wanted)))
            if len(coming) > 1:
                yield from _staged(*coming.popleft(), stage)
        while coming:
            yield from _staged(*coming.popleft(), stage)
    objects.remove(keys)


def _staged(pages: Sequence[_Sent], fetched: Future[dict[str, bytes]], stage: Staging) -> Iterator[Worked]:
    found = fetched.result()
    for worked, parcels in pages:
        staged = {}
        for parcel in parcels:
            data = found[parcel.key]
            if sha256(data).hexdigest() != parcel.sha256:
                reason, remedy = "the storage gives other bytes than the page had", "see who else writes there"
                raise UnusableFileError(Fault(parcel.path, reason, remedy))
            staged[parcel.path] = stage.prepare(parcel.path, data, modified=parcel.modified)
        made = {
            locale: each._replace(staged=staged.get(f"{store.OUTPUT}/{each.record.path}"))
            for locale, each in worked.made.items()
        }
        yield worked._replace(made=made)

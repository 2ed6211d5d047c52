"""Pages that are no longer where they were: at another address, or without their source. No address is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256

from pipeline import store
from pipeline.build.pages import PageMaker
from pipeline.build.project import source_path
from pipeline.model import Extent, Finding, Severity
from pipeline.site import addresses
from pipeline.site.departed import moved_head, relative, stub, with_notice
from pipeline.site.frame import Shown, frame_input
from pipeline.site.record import PageRecord, Record, Redirect


class Departures:
    """What was published before and has no edition now: told from the record of before and from `site.toml`."""

    def __init__(self, maker: PageMaker, previous: Record, records: Sequence[PageRecord]) -> None:
        """`records` are those of all pages that have a source."""
        self.maker = maker
        self.project = maker.project
        self.settings = maker.project.settings
        self.previous = previous
        self.here = {page.path: page for page in records if page.path}
        self.now = {(page.locale, page.page): page.path for page in records if page.path}
        known = set(maker.project.page_paths)
        self.departed = [
            page for page in previous.pages if page.path and page.page not in known and page.locale in maker.locales
        ]

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """Each address of once, and that of the same page now."""
        # Most pages have the very same record, and so the same address.
        others = (page for page in self.previous.pages if page.path and self.here.get(page.path) is not page)
        moved = {page.path: self._now_of(page.locale, page.page) for page in others}
        found = {each.path: moved.get(each.to) or each.to for each in self.previous.redirects}
        for old, new in self.settings.moved.items():
            for locale in self.settings.locales:
                found[f"site/{addresses.page_file(locale, old)}"] = self._now_of(locale, new)
        found |= {path: new for path, new in moved.items() if new != path}
        usable = {path: new for path, new in found.items() if new in self.here and path not in self.here}
        return tuple(Redirect(path, usable[path]) for path in sorted(usable))

    def _now_of(self, locale: str, page_path: str) -> str:
        """Where a page stands now, whatever it was called; "" where it does not."""
        seen = set()
        while page_path in self.settings.moved and page_path not in seen:
            seen.add(page_path)
            page_path = self.settings.moved[page_path]
        return self.now.get((locale, page_path), "")

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The addresses of pages that their author took away for good."""
        removed = {page.path for page in self.departed if page.page in self.settings.removed}
        for page_path in self.settings.removed:
            removed.update(f"site/{addresses.page_file(locale, page_path)}" for locale in self.settings.locales)
        elsewhere = {each.path for each in self.redirects}
        return tuple(sorted((removed | set(self.previous.gone)) - self.here.keys() - elsewhere))

    @cached_property
    def _left(self) -> list[tuple[PageRecord, bytes | None]]:
        """The pages that stay without a source, with their new bytes where these change."""
        left = []
        for page in self.departed:
            if page.page in self.settings.removed or page.page in self.settings.moved:
                continue
            path = f"{store.OUTPUT}/{page.path}"
            data = self.project.store.read_if_there(path)
            if data is None or page.locale not in self.settings.locales:
                continue
            new = self._with_notice(page, data) if page.held != "gone" else None
            said = page if new is None else page._replace(sha256=sha256(new).hexdigest(), length=len(new), held="gone")
            left.append((said._replace(state="fallback" if page.state == "fallback" else "outdated"), new))
        return left

    @property
    def kept(self) -> list[PageRecord]:
        """The records of pages that stay without a source."""
        return [page for page, _ in self._left]

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """The pages that say now that their source is gone: path below `output/` and bytes."""
        yield from ((page.path, data) for page, data in self._left if data is not None)

    @property
    def findings(self) -> list[Finding]:
        """What the author should say of pages whose source is gone."""
        remedy = "name it in [moved] or in removed, in site.toml, or bring it back"
        message = f"the page is gone and still published, with a notice that says so; {remedy}"
        paths = dict.fromkeys(source_path(page.page) for page in self.kept)
        return [Finding("page-gone", path, message, severity=Severity.WARNING) for path in paths]

    def _with_notice(self, page: PageRecord, data: bytes) -> bytes | None:
        frame = self.maker.frames.get(page.locale)
        if frame is None:
            return None
        editions = self.maker.plan.editions(page.page)
        shown = Shown(page.page, page.locale, editions, Extent(), "gone", "gone")
        made = frame.around(frame_input(self.settings, stub(page.title, ""), shown, self.project.assets))
        return with_notice(data, made)

    def redirect_pages(self) -> Iterator[tuple[str, bytes]]:
        """A page at each address of once that leads on, for servers that are not told: path below `output/`, bytes."""
        for each in self.redirects:
            target = self.here[each.to]
            if (frame := self.maker.frames.get(target.locale)) is None:
                continue
            old, new = each.path.removeprefix("site/"), each.to.removeprefix("site/")
            page = stub(target.title, relative(old, new))
            editions = self.maker.plan.editions(target.page)
            head = moved_head(relative(old, new), target.url)
            shown = Shown(target.page, target.locale, editions, Extent(), "moved", "moved", None, old, head)
            yield each.path, frame.whole(frame_input(self.settings, page, shown, self.project.assets))

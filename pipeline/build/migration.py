"""`migrate`: translations that were made by other tools, taken over into this site's catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.build.project import Project, Source
from pipeline.checks.subject import shorten
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.merge import merge, new_catalogue
from pipeline.migrate.memory import Entry, Found, Memory
from pipeline.model import Finding, Key, Severity
from pipeline.po import Catalogue, Message, place_of, serialise
from pipeline.store import Staging


@dataclass
class TakenOver:
    """What came of the translations in some files."""

    translations: int  # that the files hold
    lost: int = 0  # that came to nothing
    findings: list[Finding] = field(default_factory=list)  # these, and what a person should look at
    messages: dict[str, tuple[int, int]] = field(default_factory=dict)  # by catalogue: filled, fuzzy ones among them


def take_over(project: Project, stage: Staging, locale: str, files: Mapping[str, Catalogue]) -> TakenOver:
    """Fill what is empty or fuzzy in the catalogues of a locale, put into `stage`, from other tools' catalogues.

    `files` are these, by the names that findings give them. What somebody approved in this site stays.
    Raises UnusableFileError for all pages and catalogues that cannot be used, at once.
    """
    memory = Memory()
    for path, catalogue in files.items():
        memory.add(path, catalogue)
    done = TakenOver(len(memory.entries))
    faults: list[Fault] = []
    for domain in project.domains:
        try:
            source, old = project.source(domain), project.catalogue(locale, domain)
        except UnusableFileError as error:
            faults.extend(error.faults)
            continue
        template = source.template_for(locale)
        catalogue = merge(old or new_catalogue(template, locale), template)[0]
        filled = _filled(source, locale, catalogue, memory)
        if filled:
            path = project.catalogue_path(locale, domain)
            messages = [_edited(message, filled) for message in catalogue.messages]
            made_from = serialise(old) if old else b""
            stage.put(path, serialise(replace(catalogue, messages=messages)), made_from)
            done.messages[path] = len(filled), sum(found.fuzzy for found in filled.values())
            done.findings += _doubts(filled.values(), locale, domain)
    refuse([*project.faults(), *faults])
    lost = [_finding("not-taken-over", each.entry, each.reason, locale) for each in memory.unmapped()]
    done.lost = len(lost)
    done.findings = sorted([*done.findings, *lost], key=lambda finding: (finding.path, finding.line or 0))
    return done


def _filled(source: Source, locale: str, catalogue: Catalogue, memory: Memory) -> dict[Key, Found]:
    """What is known for the messages that have no approved translation."""
    nodes = list(source.document.root.iter())
    filled: dict[Key, Found] = {}
    for slot in source.slots_for(locale):
        message = catalogue.live[slot.unit.key]
        # Asked for in any case: what is known here already has not been lost.
        found = memory.find(slot, nodes, source.document.path)
        if found is not None and (message.fuzzy or not message.translated):
            filled.setdefault(slot.unit.key, found)
    return filled


def _edited(message: Message, filled: Mapping[Key, Found]) -> Message:
    found = None if message.obsolete else filled.get(message.key)
    if found is None:
        return message
    flags = [flag for flag in message.flags if flag != "fuzzy"]
    notes = [entry.message.tcomment for entry in found.entries]
    return message.edited(
        msgstr=found.msgstr,
        flags=["fuzzy", *flags] if found.fuzzy else flags,
        tcomment="\n".join(dict.fromkeys(note for note in (message.tcomment, *notes) if note)),
        previous_msgctxt=None,
        previous_msgid=None,
        previous_msgid_plural=None,
    )


def _doubts(filled: Iterable[Found], locale: str, page: str) -> Iterator[Finding]:
    """What was taken over fuzzy for a reason of its own."""
    for found in filled:
        for flaw in found.flaws:
            yield _finding(flaw.check, found.entries[0], f"{flaw.message}; taken over as fuzzy", locale, page)
        if found.several:
            reason = "the files translate this text in several ways; the first one is taken over as fuzzy"
            yield _finding("several-translations", found.entries[0], reason, locale, page)


def _finding(check: str, entry: Entry, reason: str, locale: str, page: str | None = None) -> Finding:
    message = entry.message
    line, column = place_of(message, 0, 0 if message.msgstr_plural else None)
    return Finding(
        check=check,
        path=entry.path,
        message=f'{reason}: "{shorten(message.msgid)}"',
        line=line,
        column=column,
        severity=Severity.WARNING,
        locale=locale,
        page=page,
        msgctxt=message.msgctxt,
        msgid=message.msgid,
        msgstr=message.msgstr,
        its_type="markup" if page else "untranslated",
    )

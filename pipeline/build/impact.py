"""`impact`: what the pages, as they are now, ask of translators that their catalogues do not have yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.build.merging import Merging
from pipeline.build.project import Project
from pipeline.build.spread import spread
from pipeline.errors import Fault, UnusableFileError, refuse
from pipeline.merge import differs_in_signs_only, sentences
from pipeline.model import ADDRESS, Impact
from pipeline.po import Catalogue, Message
from pipeline.xhtml.words import count_words


@dataclass(frozen=True)
class _Weigh:
    merging: Merging
    locales: Sequence[str]

    def __call__(self, domain: str) -> tuple[list[Impact], tuple[Fault, ...]]:
        try:
            source, old = self.merging.read(domain, self.locales)
        except UnusableFileError as error:
            return [], error.faults
        merged = {locale: self.merging.merged(source, locale, known)[0] for locale, known in old.items()}
        return [_impact(locale, domain, old[locale], merged[locale]) for locale in merged], ()


def impact(project: Project, locales: Sequence[str], jobs: int | None = None) -> list[Impact]:
    """What `update` would send to the translators of some locales, for each page that has any; nothing is written.

    Raises UnusableFileError for all files that cannot be used, at once.
    """
    done = list(spread(_Weigh(Merging(project), locales), project.domains, jobs))
    refuse([*project.faults(), *(fault for _, faults in done for fault in faults)])
    return [each for found, _ in done for each in found if each.texts]


def _impact(locale: str, domain: str, old: Catalogue | None, merged: Catalogue) -> Impact:
    """The work in one catalogue: texts that it did not have and that nothing known translates as they are."""
    known = old.live if old else {}
    texts = [
        message
        for key, message in merged.live.items()
        if key not in known and key[0] != ADDRESS and (message.fuzzy or not message.translated)
    ]
    new = [_new_sentences(message) for message in texts]
    return Impact(
        locale,
        domain,
        texts=len(texts),
        sentences=sum(max(1, len(each)) for each in new),  # where one only left, somebody must look all the same
        words=sum(count_words(" ".join(each)) for each in new if each),
        signs_only=sum(
            bool(message.previous_msgid) and differs_in_signs_only(message.previous_msgid or "", message.msgid)
            for message in texts
        ),
    )


def _new_sentences(message: Message) -> list[str]:
    """The sentences of a text that the one that was translated did not have."""
    before = set(sentences(message.previous_msgid or ""))
    return [sentence for sentence in sentences(message.msgid) if sentence not in before]

"""What becomes of a page in each locale: a new edition, the one of before, the source's words, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from pipeline.model import Extent, Key
from pipeline.settings.policies import Policy

# From so many percent of the words on, what is behind its source is only a little so.
_NEARLY = 90


class Standing(NamedTuple):
    """How a page stands in a locale."""

    extent: Extent
    lacking: frozenset[Key] = frozenset()  # the texts that have no translation that may be published
    is_outdated: bool = False  # the source has changed since it was translated
    since: date | None = None  # when, as far as the catalogue knows
    has_errors: bool = False  # that no policy lets pass
    earlier: str = ""  # the state of the edition that is published; "" where there is none

    @property
    def percent(self) -> int:
        """The share of words whose translation may be published, rounded down: 99.9 % is not all of it."""
        words = self.extent.words
        return 100 * self.extent.words_translated // words if words else 100


class Held(StrEnum):
    """Why a page stays as it was published, or away."""

    NO = ""
    ERRORS = "errors"  # something is broken
    MISSING = "missing"  # texts are missing, and may not be
    PARITY = "parity"  # a locale that it is released together with is not as far
    GRACE = "grace"  # it is outdated, for a short time as yet
    OMIT = "omit"  # too little of it is translated
    GONE = "gone"  # its source is not there any more


class Decision(NamedTuple):
    """What becomes of a page in a locale."""

    state: str  # of what readers find: complete, partial, outdated, fallback, omitted
    held: Held = Held.NO
    notice: str = ""  # what readers are told: partial, aged, outdated, fallback

    @property
    def is_new(self) -> bool:
        """Whether an edition is made."""
        return self.held is Held.NO

    @property
    def is_there(self) -> bool:
        """Whether readers find an edition, a new one or that of before."""
        return self.state != "omitted"


COMPLETE = Decision("complete")


def decide(standing: Standing, policy: Policy, today: date) -> Decision:
    """What becomes of a page in a locale that no other one waits for.

    Nothing that is published goes away: what may not be replaced stays as it is.
    """
    if standing.has_errors:
        return _held(standing, Held.ERRORS)
    if not standing.lacking:
        return COMPLETE
    if standing.earlier and _in_grace(standing, policy, today):
        return _held(standing, Held.GRACE)
    if policy.missing == "fail":
        return _held(standing, Held.MISSING)
    if standing.percent < policy.least or not standing.extent.messages_translated:
        return Decision("fallback", notice="fallback") if policy.missing == "fallback" else _held(standing, Held.OMIT)
    if not standing.is_outdated:
        return Decision("partial", notice="partial")
    return Decision("outdated", notice="aged" if standing.percent >= _NEARLY else "outdated")


def together(
    decisions: Mapping[str, Decision], standings: Mapping[str, Standing], groups: Iterable[frozenset[str]]
) -> dict[str, Decision]:
    """The decisions for a page, where locales of a group go out together or not at all.

    They are together where each has a new edition and the very same texts are translated in all.
    """
    agreed = dict(decisions)
    for group in groups:
        partners = [locale for locale in decisions if locale in group]
        lacking = {standings[locale].lacking for locale in partners}
        if len(lacking) > 1 or len({decisions[locale].is_new for locale in partners}) > 1:
            # What waits is behind its source where any of them is: their changes are one change.
            is_behind = any(standings[locale].is_outdated for locale in partners)
            for locale in partners:
                if agreed[locale].is_new:
                    agreed[locale] = _held(standings[locale]._replace(is_outdated=is_behind), Held.PARITY)
    return agreed


def _in_grace(standing: Standing, policy: Policy, today: date) -> bool:
    if not (standing.is_outdated and standing.since and policy.grace):
        return False
    return today < standing.since + timedelta(days=policy.grace)


def _held(standing: Standing, why: Held) -> Decision:
    """The edition of before stays, if there is one."""
    return _behind(standing, why) if standing.is_outdated else Decision(standing.earlier or "omitted", why)


def _behind(standing: Standing, why: Held) -> Decision:
    """The edition of before stays; it is not that of the source as it is now."""
    if standing.earlier in ("", "omitted", "fallback"):
        return Decision(standing.earlier or "omitted", why)
    return Decision("outdated", why)

"""What day it is. The only clock of the house, so that two builds of one revision can be the same."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime

from pipeline.errors import Fault, UnusableFileError

_VARIABLE = "SOURCE_DATE_EPOCH"
_LONGEST = 11  # digits: later years have five


def today() -> date:
    """The day in UTC, by SOURCE_DATE_EPOCH where that is set (reproducible-builds.org, its specification).

    Raises UnusableFileError where that is no number.
    """
    seconds = latest()
    return datetime.fromtimestamp(time.time() if seconds is None else seconds, UTC).date()


def latest() -> int | None:
    """The latest date that anything may bear, in seconds since 1970; None where the environment names none.

    Raises UnusableFileError where what it names is no number.
    """
    given = os.environ.get(_VARIABLE)
    if not given:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > _LONGEST:
        reason, remedy = f"'{given}' is no number of seconds", "set it to whole seconds since 1970, or not at all"
        raise UnusableFileError(Fault(_VARIABLE, reason, remedy))
    return int(given)

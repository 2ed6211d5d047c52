"""What day it is. The only clock of the house, so that two builds of one revision can be the same."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime


def today() -> date:
    """The day in UTC, by SOURCE_DATE_EPOCH where that is set (reproducible-builds.org, its specification)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(given) if given.isascii() and given.isdigit() else time.time()
    return datetime.fromtimestamp(seconds, UTC).date()

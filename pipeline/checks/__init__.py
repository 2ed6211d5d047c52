"""What a person should look at before a page goes out. Each check is a generator of issues with a name and a page."""

from pipeline.checks.missing import MISSING
from pipeline.checks.registry import CHECKS, PAIR_CHECKS
from pipeline.checks.runner import Standard, check
from pipeline.checks.subject import Subject

__all__ = ["CHECKS", "MISSING", "PAIR_CHECKS", "Standard", "Subject", "check"]

"""What is worked out when somebody asks for it, and kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, Generic, TypeVar, cast

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801  It is written as a decorator.
    """`functools.cached_property` without its lock, which in Python 3.11 takes longer than most of what we work out."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        """The value, from now on the instance's own."""
        value: T = self.work(instance)
        instance.__dict__[self.name] = value
        return value


class _Pattern:
    """A regular expression that is compiled when one of its methods is asked for."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.text = text
        self.flags_asked = flags

    def __getattr__(self, name: str) -> Any:
        """What the compiled one has, from now on this one's own."""
        value = getattr(re.compile(self.text, self.flags_asked), name)
        setattr(self, name, value)
        return value


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, but the work waits for the first search: most runs need few of the patterns."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))

"""Replacing a file only if it still is what was read: whoever saved it in between must not lose their text."""

from __future__ import annotations

import ctypes
import errno
import os
from hashlib import sha256

_HERE = -100  # AT_FDCWD
_RENAME_EXCHANGE = 2  # renameat2(2), Linux: two names change places, and neither is missing for a moment


def fingerprint(data: bytes) -> str:
    """What tells the content of one file from another's."""
    return sha256(data).hexdigest()


def replaced(new: str, target: str, expected: str) -> bool:
    """Put the file `new` in the place of `target` if that has this fingerprint ("": if there is none).

    Says whether it did; if not, `target` is what somebody else last saved. `new` is gone afterwards. Raises OSError.
    """
    try:
        return _exchanged(new, target, expected) if expected else _named(new, target)
    except (FileExistsError, FileNotFoundError):  # Somebody made it, or took it away.
        os.unlink(new)
        return False


def _exchanged(new: str, target: str, expected: str) -> bool:
    shown = _of(new)
    if not _exchange(new, target):
        is_same = _of(target) == expected
        os.replace(new, target) if is_same else os.unlink(new)
        return is_same
    aside = _of(new)
    is_done = aside == expected
    while not is_done:
        # Somebody saved: their text comes back. Should they save once more meanwhile, that is what has to come back.
        _exchange(new, target)
        found = _of(new)
        if found == shown:
            break
        shown, aside = aside, found
    os.unlink(new)
    return is_done


def _named(new: str, target: str) -> bool:
    """Give the file a name that nobody must have taken."""
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:  # A file system without second names: a look has to do.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.replace(new, target)
    else:
        os.unlink(new)
    return True


def _of(path: str) -> str:
    with open(path, "rb") as file:
        return fingerprint(file.read())


def _exchange(one: str, two: str) -> bool:
    """Let two files change places; False where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(two), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):
        return False
    raise OSError(number, os.strerror(number), two)

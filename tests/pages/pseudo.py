"""Two languages that nobody has translated into: one from right to left, one with longer words than English."""

from __future__ import annotations

import re
from collections.abc import Callable
from zlib import crc32

_CODE = re.compile(r"(<[^>]*>|&\w+;)")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = [
    "خدمة",
    "طلب",
    "وثيقة",
    "بلدية",
    "مواطن",
    "معلومات",
    "إجراء",
    "مكتب",
    "رسوم",
    "شروط",
    "أسئلة",
    "أجوبة",
    "قانون",
    "إدارة",
    "عنوان",
    "هوية",
    "سفارة",
    "موعد",
    "نموذج",
    "بيانات",
    "تأكيد",
    "ترجمة",
    "قرار",
    "مراجعة",
    "عائلة",
    "عطلة",
    "شركة",
    "ضريبة",
    "تقاعد",
    "رخصة",
]
_SIGNS = str.maketrans(",;?", "،؛؟")
_ACCENTS = str.maketrans("aeiouyAEIOUY", "äéíöûýÄÉÍÖÛÝ")
LONGER = 0.4


def arabic(msgid: str) -> str:
    """An Arabic word for each word: the same for the same one."""

    def word(found: re.Match[str]) -> str:
        return _ARABIC[crc32(found[0].lower().encode()) % len(_ARABIC)]

    return _outside_codes(lambda text: _WORD.sub(word, text).translate(_SIGNS), msgid)


def longer(msgid: str) -> str:
    """The same words with accents, and 40 % more letters."""
    owed = 0.5

    def word(found: re.Match[str]) -> str:
        nonlocal owed
        # The space behind a word is to grow as well.
        owed += LONGER * (len(found[0]) + 1)
        more, text = int(owed), found[0].translate(_ACCENTS)
        owed -= more
        vowel = next((place for place, letter in enumerate(text) if letter != found[0][place]), len(text) - 1)
        return (
            text[:vowel] + text[vowel].lower() * more + text[vowel:]
            if vowel
            else text[0] + text[0].lower() * more + text[1:]
        )

    return _outside_codes(lambda text: _WORD.sub(word, text), msgid)


def visible(text: str) -> str:
    """A text without its codes."""
    return _CODE.sub("", text)


def _outside_codes(change: Callable[[str], str], msgid: str) -> str:
    parts = _CODE.split(msgid)
    parts[::2] = [change(text) for text in parts[::2]]
    return "".join(parts)

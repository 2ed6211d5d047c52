"""The data categories, by the names that the command line has for them."""

from __future__ import annotations

from typing import Any

from pipeline.its.category import Category
from pipeline.its.domain import DOMAIN
from pipeline.its.flags import DIRECTIONALITY, ELEMENTS_WITHIN_TEXT, PRESERVE_SPACE, TRANSLATE
from pipeline.its.limits import ALLOWED_CHARACTERS, STORAGE_SIZE
from pipeline.its.locale_filter import LOCALE_FILTER
from pipeline.its.notes import LOCALIZATION_NOTE, TERMINOLOGY
from pipeline.its.pointing import EXTERNAL_RESOURCE, ID_VALUE, LANGUAGE_INFORMATION, TARGET_POINTER

# In the order of the standard's table in section 8.1.
CATEGORIES: dict[str, Category[Any]] = {
    category.name: category
    for category in (
        TRANSLATE,
        LOCALIZATION_NOTE,
        TERMINOLOGY,
        DIRECTIONALITY,
        LANGUAGE_INFORMATION,
        ELEMENTS_WITHIN_TEXT,
        DOMAIN,
        LOCALE_FILTER,
        EXTERNAL_RESOURCE,
        TARGET_POINTER,
        ID_VALUE,
        PRESERVE_SPACE,
        ALLOWED_CHARACTERS,
        STORAGE_SIZE,
    )
}

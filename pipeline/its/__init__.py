"""ITS 2.0, the W3C's Internationalization Tag Set: what a document says about its own translation.

    rules = gather(root, path, load)
    values(TRANSLATE, root, rules)    {Node: bool}, for every element and attribute
    selected(TRANSLATE, root, rules)  the same, only where something is said
    guidance(root, path, load)        what all of them mean for the walk over a page

As the standard has it (https://www.w3.org/TR/its20/), with its defaults for XML and for HTML; sections are named where
they are followed. Nothing here opens a file: linked rules come through the function `load`. The room uses lxml.
"""

from pipeline.its.category import Category
from pipeline.its.domain import DOMAIN
from pipeline.its.dump import dump, dump_file
from pipeline.its.evaluate import annotators, selected, values
from pipeline.its.flags import DIRECTIONALITY, ELEMENTS_WITHIN_TEXT, PRESERVE_SPACE, TRANSLATE
from pipeline.its.gather import gather
from pipeline.its.guide import guidance
from pipeline.its.limits import ALLOWED_CHARACTERS, STORAGE_SIZE, StorageSize
from pipeline.its.locale_filter import LOCALE_FILTER
from pipeline.its.nodes import Node
from pipeline.its.notes import LOCALIZATION_NOTE, TERMINOLOGY, Note, Term
from pipeline.its.pointing import EXTERNAL_RESOURCE, ID_VALUE, LANGUAGE_INFORMATION, TARGET_POINTER
from pipeline.its.rules import Rules
from pipeline.its.table import CATEGORIES
from pipeline.model import LocaleFilter

__all__ = [
    "gather",
    "guidance",
    "values",
    "selected",
    "annotators",
    "dump",
    "dump_file",
    "Rules",
    "Node",
    "Category",
    "CATEGORIES",
    "TRANSLATE",
    "LOCALIZATION_NOTE",
    "TERMINOLOGY",
    "DIRECTIONALITY",
    "LANGUAGE_INFORMATION",
    "ELEMENTS_WITHIN_TEXT",
    "DOMAIN",
    "LOCALE_FILTER",
    "EXTERNAL_RESOURCE",
    "TARGET_POINTER",
    "ID_VALUE",
    "PRESERVE_SPACE",
    "ALLOWED_CHARACTERS",
    "STORAGE_SIZE",
    "Note",
    "Term",
    "LocaleFilter",
    "StorageSize",
]

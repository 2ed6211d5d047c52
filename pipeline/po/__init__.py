"""Gettext catalogues as text: read without loss, written without touching what nobody edited.

The door to polib, which knows how a string is escaped; entries and files are ours,
because a save with polib re-wraps and re-orders what translators wrote.
"""

from pipeline.po.catalogue import Catalogue, header
from pipeline.po.message import Message, any_mentions, ready
from pipeline.po.parse import parse
from pipeline.po.place import place_of
from pipeline.po.serialise import serialise

__all__ = ["Catalogue", "Message", "any_mentions", "header", "parse", "place_of", "ready", "serialise"]

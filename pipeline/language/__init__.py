"""What we know of the languages we check: their words, numbers and signs. A text is taken apart here, once."""

from pipeline.language.known import language_of
from pipeline.language.profile import Language
from pipeline.language.text import Text
from pipeline.language.tokens import Token

__all__ = ["Language", "Text", "Token", "language_of"]

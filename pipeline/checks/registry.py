"""All checks of translations, in plain sight. One that is not in these lists does not run."""

from __future__ import annotations

from typing import Any

from pipeline.checks import (
    around,
    characters,
    codes,
    completeness,
    corpus,
    glossary,
    header,
    html_tree,
    identifiers,
    inline_code,
    language,
    markup,
    missing,
    pictures,
    placeholders,
    quotes,
    spacing,
    spelling,
    suppression,
    terminology,
    typography,
    values,
    wording,
    written,
)
from pipeline.checks.kinds import Check
from pipeline.checks.pair import Context, Pair

PAIR_CHECKS: tuple[Check[Pair], ...] = (
    characters.mojibake,
    characters.not_nfc,
    characters.homoglyph,
    characters.bidi_control,
    characters.zero_width,
    characters.soft_hyphen,
    characters.control_character,
    characters.replacement_character,
    characters.private_use,
    markup.tag_unclosed,
    markup.tag_lost,
    markup.tag_added,
    markup.tag_nesting,
    markup.attribute_changed,
    around.links_swapped,
    around.code_on_other_words,
    markup.unsafe_markup,
    around.space_beside_code,
    placeholders.placeholder_lost,
    placeholders.placeholder_unknown,
    placeholders.placeholder_order,
    placeholders.icu_syntax,
    placeholders.literal_changed,
    values.number_changed,
    values.number_lost,
    values.number_added,
    values.date_changed,
    values.unit_changed,
    values.number_format,
    values.range_changed,
    values.number_word_changed,
    identifiers.identifier_changed,
    identifiers.check_digits,
    identifiers.url_changed,
    identifiers.email_changed,
    spacing.french_spacing,
    spacing.space_before_punctuation,
    spacing.double_space,
    spacing.edge_space,
    typography.end_punctuation,
    typography.bracket,
    typography.bracket_lost,
    quotes.quote_balance,
    quotes.quotes_lost,
    quotes.quote_style,
    quotes.apostrophe,
    typography.ellipsis,
    typography.dash,
    spacing.number_grouping,
    language.unchanged,
    language.left_in_source_language,
    language.copied_words,
    language.wrong_language,
    wording.register,
    wording.repeated_word,
    completeness.sentence_dropped,
    completeness.sentence_added,
    completeness.short_translation,
    completeness.long_translation,
    completeness.too_long,
    completeness.line_count,
    completeness.file_name_as_text,
)
"""Those that look at one translation."""

SPELLING_CHECKS: tuple[Check[Pair], ...] = (spelling.spelling, spelling.unknown_word)
"""Those that need a dictionary of the language."""

HEADER_CHECKS: tuple[Check[header.Headed], ...] = (
    header.header_missing,
    header.header_charset,
    header.header_language,
    header.header_plural_forms,
    header.header_boilerplate,
)
"""Those that look at a catalogue's header."""

SOURCE_CHECKS: tuple[Check[corpus.Among], ...] = (corpus.inconsistent_translation,)
"""Those that look at messages with one source."""

TRANSLATION_CHECKS: tuple[Check[corpus.Among], ...] = (corpus.reused_translation,)
"""Those that look at messages with one translation."""

TERM_CHECKS: tuple[Check[terminology.Deviation], ...] = (terminology.term_inconsistent,)
"""Those that look at what a marked term is called in all texts."""

PLURAL_CHECKS: tuple[Check[header.Formed], ...] = (header.plural_count,)
"""Those that look at the plural forms of a message together."""

CHECKS: tuple[Check[Any], ...] = (
    *missing.PAGES,
    *codes.PAGES,
    *written.PAGES,
    *inline_code.PAGES,
    *html_tree.PAGES,
    *PAIR_CHECKS,
    *SPELLING_CHECKS,
    *HEADER_CHECKS,
    *PLURAL_CHECKS,
    *SOURCE_CHECKS,
    *TRANSLATION_CHECKS,
    *TERM_CHECKS,
    *glossary.PAGES,
    *pictures.PAGES,
    *suppression.PAGES,
)
"""All that there are, for documentation and settings."""


def checks_of(context: Context) -> tuple[Check[Pair], ...]:
    """The checks of one translation that can be run: those of spelling only where there is a dictionary."""
    return PAIR_CHECKS if context.lexicon is None else (*PAIR_CHECKS, *SPELLING_CHECKS)

"""Catalogues are read without loss and strictly; polib is the oracle."""

from __future__ import annotations

import copy
import dataclasses
import difflib
import re
from pathlib import Path
from unittest import mock

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import real_files
from pipeline.errors import UnusableFileError
from pipeline.po import Catalogue, Message, header, parse, serialise

FIELDS = [
    "msgctxt",
    "msgid",
    "msgid_plural",
    "msgstr",
    "msgstr_plural",
    "flags",
    "obsolete",
    "previous_msgctxt",
    "previous_msgid",
    "previous_msgid_plural",
    "comment",
    "tcomment",
    "occurrences",
    "linenum",
]

ODD = b"""# a free comment

# translator
#, fuzzy, unknown-flag
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"


#  kept  spaces
#. extracted
#: a.xhtml:12 b
#| msgctxt "old"
#| msgid "before"
msgctxt ""
msgid "one"
msgid_plural "many"
msgstr[0] ""
"un"
msgstr[1] "deux\\t\\"\\\\"


#~| msgid "older"
#~ msgid "gone"
#~ msgstr "parti"
# dangling"""


@pytest.mark.parametrize(
    "data",
    [
        ODD,
        ODD.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + ODD,
        ODD.replace(b"UTF-8", b"ISO-8859-1").replace(b"parti", b"parti \xe9t\xe9"),
        b"",
        b"\n\n",
        b'msgid "a"\nmsgstr "b"',
        'msgid "a\u2028\u0085"\nmsgstr "b"\n'.encode(),
    ],
)
def test_what_nobody_edited_keeps_its_bytes(data: bytes) -> None:
    assert serialise(parse(data)) == data


def test_every_field_is_found() -> None:
    one, gone = parse(ODD).messages
    assert (one.msgctxt, one.msgid, one.msgid_plural) == ("", "one", "many")
    assert one.msgstr_plural == {0: "un", 1: 'deux\t"\\'}
    assert (one.previous_msgctxt, one.previous_msgid) == ("old", "before")
    assert (one.comment, one.tcomment, one.occurrences) == (
        "extracted",
        " kept  spaces",
        [("a.xhtml", "12"), ("b", "")],
    )
    assert (one.linenum, one.msgstr_line) == (10, 18)
    assert (gone.obsolete, gone.msgid, gone.msgstr, gone.previous_msgid) == (True, "gone", "parti", "older")


@pytest.mark.parametrize("path", real_files("corpora/po-fr", "*.po"))
def test_a_real_catalogue_keeps_its_bytes_and_reads_as_polib_reads_it(path: Path) -> None:
    data = path.read_bytes()
    catalogue = parse(data)
    assert serialise(catalogue) == data
    for ours, theirs in zip(catalogue.messages, polib.pofile(str(path)), strict=True):
        assert {name: getattr(ours, name) for name in FIELDS} == {name: getattr(theirs, name) for name in FIELDS}


_LINES = [
    "",
    "  ",
    "# theirs",
    "#",
    "#. ours  ",
    "#: a.x:3 b",
    "#, fuzzy, odd",
    '#| msgid "old"',
    '#~ msgid "gone"',
    '#~ msgstr "parti"',
    '#~| msgid "older"',
    'msgctxt "c"',
    'msgid "a"',
    'msgid "b"',
    'msgid ""',
    'msgid "a" "b"',
    "msgid",
    'msgid "\\"x\\""',
    'msgid "half',
    'msgid "a"b"',
    'msgid  "wide"',
    'msgid_plural "s"',
    'msgstr ""',
    'msgstr "x"',
    'msgstr "\\q"',
    'msgstr "\\"',
    'msgstr[0] "x"',
    'msgstr[1] "y"',
    'msgstr[1] "\\101"',
    '"more\\n"',
    ' "indented"',
    '"',
    "<<<<<<< HEAD",
]
_SHAPES = st.lists(
    st.lists(st.sampled_from(_LINES), max_size=2)
    | st.sampled_from(
        [['msgid "a"', 'msgstr "x"', ""], ["# c", 'msgid "b"', 'msgstr ""', '"y"', ""], ["#. n", 'msgid "c"']]
    ),
    max_size=6,
)


def test_comments_of_an_old_entry_may_stand_behind_its_mark() -> None:
    data = b'#~ #, python-format\n#~ msgid "a"\n#~ msgstr "b"\n'
    (message,) = parse(data).messages
    assert (message.obsolete, message.flags, message.msgid) == (True, ["python-format"], "a")
    assert serialise(parse(data)) == data


def test_a_header_that_is_not_the_first_entry_stays_where_it_is() -> None:
    data = b'msgid "a"\nmsgstr "x"\n\nmsgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "b"\nmsgstr "y"\n'
    catalogue = parse(data)
    assert catalogue.metadata == {"Language": "fr"}
    assert serialise(catalogue) == data


@given(_SHAPES, st.booleans())
@settings(max_examples=400)
def test_an_entry_is_read_at_once_as_it_is_line_by_line(shape: list[list[str]], is_ended: bool) -> None:
    data = ("\n".join(line for lines in shape for line in lines) + "\n" * is_ended).encode()

    def outcome() -> object:
        try:
            catalogue = parse(data, "fr.po")
        except UnusableFileError as error:
            return str(error)
        assert serialise(catalogue) == data
        read = [catalogue.header] if catalogue.header else []
        names = [each.name for each in dataclasses.fields(Message) if each.name != "_entry"]
        return [[getattr(message, name) for name in names] for message in (*read, *catalogue.messages)], catalogue.end

    at_once = outcome()
    with mock.patch("pipeline.po.parse._PLAIN", re.compile("(?!)")):
        assert outcome() == at_once


@pytest.mark.parametrize(
    "written",
    ['msgid "one" " two"\nmsgstr "x"\n', 'msgid\n"one"\n" two"\nmsgstr "x"\n', 'msgid "one"\t" two"\nmsgstr\n\n"x"\n'],
)
def test_strings_may_stand_side_by_side_or_below_their_keyword(written: str) -> None:
    catalogue = parse(written.encode())
    assert [(message.msgid, message.msgstr) for message in catalogue.messages] == [("one two", "x")]
    assert serialise(catalogue) == written.encode()


def test_an_edited_message_alone_is_written_anew() -> None:
    catalogue = parse(b'msgid   "a"\nmsgstr ""\n"long"\n" line"\n\n\nmsgid "b"\nmsgstr ""\n')
    first, second = catalogue.messages
    edited = Catalogue([first, second.edited(msgstr='"B"\nC')])
    assert serialise(edited) == (
        b'msgid   "a"\nmsgstr ""\n"long"\n" line"\n\n\nmsgid "b"\nmsgstr ""\n"\\"B\\"\\n"\n"C"\n'
    )


WRAPPED = b"""msgid   "a"
msgstr ""
"The office in Ghent is open "
"from Monday to Friday."

#. ours
#: a.x:1
#: a.x:2
#, c-format
#| msgid ""
#| "before"
msgid ""
"The office in Bruges is open "
"from Monday on."
msgstr "x"
"""


def edited(data: bytes, **changes: object) -> str:
    """The file with another last message."""
    catalogue = parse(data)
    messages = [*catalogue.messages[:-1], catalogue.messages[-1].edited(**changes)]
    return serialise(dataclasses.replace(catalogue, messages=messages)).decode()


def test_an_edited_translation_alone_is_written_anew_and_wrapped_as_the_file_is() -> None:
    written = edited(WRAPPED, msgstr="Das Büro in Brügge ist ab Montag geöffnet.")
    assert written == WRAPPED.decode().replace(
        'msgstr "x"', 'msgstr ""\n"Das Büro in Brügge ist ab "\n"Montag geöffnet."'
    )


def test_where_a_file_has_no_width_of_its_own_an_edited_translation_is_not_wrapped() -> None:
    mixed = WRAPPED.replace(b'msgid   "a"', b'msgid   "The office in Ghent is open from Monday to Friday."')
    written = edited(mixed, msgstr="Das Büro in Brügge ist ab Montag geöffnet.")
    assert written.endswith('\nmsgstr "Das Büro in Brügge ist ab Montag geöffnet."\n')


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"flags": ["c-format", "fuzzy"]}, "#, c-format", "#, c-format, fuzzy"),
        ({"flags": []}, "#, c-format\n", ""),
        ({"comment": "theirs\nand ours"}, "#. ours", "#. theirs\n#. and ours"),
        ({"tcomment": "seen"}, "#. ours", "# seen\n#. ours"),
        ({"occurrences": [("b.x", "")]}, "#: a.x:1\n#: a.x:2", "#: b.x"),
        ({"previous_msgid": None}, '#| msgid ""\n#| "before"\n', ""),
        ({"previous_msgctxt": "c"}, "#| msgid", '#| msgctxt "c"\n#| msgid'),
        ({"msgctxt": "c"}, 'msgid ""\n"The office in Bruges', 'msgctxt "c"\nmsgid ""\n"The office in Bruges'),
        ({"msgid_plural": "s", "msgstr": "", "msgstr_plural": {0: "x"}}, "msgstr", 'msgid_plural "s"\nmsgstr[0]'),
    ],
)
def test_of_an_edited_entry_only_what_differs_is_written_anew(changes: dict[str, object], old: str, new: str) -> None:
    above, entry = WRAPPED.decode().split("\n\n")
    assert edited(WRAPPED, **changes) == f"{above}\n\n{entry.replace(old, new, 1)}"


def test_an_entry_that_goes_out_of_use_and_comes_back_keeps_its_lines() -> None:
    (message,) = parse(WRAPPED.split(b"\n\n")[1]).messages
    retired = serialise(Catalogue([message.edited(obsolete=True)])).decode()
    assert [line[:3] for line in retired.splitlines()] == ["#. ", "#: ", "#: ", "#, ", *["#~|"] * 2, *["#~ "] * 4]
    (again,) = parse(retired.encode()).messages
    assert serialise(Catalogue([again.edited(obsolete=False)])) == WRAPPED.split(b"\n\n")[1]


def test_what_we_have_no_field_for_stays_in_an_edited_entry() -> None:
    data = b'#| msgstr "before"\n#|   msgid "old"\nmsgid "a"\nmsgstr "b"\n'
    assert edited(data, tcomment="x") == "# x\n" + data.decode()


def test_one_form_of_a_plural_is_edited_alone() -> None:
    data = b'msgid "a"\r\nmsgid_plural ""\r\n"b"\r\nmsgstr[0]  "x"\r\nmsgstr[1]  "y"'
    expected = data.replace(b'  "y"', b' "z"\r\n').decode()
    assert edited(data, msgstr_plural={0: "x", 1: "z"}) == expected
    assert edited(data, msgstr_plural={0: "x", 1: "y", 2: "z"}) == data.decode() + '\r\nmsgstr[2] "z"\r\n'


@pytest.mark.parametrize("path", real_files("corpora/po-fr", "*.po"))
def test_real_translations_are_wrapped_as_their_translators_tools_did(path: Path) -> None:
    catalogue = parse(path.read_bytes())
    lines = path.read_text(encoding="utf-8").splitlines()
    messages = [message.edited(msgstr=f"{message.msgstr}x") for message in catalogue.messages]
    assert serialise(dataclasses.replace(catalogue, messages=[m.edited(msgstr=m.msgstr[:-1]) for m in messages])) == (
        path.read_bytes()
    )
    longer = serialise(dataclasses.replace(catalogue, messages=messages)).decode().splitlines()
    # A letter more at its end changes no line of a translation but the last two.
    matcher = difflib.SequenceMatcher(None, lines, longer, autojunk=False)
    changed = sum(stop - start for tag, start, stop, _, _ in matcher.get_opcodes() if tag != "equal")
    assert changed < len(messages) * 1.2


_EDITS = st.fixed_dictionaries(
    {},
    optional={
        "msgstr": st.text(alphabet='ab \n"\\', max_size=30),
        "msgid_plural": st.just("more"),
        "obsolete": st.booleans(),
        "flags": st.just([]) | st.just(["fuzzy", "odd"]),
        "previous_msgid": st.none() | st.text(alphabet="c\n", max_size=4),
        "msgctxt": st.none() | st.just("") | st.just("d"),
        "tcomment": st.just("") | st.just("t\nu"),
        "comment": st.just("") | st.just("n"),
    },
)


@given(st.sampled_from([ODD, WRAPPED, ODD.replace(b"\n", b"\r\n")]), st.integers(0, 1), _EDITS)
def test_what_was_edited_is_read_back(data: bytes, place: int, changes: dict[str, object]) -> None:
    catalogue = parse(data)
    message = catalogue.messages[place]
    if "msgid_plural" in changes:
        changes |= {"msgstr": "", "msgstr_plural": {0: str(changes.get("msgstr", "x")), 1: ""}}
    elif message.msgid_plural:
        changes.pop("msgstr", None)
    changed = message.edited(**changes)
    catalogue.messages[place] = changed
    assert parse(serialise(catalogue)).messages[place] == changed


@pytest.mark.parametrize("mark", ["", "#~ "])
def test_an_empty_plural_is_still_a_plural_once_it_is_edited(mark: str) -> None:
    data = f'{mark}msgid "one"\n{mark}msgid_plural ""\n{mark}msgstr[0] "a"\n{mark}msgstr[1] "b"\n'
    (message,) = parse(data.encode()).messages
    edited = serialise(Catalogue([message.edited(tcomment="seen")])).decode()
    assert edited.strip("\n") == "# seen\n" + data.strip("\n")


def test_a_message_can_be_copied() -> None:
    (message,) = parse(b'#. ours\nmsgid "a"\nmsgstr "b"\n').messages
    assert copy.copy(message) == message
    assert copy.deepcopy(message).comment == "ours"


def test_an_edit_that_changes_nothing_is_no_edit() -> None:
    (message,) = parse(b'msgid   "a"\nmsgstr "b"\n').messages
    assert message.edited(msgstr="b") is message


def test_a_new_entry_uses_the_file_s_line_ends() -> None:
    catalogue = parse(b'msgid "a"\r\nmsgstr "b"')
    longer = Catalogue([*catalogue.messages, Message("c", "d")], newline="\r\n")
    assert serialise(parse(b'msgid "x"\r\nmsgstr "y"\r\n')) == b'msgid "x"\r\nmsgstr "y"\r\n'
    assert serialise(longer) == b'msgid "a"\r\nmsgstr "b"\r\n\r\nmsgid "c"\r\nmsgstr "d"\r\n'


strings = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x07\x00"), max_size=20)
messages = st.builds(
    Message,
    msgid=strings.filter(bool),
    msgstr=strings,
    msgctxt=st.none() | strings,
    obsolete=st.booleans(),
    flags=st.just([]) | st.just(["fuzzy"]),
    previous_msgid=st.none() | strings,
)


@given(st.lists(messages, unique_by=lambda message: message.key, max_size=5))
def test_what_is_written_is_read_back(entries: list[Message]) -> None:
    written = serialise(Catalogue(entries, header({"Content-Type": "text/plain; charset=UTF-8"})))
    assert parse(written).messages == entries
    assert serialise(parse(written)) == written


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (
            b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
            "fr.po:4:1: 'a' is already on line 1; keep one of the two",
        ),
        (
            b'msgid\nmsgstr "b"\n\nmsgid "c"\nmsgstr\n',
            'fr.po:1:1: msgid has no string; write "" behind it\nfr.po:5:1: msgstr has no string; write "" behind it',
        ),
        (
            b'<<<<<<< HEAD\nmsgid "a"\n=======\nmsgstr "b"\n>>>>>>> other\n',
            "fr.po:1:1: a git conflict marker; resolve the conflict and remove the marker\n"
            "fr.po:3:1: a git conflict marker; resolve the conflict and remove the marker\n"
            "fr.po:5:1: a git conflict marker; resolve the conflict and remove the marker",
        ),
        (b'msgid "a"\n', 'fr.po:1:1: the entry has no msgstr; add msgstr ""'),
        (
            b'msgid "a\nmsgstr "b"\n',
            'fr.po:1:1: the string is not closed or holds a bare quote; write " as \\" inside it',
        ),
        (b'msgid "a"\nmsgstr "\\q"\n', "fr.po:2:1: \\q is no escape of gettext's; write a backslash as \\\\"),
        (
            b'msgid "a"\nmsgstr[0] "b"\n',
            "fr.po:2:1: msgstr is out of place; restore the order msgctxt, msgid, msgstr",
        ),
        (
            b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n',
            "fr.po:4:1: msgstr[2] is not the next form; number the forms from 0, without a gap",
        ),
        (
            b'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[0] "d"\n',
            "fr.po:3:1: msgstr[1] is not the next form; number the forms from 0, without a gap\n"
            "fr.po:4:1: msgstr[0] is not the next form; number the forms from 0, without a gap",
        ),
        (
            b'msgstr "b"\nmsgid "a"\nmsgstr "c"\n',
            "fr.po:1:1: the entry has no msgid; add the text it translates",
        ),
        (
            b"hello\n",
            "fr.po:1:1: 'hello' is neither a comment nor a message; start the line with #, msgid, msgstr or a quote",
        ),
        (
            b'msgid "\xe9"\nmsgstr ""\n',
            "fr.po:1:1: not valid utf-8; save the file as UTF-8 and say so in its Content-Type",
        ),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n',
            "fr.po:1:1: not valid klingon; save the file as UTF-8 and say so in its Content-Type",
        ),
        (
            b'#~ msgid "a"\nmsgstr "b"\n',
            'fr.po:2:1: an entry is half obsolete; give all its lines "#~ ", or none',
        ),
    ],
)
def test_a_file_that_is_not_legal_names_every_line_at_fault(data: bytes, faults: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        parse(data, "fr.po")
    assert str(caught.value).startswith(faults)


@given(st.binary(max_size=200) | st.text(alphabet='msgidtrcx "\\\n#~|[]01').map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    try:
        assert serialise(parse(data)) == data
    except UnusableFileError as error:
        assert all(fault.line for fault in error.faults)


def test_numbers_in_escapes_are_read_as_gettext_reads_them() -> None:
    (message,) = parse(rb'msgid "\x41\102\a\\101"' + b'\nmsgstr ""\n').messages
    assert message.msgid == "AB\a\\101"


def test_flags_may_stand_apart_by_spaces() -> None:
    (message,) = parse(b'#, fuzzy c-format\nmsgid "a"\nmsgstr "b"\n').messages
    assert (message.flags, message.fuzzy) == (["fuzzy", "c-format"], True)


def test_a_catalogue_that_outgrows_its_charset_becomes_utf_8() -> None:
    old = parse(b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "\xe9"\n')
    grown = Catalogue([*old.messages, Message("“quoted”")], old.header, encoding=old.encoding)
    assert serialise(grown).decode() == (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "é"\n\nmsgid "“quoted”"\nmsgstr ""\n'
    )


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "undefined", "utf-7", "unicode_escape", "utf-16", "utf-8\0", "utf-8x"]
)
def test_only_gettext_s_charsets_are_read(charset: str) -> None:
    with pytest.raises(UnusableFileError):
        parse(f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n'.encode())


_texts = st.text(alphabet='ab "\\\n\t\u2028é\x0b', max_size=12)
_places = st.tuples(st.sampled_from(["a", "b.x", "\u2068a b\u2069"]), st.sampled_from(["", "3"]))


@given(_texts.filter(bool), _texts, st.none() | _texts, _texts, st.lists(_places, max_size=3))
def test_a_message_is_written_as_polib_writes_it(
    msgid: str, msgstr: str, msgctxt: str | None, comment: str, occurrences: list[tuple[str, str]]
) -> None:
    message = Message(msgid, msgstr, msgctxt=msgctxt, comment=comment, occurrences=occurrences)
    entry = polib.POEntry(msgid=msgid, msgstr=msgstr, msgctxt=msgctxt, comment=comment, occurrences=occurrences)
    written = serialise(Catalogue([message])).decode()
    assert written.strip("\n") == entry.__unicode__(wrapwidth=0).strip("\n")

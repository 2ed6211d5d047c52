"""What HTML's elements and attributes are to a translator (HTML Living Standard, chapters 3 and 4)."""

from __future__ import annotations

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
XSLT = "http://www.w3.org/1999/XSL/Transform"
ITS = "http://www.w3.org/2005/11/its"
ITS_TYPE = "application/its+xml"  # of a <script> with rules, and of a file of them
XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{XML}}}lang"
XML_ID = f"{{{XML}}}id"
XLINK = "http://www.w3.org/1999/xlink"
XLINK_HREF = f"{{{XLINK}}}href"
XML_SPACE = f"{{{XML}}}space"
IDENTIFIERS = frozenset(("id", XML_ID))

# XML's white space (XML 1.0, production 3). No-break and thin spaces are text.
WHITE_SPACE = " \t\r\n"


def html(names: str) -> frozenset[str]:
    """The full names of HTML elements, as lxml has them, from a list of local ones."""
    return frozenset(f"{{{XHTML}}}{name}" for name in names.split())


VOID = html("area base br col embed hr img input link meta source track wbr")

# What ends running text. Any other element inside running text is an inline code, known or not.
HTML_BLOCK = html(
    "address article aside audio blockquote body canvas caption center col colgroup datalist dd details dialog dir"
    " div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe"
    " legend li link main menu meta nav noframes noscript object ol optgroup option p pre search section select"
    " summary table tbody td template textarea tfoot th thead title tr track ul video"
)

# In the layout: what chooses and repeats ends running text, what computes holds no words.
_XSLT_BLOCK = frozenset(f"{{{XSLT}}}{name}" for name in ("choose", "for-each", "if", "otherwise", "when"))
_XSLT_CLOSED = frozenset(
    f"{{{XSLT}}}{name}" for name in ("attribute", "comment", "processing-instruction", "variable", "with-param")
)

# Never a translator's business, whatever is inside; svg is opaque in running text but has texts of its own.
CLOSED = (
    html("script style")
    | {f"{{{SVG}}}script", f"{{{SVG}}}style", f"{{{MATHML}}}math", f"{{{ITS}}}rules"}
    | _XSLT_CLOSED
)
BLOCK = HTML_BLOCK | _XSLT_BLOCK
OPAQUE = CLOSED | {f"{{{SVG}}}svg"}

# An HTML reader takes what is inside as it is.
RAW = html("script style")

# A block that holds nothing else has nothing to translate.
CODE = html("code kbd samp var")

# What they hold can be written anew from an attribute.
VALUES = html("data time")

# Marks a term where it is defined (HTML, 4.5.8).
DFN = f"{{{XHTML}}}dfn"

# Side by side without words between them, these are each a unit of their own.
SEPARATE = html("a button label")

# Hold text and nothing else: no element can be put around a part of it.
TEXT_ONLY = html("title option textarea")

# No page is without them.
INDISPENSABLE = html("html head body title")

PRESERVED = html("pre textarea")

# Attributes that hold text, on any element.
TEXT_ATTRIBUTES = frozenset(
    ("title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder")
)
# Attributes that hold text on some elements, by local name of the element.
TEXT_ATTRIBUTES_OF = {
    "img": ("alt",),
    "area": ("alt",),
    "input": ("alt", "placeholder"),
    "textarea": ("placeholder",),
    "th": ("abbr",),
    "track": ("label",),
    "option": ("label",),
    "optgroup": ("label",),
}
INPUT_BUTTONS = frozenset(("submit", "button", "reset"))
META_TEXT = frozenset(("description", "keywords", "og:title", "og:description", "twitter:title", "twitter:description"))

# Attributes that lead somewhere: to one address, or to several.
LINK_SETS = frozenset(("srcset", "imagesrcset"))
LINKING = LINK_SETS.union(("href", "src", "poster", "data", "action", "formaction", "cite", XLINK_HREF))

# Headings, by level.
HEADINGS = {f"{{{XHTML}}}h{level}": level for level in range(1, 7)}

# Words for the place of a unit, as a translator reads them.
_KINDS = {
    "title": "page title",
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table heading",
    "caption": "table caption",
    "figcaption": "caption",
    "dt": "term",
    "dd": "definition",
    "a": "link",
    "button": "button",
    "label": "label",
    "legend": "legend",
    "option": "choice",
    "summary": "summary",
    "blockquote": "quotation",
    "address": "address",
} | {f"h{level}": "heading" for level in range(1, 7)}

KINDS = {f"{{{XHTML}}}{name}": kind for name, kind in _KINDS.items()}

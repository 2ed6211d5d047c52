"""What a reader's browser says, as patterns that PCRE reads the same in nginx and in Apache; and what we answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.site.servers.service import Home, Service

PAGE_AGE = "public, max-age=300"
ASSET_AGE = "public, max-age=31536000, immutable"
NEUTRAL_AGE = "private, no-cache"
ERROR_AGE = "no-cache"

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
# A worker has the policy that comes with its own file; the search's runs WebAssembly (docs/decisions/0017).
WORKER_POLICY = POLICY.replace("'self';", "'self'; script-src 'self' 'wasm-unsafe-eval';", 1)
WORKER = "/search/pagefind-worker.js"

# An element of a list whose q is not 0 (RFC 9110, 12.4.2). One whose parameters hold a comma in quotes is not seen.
_ACCEPTED = r"(?:^|,)[ \t]*{}[ \t]*(?:;(?![ \t]*q=0(?:\.0*)?[ \t]*(?:[;,]|$))[^;,]*)*(?:,|$)"
XHTML = _ACCEPTED.format(r"application/xhtml\+xml")
GZIP = _ACCEPTED.format(r"(?:x-)?gzip")

# The inside of a tag, a space, and a list of tags that has it (RFC 9110, 13.1.2; compared weakly).
ANY_OF = r"^([^ ]+) (?:.*,)?[ \t]*(?:(?:W/)?\x22\1\x22[ \t]*(?:,|$)|\*[ \t]*$)"
# The same for If-Match and If-Range, compared strongly (13.1.1, 13.1.5).
ALL_OF = r"^([^ ]+) (?:.*,)?[ \t]*(?:\x22\1\x22[ \t]*(?:,|$)|\*[ \t]*$)"


def security(service: Service) -> dict[str, str]:
    """The fields that every response has, errors included."""
    fields = {
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if service.is_secure:  # It must not be sent over plain HTTP (RFC 6797, 7.2).
        fields["Strict-Transport-Security"] = "max-age=31536000"
    return fields


def workers(service: Service) -> list[str]:
    """The paths of the files that run a search."""
    return [file.path for file in service.files if file.path.endswith(WORKER)]


def by_range(homes: Sequence[Home]) -> dict[str, str]:
    """Language ranges, in lower case, and where each leads: every tag, and "pt" to "pt-BR" where there is no "pt"."""
    found = {home.tag.lower(): home.address for home in homes}
    for home in homes:
        found.setdefault(home.tag.lower().partition("-")[0], home.address)
    return found


def preferences(ranges: Sequence[str]) -> Iterator[str]:
    """Patterns for Accept-Language; the first that is found has in its first group what the reader likes best.

    A range is looked up as RFC 4647 3.4 has it: "fr-BE" finds "fr". Weights are compared by their first decimal,
    equal ones by the order in which they stand. "*" prefers nothing.
    """
    if ranges:
        known = "|".join(sorted(ranges, key=lambda each: (-len(each), each)))
        weights = [r"(?:;[ \t]*q=1(?:\.0*)?[ \t]*)?"]
        weights += [rf";[ \t]*q=0\.{first}[0-9]*[ \t]*" for first in range(9, 0, -1)]
        weights += [r";[ \t]*q=0\.0[0-9]*[1-9][0-9]*[ \t]*"]
        for weight in weights:
            yield rf"(?:^|,)[ \t]*({known})(?:-[a-z0-9]+)*[ \t]*{weight}(?:,|$)"

"""Configuration for Apache: a part for the site's virtual host, and the map that mod_rewrite reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from pipeline.lazy import pattern
from pipeline.site.servers import terms
from pipeline.site.servers.escaping import encoded, filled, literal
from pipeline.site.servers.service import Service
from pipeline.site.servers.types import TYPES, with_charset

# The parts of a name in which mod_mime could see a language or an encoding, as in "guide.fr.xhtml".
_MEANING = pattern(r"[A-Za-z0-9_-]+\Z")
_HASH = pattern(r"[0-9a-f]{10}\Z")


def apache_files(service: Service, template: str) -> dict[str, bytes]:
    """`apache.conf`, made from the file of that name beside this one, and `apache-map.txt`."""
    return {"apache.conf": filled(template, _values(service)), "apache-map.txt": encoded("".join(_map(service)))}


def escaped(path: str) -> str:
    """A path as `int:escape` writes it (mod_rewrite; ap_os_escape_path): the key of the map.

    Earlier versions of Apache escape ";" too.
    """
    written = quote(encoded(path), safe="$-_.+!*'(),:;@&=/~")
    return re.sub("%..", lambda code: code[0].lower(), written) if "%" in written else written


def _values(service: Service) -> dict[str, str]:
    base = service.base_path
    return {
        "site": service.base_url,
        "place": _place(base),
        "inner": "\n".join(_inner(service)),
        "types": "\n".join(_types(service)),
        "moved": "\n".join(_moved(service)),
        "address": quote(base),
        "root_pattern": literal(base),
        "homes": "\n".join(_homes(service)),
        "gzip": terms.GZIP,
        "xhtml": terms.XHTML,
        "any_of": terms.ANY_OF,
        "all_of": terms.ALL_OF,
        "security": "\n".join(_security(service)),
        "page_age": terms.PAGE_AGE,
        "asset_age": terms.ASSET_AGE,
        "neutral_age": terms.NEUTRAL_AGE,
        "error_age": terms.ERROR_AGE,
        "assets": literal(f"{base}assets/"),
        "errors": "\n".join(_errors(service)),
    }


def _security(service: Service) -> Iterator[str]:
    for field, value in sorted(terms.security(service).items()):
        yield f'Header unset {field}\nHeader always set {field} "{value}"'
    for path in terms.workers(service):
        condition = f"expr=%{{REQUEST_URI}} =~ m#^{literal(path)}$#"
        yield f'Header always set Content-Security-Policy "{terms.WORKER_POLICY}" "{condition}"'


def _place(base: str) -> str:
    """What says where the files are for the addresses of the site."""
    if base == "/":
        return 'DocumentRoot "${TETRAGLOT}/site"'
    return f'AliasMatch "^{literal(base[:-1])}(?:$|(/.*))" "${{TETRAGLOT}}/site$1"'


def _inner(service: Service) -> Iterator[str]:
    parts = {part for file in service.files for part in file.path.rpartition("/")[2].split(".")[1:-1]}
    for part in sorted(part for part in parts if _MEANING.match(part) and not _HASH.match(part)):
        for kind in ("Language", "Charset", "Encoding", "InputFilter", "OutputFilter"):
            yield f"    Remove{kind} .{part}"


def _types(service: Service) -> Iterator[str]:
    for suffix in sorted({file.path.rpartition(".")[2] for file in service.files} & TYPES.keys() - {"gz"}):
        yield f'<FilesMatch "\\.{suffix}(?:\\.gz)?$">\n    ForceType "{with_charset(TYPES[suffix])}"\n</FilesMatch>'


def _moved(service: Service) -> Iterator[str]:
    for path, address in service.moved:
        yield f'RewriteRule "^{literal(path)}$" "{_target(address)}" [R=301,NE,QSD,L]'
    for path in service.gone:
        yield f'RewriteRule "^{literal(path)}$" "-" [G,L]'


def _target(address: str) -> str:
    r"""An address that mod_rewrite takes as it is: "%20" would be its second group.

    >>> print(_target("/fr/a%20b.xhtml"))
    /fr/a\%20b.xhtml
    """
    return address.replace("%", "\\%")


def _homes(service: Service) -> Iterator[str]:
    for home in service.chosen:
        yield f'RewriteCond "%{{HTTP:Cookie}}" "(?:^|;)[ \\t]*language={home.tag}[ \\t]*(?:;|$)" [NC,NV]'
        yield from _redirect(service, home.address)
    ranges = terms.by_range(service.accepted)
    for preferred in terms.preferences(list(ranges)):
        yield 'RewriteCond "%{ENV:TETRAGLOT_LISTED}" "^$"'
        yield f'RewriteCond "%{{HTTP:Accept-Language}}" "{preferred}" [NC,NV]'
        yield f'RewriteRule "^{literal(service.base_path)}$" "-" [E=TETRAGLOT_LISTED:${{tetraglot-lower:%1}}]'
    for tag, address in ranges.items():
        yield f'RewriteCond "%{{ENV:TETRAGLOT_LISTED}}" "^{tag}$"'
        yield from _redirect(service, address)


def _redirect(service: Service, address: str) -> Iterator[str]:
    yield f'RewriteRule "^{literal(service.base_path)}$" "{_target(address)}" [R=303,NE,QSD,L]'


def _errors(service: Service) -> Iterator[str]:
    """What is for a longer path comes later and counts."""
    for code, pages in service.errors.items():
        for start, address in sorted(pages.items(), key=lambda item: len(item[0])):
            yield f'<LocationMatch "^{literal(start)}">\n    ErrorDocument {code} "{address}"\n</LocationMatch>'


def _map(service: Service) -> Iterator[str]:
    for file in service.files:
        if file.language or file.digest:
            path = escaped(file.path)
            for key in (path, path.replace(";", "%3b")) if ";" in path else (path,):
                yield f"{key} {file.language};{file.digest};{file.packed}\n"

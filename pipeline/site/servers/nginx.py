"""Configuration for nginx: a part for the site's server block, and the maps that it reads (ngx_http_map_module)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from urllib.parse import quote, unquote

from pipeline.site import addresses
from pipeline.site.servers import terms
from pipeline.site.servers.escaping import encoded, filled, literal
from pipeline.site.servers.service import Served, Service
from pipeline.site.servers.types import TEXT, TYPES

# A longer key finds no place in a map's table, which is as large as docs/publishers.md has it.
_LONGEST = 400  # bytes


def nginx_files(service: Service, template: str, maps_template: str) -> dict[str, bytes]:
    """`nginx.conf` and `nginx-maps.conf`, made from the files of that name beside this one."""
    return {
        "nginx.conf": filled(template, _server(service)),
        "nginx-maps.conf": filled(maps_template, _maps(service)),
    }


def quoted(text: str) -> str:
    r"""A parameter that says just this (nginx, ngx_conf_read_token); in a value of a map, `$` begins a variable.

    >>> print(quoted('a "b" \\c'))
    "a \"b\" \\c"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _server(service: Service) -> dict[str, str]:
    return {
        "name": _name(service),
        "site": service.base_url,
        "root": quoted(service.base_path),
        "address": quote(service.base_path),
        "root_pattern": _inside(literal(service.base_path)),
        "charset_types": " ".join(sorted(TEXT - {"text/html"} | {"application/xhtml+xml"})),
        "security": "\n".join(
            f"add_header {field} {_value(service, field, value)} always;"
            for field, value in sorted(terms.security(service).items())
        ),
        "places": "".join(_places(service)),
    }


def _places(service: Service) -> Iterator[str]:
    """The locations that serve a file: of one type, or with no word on its content, as it is or packed."""
    types = "\n".join(f"        {media} {suffix};" for suffix, media in sorted(TYPES.items()))
    kinds = {
        "html": "text/html xhtml;",
        "xhtml": "application/xhtml+xml xhtml;",
        "file": types.strip(),
        "fresh": "",
    }
    for kind, listed in kinds.items():
        for coding, is_packed in (("", "off"), ("_gzip", "always")):
            if kind == "fresh":
                inside = ['default_type "";', "types {}"]
            else:
                inside = [f"if (${_name(service)}_fresh) {{\n        return 418;\n    }}"]
                inside += [f"types {{\n        {listed}\n    }}"]
            if kind != "file":
                inside += [f'rewrite "^({_inside(literal(service.base_path))})$" $1{addresses.NEUTRAL} break;']
            inside += [f"gzip_static {is_packed};"]
            yield f"\nlocation @tetraglot_{kind}{coding} {{\n    " + "\n    ".join(inside) + "\n}\n"


def _maps(service: Service) -> dict[str, str]:
    files = [*service.files, *(_at_root(service))]
    key = partial(_key, _shared({*(file.path for file in files), *dict(service.moved), *service.gone}))
    ranges = terms.by_range(service.accepted)
    return {
        "name": _name(service),
        "site": service.base_url,
        "languages": _lines((key(file.path), quoted(file.language)) for file in files if file.language),
        "plain": _lines((key(file.path), quoted(file.digest)) for file in files if file.digest),
        "packed": _lines((key(file.path), quoted(file.packed)) for file in files if file.packed),
        "xhtml": _inside(terms.XHTML),
        "gzip": _inside(terms.GZIP),
        "fresh": _inside(terms.ANY_OF.replace("^", "^(?:GET|HEAD) 000 ", 1)),
        "assets": _inside(literal(service.base_path + "assets/")),
        "page_age": terms.PAGE_AGE,
        "asset_age": terms.ASSET_AGE,
        "neutral_age": terms.NEUTRAL_AGE,
        "error_age": terms.ERROR_AGE,
        "chosen": _lines((quoted(home.tag), quoted(home.address)) for home in service.chosen),
        "preferences": _lines((quoted(f"~*{pattern}"), "$1") for pattern in terms.preferences(list(ranges))),
        "accepted": _lines((quoted(tag), quoted(address)) for tag, address in ranges.items()),
        "moved": _lines((key(path), quoted(address)) for path, address in dict(service.moved).items()),
        "gone": _lines((key(path), "1") for path in dict.fromkeys(service.gone)),
        "not_found": _errors(service.errors["404"]),
        "no_more": _errors(service.errors["410"]),
        "policies": _policies(service, key),
    }


def _value(service: Service, field: str, value: str) -> str:
    """The value of a field; that of the policy is in a map where not all files have the same."""
    is_mapped = field == "Content-Security-Policy" and terms.workers(service)
    return f"${_name(service)}_policy" if is_mapped else quoted(value)


def _policies(service: Service, key: Callable[[str], str]) -> str:
    """The map of policies, where the site has a search."""
    if not (workers := terms.workers(service)):
        return ""
    lines = _lines((key(path), quoted(terms.WORKER_POLICY)) for path in workers)
    default = f"    volatile;\n    default {quoted(terms.POLICY)};\n"
    return f"\nmap $uri ${_name(service)}_policy {{\n{default}{lines}\n}}"


def _name(service: Service) -> str:
    """What the site's variables begin with."""
    return f"tetraglot_{service.name}"


def _at_root(service: Service) -> Iterator[Served]:
    """The neutral page at the neutral address: a request has that address until the file is opened."""
    for file in service.files:
        if file.path == service.base_path + addresses.NEUTRAL:
            yield file._replace(path=service.base_path)


def _inside(pattern: str) -> str:
    """A pattern within quotes."""
    return quoted(pattern)[1:-1]


def _lower(path: str) -> bytes:
    return encoded(path).lower()  # of bytes: A to Z alone, as nginx does


def _shared(paths: Set[str]) -> set[bytes]:
    """What several paths are in lower case. Most have no capitals: they need not be remembered for it."""
    odd = Counter(lower for path in paths if (lower := _lower(path)) != encoded(path))
    plain = {lower for path in paths if odd and (lower := _lower(path)) in odd and lower == encoded(path)}
    return {lower for lower, number in odd.items() if number > 1} | plain


def _key(shared: Set[bytes], path: str) -> str:
    """The key of a map for a path. Keys are compared in lower case: where that is not enough, it is a pattern."""
    lower = _lower(path)
    is_alone = lower not in shared and len(lower) <= _LONGEST
    return quoted(path if is_alone else f"~^{literal(path)}$")


def _errors(pages: Mapping[str, str]) -> str:
    """The page for an error by the beginning of the address; nginx opens it by its path, in which `$` is a variable."""
    found = {start: unquote(address) for start, address in pages.items()}
    return _lines(
        (quoted(f"~^{literal(start)}"), quoted(path))
        for start, path in sorted(found.items(), key=lambda item: -len(item[0]))
        if not set(path) & set("$?%#")
    )


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"    {key} {value};" for key, value in pairs)

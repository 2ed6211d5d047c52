"""A real nginx and a real Apache on this machine's own address, run by an ordinary user on a copy of a built site."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builders import REPOSITORY, Site
from need import need
from pipeline.settings import parse_settings
from pipeline.site.record import read_record
from pipeline.site.servers import apache_files, nginx_files, service
from pipeline.store import package_data

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
APACHE = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin") or shutil.which("httpd")
MODULES = next(
    (folder for folder in ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules") if Path(folder).is_dir()), ""
)
KINDS = ("nginx", "apache")

# Names that stand for something in one server's configuration, in an address or in a pattern.
ODD = 'été/a "b" $uri; {c} #d %41 e+f&g\\n'
QUESTION = "what?"
INNER = "guide.fr.cgi"  # mod_mime would see a language and a program in it
MOVED = [
    ("fr/ancien.xhtml", "fr/index.xhtml"),
    ("de/alt $1 ü.xhtml", f"de/{ODD}.xhtml"),
    ("en/Index.xhtml", "en/index.xhtml"),  # differs in case only
    ("nl/index.xhtml", "fr/index.xhtml"),  # is a page again
]
LONG_AGO = 1_400_000_000  # in May 2014
GONE = ["fr/fini.xhtml", "verdwenen.xhtml"]


@dataclass
class Response:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        """The one value of a field; None where it is absent."""
        values = self.headers.get_all(name, [])
        assert len(values) < 2, f"{name} stands {len(values)} times: {values}"
        return values[0] if values else None

    @property
    def fields(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}


@dataclass
class Server:
    """A server that runs."""

    kind: str
    port: int
    folder: Path  # holds site/ and server/

    def get(self, path: str, method: str = "GET", **headers: str) -> Response:
        """A response, as it is: `accept_language="fr"` is a field of the request; the path goes out as given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        if method == "POST":
            connection.putheader("Content-Length", "0")
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return Response(response.status, response.headers, body)

    def raw(self, request: bytes) -> bytes:
        """What comes back for bytes that are no request of a client in its right mind."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request)
            received = b""
            while part := connection.recv(65536):
                received += part
        return received


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def configuration(settings: bytes, record: Any) -> dict[str, bytes]:
    """The files that a build writes for servers, for a record as JSON has it."""
    names = ("nginx.conf", "nginx-maps.conf", "apache.conf")
    server, maps, apache = (package_data(f"site/servers/{name}").decode() for name in names)
    served = service(parse_settings(settings, "site.toml"), read_record(json.dumps(record).encode()))
    return nginx_files(served, server, maps) | apache_files(served, apache)


def configure(site: Site, record: Any) -> None:
    """Put a record, and the configuration made of it, in the place of what a build wrote."""
    site.write("output/build.json", json.dumps(record))
    for name, data in configuration(site.path("source/site.toml").read_bytes(), record).items():
        site.path(f"output/server/{name}").write_bytes(data)


def ordinary_user() -> dict[str, Any]:
    """Arguments for a process that has no rights of root."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}


def needed(kind: str) -> str:
    """The program of a server; without it the test is left out."""
    found = {"nginx": NGINX, "apache": APACHE and MODULES and APACHE}[kind]
    package = {"nginx": "nginx-light", "apache": "apache2-bin"}[kind]
    need(kind, found, f"on Debian, apt-get install {package}")
    return str(found)


_FENCED = re.compile(r"^```(nginx|apache)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOCUMENTED = dict(_FENCED.findall((REPOSITORY / "docs/publishers.md").read_text("utf-8")))  # what publishers are told

NGINX_CONF = """
daemon off;
worker_processes 1;
pid {run}/nginx.pid;
error_log stderr warn;
events {{}}
http {{
    access_log off;
    default_type application/octet-stream;
    gzip on;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
    {documented}
}}
"""

# With what Debian has on by default and what could meddle: languages and encodings by suffix, DEFLATE, .cgi.
APACHE_CONF = """
ServerRoot {run}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {run}/apache.pid
DefaultRuntimeDir {run}
Mutex file:{run} default
ErrorLog {run}/said
LogLevel warn
{modules}
TypesConfig /dev/null
AddLanguage fr .fr
AddLanguage nl .nl
AddEncoding x-gzip .gz
AddType text/x-wrong .xhtml
AddHandler cgi-script .cgi
AddOutputFilterByType DEFLATE text/html text/css application/xhtml+xml
StartServers 1
<Directory />
    Require all denied
</Directory>
{documented}
"""

_MODULES = "mpm_event authz_core mime dir alias headers rewrite env filter deflate negotiation unixd"
# The least that any Apache has.
BARE = "mpm_event authz_core unixd"


def _here(kind: str, folder: Path, port: int) -> str:
    """The documented part for this folder and port, without TLS."""
    lines = [line for line in DOCUMENTED[kind].splitlines() if not re.match(r"\s*(?:ssl_|SSL)", line)]
    told = "\n".join(lines).replace("/srv/portal", str(folder))
    told = told.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace("*:443", f"*:{port}")
    return told.replace("https://www.portal.example", f"http://127.0.0.1:{port}")


def _configuration(
    kind: str, folder: Path, run: Path, port: int, root: Path, wanted: str = _MODULES
) -> tuple[Path, list[str]]:
    program = needed(kind)
    path = run / f"{kind}.conf"
    if kind == "nginx":
        documented = _here(kind, folder, port).replace(f"root {folder}/site;", f"root {root};")
        path.write_text(NGINX_CONF.format(run=run, documented=documented))
        return path, [program, "-p", str(run), "-e", "stderr", "-c", str(path)]
    names = [name for name in wanted.split() if Path(MODULES, f"mod_{name}.so").exists()]
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names)
    documented = _here(kind, folder, port)
    around = APACHE_CONF if "filter" in names else re.sub(r"^AddOutputFilterByType.*\n", "", APACHE_CONF, flags=re.M)
    path.write_text(around.format(run=run, port=port, modules=modules, documented=documented))
    return path, [program, "-d", str(run), "-f", str(path)]


@contextmanager
def _placed(output: Path, base: str = "") -> Iterator[tuple[Path, Path, Path, int]]:
    """A copy of a build's output that everybody can read, its root for nginx, a folder to run in, a port."""
    with tempfile.TemporaryDirectory(prefix="tetraglot-servers-", dir="/tmp") as place:
        folder, run = Path(place, "portal"), Path(place, "run")
        shutil.copytree(output, folder, symlinks=True)
        run.mkdir()
        root = folder / "site"
        if base:
            root = Path(place, "root")
            root.mkdir()
            (root / base).symlink_to(folder / "site")
        os.chmod(place, 0o755)
        if os.getuid() == 0:
            shutil.chown(run, "nobody", "nogroup")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        yield folder, root, run, port


def check(kind: str, output: Path, modules: str = _MODULES) -> str:
    """What the server says of its configuration: "" where nothing is wrong. `modules` are Apache's."""
    with _placed(output) as (folder, root, run, port):
        _, command = _configuration(kind, folder, run, port, root, modules)
        done = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False, **ordinary_user())
    lines = done.stderr.splitlines()
    good = ("syntax is ok", "test is successful", "Syntax OK")
    return "\n".join(line for line in lines if not line.endswith(good)) or ("" if done.returncode == 0 else "failed")


@contextmanager
def serving(kind: str, output: Path, base: str = "") -> Iterator[Server]:
    """A server of a build's output, stopped at the end."""
    with _placed(output, base) as (folder, root, run, port):
        _, command = _configuration(kind, folder, run, port, root)
        if kind == "apache":
            command.append("-DFOREGROUND")
        (run / "said").touch()
        os.chmod(run / "said", 0o666)
        with (run / "said").open("ab") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said, **ordinary_user())
        try:
            _wait(process, port, run / "said")
            yield Server(kind, port, folder)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    pytest.fail(f"the server does not start:\n{said.read_text()}", pytrace=False)

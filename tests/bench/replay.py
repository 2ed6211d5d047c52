"""`make replay`: suggestions on real history, ours and msgmerge's, held against what translators wrote later.

The French, Dutch and German catalogues of one version of Django are merged with the texts of the next one. For each
text that is new there, a suggestion is useful if it is at least 0.7 like the later translation (share of characters in
common), useless below 0.5. The packages are downloaded; `make replay ARGS="OLD NEW"` compares two folders of
catalogues instead.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz

from pipeline.model import Key
from pipeline.po import Catalogue, Message, header, parse, serialise

VERSIONS = ("1.8.19", "2.2.28", "3.2.25", "5.2")
LOCALES = ("fr", "nl", "de")
USEFUL, USELESS = 70.0, 50.0
MERGES = {
    "msgmerge": ["msgmerge", "-q", "--previous"],
    "merge": [sys.executable, "-m", "pipeline", "merge"],
}


def download(version: str, folder: Path) -> Path:
    """The catalogues of one version of Django."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d", str(folder)]
    subprocess.run([*command, f"django=={version}"], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        wanted = tuple(f"/locale/{locale}/" for locale in LOCALES)
        for name in package.namelist():
            if name.endswith(".po") and any(part in name for part in wanted):
                package.extract(name, folder)
    return folder


def pairs(old: Path, new: Path) -> Iterator[tuple[Path, Path]]:
    """The catalogues that are in both folders."""
    for path in sorted(old.rglob("*.po")):
        later = new / path.relative_to(old)
        if later.is_file():
            yield path, later


def compare(old: Path, new: Path, folder: Path) -> Counter[tuple[str, str]]:
    """By tool: suggestions, useful and useless ones, for the texts that one catalogue has and its old one has not."""
    known, later = parse(old.read_bytes()).live, parse(new.read_bytes())
    texts = [message for message in later.messages if not message.obsolete]
    truth = {each.key: each.msgstr for each in texts if each.msgstr and not each.fuzzy and each.key not in known}
    if not truth:
        return Counter()
    empty = [
        Message(
            each.msgid,
            msgctxt=each.msgctxt,
            msgid_plural=each.msgid_plural,
            msgstr_plural={0: "", 1: ""} if each.msgid_plural else {},
        )
        for each in texts
    ]
    template, merged = folder / "new.pot", folder / "merged.po"
    template.write_bytes(serialise(Catalogue(empty, header({"Content-Type": "text/plain; charset=UTF-8"}))))
    counts: Counter[tuple[str, str]] = Counter({("texts", "new"): len(truth)})
    for tool, command in MERGES.items():
        done = subprocess.run([*command, str(old), str(template), "-o", str(merged)], check=False, capture_output=True)
        if done.returncode == 0:
            counts += judged(tool, parse(merged.read_bytes()), truth)
    return counts


def judged(tool: str, merged: Catalogue, truth: dict[Key, str]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for key, wanted in truth.items():
        if suggestion := merged.live[key].msgstr:
            likeness = fuzz.ratio(suggestion, wanted)
            counts.update([(tool, "suggestions")])
            counts.update([(tool, "useful")] * (likeness >= USEFUL) + [(tool, "useless")] * (likeness < USELESS))
    return counts


def main() -> None:
    if shutil.which("msgmerge") is None:
        sys.exit("msgmerge is missing: install Debian's gettext")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folders = [Path(each) for each in sys.argv[1:]] or [download(each, folder / each) for each in VERSIONS]
        counts: Counter[tuple[str, str]] = Counter()
        for old, new in pairwise(folders):
            for path, later in pairs(old, new):
                counts += compare(path, later, folder)
    print(f"{counts['texts', 'new']} new texts")
    for tool in MERGES:
        print(f"{tool:8}", *(f"{counts[tool, name]:5} {name}" for name in ("suggestions", "useful", "useless")))


if __name__ == "__main__":
    main()

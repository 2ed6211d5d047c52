"""The door to Pagefind, an optional extra: a program that makes of some pages what they are searched by."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import Fault, UnusableFileError

REMEDY = "install the extra: pip install 'tetraglot[search]'"
ABSENT = ("search = true needs Pagefind, which is not installed", REMEDY)
# What it calls a failure where all words of all pages are excluded.
_NO_WORDS = b"Pagefind was not able to build an index."
_LONGEST = 600  # seconds; 600 pages take 1.3
# What is left out: ready-made surfaces, which would need a policy that allows styles in pages.
_SURFACES = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def version() -> str | None:
    """Which Pagefind there is; None where there is none."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("pagefind_bin") if _program() else None
    except PackageNotFoundError:
        return None


def _program() -> Path | None:
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        return None


def indexed(pages: Iterable[tuple[str, bytes]], excluded: str, asked_by: str) -> dict[str, bytes]:
    """What Pagefind makes of pages, by file name; `pages` are (address without the slash, bytes).

    What the selector `excluded` finds is not searched; nothing comes back where that is all there is. Raises
    UnusableFileError for `asked_by`, relative to the site, where there is no Pagefind or it fails.
    """
    # Only here: few builds need it.
    import tempfile

    program = _program()
    if program is None:
        raise UnusableFileError(Fault(asked_by, *ABSENT))
    with tempfile.TemporaryDirectory(prefix="tetraglot-") as folder:
        site, bundle = Path(folder, "site"), Path(folder, "bundle")
        for name, data in pages:
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _run(program, site, bundle, excluded, asked_by)
        files = (path for path in sorted(bundle.rglob("*")) if path.is_file())
        return {
            path.relative_to(bundle).as_posix(): path.read_bytes()
            for path in files
            if not path.name.startswith(_SURFACES)
        }


def _run(program: Path, site: Path, bundle: Path, excluded: str, asked_by: str) -> None:
    import subprocess

    command = [str(program), "--site", str(site), "--output-path", str(bundle), "--glob", "**/*.xhtml", "--silent"]
    command += ["--exclude-selectors", excluded] if excluded else []
    try:
        # It would read settings from the folder that it is run in, and from its environment.
        done = subprocess.run(command, cwd=site, env={}, capture_output=True, check=False, timeout=_LONGEST)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnusableFileError(Fault(asked_by, f"Pagefind cannot be run: {error}", REMEDY)) from None
    if done.returncode and _NO_WORDS in done.stderr:
        return
    if done.returncode or not (bundle / "pagefind-entry.json").is_file():
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip().partition("\n")[0]
        reason = f"Pagefind ended with {done.returncode}: {said}"
        raise UnusableFileError(Fault(asked_by, reason, "run it by hand on output/site, or set search = false"))

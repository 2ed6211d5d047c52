"""What `check` does with its options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import store
from pipeline.cli.surface import CLEAN, FINDINGS, chosen_locales, count, open_project
from pipeline.model import Finding
from pipeline.store import Store

# Loose files need no site, and most runs neither mend nor know a list: each imports what it needs.
if TYPE_CHECKING:
    from pipeline.build.project import Project


@dataclass(frozen=True, eq=False, repr=False)
class Checking:
    """A run of `check`: on locales of a site, or on loose files."""

    context: click.Context
    targets: tuple[str, ...]
    form: str
    fail_on: str
    fix: bool
    dry_run: bool
    baseline: str | None
    write_baseline: bool
    jobs: int | None

    def run(self) -> int:
        """Check, say what was found, and give the exit code."""
        if self.dry_run and not self.fix:
            raise click.UsageError("--dry-run goes with --fix")
        if self.write_baseline and self.is_loose and not self.baseline:
            raise click.UsageError("say with --baseline FILE where the known findings of loose files are kept")
        if self.fix:
            mended = self._mend()
            if self.dry_run:
                return FINDINGS if mended else CLEAN
        found = self._found()
        if self.write_baseline:
            from pipeline.checks.baseline import baseline

            self.store.write({self.list_path: baseline(found)})
            click.echo(f"{self.list_path}: {count(len(found), 'known finding')}")
            return CLEAN
        found = self._new(found)
        self._show(found)
        return FINDINGS if any(finding.severity.reaches(self.fail_on) for finding in found) else CLEAN

    @cached_property
    def is_loose(self) -> bool:
        """Whether files were named."""
        return any(target.endswith((".po", ".pot")) for target in self.targets)

    @cached_property
    def store(self) -> Store:
        """Where paths begin."""
        return Store(Path()) if self.is_loose else self.project.store

    @cached_property
    def project(self) -> Project:
        """The site."""
        return open_project(self.context)

    @cached_property
    def locales(self) -> list[str]:
        """The locales named, or all."""
        return chosen_locales(self.project.settings, self.targets)

    @cached_property
    def list_path(self) -> str:
        """Where the known findings are kept."""
        return self.baseline or store.BASELINE

    def _mend(self) -> bool:
        """Mend, or show what would be; whether there is anything."""
        from pipeline.build.fixes import as_diff, fix_files, fix_site

        fixes = fix_files(self.store, self.targets) if self.is_loose else fix_site(self.project, self.locales)
        if self.dry_run:
            click.echo(as_diff(fixes) or "nothing to mend")
        else:
            for path in self.store.write({path: after for path, (_, after) in fixes.items()}):
                click.echo(f"{path}: mended", err=True)
        return bool(fixes)

    def _found(self) -> list[Finding]:
        if self.is_loose:
            from pipeline.build.loose import check_files

            return check_files(self.store, self.targets, self.jobs)
        from pipeline.build.review import review

        return review(self.project, self.locales, self.jobs)

    def _new(self, found: list[Finding]) -> list[Finding]:
        """The findings that are not on the list of known ones."""
        if self.baseline is None and self.is_loose:
            return found
        data = self.store.read(self.list_path) if self.baseline else self.store.read_if_there(self.list_path)
        if data is None:
            return found
        from pipeline.checks.baseline import parse_baseline, unlisted

        return unlisted(found, parse_baseline(data, self.list_path), self.list_path, self._paths())

    def _paths(self) -> list[str]:
        if self.is_loose:
            return list(self.targets)
        return [
            self.project.catalogue_path(locale, domain) for locale in self.locales for domain in self.project.domains
        ]

    def _show(self, found: Sequence[Finding]) -> None:
        if self.form == "text":
            self._show_text(found)
        elif self.form == "json":
            from pipeline.report.findings import as_json

            click.echo(as_json(found))
        elif self.form == "sarif":
            from pipeline.checks.registry import CHECKS
            from pipeline.report.sarif import as_sarif

            click.echo(as_sarif(found, {check.name: check.page for check in CHECKS}))
        elif self.form == "junit":
            from pipeline.report.junit import as_junit

            click.echo(as_junit(found, self.fail_on))
        elif found:
            from pipeline.report.github import as_github

            click.echo(as_github(found))

    def _show_text(self, found: Sequence[Finding]) -> None:
        from pipeline.report.findings import as_text, summary

        locales = list(dict.fromkeys(each.locale or "" for each in found)) if self.is_loose else self.locales
        if found:
            click.echo(f"{as_text(found)}\n\n{summary(found, locales)}".rstrip())
        elif self.is_loose:
            click.echo(f"nothing found in {count(len(set(self.targets)), 'file')}")
        else:
            click.echo(f"{', '.join(self.locales)}: nothing found in {count(len(self.project.domains), 'page')}")

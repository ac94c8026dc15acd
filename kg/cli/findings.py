"""How kg check prints: findings for a terminal or a pipe, reports in other formats, explanations; to a file if asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kg.cli.output import terminal_width, wrapped

if TYPE_CHECKING:
    from kg.consistency.explaining import Explanation
    from kg.consistency.finding import Finding
    from kg.consistency.reports.dossier import Dossier
    from kg.workspace.workspace import Workspace

FORMATS: Final = ("table", "json", "markdown", "sarif", "github", "html")
CITING: Final = ("markdown", "sarif", "github", "html")
"""The formats that show what each claim says and where it stands."""
_COLOURS: Final = {"error": "red", "warning": "yellow", "info": "cyan"}
Style = Callable[..., str]


def deliver(text: str, output: str | None) -> None:
    """Print a text, or write it to a file in one step ("-" is standard output). Raises WriteError."""
    if output in (None, "-"):
        click.echo(text, nl=not text.endswith("\n"))
        return
    from kg.workspace.atomic import write_atomically

    assert output is not None
    write_atomically(Path(output), text)


def rendered(dossier: Dossier, style: str, space: Workspace, output: str | None) -> str:
    """A report in one of ``FORMATS``."""
    match style:
        case "json":
            return as_json_text(findings_json(dossier))
        case "markdown":
            from kg.consistency.reports.markdown import as_markdown

            return as_markdown(dossier)
        case "sarif":
            from kg.consistency.reports.sarif import as_sarif

            return as_sarif(dossier, repository_prefix(space.root))
        case "github":
            from kg.consistency.reports.github import as_github

            return as_github(dossier, repository_prefix(space.root))
        case "html":
            from kg.consistency.reports.html import as_html

            return as_html(dossier)
    return table_text(dossier, terminal_width() if output in (None, "-") else None)


def explained(explanation: Explanation, style: str, output: str | None) -> str:
    """An explanation as JSON or text."""
    from kg.consistency.reports.explanation import explanation_text

    if style == "json":
        return as_json_text(explanation.as_json())
    return wrapped(explanation_text(explanation), terminal_width() if output in (None, "-") else None)


def as_json_text(data: object) -> str:
    """One JSON document."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def findings_json(dossier: Dossier) -> dict[str, Any]:
    """The documented output of ``kg check --format json``."""
    data = dossier.report.as_json()
    data["summary"]["waived"] = dossier.waived
    data["summary"]["stale_waivers"] = len(dossier.stale)
    data["summary"]["validation_warnings"] = dossier.warnings
    data["stale_waivers"] = [stale.as_json() for stale in dossier.stale]
    if dossier.culprits is not None:
        data["culprits"] = dossier.culprits.as_json()
    data["new"] = None if dossier.new is None else [f.id for f in dossier.findings if dossier.is_new(f)]
    return data


def repository_prefix(folder: Path) -> str:
    """The way from the Git repository that a folder lies in to the folder: "" or "base/"."""
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            way = folder.relative_to(above).as_posix()
            return "" if way == "." else f"{way}/"
    return ""


def table_text(dossier: Dossier, width: int | None) -> str:
    """A line a finding, or with ``width`` some wrapped and coloured lines for a terminal; then the counts."""
    from kg.consistency.reports.dossier import summary_words

    lines = [line for finding in dossier.findings for line in _finding_lines(finding, dossier, width)]
    for stale in dossier.stale:
        head = click.style("warning", fg=_COLOURS["warning"]) if width else "warning"
        lines.append(f"{head} stale waiver: {stale.waiver.path}:{stale.waiver.line}: {stale.message}")
    if dossier.culprits is not None:
        from kg.consistency.reports.culprits import culprits_text

        lines.append(wrapped(culprits_text(dossier.culprits), width))
    return "\n".join([*lines, summary_words(dossier), ""])


def _finding_lines(finding: Finding, dossier: Dossier, width: int | None) -> Iterator[str]:
    severity = finding.severity.value
    new = "new " if dossier.new is not None and dossier.is_new(finding) else ""
    label = f"{new}{severity} {finding.kind.value}: "
    waived = f" Waived: {' '.join(finding.waived.split())}" if finding.waived is not None else ""
    if width is None:
        yield f"{label}{finding.explanation}{waived} [{finding.id}]"
        return
    import textwrap

    text = f"{label}{finding.explanation}{waived}"
    first, *rest = textwrap.wrap(text, width, subsequent_indent="    ", break_on_hyphens=False)
    quiet = finding.waived is not None
    colour = click.style(severity, fg=_COLOURS[severity], bold=severity == "error" and not quiet, dim=quiet)
    yield first.replace(severity, colour, 1)
    yield from rest
    more = " …" if len(finding.claims) > 6 else ""
    names = f"{finding.id}  {' '.join(finding.claims[:6])}{more}"
    for line in textwrap.wrap(
        names, width, initial_indent="    ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    ):
        yield click.style(line, dim=True)

"""kg lint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import desk_of
from kg.cli.context import built, workspace
from kg.cli.findings import as_json_text, deliver, repository_prefix
from kg.cli.output import named_format, on_terminal, written_format_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.consistency.finding import Severity
    from kg.factcheck.desk import Desk
    from kg.factcheck.drafting.diagnostics import Linted
    from kg.factcheck.drafting.draft import Draft

_FORMATS = ("text", "json", "sarif", "github", "html")
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@click.command(short_help="Hold every figure of a draft against the base.")
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True)
@click.option("--fix", is_flag=True, help="Write a citation behind each supported figure that has none (Markdown and text).")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="warning",
    show_default=True,
    help="Exit with 1 when something told is at least this severe.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(["auto", "fr", "en"]),
    default="auto",
    show_default=True,
    help="The drafts' language.",
)
@click.option(
    "--as-of", metavar="DATE", help="The day the drafts speak from, as 2026-02-09, 2026-02 or 2026 (default: today)."
)
@click.option(
    "-S", "--source", "sources", multiple=True, help="Ask only claims of this source (id); may be given several times."
)
@click.option("-o", "--output", metavar="FILE", help='Write to a file instead of standard output ("-").')
@written_format_option(*_FORMATS)
def lint(
    drafts: tuple[str, ...],
    fix: bool,
    fail_on: str,
    language: str,
    as_of: str | None,
    sources: tuple[str, ...],
    output: str | None,
    style: str | None,
) -> int:
    """Give every figure of a draft a verdict, hold cited figures against their claims, and the draft against itself.

    Drafts are Markdown, plain text or HTML, or Word files where pandoc is there; "-" is standard input. A figure cites a
    claim as [@claim-id] behind it. <!-- kg: ignore because ... --> lets the figures of its line, or of the paragraph below it,
    stand.

    \b
    Examples:
      kg lint draft.md
      kg lint draft.md --fix
      kg lint drafts/*.md -o lint.sarif
      kg lint draft.md --as-of 2026-02 --fail-on error

    Exit code: 0 nothing at or above --fail-on, 1 otherwise, 2 usage or input error.
    """  # noqa: D301
    from kg.consistency.finding import Severity
    from kg.factcheck.drafting.draft import read_draft
    from kg.factcheck.drafting.linting import lint as check
    from kg.model.errors import UsageError

    space = workspace()
    build = built(space)
    with build.open_columns() as columns:
        desk = desk_of(space, build, columns, as_of, sources, quotes=False)
        results: list[Linted] = []
        for path in drafts:
            draft = read_draft(path, language)
            result = check(draft, desk)
            if fix:
                if not draft.is_source or path == "-":
                    raise UsageError(f"{path}: --fix writes into Markdown and text files only")
                result = _fixed(path, result, draft, desk)
            results.append(result)
    deliver(_rendered(results, style or named_format(output, _FORMATS), space.settings.title, output), output)
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    return 1 if any(d.severity.rank <= least for linted in results for d in linted.told) else 0


def _fixed(path: str, result: Linted, draft: Draft, desk: Desk) -> Linted:
    """Write the citations in one step, and check what now stands there."""
    from kg.factcheck.drafting.citing import fixed
    from kg.factcheck.drafting.draft import draft_of
    from kg.factcheck.drafting.linting import lint as check
    from kg.workspace.atomic import write_atomically

    inserts = [d.insert for d in result.told if d.insert is not None]
    if not inserts:
        return result
    text = fixed(draft.text, inserts)
    write_atomically(Path(path), text.encode("utf-8"))
    click.echo(f"{path}: {len(inserts)} citation{'s' if len(inserts) != 1 else ''} written", err=True)
    return check(draft_of(text, path, draft.language), desk)


def _rendered(results: Sequence[Linted], style: str, title: str, output: str | None) -> str:
    match style:
        case "json":
            return as_json_text(lint_json(results))
        case "sarif":
            from kg.factcheck.reports.sarif import as_sarif

            return as_sarif(results, repository_prefix(Path.cwd()))
        case "github":
            from kg.factcheck.reports.github import as_github

            return as_github(results, repository_prefix(Path.cwd()))
        case "html":
            from kg.factcheck.reports.html import as_html

            return as_html(results, f"{title}: drafts")
    from kg.factcheck.reports.carets import as_carets

    watched = output in (None, "-") and on_terminal()
    return as_carets(results, _coloured) if watched else as_carets(results)


def _coloured(text: str, severity: Severity) -> str:
    return click.style(text, fg=_COLOURS[severity.value])


def lint_json(results: Sequence[Linted]) -> dict[str, Any]:
    """The documented output of ``kg lint --format json``."""
    from kg.factcheck.verdict import Verdict

    figures = [figure for linted in results for figure in linted.figures]
    told = [d for linted in results for d in linted.told]
    return {
        "files": [linted.as_json() for linted in results],
        "summary": {
            "figures": len(figures),
            "by_verdict": {verdict.value: sum(f.verdict is verdict for f in figures) for verdict in Verdict},
            "by_severity": {name: sum(d.severity.value == name for d in told) for name in _COLOURS},
            "suppressed": sum(d.suppressed is not None for linted in results for d in linted.diagnostics),
        },
    }

"""kg check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.context import built, workspace
from kg.cli.output import format_option, on_terminal, print_json, progress, styled

if TYPE_CHECKING:
    from kg.consistency.check import Report
    from kg.consistency.finding import Finding, Severity

_KINDS = ("conflict", "derivation", "identity", "forecast", "succession", "scope", "agreement")
_SEVERITIES = ("error", "warning", "info")
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@click.command(short_help="Find what cannot all be true.")
@click.option("-e", "--entity", help="Only findings about one entity (id, label or alias).")
@click.option(
    "-k",
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    help="Only findings of a kind; may be given several times.",
)
@click.option(
    "-s",
    "--severity",
    type=click.Choice(_SEVERITIES),
    default="info",
    show_default=True,
    help="Only findings at least this severe.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
    default="warning",
    show_default=True,
    help="Exit with 1 when a finding shown is at least this severe.",
)
@format_option("table", "json")
def check(entity: str | None, kinds: tuple[str, ...], severity: str, fail_on: str, style: str) -> int:
    """Find what cannot all be true: conflicts, derivations that do not hold, forecasts, successions, scopes.

    A finding is an error when it holds under the widest reading of the figures, a warning under the narrow one alone or
    where a date is missing; the rest is for information.

    \b
    Examples:
      kg check                                   everything, worst first
      kg check --severity warning                without what is only for information
      kg check --entity openai --kind conflict   one entity, one kind
      kg check --format json | jq '.summary'

    Exit code: 0 nothing at or above --fail-on, 1 otherwise, 2 usage or input error.
    """  # noqa: D301
    from kg.consistency.check import Report
    from kg.consistency.check import check as run
    from kg.consistency.finding import Kind, Severity
    from kg.workspace.loading import load_vocabulary

    space = workspace()
    build = built(space)
    vocabulary = load_vocabulary(space)
    about = vocabulary.find_entity(entity) if entity else None
    with progress("checking"), build.open_columns() as columns:
        report = run(columns, vocabulary, [Kind(kind) for kind in kinds] or list(Kind))
    least = Severity(severity).rank
    shown = [f for f in report.findings if f.severity.rank <= least and (about is None or f.entity == about)]
    report = Report(tuple(shown))
    if style == "json":
        print_json(report.as_json())
    else:
        _print(report)
    failing = fail_on != "never" and any(f.severity.rank <= Severity(fail_on).rank for f in shown)
    return 1 if failing else 0


def _print(report: Report) -> None:
    for finding in report.findings:
        _print_finding(finding)
    counts = [
        f"{report.count(s)} {s.value}{'s' if report.count(s) != 1 and s.value != 'info' else ''}" for s in _all_severities()
    ]
    click.echo(f"{len(report.findings)} findings: {', '.join(counts)}")


def _all_severities() -> list[Severity]:
    from kg.consistency.finding import Severity

    return list(Severity)


def _print_finding(finding: Finding) -> None:
    severity = finding.severity.value
    head = f"{styled(severity, fg=_COLOURS[severity], bold=severity == 'error')} {finding.kind.value}: "
    if not on_terminal():
        click.echo(f"{head}{finding.explanation} [{finding.id}]")
        return
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 110)
    lines = textwrap.wrap(f"{severity} {finding.kind.value}: {finding.explanation}", width, subsequent_indent="    ")
    click.echo(lines[0].replace(f"{severity} {finding.kind.value}: ", head, 1))
    for line in lines[1:]:
        click.echo(line)
    click.echo(
        styled(f"    {finding.id}  {' '.join(finding.claims[:6])}{' …' if len(finding.claims) > 6 else ''}", dim=True)
    )

"""kg check."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import built, workspace
from kg.cli.findings import CITING, FORMATS, deliver, explained, rendered
from kg.cli.output import format_option, progress

if TYPE_CHECKING:
    from kg.consistency.baseline import Baseline
    from kg.consistency.explaining import Explanation
    from kg.consistency.finding import Finding, Kind
    from kg.graph.columns import Columns
    from kg.model.base import Vocabulary
    from kg.model.waiver import Waiver
    from kg.workspace.workspace import Workspace

_KINDS = ("conflict", "derivation", "identity", "forecast", "succession", "scope", "agreement")
_SEVERITIES = ("error", "warning", "info")


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
    help="Exit with 1 when a finding shown, not waived and not in the baseline is at least this severe.",
)
@click.option("--explain", "explain_id", metavar="FINDING", help="Write the calculation of one finding out, by its id.")
@click.option("--baseline", metavar="FILE", help="Fail only on findings that are not in this file, or got worse.")
@click.option("--write-baseline", metavar="FILE", help="Write the findings shown to a baseline file, and fail on none.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day on which waivers must hold, as 2026-11-22 (default: the current one).",
)
@click.option("-o", "--output", metavar="FILE", help='Write to a file instead of standard output ("-").')
@format_option(*FORMATS)
def check(
    entity: str | None,
    kinds: tuple[str, ...],
    severity: str,
    fail_on: str,
    explain_id: str | None,
    baseline: str | None,
    write_baseline: str | None,
    today: datetime | None,
    output: str | None,
    style: str,
) -> int:
    """Find what cannot all be true: conflicts, derivations that do not hold, forecasts, successions, scopes.

    A finding is an error when it holds under the widest reading of the figures, a warning under the narrow one alone or
    where a date is missing; the rest is for information. Findings waived in the claims files are shown and do not fail.

    \b
    Examples:
      kg check                                   everything, worst first
      kg check --severity warning                without what is only for information
      kg check --entity openai --kind conflict   one entity, one kind
      kg check --explain conflict/openai/valuation
      kg check --write-baseline known.json       remember what is there
      kg check --baseline known.json             fail on what is new
      kg check --format html -o report.html
      kg check --format json | jq '.summary'

    Exit code: 0 nothing at or above --fail-on, 1 otherwise, 2 usage or input error.
    """  # noqa: D301
    from kg.consistency.baseline import Baseline, baseline_of
    from kg.consistency.check import Report
    from kg.consistency.finding import Kind, Severity
    from kg.consistency.reports.dossier import Dossier, cited_claims
    from kg.consistency.waivers import apply_waivers
    from kg.workspace.atomic import write_atomically
    from kg.workspace.loading import load_vocabulary
    from kg.workspace.places import load_waivers

    space = workspace()
    before = _read_baseline(baseline) if baseline else Baseline() if write_baseline else None
    build = built(space)
    vocabulary = load_vocabulary(space)
    about = vocabulary.find_entity(entity) if entity else None
    day = today.date() if today else datetime.now().astimezone().date()
    waivers = load_waivers(space)
    with build.open_columns() as columns:
        if explain_id is not None:
            explanation = _explain(explain_id, space, columns, vocabulary, waivers, day)
            deliver(explained(explanation, _explaining(style)), output)
            return 0
        wanted = [Kind(kind) for kind in kinds] or list(Kind)
        marked, stale = apply_waivers(_found(columns, vocabulary, wanted), _spoken_of(waivers, wanted), day)
        least = Severity(severity).rank
        shown = tuple(f for f in marked if f.severity.rank <= least and (about is None or f.entity == about))
        cited = cited_claims(space, columns, shown) if style in CITING else {}
    if write_baseline:
        made = baseline_of(shown)
        before = before if baseline else made
        write_atomically(Path(write_baseline), made.to_json())
    new = frozenset(f.id for f in shown if not before.has(f)) if before is not None else None
    told = stale if about is None and least >= Severity.WARNING.rank else ()
    dossier = Dossier(space.settings.title, Report(shown), cited, told, new)
    deliver(rendered(dossier, style, space, output), output)
    return 1 if fail_on != "never" and dossier.is_failing(Severity(fail_on)) else 0


def _found(columns: Columns, vocabulary: Vocabulary, kinds: list[Kind]) -> tuple[Finding, ...]:
    from kg.consistency.check import check as run

    with progress("checking"):
        return run(columns, vocabulary, kinds).findings


def _spoken_of(waivers: list[Waiver], kinds: list[Kind]) -> list[Waiver]:
    """The waivers that may be judged when only some kinds are looked for: an id begins with its kind."""
    from kg.consistency.finding import Kind

    others = {kind.value for kind in Kind} - {kind.value for kind in kinds}
    return [waiver for waiver in waivers if waiver.finding.partition("/")[0] not in others]


def _read_baseline(path: str) -> Baseline:
    from kg.consistency.baseline import read_baseline
    from kg.model.errors import UsageError

    try:
        return read_baseline(Path(path).read_bytes().decode("utf-8"), path)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); make it with --write-baseline {path}") from error


def _explaining(style: str) -> str:
    from kg.model.errors import UsageError

    if style not in ("table", "json"):
        raise UsageError(f"--explain writes text or JSON, not {style}")
    return style


def _explain(
    identifier: str, space: Workspace, columns: Columns, vocabulary: Vocabulary, waivers: list[Waiver], day: date
) -> Explanation:
    from kg.consistency.explaining import explain
    from kg.consistency.finding import Kind
    from kg.consistency.reports.dossier import cite
    from kg.consistency.waivers import apply_waivers
    from kg.model.base import nearest
    from kg.model.errors import UsageError

    findings, _ = apply_waivers(_found(columns, vocabulary, list(Kind)), waivers, day)
    by_id = {finding.id: finding for finding in reversed(findings)}
    if identifier not in by_id:
        raise UsageError(f"no finding is called {identifier!r}{nearest(identifier, by_id)}")
    finding = by_id[identifier]
    claims = sorted({*finding.claims, *(entry.claim for entry in finding.inputs)})
    observations = {o.claim: o for o in columns.observations("id IN (SELECT unnest(?))", [claims])}
    return explain(finding, observations, cite(space, columns, claims), vocabulary)

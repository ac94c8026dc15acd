"""kg check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import Day, built, workspace
from kg.cli.findings import CITING, FORMATS, deliver, explained, rendered
from kg.cli.output import named_format, progress, read_argument, written_format_option

if TYPE_CHECKING:
    from kg.consistency.baseline import Baseline
    from kg.consistency.explaining import Explanation
    from kg.consistency.finding import Finding, Kind, Severity
    from kg.graph.columns import Columns
    from kg.model.base import Vocabulary
    from kg.workspace.workspace import Workspace

_KINDS = ("conflict", "derivation", "identity", "forecast", "succession", "scope", "unit", "implied", "agreement")
_SEVERITIES = ("error", "warning", "info")


@click.command(short_help="Find what cannot all be true.")
@click.option(
    "-e",
    "--entity",
    "entities",
    multiple=True,
    help="Only findings about an entity (id, label or alias); may be given several times.",
)
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
@click.option(
    "--baseline",
    metavar="FILE",
    help='Fail only on findings that are not in this file ("-" is standard input), or got worse.',
)
@click.option(
    "--write-baseline", metavar="FILE", help='Write the findings shown to a baseline file ("-" with -o), and fail on none.'
)
@click.option(
    "--today",
    type=Day(),
    metavar="DATE",
    help="The day on which waivers must hold, as 2026-11-22 (default: the current one).",
)
@click.option(
    "--culprits", "accusing", is_flag=True, help="Add the fewest claims that would explain all errors and warnings."
)
@click.option("-o", "--output", metavar="FILE", help='Write to a file instead of standard output ("-").')
@written_format_option(*FORMATS)
def check(
    entities: tuple[str, ...],
    kinds: tuple[str, ...],
    severity: str,
    fail_on: str,
    explain_id: str | None,
    baseline: str | None,
    write_baseline: str | None,
    today: datetime | None,
    accusing: bool,
    output: str | None,
    style: str | None,
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
      kg check --culprits                        which claims to doubt first
      kg check --write-baseline known.json       remember what is there
      kg check --baseline known.json             fail on what is new
      kg check -o report.html
      kg check --format json | jq '.summary'

    Exit code: 0 nothing at or above --fail-on, 1 otherwise, 2 usage or input error.
    """  # noqa: D301
    from functools import partial

    from kg.consistency.baseline import Baseline, baseline_of
    from kg.consistency.check import Report, accuse, check_and_alarm
    from kg.consistency.finding import Severity
    from kg.consistency.reports.dossier import Dossier, cited_claims, reliability_of
    from kg.consistency.waivers import apply_waivers
    from kg.graph.doubts import count_warnings
    from kg.graph.stores import DiskStore
    from kg.workspace.loading import load_vocabulary
    from kg.workspace.places import load_waivers

    style = style or named_format(output, FORMATS)
    if explain_id is not None:
        of_all = {"--culprits": accusing, "--baseline": baseline, "--write-baseline": write_baseline}
        _require_lone({**of_all, "--entity": entities, "--kind": kinds}, style)
    _require_apart(write_baseline, output)
    space = workspace()
    before = _read_baseline(baseline) if baseline else Baseline() if write_baseline else None
    build = built(space)
    vocabulary = load_vocabulary(space)
    about = {vocabulary.find_entity(name) for name in entities}
    least = Severity(severity)
    day = today.date() if today else datetime.now().astimezone().date()
    with build.open_columns() as columns:
        waivers = load_waivers(space)
        named = [explain_id] if explain_id is not None else []
        wanted, lowest = _asked(kinds, least, [*named, *(waiver.finding for waiver in waivers)])
        with progress("checking"):
            found = check_and_alarm(columns, vocabulary, wanted, lowest)
        marked, stale = apply_waivers(found.findings, waivers, day)
        marked, culprits = accuse(marked, columns, partial(reliability_of, space), found.read)
        if explain_id is not None:
            explanation = _explanation(explain_id, marked, space, columns, vocabulary)
            deliver(explained(explanation, style, output), output)
            return 0
        shown = tuple(
            finding
            for finding in marked
            if finding.severity.rank <= least.rank
            and (not about or finding.entity in about)
            and (not kinds or finding.kind.value in kinds)
        )
        cited = cited_claims(space, columns, shown) if style in CITING else {}
        with DiskStore(build.store).reading() as store:
            warnings = count_warnings(columns, store, vocabulary)
    if write_baseline:
        made = baseline_of(shown)
        before = before if baseline else made
        deliver(made.to_json(), write_baseline)
    new = frozenset(f.id for f in shown if not before.has(f)) if before is not None else None
    told = stale if not (about or kinds) and least.rank >= Severity.WARNING.rank else ()
    dossier = Dossier(space.settings.title, Report(shown), cited, told, new, culprits if accusing else None, warnings)
    deliver(rendered(dossier, style, space, output), output)
    if warnings and style != "json":
        many = "s besides: a check does not look at them" if warnings > 1 else " besides: a check does not look at it"
        click.echo(f"kg validate has {warnings} warning{many}", err=True)
    return 1 if fail_on != "never" and dossier.is_failing(Severity(fail_on)) else 0


def _require_lone(of_all: Mapping[str, object], style: str) -> None:
    """Raises UsageError for what an explanation would not heed: options ``of_all`` findings, and formats of reports."""
    from kg.model.errors import UsageError

    if style not in ("table", "json"):
        raise UsageError(f"--explain writes text or JSON, not {style}")
    for option, asked in of_all.items():
        if asked:
            raise UsageError(f"--explain writes the calculation of one finding, and {option} is for all: give one of them")


def _require_apart(write_baseline: str | None, output: str | None) -> None:
    """Raises UsageError where a baseline and the report would both go to standard output."""
    from kg.model.errors import UsageError

    if write_baseline == "-" and output in (None, "-"):
        raise UsageError(
            '--write-baseline "-" is standard output, where the report goes: name a file, or send the report to one with -o'
        )


def _asked(kinds: Sequence[str], least: Severity, named: Sequence[str]) -> tuple[frozenset[Kind], Severity]:
    """The kinds to look for besides errors and warnings, and how far down: those shown, and those of findings named by id."""
    from kg.consistency.finding import Kind, Severity

    known = {kind.value: kind for kind in Kind}
    of_named = {known[word] for name in named if (word := name.split("/", 1)[0]) in known}
    if least is not Severity.INFO:
        return frozenset(of_named), Severity.INFO if of_named else least
    return frozenset({known[kind] for kind in kinds} | of_named if kinds else Kind), Severity.INFO


def _read_baseline(path: str) -> Baseline:
    from kg.consistency.baseline import read_baseline
    from kg.model.errors import UsageError

    if path == "-":
        return read_baseline(read_argument(None, path), "standard input")
    try:
        return read_baseline(Path(path).read_bytes().decode("utf-8"), path)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); make it with --write-baseline {path}") from error


def _explanation(
    identifier: str, findings: Sequence[Finding], space: Workspace, columns: Columns, vocabulary: Vocabulary
) -> Explanation:
    from kg.consistency.check import published_beside
    from kg.consistency.explaining import explain
    from kg.consistency.reports.dossier import cite
    from kg.model.base import nearest
    from kg.model.errors import UsageError

    by_id = {finding.id: finding for finding in reversed(findings)}
    if identifier not in by_id:
        raise UsageError(f"no finding is called {identifier!r}{nearest(identifier, by_id)}")
    finding = by_id[identifier]
    claims = sorted({*finding.claims, *(entry.claim for entry in finding.inputs)})
    observations = {o.claim: o for o in columns.observations("id IN (SELECT unnest(?))", [claims])}
    observations |= published_beside(columns, finding)
    return explain(finding, observations, cite(space, columns, claims), vocabulary)

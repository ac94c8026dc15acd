"""kg ask and kg facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import built, workspace
from kg.cli.output import format_option, print_json, print_table, read_argument, styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.factcheck.answering.facts import Sheet
    from kg.factcheck.desk import Desk
    from kg.factcheck.verdict import Answer, Evidence, FigureVerdict
    from kg.graph.build import Build
    from kg.graph.columns import Columns
    from kg.workspace.workspace import Workspace

COLOURS = {
    "supported": "green",
    "refuted": "red",
    "disputed": "magenta",
    "outdated": "yellow",
    "imprecise": "yellow",
    "unverifiable": "cyan",
}
_SHOWN = 8
_LONGEST = 100_000


def day_of(text: str | None) -> date:
    """A day given as 2026, 2026-02 or 2026-02-09 (its last day); today without one. Raises PeriodError."""
    from datetime import datetime

    from kg.model.period import Period

    return Period.parse(text).last if text else datetime.now().astimezone().date()


def desk_of(
    space: Workspace, build: Build, columns: Columns, as_of: str | None, sources: tuple[str, ...], *, quotes: bool = True
) -> Desk:
    """What a question needs, for the options of a command. Raises UsageError for a source that is not there."""
    from kg.factcheck.desk import Desk
    from kg.factcheck.drafting.quoting import quoting
    from kg.model.base import nearest
    from kg.model.errors import UsageError
    from kg.workspace.loading import load_vocabulary

    unknown = sorted(set(sources) - set(build.manifest.claims))
    if unknown:
        known = sorted(build.manifest.claims)
        hint = (
            nearest(unknown[0], known)
            or f"; the base has {', '.join(known[:_SHOWN])}{' ...' if len(known) > _SHOWN else ''}"
        )
        raise UsageError(f"no source is called {unknown[0]!r}{hint}")
    return Desk(
        columns,
        load_vocabulary(space),
        day_of(as_of),
        frozenset(sources),
        space.settings.about_share,
        quoting(space) if quotes else None,
    )


@click.command(short_help="Hold a sentence against the base.")
@click.argument("sentence", required=False)
@click.option("--file", "file", metavar="FILE", help='Read the sentence from a file ("-" is standard input).')
@click.option(
    "--lang", "language", type=click.Choice(["auto", "fr", "en"]), default="auto", show_default=True, help="Its language."
)
@click.option(
    "--as-of", metavar="DATE", help="The day the sentence speaks from, as 2026-02-09, 2026-02 or 2026 (default: today)."
)
@click.option(
    "-S", "--source", "sources", multiple=True, help="Ask only claims of this source (id); may be given several times."
)
@format_option("text", "json")
def ask(
    sentence: str | None, file: str | None, language: str, as_of: str | None, sources: tuple[str, ...], style: str
) -> int:
    """Hold the figures of a sentence against the base: supported, refuted, disputed, outdated, imprecise or unverifiable.

    Without a period a sentence is about the present, and the newest claim answers. The sentence's verdict is the gravest
    of its figures'.

    \b
    Examples:
      kg ask "OpenAI a perdu 5 milliards de dollars en 2024"
      kg ask "Nvidia holds a quarter of the AI chip market" --as-of 2021-12
      echo "Anthropic is worth 380 billion dollars" | kg ask
      kg ask --file sentence.txt --format json

    Exit code: 0 supported; 1 refuted, disputed, outdated or imprecise; 3 unverifiable; 2 usage or input error.
    """  # noqa: D301
    from kg.factcheck.asking import ask as answer_to
    from kg.model.errors import UsageError

    text = read_argument(sentence, file).strip()
    if len(text) > _LONGEST:
        raise UsageError(f"a text of {len(text):,} characters is no sentence: check it with `kg lint FILE`")
    space = workspace()
    build = built(space)
    with build.open_columns() as columns:
        answer = answer_to(text, desk_of(space, build, columns, as_of, sources), language)
    if style == "json":
        print_json(answer.as_json())
    else:
        _print_answer(answer)
    return answer.verdict.exit_code


def _print_answer(answer: Answer) -> None:
    for figure in answer.figures:
        for line in figure_lines(figure):
            click.echo(line)
    for note in answer.notes:
        click.echo(note)
    if len(answer.figures) != 1:
        click.echo(f"verdict: {styled(answer.verdict.value, fg=COLOURS[answer.verdict.value], bold=True)}")


def figure_lines(figure: FigureVerdict) -> Iterator[str]:
    """A figure's verdict and evidence as lines."""
    verdict = figure.verdict.value
    yield f"{styled(verdict, fg=COLOURS[verdict], bold=True)} {' '.join(figure.exact.split())}: {figure.why}"
    claim = figure.understood
    when = claim["period"] or ("now" if claim["present"] else "")
    told = [claim["entity"] or "nobody named", claim["metric"] or "nothing measured", when]
    yield f"  understood as {', '.join(part for part in told if part)}"
    for entry in figure.evidence[:_SHOWN]:
        yield f"  {entry.relation.value:<15} {_evidence_words(entry)}"
        if entry.quote:
            yield f"{'':18}« {entry.quote} »"
    if len(figure.evidence) > _SHOWN:
        yield f"  and {len(figure.evidence) - _SHOWN} more (--format json)"


def _evidence_words(entry: Evidence) -> str:
    if entry.inputs:
        return entry.why
    status = "" if entry.status == "reported" else f", {entry.status}"
    return f"{entry.value}, {entry.date or 'undated'}{status}, {entry.source} [{entry.claim}]: {entry.why}"


@click.command(short_help="Show what the sources say of one thing.")
@click.option("-e", "--entity", required=True, help="Of an entity (id, label or alias).")
@click.option("-m", "--metric", required=True, help="Of a metric (id or label).")
@click.option("-p", "--period", help="For a time: 2025, 2025-H1, FY2026-Q3.")
@click.option(
    "--as-of",
    metavar="DATE",
    help="Leave out claims for times that begin after this day, but for what was foreseen or aimed at by then (default: today).",
)
@format_option("text", "json")
def facts(entity: str, metric: str, period: str | None, as_of: str | None, style: str) -> int:
    """The fact sheet of one thing: the value that most sources share, the spread, who disagrees, which value is newest.

    Claims of different scopes, times or currencies are told apart. Agreement counts origins: two articles that quote one
    bank are one.

    \b
    Examples:
      kg facts --entity openai --metric revenue
      kg facts -e openai -m revenue --period 2025
      kg facts -e nvidia -m "market share" --format json

    Exit code: 0 something is known, 3 nothing is, 2 usage error.
    """  # noqa: D301
    from kg.factcheck.answering.facts import fact_sheet
    from kg.model.period import Period
    from kg.workspace.loading import load_vocabulary

    space = workspace()
    build = built(space)
    vocabulary = load_vocabulary(space)
    about, measured = vocabulary.find_entity(entity), vocabulary.find_metric(metric)
    when = Period.parse(period, vocabulary.fiscal_year_end(about)) if period else None
    with build.open_columns() as columns:
        sheet = fact_sheet(columns, vocabulary, about, measured, when, day_of(as_of))
    if style == "json":
        print_json(sheet.as_json())
    else:
        _print_sheet(sheet)
    return 0 if sheet.claims else 3


def _print_sheet(sheet: Sheet) -> None:
    data: dict[str, Any] = sheet.as_json()
    when = f", {data['period']}" if data["period"] else ""
    click.echo(styled(f"{sheet.entity_name}: {sheet.metric_name}{when}", bold=True))
    if not sheet.claims:
        click.echo("nothing is known")
        return
    for group in sheet.groups:
        scope = f" ({group.scope})" if group.scope else ""
        click.echo(f"\n{group.time}{scope}: {styled(group.consensus_words, bold=True)}")
        click.echo(f"  {group.standing}")
        if group.spread_words:
            click.echo(f"  {group.spread_words}")
    click.echo()
    rows = [
        [c["value"], c["time"] or "undated", c["status"], c["source"], c["claim"], c["standing"]] for c in data["claims"]
    ]
    print_table(("value", "time", "status", "source", "claim", "standing"), rows, right=("value",))
    if sheet.newest:
        click.echo(f"newest: {sheet.newest}")

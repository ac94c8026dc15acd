"""kg find and kg show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import COUNT, built, workspace
from kg.cli.output import counted, format_option, print_json, print_table, styled, terminal_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from kg.consistency.finding import Finding
    from kg.graph.build import Build
    from kg.model.base import Base, Vocabulary
    from kg.model.claim import Claim
    from kg.workspace.texts import Quote
    from kg.workspace.workspace import Workspace

_STATUSES = ("reported", "estimated", "projected", "target", "rumoured", "hypothetical", "illustrative")
_VALUES = 15  # the column of what a line of ``show`` tells
_SORTS = ("place", "value", "time", "entity", "metric", "source", "id")


@click.command(short_help="List claims by what they say.")
@click.argument("text", required=False)
@click.option("-e", "--entity", "entities", multiple=True, help="Of an entity (id, label or alias).")
@click.option("-m", "--metric", "metrics", multiple=True, help="Of a metric (id or label), narrower ones included.")
@click.option("-p", "--period", help="For a time within this one: 2025, 2025-H1, 2024/2029, FY2026 (with one --entity).")
@click.option("--undated", is_flag=True, help="Only claims without a time.")
@click.option("--status", "statuses", type=click.Choice(_STATUSES), multiple=True, help="Put forward so firmly.")
@click.option("-S", "--source", "sources", multiple=True, help="From a source (id).")
@click.option("--attributed-to", "speakers", multiple=True, help="Said by, within the source (id, label or alias).")
@click.option("-u", "--unit", "units", multiple=True, help="In a unit: USD, %, x, count ...")
@click.option("--min", "least", help="Of this value or more, in the claim's unit: 2e9.")
@click.option("--max", "most", help="Of this value or less.")
@click.option("--derived", is_flag=True, help="Only claims that a text derives from others.")
@click.option(
    "--review",
    "reviews",
    type=click.Choice(["proposed", "accepted", "rejected"]),
    multiple=True,
    help="In a state of review.",
)
@click.option("--sort", type=click.Choice(_SORTS), default="place", show_default=True, help="What to sort by.")
@click.option("--reverse", is_flag=True, help="Sort the other way round.")
@click.option("-n", "--limit", type=COUNT, help="At most so many.")
@format_option("table", "json", "jsonl", "csv")
def find(
    text: str | None,
    entities: tuple[str, ...],
    metrics: tuple[str, ...],
    period: str | None,
    undated: bool,
    statuses: tuple[str, ...],
    sources: tuple[str, ...],
    speakers: tuple[str, ...],
    units: tuple[str, ...],
    least: str | None,
    most: str | None,
    derived: bool,
    reviews: tuple[str, ...],
    sort: str,
    reverse: bool,
    limit: int | None,
    style: str,
) -> int:
    """List claims; TEXT is looked for in figures, ids and notes. Options of one name widen, of several names narrow.

    \b
    Examples:
      kg find -e openai -m revenue --sort time
      kg find --unit USD --min 1e11 --sort value --reverse
      kg find --status rumoured --format csv
      kg find -e nvidia -p FY2026
    """  # noqa: D301
    from kg.graph.selection import Selection, flat, select
    from kg.model.errors import UsageError
    from kg.model.units import unit
    from kg.vocabulary.strict_yaml import described
    from kg.workspace.loading import load_vocabulary

    space = workspace()
    build = built(space)
    vocabulary = load_vocabulary(space)
    chosen = [vocabulary.find_entity(name) for name in entities]
    unknown = sorted(set(sources) - set(build.manifest.claims))
    if unknown:
        from kg.model.base import nearest

        raise UsageError(f"no source is called {unknown[0]!r}{nearest(unknown[0], build.manifest.claims)}")
    lowest, highest = _decimal(least, "--min"), _decimal(most, "--max")
    if lowest is not None and highest is not None and lowest > highest:
        raise UsageError(f"--min {described(least)} is above --max {described(most)}: nothing lies between")
    if undated and period is not None:
        raise UsageError("--undated and --period exclude each other: give one of them")
    selection = Selection(
        entities=chosen,
        metrics=_with_narrower(vocabulary, metrics),
        sources=sources,
        statuses=statuses,
        units=[unit(symbol).symbol for symbol in units],
        reviews=reviews,
        attributed_to=[vocabulary.find_entity(name) for name in speakers],
        period=_period(vocabulary, period, chosen),
        undated=undated,
        derived=derived,
        least=lowest,
        most=highest,
        text=text,
    )
    with build.open_columns() as columns:
        rows = select(columns, selection, sort, limit, reverse=reverse)
    if style == "json":
        print_json({"claims": [flat(row) for row in rows]})
    elif style == "jsonl":
        import json

        for row in rows:
            click.echo(json.dumps(flat(row), ensure_ascii=False))
    elif style == "csv":
        _print_csv([flat(row) for row in rows])
    else:
        _print_rows(rows)
    return 0


def _with_narrower(vocabulary: Vocabulary, names: Sequence[str]) -> list[str]:
    wanted = {vocabulary.find_metric(name) for name in names}
    return sorted(metric for metric in vocabulary.metrics if wanted & set(vocabulary.metric_lineage(metric)))


def _period(vocabulary: Vocabulary, label: str | None, entities: Sequence[str]) -> Any:
    from kg.model.errors import UsageError
    from kg.model.period import Period

    if label is None:
        return None
    if label.startswith("FY") and len(entities) != 1:
        raise UsageError(f"{label} is a fiscal period: name the one --entity whose year it is")
    return Period.parse(label, vocabulary.fiscal_year_end(entities[0])) if entities else Period.parse(label)


def _decimal(text: str | None, option: str) -> Decimal | None:
    from decimal import Decimal, InvalidOperation

    from kg.model.claim import LARGEST
    from kg.model.errors import UsageError
    from kg.vocabulary.strict_yaml import described

    if text is None:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UsageError(f"{option} {described(text)} is no number: write digits with a point, or 2e9")
    if abs(number.adjusted()) > LARGEST:
        raise UsageError(
            f"{option} {described(text)} is beyond every value: a claim holds numbers below 1e{LARGEST + 1} in size"
        )
    return number


def value_of(row: Mapping[str, Any]) -> str:
    """What a row states, in words."""
    from kg.model.quantity import Approximation
    from kg.model.wording import value_words

    return value_words(row["value"].split("/"), row["unit"], Approximation(row["approx"]), row["per"] or None)


def _print_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    columns = ("claim", "entity", "metric", "value", "time", "status", "source")
    cells = [
        (r["id"], r["entity"], r["metric"], value_of(r), r["period"] or r["as_of"] or "undated", r["status"], r["source"])
        for r in rows
    ]
    print_table(columns, cells, right=("value",))
    click.echo(counted(len(rows), "claim"), err=True)


def _print_csv(records: Sequence[Mapping[str, Any]]) -> None:
    import csv
    import io
    import json

    from kg.citation.export.tabular import guarded
    from kg.graph.selection import FLAT_KEYS

    def cell(value: Any) -> str:
        return "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(FLAT_KEYS)
    writer.writerows([guarded(cell(record[key])) for key in FLAT_KEYS] for record in records)
    click.echo(buffer.getvalue(), nl=False)


@click.command(short_help="Show one claim with all its provenance.")
@click.argument("claim", metavar="CLAIM")
@format_option("text", "json")
def show(claim: str, style: str) -> int:
    """Show one claim: what it says, its readings, its place in its source, what it derives from, what was found.

    The figure is quoted in its context when the source's text is at hand (sources/text/, or a folder of $KG_TEXTS).

    \b
    Examples:
      kg show openai-net-loss-2025-h1
      KG_TEXTS=~/articles kg show openai-net-loss-2025-h1
    """  # noqa: D301
    from kg.consistency.check import check as run
    from kg.workspace.loading import load_base
    from kg.workspace.texts import find_text, quote

    space = workspace()
    base = load_base(space)
    found = base.claim(claim)
    source = base.sources[found.source]
    text = find_text(space, source)
    context = quote(text, found) if text is not None else None
    build = built(space)
    with build.open_columns() as columns:
        findings = [f for f in run(columns, base.vocabulary).findings if found.id in f.claims]
    used_by = sorted(c.id for c in base.claims if c.derived and found.id in c.derived.inputs.values())
    if style == "json":
        print_json(_as_json(space, base, build, found, context, used_by, findings))
    else:
        _print_claim(base, found, context, used_by, findings)
    return 0


def _as_json(
    space: Workspace,
    base: Base,
    build: Build,
    found: Claim,
    context: Quote | None,
    used_by: Sequence[str],
    findings: Sequence[Finding],
) -> dict[str, Any]:
    from kg.consistency.finding import number
    from kg.graph.names import Names
    from kg.graph.selection import Selection, flat, select
    from kg.workspace.records import source_mapping

    with build.open_columns() as columns:
        rows = select(columns, Selection(sources=[found.source]))
    row = next(flat(row) for row in rows if row["id"] == found.id)
    quantity = found.quantity
    readings = {
        name: {"low": number(interval.low), "high": number(interval.high)}
        for name, interval in (("stated", quantity.stated), ("narrow", quantity.narrow), ("wide", quantity.wide))
    }
    period = base.vocabulary.when(found)
    return {
        "claim": row,
        "iri": Names(space.settings.base).claim(found.id),
        "readings": {**readings, "decimals": quantity.decimals},
        "time": {"start": period.start.isoformat(), "end": period.end.isoformat()} if period else None,
        "source": source_mapping(base.sources[found.source]),
        "quote": {"before": context.before, "exact": context.exact, "after": context.after} if context else None,
        "used_by": list(used_by),
        "findings": [finding.as_json() for finding in findings],
    }


def _print_claim(
    base: Base, found: Claim, context: Quote | None, used_by: Sequence[str], findings: Sequence[Finding]
) -> None:
    from kg.model.wording import claim_value, reading_words

    vocabulary, source, quantity = base.vocabulary, base.sources[found.source], found.quantity
    metric, period = vocabulary.metric(found.metric), vocabulary.when(found)
    lines: list[tuple[str, str]] = [
        ("entity", f"{vocabulary.entity(found.entity).name()} ({found.entity})"),
        ("metric", f"{metric.name()} ({found.metric}, {metric.kind.value})"),
        ("value", claim_value(found)),
    ]
    if quantity.unit != "date" and not quantity.narrow.is_point:
        lines.append(("  narrow", reading_words(quantity.narrow, found.unit)))
        if quantity.wide != quantity.narrow:
            lines.append(("  wide", reading_words(quantity.wide, found.unit)))
    lines += [(key, value) for key, value in found.qualifiers.items()]
    if period:
        kind = "period" if found.period else "as of"
        lines.append((kind, f"{period.label} ({period.start} to {period.last})"))
    else:
        lines.append(("undated", found.undated or "no reason given"))
    lines.append(("status", found.status.value))
    if found.attributed_to:
        lines.append(("said by", vocabulary.entity(found.attributed_to).name()))
    lines.append(("source", source.name if source.name == source.id else f"{source.name} ({source.id})"))
    if source.description:
        lines.append(("", source.description))
    if source.authors or source.publisher:
        lines.append(("  by", "; ".join([*source.authors, *([source.publisher] if source.publisher else [])])))
    lines.append(
        ("  published", f"{source.published or 'unknown'}{f' ({source.published_basis})' if source.published_basis else ''}")
    )
    if found.at:
        lines.append(("  at", f"characters {found.at[0]} to {found.at[1]}: {' '.join(found.exact.split())}"))
    if found.derived:
        lines.append(("derived", found.derived.formula))
        lines += [
            (f"  {name}", f"{base.claim(i).id}: {claim_value(base.claim(i))}") for name, i in found.derived.inputs.items()
        ]
    if used_by:
        lines.append(("used by", ", ".join(used_by)))
    review = found.review
    lines.append(
        (
            "review",
            " ".join(
                filter(
                    None, [review.state.value, review.by and f"by {review.by}", review.on and f"on {review.on}", review.note]
                )
            ),
        )
    )
    if found.note:
        lines.append(("note", found.note))
    lines += [(finding.severity.value, f"{finding.explanation} [{finding.id}]") for finding in findings]
    width = terminal_width()
    click.echo(styled(found.id, bold=True))
    if context:
        quoted = f"  {context.before}{styled(context.exact, bold=True, fg='green')}{context.after}".rstrip()
        click.echo(wrapped(quoted, width, 2))
    for name, value in lines:
        click.echo(wrapped(f"  {name:<12} {' '.join(value.split())}", width, _VALUES))

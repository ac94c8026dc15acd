"""kg timeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import built, workspace
from kg.cli.output import format_option, print_json, print_table

if TYPE_CHECKING:
    from kg.consistency.timeline import Entry, Timeline

_SUFFIXES = (".svg", ".html", ".png")


@click.command(short_help="Show the values of one thing over time.")
@click.argument("entity", required=False)
@click.argument("metric", required=False)
@click.option("-e", "--entity", "of_entity", help="Of an entity (id, label or alias), in place of ENTITY.")
@click.option("-m", "--metric", "of_metric", help="Of a metric (id or label), in place of METRIC.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw a chart: a file ending in .svg, .html or .png.",
)
@format_option("table", "json")
def timeline(
    entity: str | None,
    metric: str | None,
    of_entity: str | None,
    of_metric: str | None,
    output: Path | None,
    style: str,
) -> int:
    """Show what is claimed of METRIC of ENTITY (ids, labels or aliases) in order of time, undated claims last.

    A chart draws each claim as a bar over its period: dark where the figure lies as printed, light where it may lie when
    rounded generously; .png needs the extra claims-kg[charts].

    \b
    Examples:
      kg timeline openai valuation
      kg timeline openai revenue -o revenue.svg
      kg timeline -e OpenAI -m "net loss" --format json
    """  # noqa: D301
    from kg.consistency.reports.dossier import cite
    from kg.consistency.timeline import timeline as lined_up
    from kg.model.errors import UsageError
    from kg.workspace.loading import load_vocabulary

    if output is not None and output.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{output}: a chart is a file that ends in {', '.join(_SUFFIXES)}")
    if of_entity is not None and entity is not None and metric is None:
        entity, metric = None, entity  # kg timeline -e openai revenue
    entity, metric = _one("entity", entity, of_entity), _one("metric", metric, of_metric)
    space = workspace()
    vocabulary = load_vocabulary(space)
    about, measured = vocabulary.find_entity(entity), vocabulary.find_metric(metric)
    with built(space).open_columns() as columns:
        compared = vocabulary.compared_metric(measured)
        found = list(columns.observations("entity = ? AND compared = ?", [about, compared]))
        cited = cite(space, columns, [o.claim for o in found])
    if not found:
        raise UsageError(f"no claim gives {measured} of {about}; `kg find --entity {about}` lists what there is")
    made = lined_up(about, measured, found, cited, vocabulary)
    if output is not None:
        _draw(made, output)
        click.echo(str(output))
    elif style == "json":
        print_json(made.as_json())
    else:
        print_table(
            ["time", "value", "reads as", "status", "source", "scope", "claim"], [_row(entry) for entry in made.entries]
        )
    return 0


def _one(noun: str, argument: str | None, option: str | None) -> str:
    from kg.model.errors import UsageError

    if argument is not None and option is not None:
        raise UsageError(f"the {noun} is given twice, as {argument!r} and --{noun} {option!r}: give it once")
    given = option if argument is None else argument
    if given is None:
        raise UsageError("name an entity and a metric: kg timeline ENTITY METRIC, or kg timeline -e ENTITY -m METRIC")
    return given


def _row(entry: Entry) -> list[str]:
    cited = entry.cited
    said_by = f"{cited.attributed_to} in " if cited.attributed_to else ""
    interval = entry.reading.words(wide=False)
    return [
        cited.time or "undated",
        cited.words,
        interval,
        cited.status,
        f"{said_by}{cited.source_name}",
        entry.scope,
        cited.claim,
    ]


def _draw(made: Timeline, output: Path) -> None:
    from kg.consistency.chart import timeline_svg
    from kg.consistency.reports.timeline import timeline_page, timeline_png
    from kg.workspace.atomic import write_atomically

    match output.suffix.lower():
        case ".html":
            write_atomically(output, timeline_page(made))
        case ".png":
            write_atomically(output, timeline_png(made))
        case _:
            write_atomically(output, timeline_svg(made))

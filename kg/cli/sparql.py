"""kg sparql and kg query."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.context import COUNT, Limit, built, workspace
from kg.cli.output import format_option, print_json, print_table, progress, read_argument

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kg.graph.queries import NamedQuery
    from kg.graph.results import Result, Term
    from kg.workspace.workspace import Workspace

_SHORT = 40  # characters of a value that a message repeats
_LIMITS = (
    click.option("--time-limit", type=Limit(0.1), default=30.0, show_default=True, help="Seconds a query may run."),
    click.option("--row-limit", type=COUNT, default=100_000, show_default=True, help="Rows that are given at most."),
)


F = TypeVar("F", bound=Callable[..., Any])


def _limited(command: F) -> F:
    for option in _LIMITS:
        command = option(command)
    return command


@click.command(short_help="Run a SPARQL query.")
@click.argument("text", metavar="QUERY", required=False)
@click.option("-F", "--file", "file", help='Read the query from a file; "-" is standard input.')
@click.option("--endpoint", help="Ask a SPARQL 1.1 endpoint by URL instead (default: store.endpoint of kg.toml, if set).")
@_limited
@format_option("table", "json", "csv", "tsv", "turtle", "ntriples")
def sparql(text: str | None, file: str | None, endpoint: str | None, time_limit: float, row_limit: int, style: str) -> int:
    """Run a SPARQL 1.1 query over the base: SELECT, ASK, CONSTRUCT or DESCRIBE. The graphs of all sources count as one.

    The prefixes schema, kg, prov, time, qudt, unit, oa, owl, rdfs, xsd and the workspace's own c (claims), e (entities),
    m (metrics), s (sources) and p (periods) need no declaration. Nothing is changed and nothing is fetched: updates,
    SERVICE, LOAD and FROM are refused before anything is sent; a query is stopped at its limits.

    \b
    Examples:
      kg sparql 'SELECT ?claim ?value { ?claim schema:observationAbout e:nvidia ; schema:value ?value }'
      kg sparql --file query.rq --format csv
      echo 'ASK { ?claim kg:status kg:rumoured }' | kg sparql
    """  # noqa: D301
    space = workspace()
    query = read_argument(text, file)
    with _place(endpoint, space) as place:
        _run(place, query, space.settings.base, time_limit, row_limit, style)
    return 0


@click.command(short_help="Run a named query.")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE]...")
@click.option("--endpoint", help="Ask a SPARQL 1.1 endpoint by URL instead (default: store.endpoint of kg.toml, if set).")
@_limited
@format_option("table", "json", "csv", "tsv", "turtle", "ntriples")
def query(
    name: str | None, parameters: tuple[str, ...], endpoint: str | None, time_limit: float, row_limit: int, style: str
) -> int:
    """Run a query of queries/ by its name; without one, list them with what each answers.

    \b
    Examples:
      kg query
      kg query valuations
      kg query timeline entity=nvidia metric=revenue --format csv
    """  # noqa: D301
    from kg.graph.queries import bound, named_queries, named_query
    from kg.model.errors import UsageError
    from kg.vocabulary.strict_yaml import described

    space = workspace()
    folder = space.root / "queries"
    if name is None:
        _list(named_queries(folder), style)
        return 0
    chosen = named_query(folder, name)
    given: dict[str, str] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            first = next(
                (f"write NAME=VALUE, as {p.name}={key if len(key) <= _SHORT else '...'}" for p in chosen.parameters),
                f"the query {name} has none",
            )
            raise UsageError(f"{described(parameter)} is no parameter: {first}")
        if key in given:
            raise UsageError(
                f"the parameter {key} is given twice, as {described(given[key])} and {described(value)}: give it once"
            )
        given[key] = value
    if not (endpoint or space.settings.endpoint):
        _hold_sources(space, chosen, given)
    values = bound(chosen, _resolved(space.root, chosen, given), space.settings.base)
    with _place(endpoint, space) as place:
        _run(place, chosen.text, space.settings.base, time_limit, row_limit, style, values)
    return 0


@contextmanager
def _place(endpoint: str | None, space: Workspace) -> Iterator[Path | str]:
    """Where to ask: an endpoint by its URL, else the workspace's own build, which stays for as long. Raises UsageError."""
    from kg.model.errors import UsageError
    from kg.vocabulary.strict_yaml import described

    url = endpoint or space.settings.endpoint
    if url is None:
        build = built(space)  # held until the answer is there, so that no builder removes it
        yield build.store
        return
    if not url.lower().startswith(("http://", "https://")):
        where = "--endpoint" if endpoint else "kg.toml: store.endpoint"
        raise UsageError(f"{where}: {described(url)} is no address of an endpoint: give an http or https URL")
    yield url


def _resolved(root: Path, chosen: NamedQuery, given: Mapping[str, str]) -> dict[str, str]:
    """Entities and metrics by any of their names."""
    from kg.workspace.loading import load_vocabulary
    from kg.workspace.workspace import Workspace

    kinds = {parameter.name: parameter.kind for parameter in chosen.parameters}
    if not {"entity", "metric"} & {kinds.get(key) for key in given}:
        return dict(given)
    vocabulary = load_vocabulary(Workspace.open(root))
    find = {"entity": vocabulary.find_entity, "metric": vocabulary.find_metric}
    return {key: find[kinds[key]](value) if kinds.get(key) in find else value for key, value in given.items()}


def _hold_sources(space: Workspace, chosen: NamedQuery, given: Mapping[str, str]) -> None:
    """Raises UsageError where a source is asked for that the workspace does not have."""
    from kg.model.base import nearest
    from kg.model.errors import UsageError
    from kg.vocabulary.strict_yaml import described

    wanted = [parameter.name for parameter in chosen.parameters if parameter.kind == "source" and parameter.name in given]
    sources = [path.stem for path in space.source_files()] if wanted else []
    for name in wanted:
        if given[name] not in sources:
            why = f"no source is called {described(given[name])}{nearest(given[name], sources)}"
            raise UsageError(f"{name} of the query {chosen.name}: {why}")


def _list(known: Mapping[str, NamedQuery], style: str) -> None:
    if style == "json":
        print_json({"queries": [found.as_json() for found in known.values()]})
        return
    rows = []
    for found in known.values():
        parameters = [f"{p.name}={p.default}" if p.default else f"{p.name}=..." for p in found.parameters]
        rows.append((found.name, found.answers, " ".join(parameters)))
    print_table(("query", "answers", "parameters"), rows)


def _run(
    place: Path | str,
    text: str,
    base: str,
    time_limit: float,
    row_limit: int,
    style: str,
    values: Mapping[str, Term] | None = None,
) -> None:
    from kg.graph.sparql import run_query

    with progress("asking"):
        result = run_query(place, text, base, time_limit=time_limit, row_limit=row_limit, values=values)
    _print(result, base, style)
    if result.truncated:
        click.echo(f"cut off: there are more rows than {row_limit}; ask for less, or raise --row-limit", err=True)


def _print(result: Result, base: str, style: str) -> None:
    from kg.graph.names import prefixes
    from kg.graph.results import Triples, as_csv, as_json, as_ntriples, as_tsv, as_turtle, table_rows
    from kg.model.errors import UsageError

    if style in ("turtle", "ntriples"):
        if not isinstance(result, Triples):
            raise UsageError(f"--format {style} is for CONSTRUCT and DESCRIBE; a SELECT or ASK has table, json, csv and tsv")
        click.echo(as_turtle(result, prefixes(base)) if style == "turtle" else as_ntriples(result), nl=False)
    elif style == "json":
        print_json(as_json(result))
    elif style in ("csv", "tsv"):
        click.echo(as_csv(result) if style == "csv" else as_tsv(result), nl=False)
    else:
        columns, rows = table_rows(result, prefixes(base))
        print_table(columns, rows)

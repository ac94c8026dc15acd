"""kg init, build, validate, stats and schema."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import built, patiently, workspace
from kg.cli.output import counted, format_option, print_json, print_table, progress, styled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.graph.validation import ShapeResult


@click.command(short_help="Make a workspace.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--name", help="A short name, for IRIs (default: made of the folder's).")
@click.option("--title", help="What reports and exports call it (default: the folder's name, or --name).")
@format_option("text", "json")
def init(folder: Path, name: str | None, title: str | None, style: str) -> int:
    """Make a workspace in FOLDER (default: here): kg.toml, sources/, claims/ and queries/.

    Nothing that is there is overwritten; a folder that is a workspace already is left as it is (exit 2).

    \b
    Examples:
      kg init
      kg init ~/elections --name elections-2027 --title "Elections 2027, promise by promise"
    """  # noqa: D301
    from kg.workspace.creating import create_workspace

    made = [path.relative_to(folder).as_posix() for path in create_workspace(folder, name, title)]
    if style == "json":
        print_json({"folder": str(folder), "created": made})
        return 0
    for path in made:
        click.echo(path)
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))}, then "
    click.echo(f"next: {there}kg add ARTICLE, kg extract --all, kg review, kg check", err=True)
    return 0


@click.command(short_help="Make the graph and the columns from the files.")
@click.option("--full", is_flag=True, help="Make everything anew, whether or not its file changed.")
@format_option("text", "json")
def build(full: bool, style: str) -> int:
    """Make the graph and the columns (.kg/) from sources/ and claims/; only what changed is made anew.

    The build in use is replaced by one rename at the end: killed at any moment, the old one stays. Other commands
    build by themselves when a file has changed. Builds of one base wait for each other.

    \b
    Examples:
      kg build
      kg build --full --format json
    """  # noqa: D301
    from kg.graph.build import build_base

    space = workspace()
    with progress("building") as tell:
        report = patiently(lambda: build_base(space, full=full, progress=tell), tell)
    if style == "json":
        print_json(
            {
                "claims": report.claims,
                "sources": len(report.build.manifest.claims),
                "current": report.current,
                "full": report.full,
                "rebuilt": list(report.rebuilt),
                "removed": list(report.removed),
            }
        )
    elif report.current:
        click.echo(
            f"up to date: {counted(report.claims, 'claim')} of {counted(len(report.build.manifest.claims), 'source')}"
        )
    else:
        gone = f", {len(report.removed)} removed" if report.removed else ""
        read = f"{counted(len(report.rebuilt), 'source')} read"
        click.echo(f"built {counted(report.claims, 'claim')}; {read}{gone} ({report.seconds:.1f} s)")
    return 0


@click.command(short_help="Hold the files and the graph against their schemas and shapes.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings as well.")
@format_option("table", "json")
def validate(strict: bool, style: str) -> int:
    """Hold the files against their schemas and each other, then the graph against its SHACL shapes.

    Problems of files (notation, unknown keys and units, references that lead nowhere, offsets beyond a text) end the
    command with exit 2, every one listed by file and line; what the shapes find exits with 1.

    \b
    Examples:
      kg validate
      kg validate --strict --format json
    """  # noqa: D301
    from kg.graph.stores import DiskStore
    from kg.graph.validation import validate as run

    space = workspace()
    base_build = built(space)
    with progress("validating"), DiskStore(base_build.store).reading() as store:
        results = run(store, space.settings.base)
    if style == "json":
        print_json(
            {
                "conforms": not any(r.severity == "error" for r in results),
                "results": [result.as_json() for result in results],
            }
        )
    else:
        _print_results(results)
    failing = ("error", "warning") if strict else ("error",)
    return 1 if any(r.severity in failing for r in results) else 0


def _print_results(results: Sequence[ShapeResult]) -> None:
    if results:
        rows = [(r.severity, f"{r.kind} {r.focus}", r.path, r.message, r.value or "") for r in results]
        print_table(("severity", "node", "path", "message", "value"), rows)
    if not results:
        click.echo("files and graph conform")
        return
    counts = Counter(result.severity for result in results)
    told = [counted(counts[name], name) for name in ("error", "warning")]
    if counts["info"]:
        told.append(f"{counts['info']} info")
    click.echo(f"{counted(len(results), 'result')}: {', '.join(told)}")


@click.command(short_help="Count what the base holds.")
@format_option("table", "json")
def stats(style: str) -> int:
    """Count sources, claims, entities and metrics, and claims by status, source, unit and more.

    \b
    Examples:
      kg stats
      kg stats --format json | jq .by.status
    """  # noqa: D301
    from kg.graph.selection import statistics

    space = workspace()
    base_build = built(space)
    with base_build.open_columns() as columns:
        counts = statistics(columns, len(space.source_files()))
    if style == "json":
        print_json(counts)
        return 0
    for name in ("sources", "claims", "entities", "metrics", "derived"):
        click.echo(f"{counts[name]:>8,}  {name}")
    for name in ("status", "source", "unit", "review") if counts["claims"] else ():
        click.echo(styled(f"\nby {name}", bold=True))
        _print_counts(counts["by"][name])
    return 0


def _print_counts(counts: Mapping[str, int]) -> None:
    for value, count in list(counts.items())[:15]:
        click.echo(f"{count:>8,}  {value}")
    if len(counts) > 15:
        click.echo(f"{sum(list(counts.values())[15:]):>8,}  in {len(counts) - 15} others")


@click.command(short_help="Print the JSON Schema of a kind of file.")
@click.argument("kind", type=click.Choice(["claims", "source", "entities", "metrics", "rules"]))
def schema(kind: str) -> int:
    """Print the JSON Schema of a kind of file, for an editor that completes and checks YAML.

    \b
    Example:
      kg schema claims > claims.schema.json
    """  # noqa: D301
    from kg.workspace.schemas import json_schema

    print_json(json_schema(kind))
    return 0

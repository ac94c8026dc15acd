"""kg export and kg import."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import Day, built, workspace
from kg.cli.output import counted, format_option, print_json

if TYPE_CHECKING:
    from kg.citation.export.formats import Exported
    from kg.citation.importing.stock import Stock
    from kg.consistency.finding import Finding
    from kg.model.base import Base
    from kg.workspace.workspace import Workspace

_FORMATS = (
    "csv",
    "tsv",
    "parquet",
    "wide",
    "nquads",
    "trig",
    "turtle",
    "jsonld",
    "nanopub",
    "claimreview",
    "csl-json",
    "bibtex",
    "graphml",
    "gexf",
    "datapackage",
)
_READABLE = ("csv", "tsv", "trig", "turtle", "nquads", "jsonld", "datapackage")


@click.command(short_help="Write the base in another tool's format.")
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.option(
    "-o", "--output", metavar="FILE", help='Write to a file (for datapackage a folder) instead of standard output ("-").'
)
@click.option(
    "--today",
    type=Day(),
    metavar="DATE",
    help="The day on which waivers must hold, for claimreview and datapackage (default: the current one).",
)
def export(form: str, output: str | None, today: datetime | None) -> int:
    """Write the base as FORMAT: csv, tsv, parquet, wide, nquads, trig, turtle, jsonld, nanopub, claimreview, csl-json,
    bibtex, graphml, gexf or datapackage. The same base gives the same bytes.

    \b
    Examples:
      kg export csv -o claims.csv              one claim a row
      kg export trig | riot --syntax=trig -    RDF, a named graph a source
      kg export datapackage -o package/        everything as CSV with a descriptor (Frictionless)
      kg export csl-json -o sources.json       the sources for Zotero or pandoc
    """  # noqa: D301
    from kg.citation.export.formats import PACKAGE, WRITERS
    from kg.model.errors import UsageError
    from kg.workspace.atomic import write_atomically

    stock = _stock(workspace(), form, today)
    if form == PACKAGE:
        from kg.citation.export.package import Called, package_files

        if output in (None, "-"):
            raise UsageError("a data package is a folder: name it with -o")
        assert output is not None
        called = Called(stock.name, stock.title, stock.prefix, stock.homepage)
        for name, text in package_files(called, stock.base, stock.findings, stock.waivers).items():
            write_atomically(Path(output) / name, text)
        return 0
    written = WRITERS[form](stock)
    if output not in (None, "-"):
        assert output is not None
        write_atomically(Path(output), written)
    elif isinstance(written, bytes) and sys.stdout.isatty():
        raise UsageError(f"{form} is binary: name a file with -o")
    else:
        click.echo(written, nl=False)
    return 0


def _stock(space: Workspace, form: str, today: datetime | None) -> Exported:
    from kg.citation.export.formats import NEEDS_FINDINGS, Exported, by_source
    from kg.workspace.loading import load_base
    from kg.workspace.places import load_waivers

    base, settings = load_base(space), space.settings
    waivers = load_waivers(space)
    findings: tuple[Finding, ...] = ()
    if form in NEEDS_FINDINGS:
        from kg.consistency.check import check
        from kg.consistency.waivers import apply_waivers

        with built(space).open_columns() as columns:
            found = check(columns, base.vocabulary).findings
        day = today.date() if today else datetime.now().astimezone().date()
        findings, _ = apply_waivers(found, waivers, day)
    return Exported(
        base,
        findings,
        settings.base,
        settings.name,
        settings.title,
        by_source(waivers),
        settings.homepage,
        settings.about_share,
    )


@click.command(name="import", short_help="Take in what an export wrote.")
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, exists=True, allow_dash=True))
@click.option("--from", "kind", type=click.Choice(_READABLE), help="What the file is (default: by its name).")
@click.option("--replace", is_flag=True, help="Overwrite sources, claims and vocabulary that say otherwise.")
@format_option("text", "json")
def import_(file: Path, kind: str | None, replace: bool, style: str) -> int:
    """Take in FILE, an export as csv, tsv, trig, turtle, nquads, jsonld or datapackage: its claims and sources become files.

    All is tried out first: when it does not hold together, or would overwrite something without --replace, nothing is
    changed. Sources that FILE does not name are left alone. A new workspace takes over the IRIs of a graph. "-" is standard
    input, which needs --from.

    \b
    Examples:
      kg import claims.csv
      kg import base.trig --replace
      kg import package/datapackage.json
    """  # noqa: D301
    from kg.citation.importing.reading import kind_of, read_stock
    from kg.citation.importing.writing import import_stock
    from kg.workspace.loading import load_base

    space = workspace()
    base = load_base(space)
    stock = _from_stdin(kind, base) if str(file) == "-" else read_stock(file, kind or kind_of(file), base)
    done = import_stock(space, stock, replace=replace)
    if style == "json":
        print_json(
            {"claims": done.claims, "sources": done.sources, "written": list(done.written), "unchanged": done.unchanged}
        )
    else:
        for path in done.written:
            click.echo(path)
        what = f"{counted(done.claims, 'claim')} of {counted(done.sources, 'source')}"
        click.echo(f"{what}; {counted(len(done.written), 'file')} written", err=True)
    if done.base is not None:
        click.echo(f"note: the file's IRIs begin with {done.base}: set base in kg.toml to keep them", err=True)
    return 0


def _from_stdin(kind: str | None, base: Base) -> Stock:
    """What standard input holds. Raises UsageError."""
    from kg.citation.importing.reading import decoded, stock_in
    from kg.model.errors import UsageError

    if kind is None or kind == "datapackage":
        raise UsageError("standard input has no name to go by, and a data package is a folder: say with --from what it is")
    name = "standard input"
    return stock_in(decoded(sys.stdin.buffer.read(), name), kind, name, base)

"""kg cite, kg render and kg table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import Day, built, workspace
from kg.cli.findings import deliver
from kg.cli.output import named_format, terminal_width, wrapped, written_format_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.citation.desk import Desk
    from kg.workspace.workspace import Workspace

_TABLES = ("markdown", "csv", "html")
_FORMS = {
    **dict.fromkeys(("", ".md", ".markdown", ".mdown", ".mkd", ".txt"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".tex": "latex",
}


def _style_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--style, --lang and --today, common to all that cites."""
    for option in (
        click.option(
            "--today",
            type=Day(),
            metavar="DATE",
            help="The day on which waivers must hold (default: the current one).",
        ),
        click.option("--lang", help="fr or en (default: the first of kg.toml that is one of them)."),
        click.option(
            "--style", help="A citation style: apa, chicago-note-bibliography, iso690-fr ... (default: the language's)."
        ),
    ):
        function = option(function)
    return function


def desk_for(space: Workspace, style: str | None, lang: str | None, today: datetime | None) -> Desk:
    """The citation desk of a workspace. Raises UsageError for an unknown style or language."""
    from kg.citation.desk import Desk
    from kg.citation.formatting import LANGUAGES, known_language
    from kg.citation.styles import DEFAULT_STYLES, known_style
    from kg.consistency.check import check
    from kg.consistency.waivers import apply_waivers
    from kg.workspace.loading import load_base
    from kg.workspace.places import load_waivers

    default = next((tag for tag in space.settings.languages if tag in LANGUAGES), LANGUAGES[0])
    language = known_language(lang or default)
    chosen = known_style(style) if style else DEFAULT_STYLES[language]
    base = load_base(space)
    with built(space).open_columns() as columns:
        found = check(columns, base.vocabulary).findings
    day = today.date() if today else datetime.now().astimezone().date()
    marked, _ = apply_waivers(found, load_waivers(space), day)
    return Desk(base, marked, language, chosen, about_share=space.settings.about_share)


@click.command(short_help="Format figures with their references, ready to paste.")
@click.argument("claims", metavar="CLAIM...", nargs=-1, required=True)
@click.option(
    "-f",
    "--to",
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "latex", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--strict", is_flag=True, help="Refuse disputed claims: exit with 1.")
@_style_options
def cite(
    claims: tuple[str, ...], form: str, strict: bool, style: str | None, lang: str | None, today: datetime | None
) -> int:
    """Format figures with their references: the value in the language's own way, hedges kept, and a note.

    A disputed claim (a conflict, a derivation that does not hold) carries a warning, also on standard error. Footnotes of
    Markdown are those of pandoc and GitHub. Rejected claims are refused.

    \b
    Examples:
      kg cite openai-net-loss-2025-h1
      kg cite openai-net-loss-2025-h1 --lang en --style apa --to markdown
      kg cite deepseek-price-ratio anthropic-series-g --to json

    Exit code: 0 fine, 1 a disputed claim under --strict, 2 an unknown or rejected claim.
    """  # noqa: D301
    from kg.citation.citing import WRITERS
    from kg.citation.citing import cite as cited_of

    desk = desk_for(workspace(), style, lang, today)
    cited = cited_of(desk, claims)
    width = terminal_width()
    click.echo(wrapped(WRITERS[form](desk, cited), width if form == "text" else None, 2), nl=False)
    disputed = [entry for entry in cited if entry.warnings]
    for entry in disputed:
        click.echo(wrapped(f"warning: {entry.claim.id} is disputed: {'; '.join(entry.warnings)}", width), err=True)
    return 1 if strict and disputed else 0


@click.command(short_help="Lay figures out as a table with footnoted sources.")
@click.option(
    "-e", "--entity", "entities", multiple=True, help="Of an entity (id, label or alias); may be given several times."
)
@click.option("-m", "--metric", "metrics", multiple=True, help="Of a metric (id or label), narrower ones included.")
@click.option("-p", "--period", help="For a time within this one: 2025, 2025-H1, 2024/2029.")
@click.option("-S", "--source", "sources", multiple=True, help="From a source (id).")
@click.option(
    "--by", "across", type=click.Choice(["period", "metric"]), default="period", show_default=True, help="What goes across."
)
@written_format_option(*_TABLES, names=("-f", "--to", "--format", "form"))
@click.option("-o", "--output", metavar="FILE", help='Write to a file instead of standard output ("-").')
@_style_options
def table(
    entities: tuple[str, ...],
    metrics: tuple[str, ...],
    period: str | None,
    sources: tuple[str, ...],
    across: str,
    form: str | None,
    output: str | None,
    style: str | None,
    lang: str | None,
    today: datetime | None,
) -> int:
    """Lay figures out as a table: entities down, periods or metrics across. Sources are footnotes; ‡ marks a disputed value.

    \b
    Examples:
      kg table -e openai -m revenue -m "net loss"
      kg table -m valuation --by metric -o valuations.html
      kg table -e openai -e anthropic -p 2025 --lang en --to csv
    """  # noqa: D301
    from kg.citation.tables import WRITERS, Choice, chosen, tabulate
    from kg.model.base import nearest
    from kg.model.errors import UsageError

    desk = desk_for(workspace(), style, lang, today)
    unknown = sorted(set(sources) - set(desk.base.sources))
    if unknown:
        raise UsageError(f"no source is called {unknown[0]!r}{nearest(unknown[0], desk.base.sources)}")
    claims = chosen(desk, Choice(entities, metrics, period, sources))
    deliver(WRITERS[form or named_format(output, _TABLES)](desk, tabulate(desk, claims, across)), output)
    return 0


@click.command(short_help="Fill an article with cited figures, tables and charts.")
@click.argument(
    "article", metavar="ARTICLE.md", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
)
@click.option(
    "-f",
    "--to",
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "latex"]),
    help="What to write (default: by the name of -o, else markdown).",
)
@click.option("-o", "--output", metavar="FILE", help='Write to a file instead of standard output ("-").')
@click.option("--strict", is_flag=True, help="Refuse disputed claims: an error instead of a warning.")
@_style_options
def render(
    article: Path,
    form: str | None,
    output: str | None,
    strict: bool,
    style: str | None,
    lang: str | None,
    today: datetime | None,
) -> int:
    """Fill an article with cited figures: placeholders become figures, footnotes, tables, charts and a bibliography.

    \b
    [@claim-id]                               a note
    {{ figure("claim-id") }}                  the figure and its note
    {{ value("claim-id") | round(2) }}        the figure alone; filters: round, to, number, low, high, words
    {{ ratio("a", "b") }}                     also sum, difference, growth, share: the note shows the working
    {{ table(entity="openai", metric=["revenue", "net_loss"]) }}
    {{ chart("a", "b", "c", title="Losses") }}

    \b
    Examples:
      kg render article.md -o article.html
      kg render article.md --lang en --style apa --strict
      kg render article.md | pandoc --citeproc -o article.docx

    Unknown and rejected claims are errors with line and column. The same base gives the same bytes.
    """  # noqa: D301
    from dataclasses import replace

    from kg.citation.article import fill
    from kg.citation.output import WRITERS

    to = form or _form_of(output, article)
    desk = desk_for(workspace(), style, lang, today)
    filled = fill(desk, _read(article), str(article), strict=strict)
    for warning in filled.warnings:
        click.echo(f"warning: {warning}", err=True)
    desk = replace(desk, sources=filled.sources)
    deliver(WRITERS[to](desk, filled), output)
    return 0


def _read(path: Path) -> str:
    from kg.cli.output import read_argument

    return read_argument(None, str(path)).replace("\r\n", "\n")


def _form_of(output: str | None, article: Path) -> str:
    """What to write into a file, by its name. Raises UsageError for the name of what is not written here."""
    from kg.model.errors import UsageError

    form = _FORMS.get(Path(output or "").suffix.lower())
    if form is None:
        raise UsageError(
            f"{output}: an article is written as .md, .html or .tex: say with --to which, or let pandoc make others, "
            f"as in `kg render {article} | pandoc -o {output}`"
        )
    return form

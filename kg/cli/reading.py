"""kg add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import Limit, workspace
from kg.cli.output import format_option, print_json, progress, styled, tell_guessed
from kg.cli.streams import require_input

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.reading.adding import Added, Wishes
    from kg.reading.document import Document
    from kg.reading.errors import Limits
    from kg.workspace.workspace import Workspace

_COLOURS = {"added": "green", "updated": "green", "replaced": "yellow", "unchanged": "cyan", "failed": "red"}
_FEW = 3  # sources named in the hint


@dataclass(frozen=True, slots=True)
class _Outcome:
    origin: str
    added: Added | None = None
    document: Document | None = None
    error: str | None = None

    @property
    def status(self) -> str:
        return self.added.state.value if self.added else "failed"


@click.command(short_help="Take in a source: a file, a web page, a PDF.")
@click.argument("inputs", metavar="FILE|URL|-", nargs=-1, required=True)
@click.option("--id", "identifier", help="The source's id (default: made of its title, else of its name).")
@click.option("--title", help="Its title, where the text has none or another.")
@click.option("--author", "authors", multiple=True, help="Who wrote it; may be given several times.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", help="When it was published: 2026, 2026-02 or 2026-02-09.")
@click.option(
    "--lang", "language", type=click.Choice(["auto", "fr", "en"]), default="auto", show_default=True, help="Its language."
)
@click.option(
    "--keep/--no-keep", default=True, show_default=True, help="Keep the text in sources/text/ (which git ignores)."
)
@click.option("--replace", is_flag=True, help="Put this text in the place of another under the same id.")
@click.option("--allow-private", is_flag=True, help="Read addresses of this machine and of private networks too.")
@click.option(
    "--max-size",
    default=64.0,
    show_default=True,
    type=Limit(),
    help="The largest input, in MB.",
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=Limit(),
    help="Seconds that one input may take.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@format_option("text", "json")
def add(
    inputs: tuple[str, ...],
    identifier: str | None,
    title: str | None,
    authors: tuple[str, ...],
    publisher: str | None,
    published: str | None,
    language: str,
    keep: bool,
    replace: bool,
    allow_private: bool,
    max_size: float,
    timeout: float,
    dry_run: bool,
    style: str,
) -> int:
    """Take in sources: plain text, Markdown, HTML or PDF, from files, web addresses (http, https) or standard input.

    Each gets a record in sources/ID.yaml and, with --keep, its text in sources/text/ID.txt. What a page says of its
    title, author, site and date is written down with where it was found: have a look at it. A text that is there
    already is left alone; another text under the same id is refused without --replace.

    \b
    Examples:
      kg add article.txt --author "Anne Roux" --published 2026-02-09
      kg add https://example.org/news/article.html
      pdftotext report.pdf - | kg add - --id report-2026
      kg add downloads/*.html --dry-run --format json

    Exit code: 0 all were read, 1 some were not (the others are added), 2 usage error.
    """  # noqa: D301
    from kg.model.errors import UsageError
    from kg.reading.adding import Wishes, known_texts, require_id
    from kg.reading.dates import require_published
    from kg.reading.errors import Limits

    if published is not None:
        require_published(published)
    if identifier is not None:
        require_id(identifier)
    for option, texts in (("--title", (title,)), ("--author", authors), ("--publisher", (publisher,))):
        if any(text is not None and not text.strip() for text in texts):
            raise UsageError(f"{option}: says nothing: leave it out, or write one")
    space = workspace()
    if "-" in inputs:
        require_input()
    if len(inputs) > 1 and (identifier or title):
        raise UsageError("--id and --title are of one source: add the others by themselves")
    limits = Limits(size=int(max_size * 1024 * 1024), page_size=int(min(16, max_size) * 1024 * 1024), seconds=timeout)
    wishes = Wishes(identifier, title, authors, publisher, published, keep, replace, dry_run)
    outcomes: list[_Outcome] = []
    known = known_texts(space)
    with progress("reading") as tell:
        for number, origin in enumerate(inputs, 1):
            tell(f"{number}/{len(inputs)} {origin}")
            outcomes.append(_one(space, origin, language, limits, wishes, known, allow_private=allow_private))
            if style == "text":
                _print(outcomes[-1], space, dry_run=dry_run)
    counts = {status: sum(outcome.status == status for outcome in outcomes) for status in _COLOURS}
    if style == "json":
        print_json({"sources": [_as_json(outcome, space) for outcome in outcomes], "summary": counts, "dry_run": dry_run})
    elif len(outcomes) > 1:
        click.echo(", ".join(f"{count} {status}" for status, count in counts.items() if count))
    tell_guessed([(outcome.origin, outcome.document.guessed if outcome.document else None) for outcome in outcomes])
    taken = [outcome.added.source.id for outcome in outcomes if outcome.added and outcome.status in ("added", "replaced")]
    if taken and keep and not dry_run and style == "text":
        click.echo(f"next: kg extract {' '.join(taken) if len(taken) <= _FEW else '--all'}", err=True)
    return 1 if counts["failed"] else 0


def _one(
    space: Workspace,
    origin: str,
    language: str,
    limits: Limits,
    wishes: Wishes,
    known: dict[str, str],
    *,
    allow_private: bool,
) -> _Outcome:
    """Add one input; what is wrong with it becomes its outcome, so that the others go on."""
    from kg.model.errors import KgError
    from kg.reading.adding import add_document
    from kg.reading.fetch import read_url
    from kg.reading.files import is_url, read_document

    try:
        if is_url(origin):
            document = read_url(origin, language, limits, allow_private=allow_private)
        else:
            document = read_document(origin, language, limits)
        return _Outcome(origin, add_document(space, document, origin, wishes, known), document)
    except KgError as error:
        return _Outcome(origin, error=str(error))


def _print(outcome: _Outcome, space: Workspace, *, dry_run: bool) -> None:
    added, document = outcome.added, outcome.document
    if added is None or document is None:
        click.echo(f"{styled('failed', fg='red')} {outcome.error}", err=True)
        return
    source = added.source
    words = "would be " if dry_run and outcome.status != "unchanged" else ""
    blocks = len(document.blocks)
    what = [
        f"{len(document.text):,} characters",
        f"{blocks:,} block{'s' if blocks != 1 else ''}",
        source.language or "language unknown",
    ]
    if outcome.status == "unchanged":
        what = ["the same text is there already"]
    click.echo(
        f"{words}{styled(outcome.status, fg=_COLOURS[outcome.status])} {source.id}: {source.name} ({', '.join(what)})"
    )
    if outcome.status != "unchanged":
        click.echo(f"  record    {space.shown(added.path)}")
        click.echo(f"  text      {space.shown(added.text_path) if added.text_path else 'not kept'}")
        dated = (
            f"{source.published}: {source.published_basis}"
            if source.published
            else "no date found: add one with --published"
        )
        click.echo(f"  published {dated}")
        if source.authors or source.publisher:
            click.echo(f"  by        {', '.join((*source.authors, *([source.publisher] if source.publisher else [])))}")
    for note in added.notes:
        click.echo(f"  {styled('note', fg='yellow')}      {note}")


def _as_json(outcome: _Outcome, space: Workspace) -> dict[str, Any]:
    from kg.workspace.records import source_mapping

    added, document = outcome.added, outcome.document
    notes: Sequence[str] = added.notes if added else ()
    return {
        "input": outcome.origin,
        "status": outcome.status,
        "source": source_mapping(added.source) if added else None,
        "record": space.shown(added.path) if added else None,
        "text": space.shown(added.text_path) if added and added.text_path else None,
        "media_type": document.media_type if document else None,
        "blocks": len(document.blocks) if document else None,
        "notes": list(notes),
        "error": outcome.error,
    }

"""kg review: proposals, one after the other, before a human's eyes."""

from __future__ import annotations

import math
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli.context import workspace
from kg.cli.desk import Desk, typed_line, walk
from kg.cli.output import format_option, print_json, print_table

if TYPE_CHECKING:
    from kg.extraction.proposing.reviewing import Move, Session
    from kg.model.claim import Claim
    from kg.workspace.workspace import Workspace


@click.command(short_help="Accept, edit or reject proposed claims.")
@click.argument("source", metavar="[SOURCE]", required=False)
@click.option("-S", "--source", "sources", multiple=True, help="Of a source (id).")
@click.option("-e", "--entity", "entities", multiple=True, help="Of an entity (id, label or alias).")
@click.option("-m", "--metric", "metrics", multiple=True, help="Of a metric (id or label).")
@click.option("--by", help="Who reviews (default: git's user.name, else $USER).")
@click.option("--on", "day", help="The day of the review, as 2026-02-09 (default: today).")
@click.option("--accept-all", is_flag=True, help="Accept, after one question, all that are sure enough.")
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="For --accept-all: how sure every field must be.",
)
@click.option("--yes", is_flag=True, help="For --accept-all: do not ask.")
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help="List the proposals (with --accept-all: those it would accept) and ask nothing, as --format json does.",
)
@format_option("table", "json")
def review(
    source: str | None,
    sources: tuple[str, ...],
    entities: tuple[str, ...],
    metrics: tuple[str, ...],
    by: str | None,
    day: str | None,
    accept_all: bool,
    least: float,
    yes: bool,
    listing: bool,
    style: str,
) -> int:
    """Walk through the claims that nobody has reviewed yet: the figure in its context when the text is at hand, every
    field with how sure extraction was of it, then one key. Each decision is written to claims/ before the next question.

    \b
    Keys: a accept, e edit, E edit in $EDITOR, r reject, s skip, u undo, q quit, ? help

    \b
    Examples:
      kg review
      kg review news-2026-02 --by "Anne Roux"
      kg review --entity openai --list
      kg review --accept-all --min-confidence 0.8

    Keys are read from standard input, one a line, where that is no terminal.

    Exit code: 0 fine, 2 usage or input error, or a decision that could not be written, 130 interrupted (what was decided stays decided).
    """  # noqa: D301
    from kg.extraction.proposing.reviewing import Session, confident, proposals
    from kg.workspace.loading import load_vocabulary

    _require_sense(source, sources, by, least, accept_all=accept_all, yes=yes, listing=listing, style=style)
    on = _day(day)
    space = workspace()
    vocabulary = load_vocabulary(space)
    wanted = [*sources, *([source] if source else [])]
    waiting = proposals(
        _claims(space, wanted),
        entities=[vocabulary.find_entity(name) for name in entities],
        metrics=[vocabulary.find_metric(name) for name in metrics],
    )
    if listing or (style == "json" and not accept_all):
        return _list(confident(waiting, least) if accept_all else waiting, style)
    session = Session(waiting, by=_reviewer(space, by), on=on)
    if accept_all:
        return _accept_all(space, session, least, yes=yes, style=style)
    if not waiting:
        click.echo("no proposal waits for review")
        return 0
    session, fault = walk(Desk(space, vocabulary), session)
    told = [f"{count} {kind}" for kind, count in session.counts.items() if count] or ["nothing decided"]
    left = len(session.waiting)
    click.echo(f"{', '.join(told)}; {f'{left} left: kg review goes on from there' if left else 'none left'}")
    if fault is not None:
        raise fault
    return 0


def _require_sense(
    source: str | None,
    sources: Sequence[str],
    by: str | None,
    least: float,
    *,
    accept_all: bool,
    yes: bool,
    listing: bool,
    style: str,
) -> None:
    """Raises UsageError for options that go against each other, or say nothing."""
    from kg.model.errors import UsageError

    if source and set(sources) - {source}:
        raise UsageError(f"name the sources as SOURCE or with --source, not both: {source!r} and {sources[0]!r}")
    given = click.get_current_context().get_parameter_source("least") is click.core.ParameterSource.COMMANDLINE
    for option, asked in (("--yes", yes), ("--min-confidence", given)):
        if asked and not accept_all:
            raise UsageError(f"{option} is for --accept-all: give both, or neither")
    if math.isnan(least):
        raise UsageError("--min-confidence: nan is no number: write one from 0 to 1")
    if accept_all and style == "json" and not (yes or listing):
        raise UsageError(
            "--accept-all asks before it accepts: with --format json give --yes too, or --list to see what it would"
        )
    if by is not None and not by.strip():
        raise UsageError("--by: name who reviews")


def _claims(space: Workspace, sources: Sequence[str]) -> Iterator[Claim]:
    """The claims of some sources, or of all. Other files are not read: a fault in one does not stop the review of another."""
    from kg.extraction.proposing.proposing import source_named
    from kg.workspace.loading import load_claims

    for name in sources:
        source_named(space, name)
    for path in space.claim_files():
        if not sources or path.stem in sources:
            yield from load_claims(space, path)


def _reviewer(space: Workspace, by: str | None) -> str | None:
    """Who reviews: the one named, else who works here. Raises UsageError for the name that marks what nobody reviewed."""
    from kg.extraction.proposing.drafting import PROPOSER
    from kg.model.errors import UsageError

    name = " ".join(by.split()) if by else _worker(space)
    if name == PROPOSER:
        raise UsageError(f"--by: {name!r} is the name of extraction, and marks what nobody has reviewed: name a person")
    return name


def _worker(space: Workspace) -> str | None:
    """Git's user.name, else $USER."""
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607
            cwd=space.root,
            capture_output=True,
            text=True,
            check=False,
            timeout=5,
        )
    except (OSError, subprocess.SubprocessError):
        return os.environ.get("USER")
    return " ".join(asked.stdout.split()) or os.environ.get("USER")


def _day(text: str | None) -> str:
    from kg.model.errors import UsageError

    try:
        return (date.fromisoformat(text) if text else date.today()).isoformat()  # noqa: DTZ011 - the reviewer's own day
    except ValueError:
        raise UsageError(f"--on: {text!r} is no day: write it as 2026-02-09") from None


def _list(waiting: Sequence[Claim], style: str) -> int:
    from kg.extraction.proposing.drafting import marks_of
    from kg.model.wording import claim_value
    from kg.workspace.records import claim_mapping

    if style == "json":
        print_json(
            {"proposals": [{"source": c.source, **claim_mapping(c), "confidence": marks_of(c) or None} for c in waiting]}
        )
        return 0
    rows = []
    for claim in waiting:
        least = min(marks_of(claim).items(), key=lambda item: item[1], default=None)
        told = f"{least[1]:.2f} ({least[0]})" if least else ""
        time = claim.period or claim.as_of or "undated"
        rows.append((claim.id, claim.entity, claim.metric, claim_value(claim), time, claim.status.value, told, claim.source))
    print_table(("claim", "entity", "metric", "value", "time", "status", "least sure", "source"), rows, right=("value",))
    click.echo(f"{len(rows)} to review", err=True)
    return 0


def _accept_all(space: Workspace, session: Session, least: float, *, yes: bool, style: str) -> int:
    from kg.extraction.proposing.reviewing import accept, confident

    chosen = confident(session.waiting, least)
    of = f"of {len(session.waiting)} proposals, at least {least:.2f} sure of every field"
    told = f"{len(chosen)} {of}"
    if not chosen and style != "json":
        click.echo(f"{told}: nothing to accept")
        return 0
    if not yes and typed_line(f"Accept {told}? [y/N] ").strip().lower() not in ("y", "yes", "o", "oui"):
        click.echo("nothing was changed")
        return 0
    left = len(session.waiting) - len(chosen)
    session = replace(session, waiting=chosen)
    while session.waiting:
        session = accept(session)
    accepted = _written(space, session)
    changed = len(chosen) - len(accepted)
    if style == "json":
        written = [{"source": claim.source, "id": claim.id} for claim in accepted]
        print_json({"accepted": written, "left": left + changed})
        return 0
    others = f"; {changed} changed in the files in the meantime and left as they are there" if changed else ""
    click.echo(f"accepted {len(accepted)} {of}{others}")
    return 0


def _written(space: Workspace, session: Session) -> list[Claim]:
    """Write the decisions on the claims that still stand in their files as they were decided on; these claims."""
    from kg.workspace.editing import Replace, change_claims, claims_path
    from kg.workspace.loading import load_claims
    from kg.workspace.turns import turn

    by_source: dict[str, list[Move]] = {}
    for move in session.done:
        by_source.setdefault(move.before.source, []).append(move)
    written: list[Claim] = []
    for source, moves in by_source.items():
        with turn(space):
            standing = load_claims(space, claims_path(space, source))
            still = [move for move in moves if move.before in standing]
            change_claims(space, source, [Replace(move.before.id, move.after) for move in still if move.after])
        written += [move.before for move in still]
    return written

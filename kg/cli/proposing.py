"""kg extract SOURCE and kg diff: what extraction finds in the texts of the workspace, merged into its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec

import click

from kg.cli.context import workspace
from kg.cli.output import format_option, print_json, print_table, progress, styled

if TYPE_CHECKING:
    from kg.extraction.proposing.merging import Merge
    from kg.extraction.proposing.proposing import Outcome
    from kg.workspace.workspace import Workspace

P = ParamSpec("P")
_FAILED: Final = 1
_DIFFERENT: Final = 1


def or_sources(run: Callable[P, int]) -> Callable[P, int]:
    """Lets a command over files (argument ``files``, options ``language``, ``jobs``, ``style``) take sources of the workspace.

    Adds --all, --again and --dry-run. Where the arguments are ids of sources, and no files, their texts are extracted
    and merged into claims/; everything else goes to the command itself.
    """

    @click.option("--all", "everything", is_flag=True, help="Every source of the workspace, into claims/.")
    @click.option("--again", is_flag=True, help="Sources too whose text, claims and engine are as they were the last time.")
    @click.option("--dry-run", is_flag=True, help="Show what would change in claims/, and write nothing.")
    @wraps(run)
    def chosen(*positional: P.args, **given: P.kwargs) -> int:
        from kg.model.errors import UsageError

        everything, again, dry_run = (bool(given.pop(name)) for name in ("everything", "again", "dry_run"))
        files = tuple(str(name) for name in given["files"])  # type: ignore[attr-defined]
        if everything and files:
            raise UsageError("name sources or give --all, not both")
        space = _space()
        if everything or _are_sources(space, files):
            from kg.workspace.workspace import NoWorkspaceError

            if space is None:
                raise NoWorkspaceError("--all is for the sources of a workspace: make one with `kg init`")
            names = [path.stem for path in space.source_files()] if everything else list(dict.fromkeys(files))
            context = click.get_current_context()
            asked = context.get_parameter_source("style") is click.core.ParameterSource.COMMANDLINE
            if asked and given["style"] not in ("json", "jsonl"):
                raise UsageError("sources are merged into claims/; --format json or jsonl tells what became of each")
            if given.get("output"):
                raise UsageError("--output is for files; sources are merged into claims/, and what is done is left alone")
            if given.get("published") is not None:
                raise UsageError("--published is for files; the date of a source stands in its record")
            return propose(
                space,
                names,
                language=str(given["language"]),
                jobs=int(given["jobs"]),  # type: ignore[call-overload]
                again=again,
                dry_run=dry_run,
                style=str(given["style"]) if asked else None,
            )
        if not files:
            raise UsageError("name the files to read, or sources of the workspace, or give --all")
        if again or dry_run:
            raise UsageError("--again and --dry-run are for sources of a workspace; files are only printed")
        return run(*positional, **given)

    return chosen


def _space() -> Workspace | None:
    from kg.workspace.workspace import NoWorkspaceError

    try:
        return workspace()
    except NoWorkspaceError:
        return None


def _are_sources(space: Workspace | None, names: Sequence[str]) -> bool:
    """Whether the arguments are sources. Raises UsageError for files and sources in one call, and for a misspelt source."""
    from kg.model.base import nearest
    from kg.model.errors import UsageError

    if space is None or not names:
        return False
    known = {path.stem for path in space.source_files()}
    files = [name for name in names if name == "-" or Path(name).exists()]
    sources = [name for name in names if name not in files and name in known]
    if files and sources:
        raise UsageError(f"{files[0]!r} is a file and {sources[0]!r} a source: extract them one after the other")
    others = [name for name in names if name not in files and name not in known]
    if others and not files and "/" not in others[0] and (sources or nearest(others[0], known)):
        raise UsageError(f"no file or source is called {others[0]!r}{nearest(others[0], known)}")
    return bool(sources)


@dataclass
class _Tally:
    """What became of the sources so far."""

    done: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)


def propose(
    space: Workspace,
    names: Sequence[str],
    *,
    language: str = "auto",
    jobs: int = 1,
    again: bool = False,
    dry_run: bool = False,
    style: str | None = None,
) -> int:
    """Extract the texts of sources and merge what is found into claims/, one source after the other; the exit code.

    A source that fails is reported and the others go on. What is done stays done when the run is interrupted: sources
    whose text, claims, vocabulary and engine are unchanged are skipped the next time. ``style`` is json or jsonl, or None for words.
    """
    from kg.extraction.proposing.proposing import outcomes

    tally = _Tally()
    told: list[dict[str, Any]] = []
    with progress("extracting") as tell:
        results = outcomes(space, names, language=language, jobs=jobs, again=again or dry_run, write=not dry_run)
        for number, outcome in enumerate(results, 1):
            tell(f"{number}/{len(names)} {outcome.source}")
            if outcome.error is not None:
                tally.failed.append(outcome.error)
            if style == "json":
                told.append(_as_json(outcome))
            elif style == "jsonl":
                import json

                click.echo(json.dumps(_as_json(outcome), ensure_ascii=False))
            elif outcome.merge is not None:
                _print(space, outcome, dry_run=dry_run)
            elif outcome.error is None:
                tally.skipped += 1
                if len(names) == 1:
                    click.echo(f"{outcome.source}: unchanged since it was last extracted; --again reads it anew")
            tally.done += outcome.merge is not None
    if style == "json":
        print_json({"sources": told})
    elif len(names) > 1 and style is None:
        counts = f"{tally.done} extracted, {tally.skipped} unchanged, {len(tally.failed)} failed"
        click.echo(f"{len(names)} sources: {counts}")
    for error in tally.failed:
        click.echo(f"kg: {error}", err=True)
    return _FAILED if tally.failed else 0


def _print(space: Workspace, outcome: Outcome, *, dry_run: bool) -> None:
    merge = outcome.merge
    assert merge is not None
    if dry_run:
        _print_changes(space, outcome)
    click.echo(f"{styled(merge.source, bold=True)}: {'would have ' if dry_run else ''}{summary(merge)}")
    for figure in merge.unfit:
        click.echo(f"  left out {' '.join(figure.exact.split())!r} at {figure.at[0]}: {figure.reason}")
    for claim in merge.lost:
        click.echo(
            f"  {styled('lost', fg='yellow')} {claim.id}: its figure {' '.join(claim.exact.split())!r} is not in the text"
        )
    if merge.differing and not dry_run:
        click.echo(f"  what is read otherwise than stated: kg diff {merge.source}")
    if merge.added and not dry_run:
        click.echo(f"  to review them: kg review {merge.source}")


def summary(merge: Merge) -> str:
    """The counts of a plan, in words."""
    words = {
        "added": "added",
        "changed": "changed",
        "gone": "taken back",
        "moved": "moved",
        "unchanged": "as before",
        "kept": "kept",
        "differing": "of them read otherwise",
        "lost": "lost",
        "entities": "new entities",
        "metrics": "new metrics",
        "unfit": "left out",
    }
    counts = merge.counts
    one = {"entities": "new entity", "metrics": "new metric"}
    return (
        ", ".join(
            f"{counts[key]} {one.get(key, word) if counts[key] == 1 else word}" for key, word in words.items() if counts[key]
        )
        or "no figures"
    )


def _print_changes(space: Workspace, outcome: Outcome) -> None:
    """What would change in the files, as a unified diff."""
    import difflib

    for path, before, after in outcome.files:
        shown = space.shown(path)
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{shown}", f"b/{shown}", lineterm=""):
            colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            click.echo(styled(line, fg=colour) if colour and not line.startswith(("+++", "---")) else line)


def _as_json(outcome: Outcome) -> dict[str, Any]:
    if outcome.merge is None:
        return {"source": outcome.source, "status": "failed" if outcome.error else "unchanged", "error": outcome.error}
    return {"source": outcome.source, "status": "extracted", "counts": outcome.merge.counts, "error": None}


@click.command(short_help="Show what extraction reads differently from the claims.")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--lang",
    "language",
    type=click.Choice(["auto", "fr", "en"]),
    default="auto",
    show_default=True,
    help="Language of the text (auto: as its record says).",
)
@click.option("--reviewed", is_flag=True, help="Only reviewed claims that are read otherwise.")
@format_option("table", "json")
def diff(source: str, language: str, reviewed: bool, style: str) -> int:
    """Extract the text of SOURCE and show, field by field, where its claims say something else. Nothing is written.

    "differs" is a claim that a human reviewed or wrote: it stays as it is. The others are what `kg extract SOURCE` would
    do: added, changed, gone (no longer found), moved (the same figure elsewhere in the text).

    \b
    Examples:
      kg diff news-2026-02
      kg diff news-2026-02 --reviewed --format json

    Exit code: 0 they say the same, 1 they differ, 2 usage or input error.
    """  # noqa: D301
    from kg.extraction.proposing.proposing import plan_of

    merge = plan_of(workspace(), source, language)
    rows = [row for row in _rows(merge) if not reviewed or row[0] in ("differs", "lost")]
    if style == "json":
        print_json(_plan_as_json(merge, reviewed=reviewed))
    else:
        if rows:
            print_table(("", "claim", "field", "stated", "read", "sure"), rows, right=("sure",))
        click.echo(f"{merge.source}: {summary(merge)}", err=True)
    return _DIFFERENT if rows else 0


def _rows(merge: Merge) -> Iterator[tuple[str, str, str, str, str, str]]:
    from kg.extraction.proposing.drafting import marks_of
    from kg.model.wording import claim_value

    for word, pairs in (("differs", merge.differing), ("changed", merge.changed)):
        for pair in pairs:
            if not pair.fields:
                yield word, pair.claim.id, "review", pair.claim.review.note or "", pair.read.review.note or "", ""
            for one in pair.fields:
                sure = "" if one.confidence is None else f"{one.confidence:.2f}"
                yield word, pair.claim.id, one.field, one.stated or "", one.read or "", sure
    for claim in merge.added:
        least = min(marks_of(claim).values(), default=None)
        told = f"{claim.entity} {claim.metric} {claim_value(claim)} {claim.period or claim.as_of or 'undated'}"
        yield "added", claim.id, "", "", told, "" if least is None else f"{least:.2f}"
    for claim in merge.gone:
        yield "gone", claim.id, "", claim_value(claim), "", ""
    for claim in merge.moved:
        yield "moved", claim.id, "at", "", str(list(claim.at or ())), ""
    for claim in merge.lost:
        yield "lost", claim.id, "exact", claim.exact, "", ""


def _plan_as_json(merge: Merge, *, reviewed: bool) -> dict[str, Any]:
    from kg.workspace.records import claim_mapping

    plan: dict[str, Any] = {"source": merge.source, "differing": [pair.as_json() for pair in merge.differing]}
    plan["lost"] = [claim.id for claim in merge.lost]
    if not reviewed:
        plan["changed"] = [pair.as_json() for pair in merge.changed]
        plan["added"] = [claim_mapping(claim) for claim in merge.added]
        plan["gone"] = [claim.id for claim in merge.gone]
        plan["moved"] = [{"claim": claim.id, "at": list(claim.at or ())} for claim in merge.moved]
        plan["unfit"] = [{"at": list(one.at), "exact": one.exact, "reason": one.reason} for one in merge.unfit]
    return {**plan, "summary": merge.counts}

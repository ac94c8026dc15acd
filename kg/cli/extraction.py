"""kg extract, kg figures."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import format_option, print_json, print_table, tell_guessed
from kg.cli.proposing import or_sources
from kg.cli.streams import require_input

if TYPE_CHECKING:
    from kg.extraction.figures.finding import Figure
    from kg.model.base import Vocabulary
    from kg.reading.decoding import Decoded

LANGUAGE = click.option(
    "--lang",
    "language",
    type=click.Choice(["auto", "fr", "en"]),
    default="auto",
    show_default=True,
    help="Language of the texts.",
)
_FAILED = 1
_LONGEST_NAME = 1000
_FILE_NAME = re.compile(
    r"\S+\.(?:te?xt|md|markdown|html?|xhtml|pdf|docx?|odt|csv|tsv|jsonl?|ya?ml)|(?:~|\.{1,2})?/[^\W\d]\S*", re.IGNORECASE
)
_BATCH = 500  # lines printed at a time


@dataclass(frozen=True, slots=True)
class Task:
    """One file to extract, with all a worker needs."""

    path: str
    language: str
    folder: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What was read from one file, or why it could not be."""

    path: str
    records: tuple[dict[str, Any], ...] = ()
    error: str | None = None
    guessed: str | None = None


@click.command(short_help="Propose a claim for every figure of some texts.")
@click.argument("files", metavar="FILE|SOURCE...", nargs=-1)
@LANGUAGE
@click.option("--published", help="The date of the texts where they print none: 2026, 2026-02 or 2026-02-09.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Files read at the same time.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help='Write JSON Lines there and go on with what it holds, instead of printing ("-").',
)
@format_option("jsonl", "json", "yaml", "table")
@or_sources
def extract(files: tuple[str, ...], language: str, published: str | None, jobs: int, output: Path | None, style: str) -> int:
    """Find the figures of texts and say of each what it measures, of whom, for when, how firmly and who says so.

    FILE is plain text, Markdown, HTML or PDF; "-" is standard input. No workspace is needed; inside one, its entities
    and metrics are recognised and the dates of its sources used. Every field has a confidence; an entity or metric
    that is in no vocabulary is listed under "proposed". SOURCE is a source of the workspace: its claims are merged into
    claims/, where what a person has reviewed is never changed.

    \b
    Examples:
      kg extract article.txt
      kg extract --format table --lang fr article.html
      cat article.txt | kg extract - | jq -r '[.exact, .entity, .metric] | @tsv'
      kg extract corpus/*.txt --jobs 2 --output claims.jsonl     # interrupted? the same again goes on
      kg extract le-monde-2026-11-02 --dry-run

    Exit code: 0 all read, 1 some file could not be (said at the end), 2 usage or input error.
    """  # noqa: D301
    if published is not None:
        from kg.reading.dates import require_published

        require_published(published)
    if "-" in files:
        require_input()
    folder = str(click.get_current_context().obj["folder"])
    tasks = [Task(path, language, folder, published) for path in files]
    if output is not None and str(output) != "-":
        return _into(output, tasks, jobs, style)
    printed: list[dict[str, Any]] = []
    failed: list[Result] = []
    guesses: list[tuple[str, str | None]] = []
    for result in watched(results_of(tasks, jobs), len(tasks)):
        guesses.append((result.path, result.guessed))
        if result.error is not None:
            failed.append(result)
        elif style == "jsonl":
            for record in result.records:
                click.echo(json.dumps(record, ensure_ascii=False))
        else:
            printed += result.records
    _print(printed, style)
    tell_guessed(guesses)
    return _told(failed, len(tasks))


def _told(failed: Sequence[Result], total: int) -> int:
    """Say what could not be read; the exit code."""
    for result in failed:
        click.echo(f"kg: {result.error}", err=True)
    if failed and total > 1:
        click.echo(f"kg: {len(failed)} of {total} files could not be read", err=True)
    return _FAILED if failed else 0


def _into(output: Path, tasks: Sequence[Task], jobs: int, style: str) -> int:
    """Extract into a file, leaving out what an earlier run that was interrupted has done."""
    from kg.cli.continuing import Journal
    from kg.model.errors import UsageError

    if style != "jsonl":
        raise UsageError("--output writes JSON Lines: leave --format out")
    failed: list[Result] = []
    guesses: list[tuple[str, str | None]] = []
    with Journal(output) as journal:
        left = [task for task in tasks if task.path not in journal.done]
        if len(left) < len(tasks):
            click.echo(f"kg: going on after {len(tasks) - len(left)} of {len(tasks)} files", err=True)
        for result in watched(results_of(left, jobs), len(left)):
            guesses.append((result.path, result.guessed))
            if result.error is not None:
                failed.append(result)
            else:
                journal.add(result.path, (json.dumps(record, ensure_ascii=False) for record in result.records))
        if not failed:
            journal.finish()
    tell_guessed(guesses)
    return _told(failed, len(tasks))


def results_of(tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    """The results in the order of the files; several processes where asked for and worth it.

    Standard input is this process's alone.
    """
    if jobs == 1 or len(tasks) <= 1 or any(task.path == "-" for task in tasks):
        yield from map(_extracted, tasks)
        return
    from kg.extraction.pooling import in_order

    yield from in_order(_extracted, tasks, min(jobs, len(tasks)), _lost)


def _lost(task: Task) -> Result:
    return Result(task.path, error=f"{task.path}: the process that read it was ended (out of memory?): split the file")


def _extracted(task: Task) -> Result:
    """One file's records, or why there are none. Whatever goes wrong with one file is its own affair."""
    from kg.extraction.contract import record
    from kg.extraction.extract import extract as run
    from kg.model.errors import KgError
    from kg.reading.files import read_document

    try:
        document = read_document(task.path, task.language)
        vocabulary, published = _surroundings(task, document.text)
        claims = run(document, vocabulary, document.language or "fr", published=published)
        name = "-" if task.path == "-" else Path(task.path).name
        return Result(task.path, tuple(record(claim, name) for claim in claims), guessed=document.guessed)
    except KgError as error:
        return Result(task.path, error=str(error))
    except Exception as error:  # noqa: BLE001 - one bad file never stops the others
        return Result(task.path, error=f"{task.path}: an error of kg itself ({type(error).__name__}: {error})")


_KNOWN: dict[str, tuple[Vocabulary, dict[str, str]]] = {}


def _surroundings(task: Task, text: str) -> tuple[Vocabulary, str | None]:
    """The vocabulary at hand and the date of the text: the one asked for, or that of the source it is known to be."""
    if task.folder not in _KNOWN:
        _KNOWN[task.folder] = _known(task.folder)
    vocabulary, dates = _KNOWN[task.folder]
    if task.published is not None or not dates:
        return vocabulary, task.published
    from hashlib import sha256

    return vocabulary, dates.get(sha256(text.encode("utf-8")).hexdigest())


def _known(folder: str) -> tuple[Vocabulary, dict[str, str]]:
    from kg.model.base import Vocabulary
    from kg.vocabulary.loading import engine_metrics
    from kg.workspace.loading import load_source, load_vocabulary
    from kg.workspace.workspace import NoWorkspaceError, Workspace

    try:
        space = Workspace.find(Path(folder))
    except NoWorkspaceError:
        return Vocabulary({}, engine_metrics()), {}
    dates: dict[str, str] = {}
    for path in space.source_files():
        source = load_source(space, path)
        if source.sha256 and source.published:
            dates[source.sha256] = source.published
    return load_vocabulary(space), dates


def watched(results: Iterator[Result], total: int) -> Iterator[Result]:
    """A progress bar over many files, where a person watches."""
    if total < 3 or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(length=total, label="extracting", file=sys.stderr) as bar:
        for result in results:
            yield result
            bar.update(1)


def _print(records: Sequence[dict[str, Any]], style: str) -> None:
    if style == "json":
        print_json({"claims": list(records)})
    elif style == "yaml" and records:
        import yaml

        click.echo(yaml.safe_dump([dict(record) for record in records], allow_unicode=True, sort_keys=False), nl=False)
    elif style == "table":
        rows = [
            (
                str(record["start"]),
                record["exact"],
                record["entity"] or "",
                record["metric"] or "",
                record["period"] or record["as_of"] or "",
                record["status"],
                record["attributed_to"] or "",
                f"{min(record['confidence'].values(), default=0):.2f}",
            )
            for record in records
        ]
        print_table(("at", "figure", "entity", "metric", "time", "status", "who says", "sure"), rows, right=("at", "sure"))


@click.command(short_help="Read the figures of a text with the grammar alone.")
@click.argument("text", metavar="TEXT|FILE|-")
@LANGUAGE
@click.option("--lines", is_flag=True, help="Take each line as a text of its own and print its number as line.")
@click.option("--ordinals/--no-ordinals", default=True, show_default=True, help="Ordinals: 3rd, twenty-first.")
@click.option("--dates/--no-dates", default=True, show_default=True, help="Dates, also those that only say when.")
@click.option(
    "--claims/--everything",
    default=None,
    help="Only figures that state a quantity, or ordinals, dates and asides as well.  "
    "[default: --claims for a file or standard input, --everything for TEXT and with --lines]",
)
@format_option("jsonl", "json")
def figures(text: str, language: str, lines: bool, ordinals: bool, dates: bool, claims: bool | None, style: str) -> None:
    """Print every figure of a text as JSON Lines: where it stands, its value, unit and hedge. No model is loaded.

    The argument is a file (text, Markdown, HTML or PDF) where there is one of that name, "-" for standard input, else the
    text itself. Offsets count in the text, which for HTML and PDF is the one that kg add keeps. Keys are those
    of kg extract where they apply, with `kind` (number, percent, money, ratio, quantity, duration, age, ordinal, date,
    range). Numbers in names, clock times, scores and articles (un, une, a) are no figures; ordinals, dates and asides
    ("the two countries", "two years later") are figures that state no quantity. A file is read as an article, without
    those; a TEXT, or each line under --lines, as an expression, with them. --claims and --everything say otherwise.

    \b
    Examples:
      kg figures "12,5 millions d'euros, en hausse de 3 %"
      kg figures article.txt | jq -r .exact
      kg figures --lines sentences.txt --lang en
      kg figures --everything article.txt | wc -l

    Exit code: 0 fine, 2 usage or input error.
    """  # noqa: D301
    from kg.extraction.figures.finding import find_figures
    from kg.extraction.figures.tongues import tongues

    content, name = _content(text)
    whole = tongues(content, language)
    if claims is None:
        claims = not lines and (name is not None or text == "-")
    every = {"ordinals": ordinals and not claims, "dates": dates and not claims, "asides": not claims}
    out: list[dict[str, Any]] = []
    for number, piece in enumerate(content.split("\n") if lines else [content], 1):
        languages = tongues(piece, language, whole) if lines else whole
        for figure in find_figures(piece, languages, **every):
            flat = _flat(figure, name)
            if lines:
                flat["line"] = number
            out.append(flat)
        if len(out) >= _BATCH and style == "jsonl":
            _print_lines(out)
            out = []
    if style == "json":
        print_json({"figures": out})
    elif out:
        _print_lines(out)


def _print_lines(records: Sequence[dict[str, Any]]) -> None:
    click.echo("\n".join(json.dumps(record, ensure_ascii=False) for record in records))


def _content(text: str) -> tuple[str, str | None]:
    """The text meant by an argument, and the name of the file it came from."""
    from kg.reading.errors import Limits, ReadingError
    from kg.reading.files import bare_text, file_bytes, is_empty, stdin_bytes

    limits = Limits()
    if text == "-":
        return _told_guess(bare_text(stdin_bytes(limits), "standard input", limits), "standard input"), None
    try:
        is_there = len(text) < _LONGEST_NAME and "\n" not in text and os.path.lexists(text)
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        _refuse_path(text)
        return text, None
    data = file_bytes(Path(text), limits)
    if is_empty(data):
        raise ReadingError(f"{text}: empty, there is nothing to read")
    return _told_guess(bare_text(data, text, limits), text), Path(text).name


def _told_guess(decoded: Decoded, name: str) -> str:
    """The text, once it is said where its encoding was guessed."""
    tell_guessed([(name, decoded.guessed)])
    return decoded.text


def _refuse_path(text: str) -> None:
    """Raises UsageError for what can only be meant as a file: nothing would be found in its name."""
    from kg.model.errors import UsageError
    from kg.reading.files import is_url

    if is_url(text) and " " not in text:
        raise UsageError(f"{text}: a web address: take it in with `kg add`")
    if _FILE_NAME.fullmatch(text):
        raise UsageError(f"{text}: no such file")


def _flat(figure: Figure, name: str | None) -> dict[str, Any]:
    from kg.extraction.contract import bounds_of

    low, high = bounds_of(figure)
    return {
        "source": name,
        "start": figure.start,
        "end": figure.end,
        "exact": figure.exact,
        "kind": figure.kind,
        "value_min": low,
        "value_max": high,
        "approx": figure.approx,
        "unit": figure.unit,
        "qualifiers": {"per": figure.per} if figure.per else {},
    }

"""What commands print: JSON as the contract says; tables drawn by rich on a terminal, tab-separated when piped."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, TypeVar

import click

_BETWEEN = 3  # characters that the table puts between columns
_NAMED = 3  # inputs that a message about many of them names
_WIDEST = 110  # columns of a line that is read with ease
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMATS_BY_ENDING = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".markdown": "markdown",
    ".md": "markdown",
    ".sarif": "sarif",
}
F = TypeVar("F", bound=Callable[..., Any])


def format_option(*choices: str) -> Callable[[F], F]:
    """The --format option; the first choice is the default."""
    return click.option(
        "-f", "--format", "style", type=click.Choice(choices), default=choices[0], show_default=True, help="How to print."
    )


def written_format_option(*choices: str, names: Sequence[str] = ("-f", "--format", "style")) -> Callable[[F], F]:
    """The --format option of a command that may write to a file; None where it is not given: `named_format` tells which then."""
    told = f"How to print (default: by the name of -o, else {choices[0]})."
    return click.option(*names, type=click.Choice(choices), help=told)


def named_format(output: str | None, choices: Sequence[str]) -> str:
    """The format that the name of a file to write asks for, where it is one of the choices, else the first of these."""
    form = _FORMATS_BY_ENDING.get(PurePath(output or "").suffix.lower(), "")
    return form if form in choices else choices[0]


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def terminal_width() -> int | None:
    """How long a line of text may be where a person reads standard output; None elsewhere."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if on_terminal() else None


def wrapped(text: str, width: int | None, column: int | None = None) -> str:
    """A text whose lines, where there is a width, go on at a column (None: four further in than they begin).

    Words, ids and addresses stay whole.
    """
    from textwrap import fill

    def line(given: str) -> str:
        if width is None or len(click.unstyle(given)) <= width:
            return given
        indent = len(given) - len(given.lstrip(" "))
        return fill(
            given.lstrip(" "),
            width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + 4 if column is None else column),
            break_long_words=False,
            break_on_hyphens=False,
        )

    return "\n".join(map(line, text.split("\n")))


def print_json(data: object) -> None:
    """One JSON document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str] = (), title: str | None = None
) -> None:
    """A table: columns in ``right`` are set flush right. White space within a cell is folded, and signs that would
    steer the terminal or turn the direction of what is around them are written out, as in messages.

    Where the terminal is too narrow for the longest words (ids, which want to be copied), each row becomes a paragraph.
    """
    cells = [[_UNSEEN.sub(_shown, " ".join(str(cell).split())) for cell in row] for row in rows]
    if not on_terminal():
        for line in (columns, *cells):
            click.echo("\t".join(line))
        return
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    width = shutil.get_terminal_size().columns
    of_columns = list(zip(columns, *cells, strict=True))
    least = [max(map(cell_len, " ".join(column).split()), default=1) for column in of_columns]
    room = width - _BETWEEN * len(least)
    if sum(least) > room:
        _print_paragraphs(columns, cells, width)
        return
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    widths = _fitted([max(map(cell_len, column)) for column in of_columns], least, room)
    for name, fitted in zip(columns, widths, strict=True):
        table.add_column(name, justify="right" if name in right else "left", overflow="fold", width=fitted)
    for row in cells:
        table.add_row(*[_escaped(cell) for cell in row])
    Console().print(table)


def _shown(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _fitted(widest: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths of columns within the room there is: those that have most to give way do, down to their longest word."""
    widths = [min(width, room) for width in widest]
    while sum(widths) > room:
        able = [number for number, width in enumerate(widths) if width > least[number]]
        widths[max(able, key=lambda number: widths[number])] -= 1
    return widths


def _print_paragraphs(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    """The first cell of each row by itself, the others below it."""
    from textwrap import fill

    def below(cells: Sequence[str]) -> str:
        text = "   ".join(cell.replace(" ", "\0") for cell in cells)
        lines = fill(
            text, width, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
        if max(map(len, lines.splitlines()), default=0) > width:  # a cell longer than the line: break within it
            lines = fill(
                text.replace("\0", " "),
                width,
                initial_indent="  ",
                subsequent_indent="  ",
                break_long_words=False,
                break_on_hyphens=False,
            )
        return lines.replace("\0", " ")

    click.echo(styled(f"{columns[0]}\n{below(columns[1:])}", dim=True))
    for first, *others in rows:
        click.echo(f"{styled(first, bold=True)}\n{below([other or '–' for other in others])}")


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def counted(number: int, noun: str) -> str:
    """So many of a thing: 1 claim, 2 claims."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def styled(text: str, **style: Any) -> str:
    """Text in colour, on a terminal that shows it only (click strips it elsewhere)."""
    return click.style(text, **style)


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None]]:
    """A line on standard error that tells what is being done, where a person watches; it is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(label) as status:
        yield lambda what: status.update(f"{label}: {what}")


def tell_guessed(guesses: Sequence[tuple[str, str | None]]) -> None:
    """Say in one line, on standard error, of which inputs (by name) the encoding was guessed, and as what they were read."""
    names = ["standard input" if name == "-" else name for name, encoding in guesses if encoding is not None]
    if not names:
        return
    encoding = next(encoding for _, encoding in guesses if encoding is not None)
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED]) + (f" and {more} other{'s' if more > 1 else ''}" if more > 0 else "")
    what = "not UTF-8, and no encoding that fits is declared"
    click.echo(f"kg: {shown}: {what}: read as {encoding}; look at the accents and currency signs", err=True)


def read_argument(text: str | None, file: str | None) -> str:
    """A text given on the command line, or in a file ("-" is standard input). Raises UsageError."""
    from kg.model.errors import UsageError

    if text is not None and file is not None:
        raise UsageError("give the text or --file, not both")
    if text is not None and text != "-":
        return text
    if file in (None, "-"):
        if text is None and file is None and sys.stdin.isatty():
            raise UsageError("nothing to read: give it as an argument, with --file, or on standard input")
        try:
            return sys.stdin.buffer.read().decode("utf-8", "strict")
        except UnicodeDecodeError as error:
            raise UsageError(f"standard input: not UTF-8 (byte {error.start}): send it in that encoding") from None
    assert file is not None
    try:
        return Path(file).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{file}: not UTF-8") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error

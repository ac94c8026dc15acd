"""Figures as a table: entities down, periods or metrics across, with a footnote for each source of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.citation.desk import Desk
from kg.citation.export.tabular import guarded
from kg.citation.inline import Inline, html_text, latex_text, markdown_text, shown, to_html, to_markdown, to_text
from kg.citation.latex import tabular
from kg.citation.timing import moment_words
from kg.model.claim import Claim, ReviewState
from kg.model.errors import UsageError
from kg.model.period import Period

ACROSS: Final = ("period", "metric")
MARK: Final = "‡"
_MOST_CELLS: Final = 5000


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims: ids of entities and metrics (none: all), and a period that their time lies within."""

    entities: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    period: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A header, then rows; the first cell of each names the row, the others hold claims."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Claim, ...], ...]], ...]
    timed: bool = False
    """Whether each cell tells its time, because no column does."""

    @property
    def claims(self) -> list[Claim]:
        """All claims, row by row."""
        return [claim for _, cells in self.rows for cell in cells for claim in cell]


def chosen(desk: Desk, choice: Choice) -> list[Claim]:
    """The claims of a choice, rejected ones left out. Raises UsageError for a name that is unknown."""
    vocabulary = desk.base.vocabulary
    entities = {vocabulary.find_entity(name) for name in choice.entities}
    wanted = {vocabulary.find_metric(name) for name in choice.metrics}
    within = Period.parse(choice.period) if choice.period else None
    found = []
    for claim in desk.base.claims:
        when = vocabulary.when(claim)
        if (
            claim.review.state is not ReviewState.REJECTED
            and (not entities or claim.entity in entities)
            and (not wanted or wanted & set(vocabulary.metric_lineage(claim.metric)))
            and (not choice.sources or claim.source in choice.sources)
            and (within is None or (when is not None and within.covers(when)))
        ):
            found.append(claim)
    return found


def tabulate(desk: Desk, claims: Sequence[Claim], across: str = "period") -> Table:
    """A table of claims; with periods across, rows are an entity's metric where there are several metrics.

    Raises UsageError when there is nothing to show, or too much for a page.
    """
    if not claims:
        raise UsageError("no claim is of what was asked for: a table needs one at least")
    if across not in ACROSS:
        raise UsageError(f"a table goes by {' or '.join(ACROSS)}, not by {across!r}")
    vocabulary, language = desk.base.vocabulary, desk.language
    several = len({claim.metric for claim in claims}) > 1
    columns: dict[str, str] = {}
    cells: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    for claim in claims:
        label = claim.period or claim.as_of or ""
        column = label if across == "period" else claim.metric
        name = (moment_words(label, language) if label else desk.word("undated")) if across == "period" else ""
        columns[column] = name or vocabulary.metric(claim.metric).name(language)
        row = (claim.entity, claim.metric if several and across == "period" else "")
        cells.setdefault(row, {}).setdefault(column, []).append(claim)
    order = sorted(columns, key=lambda column: _moment(desk, claims, column)) if across == "period" else list(columns)
    if len(cells) * len(order) > _MOST_CELLS:
        raise UsageError(f"a table of {len(cells)} rows and {len(order)} columns: choose fewer entities, metrics or periods")
    names = {
        row: vocabulary.entity(row[0]).name(language) + (f", {vocabulary.metric(row[1]).name(language)}" if row[1] else "")
        for row in cells
    }
    rows = [
        (names[row], tuple(once(desk, sorted(found.get(column, ()), key=_in_order)) for column in order))
        for row, found in sorted(cells.items(), key=lambda item: (names[item[0]].casefold(), item[0]))
    ]
    return Table(("", *(columns[column] for column in order)), tuple(rows), timed=across == "metric")


def once(desk: Desk, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """A figure that one source repeats is told once, as the disputed one if one is."""
    kept: dict[tuple[str | None, ...], Claim] = {}
    for claim in claims:
        said = desk.figure(claim) + desk.limits(claim)
        key = (claim.source, said, claim.entity, claim.metric, claim.period, claim.as_of)
        if key not in kept or (desk.warnings(claim) and not desk.warnings(kept[key])):
            kept[key] = claim
    return tuple(kept.values())


def _moment(desk: Desk, claims: Sequence[Claim], label: str) -> tuple[date, date, str]:
    times = (desk.base.vocabulary.when(claim) for claim in claims if label and label in (claim.period, claim.as_of))
    when = next((time for time in times if time is not None), None)
    return (when.start, when.end, label) if when else (date.max, date.max, label)


def _in_order(claim: Claim) -> tuple[str, int, str]:
    return (claim.source, claim.at[0] if claim.at else 0, claim.id)


@dataclass(frozen=True, slots=True)
class Cell:
    """A claim in its cell: its figure with what limits it (marked when disputed) and the number of its note."""

    figure: str
    note: int
    disputed: bool


def numbered(desk: Desk, table: Table) -> tuple[dict[str, Cell], list[Inline]]:
    """Each claim's cell by id, and the notes: a source is told once, in the order met."""
    notes: dict[str, int] = {}
    cells: dict[str, Cell] = {}
    for claim in table.claims:
        number = notes.setdefault(claim.source, len(notes) + 1)
        cells[claim.id] = Cell(
            desk.figure(claim) + desk.limits(claim, timed=table.timed), number, bool(desk.warnings(claim))
        )
    return cells, [desk.references.entry(source) for source in notes]


def disputed_lines(desk: Desk, table: Table) -> list[str]:
    """Below a table of its own: what each mark is about, a line a claim."""
    lines = []
    for claim in table.claims:
        warnings = f"{desk.word('semicolon')} ".join(desk.warnings(claim))
        if warnings:
            lines.append(f"{MARK} {desk.subject(claim)}, {desk.figure(claim)}{desk.word('colon')} {warnings}.")
    return list(dict.fromkeys(lines))


def as_markdown(desk: Desk, table: Table) -> str:
    """A pipe table with footnotes."""
    cells, notes = numbered(desk, table)

    def spelled(group: tuple[Claim, ...]) -> str:
        parts = (cells[claim.id] for claim in group)
        return "; ".join(f"{markdown_text(c.figure)}{MARK if c.disputed else ''}[^t{c.note}]" for c in parts)

    lines = [" | ".join(["", *map(markdown_text, table.header), ""]).strip(), "|" + "---|" * len(table.header)]
    lines += [" | ".join(["", markdown_text(name), *map(spelled, row), ""]).strip() for name, row in table.rows]
    legend = [markdown_text(line) for line in disputed_lines(desk, table)]
    told = [f"[^t{number}]: {to_markdown(note)}" for number, note in enumerate(notes, 1)]
    return "\n".join(lines) + "\n\n" + "\n\n".join([*legend, *told]) + "\n"


def as_csv(desk: Desk, table: Table) -> str:
    """The figures as printed, the notes below the table after an empty line."""
    import csv
    import io

    cells, notes = numbered(desk, table)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_safe(name) for name in table.header])
    for name, row in table.rows:
        texts = [
            "; ".join(f"{cells[c.id].figure}{f' {MARK}' if cells[c.id].disputed else ''} [{cells[c.id].note}]" for c in g)
            for g in row
        ]
        writer.writerow([_safe(text) for text in (name, *texts)])
    writer.writerow([])
    for line in disputed_lines(desk, table):
        writer.writerow([_safe(line)])
    for number, note in enumerate(notes, 1):
        writer.writerow([f"[{number}] {to_text(note)}"])
    return buffer.getvalue()


def _safe(text: str) -> str:
    return guarded(shown(text))


def table_html(desk: Desk, table: Table, notes_as: dict[str, str] | None = None) -> str:
    """The table element; ``notes_as`` gives a claim's note marks where they are an article's own."""
    cells, _ = numbered(desk, table)

    def spelled(group: tuple[Claim, ...]) -> str:
        parts = []
        for claim in group:
            cell = cells[claim.id]
            mark = f'<sup title="{html_text(desk.word("disputed mark"))}">{MARK}</sup>' if cell.disputed else ""
            note = notes_as[claim.id] if notes_as is not None else f"<sup>[{cell.note}]</sup>"
            parts.append(f"<span>{html_text(cell.figure)}{mark}{note}</span>")
        return "<br>".join(parts)

    head = "".join(f'<th scope="col">{html_text(name)}</th>' if name else "<td></td>" for name in table.header)
    rows = "".join(
        f'<tr><th scope="row">{html_text(name)}</th>{"".join(f"<td>{spelled(group)}</td>" for group in row)}</tr>\n'
        for name, row in table.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def as_html(desk: Desk, table: Table) -> str:
    """A fragment: the table, what its marks are about, the notes."""
    _, notes = numbered(desk, table)
    legend = "".join(f"<p><small>{html_text(line)}</small></p>\n" for line in disputed_lines(desk, table))
    told = "".join(f"<li>{to_html(note)}</li>\n" for note in notes)
    return f"{table_html(desk, table)}\n{legend}<ol>\n{told}</ol>\n"


def table_latex(desk: Desk, table: Table, notes_as: dict[str, str]) -> str:
    """A tabular; ``notes_as`` gives a claim's note marks."""
    cells, _ = numbered(desk, table)

    def spelled(group: tuple[Claim, ...]) -> str:
        marks = {claim.id: r"\textsuperscript{\textdaggerdbl\,}" if cells[claim.id].disputed else "" for claim in group}
        return "; ".join(f"{latex_text(cells[c.id].figure)}{marks[c.id]}{notes_as[c.id]}" for c in group)

    rows = [[latex_text(name), *map(spelled, row)] for name, row in table.rows]
    legend = (
        f"\n\n{{\\small {latex_text(desk.word('mark explained'))}}}\n" if any(c.disputed for c in cells.values()) else ""
    )
    return tabular([[latex_text(name) for name in table.header], *rows]) + legend


WRITERS: Final = {"markdown": as_markdown, "csv": as_csv, "html": as_html}
"""Each kind of output of ``kg table``."""

"""Cells of a web page's tables that span several rows: what labels rows is repeated in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_LONGEST_LABEL: Final = 200
_MOST_LABELS: Final = 4  # of one row
_MOST_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class _Label:
    """A cell that labels all rows down to one, that one excluded."""

    cell: Any
    below: int


def repeat_labels(tree: Any) -> None:
    """Repeat the cells at the head of a row that span rows below in those rows, so that each row names all it is of.

    A cell of figures stays alone: it is said once.
    """
    for part in tree.iter("table", "thead", "tbody", "tfoot"):
        rows = [row for row in part if row.tag == "tr"]
        if any(cell.get("rowspan") for row in rows for cell in row):
            _repeat(rows)


def _repeat(rows: Sequence[Any]) -> None:
    open_labels: list[_Label] = []
    for index, row in enumerate(rows):
        open_labels = [label for label in open_labels if label.below > index]
        own = [cell for cell in row if cell.tag in ("td", "th")]
        for place, label in enumerate(open_labels):
            row.insert(place, _again(label.cell))
        for cell in own:
            below = min(index + _rows_of(cell), len(rows))
            inner = bool(open_labels)
            if below - index < 2 or len(open_labels) == _MOST_LABELS or not _is_label(cell, inner=inner):
                break
            if inner and below > open_labels[-1].below:
                break
            del cell.attrib["rowspan"]
            open_labels.append(_Label(cell, below))


def _again(cell: Any) -> Any:
    """Another cell of the same words and width."""
    again = cell.makeelement(cell.tag)
    again.text = _said(cell)
    if cell.get("colspan"):
        again.set("colspan", cell.get("colspan"))
    return again


def _said(cell: Any) -> str:
    return "".join(cell.itertext()).strip()


def _rows_of(cell: Any) -> int:
    said = cell.get("rowspan", "1").strip()
    return min(int(said), _MOST_ROWS) if said.isdecimal() and len(said) < 6 else 1


def _is_label(cell: Any, *, inner: bool) -> bool:
    """Whether a cell may label rows: it is short, and has letters where it is not the first (a year may be)."""
    said = _said(cell)
    return 0 < len(said) <= _LONGEST_LABEL and (not inner or any(letter.isalpha() for letter in said))

"""Times as labels, and where a text names them.

Labels are those of kg.model.period: 2025, 2025-H1, 2025-Q3, 2026-02, 2026-02-09, 2024/2029, FY2026-Q3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_LABEL: Final = re.compile(
    r"(?P<fy>FY)?(?P<year>\d{4})(?:-(?:(?P<part>[HQ])(?P<number>\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day a text is dated by, as an EDTF date, and how it is known: printed, given, or inferred from the text."""

    label: str
    basis: str = "printed"

    @property
    def year(self) -> int:
        """Its year."""
        return int(self.label[:4])

    @property
    def month(self) -> int | None:
        """Its month, where known."""
        return int(self.label[5:7]) if len(self.label) >= 7 else None

    @property
    def day(self) -> date | None:
        """Its day, where known."""
        try:
            return date.fromisoformat(self.label)
        except ValueError:
            return None

    @property
    def month_label(self) -> str:
        """Its month, else its year."""
        return self.label[:7]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a passage names, at a place of its text.

    ``kind`` is the pattern that found it. ``shift`` says by how much it lies off the time that the passage speaks of,
    where it is such ("a year earlier": ("year", -1)); ``label`` is then what it means against the anchor, if anything.
    ``bare`` marks a half, quarter or month named without its year, which ``label`` takes from the anchor.
    ``others`` are what else it may mean, each after a word for how: the next one ahead, the year of a season.
    """

    start: int
    end: int
    label: str | None
    kind: str
    shift: tuple[str, int] | None = None
    bare: bool = False
    others: tuple[tuple[str, str], ...] = ()

    @property
    def grain(self) -> str:
        """How fine it is: day, month, quarter, half, year or span."""
        return grain_of(self.label or "")


@lru_cache(maxsize=1 << 12)
def grain_of(label: str) -> str:
    """How fine a label is: day, month, quarter, half, year or span; "" for none."""
    if not label:
        return ""
    if "/" in label:
        return "span"
    match = _LABEL.fullmatch(label)
    if match is None:
        return ""
    if match["part"]:
        return "quarter" if match["part"] == "Q" else "half"
    return "day" if match["day"] else "month" if match["month"] else "year"


def year_of(label: str) -> int:
    """The year of a label, of a span that in which it begins; a fiscal year is the one it is called by."""
    return int(label.removeprefix("FY")[:4])


def month_label(year: int, month: int) -> str:
    """A month, where months beyond 12 or before 1 run into other years."""
    years, index = divmod(month - 1, 12)
    return f"{year + years:04}-{index + 1:02}"


def shifted(label: str, unit: str, steps: int) -> str | None:
    """A time moved by so many years, quarters, months, weeks or days; None where its grain does not allow it."""
    if "/" in label:
        ends = [shifted(end, unit, steps) for end in label.split("/")]
        return "/".join(end for end in ends if end) if all(ends) else None
    match = _LABEL.fullmatch(label)
    if match is None:
        return None
    year = int(match["year"])
    head = match["fy"] or ""
    if unit == "year":
        return f"{head}{year + steps:04}{label[len(head) + 4 :]}"
    if unit == "quarter" and match["part"] == "Q":
        years, index = divmod(int(match["number"]) - 1 + steps, 4)
        return f"{head}{year + years:04}-Q{index + 1}"
    if unit == "month" and match["month"]:
        return month_label(year, int(match["month"]) + steps)
    if unit in ("day", "week") and match["day"]:
        return (date.fromisoformat(label) + timedelta(days=steps * (7 if unit == "week" else 1))).isoformat()
    return None


def with_year(label: str, year: int) -> str | None:
    """The same part of another year: 2015-09 for 2016-09 and 2015."""
    ends = label.split("/")
    match = _LABEL.match(ends[-1])
    return shifted(label, "year", year - int(match["year"])) if match else None


def end_of(label: str) -> str:
    """The month that a span, a quarter, a half or a year ends with."""
    last = label.rpartition("/")[2].removeprefix("FY")
    if len(last) == 4:
        return f"{last}-12"
    if last[5] in "QH":
        return f"{last[:4]}-{int(last[6]) * (3 if last[5] == 'Q' else 6):02}"
    return last[:7]

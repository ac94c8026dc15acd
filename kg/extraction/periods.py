"""Times in text: absolute ones, and relative ones resolved against the day a text is dated by.

Labels are those of kg.model.period: 2025, 2025-H1, 2025-Q3, 2026-02, 2026-02-09, 2024/2029, FY2026-Q3. The start of a year
is its first quarter, its end is December, as the annotation guide has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from kg.extraction.context import alternatives, context_pack
from kg.extraction.folding import fold

Match = re.Match[str]
_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
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
    """

    start: int
    end: int
    label: str | None
    kind: str
    shift: tuple[str, int] | None = None
    bare: bool = False

    @property
    def grain(self) -> str:
        """How fine it is: day, month, quarter, half, year or span."""
        return grain_of(self.label or "")


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


def month_label(year: int, month: int) -> str:
    """A month, where months beyond 12 or before 1 run into other years."""
    years, index = divmod(month - 1, 12)
    return f"{year + years:04}-{index + 1:02}"


def shifted(label: str, unit: str, steps: int) -> str | None:
    """A time moved by so many years, quarters or months; None where its grain does not allow it."""
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
    if unit == "day" and match["day"]:
        return (date.fromisoformat(label) + timedelta(days=steps)).isoformat()
    return None


def with_year(label: str, year: int) -> str | None:
    """The same part of another year: 2015-09 for 2016-09 and 2015."""
    ends = label.split("/")
    match = _LABEL.match(ends[-1])
    return shifted(label, "year", year - int(match["year"])) if match else None


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pack = context_pack(language)
    tables = {
        "month": alternatives(pack["months"]),
        "weekday": alternatives(pack["weekdays"]),
        "season": alternatives(pack["seasons"]),
        "number": alternatives(pack["numbers"]),
        "ordinal": alternatives(pack["ordinals"]),
    }
    compiled = []
    for name, template in pack["patterns"].items():
        pattern = template.replace("{year}", _YEAR)
        for table, words in tables.items():
            pattern = pattern.replace("{" + table + "}", f"(?:{words})")
        compiled.append((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")))
    return tuple(compiled)


@cache
def _cues(language: str) -> re.Pattern[str]:
    """What every pattern of a language needs one of: a digit, or a word of time. Few sentences have any."""
    pack = context_pack(language)
    words = "|".join(
        (
            alternatives(pack["months"]),
            alternatives(pack["weekdays"]),
            alternatives(pack["seasons"]),
            alternatives(pack["time_words"]),
        )
    )
    return re.compile(rf"\d\d|(?<!\w)(?:{words})(?!\w)")


def moments_of(text: str, language: str, anchor: Anchor | None = None) -> list[Moment]:
    """The times that a passage names, in order, without overlap."""
    folded = fold(text)
    if _cues(language).search(folded) is None:
        return []
    taken: list[tuple[int, int]] = []
    moments: list[Moment] = []
    for name, pattern in _patterns(language):
        for match in pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(start < last and first < end for first, last in taken):
                continue
            moment = _moment(name, match, language, anchor)
            if moment is not None:
                moments.append(moment)
                taken.append((start, end))
    return sorted(moments, key=lambda moment: moment.start)


def _named(match: Match, *names: str) -> str | None:
    groups = match.groupdict()
    for name in names:
        if groups.get(name):
            return groups[name]
    return None


def _moment(name: str, match: Match, language: str, anchor: Anchor | None) -> Moment | None:
    reader = _READERS.get(name)
    label: str | None = None
    shift = _SHIFTS.get(name)
    if name.endswith("_ago"):
        count = _number(match["number"], language)
        shift = (name.removesuffix("s_ago"), -count)
        label = _ago(shift, anchor)
    elif shift is not None and anchor is not None:
        label = _shifted_anchor(shift, anchor, name)
    if reader is not None:
        label = reader(match, context_pack(language), anchor)
        if label is None:
            return None
    topical = name in _TOPICAL or name.endswith("_ago")
    if label is None and not topical:
        return None
    bare = name in ("half", "quarter", "month") and not re.search(_YEAR, match.group())
    return Moment(match.start(), match.end(), label, name, shift if topical else None, bare)


def _number(word: str, language: str) -> int:
    return int(word) if word.isdigit() else int(context_pack(language)["numbers"][word])


def _ago(shift: tuple[str, int], anchor: Anchor | None) -> str | None:
    if anchor is None:
        return None
    unit, steps = shift
    if unit == "year":
        return f"{anchor.year + steps:04}"
    if unit == "month" and anchor.month:
        return month_label(anchor.year, anchor.month + steps)
    if unit == "day" and anchor.day:
        return (anchor.day + timedelta(days=steps)).isoformat()
    return None


def _shifted_anchor(shift: tuple[str, int], anchor: Anchor, name: str) -> str | None:
    unit, steps = shift
    if unit == "year":
        return f"{anchor.year + steps:04}"
    if unit == "quarter":
        return None if anchor.month is None else shifted(f"{anchor.year:04}-Q{(anchor.month + 2) // 3}", "quarter", steps)
    if unit == "month":
        return None if anchor.month is None else month_label(anchor.year, anchor.month + steps)
    if anchor.day is None:
        return anchor.label if name in ("now", "today") else None
    return (anchor.day + timedelta(days=steps)).isoformat()


_SHIFTS: Final[Mapping[str, tuple[str, int]]] = {
    "year_before": ("year", -1),
    "month_before": ("month", -1),
    "quarter_before": ("quarter", -1),
    "last_year": ("year", -1),
    "this_year": ("year", 0),
    "next_year": ("year", 1),
    "last_month": ("month", -1),
    "this_month": ("month", 0),
    "next_month": ("month", 1),
    "last_quarter": ("quarter", -1),
    "day_before_yesterday": ("day", -2),
    "yesterday": ("day", -1),
    "today": ("day", 0),
    "now": ("day", 0),
    "tomorrow": ("day", 1),
}
_TOPICAL: Final = ("year_before", "month_before", "quarter_before")


def _month_number(pack: Mapping[str, Mapping[str, int]], word: str) -> int:
    return int(pack["months"][word])


def _nearest_month(month: int, anchor: Anchor | None, *, ahead: bool = False) -> str | None:
    """The month as the nearest one before the anchor (its own included), or after it."""
    if anchor is None:
        return None
    reference = anchor.month or 12
    year = anchor.year
    if ahead:
        year += month < reference
    else:
        year -= month > reference
    return f"{year:04}-{month:02}"


def _day(match: Match, pack: Mapping[str, Mapping[str, int]], anchor: Anchor | None) -> str | None:
    day = int(_named(match, "day", "day2") or 0)
    word, year = _named(match, "month", "month2") or "", _named(match, "year", "year2")
    month = _month_number(pack, word)
    label = f"{year}-{month:02}" if year else _nearest_month(month, anchor)
    if label is None:
        return None
    try:
        found = date.fromisoformat(f"{label}-{day:02}")
    except ValueError:
        return None
    if not year and anchor is not None and anchor.day is not None and found > anchor.day + timedelta(days=200):
        return None
    return found.isoformat()


def _month(match: Match, pack: Mapping[str, Mapping[str, int]], anchor: Anchor | None) -> str | None:
    month = _month_number(pack, match["month"])
    if match["year"]:
        return f"{match['year']}-{month:02}"
    last = match.groupdict().get("last") or ""
    return _nearest_month(month, anchor, ahead=last.startswith("proch"))


def _months_between(match: Match, pack: Mapping[str, Mapping[str, int]], anchor: Anchor | None) -> str | None:
    first, second = (_month_number(pack, match[name]) for name in ("month", "month2"))
    last = f"{match['year']}-{second:02}" if match["year"] else _nearest_month(second, anchor)
    if last is None:
        return None
    year = int(last[:4])
    if second - first == 2 and first % 3 == 1:
        return f"{year:04}-Q{second // 3}"
    return f"{year - (first > second):04}-{first:02}/{last}"


def _part(
    letter: str, word: str, digits: str, years: str
) -> Callable[[Match, Mapping[str, Mapping[str, int]], Anchor | None], str | None]:
    """A reader of quarters or halves: their number is in one group, their year in another or that of the anchor."""

    def read(match: Match, pack: Mapping[str, Mapping[str, int]], anchor: Anchor | None) -> str | None:
        named = _named(match, word, f"{word}2")
        digit = _named(match, *(f"{digits}{suffix}" for suffix in ("", "2", "3")))
        number = int(digit) if digit else int(pack["ordinals"][named or ""])
        year = _named(match, *(f"{years}{suffix}" for suffix in ("", "2", "3", "4")))
        length = 3 if letter == "Q" else 6
        if number == 0:
            if anchor is None or anchor.month is None:
                return None
            years_back, index = divmod((anchor.month - 1) // length - 1, 12 // length)
            return f"{anchor.year + years_back:04}-{letter}{index + 1}"
        if number * length > 12:
            return None
        if year:
            return f"{year}-{letter}{number}"
        if anchor is None:
            return None
        first_month = (number - 1) * length + 1
        return f"{anchor.year - (anchor.month is not None and first_month > anchor.month):04}-{letter}{number}"

    return read


def _fiscal(letter: str) -> Callable[[Match, Mapping[str, Mapping[str, int]], Anchor | None], str | None]:
    plain = _part(letter, "quarter" if letter == "Q" else "half", "digit", "year")

    def read(match: Match, pack: Mapping[str, Mapping[str, int]], anchor: Anchor | None) -> str | None:
        label = plain(match, pack, anchor)
        return f"FY{label}" if label else None

    return read


def _fiscal_year(match: Match, _pack: object, _anchor: object) -> str | None:
    year = _named(match, "year", "year2") or _named(match, "short") or ""
    return f"FY{'20' + year if len(year) == 2 else year}" if len(year) in (2, 4) else None


def _firsts(months: int) -> Callable[[Match, Mapping[str, Mapping[str, int]], Anchor | None], str | None]:
    def read(match: Match, pack: Mapping[str, Mapping[str, int]], anchor: Anchor | None) -> str | None:
        word = match["number"]
        count = months * (int(word) if word.isdigit() else int(pack["numbers"][word]))
        year = _named(match, "year", "year2") or (f"{anchor.year:04}" if anchor else None)
        if year is None or not 1 <= count <= 12:
            return None
        return (
            {3: f"{year}-Q1", 6: f"{year}-H1", 12: year}.get(count)
            if months == 3 and count != 9
            else f"{year}-01/{year}-{count:02}"
        )

    return read


def _season(match: Match, pack: Mapping[str, Mapping[str, str]], anchor: Anchor | None) -> str | None:
    """A season of a year; without its year the last one that had begun by the anchor."""
    first, last = pack["seasons"][_named(match, "season", "season2") or ""].split("/")
    if match["year"]:
        year = int(match["year"])
    elif anchor is not None:
        year = anchor.year - (anchor.month is not None and int(first) > anchor.month)
    else:
        return None
    return f"{year:04}-{first}/{year + (first > last):04}-{last}"


def _since_start(match: Match, _pack: object, anchor: Anchor | None) -> str | None:
    if anchor is None or anchor.month is None:
        return None
    return f"{_named(match, 'year') or anchor.year}-01/{anchor.month_label}"


def _span(match: Match, _pack: object, _anchor: object) -> str | None:
    first, last = _named(match, "year", "year3") or "", _named(match, "year2", "year4") or ""
    return f"{first}/{last}" if first < last else None


def _decade(_match: Match, _pack: object, anchor: Anchor | None) -> str | None:
    return f"{anchor.year:04}/{anchor.year + 10:04}" if anchor else None


def _weekday(match: Match, pack: Mapping[str, Mapping[str, int]], anchor: Anchor | None) -> str | None:
    if anchor is None or anchor.day is None:
        return None
    back = (anchor.day.weekday() - int(pack["weekdays"][match["weekday"]])) % 7
    last = match.groupdict().get("last") or ""
    if last.startswith("proch"):
        return (anchor.day + timedelta(days=7 - back)).isoformat()
    if last and back == 0:
        back = 7
    return (anchor.day - timedelta(days=back)).isoformat()


def _years(match: Match, _pack: object, _anchor: object) -> str | None:
    word = match["decade"]
    first = int(word) if len(word) == 4 else 1900 + int(word)
    return f"{first:04}/{first + 9:04}"


def _plain_year(match: Match, _pack: object, _anchor: object) -> str | None:
    return _named(match, "year", "year2")


_READERS: Final[Mapping[str, Callable[[Match, Mapping[str, Mapping[str, int]], Anchor | None], str | None]]] = {
    "day": _day,
    "months_between": _months_between,
    "month": _month,
    "fiscal_quarter": _fiscal("Q"),
    "fiscal_half": _fiscal("H"),
    "fiscal": _fiscal_year,
    "quarter": _part("Q", "quarter", "digit", "year"),
    "half": _part("H", "half", "digit", "year"),
    "first_months": _firsts(1),
    "first_quarters": _firsts(3),
    "early": lambda match, _pack, _anchor: f"{match['year']}-Q1",
    "late": lambda match, _pack, _anchor: f"{match['year']}-12",
    "middle": lambda match, _pack, _anchor: f"{match['year']}-06",
    "season": _season,  # type: ignore[dict-item]
    "since_start": _since_start,
    "span": _span,
    "by": _plain_year,
    "decade": _decade,
    "weekday": _weekday,
    "years": _years,
    "year": _plain_year,
}

"""Times in text: absolute ones, and relative ones resolved against the day a text is dated by.

The patterns are those of the language packs, tried in their order; each match is read by the reader of its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.matched import FISCAL, FISCAL_TOO, YEAR, Match, named, number_of
from kg.extraction.attaching.packs import alternatives, common_pack, context_pack, pattern_in
from kg.extraction.attaching.periods import Anchor, Moment, end_of, month_label, shifted
from kg.extraction.attaching.readers import READERS
from kg.extraction.attaching.required import Guard
from kg.extraction.folding import fold

_SET_AGAINST: Final = 60  # letters between a word of comparison and its time
_PAUSE: Final = re.compile(r"[;:.!?](?:\s|\Z)")
_VALUE: Final = re.compile(r"\d(?:[\d.,\s]*\d)?")
_BEFORE_BASE: Final = 60  # letters before a time in which it is told that something is compared with it


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pack = context_pack(language)
    tables = {
        "month": alternatives(pack["months"]),
        "weekday": alternatives(pack["weekdays"]),
        "season": alternatives(pack["seasons"]),
        "short_month": alternatives(pack["short_months"]),
        "number": alternatives(pack["numbers"]),
        "ordinal": alternatives(pack["ordinals"]),
    }
    compiled = []
    for name, template in (*common_pack()["period_patterns"].items(), *pack["patterns"].items()):
        pattern = template.replace("{year}", YEAR).replace("{fiscal2}", FISCAL_TOO).replace("{fiscal}", FISCAL)
        for table, words in tables.items():
            pattern = pattern.replace("{" + table + "}", f"(?:{words})")
        compiled.append((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")))
    return tuple(compiled)


@cache
def _guard(language: str) -> Guard:
    """What tells which of them may match: of some fifty, a sentence has the words for five or ten."""
    return Guard([pattern for _, pattern in _patterns(language)])


@cache
def _dated(language: str) -> re.Pattern[str]:
    """A year, or words for the text's own."""
    return re.compile("|".join([YEAR, *(f"{ending}$" for ending in context_pack(language)["turns"]["own_year"])]))


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
    patterns = _patterns(language)
    for place in _guard(language).among(folded):
        name, pattern = patterns[place]
        for match in pattern.finditer(folded):
            start, end = match.span()
            if start == end or any(start < last and first < end for first, last in taken):
                continue
            moment = _moment(name, match, language, anchor)
            if moment is not None:
                moments.append(moment)
                taken.append((start, end))
    moments += _shortened(folded, language, moments, taken)
    return sorted(moments, key=lambda moment: moment.start)


def is_base(folded: str, moment: Moment, language: str) -> bool:
    """Whether a time is only what another is compared with: "up 27 % from its 2003 result", "par rapport à juin 2011"."""
    before = folded[max(0, moment.start - _BEFORE_BASE) : moment.start]
    return pattern_in(language, "dating", "base").search(before) is not None


def set_against(folded: str, moment: Moment, language: str) -> tuple[int, bool] | None:
    """Where the comparison ends that a time is a term of ("more than in 2017", "against 12 % in May"), and whether it has a value."""
    found: tuple[int, bool] | None = None
    text = folded[: moment.end]
    for match in words_of(language).compared.finditer(text, max(0, moment.start - _SET_AGAINST)):
        between = text[match.end() : moment.start]
        if match.start() < moment.end and not _PAUSE.search(between) and len(_VALUE.findall(between)) <= 1:
            found = match.end(), bool(_VALUE.search(between))
    return found


def _shortened(folded: str, language: str, moments: Sequence[Moment], taken: Sequence[tuple[int, int]]) -> list[Moment]:
    """The parts of a year named by their number alone after another: "0.4 % in the second quarter, after 0.3 % in the first"."""
    pack = context_pack(language)
    found = []
    for match in _shortened_pattern(language).finditer(folded):
        full = [
            moment
            for moment in moments
            if moment.end <= match.start() and moment.kind in ("quarter", "half", "fiscal_quarter")
        ]
        if not full or full[-1].label is None or any(start < match.end() and match.start() < end for start, end in taken):
            continue
        number = int(pack["ordinals"][match["ordinal"]])
        label = full[-1].label
        if 0 < number <= (2 if full[-1].grain == "half" else 4):
            found.append(
                Moment(match.start("ordinal"), match.end(), f"{label[:-1]}{number}", full[-1].kind, None, full[-1].bare)
            )
    return found


@cache
def _shortened_pattern(language: str) -> re.Pattern[str]:
    pack = context_pack(language)
    return re.compile(pack["shortened"].replace("{ordinal}", f"(?P<ordinal>{alternatives(pack['ordinals'])})"))


def _moment(name: str, match: Match, language: str, anchor: Anchor | None) -> Moment | None:
    pack, kind = context_pack(language), name.partition(".")[0]
    reader = READERS.get(name)
    label: str | None = None
    shift = _SHIFTS.get(kind)
    if kind.endswith("_ago"):
        word = named(match, "number", "number2")
        shift = (kind.removesuffix("s_ago"), -(number_of(word, pack) if word else 10))
        label = _ago(shift, anchor)
    elif shift is not None and anchor is not None:
        label = _shifted_anchor(shift, anchor, kind)
    if reader is not None:
        label = reader(match, pack, anchor)
        if label is None:
            return None
    topical = kind in _TOPICAL or kind.endswith("_ago")
    if label is None and not topical:
        return None
    bare = kind in ("half", "quarter", "month") and not (
        _dated(language).search(match.group()) or match.groupdict().get("short")
    )
    others = () if label is None or topical else tuple(_others(kind, label, match, language, anchor))
    return Moment(match.start(), match.end(), label, kind, shift if topical else None, bare, others)


def _others(kind: str, label: str, match: Match, language: str, anchor: Anchor | None) -> Iterator[tuple[str, str]]:
    """What else a time may mean: the next one ahead where its year is left out, the year or the last month of a longer time."""
    if kind == "weekday" and anchor is not None:
        ahead = shifted(label, "day", 7)
        if ahead is not None and label != anchor.label and not match.groupdict().get("last"):
            yield "ahead", ahead
    elif (
        anchor is not None
        and kind in _YEARLY
        and not _dated(language).search(match.group())
        and label < anchor.label[: len(label)]
    ):
        ahead = shifted(label, "year", 1)
        if ahead is not None:
            yield "ahead", ahead
    last = label.rpartition("/")[2]
    if kind in ("season", "late", "middle", "early"):
        yield "year", last[:4] if kind != "season" else label[:4]
    elif kind == "months_to":
        end = end_of(label)
        yield "end", end
        yield "fiscal", f"FY{end[:4]}"
    elif kind == "days_between" and last[:7] == label[:7]:
        yield "month", last[:7]


def _ago(shift: tuple[str, int], anchor: Anchor | None) -> str | None:
    if anchor is None:
        return None
    unit, steps = shift
    if unit == "year":
        return f"{anchor.year + steps:04}"
    if unit == "month" and anchor.month:
        return month_label(anchor.year, anchor.month + steps)
    if unit == "week" and anchor.day:
        return (anchor.day + timedelta(weeks=steps)).isoformat()[:7]
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
    if unit == "week":
        return None
    if anchor.day is None:
        return anchor.label if name in ("now", "today") else None
    return (anchor.day + timedelta(days=steps)).isoformat()


_SHIFTS: Final[Mapping[str, tuple[str, int]]] = {
    "year_before": ("year", -1),
    "year_after": ("year", 1),
    "month_before": ("month", -1),
    "week_before": ("week", -1),
    "quarter_before": ("quarter", -1),
    "last_year": ("year", -1),
    "this_year": ("year", 0),
    "next_year": ("year", 1),
    "last_month": ("month", -1),
    "this_month": ("month", 0),
    "next_month": ("month", 1),
    "last_quarter": ("quarter", -1),
    "this_quarter": ("quarter", 0),
    "day_before_yesterday": ("day", -2),
    "yesterday": ("day", -1),
    "today": ("day", 0),
    "now": ("day", 0),
    "tomorrow": ("day", 1),
}
_TOPICAL: Final = ("year_before", "month_before", "week_before", "quarter_before", "year_after")
_YEARLY: Final = ("day", "days_between", "month", "months_between", "quarter", "half", "season", "months_to")

"""When a figure of a sentence holds: the time it names, or the present."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kg.extraction.attaching.moments import moments_of
from kg.extraction.attaching.periods import Anchor, Moment
from kg.extraction.folding import fold
from kg.factcheck.hearing.times_pointed_back import pointed_back, same_part
from kg.factcheck.wording.packs import in_any, listed
from kg.factcheck.wording.words import Words
from kg.model.errors import PeriodError
from kg.model.period import Period

_PRESENT: Final = ("now", "today", "this_month")
_BY: Final = ("by",)
UNKNOWN: Final = "?"
"""The label of a time that is counted from one that the sentence does not name."""
_AGO: Final = in_any(r"\b{told_of_now}\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:-|\Z)")
_OF_NOW: Final = in_any(r"\b{counted_from_now}\W+(?:\w+\W+){0,2}\Z")
_FISCAL: Final = in_any(
    r"\b(?:{quarter_letters}(?P<quarter>[1-4])[ -]?{fiscal_letters} ?'?(?P<year>20\d\d|\d\d)|"
    r"{fiscal_letters} ?'?(?P<first>20\d\d|\d\d)[ -]?{quarter_letters}(?P<then>[1-4]))\b"
)
"""A quarter of a fiscal year in letters, in any language: Q3 FY2026, T3 FY26, FY2026-Q3."""
_ENDED: Final = in_any(r",? ?\(?(?:{which} )?(?:{itself} )?{ended} (?:{ended_in} ?)*")
_RIGHT_BEHIND: Final = re.compile(r"\s?[:,(–—]\s?(?:[\w']+ ){0,2}[€$£]?")
_TO_THE_NEXT: Final = in_any(r"[^,;:]{0,30}?\s{to}\s(?:{about_so_many} )?[€$£]?")
_FEWER: Final = frozenset(listed("fewer"))
_MONTHS_A_YEAR: Final = 12
_POINTED: Final = 60
_APART: Final = 15
_RIGHT: Final = 4
_REACH: Final = 6  # words between a value and its time


@dataclass(frozen=True, slots=True)
class When:
    """A time named in a sentence: ``label`` of kg.model.period; ``by`` where only its end is named, ``back`` where it points at one before."""

    start: int
    end: int
    label: str
    by: bool = False
    back: bool = False


def times_in(text: str, words: Words, as_of: date) -> tuple[list[When], bool]:
    """The times a sentence names, and whether it says that it means the present."""
    anchor = Anchor(as_of.isoformat(), "given")
    folded = fold(text)
    found: list[When] = []
    present = False
    shifted: list[Moment] = []
    # "In 2024: 5 billion" tells a time as "in 2024, 5 billion" does.
    for moment in moments_of(text.replace(": ", ", "), words.language, anchor):
        if moment.kind in _PRESENT:
            present = True
        elif moment.shift is not None and not _AGO.search(folded[moment.start : moment.end]):
            shifted.append(moment)
        elif moment.label is not None:
            label = _label(moment)
            label = _of_year_before(label, moment.start, found, folded) if moment.bare else label
            found.append(When(moment.start, moment.end, label, moment.kind in _BY))
    found += [When(moment.start, moment.end, _shifted(moment, found)) for moment in shifted]
    for name, back in (("last_year", 1), ("this_year", 0), ("two_years_ago", 2)):
        for match in words.patterns[name].finditer(folded):
            if _is_free(found, match):
                found.append(When(*match.span(), f"{as_of.year - back:04}"))
    found = [_narrowed(when, folded, words) for when in found]
    bare = words.patterns.get("bare_part")
    for match in bare.finditer(folded) if bare is not None else ():
        if _is_free(found, match):
            label = _of_year_before(f"{as_of.year:04}-{_part(match, words)}", match.start(), found, folded)
            found.append(When(*match.span(), label))
    named = sorted((when.start, when.end, when.label) for when in found)
    for start, end, label in pointed_back(folded, named, words):
        found = _with(found, When(start, end, label, back=True))
    for start, end, label in same_part(folded, named, words):
        found = _with(found, When(start, end, label))
    wide = [when for when in found if when.label[:4].isdigit()]
    found = [when for when in found if not any(w is not when and w.start <= when.start and when.end <= w.end for w in wide)]
    for match in words.patterns["fiscal_quarter"].finditer(folded):
        told = match.groupdict()
        part = told["part"] or told.get("part_of")
        label = f"FY{told['year'] or told.get('its')}-Q{words.ordinals[part] if part else told['short']}"
        # When a quarter ended tells no other time.
        found = [when for when in found if not _ENDED.fullmatch(folded, match.end(), max(match.end(), when.start))]
        found = _with(found, When(*match.span(), label))
    for match in _FISCAL.finditer(folded):
        year, quarter = match["year"] or match["first"], match["quarter"] or match["then"]
        found = _with(found, When(*match.span(), f"FY{'20' + year if len(year) == 2 else year}-Q{quarter}"))
    return sorted(found, key=lambda when: when.start), present


def _is_free(found: Sequence[When], match: re.Match[str]) -> bool:
    """Whether no time stands where a pattern was found."""
    return not any(when.start < match.end() and match.start() < when.end for when in found)


def _with(found: Sequence[When], told: When) -> list[When]:
    """Times with one more, in place of those that stand there."""
    return [*(when for when in found if not (when.start < told.end and told.start < when.end)), told]


def _shifted(moment: Moment, found: Sequence[When]) -> str:
    """The label of a time told by its distance from another (a year earlier): that of the sentence, else none that is known."""
    unit, by = moment.shift or ("", 0)
    years = [when for when in found if _YEAR.match(when.label)]
    if unit == "month" and by % _MONTHS_A_YEAR == 0:
        unit, by = "year", by // _MONTHS_A_YEAR  # twelve months earlier
    if unit != "year" or not years:
        return UNKNOWN
    base = min(years, key=lambda when: abs(when.start - moment.start)).label
    return f"{int(base[:4]) + by:04}{base[4:]}"


def _of_year_before(label: str, start: int, found: Sequence[When], folded: str) -> str:
    """The label of a month, quarter or half named without its year: of the year named before it, else as it is read alone."""
    years = [when for when in found if when.end <= start and _YEAR.match(when.label)]
    if not years or not _YEAR.match(label) or _OF_NOW.search(folded[:start]):
        return label
    return years[-1].label[:4] + label[4:]


def _narrowed(when: When, folded: str, words: Words) -> When:
    """The part of a year that stands before a year told by its distance: the first half of last year."""
    match = words.patterns["part_of_year"].search(folded[: when.start])
    if match is None or not (when.label.isdigit() and len(when.label) == len("2025")):
        return when
    return When(match.start(), when.end, f"{when.label}-{_part(match, words)}", when.by)


def _part(match: re.Match[str], words: Words) -> str:
    told = match.groupdict()
    if told.get("quarter"):
        return f"Q{words.ordinals[told['quarter']]}"
    return f"H{words.ordinals[told['half']]}" if told.get("half") else "H1"


def _label(moment: Moment) -> str:
    return moment.label or ""


def _of_other(when: When, span: tuple[int, int], others: Sequence[tuple[int, int]], folded: str, words: Words) -> bool:
    """Whether a time is that of the value before a change: from 25 % in 2021 to 86 %."""
    if when.start >= span[1]:
        # Up to 86 %, from 25 % in 2021.
        nearest = max((other for other in others if span[1] <= other[0] and other[1] <= when.start), default=None)
        return (
            nearest is not None
            and words.has("came_from", folded[: nearest[0]])
            and len(folded[nearest[1] : when.start].split()) <= 2
        )
    if when.end > span[0]:
        return False
    between = folded[when.end : span[0]]
    if not words.has("to", between) and not (words.has("risen_to", between) and words.has("from", folded[: when.start])):
        return False
    return any(end <= when.start and len(folded[end : when.start].split()) <= _REACH for _, end in others)


def time_of(
    folded: str,
    words: Words,
    span: tuple[int, int],
    times: Sequence[When],
    others: Sequence[tuple[int, int]],
    fiscal_year_end: str,
    around: tuple[int, int],
) -> tuple[Period | None, bool]:
    """The time of the figure at ``span`` among those of its sentence: the nearest that no other figure stands before.

    A time in a later part of the sentence than the figure's own (``around``) is not its own; one in an earlier part may be.
    """
    best: tuple[float, When] | None = None
    for when in times:
        if _of_other(when, span, others, folded, words):
            continue
        if when.start < span[1] and span[0] < when.end:
            continue
        if when.start >= around[1]:
            continue
        low, high = (when.end, span[0]) if when.end <= span[0] else (span[1], when.start)
        between = sum(low <= start < high for start, _ in others)
        distance = (high - low) + 60 * between + (100 if when.end <= around[0] else 0) + (0 if when.start >= span[1] else 5)
        if ", " in folded[low:high] and when.end <= span[0] and _told_behind(times, span, others, folded):
            distance += _APART  # what is set apart before a figure is less its time than what stands right behind it
        if when.back and not between and "," not in folded[low:high]:
            distance -= _POINTED  # what points back in the figure's own clause is its time, however near that is told
        if best is None or distance < best[0]:
            best = (distance, when)
    if best is None:
        return None, False
    period = parsed(best[1], fiscal_year_end)
    return period, best[1].by and period is not None


def _told_behind(times: Sequence[When], span: tuple[int, int], others: Sequence[tuple[int, int]], folded: str) -> bool:
    """Whether a time stands right behind a figure: 2.6 million travelled in the second quarter."""
    behind = [when.start for when in times if when.start >= span[1]]
    if not behind or any(span[1] <= start < min(behind) for start, _ in others):
        return False
    between = folded[span[1] : min(behind)]
    return "," not in between and len(between.split()) <= _RIGHT


def told_before(
    times: Sequence[When], place: tuple[int, int], others: Sequence[tuple[int, int]], folded: str, words: Words
) -> list[When]:
    """The times of a sentence that are those of a figure before one that is told of now: 25 % in 2021, it now stands at 86 %."""
    nows = [match for match in words.patterns["now"].finditer(folded) if match.end() <= place[0]]
    if not nows or any(nows[-1].end() <= start < place[0] for start, _ in others):
        return []
    if not any(end <= nows[-1].start() for _, end in others):
        return []
    return [when for when in times if when.end <= nows[-1].start()]


def from_one_to_other(folded: str, words: Words, times: Sequence[When]) -> tuple[When, When] | None:
    """The two times between which something moved: between 2024 and 2025."""
    for one, other in pairwise(times):
        between = words.patterns["and_then"].fullmatch(folded, one.end, other.start)
        if between is not None and words.has("between_times", folded[: one.start]):
            return one, other
    return None


def in_turn(
    folded: str, words: Words, times: Sequence[When], values: Sequence[tuple[int, Decimal | None]]
) -> tuple[When, ...]:
    """The times of two figures told in the order of theirs: fewer in 2025 than in 2024, 13,100 against 18,500.

    ``values`` are where the figures stand and what they are. None where one does not stand behind both times, or the order is another.
    """
    difference = len(values) == 3 and len(times) == 2 and values[0][0] < times[0].start
    values = values[1:] if difference else values
    if len(times) != len(values) or len(times) != 2 or values[0][0] < times[1].end:
        return ()
    if not words.patterns["than_at"].fullmatch(folded, times[0].end, times[1].start):
        return ()
    if not _RIGHT_BEHIND.fullmatch(folded, times[1].end, values[0][0]):
        return ()
    told = words.patterns["in_turn"].search(folded[: times[1].start])
    (_, one), (_, other) = values
    if told is None or one is None or other is None:
        return ()
    more = told["way"] not in _FEWER
    return tuple(times) if difference or ((one > other) is more and one != other) else ()


def is_before(
    folded: str, words: Words, span: tuple[int, int], others: Sequence[tuple[int, int]], times: Sequence[When]
) -> bool:
    """Whether a figure is what something moved from, at a time that the sentence does not name: going from 25 to 86."""
    after = min((start for start, _ in others if start >= span[1]), default=span[1])
    if not words.has("going_from", folded[: span[0]]) or not _TO_THE_NEXT.fullmatch(folded, span[1], after):
        return False
    return not any(span[1] <= when.start < after for when in times)


def year_before(period: Period, fiscal_year_end: str) -> Period | None:
    """The same part of the year before."""
    year = _YEAR.search(period.label)
    if year is None:
        return None
    label = f"{period.label[: year.start()]}{int(year.group()[:4]) - 1:04}{period.label[year.start() + 4 :]}"
    return parsed(When(0, 0, label), fiscal_year_end)


def parsed(when: When, fiscal_year_end: str = "12-31") -> Period | None:
    """The period of a time, by a fiscal year where it is a fiscal one; None where it has none."""
    try:
        return Period.parse(when.label, fiscal_year_end)
    except PeriodError:
        return None

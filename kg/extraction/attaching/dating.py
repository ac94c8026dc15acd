"""What a dated text tells: the day of its event, the time that it reports on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from kg.extraction.attaching.anchoring import OPENING, dates_text
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.moments import is_base, set_against
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.periods import Anchor, Moment, grain_of, shifted, year_of
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

_TOLD: Final = 40  # letters before a day in which a verb of saying governs it
_LEAD: Final = 4  # passages of running text in which a text says what time it speaks of
_LONG: Final = 40  # passages of running text up to which one tells one piece of news
_TOPIC_WEIGHT: Final = 1.4
_EDGES: Final = ("early", "middle", "late")
_RECENT: Final = 10  # days between an event and the text that tells it as news
_DAY_KINDS: Final = ("day", "weekday", "yesterday", "today", "days_between")
_DAYS: Final = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


def event_of(
    passages: Sequence[Passage], moments: Mapping[int, Sequence[Moment]], language: str, anchor: Anchor | None
) -> str | None:
    """The day of what a dated news text tells: the first day its opening names, the dateline apart.

    A day that an event is named by goes before: "the vote of 20 March".
    """
    if anchor is None or anchor.day is None:
        return None
    said: str | None = None
    for passage in passages[:OPENING]:
        for moment in moments.get(passage.index, ()):
            if moment.kind not in _DAY_KINDS or not moment.label or not _DAYS.fullmatch(moment.label):
                continue
            if moment.label == anchor.label and moment.kind == "day" and _dates_text(passage, moment, language):
                continue
            recent = _days_before(moment.label.rpartition("/")[2], anchor.label) in range(_RECENT + 1)
            if recent and words_of(language).event_days.search(passage.folded[: moment.start]):
                return moment.label
            if said is None:
                said = moment.label if recent else ""
    return said or None


def tells(text: str, moment: Moment, language: str) -> bool:
    """Whether a day is that on which something was said or published: "the group said on Monday"."""
    return moment.kind in _DAY_KINDS and bool(
        words_of(language).telling.search(fold(text[max(0, moment.start - _TOLD) : moment.start]))
    )


def _dates_text(passage: Passage, moment: Moment, language: str) -> bool:
    lead, rest = passage.text[: moment.start], passage.text[moment.end :]
    return not lead or dates_text(lead, rest, language, alone=passage.kind is BlockKind.DATELINE)


def _days_before(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def topic_time_of(
    passages: Sequence[Passage],
    moments: Mapping[int, Sequence[Moment]],
    title: int | None,
    anchor: Anchor | None,
    language: str,
) -> str | None:
    """The month, quarter, half or year that a text reports on: named in its title, its first sentence or again and again, lately past.

    A text that tells last month's figures names that month first and often; a month that it names once, or one long past
    or to come, only dates something in it.
    """
    running = [passage.index for passage in passages if passage.kind.is_running_text]
    opening, long = running[:_LEAD], len(running) > _LONG
    weights: dict[str, float] = {}
    for index in sorted(moments):
        for moment in moments[index]:
            label = moment.label
            if label is None or moment.shift is not None or moment.grain not in ("month", "quarter", "half", "year"):
                continue
            if moment.kind in ("this_month", "this_year", "now", "since_start", "by", "next_year") or not _lately(
                label, anchor
            ):
                continue
            if anchor is None and moment.kind in _EDGES:
                continue  # "launched at the end of 2022" dates what is told, not the telling
            folded = passages[index].folded
            if is_base(folded, moment, language) or set_against(folded, moment, language):
                continue
            own = anchor is not None and label == anchor.label and not long
            if index != title and (anchor is None or anchor.day is None) and (long or moment.grain == "year") and not own:
                continue  # a text without a day names years for much else, and a long one months too
            weight = _weight_of(index, moment.grain, title, opening)
            recent = anchor is not None and label in (shifted(anchor.month_label, "month", -1), _last_quarter(anchor))
            if moment.kind.startswith("fiscal_"):
                weight += 0.5 if anchor is not None else 1.0
            elif recent:
                weight += 0.5
            weights[label] = weights.get(label, 0.0) + weight * (0.7 if moment.grain == "year" else 1.0)
    best = max(weights, key=lambda label: (weights[label], label), default=None)
    return best if best is not None and weights[best] >= _TOPIC_WEIGHT else None


def _weight_of(index: int, grain: str, title: int | None, opening: Sequence[int]) -> float:
    """How much naming a time in a passage says for it: most in the title, then in the first sentence, where a year is one of several."""
    if index == title:
        return 2.0
    if index in opening[:1] and grain != "year":
        return 1.5
    return 1.0 if index in opening else 0.5


def _last_quarter(anchor: Anchor) -> str:
    """The last quarter that was over when the text was written."""
    years, index = divmod(((anchor.month or 12) - 1) // 3 - 1, 4)
    return f"{anchor.year + years:04}-Q{index + 1}"


def _lately(label: str, anchor: Anchor | None) -> bool:
    """Whether a time ended at most about a year before the text, or is its own year."""
    if anchor is None:
        return True
    year, own = year_of(label), anchor.year
    if grain_of(label) == "year":
        return year == own - 1 or label == anchor.label
    if grain_of(label) == "month":
        month, now = year * 12 + int(label[5:7]), own * 12 + (anchor.month or 12)
        return now - 12 <= month < now or (month == now and anchor.day is None)
    return own - 1 <= year <= own + label.startswith("FY")

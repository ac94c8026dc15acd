"""The day a text is dated by: printed in a dateline, in a line of its own or under the text; else given; else inferred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.moments import is_base, moments_of, set_against
from kg.extraction.attaching.packs import common_pack, context_pack, pattern_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.periods import Anchor, Moment, year_of
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

OPENING: Final = 8
"""Passages among which a text prints its date."""
_CLOSING: Final = 2  # passages at the end among which a letter or a column is signed and dated
_FIRST: Final = 2  # sentences of running text that say what year the text speaks of
_LINE: Final = 75  # letters before the date in a line that dates the text
_SIGNATURE: Final = 60
_MONTH: Final = 20  # letters of a line that is a month
_OWN_TERMS: Final = ("quarter", "half", "month", "year_before", "first_months", "first_quarters")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TEXT_FOLLOWS: Final = re.compile(r"\A(?:\)? ?(?:\([^()]{1,50}\)|/[^/]{1,40}/)?,?\s*[–—.:|-]+(?=\s|\Z)|\))")


@dataclass(frozen=True)
class _Lines:
    """What stands before a day and behind it in a line that dates the text."""

    behind_place: re.Pattern[str]
    place_only: re.Pattern[str]
    behind_bar: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def _lines(language: str) -> _Lines:
    words = context_pack(language)["dating"]
    links = "|".join(common_pack()["place_links"])
    place = (
        rf"\A\W*(?:\([^()]{{1,40}}\)\W*)?(?:(?:[A-ZÀ-Ý0-9][\w.'’-]*|{links})[ ,]+){{0,8}}"
        r"(?:\([^()]{1,40}\),? )?"
    )
    at, renewed = "|".join(words["at"]), "|".join(words["renewed"])
    time = rf"(?:(?:(?:{at}|{renewed}) )*(?:(?:{at}) )?\d{{1,2}} ?[h:.] ?\d{{0,2}}[^.;]{{0,16}})?"
    day = words["before_day"]
    return _Lines(
        re.compile(rf"(?:{place}(?:(?<=[,)] )|(?<=[–—|-])|(?<=[–—|-] )|\()|\A\W*)(?:{words['behind_place']})?\(?\Z"),
        re.compile(rf"{place}\W*(?:{day})?\(?\Z"),
        re.compile(rf"[|–—:·•/,.(-]\s*(?:{day})?\Z", re.IGNORECASE),
        re.compile(rf"\A[\s,)–—-]*{time}\W*\Z", re.IGNORECASE),
    )


def anchor_of(passages: Sequence[Passage], language: str, published: str | None) -> Anchor | None:
    """The day a text is dated by: the date it prints, else the date given, else the latest it names to the month."""
    printed = _printed(passages, language)
    if printed is not None:
        return Anchor(printed, "printed")
    if published:
        return Anchor(published, "given")
    inferred = _inferred(passages, language)
    return Anchor(inferred, "inferred") if inferred else None


def _printed(passages: Sequence[Passage], language: str) -> str | None:
    """The date of a dateline, of a line that says when the text was published, or of a signature."""
    for passage, moment in _days(passages[:OPENING], language):
        lead, rest = passage.text[: moment.start], passage.text[moment.end :]
        if dates_text(lead, rest, language, alone=passage.kind is BlockKind.DATELINE):
            return moment.label
    for passage in passages[:OPENING]:
        for moment in moments_of(passage.text, language) if len(passage.text) <= _MONTH else ():
            if moment.kind == "month" and moment.label is not None and not _beside(passage, moment):
                return moment.label
    lines = _lines(language)
    for passage, moment in _days(passages[OPENING:][-_CLOSING:], language):
        lead, rest = passage.text[: moment.start], passage.text[moment.end :]
        if len(passage.text) <= _SIGNATURE and lines.place_only.match(lead) and lines.ends.match(rest):
            return moment.label
    return None


def _beside(passage: Passage, moment: Moment) -> str:
    """What a passage says beside a time."""
    return (passage.text[: moment.start] + passage.text[moment.end :]).strip(" .,()–—-|*_")


def dates_text(lead: str, rest: str, language: str, *, alone: bool = False) -> bool:
    """Whether a day between ``lead`` and ``rest`` dates the text, and not something that the text tells."""
    if len(lead) > _LINE:
        return False
    if words_of(language).publishing.search(fold(lead)):
        return True
    lines = _lines(language)
    ends = bool(lines.ends.match(rest))
    if alone or (ends and (not lead or lines.behind_bar.search(lead) or lines.place_only.match(lead))):
        return True
    return bool(lines.behind_place.match(lead)) and bool(_TEXT_FOLLOWS.match(rest))


def _days(passages: Sequence[Passage], language: str) -> Iterator[tuple[Passage, Moment]]:
    for passage in passages:
        if _YEAR.search(passage.text) is None:
            continue
        for moment in moments_of(passage.text, language):
            if moment.kind == "day" and moment.label is not None:
                yield passage, moment


def _inferred(passages: Sequence[Passage], language: str) -> str | None:
    """The latest day or month that a text names and that does not lie ahead, else a weekday's date in the year it speaks of.

    The day itself counts where it is named as in the news of that day: with its weekday, near the beginning.
    """
    weekdays = words_of(language).weekdays
    latest, years = "", set()
    bases: list[tuple[Passage, str]] = []
    for passage in passages:
        if _YEAR.search(passage.text) is None:
            continue
        for moment in moments_of(passage.text, language):
            if moment.label is None or pattern_in(language, "dating", "later").search(passage.folded[: moment.start]):
                continue
            if moment.kind in ("year", "month", "quarter", "half") and is_base(passage.folded, moment, language):
                bases.append((passage, moment.label))
            elif moment.kind == "day" and weekdays.match(passage.folded[moment.start :]) and passage.index < OPENING:
                latest = max(latest, moment.label, key=lambda label: (label[:7], len(label)))
            elif pattern_in(language, "dating", "since").search(passage.folded[: moment.start]):
                continue  # "the strongest since June 2009": the text is later by years, for all one knows
            elif moment.grain in ("day", "month") and moment.kind in ("day", "month"):
                latest = max(latest, moment.label[:7], key=lambda label: label[:7])
            elif passage.index < OPENING and moment.grain in ("year", "half", "quarter"):
                years.add(year_of(moment.label))
    found = latest or _weekday_date(passages, language, years) or _year_spoken_of(passages, language)
    return max(found or "", _behind_base(passages, bases, language), key=lambda label: label[:4]) or None


def _behind_base(passages: Sequence[Passage], bases: Sequence[tuple[Passage, str]], language: str) -> str:
    """The year or month that follows the latest one compared with, where its sentence tells of a quarter, a year or a month without theirs.

    Beside "last year", it is last year that follows. A month is the text's own where the text names it without a year too.
    """
    if not bases:
        return ""
    passage, base = max(bases, key=lambda found: found[1])
    if base[5:6] in ("Q", "H"):
        return _behind_part(passages, base, language)
    year = int(base[:4]) + 1
    told = list(moments_of(passage.text, language, Anchor(f"{year:04}-12-31")))
    last = [moment for moment in told if moment.kind == "last_year"]
    if last:  # "more than in 2018" is told of last year; "than last year and in 2018" tells nothing
        return "" if any(is_base(passage.folded, moment, language) for moment in last) else f"{year + 1:04}"
    month = f"{year:04}{base[4:]}"
    if base[4:] and any(
        moment.label == month
        for other in passages
        for moment in moments_of(other.text, language, Anchor(f"{year:04}-12-31"))
    ):
        return month
    for other in _first_sentences(passages):
        told += moments_of(other.text, language, Anchor(f"{year:04}-12-31")) if other.index != passage.index else ()
    own = any(moment.kind in _OWN_TERMS and (moment.label or month).startswith(f"{year:04}") for moment in told)
    return f"{year:04}" if own or pattern_in(language, "dating", "own_term").search(passage.folded) else ""


def _behind_part(passages: Sequence[Passage], base: str, language: str) -> str:
    """The year of the first quarter or half after one compared with that the text names without its year."""
    year = int(base[:4])
    for passage in passages:
        for moment in moments_of(passage.text, language, Anchor(f"{year:04}-12-31")):
            if moment.bare and moment.label is not None and moment.label[5:6] == base[5]:
                return f"{year + (moment.label[4:] <= base[4:]):04}"
    return ""


def _first_sentences(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The sentences that say what year a text speaks of."""
    return [passage for passage in passages[:OPENING] if passage.kind.is_running_text][:_FIRST]


def _year_spoken_of(passages: Sequence[Passage], language: str) -> str | None:
    """The latest year of a text, times ahead apart, if its title or its first sentences name it."""
    running = [passage.index for passage in _first_sentences(passages)]
    named: dict[str, int] = {}
    since: set[str] = set()
    for passage in passages:
        if _YEAR.search(passage.text) is None:
            continue
        for moment in moments_of(passage.text, language):
            before = passage.folded[: moment.start]
            ahead = pattern_in(language, "dating", "later").search(before)
            compared = is_base(passage.folded, moment, language) or set_against(passage.folded, moment, language)
            if moment.label is not None and moment.kind in ("year", "quarter", "half") and not ahead and not compared:
                year = moment.label.removeprefix("FY")[:4]
                named.setdefault(year, passage.index)
                if pattern_in(language, "dating", "since").search(before):
                    since.add(year)
    latest = max(named, default=None)
    if latest is None or named[latest] in (0, *running):
        return latest
    alone = not set(named) - since - {latest}
    return latest if alone and _tells_own_terms(passages, latest, language) else None


def _tells_own_terms(passages: Sequence[Passage], year: str, language: str) -> bool:
    """Whether the first sentences of a text tell of a part of a year that they do not name."""
    return any(
        moment.bare
        and moment.kind in ("quarter", "half")
        and pattern_in(language, "dating", "since").search(passage.folded[: moment.start]) is None
        for passage in _first_sentences(passages)
        for moment in moments_of(passage.text, language, Anchor(f"{year}-12-31"))
    )


def _weekday_date(passages: Sequence[Passage], language: str, years: set[int]) -> str | None:
    """A date told with its weekday and without its year, where just one year that the text speaks of, or the next, fits."""
    if not years:
        return None
    for passage in passages[:OPENING]:
        for year in (max(years), max(years) + 1):
            for moment in moments_of(passage.text, language, Anchor(f"{year}-12-31")):
                if moment.kind != "day" or moment.label is None or moment.grain != "day":
                    continue
                said = words_of(language).weekdays.match(passage.folded[moment.start :])
                if said and context_pack(language)["weekdays"][said[0]] == date.fromisoformat(moment.label).weekday():
                    return moment.label
    return None

"""The day a text is dated by: printed in a dateline, in a line of its own or under the text; else given; else inferred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kg.extraction.attaching.context import context_pack, words_of
from kg.extraction.attaching.moments import moments_of
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.periods import Anchor, Moment
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

OPENING: Final = 8
"""Passages among which a text prints its date."""
_CLOSING: Final = 2  # passages at the end among which a letter or a column is signed and dated
_FIRST: Final = 2  # sentences of running text that say what year the text speaks of
_LINE: Final = 75  # letters before the date in a line that dates the text
_SIGNATURE: Final = 60
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PLACE: Final = (
    r"\A\W*(?:\([^()]{1,40}\)\W*)?(?:(?:[A-ZÀ-Ý0-9][\w.'’-]*|de|du|des|la|le|les|sur|en|of|the|upon)[ ,]+){0,8}"
    r"(?:\([^()]{1,40}\),? )?"
)
_AFTER_PLACE: Final = re.compile(rf"(?:{_PLACE}(?:(?<=[,)] )|(?<=[–—|-])|(?<=[–—|-] )|\()|\A\W*)(?:[Ll]e |[Oo]n )?\(?\Z")
_PLACE_ONLY: Final = re.compile(rf"{_PLACE}\W*(?:le |on |the )?\(?\Z")
_AFTER_BAR: Final = re.compile(r"[|–—:·•/,.(-]\s*(?:le |on |the )?\Z", re.IGNORECASE)
_TIME: Final = r"(?:(?:at |à |updated |last updated |mis à jour |modifié )*(?:à |at )?\d{1,2} ?[h:.] ?\d{0,2}[^.;]{0,16})?"
_ENDS: Final = re.compile(rf"\A[\s,)–—-]*{_TIME}\W*\Z", re.IGNORECASE)
_TEXT_FOLLOWS: Final = re.compile(r"\A(?:\)? ?(?:\([^()]{1,50}\)|/[^/]{1,40}/)?,?\s*[–—.:|-]+(?=\s|\Z)|\))")
_LATER: Final = re.compile(r"(?:\bby|\buntil|\bbefore|\bd'ici(?: à)?|\bavant|\bjusqu'(?:à|en|au)|\bpour)(?: \w+){0,3} $")


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
    for passage, moment in _days(passages[OPENING:][-_CLOSING:], language):
        lead, rest = passage.text[: moment.start], passage.text[moment.end :]
        if len(passage.text) <= _SIGNATURE and _PLACE_ONLY.match(lead) and _ENDS.match(rest):
            return moment.label
    return None


def dates_text(lead: str, rest: str, language: str, *, alone: bool = False) -> bool:
    """Whether a day between ``lead`` and ``rest`` dates the text, and not something that the text tells."""
    if len(lead) > _LINE:
        return False
    if words_of(language).publishing.search(fold(lead)):
        return True
    ends = bool(_ENDS.match(rest))
    if alone or (ends and (not lead or _AFTER_BAR.search(lead) or _PLACE_ONLY.match(lead))):
        return True
    return bool(_AFTER_PLACE.match(lead)) and bool(_TEXT_FOLLOWS.match(rest))


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
    for passage in passages:
        if _YEAR.search(passage.text) is None:
            continue
        for moment in moments_of(passage.text, language):
            if moment.label is None or _LATER.search(passage.folded[: moment.start]):
                continue
            if moment.kind == "day" and weekdays.match(passage.folded[moment.start :]) and passage.index < OPENING:
                latest = max(latest, moment.label, key=lambda label: (label[:7], len(label)))
            elif moment.grain in ("day", "month") and moment.kind in ("day", "month"):
                latest = max(latest, moment.label[:7], key=lambda label: label[:7])
            elif passage.index < OPENING and moment.grain in ("year", "half", "quarter"):
                years.add(int(moment.label.removeprefix("FY")[:4]))
    return latest or _weekday_date(passages, language, years) or _year_spoken_of(passages, language)


def _year_spoken_of(passages: Sequence[Passage], language: str) -> str | None:
    """The latest year of a text, times ahead apart, if its title or its first sentences name it."""
    running = [passage.index for passage in passages[:OPENING] if passage.kind.is_running_text][:_FIRST]
    named: dict[str, int] = {}
    for passage in passages:
        if _YEAR.search(passage.text) is None:
            continue
        for moment in moments_of(passage.text, language):
            ahead = _LATER.search(passage.folded[: moment.start])
            if moment.label is not None and moment.kind in ("year", "quarter", "half") and not ahead:
                named.setdefault(moment.label.removeprefix("FY")[:4], passage.index)
    latest = max(named, default=None)
    return latest if latest is not None and named[latest] in (0, *running) else None


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

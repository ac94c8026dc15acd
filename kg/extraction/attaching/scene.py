"""Figures in their surroundings: the passage, the parse, the clause, the names and times of the document around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.events import Events
from kg.extraction.attaching.names import Names
from kg.extraction.attaching.packs import common_pack
from kg.extraction.attaching.parsing import ancestors, antecedent_of, subject_of, tense_of, token_at, verb_of
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.periods import Anchor, Moment, grain_of
from kg.extraction.attaching.topics import Topic
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.model.base import Vocabulary
from kg.reading.document import BlockKind, Document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEAR: Final = 8  # mentions of bodies looked back over
_DURATIONS: Final = ("year", "month", "week", "day", "hour", "minute", "second", "quarter", "decade", "century")
_CLAUSE: Final = re.compile(r"[;:—–]|(?<!\d),(?!\d)|,(?= )")
_PARENTHESES: Final = re.compile(r"\([^()]*\)")
_WORD: Final = re.compile(r"\w+")
_UNTOLD: Final = Events()
_COUNTED: Final = re.compile(rf"\A\s(?:(?:{'|'.join(common_pack()['before_counted'])})\s?)*([^\W\d]{{3,}})")

PARTS: Final = ("percent", "points", "fraction")
"""The unit classes of what is said of a whole."""
RATIOS: Final = ("percent", "multiple", "fraction")
"""Those of one amount over another."""


@dataclass(frozen=True)
class Scene:
    """What all figures of a document share. ``moments``, ``parses`` and ``figures`` go by passage index.

    ``figures`` are places in the passage's text, each with the number of its figure.

    ``topic_time`` is the month, quarter or year that the text opens with. ``topics`` are phrases that may name what it is about; ``events`` names the event that it tells.
    """

    document: Document
    language: str
    vocabulary: Vocabulary
    passages: tuple[Passage, ...]
    parses: Mapping[int, Doc]
    names: Names
    moments: Mapping[int, Sequence[Moment]]
    figures: Mapping[int, Sequence[tuple[int, int, int]]]
    anchor: Anchor | None
    event: str | None = None
    title: int | None = None
    topic_time: str | None = None
    topics: tuple[Topic, ...] = ()
    events: Events = _UNTOLD

    @cached_property
    def memory(self) -> dict[tuple[str, int], Any]:
        """What was worked out for a passage and is asked for again by the figures near it: (what, passage) -> result."""
        return {}

    @cached_property
    def institutes(self) -> tuple[tuple[int, str], ...]:
        """Where the text names bodies whose figures the press quotes, alone or as part of a longer name: passage and name."""
        known = words_of(self.language).institutes
        quoted = {
            name
            for name in self.names.first
            if name in known or any(name.startswith(f"{other}-") or name.endswith(f"-{other}") for other in known)
        }
        found = {(passage, mention.entity) for passage, listed in self.names.mentions.items() for mention in listed}
        return tuple(sorted((passage, name) for passage, name in found if name in quoted))

    def institutes_near(self, passage: int) -> Sequence[str]:
        """The last few of those named up to a passage, and the first after it."""
        place = bisect_right(self.institutes, (passage, "\U0010ffff"))
        return list(dict.fromkeys(name for _, name in reversed(self.institutes[max(0, place - _NEAR) : place + 1])))

    @cached_property
    def frequent_times(self) -> Mapping[str, int]:
        """Each time's place by how often the passages around figures name it, 0 the most."""
        counts: Counter[str] = Counter()
        for listed in self.moments.values():
            counts.update(
                moment.label for moment in listed if moment.label is not None and moment.kind not in ("now", "today")
            )
        return {label: rank for rank, (label, _) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0])))}

    @property
    def reports_on_year(self) -> bool:
        """Whether all that dates the text is the year that it reports on."""
        return self.anchor is not None and self.anchor.label == self.topic_time and grain_of(self.anchor.label) == "year"

    @property
    def dating(self) -> str:
        """How the text is dated: its date is printed, given or inferred; by no more than a year and what it reports on ("topic"); or "none"."""
        if self.topic_time is not None and (self.anchor is None or grain_of(self.anchor.label) == "year"):
            return "topic"
        return self.anchor.basis if self.anchor is not None else "none"


@dataclass(frozen=True)
class Site:
    """A figure where it stands: ``start`` and ``end`` are places of its passage's text."""

    index: int
    figure: Figure
    passage: Passage
    start: int
    end: int
    doc: Doc | None

    @cached_property
    def token(self) -> Token | None:
        """The token that stands for the figure: the one of its span that hangs on what is outside."""
        if self.doc is None or not len(self.doc):
            return None
        first, last = token_at(self.doc, self.start), token_at(self.doc, max(self.start, self.end - 1))
        for token in self.doc[first : last + 1]:
            if not first <= token.head.i <= last or token.head.i == token.i:
                return token
        return self.doc[first]

    @cached_property
    def above(self) -> Sequence[Token]:
        """What governs the figure, nearest first, itself the first."""
        return ancestors(self.token) if self.token is not None else ()

    @cached_property
    def verb(self) -> Token | None:
        """The verb of its clause."""
        return verb_of(self.token) if self.token is not None else None

    @cached_property
    def tense(self) -> str:
        """The tense of that verb, as far as it tells: past, pres, fut, cond, inf, part or none."""
        return tense_of(self.verb) if self.verb is not None else "none"

    @cached_property
    def subject(self) -> Token | None:
        """The subject of that verb; where it is a relative pronoun, what that stands for."""
        found = subject_of(self.verb) if self.verb is not None else None
        return antecedent_of(found) if found is not None else None

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """The nouns that say what the figure counts or measures: the one it hangs on and the one counted, folded."""
        found: list[str] = []
        if self.token is not None:
            if self.token.pos_ == "NOUN" and self.token.idx >= self.start:
                found.append(fold(self.token.text))
            for above in self.above[1:3]:
                if above.pos_ in ("NOUN", "PROPN"):
                    found.append(fold(above.text))
                    break
        counted = _COUNTED.match(self.after)
        if counted is not None:
            found.append(fold(counted[1]))
        return tuple(dict.fromkeys(found))

    @cached_property
    def clause(self) -> tuple[int, int]:
        """The stretch between commas, colons and brackets that holds it."""
        text = self.passage.text
        start, end = 0, len(text)
        for match in _CLAUSE.finditer(text):
            if match.end() <= self.start:
                start = match.end()
            elif match.start() >= self.end:
                end = match.start()
                break
        brackets = self.brackets
        if brackets is not None:
            return max(start, brackets[0]), min(end, brackets[1])
        return start, end

    @cached_property
    def brackets(self) -> tuple[int, int] | None:
        """The brackets that hold it, if any."""
        for match in _PARENTHESES.finditer(self.passage.text):
            if match.start() <= self.start and self.end <= match.end():
                return match.span()
        return None

    @cached_property
    def unit_class(self) -> str:
        """What sort of quantity it is: money, percent, points, multiple, date, duration, count or measure."""
        unit = self.figure.unit
        if self.figure.kind == "money" or (len(unit) == 3 and unit.isupper()):
            return "money"
        named = {"%": "percent", "pp": "points", "x": "multiple", "date": "date", "count": "count"}
        if unit == "x" and self.figure.high is not None and abs(self.figure.high) < 1:
            return "fraction"
        if unit in named:
            return named[unit]
        if unit in _DURATIONS:
            return "duration"
        return "measure"

    @cached_property
    def before(self) -> str:
        """The passage up to the figure."""
        return self.passage.text[: self.start]

    @cached_property
    def folded_before(self) -> str:
        """The same, folded."""
        return self.passage.folded[: self.start]

    @cached_property
    def after(self) -> str:
        """The passage after the figure."""
        return self.passage.text[self.end :]

    def gap(self, start: int, end: int) -> int:
        """Words between the figure and a place of its passage."""
        between = self.passage.text[self.end : start] if start >= self.end else self.passage.text[end : self.start]
        return len(_WORD.findall(between))

    def within(self, span: tuple[int, int], start: int, end: int) -> bool:
        """Whether a place lies in a span."""
        return span[0] <= start and end <= span[1]

    @property
    def in_title_or_heading(self) -> bool:
        """Whether it stands in a heading."""
        return self.passage.kind is BlockKind.HEADING


def sites_of(figures: Sequence[Figure], passages: Sequence[Passage], parses: Mapping[int, Doc]) -> list[Site]:
    """The figures in their passages; those that no passage holds are left out."""
    sites: list[Site] = []
    at = 0
    for index, figure in enumerate(figures):
        while at + 1 < len(passages) and passages[at + 1].start <= figure.start:
            at += 1
        if not passages:
            break
        passage = passages[at]
        start, end = passage.local(figure.start, figure.end)
        sites.append(Site(index, figure, passage, start, max(end, start + 1), parses.get(passage.index)))
    return sites

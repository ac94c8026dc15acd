"""The working state of the grammar: the text being read, and a figure while its parts are being put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.extraction.figures.following import PLAIN
from kg.extraction.figures.grammar import Grammar
from kg.extraction.folding import fold, tokens

CONTEXT = 72  # characters of context that words are taken from
POINTS = "points"  # the unit of points until it is settled what they are
_SAMPLE = 1024
_CLOSE = 60  # characters around a number word in which little words tell its language

_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞⁰¹²³⁴⁵⁶⁷⁸⁹]+'?")
_LETTER = re.compile(r"\w")
_LONGEST_LONE = 160
_READ = 100_000  # characters in which words are looked for that set the scene


class Page:
    """A text with its folded form and what is asked of it again and again.

    `lone` says that the text is nothing but figures: no word of it has another use, so none needs words around it.
    """

    __slots__ = (
        "_followed",
        "_language",
        "_left",
        "_mixed",
        "_places",
        "_settings",
        "_tallies",
        "asides",
        "grammar",
        "lone",
        "low",
        "text",
    )

    def __init__(self, text: str, grammar: Grammar, *, asides: bool = False) -> None:
        self.text = text
        self.asides = asides  # whether numbers that state nothing are wanted too
        self.low = fold(text)
        self.grammar = grammar
        self.lone = len(text) <= _LONGEST_LONE and all(
            word in grammar.figure_words or (word.endswith("s") and word[:-1] in grammar.figure_words)
            for word in _WORDS.findall(self.low)
        )
        self._tallies: dict[int, str] = {}
        self._left: tuple[int, list[str]] = (-1, [])
        self._followed: tuple[int, bool] = (-1, False)
        self._places: dict[tuple[str, ...], list[int]] = {}
        self._settings: dict[tuple[str, ...], dict[str, list[int]]] = {}
        self._language = (not self.lone and self._majority(0, 8 * _SAMPLE)) or grammar.languages[0]
        thirds = (len(text) // 3, 2 * len(text) // 3, len(text) - _SAMPLE)
        self._mixed = len(grammar.languages) > 1 and any(
            (self._majority(at, at + _SAMPLE) or self._language) != self._language for at in thirds
        )

    def _majority(self, start: int, end: int) -> str:
        words = _LETTERS.findall(self.low, max(0, start), max(0, end))
        counts = {code: sum(map(stopwords.__contains__, words)) for code, stopwords in self.grammar.stopwords.items()}
        best = max(counts, key=lambda code: counts[code])
        return best if counts[best] else ""

    def language(self, at: int) -> str:
        """The language of the passage around a place."""
        if not self._mixed:
            return self._language
        block = at // _SAMPLE
        if block not in self._tallies:
            self._tallies[block] = self._majority(block * _SAMPLE - 200, (block + 1) * _SAMPLE + 200) or self._language
        return self._tallies[block]

    def local_language(self, at: int) -> str:
        """The language of the words close by, where it matters what a comma is."""
        if len(self.grammar.languages) == 1 or self.lone:
            return self._language
        return self._majority(at - 160, at + 160) or self.language(at)

    def speaks(self, owners: frozenset[str], word: str, start: int, end: int) -> bool:
        """Whether a number word of another language than the passage's counts here: little words close by are of that language.

        A word that is one of the passage's own too, as "four" in French, needs more of them than there are of the passage's.
        """
        if self.lone or not owners:
            return True
        language = self.language(start)
        if language in owners:
            return True
        near = set(_LETTERS.findall(self.low, max(0, start - _CLOSE), min(len(self.low), end + _CLOSE)))
        own = len(near & self.grammar.own_words[language])
        other = max(len(near & self.grammar.own_words[code]) for code in owners)
        return other > own or other == own == 0 or (other == own and word not in self.grammar.homographs[language])

    def mentions(self, words: tuple[str, ...]) -> bool:
        """Whether the text (its first hundred thousand characters) holds one of these folded words."""
        return self.first_mention(words) >= 0

    def first_mention(self, words: tuple[str, ...]) -> int:
        """Where one of these folded words first stands; -1 when none does."""
        places = self.places(words)
        return places[0] if places else -1

    def written(self, mark: str) -> bool:
        """Whether the text (its first hundred thousand characters) holds a folded mark, whatever stands around it."""
        if (mark, "") not in self._places:
            self._places[mark, ""] = [place] if (place := self.low.find(mark, 0, _READ)) >= 0 else []
        return bool(self._places[mark, ""])

    def first_match(self, pattern: re.Pattern[str]) -> int:
        """Where a pattern first matches the folded text (its first hundred thousand characters); -1 where it does not."""
        if (pattern.pattern, "") not in self._places:
            match = pattern.search(self.low, 0, _READ)
            self._places[pattern.pattern, ""] = [match.start()] if match is not None else []
        return next(iter(self._places[pattern.pattern, ""]), -1)

    def places(self, words: tuple[str, ...]) -> list[int]:
        """Where these folded words stand in the first hundred thousand characters."""
        if words not in self._places:
            self._places[words] = sorted(place for word in set(words) for place in self.standing(word))
        return self._places[words]

    def named(self, cues: Mapping[str, Sequence[str]]) -> Mapping[str, list[int]]:
        """Where what these keys are told by stands, in order: "Guinée-Bissau" names no "Guinée" where both are told apart."""
        keys = tuple(cues)
        if keys not in self._settings:
            found = sorted(
                (at, -len(word), key) for key, words in cues.items() for word in set(words) for at in self.places((word,))
            )
            named: dict[str, list[int]] = {}
            end, longest = -1, (0, 0)
            for at, size, key in found:
                if at >= end or (at, size) == longest:
                    named.setdefault(key, []).append(at)
                    end, longest = at - size, (at, size)
            self._settings[keys] = named
        return self._settings[keys]

    def opens_with(self, words: Iterable[str], reach: int) -> bool:
        """Whether one of these folded words starts in the first characters of the text."""
        return any(place < reach for word in words for place in self.standing(word, reach + len(word)))

    def standing(self, word: str, until: int = _READ) -> Iterator[int]:
        """Where a folded word stands."""
        low, place = self.low, self.low.find(word, 0, until)
        while place >= 0:
            end = place + len(word)
            if not _LETTER.match(low, end) and not (place and _LETTER.match(low, place - 1)):
                yield place
            place = low.find(word, end, until)

    def distance(self, words: tuple[str, ...], at: int) -> int:
        """How far off the nearest of these folded words stands, before a place if one does; a great distance when none does."""
        places = self.places(words)
        index = bisect_left(places, at)
        if index:
            return at - places[index - 1]
        return places[0] - at if places else _READ

    def before(self, at: int, reach: int = CONTEXT) -> list[str]:
        """The folded words and marks before a place; those of the last place are kept."""
        if reach == CONTEXT and self._left[0] == at:
            return self._left[1]
        start = max(0, at - reach)
        while start > 0 and start > at - reach - 24 and self.low[start].isalnum() and self.low[start - 1].isalnum():
            start -= 1
        words = tokens(self.low[start:at])
        if reach == CONTEXT:
            self._left = (at, words)
        return words

    def after(self, at: int, reach: int = CONTEXT) -> list[str]:
        """The folded words and marks after a place."""
        return tokens(self.low[at : at + reach])

    def goes_on(self, at: int) -> bool:
        """Whether what stands behind a number that ends here may belong to it: a unit, a scale, a sign, a part.

        Mostly a mark or a word stands there that begins none of them, and one look spares many; the last answer is kept.
        """
        if self._followed[0] != at:
            plain = PLAIN.match(self.low, at)
            self._followed = (at, plain is None or plain.group(1) in self.grammar.followers)
        return self._followed[1]

    def unhedged(self, words: list[str]) -> list[str]:
        """The words before a figure with the hedge at their end taken off."""
        for length in self.grammar.hedge_lengths if words and words[-1] in self.grammar.hedge_lasts else ():
            if length <= len(words) and tuple(words[-length:]) in self.grammar.hedges:
                return words[:-length]
        return words


@dataclass(slots=True)
class Reading:
    """A figure in the making. `power` is the power of ten of its scale words, 0 without; `unit` is empty until one is found."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    language: str
    decimals: int = 0
    power: int = 0
    unit: str = ""
    kind: str = ""
    per: str | None = None
    approx: str = "exact"
    hedge: tuple[int, int] | None = None
    in_words: bool = False
    vague: bool = False
    fractional: bool = False
    article: bool = False
    listed: bool = False  # "one" that counts only if what stands near makes it a number of a listing
    signed: str = ""
    money_before: bool = False
    unit_implied: bool = False
    hundredths: bool = False  # said in cents
    shared_scale: bool = False
    is_range: bool = False
    date: str | None = None
    settled: bool = False  # kept without the tests that bare numbers must pass
    number_end: int = 0
    step: Decimal = Decimal(1)  # the round number it counts in, that "and a half" is half of: "un millier et demi"
    antecedent: Reading | None = None  # the figure whose unit, not yet settled, is this one's too
    converts: Reading | None = None  # the figure that this one, in brackets behind it, gives again in another unit
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Neither a scale nor a unit."""
        return not self.unit and not self.power

    def scaled(self, power: int) -> None:
        """Multiply by a power of ten, as a scale word does."""
        factor = Decimal(10) ** power
        self.low = self.low * factor if self.low is not None else None
        self.high = self.high * factor if self.high is not None else None
        self.power += power
        self.decimals -= power

    def multiplied(self, factor: Decimal) -> None:
        """Multiply both ends."""
        self.low = self.low * factor if self.low is not None else None
        self.high = self.high * factor if self.high is not None else None

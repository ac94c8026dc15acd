"""The words that ask: what speaks of a metric, compares, denies, reverses or boasts; data of a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from kg.extraction.attaching.stems import stem, stems_in
from kg.extraction.folding import fold
from kg.factcheck.wording.inflecting import agreeing, all_forms_of, forms_of
from kg.factcheck.wording.packs import LANGUAGES, in_any, listed, pack_of

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[%&]")


@dataclass(frozen=True, slots=True)
class Speaking:
    """A turn of phrase, and the metrics it may speak of: one ``of`` these, none ``but`` those, and none of a ``kind``."""

    pattern: re.Pattern[str]
    of: re.Pattern[str] | None
    but: re.Pattern[str] | None
    kind: str | None = None

    def allows(self, metric: str) -> bool:
        """Whether a metric is one that the turn of phrase may speak of."""
        if self.of is not None and not self.of.fullmatch(metric):
            return False
        return self.but is None or not self.but.fullmatch(metric)


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that change nothing of a figure (of some ``metrics`` only, of none ``but`` those): words as they stand, stems of verbs, and phrases; no accents."""

    metrics: re.Pattern[str] | None
    but: re.Pattern[str] | None
    words: frozenset[str]
    stems: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    ending: re.Pattern[str] | None
    telling: bool


@dataclass(frozen=True, slots=True)
class Describing:
    """Words that tell who a name beside them is: kinds of firms and products, their trades, their homes; and what joins those.

    ``places`` are the kinds that "of" joins to a name (the city of Lyon), ``behind`` those that follow a product's (the Leopard 2 tank), ``bodies`` an organization's,
    ``national`` what the adjective of a country stands beside (Norwegian growth), and ``between`` what stands between the two.
    ``same`` are the words that one kind of event goes by.
    """

    kinds: frozenset[str]
    trades: frozenset[str]
    homes: frozenset[str]
    joints: frozenset[str]
    places: frozenset[str]
    behind: frozenset[str]
    bodies: frozenset[str]
    national: frozenset[str]
    between: frozenset[str]
    same: tuple[tuple[str, ...], ...]

    def kind_of(self, word: str) -> str | None:
        """What a word without accents tells of a name beside it: its kind, home or trade, or nothing."""
        forms = {word, _PLURAL.sub("", word)}
        if forms & self.kinds:
            return "kind"
        if forms & self.homes or _BASED.search(word):
            return "home"
        if forms & self.trades:
            return "trade"
        parts = word.split("-")
        return "trade" if len(parts) > 1 and all(self.kind_of(part) for part in parts) else None


@dataclass(frozen=True)
class Words:
    """The patterns of a language by name, its small numbers, and its phrases with the metrics they speak of."""

    language: str
    patterns: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, int]
    fractions: Mapping[str, int]
    ordinals: Mapping[str, int]
    phrases: tuple[tuple[str, tuple[str, ...]], ...]
    english: Mapping[str, tuple[str, ...]]
    outranks: Mapping[str, tuple[str, ...]]
    little: frozenset[str]
    beside_names: frozenset[str]
    segments: frozenset[str]
    unheard: Mapping[str, tuple[str, ...]]
    speaking: tuple[Speaking, ...]
    possible: tuple[Speaking, ...]
    narrowing: tuple[Speaking, ...]
    accounts: Mapping[str, tuple[str, ...]]
    plain: tuple[Plain, ...]
    beside: frozenset[str]
    describing: Describing
    no_places: frozenset[str]
    no_names: frozenset[str]
    scales: Mapping[str, int]
    habits: frozenset[str]

    def does(self, habit: str) -> bool:
        """Whether the language has one of the ways that ``habits`` of its pack may list: its adjectives follow."""
        return habit in self.habits

    def plain_for(self, metrics: Collection[str]) -> Iterator[Plain]:
        """The words that change nothing of a figure of some metrics."""
        for each in self.plain:
            if each.but is not None and any(each.but.fullmatch(name) for name in metrics):
                continue
            if each.metrics is None or any(each.metrics.fullmatch(name) for name in metrics):
                yield each

    def tells(self, word: str) -> bool:
        """Whether a word is a verb by which something is told (says, found, estimates)."""
        plain, part = unaccented(word), unaccented(stem(word))
        return any(plain in each.words or part in each.stems for each in self.plain if each.telling)

    def translated(self, parts: Iterable[str]) -> Iterator[str]:
        """The English stems of some stems, where the pack knows them."""
        for part in parts:
            yield from self.english.get(part, ())

    def heard(self, folded: str) -> set[str]:
        """The stems of a folded text, hyphens apart as well, with those of its words in the language of qualifiers."""
        folded = self.patterns["cents"].sub(" ", folded)  # whose stem is that of a centre
        own = {*stems_in(folded), *stems_in(folded.replace("-", " "))}
        return own | set(self.translated(own))

    def number(self, text: str) -> int | None:
        """The number that a word or digits tell."""
        return int(text) if text.isdecimal() else self.numbers.get(text)

    def has(self, name: str, text: str) -> bool:
        """Whether a pattern is found in folded text."""
        return self.patterns[name].search(text) is not None


@cache
def words_of(language: str) -> Words:
    """The words of a language; French for one that is not known."""
    code = language if language in LANGUAGES else "fr"
    data = pack_of(code)
    pieces = {str(name): _piece(value, code) for name, value in data["pieces"].items()}
    return Words(
        code,
        {name: re.compile(_whole(pattern, pieces)) for name, pattern in data["patterns"].items()},
        _numbers(data["numbers"]),
        _numbers(data["fractions"]),
        _numbers(data["ordinals"]),
        tuple(
            (str(phrase), tuple(group["metrics"]))
            for group in data["cues"]
            for phrase in (*group["phrases"], *(form for verb in group.get("verbs", ()) for form in forms_of(verb, code)))
        ),
        {part: stems_in(other) for word, other in data.get("english", {}).items() for part in stems_in(word)},
        {str(name): tuple(others) for name, others in data["outranks"].items()},
        frozenset(data["little"]),
        frozenset(data["beside_names"]),
        frozenset(part for word in data["segments"] for part in stems_in(word)),
        {str(name): tuple(forms) for name, forms in data.get("unheard", {}).items()},
        tuple(_speaking(data["speaking"], pieces)),
        tuple(_speaking(data["possible"], pieces)),
        tuple(_narrowing(row, pieces, code) for row in data["narrowing"]),
        {str(name): tuple(phrases) for name, phrases in data["accounts"].items()},
        tuple(_plain(row, code) for row in data["plain"]),
        frozenset(unaccented(word) for word in data["beside"]),
        _describing(data["describing"], code),
        frozenset(data.get("no_places", ())),
        frozenset(data["no_names"]),
        _numbers(data["scales"]),
        frozenset(data.get("habits", ())),
    )


@cache
def common_words(language: str) -> frozenset[str]:
    """The words of a pack, without accents, which are no names where they open a sentence."""
    words = words_of(language)
    describing = words.describing
    texts = [phrase for phrase, _ in words.phrases] + [text for texts in words.accounts.values() for text in texts]
    listed = {word for each in words.plain for word in each.words} | {*words.little, *words.numbers, *words.no_names}
    listed |= describing.kinds | describing.trades | {word for text in texts for word in fold(text).split()}
    found = {unaccented(fold(word)) for word in listed}
    return frozenset(found | {f"{word}s" for word in found if len(word) > 4})


def _piece(value: str | Iterable[str] | Mapping[str, Iterable[str]], language: str) -> str:
    """A piece of patterns: a pattern, words of which there must be one, or verbs in all their forms besides."""
    if isinstance(value, str):
        return value
    table = value if isinstance(value, Mapping) else {"words": value}
    forms = [form for verb in table.get("verbs", ()) for form in all_forms_of(verb, language)]
    return "(?:" + "|".join(re.escape(word) for word in dict.fromkeys((*table.get("words", ()), *forms))) + ")"


def _whole(pattern: str | Iterable[str], pieces: Mapping[str, str]) -> str:
    """A pattern, or the alternatives of one, with the pieces that stand in it by name: {disputing} that."""
    alternatives = [pattern] if isinstance(pattern, str) else pattern
    return _NAMED.sub(lambda match: pieces[match[1]], "|".join(alternatives))


def _describing(table: Mapping[str, Any], language: str) -> Describing:
    adjectives = (form for adjective in table.get("adjectives", ()) for form in agreeing(adjective, language))
    homes = (*table["homes"], *adjectives)
    listed = (
        table["kinds"],
        table["trades"],
        homes,
        *(table[name] for name in ("joints", "places", "behind", "bodies", "national", "between")),
    )
    kinds, trades, at_home, joints, places, behind, bodies, national, between = (
        frozenset(unaccented(fold(word)) for word in words) for words in listed
    )
    same = tuple(tuple(fold(word) for word in words) for words in table["same"])
    return Describing(kinds, trades, at_home, joints, places, behind, bodies, national, between, same)


def _plain(row: Mapping[str, Any], language: str) -> Plain:
    adjectives = (form for adjective in row.get("adjectives", ()) for form in agreeing(adjective, language))
    listed = [unaccented(fold(word)) for word in (*row.get("words", ()), *adjectives)]
    verbs = row.get("verbs", ())
    forms = [form for verb in verbs for form in all_forms_of(verb, language)]
    return Plain(
        re.compile(row["of"]) if "of" in row else None,
        re.compile(row["but"]) if "but" in row else None,
        frozenset(word for word in listed if " " not in word),
        frozenset(unaccented(stem(form)) for form in forms),
        tuple(tuple(word.split()) for word in listed if " " in word),
        re.compile(row["ending"]) if "ending" in row else None,
        bool(row.get("telling")),
    )


WORLD: Final = listed("world")
"""How claims name the world as where something is."""
_NAMED: Final = re.compile(r"\{([a-z_]+)\}")
_PLURAL: Final = in_any(r"{plural}\Z")
_BASED: Final = in_any(r"\w-{based}\Z")


@lru_cache(maxsize=1 << 12)
def unaccented(text: str) -> str:
    """A text without the accents of its letters, which verbs gain and lose (élever, s'élève)."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _speaking(table: Iterable[Mapping[str, str]], pieces: Mapping[str, str]) -> Iterator[Speaking]:
    """The turns of phrase of a pack; in their patterns ~ stands for the little words before a figure."""
    little = f"(?:{pieces['hedges']} ){{0,3}}"
    for row in table:
        of, but = (re.compile(_whole(row[key], pieces)) if key in row else None for key in ("of", "but"))
        yield Speaking(re.compile(_whole(row["pattern"], pieces).replace("~", little)), of, but, row.get("kind"))


def _narrowing(row: Mapping[str, Any], pieces: Mapping[str, str], language: str) -> Speaking:
    """The words of a pack that narrow what is counted, of some metrics: words without their plural, adjectives, patterns."""
    adjectives = (form for adjective in row.get("adjectives", ()) for form in agreeing(adjective, language))
    listed = [re.escape(unaccented(fold(word))) for word in (*row.get("words", ()), *adjectives)]
    patterns = [rf"(?<!\w)(?:{'|'.join(listed)})s?(?!\w)"] if listed else []
    patterns += [unaccented(_whole(pattern, pieces)) for pattern in row.get("patterns", ())]
    of, but = (re.compile(row[key]) if key in row else None for key in ("of", "but"))
    return Speaking(re.compile("|".join(patterns)), of, but)


def _numbers(table: Mapping[object, object]) -> dict[str, int]:
    return {str(word): int(str(value)) for word, value in table.items()}


@cache
def _telling(language: str) -> frozenset[str]:
    """The words that only this of the languages has, of those that speak of metrics and numbers."""

    def own(code: str) -> set[str]:
        words = words_of(code)
        phrases = (phrase for phrase, _ in words.phrases)
        return {*words.numbers, *words.fractions, *(w.group() for p in phrases for w in _WORD.finditer(fold(p)))}

    return frozenset(own(language) - set().union(*(own(code) for code in LANGUAGES if code != language)))


def told_by_words(text: str, guess: str | None = None) -> str:
    """The language of a text too short for little words, by its words of trade and its way with numbers; else the guess, else English."""
    folded = fold(text)
    found = [match.group() for match in _WORD.finditer(folded)]
    scores = {
        code: sum(word in _telling(code) for word in found) + len(words_of(code).patterns["signs"].findall(folded))
        for code in LANGUAGES
    }
    best = [code for code in LANGUAGES if scores[code] == max(scores.values())]
    return best[0] if len(best) == 1 else guess or "en"

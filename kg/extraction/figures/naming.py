"""What names with a number in them are made of: the lists of kg/vocabulary/languages/*.naming.yaml, and what tells a number that counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

import yaml

from kg.extraction.figures.grammar import UNDETERMINED, load_grammar
from kg.extraction.figures.literals import word_pattern
from kg.extraction.figures.phrases import PhraseSet
from kg.extraction.figures.reading import Page
from kg.extraction.figures.standing import is_plural
from kg.extraction.figures.templates import OnDemand, filled
from kg.extraction.folding import fold

_ROUND = frozenset({"cent", "cents", "hundred", "dozen"})
_PLURALS = frozenset({"people", "men", "women", "children"})  # without their s
LINKS = 4  # marks and little words between a label and its number
_LINKING = frozenset({".", ":", "(", "+", "n", "°", "nº", "no", "le", "is", "est", "*"})
WORD = re.compile(r"[ ]([^\W\d_]+)")
_PHRASES = (
    "dialled", "dialled_long", "boxes", "registers", "papers", "labels", "not_labels_after", "roads", "days", "about_years",
    "at_clock", "emergency_calls", "houses_between",
)  # fmt: skip
_WORDS = (
    "scored", "called", "street_links", "boarding", "new_before", "new_articles", "new_followers", "new_counts_behind",
    "clock_cues", "hours_word", "imperatives", "last_rounds", "last_leads", "last_words", "emergency", "norms", "states",
    "small_currencies", "apartment_articles", "versions", "saying", "streets_alone",
)  # fmt: skip
_NO_TAILS = ("not_labels_after", "houses_between")  # that end no words before a number that labels
_ENDINGS = ("adjective_endings", "inhabitant_endings")
_PLACES = ("metres", "vehicles", "bound_for", "destinations", "houses_to", "post_marks")  # of patterns


def naming_pack(code: str) -> Mapping[str, Any]:
    """What a language says of names. It has all places of patterns: a language that says nothing of one adds nothing to it."""
    path, empty = files("kg.vocabulary").joinpath("languages", f"{code}.naming.yaml"), dict.fromkeys(_PLACES, ())
    if not path.is_file():
        return {"language": code, **empty}
    loaded = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, in C where there is one
    return empty | dict(loaded)


@dataclass(frozen=True)
class Naming:
    """What names of some languages are made of. Sayings are found by the first number in them, with what comes before it."""

    phrases: Mapping[str, PhraseSet]
    words: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]  # by template
    tails: frozenset[str]  # the last words of all phrases
    new_word: str
    dialled_links: re.Pattern[str]
    streets: re.Pattern[str]  # over the folded text, behind a number
    titled_streets: re.Pattern[str]  # over the original, behind a number
    street_names: re.Pattern[str]
    sayings: Mapping[str, Sequence[tuple[str, str, bool]]]


@lru_cache(maxsize=8)
def load_naming(languages: tuple[str, ...]) -> Naming:
    """The names of these languages."""
    grammar = load_grammar(languages)
    numbers = {*grammar.numbers, *grammar.scales, *_ROUND} - grammar.words["ones"]  # by which a saying is found
    packs = [naming_pack(code) for code in (*languages, UNDETERMINED)]

    def listed(key: str) -> list[str]:
        return [str(item) for pack in packs for item in pack.get(key) or ()]

    of_the = word_pattern(grammar.words["of_the"], "[ ]")
    phrases = {key: PhraseSet(listed(key)) for key in _PHRASES}
    streets = listed("streets")
    lower = [fold(word) for word in streets if word[0].islower()]
    upper = [word for word in streets if word[0].isupper()]
    follow = "|".join(re.escape(word) for word in listed("places_follow")) or "(?!)"
    marks = "|".join(dict.fromkeys(listed("street_marks"))) or "(?!)"
    return Naming(
        phrases=phrases,
        words={key: frozenset(listed(key)) for key in _WORDS},
        endings={key: tuple(listed(key)) for key in _ENDINGS},
        patterns=OnDemand(partial(filled, packs)),
        tails=frozenset().union(*(phrases[key].lasts for key in _PHRASES if key not in _NO_TAILS)),
        new_word=next((str(pack["new_word"]) for pack in packs if pack.get("new_word")), ""),
        dialled_links=re.compile(rf"[ ](?:{word_pattern(fold(word) for word in listed('dialled_links'))})[ ](?=[+(]?\d)"),
        streets=re.compile(
            rf"[ ]?(?:(?:{marks})(?!\w))?(?P<mark>,)?[ ](?P<of>(?:{of_the})[ ]?)?(?P<name>{word_pattern(lower)})(?!\w)[ ]?(?P<follow>{follow})?"
        ),
        titled_streets=re.compile(rf"[A-Za-z]?(?: [A-Z][\w'’.-]*){{1,3}}? (?:{'|'.join(map(re.escape, upper))})(?![\w-])"),
        street_names=re.compile(rf"(?<!\w)(?:{word_pattern([*lower, *(fold(word) for word in upper)])})(?!\w)"),
        sayings=_sayings(listed("idioms"), listed("names"), numbers),
    )


def _sayings(
    idioms: Iterable[str], names: Iterable[str], numbers: Collection[str]
) -> dict[str, list[tuple[str, str, bool]]]:
    """By number word: what stands before it, the word itself with what stands behind, and whether it is a name with a capital."""
    out: dict[str, list[tuple[str, str, bool]]] = {}
    for text, is_name in [*((text, False) for text in idioms), *((text, True) for text in names)]:
        folded = fold(text)
        for match in re.finditer(r"[^\W\d_]+|\d[\d,.]*", folded):
            if match.group() in numbers or match.group()[0].isdigit():
                capital = is_name and text[0].isupper()
                out.setdefault(match.group(), []).append((folded[: match.start()], folded[match.start() :], capital))
                break
    return out


def counts_on(page: Page, end: int) -> bool:
    """Whether what follows digits makes them a quantity: a plural noun, a unit, a scale, a sign."""
    low, grammar = page.low, page.grammar
    if low[end : end + 1] in "%°€$£‰½" and end < len(low):
        return True
    if page.goes_on(end):
        if grammar.unit.match(low, end) or grammar.scale.match(low, end) or grammar.sign_after.match(page.text, end):
            return True
        if (symbol := grammar.symbol.match(page.text, end)) and "\n" not in symbol.group():
            return True
    following = WORD.match(low, end)
    if following is None:
        return False
    word = following.group(1)
    if word in grammar.scales or word in grammar.multiples or word in grammar.words["times"] or word in _PLURALS:
        return True
    return is_plural(word) and word not in grammar.function_words and not word.endswith("ss")


def may_label(naming: Naming, left: list[str]) -> bool:
    """Whether any phrase can end the words before, with or without links behind it: mostly a word stands there that ends none."""
    for word in reversed(left[-LINKS:]):
        if word in naming.tails:
            return True
        if word not in _LINKING:
            return False
    return False


def ends_with(naming: Naming, key: str, left: list[str]) -> bool:
    """Whether the words before end with a phrase, with or without a dot, a colon or a link behind it."""
    phrases = naming.phrases[key]
    if phrases.lasts.isdisjoint(left[-LINKS - 1 :]):
        return False
    words = left
    for _ in range(LINKS):
        if phrases.ending(words):
            return True
        if not words or words[-1] not in _LINKING:
            return False
        words = words[:-1]
    return False

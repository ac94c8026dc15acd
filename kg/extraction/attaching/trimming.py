"""What looks like a name cut to the name itself: without titles, articles, adjectives and what only stands beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import Words, words_of
from kg.extraction.attaching.mentions import LEGAL_FORM, UPPER, Mention, slug_of_name, without_form
from kg.extraction.attaching.openings import without_verbs
from kg.extraction.attaching.packs import common_pack, pattern_in
from kg.extraction.attaching.parsing import is_common_word, token_at
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import adjectives
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINKS: Final = frozenset([*common_pack()["name_links"], *common_pack()["loose_links"]])
_LEGAL: Final = frozenset(fold(form) for form in common_pack()["legal_forms"])
_MEASURES: Final = frozenset(common_pack()["measures"])
_MONTH_DAY: Final = re.compile(r"\w+ \d{1,2}\Z|\w+\Z|\w+ (?:19|20)\d\d\Z")
_ODD: Final = re.compile(r"\d+(?:st|nd|rd|th)|.*[″′°].*")
_OWNED: Final = re.compile(rf"({UPPER}[\w.-]*(?: [\w.-]+)* ({UPPER}[\w-]+))['’]s {UPPER}")
_SMALL_HEAD: Final = re.compile(r"[a-zà-ÿœ]+(?:-[a-zà-ÿœ]+)* (?:[a-zà-ÿœ]+ |[dl][’'])*(?=[^\W\d_a-zà-öø-ÿœ])")
_HEAD: Final = re.compile(r"(?:\A|[—–:.-]\s)[\s«“\"‘']*\Z")
_TRADE_IN_TWO: Final = re.compile(rf"{UPPER}[a-z-]+ (?:[a-z-]+ )?([a-z-]+) (?={UPPER})")
_AGENT: Final = re.compile(r"(?:[eo]r|line)\Z")  # carmaker, insurer, airline
_PIECE: Final = re.compile(r"[\s«»“”\"'’(–—•-]+|\w+[.’']?\s*|\W")
_MODIFIERS: Final = ("ADJ", "VERB", "AUX", "ADV", "DET", "ADP", "PRON", "CCONJ", "SCONJ")


def trimmed(
    passage: Passage, doc: Doc | None, start: int, end: int, kind: str, source: str, language: str
) -> Mention | None:
    """A find without what only stands beside the name; None where nothing of a name is left."""
    words = words_of(language)
    text = passage.text
    start, end = without_verbs(passage, start, end, language)
    start = _after_titles(text, _name_start(passage, doc, start, end, language), end, language)
    small = _SMALL_HEAD.match(text, start, end)
    if small is not None and (source == "name" or (source == "ner" and _LINKS.isdisjoint(small.group().split()))):
        start = small.end()  # "L'homme de Lille", "the institute Agorix"
    start = _after_trade(text, start, end, kind, words, language)
    name = text[start:end].rstrip(" .,;:»”\"'’)–—-")
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    name = _before_measures(without_form(_before_day(name, language)))
    based = pattern_in(language, "spotting", "based").search(name)
    if based is not None:
        name = name[: based.start()]
    if pattern_in(language, "spotting", "seated").match(text, start + len(name)):  # "the Osaka-based firm"
        kind, source = "place", "adjective"
    if language == "en" and name.isupper() and any(part.capitalize() in words.stopnames for part in name.split()[1:-1]):
        return None  # the words of a heading
    if LEGAL_FORM.fullmatch(f" {name}") or _ODD.fullmatch(name):
        return None
    owner = _OWNED.match(name)
    if owner is not None and fold(owner[2]) not in words.owned_names:
        name = owner[1]
    identifier = slug_of_name(name, language)
    if fold(name) in words.not_names or (
        passage.label
        and end <= passage.label
        and source == "name"
        and kind == "other"
        and " " not in name
        and name[1:].lower() == name[1:]
    ):
        return None
    if _MONTH_DAY.match(name) and fold(name.split()[0]) in words.not_names:
        return None
    if all(_tells_no_name(part, words) for part in name.split()):
        return None
    if not any(
        len(word) > 1 and (word[0].isupper() or word[0].isdigit() or not word.islower()) for word in re.findall(r"\w+", name)
    ):
        return None
    if len(identifier) < 2 or not any(letter.isalpha() for letter in identifier) or (name in words.stopnames):
        return None
    return Mention(passage.index, start, start + len(name), identifier, kind, source, name)


def _before_day(name: str, language: str) -> str:
    """A firm's name without the day behind its legal form: "J Marlowe PLC Wednesday"."""
    rest, _, last = name.rpartition(" ")
    return rest if words_of(language).weekdays.fullmatch(fold(last)) and without_form(rest) != rest else name


def _before_measures(name: str) -> str:
    """A name without the measures behind it: "Nigeria EBITDA"."""
    words = name.split(" ")
    while len(words) > 1 and fold(words[-1]) in _MEASURES:
        words.pop()
    return " ".join(words)


def _tells_no_name(part: str, words: Words) -> bool:
    """Whether a word makes no name: a month, a day, an office, what stands before the day of a text."""
    bare = fold(part.strip(".,"))
    return (
        bare in words.times_in_front
        or bare in words.titles
        or bare.isdigit()
        or bare in _LINKS
        or bare in _LEGAL
        or bare in _MEASURES
        or words.publishing.fullmatch(bare) is not None
    )


def _of_origin(text: str, start: int, word: str, language: str) -> bool:
    """Whether a word with a capital only tells, behind its article, where the one is from whose name follows: "le Britannique Arvo"."""
    return (
        pattern_in(language, "spotting", "definite").search(text[max(0, start - 4) : start]) is not None
        and fold(word) in adjectives(language)
        and not word.isupper()
    )


def _name_start(passage: Passage, doc: Doc | None, start: int, end: int, language: str) -> int:
    """Where a name begins behind articles, marks, links, the verb that opens its sentence and adjectives without a capital."""
    words, text = words_of(language), passage.text
    while start < end:
        match = _PIECE.match(text, start, end)
        assert match is not None
        word = match.group().strip()
        bare = word.rstrip("’'")
        beside = bool(word) and text[match.end() : match.end() + 1].isupper() and match.end() < end
        if (
            (word and (bare in words.stopnames or fold(word) in words.titles or bare in _LINKS))
            or not bare.strip("«»“”\"'’(–—•.-")
            or fold(bare) in _MEASURES
            or (beside and not text[:start].strip(" «“\"•-–—'’") and words.openers.fullmatch(fold(bare)))
            or (beside and start and fold(bare) in words.times_in_front)
            or (beside and _of_origin(text, start, bare, language))
            or (beside and bare.islower() and (fold(bare) in adjectives(language) or words.inhabitants.search(fold(bare))))
            or _opens_as_owned(text, start, match.end(), word, language)
            or (beside and bare.islower() and doc is not None and doc[token_at(doc, start)].pos_ in _MODIFIERS)
        ):
            start = match.end()
            continue
        made = words.made_of.match(text, start, end)
        if made is None:
            break
        start = made.end()
    return start


def _after_trade(text: str, start: int, end: int, kind: str, words: Words, language: str) -> int:
    """Where a name begins behind what its bearer does: "Swimmer Ida Moreau"; at the head of a sentence "Carmaker Acme", "Food group Acme".

    "Network Rail" and "Producer Price Index" are names in which such a word stands before another common word.
    """
    first, _, name = text[start:end].partition(" ")
    trade = fold(first)
    if kind == "person" and trade in words.trades:
        return start + len(first) + 1 if name.strip().count(" ") else start
    if _HEAD.search(text[:start]) is None:
        return start
    in_two = _TRADE_IN_TWO.match(text, start, end)
    if in_two is not None:
        return in_two.end() if words.firms.fullmatch(in_two[1]) else start
    if not name[:1].isupper() or not words.firms.fullmatch(trade):
        return start
    named = is_common_word(name.split()[0], language) is False or (_AGENT.search(trade) and " " not in name.strip())
    return start + len(first) + 1 if named else start


def _opens_as_owned(text: str, start: int, end: int, word: str, language: str) -> bool:
    """Whether a common noun in the plural opens a sentence before the name that it belongs to: "Shares of Acme"."""
    return (
        word.endswith("s")
        and not text[:start].strip(" «“\"•-–—'’")
        and pattern_in(language, "spotting", "owning").match(text, end) is not None
        and is_common_word(word, language) is True
    )


def _after_titles(text: str, start: int, end: int, language: str) -> int:
    """Where a name begins behind the office or the nation that stands before it: "Prime Minister Rishi Sunak"."""
    titles, nations = words_of(language).titles, adjectives(language)
    pieces = list(re.finditer(r"[^\s]+", text[start:end]))
    for place in range(len(pieces) - 2, -1, -1):
        word = fold(pieces[place].group().strip(".,"))
        rest = pieces[place + 1].group()
        office = word in titles or word.removesuffix("s") in titles
        nation = place == 0 and (word in nations or word.rpartition("-")[2] in nations) and len(pieces) > 2
        if (office or nation) and rest[:1].isupper():
            return start + pieces[place + 1].start()
    return start

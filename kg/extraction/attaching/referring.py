"""Whom a noun, a name or a pronoun may mean as a speaker: "the mayor, Ann Lee", "she", "the company", "a study by ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import LEGAL_FORM, Mention, slug
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.parsing import is_relative
from kg.extraction.attaching.scene import Scene
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES: Final = ("organization", "company")
_BACK: Final = 12  # passages looked back over for a name
_COUNTING: Final = ("nummod", "nmod:num")
_CAPITALS: Final = re.compile(r"(?:[A-ZÀ-Ý][\w-]+ )+\Z")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One that a statement may be by: ``form`` tells how the text refers to it."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """Where speakers are looked for: a passage, and the person who spoke last shortly before it."""

    scene: Scene
    index: int
    speaking: str | None


def is_person(word: str, language: str) -> bool:
    """Whether a folded word is a pronoun that may stand for a person."""
    return word in words_in(language, "speakers", "person") or word in words_in(language, "speakers", "either")


def _is_pronoun(word: str, language: str) -> bool:
    return is_person(word, language) or any(word in words_in(language, "speakers", name) for name in ("body", "self"))


def speakers_of(here: Hearing, token: Token) -> Iterator[Speaker]:
    """Whom a noun, a name or a pronoun may mean as a speaker."""
    folded = fold(token.text)
    if _is_pronoun(folded, here.scene.language):
        yield from meant_by(here, folded, token.idx)
        return
    if (
        is_relative(token)
        or token.pos_ not in ("NOUN", "PROPN")
        or any(child.dep_ in _COUNTING for child in token.children)
        or token.text == "%"
    ):
        return
    mentions = here.scene.names.of(here.index)
    start, end = _extent(token)
    text = here.scene.passages[here.index].text
    named = next((mention for mention in mentions if _names(mention, token, text)), None)
    if named is not None and named.source != "adjective":
        yield from named_in_full(here, named)
    apposed = next(
        (
            m
            for m in mentions
            if _apposed(text[token.idx + len(token.text) : m.start], here.scene.language) and m.kind in ("person", "other")
        ),
        None,
    )
    if apposed is not None and named is None and " " in apposed.text:
        yield Speaker(apposed.entity, "person_of")
    within = [m for m in mentions if m is not named and m.source != "adjective" and start <= m.start and m.end <= end]
    for mention in within[:2]:
        beside = named is None and text[token.idx + len(token.text) : mention.start] == " "  # "the statistics office Istat"
        yield Speaker(mention.entity, "person_of" if beside else _relation(mention, named))
    if words_of(here.scene.language).speech_nouns.fullmatch(folded):
        author = author_of(here, token.idx + len(token.text))
        if author is not None:
            yield Speaker(author, "author")
    if token.pos_ == "PROPN" and named is not None:
        return
    seen = set()
    for form, name in _phrases(token, words_in(here.scene.language, "speakers", "of")):
        if name and name not in seen:
            seen.add(name)
            yield Speaker(name, form)
    if folded in words_of(here.scene.language).houses:
        yield from _house(here, token.idx)


def _names(mention: Mention, token: Token, text: str) -> bool:
    """Whether a word belongs to a name, or to the legal form behind it."""
    end = token.idx + len(token.text)
    return mention.start <= token.idx < mention.end or (
        mention.end < end and LEGAL_FORM.fullmatch(text, mention.end, end) is not None
    )


def _apposed(between: str, language: str) -> bool:
    """Whether what follows a noun up to a name sets it in apposition: "the head (of the clinic,) Ann Lee"."""
    return bool(pattern_in(language, "speakers", "apposed").fullmatch(between))


def author_of(here: Hearing, place: int) -> str | None:
    """Whose a report, a poll or a table is that is named before a place: "the study by", "le bilan publié par"."""
    text = here.scene.passages[here.index].text
    authored = pattern_in(here.scene.language, "speakers", "authored")
    for mention in here.scene.names.of(here.index):
        between = text[place : mention.start]
        if mention.start >= place and mention.source != "adjective" and authored.fullmatch(fold(between)):
            return mention.entity
    return None


def named_in_full(here: Hearing, mention: Mention) -> Iterator[Speaker]:
    """A name as a speaker, before it the longer one that its capitals give: a nation's adjective may have been cut off."""
    if mention.kind != "person":
        text = here.scene.passages[here.index].text
        before = _CAPITALS.search(text[: mention.start])
        if before is not None and any(
            other.end == before.end() - 1 and other.source == "adjective" for other in here.scene.names.of(here.index)
        ):
            yield Speaker(slug(text[before.start() : mention.end]), "name")
            yield Speaker(mention.entity, "cut")
            return
    yield Speaker(mention.entity, "name")


def _relation(mention: Mention, named: Mention | None) -> str:
    """How a name within the phrase of a speaker belongs to it: in apposition ("the mayor, Ann Lee") or as its complement."""
    if named is not None:
        return "second"
    return "person_of" if mention.kind == "person" else "house_of"


def _extent(token: Token) -> tuple[int, int]:
    """The span of a phrase up to the first relative clause."""
    doc = token.doc
    first, last = token.left_edge.i, token.i
    while last + 1 <= token.right_edge.i and doc[last + 1].pos_ not in ("VERB", "AUX", "SCONJ") and last - token.i < 14:
        if doc[last + 1].text in ("«", "“", '"', ";", ":"):
            break
        last += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _phrases(token: Token, links: frozenset[str]) -> Iterator[tuple[str, str]]:
    """A common noun as a speaker's name: alone, with its adjectives, with its complement."""
    doc = token.doc
    yield "noun", slug(token.text)
    first = token.i
    while first > 0 and doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN") and doc[first - 1].head.i == token.i:
        first -= 1
    last = token.i
    while last + 1 < len(doc) and doc[last + 1].pos_ == "ADJ" and last - token.i < 2:
        last += 1
    if (first, last) != (token.i, token.i):
        yield "proper" if token.pos_ == "PROPN" else "modified", slug(doc[first : last + 1].text)
    full = last
    while full + 1 < len(doc) and doc[full + 1].pos_ in ("ADP", "DET", "NOUN", "ADJ", "PROPN") and full - token.i < 7:
        follower = doc[full + 1]
        if follower.pos_ == "DET" and doc[full].pos_ not in ("ADP", "DET"):
            break
        if full == last and follower.pos_ == "ADP" and fold(follower.text) not in links:
            break
        full += 1
    while full > last and doc[full].pos_ in ("ADP", "DET"):
        full -= 1
    if full > last:
        yield "complemented", slug(doc[first : full + 1].text)


def meant_by(here: Hearing, pronoun: str, place: int) -> Iterator[Speaker]:
    """Whom a pronoun may mean: the last person named before it, and the last body."""
    language = here.scene.language
    plural = pronoun in words_in(language, "speakers", "body")
    if not plural:
        speaking, named = here.speaking, _last(here, place, "person")
        for person in dict.fromkeys((speaking, named) if speaking else (named,)):
            if person is not None:
                yield Speaker(person, "pronoun" if person == (speaking or named) else "pronoun_named")
    if plural or pronoun in words_in(language, "speakers", "either"):
        yield from _house(here, place, "it" if plural else "pronoun_house")


def _house(here: Hearing, place: int, form: str = "house") -> Iterator[Speaker]:
    """The body that "the company" may mean: the last named, and the one named most."""
    last = _last(here, place, "organization")
    ranked = here.scene.names.ranked
    foremost = min(
        (name for name, kind in here.scene.names.kinds.items() if kind in _BODIES),
        key=lambda name: ranked.get(name, 99),
        default=None,
    )
    for name, role in ((last, "last"), (foremost, "foremost")):
        if name is not None:
            yield Speaker(name, form if last == foremost else f"{form}_{role}")
        if last == foremost:
            return


def _last(here: Hearing, place: int, kind: str) -> str | None:
    """The last name of a kind before a place, in the passage or the few before it."""
    kinds = _BODIES if kind == "organization" else (kind,)
    for earlier in range(here.index, max(-1, here.index - _BACK), -1):
        for mention in reversed(here.scene.names.of(earlier)):
            if (earlier < here.index or mention.end <= place) and mention.kind in kinds:
                return mention.entity
    return None

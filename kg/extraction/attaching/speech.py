"""What a text says that somebody says: its statements, each with those whom its turn of phrase may mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import Words, is_stating, words_of
from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.parsing import VERBAL, is_relative, token_at
from kg.extraction.attaching.referring import (
    Hearing,
    Speaker,
    author_of,
    is_person,
    meant_by,
    named_in_full,
    speakers_of,
)
from kg.extraction.attaching.scene import Scene
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AGENTS: Final = ("agent", "obl:agent")
_PARTS: Final = ("compound", "amod", "flat", "flat:name", "nmod", "fixed", "det", "poss")
_OPINIONS: Final = ("aim", "wish", "forecast", "estimate", "demand", "offer", "reckon", "gauge", "foresee", "announced")
_LIKELY: Final = (
    "name",
    "person_of",
    "author",
    "pronoun",
    "it",
    "house",
    "proper",
    "house_last",
    "it_last",
    "complemented",
    "modified",
    "noun",
    "house_of",
    "second",
    "pronoun_house",
)
_WORD: Final = re.compile(r"[^\W\d]+(?:['’-][^\W\d]+)*")
_AFTER_VERB: Final = 9  # words in which the subject follows its verb
_PERSONAL: Final = ("name", "person_of", "pronoun")
_RECENT: Final = 3  # passages in which a pronoun goes back to who spoke last


@dataclass(frozen=True, slots=True)
class Statement:
    """A turn of phrase that gives something as said: where its verb or preposition stands, its kind, and who may be meant."""

    passage: int
    start: int
    end: int
    kind: str
    speakers: tuple[Speaker, ...]
    turned: bool = False  # the subject follows its verb


def statements_of(scene: Scene, index: int) -> Sequence[Statement]:
    """The statements of a passage; those of all passages are worked out once, in order."""
    key = ("statements", -1)
    if key not in scene.memory:
        scene.memory[key] = _all_statements(scene)
    found: Sequence[Statement] = scene.memory[key][index]
    return found


def _all_statements(scene: Scene) -> list[tuple[Statement, ...]]:
    found: list[tuple[Statement, ...]] = []
    speaking, since = None, 0
    for passage in scene.passages:
        recent = speaking if passage.index - since <= _RECENT else None
        found.append(tuple(_statements(Hearing(scene, passage.index, recent))))
        for statement in found[-1]:
            first = statement.speakers[0]
            if first.form in _PERSONAL and scene.names.kinds.get(first.name) in ("person", "other"):
                speaking, since = first.name, passage.index
    return found


def main_speakers(scene: Scene) -> Sequence[str]:
    """Those that the text quotes by name, the most quoted first."""
    key = ("main_speakers", -1)
    if key not in scene.memory:
        counts: Counter[str] = Counter()
        for passage in scene.passages:
            for statement in statements_of(scene, passage.index):
                counts.update({speaker.name for speaker in statement.speakers if speaker.form == "name"})
        scene.memory[key] = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    found: Sequence[str] = scene.memory[key]
    return found


def sources(scene: Scene) -> Sequence[tuple[int, str]]:
    """The bodies, reports and polls that statements are by, each with the passage that first gives it so."""
    key = ("sources", -1)
    if key not in scene.memory:
        words = words_of(scene.language)
        found: dict[str, int] = {}
        for passage in scene.passages:
            for statement in statements_of(scene, passage.index):
                first = statement.speakers[0]
                parts = set(first.name.split("-"))
                if first.form == "author" or parts & words.sources or words.is_institute(first.name):
                    found.setdefault(first.name, passage.index)
        scene.memory[key] = tuple((passage, name) for name, passage in found.items())
    listed: Sequence[tuple[int, str]] = scene.memory[key]
    return listed


def _statements(here: Hearing) -> Iterator[Statement]:
    passage = here.scene.passages[here.index]
    words = words_of(here.scene.language)
    folded = passage.folded
    doc = here.scene.parses.get(here.index)
    for match in words.according_to.finditer(folded):
        speakers = _ordered(here, _after(here, match.end(), doc))
        if match.group() in words_in(here.scene.language, "speakers", "viewing") and not (
            speakers and speakers[0].form in ("pronoun", "name") and _person(here.scene, speakers[0])
        ):
            continue
        if speakers:
            yield Statement(here.index, match.start(), match.end(), match.group().split()[0].rstrip("'"), speakers)
    for match in words.speech_nouns.finditer(folded):
        owner = next(
            (m for m in here.scene.names.of(here.index) if 0 <= match.start() - m.end <= 1 and m.kind != "place"), None
        )
        author = owner.entity if owner is not None and owner.source != "adjective" else author_of(here, match.end())
        if author is not None and here.scene.names.kinds.get(author) not in ("place", "person"):
            yield Statement(here.index, match.start(), match.end(), "study", (Speaker(author, "author"),))
    if doc is not None:
        quotes = pattern_in(here.scene.language, "speakers", "quoting")
        for token in doc:
            word, end = fold(token.text), token.idx + len(token.text)
            verbal = token.pos_ in VERBAL
            stating = is_stating(word, words)
            if not (stating or verbal):
                continue
            if not (stating and verbal) and not quotes.search(folded, max(0, token.idx - 12), token.idx):
                continue
            turned = _ordered(here, _inverted(here, token.idx, end, doc))
            straight = _ordered(here, _by_parse(here, token)) if verbal and stating else ()
            speakers = (turned or straight) if here.scene.language == "fr" else (straight or turned)
            if speakers:
                kind = "opined" if is_opining(word, words) else "said"
                yield Statement(here.index, token.idx, end, kind, speakers, speakers is turned)
        return
    for found in _WORD.finditer(folded):
        if not is_stating(found.group(), words):
            continue
        speakers = _ordered(here, _inverted(here, found.start(), found.end(), None)) or _ordered(
            here, _before(here, found.start())
        )
        if speakers:
            yield Statement(here.index, found.start(), found.end(), "said", speakers)


def first_after(mentions: Sequence[Mention], place: int, text: str) -> Mention | None:
    """The first name behind a place, a few words on at most. Later names have more between, so only the first is tried."""
    first = next((mention for mention in mentions if mention.start >= place), None)
    if first is None:
        return None
    between = text[place : first.start]
    return first if "," not in between and len(re.findall(r"\w+", between)) <= 4 else None


def _ordered(here: Hearing, speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Those that a statement may be by, the likeliest first."""
    found = list(speakers)
    collective = any(speaker.form == "noun" and speaker.name in words_of(here.scene.language).members for speaker in found)
    order = ("house_of", *_LIKELY) if collective else _LIKELY
    return tuple(sorted(found, key=lambda speaker: order.index(speaker.form) if speaker.form in order else len(order)))


def _person(scene: Scene, speaker: Speaker) -> bool:
    return scene.names.kinds.get(speaker.name) == "person"


def is_opining(word: str, words: Words) -> bool:
    """Whether a word is a verb by which the figure itself is put forward: "expects 30 %", "puts it at 30 %"."""
    return any(finder.fullmatch(word) for kind, finder in words.status.items() if kind in _OPINIONS)


def _by_parse(here: Hearing, verb: Token) -> Iterator[Speaker]:
    """The subject of a verb of saying, which it may share with the verb before it."""
    text = here.scene.passages[here.index].text
    adjacent = pattern_in(here.scene.language, "speakers", "adjacent")
    for mention in here.scene.names.of(here.index):
        if mention.source != "adjective" and adjacent.fullmatch(fold(text[mention.end : verb.idx])):
            yield from named_in_full(here, mention)
            return
    for above in (verb, verb.head) if verb.dep_ in ("conj", "xcomp", "aux") else (verb,):
        for child in above.children:
            if child.dep_ == "nsubj":
                relative = is_relative(child) and above.head.i != above.i
                yield from speakers_of(here, above.head if relative else child)
                return
            if child.dep_ in _AGENTS:
                named = next((token for token in child.children if token.dep_ == "pobj"), child)
                yield from speakers_of(here, named)
                return


def _inverted(here: Hearing, start: int, end: int, doc: Doc | None) -> Iterator[Speaker]:
    """The subject behind its verb: "..., said the mayor", "a annoncé mercredi la police"."""
    text = here.scene.passages[here.index].text
    folded = fold(text)
    language = here.scene.language
    clitic = pattern_in(language, "speakers", "clitic_before").search(folded[max(0, start - 12) : start]) or pattern_in(
        language, "speakers", "clitic_behind"
    ).match(folded[end : end + 8])
    if clitic is not None:
        yield from meant_by(here, clitic[1], start)
        return
    if not pattern_in(language, "speakers", "inverted").search(folded[max(0, start - 24) : start]):
        return
    rest = re.match(r"[^.;:«»“”\"]*", text[end:])
    reach = end + (rest.end() if rest else 0)
    if doc is not None:
        for token in doc[token_at(doc, end) :]:
            if token.idx < end:
                continue
            if token.idx >= reach or len(_WORD.findall(text[end : token.idx])) > _AFTER_VERB:
                break
            if token.pos_ in ("SCONJ", "PRON") or fold(token.text) in words_in(language, "speakers", "subordinating"):
                return
            if token.pos_ not in ("NOUN", "PROPN") or fold(token.text) in words_of(language).not_names:
                continue
            if _after_preposition(token):
                continue
            if token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i and token.dep_ in _PARTS:
                continue
            yield from speakers_of(here, token)
            return
    for mention in here.scene.names.of(here.index):
        if end <= mention.start < reach and len(_WORD.findall(text[end : mention.start])) <= _AFTER_VERB:
            yield Speaker(mention.entity, "name")
            return


def _after_preposition(noun: Token) -> bool:
    """Whether a noun's phrase begins with a preposition: "told (the press)", "devant la presse"."""
    place = noun.i - 1
    while place >= 0 and noun.doc[place].pos_ in ("DET", "ADJ", "NUM"):
        place -= 1
    return place >= 0 and noun.doc[place].pos_ == "ADP"


def _before(here: Hearing, start: int) -> Iterator[Speaker]:
    """Who stands before a verb of a passage that is not parsed: a pronoun or a name."""
    text = here.scene.passages[here.index].text
    lead = _WORD.findall(fold(text[max(0, start - 30) : start]))
    if lead and is_person(lead[-1], here.scene.language):
        yield from meant_by(here, lead[-1], start)
        return
    for mention in reversed(here.scene.names.of(here.index)):
        if mention.end <= start and mention.source != "adjective" and len(_WORD.findall(text[mention.end : start])) <= 3:
            yield Speaker(mention.entity, "name")
            return


def _whole(token: Token) -> Token:
    """The noun that a word is a part of the name or the description of."""
    while token.dep_ in ("compound", "amod", "poss", "nmod:poss") and token.head.i > token.i:
        token = token.head
    return token


def _after(here: Hearing, place: int, doc: Doc | None) -> Iterator[Speaker]:
    """Who follows "according to"."""
    text = here.scene.passages[here.index].text
    if doc is not None:
        for token in doc[token_at(doc, place) :]:
            if token.idx < place or token.pos_ in ("DET", "ADP", "ADJ", "NUM", "PUNCT", "SPACE"):
                if token.idx >= place and token.pos_ == "PUNCT" and token.text == ",":
                    return
                continue
            if token.pos_ in ("NOUN", "PROPN", "PRON"):
                yield from speakers_of(here, _whole(token))
            return
    mention = first_after(here.scene.names.of(here.index), place, text)
    if mention is not None:
        yield Speaker(mention.entity, "name")

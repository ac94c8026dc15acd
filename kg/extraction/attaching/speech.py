"""What a text says that somebody says: its statements, each with whom its turn of phrase may mean, and its quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import Words, words_of
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.parsing import token_at
from kg.extraction.attaching.scene import Scene
from kg.extraction.attaching.stems import stem
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AGENTS: Final = ("agent", "obl:agent")
_PARTS: Final = ("compound", "amod", "flat", "flat:name", "nmod", "fixed", "det", "poss")
_PRONOUNS: Final = frozenset({"he", "she", "they", "it", "il", "elle", "ils", "elles", "lui", "eux", "i", "je", "j'", "we", "nous"})
_RELATIVES: Final = frozenset({"qui", "who", "which", "that"})
_PEOPLE: Final = frozenset({"he", "she", "il", "elle", "lui"})
_OPINIONS: Final = ("aim", "wish", "forecast", "estimate", "demand", "offer", "reckon", "gauge", "foresee", "announced")
_LIKELY: Final = (
    "name", "person_of", "author", "pronoun", "it", "house", "proper", "house_last", "it_last", "complemented", "modified", "noun", "house_of",
    "second", "pronoun_house",
)
_MEMBERS: Final = frozenset(
    {
        "analysts", "economists", "consultants", "researchers", "officials", "experts", "executives", "scientists", "cabinet",
        "institut", "association", "agence", "societe", "federation", "syndicat", "analystes", "economistes", "chercheurs",
        "experts", "consultants", "quotidien", "journal", "groupe", "banque", "charity", "lobby", "consultancy", "study", "etude",
        "report", "rapport", "sondage", "poll", "survey", "enquete", "figures", "chiffres", "donnees", "data", "reseau", "think-tank",
    }
)
_WORD: Final = re.compile(r"[^\W\d]+(?:['’-][^\W\d]+)*")
_INVERTED: Final = re.compile(r"[,»”\"’]\s*(?:(?:a|ont|avait|avaient|s'est|se sont)\s+|a-t-|ont-)?(?:\w+ment\s+)?\Z")
_ADJACENT: Final = re.compile(
    r"(?: \(\w+\))? (?:(?:has|have|had|also|now|still|a|ont|avait|avaient|s'est|en|y|\w+ly) ){0,2}"
)
_AFTER_VERB: Final = 9  # words in which the subject follows its verb
_QUOTES: Final = re.compile(r"[«“”»\"]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One that a statement may be by: ``form`` tells how the text refers to it."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A turn of phrase that gives something as said: where its verb or preposition stands, its kind, and who may be meant."""

    passage: int
    start: int
    end: int
    kind: str
    speakers: tuple[Speaker, ...]


def statements_of(scene: Scene, index: int) -> Sequence[Statement]:
    """The statements of a passage, worked out once."""
    key = ("statements", index)
    if key not in scene.memory:
        scene.memory[key] = tuple(_statements(scene, index))
    found: Sequence[Statement] = scene.memory[key]
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
                if first.form == "author" or parts & words.sources or first.name in words.institutes:
                    found.setdefault(first.name, passage.index)
        scene.memory[key] = tuple((passage, name) for name, passage in found.items())
    listed: Sequence[tuple[int, str]] = scene.memory[key]
    return listed


def quoted_spans(scene: Scene, index: int) -> Sequence[tuple[int, int, int]]:
    """The quotations of a passage and the number of each in the text: one that a passage leaves open goes on in its block."""
    key = ("quotes", -1)
    if key not in scene.memory:
        scene.memory[key] = _quotations(scene)
    return scene.memory[key].get(index, ())  # type: ignore[no-any-return]


def _quotations(scene: Scene) -> dict[int, list[tuple[int, int, int]]]:
    spans: dict[int, list[tuple[int, int, int]]] = {}
    number, opened, block = 0, None, -1
    for passage in scene.passages:
        if passage.block != block:
            opened, block = None, passage.block
        start = 0 if opened is not None else None
        for match in _QUOTES.finditer(passage.text):
            mark = match.group()
            opening = mark in "«“" or (mark == '"' and start is None)
            if opening and start is None:
                number += 1
                start, opened = match.end(), number
            elif not opening and start is not None:
                spans.setdefault(passage.index, []).append((start, match.start(), opened or number))
                start = opened = None
        if start is not None:
            spans.setdefault(passage.index, []).append((start, len(passage.text), opened or number))
    return spans


def is_stating(word: str, words: Words) -> bool:
    """Whether a word is a form of a verb of saying."""
    return word in words.stating or stem(word) in words.stating_stems


def _ordered(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Those that a statement may be by, the likeliest first."""
    found = list(speakers)
    collective = any(speaker.form == "noun" and speaker.name in _MEMBERS for speaker in found)
    order = ("house_of", *_LIKELY) if collective else _LIKELY
    return tuple(sorted(found, key=lambda speaker: order.index(speaker.form) if speaker.form in order else len(order)))


def _person(scene: Scene, speaker: Speaker) -> bool:
    return scene.names.kinds.get(speaker.name) == "person"


def is_opining(word: str, words: Words) -> bool:
    """Whether a word is a verb by which the figure itself is put forward: "expects 30 %", "puts it at 30 %"."""
    return any(finder.fullmatch(word) for kind, finder in words.status.items() if kind in _OPINIONS)


def _statements(scene: Scene, index: int) -> Iterator[Statement]:
    passage = scene.passages[index]
    words = words_of(scene.language)
    folded = fold(passage.text)
    doc = scene.parses.get(index)
    for match in words.according_to.finditer(folded):
        speakers = _ordered(_after(scene, index, match.end(), doc))
        if match.group() == "pour" and not (speakers and speakers[0].form in ("pronoun", "name") and _person(scene, speakers[0])):
            continue
        if speakers:
            yield Statement(index, match.start(), match.end(), match.group().split()[0].rstrip("'"), speakers)
    if doc is not None:
        for token in doc:
            if token.pos_ not in ("VERB", "AUX") or not is_stating(fold(token.text), words):
                continue
            turned = _ordered(_inverted(scene, index, token.idx, token.idx + len(token.text), doc))
            straight = _ordered(_by_parse(scene, index, token))
            speakers = (turned or straight) if scene.language == "fr" else (straight or turned)
            kind = "opined" if is_opining(fold(token.text), words) else "said"
            if speakers:
                yield Statement(index, token.idx, token.idx + len(token.text), kind, speakers)
        return
    for found in _WORD.finditer(folded):
        if not is_stating(found.group(), words):
            continue
        speakers = _ordered(_inverted(scene, index, found.start(), found.end(), None)) or _ordered(
            _before(scene, index, found.start())
        )
        if speakers:
            yield Statement(index, found.start(), found.end(), "said", speakers)


def _by_parse(scene: Scene, index: int, verb: Token) -> Iterator[Speaker]:
    """The subject of a verb of saying, which it may share with the verb before it."""
    text = scene.passages[index].text
    for mention in scene.names.of(index):
        if mention.source != "adjective" and _ADJACENT.fullmatch(fold(text[mention.end : verb.idx])):
            yield from _widened(scene, index, mention)
            return
    for above in (verb, verb.head) if verb.dep_ in ("conj", "xcomp", "aux") else (verb,):
        for child in above.children:
            if child.dep_ == "nsubj":
                relative = fold(child.text) in _RELATIVES and above.head.i != above.i
                yield from speakers_of(scene, index, above.head if relative else child)
                return
            if child.dep_ in _AGENTS:
                named = next((token for token in child.children if token.dep_ == "pobj"), child)
                yield from speakers_of(scene, index, named)
                return


def _inverted(scene: Scene, index: int, start: int, end: int, doc: Doc | None) -> Iterator[Speaker]:
    """The subject behind its verb: "..., said the mayor", "a annoncé mercredi la police"."""
    text = scene.passages[index].text
    folded = fold(text)
    clitic = re.search(r"-(il|elle|ils|elles)\s*\Z", folded[max(0, start - 12) : start]) or re.match(
        r"-(?:t-)?(il|elle|ils|elles)\b", folded[end : end + 8]
    )
    if clitic is not None:
        yield from _pronoun(scene, index, clitic[1], start)
        return
    if not _INVERTED.search(folded[max(0, start - 24) : start]):
        return
    rest = re.match(r"[^.;:«»“”\"]*", text[end:])
    reach = end + (rest.end() if rest else 0)
    if doc is not None:
        for token in doc[token_at(doc, end) :]:
            if token.idx < end:
                continue
            if token.idx >= reach or len(_WORD.findall(text[end : token.idx])) > _AFTER_VERB:
                break
            if token.pos_ in ("SCONJ", "PRON") or fold(token.text) in ("that", "que", "qu'"):
                return
            if token.pos_ not in ("NOUN", "PROPN") or fold(token.text) in words_of(scene.language).not_names:
                continue
            if _after_preposition(token):
                continue
            if token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i and token.dep_ in _PARTS:
                continue
            yield from speakers_of(scene, index, token)
            return
    for mention in scene.names.of(index):
        if end <= mention.start < reach and len(_WORD.findall(text[end : mention.start])) <= _AFTER_VERB:
            yield Speaker(mention.entity, "name")
            return


def _after_preposition(noun: Token) -> bool:
    """Whether a noun's phrase begins with a preposition: "told (the press)", "devant la presse"."""
    place = noun.i - 1
    while place >= 0 and noun.doc[place].pos_ in ("DET", "ADJ", "NUM"):
        place -= 1
    return place >= 0 and noun.doc[place].pos_ == "ADP"


def _before(scene: Scene, index: int, start: int) -> Iterator[Speaker]:
    """Who stands before a verb of a passage that is not parsed: a pronoun or a name."""
    text = scene.passages[index].text
    lead = _WORD.findall(fold(text[max(0, start - 30) : start]))
    if lead and lead[-1] in _PEOPLE:
        yield from _pronoun(scene, index, lead[-1], start)
        return
    for mention in reversed(scene.names.of(index)):
        if mention.end <= start and mention.source != "adjective" and len(_WORD.findall(text[mention.end : start])) <= 3:
            yield Speaker(mention.entity, "name")
            return


def _after(scene: Scene, index: int, place: int, doc: Doc | None) -> Iterator[Speaker]:
    """Who follows "according to"."""
    text = scene.passages[index].text
    if doc is not None:
        for token in doc[token_at(doc, place) :]:
            if token.idx < place or token.pos_ in ("DET", "ADP", "ADJ", "NUM", "PUNCT", "SPACE"):
                if token.idx >= place and token.pos_ == "PUNCT" and token.text == ",":
                    return
                continue
            if token.pos_ in ("NOUN", "PROPN", "PRON"):
                while token.dep_ in ("compound", "amod", "poss", "nmod:poss") and token.head.i > token.i:
                    token = token.head
                yield from speakers_of(scene, index, token)
            return
    for mention in scene.names.of(index):
        between = text[place : mention.start]
        if mention.start >= place and "," not in between and len(_WORD.findall(between)) <= 4:
            yield Speaker(mention.entity, "name")
            return


def speakers_of(scene: Scene, index: int, token: Token) -> Iterator[Speaker]:
    """Whom a noun, a name or a pronoun may mean as a speaker."""
    folded = fold(token.text)
    if folded in _PRONOUNS:
        yield from _pronoun(scene, index, folded, token.idx)
        return
    if token.pos_ not in ("NOUN", "PROPN") or any(child.dep_ in _COUNTING for child in token.children) or token.text == "%":
        return
    mentions = scene.names.of(index)
    start, end = _extent(token)
    named = next((mention for mention in mentions if mention.start <= token.idx < mention.end), None)
    if named is not None and named.source != "adjective":
        yield from _widened(scene, index, named)
    text = scene.passages[index].text
    apposed = next((m for m in mentions if _apposed(text[token.idx + len(token.text) : m.start]) and m.kind in ("person", "other")), None)
    if apposed is not None and named is None and " " in apposed.text:
        yield Speaker(apposed.entity, "person_of")
    within = [m for m in mentions if m is not named and m.source != "adjective" and start <= m.start and m.end <= end]
    for mention in within[:2]:
        yield Speaker(mention.entity, _relation(mention, named))
    if words_of(scene.language).speech_nouns.fullmatch(folded):
        author = _author(scene, index, token.idx + len(token.text))
        if author is not None:
            yield Speaker(author, "author")
    if token.pos_ == "PROPN" and named is not None:
        return
    seen = set()
    for form, name in _phrases(token):
        if name and name not in seen:
            seen.add(name)
            yield Speaker(name, form)
    if folded in words_of(scene.language).houses:
        yield from _house(scene, index, token.idx)


_COUNTING: Final = ("nummod", "nmod:num")
_APPOSED: Final = re.compile(r"(?: (?!et |and |que |that |who |qui )[^\s,;.:«»“”\"]+){0,8}, (?:Dr\.? |Me |M\. |Mme |Mr\.? |Mrs\.? |Ms\.? )?")


def _apposed(between: str) -> bool:
    """Whether what follows a noun up to a name sets it in apposition: "the head (of the clinic,) Ann Lee"."""
    return bool(_APPOSED.fullmatch(between))


def _author(scene: Scene, index: int, place: int) -> str | None:
    """Whose a report, a poll or a table is that is named before a place: "the study by", "le bilan publié par"."""
    text = scene.passages[index].text
    for mention in scene.names.of(index):
        between = text[place : mention.start]
        if mention.start >= place and mention.source != "adjective" and _AUTHORED.fullmatch(fold(between)):
            return mention.entity
    return None


_AUTHORED: Final = re.compile(
    r"(?: [^\s,;.:]+){0,6}? (?:by|from|of|par|de|du|des|d')(?: ?(?:the|le|la|les|l'|l’))?(?: [^\s,;.:]+){0,3}? ?| "
)


def _widened(scene: Scene, index: int, mention: Mention) -> Iterator[Speaker]:
    """A name as a speaker, before it the longer one that its capitals give: a nation's adjective may have been cut off."""
    if mention.kind != "person":
        text = scene.passages[index].text
        before = _CAPITALS.search(text[: mention.start])
        if before is not None and any(other.end == before.end() - 1 and other.source == "adjective" for other in scene.names.of(index)):
            yield Speaker(slug(text[before.start() : mention.end]), "name")
            yield Speaker(mention.entity, "cut")
            return
    yield Speaker(mention.entity, "name")


_CAPITALS: Final = re.compile(r"(?:[A-ZÀ-Ý][\w-]+ )+\Z")


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


def _phrases(token: Token) -> Iterator[tuple[str, str]]:
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
        if full == last and follower.pos_ == "ADP" and fold(follower.text) not in _OF:
            break
        full += 1
    while full > last and doc[full].pos_ in ("ADP", "DET"):
        full -= 1
    if full > last:
        yield "complemented", slug(doc[first : full + 1].text)


_OF: Final = frozenset({"de", "du", "des", "d'", "d’", "of", "for"})


def _pronoun(scene: Scene, index: int, pronoun: str, place: int) -> Iterator[Speaker]:
    """Whom a pronoun may mean: the last person named before it, and the last body."""
    plural = pronoun in ("they", "ils", "elles", "eux", "we", "nous", "it")
    if not plural:
        speaking, named = _last_speaking(scene, index), _last(scene, index, place, "person")
        for person in dict.fromkeys((speaking, named) if speaking else (named,)):
            if person is not None:
                yield Speaker(person, "pronoun" if person == (speaking or named) else "pronoun_named")
    if pronoun not in ("he", "she", "i", "je", "j'", "lui"):
        yield from _house(scene, index, place, "it" if plural else "pronoun_house")


def _last_speaking(scene: Scene, index: int) -> str | None:
    """The last person that a statement before the passage, not far off, is by."""
    for earlier in range(index - 1, max(-1, index - 4), -1):
        for statement in reversed(statements_of(scene, earlier)):
            first = statement.speakers[0]
            if first.form in ("name", "person_of", "pronoun") and scene.names.kinds.get(first.name) in ("person", "other"):
                return first.name
    return None


def _house(scene: Scene, index: int, place: int, form: str = "house") -> Iterator[Speaker]:
    """The body that "the company" may mean: the last named, and the one named most."""
    last = _last(scene, index, place, "organization")
    ranked = scene.names.ranked
    foremost = min(
        (name for name, kind in scene.names.kinds.items() if kind in ("organization", "company")),
        key=lambda name: ranked.get(name, 99),
        default=None,
    )
    for name, role in ((last, "last"), (foremost, "foremost")):
        if name is not None:
            yield Speaker(name, form if last == foremost else f"{form}_{role}")
        if last == foremost:
            return


def _last(scene: Scene, index: int, place: int, kind: str) -> str | None:
    """The last name of a kind before a place, in the passage or the few before it."""
    kinds = ("organization", "company") if kind == "organization" else (kind,)
    for earlier in range(index, max(-1, index - 12), -1):
        for mention in reversed(scene.names.of(earlier)):
            if (earlier < index or mention.end <= place) and mention.kind in kinds:
                return mention.entity
    return None

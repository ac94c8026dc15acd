"""What a text is about where no name says it: the phrases of its title and first sentence, and the event told with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.names import Names
from kg.extraction.attaching.packs import words_in
from kg.extraction.attaching.parsing import SUBJECTS
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import countries
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_READ: Final = 400  # passages in which the words of a title are counted
_TIMES: Final = 3
_FREQUENT: Final = 2
_TWICE: Final = 2
_PHRASES: Final = 2
_LONGEST: Final = 8  # words of a part of the title that may name what the text is about
_UNIT: Final = 3  # letters of a unit of measure
_QUOTES: Final = frozenset({"«", "»", '"', "“", "”"})


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase that may name what a text is about: ``form`` says where it stands, ``count`` how often its first word is met."""

    name: str
    form: str
    count: int


def topics_of(
    passages: Sequence[Passage], parses: Mapping[int, Doc], title: int | None, names: Names, language: str
) -> tuple[Topic, ...]:
    """The phrases of the title, the noun with a name in the first sentence, the country, and the nouns that the text has most."""
    text = fold(" ".join(passage.text for passage in passages[:_READ]))
    found: dict[str, Topic] = {}

    def add(name: str, form: str, head: str) -> None:
        if len(name) > 2 and name not in found and name not in names.counts:
            count = len(re.findall(rf"(?<!\w){re.escape(fold(head))}(?!\w)", text))
            found[name] = Topic(name, form, count)

    doc = parses.get(title) if title is not None else None
    if title is not None and doc is not None:
        segment = passages[title].text.partition(" : ")[0]
        words = segment.split()
        if ":" in passages[title].text and 1 < len(words) <= _LONGEST:
            add(slug(segment), "segment", words[0])
        for token in doc:
            if token.pos_ in ("NOUN", "PROPN") and len(token.text) > 3:
                place = _part(_holder(token, language))
                for phrase in phrases_of(token):
                    form = "phrase" if " " in phrase else "noun"
                    if form == "phrase" or place != "part":
                        add(slug(phrase), f"title:{form}:{place}", token.text)
    first = next((passage.index for passage in passages if passage.kind.is_running_text and len(passage.text) > 40), None)
    doc = parses.get(first) if first is not None else None
    if first is not None and doc is not None:
        for token in doc:
            if token.pos_ != "NOUN" or not token.text[:1].isalpha() or _is_of_a_name(token, names.of(first)):
                continue
            if (named := _with_name(token)) is not None:
                add(slug(named), "lead:named", named.split()[-1])
    if (country := country_of(names, language)) is not None:
        found[f"{country} country"] = Topic(country, "country", names.counts.get(country, 0))
    for rank, (name, count) in enumerate(_frequent(parses, words_of(language).not_entities)):
        if name not in names.counts:
            found[f"{name} frequent"] = Topic(name, f"frequent{min(rank, 2)}", count)
    for rank, (name, count) in enumerate(_repeated(parses, names)):
        found.setdefault(name, Topic(name, f"repeated{min(rank, 2)}", count))
    return tuple(found[name] for name in sorted(found) if name)


def country_of(names: Names, language: str) -> str | None:
    """The country that a text writes from: the one named most, by name or adjective, or that of a body which it names; None where it names none."""
    counts = Counter(
        mention.entity
        for listed in names.mentions.values()
        for mention in listed
        if mention.source in ("country", "adjective") or (mention.source == "base" and mention.kind == "place")
    )
    bodies = words_of(language).homes
    counts.update({home: 2 * names.counts[body] for body, home in bodies.items() if body in names.counts})
    counts.update(_homes(names, language))
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _homes(names: Names, language: str) -> Counter[str]:
    """The countries in the names of bodies, each as often as those are named: "Bank of Finland"."""
    lands = {slug(name): land for name, land in countries(language).items()}
    found: Counter[str] = Counter()
    for entity, count in names.counts.items():
        kind, _, rest = entity.partition("-")
        land = next((lands[end] for end in (rest, rest.partition("-")[2]) if end in lands), None)
        if land is not None and words_of(language).national_bodies.fullmatch(kind):
            found[land] += 2 * count
    return found


def _frequent(parses: Mapping[int, Doc], hollow: frozenset[str]) -> list[tuple[str, int]]:
    """The common nouns that the parsed passages have most, each with its count."""
    counts: Counter[str] = Counter()
    for index in sorted(parses):
        counts.update({slug(token.text) for token in parses[index] if token.pos_ == "NOUN" and len(token.text) > 3})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(name, count) for name, count in ranked if count >= _TIMES and name not in hollow][:_FREQUENT]


def _repeated(parses: Mapping[int, Doc], names: Names) -> list[tuple[str, int]]:
    """The common nouns with their adjectives and nouns that the parsed passages repeat, each as most often written."""
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for index in sorted(parses):
        for token in parses[index]:
            if token.pos_ == "NOUN" and token.text[:1].isalpha() and len(phrase := noun_phrase(token).split()) > 1:
                name = slug(" ".join(phrase))
                if "-" in name:
                    forms.setdefault(name.rstrip("s"), Counter())[name] += 1
                    counts[name.rstrip("s")] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    written = [(forms[stem].most_common(1)[0][0], count) for stem, count in ranked if count >= _TWICE]
    return [(name, count) for name, count in written if name not in names.counts][:_PHRASES]


def _with_name(token: Token) -> str | None:
    """A noun with the name that says which one: "mine de Severnaïa", "vol MS804"; None where no name follows."""
    doc, last = token.doc, token.i + 1
    while last < len(doc) and fold(doc[last].text) in words_in(token.lang_, "topics", "before_name"):
        last += 1
    end = last
    while (end < len(doc) and end - last < 4 and doc[end].text[:1].isupper()) or (
        end < len(doc) and doc[end].text.isdigit() and end - last < 4
    ):
        end += 1
    if end == last or not any(piece.text[:1].isupper() for piece in doc[last:end]):
        return None
    return str(doc[token.i : end].text)


def _is_of_a_name(token: Token, mentions: Sequence[Mention]) -> bool:
    """Whether a noun only says what the one does whose name follows: "economist Ann Lee", "the charity Reefwatch"."""
    behind = token.idx + len(token.text) + 1
    return any(mention.start == behind and mention.kind in ("person", "organization") for mention in mentions)


def held_by(token: Token) -> Token | None:
    """The noun that a word under another brings in as what that one is of: "prix du gaz", "prices of gas", "gas prices"."""
    of = words_in(token.lang_, "standing", "of")
    if token.dep_ == "prep":
        held = next((child for child in token.children if child.dep_ == "pobj"), None)
        return held if token.lower_ in of and held is not None and held.pos_ == "NOUN" else None
    if token.pos_ != "NOUN":
        return None
    owned = token.dep_ == "nmod" and any(part.dep_ == "case" and fold(part.text) in of for part in token.children)
    return token if owned or token.dep_ == "compound" else None


def _holder(token: Token, language: str) -> Token:
    """The noun that a noun stands for where that one only tells how many or how much of it: "le déclin des insectes"."""
    while True:
        link = token.head if token.dep_ == "pobj" else token
        if held_by(link) is None or slug(link.head.text) not in words_of(language).not_entities:
            return token
        token = link.head


def _part(token: Token) -> str:
    """What a noun is to its sentence: its root, the subject or object of it, or a part of those."""
    if token.head.i == token.i:
        return "root"
    if token.head.head.i == token.head.i:
        if token.dep_ in SUBJECTS:
            return "subject"
        if token.dep_ in ("obj", "dobj"):
            return "object"
    return "part"


def phrases_of(token: Token) -> list[str]:
    """A noun alone, with the adjectives and names that touch it, and with its complements."""
    return list(dict.fromkeys(_phrases(token)))[:5]


def _phrases(token: Token) -> Iterator[str]:
    doc, first, last = token.doc, token.i, token.i
    while first > 0 and doc[first - 1].pos_ in ("ADJ", "NOUN", "PROPN") and doc[first - 1].head.i == token.i:
        if len(doc[first - 1].text) <= _UNIT and first > 1 and doc[first - 2].like_num:
            break  # the "km" of "a 14 km tunnel"
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].pos_ in ("ADJ", "NOUN", "PROPN", "NUM") and doc[last + 1].head.i == token.i:
        last += 1
    links = words_in(token.lang_, "topics", "phrase")
    yield token.text
    yield doc[first : last + 1].text
    whole = last
    while whole + 1 < len(doc) and whole - last < _LONGEST:
        following = doc[whole + 1]
        if (
            following.pos_ not in ("ADJ", "NOUN", "PROPN", "NUM")
            and fold(following.text) not in links
            and following.text not in _QUOTES
        ):
            break
        if following.like_num and fold(doc[whole].text) in links:
            break  # "la récolte de maïs de 18 %"
        whole += 1
        if following.pos_ in ("NOUN", "PROPN"):
            yield doc[first : whole + 1].text


def noun_phrase(token: Token) -> str:
    """A noun with the adjectives and nouns that touch it, without article or number."""
    return next((phrase for phrase in _phrases(token) if phrase != token.text), token.text)

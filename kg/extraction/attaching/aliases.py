"""The short forms of names carried to the full ones: a family name to the person, an acronym to what it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold

_OFTEN: Final = 3
_ACRONYM: Final = re.compile(r"\s?\(\s?([A-Z][A-Za-z]?[A-Z&-]*[A-Z])\s?\)")
_LINKED: Final = re.compile(r" (?:de|du|des|of) | d['’]")
_OPENING: Final = 3  # passages in which a text gives full names
_DIRECTIONS: Final = frozenset(
    [
        "grand",
        "grande",
        "petit",
        "saint",
        "sainte",
        "new",
        "nouvelle",
        "nouveau",
        "nord",
        "sud",
        "est",
        "ouest",
        "north",
        "south",
        "east",
        "west",
        "le",
        "la",
        "les",
        "the",
    ]
)


def settled(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a text, each under the name that the text has for its entity."""
    return _carried(_shortened(passages, _divided(passages, _completed(passages, mentions))))


def _divided(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """A name with its maker's behind "de" or "of" as two names, where the text has both alone: "Dengvaxia de Sanofi Pasteur"."""
    alone = {mention.entity for mention in mentions}
    makers = {mention.entity for mention in mentions if mention.kind == "organization"}
    divided: list[Mention] = []
    for mention in mentions:
        link = _LINKED.search(mention.text) if mention.source in ("ner", "name") else None
        parts = (mention.text[: link.start()], mention.text[link.end() :]) if link is not None else ("", "")
        if (
            link is None
            or slug(parts[0]) not in alone
            or slug(parts[1]) not in makers
            or any(parts[0].lower() in passage.text for passage in passages)  # a common noun: the Bank, the Commission
        ):
            divided.append(mention)
            continue
        first = replace(mention, end=mention.start + link.start(), entity=slug(parts[0]), text=parts[0])
        last = replace(mention, start=mention.start + link.end(), entity=slug(parts[1]), kind="organization", text=parts[1])
        divided += [first, last]
    return divided


def _carried(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions with short forms carried to the full name: a family name to the person, a first word to the whole."""
    full: dict[str, str] = {}
    alone = Counter(mention.entity for mention in mentions if " " not in mention.text and mention.source != "adjective")
    opening = {mention.entity for mention in mentions if mention.passage <= _OPENING}
    kinds: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.source in ("ner", "base", "country"):
            kinds.setdefault(mention.entity, Counter())[mention.kind] += 1
    lands = {mention.entity for mention in mentions if mention.source in ("country", "base")}
    for mention in mentions:
        parts = mention.text.split()
        if mention.source not in ("ner", "name", "base") or not 2 <= len(parts) <= 4 or not parts[-1][:1].isupper():
            continue
        person = mention.kind == "person" or kinds.get(mention.entity, Counter()).get("person", 0) > 0
        for length in range(1, len(parts)):
            last = slug(" ".join(parts[-length:]))
            place = kinds.get(last, Counter()).get("place", 0) > 0
            two = length == 1 and len(parts) == 2 and fold(parts[0]) not in _DIRECTIONS
            named_so = two and mention.entity in opening and alone[last] >= (_OFTEN if last in lands else 1)
            if person or (length == 1 and mention.kind == "other" and not place) or named_so:
                full.setdefault(last, mention.entity)
        company = kinds.get(mention.entity, Counter()).get("organization", 0) > 0 and mention.entity in opening
        if person or (company and len(parts) == 2 and len(parts[0]) > 3 and fold(parts[0]) not in _DIRECTIONS):
            full.setdefault(slug(parts[0]), mention.entity)
    settled: list[Mention] = []
    for mention in mentions:
        entity = mention.entity
        if mention.source in ("ner", "name", "country") and entity in full and full[entity] != entity:
            whole = kinds.get(full[entity])
            kind = whole.most_common(1)[0][0] if whole else "person"
            settled.append(replace(mention, entity=full[entity], kind=kind))
        elif mention.source == "name" and entity in kinds:
            settled.append(replace(mention, kind=kinds[entity].most_common(1)[0][0]))
        else:
            settled.append(mention)
    return settled


def _completed(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions grown to a longer name of the same text where its words follow: "Pole" before "emploi"."""
    longer: dict[str, list[Mention]] = {}
    for mention in mentions:
        if " " in mention.text and mention.source in ("ner", "base"):
            longer.setdefault(slug(mention.text.split()[0]), []).append(mention)
    return [_grown(mention, passages, longer.get(mention.entity, ())) for mention in mentions]


def _shortened(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of a long name that the text shortens in brackets, "Confédération générale du travail (CGT)", under the form it has more."""
    forms: dict[str, str] = {}
    counts = Counter(mention.entity for mention in mentions)
    for mention in mentions:
        if mention.source not in ("ner", "name") or " " not in mention.text:
            continue
        short = _ACRONYM.match(passages[mention.passage].text, mention.end)
        if short is not None and fold(short[1][0]) == fold(mention.text[0]):
            name = slug(short[1])
            long, brief = mention.entity, name
            kept, other = (brief, long) if counts[brief] >= counts[long] else (long, brief)
            forms.setdefault(other, kept)
    return [
        replace(mention, entity=forms[mention.entity])
        if mention.source in ("ner", "name") and mention.entity in forms
        else mention
        for mention in mentions
    ]


def _grown(mention: Mention, passages: Sequence[Passage], longer: Iterable[Mention]) -> Mention:
    if mention.source not in ("ner", "name"):
        return mention
    text = passages[mention.passage].text
    for other in longer:
        end = mention.start + len(other.text)
        if fold(text[mention.start : end]) == fold(other.text):
            return replace(mention, end=end, entity=other.entity, kind=other.kind, text=other.text)
    return mention

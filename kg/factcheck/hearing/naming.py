"""The names that a sentence has: those of the base, longer and unknown ones, places, and who is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.names import names_of
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold
from kg.factcheck.hearing.shortening import shortened
from kg.factcheck.wording.describing import descriptions, tells_home
from kg.factcheck.wording.labels import by_adjective, kinds_in, with_labels
from kg.factcheck.wording.packs import in_any, listed
from kg.factcheck.wording.words import WORLD, Words, common_words, unaccented
from kg.model.base import Vocabulary
from kg.model.vocabulary import Entity

_INITIAL: Final = re.compile(r"\A\W*([^\W\d_a-zà-öø-ÿ][\w-]{3,})(,| \w+)")
_WORD: Final = re.compile(r"[^\W_]+")
_GOES_ON: Final = in_any(
    r"[ \u00a0-](?P<word>"
    r"(?!(?:{period_letters}[1-4]|{fiscal_year} ?\d*)\b)(?:[A-Za-z]\d[\w.]*|[A-ZÀ-Ý][\w&]+)"
    r"|{name_opens_edition}\b"
    r"|(?P<number>(?!(?:19|20)\d\d\b)\d{1,2}(?:\.\d{1,2})?(?![\w%€$]|[.,]\d| ?[%€$£]| {counted_behind_a_name}\w*)(?= [a-zA-Zé])))"
)
_OF_MONEY: Final = in_any(r"\.?\s?(?:{dollars}|\$)")  # US dollars are no place
_CURRENCY: Final = in_any(r" {currencies}\b")
_LYING: Final = in_any(r", {lies_in} (?:{articles })?")
_TRADES: Final = frozenset(listed("trade_heads"))
_PARTICIPLE: Final = in_any(r"[^\W\d_]+{participles} \d")  # "Valorisée 380" opens a sentence and is no name
_ASKED: Final = in_any(r"[^\W\d_]+{participles} {participle_goes_on}\b")
"""A participle that opens a sentence by where or by whom it came about: interrogé dans un podcast."""
_SEGMENT: Final = in_any(r"\b{segment_heads}\s(?:{segment_of })?\Z")
_SEGMENT_AFTER: Final = in_any(r"\A\s{segment_behind}\b")
_SAID_OF_A_NAME: Final = frozenset(listed("said_of_a_name"))
_PRODUCTS: Final = ("product", "model")
_PERIOD: Final = in_any(r"(?:(?:{period_letters}[1-4]|{fiscal_year} ?'?(?:\d\d){1,2}|(?:19|20)\d\d)[ /-]*)+\Z")
"""What looks like a name and is a time: Q3 FY2026."""


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a sentence: those of the base, those it does not know, places, who is quoted, and places told by an adjective."""

    known: tuple[Mention, ...]
    unknown: tuple[Mention, ...]
    places: tuple[str, ...]
    speakers: frozenset[str]
    regions: tuple[str, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()

    def tells_aside(self, mention: Mention) -> bool:
        """Whether a name stands in what only describes another: Amazon, in AWS, a unit of Amazon."""
        return any(start <= mention.start and mention.end <= end for start, end in self.asides)


def named_in(
    passage: Passage, vocabulary: Vocabulary, words: Words, language: str, names: Mapping[str, Entity] | None = None
) -> Named:
    """The names of a sentence; ``names`` are the entities that are looked for (without them all)."""
    entities = vocabulary.entities if names is None else names
    mentions = names_of([replace(passage, index=0)], {}, entities, language).of(0)
    mentions = tuple(m for m in mentions if m.source == "base" or not _PERIOD.match(m.text))
    mentions = with_labels(mentions, passage, entities, words)
    folded = fold(passage.text)
    known = [m for m in mentions if m.source == "base"]
    mentions = tuple(m for m in mentions if m.kind != "place" or not _OF_MONEY.match(folded[m.end :]))
    known = [m for m in known if m in mentions]
    mentions = tuple(m for m in mentions if m.kind != "place" or fold(m.text) not in words.no_places)
    asides = _asides(mentions, known, folded, words)
    told_aside = [m for m in mentions if _within(m, asides)]
    places = [m for m in mentions if m.kind == "place" and m.source != "adjective" and m.entity != "world"]
    places = [m for m in places if m not in told_aside]
    adjectives = [m for m in mentions if m.kind == "place" and m.source == "adjective" and m not in told_aside]
    regions = tuple(m.entity for m in adjectives if m.entity not in WORLD)
    places += [m for m in mentions if m.kind == "place" and m.entity not in WORLD and _narrows(m, folded, words)]
    speakers = {m.entity for m in (*known, *mentions) if _speaks(folded, m, words) and not _within(m, asides)}
    subjects = [m for m in known if m.kind != "place" or len(known) == 1]
    if speakers >= {m.entity for m in subjects}:
        # A forecast has its maker for a subject where it names nobody else.
        told = ("according", "says_ahead")
        speakers = {m.entity for m in known if any(words.has(name, folded[: m.start]) for name in told)}
    strange = [m for m in mentions if m.source == "name" and _is_name(m, words)]
    strange = [m for m in strange if fold(m.text) not in words.little and not _is_segment(folded, m)]
    known, unknown = _told_in_short(strange, known, entities, vocabulary)
    longer = {m: grown for m in known if (grown := _longer(m, passage, known, words)) is not None}
    known = [m for m in known if m not in longer]
    unknown += longer.values()
    unknown = [m for m in unknown if not _is_home(m, words) or not _within(m, asides)]
    if not known and not unknown:
        known = list(by_adjective(adjectives, folded, entities, words))
        asides = (*asides, *((m.start, m.end) for m in known))
        regions = tuple(m.entity for m in adjectives if m.start not in {k.start for k in known})
        places = [m for m in places if m.start not in {k.start for k in known}]
    unknown += _initial(passage, mentions, words)
    unknown = [m for m in unknown if m.start or _ASKED.match(passage.text) is None]
    if not unknown and all(m.entity in speakers for m in known):
        known += _of_their_kind(passage, vocabulary.entities, language)
    return Named(
        tuple(known), tuple(unknown), tuple(dict.fromkeys(m.entity for m in places)), frozenset(speakers), regions, asides
    )


def _asides(mentions: Sequence[Mention], known: Sequence[Mention], folded: str, words: Words) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence that only describe its names: their trade, where they lie, their kind."""
    proper = [m for m in mentions if m.kind not in ("place", "concept", "industry") or m in known]
    proper = [m for m in proper if not _is_home(m, words)]
    products = [(m.start, m.end) for m in known if m.kind in _PRODUCTS]
    bodies = [(m.start, m.end) for m in known if m.kind == "organization"]
    told = descriptions(folded, [(m.start, m.end) for m in proper], words, products, bodies)
    return (*told, *_where_it_lies(mentions, known, folded), *kinds_in(known, folded, words))


def _told_in_short(
    strange: Sequence[Mention], known: Sequence[Mention], entities: Mapping[str, Entity], vocabulary: Vocabulary
) -> tuple[list[Mention], list[Mention]]:
    """The known names of a sentence with those of the ``strange`` ones that are other forms of the base's, and the rest of these."""
    found, unknown = list(known), []
    for mention in strange:
        entity = _compounded(mention.text, entities) or shortened(mention.text, found, entities)
        if entity is None:
            unknown.append(mention)
        else:
            found.append(replace(mention, entity=entity, kind=vocabulary.entity(entity).type, source="base"))
    return found, unknown


def _where_it_lies(mentions: Sequence[Mention], known: Sequence[Mention], folded: str) -> Iterator[tuple[int, int]]:
    """Where a place lies, set apart behind it: Kenya, in East Africa, saw."""
    for place in (m for m in known if m.kind == "place"):
        for other in mentions:
            behind = other.kind == "place" and other.start > place.end and folded.startswith(",", other.end)
            if behind and _LYING.fullmatch(folded, place.end, other.start):
                yield place.end, other.end + 1


def _is_home(mention: Mention, words: Words) -> bool:
    """Whether a capitalised word is only an adjective of a country or region: Nordic, Dutch."""
    return mention.source == "name" and tells_home(unaccented(fold(mention.text)), words)


def _within(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _narrows(mention: Mention, folded: str, words: Words) -> bool:
    """Whether an adjective of place tells which market, or whom a figure counts: the Chinese market, 800 million Europeans."""
    if mention.source != "adjective":
        return False
    market = words.patterns["market_of"].search(folded)
    if market is not None and market.start() <= mention.start and mention.end <= market.end():
        return True
    if words.has("narrowed_after", folded[mention.end :]) or words.has("narrowed_before", folded[: mention.start]):
        return True
    return words.has("counted_ones", folded[: mention.start]) and not _CURRENCY.match(folded, mention.end)


def _is_segment(folded: str, mention: Mention) -> bool:
    """Whether a name is only that of a part of a business: the Data Center segment."""
    return bool(_SEGMENT.search(folded[: mention.start]) or _SEGMENT_AFTER.match(folded[mention.end :]))


def _longer(mention: Mention, passage: Passage, known: Sequence[Mention], words: Words) -> Mention | None:
    """The longer name that a known name only begins: Claude Opus, DeepSeek R1, Qwen 2.5, Uber Eats are other things."""
    if mention.kind not in ("organization", "product", "model"):
        return None
    match = _GOES_ON.match(passage.text, mention.end)
    if match is None or any(m.start == match.start("word") for m in known) or _is_title(passage.text):
        return None
    word = match["word"]
    if (
        fold(word) in words.beside_names
        or fold(word) in words.little
        or (match["number"] and mention.kind == "organization")
    ):
        return None
    text = passage.text[mention.start : match.end()]
    return replace(mention, end=match.end(), entity=fold(text), kind="other", source="name", text=text)


def _is_title(text: str) -> bool:
    """Whether a text has capitals throughout, as headlines have."""
    found = [word for word in re.findall(r"[^\W\d_]{4,}", text)[1:] if not word.isupper()]
    return len(found) > 1 and sum(word[0].isupper() for word in found) > 0.7 * len(found)


def _of_their_kind(passage: Passage, entities: Mapping[str, Entity], language: str) -> Iterator[Mention]:
    """Groups and trades named in another number than their label is in: one organization in twenty."""
    words = [(match.group().rstrip("s"), *match.span()) for match in _WORD.finditer(fold(passage.text))]
    for entity in entities.values():
        if entity.type not in ("concept", "industry"):
            continue
        texts = [entity.label.get(language), entity.label.get(""), *entity.aliases.get(language, ())]
        for form in (tuple(part.rstrip("s") for part in _WORD.findall(fold(text))) for text in texts if text):
            # "Video games" are those of the video game industry; "AI" alone is not the AI industry.
            if form[-1] in _TRADES and len(form) > 2:
                form = form[:-1]  # noqa: PLW2901 - the form without its head
            for first in range(len(words) - len(form) + 1):
                if form and tuple(word for word, _, _ in words[first : first + len(form)]) == form:
                    start, end = words[first][1], words[first + len(form) - 1][2]
                    text = passage.text[start:end]
                    yield Mention(passage.index, start, end, entity.id, entity.type, "base", text)


def _compounded(text: str, entities: Mapping[str, Entity]) -> str | None:
    """The entity that a compound begins with: GPT-4-level."""
    parts = fold(text).split("-")
    starts = {"-".join(parts[:length]) for length in range(1, len(parts))}
    if not starts:
        return None
    for entity in entities.values():
        forms = (entity.id, *entity.forms)
        if any(fold(form) in starts for form in forms):
            return entity.id
    return None


def _is_name(mention: Mention, words: Words) -> bool:
    """Whether capitals make a name rather than an abbreviation of trade (AI, GPU, R&D) or a lone letter."""
    text = mention.text
    if _PARTICIPLE.match(text) and mention.start == 0:
        return False
    if any(letter.isdigit() for letter in text.split()[-1]) and fold(text.split()[0]) in words.no_names:
        return False
    if " " in text:
        return not text.split()[0].isupper() or len(text.split()[0]) > 3
    return len(text) > 3 and not text.isupper()


def _initial(passage: Passage, mentions: Sequence[Mention], words: Words) -> list[Mention]:
    """A capitalised word that opens the sentence and is followed by what only follows a name."""
    match = _INITIAL.match(passage.text)
    if match is None or any(m.start < match.end(1) for m in mentions):
        return []
    word, rest = match[1], fold(match[2]).strip()
    told = rest in _SAID_OF_A_NAME or _does_or_lies(word, passage.text[match.end(1) :], mentions, match.end(1), words)
    told = told or (rest == "," and words.has("who_it_is", fold(passage.text[match.end(1) :])))
    if fold(word) in words.no_names or fold(word) in words.little or not told:
        return []
    return [Mention(passage.index, match.start(1), match.end(1), fold(word), "other", "name", word)]


def _does_or_lies(word: str, rest: str, mentions: Sequence[Mention], end: int, words: Words) -> bool:
    """Whether a word that the packs do not have does what a name does (counted, drew), or lies by another (Tokyo, in Japan,)."""
    ending = words.patterns.get("no_name_ends_so")
    if ending is not None and ending.search(word) is not None:
        return False
    if unaccented(fold(word)) in common_words(words.language):
        return False
    behind = words.patterns["does_as_named"].match(fold(rest))
    lying = words.patterns["lies_by"].match(fold(rest))
    return behind is not None or (lying is not None and any(m.start == end + lying.end() for m in mentions))


def _speaks(folded: str, mention: Mention, words: Words) -> bool:
    before, after = folded[: mention.start], folded[mention.end : mention.end + 80]
    if words.has("quoted_before", before) or (words.has("quoted_alone", before) and words.has("quoted_after", after)):
        return True
    if words.has("tells_its_own", after):
        return False  # the larger of them, which reported 3.78 billion
    if words.has("says_ahead", before) or words.has("credits_with", after):
        return True
    return bool(words.patterns["according"].search(before) or words.patterns["says"].search(after))

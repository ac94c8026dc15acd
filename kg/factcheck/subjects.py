"""Whom a figure of a sentence is about: the names it has, weighed by how they stand to the figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.names import names_of
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold
from kg.factcheck.statement import Subject
from kg.factcheck.words import Words
from kg.model.base import Vocabulary
from kg.model.vocabulary import Entity

_OF: Final = re.compile(
    r"(?:\b(?:of|de|du|des|chez|at|by|from|to|à|aux?|for|pour|par|in|chez)|\bd'|\bl')\s?(?:the |la |le |l'|les )?(?:[\w-]+ (?:fund|fonds|company|group|groupe|startup|model|modèle) )?\Z"
)
_STRONG_OF: Final = re.compile(r"(?:\b(?:of|de|du|des|chez|at)|\bd')\s?(?:the |la |le |l'|les )?(?:\w+ )?\Z")
_WEAK: Final = re.compile(
    r"\b(?:than|que|qu'|against|contre|unlike|contrairement à|with|avec|before|avant|after|après|behind|derrière|ahead of|devant|dans|in|into|from|auprès de|envers|like|comme|as|via|en|sur|on)\s?(?:the |la |le |l'|les )?\Z"
)
_BREAK: Final = re.compile(r"[;:—–]|,(?!\d)|\b(?:while|whereas|tandis que|alors que|but|mais|et|and)\b")
_BREAK_AHEAD: Final = re.compile(r"[;—–]|,(?!\d)|\b(?:while|whereas|tandis que|alors que|but|mais|et|and)\b")
_POSSESSIVE: Final = re.compile(r"\A['’]s?\s")
_INITIAL: Final = re.compile(r"\A\W*([^\W\d_a-zà-öø-ÿ][\w-]{3,})(,| \w+)")
_WORD: Final = re.compile(r"[^\W_]+")
_GOES_ON: Final = re.compile(
    r"[ \u00a0-](?P<word>"
    r"(?!(?:[QHST][1-4]|FY ?\d*)\b)(?:[A-Za-z]\d[\w.]*|[A-ZÀ-Ý][\w&]+)"
    r"|(?:mini|nano|turbo|lite|flash|ultra|opus|haiku|sonnet)\b"
    r"|(?P<number>(?!(?:19|20)\d\d\b)\d{1,2}(?:\.\d{1,2})?(?![\w%€$]|[.,]\d| ?[%€$£]| (?:million|billion|milliard|trillion|dollar|euro|m[dn]|bn|fois|times|ans|years|mois|months|to|à|points?|per|pour)\w*)(?= [a-zA-Zé])))"
)
_OF_MONEY: Final = re.compile(r"\.?\s?(?:dollars?|\$)")  # US dollars are no place
_CURRENCY: Final = re.compile(r" (?:dollars?|yuan|yen|euros?|pounds?|francs?|livres?|renminbi)\b")
_TRADES: Final = frozenset(["industry", "sector", "market"])
_APPOSITION: Final = re.compile(r"(?<=\w),\s(?:the|an?|le|la|l'|un|une|which|who|qui|maker of|owner of)\s?[^,;:.]{3,70},")
_PARTICIPLE: Final = re.compile(r"[^\W\d_]+(?:é|ée|és|ées|ant) \d")  # "Valorisée 380" opens a sentence and is no name
_SEGMENT: Final = re.compile(
    r"\b(?:segment|division|branche|activité|pôle|gamme|série|plateforme)s?\s(?:de |du |des |d')?\Z"
)
_SEGMENT_AFTER: Final = re.compile(r"\A\s(?:segment|division|unit|business|arm|platform|series)\b")
_OWNED: Final = re.compile(r"['’]s? ")
_OWNED_THING: Final = re.compile(
    r"['’]s? (?:[^\W\d][\w-]* ){0,3}?(?P<head>[^\W\d][\w-]*)(?= (?:is|are|was|were|has|have|would|now|already|reportedly|also|still)\b)"
)
_BELONGS: Final = re.compile(r" (?:of|at|in|de|d'|du|des|chez)\s?(?:the |la |le |l')?")
_UNKNOWN: Final = -1.0
_MADE_TO: Final = 6.0
_WORLD: Final = ("world", "monde")
_CLOSE: Final = 1.5
_OWN: Final = 1.2


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a sentence: those of the base, those it does not know, places, who is quoted, and places told by an adjective."""

    known: tuple[Mention, ...]
    unknown: tuple[Mention, ...]
    places: tuple[str, ...]
    speakers: frozenset[str]
    regions: tuple[str, ...] = ()


def named_in(
    passage: Passage, vocabulary: Vocabulary, words: Words, language: str, names: Mapping[str, Entity] | None = None
) -> Named:
    """The names of a sentence; ``names`` are the entities that are looked for (without them all)."""
    entities = vocabulary.entities if names is None else names
    mentions = names_of([replace(passage, index=0)], {}, entities, language).of(0)
    folded = fold(passage.text)
    known = [m for m in mentions if m.source == "base"]
    mentions = tuple(m for m in mentions if m.kind != "place" or not _OF_MONEY.match(folded[m.end :]))
    known = [m for m in known if m in mentions]
    places = [m for m in mentions if m.kind == "place" and m.source != "adjective" and m.entity != "world"]
    regions = tuple(m.entity for m in mentions if m.kind == "place" and m.source == "adjective" and m.entity not in _WORLD)
    places += [m for m in mentions if m.kind == "place" and m.entity not in _WORLD and _narrows(m, folded, words)]
    speakers = {m.entity for m in (*known, *mentions) if _speaks(folded, m, words)}
    subjects = [m for m in known if m.kind != "place" or len(known) == 1]
    if speakers >= {m.entity for m in subjects}:
        # A forecast has its maker for a subject where it names nobody else.
        speakers = {m.entity for m in known if words.patterns["according"].search(folded[: m.start])}
    unknown = []
    for mention in (m for m in mentions if m.source == "name" and _is_name(m)):
        if fold(mention.text) in words.little or _is_segment(folded, mention):
            continue
        entity = _compounded(mention.text, entities)
        if entity is None:
            unknown.append(mention)
        else:
            kind = vocabulary.entity(entity).type
            known.append(replace(mention, entity=entity, kind=kind, source="base"))
    longer = {m: grown for m in known if (grown := _longer(m, passage, known, words)) is not None}
    known = [m for m in known if m not in longer]
    unknown += longer.values()
    unknown += _initial(passage, mentions, words)
    if not unknown and all(m.entity in speakers for m in known):
        known += _of_their_kind(passage, vocabulary.entities, language)
    return Named(tuple(known), tuple(unknown), tuple(dict.fromkeys(m.entity for m in places)), frozenset(speakers), regions)


def _narrows(mention: Mention, folded: str, words: Words) -> bool:
    """Whether an adjective of place tells which market, or whom a figure counts: the Chinese market, 800 million Europeans."""
    if mention.source != "adjective":
        return False
    market = words.patterns["market_of"].search(folded)
    if market is not None and market.start() <= mention.start and mention.end <= market.end():
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
        forms = (entity.id, *entity.label.values(), *(form for listed in entity.aliases.values() for form in listed))
        if any(fold(form) in starts for form in forms):
            return entity.id
    return None


def _is_name(mention: Mention) -> bool:
    """Whether capitals make a name rather than an abbreviation of trade (AI, GPU, R&D) or a lone letter."""
    text = mention.text
    if _PARTICIPLE.match(text) and mention.start == 0:
        return False
    if any(letter.isdigit() for letter in text.split()[-1]) and fold(text.split()[0]) in _COMMON:
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
    verbs = (
        "a",
        "est",
        "vaut",
        "lost",
        "is",
        "was",
        "has",
        "raised",
        "perd",
        "compte",
        "will",
        "had",
        "lève",
        "made",
        "makes",
    )
    if fold(word) in _COMMON or fold(word) in words.little or rest not in verbs:
        return []
    return [Mention(passage.index, match.start(1), match.end(1), fold(word), "other", "name", word)]


_COMMON: Final = frozenset(
    [
        "personne",
        "revenue",
        "revenues",
        "turnover",
        "spending",
        "investment",
        "valuation",
        "training",
        "nothing",
        "everything",
        "nobody",
        "everyone",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "what",
        "which",
        "when",
        "where",
        "someone",
        "anyone",
        "rien",
        "cela",
        "celui",
        "celle",
        "cette",
        "tout",
        "toute",
        "l'entreprise",
        "sales",
        "profit",
        "seul",
        "seule",
        "seuls",
        "seules",
        "only",
        "just",
        "over",
        "under",
        "nearly",
        "almost",
        "about",
        "environ",
        "près",
        "quelque",
        "moins",
        "plus",
        "jusqu",
        "losses",
        "loss",
        "growth",
        "demand",
        "capex",
        "chacun",
        "aucun",
        "quiconque",
        "some",
        "many",
        "most",
        "more",
        "less",
        "half",
        "twice",
        "double",
    ]
)


def _speaks(folded: str, mention: Mention, words: Words) -> bool:
    before, after = folded[: mention.start], folded[mention.end : mention.end + 40]
    return bool(words.patterns["according"].search(before) or words.patterns["says"].search(after))


def subject_of(
    named: Named,
    span: tuple[int, int],
    passage: Passage,
    others: Sequence[tuple[int, int]],
    cues: Sequence[tuple[int, int]],
    vocabulary: Vocabulary,
    carried: Sequence[str] = (),
    words: Words | None = None,
    own: tuple[int, int] | None = None,
    *,
    of_share: bool = False,
) -> Subject:
    """Whom the figure at ``span`` (``of_share``: a share or a multiple) is about. With ``words``, not of a name whose rival, founder or owner is meant. ``own`` is
    the part of the sentence that is this figure's rather than another's. ``others`` are the spans of the other figures, ``cues`` those of its metric's words.

    ``carried`` are entities that the text before leaves no doubt about.
    """
    folded = fold(passage.text)
    scored: list[tuple[float, Mention]] = []
    for mention in (*named.known, *named.unknown):
        score = _score(mention, span, folded, others, cues)
        if _within(mention, own):
            score += _OWN
        if mention.entity in named.speakers:
            score -= 4
        if mention.source != "base":
            score += _UNKNOWN
        if mention.kind == "place" or mention.entity in named.places:
            score -= 3
        if words is not None and _made_to(mention, folded, words):
            score += _MADE_TO
        scored.append((score, mention))
    scored.sort(key=lambda item: (-item[0], item[1].start))
    spoken = tuple(sorted(named.speakers))
    whose = _of_its_own(folded, span, own, words)
    if (
        whose is not None
        and not (of_share and whose[0][-1] in "sx")
        and all(m.end <= whose[1] or m.start > span[1] for _, m in scored)
    ):
        near = [m.entity for _, m in scored if m.source == "base" and m.entity not in named.speakers] or list(carried[:1])
        return Subject((), tuple(dict.fromkeys(near)), whose[0], spoken, named.places)
    if not scored or (scored[0][1].entity in named.speakers and scored[0][0] < 0 and carried):
        return Subject(tuple(carried[:1]), (), None, spoken, named.places, carried=bool(carried))
    best = scored[0][1]
    if carried and own is not None and best.start > span[1] and not _within(best, own) and best.entity not in carried:
        # Its revenue was 9 billion, of which the product brought 2.5: the name that comes later is of what comes later.
        return Subject(tuple(carried[:1]), (best.entity,), None, spoken, named.places, carried=True)
    relative = _relative(best, folded, words) or (None if of_share else _other_owned(best, folded, words))
    # What all rivals have or charge tells of the name itself (kg.factcheck.turning); what one of them does tells nothing.
    if relative is not None and not (of_share and relative[-1] in "sx"):
        text = passage.text[best.start : best.end]
        rivals = [m.entity for _, m in scored if m.source == "base" and m.entity not in named.speakers]
        return Subject((), tuple(dict.fromkeys(rivals)), f"{relative} ({text})", spoken, named.places)
    if best.source != "base":
        rivals = [m.entity for _, m in scored if m.source == "base" and m.entity not in named.speakers]
        return Subject((), tuple(dict.fromkeys(rivals)), best.text, spoken, named.places)
    chosen = [best.entity]
    for score, mention in scored[1:]:
        if mention.source != "base" or mention.entity in chosen or mention.entity in named.speakers:
            continue
        if (told := _relative(mention, folded, words)) is not None and not (of_share and told[-1] in "sx"):
            continue  # Google, a rival of OpenAI, is not OpenAI
        if _kin(mention.entity, best.entity, vocabulary.entities) or (
            scored[0][0] - score < _CLOSE and mention.kind != "place" and (_within(mention, own) or not _within(best, own))
        ):
            chosen.append(mention.entity)
    # Of a maker and its product, both named, the product is what is measured.
    chosen.sort(key=lambda entity: -_depth(entity, chosen, vocabulary.entities))
    rest = [m.entity for _, m in scored if m.source == "base" and m.entity not in chosen and m.entity not in named.speakers]
    return Subject(tuple(chosen), tuple(dict.fromkeys(rest)), None, spoken, named.places)


def _within(mention: Mention, own: tuple[int, int] | None) -> bool:
    return own is not None and own[0] <= mention.start and mention.end <= own[1]


def _relative(mention: Mention, folded: str, words: Words | None) -> str | None:
    """Whose rival, founder, owner a name only tells: the word for it, where it stands by the name."""
    if words is None:
        return None
    owned = re.match(r"(?:'s?)? (?:[\w-]+ )?", folded[mention.end :])
    kin = words.patterns["kin"]
    if owned is not None and (found := kin.search(folded, mention.end, mention.end + owned.end() + 24)) is not None:
        between = folded[mention.end : found.start()]
        return found.group() if len(between.split()) <= 2 else None
    for found in kin.finditer(folded[: mention.start]):
        if re.fullmatch(
            r",? (?:[\w-]+ )?(?:of|to|de|d'|du|des)\s?(?:the |la |le |l')?", folded[found.end() : mention.start]
        ):
            return found.group()
    return None


def _made_to(mention: Mention, folded: str, words: Words) -> bool:
    """Whether another made a name do what is told (made it lose): it is the name that did it."""
    return words.has("made_to", folded[: mention.start]) and words.has("made_doing", folded[mention.end :])


def _of_its_own(
    folded: str, span: tuple[int, int], own: tuple[int, int] | None, words: Words | None
) -> tuple[str, int] | None:
    """Those about somebody whom only a pronoun names (its competitor, made its investors lose) that a figure is of, and where."""
    if words is None:
        return None
    begin = own[0] if own is not None else 0
    ahead = folded[: span[0]]
    made = words.patterns["others_made"].search(folded, begin, own[1] if own is not None else len(folded))
    if made is not None:
        return made["whom"] or made["other"], len(folded)
    for found in words.patterns["kin"].finditer(ahead, begin):
        if words.has("possessive", folded[: found.start()]):
            return found.group(), found.start()
    for found in words.patterns["people"].finditer(ahead, begin):
        if words.has("possessive", folded[: found.start()]) and words.has("acting", folded[found.end() :]):
            return found.group(), found.start()
    for found in _WORD.finditer(ahead, begin):
        if words.has("is_worth", folded[found.end() :]) and not words.patterns["itself"].fullmatch(found.group()):
            return (found.group(), found.start()) if words.has("possessive", folded[: found.start()]) else None
    return None


def _other_owned(mention: Mention, folded: str, words: Words | None) -> str | None:
    """Whom or what a name only owns, where that is what the figure is of: its investors lost, its patents are worth."""
    if words is None:
        return None
    ahead, behind = folded[: mention.start], folded[mention.end :]
    owned = _OWNED.match(behind)
    if owned is not None:
        for found in words.patterns["people"].finditer(behind, owned.end(), owned.end() + 40):
            if len(behind[owned.end() : found.start()].split()) <= 1 and words.has("acting", behind[found.end() :]):
                return found.group()
        thing = _OWNED_THING.match(behind)
        if (
            thing is not None
            and words.has("is_worth", behind[thing.end() :])
            and not words.patterns["itself"].fullmatch(thing["head"])
        ):
            return thing["head"]
    of = words.patterns["of_owner"].search(ahead)
    if of is not None:
        head = of["head"] or of["other"]
        if words.has("is_worth", behind) and not words.patterns["itself"].fullmatch(head):
            return head
    for found in words.patterns["people"].finditer(ahead):
        if _BELONGS.fullmatch(ahead[found.end() :]) and words.has("acting", behind):
            return found.group()
    return None


def _score(
    mention: Mention, span: tuple[int, int], folded: str, others: Sequence[tuple[int, int]], cues: Sequence[tuple[int, int]]
) -> float:
    before, after = folded[max(0, mention.start - 40) : mention.start], folded[mention.end : mention.end + 30]
    ahead = mention.end <= span[0]
    between = folded[mention.end : span[0]] if ahead else folded[span[1] : mention.start]
    score = 2.0 if ahead else 1.0
    if _POSSESSIVE.match(after) or (_STRONG_OF.search(before) and any(0 <= mention.start - end <= 28 for _, end in cues)):
        score += 2.5
    elif _WEAK.search(before):
        score -= 1.0
    elif not _OF.search(before):
        score += 2.0
    score -= 0.08 * len(between.split()) + 0.8 * len((_BREAK_AHEAD if ahead else _BREAK).findall(between))
    score -= 3.0 * any(start < mention.start and mention.end < end for start, end in _appositions(folded))
    low, high = sorted((mention.start, span[0]))
    score -= 1.0 * sum(low <= start < high for start, _ in others)
    return score


def _appositions(folded: str) -> list[tuple[int, int]]:
    """What tells more of a name between two commas: High-Flyer, the fund behind DeepSeek, gained."""
    return [match.span() for match in _APPOSITION.finditer(folded)]


def _kin(one: str, other: str, entities: Mapping[str, Entity]) -> bool:
    return one in wholes(other, entities) or other in wholes(one, entities)


def _depth(entity: str, chosen: Sequence[str], entities: Mapping[str, Entity]) -> int:
    return len(set(wholes(entity, entities)) & set(chosen))


def wholes(entity: str, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """What an entity is part of, nearest first."""
    found: list[str] = []
    known = entities.get(entity)
    while known is not None and known.part_of is not None and known.part_of not in found:
        found.append(known.part_of)
        known = entities.get(known.part_of)
    return tuple(found)

"""Whom a figure of a sentence is about: the names it has, weighed by how they stand to the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold
from kg.factcheck.hearing.naming import Named
from kg.factcheck.hearing.owning import are_kin, made_to, of_its_own, other_owned, owned_name, relative_of
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.wording.packs import in_any, listed
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary

_OF: Final = in_any(r"\b{ties}\s?(?:{articles }|{plural_articles })?(?:[\w-]+ {firm_kinds} )?\Z")
_STRONG_OF: Final = in_any(r"{not ties_loosely}\b{ties_closely}\s?(?:{articles }|{plural_articles })?(?:\w+ )?\Z")
_WEAK: Final = in_any(r"\b{compares_or_places}\s?(?:{articles }|{plural_articles })?\Z")
_BREAK: Final = in_any(r"[;:—–]|,(?!\d)|\b{breaks_off}\b")
_BREAK_AHEAD: Final = in_any(r"[;—–]|,(?!\d)|\b{breaks_off}\b")
_POSSESSIVE: Final = in_any(r"\A['’]{genitive}?\s")
_RIVAL: Final = in_any(r"\b{rival_of}\s?(?:{articles }|{plural_articles })?\Z")
_APPOSITION: Final = in_any(r"(?<=\w),\s{tells_more}\s?[^,;:.]{3,70},")
_IN_BRACKETS: Final = in_any(r"\s?\((?:{about_so_many} )?[€$£]?")
_PLURAL: Final = listed("plural")
_BRACKETED: Final = 4.0
_UNKNOWN: Final = -1.0
_MADE_TO: Final = 6.0
_CLOSE: Final = 1.5
_ASIDE: Final = 5.0
_OWN: Final = 1.2
_SPEAKING: Final = 4.0
_OF_A_PLACE: Final = 3.0


def subject_of(
    named: Named,
    span: tuple[int, int],
    passage: Passage,
    others: Sequence[tuple[int, int]],
    cues: Sequence[tuple[int, int]],
    vocabulary: Vocabulary,
    carried: Sequence[str],
    words: Words,
    own: tuple[int, int] | None,
    *,
    of_share: bool = False,
    measured: Sequence[tuple[int, int]] = (),
) -> Subject:
    """Whom the figure at ``span`` (``of_share``: a share or a multiple) is about. Not of a name whose rival, founder or owner is meant. ``own`` is
    the part of the sentence that is this figure's rather than another's. ``others`` are the spans of the other figures, ``cues`` those of its metric's words.

    ``carried`` are entities that the text before leaves no doubt about, ``measured`` the spans of the words that tell what is measured.
    """
    folded = fold(passage.text)
    scored = _ranked(named, span, folded, others, cues, words, own)
    known = tuple(dict.fromkeys(m.entity for _, m in scored if m.source == "base" and m.entity not in named.speakers))
    nobody = Subject((), known, None, tuple(sorted(named.speakers)), named.places)
    whose = of_its_own(folded, span, own, words)
    if (
        whose is not None
        and not (of_share and whose[0].endswith(_PLURAL))
        and all(m.end <= whose[1] or m.start > span[1] for _, m in scored)
    ):
        return replace(nobody, others=known or tuple(carried[:1]), unknown=whose[0])
    if not scored or (scored[0][1].entity in named.speakers and scored[0][0] < 0 and carried):
        return replace(nobody, entities=tuple(carried[:1]), others=(), carried=bool(carried))
    best = scored[0][1]
    if carried and own is not None and best.start > span[1] and not _within(best, own) and best.entity not in carried:
        # Its revenue was 9 billion, of which the product brought 2.5: the name that comes later is of what comes later.
        return replace(nobody, entities=tuple(carried[:1]), others=(best.entity,), carried=True)
    relative = relative_of(best, folded, words) or (None if of_share else other_owned(best, folded, words, measured))
    # What all rivals have or charge tells of the name itself (kg.factcheck.hearing.turning); what one of them does tells nothing.
    if relative is not None and not (of_share and relative.endswith(_PLURAL)):
        return replace(nobody, unknown=f"{relative} ({passage.text[best.start : best.end]})")
    if best.source != "base":
        return replace(nobody, unknown=best.text)
    chosen = [best.entity, *_as_well(scored, named, folded, vocabulary, words, own, of_share=of_share)]
    if len(chosen) > 1 and (owned := owned_name(best, named, folded, vocabulary)) in chosen:
        # Of a maker and its product, told as its own (OpenAI's ChatGPT), the product is what is measured.
        chosen = [owned, *(entity for entity in chosen if entity != owned)]
    return replace(nobody, entities=tuple(chosen), others=tuple(entity for entity in known if entity not in chosen))


def _ranked(
    named: Named,
    span: tuple[int, int],
    folded: str,
    others: Sequence[tuple[int, int]],
    cues: Sequence[tuple[int, int]],
    words: Words,
    own: tuple[int, int] | None,
) -> list[tuple[float, Mention]]:
    """The names of a sentence, the one that a figure is likeliest about first."""
    scored: list[tuple[float, Mention]] = []
    for mention in (*named.known, *named.unknown):
        told = (
            (_OWN, _within(mention, own)),
            (-_SPEAKING, mention.entity in named.speakers),
            (_UNKNOWN, mention.source != "base"),
            (-_OF_A_PLACE, mention.kind == "place" or mention.entity in named.places),
            (-_ASIDE, named.tells_aside(mention)),
            (_MADE_TO, made_to(mention, folded, words)),
        )
        score = _score(mention, span, folded, others, cues)
        for weight, holds in told:
            score += weight if holds else 0.0
        scored.append((score, mention))
    return sorted(scored, key=lambda item: (-item[0], item[1].start))


def _as_well(
    scored: Sequence[tuple[float, Mention]],
    named: Named,
    folded: str,
    vocabulary: Vocabulary,
    words: Words,
    own: tuple[int, int] | None,
    *,
    of_share: bool,
) -> list[str]:
    """Whom a figure may be about besides the likeliest: what is a part or the whole of that, and who is named nearly as near."""
    (top, best), *rest = scored
    chosen: list[str] = []
    for score, mention in rest:
        if mention.source != "base" or mention.entity in (best.entity, *chosen) or mention.entity in named.speakers:
            continue
        if named.tells_aside(mention) and not named.tells_aside(best):
            continue
        if (told := relative_of(mention, folded, words)) is not None and not (of_share and told.endswith(_PLURAL)):
            continue  # Google, a rival of OpenAI, is not OpenAI
        if are_kin(mention.entity, best.entity, vocabulary.entities) or (
            top - score < _CLOSE and mention.kind != "place" and (_within(mention, own) or not _within(best, own))
        ):
            chosen.append(mention.entity)
    return chosen


def _within(mention: Mention, own: tuple[int, int] | None) -> bool:
    return own is not None and own[0] <= mention.start and mention.end <= own[1]


def _score(
    mention: Mention, span: tuple[int, int], folded: str, others: Sequence[tuple[int, int]], cues: Sequence[tuple[int, int]]
) -> float:
    before, after = folded[max(0, mention.start - 40) : mention.start], folded[mention.end : mention.end + 30]
    ahead = mention.end <= span[0]
    between = folded[mention.end : span[0]] if ahead else folded[span[1] : mention.start]
    score = 2.0 if ahead else 1.0
    if ahead and _IN_BRACKETS.fullmatch(between):
        return score + _BRACKETED
    if _RIVAL.search(before):
        score -= 3.0
    elif _POSSESSIVE.match(after) or (_STRONG_OF.search(before) and any(0 <= mention.start - end <= 28 for _, end in cues)):
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

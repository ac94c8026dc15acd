"""Negations that turn a bound: "not more than", "ne peut dépasser", "no bid can be lower than"."""

from __future__ import annotations

from kg.extraction.figures.reading import CONTEXT, Page, Reading

_DENIAL = r"\b<<denials>>\b|<<denial_endings>>\b"
_FAR = 150
_DENIED = 7  # words between a negation and the hedge that it turns
_NEXT_TO = 3


def negated(page: Page, reading: Reading, head: list[str], tail: list[str], *, close: bool = False) -> bool:
    """Whether the hedge before a number stands under a negation of its own clause; `close` for one right before it."""
    words = page.grammar.words
    priced = close and reading.kind == "money" and not words["for_whom"].isdisjoint(head[-1:])  # "will not sell for less"
    if head[-1:] != [] and head[-1] in words["not_negated_after"] and not priced:
        return False  # "has not risen in more than ten years", "rien ne dit que plus de ..."
    language = page.language(reading.start)
    if (denied := page.grammar.own_patterns["denied_bound"].get(language)) is not None:
        start, _ = span_before(page, reading.start, tail)
        if denied.search(page.low, max(0, start - _FAR), start) is not None:
            return True
    clause = page.grammar.own_patterns["negated_clause"].get(language)
    if clause is not None:
        if close:
            if head[-1:] != [] and head[-1] in words["the_many"] | words["group_articles"]:
                return False  # "il ne touche pas les moins de 18 ans": people of that age
            return not words["negation_words"].isdisjoint(head[-_NEXT_TO:])
        return clause.search(page.low, max(0, reading.start - _FAR), reading.start) is not None
    if head[-1:] != [] and head[-1] in words["negation_adjacent"]:
        return True
    for place in range(len(head) - 1, max(-1, len(head) - (_NEXT_TO if close else _DENIED)), -1):
        word = head[place]
        if not word[0].isalpha() or word in words["negation_walls"]:
            return False
        if word in words["negations"] or (
            place and (head[place - 1] + word).endswith(page.grammar.endings["denial_endings"])  # "don't" is two tokens
        ):
            return words["negation_lifted_by"].isdisjoint(head[place + 1 : place + 2])
    return False


def turned(page: Page, reading: Reading, tail: list[str], name: str) -> str:
    """The bound that a negation makes of a hedge; the hedge then spans the negation too."""
    start, end = span_before(page, reading.start, tail)
    denial = page.grammar.patterns[_DENIAL]
    denials = [match.start() for match in denial.finditer(page.low, max(0, reading.start - _FAR), start)]
    reading.hedge = (denials[-1] if denials else start, end)
    return name


def span_before(page: Page, at: int, words: list[str]) -> tuple[int, int]:
    """Where the words stand that were found last before a place."""
    end = start = at
    for place, word in enumerate(reversed(words)):
        start = page.low.rfind(word, max(0, start - CONTEXT), start)
        end = start + len(word) if place == 0 else end
    return start, end

"""What accounts for the words about a figure: its names, its numbers, the claims that tell it, and what changes nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extraction.attaching.stems import stem, stems_in
from kg.extraction.folding import fold
from kg.factcheck.hearing.measures import quotients
from kg.factcheck.hearing.name_forms import WORD, names_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.base import Vocabulary
from kg.vocabulary.loading import engine_metrics

_JOINED: Final = re.compile(r"[-']")
_PLURAL: Final = in_any(r"{plural}\Z")
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d[\d.,]*(?![\w-])")
_KIND: Final = re.compile(
    r"\A(?:cumulative|annualized)_|_(?:growth|multiple|change|increase|share|target|sought|needed|total)\Z"
)
_COMPARED: Final = frozenset({"revenue", "net_loss", "operating_loss", "expenses", "cash_burn", "valuation"})
"""The metrics that a sentence may name without a figure of their own: a loss eight times its revenue."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """What accounts for a word: words as they stand, stems, and those of verbs that anything may do, all without accents."""

    words: frozenset[str]
    stems: frozenset[str]
    verbs: frozenset[str]
    endings: tuple[re.Pattern[str], ...]
    language: Words

    def has(self, word: str, *, counted: bool = False) -> bool:
        """Whether a word is one of those, a number, or each part of it with hyphens is; what is ``counted`` is no verb (bags)."""
        part, plain = stem(word), unaccented(word)
        if len(plain) < 2 or _DIGIT.search(plain) or {plain, _PLURAL.sub("", plain), f"{plain}s"} & self.words:
            return True
        if any(ending.search(word) for ending in self.endings):
            return True
        accounting = self.stems if counted else self.stems | self.verbs
        if any(unaccented(each) in accounting for each in (part, *self.language.translated([part]))):
            return True
        parts = _JOINED.split(word)
        return len(parts) > 1 and all(self.has(each) for each in parts)


def accounts_of(
    statement: Statement,
    told: Sequence[Row],
    measured: Collection[str],
    vocabulary: Vocabulary,
    *,
    alone: bool = False,
    beside: bool = False,
) -> Accounts:
    """All that accounts for a word of a sentence that some claims are to bear out; ``alone`` by no other sum of a firm that it speaks of.

    ``beside`` a figure, in a clause without one, no word accounts for itself that only changes nothing of a figure, whatever that measures.
    """
    words = words_of(statement.language)
    texts = own_texts(statement, told, vocabulary)
    stems = {part for text in texts for part in (*stems_in(text), *stems_in(text.replace("-", " ")))}
    metrics = {name for metric in measured for name in kin_of(metric, vocabulary)}
    others = {name for name in (*statement.heard, *statement.covered) if not alone or _KIND.sub("", name) not in _COMPARED}
    labels = [vocabulary.metric(name).name(statement.language) for name in others & _COMPARED]
    phrases = phrases_of(metrics | others if _has_another(statement, vocabulary) else metrics, vocabulary, words)
    heard = set(stems_in(statement.folded))
    for phrase in (*phrases, *labels):
        parts = stems_in(phrase)
        if heard.issuperset(parts):
            stems.update(parts)
    read = {unaccented(word) for word in WORD.findall(statement.folded)}
    exact = {unaccented(word) for table in (words.numbers, words.fractions, words.ordinals) for word in table}
    plain, verbs = {unaccented(part) for part in stems}, set[str]()
    listed = [each for each in words.plain_for(metrics) if not beside or each.metrics is not None]
    for each in listed:
        exact |= each.words
        (verbs if each.metrics is None else plain).update(each.stems)
        exact.update(word for phrase in each.phrases if read.issuperset(phrase) for word in phrase)
    endings = tuple(each.ending for each in listed if each.ending is not None)
    return Accounts(frozenset(exact), frozenset(plain), frozenset(verbs), endings, words)


def own_texts(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary) -> list[str]:
    """The names in a sentence, and what the claims say of whom and what they are."""
    subject = statement.subject
    entities = (*subject.entities, *subject.others, *subject.spoken_by, *subject.places, *statement.partners)
    texts = [*names_of((*entities, *(row.o.cell.entity for row in told)), vocabulary)]
    return texts + [text for row in told for text in (*row.qualifiers.values(), row.o.attributed_to or "")]


def _has_another(statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a sentence has another figure, of which some of its words may speak."""
    rest = statement.folded
    for start, end in ((statement.place, statement.place_end), *statement.times):
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    for name in names_of((*statement.subject.entities, *statement.subject.others), vocabulary):
        rest = rest.replace(fold(name), " ")
    words = words_of(statement.language)
    return bool(_NUMBER.search(rest)) or any(words.has(name, rest) for name in ("span", "one_in", "of_every"))


def kin_of(metric: str, vocabulary: Vocabulary) -> Iterator[str]:
    """A metric, those that it is a kind, a change, a part or an aim of, and the terms of the quotient that it is."""
    base = _KIND.sub("", metric)
    for name in dict.fromkeys([metric, base, vocabulary.compared_metric(metric)]):
        yield from vocabulary.metric_lineage(name)
    for quotient, *terms in quotients(vocabulary):
        if quotient == metric:
            yield from terms


def phrases_of(metrics: Collection[str], vocabulary: Vocabulary, words: Words) -> Iterator[str]:
    """The phrases that speak of some metrics and say no more: those of the pack, labels, and the cues of a base's own metrics."""
    yield from (phrase for phrase, named in words.phrases if any(name in metrics for name in named))
    for name in metrics:
        metric = vocabulary.metrics.get(name)
        if metric is not None:
            yield from metric.label.values()
            yield from words.accounts.get(name, ())
            if engine_metrics().get(name) != metric:
                yield from (cue for cues in metric.cues.values() for cue in cues)

"""What a figure of a sentence measures: metrics whose words stand about it and whose dimension it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.cues import Hit, hits_in
from kg.extraction.folding import fold
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.errors import UnitError
from kg.model.units import unit
from kg.model.vocabulary import Metric

_RATIOS: Final = ("share", "multiple")
_BY_WEIGHT: Final = ("sales_volume", "units_sold", "production", "exports", "imports", "traffic")
"""What is counted, and told by weight as well: 87,000 tonnes of fish."""
_OF_PLACES: Final = ("capacity",)
"""What is a power, or how many there is room for."""
_QUOTIENT: Final = re.compile(r"\A(\w+) == (\w+) / (\w+)\Z")
PERCENT: Final = ("%", "percent")
GENERAL: Final = frozenset(
    {
        "share",
        "change",
        "count",
        "duration",
        "scale_multiple",
        "price",
        "probability",
        "threshold",
        "participants_share",
        "investment",
        "companies",
        "people",
        "population",
    }
)
_BREAK: Final = in_any(r"[;:—–]|\b{sets_apart}\b")
_BREAK_AHEAD: Final = in_any(r"[;—–]|\b{sets_apart}\b")
_WORTH_IT: Final = 1.0
_WORTH: Final = in_any(r" {worth_so_much}(?: {worth_about})? ?\Z")
_TIE: Final = 0.6
_ELSEWHERE: Final = 0.9
_EVEN: Final = 0.5
_FAR: Final = 1.5
_UNTOLD: Final = 1.0
_MEANT: Final = 0.7
_MOST_GROUPS: Final = 4


def dimension_of(symbol: str) -> str:
    """The dimension of a unit as metrics name theirs: money, share, count, time, date, or a physical one."""
    try:
        known = unit(symbol).dimension
    except UnitError:
        return "other"
    if known.startswith("money:"):
        return "money"
    return {"ratio": "share", "percentage point": "share", "token": "count"}.get(known, known)


def fits(metric: Metric, dimension: str) -> bool:
    """Whether a figure of a dimension may state a metric."""
    if metric.dimension is None:
        return True
    if dimension == "share":
        return metric.dimension in _RATIOS
    if dimension == "count" and metric.id in _OF_PLACES:
        return True
    if dimension in ("money", "count", "time", "date"):
        return metric.dimension == dimension
    return metric.id in _BY_WEIGHT or metric.dimension not in ("money", "share", "multiple", "count", "time", "date")


def metrics_of(
    text: str,
    span: tuple[int, int],
    dimension: str,
    others: Sequence[tuple[int, int]],
    vocabulary: Vocabulary,
    words: Words,
    names: Sequence[tuple[int, int]] = (),
    around: tuple[int, int] | None = None,
    *,
    multiples: bool = False,
    growths: bool = False,
) -> tuple[tuple[tuple[str, ...], ...], tuple[Hit, ...]]:
    """Groups of metrics, the likeliest first, for a figure at ``span``; and all cues that the sentence has.

    Words within ``names`` are no cues: a bank's name says nothing of cash. ``around`` is the part of the text that is the figure's own.
    With ``multiples`` the words of a metric tell its multiple as well (doubled its spending), with ``growths`` its growth
    and no share (revenue 57 billion, +63 %).
    """
    found = hits_in(text, asking_cues(vocabulary.metrics, words.language))
    hits, joined = _without_link(
        [hit for hit in found if not any(start < hit.end and hit.start < end for start, end in names)],
        fold(text[: span[0]]),
        [name for name, metric in vocabulary.metrics.items() if fits(metric, dimension)],
    )
    for wanted, end in ((multiples, "_multiple"), (growths, "_growth")):
        times = ((hit, f"{hit.metric}{end}") for hit in hits if wanted)
        hits += [replace(hit, metric=name) for hit, name in times if name in vocabulary.metrics]
    scores: dict[str, float] = {}
    heard: dict[str, Hit] = {}
    for hit in hits:
        if hit.start < span[1] and span[0] < hit.end:
            continue
        metric = vocabulary.metrics[hit.metric]
        if not fits(metric, dimension) or ((multiples or growths) and hit.metric.endswith("_share")):
            continue
        score = _score(hit, span, text, others) + (_WORTH_IT if hit.end == joined and not hit.covered else 0.0)
        if not _inside(hit, around):
            score -= _ELSEWHERE
        # What is said twice counts once, but a second word of it counts a little.
        if hit.metric in scores:
            low, high = sorted((scores[hit.metric], score))
            score = high + (0.0 if hit.covered else min(0.5, max(0.0, 0.25 * low)))
        if score >= scores.get(hit.metric, score):
            heard[hit.metric] = hit
        scores[hit.metric] = score
    for name in _told_otherwise([hit for hit in hits if hit.metric in scores], around):
        scores[name] -= _UNTOLD
    for name in scores:
        if name in GENERAL:
            scores[name] -= 1.0
    told = {name for name, hit in heard.items() if _inside(hit, around)}
    scores = _narrowed(scores, told, vocabulary, words)
    return _grouped(scores, heard, vocabulary), tuple(hits)


def _told_otherwise(hits: Sequence[Hit], around: tuple[int, int] | None) -> Iterator[str]:
    """The metrics that a word may mean besides one that another word tells: a million tokens, where output is told."""
    spans = Counter((hit.start, hit.end) for hit in hits)
    told = {hit.metric for hit in hits if spans[hit.start, hit.end] == 1 and _inside(hit, around)}
    meant = {(hit.start, hit.end) for hit in hits if hit.metric in told}
    for hit in hits:
        place = (hit.start, hit.end)
        if hit.metric not in told and spans[place] > 1 and place in meant:
            yield hit.metric


def _narrowed(scores: Mapping[str, float], told: Collection[str], vocabulary: Vocabulary, words: Words) -> dict[str, float]:
    """The scores where what the figure's own part tells of a narrower measure (users and weekly), or of a total, is what is meant."""
    found = dict(scores)
    for name in scores:
        broader = vocabulary.metrics[name].broader
        if broader in found and found[name] > 0 and name in told:
            found[name] = max(found[name], found[broader]) + _MEANT
    for name, others in words.outranks.items():
        # Raised in all tells a total, however near "raised" stands.
        lower = max((found[other] for other in others if other in found), default=None)
        if name in told and lower is not None and found[name] > 0:
            found[name] = max(found[name], lower + _MEANT)
    return found


def _grouped(scores: Mapping[str, float], heard: Mapping[str, Hit], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Metrics in groups that are about equally likely, the likeliest first."""
    order = {name: number for number, name in enumerate(vocabulary.metrics) if name in scores}
    ranked = sorted(scores, key=lambda name: (-scores[name], order[name]))
    groups: list[tuple[str, ...]] = []
    # What is heard faintly answers only where it is of a kind with what is heard best.
    kin = set(vocabulary.metric_lineage(ranked[0])) if ranked else set()
    top = scores[ranked[0]] if ranked else 0.0
    ranked = [n for n in ranked if scores[n] > top - _FAR or kin & set(vocabulary.metric_lineage(n))]
    while ranked and len(groups) < _MOST_GROUPS:
        best, by = scores[ranked[0]], heard[ranked[0]]
        # One word may speak of several metrics (to spend); of those of different words the nearer is meant.
        group = [
            n
            for n in ranked
            if best - scores[n] <= (_TIE if (heard[n].start, heard[n].end) == (by.start, by.end) else _EVEN)
        ]
        groups.append(tuple(group))
        ranked = [name for name in ranked if name not in group]
    return tuple(groups)


def _without_link(hits: Sequence[Hit], ahead: str, fitting: Sequence[str]) -> tuple[list[Hit], int]:
    """The cues without the word that only joins what is measured to its figure, and where what is measured ends.

    Commitments worth so much are those, and nobody's value. ``fitting`` are the metrics that the figure may state.
    """
    linked = _WORTH.search(ahead)
    told = set(fitting)
    if linked is None or not any(hit.end == linked.start() and not hit.covered and hit.metric in told for hit in hits):
        return list(hits), -1
    return [hit for hit in hits if hit.start >= linked.end() or hit.end <= linked.start()], linked.start()


def _inside(hit: Hit, around: tuple[int, int] | None) -> bool:
    return around is None or (around[0] <= hit.start and hit.end <= around[1])


def _score(hit: Hit, span: tuple[int, int], text: str, others: Sequence[tuple[int, int]]) -> float:
    ahead = hit.end <= span[0]
    between = text[hit.end : span[0]] if ahead else text[span[1] : hit.start]
    score = 2.0 + 0.8 * (hit.words - 1) - 0.06 * len(between.split())
    if hit.covered:
        score -= 1.2
    if not ahead and len(fold(between).split()) <= 2 and not _BREAK.search(between):
        score += 0.4  # 20 billion of revenue
    score -= 0.7 * sum(between.count(mark) for mark in ",(") + 1.5 * len(
        (_BREAK if not ahead else _BREAK_AHEAD).findall(between)
    )
    low, high = sorted((hit.start, span[0]))
    return score - 1.2 * sum(low <= start < high for start, _ in others)


def quotients(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """The metrics that a rule makes a quotient of two others, with these: what is divided, and by what."""
    for rule in vocabulary.rules:
        if (match := _QUOTIENT.match(rule.rule)) is not None:
            yield match[1], match[2], match[3]

"""The cues of a vocabulary's metrics with the phrases by which a language pack speaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.extraction.attaching.cues import Cues
from kg.extraction.attaching.stems import stems_in
from kg.factcheck.wording.words import words_of
from kg.model.vocabulary import Metric

_CUES: dict[tuple[int, str], tuple[Mapping[str, Metric], Cues]] = {}


def asking_cues(metrics: Mapping[str, Metric], language: str) -> Cues:
    """The cues of a vocabulary with the phrases of the language pack, as ``kg.extraction.attaching.cues.hits_in`` takes them."""
    key = (id(metrics), language)
    if key not in _CUES or _CUES[key][0] is not metrics:
        _CUES.clear()
        _CUES[key] = (metrics, _build(metrics, language))
    return _CUES[key][1]


def _build(metrics: Mapping[str, Metric], language: str) -> Cues:
    found: dict[tuple[str, ...], list[str]] = {}
    unheard = words_of(language).unheard

    def add(phrase: str, identifiers: Iterable[str]) -> None:
        parts = stems_in(phrase)
        if parts:
            listed = found.setdefault(parts, [])
            listed += [name for name in identifiers if name in metrics and name not in listed]

    for phrase, identifiers in words_of(language).phrases:
        add(phrase, identifiers)
    for metric in metrics.values():
        forms = {*metric.cues.get(language, ()), *metric.cues.get("", ())}
        forms |= {text for tag, text in metric.label.items() if tag in (language, "")}
        forms |= {cue for cue in metric.cues.get("en", ()) if cue.isupper()}
        for form in sorted(forms):
            if form not in unheard.get(metric.id, ()):
                add(form, [metric.id])
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for parts, names in found.items():
        by_first.setdefault(parts[0], []).extend((parts, name) for name in names)
    ordered = {first: tuple(sorted(listed, key=lambda item: (-len(item[0]), item))) for first, listed in by_first.items()}
    return Cues(ordered, {parts: len(names) for parts, names in found.items()})

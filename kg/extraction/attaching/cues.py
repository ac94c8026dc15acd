"""Where the cue words of metrics stand in a text: forms of one word meet, and a longer cue covers the shorter in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from kg.extraction.attaching.keeping import Kept
from kg.extraction.attaching.packs import alternatives, common_pack, words_in
from kg.extraction.attaching.scene import Scene
from kg.extraction.attaching.stems import placed_stems, stems_in
from kg.model.vocabulary import Metric

_WIDEST: Final = "en"  # the language whose words are met in texts of the others


@dataclass(frozen=True)
class Cues:
    """The cue words of metrics by their first stem: the stems that follow, the metric, and how many metrics share them.

    ``hints`` are those that do not name the metric.
    """

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    shared: Mapping[tuple[str, ...], int]
    hints: frozenset[tuple[tuple[str, ...], str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a passage."""

    start: int
    end: int
    metric: str
    stems: tuple[str, ...]
    shared: int
    covered: bool = False
    hint: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.stems)


_CUES: dict[tuple[int, str], Cues] = {}


def cues_of(metrics: Mapping[str, Metric], language: str) -> Cues:
    """The cues of a vocabulary in a language, English ones included: they are met in French texts as well."""
    return _KEPT.of(metrics, language)


def _cues_of(metrics: Mapping[str, Metric], language: str) -> Cues:
    key = (hash(tuple(metrics)), language)
    if key not in _CUES:
        _CUES[key] = _build(metrics.values(), language)
    return _CUES[key]


_KEPT: Final = Kept(_cues_of)


@cache
def _hints() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Words that hint at a metric without naming it: by metric and language."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("kg.vocabulary").joinpath("hints.yaml").read_text(encoding="utf-8")
    pack: Mapping[str, Mapping[str, Sequence[str]]] = yaml.load(text, loader)  # noqa: S506 - a safe loader, in C
    return pack


def _build(metrics: Iterable[Metric], language: str) -> Cues:
    found: dict[tuple[str, ...], list[str]] = {}
    hints: set[tuple[tuple[str, ...], str]] = set()
    foreign = words_in(language, "spotting", "foreign_cues")
    for metric in metrics:
        forms = {*metric.cues.get(language, ()), *metric.cues.get("", ())}
        forms |= {text for tag, text in metric.label.items() if tag in (language, "")}
        if language != _WIDEST:
            forms |= {cue for cue in metric.cues.get(_WIDEST, ()) if cue.isupper() or cue in foreign}
        for form in forms:
            stems = stems_in(form)
            if stems and metric.id not in found.setdefault(stems, []):
                found[stems].append(metric.id)
        for form in _hints().get(metric.id, {}).get(language, ()):
            stems = stems_in(form)
            if stems and metric.id not in found.setdefault(stems, []):
                found[stems].append(metric.id)
                hints.add((stems, metric.id))
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for stems, identifiers in found.items():
        for identifier in identifiers:
            by_first.setdefault(stems[0], []).append((stems, identifier))
    ordered = {first: tuple(sorted(listed, key=lambda item: (-len(item[0]), item))) for first, listed in by_first.items()}
    return Cues(ordered, {stems: len(identifiers) for stems, identifiers in found.items()}, frozenset(hints))


@cache
def _set_phrases() -> re.Pattern[str]:
    """What looks like a cue and is none."""
    return re.compile(rf"\b(?:{alternatives(common_pack()['set_phrases'])})\b", re.IGNORECASE)


def hits_in(text: str, cues: Cues) -> list[Hit]:
    """The cues of a text, in order. A cue within a longer one of another metric is marked as covered."""
    return list(_hits(text, cues))


def hits_of(scene: Scene, index: int, cues: Cues) -> list[Hit]:
    """The cues of a passage, worked out once."""
    key = ("hits", index)
    if key not in scene.memory:
        scene.memory[key] = hits_in(scene.passages[index].text, cues)
    found: list[Hit] = scene.memory[key]
    return found


def _hits(text: str, cues: Cues) -> Iterator[Hit]:
    stems = placed_stems(_set_phrases().sub(lambda match: " " * len(match.group()), text))
    covered_to = 0
    for index, (first, start, _) in enumerate(stems):
        longest = 0
        for parts, metric in cues.by_first.get(first, ()):
            last = index + len(parts)
            if last > len(stems) or (len(parts) > 1 and tuple(item[0] for item in stems[index:last]) != parts):
                continue
            end = stems[last - 1][2]
            longest = max(longest, end)
            covered = end < longest or end <= covered_to
            yield Hit(start, end, metric, parts, cues.shared[parts], covered, (parts, metric) in cues.hints)
        covered_to = max(covered_to, longest)

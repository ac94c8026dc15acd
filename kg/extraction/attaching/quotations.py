"""What a text marks as somebody's words: quotations, also those that run over sentences, and the answers of an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extraction.attaching.scene import Scene

_QUOTES: Final = re.compile(r"[«“”»\"]")
_QUESTION: Final = re.compile(r"(?:Q|Question)\s?[:.–—-]")
_INTERVIEW: Final = 2  # questions that make an interview


def quoted_spans(scene: Scene, index: int) -> Sequence[tuple[int, int, int]]:
    """The quotations of a passage and the number of each in the text: one that a passage leaves open goes on in its block."""
    key = ("quotes", -1)
    if key not in scene.memory:
        scene.memory[key] = _quotations(scene)
    return scene.memory[key].get(index, ())  # type: ignore[no-any-return]


def _quotations(scene: Scene) -> dict[int, list[tuple[int, int, int]]]:
    spans: dict[int, list[tuple[int, int, int]]] = {}
    number, opened, block = 0, None, -1
    for passage in scene.passages:
        if passage.block != block:
            opened, block = None, passage.block
        start = 0 if opened is not None else None
        for match in _QUOTES.finditer(passage.text):
            mark = match.group()
            opening = mark in "«“" or (mark == '"' and start is None)
            if opening and start is None:
                number += 1
                start, opened = match.end(), number
            elif not opening and start is not None:
                spans.setdefault(passage.index, []).append((start, match.start(), opened or number))
                start = opened = None
        if start is not None:
            spans.setdefault(passage.index, []).append((start, len(passage.text), opened or number))
    return spans


def interviewee(scene: Scene, index: int) -> str | None:
    """Who gives the answer that a passage belongs to, in a text of marked questions and answers."""
    key = ("interview", -1)
    if key not in scene.memory:
        scene.memory[key] = _interview(scene)
    person, answers = scene.memory[key]
    return person if scene.passages[index].block in answers else None


def _interview(scene: Scene) -> tuple[str | None, frozenset[int]]:
    """The person whom a text asks, and the blocks of the answers: those behind a block that opens as a question."""
    asking: set[int] = set()
    answers: set[int] = set()
    begun: int | None = None
    for passage in scene.passages:
        if passage.lead != passage.index:
            continue
        if _QUESTION.match(passage.text):
            asking.add(passage.block)
            begun = passage.index if begun is None else begun
        elif passage.block - 1 in asking | answers:
            answers.add(passage.block)
    if len(asking) < _INTERVIEW or begun is None:
        return None, frozenset()
    people = [
        m.entity for index in range(begun) for m in scene.names.of(index) if " " in m.text and m.kind in ("person", "other")
    ]
    return (people[-1] if people else None), frozenset(answers)

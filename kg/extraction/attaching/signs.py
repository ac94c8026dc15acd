"""Signs that somebody speaks: names beside words of saying, taken word by word, where the parse may have read no statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.scene import Scene
from kg.extraction.attaching.speech import first_after
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH: Final = 40  # characters behind a name in which a verb of saying stands
_BACK: Final = 30  # characters before it
_AHEAD: Final = 4  # words of those behind it
_BEHIND: Final = 3  # words of those before it
_WORD: Final = re.compile(r"\w+")
_ELIDED: Final = re.compile(r"\w+(?:'\w+)?")


def signs_of(scene: Scene, index: int) -> Sequence[tuple[str, str]]:
    """The names of a passage that stand beside words of saying, each with how; worked out once."""
    key = ("signs", index)
    if key not in scene.memory:
        scene.memory[key] = tuple(_signs(scene, index))
    found: Sequence[tuple[str, str]] = scene.memory[key]
    return found


def _signs(scene: Scene, index: int) -> Iterator[tuple[str, str]]:
    passage, mentions, words = scene.passages[index], scene.names.of(index), words_of(scene.language)
    folded = passage.folded
    for match in words.according_to.finditer(folded):
        found = first_after(mentions, match.end(), passage.text)
        if found is not None:
            yield found.entity, f"according_to:{match.group().split()[0].rstrip(chr(39))}"
    for mention in mentions:
        following = _ELIDED.findall(folded[mention.end : mention.end + _REACH])[:_AHEAD]
        steps = next((steps for steps, word in enumerate(following) if word in words.speech_verbs), None)
        if steps is not None:
            yield mention.entity, f"speech{min(steps, 2)}"
        before = folded[max(0, mention.start - _BACK) : mention.start]
        if any(word in words.speech_verbs for word in _WORD.findall(before)[-_BEHIND:]):
            yield mention.entity, "inverted"
        if words.speech_nouns.search(before):
            yield mention.entity, "noun_of"
        if mention.source != "adjective":
            yield mention.entity, "named"
    doc = scene.parses.get(index)
    if doc is not None:
        yield from ((name, "subject_of_speech") for name in _subjects(doc, mentions, words.speech_verbs))


def _subjects(doc: Doc, mentions: Sequence[Mention], verbs: frozenset[str]) -> Iterator[str]:
    """The names in the subjects of verbs of saying."""
    for token in doc:
        if token.dep_ == "nsubj" and fold(token.head.text) in verbs:
            named = _named(token, mentions)
            if named is not None:
                yield named.entity


def _named(token: Token, mentions: Sequence[Mention]) -> Mention | None:
    """The name that a word is part of, else the first in its phrase."""
    start = token.doc[token.left_edge.i].idx
    end = token.doc[token.right_edge.i].idx + len(token.doc[token.right_edge.i])
    best: Mention | None = None
    for mention in mentions:
        if mention.start <= token.idx < mention.end:
            return mention
        if best is None and start <= mention.start and mention.end <= min(end, token.idx + len(token.text) + _REACH):
            best = mention
    return best

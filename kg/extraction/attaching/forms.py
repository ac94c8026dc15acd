"""Which short forms stand for which of the names of a text: a family name, a first word, a firm's name without its last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.attaching.context import Words
from kg.extraction.attaching.datelines import dateline_of
from kg.extraction.attaching.kinds import MADE, given_names
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.packs import common_pack
from kg.extraction.attaching.parsing import is_common_word
from kg.extraction.attaching.passages import Passage, title_of
from kg.extraction.attaching.versions import version_forms
from kg.extraction.folding import fold

_OFTEN: Final = 3
_OPENING: Final = 3  # passages in which a text gives full names
_LINKS: Final = re.compile("|".join(common_pack()["family_links"]), re.IGNORECASE)
_MODEL: Final = re.compile(rf"(?i:{'|'.join(common_pack()['models'])})|\W*\w*\d\w*|[A-Z]")
_DIRECTIONS: Final = frozenset(common_pack()["directions"])


def _told_first(passages: Sequence[Passage], mentions: Sequence[Mention]) -> str | None:
    """The name that the first sentence of a text opens with, its dateline apart: what a headline shortens."""
    lead = next(
        (passage for passage in passages if passage.kind.is_running_text and dateline_of(passage) < len(passage.text)), None
    )
    if lead is None:
        return None
    opened = dateline_of(lead)
    listed = [mention for mention in mentions if mention.passage == lead.index and mention.start >= opened]
    first = min(listed, key=lambda mention: mention.start, default=None)
    return first.entity if first is not None and not lead.text[opened : first.start].strip(" –—-") else None


class Forms:
    """What the names of a text show of each other: their kinds, where each is met first, which begin alike."""

    def __init__(self, passages: Sequence[Passage], mentions: Sequence[Mention], words: Words, language: str) -> None:
        self.passages = passages
        self.words = words
        self.language = language
        self.kinds: dict[str, Counter[str]] = {}
        self.alone = Counter(
            mention.entity for mention in mentions if " " not in mention.text and mention.source != "adjective"
        )
        self.opening = {mention.entity for mention in mentions if mention.passage <= _OPENING}
        self.lands = {mention.entity for mention in mentions if mention.source in ("country", "base")}
        self.placed = {mention.entity for mention in mentions if self._in_place(mention)}
        self.told_first = _told_first(passages, mentions)
        self.families = {
            slug(parts[-1])
            for mention in mentions
            if len(parts := mention.text.split()) > 1 and slug(parts[0]) in given_names()
        }
        self.versions = Counter(
            form for name in {mention.text for mention in mentions if mention.kind in MADE} for form in version_forms(name)
        )
        self.begun: dict[str, Counter[str]] = {}
        self.met: dict[str, tuple[int, int]] = {}
        headline = title_of(passages)  # which shortens names before the text gives them
        for mention in mentions:
            if mention.source in ("ner", "base", "country"):
                self.kinds.setdefault(mention.entity, Counter())[self._kind(mention)] += 1
            parts = mention.text.split()
            if len(parts) > 1:
                self.begun.setdefault(slug(parts[0]), Counter())[mention.entity] += 1
            here = (mention.passage if mention.passage != headline else len(passages), mention.start)
            self.met[mention.entity] = min(self.met.get(mention.entity, here), here)

    def _thing(self, mention: Mention) -> bool:
        """Whether it has an article in front, so that it is no person, whatever the model says."""
        text = self.passages[mention.passage].text
        return self.words.articles.search(text, max(0, mention.start - 6), mention.start) is not None

    def _in_place(self, mention: Mention) -> bool:
        """Whether a name stands as a place does, behind "in" or "near"."""
        text = self.passages[mention.passage].text
        before = fold(text[max(0, mention.start - 20) : mention.start])
        return self.words.towns.search(before) is not None or self.words.regions.search(before) is not None

    def _kind(self, mention: Mention) -> str:
        return "other" if mention.kind == "person" and self._thing(mention) else mention.kind

    def _is(self, entity: str, kind: str) -> bool:
        if kind == "place" and entity not in self.placed and entity not in self.lands:
            return False  # what the model takes for a place stands nowhere as one
        return self.kinds.get(entity, Counter())[kind] > 0

    def short_for(self, mention: Mention) -> Iterator[str]:
        """The short forms that stand for a full name."""
        parts = mention.text.split()
        if mention.kind in MADE:
            yield from (slug(form) for form in version_forms(mention.text) if self.versions[form] == 1)
        if mention.source not in ("ner", "name", "base") or not 2 <= len(parts) <= 4 or not parts[-1][:1].isupper():
            return
        last, first = slug(parts[-1]), slug(parts[0])
        if self.words.company.fullmatch(fold(parts[-1])) and mention.source != "base":
            for length in range(2, len(parts)):
                if _LINKS.fullmatch(parts[length - 1]) is None:
                    yield slug(" ".join(parts[:length]))
        straight = fold(parts[0]) not in _DIRECTIONS
        thing = self._thing(mention)
        person = not thing and (
            mention.kind == "person"
            or self._is(mention.entity, "person")
            or (straight and len(parts) == 2 and self._is(last, "person"))
        )
        for length in range(1, len(parts)):
            if not parts[-length - 1][:1].isupper() and not _LINKS.fullmatch(parts[-length - 1]):
                break
            end = slug(" ".join(parts[-length:]))
            two = length == 1 and len(parts) == 2 and straight
            named_so = (
                two
                and not thing
                and mention.entity in self.opening
                and self.alone[end] >= (_OFTEN if end in self.lands else 1)
                and not (self._is(mention.entity, "organization") and self.met[end] < self.met[mention.entity])
            )
            if person or (length == 1 and mention.kind == "other" and not thing and not self._is(end, "place")) or named_so:
                yield end
        spelled = parts[0].isupper() and not (
            len(parts) == 2 and is_common_word(parts[1], self.language) is False
        )  # SNCF Réseau
        if len(first) > 2 and straight and not spelled and self._begins(mention, first, parts, person):
            yield first

    def _begins(self, mention: Mention, first: str, parts: Sequence[str], person: bool) -> bool:
        """Whether the first word of a name stands for the whole where it is alone."""
        alike = self.begun[first]
        same = sum(count for name, count in alike.items() if f"{mention.entity}-".startswith(f"{name}-"))
        if _MODEL.fullmatch(parts[-1]) or 2 * same <= alike.total():
            return False  # a product: its first word is the maker
        later = self.met[mention.entity] <= self.met.get(first, (len(self.passages), 0))
        if person:
            return later
        if self._is(mention.entity, "organization") and mention.entity in self.opening and len(parts) == 2:
            return True
        if mention.entity == self.told_first and first in self.opening and first not in self.lands:
            return not self._is_person(first)
        return later and first not in self.lands and not self._is(first, "place") and not self._is_person(first)

    def _is_person(self, word: str) -> bool:
        """Whether a word is taken for a person's name, and may be one: a given name, or the family name of somebody in the text."""
        return self._is(word, "person") and (word in given_names() or word in self.families)

"""Names of a text met again where a look at the place alone says nothing.

A name may open a sentence, stand before the colon of the title or in a heading of capitals, or have the same small words
behind it each time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kg.extraction.attaching.datelines import dateline_of
from kg.extraction.attaching.mentions import UPPER, Mention, slug, slug_of_name
from kg.extraction.attaching.packs import NEVER, context_pack, pattern_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold

_SHORT: Final = 3  # letters that a name has at least to be looked for
_WORDS: Final = 3  # words of a passage that is a heading in capitals, not a name in capitals
_TITLE_LABEL: Final = re.compile(rf"({UPPER}[\w’'-]+)\s?:(?=\s)")
_TWICE: Final = 2
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def capitals_throughout(passage: Passage) -> bool:
    """Whether a passage of several words has capitals only, so that they tell no name."""
    words = [word for word in _LETTERS.findall(passage.text) if len(word) > 1]
    return len(words) >= _WORDS and passage.text.upper() == passage.text


def recurring(
    passages: Sequence[Passage], mentions: Sequence[Mention], plain: frozenset[str], taken: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Further mentions of the names found, but of single words that the text writes small too; ``taken`` are spans of the text."""
    forms: dict[str, Counter[tuple[str, str]]] = {}
    for mention in mentions:
        if mention.source in ("ner", "name") and len(mention.text) >= _SHORT and mention.text[:1].isupper():
            forms.setdefault(mention.text, Counter())[mention.entity, mention.kind] += 1
    for name in [name for name in forms if name.lower() in plain]:
        del forms[name]
    if not forms:
        return
    ordered = "|".join(re.escape(name) for name in sorted(forms, key=lambda name: (-len(name), name)))
    finder = re.compile(rf"(?<![\w-])(?:{ordered})(?![\w-])(?![’'.]\w(?!\w))")
    folded = {fold(name): name for name in sorted(forms)}
    loud = re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in sorted(folded, key=lambda name: (-len(name), name)))})(?![\w-])"
    )
    held: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        held.setdefault(mention.passage, []).append((mention.start, mention.end))
    for passage in passages:
        capitals = capitals_throughout(passage)
        text = passage.folded if capitals else passage.text
        spans = held.get(passage.index, [])
        for match in (loud if capitals else finder).finditer(text):
            start, end = match.span()
            inside = [passage.local(first, last) for first, last in taken if passage.start <= first < passage.end]
            if any(start < last and first < end for first, last in (*spans, *inside)):
                continue
            name = folded[match.group()] if capitals else match.group()
            entity, kind = forms[name].most_common(1)[0][0]
            yield Mention(passage.index, start, end, entity, kind, "name", name)


def titled(passages: Sequence[Passage], mentions: Sequence[Mention], title: int | None) -> list[Mention]:
    """The mentions of a text with the word before the colon of its title: a name if the text has it again, else none ("Tech: the week")."""
    match = _TITLE_LABEL.match(passages[title].text) if title is not None else None
    if match is None or title is None:
        return list(mentions)
    word = match[1]
    again = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    longer = {
        (mention.passage, place)
        for mention in mentions
        if " " in mention.text
        for place in range(mention.start, mention.end)
    }
    if not any(
        (passage.index, found.start()) not in longer
        for passage in passages
        if passage.index != title
        for found in again.finditer(passage.text)
    ):
        return [
            mention
            for mention in mentions
            if (mention.passage, mention.start, mention.text) != (title, 0, word) or mention.source not in ("ner", "name")
        ]
    if any(mention.passage == title and mention.start < match.end(1) for mention in mentions):
        return list(mentions)
    same = next((mention for mention in mentions if mention.text == word), None)
    kind = same.kind if same is not None else "place" if _opens_a_dateline(passages, word) else "other"
    return [Mention(title, 0, match.end(1), same.entity if same is not None else slug(word), kind, "name", word), *mentions]


def _opens_a_dateline(passages: Sequence[Passage], word: str) -> bool:
    return any(passage.text.startswith(word) and dateline_of(passage) >= len(word) for passage in passages)


def prolonged(passages: Sequence[Passage], mentions: Sequence[Mention], language: str) -> list[Mention]:
    """Names that the same small words follow wherever the text has them, with those: "le festival Rock en baie" and "Rock en baie"."""
    goes_on = pattern_in(language, "spotting", "goes_on")
    if goes_on == NEVER:
        return list(mentions)  # English writes them with capitals
    placed: dict[str, list[tuple[Mention, str | None]]] = {}
    for mention in mentions:
        if mention.source in ("ner", "name"):
            text = passages[mention.passage].text
            tail = goes_on.match(text, mention.end)
            placed.setdefault(mention.text, []).append((mention, tail.group() if tail is not None else None))
    called = _called_so(language)
    grown = {
        name: listed[0][1]
        for name, listed in placed.items()
        if len(listed) >= _TWICE
        and listed[0][1] is not None
        and len({tail for _, tail in listed}) == 1
        and any(called.search(passages[mention.passage].folded, 0, mention.start) for mention, _ in listed)
    }
    return [_longer(mention, grown.get(mention.text), language) for mention in mentions]


def _longer(mention: Mention, tail: str | None, language: str) -> Mention:
    if not tail:
        return mention
    name = mention.text + tail
    return replace(mention, end=mention.end + len(tail), entity=slug_of_name(name, language), kind="other", text=name)


@cache
def _called_so(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, context_pack(language)['things']))}) \Z")

"""Names of a text met again where a look at the place alone says nothing: opening a sentence, in a label, in a heading of capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold

_SHORT: Final = 3  # letters that a name has at least to be looked for
_WORDS: Final = 3  # words of a passage that is a heading in capitals, not a name in capitals
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

"""What only describes a name: the words before it (the ride-hailing group Uber), and what two commas set apart behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kg.factcheck.words import Words, unaccented

_TOKEN: Final = re.compile(r"(?:[ldcnsjmt]|qu)'|[^\W_]+(?:[-'&.][^\W_]+)*(?:'s?(?= ))?")
_GAP: Final = re.compile(r" |'|' ")
_ENDS: Final = re.compile(r"[,)—–]")
_OF: Final = re.compile(
    r"(?:\A|(?<=[\W]))(?P<kind>[^\W\d][\w-]*)(?: mère| company)? (?:of|behind|de|du|derrière|d')\s?(?:the |la |le |l')?\Z"
)
_ARTICLE: Final = re.compile(r"(?:\A|\s)[ld]'\Z")
_AND: Final = ("and", "&", "et")
_LONGEST: Final = 110


def descriptions(folded: str, names: Sequence[tuple[int, int]], words: Words) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence that describe one of the names that stand there."""
    found = [*_before(folded, names, words), *_ahead(folded, names, words), *_behind(folded, names, words)]
    return tuple(dict.fromkeys(found))


def _before(folded: str, names: Sequence[tuple[int, int]], words: Words) -> Iterable[tuple[int, int]]:
    """The kind, trade and home of a name, told before it: le spécialiste du transport à la demande Uber.

    A trade alone describes nothing (in advertising OpenAI made); it needs a kind of firm or product.
    """
    for start, _ in names:
        tokens = list(_TOKEN.finditer(folded[:start]))
        end, at, joint = start, start, ""
        while tokens:
            token = tokens.pop()
            if token.end() != at and not _GAP.fullmatch(folded[token.end() : at]):
                break
            word = unaccented(token.group())
            if 0 < end < start and (owner := next((name for name in names if name[1] == token.end()), None)) is not None:
                end = owner[0]  # ChatGPT maker OpenAI
                break
            kind = words.describing.kind_of(word)
            if kind is not None and (kind == "trade" and end < start and joint not in ("", *_AND)):
                break
            if kind is not None:
                end = token.start() if kind != "trade" or end < start else end
                joint = ""
            elif word in words.describing.joints and at != start:
                joint = word
            else:
                break  # the word at the name itself is no mere "of"
            at = token.start()
        if end < start:
            yield end - 2 if _ARTICLE.search(folded[:end]) else end, start


def _ahead(folded: str, names: Sequence[tuple[int, int]], words: Words) -> Iterable[tuple[int, int]]:
    """Whose maker a name is, told before it: the maker of ChatGPT, OpenAI, lost."""
    starts = {start for start, _ in names}
    for start, end in names:
        of = _OF.search(folded[:start])
        if of is None or words.describing.kind_of(unaccented(of["kind"])) != "kind":
            continue
        if end + 2 in starts and folded.startswith(", ", end):
            yield of.start(), end


def _behind(folded: str, names: Sequence[tuple[int, int]], words: Words) -> Iterable[tuple[int, int]]:
    """What stands between two commas behind a name and tells who it is: AWS, a unit of Amazon, made."""
    opening = words.patterns["describing"]
    for _, end in names:
        if not folded.startswith(", ", end):
            continue
        close = _ENDS.search(folded, end + 2, end + 2 + _LONGEST)
        if close is None:
            continue
        inner = folded[end + 2 : close.start()]
        if opening.match(inner) and not re.search(r"[;:!?]|\d{2}", inner):
            yield end, close.end()

"""Names that share the word for their kind: the ports of Valmar and Eskmouth are the Port of Valmar and the Port of Eskmouth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.wording.packs import in_any, listed, spaced

_KINDS: Final = in_any(r"(?<!\w)(?P<kind>[^\W\d_]{3,}){plural} (?P<link>{of_those_places })")
_NAME: Final = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w-]*(?: [^\W\d_a-zà-öø-ÿ][\w-]*)*")
_JOINT: Final = in_any(r"(?:,? {and} |, )(?:{of_those_places })?")


def sharing_a_kind(text: str, known: Callable[[str], str | None]) -> Iterator[tuple[int, int, str]]:
    """Where two or more names stand behind the plural of their kind, and whose they are; ``known`` tells whose a full name is, folded."""
    folded = fold(text)
    for match in _KINDS.finditer(folded):
        found: list[tuple[int, int, str]] = []
        place = match.end()
        while (name := _NAME.match(text, place)) is not None:
            forms = (f"{match['kind']} {spaced(link)}{fold(name.group())}" for link in listed("of_those_places"))
            whose = next(filter(None, map(known, forms)), None)
            if whose is None:
                break
            found.append((name.start(), name.end(), whose))
            joint = _JOINT.match(folded, name.end())
            if joint is None:
                break
            place = joint.end()
        if len(found) > 1:
            yield from found

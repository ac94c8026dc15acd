"""Parts of the world and waters whose name has several words: "Afrique de l'Ouest", "Southeast Asia", "the Strait of Hormuz"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import countries
from kg.extraction.folding import fold


def wide_places(passage: Passage, language: str) -> Iterator[Mention]:
    """Those that a passage names; a country ("South Africa") is found as one."""
    for match in pattern_in(language, "spotting", "wide_places").finditer(passage.text):
        name = match.group()
        if fold(name) not in countries(language):
            yield Mention(passage.index, match.start(), match.end(), slug(name), "place", "name", name)

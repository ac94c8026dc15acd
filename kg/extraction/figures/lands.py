"""Currencies told by the land behind their name: "dollars de Taïwan", "livres d'Égypte", "dollars of Hong Kong"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.extraction.figures.cldr import land_currencies
from kg.extraction.figures.grammar import language_pack
from kg.extraction.figures.literals import word_pattern
from kg.extraction.figures.reading import Page
from kg.extraction.folding import fold

_LINKS = r"[ \n](?:(?P<bare><<land_links>>)|<<land_links_with_article>>)(?:(?<=')[ ]?|[ \n])"


@lru_cache(maxsize=8)
def _lands(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, Mapping[str, str]]]:
    """The names of lands as a pattern, and by name the currencies of each with what those are called."""
    found: dict[str, dict[str, str]] = {}
    for language in languages:
        other = {str(code): [fold(name) for name in names] for code, names in language_pack(language)["land_names"].items()}
        for name, currencies in land_currencies(language, other).items():
            for code, called in currencies.items():
                own = found.setdefault(name, {})
                own[code] = f"{own.get(code, '')} {called}"
    return re.compile(rf"(?:{word_pattern(found)})(?![\w-])"), found


def of_land(page: Page, name: str, end: int, *, article: bool) -> tuple[str, int] | None:
    """The currency of that name of the land told behind it, and where the land's name ends; None where none is told.

    With `article` the land may have its article: "francs du Rwanda". Dollars "du Canada" may as well be given by it.
    """
    link = page.grammar.patterns[_LINKS].match(page.low, end)
    if link is None or not (article or link.group("bare")):
        return None
    pattern, lands = _lands(page.grammar.languages)
    land = pattern.match(page.low, link.end())
    if land is None or not page.text[land.start()].isupper():
        return None
    noun = name.removesuffix("s")
    for code, called in lands[land.group()].items():
        if noun in called.split():
            return code, land.end()
    return None

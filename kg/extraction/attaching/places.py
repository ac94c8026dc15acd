"""Countries and what is made of their names, from Unicode's tables and a short list of the pack's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.extraction.attaching.mentions import slug
from kg.extraction.attaching.packs import context_pack
from kg.extraction.folding import fold


@cache
def countries(language: str) -> Mapping[str, str]:
    """Folded names of countries, regions and continents, each with its slug as the language writes it."""
    from babel import Locale

    names: dict[str, str] = {}
    for code, name in Locale(language).territories.items():
        if len(code) in (2, 3) and code not in ("001", "ZZ", "QO", "EZ", "XA", "XB"):
            names[fold(name).replace(" (", " ").replace(")", "")] = slug(name)
    for name, identifier in context_pack(language).get("places", {}).items():
        names[fold(name)] = identifier
    return names


@cache
def written_small(language: str) -> frozenset[str]:
    """The names among them that are written without a capital: "zone euro"."""
    return frozenset(name for name in context_pack(language).get("places", {}) if name.islower())


@cache
def country_starts(language: str) -> frozenset[str]:
    """The first words of countries' names."""
    return frozenset(re.split(r"[ ]|(?<=')", name)[0] for name in countries(language))


@cache
def adjectives(language: str) -> Mapping[str, str]:
    """Folded adjectives and inhabitants of countries, each with the slug of its country."""
    derived: dict[str, str] = {}
    for country, forms in context_pack(language).get("adjectives", {}).items():
        for form in forms:
            derived[fold(form)] = country
    return derived


@cache
def countries_by_slug(language: str) -> frozenset[str]:
    """The identifiers of countries and of what is named like one (the euro area, Europe)."""
    return frozenset(countries(language).values())


@cache
def capitals(language: str) -> Mapping[str, str]:
    """The countries that the press means by the names of their capitals."""
    return {slug(name): country for name, country in context_pack(language)["capitals"].items()}

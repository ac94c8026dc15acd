"""Names of currencies and units as Unicode's Common Locale Data Repository has them, through Babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Any

from kg.extraction.folding import fold

_CURRENCY = re.compile(r"[^\W\d_]+\.?(?:[ '&.-]+[^\W\d_]+\.?)*(?: \([^\W\d_]+\))?")
_UNIT = re.compile(r"[^\W\d_]+(?:[ '-]+[^\W_]+)*")
_LAND = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")
_VARIANTS = {"en": ("en_GB",)}  # that spell units in another way
_LEAST_NOUN = 4
_CURRENT = frozenset({"XOF", "XAF", "XPF", "XCD"})


@cache
def _locale(language: str) -> Mapping[str, Any]:
    from babel.core import Locale

    data: Mapping[str, Any] = Locale.parse(language)._data  # noqa: SLF001 - plurals have no public accessor
    return data


@cache
def _tender() -> frozenset[str]:
    """Codes of currencies in use."""
    from babel.core import get_global

    territories = get_global("territory_currencies").values()
    current = {code for rows in territories for code, _start, end, tender in rows if tender and end is None}
    return frozenset(code for code in current if code[0] != "X" or code in _CURRENT)


def currency_names(language: str, refused: Container[str], former: Iterable[str] = ()) -> dict[str, str]:
    """Folded names of the currencies in use and of the `former` ones, singular and plural, with their ISO 4217 codes.

    The noun alone ("forints") stands for a currency where no other shares it; not those in `refused`, which mean
    something else as well.
    """
    data = _locale(language)
    names: dict[str, str] = {}
    nouns: dict[str, set[str]] = {}
    for code in sorted(_tender() | set(former)):
        forms = {str(data["currency_names"].get(code, ""))}
        forms |= {str(form) for form in (data["currency_names_plural"].get(code) or {}).values()}
        for form in sorted(forms):
            name = fold(form)
            if not _CURRENCY.fullmatch(name):
                continue
            names.setdefault(name, code)
            words = name.split()
            noun = words[0] if language == "fr" else words[-1]
            nouns.setdefault(noun, set()).add(code)
    for noun, codes in nouns.items():
        if len(codes) == 1 and len(noun) >= _LEAST_NOUN:
            code = next(iter(codes))
            for form in (noun, noun if noun[-1] in "sx" else noun + "s"):
                if form not in refused:
                    names.setdefault(form, code)
    return names


@cache
def _current() -> Mapping[str, tuple[str, ...]]:
    """By land, the codes of its currencies in use."""
    from babel.core import get_global

    territories = get_global("territory_currencies")
    return {
        land: tuple(code for code, _start, end, tender in rows if tender and end is None)
        for land, rows in territories.items()
    }


def land_currencies(language: str, other_names: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """By folded name of a land, with its accents and without, the codes and folded names of its currencies.

    `other_names` are names of lands by their ISO 3166 code, beside that of CLDR.
    """
    data = _locale(language)
    lands: dict[str, dict[str, str]] = {}
    for land, codes in _current().items():
        names = {fold(str(data["territories"].get(land, ""))), *other_names.get(land, ())}
        for name in {form for said in names if _LAND.fullmatch(said) for form in (said, _unaccented(said))}:
            for code in codes:
                lands.setdefault(name, {})[code] = fold(str(data["currency_names"].get(code, "")))
    return lands


def _unaccented(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def unit_names(language: str, units: Mapping[str, str]) -> dict[str, str]:
    """Folded long names of units, singular and plural, with the code that `units` gives to their CLDR id."""
    names: dict[str, str] = {}
    for locale in (language, *_VARIANTS.get(language, ())):
        patterns = _locale(locale)["unit_patterns"]
        for identifier, code in units.items():
            for form, pattern in (patterns.get(identifier, {}).get("long") or {}).items():
                name = fold(str(pattern)).removeprefix("{0}").strip()
                if form != "gender" and _UNIT.fullmatch(name):
                    names.setdefault(name, code)
    return names


def unit_forms(language: str, identifier: str) -> tuple[str, str] | None:
    """The long name of a unit by its CLDR id, for one and for more; None where CLDR writes no word behind the number."""
    patterns = _locale(language)["unit_patterns"].get(identifier, {}).get("long") or {}
    one, more = (str(patterns.get(form, "")).removeprefix("{0}").strip() for form in ("one", "other"))
    return (one or more, more) if more and "{0}" not in more else None


def currency_signs(language: str) -> dict[str, str]:
    """Signs of currencies in use that are more than letters ("$MX", "£LB"), with their codes; not the bare "$" and the like."""
    symbols = _locale(language)["currency_symbols"]
    return {
        str(sign).replace("\u00a0", " ").replace("\u202f", " "): code
        for code, sign in sorted(symbols.items())
        if code in _tender() and len(str(sign)) > 1 and not str(sign).isalpha() and str(sign)[-1] != "."
    }

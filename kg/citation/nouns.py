"""What a number is followed by in each language: the names of currencies, units and denominators.

A French scale word asks for a name behind it (3 millions de kilomètres); elsewhere the symbol stands (1 200 km²).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from babel.numbers import get_currency_symbol

from kg.extraction.figures.cldr import unit_forms
from kg.extraction.figures.grammar import language_pack

FRENCH_MONEY: Final[dict[str, tuple[str | None, str]]] = {
    "USD": ("dollar", "dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("livre sterling", "livres sterling"),
    "JPY": ("yen", "yens"),
    "CHF": ("franc suisse", "francs suisses"),
    "CNY": ("yuan", "yuans"),
    "CAD": ("dollar canadien", "dollars canadiens"),
    "AUD": (None, "dollars australiens"),
    "HKD": (None, "dollars de Hong Kong"),
    "INR": (None, "roupies indiennes"),
    "RUB": ("rouble", "roubles"),
    "KRW": ("won", "wons"),
    "BRL": (None, "réaux"),
    "TRY": (None, "livres turques"),
    "EGP": (None, "livres égyptiennes"),
    "ZAR": ("rand", "rands"),
    "SEK": (None, "couronnes suédoises"),
    "NOK": (None, "couronnes norvégiennes"),
    "DKK": (None, "couronnes danoises"),
    "PLN": ("zloty", "zlotys"),
    "FRF": (None, "francs français"),
    "XOF": ("franc CFA", "francs CFA"),
    "DZD": (None, "dinars algériens"),
    "UAH": (None, "hryvnias"),
    "ILS": ("shekel", "shekels"),
    "THB": (None, "bahts"),
}
"""One and many; where one is None the grammar knows no such word, and the code stands instead."""
_SIGNED: Final = ("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "HKD", "BRL", "INR", "CNY", "JPY", "KRW", "ILS")
"""Currencies whose sign readers know; the others go by their code."""
_SIGNED_IN_FRENCH: Final = ("USD", "EUR", "GBP")

_PER: Final = {
    "fr": {
        "month": "mois",
        "year": "an",
        "day": "jour",
        "week": "semaine",
        "hour": "heure",
        "quarter": "trimestre",
        "user": "utilisateur",
        "inhabitant": "habitant",
        "person": "personne",
        "t": "tonne",
        "kg": "kilo",
        "L": "litre",
        "barrel": "baril",
        "share": "action",
        "unit": "unité",
        "employee": "salarié",
        "household": "ménage",
        "file served": "dossier traité",
        "USD of revenue": "dollar de recettes",
    },
    "en": {"t": "tonne", "kg": "kilo", "L": "litre", "gal": "gallon", "USD of revenue": "dollar of revenue"},
}
TOKENS: Final = {
    "1e6 tokens": {"fr": "million de tokens", "en": "million tokens"},
    "1e3 tokens": {"fr": "k tokens", "en": "k tokens"},
    "token": {"fr": "token", "en": "token"},
}
"""Denominators that stand behind a slash."""

_SYMBOLS: Final = {
    "km2": "km²",
    "m2": "m²",
    "m3": "m³",
    "cm2": "cm²",
    "km3": "km³",
    "degC": "°C",
    "degF": "°F",
    "deg": "°",
    "permille": "‰",
    "cL": "cl",
    "hL": "hl",
    "in2": "in²",
    "in3": "in³",
    "ft2": "ft²",
    "ft3": "ft³",
    "yd2": "yd²",
    "yd3": "yd³",
    "mi2": "mi²",
    "mi3": "mi³",
    "L/100km": "L/100 km",
    "quintal/ha": "q/ha",
}
_NAMES: Final = {
    "fr": {
        "pp": ("point de pourcentage", "points de pourcentage"),
        "bp": ("point de base", "points de base"),
        "year": ("an", "ans"),
        "quarter": ("trimestre", "trimestres"),
        "month": ("mois", "mois"),
        "week": ("semaine", "semaines"),
        "day": ("jour", "jours"),
        "hour": ("heure", "heures"),
        "minute": ("minute", "minutes"),
        "second": ("seconde", "secondes"),
        "semester": ("semestre", "semestres"),
        "decade": ("décennie", "décennies"),
        "century": ("siècle", "siècles"),
        "quintal": ("quintal", "quintaux"),
        "nmi": ("milles marins", "milles marins"),
        "barrel": ("baril", "barils"),
        "acre": ("acre", "acres"),
        "mile": ("mile", "miles"),
        "tokens": ("tokens", "tokens"),
    },
    "en": {
        "pp": ("percentage point", "percentage points"),
        "bp": ("basis point", "basis points"),
        "year": ("year", "years"),
        "quarter": ("quarter", "quarters"),
        "month": ("month", "months"),
        "week": ("week", "weeks"),
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
        "second": ("second", "seconds"),
        "semester": ("semester", "semesters"),
        "decade": ("decade", "decades"),
        "century": ("century", "centuries"),
        "quintal": ("quintal", "quintals"),
        "nmi": ("nautical mile", "nautical miles"),
        "kn": ("knot", "knots"),
        "in": ("inch", "inches"),
        "yd": ("yard", "yards"),
        "gal": ("gallon", "gallons"),
        "ton": ("ton", "tons"),
        "barrel": ("barrel", "barrels"),
        "acre": ("acre", "acres"),
        "mile": ("mile", "miles"),
        "tokens": ("tokens", "tokens"),
    },
}
"""Units that are spelled out: one, many."""
_BEHIND_A_SCALE: Final = {
    "year": "années",
    "km": "kilomètres",
    "m": "mètres",
    "km2": "kilomètres carrés",
    "m2": "mètres carrés",
    "m3": "mètres cubes",
    "ha": "hectares",
    "kg": "kilos",
    "t": "tonnes",
    "L": "litres",
    "hL": "hectolitres",
    "W": "watts",
    "kW": "kilowatts",
    "MW": "mégawatts",
    "GW": "gigawatts",
    "kWh": "kilowattheures",
    "MWh": "mégawattheures",
    "GWh": "gigawattheures",
    "TWh": "térawattheures",
    "GB": "gigaoctets",
    "MB": "mégaoctets",
}


def english_sign(code: str, space: str) -> str:
    """What stands before a sum in English: $, CHF and a space."""
    return str(get_currency_symbol(code, locale="en")) if code in _SIGNED else f"{code}{space}"


def french_money(code: str, *, plural: bool, signs: bool = False) -> str:
    """What stands behind a sum in French: euros, couronnes suédoises, a code; with ``signs`` a sign."""
    if signs:
        return str(get_currency_symbol(code, locale="en")) if code in _SIGNED_IN_FRENCH else code
    one, many = FRENCH_MONEY.get(code, (None, code))
    return many if plural else one or code


def unit_noun(unit: str, language: str, *, plural: bool) -> str:
    """The name or symbol of a unit behind its number."""
    names = _NAMES[language].get(unit) or _spelled_out(unit, language)
    return names[plural] if names else _SYMBOLS.get(unit, unit)


@cache
def _spelled_out(unit: str, language: str) -> tuple[str, str] | None:
    """The names of a unit whose symbol alone could be anything ("1 A", "3 N"): those that the grammar reads by name only."""
    pack = language_pack("und")
    if unit in pack["symbols"].values():
        return None
    identifier = next((name for name, code in pack["cldr_units"].items() if code == unit), None)
    return unit_forms(language, identifier) if identifier is not None else None


def unit_behind_scale(unit: str) -> str | None:
    """The French name of a unit behind million or milliard, where it has one."""
    names = _NAMES["fr"].get(unit)
    return _BEHIND_A_SCALE.get(unit) or (names[1] if names else None)


def denominator(per: str, language: str) -> str:
    """A denominator behind "par" or "per"."""
    return _PER[language].get(per, per)

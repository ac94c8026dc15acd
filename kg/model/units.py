"""Units of claims: their dimension, conversion and QUDT name.

Money has one dimension a currency, so that dollars and euros never meet without a rate. Shares (%) and multiples (x)
are one dimension; percentage points are another. Counts, tokens, points of an index and dates have their own. All else is a pint expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from math import lcm
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from kg.model.errors import UnitError

if TYPE_CHECKING:
    from kg.model.interval import Interval

QUDT: Final = "http://qudt.org/vocab/unit/"
OWN_UNITS: Final = "https://w3id.org/claims-kg/unit/"
DATE: Final = "date"
POINTS: Final = "percentage point"
"""The dimension of percentage points."""

MONEY: Final = "money:"
"""What the dimension of a currency begins with."""
PER: Final = " per "
"""Between the dimensions of a quotient that is no dimension of its own: money:USD per time."""
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_DELTA: Final = "delta_"
_DAYS_A_YEAR = Fraction("365.25")
_SECONDS_A_DAY = 86400

# The units of nearly every claim, so that pint (slow to import) is needed only for the rest. A test holds them against pint.
_COMMON: Final[dict[str, tuple[str, Fraction, str]]] = {
    "%": ("ratio", Fraction(1, 100), "PERCENT"),
    "x": ("ratio", Fraction(1), "UNITLESS"),
    "pp": (POINTS, Fraction(1), ""),
    "count": ("count", Fraction(1), "NUM"),
    "tokens": ("token", Fraction(1), ""),
    "points": ("point", Fraction(1), ""),  # of an index, of a score; pint's own is a printer's, a length
    "magnitude": ("magnitude", Fraction(1), ""),
    "date": ("date", Fraction(1), ""),
    "year": ("time", _DAYS_A_YEAR, "YR"),
    "quarter": ("time", _DAYS_A_YEAR / 4, ""),
    "month": ("time", _DAYS_A_YEAR / 12, "MO"),
    "week": ("time", Fraction(7), "WK"),
    "day": ("time", Fraction(1), "DAY"),
    "hour": ("time", Fraction(1, 24), "HR"),
    "minute": ("time", Fraction(1, 1440), "MIN"),
    "second": ("time", Fraction(1, 86400), "SEC"),
    "semester": ("time", _DAYS_A_YEAR / 2, ""),
    "decade": ("time", _DAYS_A_YEAR * 10, ""),
}
_DEFINITIONS: Final = (
    "m2 = meter ** 2",
    "km2 = kilometer ** 2",
    "m3 = meter ** 3",
    "in2 = inch ** 2",
    "in3 = inch ** 3",
    "ft2 = foot ** 2",
    "ft3 = foot ** 3",
    "yd2 = yard ** 2",
    "yd3 = yard ** 3",
    "mi2 = mile ** 2",
    "mi3 = mile ** 3",
    "s2 = second ** 2",
    "quintal = 100 * kilogram",
    "tCO2 = tonne",
    "tCO2e = tonne",
    "Wp = watt",
    "We = watt",
    "Wth = watt",
    "Torr = torr",
    "mpg = mile / gallon",
    "liters_per_100km = liter / (100 * kilometer)",
    "bpm = 1 / minute",
    "ppb = 1 / 1000000000",
    "dB = [level]",
    "count = [count]",
    "tokens = [token]",
    "points = [point]",
    "bit = [information]",  # pint's own has no dimension, as if a gigabyte were a multiple
    "barrel = oil_barrel",
)
"""Units that pint does not know by these symbols, or knows as something else."""
_SPELLED: Final = {"L/100km": "liters_per_100km"}  # a symbol with a number in it that belongs to its name
_QUDT_NAMES: Final = {
    "m": "M",
    "km": "KiloM",
    "cm": "CentiM",
    "mm": "MilliM",
    "m2": "M2",
    "km2": "KiloM2",
    "ha": "HA",
    "m3": "M3",
    "kg": "KiloGM",
    "t": "TON_Metric",
    "km/h": "KiloM-PER-HR",
    "W": "W",
    "kW": "KiloW",
    "MW": "MegaW",
    "GW": "GigaW",
    "kWh": "KiloW-HR",
    "MWh": "MegaW-HR",
    "GWh": "GigaW-HR",
    "TWh": "TeraW-HR",
    "degC": "DEG_C",
    "degF": "DEG_F",
    "barrel": "BBL",
}
_BY_QUDT_NAME: Final = {
    **{name: symbol for symbol, (_, _, name) in _COMMON.items() if name},
    **{name: symbol for symbol, name in _QUDT_NAMES.items()},
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit resolved: v of it are (v x ``factor`` + ``offset``) / ``divisor`` of the base of ``dimension``.

    Factor and divisor are whole numbers, so that 24 hours are a day and no rounding enters. Bases: the currency itself,
    1 for ratios, the day for times, SI for the rest.
    """

    symbol: str
    dimension: str
    factor: Decimal = Decimal(1)
    divisor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)

    @classmethod
    def scaled(cls, symbol: str, dimension: str, scale: Fraction, offset: Fraction = Fraction(0)) -> Unit:
        """One of which is ``scale`` of the base, and none of which is ``offset``."""
        divisor = lcm(scale.denominator, offset.denominator)
        return cls(symbol, dimension, Decimal(int(scale * divisor)), Decimal(divisor), Decimal(int(offset * divisor)))

    @property
    def is_money(self) -> bool:
        """Whether its dimension is a currency."""
        return self.dimension.startswith(MONEY)


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes, present and past (from Babel's copy of CLDR), but for those of no currency and of tests."""
    from babel.core import get_global

    return frozenset(get_global("all_currencies")) - {"XXX", "XTS"}


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction, autoconvert_offset_to_baseunit=True, on_redefinition="ignore")
    for definition in _DEFINITIONS:
        registry.define(definition)
    for currency in sorted(currencies() - {"ALL"}):
        if currency not in registry:
            registry.define(f"{currency} = [{currency}]")
    registry._build_cache()  # noqa: SLF001 - else pint goes on with the units as they were before
    return registry


@lru_cache(maxsize=4096)
def unit(symbol: str) -> Unit:
    """The unit that ``symbol`` names: an ISO 4217 code, %, x, pp, count, a duration, date, or a pint expression.

    Raises UnitError, naming near units where there are any.
    """
    if symbol in _COMMON:
        dimension, scale, _ = _COMMON[symbol]
        return Unit.scaled(symbol, dimension, scale)
    if _CURRENCY.match(symbol) and symbol in currencies():
        return Unit(symbol, f"{MONEY}{symbol}")
    return _pint_unit(symbol)


def _pint_unit(symbol: str) -> Unit:
    registry = _registry()
    name = _SPELLED.get(symbol, symbol)
    try:
        # A unit is named, not computed: an expression with numbers would smuggle a scale into it.
        if not name.strip() or (name == symbol and re.search(r"[\s\d][eE]?\d", symbol)):
            raise ValueError(symbol)  # noqa: TRY301
        one = registry.Quantity(Fraction(1), name).to_base_units()
        zero = Fraction(registry.Quantity(Fraction(0), name).to_base_units().magnitude)
        scale = Fraction(one.magnitude) - zero
        powers = {name: int(power) if power == int(power) else float(power) for name, power in one.dimensionality.items()}
        dimension = str(registry.UnitsContainer(powers)) if powers else "ratio"
    except Exception as error:  # pint raises many kinds, of its own and of Python's tokenizer
        message = (
            f"unknown unit {symbol!r}: use an ISO 4217 code, %, x, pp, count, a duration, date, or a pint expression (km/h)"
        )
        near = _near(symbol)
        raise UnitError(message + (f"; did you mean {near}?" if near else "")) from error
    if dimension == "[time]":
        return Unit.scaled(symbol, "time", scale / _SECONDS_A_DAY)
    return Unit.scaled(symbol, dimension, scale, zero)


def _near(symbol: str) -> str | None:
    if symbol.upper() in currencies():
        return symbol.upper()
    import difflib

    words = {
        **{name: name for name in (*_COMMON, *_QUDT_NAMES)},
        **dict.fromkeys(("percent", "pour cent"), "%"),
        **dict.fromkeys(("$", "us$", "dollar", "dollars"), "USD"),
        **dict.fromkeys(("€", "euro", "euros"), "EUR"),
        **dict.fromkeys(("£", "sterling"), "GBP"),
        **dict.fromkeys(("¥", "yen"), "JPY"),
        "years": "year",
    }
    if symbol.lower() in words:
        return words[symbol.lower()]
    close = difflib.get_close_matches(symbol, words, n=1, cutoff=0.6)
    return words[close[0]] if close else None


def is_same_unit(one: str, other: str) -> bool:
    """Whether two symbols name one unit: t and tonne."""
    return replace(unit(one), symbol=other) == unit(other)


def of_differences(symbol: str) -> str:
    """The unit of what lies between two values in ``symbol``: of degrees without their zero point, else the unit itself."""
    return f"{_DELTA}{symbol}" if unit(symbol).offset else symbol


def shown(symbol: str) -> str:
    """A unit as readers know it, whether of values or of differences."""
    return symbol.removeprefix(_DELTA)


def to_base(interval: Interval, symbol: str) -> Interval:
    """An interval stated in ``symbol``, in the base unit of its dimension."""
    known = unit(symbol)
    return _affine(interval, known.factor, known.offset, Decimal(0), known.divisor)


def from_base(interval: Interval, symbol: str) -> Interval:
    """An interval in the base unit of its dimension, restated in ``symbol``."""
    known = unit(symbol)
    return _affine(interval, known.divisor, Decimal(0), known.offset, known.factor)


def _affine(interval: Interval, factor: Decimal, plus: Decimal, minus: Decimal, divisor: Decimal) -> Interval:
    """(interval x factor + plus - minus) / divisor; what changes nothing is left out, for most units are bases."""
    from kg.model.interval import Interval as Closed

    if factor != 1:
        interval = interval * Closed.point(factor)
    if plus != minus:
        interval = interval + Closed.point(plus - minus)
    return interval / Closed.point(divisor) if divisor != 1 else interval


def convert(interval: Interval, source: str, target: str) -> Interval:
    """An interval stated in one unit, restated in another of the same dimension. Raises UnitError where they differ."""
    if source == target:
        return interval
    if unit(source).dimension != unit(target).dimension:
        message = f"cannot convert {source} ({unit(source).dimension}) to {target} ({unit(target).dimension})"
        raise UnitError(message)
    return from_base(to_base(interval, source), target)


def unit_iri(symbol: str) -> str:
    """The IRI of a unit: QUDT's where it has one, else one of our own that spells the symbol."""
    if symbol in _COMMON and _COMMON[symbol][2]:
        return QUDT + _COMMON[symbol][2]
    if symbol in _QUDT_NAMES:
        return QUDT + _QUDT_NAMES[symbol]
    if _CURRENCY.match(symbol) and symbol in currencies():
        return f"{QUDT}CCY_{symbol}"
    return OWN_UNITS + quote(symbol, safe="")


def unit_of_iri(iri: str) -> str:
    """The symbol that ``unit_iri`` made an IRI of. Raises UnitError for a foreign one."""
    if iri.startswith(QUDT):
        name = iri.removeprefix(QUDT)
        if name.startswith("CCY_"):
            return name.removeprefix("CCY_")
        if name in _BY_QUDT_NAME:
            return _BY_QUDT_NAME[name]
    if iri.startswith(OWN_UNITS):
        return unquote(iri.removeprefix(OWN_UNITS))
    message = f"no unit is known by the name <{iri}>"
    raise UnitError(message)


_NAMES: Final = {
    "": "a plain number",
    "ratio": "a ratio",
    "count": "a count",
    "time": "a duration",
    "date": "a date",
    "token": "tokens",
    "point": "points",
    "[length] ** 2": "area",
    "[length] ** 3": "volume",
    "[length] / [time]": "speed",
    "[mass] * [length] ** 2 / [time] ** 2": "energy",
    "[mass] * [length] ** 2 / [time] ** 3": "power",
}


def dimension_name(dimension: str) -> str:
    """A dimension in words: USD, area, percentage point; USD per energy."""
    parts = dimension.split(PER)
    if len(parts) > 1:
        return PER.join(dimension_name(part).removeprefix("a ") for part in parts)
    return _NAMES.get(dimension) or dimension.removeprefix(MONEY).replace("[", "").replace("]", "")

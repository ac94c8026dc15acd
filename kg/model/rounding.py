"""How finely a printed figure is stated: the decimals of its surface form.

``decimals`` is that of XBRL (Calculations 1.1): 4,3 milliards is stated to 10^8, so its decimals are -8 and its
value lies within half of that. An integer's trailing zeros are ambiguous: 80 milliards may be stated
to the unit of its scale (decimals -9) or to the ten (decimals -10). The first is the narrow reading, the second the wide one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.model.interval import Interval

_NUMERAL = re.compile(r"\d(?:[\d.,'’_]*\d)?")
_FRACTION = re.compile(r"(?:1|÷|un|une|one|a)\s*/\s*(\d+)")
_ORDER = re.compile(r"ordres?\s+de\s+grandeur|orders?\s+of\s+magnitude", re.IGNORECASE)
_HALF = Decimal("0.5")
_TEN = Decimal(10)


@dataclass(frozen=True, slots=True)
class Rounding:
    """Decimals of a surface form under its two readings; None means stated exactly (XBRL's INF)."""

    narrow: int | None
    wide: int | None

    def reading(self, value: Decimal, *, wide: bool) -> Interval:
        """All values that would be printed as ``value`` under one reading."""
        decimals = self.wide if wide else self.narrow
        return Interval.point(value) if decimals is None else Interval.around(value, _HALF.scaleb(-decimals))


EXACT = Rounding(None, None)


def _mantissas(numeral: str, value: Decimal) -> list[Decimal]:
    """Every number that the digits may be: 1.234 is 1234 to one reader and 1 + 234/1000 to another.

    What is the value as it stands comes first: 80,000 people are not 80.000 thousands, stated to the last one.
    """
    digits = re.sub(r"['’_]", "", numeral)
    plain = re.sub(r"[.,]", "", digits)
    readings = [Decimal(plain)]
    cut = max(digits.rfind(","), digits.rfind("."))
    if cut > 0:
        whole, fraction = re.sub(r"[.,]", "", digits[:cut]), digits[cut + 1 :]
        readings.insert(0, Decimal(f"{whole}.{fraction}"))
    return sorted(readings, key=lambda reading: reading != value)


def _places(value: Decimal) -> int:
    """Decimals of a number as written: 1.20 has 2, 35 has 0."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _trailing_zeros(value: Decimal) -> int:
    digits = str(int(value))
    return len(digits) - len(digits.rstrip("0"))


def _power_of_ten(ratio: Decimal) -> int | None:
    sign, digits, exponent = ratio.normalize().as_tuple()
    return int(exponent) if sign == 0 and digits == (1,) else None


def _stated(mantissa: Decimal, power: int) -> Rounding:
    places = _places(mantissa)
    zeros = _trailing_zeros(mantissa) if places == 0 and mantissa else 0
    return Rounding(places - power, places - power - zeros)


@lru_cache(maxsize=65536)
def rounding_of(exact: str, value: Decimal) -> Rounding:
    """How finely ``exact``, the surface form, states ``value`` (in units, scale words expanded).

    Without digits (two billion, deux milliards) the number of its largest round scale is taken: two, of billions.
    """
    value = abs(value)
    text = unicodedata.normalize("NFKC", exact)
    text = re.sub(r"(?<=\d)\s+(?=\d{3}(?!\d))", "", text)
    numerals = _NUMERAL.findall(text)
    for numeral in numerals:
        for mantissa in _mantissas(numeral, value):
            if mantissa and value:
                power = _power_of_ten(value / mantissa)
                if power is not None:
                    return _stated(mantissa, power)
            elif not mantissa and not value:
                return Rounding(_places(mantissa), _places(mantissa)) if _places(mantissa) else EXACT
    if value == 0 or numerals:
        # Free, zéro; or digits that do not spell the value: nothing is known of its rounding but what is written.
        return EXACT if value == 0 else Rounding(_places(value.normalize()), _places(value.normalize()))
    if value != value.to_integral_value():
        return EXACT
    power = _trailing_zeros(value) // 3 * 3
    return _stated(Decimal(int(value.scaleb(-power))), power)


def reciprocal_of(exact: str, value: Decimal) -> Decimal | None:
    """The N of a surface form 1/N (1/30ème) when it is what ``value`` states, else None."""
    match = _FRACTION.search(unicodedata.normalize("NFKC", exact).replace("⁄", "/").lower())
    if match is None or not int(match[1]):
        return None
    number = Decimal(match[1])
    return number if abs(value * number - 1) < Decimal("1e-6") else None


def is_order_of_magnitude(exact: str) -> bool:
    """Whether the figure is an order of magnitude, which states only a power of ten."""
    return _ORDER.search(exact) is not None


def order_reading(value: Decimal) -> Interval:
    """Half an order of magnitude to either side, on the logarithmic scale."""
    half = _TEN.sqrt()
    return Interval(value / half, value * half)

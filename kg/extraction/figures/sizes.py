"""Whether two figures are of a size, and what scale and unit one takes over from the other."""

from __future__ import annotations

from decimal import Decimal

from kg.extraction.figures.reading import Reading

COMPARED = Decimal(50)  # how many times larger or smaller a figure may be than one that a comparison holds it against
_THOUSAND = 1000
_MOST_PERCENT = 150
_CENT = Decimal("0.01")


def size(reading: Reading) -> Decimal:
    """How large a figure is, whatever its sign: its upper end where it has one."""
    value = reading.high if reading.high is not None else reading.low
    return abs(value) if value is not None else Decimal(0)


def fits(reading: Reading, other: Reading, most: Decimal) -> bool:
    """Whether two figures are of a size, as they stand or once the scale of the other is given to both."""
    if other.unit == "%" and size(reading) > _MOST_PERCENT:
        return False
    return _near(reading, other, most) or _scales(reading, other, most)


def magnitude(reading: Reading, other: Reading) -> Decimal:
    """By how many powers of ten a number is larger than a figure, once both have the same scale."""
    here = size(reading)
    if _scales(reading, other, COMPARED) and not _near(reading, other, COMPARED):
        here = here * Decimal(10) ** other.power
    return (here / (size(other) / (_CENT if other.hundredths else 1))).log10()


def _near(reading: Reading, other: Reading, most: Decimal) -> bool:
    here, there = size(reading), size(other) / (_CENT if other.hundredths else 1)
    return here > 0 and there > 0 and here <= there * most and there <= here * most


def _scales(reading: Reading, other: Reading, most: Decimal) -> bool:
    """Whether a number takes the scale of the other figure too: "230 millions, au lieu des 210"."""
    here = size(reading)
    if reading.power or not other.power or here >= _THOUSAND:
        return False
    scaled, there = here * Decimal(10) ** other.power, size(other)
    return scaled > 0 and there > 0 and scaled <= there * most and there <= scaled * most


def inherit(reading: Reading, other: Reading) -> None:
    """Give a number the unit of a figure, and its scale where that is meant too."""
    if _scales(reading, other, COMPARED) and not (_near(reading, other, COMPARED) and not reading.fractional):
        reading.scaled(other.power)
        reading.shared_scale = True
    if other.unit:
        if other.hundredths:
            reading.multiplied(_CENT)
            reading.decimals += 2
            reading.hundredths = True
        reading.unit, reading.kind, reading.per, reading.unit_implied = (
            other.unit,
            other.kind,
            other.per,
            other.unit != "count",
        )
    elif other.power:
        reading.antecedent = other
    else:
        reading.unit, reading.kind = "count", "range" if reading.is_range else "number"

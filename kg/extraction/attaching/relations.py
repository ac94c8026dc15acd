"""Figures that the text derives from others: a growth, a difference, a share, a multiple or a sum that the numbers bear out.

A derivation is proposed only where the arithmetic holds to the last digit printed and the figures stand close together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from typing import Any, Final

from kg.extraction.attaching.metrics import change_near
from kg.extraction.attaching.scene import RATIOS, Scene, Site
from kg.extraction.contract import decimal_text

_WINDOW: Final = 5  # figures before and after that a figure may follow from
_PASSAGES: Final = 1
_DIGITS: Final = re.compile(r"\d+(?:[.,](\d+))?")
_CLOSE: Final = Decimal("0.02")  # how far a difference of rounded values may lie off, as a share of it


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    amount: Decimal
    site: Site


def derivation_of(
    scene: Scene, sites: Sequence[Site], metrics: Sequence[str | None], index: int
) -> Mapping[str, Any] | None:
    """How a figure follows from others near it; None where no reading bears it out."""
    site = sites[index]
    stated = _amount(site)
    if stated is None or stated == 0:
        return None
    near = [
        other
        for other in _near(sites, index)
        if other.unit_class not in ("date", "duration") and _amount(other) not in (None, 0)
    ]
    for formula, old, new in _readings(scene, site, near, [metrics[other.index] for other in near]):
        return {
            "formula": formula,
            "inputs": [
                f"{old.name} {old.site.figure.exact} = {decimal_text(old.amount)}",
                f"{new.name} {new.site.figure.exact} = {decimal_text(new.amount)}",
            ],
            "stated_as": site.figure.exact,
        }
    return None


def _near(sites: Sequence[Site], index: int) -> Iterator[Site]:
    site = sites[index]
    for other in sites[max(0, index - _WINDOW) : index + 2]:
        if other.index != site.index and abs(site.passage.index - other.passage.index) <= _PASSAGES:
            yield other


def _amount(site: Site) -> Decimal | None:
    """The value of a figure that is a point."""
    low, high = site.figure.low, site.figure.high
    return low if low is not None and low == high else None


def _readings(
    scene: Scene, site: Site, near: Sequence[Site], metrics: Sequence[str | None]
) -> Iterator[tuple[str, _Value, _Value]]:
    change = change_near(scene, site)
    known = {id(other): metric for other, metric in zip(near, metrics, strict=True)}
    for first, second in permutations(near, 2):
        if first.figure.unit != second.figure.unit or (first.unit_class in RATIOS) != (site.unit_class == "points"):
            continue
        old, new = _Value("old", _sure(first), first), _Value("new", _sure(second), second)
        alike = known[id(first)] == known[id(second)]
        if site.unit_class == "percent" and change != "none" and alike:
            if _fits(site, 100 * (new.amount - old.amount) / old.amount, signed=change):
                yield "(new - old) / old", old, new
        elif site.unit_class == "points" and alike:
            if _fits(site, new.amount - old.amount, signed=change):
                yield "new - old", old, new
        elif site.unit_class == "percent" and first.passage.index == second.passage.index == site.passage.index:
            if _fits(site, 100 * old.amount / new.amount) and old.amount < new.amount:
                yield "part / whole", _Value("part", old.amount, first), _Value("whole", new.amount, second)
        elif site.unit_class in ("multiple", "fraction") and alike and _fits(site, new.amount / old.amount):
            yield "new / old", old, new
        elif site.figure.unit == first.figure.unit and change != "none" and alike and _differs(site, old.amount, new.amount):
            yield "new - old", old, new


def _sure(site: Site) -> Decimal:
    amount = _amount(site)
    assert amount is not None
    return amount


def _fits(site: Site, computed: Decimal, signed: str = "none") -> bool:
    """Whether a computed value rounds to the printed one; a fall may be printed without its sign."""
    stated = _sure(site)
    match = _DIGITS.search(site.figure.exact)
    decimals = len(match[1] or "") if match else 0
    half = Decimal(5).scaleb(-decimals - 1)
    if signed == "up" and computed < 0:
        return False
    if signed == "down" and computed > 0:
        return False
    return min(abs(abs(computed) - abs(stated)), abs(computed - stated)) <= half


def _differs(site: Site, old: Decimal, new: Decimal) -> bool:
    stated, found = abs(_sure(site)), abs(new - old)
    return found != 0 and abs(found - stated) <= _CLOSE * stated

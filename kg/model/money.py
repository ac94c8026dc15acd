"""Exchange rates: the euro reference rates of the European Central Bank, from the file that CurrencyConverter ships.

A claim holds for a period, and rates move within it: the rate of a period is the interval from the lowest to the highest
of its days, so that a converted amount is never told apart by the choice of a day. Nothing is extrapolated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final

from kg.model.interval import Interval
from kg.model.wording import short_number

_CLOSED: Final = timedelta(days=7)
"""The longest that no rate is published: over a weekend and holidays the one before holds."""
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of ``source`` costs in ``target``, from ``first`` to ``last`` (the days whose rates were taken)."""

    source: str
    target: str
    value: Interval
    first: date
    last: date

    def convert(self, amount: Interval) -> Interval:
        """An amount of ``source`` in ``target``."""
        return amount * self.value

    @property
    def words(self) -> str:
        """For messages: "1 EUR = 1.037 to 1.052 USD, ECB, 2025-02-03 to 2025-02-28"."""
        low, high = (short_number(end, 5) for end in (self.value.low, self.value.high))
        cost = low if low == high else f"{low} to {high}"
        days = self.first.isoformat() if self.first == self.last else f"{self.first} to {self.last}"
        return f"1 {self.source} = {cost} {self.target}, ECB, {days}"


@cache
def _converter() -> Any:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(decimal=True)


@lru_cache(maxsize=4096)
def _of_day(source: str, target: str, day: date) -> Decimal | None:
    from currency_converter import RateNotFoundError

    try:
        rate = _converter().convert(_ONE, source, target, day)
    except (RateNotFoundError, ValueError):  # no rate that day, or a currency that the ECB does not quote
        return None
    assert isinstance(rate, Decimal)
    return rate


@lru_cache(maxsize=1024)
def rate_of(source: str, target: str, start: date, end: date) -> Rate | None:
    """The rate over the days from ``start`` to before ``end``; None where the ECB has none, or not for all of them."""
    known = _converter().bounds
    for currency in (source, target):
        if currency not in known or start < known[currency].first_date or end - _CLOSED > known[currency].last_date:
            return None
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    rates = [(day, rate) for day in days if (rate := _of_day(source, target, day)) is not None]
    if not rates:
        before = (start - timedelta(days=number) for number in range(1, _CLOSED.days + 1))
        rates = [(day, rate) for day in before if (rate := _of_day(source, target, day)) is not None][:1]
    if not rates:
        return None
    values = [rate for _, rate in rates]
    return Rate(source, target, Interval(min(values), max(values)), rates[0][0], rates[-1][0])

"""Bases of many shapes with planted errors: sums over time and parts, shares, growth, margins, currencies, hedges, bounds,
units, chains. Each company is one shape, consistent but for a wrong claim in every so many; the same for the same seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from benchmarks.planted import vocabulary
from kg.graph.columns import ColumnsWriter, row_of
from kg.model.claim import Claim, Derivation, Status
from kg.model.quantity import Approximation

WRONG_BY: Final = Decimal("1.6")
HARD: Final = ("conflict", "identity", "derivation")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A planted claim, its shape, and the kinds of findings one of which must name it at this severity or worse."""

    claim: str
    shape: str
    kinds: tuple[str, ...] = HARD
    severity: str = "error"


class Company:
    """Makes the claims of one company: figures printed in one of several ways, each of a source of its own."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.name = f"company-{number}"
        self.chance = chance
        self.claims: list[Claim] = []

    def say(
        self,
        metric: str,
        value: Decimal | int | str,
        when: str | None = None,
        *,
        as_of: str | None = None,
        source: str | None = None,
        unit: str = "USD",
        fine: bool = False,
        **keys: Any,
    ) -> Claim:
        """A claim. Money is printed in millions or billions, rounded now and then (``fine``: to the last digit)."""
        given = Decimal(value)
        exact = f"{given:f}"
        if unit not in ("%", "x", "count") and abs(given) >= 10**6:
            scale, word = (9, "billion") if abs(given) >= 10**9 and not fine else (6, "million")
            places = 3 if fine else self.chance.choice((1, 2, 3))
            scaled = round(given.scaleb(-scale), places)
            exact, given = f"{scaled:.{places}f} {word}", scaled.scaleb(scale)
        claim = Claim(
            id=f"{self.name}-{len(self.claims)}",
            source=source or f"source-{self.chance.randrange(40)}",
            exact=exact,
            entity=keys.pop("entity", self.name),
            metric=metric,
            values=(f"{given.normalize():f}",),
            unit=unit,
            status=Status(keys.pop("status", "reported")),
            approximation=Approximation(keys.pop("approx", "exact")),
            period=when,
            as_of=as_of,
            **keys,
        )
        self.claims.append(claim)
        return claim

    def money(self) -> int:
        """A sum between 0.1 and 90 billion."""
        return self.chance.randrange(100, 90_000) * 10**6

    def off(self, value: Decimal | int, *, wrong: bool) -> Decimal:
        """The value, or one that is far off."""
        if not wrong:
            return Decimal(value)
        return Decimal(value) * WRONG_BY if self.chance.random() < 0.5 else Decimal(value) / WRONG_BY


Shape = Callable[[Company, bool], Wrong | None]


def _planted(claim: Claim, shape: str, *, wrong: bool, **keys: Any) -> Wrong | None:
    return Wrong(claim.id, shape, **keys) if wrong else None


def halves(c: Company, wrong: bool) -> Wrong | None:
    """Two halves make the year."""
    first, second = c.money(), c.money()
    c.say("revenue", first, "2024-H1", fine=True)
    half = c.say("revenue", c.off(second, wrong=wrong), "2024-H2", fine=True)
    c.say("revenue", first + second, "2024", fine=True)
    return _planted(half, "halves", wrong=wrong)


def quarters(c: Company, wrong: bool) -> Wrong | None:
    """Four quarters make two halves and the year: a wrong quarter breaks three sums."""
    values = [c.chance.randrange(1000, 1400) * 10**6 for _ in range(4)]
    odd = c.chance.randrange(4)
    said = [c.say("expenses", c.off(v, wrong=wrong and n == odd), f"2023-Q{n + 1}", fine=True) for n, v in enumerate(values)]
    c.say("expenses", sum(values), "2023", fine=True)
    c.say("expenses", sum(values[:2]), "2023-H1", fine=True)
    c.say("expenses", sum(values[2:]), "2023-H2", fine=True)
    return _planted(said[odd], "quarters", wrong=wrong)


def part_of_a_year(c: Company, wrong: bool) -> Wrong | None:
    """A quarter is no more than its year."""
    year = c.money()
    c.say("revenue", year, "2022")
    quarter = c.say("revenue", year * 2 if wrong else year // 4, "2022-Q3")
    return _planted(quarter, "part of a year", wrong=wrong)


def segments(c: Company, wrong: bool) -> Wrong | None:
    """Segments make the whole; one is larger than it."""
    values = [c.money() for _ in range(3)]
    c.say("revenue", sum(values), "2024", fine=True)
    said = [
        c.say("revenue", v if not wrong or n else sum(values) * 2, "2024", fine=True, qualifiers={"segment": f"s{n}"})
        for n, v in enumerate(values)
    ]
    return _planted(said[0], "segments", wrong=wrong)


def products_of_users(c: Company, wrong: bool) -> Wrong | None:
    """Users of a product are users."""
    users = c.chance.randrange(10, 900) * 10**6 + 12345
    c.say("users", users, as_of="2025-03", unit="count")
    part = users * 2 if wrong else users // 3
    said = c.say("users", part, as_of="2025-03", unit="count", qualifiers={"product": "app"})
    return _planted(said, "products", wrong=wrong)


def growth(c: Company, wrong: bool) -> Wrong | None:
    """Growth in percent is that of the revenues."""
    before, percent = c.money(), c.chance.randrange(20, 90)
    c.say("revenue", before, "2023", fine=True)
    c.say("revenue", Decimal(before) * (100 + percent) / 100, "2024", fine=True)
    said = c.say("revenue_growth", percent + 60 if wrong else percent, "2024", unit="%")
    return _planted(said, "growth", wrong=wrong)


def multiple(c: Company, wrong: bool) -> Wrong | None:
    """Doubled, tripled: a multiple of the year before."""
    before, times = c.money(), c.chance.choice((2, 3, 4))
    c.say("revenue", before, "2023", fine=True)
    c.say("revenue", before * times, "2024", fine=True)
    said = c.say("revenue_multiple", times * 2 if wrong else times, "2024", unit="x")
    return _planted(said, "multiple", wrong=wrong)


def margins(c: Company, wrong: bool) -> Wrong | None:
    """Margin, profit and revenue; a wrong revenue breaks three rules at once."""
    revenue = c.money()
    profit = revenue // 5
    said = c.say("revenue", c.off(revenue, wrong=wrong), "2024", fine=True)
    c.say("operating_profit", profit, "2024", fine=True)
    c.say("operating_margin", 20, "2024", unit="%")
    c.say("gross_profit", revenue // 2, "2024", fine=True)
    c.say("gross_margin", 50, "2024", unit="%")
    c.say("expense_ratio", "0.80", "2024", unit="x")
    c.say("expenses", revenue - profit, "2024", fine=True)
    return _planted(said, "margins", wrong=wrong)


def loss(c: Company, wrong: bool) -> Wrong | None:
    """A loss is a negative profit, and expenses less revenue: two ways to one figure."""
    revenue = c.money()
    spent = revenue * 2
    c.say("revenue", revenue, "2021", fine=True)
    c.say("expenses", spent, "2021", fine=True)
    said = c.say("net_loss", c.off(spent - revenue, wrong=wrong), "2021", fine=True)
    c.say("profit", revenue - spent, "2021", fine=True)
    return _planted(said, "loss", wrong=wrong)


def several_sources(c: Company, wrong: bool) -> Wrong | None:
    """Three sources give one value, now rounded, now not; a fourth another."""
    value = c.chance.randrange(20, 90) * 10**8
    for number in range(3):
        c.say("valuation", value, as_of="2024-05", source=f"paper-{number}")
    said = c.say("valuation", c.off(value, wrong=wrong), as_of="2024-05", source="paper-9")
    return _planted(said, "sources", wrong=wrong, kinds=("conflict",))


def lower_bound(c: Company, wrong: bool) -> Wrong | None:
    """At least so much, and a figure above; or far below."""
    value = c.money()
    c.say("revenue", value, "2025", approx="at_least", source="paper-1")
    said = c.say("revenue", value / 2 if wrong else value * 2, "2025", source="paper-2")
    return _planted(said, "lower bound", wrong=wrong, kinds=("conflict",))


def upper_bound(c: Company, wrong: bool) -> Wrong | None:
    """At most so much, and a figure below; or far above."""
    value = c.money()
    c.say("revenue", value, "2025", approx="at_most", source="paper-1")
    said = c.say("revenue", value * 2 if wrong else value / 2, "2025", source="paper-2")
    return _planted(said, "upper bound", wrong=wrong, kinds=("conflict",))


def open_sum(c: Company, wrong: bool) -> Wrong | None:
    """A loss of at least, with expenses and revenue: the open side of one end counts, under the minus sign the other."""
    revenue = c.money()
    c.say("revenue", revenue, "2020", approx="at_least")
    c.say("expenses", revenue * 3, "2020", fine=True)
    said = c.say("net_loss", revenue * 4 if wrong else revenue, "2020", fine=True)
    return _planted(said, "open sum", wrong=wrong, kinds=("identity",))


def about(c: Company, wrong: bool) -> Wrong | None:
    """About five billion and 5.1; or eight."""
    value = c.chance.randrange(2, 9) * 10**9
    c.say("revenue", value, "2019", approx="about", source="paper-1")
    said = c.say("revenue", Decimal(value) * Decimal("1.02") * (2 if wrong else 1), "2019", source="paper-2")
    return _planted(said, "about", wrong=wrong, kinds=("conflict",))


def about_sum(c: Company, wrong: bool) -> Wrong | None:
    """About so much spent and about so much lost, with an exact revenue; halves that are about half of a year."""
    revenue = c.chance.randrange(2, 9) * 10**9
    c.say("revenue", revenue, "2019", fine=True)
    c.say("expenses", Decimal(revenue) * Decimal("3.03"), "2019", approx="about")
    said = c.say("net_loss", Decimal(revenue) * (4 if wrong else 2), "2019", approx="about")
    c.say("revenue", Decimal(revenue) * Decimal("0.51"), "2019-H1", approx="about")
    c.say("revenue", Decimal(revenue) * Decimal("0.5"), "2019-H2", fine=True)
    return _planted(said, "about sum", wrong=wrong, kinds=("identity",))


def percent_and_share(c: Company, wrong: bool) -> Wrong | None:
    """One share as percent and as a plain ratio."""
    percent = c.chance.randrange(21, 49)
    c.say("market_share", percent, as_of="2024", unit="%", source="paper-1", qualifiers={"geography": c.name})
    ratio = Decimal(percent) / 100 * (2 if wrong else 1)
    said = c.say("market_share", ratio, as_of="2024", unit="x", source="paper-2", qualifiers={"geography": c.name})
    return _planted(said, "percent and share", wrong=wrong, kinds=("conflict",))


def market(c: Company, wrong: bool) -> Wrong | None:
    """Market shares of four companies add up to less than a whole; or to more."""
    scope = {"geography": f"market of {c.name}"}
    shares = [c.chance.randrange(15, 24) for _ in range(4)]
    said = [
        c.say(
            "market_share",
            s + 70 if wrong and not n else s,
            as_of="2023",
            unit="%",
            qualifiers=scope,
            entity=f"{c.name}-{n}",
        )
        for n, s in enumerate(shares)
    ]
    return _planted(said[0], "market", wrong=wrong, kinds=("identity",))


def above_a_whole(c: Company, wrong: bool) -> Wrong | None:
    """A share of more than 100 %."""
    said = c.say("market_share", 130 if wrong else 30, as_of="2022", unit="%", qualifiers={"segment": c.name})
    return _planted(said, "above a whole", wrong=wrong, kinds=("identity",))


def share_of_a_whole(c: Company, wrong: bool) -> Wrong | None:
    """A segment, its share and the whole."""
    whole, percent = c.money(), c.chance.randrange(20, 45)
    scope = {"segment": "cloud"}
    c.say("revenue", whole, "2024", fine=True)
    c.say("revenue", Decimal(whole) * percent / 100, "2024", fine=True, qualifiers=scope)
    said = c.say("revenue_share", percent + 40 if wrong else percent, "2024", unit="%", qualifiers=scope)
    return _planted(said, "share of a whole", wrong=wrong, kinds=("identity",))


def currencies(c: Company, wrong: bool) -> Wrong | None:
    """A price in dollars and in euros of one day."""
    dollars = Decimal(c.chance.randrange(100, 900)) * 10**7
    c.say("valuation", dollars, as_of="2024-06-12", source="paper-1", fine=True)
    euros = dollars / Decimal("1.0765") * (2 if wrong else 1)
    said = c.say("valuation", euros, as_of="2024-06-12", source="paper-2", unit="EUR")
    return _planted(said, "currencies", wrong=wrong, kinds=("unit",), severity="warning")


def month_and_year(c: Company, wrong: bool) -> Wrong | None:
    """A subscription per month and per year."""
    month = c.chance.randrange(11, 60)
    keys: dict[str, Any] = {"as_of": "2025-01"}
    c.say("subscription_price", month, per="month", **keys)
    said = c.say("subscription_price", month * 12 * (2 if wrong else 1), per="year", **keys)
    return _planted(said, "month and year", wrong=wrong, kinds=("unit",), severity="warning")


def derived(c: Company, wrong: bool) -> Wrong | None:
    """A ratio that the text itself derives."""
    revenue, times = c.money(), c.chance.randrange(2, 6)
    one = c.say("expenses", revenue * times, "2018", fine=True)
    other = c.say("revenue", revenue, "2018", fine=True)
    said = c.say("expense_ratio", times + 3 if wrong else times, "2018", unit="x")
    formula = Derivation("expenses / revenue", {"expenses": one.id, "revenue": other.id})
    c.claims[-1] = replace(said, derived=formula)
    return _planted(said, "derived", wrong=wrong, kinds=("derivation",))


def ranges(c: Company, wrong: bool) -> Wrong | None:
    """Between four and five, and four and a half; or seven."""
    low = c.chance.randrange(2, 9) * 10**9
    said = c.say("funding_total", low, as_of="2024-09", source="paper-1")
    c.claims[-1] = replace(said, exact=f"{low // 10**9} to {low // 10**9 + 1} billion", values=(str(low), str(low + 10**9)))
    value = Decimal(low) * (2 if wrong else 1) + Decimal("0.5e9")
    other = c.say("funding_total", value, as_of="2024-09", source="paper-2", fine=True)
    return _planted(other, "ranges", wrong=wrong, kinds=("conflict",))


def users_within(c: Company, wrong: bool) -> Wrong | None:
    """Daily users are weekly users, and these monthly ones: a wrong figure breaks two bounds."""
    monthly = c.chance.randrange(100, 900) * 1_000_000
    c.say("monthly_active_users", monthly, as_of="2024-12", unit="count")
    c.say("weekly_active_users", monthly // 2, as_of="2024-12", unit="count")
    said = c.say("daily_active_users", monthly * 2 if wrong else monthly // 4, as_of="2024-12", unit="count")
    return _planted(said, "users", wrong=wrong, kinds=("identity",))


def chain(c: Company, wrong: bool) -> Wrong | None:
    """Growth implies the revenue of the year before, which with the expenses implies a loss that is given."""
    before, percent = c.money(), 50
    c.say("revenue", Decimal(before) * 3 / 2, "2024", fine=True)
    c.say("revenue_growth", percent, "2024", unit="%")
    c.say("expenses", before * 3, "2023", fine=True)
    said = c.say("net_loss", before * (6 if wrong else 2), "2023", fine=True)
    return _planted(said, "chain", wrong=wrong, kinds=("identity",))


def long_chain(c: Company, wrong: bool) -> Wrong | None:
    """A margin implies a revenue, growth that of the year before, which is given."""
    revenue = c.money()
    c.say("operating_profit", Decimal(revenue) / 4, "2024", fine=True)
    c.say("operating_margin", "25.0", "2024", unit="%")
    c.say("revenue_multiple", "2.0", "2024", unit="x")
    said = c.say("revenue", Decimal(revenue) / 2 * (3 if wrong else 1), "2023", fine=True)
    return _planted(said, "long chain", wrong=wrong, kinds=("identity",))


def with_a_base(c: Company, wrong: bool) -> Wrong | None:
    """Growth against a named year."""
    before, percent = c.money(), c.chance.randrange(100, 200)
    c.say("revenue", before, "2022", fine=True)
    c.say("revenue", Decimal(before) * (100 + percent) / 100, "2024", fine=True)
    told = percent * 3 if wrong else percent
    said = c.say("revenue_growth", told, "2024", unit="%", qualifiers={"base": "2022"})
    return _planted(said, "base", wrong=wrong, kinds=("identity",))


def dates(c: Company, wrong: bool) -> Wrong | None:
    """A stock at several dates, which is no contradiction; two values of one month are."""
    for month in (1, 4, 7):
        c.say("valuation", c.money(), as_of=f"2024-0{month}", source="paper-1")
    value = c.money()
    c.say("valuation", value, as_of="2024-10", source="paper-1")
    said = c.say("valuation", c.off(value, wrong=wrong), as_of="2024-10", source="paper-2")
    return _planted(said, "dates", wrong=wrong, kinds=("conflict",))


def forecasts(c: Company, wrong: bool) -> Wrong | None:
    """Projections and targets differ from what comes out, and that is for information."""
    value = c.money()
    c.say("revenue", value, "2025", source="paper-1")
    c.say("revenue", value * 2, "2025", source="paper-2", status="projected")
    c.say("revenue", value * 3, "2025", source="paper-3", status="target")
    said = c.say("revenue", c.off(value, wrong=wrong), "2025", source="paper-4")
    return _planted(said, "forecasts", wrong=wrong, kinds=("conflict",))


def hub(c: Company, wrong: bool) -> Wrong | None:
    """One revenue in many sums, bounds and sources: wrong, it breaks at least three findings."""
    revenue = c.money()
    year = c.say("revenue", c.off(revenue, wrong=wrong), "2024", source="paper-1", fine=True)
    c.say("revenue", revenue, "2024", source="paper-2", fine=True)
    c.say("revenue", revenue, "2024", source="paper-3", fine=True)
    c.say("expenses", revenue * 2, "2024", fine=True)
    c.say("net_loss", revenue, "2024", fine=True)
    c.say("revenue", Decimal(revenue) / 2, "2024-H1", fine=True)
    c.say("revenue", Decimal(revenue) / 2, "2024-H2", fine=True)
    c.say("revenue", Decimal(revenue) / 3, "2023", fine=True)
    c.say("revenue_multiple", "3.0", "2024", unit="x")
    return _planted(year, "hub", wrong=wrong)


SHAPES: Final[tuple[Shape, ...]] = (
    halves,
    quarters,
    part_of_a_year,
    segments,
    products_of_users,
    growth,
    multiple,
    margins,
    loss,
    several_sources,
    lower_bound,
    upper_bound,
    open_sum,
    about,
    about_sum,
    percent_and_share,
    market,
    above_a_whole,
    share_of_a_whole,
    currencies,
    month_and_year,
    derived,
    ranges,
    users_within,
    chain,
    long_chain,
    with_a_base,
    dates,
    forecasts,
    hub,
)


def companies(count: int, wrong: list[Wrong], share: float = 0.1, seed: int = 11) -> Iterator[Company]:
    """``count`` companies of a random shape each; one in ``1 / share`` with an error, which is put into ``wrong``."""
    chance = random.Random(seed)
    for number in range(count):
        company = Company(number, chance)
        planted = chance.choice(SHAPES)(company, chance.random() < share)
        if planted is not None:
            wrong.append(planted)
        yield company


def write_shapes(path: Path, count: int, share: float = 0.1, seed: int = 11) -> list[Wrong]:
    """The columns of such a base, and what is planted in it."""
    wrong: list[Wrong] = []
    words = vocabulary()
    with ColumnsWriter(path) as writer:
        writer.add(row_of(claim, words) for company in companies(count, wrong, share, seed) for claim in company.claims)
        writer.finish()
    return wrong

"""One thing in several currencies, per month and per year, in percent and in points."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.consistency.units import find_price_twins, find_units
from kg.model.interval import Interval
from kg.model.money import rate_of
from tests.consistency.claims import claim, observations, vocabulary


def units(*claims, published=None):
    return list(find_units(observations(*claims), vocabulary(), published))


def twins(*claims):
    return list(find_price_twins(observations(*claims), vocabulary()))


def money(identifier, amount, unit, **keys):
    keys = {"period": "2024"} | keys
    return claim(identifier, f"{amount} billion", str(int(Decimal(amount) * 10**9)), unit=unit, **keys)


# Rates


def test_the_rate_of_a_day_of_a_month_and_of_a_weekend():
    day = rate_of("EUR", "USD", date(2024, 5, 2), date(2024, 5, 3))
    assert day is not None
    assert day.value.is_point
    month = rate_of("EUR", "USD", date(2024, 5, 1), date(2024, 6, 1))
    assert month is not None
    assert month.value.covers(day.value)
    assert (month.first, month.last) == (date(2024, 5, 2), date(2024, 5, 31))
    sunday = rate_of("EUR", "USD", date(2024, 5, 5), date(2024, 5, 6))
    assert sunday is not None
    assert sunday.last == date(2024, 5, 3)
    assert "ECB, 2024-05-02 to 2024-05-31" in month.words
    back = rate_of("USD", "EUR", date(2024, 5, 2), date(2024, 5, 3))
    assert back is not None
    assert abs(back.value.low * day.value.low - 1) < Decimal("1e-20")
    assert day.convert(Interval.point(Decimal(2))).low == 2 * day.value.low


@pytest.mark.parametrize(("currency", "year"), [("XAF", 2024), ("USD", 1990), ("USD", 2090), ("USD", 9998)])
def test_no_rate_is_made_up(currency, year):
    assert rate_of("EUR", currency, date(year, 1, 1), date(year, 2, 1)) is None


# Findings


def test_currencies_that_agree_and_that_do_not():
    [alike] = units(money("a", "10.0", "EUR"), money("b", "10.8", "USD", source="post"))
    assert (alike.kind.value, alike.severity.value) == ("unit", "info")
    assert "they agree" in alike.explanation
    [apart] = units(money("a", "10.0", "EUR"), money("b", "14.2", "USD", source="post"))
    assert apart.severity.value == "warning"
    for words in ("they disagree", "1 USD = 0.89318 to 0.96256 EUR, ECB, 2024-01-02 to 2024-12-31"):
        assert words in apart.explanation
    assert len(apart.clusters) == 2


def test_without_a_rate_it_is_said():
    [finding] = units(money("a", "10.0", "XAF"), money("b", "14.0", "USD"))
    assert finding.severity.value == "info"
    assert "no reference rate of the ECB" in finding.explanation


def test_undated_amounts_are_converted_at_the_date_of_their_source():
    undated = {"period": None, "metric": "price", "per": "month"}
    pair = (money("a", "10.0", "EUR", **undated), money("b", "14.2", "USD", **undated))
    [unknown] = units(*pair)
    assert unknown.severity.value == "info"
    [finding] = units(*pair, published={"times": "2024-05"})
    assert finding.severity.value == "warning"
    assert "2024-05-31" in finding.explanation


def test_forecasts_and_other_periods_raise_no_alarm():
    [finding] = units(money("a", "10.0", "EUR", status="projected"), money("b", "14.2", "USD"))
    assert finding.severity.value == "info"
    assert units(money("a", "10.0", "EUR", period="2023"), money("b", "14.2", "USD")) == []


def price(identifier, value, unit, **keys):
    return claim(identifier, value, value, unit=unit, metric="price", per="month", **keys)


def test_one_number_in_two_currencies_for_a_thing_and_its_kind():
    [finding] = twins(price("a", "20", "EUR", entity="software"), price("b", "20", "USD", entity="acme-cloud"))
    assert (finding.kind.value, finding.severity.value) == ("unit", "info")
    assert "the same number in two currencies" in finding.explanation
    [own] = twins(price("a", "20", "EUR", qualifiers={"product": "plus"}), price("b", "20", "USD"))
    assert own.severity.value == "warning"


def test_free_things_other_sources_and_unrelated_sellers_are_no_twins():
    assert twins(price("a", "0", "EUR"), price("b", "0", "USD", qualifiers={"product": "plus"})) == []
    assert twins(price("a", "20", "EUR", source="post"), price("b", "20", "USD", entity="acme-cloud")) == []
    assert twins(price("a", "20", "EUR"), price("b", "20", "USD", entity="globex")) == []


def test_per_month_against_per_year():
    month = claim("m", "20.0", "20", metric="price", per="month", as_of="2025")
    [finding] = units(month, claim("y", "20.0", "20", metric="price", per="year", as_of="2025"))
    assert (finding.severity.value, finding.claims) == ("warning", ("m", "y"))
    assert "times 12 the first is 239 to 241 USD per year: they disagree" in finding.explanation
    [finding] = units(month, claim("y", "240", "240", metric="price", per="year", as_of="2025"))
    assert finding.severity.value == "info"
    assert units(month, claim("y", "20.0", "20", metric="price", per="unit", as_of="2025")) == []


def test_each_time_is_compared_and_by_the_exact_number_of_days():
    def rate(identifier, value, per, year):
        return claim(identifier, f"{value}.0", value, metric="price", per=per, as_of=year)

    told = units(
        rate("m1", "20", "month", "2024"),
        rate("y1", "240", "year", "2024"),
        rate("m2", "20", "month", "2025"),
        rate("y2", "300", "year", "2025"),
    )
    assert [(f.id.rpartition("/")[2], f.severity.value) for f in told] == [("2024", "info"), ("2025", "warning")]
    [both] = units(rate("m", "20", "month", "2024"), rate("a", "240", "year", "2024"), rate("b", "300", "year", "2024"))
    assert set(both.claims) == {"m", "b"}
    [days] = units(rate("d", "20000", "day", "2024"), rate("m", "900000", "month", "2024"))
    assert "times 30.4375 the first is" in days.explanation
    assert days.explanation.endswith("USD per month: they disagree.")
    assert "608,7" in days.explanation  # 20,000 x 30.4375 is 608,750


def test_a_run_rate_is_no_year():
    rate = money("rate", "9.0", "USD", metric="annualized_revenue", period=None, as_of="2024-12")
    [finding] = units(rate, money("year", "5.1", "USD"))
    assert (finding.kind.value, finding.severity.value) == ("unit", "info")
    assert "run rate" in finding.explanation
    assert units(rate, money("year", "5.1", "USD", period="2022")) == []
    assert units(rate, money("year", "9.0", "USD")) == []


def test_percent_are_not_points():
    share = {"metric": "market_share", "period": "2025"}
    [finding] = units(claim("a", "2 %", "2", unit="%", **share), claim("b", "2 points", "2", unit="pp", **share))
    assert (finding.severity.value, finding.claims) == ("warning", ("b", "a"))
    assert units(claim("a", "4 %", "4", unit="%", **share), claim("b", "2 points", "2", unit="pp", **share)) == []

"""Times: labels to half-open intervals of dates, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.errors import PeriodError
from kg.model.period import Period, years_between


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2025", "2025-01-01", "2026-01-01"),
        ("2025-H1", "2025-01-01", "2025-07-01"),
        ("2025-H2", "2025-07-01", "2026-01-01"),
        ("2025-Q1", "2025-01-01", "2025-04-01"),
        ("2025-Q4", "2025-10-01", "2026-01-01"),
        ("2026-02", "2026-02-01", "2026-03-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2025-12-31", "2025-12-31", "2026-01-01"),
        ("2024/2029", "2024-01-01", "2030-01-01"),
        ("2024-03/2024-06", "2024-03-01", "2024-07-01"),
        ("2024-H1/2025-Q1", "2024-01-01", "2025-04-01"),
        ("9998", "9998-01-01", "9999-01-01"),
    ],
)
def test_calendar_periods(label, start, end):
    period = Period.parse(label)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert str(period) == period.label == label
    assert not period.is_fiscal


@pytest.mark.parametrize(
    ("label", "year_end", "start", "end"),
    [
        ("FY2026", "12-31", "2026-01-01", "2027-01-01"),
        ("FY2026", "01-31", "2025-02-01", "2026-02-01"),
        ("FY2026-Q3", "01-31", "2025-08-01", "2025-11-01"),
        ("FY2026-Q4", "01-31", "2025-11-01", "2026-02-01"),
        ("FY2026", "06-30", "2025-07-01", "2026-07-01"),
        ("FY2026-H1", "06-30", "2025-07-01", "2026-01-01"),
        ("FY2026-H2", "06-30", "2026-01-01", "2026-07-01"),
        ("FY2026", "09-30", "2025-10-01", "2026-10-01"),
        ("FY2026-Q1", "09-30", "2025-10-01", "2026-01-01"),
        ("FY2026", "09-27", "2025-10-01", "2026-10-01"),  # a 52-week year that ends a few days off
        ("FY2026", "02-03", "2025-02-01", "2026-02-01"),
        ("FY2025/FY2026", "06-30", "2024-07-01", "2026-07-01"),
    ],
)
def test_fiscal_periods(label, year_end, start, end):
    period = Period.parse(label, year_end)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert period.is_fiscal


@pytest.mark.parametrize(
    "label",
    [
        "", "25", "20255", "2025-13", "2025-00", "2025-Q5", "2025-Q0", "2025-H3", "2025-02-30", "2025-2-3", "2025-w1",
        "FY26", "FY2026-02", "fy2026", "2026/2025", "2025/", "/2025", "2024/2025/2026", "0000", "mid-2025", "２０２５", "2025\n",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(label):
    with pytest.raises(PeriodError):
        Period.parse(label)


def test_a_year_too_late_for_a_date_is_refused():
    with pytest.raises(PeriodError):
        Period.parse("9999")


@pytest.mark.parametrize(
    ("label", "before"),
    [
        ("2025", "2024"),
        ("2025-H1", "2024-H2"),
        ("2025-Q1", "2024-Q4"),
        ("2025-01", "2024-12"),
        ("2024-03-01", "2024-02-29"),
        ("2024/2025", "2022/2023"),
        ("2025-Q2/2025-Q4", "2024-Q3/2025-Q1"),
        ("2024-02/2025-01", "2023-02/2024-01"),
        ("2024-02-01/2024-02-14", "2024-01-18/2024-01-31"),
        ("2024-02-10/2024-02-14", "2024-02-05/2024-02-09"),
    ],
)
def test_previous(label, before):
    period = Period.parse(label).previous()
    assert period.label == before
    assert period.end == Period.parse(label).start
    assert Period.parse(before).same_time(period)


def test_previous_of_a_fiscal_period_has_a_label_that_means_the_same():
    period = Period.parse("FY2026", "01-31").previous()
    assert (period.start, period.end) == (date(2024, 2, 1), date(2025, 2, 1))
    assert Period.parse(period.label).same_time(period)


def test_previous_of_the_first_year_is_refused():
    with pytest.raises(PeriodError):
        Period.parse("0001").previous()


def test_relations_of_periods():
    year, half, quarter, next_year = (Period.parse(label) for label in ("2025", "2025-H1", "2025-Q3", "2026"))
    assert year.covers(half)
    assert not half.covers(year)
    assert year.overlaps(quarter)
    assert not half.overlaps(quarter)
    assert not year.overlaps(next_year)
    assert Period.parse("2025-Q1/2025-Q2").same_time(half)
    assert year.days == 365
    assert year.last == date(2025, 12, 31)


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.sampled_from(["{:%Y}", "{:%Y-%m}", "{:%Y-%m-%d}"]))
def test_a_date_lies_within_its_label(day, shape):
    label = shape.format(day).rjust(len(shape.format(date(2000, 1, 1))), "0")
    period = Period.parse(label)
    assert period.start <= day < period.end
    assert period.previous().end == period.start


def test_years_between_periods_is_an_interval():
    """From some day of 2022 to some day of 2025: a little more than two to a little less than four years."""
    found = years_between(Period.parse("2022"), Period.parse("2025"))
    assert Decimal("2.0") < found.low < Decimal("2.01")
    assert Decimal("3.99") < found.high < Decimal(4)
    exact = years_between(Period.parse("2022-01-01"), Period.parse("2026-01-01"))
    assert exact.is_point
    assert exact.low == 4


@pytest.mark.parametrize("label", ["05/2025", "2025/May", "2024/2025~"])
def test_the_whole_label_is_named_when_one_end_of_it_is_wrong(label):
    with pytest.raises(PeriodError, match=f"^'{label}' is no period"):
        Period.parse(label)

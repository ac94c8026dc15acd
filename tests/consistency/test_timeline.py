"""Values over time, as lines and as a picture."""

from __future__ import annotations

import importlib.util
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.axis import axis_over, tick_labels
from kg.consistency.chart import time_ticks, timeline_svg
from kg.consistency.reports.timeline import NoPngError, timeline_page, timeline_png
from kg.consistency.timeline import timeline
from kg.model.interval import INFINITY, Interval
from tests.consistency.claims import claim, observations, vocabulary
from tests.consistency.dossiers import cited
from tests.consistency.snapshots import assert_snapshot
from tests.consistency.test_reports import HOSTILE, Page

CLAIMS = (
    claim("new", "730 billion", "730000000000", metric="valuation", as_of="2026-Q1", status="target", approx="about"),
    claim("old", "157 billion", "157000000000", metric="valuation", as_of="2024", source="post"),
    claim("early", "29 billion", "29000000000", metric="valuation", as_of="2023-04", approx="at_least", status="rumoured"),
    claim("undated", "80 billion", "80000000000", metric="valuation", source="mail"),
    claim("euros", "60 billion", "60000000000", metric="valuation", unit="EUR", as_of="2025"),
)
SVG = "{http://www.w3.org/2000/svg}"


def made(*claims, metric="valuation"):
    return timeline("acme", metric, observations(*claims), cited(claims), vocabulary())


def test_claims_stand_in_order_of_time_the_undated_last_and_currencies_apart():
    dollars, euros = made(*CLAIMS).panels
    assert [entry.cited.claim for entry in dollars.entries] == ["early", "old", "new", "undated"]
    assert [entry.cited.claim for entry in euros.entries] == ["euros"]
    assert [panel["unit"] for panel in made(*CLAIMS).as_json()["panels"]] == ["USD", "EUR"]


def test_rejected_claims_are_left_out():
    from kg.model.claim import Review, ReviewState

    assert made(claim("a", "1", "1", review=Review(ReviewState.REJECTED)), metric="revenue").entries == []


def test_percent_and_multiples_share_the_unit_of_most():
    shares = [
        claim(name, value, value, unit=unit, metric="market_share")
        for name, value, unit in (("a", "25", "%"), ("b", "30", "%"), ("c", "0.4", "x"))
    ]
    [panel] = made(*shares, metric="market_share").panels
    assert panel.unit == "%"
    assert {entry.cited.claim: entry.reading.words(wide=False) for entry in panel.entries}["c"] == "35 to 45 %"


@given(st.permutations(CLAIMS))
def test_the_picture_is_the_same_bytes_in_any_order(claims):
    assert timeline_svg(made(*claims)) == timeline_svg(made(*CLAIMS))


def test_the_picture_is_as_before():
    assert_snapshot("timeline.svg", timeline_svg(made(*CLAIMS)))


def texts(svg):
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_picture_names_values_sources_statuses_and_the_undated():
    words = texts(timeline_svg(made(*CLAIMS)))
    assert "2024: 157 billion USD · The Post" in words
    assert {"undated", "reported", "target", "rumoured", "narrow reading", "wide reading"} <= set(words)


def test_everything_drawn_lies_within_the_picture():
    root = ET.fromstring(timeline_svg(made(*CLAIMS)))
    width, height = (float(root.get(side)) for side in ("width", "height"))
    for element in root.iter():
        for name, most in (("x", width), ("x1", width), ("cx", width), ("y", height), ("y1", height), ("cy", height)):
            if element.get(name):
                assert 0 <= float(element.get(name)) <= most


@pytest.mark.parametrize(("least", "is_log"), [("29", True), ("8000", False)])
def test_the_scale_is_logarithmic_when_values_span_more_than_two_orders(least, is_log):
    claims = [claim("a", least, least, period="2024"), claim("b", "730 thousand", "730000", period="2025")]
    assert any("logarithmic" in text for text in texts(timeline_svg(made(*claims, metric="revenue")))) is is_log


@pytest.mark.parametrize("claims", [(), CLAIMS[3:4], CLAIMS[:1], CLAIMS[2:3]], ids=["none", "undated", "one", "open"])
def test_few_claims_make_a_picture_too(claims):
    ET.fromstring(timeline_svg(made(*claims)))


def test_dates_are_drawn_as_dates():
    opening = claim("a", "2029", "2029", unit="date", metric="opening_date", as_of="2025")
    assert "2029: 2029" not in texts(timeline_svg(made(opening, metric="opening_date")))
    assert any(text.startswith("2029-") for text in texts(timeline_svg(made(opening, metric="opening_date"))))


def test_a_hundred_claims_of_a_month_stay_within():
    many = [claim(f"c{n:03}", f"{n}.0", f"{n}.0", period="2025-03") for n in range(1, 101)]
    ET.fromstring(timeline_svg(made(*many, metric="revenue")))


def test_hostile_titles_stay_text():
    from dataclasses import replace

    calm = made(*CLAIMS)
    sources = {name: replace(one, source_name=HOSTILE) for name, one in cited(CLAIMS).items()}
    wild = replace(timeline("acme", "valuation", observations(*CLAIMS), sources, vocabulary()), title=HOSTILE)
    assert Page(timeline_page(wild)).elements == Page(timeline_page(calm)).elements
    ET.fromstring(timeline_svg(wild))


def test_a_png_is_made_or_the_extra_is_named():
    if importlib.util.find_spec("resvg_py"):
        assert timeline_png(made(*CLAIMS)).startswith(b"\x89PNG")
    else:
        with pytest.raises(NoPngError, match=r"claims-kg\[charts\]"):
            timeline_png(made(*CLAIMS))


# Axes

ENDS = st.integers(-(10**15), 10**15).map(Decimal)


@given(st.lists(st.tuples(ENDS, ENDS).map(lambda ends: Interval(min(ends), max(ends))), max_size=5))
def test_an_axis_holds_its_values_in_order_and_has_a_few_round_ticks(intervals):
    axis = axis_over(intervals)
    ends = sorted({end for interval in intervals for end in (interval.low, interval.high)})
    places = [axis.at(end) for end in ends]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    ticks = axis.ticks()
    assert 1 <= len(ticks) <= 10
    assert all(axis.low <= tick <= axis.high for tick in ticks)
    assert len(set(tick_labels(ticks))) == len(ticks)


def test_open_ends_lie_at_the_edge():
    axis = axis_over([Interval(Decimal(10), INFINITY), Interval(Decimal(20), Decimal(30))])
    assert axis.at(INFINITY) == 1
    assert axis.at(-INFINITY) == 0


@given(st.dates(date(1, 1, 1), date(9998, 1, 1)), st.integers(1, 40_000))
def test_time_ticks_are_few_and_in_order(first, days):
    last = min(first.toordinal() + days, date.max.toordinal())
    ticks = list(time_ticks(first.toordinal(), last))
    assert len(ticks) <= 11
    assert ticks == sorted(ticks)

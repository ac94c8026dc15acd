"""Claims as values, and the base they stand in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.base import Base, Vocabulary, nearest
from kg.model.claim import Claim, Status, canonical_number
from kg.model.errors import InvalidFilesError, Problem, QuantityError, UsageError
from kg.model.interval import INFINITY
from kg.model.quantity import Approximation
from kg.model.vocabulary import Entity, Metric, MetricKind, in_language

CLAIM = Claim("c1", "news", "4,3 milliards $", "acme", "revenue", ("4300000000",), "USD", period="FY2026")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("0.40", "0.4"),
        ("4300000000", "4300000000"),
        ("-0", "0"),
        ("0.0", "0"),
        ("1e3", "1000"),
        ("-1.50", "-1.5"),
        ("+2", "2"),
    ],
)
def test_numbers_are_written_one_way(text, canonical):
    assert canonical_number(text) == canonical


@pytest.mark.parametrize("text", ["", "abc", "4,3", "NaN", "Infinity", "-inf", "1e101", "1e-200", "1e99999999999", "0x10"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(QuantityError, match=r"no decimal number|beyond what a claim may hold"):
        canonical_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_the_canonical_number_is_the_number(number):
    assert Decimal(canonical_number(str(number))) == number
    assert canonical_number(canonical_number(str(number))) == canonical_number(str(number))


def test_a_claim_has_a_quantity():
    assert CLAIM.quantity.narrow.low == Decimal(4250000000)
    more = Claim("c2", "news", "plus de 20", "acme", "users", ("20",), "count", approximation=Approximation.AT_LEAST)
    assert more.quantity.narrow.high == INFINITY
    year = Claim("c3", "news", "2029", "acme", "profit_date", ("2029",), "date")
    assert year.quantity.narrow.high - year.quantity.narrow.low == 364


def test_claims_are_equal_by_content():
    assert Claim("c1", "news", "4,3 milliards $", "acme", "revenue", ("4300000000",), "USD", period="FY2026") == CLAIM
    assert len({CLAIM, Claim("c1", "news", "x", "acme", "revenue", ("1",), "USD")}) == 2


def test_status_tells_what_is_asserted():
    assert Status.TARGET.looks_ahead
    assert not Status.REPORTED.looks_ahead
    assert [status for status in Status if not status.is_asserted] == [Status.HYPOTHETICAL, Status.ILLUSTRATIVE]


VOCABULARY = Vocabulary(
    {
        "acme": Entity("acme", part_of="group"),
        "group": Entity("group", fiscal_year_end="01-31"),
        "a": Entity("a", part_of="b"),
        "b": Entity("b", part_of="a"),
    },
    {
        "revenue": Metric("revenue", MetricKind.FLOW, broader="sum"),
        "sum": Metric("sum", broader="revenue"),
        "revenue_target": Metric("revenue_target", compares_with="revenue"),
    },
)


def test_fiscal_periods_follow_the_entity_or_its_owner():
    when = VOCABULARY.when(CLAIM)
    assert when is not None
    assert when.start.isoformat() == "2025-02-01"
    assert VOCABULARY.fiscal_year_end("nobody") == "12-31"
    assert VOCABULARY.fiscal_year_end("a") == "12-31"  # owners in a circle


def test_metrics_compare_and_broaden():
    assert VOCABULARY.compared_metric("revenue_target") == "revenue"
    assert VOCABULARY.compared_metric("unknown") == "unknown"
    assert VOCABULARY.metric_lineage("revenue") == ("revenue", "sum")
    assert VOCABULARY.metric("unknown").proposed
    assert VOCABULARY.entity("unknown").proposed


def test_an_unknown_claim_is_refused_with_near_names():
    base = Base({}, (CLAIM,), VOCABULARY)
    assert base.claim("c1") is CLAIM
    with pytest.raises(UsageError, match=r"no claim is called 'c11'; did you mean c1\?"):
        base.claim("c11")
    assert nearest("zzz", {"acme": None}) == ""


def test_texts_fall_back_on_other_languages():
    assert in_language({"fr": "chiffre d'affaires", "en": "revenue"}, "fr", "x") == "chiffre d'affaires"
    assert in_language({"fr": "CA", "en": "revenue"}, "de", "x") == "revenue"
    assert in_language({"": "OpenAI"}, "fr", "x") == "OpenAI"
    assert in_language({}, "fr", "x") == "x"


def test_problems_are_listed_by_place():
    problems = [Problem("b.yaml", "later", 2), Problem("a.yaml", "no line"), Problem("b.yaml", "first", 1, "claims[0].unit")]
    assert str(InvalidFilesError(problems)).splitlines() == [
        "a.yaml: no line",
        "b.yaml:1: claims[0].unit: first",
        "b.yaml:2: later",
        "3 problems; nothing was changed",
    ]
    assert problems[2].as_json() == {"path": "b.yaml", "line": 1, "key": "claims[0].unit", "message": "first"}

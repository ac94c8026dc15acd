"""Parts against wholes: halves and years, segments and companies, shares of one whole."""

from __future__ import annotations

import pytest

from kg.consistency.additivity import find_additivity
from kg.consistency.sharing import find_shares
from tests.consistency.claims import claim, observations, vocabulary


def parts(*claims):
    return list(find_additivity(observations(*claims), vocabulary()))


def shares(*claims):
    return list(find_shares(observations(*claims), vocabulary()))


def billions(identifier, amount, period, **keys):
    return claim(identifier, f"{amount} billion", str(int(float(amount) * 10**9)), period=period, **keys)


def test_what_a_half_leaves_of_its_year_is_implied():
    [finding] = parts(billions("year", "10.0", "2025"), billions("half", "4.3", "2025-H1"))
    assert (finding.kind.value, finding.severity.value, finding.id) == ("implied", "info", "implied/acme/revenue/2025-H2")
    assert "leaves for 2025-H2 5.7 billion USD" in finding.explanation
    assert set(finding.claims) == {"year", "half"}


def test_a_half_of_more_than_three_times_the_other_is_a_warning_that_names_the_year_it_comes_from():
    [finding] = parts(
        billions("year", "20.1", "2025"),
        billions("foreseen", "9.1", "2025", status="projected"),
        billions("half", "4.3", "2025-H1"),
    )
    assert finding.severity.value == "warning"
    assert "with 20.1 billion USD that is more than 3 times the pace of 2025-H1" in finding.explanation
    assert set(finding.claims) == {"year", "half"}


def test_quarters_do_not_say_again_what_their_half_says():
    claims = [billions("year", "10.0", "2025"), billions("half", "4.3", "2025-H1")]
    claims += [billions("first", "2.1", "2025-Q1"), billions("second", "2.2", "2025-Q2")]
    found = parts(*claims)
    assert len({finding.id for finding in found}) == len(found) == 1


def test_flows_that_come_in_bursts_raise_no_alarm():
    year = claim("year", "9,012", "9012", metric="deaths", unit="count", period="2025")
    half = claim("half", "1,001", "1001", metric="deaths", unit="count", period="2025-H1")
    [finding] = parts(year, half)
    assert finding.severity.value == "info"


def test_a_part_of_a_year_above_the_year_is_an_error():
    [finding] = parts(billions("year", "4.0", "2025"), billions("half", "4.3", "2025-H1"))
    assert (finding.kind.value, finding.severity.value, finding.rule) == ("identity", "error", "part <= whole")


@pytest.mark.parametrize(("second", "severity"), [("5.7", None), ("5.8", None), ("7.5", "error")])
def test_halves_add_up_to_their_year(second, severity):
    found = parts(
        billions("year", "10.0", "2025"), billions("first", "4.3", "2025-H1"), billions("second", second, "2025-H2")
    )
    assert [f.severity.value for f in found if f.kind.value == "identity"] == ([severity] if severity else [])


def test_a_forecast_year_below_its_half_is_a_warning():
    [finding] = parts(billions("year", "4.0", "2025", status="projected"), billions("half", "4.3", "2025-H1"))
    assert finding.severity.value == "warning"


def test_a_year_that_some_source_gives_high_enough_is_no_error():
    [finding] = parts(
        billions("low", "4.0", "2025"), billions("high", "9.0", "2025", source="post"), billions("half", "4.3", "2025-H1")
    )
    assert (finding.kind.value, finding.severity.value) == ("identity", "warning")


def test_losses_that_may_turn_have_no_remainder_below_zero():
    assert not parts(billions("year", "1.0", "2025", metric="profit"), billions("half", "4.3", "2025-H1", metric="profit"))[
        0
    ].holds


def test_a_quarter_in_the_middle_leaves_two_pieces_and_is_not_told():
    assert parts(billions("year", "10.0", "2025"), billions("quarter", "2.5", "2025-Q3")) == []


def test_a_segment_above_the_company_is_an_error():
    whole = billions("whole", "5.0", "2025")
    part = billions("part", "6.0", "2025", qualifiers={"segment": "cloud"})
    [finding] = parts(whole, part)
    assert (finding.kind.value, finding.severity.value) == ("identity", "error")
    assert finding.claims == ("part", "whole")
    assert parts(whole, billions("part", "4.0", "2025", qualifiers={"segment": "cloud"})) == []


def test_the_world_is_no_part_and_other_times_are_not_compared():
    whole = billions("whole", "5.0", "2025")
    assert parts(whole, billions("part", "6.0", "2025", qualifiers={"geography": "world"})) == []
    assert parts(whole, billions("part", "6.0", "2024", qualifiers={"segment": "cloud"})) == []


def test_segments_that_add_up_to_more_than_the_company_are_a_warning():
    [finding] = parts(
        billions("whole", "10.0", "2025"),
        billions("cloud", "6.0", "2025", qualifiers={"segment": "cloud"}),
        billions("games", "5.5", "2025", qualifiers={"segment": "games"}),
    )
    assert (finding.kind.value, finding.severity.value) == ("identity", "warning")
    assert "11.4 to 11.6 billion USD" in finding.explanation


def market_share(identifier, share, entity, **keys):
    return claim(identifier, f"{share} %", share, unit="%", metric="market_share", entity=entity, period="2025", **keys)


def test_market_shares_add_up_to_at_most_a_hundred():
    [finding] = shares(market_share("a", "61", "acme"), market_share("b", "52", "globex"))
    assert (finding.kind.value, finding.severity.value) == ("identity", "error")
    assert "112 to 114 %" in finding.explanation
    assert shares(market_share("a", "61", "acme"), market_share("b", "39", "globex")) == []


def test_shares_of_other_markets_or_of_a_part_are_not_added():
    other = market_share("b", "52", "globex", qualifiers={"segment": "games"})
    assert shares(market_share("a", "61", "acme"), other) == []
    assert shares(market_share("a", "61", "acme"), market_share("b", "52", "acme-cloud")) == []

"""Degrees and their differences, rates per year or kWh, thousands behind a comma: what a check makes of odd units."""

from __future__ import annotations

import pytest

YEAR = {"as_of": "2025", "period": ""}


def stated(name: str, exact: str, metric: str, value: str, unit: str, **more: str) -> dict[str, str]:
    return {"id": name, "exact": f"'{exact}'", "metric": metric, "value": f"'{value}'", "unit": f"'{unit}'", **more}


@pytest.fixture
def findings(kg, workspace_of, claims_of):
    """The findings of some claims of one entity for 2025, worst first: (severity, kind, explanation)."""

    def check(*claims: dict[str, str]) -> list[tuple[str, str, str]]:
        root = workspace_of({"claims/news.yaml": claims_of("news", *claims)}).root
        found = kg("check", "--fail-on", "never", "--format", "json", at=root).data["findings"]
        return [(f["severity"], f["kind"], f["explanation"]) for f in found]

    return check


# Degrees


def test_a_warming_told_in_both_degrees_is_one_warming(findings):
    found = findings(
        stated("celsius", "1.5 °C", "temperature_change", "1.5", "degC"),
        stated("fahrenheit", "2.7 °F", "temperature_change", "2.7", "degF"),
    )
    assert found == []


def test_two_warmings_that_differ_are_told_in_degrees(findings):
    [(severity, kind, told)] = findings(
        stated("celsius", "1.5 °C", "temperature_change", "1.5", "degC"),
        stated("fahrenheit", "4.1 °F", "temperature_change", "4.1", "degF"),
    )
    assert (severity, kind) == ("error", "conflict")
    assert told == "Acme: change of temperature for 2025 is given as 1.5 degC (news, 2025) and 4.1 degF (news, 2025)."


def test_a_difference_of_temperatures_is_computed_without_their_zero_point(findings):
    rise = stated("rise", "0.3 °C", "temperature_change", "0.3", "degC")
    found = findings(
        stated("now", "15.2 °C", "temperature", "15.2", "degC"),
        stated("before", "14.9 °C", "temperature", "14.9", "degC", period="2024"),
        {**rise, "derived": "{formula: new - old, inputs: {new: now, old: before}}"},
    )
    [told] = [told for severity, kind, told in found if kind == "derivation"]
    assert told.endswith("15.2 degC - 14.9 degC (2024) yields 0.2 to 0.4 degC: it holds.")


def test_a_change_is_added_to_a_temperature(findings):
    now = stated("now", "15.2 °C", "temperature", "15.2", "degC")
    found = findings(
        {**now, "derived": "{formula: old + rise, inputs: {old: before, rise: rise}}"},
        stated("before", "14.9 °C", "temperature", "14.9", "degC", period="2024"),
        stated("rise", "0.3 °C", "temperature_change", "0.3", "degC"),
    )
    [told] = [told for severity, kind, told in found if kind == "derivation"]
    assert told.endswith("14.9 degC (2024) + 0.3 degC yields 15.1 to 15.3 degC: it holds.")


def test_readings_and_timelines_keep_the_unit_of_the_claim(kg, workspace_of, claims_of):
    claims = [
        stated("celsius", "1.5 °C", "temperature_change", "1.5", "degC"),
        stated("fahrenheit", "4.1 °F", "temperature_change", "4.1", "degF"),
    ]
    root = workspace_of({"claims/news.yaml": claims_of("news", *claims)}).root
    [panel] = kg("timeline", "acme", "temperature_change", "-f", "json", at=root).data["panels"]
    told = [(entry["claim"], entry["unit"], round(float(entry["narrow"]["low"]), 3)) for entry in panel["claims"]]
    assert (panel["unit"], told) == ("degC", [("celsius", "degC", 1.45), ("fahrenheit", "degC", 2.25)])
    [finding] = kg("check", "-f", "json", at=root).data["findings"]
    assert {cluster["unit"] for cluster in finding["clusters"]} == {"degC", "degF"}
    assert "delta" not in kg("check", "--explain", finding["id"], at=root).out


# Rates


RATES = {
    "money a year": (
        stated("part", "2 billion a year", "cost", "2000000000", "USD", per="year"),
        stated("whole", "10 billion", "cost", "10000000000", "USD"),
        stated("over", "5 years", "duration", "5", "year"),
        "1.73 to 2.33 billion USD",
    ),
    "money a kWh": (
        stated("part", "0.10 per kWh", "price", "0.10", "EUR", per="kWh"),
        stated("whole", "5.0 million", "revenue", "5000000", "EUR"),
        stated("over", "50.0 GWh", "electricity_generation", "50", "GWh"),
        "0.0989 to 0.101 EUR",
    ),
    "people a km2": (
        stated("part", "20,000 per km2", "population", "20000", "count", per="km2"),
        stated("whole", "2,100,000", "population", "2100000", "count"),
        stated("over", "105 km2", "area", "105", "km2"),
        "19,900 to 20,100",
    ),
    "speed": (
        stated("part", "66.7 km/h", "speed", "66.7", "km/h"),
        stated("whole", "100.0 km", "distance", "100", "km"),
        stated("over", "90.0 minutes", "duration", "90", "minute"),
        "66.6 to 66.7 km/h",
    ),
}


@pytest.mark.parametrize(("part", "whole", "over", "yields"), RATES.values(), ids=RATES)
def test_a_rate_is_a_quotient(findings, part, whole, over, yields):
    derived = "{formula: whole / over, inputs: {whole: whole, over: over}}"
    found = findings({**part, "derived": derived}, whole, over)
    [(severity, told)] = [(severity, told) for severity, kind, told in found if kind == "derivation"]
    assert severity == "info"
    assert told.endswith(f" yields {yields}: it holds.")


def test_a_rate_that_does_not_follow_is_an_error_and_explained_in_its_unit(kg, workspace_of, claims_of):
    part, whole, over, _ = RATES["speed"]
    derived = "{formula: whole / over, inputs: {whole: whole, over: over}}"
    wrong = {**part, "exact": "76.7 km/h", "value": "'76.7'", "derived": derived}
    root = workspace_of({"claims/news.yaml": claims_of("news", wrong, whole, over)}).root
    said = kg("check", "--explain", "derivation/part", at=root).out
    assert "derivation/part (error)" in said
    assert " / (89.95 to 90.05 minutes) = 66.6 to 66.74 km/h" in said
    assert "  part: 66.6 to 66.74 km/h\n  whole [whole]: 114.9 to 115.2 km\n  over [over]: 78.14 to 78.32 minutes" in said


def test_a_quotient_of_another_dimension_is_refused_in_words(findings):
    part, whole, over, _ = RATES["money a kWh"]
    found = findings({**part, "per": "t", "derived": "{formula: a / b, inputs: {a: whole, b: over}}"}, whole, over)
    [told] = [told for severity, kind, told in found if kind == "derivation"]
    assert told.endswith("a / b cannot be computed: the formula yields EUR per energy, the claim states EUR per t.")


def test_currencies_that_do_not_mix_are_named_as_such(findings):
    found = findings(
        stated("dollars", "5 million", "expenses", "5000000", "USD"),
        stated("euros", "9 million", "revenue", "9000000", "EUR"),
        {
            **stated("rest", "4 million", "profit", "4000000", "EUR"),
            "derived": "{formula: r - e, inputs: {r: euros, e: dollars}}",
        },
    )
    [told] = [told for severity, kind, told in found if kind == "derivation"]
    assert told.endswith("r - e cannot be computed: cannot subtract EUR and USD.")


# Words


def test_thousands_behind_a_comma_may_be_rounded_as_those_behind_a_space(findings):
    def crowds(first: str) -> list[tuple[str, str]]:
        found = findings(
            stated("many", first, "attendance", "80000", "count"),
            stated("counted", "82,400", "attendance", "82400", "count"),
        )
        return [(severity, kind) for severity, kind, _ in found]

    assert crowds("80,000") == crowds("80 000") == [("warning", "conflict")]


def test_a_broken_rule_about_a_share_tells_what_it_should_be_in_percent(findings):
    found = findings(
        stated("growth", "20 %", "revenue_growth", "20", "%"),
        stated("now", "110.0 million", "revenue", "110000000", "EUR"),
        stated("before", "100.0 million", "revenue", "100000000", "EUR", period="2024"),
    )
    [told] = [told for severity, kind, told in found if kind == "identity"]
    assert "20 % == 110 million EUR / 100 million EUR - 1 does not hold: the right side is 9.9 to 10.1 % (" in told


def test_a_value_below_zero_stands_in_brackets_in_a_formula(findings):
    found = findings(
        stated("loss", "-8.0 million", "profit", "-8000000", "EUR", period="2024"),
        stated("profit", "4.0 million", "profit", "4000000", "EUR"),
        {
            **stated("swing", "12.0 million", "investment", "12000000", "EUR"),
            "derived": "{formula: new - old, inputs: {new: profit, old: loss}}",
        },
    )
    [told] = [told for severity, kind, told in found if kind == "derivation"]
    assert "4 million EUR - (-8 million EUR, 2024) yields" in told.replace("EUR (2024))", "EUR, 2024)")


def test_ids_of_findings_have_no_spaces_quotes_or_brackets(kg, workspace_of, claims_of):
    scope = {"qualifiers": '{product: "big bag", version: "2"}'}
    claims = [
        stated("slow", "66.7 km/h", "speed", "66.7", "km/h", **scope),
        stated("fast", "100.5 km/h", "speed", "100.5", "km/h"),
        stated("up", "2.5 points", "vote_share_change", "2.5", "pp"),
        stated("upper", "3.5 points", "vote_share_change", "3.5", "pp", **scope),
        stated("growth", "20 %", "revenue_growth", "20", "%", **scope),
        stated("now", "110.0 million", "revenue", "110000000", "EUR", **scope),
        stated("before", "100.0 million", "revenue", "100000000", "EUR", period="2024", **scope),
    ]
    root = workspace_of({"claims/news.yaml": claims_of("news", *claims)}).root
    ids = [f["id"] for f in kg("check", "--format", "json", at=root).data["findings"]]
    assert {"scope/acme/speed/speed", "scope/acme/vote_share_change/percentage-point"} <= set(ids)
    assert any(name.startswith("identity/revenue-growth-is-change-of-revenue/acme/") for name in ids)
    assert [name for name in ids if set(name) & set(' "{}[]')] == []


def test_an_explanation_tells_the_dates_that_it_reckons_with(kg, workspace_of, claims_of):
    left = stated("left", "3 years", "duration", "3", "year")
    claims = [
        {**left, "derived": "{formula: 'years(published, opening)', inputs: {opening: opening}}"},
        stated("opening", "2029", "end_date", "2029", "date"),
    ]
    source = "id: news\ntype: article\npublished: 2026-01\n"
    files = {"sources/news.yaml": source, "claims/news.yaml": claims_of("news", *claims)}
    said = kg("check", "--explain", "derivation/left", at=workspace_of(files).root).out
    assert "years between (2026-01-01 to 2026-01-31) and (2029-01-01 to 2029-12-31) = 2.919 to 3.997" in said


def test_an_explanation_tells_points_as_points(kg, workspace_of, claims_of):
    rise = stated("rise", "2.5 points", "vote_share_change", "2.5", "pp")
    claims = [
        {**rise, "derived": "{formula: new - old, inputs: {new: new, old: old}}"},
        stated("new", "32.5 %", "vote_share", "32.5", "%"),
        stated("old", "30.0 %", "vote_share", "30", "%", period="2024"),
    ]
    said = kg(
        "check", "--explain", "derivation/rise", at=workspace_of({"claims/news.yaml": claims_of("news", *claims)}).root
    ).out
    assert "(32.45 to 32.55 %) - (29.95 to 30.05 %) = 2.4 to 2.6 pp" in said


def test_a_rule_with_more_choices_than_are_tried_is_no_error(findings):
    def values(name: str, metric: str, amounts: list[int]) -> list[dict[str, str]]:
        return [stated(f"{name}-{n}", f"{n}.0 million", metric, f"{n}000000", "EUR") for n in amounts]

    revenues = values("r", "revenue", [*range(101, 108), 900])  # the last in the order in which they are tried
    found = findings(
        *revenues, *values("e", "expenses", list(range(11, 18))), *values("p", "profit", [*range(301, 307), 888])
    )
    [severity] = [severity for severity, kind, told in found if kind == "identity" and "profit is revenue less" in told]
    assert severity == "warning"


# Nine months of a year


def test_nine_months_are_held_against_the_year(findings):
    year = stated("year", "4.0 billion", "revenue", "4000000000", "EUR")
    nine = stated("nine-months", "6.0 billion", "revenue", "6000000000", "EUR", period="2025-Q1/2025-Q3")
    [(severity, kind, told)] = findings(year, nine)
    assert (severity, kind) == ("error", "identity")
    assert "6 billion EUR for 2025-Q1/2025-Q3 (news, 2025-Q1/2025-Q3) is more than the 4 billion EUR of 2025" in told


def test_nine_months_leave_the_last_quarter(findings):
    year = stated("year", "4.0 billion", "revenue", "4000000000", "EUR")
    nine = stated("nine-months", "3.1 billion", "revenue", "3100000000", "EUR", period="2025-01/2025-09")
    [(severity, kind, told)] = findings(year, nine)
    assert (severity, kind) == ("info", "implied")
    assert "leaves for 2025-Q4 0.9 billion EUR if 2025 is 4 billion EUR" in told.replace("900 million", "0.9 billion")

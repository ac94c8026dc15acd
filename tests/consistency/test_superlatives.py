"""Figures that their text calls the largest or smallest, against what else the base gives."""

from __future__ import annotations

import pytest

from kg.consistency.superlatives import find_superlatives
from kg.model.errors import QuantityError
from kg.model.superlative import parse_superlative
from tests.consistency.claims import claim, conflicts, observations, vocabulary


def found(*claims):
    said = {c.id: c.qualifiers["superlative"] for c in claims if "superlative" in c.qualifiers}
    return [(f.id, f.severity.value, f.claims) for f in find_superlatives(said, observations(*claims), vocabulary())]


def record(identifier="record", superlative="largest", **keys):
    keys = {"metric": "funding_sought", "period": "2024-10", "qualifiers": {"superlative": superlative}, **keys}
    return claim(identifier, "6.6 billion", "6600000000", **keys)


def other(identifier, exact, value, period, **keys):
    return claim(identifier, exact, value, metric="funding_sought", period=period, **{"entity": "globex", **keys})


def test_a_record_overtaken_since_is_for_information():
    [(identifier, severity, claims)] = found(record(), other("later", "30 billion", "30000000000", "2026-02"))
    assert (identifier, severity, claims) == ("succession/superlative/record", "info", ("record", "later"))


def test_a_record_that_was_none_is_a_warning():
    [(identifier, severity, claims)] = found(record(), other("before", "9.1 billion", "9100000000", "2021"))
    assert (identifier, severity, claims) == ("conflict/superlative/record", "warning", ("record", "before"))


def test_a_record_that_stands_says_nothing():
    assert found(record(), other("smaller", "5 billion", "5000000000", "2026-02")) == []
    assert found(record(), other("same", "6.6 billion", "6600000000", "2026-02")) == []


def test_what_is_only_foreseen_exceeds_nothing():
    assert found(record(), other("aim", "40 billion", "40000000000", "2026", status="target")) == []


def test_other_metrics_denominators_and_currencies_are_not_ranked_with_it():
    assert found(record(), claim("sales", "30 billion", "30000000000", entity="globex", period="2026")) == []
    assert found(record(), other("euros", "30 billion", "30000000000", "2026", unit="EUR")) == []
    assert found(record(), other("monthly", "30 billion", "30000000000", "2026", per="month")) == []


def test_a_scope_holds_an_entity_and_its_parts():
    own = record(superlative="largest of acme")
    assert found(own, other("theirs", "30 billion", "30000000000", "2026")) == []
    [(_, _, claims)] = found(own, other("part", "30 billion", "30000000000", "2026", entity="acme-cloud"))
    assert claims == ("record", "part")


def test_a_part_exceeds_its_whole_but_undercuts_nothing():
    part = other("part", "30 billion", "30000000000", "2026", qualifiers={"segment": "cloud"})
    assert len(found(record(), part)) == 1
    least = other("little", "1 billion", "1000000000", "2026", qualifiers={"segment": "cloud"})
    assert found(record(superlative="smallest"), least) == []
    assert len(found(record(superlative="smallest"), other("little", "1 billion", "1000000000", "2026"))) == 1


def test_of_one_segment_only_that_segment_is_ranked():
    own = record(qualifiers={"superlative": "largest", "segment": "cloud"})
    assert found(own, other("all", "30 billion", "30000000000", "2026")) == []


def test_the_largest_five_are_told_at_most():
    rivals = [other(f"r{n}", f"{n}0 billion", f"{n}0000000000", "2026") for n in range(1, 9)]
    [(_, _, claims)] = found(record(), *rivals)
    assert claims == ("record", "r8", "r7", "r6", "r5")


def test_a_superlative_does_not_narrow_what_is_compared():
    [conflict] = conflicts(record(), claim("rival", "6.1 billion", "6100000000", metric="funding_sought", period="2024-10"))
    assert set(conflict.claims) == {"record", "rival"}


@pytest.mark.parametrize("text", ["biggest", "largest of", "largest of two words", "Largest", ""])
def test_other_words_are_refused(text):
    with pytest.raises(QuantityError, match="write largest, smallest"):
        parse_superlative(text)

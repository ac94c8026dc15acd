"""How sure the extraction says it is, against how often it is right."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.attaching.calibrating import Curve, curve_of, plainness, shipped_curves, told
from kg.extraction.attaching.deciding import FIELDS
from kg.extraction.attaching.ranking import Choice
from kg.extraction.reliability import Reliability, reliability
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
VOCABULARY = load_vocabulary(Workspace.open(ROOT))
CHANCES = st.floats(0, 1)


def test_a_curve_tells_what_came_true_of_chances_that_said_too_much():
    curve = curve_of([0.9] * 400 + [0.6] * 400, [True] * 240 + [False] * 160 + [True] * 160 + [False] * 240)
    assert curve.at(0.9) == pytest.approx(0.6, abs=0.02)
    assert curve.at(0.6) == pytest.approx(0.4, abs=0.02)


def test_a_curve_through_few_figures_hardly_moves():
    assert curve_of([0.9, 0.9], [False, True]).at(0.9) == pytest.approx(0.9, abs=0.15)


def test_chances_that_came_true_as_often_as_they_said_stay():
    chances = [place / 100 for place in range(5, 100, 10) for _ in range(100)]
    right = [one < place for place in range(5, 100, 10) for one in range(100)]
    curve = curve_of(chances, right)
    assert all(curve.at(chance) == pytest.approx(chance, abs=0.02) for chance in chances)


@given(CHANCES, CHANCES, st.lists(st.tuples(CHANCES, st.booleans()), min_size=1, max_size=30))
def test_a_curve_keeps_the_order_of_chances_and_stays_between_0_and_1(one, other, points):
    curve = curve_of(*zip(*points, strict=True))
    low, high = sorted((one, other))
    assert 0 <= curve.at(low) <= curve.at(high) <= 1


def test_every_field_is_told_by_a_curve_of_its_own_and_values_that_are_read_by_another():
    curves = shipped_curves()
    assert set(curves) == set(FIELDS)
    assert plainness("entity", "openai", VOCABULARY) == "plain"
    assert plainness("entity", "gazelle-motors", VOCABULARY) == "other"
    assert plainness("status", "projected", VOCABULARY) == "other"
    assert plainness("time", None, VOCABULARY) == "plain"
    own = {"entity": {"other": Curve(-1.0, 0.5)}}
    assert told(Choice("gazelle-motors", 0.9), "entity", VOCABULARY, own).confidence == pytest.approx(0.525, abs=0.001)
    assert told(Choice("openai", 0.9), "entity", VOCABULARY, own).confidence == 0.9


def annotated(confidence, entity="acme"):
    return {"start": 0, "end": 4, "exact": "12 %", "entity": entity, "confidence": confidence}


def test_reliability_puts_what_was_said_beside_what_was_right():
    wanted = [annotated(None)]
    found = sum(
        (
            reliability([annotated({"entity": sure}, entity)], wanted)
            for sure, entity in ((0.9, "acme"), (0.9, "other"), (0.3, "other"), (1.0, "acme"))
        ),
        Reliability({}),
    )
    assert found.as_json() == {
        "entity": {
            "error": 0.275,
            "bands": [
                {"from": 0.2, "to": 0.4, "figures": 1, "said": 0.3, "right": 0.0},
                {"from": 0.8, "to": 1.0, "figures": 3, "said": 0.9333, "right": 0.6667},
            ],
        }
    }


@pytest.mark.parametrize("odd", [None, 0.5, "sure", {"entity": "very"}, {"entity": 7}, {"entity": None}, {}])
def test_records_that_do_not_say_how_sure_they_are_tell_nothing(odd):
    assert reliability([annotated(odd)], [annotated(None)]) == Reliability({})

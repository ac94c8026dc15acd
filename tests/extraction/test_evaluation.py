import json

import pytest

from kg.extraction.evaluation import evaluate, records_in, same_value
from kg.model.errors import UsageError


def claim(start, end, **fields):
    base = {
        "start": start,
        "end": end,
        "exact": "x" * (end - start),
        "entity": "acme",
        "metric": "revenue",
        "value_min": "5",
        "value_max": "5",
        "unit": "EUR",
        "period": "2020",
        "as_of": None,
        "status": "reported",
        "attributed_to": None,
    }
    return base | fields


def test_everything_right():
    scores = evaluate([claim(0, 3)], [claim(0, 3)]).scores
    assert all(ratio.f1 == 1.0 for ratio in scores.values())


def test_figures_pair_by_exact_span_and_overlap_is_told_apart():
    scores = evaluate([claim(0, 4)], [claim(0, 3)]).scores
    assert scores["figures"].f1 == 0.0
    assert scores["overlap"].f1 == 1.0


def test_precision_and_recall_count_what_is_made_up_and_missed():
    result = evaluate([claim(0, 3), claim(10, 12), claim(20, 22)], [claim(0, 3), claim(5, 7)])
    assert result.scores["figures"].precision == pytest.approx(1 / 3)
    assert result.scores["figures"].recall == 0.5
    assert sorted(mistake.kind for mistake in result.mistakes) == ["made up", "made up", "missed"]


def test_the_time_is_the_period_else_the_as_of():
    scores = evaluate([claim(0, 3, period=None, as_of="2020")], [claim(0, 3)]).scores
    assert scores["time"].f1 == 1.0


def test_a_wrong_field_spoils_the_whole_but_status_does_not():
    assert evaluate([claim(0, 3, entity="other")], [claim(0, 3)]).scores["whole"].f1 == 0.0
    assert evaluate([claim(0, 3, status="target")], [claim(0, 3)]).scores["whole"].f1 == 1.0


@pytest.mark.parametrize(
    ("given", "same"),
    [("5.0", True), ("5", True), ("5.01", False), (None, False)],
)
def test_values_are_equal_as_numbers(given, same):
    assert same_value(claim(0, 1, value_min=given), claim(0, 1)) is same


def test_nothing_against_nothing_is_right():
    assert evaluate([], []).scores["figures"].f1 == 1.0


def test_records_are_grouped_by_their_source(tmp_path):
    file = tmp_path / "all.jsonl"
    file.write_text(
        "\n".join(json.dumps(claim(0, 3, source=name)) for name in ("a.txt", "b.txt", "a.txt")), encoding="utf-8"
    )
    assert {name: len(records) for name, records in records_in(file)} == {"a": 2, "b": 1}


def test_a_folder_without_records_is_refused(tmp_path):
    with pytest.raises(UsageError, match="holds no"):
        list(records_in(tmp_path))


def test_a_line_that_is_no_record_is_named(tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text('{"start": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="no record of the output contract"):
        list(records_in(file))

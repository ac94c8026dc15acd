"""kg evaluate on files that are not what they should be."""

from __future__ import annotations

import json

import pytest

RECORD = {
    "source": "a.txt",
    "start": 0,
    "end": 3,
    "exact": "5 €",
    "entity": "acme",
    "metric": "revenue",
    "value_min": "5",
    "value_max": "5",
    "unit": "EUR",
    "period": "2025",
    "as_of": None,
    "status": "reported",
    "attributed_to": None,
    "confidence": {"entity": 0.9},
}


@pytest.fixture
def evaluate(kg, tmp_path):
    """Holds one file of records against another."""

    def run(given: list[dict], gold: list[dict], *arguments: str):
        for name, records in (("given", given), ("gold", gold)):
            lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        return kg("evaluate", str(tmp_path / "given.jsonl"), str(tmp_path / "gold.jsonl"), *arguments)

    return run


@pytest.mark.parametrize(
    ("given", "gold", "precision", "recall"), [(1, 2, 1.0, 0.5), (2, 1, 0.5, 1.0), (2, 2, 1.0, 1.0), (3, 2, 0.6667, 1.0)]
)
def test_records_of_one_span_pair_one_to_one(evaluate, given, gold, precision, recall):
    scores = evaluate([RECORD] * given, [RECORD] * gold, "--format", "json").data["all"]
    for name in ("figures", "overlap", "value_unit", "whole"):
        assert (scores[name]["precision"], scores[name]["recall"]) == (precision, recall), name
    assert scores["entity"]["precision"] == 1.0


def test_of_several_with_one_span_those_pair_that_agree(evaluate):
    other = {**RECORD, "entity": "globex", "value_min": "7", "value_max": "7"}
    said = evaluate([RECORD, other], [other, RECORD], "--errors", "--format", "json").data
    assert said["all"]["whole"]["f1"] == 1.0
    assert said["errors"] == []


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"value_min": "abc"}, 'value_min: "abc" is neither a number nor a date'),
        ({"value_max": float("nan")}, "value_max: NaN is neither a number nor a date"),
        ({"value_max": [5]}, "value_max: [5] is neither a number nor a date"),
        ({"confidence": {"entity": 1.7}}, "confidence.entity: 1.7 is no number from 0 to 1"),
        ({"confidence": {"entity": float("nan")}}, "confidence.entity: NaN is no number from 0 to 1"),
        ({"confidence": {"entity": "high"}}, 'confidence.entity: "high" is no number from 0 to 1'),
        ({"entity": ["acme"]}, 'entity: ["acme"] is no text'),
        ({"start": True}, "no record of the output contract (start, end ...)"),
        ({"start": -1}, "no record of the output contract (start, end ...)"),
        ({"start": 9}, "end: 3 is before the start, 9"),
    ],
)
@pytest.mark.parametrize("place", ["given", "gold"])
def test_nonsense_is_refused_with_its_file_and_line(evaluate, tmp_path, place, fault, told):
    wrong = [RECORD, {**RECORD, **fault}]
    said = evaluate(wrong, [RECORD]) if place == "given" else evaluate([RECORD], wrong)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"kg: {tmp_path / place}.jsonl:2: {told}")


@pytest.mark.parametrize("value", ["5", "5.0", 5, 5.0, "2029-01", "2029-01-31", "-1E+3", None])
def test_numbers_and_dates_are_values(evaluate, value):
    assert evaluate([{**RECORD, "value_min": value}], [RECORD]).code == 0


@pytest.mark.parametrize("line", ['{"a":' * 100_000, '{"start": ' + "9" * 5000 + "}"])
def test_a_line_that_no_parser_takes_is_refused(kg, tmp_path, line):
    (tmp_path / "given.jsonl").write_text(f"{line}\n")
    (tmp_path / "gold.jsonl").write_text(json.dumps(RECORD))
    said = kg("evaluate", str(tmp_path / "given.jsonl"), str(tmp_path / "gold.jsonl"))
    assert said.code == 2
    assert f"{tmp_path / 'given.jsonl'}:1: " in said.err


def test_a_line_separator_within_a_figure_ends_no_record(evaluate):
    assert evaluate([{**RECORD, "exact": "5\u2028€"}], [RECORD]).code == 0


@pytest.mark.parametrize("content", [b"[1, 2]\n", b"\xff\xfe{\x00", b"hello\n"])
def test_a_file_of_lines_that_holds_none_is_said_to(kg, tmp_path, content):
    (tmp_path / "given.jsonl").write_bytes(content)
    (tmp_path / "gold.jsonl").write_text(json.dumps(RECORD))
    said = kg("evaluate", str(tmp_path / "given.jsonl"), str(tmp_path / "gold.jsonl"))
    assert (said.code, " a text" in said.err) == (2, False)
    assert said.err.startswith(f"kg: {tmp_path / 'given.jsonl'}:")


def test_errors_call_a_source_by_one_name(evaluate):
    said = evaluate(
        [{**RECORD, "entity": "globex"}, {**RECORD, "start": 5, "end": 8}],
        [{**RECORD, "source": "a"}],
        "--errors",
        "--format",
        "json",
    ).data
    assert {error["source"] for error in said["errors"]} == {"a"}


def test_one_text_is_one(evaluate):
    assert evaluate([RECORD], [RECORD]).out.startswith("all: 1 text\t")


def test_a_file_of_several_sources_may_lie_in_a_folder(kg, tmp_path):
    """kg extract texts/*.txt --output gold/all.jsonl"""
    (tmp_path / "gold").mkdir()
    lines = "".join(json.dumps({**RECORD, "source": name}) + "\n" for name in ("a.txt", "b.txt"))
    (tmp_path / "gold/all.jsonl").write_text(lines)
    (tmp_path / "given.jsonl").write_text(lines)
    said = kg("evaluate", str(tmp_path / "given.jsonl"), str(tmp_path / "gold"), "--format", "json")
    assert (said.code, said.data["texts"], said.data["all"]["whole"]["f1"]) == (0, 2, 1.0)


def test_texts_that_nothing_is_known_of_are_told(kg, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/b.txt").write_text("5 €")
    (tmp_path / "gold.jsonl").write_text(json.dumps(RECORD))
    said = kg("evaluate", str(tmp_path / "texts"), str(tmp_path / "gold.jsonl"))
    assert said.code == 2
    assert (
        said.err
        == f"kg: {tmp_path / 'texts'}: holds no .jsonl file, and no text of a source that GOLD or the reviewed claims have (a)\n"
    )

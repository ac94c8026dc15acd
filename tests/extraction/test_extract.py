import json
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.extraction.attaching.governing import named_with, starts_change
from kg.extraction.attaching.moments import moments_of
from kg.extraction.attaching.ranking import Link, Option, choose_all, relation, shipped_weights
from kg.extraction.contract import KEYS, record
from kg.extraction.extract import extract, scene_of
from kg.extraction.figures.finding import find_figures
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.reading.markdown import read_markdown
from kg.vocabulary.loading import engine_metrics

VOCABULARY = Vocabulary({}, engine_metrics())
TEXT = "La fonderie Martinet a réalisé un chiffre d'affaires de 18 millions d'euros en 2020.\nElle emploie 85 salariés.\n"


def records(text, language="fr", **options):
    return [record(claim, "a.txt") for claim in extract(read_plain(text, language), VOCABULARY, language, **options)]


def test_a_record_has_the_keys_of_the_contract_in_order():
    for flat in records(TEXT):
        assert tuple(flat)[: len(KEYS)] == KEYS
        assert set(flat["confidence"]) == {"entity", "metric", "time", "status", "attributed_to"}
        assert all(0 <= value <= 1 for value in flat["confidence"].values())


def test_offsets_are_those_of_the_text():
    for flat in records(TEXT):
        assert TEXT[flat["start"] : flat["end"]] == flat["exact"]


def test_values_are_decimal_strings():
    assert records(TEXT)[0]["value_min"] == "18000000"


def test_flows_get_a_period_and_stocks_an_as_of():
    revenue = records(TEXT)[0]
    assert (revenue["period"], revenue["as_of"]) == ("2020", None)
    (rate,) = records("Le taux de chômage atteint 7,4 % en juin 2020.")
    assert (rate["period"], rate["as_of"]) == (None, "2020-06")


def test_extraction_is_deterministic():
    assert records(TEXT) == records(TEXT)


LAID_OUT = """\
---
title: Orby spends 3 million euros
tags: 5 million dollars
---

# Orby builds

The town of Orby spent **4 million euros** on [roads](https://orby.example/9-million "7 million pounds") in 2024.[^2]

<!-- 8 million euros? ask -->

2. It employs 30 people.
- 5 % of them are new.

[^2]: It had planned 6 million euros.
"""


def test_what_is_layout_and_no_words_makes_no_claim():
    """Front matter, notes and their marks, comments and the titles of links, as kg add skips them"""
    document = read_markdown(LAID_OUT, "en")
    found = [claim.figure.exact for claim in extract(document, VOCABULARY, "en")]
    assert found == ["4 million euros", "30", "5 %", "6 million euros"]


@pytest.mark.parametrize("text", ["", "\n\n", "Rien ne se chiffre ici.", ")(" * 50, "9" * 5000, "1 " * 2000])
def test_texts_that_say_little(text):
    for flat in records(text):
        assert text[flat["start"] : flat["end"]] == flat["exact"]


def test_a_line_break_within_a_figure_changes_nothing_but_offsets():
    plain, broken = records(TEXT), records(TEXT.replace("18 millions", "18\nmillions"))
    assert [flat["metric"] for flat in plain] == [flat["metric"] for flat in broken]
    assert [flat["value_min"] for flat in plain] == [flat["value_min"] for flat in broken]


def test_a_growth_that_two_values_bear_out_is_derived():
    text = "L'usine a produit 110 000 tuiles en 2019, contre 100 000 tuiles en 2018, soit une hausse de 10 %."
    assert records(text)[-1]["derived"]["formula"] == "(new - old) / old"


def test_a_growth_that_the_values_do_not_bear_out_is_not_derived():
    text = "L'usine a produit 110 000 tuiles en 2019, contre 100 000 tuiles en 2018, soit une hausse de 40 %."
    assert records(text)[-1]["derived"] is None


def test_the_best_sequence_weighs_neighbours():
    weights = {"a": 1.0, "b": 0.9, "same|next": 2.0}
    nodes = [[Option("x", {"a": 1.0}), Option("y", {})], [Option("x", {}), Option("y", {"b": 1.0})]]
    alone = choose_all(nodes, [Link(()), Link(())], weights)
    joined = choose_all(nodes, [Link(()), Link(("next",))], weights)
    assert [choice.value for choice in alone] == ["x", "y"]
    assert [choice.value for choice in joined] == ["x", "x"]
    assert all(0 < choice.confidence <= 1 for choice in joined)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("a", "a", "same"),
        (None, None, "none_none"),
        ("births", "births_change", "derived_change"),
        ("births_change", "births", "back_change"),
        ("a", "b", ""),
    ],
)
def test_relations_of_neighbouring_values(before, after, kind):
    assert relation(before, after, Link(())) == kind


def test_the_shipped_weights_are_small_and_complete():
    assert set(shipped_weights()) == {"status", "metric", "entity", "time", "attribution"}
    path = Path(__file__).parents[2] / "kg" / "extraction" / "weights.json"
    assert path.stat().st_size < 5_000_000


def test_the_command_prints_one_record_a_line(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(["--workspace", str(tmp_path), "extract", str(file), "--lang", "fr"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["exact"] for line in lines] == [flat["exact"] for flat in records(TEXT)]


def test_one_bad_file_does_not_stop_the_others(tmp_path, capsys):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"")
    assert run(["--workspace", str(tmp_path), "extract", str(bad), str(good)]) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 2
    assert "bad.txt" in printed.err


def test_figures_of_lines_carry_their_number(tmp_path, capsys):
    file = tmp_path / "lines.txt"
    file.write_text("sans chiffre\n3 % de plus\n", encoding="utf-8")
    assert run(["figures", "--lines", str(file), "--lang", "fr"]) == 0
    assert [json.loads(line)["line"] for line in capsys.readouterr().out.splitlines()] == [2]


@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        ([], ["3 %"]),
        (["--everything"], ["12 mai 2031", "3 %", "2e"]),
        (["--lines"], ["12 mai 2031", "3 %", "2e"]),
        (["--lines", "--claims"], ["3 %"]),
    ],
)
def test_files_are_read_as_articles_and_lines_as_expressions(tmp_path, capsys, arguments, read):
    file = tmp_path / "text.txt"
    file.write_text("Le 12 mai 2031, les ventes ont monté de 3 % pour la 2e fois.", encoding="utf-8")
    assert run(["figures", *arguments, str(file), "--lang", "fr"]) == 0
    assert [json.loads(line)["exact"] for line in capsys.readouterr().out.splitlines()] == read


def test_evaluating_an_extraction_against_itself(tmp_path, capsys):
    text, gold = tmp_path / "a.txt", tmp_path / "a.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    gold.write_text("\n".join(json.dumps(flat) for flat in records(TEXT)), encoding="utf-8")
    assert run(["--workspace", str(tmp_path), "evaluate", str(gold), str(gold), "--format", "json"]) == 0
    scores = json.loads(capsys.readouterr().out)["all"]
    assert all(score["f1"] == 1.0 for score in scores.values())


def test_the_day_of_an_event_goes_before_a_day_named_earlier():
    text = "Un maire est élu\n\n24 mars 2016.\n\nSelon les résultats tombés jeudi, il obtient 60 % des voix au scrutin du 20 mars.\n"
    document = read_plain(text, "fr")
    scene, _ = scene_of(document, find_figures(text, ("fr", "en")), VOCABULARY, "fr")
    assert (scene.anchor.label, scene.event) == ("2016-03-24", "2016-03-20")


@pytest.mark.parametrize(
    ("language", "text", "in_name"),
    [
        ("fr", "Il avait perdu l'élection de 2012.", True),
        ("fr", "Le parc a ouvert au début de 2012.", False),
        ("fr", "Il y avait 40 élèves en 2012.", False),
        ("en", "They qualified for the 2018 World Cup.", True),
        ("en", "The Act of 2008 sets it.", True),
        ("en", "At the end of 2008 it closed.", False),
    ],
)
def test_a_year_in_a_name_is_told_from_a_time(language, text, in_name):
    scene, _ = scene_of(read_plain(text, language), find_figures(text, (language,)), VOCABULARY, language)
    (moment,) = moments_of(text, language)
    assert named_with(scene, text, moment) is in_name


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Le taux passe de 9 à 10,3 %.", [True, False]),
        ("L'indice monte de 2 points avant de finir à 14 %.", [False, False]),
        ("The price rose from 12 dollars to 15 dollars.", [True, False]),
    ],
)
def test_the_first_of_a_change_is_known(text, starts):
    language = "en" if text.startswith("The") else "fr"
    _, sites = scene_of(read_plain(text, language), find_figures(text, (language,)), VOCABULARY, language)
    assert [starts_change(site, language) for site in sites] == starts

"""Sentences, headings and rows as clean text that maps back to offsets."""

import pytest

from kg.extraction.attaching.passages import passages_of
from kg.extraction.extract import extract
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics


def test_a_sentence_without_end_is_cut_between_words_and_outside_figures():
    text = "le taux passe à 12,5 % dans la région, et ensuite " * 200
    document = read_plain(text, "fr")
    kept = [(at, at + len("12,5 %")) for at in range(len(text)) if text.startswith("12,5 %", at)]
    passages = passages_of(document, kept)
    assert max(len(passage.text) for passage in passages) <= 2000
    assert " ".join(passage.text for passage in passages) == text.strip()
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)


def test_a_passage_is_bounded_where_nothing_parts_it():
    passages = passages_of(read_plain("x" * 7000 + " fin.", "fr"))
    assert [len(passage.text) for passage in passages] == [2000, 2000, 2000, 1005]


@pytest.mark.parametrize("separator", [" ", ", ", "; ", " ( "])
def test_every_figure_of_a_line_without_end_is_a_claim(separator):
    text = separator.join(f"le taux de la ville {n} est de {n} % ici" for n in range(100, 400))
    claims = extract(read_plain(text, "fr"), Vocabulary({}, engine_metrics()), "fr")
    assert [claim.figure.exact for claim in claims if claim.figure.unit == "%"] == [f"{n} %" for n in range(100, 400)]

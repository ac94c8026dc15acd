from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.names import GraphError, Names, decode, encode, graph_iri, last_segment

UNICODE = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("openai", "openai"),
        ("2024/2029", "2024%2F2029"),
        ("l'été", "l%27%C3%A9t%C3%A9"),
        ("..", "%2E%2E"),
        ("a.b", "a.b"),
        ("", ""),
    ],
)
def test_segments(text, segment):
    assert encode(text) == segment


@given(UNICODE)
def test_decoding_undoes_encoding_and_the_iri_is_one(text):
    assert decode(encode(text)) == text
    iri = Names("https://example.org/").claim(text)
    assert ox.NamedNode(iri).value == iri
    assert last_segment(iri) == text
    assert Names("https://example.org/").identifier(iri, "claim") == text


def test_half_a_character_is_refused():
    with pytest.raises(GraphError, match="surrogate"):
        encode("a\ud800")


def test_ids_of_other_kinds_and_bases_are_not_ours():
    names = Names("https://example.org/")
    assert names.identifier("https://example.org/entity/openai", "claim") is None
    assert names.identifier("https://elsewhere.org/claim/x", "claim") is None
    assert names.identifier(names.evidence("paper", (1, 2)), "source") is None


def test_a_prefix_that_ends_in_a_hash_gives_iris_with_one_hash():
    names = Names("https://example.org/base#")
    assert names.evidence("paper", (1, 2)) == "https://example.org/base#source/paper/char=1,2"
    assert Names("https://example.org/").evidence("paper", (1, 2)) == "https://example.org/source/paper#char=1,2"


@pytest.mark.parametrize("name", ["vocabulary", "findings", "periods"])
def test_a_source_cannot_take_the_graph_of_the_base_itself(name):
    with pytest.raises(GraphError, match="rename it"):
        graph_iri("https://example.org/", name)

"""The packs of words around figures: what one language says, every other says too."""

import re
from importlib.resources import files

import pytest
import yaml

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.packs import common_pack, context_pack, pattern_in, words_in
from kg.extraction.figures.grammar import UnknownLanguageError

PACKS = files("kg.vocabulary") / "languages"
SECTIONS = (
    "firmness",
    "moods",
    "kinds",
    "spotting",
    "speakers",
    "standing",
    "metrics",
    "changes",
    "dating",
    "topics",
    "happening",
    "links",
    "turns",
    "surveying",
)


def test_every_language_has_the_same_sections_and_names():
    english, french = context_pack("en"), context_pack("fr")
    assert english.keys() == french.keys()
    for section in SECTIONS:
        assert english[section].keys() == french[section].keys(), section


@pytest.mark.parametrize("file", sorted(file.name for file in PACKS.iterdir() if file.name.endswith(".yaml")))
def test_no_pack_says_a_thing_twice(file):
    nodes = [yaml.compose((PACKS / file).read_text(encoding="utf-8"))]
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert [key for key in keys if keys.count(key) > 1] == []
            nodes += [value for _, value in node.value]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_pattern_compiles(language):
    assert words_of(language)
    for section in SECTIONS:
        for name, value in context_pack(language)[section].items():
            if isinstance(value, str):
                assert isinstance(pattern_in(language, section, name), re.Pattern)


@pytest.mark.parametrize("language", ["und", "xx", "../en", "EN", ""])
def test_a_language_without_a_pack_is_refused(language):
    with pytest.raises(UnknownLanguageError):
        context_pack(language)


def test_words_are_folded():
    assert "d'" in words_in("fr", "speakers", "of")
    assert words_in("en", "spotting", "small_links") == frozenset()


def test_what_belongs_to_a_firm_stands_on_its_side():
    english, french = words_of("en"), words_of("fr")
    assert english.of_firms_behind.match("'s shares fell")
    assert not english.of_firms_before.search("les actions de ")
    assert french.of_firms_before.search("les actions de ")
    assert not french.of_firms_behind.match("'s shares fell")


def test_the_words_of_every_text_are_not_those_of_a_language():
    assert common_pack().keys() & context_pack("fr").keys() == {"language"}

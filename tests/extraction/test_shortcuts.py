"""What is left undone for speed changes nothing: patterns that cannot match, rules of words met before, words found by their first letters."""

import re

import pytest

from kg.extraction.attaching import moments
from kg.extraction.attaching.packs import alternatives, context_pack, word_finder
from kg.extraction.attaching.parsing import MODELS, model
from kg.extraction.attaching.required import Guard, required_by
from kg.extraction.attaching.tagging import Ruler

SENTENCES = {
    "fr": (
        "au premier trimestre 2024, soit 12 % de plus qu'un an plus tôt",
        "entre janvier et mars 2023, puis du 3 au 5 mai",
        "d'ici à 2030, contre 4 millions l'année précédente et hier",
        "rien de daté ici",
    ),
    "en": (
        "in the first quarter of 2024, up 12 % from a year earlier",
        "between january and march 2023, then from may 3 to may 5",
        "by 2030, against 4 million the previous year and last week",
        "nothing dated here",
    ),
}


@pytest.mark.parametrize(
    ("pattern", "required"),
    [
        (r"(?<!\w)(?:a|an|one) year (?:earlier|before)", (" year ",)),
        (r"(?P<month>may|june)(?: \d+)?", ("june", "may")),
        (r"x?\d+", ("",)),
        (r"(?:last )?(?:week|\d+)", ("",)),
        (r"(?i)week", ("",)),
        (r"(?!may )(?:may|june)", ("june", "may")),
        (r"(?:ab){2,}|[cd]", ("ab", "c", "d")),
    ],
)
def test_required(pattern, required):
    assert required_by(re.compile(pattern)) == required


@pytest.mark.parametrize("language", SENTENCES)
def test_guard_leaves_out_no_pattern_that_matches(language):
    patterns = [pattern for _, pattern in moments._patterns(language)]
    guard = Guard(patterns)
    for sentence in SENTENCES[language]:
        among = guard.among(sentence)
        assert {place for place, pattern in enumerate(patterns) if pattern.search(sentence)} <= set(among)
        assert len(among) < len(patterns) / 2


@pytest.mark.parametrize("language", SENTENCES)
def test_words_are_found_as_by_a_plain_alternation(language):
    for words in context_pack(language)["status"].values():
        plain = re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)")
        text = " ".join(f"{word}, x{word} {word}s -{word}." for word in map(str, words)).lower()
        assert [match.span() for match in word_finder(words).finditer(text)] == [
            match.span() for match in plain.finditer(text)
        ]


def test_rules_of_words_met_before_give_the_same():
    package = __import__(MODELS["en"])
    whole, parted = package.load(exclude=["lemmatizer"]), package.load(exclude=["lemmatizer"])
    ruler = Ruler.out_of(parted)
    assert ruler is not None
    texts = [
        "There are 12 banks that have cut 3,000 jobs, and you did not know it.",
        "It is said that they do, but this has been denied by those who would.",
        "Sales  rose.",
    ]
    for text in texts * 2:
        doc = parted(text)
        ruler.apply(doc)
        told = [(token.pos_, str(token.morph), token.tag_, token.dep_) for token in doc]
        assert told == [(token.pos_, str(token.morph), token.tag_, token.dep_) for token in whole(text)]


def test_a_pipeline_without_rules_has_no_ruler():
    assert model("fr")[1] is None

"""What the grammar passes over without a closer look holds nothing: words between numbers, words behind a number."""

from __future__ import annotations

import pytest

from kg.extraction.figures.grammar import Grammar, load_grammar
from kg.extraction.figures.reading import Page

LANGUAGES = [("fr", "en"), ("en", "fr"), ("fr",), ("en",)]
TEXTS = [
    "Un contrat signé sur cinq, une heure et 3,5 M€ (+12 %) : l'un des deux.",
    "One in five, a hundred and twenty, half a million; USD5 and Rs20, rs5x, sh310 million, covid19 at 14h30.",
    "fr76 1234 1234 1234 1234 1234 123, (020) 7946-0123, +33 1 23 45 67 89, .5 ½ 1½ 5_a a_5 _5 16:9 ((5)) ++5",
    "quatre-vingt-dix\nquatre\u00advingt é\u0301deux 5deux deux5 ²deux ٣ %5 «vingt» d'un ordre de grandeur",
]


@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS)
def test_no_number_is_passed(languages: tuple[str, ...], text: str) -> None:
    scanner, low = load_grammar(languages).scanner, Page(text, load_grammar(languages)).low
    starts = {found.start() for at in range(len(low)) if (found := scanner.next(low, at)) and found.start() == at}
    for at in range(len(low)):
        found = scanner.next(low, at)
        assert (found.start() if found else len(low)) == min((start for start in starts if start >= at), default=len(low))


def _names(grammar: Grammar) -> set[str]:
    tables = (grammar.unit_codes, grammar.currency_names, grammar.scaled_units, grammar.subunits, grammar.scales)
    names = {name for table in tables for name in table}
    names |= {*grammar.symbols, *grammar.signs, *grammar.suffixes, *grammar.fractions, *grammar.groups}
    return names | {f"{suffix}EUR" for suffix in grammar.suffixes} | {f"{link} jour" for link in ("par", "d'un", "et demi")}


@pytest.mark.parametrize("languages", LANGUAGES)
def test_what_may_belong_to_a_number_is_never_passed(languages: tuple[str, ...]) -> None:
    grammar = load_grammar(languages)
    for name in _names(grammar):
        for gap in ("", " ", "\n", "\u00a0", "-"):
            page = Page(f"il y a 5{gap}{name} ici, here", grammar)
            low, text, end = page.low, page.text, len("il y a 5")
            follows = [pattern.match(low, end) for pattern in (grammar.unit, grammar.scale, grammar.half, grammar.times)]
            follows += [pattern.match(low, end) for pattern in (grammar.per_words, grammar.per_slash, grammar.raised)]
            follows += [pattern.match(text, end) for pattern in (grammar.symbol, grammar.sign_after, grammar.suffix)]
            assert page.goes_on(end) or not any(follows), f"5{gap}{name}"


@pytest.mark.parametrize("behind", [" chats", ", on dit", ".", ") ici", "", "\nvoitures", ": non"])
def test_a_plain_word_or_mark_ends_a_number(behind: str) -> None:
    page = Page(f"il y a 5{behind}", load_grammar(("fr", "en")))
    assert not page.goes_on(len("il y a 5"))

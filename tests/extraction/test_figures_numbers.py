"""Numbers in words and powers: where a number ends, what sign it has, and in which language it is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

NUMBERS = [
    ("fr", "Mille et un chats attendaient.", [("Mille et un", 1001)]),
    ("fr", "Mille et trois chats attendaient.", [("Mille", 1000), ("trois", 3)]),
    ("fr", "Les contes des Mille et Une Nuits restent lus.", []),
    ("fr", "La valeur est de moins sept virgule deux.", [("moins sept virgule deux", "-7.2")]),
    ("fr", "La valeur recule de sept virgule deux.", [("sept virgule deux", "7.2")]),
    ("fr", "Ce nombre vaut 6,022 × 10^23.", [("6,022 × 10^23", "6.022E+23")]),
    ("fr", "Ce nombre vaut 6,022 × 10²³ par mole.", [("6,022 × 10²³", "6.022E+23")]),
    ("fr", "Ce nombre vaut 10²³ en tout.", [("10²³", "1E+23")]),
    ("fr", "Le stock vaut 6.022 sacs.", [("6.022", 6022)]),
    ("fr", "Elle compte un billion le nombre d'arbres.", [("un billion", 10**12)]),
    ("fr", "Le fonds gère $5 billion à Boston.", [("$5 billion", 5 * 10**9)]),
    ("en", "The value is minus seven point two.", [("minus seven point two", "-7.2")]),
    ("en", "About 6.022 × 10²³ atoms are in it.", [("6.022 × 10²³", "6.022E+23")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), NUMBERS)
def test_numbers(language: str, text: str, wanted: list[tuple[str, int | str]]) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low) for figure in found] == [(exact, Decimal(value)) for exact, value in wanted]


LANGUAGES = [
    ("fr", "Réglez le four à 180 degrés.", ["180 degrés"]),
    ("fr", "Un four banal date de 1850, et le ten pounds aussi.", []),
    ("fr", "Le fort a cent deux canons.", ["cent deux"]),
    ("en", "They seize 40 boats in the port of the sept.", ["40"]),
    ("en", "The four boats and the mille of the cent.", []),
    ("en", "The fort has four cannons.", ["four"]),
    ("fr", "Le fort a quatre canons et cinq mâts.", ["quatre", "cinq"]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), LANGUAGES)
def test_words_that_are_numbers_in_another_language(language: str, text: str, wanted: list[str]) -> None:
    assert [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))] == wanted


RAISED = [
    ("fr", "Le mercredi ² février, 18 h.", ["18 h"]),
    ("fr", "Rendez-vous le ¹⁵ mars, 18 h.", ["18 h"]),
    ("en", "It weighs 13 stone ⁴ pounds.", ["13 stone"]),
    ("en", "So said 9 patients out of ¹⁰.", ["9"]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), RAISED)
def test_raised_digits_are_no_number_of_a_day_a_part_or_a_whole(language: str, text: str, wanted: list[str]) -> None:
    assert [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))] == wanted

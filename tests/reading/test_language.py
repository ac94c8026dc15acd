from __future__ import annotations

import pytest

from kg.reading.language import guess_language, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La commune a voté un budget de 12 millions d'euros pour les écoles.", "fr"),
        ("The council has voted a budget of 12 million euros for its schools.", "en"),
        ("LE MAIRE N'A PAS VOULU RÉPONDRE AUX QUESTIONS DE LA PRESSE", "fr"),
        ("12 345 67 %", None),
        ("Orme Textile Holding", None),
        ("Der Rat hat einen Haushalt von zwölf Millionen beschlossen", None),
        ("", None),
    ],
)
def test_little_words_tell(text: str, language: str | None) -> None:
    assert guess_language(text).language == language


def test_the_language_asked_for_is_taken() -> None:
    assert language_of("The council met.", "fr") == "fr"
    assert language_of("The council met in the town hall.") == "en"


def test_the_score_says_how_sure() -> None:
    sure = guess_language("Le budget de la ville est dans le rouge pour la troisième année.")
    mixed = guess_language("Le budget de la ville est in the red for the third year.")
    assert sure.score > mixed.score >= 0

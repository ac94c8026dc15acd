"""What stands between and around figures in real files: bullets, entities, page breaks, cells, Markdown's signs, unseen characters."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures


def read(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    figures = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert all(text[f.start : f.end] == f.exact for f in figures)
    return [(f.exact, f"{f.low.normalize():f}", f.unit) for f in figures]


@pytest.mark.parametrize("mark", ["-", "–", "−", "•", "*", "+"])
@pytest.mark.parametrize("gap", ["", "  ", "\t", "> "])
def test_the_bullet_below_a_colon_is_no_sign(mark, gap):
    text = f"Fleet:\n{gap}{mark} 12 catamarans\n{gap}{mark} 3 ferries"
    assert read(text) == [("12", "12", "count"), ("3", "3", "count")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Result: -12 %", [("-12 %", "-12", "%")]),
        ("Résultat : − 12 %", [("− 12 %", "-12", "%")]),
        ("Résultat : - 12 %", [("- 12 %", "-12", "%")]),
        ("Fleet:\n  -12 °C on deck", [("-12 °C", "-12", "degC")]),
        ("- 12 %", [("- 12 %", "-12", "%")]),
    ],
)
def test_a_sign_on_the_line_of_its_colon_stays_one(text, figures):
    assert read(text, "fr" if "é" in text else "en") == figures


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("fr", "Le chiffre de 4,3&nbsp;milliards d'euros.", [("4,3&nbsp;milliards d'euros", "4300000000", "EUR")]),
        ("en", "It costs &#163;21m, or &#xa3;22m.", [("&#163;21m", "21000000", "GBP"), ("&#xa3;22m", "22000000", "GBP")]),
        ("en", "It costs &euro;12 a seat.", [("&euro;12", "12", "EUR")]),
        ("fr", "Elle coûte 12&nbsp;&euro; la place.", [("12&nbsp;&euro;", "12", "EUR")]),
        ("fr", "Environ 5&thinsp;000 ferries.", [("5&thinsp;000", "5000", "count")]),
        ("fr", "Le résultat : &minus;3 %.", [("&minus;3 %", "-3", "%")]),
        ("en", "They hold 4&#8203;300 euros and 2.3 mil&shy;lion.", [("4&#8203;300 euros", "4300", "EUR"), ("2.3 mil&shy;lion", "2300000", "count")]),
        ("en", "Smith &amp; Sons sold 12 boats; &nosuch; 3 remain.", [("12", "12", "count"), ("3", "3", "count")]),
    ],
)  # fmt: skip
def test_an_entity_is_read_as_the_character_it_stands_for(language, text, figures):
    assert read(text, language) == figures


def test_hedges_and_figures_behind_an_entity_keep_their_places():
    text = "Plus&nbsp;de 12&nbsp;% des 40&nbsp;villes."
    share, towns = find_figures(text, ("fr", "en"))
    assert [share.exact, towns.exact, share.approx] == ["12&nbsp;%", "40", "at_least"]
    assert share.hedge is not None
    assert text[slice(*share.hedge)] == "Plus&nbsp;de"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It sold 1\n\f200 euros are left.", [("1", "1", "count"), ("200 euros", "200", "EUR")]),
        ("It sold 1\f200 euros are left.", [("1", "1", "count"), ("200 euros", "200", "EUR")]),
        ("The harbour is closed.\n1\n\f200 euros are left.", [("200 euros", "200", "EUR")]),
        ("The harbour is closed.\n1/2\n\fSecond quay", []),
        ("The harbour is closed.\nPage 1\n200 euros are left.", [("200 euros", "200", "EUR")]),
        ("The harbour is closed.\n- 1\n200 euros of fish.", [("1\n200 euros", "1200", "EUR")]),
        ("The harbour counted 12\n\f% of the boats.", [("12", "12", "count")]),
        ("The harbour counted 12\n\fSecond quay", [("12", "12", "count")]),
        ("Le port vaut 4,3\n\fmilliards d'euros.", [("4,3\n\fmilliards d'euros", "4300000000", "EUR")]),
        ("The harbour sold 1\n200 euros of fish.", [("1\n200 euros", "1200", "EUR")]),
        ("Le port vaut 1 400\nmilliards d'euros.", [("1 400\nmilliards d'euros", "1400000000000", "EUR")]),
    ],
)
def test_a_number_ends_with_its_page(text, figures):
    assert read(text, "fr" if "port vaut" in text else "en") == figures


@pytest.mark.parametrize("bar", [" | ", "|", "\t", " \t ", " ¦ "])
def test_cells_are_figures_of_their_own(bar):
    row = [("800", "800", "count"), ("750", "750", "count")]
    assert read(bar.join(("South", "800", "750"))) == row
    assert read(bar.join(("South", "800")) + "\n" + bar.join(("750", "East"))) == row
    assert read("\n".join(bar.join(line) for line in (("North", "800", "750"), ("South", "800", "750")))) == [*row, *row]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It holds _4 million_ users.", [("4 million", "4000000", "count")]),
        ("It holds __4 million__ users.", [("4 million", "4000000", "count")]),
        ("It holds **4 million** users.", [("4 million", "4000000", "count")]),
        ("It holds **4** million users.", [("4** million", "4000000", "count")]),
        ("It rose *12 %* in a year.", [("12 %", "12", "%")]),
        ("It costs _€4_ a seat.", [("€4", "4", "EUR")]),
        ("It costs **€4** million.", [("€4** million", "4000000", "EUR")]),
        ("We made 1_000_000 boats.", [("1_000_000", "1000000", "count")]),
        ("It measures 3 * 4 * 5 cm.", [("3", "3", "count"), ("4", "4", "count"), ("5 cm", "5", "cm")]),
    ],
)
def test_emphasis_is_no_part_of_a_number(text, figures):
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It rose ٢١٫٧ percent.", [("٢١٫٧ percent", "21.7", "%")]),
        ("It rose ٢١٫٧ ٪ in a year.", [("٢١٫٧ ٪", "21.7", "%")]),
        ("They sold ١٬٢٣٤ boats.", [("١٬٢٣٤", "1234", "count")]),
        ("They paid 4\u200b300 euros.", [("4\u200b300 euros", "4300", "EUR")]),
        ("They paid 4\u00ad300 euros.", [("4\u00ad300 euros", "4300", "EUR")]),
        ("They paid 21\u200b5 euros.", [("21\u200b5 euros", "215", "EUR")]),
        ("They paid 4\u2060.5 euros.", [("4\u2060.5 euros", "4.5", "EUR")]),
    ],
)
def test_numbers_in_other_digits_and_with_unseen_characters_are_whole(text, figures):
    assert read(text) == figures

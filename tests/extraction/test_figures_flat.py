"""Tables whose cells only spaces part: the header gives unit and scale, and cells, rows and columns of their own keep theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures


def read(text: str, language: str = "en") -> list[str]:
    languages = (language, "en" if language == "fr" else "fr")
    return [f"{figure.exact} = {figure.low!s} {figure.unit}" for figure in find_figures(text, languages)]


ROWS = "Sales 45.3 44.1\nCosts 12.5 11.0\n"
HEADERS = [
    ("£ million Q3 2025 Q3 2024\n", "GBP", 6),
    ("£ million Q3 2025 Q3 2024 Change\n", "GBP", 6),
    ("(£m) 2025 2024\n", "GBP", 6),
    ("Group results (£m)\n2025 2024\n", "GBP", 6),
    ("$ in millions, except per share 2025 2024\n", "USD", 6),
    ("US$ million 2025 2024\n", "USD", 6),
    ("(in millions of dollars)\n\n2025 2024\n", "USD", 6),
    ("In thousands of euros 2025 2024\n", "EUR", 3),
    ("EUR m 2025 2024\n", "EUR", 6),
    ("Income statement, in EUR million\n", "EUR", 6),
    ("€bn H1 2025 H1 2024\n", "EUR", 9),
    ("All figures in £ million 2025 2024\n", "GBP", 6),
    ("Q3 2025 Q3 2024\n£m £m\n", "GBP", 6),
]
FRENCH_HEADERS = [
    ("En millions d'euros 2025 2024 Variation\n", 6),
    ("(en M€) 2025 2024\n", 6),
    ("en k€ S1 2025 S1 2024\n", 3),
    ("Comptes (en milliers d'euros)\n2025 2024\n", 3),
]


@pytest.mark.parametrize(("header", "unit", "power"), HEADERS)
def test_headers(header: str, unit: str, power: int) -> None:
    figures = find_figures(f"The group told its owners.\n\n{header}{ROWS}\nIt runs 12 shops.", ("en", "fr"))
    assert [(figure.exact, figure.unit) for figure in figures] == [
        *((cell, unit) for cell in ("45.3", "44.1", "12.5", "11.0")),
        ("12", "count"),
    ]
    assert [figure.low for figure in figures][:1] == [453 * 10 ** (power - 1)]


@pytest.mark.parametrize(("header", "power"), FRENCH_HEADERS)
def test_french_headers(header: str, power: int) -> None:
    text = f"Le groupe publie ses comptes.\n\n{header}Ventes 45,3 44,1\nRésultat net 1,5 -2,1\n\nIl compte 12 magasins."
    figures = find_figures(text, ("fr", "en"))
    assert [(figure.exact, figure.unit) for figure in figures] == [
        *((cell, "EUR") for cell in ("45,3", "44,1", "1,5", "-2,1")),
        ("12", "count"),
    ]
    assert [figure.low for figure in figures][:1] == [453 * 10 ** (power - 1)]


def test_cells_rows_and_columns_keep_their_own_units() -> None:
    table = "$ in millions, except per share 2025 2024\nNet sales 702.3 (655.1)\nGrowth 7.2% 1.5x\nEarnings per share 1.25 1.10\nNumber of stores 120 130\n"
    assert read(table) == [
        "702.3 = 702300000.0 USD",
        "(655.1) = -655100000.0 USD",
        "7.2% = 7.2 %",
        "1.5x = 1.5 x",
        "1.25 = 1.25 USD",
        "1.10 = 1.10 USD",
        "120 = 120 count",
        "130 = 130 count",
    ]
    assert read("EUR m 2025 2024 % change\nSales 45.3 44.1 2.7\n")[2] == "2.7 = 2.7 %"
    assert read("2025 2024 Change\n£m £m %\nSales 45.3 44.1 2.7\n")[2] == "2.7 = 2.7 %"


def test_two_cells_are_not_one_number_with_its_thousands_set_off() -> None:
    assert read("(£m) 2025 2024\nSales in Kent 702 655\n") == ["702 = 702000000 GBP", "655 = 655000000 GBP"]
    assert read("(£m) 2025 2024\nSales in Kent 1 702 1 655\n") == ["1 702 = 1702000000 GBP", "1 655 = 1655000000 GBP"]


def test_the_table_ends_with_its_rows() -> None:
    text = "£ million 2025 2024\nSales 45.3 44.1\nCash\nIn hand 12.5 11.0\n\nIt has 45 sites in Kent.\nSales of milk 45.3 44.1\n"
    assert [line.split()[-1] for line in read(text)] == ["GBP", "GBP", "GBP", "GBP", "count", "count", "count"]


@pytest.mark.parametrize(
    "text",
    [
        "Million dollar deals\nFrance won 2 1\nItaly won 3 4\n",
        "Goals 2024 2025\nFrance won 2 1\n",
        "It was late in London.\nFrance won 12 13\n",
        "The city has one million people\nThe town has 45 44\n",
    ],
)
def test_headers_that_name_no_unit(text: str) -> None:
    assert all(figure.kind != "money" for figure in find_figures(text, ("en", "fr")))


STACKED = [
    ("En M€\nT3 2025\nT3 2024\nVariation\n", "fr", "EUR", 6),
    ("EN K€\n2025\n2024\n%\n", "fr", "EUR", 3),
    ("Chiffre d'affaires (en millions d'euros)\nT3 2025\nT3 2024\nVar. (%)\n", "fr", "EUR", 6),
    ("£ million\n2025\n2024\nChange\n", "en", "GBP", 6),
    ("(in thousands)\nDec 2025\nDec 2024\nChange\n", "en", "count", 3),
    ("US$ million\n\nQ3 2025\n\nQ3 2024\n\nChange (%)\n\n", "en", "USD", 6),
]


@pytest.mark.parametrize(("header", "language", "unit", "power"), STACKED)
def test_one_cell_on_each_line(header: str, language: str, unit: str, power: int) -> None:
    text = f"The year in brief.\n\n{header}Bio\n402\n415\n-3 %\nGamma\n31\n12\n+8 %\nIt has 12 shops in all of Kent now.\n3\n4\n"
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    one = 10**power
    assert [(figure.low, figure.unit) for figure in found] == [
        (402 * one, unit),
        (415 * one, unit),
        (-3, "%"),
        (31 * one, unit),
        (12 * one, unit),
        (8, "%"),
        (12, "count"),
    ]


def test_cells_on_lines_of_their_own_keep_signs_and_columns() -> None:
    table = "£ million\n2025\n2024\nChange (%)\nSales\n402\n415\n-3.1\nLoss\n(31)\n–\n12.5\nHeadcount\n31\n12\n4\n"
    assert read(table) == [
        "402 = 402000000 GBP",
        "415 = 415000000 GBP",
        "-3.1 = -3.1 %",
        "(31) = -31000000 GBP",
        "12.5 = 12.5 %",
        *("31 = 31 count", "12 = 12 count", "4 = 4 %"),
    ]
    assert read("En M€\nVentes\n402\nBio\n31\nTotal\n433\nLe groupe se porte bien.", "fr") == [
        "402 = 402000000 EUR",
        "31 = 31000000 EUR",
        "433 = 433000000 EUR",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Il vend en M€.\nPages\n12\n13\nFin",
        "£ million\nThe year was good.\n3\n4\n",
        "Contents\nIntroduction\n3\n4\nAccounts\n7\n9\n",
        "Prix\nVentes\n12\n13\n",
    ],
)
def test_numbers_on_lines_of_their_own_without_a_unit_above(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("£ million 2024 2023 Change (%)\nRevenue 1,042.7 985.1 5.8\n", [("GBP", 6), ("GBP", 6), ("%", 0)]),
        ("£ million 2024 2023 Change (%)\nRevenue 402 415 5.8\n", [("GBP", 6), ("GBP", 6), ("%", 0)]),
        ("£ million 2024 2023 Change (%)\nRevenue 402 415\n", [("GBP", 6), ("GBP", 6)]),
        ("En M€ 2024 2023 Var. (%)\nVentes 402 415 -3,1\n", [("EUR", 6), ("EUR", 6), ("%", 0)]),
        ("(en M€) 2024 2023 (%)\nVentes 1 402 1 415 -3,1\n", [("EUR", 6), ("EUR", 6), ("%", 0)]),
        ("£m 2024 2023 Change (bps)\nIncome 402 415 -31\n", [("GBP", 6), ("GBP", 6), ("bp", 0)]),
        ("Group (£m) 2024 2023\nIncome 402 415\n", [("GBP", 6), ("GBP", 6)]),
        ("2024 2023 Change (%)\nStores 402.5 415.5 3.1\n", [("count", 0), ("count", 0), ("count", 0)]),
    ],
)
def test_the_last_column_has_its_own_unit(table: str, wanted: list[tuple[str, int]]) -> None:
    found = find_figures(f"The group told its owners.\n\n{table}", ("fr", "en") if "M€" in table else ("en", "fr"))
    assert [figure.unit for figure in found] == [unit for unit, _ in wanted]
    assert all((abs(figure.low or 0) >= 10**6) == (power == 6) for figure, (_, power) in zip(found, wanted, strict=True))


def test_rows_that_the_unit_does_not_reach_are_the_same_in_every_kind_of_table() -> None:
    rows = [
        ("Revenue", "12", "10"),
        ("Earnings per share", "1.25", "1.10"),
        ("Staff costs", "3", "4"),
        ("Gross margin", "55", "54"),
        ("Average number of employees", "410", "400"),
        ("Net profit", "2", "1"),
    ]
    tabbed = "\n".join(["($ million)\t2025\t2024", *("\t".join(row) for row in rows)])
    spaced = "\n".join(["$ million 2025 2024", *(" ".join(row) for row in rows)])
    stacked = "\n".join(["$ million", "2025", "2024", *(cell for row in rows for cell in row)])
    wanted = [
        *(("12", 12_000_000, "USD"), ("10", 10_000_000, "USD")),
        *(("1.25", Decimal("1.25"), "count"), ("1.10", Decimal("1.10"), "count")),
        *(("3", 3_000_000, "USD"), ("4", 4_000_000, "USD")),
        *(("55", 55, "count"), ("54", 54, "count")),
        *(("410", 410, "count"), ("400", 400, "count")),
        *(("2", 2_000_000, "USD"), ("1", 1_000_000, "USD")),
    ]
    for table in (tabbed, spaced, stacked):
        assert [(f.exact, f.low, f.unit) for f in find_figures(table, ("en", "fr"))] == wanted


def test_a_line_that_begins_with_gross_multiplies_nothing() -> None:
    assert [(f.exact, f.low) for f in find_figures("We sold 4\nGross margin fell to 12%.", ("en", "fr"))] == [
        ("4", 4),
        ("12%", 12),
    ]
    assert [f.low for f in find_figures("We sold 4\ngross of pencils.", ("en", "fr"))] == [576]

"""Figures with more digits than are computed with, and beyond what a claim may hold: exact in the claims, or refused by place."""

from __future__ import annotations

import pytest
import yaml

from kg.workspace.texts import digest

NINES = "9" * 38
LONG = "1234567890123456789012345678901.5"  # 32 digits
FINE = "0.1234567890123456789012345678901234567"


@pytest.fixture
def extract(kg, workspace_of, monkeypatch):
    """kg extract over a source of the text given, without a model: each figure is of acme."""
    from kg.extraction.contract import ExtractedClaim
    from kg.extraction.figures.finding import find_figures

    def read(document, vocabulary, language, *, published=None):
        figures = find_figures(document.text, (language,))
        return [ExtractedClaim(f, "acme", "revenue", {}, "2025", None, "reported", None) for f in figures]

    monkeypatch.setattr("kg.extraction.extract.extract", read)

    def call(text):
        record = f"id: t\ntype: article\nlanguage: en\ntext: {{sha256: {digest(text)}, length: {len(text)}}}\n"
        root = workspace_of({"sources/t.yaml": record, "sources/text/t.txt": text}).root
        said = kg("extract", "t", at=root)
        path = root / "claims/t.yaml"
        claims = yaml.safe_load(path.read_text())["claims"] if path.exists() else []
        return said, [str(claim["value"]) for claim in claims]

    return call


@pytest.mark.parametrize("figure", [NINES, LONG, FINE])
def test_every_digit_of_a_figure_is_kept(kg, extract, figure):
    text = f"Acme has {figure} dollars.\n"
    said, values = extract(text)
    assert (said.code, values) == (0, [figure])
    assert kg("figures", f"{figure} dollars").out.count(f'"{figure}"') == 2


@pytest.mark.parametrize("figure", ["1e999", "1e-999"])
def test_a_figure_beyond_what_a_claim_may_hold_is_told_by_its_place_and_the_others_go_on(extract, figure):
    said, values = extract(f"Acme earned {figure} dollars in 2025. Globex lost 12 million euros in 2024.\n")
    assert (said.code, values) == (0, ["12000000"])
    told = next(line for line in said.out.splitlines() if "  left out" in line)
    assert told.startswith(f"  left out '{figure} dollars' at 12: '")
    assert told.endswith("...' is beyond what a claim may hold: numbers from 1e-100 to below 1e101 in size")
    assert len(told) < 200


@pytest.mark.parametrize(
    "figure",
    [
        f"{LONG} million dollars",
        f"{FINE} billion euros",
        f"{NINES} thousand dollars",
        f"1 to {NINES} million dollars",
        f"-{NINES} %",
    ],
)
def test_a_figure_whose_value_would_be_rounded_is_left_out(extract, figure):
    said, values = extract(f"Acme has {figure}. Globex lost 12 million euros in 2024.\n")
    assert (said.code, values) == (0, ["12000000"])
    assert "has more digits than can be computed with: write the claim by hand" in said.out


@pytest.mark.parametrize(
    "figure", ["1 234 567 890 123 456 789 to 1 234 567 890 123 456 790 dollars", "1h20", f"1{'0' * 37} dollars"]
)
def test_what_is_computed_with_every_digit_is_not_left_out(extract, figure):
    assert "left out" not in extract(f"It took {figure} in 2025.\n")[0].out


@pytest.mark.parametrize("value", [f"1{'0' * 101}", f"0.{'0' * 100}1"])
def test_a_value_beyond_what_a_claim_may_hold_is_refused_in_a_file(kg, workspace_of, claims_of, value):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r", "value": f'"{value}"'})})
    said = kg("build", at=space.root)
    assert (said.code, "...' is beyond what a claim may hold" in said.err) == (2, True)

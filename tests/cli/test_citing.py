"""kg cite, render, table, export and import as a user runs them."""

from __future__ import annotations

import json

import pytest

CLAIMS = """\
source: times
claims:
  - id: acme-revenue
    exact: 4.3 billion
    entity: acme
    metric: revenue
    value: 4300000000
    unit: USD
    period: 2025
    status: reported
  - id: acme-revenue-again
    exact: 5.1 billion
    entity: acme
    metric: revenue
    value: 5100000000
    unit: USD
    period: 2025
    status: reported
  - id: globex-revenue
    exact: 2 billion
    entity: globex
    metric: revenue
    value: 2000000000
    approx: at_least
    unit: USD
    period: 2024
    status: reported
  - id: globex-rejected
    exact: 1 billion
    entity: globex
    metric: revenue
    value: 1000000000
    unit: USD
    period: 2023
    status: reported
    review: {state: rejected}
"""


@pytest.fixture
def base(workspace_of):
    source = "id: times\ntype: article\ntitle: The Times of Acme\npublished: 2026-02\n"
    return workspace_of({"sources/times.yaml": source, "claims/times.yaml": CLAIMS}).root


def test_cite_in_both_languages(kg, base):
    english = kg("cite", "globex-revenue", at=base)
    assert english.code == 0
    assert english.out.startswith("more than $2\u00a0billion\n  Globex, revenue, 2024. “The Times of Acme”, February 2026")
    french = kg("cite", "globex-revenue", "--lang", "fr", "--to", "markdown", at=base)
    assert french.out.startswith("plus de 2\u00a0milliards de dollars[^globex-revenue]\n")


@pytest.mark.parametrize(
    ("style", "short"),
    [("apa", "2024 (The Times of Acme, 2026)."), ("ieee", "2024 [1]."), ("iso690-numeric-fr", "2024 (1).")],
)
@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex"])
def test_a_short_reference_is_followed_by_its_source(kg, base, style, short, form):
    out = kg("cite", "globex-revenue", "--style", style, "--to", form, at=base).out
    assert out.count("The Times of Acme") == (2 if style == "apa" else 1)
    if form == "text":
        assert f"Globex, revenue, {short}" in out


def test_cite_warns_of_a_disputed_claim_and_strict_fails(kg, base):
    done = kg("cite", "acme-revenue", "--to", "json", "--strict", at=base)
    assert done.code == 1
    [entry] = done.data["citations"]
    assert entry["disputed"]
    assert entry["findings"] == ["conflict/acme/revenue/2025"] or entry["findings"][0].startswith("conflict/acme/revenue")
    assert "warning: acme-revenue is disputed: elsewhere it is $5.1\u00a0billion (same source)" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "no claim is called 'nobody'"),
        (["globex-rejected"], "was rejected on review"),
        (["acme-revenue", "--style", "apaa"], "did you mean apa?"),
        (["acme-revenue", "--lang", "de"], "use fr or en"),
    ],
)
def test_cite_says_what_is_wrong(kg, base, arguments, said):
    done = kg("cite", *arguments, at=base)
    assert done.code == 2
    assert said in done.err


def test_render_writes_a_page_and_reports_places(kg, base, tmp_path):
    article = tmp_path / "article.md"
    article.write_text('# Sales\n\nGlobex sold {{ figure("globex-revenue") }}.\n')
    page = tmp_path / "article.html"
    assert kg("render", str(article), "-o", str(page), at=base).code == 0
    assert "more than $2\u00a0billion</span><sup" in page.read_text()
    article.write_text('Globex sold {{ figure("globex-revenu") }}.\n')
    done = kg("render", str(article), at=base)
    assert done.code == 2
    assert f"{article}:1: column 24: no claim is called 'globex-revenu'; did you mean globex-revenue" in done.err
    article.write_text("[@acme-revenue]\n")
    assert kg("render", str(article), at=base).code == 0
    assert kg("render", str(article), "--strict", at=base).code == 2


def test_table_marks_what_is_disputed(kg, base):
    done = kg("table", "-e", "acme", "-m", "revenue", "--to", "csv", at=base)
    assert done.code == 0
    assert "$4.3\u00a0billion ‡ [1]; $5.1\u00a0billion ‡ [1]" in done.out
    assert kg("table", "-e", "acme-cloud", at=base).code == 2


def test_export_import_export(kg, base, tmp_path):
    for form in ("csv", "trig"):
        path = tmp_path / f"out.{form}"
        assert kg("export", form, "-o", str(path), at=base).code == 0
        assert kg("import", str(path), "--format", "json", at=base).data["written"] == []
    changed = (tmp_path / "out.csv").read_text().replace("4300000000", "4400000000")
    (tmp_path / "out.csv").write_text(changed)
    refused = kg("import", str(tmp_path / "out.csv"), at=base)
    assert (refused.code, "--replace" in refused.err) == (2, True)
    done = kg("import", str(tmp_path / "out.csv"), "--replace", "--format", "json", at=base)
    assert done.data == {"claims": 4, "sources": 1, "written": ["claims/times.yaml"], "unchanged": 2}


def test_export_of_a_package_needs_a_folder(kg, base, tmp_path):
    assert kg("export", "datapackage", at=base).code == 2
    assert kg("export", "datapackage", "-o", str(tmp_path / "p"), at=base).code == 0
    assert json.loads((tmp_path / "p" / "datapackage.json").read_text())["resources"][0]["name"] == "claims"


def test_a_package_carries_how_the_workspace_is_called(kg, base, tmp_path):
    settings = (base / "kg.toml").read_text()
    (base / "kg.toml").write_text(
        settings.replace('name = "tiny"', 'name = "Tiny Éd."').replace(
            'base = "', 'homepage = "https://example.net/tiny"\nbase = "'
        )
    )
    assert kg("export", "datapackage", "-o", str(tmp_path / "p"), at=base).code == 0
    told = json.loads((tmp_path / "p" / "datapackage.json").read_text())
    assert {key: told[key] for key in ("name", "title", "homepage", "id")} == {
        "name": "tiny-ed.",
        "title": "A tiny base",
        "homepage": "https://example.net/tiny",
        "id": "https://example.org/tiny/",
    }


def test_a_new_workspace_is_called_as_the_package_that_it_takes_in(kg, base, tmp_path):
    settings = (base / "kg.toml").read_text()
    (base / "kg.toml").write_text(
        settings.replace('"A tiny base"', r'"A \"tiny\" base, où ?"') + 'homepage = "https://example.net/tiny"\n'
    )
    for folder, other in (("p", base), ("q", tmp_path / "new")):
        assert kg("export", "datapackage", "-o", str(tmp_path / folder), at=other).code == 0
        if folder == "p":
            kg("init", str(tmp_path / "new"), "--name", "new")
            assert kg("import", str(tmp_path / "p"), at=tmp_path / "new").code == 0
    first, again = ((tmp_path / folder / "datapackage.json").read_text() for folder in "pq")
    assert json.loads(first)["title"] == 'A "tiny" base, où ?'
    assert again == first
    assert "# Languages of the sources" in (tmp_path / "new" / "kg.toml").read_text()
    kept = kg("import", str(tmp_path / "p"), at=tmp_path / "new")
    assert (kept.code, "0 files written" in kept.err) == (0, True)


def test_a_title_that_somebody_gave_is_kept(kg, base, tmp_path):
    assert kg("export", "datapackage", "-o", str(tmp_path / "p"), at=base).code == 0
    kg("init", str(tmp_path / "new"), "--name", "mine", "--title", "My own")
    assert kg("import", str(tmp_path / "p"), at=tmp_path / "new").code == 0
    settings = (tmp_path / "new" / "kg.toml").read_text()
    assert 'name = "mine"\ntitle = "My own"\n' in settings
    assert 'base = "https://example.org/tiny/"' in settings


def test_a_package_without_a_descriptor_comes_in_and_a_broken_one_is_told(kg, base, tmp_path):
    kg("export", "datapackage", "-o", str(tmp_path / "p"), at=base)
    (tmp_path / "p" / "datapackage.json").write_text("{")
    refused = kg("import", str(tmp_path / "p"), at=base)
    assert (refused.code, "datapackage.json: not JSON" in refused.err) == (2, True)
    (tmp_path / "p" / "datapackage.json").unlink()
    assert kg("import", str(tmp_path / "p"), at=base).code == 0


def test_a_homepage_is_a_web_address(kg, base):
    (base / "kg.toml").write_text((base / "kg.toml").read_text() + 'homepage = "my page"\n')
    refused = kg("stats", at=base)
    assert (refused.code, "expected a web address" in refused.err) == (2, True)

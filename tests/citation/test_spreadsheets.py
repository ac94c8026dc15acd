"""Tables as spreadsheets and people leave them: taken in where they say something clear, refused with row and column else."""

from __future__ import annotations

import csv
import io

import pytest

from kg.citation.export.formats import WRITERS, Exported, by_source
from kg.citation.importing.reading import read_stock
from kg.citation.importing.writing import import_stock
from kg.model.errors import InvalidFilesError, UsageError
from kg.workspace.loading import load_base
from kg.workspace.places import load_waivers
from kg.workspace.texts import digest

HEADER = "id,source,exact,entity,metric,value,unit,undated\n"
ROW = "a,times,4.3 billion,acme,revenue,4300000000,USD,not said\n"


@pytest.fixture
def table(tmp_path):
    """Writes a table; what is read of it."""

    def read(text: str | bytes, known=None, name="claims.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_stock(path, name.rpartition(".")[2], known)

    return read


def read_and_told(table, text):
    with pytest.raises((InvalidFilesError, UsageError)) as caught:
        table(text)
    return str(caught.value).split("claims.csv:")[1].split("\n")[0].strip()


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        "\ufeff" + (HEADER + ROW).replace("\n", "\r\n"),
        HEADER + ROW + ",,,,,,,\n,,,,,,,\n\n",
        (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", "\t"),
        HEADER.replace("\n", ",,\n") + ROW.replace("\n", ",,\n"),
        "unit,value,metric,entity,exact,undated,source,id\nUSD,4300000000,revenue,acme,4.3 billion,not said,times,a\n",
    ],
)
def test_what_a_spreadsheet_makes_of_a_table_is_the_same_table(table, text):
    [claim] = table(text).claims
    assert (claim.id, claim.source, claim.values, claim.unit, claim.undated) == (
        "a",
        "times",
        ("4300000000",),
        "USD",
        "not said",
    )


def test_a_decimal_comma_is_one_between_semicolons(table):
    [claim] = table((HEADER + "a,times,EXACT,acme,growth,VALUE,%,x\n").replace(",", ";").replace("VALUE", "-86,5")).claims
    assert claim.values == ("-86.5",)


def test_a_decimal_comma_is_one_in_every_column_of_decimals(table):
    header = HEADER.replace("undated", "source_reliability")
    read = table((header + "a,times,5,acme,revenue,5,USD,RELIABILITY\n").replace(",", ";").replace("RELIABILITY", "0,4"))
    assert read.sources["times"].reliability == "0.4"


def test_what_is_wrong_with_a_source_is_told_once_for_all_its_rows(table):
    header = HEADER.replace("undated", "source_reliability")
    rows = [f"{name},times,5,acme,revenue,5,USD,2\n" for name in "abc"]
    with pytest.raises(InvalidFilesError) as caught:
        table(header + "".join(rows))
    [problem] = caught.value.problems
    assert (problem.line, problem.key, problem.message) == (
        2,
        "source_reliability",
        "found '2', expected a number from 0 to 1, as 0.8",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: no claims: the column 'id' is missing"),
        ("hello\n", "line 1: no column is called 'hello'; take it out or rename it"),
        (HEADER.replace("value", "valeu") + ROW, "line 1: no column is called 'valeu'; did you mean value or value_to?"),
        (HEADER.replace("undated", "unit") + ROW, "line 1: the column 'unit' stands twice"),
        (HEADER.replace("exact,", "") + ROW, "line 1: no claims: the column 'exact' is missing"),
        (HEADER + ROW + "b,times,4\n", "line 3: 3 cells, but 8 columns are named"),
        (HEADER + 'a,times,"4,acme\n', "line 2: no CSV: unexpected end of data"),
        (HEADER + ROW.replace("4300000000", "4.3E+09"), "2: value: '4.3E+09' is how a spreadsheet shortens a number"),
        (HEADER + ROW.replace("4300000000", "4 300"), "2: value: '4 300' is no decimal number"),
        (HEADER + ROW + ROW, "3: id: 'a' stands in line 2 already"),
        (HEADER + ROW.replace("times", ""), "2: source: is empty"),
        (HEADER + ROW.replace("USD", "USDD"), "2: unit: unknown unit 'USDD'"),
        (
            HEADER.replace("undated", "period") + ROW.replace("not said", "févr-26"),
            "2: period: 'févr-26' is no period: write 2025",
        ),
        (
            HEADER.replace("undated", "at_start,at_end") + ROW.replace("not said", "12,"),
            "2: at_end: is empty: give both at_start and at_end, or neither",
        ),
        (HEADER.replace("undated", "at_start,at_end") + ROW.replace("not said", "x,9"), "2: at_start: found 'x'"),
        (
            HEADER.replace("undated", "formula,inputs") + ROW.replace("not said", "a/b,{oops"),
            """2: inputs: found '{oops', expected JSON: an object as {"a": "claim-id"}""",
        ),
        (HEADER.replace("undated", "inputs") + ROW.replace("not said", "{}"), "2: formula: is empty, but inputs are given"),
        (HEADER.replace("undated", "source_authors") + ROW.replace("not said", "Zoé"), "2: source_authors: found 'Zoé'"),
        (
            HEADER.replace("undated", "source_title") + ROW + ROW.replace("a,", "b,", 1).replace("not said", "Other"),
            "3: source_title: found 'Other', but 'not said' in line 2: rows of one source have one record",
        ),
        (
            HEADER.replace("undated", "value_to") + ROW.replace("not said", "3"),
            "2: value: the range 4300000000 to 3 goes down: give the lower value first",
        ),
        ((HEADER + ROW.replace("not said", "é")).encode("cp1252"), "not UTF-8; a spreadsheet saves it so as"),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column(table, text, said):
    assert said in read_and_told(table, text)


NOTED = """\
source: times
claims:
  - id: a  # the first
    exact: 4 to 5 billion
    entity: acme
    metric: revenue
    value: [4000000000, 5000000000]
    unit: USD
    period: 2025
    status: estimated
    review: {state: accepted, by: ada}
    note: keep me
  - id: b
    exact: 5
    entity: acme
    metric: paying_customers
    value: 5
    unit: count
    undated: not said
    status: reported
waivers:
  - finding: conflict/acme/revenue
    reason: known
    until: 2027-01-01
"""
SOURCE = "id: times\ntype: report\ntitle: The Times of Acme\nreliability: '0.8'\n"


@pytest.fixture
def noted(workspace_of):
    return workspace_of({"claims/times.yaml": NOTED, "sources/times.yaml": SOURCE})


def test_columns_that_a_table_lacks_leave_what_is_there(noted, table):
    base = load_base(noted)
    stock = table(
        "id,source,exact,entity,metric,value,unit\na,times,4 to 5 billion,acme,revenue,4000000000,USD\n"
        "b,times,6,acme,paying_customers,6,count\n",
        base,
    )
    assert stock.sources == base.sources
    assert stock.claims[0] == base.claims[0]
    done = import_stock(noted, stock, replace=True)
    assert done.written == ("claims/times.yaml",)
    assert (noted.root / "claims/times.yaml").read_text() == NOTED.replace("exact: 5\n", "exact: '6'\n").replace(
        "value: 5\n", "value: 6\n"
    )


def test_what_is_wrong_with_claim_and_source_alike_is_told_once(table):
    with pytest.raises(InvalidFilesError) as caught:
        table(HEADER + ROW.replace("times", "../times"))
    assert str(caught.value).count("source: found '../times'") == 1


def test_sorting_rows_changes_nothing(noted, table):
    base = load_base(noted)
    head, *rows = WRITERS["csv"](Exported(base, (), noted.settings.base, "x", "x")).splitlines()
    done = import_stock(noted, table("\n".join([head, *reversed(rows), ""]), base))
    assert (done.written, (noted.root / "claims/times.yaml").read_text()) == ((), NOTED)


@pytest.mark.parametrize("kind", ["trig", "nquads", "jsonld"])
def test_waivers_come_in_again_and_are_not_overwritten_unasked(noted, kind, table, tmp_path):
    waivers = by_source(load_waivers(noted))
    text = WRITERS[kind](Exported(load_base(noted), (), noted.settings.base, "x", "x", waivers))
    path = tmp_path / "out"
    path.write_text(text)
    stock = read_stock(path, kind)
    assert stock.waivers == waivers
    assert import_stock(noted, stock).written == ()
    other = NOTED.replace("reason: known", "reason: other")
    (noted.root / "claims/times.yaml").write_text(other)
    with pytest.raises(UsageError, match=r"claims/times\.yaml; --replace"):
        import_stock(noted, stock)
    assert import_stock(noted, stock, replace=True).written[-1] == "claims/times.yaml"
    assert (noted.root / "claims/times.yaml").read_text() == NOTED.replace("waivers:", "\nwaivers:")
    assert by_source(load_waivers(noted)) == waivers


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "＝1", "\tx", "+173 %"]
)
def test_no_cell_is_a_formula_and_all_come_in_again(text, noted, table):
    base = load_base(noted)
    [claim, *_] = base.claims
    from dataclasses import replace

    changed = replace(base, claims=(replace(claim, exact=text, note=text),))
    written = WRITERS["csv"](Exported(changed, (), "https://example.org/", "x", "x"))
    [row] = csv.DictReader(io.StringIO(written))
    assert row["exact"] == f"'{text}"
    assert [c.exact for c in table(written).claims] == [text]


def test_plain_negative_numbers_are_left_alone(noted):
    from dataclasses import replace

    base = load_base(noted)
    changed = replace(base, claims=(replace(base.claims[0], values=("-4.5", "-1")),))
    [row] = csv.DictReader(io.StringIO(WRITERS["csv"](Exported(changed, (), "https://example.org/", "x", "x"))))
    assert (row["value"], row["value_to"]) == ("-4.5", "-1")


def test_a_table_whose_figures_do_not_stand_in_the_text_changes_nothing(workspace_of):
    text = "Acme took in 4.3 billion."
    space = workspace_of(
        {
            "claims/times.yaml": "source: times\nclaims:\n  - {id: a, at: [13, 24], exact: 4.3 billion, entity: acme, "
            "metric: revenue, value: 4300000000, unit: USD, period: 2025, status: reported}\n",
            "sources/times.yaml": f"id: times\ntext: {{sha256: {digest(text)}, length: {len(text)}}}\n",
            "sources/text/times.txt": text,
        }
    )
    before = (space.root / "claims" / "times.yaml").read_bytes()
    base = load_base(space)
    exported = WRITERS["csv"](Exported(base, (), space.settings.base, "n", "t"))
    assert isinstance(exported, str)
    path = space.root / "claims.csv"
    path.write_text(exported.replace("4.3 billion", "4.4 billion"), encoding="utf-8")
    with pytest.raises(InvalidFilesError, match=r"the text has '4[.]3 billion' at 13 to 24"):
        import_stock(space, read_stock(path, "csv", base), replace=True)
    assert (space.root / "claims" / "times.yaml").read_bytes() == before
    path.write_text(exported.replace("4300000000", "4350000000"), encoding="utf-8")
    assert import_stock(space, read_stock(path, "csv", base), replace=True).written[-1] == "claims/times.yaml"

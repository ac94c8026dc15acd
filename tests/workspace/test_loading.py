"""Files to the base: every problem of every file at once, each with its path, line and key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model.errors import InvalidFilesError, UsageError
from kg.workspace.loading import load_base
from kg.workspace.texts import digest, find_text, quote
from kg.workspace.workspace import NoWorkspaceError, Workspace

TEXT = "Acme made 4.3 billion dollars in 2025.\r\nGlobex, 𝟗 million."


def problems(workspace: Workspace) -> list[str]:
    with pytest.raises(InvalidFilesError) as error:
        load_base(workspace)
    return [str(problem) for problem in error.value.problems]


def source_of(text: str, **keys: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"id: news\ntext: {{sha256: {digest(text)}, length: {len(text)}}}\n{more}"


def test_a_whole_base(workspace_of, claims_of):
    base = load_base(workspace_of({"claims/news.yaml": claims_of("news", {"id": "a"}, {"id": "b"})}))
    assert [claim.id for claim in base.claims] == ["a", "b"]
    assert base.claim("a").values == ("4300000000",)
    assert base.sources["news"].type == "article"
    assert "acme" in base.vocabulary.entities
    assert "revenue" in base.vocabulary.metrics


def test_an_empty_workspace_is_a_base(workspace_of):
    base = load_base(workspace_of({"claims/vocabulary/entities.yaml": "# nothing yet\n"}))
    assert (base.claims, dict(base.sources)) == ((), {})


def test_all_problems_of_a_claims_file_at_once(workspace_of):
    text = """\
source: news
claims:
  - id: a
    at: [9, 3]
    exact: 4.3 billion
    entity: acme
    metric: revenue
    value: 4.3
    unit: USD
    period: 2025-13
    status: reported
  - id: b
    exact: ''
    entity: acme
    metric: revenue
    value: [5, 3]
    unit: dollarz
    qualifiers: {colour: red}
    statut: reported
  - exact: x
    entity: acme
    metric: revenue
    value: [1, 2.5]
    unit: x
    status: certain
    derived: {formula: a / b, inputs: {a: x, c: y}}
  - id: d
    exact: from 5 to 3
    entity: acme
    metric: revenue
    value: [5, 3]
    unit: USD
"""
    found = problems(workspace_of({"claims/news.yaml": text}))
    expected = [
        "4: claims[0](a).at: the figure ends at 3, before it starts at 9",
        "8: claims[0](a).value: the decimal 4.3 is not quoted: write '4.3'",
        "10: claims[0](a).period: '2025-13' has no such month",
        "13: claims[1](b).exact: found '', expected a text that is not empty",
        "17: claims[1](b).unit: unknown unit 'dollarz'",
        "18: claims[1](b).qualifiers: unknown qualifier 'colour', expected one of product, segment",
        "19: claims[1](b).statut: unknown key 'statut'; did you mean status",
        "20: claims[2]: the key 'id' is missing",
        "23: claims[2].value[1]: the decimal 2.5 is not quoted: write '2.5'",
        "25: claims[2].status: found 'certain', expected one of 'reported', 'estimated'",
        "26: claims[2].derived: inputs lack b; the formula does not use c",
        "27: claims[3](d): value: the range 5 to 3 goes down: give the lower value first",
    ]
    assert len(found) == len(expected), "\n".join(found)
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(f"claims/news.yaml:{start}")


@pytest.mark.parametrize(
    ("keys", "key", "message"),
    [
        ({"value": "abc"}, "", "'abc' is no decimal number"),
        ({"value": "true"}, "value", "found True, expected an integer, a quoted decimal"),
        ({"value": "[1, 2, 3]"}, "value", "found [1, 2, 3], expected an integer, a quoted decimal, or a list of two"),
        ({"value": "[1]"}, "value", "found [1], expected an integer, a quoted decimal, or a list of two"),
        ({"value": "null"}, "value", "found None, expected an integer"),
        ({"value": "1e5"}, "value", "the decimal 1e5 is not quoted"),
        ({"value": "'2029-99'", "unit": "date"}, "", "'2029-99' has no such month"),
        ({"value": "[2030, 2029]", "unit": "date"}, "", "the range 2030 to 2029 ends before it starts"),
        ({"at": "[1]"}, "at", "found [1], which has too few items"),
        ({"at": "[1, x]"}, "at[1]", "found 'x', expected"),
        ({"at": "[-1, 5]"}, "at[0]", "found -1, expected greater than or equal to 0"),
        ({"unit": "usd"}, "unit", "did you mean USD?"),
        ({"as_of": "yesterday"}, "as_of", "'yesterday' is no period"),
        ({"derived": "{formula: a.b, inputs: {a: x}}"}, "derived", "only names, numbers"),
        ({"derived": "{formula: a, inputs: {a: X Y}}"}, "derived.inputs.a", "expected a name of lower-case letters"),
        ({"review": "{state: fine}"}, "review.state", "expected one of 'proposed', 'accepted' or 'rejected'"),
        ({"review": "{on: today}"}, "review.on", "found 'today', expected a day as 2026-02-09"),
        ({"review": "accepted"}, "review", "found 'accepted', expected a mapping"),
        ({"source": "other"}, "source", "the claim's source is 'other' in a file of 'news': leave the key out"),
        ({"entity": "OpenAI"}, "entity", "found 'OpenAI', expected a name of lower-case letters"),
        ({"note": "[a]"}, "note", "found ['a'], expected a text"),
    ],
)
def test_what_is_wrong_with_a_claim(workspace_of, claims_of, keys, key, message):
    (found,) = problems(workspace_of({"claims/news.yaml": claims_of("news", {"id": "a", **keys})}))
    place = f"claims[0](a).{key}".rstrip(".")
    assert f": {place}: " in found
    assert message in found


def test_references_that_lead_nowhere(workspace_of, claims_of):
    text = claims_of(
        "news",
        {"id": "a", "entity": "acmee"},
        {"id": "b", "metric": "revenu"},
        {"id": "c", "derived": "{formula: x / y, inputs: {x: a, y: bb}}"},
        {"id": "d", "entity": "zzz", "metric": "zzz"},
    )
    found = problems(workspace_of({"claims/news.yaml": text}))
    assert found[:4] == [
        "claims/news.yaml:5: a.entity: unknown entity 'acmee'; did you mean acme?",
        "claims/news.yaml:15: b.metric: unknown metric 'revenu'; did you mean revenue or tax_revenue or revenue_share?",
        "claims/news.yaml:29: c.derived.inputs.y: no claim is called 'bb'; did you mean b?",
        "claims/news.yaml:33: d.entity: unknown entity 'zzz'; add it to claims/vocabulary/entities.yaml",
    ]


def test_ids_are_unique_within_and_across_files(workspace_of, claims_of):
    files = {
        "claims/news.yaml": claims_of("news", {"id": "a"}, {"id": "b"}, {"id": "a"}),
        "claims/other.yaml": claims_of("other", {"id": "b"}),
    }
    assert problems(workspace_of(files)) == [
        "claims/news.yaml:21: a.id: the id 'a' is given twice in this file: ids are unique in the whole base",
        "claims/other.yaml:3: b.id: the id 'b' is given also in claims/news: ids are unique in the whole base",
    ]


def test_a_cycle_of_derivations(workspace_of, claims_of):
    def derived(other: str) -> str:
        return f"{{formula: x * 2, inputs: {{x: {other}}}}}"

    claims = [
        {"id": "a", "derived": derived("b")},
        {"id": "b", "derived": derived("c")},
        {"id": "c", "derived": derived("a")},
    ]
    claims += [{"id": "d", "derived": derived("d")}, {"id": "e", "derived": derived("a")}]
    found = problems(workspace_of({"claims/news.yaml": claims_of("news", *claims)}))
    assert found == [
        "claims/news.yaml:31: c.derived.inputs: a claim cannot derive from itself: a <- b <- c <- a",
        "claims/news.yaml:41: d.derived.inputs: a claim cannot derive from itself: d <- d",
    ]


def test_a_long_chain_of_derivations_is_no_cycle(workspace_of):
    lines = [
        json.dumps({
            "id": f"c{n}", "exact": "1", "entity": "acme", "metric": "revenue", "value": 1, "unit": "USD",
            **({"derived": {"formula": "x", "inputs": {"x": f"c{n - 1}"}}} if n else {}),
        })
        for n in range(3000)
    ]  # fmt: skip
    assert len(load_base(workspace_of({"claims/news.jsonl": "\n".join(lines)})).claims) == 3000


def test_offsets_beyond_the_text(workspace_of, claims_of):
    files = {
        "sources/news.yaml": source_of(TEXT),
        "claims/news.yaml": claims_of("news", {"id": "a", "at": f"[10, {len(TEXT) + 1}]"}),
    }
    assert problems(workspace_of(files)) == [
        f"claims/news.yaml:11: a.at: the figure ends at {len(TEXT) + 1}, beyond the text's {len(TEXT)} characters"
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"claims/news.yaml": "source: other\nclaims: []\n"}, "claims/news.yaml:1: source: the source is 'other' but the file is called news.yaml"),
        ({"sources/news.yaml": "id: other\n"}, "sources/news.yaml:1: id: the id is 'other' but the file is called news.yaml"),
        ({"claims/news.yaml": "source: news\nclaims:\n  - id: [\n"}, "claims/news.yaml:4: not YAML"),
        ({"claims/news.yaml": b"source: news\n# caf\xe9\n"}, "claims/news.yaml:2: not UTF-8: save the file in that encoding"),
        ({"claims/news.yaml": ""}, "claims/news.yaml:1: expected a source and its claims, found nothing"),
        ({"sources/news.yaml": "- a\n"}, "sources/news.yaml:1: expected a source record, found"),
        ({"sources/news.yaml": "id: news\nurl: ftp://x\n"}, "sources/news.yaml:2: url: found 'ftp://x', expected an address that begins with http:// or https://"),
        ({"sources/news.yaml": "id: news\npublished: {date: 2026-13}\n"}, "sources/news.yaml:2: published.date: '2026-13' has no such month"),
        ({"sources/news.yaml": "id: news\npublished: {day: 2026}\n"}, "sources/news.yaml:2: published.day: unknown key 'day'"),
        ({"sources/news.yaml": "id: news\nreliability: 0.5\n"}, None),
        ({"claims/vocabulary/entities.yaml": "entities:\n  - id: a\n  - id: a\n"}, "claims/vocabulary/entities.yaml:3: entities[1].id: the id 'a' is given twice"),
        ({"claims/vocabulary/entities.yaml": "entities:\n  - id: a\n    part_of: b\n"}, "claims/vocabulary/entities.yaml:3: entities[0].part_of: unknown entity 'b'"),
        ({"claims/vocabulary/metrics.yaml": "metrics:\n  - id: m\n    kind: flow\n    broader: revenu\n"}, "claims/vocabulary/metrics.yaml:4: metrics[0].broader: the metric 'm' has an unknown broader 'revenu'; did you mean revenue"),
        ({"claims/vocabulary/rules.yaml": "rules:\n  - id: r\n    rule: a = b\n"}, "claims/vocabulary/rules.yaml:3: rules[0](r).rule: 'a = b' is no rule"),
    ],
)  # fmt: skip
def test_problems_of_other_files(workspace_of, files, expected):
    workspace = workspace_of(files)
    if expected is None:
        load_base(workspace)
        return
    (found,) = problems(workspace)
    assert found.startswith(expected)


def test_a_claims_file_without_its_source(workspace_of, claims_of, tmp_path):
    workspace = workspace_of({"claims/news.yaml": claims_of("news", {"id": "a"}), "sources/newt.yaml": "id: newt\n"})
    (tmp_path / "sources" / "news.yaml").unlink()
    (found,) = problems(workspace)
    assert found == "claims/news.yaml:3: a: there is no sources/news.yaml; did you mean newt?"


def test_a_broken_file_is_not_held_against_the_others(workspace_of, claims_of):
    """References into a file that cannot be read are not reported as leading nowhere."""
    files = {
        "claims/vocabulary/entities.yaml": "entities: [\n",
        "claims/news.yaml": claims_of("news", {"id": "a"}),
        "claims/other.yaml": claims_of("other", {"id": "b", "derived": "{formula: x, inputs: {x: c}}"}, "  - id: [\n"),
        "sources/other.yaml": "id: 5 5\n",
    }
    assert {line.split(":")[0] for line in problems(workspace_of(files))} == {
        "claims/vocabulary/entities.yaml", "claims/other.yaml", "sources/other.yaml",
    }  # fmt: skip


def jsonl(**keys: object) -> str:
    usual = {
        "id": "a",
        "exact": "4.3",
        "entity": "acme",
        "metric": "revenue",
        "value": "4.3",
        "unit": "USD",
        "status": "reported",
    }
    return json.dumps({**usual, **keys}, ensure_ascii=False)


def test_json_lines_are_read_as_well(workspace_of):
    lines = [jsonl(), "", jsonl(id="b", note="line\u2028separator"), jsonl(id="c", value=5, at=[0, 1], source="news")]
    base = load_base(workspace_of({"claims/news.jsonl": "\r\n".join(lines)}))
    assert [claim.id for claim in base.claims] == ["a", "b", "c"]
    assert base.claim("b").note == "line\u2028separator"


def test_json_lines_after_a_byte_order_mark(workspace_of):
    assert load_base(workspace_of({"claims/news.jsonl": "\ufeff" + jsonl()})).claim("a")


def test_all_problems_of_json_lines(workspace_of):
    lines = [
        jsonl(),
        "{not json",
        jsonl(id="b", unit="USDD", statut=1),
        jsonl(id="c", value=4.3),
        "[]",
        jsonl(id="d", source="other"),
        jsonl(id="a"),
        "5",
        '{"id": "x", "id": "y"}',
    ]
    found = problems(workspace_of({"claims/news.jsonl": "\n".join(lines)}))
    starts = [
        "2: not JSON",
        "3: statut: unknown key",
        "3: unit: unknown unit",
        "4: value: ",
        "5: ",
        "6: source: the claim's source is 'other'",
        "8: ",
    ]
    for start in starts:
        assert any(line.startswith(f"claims/news.jsonl:{start}") for line in found), (start, found)


def test_duplicates_and_references_in_json_lines_have_lines(workspace_of):
    lines = [jsonl(), jsonl(id="b", entity="acmee"), jsonl()]
    assert problems(workspace_of({"claims/news.jsonl": "\n".join(lines)})) == [
        "claims/news.jsonl:2: b.entity: unknown entity 'acmee'; did you mean acme?",
        "claims/news.jsonl:3: a.id: the id 'a' is given twice in this file: ids are unique in the whole base",
    ]


def test_a_byte_order_mark_and_windows_lines(workspace_of, claims_of):
    text = "\ufeff" + claims_of("news", {"id": "a"}).replace("\n", "\r\n")
    assert load_base(workspace_of({"claims/news.yaml": text})).claim("a").exact == "4.3 billion"


def test_a_file_that_cannot_be_opened(workspace_of, tmp_path):
    workspace = workspace_of({})
    (tmp_path / "claims" / "news.yaml").mkdir(parents=True)
    assert problems(workspace) == ["claims/news.yaml: is a folder, not a file: move it elsewhere"]


# Texts


def test_texts_are_found_by_their_hash(workspace_of, claims_of, tmp_path, monkeypatch):
    workspace = workspace_of(
        {"sources/news.yaml": source_of(TEXT), "claims/news.yaml": claims_of("news", {"id": "a", "at": "[10, 21]"})}
    )
    base = load_base(workspace)
    assert find_text(workspace, base.sources["news"]) is None
    for name, text in (("edited", TEXT.replace("\r", "")), ("right", TEXT)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "news.txt").write_bytes(text.encode())
    monkeypatch.setenv("KG_TEXTS", f"{tmp_path / 'edited'}")
    assert find_text(workspace, base.sources["news"]) is None  # another text: its offsets would point elsewhere
    monkeypatch.setenv("KG_TEXTS", f"/nowhere::{tmp_path / 'edited'}:{tmp_path / 'right'}")
    assert find_text(workspace, base.sources["news"]) == TEXT
    assert load_base(workspace).claim("a")


def test_a_figure_that_does_not_stand_there(workspace_of, claims_of):
    text = claims_of(
        "news",
        {"id": "a", "at": "[10, 21]"},
        {"id": "b", "at": "[11, 21]"},
        {"id": "c", "exact": "𝟗 million", "value": "9000000", "at": "[48, 57]"},
        {"id": "d", "exact": "2025. Globex", "value": "2025", "at": "[33, 46]"},
    )
    files = {"sources/news.yaml": source_of(TEXT), "claims/news.yaml": text, "sources/text/news.txt": TEXT.encode()}
    assert problems(workspace_of(files)) == [
        "claims/news.yaml:21: b.at: the text has '.3 billion' at 11 to 21, not '4.3 billion'"
    ]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, ("Acme made ", "4.3 billion", " dollars in 2025. Globex, 𝟗 million.")),
        (12, ("Acme made ", "4.3 billion", " dollars in …")),
        (6, ("…made ", "4.3 billion", " …")),
    ],
)
def test_a_quote_is_the_figure_in_its_context(workspace_of, claims_of, width, expected):
    base = load_base(workspace_of({"claims/news.yaml": claims_of("news", {"id": "a", "at": "[10, 21]"}, {"id": "b"})}))
    found = quote(TEXT, base.claim("a"), width)
    assert found is not None
    assert (found.before, found.exact, found.after) == expected
    assert quote(TEXT, base.claim("b")) is None


def test_the_articles_figures_stand_where_the_claims_say(article_texts):
    root = Path(__file__).parents[2]
    base = load_base(Workspace.open(root))
    for claim in base.claims:
        start, end = claim.at
        assert article_texts[claim.source][start:end] == claim.exact


# kg.toml


def test_the_workspace_is_found_from_below(workspace_of, tmp_path):
    workspace_of({})
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    found = Workspace.find(below)
    assert found.root == tmp_path.resolve()
    assert (found.settings.name, found.settings.languages) == ("tiny", ("en", "fr"))


def test_no_workspace_is_said_with_what_to_do(tmp_path):
    with pytest.raises(NoWorkspaceError, match="kg init"):
        Workspace.find(tmp_path)
    with pytest.raises(NoWorkspaceError, match="kg init"):
        Workspace.open(tmp_path)


@pytest.mark.parametrize(
    ("toml", "messages"),
    [
        ("[workspace\n", ["kg.toml:1: not TOML"]),
        ("[workspce]\nname='x'\n", ["kg.toml:1: workspce: unknown table"]),
        (
            "[workspace]\nnam='x'\nbase=3\n",
            ["kg.toml:2: workspace.nam: unknown key", "kg.toml:3: workspace.base: found 3, expected a text"],
        ),
        ("[workspace]\nbase='example.org'\n", ["kg.toml:2: workspace.base: found 'example.org', expected an http IRI"]),
        (
            "[workspace]\nbase='http://x/a b/'\n[check]\nabout='2'\n",
            ["kg.toml:2: workspace.base", "kg.toml:4: check.about: found '2'"],
        ),
        (
            "[workspace]\nlanguages=[1, 'fr']\n",
            ["kg.toml:2: workspace.languages: found [1, 'fr'], expected a list of texts"],
        ),
        (b"[workspace]\nname='\xe9'\n", ["kg.toml:2: not UTF-8"]),
    ],
)
def test_settings_that_are_wrong(workspace_of, toml, messages):
    with pytest.raises(InvalidFilesError) as error:
        workspace_of({"kg.toml": toml})
    found = [
        str(problem).partition("/")[2].rpartition("/")[2]
        if "/kg.toml" not in str(problem)
        else "kg.toml" + str(problem).split("/kg.toml", 1)[1]
        for problem in error.value.problems
    ]
    assert len(found) == len(messages), found
    for line, start in zip(found, messages, strict=True):
        assert line.startswith(start)


def test_an_unreadable_settings_file(tmp_path):
    (tmp_path / "kg.toml").mkdir()
    with pytest.raises(UsageError):
        Workspace.open(tmp_path)


@pytest.mark.parametrize("day", ["2026-02-31", "2025-02-29", "2026-13-01"])
def test_a_review_has_a_possible_day(workspace_of, claims_of, day):
    text = claims_of("news", {"id": "a", "review": f"{{state: accepted, on: {day}}}"})
    with pytest.raises(InvalidFilesError, match=f"claims/news.yaml:.*review.on: '{day}' is no day"):
        load_base(workspace_of({"claims/news.yaml": text}))


def test_a_fiscal_year_ends_on_a_possible_day(workspace_of):
    entities = "entities:\n  - {id: acme, label: Acme, fiscal_year_end: '04-31'}\n"
    with pytest.raises(InvalidFilesError, match="'04-31' is no day of a year"):
        load_base(workspace_of({"claims/vocabulary/entities.yaml": entities}))


def test_a_superlative_is_one_of_few_words(workspace_of, claims_of):
    text = claims_of("news", {"id": "a", "qualifiers": "{superlative: hugest}"})
    with pytest.raises(InvalidFilesError, match="'hugest' is no superlative: write largest"):
        load_base(workspace_of({"claims/news.yaml": text}))


def test_a_rule_of_an_unknown_metric_is_refused_and_nothing_else_is_blamed(workspace_of, claims_of):
    rules = "rules:\n  - id: mine\n    rule: revnue >= expenses\n"
    files = {"claims/vocabulary/rules.yaml": rules, "claims/news.yaml": claims_of("news", {"id": "a"})}
    [problem] = problems(workspace_of(files))
    assert problem.startswith(
        "claims/vocabulary/rules.yaml:3: mine.rule: the rule 'revnue >= expenses' names no known metric"
    )
    assert "did you mean" in problem


@pytest.mark.parametrize("rule", ["revenue = expenses", "revenue == open('x')", "revenue == expenses == 3", "1 == 1"])
def test_a_rule_that_is_none_is_refused_with_its_line(workspace_of, claims_of, rule):
    text = f'rules:\n  - id: mine\n    rule: "{rule}"\n'
    files = {"claims/vocabulary/rules.yaml": text, "claims/news.yaml": claims_of("news", {"id": "a"})}
    [problem] = problems(workspace_of(files))
    assert problem.startswith("claims/vocabulary/rules.yaml:3: ")

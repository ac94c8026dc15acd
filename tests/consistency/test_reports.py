"""What was found, in each format; and that no text of a base can pass for markup or a command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.finding import Kind, Severity
from kg.consistency.reports.dossier import KINDS, summary_words
from kg.consistency.reports.github import as_github, escaped, escaped_property
from kg.consistency.reports.html import as_html, cluster_bars
from kg.consistency.reports.markdown import as_markdown, code, plain
from kg.consistency.reports.sarif import as_sarif
from kg.consistency.waivers import StaleWaiver
from kg.model.waiver import Waiver
from tests.consistency.dossiers import AGREEMENT, CONFLICT, DERIVATION, FULL, IDENTITY, billions, cited, dossier, finding
from tests.consistency.snapshots import assert_snapshot

HOSTILE = "</title><script>alert(1)</script><img src=x onerror='a'>\"\n::error file=x::y\r::stop-commands::%0A | `a` [l](javascript:x)"
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.just(HOSTILE)


@pytest.mark.parametrize(
    ("name", "render"),
    [("check.md", as_markdown), ("check.sarif", as_sarif), ("check.github", as_github), ("check.html", as_html)],
)
def test_the_reports_read_as_before(name, render):
    assert_snapshot(name, render(FULL))


def test_an_empty_report_says_so():
    assert as_markdown(dossier()) == "# A tiny base\n\n0 findings: 0 errors, 0 warnings, 0 info.\n\n"
    assert json.loads(as_sarif(dossier()))["runs"][0]["results"] == []
    assert as_github(dossier()) == "0 findings: 0 errors, 0 warnings, 0 info\n"
    assert "0 findings" in as_html(dossier())


def test_every_kind_is_described():
    assert set(KINDS) == set(Kind)


def test_the_summary_tells_what_is_waived_new_and_stale():
    assert summary_words(replace(FULL, new=frozenset({DERIVATION.id}))) == (
        "4 findings: 2 errors, 1 warning, 1 info; 1 waived; 1 new since the baseline; 1 stale waiver"
    )


@pytest.mark.parametrize(
    ("made", "least", "fails"),
    [
        (dossier(CONFLICT), Severity.ERROR, True),
        (dossier(AGREEMENT), Severity.WARNING, False),
        (dossier(AGREEMENT), Severity.INFO, True),
        (dossier(IDENTITY), Severity.INFO, False),  # waived
        (dossier(CONFLICT, new=frozenset()), Severity.INFO, False),
        (dossier(CONFLICT, DERIVATION, new=frozenset({DERIVATION.id})), Severity.ERROR, True),
        (replace(FULL, report=dossier().report), Severity.WARNING, True),  # a stale waiver is a warning
        (replace(FULL, report=dossier().report), Severity.ERROR, False),
        (replace(FULL, report=dossier().report, new=frozenset()), Severity.WARNING, False),
    ],
)
def test_what_fails_a_check(made, least, fails):
    assert made.is_failing(least) is fails


# GitHub


def test_annotations_leave_out_what_is_waived_or_known():
    told = as_github(replace(FULL, new=frozenset({DERIVATION.id, IDENTITY.id})), "base/").splitlines()
    assert [line.split(",title")[0] for line in told[:-1]] == [
        "::error file=base/claims/times.yaml,line=13",
        "::warning file=base/claims/times.yaml,line=40",
    ]


def test_an_annotation_points_at_the_culprit():
    [annotation, _] = as_github(dossier(CONFLICT)).splitlines()
    place = cited()["high"].place
    assert annotation.startswith(
        f"::error file={place.path},line={place.line},title=conflict%3A acme revenue::Acme: revenue"
    )


@given(TEXTS)
def test_github_escapes_are_undone_by_what_github_undoes(text):
    for escape, undo in ((escaped, ()), (escaped_property, (("%3A", ":"), ("%2C", ",")))):
        told = escape(text)
        assert not set(told) & set("\r\n")
        for sequence, character in (*undo, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            told = told.replace(sequence, character)
        assert told == text


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_becomes_a_command_or_a_property(explanation, entity, identifier):
    one = finding(identifier, explanation=explanation, entity=entity)
    stale = StaleWaiver(Waiver(identifier, "r", path="claims/a.yaml", line=3), explanation)
    lines = as_github(dossier(one, stale=(stale,))).split("\n")
    assert len(lines) == 4
    for line in lines[:2]:
        head = line.split("::")[1]
        assert re.fullmatch(r"(error|warning) file=[^,:]*,line=\d+,title=[^,:]*", head, re.DOTALL)
        assert "\r" not in line


# SARIF: the schema of its committee (tests/data/schemas)

SARIF = json.loads((Path(__file__).parent.parent / "data" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))


def results(made, prefix=""):
    log = json.loads(as_sarif(made, prefix))
    jsonschema.validate(log, SARIF)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    return run["results"]


def test_a_result_stands_at_its_culprit_and_relates_the_other_claims():
    [result] = results(dossier(CONFLICT), "a base/")
    [place] = [one["physicalLocation"] for one in result["locations"]]
    assert place["artifactLocation"]["uri"] == "a%20base/claims/times.yaml"
    assert place["region"]["startLine"] == cited()["high"].place.line
    assert [one["message"]["text"] for one in result["relatedLocations"]] == ["low: 13 billion USD (The Post, 2025)"]


def test_waived_results_are_suppressed_and_a_baseline_tells_what_is_new():
    told = results(replace(FULL, new=frozenset({CONFLICT.id})))
    assert [result.get("baselineState") for result in told] == ["new", "unchanged", "unchanged", "unchanged", None]
    assert [result["level"] for result in told] == ["error", "error", "warning", "note", "warning"]
    assert [one["justification"] for result in told for one in result.get("suppressions", [])] == [IDENTITY.waived]


@given(TEXTS.filter(bool), TEXTS)
def test_a_log_is_well_formed_whatever_the_base_says(explanation, entity):
    [result] = results(dossier(finding(explanation=explanation, entity=entity)))
    assert result["message"]["text"] == explanation


# HTML


class Page(HTMLParser):
    """What a browser sees: the elements, and the text apart from the style."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text):
        super().__init__()
        self.elements, self.words, self.open = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, tuple(name for name, _ in attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if "style" not in self.open:
            self.words.append(text)


def hostile(text):
    sources = {claim: replace(one, source_name=text, exact=text, words=text) for claim, one in cited().items()}
    one = replace(CONFLICT, explanation=text, entity=text, waived=text, rule=text, expected=text)
    return replace(
        dossier(one, title=text, stale=(StaleWaiver(Waiver(text, text, path=text, line=1), text),)), cited=sources
    )


@given(TEXTS.filter(bool))
def test_no_text_becomes_an_element_or_an_attribute(text):
    calm, wild = Page(as_html(hostile("calm"))), Page(as_html(hostile(text)))
    assert wild.elements == calm.elements
    assert wild.open == []
    spoken = "".join("".join(wild.words).split())
    assert "".join(text.replace("\0", "\ufffd").split()) in spoken or "\0" in text or "\r" in text


def test_a_page_needs_nothing_else_and_runs_nothing():
    text = as_html(FULL)
    assert "default-src &#x27;none&#x27;" in text
    assert not re.search(r"(?i)<script|<link|<iframe|https?:|@import|url\(|\son\w+=", text)
    assert "prefers-color-scheme: dark" in text
    assert 'name="viewport"' in text


def test_clusters_are_drawn_in_order_on_one_axis():
    bars = ET.fromstring(
        cluster_bars([billions("12.5", "13.5", "a"), billions("19.5", "20.5", "b", "c")], {"a": "expenses"})
    )
    left = [float(bar.get("x")) for bar in bars.iter("rect")]
    assert left == sorted(left)
    words = [text.text for text in bars.iter("text")]
    assert "expenses 12.5 to 13.5 billion USD" in words
    assert "19.5 to 20.5 billion USD · 2 claims" in words
    assert words[-3].endswith("bn") or "20 bn USD" in words


# Markdown


@given(TEXTS.filter(bool))
def test_markdown_keeps_its_rows_and_lines(text):
    calm, wild = (as_markdown(hostile(words)).split("\n") for words in ("calm", text))
    assert len(wild) == len(calm)
    columns = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in wild if line.startswith(("| ", "|---"))]
    assert set(columns) <= {6}


@given(st.text())
def test_code_spans_hold_any_backticks(text):
    span = code(text.replace("|", ""))
    fence = re.match(r"`+", span).group()
    inside = span[len(fence) : -len(fence)]
    assert fence not in re.findall(r"`+", inside)


def test_markdown_is_taken_literally():
    assert plain("a_b *c* <i> [x](y) |") == r"a\_b \*c\* \<i\> \[x\](y) \|"

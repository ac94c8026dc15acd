"""What kg refuses, and how it says so: each of these once ended in a traceback, in a wait without end, or in silence."""

from __future__ import annotations

import os

import pytest


@pytest.mark.parametrize("command", ["build", "validate", "check", "find", "stats"])
def test_claims_without_their_source_are_named(kg, workspace_of, claims_of, command):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r"})})
    (space.root / "sources/s1.yaml").unlink()
    said = kg(command, at=space.root)
    assert (said.code, said.err.splitlines()[0]) == (2, "kg: claims/s1.yaml:3: r: there is no sources/s1.yaml")


def test_claims_whose_source_went_after_a_build_are_named(kg, workspace_of, claims_of):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r"}), "claims/s2.yaml": claims_of("s2", {"id": "q"})})
    assert kg("build", at=space.root).code == 0
    (space.root / "sources/s1.yaml").unlink()
    said = kg("check", at=space.root)
    assert (said.code, "r: there is no sources/s1.yaml" in said.err) == (2, True)


@pytest.mark.parametrize("offsets", ["[10, 99999999999999999999999]", "[99999999999999999999998, 99999999999999999999999]"])
def test_offsets_beyond_any_text_are_refused_by_claim_and_file(kg, workspace_of, claims_of, offsets):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r", "at": offsets})})
    said = kg("build", at=space.root)
    assert said.code == 2
    assert "claims/s1.yaml:11: claims[0](r).at[1]: found 99999999999999999999999, expected less than" in said.err
    assert "CSV" not in said.err


def test_a_length_beyond_any_text_is_refused(kg, workspace_of, claims_of):
    source = f"id: s1\ntext: {{sha256: {'0' * 64}, length: 99999999999999999999999}}\n"
    space = workspace_of({"sources/s1.yaml": source, "claims/s1.yaml": claims_of("s1", {"id": "r"})})
    said = kg("build", at=space.root)
    assert (said.code, "sources/s1.yaml:2: text.length: found 99999999999999999999999" in said.err) == (2, True)


@pytest.mark.parametrize("time", ["period", "as_of"])
def test_a_time_and_the_reason_for_none_are_not_both_given(kg, workspace_of, claims_of, time):
    claim = {"id": "r", "period": "null", time: "2025", "undated": "the text gives no date"}
    space = workspace_of({"claims/s1.yaml": claims_of("s1", claim)})
    said = kg("check", at=space.root)
    assert said.code == 2
    assert f"claims[0](r).undated: says why there is no time, but {time} is '2025': keep one of the two" in said.err


PLACES = ["claims/x.yaml", "claims/x.jsonl", "sources/x.yaml", "claims/vocabulary/metrics.yaml"]


@pytest.mark.parametrize("command", ["check", "build", "show"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("make", "what"),
    [
        (os.mkfifo, "a pipe, a socket or a device"),
        (os.mkdir, "a folder"),
        (lambda path: path.symlink_to("gone.yaml"), "a link to gone.yaml, which is not there"),
    ],
    ids=["pipe", "folder", "link"],
)
def test_what_is_no_file_is_named_and_not_read(kg, workspace_of, claims_of, command, place, make, what):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r"})})
    make(space.root / place)
    said = kg(command, *(["r"] if command == "show" else []), at=space.root)
    assert said.code == 2
    assert f"{place}: is {what}, not a file: move it elsewhere" in said.err


def test_a_linked_file_is_read(kg, workspace_of, claims_of, tmp_path_factory):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r"})})
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "s1.yaml"
    (space.root / "claims/s1.yaml").rename(elsewhere)
    (space.root / "claims/s1.yaml").symlink_to(elsewhere)
    assert "1 claim\n" in kg("find", at=space.root).err


def test_a_query_that_is_a_pipe_is_not_waited_for(kg, workspace_of):
    space = workspace_of({"queries/a.rq": "# All.\nSELECT * { ?s ?p ?o }\n"})
    os.mkfifo(space.root / "queries/b.rq")
    said = kg("query", at=space.root)
    assert (said.code, said.err.splitlines()[0]) == (2, "kg: queries/b.rq: is no regular file: move it elsewhere")


TIMELINE = "# Of one.\n# param entity: an entity\n# param least: a number (default: 1)\nSELECT ?c ?least { ?c ?p ?entity }\n"


def test_a_parameter_is_given_once(kg, workspace_of):
    space = workspace_of({"queries/timeline.rq": TIMELINE})
    said = kg("query", "timeline", "entity=acme", "entity=globex", at=space.root)
    assert said.code == 2
    assert said.err == "kg: the parameter entity is given twice, as 'acme' and 'globex': give it once\n"


@pytest.mark.parametrize("url", ["ftp://x", "x.example/query", "file:///etc"])
def test_only_http_endpoints_are_asked(kg, workspace_of, url):
    space = workspace_of({"queries/timeline.rq": TIMELINE})
    for command in (["sparql", "ASK {}"], ["query", "timeline", "entity=acme"]):
        said = kg(*command, "--endpoint", url, at=space.root)
        assert said.code == 2
        assert said.err == f"kg: --endpoint: {url!r} is no address of an endpoint: give an http or https URL\n"


def test_an_endpoint_of_the_settings_is_named_as_such(kg, workspace_of):
    space = workspace_of({"kg.toml": '[store]\nendpoint = "ftp://x"\n'})
    said = kg("sparql", "ASK {}", at=space.root)
    assert (said.code, said.err.startswith("kg: kg.toml: store.endpoint: 'ftp://x' is no address")) == (2, True)


LONG = "1" * 5000


@pytest.mark.parametrize(
    ("value", "told"),
    [(LONG, "is beyond what a claim may hold"), (f"{LONG}x", "is no decimal number: write digits with a point")],
)
def test_a_long_value_of_a_claim_is_cut_in_the_message(kg, workspace_of, claims_of, value, told):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r", "value": f'"{value}"'})})
    said = kg("build", at=space.root)
    assert said.code == 2
    assert f"111...' {told}" in said.err
    assert len(said.err) < 400


@pytest.mark.parametrize(
    "arguments",
    [
        ["find", "--min", LONG],
        ["find", "--max", f"{LONG}x"],
        ["query", "timeline", "entity=acme", f"least={LONG}"],
        ["query", "timeline", LONG],
        ["query", "timeline", f"least={LONG}", "least=2"],
        ["sparql", "ASK {}", "--endpoint", LONG],
    ],
    ids=["least", "most", "parameter", "no parameter", "twice", "endpoint"],
)
def test_a_long_argument_is_cut_in_the_message(kg, workspace_of, claims_of, arguments):
    space = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r"}), "queries/timeline.rq": TIMELINE})
    said = kg(*arguments, at=space.root)
    assert said.code == 2
    assert 0 < len(said.err) < 400

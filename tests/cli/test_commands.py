"""Every command: help, formats, exit codes, and errors that a user can mend."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli.main import COMMANDS, cli, run
from kg.model.errors import UsageError

CLAIMS = """\
source: times
claims:
  - id: acme-revenue-2025
    at: [10, 21]
    exact: 4.3 billion
    entity: acme
    metric: revenue
    value: 4300000000
    unit: USD
    period: 2025
    status: reported
  - id: acme-revenue-2025-again
    exact: 5.1 billion
    entity: acme
    metric: revenue
    value: 5100000000
    unit: USD
    period: 2025
    status: reported
  - id: acme-cloud-share
    exact: 12 %
    entity: acme-cloud
    metric: market_share
    value: 12
    unit: '%'
    undated: the text gives no date
    status: rumoured
"""


@pytest.fixture
def base(workspace_of):
    return workspace_of(
        {"sources/times.yaml": "id: times\ntype: article\ntitle: The Times\n", "claims/times.yaml": CLAIMS}
    ).root


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_the_line_that_the_list_shows(name):
    context = click.Context(cli)
    command = cli.get_command(context, name)
    assert command is not None
    assert command.short_help == COMMANDS[name][2]
    assert f"kg {name}" in (command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} says nothing of itself"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from kg.cli.main import run; run(['--help']); "
        "print([m for m in ('pydantic', 'yaml', 'duckdb', 'pyoxigraph', 'rdflib', 'spacy', 'pint', 'rich', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_find_in_each_format(kg, base):
    table = kg("find", "-e", "ACME", at=base)
    assert table.code == 0
    assert table.out.splitlines()[1].split("\t") == [
        "acme-revenue-2025", "acme", "revenue", "4.3 billion USD", "2025", "reported", "times",
    ]  # fmt: skip
    [first, _] = kg("find", "-e", "acme", "--format", "json", at=base).data["claims"]
    assert (first["start"], first["end"], first["value_min"], first["unit"], first["period"]) == (
        10,
        21,
        "4300000000",
        "USD",
        "2025",
    )
    lines = kg("find", "-e", "acme", "--format", "jsonl", at=base).out.splitlines()
    assert json.loads(lines[0]) == first
    assert (
        kg("find", "-e", "acme", "--format", "csv", at=base)
        .out.splitlines()[0]
        .startswith("id,source,start,end,exact,entity")
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["-m", "revenue"], {"acme-revenue-2025", "acme-revenue-2025-again"}),
        (["--min", "5e9"], {"acme-revenue-2025-again"}),
        (["--max", "4.5e9", "-u", "USD"], {"acme-revenue-2025"}),
        (["--status", "rumoured"], {"acme-cloud-share"}),
        (["--undated"], {"acme-cloud-share"}),
        (["-p", "2025"], {"acme-revenue-2025", "acme-revenue-2025-again"}),
        (["-p", "2025-H1"], set()),
        (["-u", "%"], {"acme-cloud-share"}),
        (["again"], {"acme-revenue-2025-again"}),
        (["-S", "times", "-n", "1"], {"acme-cloud-share"}),
        (["--review", "accepted"], set()),
    ],
)
def test_find_filters(kg, base, options, expected):
    sort = ["--sort", "id"] if "-n" in options else []
    found = kg("find", *options, *sort, "--format", "json", at=base).data["claims"]
    assert {claim["id"] for claim in found} == expected


def test_find_sorts(kg, base):
    up = [c["id"] for c in kg("find", "-u", "USD", "--sort", "value", "--format", "json", at=base).data["claims"]]
    down = [
        c["id"] for c in kg("find", "-u", "USD", "--sort", "value", "--reverse", "--format", "json", at=base).data["claims"]
    ]
    assert up == ["acme-revenue-2025", "acme-revenue-2025-again"] == down[::-1]


def test_show(kg, base):
    shown = kg("show", "acme-revenue-2025", at=base)
    assert shown.code == 0
    assert "4.25 to 4.35 billion USD" in shown.out
    assert "The Times (times)" in shown.out
    data = kg("show", "acme-revenue-2025", "--format", "json", at=base).data
    assert data["readings"]["narrow"] == {"low": "4250000000", "high": "4350000000"}
    assert data["readings"]["decimals"] == -8
    assert data["time"] == {"start": "2025-01-01", "end": "2026-01-01"}
    assert data["source"]["title"] == "The Times"
    assert [finding["kind"] for finding in data["findings"]] == ["conflict"]


def test_check_exits_with_1_on_findings_and_0_below_the_bar(kg, base):
    found = kg("check", "--format", "json", at=base)
    assert found.code == 1
    assert found.data["summary"]["by_severity"] == {"error": 1, "warning": 0, "info": 0}
    assert kg("check", "--fail-on", "never", at=base).code == 0
    assert kg("check", "--entity", "Globex", at=base).code == 0


def test_stats(kg, base):
    data = kg("stats", "--format", "json", at=base).data
    assert (data["sources"], data["claims"], data["entities"], data["metrics"]) == (1, 3, 2, 2)
    assert data["by"]["status"] == {"reported": 2, "rumoured": 1}
    assert data["complete"]["offsets"] == 1
    assert "3  claims" in kg("stats", at=base).out


def test_build_says_what_it_did(kg, base):
    assert kg("build", "--format", "json", at=base).data["rebuilt"] == ["times"]
    assert kg("build", at=base).out == "up to date: 3 claims of 1 source\n"
    assert kg("build", "--full", at=base).out.startswith("built 3 claims; 1 source read (")


def test_validate_reports_what_the_shapes_find(kg, base):
    assert kg("validate", at=base).code == 0
    assert kg("validate", "--strict", at=base).code == 1
    data = kg("validate", "--format", "json", at=base).data
    assert data["conforms"] is True
    assert {result["severity"] for result in data["results"]} == {"warning"}


def test_sparql_from_argument_file_and_stdin(kg, base, tmp_path, monkeypatch):
    query = "SELECT ?v { c:acme-revenue-2025 schema:value ?v }"
    assert kg("sparql", query, at=base).out == "v\n4300000000\n"
    (tmp_path / "q.rq").write_text(query)
    assert kg("sparql", "--file", str(tmp_path / "q.rq"), "--format", "csv", at=base).out == "v\r\n4300000000\r\n"
    done = subprocess.run(
        [sys.executable, "-m", "kg", "-w", str(base), "sparql", "--format", "json"],
        input=query,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["results"]["bindings"][0]["v"]["value"] == "4300000000"


def test_sparql_turtle_is_for_graphs(kg, base):
    graph = kg("sparql", "CONSTRUCT { ?c schema:value ?v } { ?c schema:value ?v }", "--format", "turtle", at=base)
    assert graph.code == 0
    assert "schema:value" in graph.out
    refused = kg("sparql", "SELECT * { ?s ?p ?o }", "--format", "turtle", at=base)
    assert (refused.code, "CONSTRUCT" in refused.err) == (2, True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_sparql_that_reaches_out_or_changes_is_refused(kg, base, query):
    refused = kg("sparql", query, at=base)
    assert refused.code == 2
    assert "nothing was sent" in refused.err
    assert kg("stats", "--format", "json", at=base).data["claims"] == 3


def test_a_query_that_never_ends_is_stopped(kg, base):
    cross = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9))
    stopped = kg("sparql", f"SELECT (COUNT(*) AS ?n) {{ {cross} }}", "--time-limit", "1", at=base)
    assert (stopped.code, "stopped" in stopped.err) == (2, True)
    assert kg("sparql", "ASK { ?c a schema:Claim }", at=base).out == "answer\ntrue\n"


def test_named_queries_of_a_new_workspace(kg, tmp_path):
    assert kg("init", str(tmp_path / "new")).code == 0
    listed = kg("query", "--format", "json", at=tmp_path / "new").data["queries"]
    assert listed
    for query in listed:
        if all(p["default"] for p in query["parameters"]):
            assert kg("query", query["name"], at=tmp_path / "new").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["find", "-e", "acmee"], "did you mean acme"),
        (["find", "-m", "revnue"], "did you mean revenue"),
        (["find", "-S", "tines"], "did you mean times"),
        (["find", "-p", "2025-13"], "no such month"),
        (["find", "--min", "lots"], "no number"),
        (["find", "-u", "USDollar"], "unknown unit"),
        (["find", "-p", "FY2025"], "name the one --entity"),
        (["show", "acme-revenue-2026"], "did you mean acme-revenue-2025"),
        (["query", "nosuch"], "no query is called"),
        (["sparql", "SELECT"], "kg: "),
        (["sparql", ""], "the query is empty"),
        (["sparql", "# nothing but a comment"], "the query is empty"),
        (["sparql", "--file", "/nowhere/q.rq"], "cannot be read"),
        (["chekc"], "did you mean check"),
        (["find", "--sort", "luck"], "is not one of"),
    ],
)
def test_errors_are_one_clear_message_and_exit_2(kg, base, arguments, said):
    outcome = kg(*arguments, at=base)
    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["find", "-n", "0"], "kg: invalid value for '-n' / '--limit': 0 is not in the range 1<=x<=1000000000 (see `kg find --help`)"),
        (["find", "--nothing-like-it"], "kg: no such option '--nothing-like-it' (see `kg find --help`)"),
        (["show"], "kg: missing argument 'CLAIM' (see `kg show --help`)"),
        (["find", "a", "b"], "kg: got unexpected extra argument (b) (see `kg find --help`)"),
        (["check", "--today", "soon"], "kg: invalid value for '--today': 'soon' is no day: write it as 2026-11-22 (see `kg check --help`)"),
        (["export", "csv", "--today", "2026-02-30"], "kg: invalid value for '--today': '2026-02-30' is no day: write it as 2026-11-22 (see `kg export --help`)"),
        (["nothing-like-it"], "kg: no command is called 'nothing-like-it' (see `kg --help`)"),
        (["-w"], "kg: option '-w' requires an argument (see `kg --help`)"),
    ],
)  # fmt: skip
def test_a_slip_of_the_command_line_is_told_as_any_other_error(kg, base, arguments, said):
    outcome = kg(*arguments, at=base)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"{said}\n")


def test_without_a_command_there_is_help(kg):
    outcome = kg()
    assert outcome.code == 2
    assert "Commands:" in outcome.out + outcome.err


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("conflicts", "`kg check --kind conflict`"),
        ("explain", "`kg check --explain FINDING`"),
        ("graph", "`kg sparql`"),
        ("search", "`kg find`"),
        ("draft", "`kg lint`"),
        ("article", "`kg render`"),
        ("new", "`kg init`"),
    ],
)
def test_a_command_of_another_name_is_pointed_to(kg, base, word, meant):
    outcome = kg(word, at=base)
    assert outcome.code == 2
    assert f"no command is called {word!r}; {meant} may be what you mean" in outcome.err


def test_every_command_that_is_pointed_to_is_one():
    from kg.cli.main import MEANT

    for phrase in MEANT.values():
        assert phrase.split("`")[1].split()[1] in COMMANDS


def test_a_value_without_its_parameter_is_shown_with_it(kg, tmp_path):
    kg("init", str(tmp_path / "new"))
    refused = kg("query", "claims-about", "acme", at=tmp_path / "new")
    assert (refused.code, "'acme' is no parameter: write NAME=VALUE, as entity=acme" in refused.err) == (2, True)
    refused = kg("query", "sources", "acme", at=tmp_path / "new")
    assert (refused.code, "'acme' is no parameter: the query sources has none" in refused.err) == (2, True)


def test_a_workspace_has_the_title_that_it_is_given(kg, tmp_path):
    assert kg("init", str(tmp_path / "x"), "--name", "x", "--title", "X & Y").code == 0
    assert 'title = "X & Y"' in (tmp_path / "x" / "kg.toml").read_text()


def test_validate_counts_by_severity(kg, base):
    assert kg("validate", at=base).out.splitlines()[-1] == "3 results: 0 errors, 3 warnings"


def test_a_timeline_takes_entity_and_metric_as_other_commands_do(kg, base):
    plain = kg("timeline", "acme", "revenue", at=base)
    assert plain.code == 0
    assert kg("timeline", "-e", "acme", "-m", "revenue", at=base) == plain
    assert kg("timeline", "acme", "--metric", "revenue", at=base) == plain
    lacking = kg("timeline", "acme", at=base)
    assert (lacking.code, "name an entity and a metric" in lacking.err) == (2, True)
    twice = kg("timeline", "acme", "revenue", "-m", "net_loss", at=base)
    assert (twice.code, "given twice" in twice.err) == (2, True)


def test_without_a_workspace(kg, tmp_path):
    outcome = kg("stats", at=tmp_path)
    assert (outcome.code, "kg init" in outcome.err) == (2, True)


def test_wrong_files_are_all_listed(kg, base):
    path = base / "claims/times.yaml"
    path.write_text(CLAIMS.replace("unit: USD", "unit: USDD", 1).replace("status: rumoured", "status: whispered"))
    outcome = kg("check", at=base)
    assert outcome.code == 2
    assert "claims/times.yaml:9: claims[0](acme-revenue-2025).unit: unknown unit 'USDD'" in outcome.err
    assert "expected one of 'reported'" in outcome.err


def test_debug_shows_the_traceback(base):
    with pytest.raises(UsageError):
        run(["--debug", "-w", str(base), "show", "nothing"])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(kg, shell):
    assert "_KG_COMPLETE" in kg("completion", shell).out


@pytest.mark.parametrize("kind", ["claims", "source", "entities", "metrics", "rules"])
def test_schema(kg, kind):
    assert kg("schema", kind).data["$schema"].startswith("https://json-schema.org/draft/2020-12")


@pytest.mark.parametrize("command", ["find", "check --format json", "export nquads", "--help"])
def test_output_to_a_closed_pipe_is_neither_an_error_nor_a_verdict(base, command):
    """As when SIGPIPE ends a program; 1 would say that the check found something."""
    reading, writing = os.pipe()
    os.close(reading)
    line = [sys.executable, "-m", "kg", "-w", str(base), *command.split()]
    done = subprocess.run(line, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "error" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["find", "check --format json", "export nquads", "--help"])
def test_output_that_cannot_be_written_is_told(base, command):
    line = [sys.executable, "-m", "kg", "-w", str(base), *command.split()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be written (No space left on device)" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "TZ": "Asia/Tokyo"}]
)
def test_the_same_bytes_under_every_locale(base, environment):
    path = base / "claims/times.yaml"
    path.write_text(path.read_text().replace("exact: 12 %", "exact: 12 %\n    note: près d'un dixième — “enfin”"))
    command = [sys.executable, "-m", "kg", "-w", str(base), "show", "acme-cloud-share"]
    plain = subprocess.run(command, capture_output=True, check=True)
    other = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **environment})
    assert other.stdout == plain.stdout
    assert "près d'un dixième — “enfin”" in plain.stdout.decode()


def test_the_way_in_is_told_step_by_step(kg, tmp_path):
    article = tmp_path / "an article.txt"
    article.write_text("Acme in 2025\n\nAcme had revenue of 4.3 billion dollars in 2025.\n")
    made = kg("init", str(tmp_path / "my base"))
    assert made.err == f"next: cd '{tmp_path / 'my base'}', then kg add ARTICLE, kg extract --all, kg review, kg check\n"
    assert "by status" not in kg("stats", at=tmp_path / "my base").out
    assert kg("add", str(article), "--id", "acme", at=tmp_path / "my base").err == "next: kg extract acme\n"
    assert kg("add", str(article), "--id", "acme", at=tmp_path / "my base").err == ""
    asked = kg("query", "claims-about", "entity=acme", at=tmp_path / "my base")
    assert (asked.code, asked.err) == (2, "kg: no entity is called 'acme'\n")


def test_what_waits_for_review_is_json_without_a_question(kg, base):
    waiting = kg("review", "--format", "json", at=base).data["proposals"]
    assert sorted(claim["id"] for claim in waiting) == ["acme-cloud-share", "acme-revenue-2025", "acme-revenue-2025-again"]


def test_a_table_of_nothing_is_refused_in_the_language_of_the_command(kg, base):
    asked = kg("table", "-m", "salary", "--lang", "fr", at=base)
    assert (asked.code, asked.err) == (2, "kg: no claim is of what was asked for: a table needs one at least\n")


@pytest.mark.parametrize("option", ["-f", "--to", "--format"])
def test_the_format_has_the_same_names_everywhere(kg, base, option):
    assert kg("cite", "acme-revenue-2025", option, "json", at=base).data["citations"][0]["claim"] == "acme-revenue-2025"
    assert kg("table", "-m", "revenue", option, "csv", at=base).code == 0
    article = base / "article.md"
    article.write_text("# Nothing\n")
    assert kg("render", str(article), option, "html", at=base).code == 0


def test_figures_and_extract_print_one_document_too(kg, base):
    assert [f["exact"] for f in kg("figures", "3 euros, 4 %", "--format", "json").data["figures"]] == ["3 euros", "4 %"]
    draft = base / "draft.txt"
    draft.write_text("Acme had revenue of 4.3 billion dollars in 2025.\n")
    assert [claim["value_min"] for claim in kg("extract", str(draft), "--format", "json", at=base).data["claims"]]
    told = kg("extract", "--all", "--format", "json", at=base)
    assert [(one["source"], one["status"]) for one in told.data["sources"]] == [("times", "failed")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("nofile.md", "no such file"),
        ("a/b.PDF", "no such file"),
        ("/no/where", "no such file"),
        ("./no", "no such file"),
        ("./", "a folder"),
    ],
)
def test_figures_of_a_file_that_is_not_there(kg, given, said):
    asked = kg("figures", given)
    assert asked.code == 2
    assert said in asked.err


def test_a_text_without_gold_is_told_from_a_broken_extraction(kg, base):
    draft = base / "draft.md"
    draft.write_text("Acme had revenue of 4.3 billion dollars in 2025.\n")
    asked = kg("evaluate", str(draft), at=base)
    assert asked.code == 2
    assert "have a source called 'draft' to hold it against" in asked.err


def test_evaluation_tells_how_far_confidences_hold(kg, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = {
        "source": "a",
        "start": 0,
        "end": 4,
        "exact": "12 %",
        "entity": "acme",
        "unit": "%",
        "value_min": "12",
        "value_max": "12",
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n")
    (tmp_path / "sure.jsonl").write_text(json.dumps({**line, "confidence": {"entity": 0.75}}) + "\n")
    (tmp_path / "mute.jsonl").write_text(json.dumps({**line, "confidence": "none"}) + "\n")
    told = kg("evaluate", "sure.jsonl", "gold.jsonl", "--confidence")
    assert told.out.splitlines()[-1].split("\t") == ["entity", "0.6 to 0.8", "1", "0.75", "1.00"]
    asked = kg("evaluate", "sure.jsonl", "gold.jsonl", "--confidence", "--format", "json").data
    assert asked["confidence"]["entity"]["error"] == 0.25
    mute = kg("evaluate", "mute.jsonl", "gold.jsonl", "--confidence")
    assert (mute.code, "no confidence" in mute.err) == (0, True)


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_no_width_of_a_terminal_breaks_an_id(monkeypatch, capsys, width):
    from kg.cli import output

    monkeypatch.setattr(output, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [("acme-revenue-2025-h1-again", "acme-cloud", "4.3 billion USD", ""), ("b", "c", "1", "a note of some words")]
    output.print_table(("claim", "entity", "value", "what it says"), rows, right=("value",))
    said = capsys.readouterr().out
    assert "acme-revenue-2025-h1-again" in said
    assert "acme-cloud" in said
    assert max(len(click.unstyle(line).rstrip()) for line in said.splitlines()) <= width


def test_a_command_waits_for_the_build_of_another(kg, base):
    import fcntl
    import threading

    (base / ".kg").mkdir()
    with (base / ".kg" / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        letting_go = threading.Timer(0.5, fcntl.flock, (lock, fcntl.LOCK_UN))
        letting_go.start()
        assert kg("stats", "--format", "json", at=base).data["claims"] == 3
        letting_go.join()


def test_a_build_that_never_ends_is_told(kg, base, monkeypatch):
    import fcntl

    monkeypatch.setattr("kg.cli.context._PATIENCE", 0.3)
    (base / ".kg").mkdir()
    with (base / ".kg" / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in ("stats", "build"):
            asked = kg(command, at=base)
            assert (asked.code, asked.out) == (2, "")
            assert "another build is at work" in asked.err


def test_an_interrupted_query_is_an_interruption(kg, base, monkeypatch):
    def interrupted(*_given: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr("kg.graph.selection.statistics", interrupted)
    assert kg("stats", at=base).code == 130


def test_every_json_document_is_in_the_docs():
    told = (Path(__file__).parents[2] / "docs/output.md").read_text()
    context = click.Context(cli)
    commands = {name: cli.get_command(context, name) for name in COMMANDS}
    printing = {
        name
        for name, command in commands.items()
        for option in command.params
        if isinstance(option.type, click.Choice) and "json" in option.type.choices
    }
    assert len(printing) > 15
    assert [name for name in sorted(printing) if f"`kg {name}" not in told] == []


@pytest.mark.parametrize("command", [["ask"], ["sparql"], ["render", "-"]])
def test_standard_input_that_is_no_utf8_is_told(base, command):
    line = [sys.executable, "-m", "kg", "-w", str(base), *command]
    done = subprocess.run(line, input=b"\xff\xfe\x00bad", capture_output=True, check=False)
    assert done.returncode == 2
    assert b"standard input: not UTF-8" in done.stderr


def test_an_export_comes_in_from_a_pipe(kg, base, tmp_path):
    other = tmp_path / "other"
    kg("init", str(other))
    whole = kg("export", "trig", at=base).out.encode()
    line = [sys.executable, "-m", "kg", "-w", str(other), "import", "-"]
    assert subprocess.run(line, input=whole, capture_output=True, check=False).returncode == 2
    done = subprocess.run([*line, "--from", "trig"], input=whole, capture_output=True, text=False, check=False)
    assert done.returncode == 0, done.stderr
    assert kg("stats", "--format", "json", at=other).data["claims"] == 3


def test_findings_of_several_entities(kg, base):
    one = kg("check", "-e", "acme", "--format", "json", at=base).data["findings"]
    both = kg("check", "-e", "acme", "-e", "acme-cloud", "--format", "json", at=base).data["findings"]
    assert one
    assert [finding["id"] for finding in one] == [f["id"] for f in both if f["entity"] == "acme"]


def test_the_headers_of_a_table_do_not_make_a_figure_together(kg, base):
    draft = base / "draft.md"
    draft.write_text("| Acme revenue in 2025 | billion dollars |\n|---|---|\n| Acme | $4.3 billion |\n")
    figures = kg("lint", str(draft), "--format", "json", at=base).data["files"][0]["figures"]
    assert [figure["exact"] for figure in figures] == ["$4.3 billion"]


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_on_a_terminal_unless_it_is_unwanted(base, environment, coloured):
    """A pseudo-terminal stands for the person who reads."""
    import pty

    reading, writing = pty.openpty()
    line = [sys.executable, "-m", "kg", "-w", str(base), "check", "-s", "error"]
    clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    done = subprocess.run(line, stdout=writing, stderr=subprocess.PIPE, env=clean | environment, check=False)
    os.close(writing)
    said = os.read(reading, 100_000)
    os.close(reading)
    assert done.returncode == 1
    assert b"conflict" in said
    assert (b"\x1b[" in said) is coloured

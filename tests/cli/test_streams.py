"""Standard streams that are closed or full, as a shell leaves them with <&-, >&- and 2>&-."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

CLOSED = "kg: standard input: is closed: give it something to read, as in `kg ... < FILE`\n"
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@pytest.fixture
def shell(workspace_of, claims_of):
    """Runs a line of kg as a shell does, in a base of one claim."""
    root = workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r"})}).root

    def run(line):
        kg = f"{shlex.quote(sys.executable)} -m kg"
        place = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        return subprocess.run(
            ["sh", "-c", f"{kg} {line}"], cwd=root, env=place, capture_output=True, text=True, check=False, timeout=120
        )

    return run


@pytest.mark.parametrize(
    "line",
    ["ask", "ask -", "figures -", "add - --id x", "lint -", "sparql", "extract -", "render -", "import - --from csv"],
)
def test_a_closed_standard_input_is_told(shell, line):
    said = shell(f"{line} <&-")
    assert (said.returncode, said.stdout, said.stderr) == (2, "", CLOSED)


@pytest.mark.parametrize(
    "line", ["find", "--help", "--version", "stats --format json", "show r", "completion bash", "schema claims"]
)
def test_a_closed_standard_output_is_told(shell, line):
    said = shell(f"{line} >&-")
    assert said.returncode == 2
    assert said.stderr.endswith("kg: standard output: cannot be written (it is closed); what was printed is not whole\n")
    assert said.stderr.count("kg:") == 1


def test_what_is_written_to_a_file_needs_no_standard_output(shell):
    assert shell("export csv -o claims.csv >&-").returncode == 0
    assert shell("find --limit 1").stdout


@pytest.mark.parametrize("to", ["2>&-", pytest.param("2>/dev/full", marks=full)])
@pytest.mark.parametrize(
    ("line", "code"),
    [("show nope", 2), ("find -n 1", 0), ("find --sort", 2), ("check", 0), ("ask 'Acme is big.'", 3), ("nope", 2)],
)
def test_what_cannot_be_said_beside_the_output_changes_no_exit_code(shell, line, code, to):
    said = shell(f"{line} {to}")
    assert (said.returncode, said.stderr) == (code, "")
    assert bool(said.stdout) == (code in (0, 3))


def test_all_streams_may_be_closed(shell):
    assert shell("find <&- >&- 2>&-").returncode == 2
    assert shell("build <&- 2>&-").returncode == 0


def test_an_interruption_while_kg_is_loaded_ends_it_in_silence(tmp_path):
    (tmp_path / "click.py").write_text("import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(20)\n")
    said = subprocess.run(
        [sys.executable, "-m", "kg", "--version"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite run in the background is deaf to it
    )
    assert (said.returncode, said.stdout, said.stderr) == (130, "", "")

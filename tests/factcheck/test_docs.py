"""The sessions that the documentation shows, as they are run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kg.cli.main import run

ROOT = Path(__file__).parent.parent.parent
SESSION = re.compile(r"```text\n\$ kg (.*?)\n(.*?)```", re.DOTALL)


def sessions():
    for name in ("asking.md", "linting.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        for match in SESSION.finditer(text):
            yield pytest.param(match[1], match[2].splitlines(), id=f"{name}: {match[1][:30]}")


@pytest.mark.parametrize(("command", "lines"), list(sessions()))
def test_a_session_says_what_the_page_shows(command, lines, flagship_copy, capsys, monkeypatch):
    monkeypatch.delenv("KG_TEXTS", raising=False)
    monkeypatch.chdir(ROOT)
    run(["--workspace", str(flagship_copy), *shlex.split(command)])
    said = capsys.readouterr().out
    at = 0
    for line in lines:
        at = said.find(line, at)
        assert at >= 0, f"{line!r} is not said, or not in this order:\n{said}"
    if command.startswith("facts"):
        assert lines == said.rstrip().splitlines()

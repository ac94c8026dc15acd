"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kg.cli.main import run

ROOT = Path(__file__).parent.parent


def sessions():
    """Each command of a console block with the lines shown for it."""
    for page in ("README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))):
        for block in re.findall(r"```console\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                yield pytest.param(command, shown.splitlines(), id=f"{page}: {command}"[:70])


def fits(shown, printed):
    """Lines equal those printed; a line … stands for any lines, and … within a line for any characters."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace(re.escape("…"), ".*") + r"\n" for line in shown
    )
    return re.fullmatch(pattern, printed)


@pytest.mark.parametrize(("command", "shown"), list(sessions()))
def test_the_session(command, shown, flagship_copy, capsys, monkeypatch):
    monkeypatch.delenv("KG_TEXTS", raising=False)
    monkeypatch.chdir(flagship_copy)
    assert command.startswith("kg ")
    assert run(shlex.split(command)[1:]) == 0
    printed = capsys.readouterr().out
    assert fits(shown, printed), printed

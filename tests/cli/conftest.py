"""Running kg as a user does, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kg.cli.main import run


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """kg("find", "-e", "acme", at=folder) -> exit code, standard output, standard error."""

    def call(*arguments: str, at: Any = None) -> Outcome:
        capsys.readouterr()
        place = ["--workspace", str(at)] if at is not None else []
        code = run([*place, *arguments])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call

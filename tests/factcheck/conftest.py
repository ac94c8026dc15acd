"""The flagship base at a desk, on a day that does not move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.factcheck.verdict import Answer
from kg.graph.build import build_base
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace
from tests.cli.conftest import kg

__all__ = ["kg"]

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def desk(flagship_copy: Path) -> Iterator[Desk]:
    space = Workspace.open(flagship_copy)
    build = build_base(space).build
    with build.open_columns() as columns:
        yield Desk(columns, load_vocabulary(space), DAY)


@pytest.fixture(scope="session")
def verdict(desk: Desk) -> Callable[[str], str]:
    """The verdict on a sentence, as a word."""
    return lambda sentence: ask(sentence, desk).verdict.value


@pytest.fixture(scope="session")
def answer(desk: Desk) -> Callable[[str], Answer]:
    return lambda sentence: ask(sentence, desk)

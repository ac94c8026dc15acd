"""The one base class of every error a user can meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class KgError(Exception):
    """Something the user can mend: the message says what, where and what to do."""


class UsageError(KgError):
    """The command was asked for something it does not have: an unknown name, option or place."""


class QuantityError(KgError, ValueError):
    """A quantity that has no meaning, or arithmetic that has no answer."""


class PeriodError(KgError, ValueError):
    """A time that is neither a date, month, quarter, half, year, fiscal period nor a span of them."""


class UnitError(KgError, ValueError):
    """A unit that is unknown, or a conversion between units of different dimensions."""


class FormulaError(KgError, ValueError):
    """A formula that is not arithmetic over named claims, or that has no value."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file. ``line`` is 1-based; ``key`` is the path to it, as ``claims[3].unit``."""

    path: str
    message: str
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping for ``--format json``."""
        return {"path": self.path, "line": self.line, "key": self.key, "message": self.message}


class InvalidFilesError(KgError):
    """One or more files of the workspace cannot be read as they stand; every problem is listed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.path, p.line or 0, p.key, p.message)))
        noun = "problem" if len(self.problems) == 1 else "problems"
        super().__init__("\n".join([*map(str, self.problems), f"{len(self.problems)} {noun}; nothing was changed"]))

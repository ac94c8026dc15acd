"""What commands share: the workspace that was asked for, and its build brought up to date."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from kg.cli.output import counted, progress

if TYPE_CHECKING:
    from kg.graph.build import Build
    from kg.workspace.workspace import Workspace

T = TypeVar("T")


class Day(click.DateTime):
    """A day of the calendar, as 2026-11-22."""

    name = "day"

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click does, with a refusal in words."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day: write it as 2026-11-22", param, ctx)


class Limit(click.FloatRange):
    """A limit that can be kept: above 0 (or at least ``least``), and at most what no computer here has."""

    def __init__(self, least: float | None = None) -> None:
        super().__init__(min=least or 0, max=_MOST, min_open=least is None)
        self._told = f"above 0, at most {_MOST:,}" if least is None else f"from {least} to {_MOST:,}"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """As click does, with a refusal in words; nan is within no bounds."""
        number: float = click.FLOAT.convert(value, param, ctx)
        if not (0 if self.min is None else self.min) <= number <= _MOST or (self.min_open and number == self.min):
            self.fail(f"{value} is no limit: write a number {self._told}", param, ctx)
        return number


COUNT: Final = click.IntRange(min=1, max=1_000_000_000)
"""So many of a thing, within what every tool counts with."""
_MOST: Final = 1_000_000  # MB, or seconds
_PATIENCE: Final = 60.0
_PAUSE: Final = 0.1  # seconds


def workspace() -> Workspace:
    """The workspace of --workspace, or of the folder the command runs in. Raises NoWorkspaceError."""
    from kg.workspace.workspace import Workspace

    return Workspace.find(click.get_current_context().obj["folder"])


def patiently(make: Callable[[], T], tell: Callable[[str], None]) -> T:
    """What ``make`` gives, after another build that is at work has ended; after a minute of waiting its error is passed on."""
    import time

    from kg.graph.build import BuildBusyError

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return make()
        except BuildBusyError:
            if time.monotonic() > end:
                raise
            tell("waiting for another kg that builds this base")
            time.sleep(_PAUSE)


def built(space: Workspace) -> Build:
    """Its build, up to date; said on a terminal when that takes work. Raises InvalidFilesError or BuildError."""
    from kg.graph.build import current_build, ensure_built

    with progress("building") as tell:
        before = current_build(space)
        build = patiently(lambda: ensure_built(space, tell), tell)
    if sys.stderr.isatty() and (before is None or before.path != build.path):
        click.echo(f"built {counted(sum(build.manifest.claims.values()), 'claim')} from the files", err=True)
    return build

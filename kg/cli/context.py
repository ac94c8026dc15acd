"""What commands share: the workspace that was asked for, and its build brought up to date."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.output import progress

if TYPE_CHECKING:
    from kg.graph.build import Build
    from kg.workspace.workspace import Workspace


def workspace() -> Workspace:
    """The workspace of --workspace, or of the folder the command runs in. Raises NoWorkspaceError."""
    from kg.workspace.workspace import Workspace

    return Workspace.find(click.get_current_context().obj["folder"])


def built(space: Workspace) -> Build:
    """Its build, up to date; said on a terminal when that takes work. Raises InvalidFilesError or BuildError."""
    from kg.graph.build import current_build, ensure_built

    with progress("building") as tell:
        before = current_build(space)
        build = ensure_built(space, tell)
    if sys.stderr.isatty() and (before is None or before.path != build.path):
        click.echo(f"built {sum(build.manifest.claims.values())} claims from the files", err=True)
    return build

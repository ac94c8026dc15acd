"""kg completion."""

from __future__ import annotations

import click


@click.command(short_help="Print the shell's completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell, to be sourced from its start-up file.

    \b
    Examples:
      kg completion bash >> ~/.bashrc
      kg completion fish > ~/.config/fish/completions/kg.fish
    """  # noqa: D301
    from click.shell_completion import get_completion_class

    from kg.cli.main import cli

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(cli, {}, "kg", "_KG_COMPLETE").source())

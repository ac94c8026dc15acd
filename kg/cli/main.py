"""The kg command: finds the command asked for, imports only that, and turns every error into one clear message.

Exit codes: 0 fine; 1 findings (check, validate) or a refuted figure; 2 usage or input error; 3 unverifiable (ask);
70 an error of kg itself; 130 interrupted; 141 the reader of the output went away.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from pathlib import Path
from typing import Any, Final

import click

from kg import __version__
from kg.cli.streams import drop_output, prepare, why_output_fails
from kg.model.errors import KgError

# Command -> (module, attribute, help of one line). Held here so that `kg --help` imports nothing heavy; a test keeps
# the lines equal to the commands' own.
COMMANDS: Final[dict[str, tuple[str, str, str]]] = {
    "init": ("kg.cli.workspace", "init", "Make a workspace."),
    "add": ("kg.cli.reading", "add", "Take in a source: a file, a web page, a PDF."),
    "extract": ("kg.cli.extraction", "extract", "Propose a claim for every figure of some texts."),
    "diff": ("kg.cli.proposing", "diff", "Show what extraction reads differently from the claims."),
    "review": ("kg.cli.review", "review", "Accept, edit or reject proposed claims."),
    "figures": ("kg.cli.extraction", "figures", "Read the figures of a text with the grammar alone."),
    "evaluate": ("kg.cli.evaluation", "evaluate", "Hold an extraction against annotated claims."),
    "build": ("kg.cli.workspace", "build", "Make the graph and the columns from the files."),
    "validate": ("kg.cli.workspace", "validate", "Hold the files and the graph against their schemas and shapes."),
    "stats": ("kg.cli.workspace", "stats", "Count what the base holds."),
    "find": ("kg.cli.claims", "find", "List claims by what they say."),
    "show": ("kg.cli.claims", "show", "Show one claim with all its provenance."),
    "check": ("kg.cli.check", "check", "Find what cannot all be true."),
    "timeline": ("kg.cli.timeline", "timeline", "Show the values of one thing over time."),
    "cite": ("kg.cli.citing", "cite", "Format figures with their references, ready to paste."),
    "render": ("kg.cli.citing", "render", "Fill an article with cited figures, tables and charts."),
    "table": ("kg.cli.citing", "table", "Lay figures out as a table with footnoted sources."),
    "export": ("kg.cli.exporting", "export", "Write the base in another tool's format."),
    "import": ("kg.cli.exporting", "import_", "Take in what an export wrote."),
    "query": ("kg.cli.sparql", "query", "Run a named query."),
    "sparql": ("kg.cli.sparql", "sparql", "Run a SPARQL query."),
    "ask": ("kg.cli.asking", "ask", "Hold a sentence against the base."),
    "facts": ("kg.cli.asking", "facts", "Show what the sources say of one thing."),
    "lint": ("kg.cli.linting", "lint", "Hold every figure of a draft against the base."),
    "lsp": ("kg.cli.lsp", "lsp", "Serve editors over the language server protocol."),
    "schema": ("kg.cli.workspace", "schema", "Print the JSON Schema of a kind of file."),
    "completion": ("kg.cli.completion", "completion", "Print the shell's completion script."),
}
MEANT: Final[dict[str, str]] = {
    **dict.fromkeys(("new", "create", "start"), "`kg init`"),
    **dict.fromkeys(("search", "list", "ls", "claims", "grep"), "`kg find`"),
    **dict.fromkeys(("conflict", "conflicts", "contradictions"), "`kg check --kind conflict`"),
    **dict.fromkeys(
        ("verify", "factcheck", "fact-check"), "`kg ask` for a sentence, `kg lint` for a draft or `kg check` for the base"
    ),
    **dict.fromkeys(("explain", "why"), "`kg check --explain FINDING`"),
    **dict.fromkeys(("clusters", "culprits"), "`kg check --culprits`"),
    **dict.fromkeys(("graph", "rdf", "triples"), "`kg sparql`"),
    **dict.fromkeys(("draft", "proofread"), "`kg lint`"),
    **dict.fromkeys(("article", "write"), "`kg render`"),
    **dict.fromkeys(("quote", "citation", "reference"), "`kg cite`"),
    **dict.fromkeys(("accept", "reject", "edit", "approve"), "`kg review`"),
    **dict.fromkeys(("fetch", "download", "read"), "`kg add`"),
    **dict.fromkeys(("rebuild", "update", "index"), "`kg build`"),
    "status": "`kg stats`",
    "chart": "`kg timeline ENTITY METRIC --output FILE`",
}
"""What words that are no commands are likely to mean."""
FINDINGS: Final = 1
INPUT_ERROR: Final = 2
OWN_ERROR: Final = 70
INTERRUPTED: Final = 130
READER_GONE: Final = 141  # what a shell shows for a program that SIGPIPE ended


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a day's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; a fault in the options of a command is told as its own (click leaves out whose it is)."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            if error.ctx is None and ctx.invoked_subcommand is not None:
                command = self.get_command(ctx, ctx.invoked_subcommand)
                error.ctx = click.Context(command, ctx, ctx.invoked_subcommand) if command is not None else None
            raise

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with near names for a mistyped one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from kg.model.base import nearest

            if args and args[0].lower() in MEANT:
                meant = f"{MEANT[args[0].lower()]} may be what you mean"
                raise click.UsageError(f"no command is called {args[0]!r}; {meant}", ctx) from error
            if args and not args[0].startswith("-"):
                raise click.UsageError(f"no command is called {args[0]!r}{nearest(args[0], COMMANDS)}", ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(path_type=Path),
    envvar="KG_WORKSPACE",
    help="The folder that holds kg.toml, or one below it (default: this one).",
)
@click.option("--debug", is_flag=True, envvar="KG_DEBUG", help="Show the traceback of an error.")
@click.version_option(__version__, prog_name="kg")
@click.pass_context
def cli(context: click.Context, folder: Path | None, debug: bool) -> None:
    """A source-tracked knowledge graph of figures: who said which number, of whom, for when, and where.

    \b
    Examples:
      kg build                         make the graph from the files
      kg check                         what cannot all be true
      kg find --entity openai          every figure about one entity
      kg query valuations              a named query
    """  # noqa: D301 - \b is click's
    context.ensure_object(dict)
    context.obj.update(folder=folder or Path(), debug=debug)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(run(arguments))


_HELP_WANTED: Final = getattr(click.exceptions, "NoArgsIsHelpError", ())  # of click 8.2: a group without a command
_STOPPED: Final = "Query interrupted"  # what DuckDB makes of a KeyboardInterrupt


def _told(error: click.ClickException) -> str:
    """What is wrong with a command line, in the way of our own errors, and where its options are explained."""
    said = error.format_message()
    said = re.sub(r"\. \(?Did you mean (?:one of: )?([^?]*\?)\)?", r"; did you mean \1", said)
    said = f"{said[0].lower()}{said[1:].removesuffix('.')}"
    if not isinstance(error, click.UsageError):
        return said
    return f"{said} (see `{error.ctx.command_path if error.ctx else 'kg'} --help`)"


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    prepare()
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given or bool(os.environ.get("KG_DEBUG"))
    try:
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"  # https://no-color.org
        result: Any = cli.main(args=given, prog_name="kg", standalone_mode=False, color=False if plain else None)
    except click.exceptions.Exit as request:
        return request.exit_code
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        if isinstance(error, _HELP_WANTED):
            error.show()
        else:
            click.echo(f"kg: {_told(error)}", err=True)
        return error.exit_code
    except KgError as error:
        if debug:
            raise
        click.echo(f"kg: {error}", err=True)
        return INPUT_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click makes the one the other, and exits for nothing else here
        drop_output()  # the reader has seen enough (kg find | head): no error, but no verdict of a check either
        return READER_GONE
    except Exception as error:
        if isinstance(error, RuntimeError) and str(error) == _STOPPED:
            return INTERRUPTED
        if debug:
            raise
        if isinstance(error, OSError) and (why := why_output_fails(error)) is not None:
            drop_output()
            click.echo(f"kg: standard output: cannot be written ({why}); what was printed is not whole", err=True)
            return INPUT_ERROR
        said = " ".join(f"{type(error).__name__}: {error}".split())
        click.echo(f"kg: an error of kg itself ({said}); please report it with the output of --debug", err=True)
        return OWN_ERROR
    return result if isinstance(result, int) else 0

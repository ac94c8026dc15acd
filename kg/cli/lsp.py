"""kg lsp."""

from __future__ import annotations

import click

from kg.cli.context import workspace


@click.command(short_help="Serve editors over the language server protocol.")
@click.option("--as-of", metavar="DATE", help="The day drafts speak from, as 2026-02-09, 2026-02 or 2026 (default: today).")
def lsp(as_of: str | None) -> int:
    """Serve an editor over standard input and output: diagnostics as kg lint tells them, evidence on hover, "cite this claim".

    Needs pygls: pip install 'claims-kg[lsp]'. The base is that of --workspace, or of the folder the editor starts it in.

    \b
    Examples:
      kg lsp
      kg --workspace ~/my-base lsp
    """  # noqa: D301
    from kg.model.errors import UsageError

    try:
        from kg.factcheck.drafting.server import make_server
    except ImportError as error:
        raise UsageError("kg lsp needs pygls: pip install 'claims-kg[lsp]'") from error
    from kg.cli.asking import day_of

    make_server(workspace().root, day_of(as_of) if as_of else None).start_io()
    return 0

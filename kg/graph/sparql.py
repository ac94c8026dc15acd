"""Running SPARQL safely: checked before it is sent anywhere, with the usual prefixes, and within limits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.graph.guard import QueryError, check_query, lacking_prefixes, with_values
from kg.graph.names import prefixes
from kg.graph.requests import IllFormedError, Request
from kg.graph.results import Result, Term
from kg.graph.slips import explained
from kg.graph.stores import GraphStore, open_store

__all__ = ["QueryError", "check_query", "run_query"]


def run_query(
    store: GraphStore | Path | str,
    text: str,
    prefix: str,
    *,
    time_limit: float = 30.0,
    row_limit: int = 100_000,
    values: Mapping[str, Term] | None = None,
) -> Result:
    """The answer to a query over a store (or the folder or URL of one); the default graph is the union of its graphs.

    ``prefix`` is the workspace's base, for the prefixes that the query uses without declaring them. ``time_limit`` is in seconds;
    of an answer with more than ``row_limit`` rows the first are given and the rest marked as cut off. ``values`` binds
    variables to terms. Raises QueryError when the query is refused, ill-formed or over a limit, StoreError when the store fails.
    """
    check_query(text)
    bound = with_values(text, {name: str(term) for name, term in (values or {}).items()})
    request = Request(bound, lacking_prefixes(text, prefixes(prefix)), time_limit, row_limit)
    opened = open_store(store) if isinstance(store, str | Path) else store
    try:
        return opened.answer(request)
    except IllFormedError as error:
        shifted = bound != text or (isinstance(store, str) and bool(request.prefixes))
        raise QueryError(explained(text, prefixes(prefix), error.said, shifted=shifted)) from error

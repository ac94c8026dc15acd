"""A SPARQL 1.1 endpoint as a store: queries by the SPARQL Protocol, loading by the Graph Store HTTP Protocol.

The default graph of a remote query is what the server makes of it, which need not be the union of the named graphs:
start Oxigraph with --union-default-graph, or name graphs with GRAPH ?g { } in queries for other servers.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kg.graph.guard import QueryError
from kg.graph.requests import BYTE_LIMIT, Request, StoreError, ill_formed, triples_by_graph
from kg.graph.results import Result, Table, Term, Triples, from_json

if TYPE_CHECKING:
    import pyoxigraph as ox

_JSON: Final = "application/sparql-results+json"
_NTRIPLES: Final = "application/n-triples"
_CHUNK: Final = 1 << 16


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would be sent again as a GET without its query."""

    def redirect_request(self, *_: object) -> None:
        """Do not follow."""


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """An endpoint by the URL of its queries.

    ``graph_store`` is the URL of its Graph Store Protocol; by default the query URL's sibling ``store`` (Oxigraph, Fuseki: ``data``).
    ``seconds`` is how long an exchange may take when a request does not say.
    """

    url: str
    graph_store: str | None = None
    seconds: float = 60.0

    @property
    def place(self) -> str:
        """The URL of its queries."""
        return self.url

    def graphs(self) -> list[str]:
        """The IRIs of its named graphs, sorted."""
        found = self.answer(Request("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", time_limit=self.seconds))
        assert isinstance(found, Table)
        return sorted(term.value for (term,) in found.rows if term is not None)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The statements of one named graph, or of all, graph by graph."""
        import pyoxigraph

        for name in [graph] if graph is not None else self.graphs():
            url = f"{self._graph_store()}?graph={quote(name, safe='')}"
            body = self._send("GET", url, None, {"Accept": _NTRIPLES}, self.seconds, BYTE_LIMIT)
            node = pyoxigraph.NamedNode(name)
            for found in pyoxigraph.parse(body, pyoxigraph.RdfFormat.N_TRIPLES):
                yield pyoxigraph.Quad(found.subject, found.predicate, found.object, node)

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        """Replace a named graph with one PUT, after what belongs to other graphs has been added to them by POST."""
        for name, body in triples_by_graph(lines, graph).items():
            url = f"{self._graph_store()}?graph={quote(name, safe='')}"
            method = "PUT" if name == graph else "POST"
            self._send(method, url, body, {"Content-Type": _NTRIPLES}, self.seconds, BYTE_LIMIT)

    def answer(self, request: Request) -> Result:
        """Send a query, with the prefixes it lacks written before it (on its first line, so that lines keep their numbers)."""
        prologue = "".join(f"PREFIX {name}: <{iri}> " for name, iri in request.prefixes.items())
        headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": f"{_JSON}, {_NTRIPLES};q=0.9"}
        body = self._send(
            "POST", self.url, (prologue + request.text).encode(), headers, request.time_limit, request.byte_limit
        )
        try:
            if body.lstrip()[:1] == b"{":
                return from_json(body, request.row_limit)
            return _triples(body, request.row_limit)
        except (ValueError, KeyError, TypeError, SyntaxError) as error:
            raise StoreError(
                f"{self.url}: answers neither SPARQL JSON nor N-Triples ({error}); is it a SPARQL endpoint?"
            ) from error

    def _graph_store(self) -> str:
        return self.graph_store or f"{self.url.rpartition('/')[0]}/store"

    def _send(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], seconds: float, byte_limit: int
    ) -> bytes:
        if not url.lower().startswith(("http://", "https://")):
            raise StoreError(f"{url}: is no http address of an endpoint")
        end = time.monotonic() + seconds
        opener = urllib.request.build_opener(_NoRedirect)
        request = urllib.request.Request(url, body, dict(headers), method=method)  # noqa: S310 - the scheme is checked above
        try:
            with opener.open(request, timeout=seconds) as response:
                return _received(response, url, end, seconds, byte_limit)
        except urllib.error.HTTPError as error:
            said = error.read(2000).decode(errors="replace").strip()
            if error.code == 400:
                raise ill_formed(said) from error
            raise StoreError(f"{url}: answers {error.code} {error.reason}: {said}") from error
        except TimeoutError as error:
            raise _late(url, seconds) from error
        except (OSError, http.client.HTTPException) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise _late(url, seconds) from error
            why = getattr(error, "reason", error)
            raise StoreError(f"{url}: cannot be reached ({why}); is the server running, and the address right?") from error


def _received(response: http.client.HTTPResponse, url: str, end: float, seconds: float, byte_limit: int) -> bytes:
    received = bytearray()
    while chunk := response.read1(_CHUNK):
        received += chunk
        if len(received) > byte_limit:
            raise QueryError(f"{url}: the answer is larger than {byte_limit >> 20} MiB; add LIMIT to the query")
        if time.monotonic() > end:
            raise _late(url, seconds)
    return bytes(received)


def _late(url: str, seconds: float) -> QueryError:
    return QueryError(f"{url}: no whole answer within {seconds:g} s; narrow the query, or raise the limit")


def _triples(body: bytes, row_limit: int) -> Triples:
    import pyoxigraph

    from kg.graph.results import term_from
    from kg.graph.sparql_worker import encoded_term

    found: list[tuple[Term, Term, Term]] = []
    for quad in pyoxigraph.parse(body, pyoxigraph.RdfFormat.N_TRIPLES):
        if len(found) == row_limit:
            return Triples(tuple(found), truncated=True)
        s, p, o = (term_from(encoded_term(term)) for term in (quad.subject, quad.predicate, quad.object))
        assert s is not None
        assert p is not None
        assert o is not None
        found.append((s, p, o))
    return Triples(tuple(found))

"""What every store is asked and what it may answer with: a checked query with its limits, and the errors of stores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.graph.guard import QueryError
from kg.graph.names import GraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

MEMORY_LIMIT: Final = 2 << 30
BYTE_LIMIT: Final = 256 << 20


class StoreError(GraphError):
    """A store that is missing, in use, damaged, or out of reach."""


@dataclass(frozen=True, slots=True)
class Request:
    """A query that has been checked, and what may be spent on it: seconds, rows, bytes of answer, bytes of memory."""

    text: str
    prefixes: Mapping[str, str] = field(default_factory=dict)
    time_limit: float = 30.0
    row_limit: int = 100_000
    byte_limit: int = BYTE_LIMIT
    memory_limit: int = MEMORY_LIMIT


def triples_by_graph(lines: Iterable[str], graph: str) -> dict[str, bytes]:
    """N-Quads as N-Triples by the IRI of their graph; ``graph`` comes last, and is there even when it is empty."""
    import pyoxigraph as ox

    found: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse("".join(lines), ox.RdfFormat.N_QUADS):
        if not isinstance(quad.graph_name, ox.NamedNode):
            message = f"a statement is of no named graph: {quad}"
            raise GraphError(message)
        found.setdefault(quad.graph_name.value, []).append(quad.triple)
    found[graph] = found.pop(graph, [])
    return {name: ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"" for name, triples in found.items()}


def broken_store(place: str, why: str) -> StoreError:
    """What to say of a store that cannot be read, and what to do."""
    lowered = why.lower()
    if "lock" in lowered:
        return StoreError(f"{place}: another process is writing to this graph ({why}); wait for it to end, then try again")
    if "no space" in lowered:
        return StoreError(f"{place}: the disk is full; make room and run the command again")
    if "permission" in lowered:
        return StoreError(f"{place}: may not be read ({why}); mend the folder's permissions")
    return StoreError(f"{place}: the graph is damaged ({why}); the files hold everything: build it again with `kg build`")


class IllFormedError(QueryError):
    """A query that is not SPARQL; ``said`` is what the store's parser says of it."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(f"the query is not SPARQL 1.1: {' '.join(said.split())}")


def ill_formed(error: object) -> IllFormedError:
    """What to say of a query that is not SPARQL."""
    return IllFormedError(str(error))


def unsupported(why: str) -> QueryError | None:
    """What to say where a store fails for the query's sake: a function that it does not have."""
    match = re.search(r"custom function (<[^>]*>) is not supported", why)
    if match is None:
        return None
    return QueryError(f"the function {match[1]} is not known: use those of SPARQL 1.1 (STR, CONTAINS, xsd:decimal ...)")

"""Where a graph is kept, behind one protocol: in memory, in a folder, or at a SPARQL 1.1 endpoint.

Local stores are Oxigraph's. Every graph is named: the default graph of queries is the union of all of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.graph.requests import Request, StoreError, broken_store, ill_formed, triples_by_graph, unsupported
from kg.graph.results import Result

if TYPE_CHECKING:
    import pyoxigraph as ox


class GraphStore(Protocol):
    """What every store can do. All methods raise StoreError when the store cannot be reached or read."""

    @property
    def place(self) -> str:
        """The folder or URL, as messages name it."""

    def graphs(self) -> list[str]:
        """The IRIs of its named graphs, sorted."""

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The statements of one named graph, or of all."""

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        """Put N-Quads in the place of what ``graph`` held; those of other graphs (periods) are added to theirs."""

    def answer(self, request: Request) -> Result:
        """Run a query that ``kg.graph.guard`` has checked. Raises QueryError."""


def open_store(location: str | Path) -> GraphStore:
    """The store at a URL or in a folder. Raises StoreError when a folder holds none, or the URL is not of http or https."""
    if isinstance(location, str) and "://" in location:
        from kg.graph.remote import RemoteStore

        if not location.lower().startswith(("http://", "https://")):
            raise StoreError(f"{location}: is no address of an endpoint: give an http or https URL")
        return RemoteStore(location)
    store = DiskStore(Path(location))
    with store.reading():
        return store


class MemoryStore:
    """A store that lives as long as this object. Queries run in this process, so that no time limit can stop them."""

    def __init__(self, store: ox.Store | None = None) -> None:
        import pyoxigraph

        self.store = pyoxigraph.Store() if store is None else store

    @property
    def place(self) -> str:
        """There is no place to name."""
        return "(memory)"

    def graphs(self) -> list[str]:
        """The IRIs of its named graphs, sorted."""
        return sorted(graph.value for graph in self.store.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The statements of one named graph, or of all."""
        return _quads(self.store, graph)

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        """Replace a named graph in one transaction."""
        _replace(self.store, graph, lines)

    def answer(self, request: Request) -> Result:
        """Run a query, up to its row limit."""
        from kg.graph import sparql_worker
        from kg.graph.local import encoded_request, result_of_parts

        try:
            return result_of_parts(sparql_worker.answer(self.store, encoded_request(request, "")))
        except SyntaxError as error:
            raise ill_formed(error) from error
        except RuntimeError as error:
            told = unsupported(str(error))
            if told is None:
                raise
            raise told from error


class DiskStore:
    """A folder of Oxigraph's (RocksDB). Readers open it read-only, so that they never wait for one another."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.path)

    @contextmanager
    def reading(self) -> Iterator[ox.Store]:
        """The store opened for reading only. Raises StoreError when there is none, or while it is used if it is damaged."""
        import pyoxigraph

        if not (self.path / "CURRENT").is_file():
            raise StoreError(f"{self.path}: there is no graph here; build it with `kg build`")
        with self._explaining():
            yield pyoxigraph.Store.read_only(os.fspath(self.path))

    @contextmanager
    def writing(self) -> Iterator[ox.Store]:
        """The store opened for writing; it is made when there is none. Raises StoreError when another process writes to it."""
        import pyoxigraph

        with self._explaining():
            store = pyoxigraph.Store(os.fspath(self.path))
            yield store
            store.flush()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise broken_store(self.place, str(error)) from error
        except RuntimeError as error:  # what pyoxigraph raises for RocksDB's own complaints
            if "corrupt" not in str(error).lower():
                raise
            raise broken_store(self.place, str(error)) from error

    def graphs(self) -> list[str]:
        """The IRIs of its named graphs, sorted."""
        with self.reading() as store:
            return MemoryStore(store).graphs()

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """The statements of one named graph, or of all."""
        with self.reading() as store:
            yield from _quads(store, graph)

    def replace_graph(self, graph: str, lines: Iterable[str]) -> None:
        """Replace a named graph in one transaction."""
        with self.writing() as store:
            _replace(store, graph, lines)

    def answer(self, request: Request) -> Result:
        """Run a query in a process of its own, which is killed at the time limit."""
        from kg.graph.local import answer_apart

        with self.reading():
            pass
        return answer_apart(self.path, request)


def _quads(store: ox.Store, graph: str | None) -> Iterator[ox.Quad]:
    import pyoxigraph

    name = None if graph is None else pyoxigraph.NamedNode(graph)
    return iter(store.quads_for_pattern(None, None, None, name))


def _replace(store: ox.Store, graph: str, lines: Iterable[str]) -> None:
    # One update is one transaction; N-Triples are what INSERT DATA takes, escapes and all.
    inserts = [f"GRAPH <{name}> {{ {data.decode()} }}" for name, data in triples_by_graph(lines, graph).items()]
    store.update(f"DROP SILENT GRAPH <{graph}> ; INSERT DATA {{ {' '.join(inserts)} }}")


def dataset(store: ox.Store) -> Any:
    """An rdflib Dataset over an open Oxigraph store (through oxrdflib); its default graph is the union of the named ones.

    Without the union a reopened store would look empty to rdflib, as every statement is in a named graph.
    """
    import rdflib
    from oxrdflib import OxigraphStore

    return rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)

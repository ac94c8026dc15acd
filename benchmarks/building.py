"""kg build and the queries after it against raw pyoxigraph on the same quads, side by side.

Limits: building takes at most 2x the bulk load of the same quads from a file; a timeline and a claims-of-a-source query
through the engine at most 2x raw pyoxigraph (process start aside); finding under 100 ms within the process.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from benchmarks.report import report
from benchmarks.synthetic import write_base
from kg.graph.build import build_base
from kg.graph.local import encoded_request, result_of_parts
from kg.graph.requests import Request
from kg.graph.selection import Selection, select
from kg.graph.sparql_worker import answer
from kg.graph.statements import source_lines, vocabulary_lines
from kg.workspace.loading import load_base
from kg.workspace.workspace import Workspace

TIMELINE = """
PREFIX schema: <https://schema.org/> PREFIX kg: <https://w3id.org/claims-kg/ns#>
SELECT ?claim ?value ?start WHERE {
  ?claim schema:observationAbout <https://example.org/synthetic/entity/company-7> ;
         schema:variableMeasured <https://example.org/synthetic/metric/revenue> ; schema:value ?value ; kg:start ?start
} ORDER BY ?start ?claim"""
OF_SOURCE = """
PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?claim ?value WHERE {
  ?claim prov:wasQuotedFrom <https://example.org/synthetic/source/source-042> ; schema:value ?value } ORDER BY ?claim"""


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def median(action: Callable[[], object], runs: int = 7) -> float:
    action()
    return statistics.median(timed(action) for _ in range(runs))


def through_the_engine(raw: ox.Store, folder: Path, query: str) -> object:
    """What `kg sparql` does between the start of its worker and its printing: answer, encode, hand over, decode."""
    request = encoded_request(Request(query), str(folder))
    return result_of_parts(json.loads(json.dumps(part, ensure_ascii=False)) for part in answer(raw, request))


def main(claims: int = 100_000) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        space = Workspace.open(write_base(folder / "base", claims))
        base = load_base(space)
        quads = folder / "all.nq"
        with quads.open("w") as file:
            file.writelines(vocabulary_lines(space.settings.base, base.vocabulary))
            for source in base.sources:
                own = [claim for claim in base.claims if claim.source == source]
                file.writelines(source_lines(space.settings.base, base, source, own))
        del base
        loads, builds = [], []
        for turn in range(3):
            raw = ox.Store(str(folder / f"raw-{turn}"))
            loads.append(timed(lambda raw=raw: raw.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)))
            raw.flush()
            builds.append(timed(lambda: build_base(space, full=True)))
        pairs = sorted(build / load for build, load in zip(builds, loads, strict=True))
        fits = report("kg build / pyoxigraph bulk load of the same quads", pairs[1], 2.0)
        print(
            f"  ({claims} claims, {sum(1 for _ in quads.open())} quads; load {min(loads):.1f} s, build {min(builds):.1f} s)"
        )
        build = build_base(space).build
        raw = ox.Store.read_only(str(build.store))
        for label, query in (("entity timeline", TIMELINE), ("claims of a source", OF_SOURCE)):
            peer = median(lambda query=query: list(raw.query(query, use_default_graph_as_union=True)))
            ours = median(lambda query=query: through_the_engine(raw, build.store, query))
            fits &= report(f"{label}: engine / raw pyoxigraph", ours / peer, 2.0)
            print(f"  ({1000 * peer:.1f} ms raw, {1000 * ours:.1f} ms through the engine)")

        def find() -> object:
            with build.open_columns() as columns:
                return select(columns, Selection(entities=["company-7"], metrics=["revenue"]), "value")

        fits &= report("kg find within the process, of 100 ms", median(find) / 0.1, 1.0)
        touched = space.root / "claims" / "source-042.jsonl"
        touched.write_text("".join(touched.read_text().splitlines(keepends=True)[:-1]))
        fits &= report(
            "building after one of 100 sources changed / full build", timed(lambda: build_base(space)) / min(builds), 0.5
        )
    return fits


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) else 1)

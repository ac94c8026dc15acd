"""kg check on large bases with planted errors: what it finds, how fast against one DuckDB GROUP BY, and how it grows.

Limits: every planted conflict and broken identity is found, at most 2 % of findings are not of planted claims; a million
claims take at most 6x one GROUP BY scan over the columns that checking reads; from 1e4 to 1e6 time grows at most as n^1.1.
"""

from __future__ import annotations

import math
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.planted import vocabulary, write_planted
from benchmarks.report import report
from kg.consistency.check import Report, check
from kg.consistency.finding import Finding, Kind
from kg.graph.columns import Columns

SCAN = (
    "SELECT entity, compared, qualifiers, per, dimension, metric, status, review, starts, ends, low, high, wide_low, "
    "wide_high, count(*) FROM claims GROUP BY ALL HAVING count(*) > 1000"
)
HARD = (Kind.CONFLICT, Kind.IDENTITY)


def measured(path: Path) -> tuple[float, float, Report]:
    """Median seconds of the scan and of the check, each on a connection of its own, and the report."""
    words = vocabulary()
    scans, checks = [], []
    for _ in range(5):
        with Columns(path) as columns:
            columns.rows("SELECT count(*) FROM claims")
            start = time.perf_counter()
            columns.rows(SCAN)
            scans.append(time.perf_counter() - start)
        with Columns(path) as columns:
            columns.rows("SELECT count(*) FROM claims")
            start = time.perf_counter()
            found = check(columns, words, HARD)
            checks.append(time.perf_counter() - start)
    return statistics.median(scans), statistics.median(checks), found


def recall(found: Report, wanted: set[str], kind: Kind) -> float:
    told = {claim for finding in found.findings if finding.kind is kind for claim in finding.claims}
    return len(wanted & told) / len(wanted)


def wrongly(findings: tuple[Finding, ...], planted: set[str]) -> float:
    return sum(not planted & set(finding.claims) for finding in findings) / len(findings)


def main() -> bool:
    fits, times = True, {}
    with tempfile.TemporaryDirectory() as name:
        for count in (10_000, 100_000, 1_000_000):
            path = Path(name) / f"{count}.parquet"
            planted = write_planted(path, count)
            scan, seconds, found = measured(path)
            times[count] = seconds
            print(
                f"  {count} claims, {len(planted)} planted: scan {scan:.3f} s, check {seconds:.3f} s, {len(found.findings)} findings"
            )
            everything = {p.claim for p in planted}
            fits &= report("planted conflicts missed", 1 - recall(found, everything, Kind.CONFLICT), 0)
            fits &= report(
                "broken identities missed", 1 - recall(found, {p.claim for p in planted if p.breaks}, Kind.IDENTITY), 0
            )
            fits &= report("findings of no planted claim", wrongly(found.findings, everything), 0.02)
    fits &= report("check of 1e6 claims / one GROUP BY scan", seconds / scan, 6)
    fits &= report("growth from 1e4 to 1e6, as a power of n", math.log(times[1_000_000] / times[10_000], 100), 1.1)
    print(
        f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB, the writing of the base included"
    )
    return fits


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

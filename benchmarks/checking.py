"""kg check on large bases with planted errors: what it finds, how fast against one DuckDB GROUP BY, how it grows, what it takes.

What is timed is what `kg check --severity warning` runs: every kind of finding that may be an error or a warning, and the
culprits. Limits: every planted conflict and broken identity is found, at most 2 % of findings are not of planted claims, the
planted claim is a culprit in 95 % of those that break three findings; a million claims take at most 6x one GROUP BY scan
over the columns that checking reads; from 1e4 to 1e6 time grows at most as n^1.1; a group of many claims is one finding.
"""

from __future__ import annotations

import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.planted import vocabulary, write_planted
from benchmarks.report import report
from benchmarks.shapes import Wrong, write_shapes
from kg.consistency.check import Report, accuse, check
from kg.consistency.finding import Finding, Kind, Severity
from kg.graph.columns import Columns, ColumnsWriter, row_of
from kg.model.claim import Claim

SCAN = (
    "SELECT entity, compared, qualifiers, per, dimension, metric, status, review, starts, ends, low, high, wide_low, "
    "wide_high, count(*) FROM claims GROUP BY ALL HAVING count(*) > 1000"
)
SIZES = (10_000, 100_000, 1_000_000)
TIMES = 9
SHAPED = 4000
CROWDS = (10_000, 100_000)


WORDS = vocabulary()


def run(columns: Columns) -> tuple[Report, tuple[Finding, ...]]:
    """What `kg check --severity warning` does between opening the columns and printing."""
    found = check(columns, WORDS, least=Severity.WARNING)
    return found, accuse(found.findings, columns, lambda _: None, found.read)[0]


def conflicts_and_rules(columns: Columns) -> object:
    """The check alone, culprits apart."""
    return check(columns, WORDS, least=Severity.WARNING)


def seconds_of(path: Path, work: Callable[[Columns], object]) -> float:
    """Seconds of some work on a connection of its own, whose file has been touched."""
    with Columns(path) as columns:
        columns.rows("SELECT count(*) FROM claims")
        start = time.perf_counter()
        work(columns)
        return time.perf_counter() - start


def measured(path: Path) -> tuple[float, float, float, float]:
    """Median seconds of the scan and of the check with its culprits, taken in turn, and the median ratios to the scan of
    conflicts and rules and of all; one round to warm up.
    """
    works = (lambda c: c.rows(SCAN), conflicts_and_rules, run)
    rounds = [tuple(seconds_of(path, work) for work in works) for _ in range(TIMES + 1)][1:]
    scans, _, checks = zip(*rounds, strict=True)
    alone, whole = (statistics.median(each[place] / each[0] for each in rounds) for place in (1, 2))
    return statistics.median(scans), statistics.median(checks), alone, whole


def peak(path: Path) -> int:
    """Peak memory in MiB of a process that does nothing but check, once."""
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.checking", str(path)], check=True, capture_output=True, text=True
    )
    return int(made.stdout)


def recall(findings: Iterable[Finding], wanted: set[str], kind: Kind) -> float:
    told = {claim for finding in findings if finding.kind is kind for claim in finding.claims}
    return len(wanted & told) / len(wanted)


def wrongly(findings: Iterable[Finding], planted: set[str]) -> float:
    findings = list(findings)
    return sum(not planted & set(finding.claims) for finding in findings) / len(findings)


def large(folder: Path) -> bool:
    """Recall, precision, time and memory on bases of companies with flows and stocks."""
    fits, times = True, {}
    for count in SIZES:
        path = folder / f"{count}.parquet"
        planted = write_planted(path, count)
        with Columns(path) as columns:
            _, found = run(columns)
        scan, times[count], alone, whole = measured(path)
        print(
            f"  {count} claims, {len(planted)} planted: scan {scan:.3f} s, check {times[count]:.3f} s, {len(found)} findings"
        )
        fits &= report("planted conflicts missed", 1 - recall(found, {p.claim for p in planted}, Kind.CONFLICT), 0)
        broken = {p.claim for p in planted if p.breaks}
        fits &= report("broken identities missed", 1 - recall(found, broken, Kind.IDENTITY), 0)
        fits &= report("findings of no planted claim", wrongly(found, {p.claim for p in planted}), 0.02)
    fits &= report("conflicts and rules of 1e6 claims / one GROUP BY scan", alone, 6)
    print(f"  with the culprits: {whole:.3g} scans")
    fits &= report("growth from 1e4 to 1e6, as a power of n", math.log(times[SIZES[-1]] / times[SIZES[0]], 100), 1.1)
    print(f"  peak memory of checking 1e6 claims: {peak(path)} MiB")
    return fits


def answers(finding: Finding, wrong: Wrong) -> bool:
    enough = finding.severity.rank <= Severity(wrong.severity).rank
    return wrong.claim in finding.claims and finding.kind.value in wrong.kinds and enough


def shaped(folder: Path) -> bool:
    """Recall, precision and culprits on companies of many shapes."""
    path = folder / "shapes.parquet"
    planted = write_shapes(path, SHAPED, share=0.3)
    with Columns(path) as columns:
        _, found = run(columns)
    of_claim: dict[str, list[Finding]] = {}
    for finding in found:
        for claim in finding.claims:
            of_claim.setdefault(claim, []).append(finding)
    missed = [w for w in planted if not any(answers(finding, w) for finding in of_claim.get(w.claim, ()))]
    broken = [of_claim[w.claim] for w in planted if len(of_claim.get(w.claim, ())) >= 3]
    accused = [
        w for w in planted if len(named := of_claim.get(w.claim, ())) >= 3 and all(w.claim in f.culprits for f in named)
    ]
    print(f"  {SHAPED} companies of many shapes, {len(planted)} planted, {len(broken)} of them break three findings or more")
    fits = report("planted errors missed", len(missed) / len(planted), 0)
    fits &= report("findings of no planted claim", wrongly(found, {w.claim for w in planted}), 0.02)
    return report("planted claims not among the culprits", 1 - len(accused) / len(broken), 0.05) and fits


def crowded(folder: Path) -> bool:
    """A group of many claims, all different, is one finding, whose report grows with the claims and not with their pairs."""
    fits, sizes, times = True, [], []
    for count in CROWDS:
        path = folder / f"crowd-{count}.parquet"
        with ColumnsWriter(path) as writer:
            writer.add(row_of(crowd_claim(number), vocabulary()) for number in range(count))
            writer.finish()
        start = time.perf_counter()
        with Columns(path) as columns:
            _, found = run(columns)
        times.append(time.perf_counter() - start)
        sizes.append(sum(len(json.dumps(finding.as_json())) for finding in found))
        fits &= report(f"findings of {count} values of one thing", len(found), 1)
    print(f"  {CROWDS[-1]} values of one thing: {times[-1]:.1f} s")
    fits &= report("report of a crowd, as a power of its size", math.log(sizes[1] / sizes[0], CROWDS[1] / CROWDS[0]), 1.1)
    return report("time of a crowd, as a power of its size", math.log10(times[1] / times[0]), 1.2) and fits


def crowd_claim(number: int) -> Claim:
    value = 1_000_000_001 + number * 1000
    return Claim(
        id=f"claim-{number}",
        source=f"source-{number % 997}",
        exact=f"{value:,}",
        entity="company-0",
        metric="revenue",
        values=(str(value),),
        unit="USD",
        period="2024",
    )


def main() -> bool:
    with tempfile.TemporaryDirectory() as name:
        return all([shaped(Path(name)), crowded(Path(name)), large(Path(name))])


if __name__ == "__main__":
    if len(sys.argv) > 1:  # one check alone, for its peak memory
        seconds_of(Path(sys.argv[1]), run)
        sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024) + os.linesep)
        sys.exit(0)
    sys.exit(0 if main() else 1)

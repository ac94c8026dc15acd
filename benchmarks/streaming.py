"""Memory of `kg extract` over many articles: the resident set after the last thousand against that after the first.

Articles are made up: sentences with other names and numbers each time, so that nothing can be kept from one to the next.
$KG_ARTICLES says how many (default 10,000).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import report

SYLLABLES = ("ba", "ko", "ri", "ven", "sol", "tar", "mi", "lac", "dun", "fer", "gal", "hos", "pre", "num", "zir", "quel")
SENTENCES = (
    "La société {name} a réalisé un chiffre d'affaires de {a} millions d'euros en {year}.",
    "Selon {name}, le taux de chômage atteint {b},{c} % au troisième trimestre {year}.",
    "{name} emploie {a} salariés, contre {b} un an plus tôt.",
    "Le fonds {name} investira entre {b} et {a} milliards de dollars d'ici {year}.",
    "{name} a perdu {b} % de sa valeur, ce que personne n'attendait dans la ville de {town}.",
    "Dans la région de {town}, les pluies ont duré toute la semaine.",
)
STEP = 1000


def name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()


def article(number: int) -> str:
    """A small article of its own."""
    chance = random.Random(number)
    lines = [f"{name(chance)} et {name(chance)}", "", "12 mars 2021. -"]
    for _ in range(8):
        year, a, b, c = chance.randint(2010, 2030), chance.randint(2, 999), chance.randint(2, 99), chance.randint(1, 9)
        lines += [chance.choice(SENTENCES).format(name=name(chance), town=name(chance), year=year, a=a, b=b, c=c), ""]
    return "\n".join(lines)


def resident(pid: int) -> float:
    """The resident set of a process, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> bool:
    if not Path("/proc/self/statm").exists():
        print("  no /proc here: memory is not measured")
        return True
    count = int(os.environ.get("KG_ARTICLES", "10000"))
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{number:05}.txt" for number in range(count)]
        for number, file in enumerate(names):
            (Path(folder) / file).write_text(article(number), encoding="utf-8")
        start = time.perf_counter()
        command = [sys.executable, "-m", "kg", "extract", *names]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            assert process.stdout is not None
            seen, records, samples = "", 0, {}
            done = 0
            for line in process.stdout:
                records += 1
                source = json.loads(line)["source"]
                if source != seen:
                    seen, done = source, done + 1
                    if done % STEP == 0 or done == count:
                        samples[done] = resident(process.pid)
    seconds = time.perf_counter() - start
    if process.returncode or len(samples) < 2:
        print(f"  kg extract ended with {process.returncode} after {done} articles")
        return False
    print(f"  {done:,} articles, {records:,} records, {seconds:,.0f} s; MB after each {STEP:,}: "
          + " ".join(f"{value:.0f}" for value in samples.values()))  # fmt: skip
    first, last = samples[min(samples)], samples[max(samples)]
    return report(f"memory after {max(samples):,} articles, of that after {min(samples):,}", last / first, 1.1)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

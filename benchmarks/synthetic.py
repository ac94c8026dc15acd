"""Synthetic bases: as many claims as asked for, the same for the same seed."""

from __future__ import annotations

import json
import random
from pathlib import Path

METRICS = ("revenue", "net_loss", "expenses", "valuation", "users", "market_share", "employees", "capex")
UNITS = {"users": "count", "employees": "count", "market_share": "%"}
STATUSES = ("reported",) * 7 + ("estimated", "projected", "target")


def write_base(folder: Path, claims: int, sources: int = 100, seed: int = 1) -> Path:
    """A workspace of so many claims, spread evenly over sources, each a .jsonl file."""
    chance = random.Random(seed)
    for part in ("sources", "claims/vocabulary"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "kg.toml").write_text('[workspace]\nname = "synthetic"\nbase = "https://example.org/synthetic/"\n')
    entities = max(10, claims // 50)
    lines = "".join(f"  - id: company-{n}\n    type: organization\n    label: Company {n}\n" for n in range(entities))
    (folder / "claims/vocabulary/entities.yaml").write_text(f"entities:\n{lines}")
    for number in range(sources):
        name = f"source-{number:03}"
        (folder / f"sources/{name}.yaml").write_text(
            f"id: {name}\ntype: report\ntitle: Report {number}\npublished: 2026-01\n"
        )
        with (folder / f"claims/{name}.jsonl").open("w") as file:
            for index in range(number, claims, sources):
                file.write(json.dumps(_claim(chance, index, entities)) + "\n")
    return folder


def _claim(chance: random.Random, index: int, entities: int) -> dict[str, object]:
    metric = chance.choice(METRICS)
    unit = UNITS.get(metric, "USD")
    mantissa = chance.randint(1, 999)
    scaled = unit != "%"
    value: int | str = mantissa * 10**7 if scaled else f"{mantissa / 10:.1f}"
    exact = f"{mantissa / 100:.2f} billion" + (" dollars" if unit == "USD" else "") if scaled else f"{mantissa / 10:.1f} %"
    year = chance.randint(2015, 2025)
    time = {"as_of": f"{year}-12"} if metric in ("valuation", "users", "employees") else {"period": f"{year}"}
    start = 120 * index
    return {
        "id": f"claim-{index}",
        "at": [start, start + len(exact)],
        "exact": exact,
        "entity": f"company-{chance.randrange(entities)}",
        "metric": metric,
        "value": value,
        "unit": unit,
        "qualifiers": {"segment": chance.choice(("cloud", "retail", "europe"))} if chance.random() < 0.2 else {},
        **time,
        "status": chance.choice(STATUSES),
    }

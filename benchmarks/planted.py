"""Claims with planted errors: consistent but for so many, which are known. The same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.graph.columns import ColumnsWriter, row_of
from kg.model.base import Vocabulary
from kg.model.claim import Claim, Status
from kg.model.vocabulary import Entity
from kg.vocabulary.loading import engine_metrics, engine_rules

YEARS = range(2015, 2025)
_FLOWS = ("revenue", "expenses", "net_loss")


@dataclass(frozen=True)
class Planted:
    """A wrong claim: its id, whether other sources contradict it, whether it breaks net_loss == expenses - revenue."""

    claim: str
    conflicts: bool
    breaks: bool


def vocabulary() -> Vocabulary:
    """The engine's metrics and rules; entities need no record here."""
    return Vocabulary({"company-0": Entity("company-0")}, engine_metrics(), engine_rules())


def claims(count: int, planted: list[Planted], share: float = 0.001, seed: int = 7) -> Iterator[Claim]:
    """About ``count`` claims: companies, years, three flows that keep their identity and two stocks, each from 1 to 4 sources.

    One in ``1 / share`` values given by three sources or more is given wrong by one of them, which is put into ``planted``.
    """
    chance = random.Random(seed)
    made = company = 0
    while made < count:
        name = f"company-{company}"
        company += 1
        for year in YEARS:
            revenue = chance.randrange(100_000, 900_000) * 10_000
            expenses = revenue + chance.randrange(1_000, 90_000) * 10_000
            values = dict(zip(_FLOWS, (revenue, expenses, expenses - revenue), strict=True))
            values |= {"valuation": revenue * chance.randrange(3, 9), "users": chance.randrange(10_000, 999_999) * 1000}
            told = {metric: chance.choice((1, 1, 2, 3, 4)) for metric in values}
            for metric, value in values.items():
                wrong = chance.randrange(told[metric]) if told[metric] > 2 and chance.random() < share * 5 else None
                for source in range(told[metric]):
                    claim = _claim(name, metric, year, source, value * 3 // 2 if source == wrong else value)
                    if source == wrong:
                        planted.append(Planted(claim.id, conflicts=True, breaks=metric in _FLOWS))
                    made += 1
                    yield claim


def _claim(entity: str, metric: str, year: int, source: int, value: int) -> Claim:
    stock = metric in ("valuation", "users")
    return Claim(
        id=f"{entity}-{metric}-{year}-{source}",
        source=f"source-{source}",
        exact=f"{value:,}",
        entity=entity,
        metric=metric,
        values=(str(value),),
        unit="count" if metric == "users" else "USD",
        status=Status.REPORTED,
        period=None if stock else str(year),
        as_of=f"{year}-12" if stock else None,
    )


def write_planted(path: Path, count: int, seed: int = 7) -> list[Planted]:
    """The columns of such a base, and what is planted in it."""
    planted: list[Planted] = []
    words = vocabulary()
    with ColumnsWriter(path) as writer:
        writer.add(row_of(claim, words) for claim in claims(count, planted, seed=seed))
        writer.finish()
    return planted

"""Every format of ``kg export`` by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePath
from typing import Final

from kg.citation.export import rdf, references, reviews, wide
from kg.citation.export.nanopublications import as_nanopublications
from kg.citation.export.networks import as_gexf, as_graphml
from kg.citation.export.parquet import as_parquet
from kg.citation.export.tabular import COLUMNS, table_text, tidy_rows
from kg.consistency.finding import Finding
from kg.model.base import Base
from kg.model.quantity import ABOUT_SHARE
from kg.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export is made of; ``prefix`` begins the workspace's IRIs, ``homepage`` is where it is told of on the web."""

    base: Base
    findings: tuple[Finding, ...]
    prefix: str
    name: str
    title: str
    waivers: rdf.Waivers = field(default_factory=dict)
    homepage: str | None = None
    about_share: Decimal = ABOUT_SHARE
    """How much a hedge widens a value, as for the checks."""


def by_source(waivers: Iterable[Waiver]) -> dict[str, tuple[Waiver, ...]]:
    """Waivers by the source whose file they stand in, without their lines."""
    found: dict[str, tuple[Waiver, ...]] = {}
    for waiver in waivers:
        source = PurePath(waiver.path).stem
        found[source] = (*found.get(source, ()), replace(waiver, path="", line=None))
    return found


Writer = Callable[[Exported], str | bytes]
WRITERS: Final[dict[str, Writer]] = {
    "csv": lambda e: table_text(COLUMNS, tidy_rows(e.base)),
    "tsv": lambda e: table_text(COLUMNS, tidy_rows(e.base), "tsv"),
    "parquet": lambda e: as_parquet(e.base),
    "wide": lambda e: wide.as_wide(e.base),
    "nquads": lambda e: rdf.as_nquads(e.prefix, e.base, e.waivers),
    "trig": lambda e: rdf.as_trig(e.prefix, e.base, e.waivers),
    "turtle": lambda e: rdf.as_turtle(e.prefix, e.base, e.waivers),
    "jsonld": lambda e: rdf.as_jsonld(e.prefix, e.base, e.waivers),
    "nanopub": lambda e: as_nanopublications(e.prefix, e.title, e.base),
    "claimreview": lambda e: reviews.as_claim_review(e.prefix, e.title, e.base, e.findings, e.about_share),
    "csl-json": lambda e: references.as_csl_json(e.base),
    "bibtex": lambda e: references.as_bibtex(e.base),
    "graphml": lambda e: as_graphml(e.base),
    "gexf": lambda e: as_gexf(e.base),
}
PACKAGE: Final = "datapackage"
NAMES: Final = (*WRITERS, PACKAGE)
NEEDS_FINDINGS: Final = ("claimreview", PACKAGE)

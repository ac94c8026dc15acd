"""The flagship's citation desk, and one over a base whose titles and labels are out to do harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.citation.desk import Desk
from kg.consistency.check import check
from kg.consistency.waivers import apply_waivers
from kg.graph.build import build_base
from kg.model.base import Base, Vocabulary
from kg.model.claim import Claim, Review, ReviewState
from kg.model.vocabulary import Entity, Source
from kg.vocabulary.loading import engine_metrics
from kg.workspace.loading import load_base
from kg.workspace.places import load_waivers
from kg.workspace.workspace import Workspace

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) ![y](http://evil/z.png) *b* `c` {{ 7*7 }} @key \\input{x} $1^2$ | % -- ,, # ~ _ & € é 1\u202f000"


@pytest.fixture(scope="session")
def flagship_desk(flagship_copy) -> Desk:
    workspace = Workspace.open(flagship_copy)
    base = load_base(workspace)
    with build_base(workspace).build.open_columns() as columns:
        found = check(columns, base.vocabulary).findings
    marked, _ = apply_waivers(found, load_waivers(workspace), date(2026, 11, 22))
    return Desk(base, marked, "fr", "iso690-note-fr")


@pytest.fixture
def english_desk(flagship_desk) -> Desk:
    return replace(flagship_desk, language="en", style="chicago-note-bibliography")


@pytest.fixture
def hostile_desk() -> Desk:
    entities = {"acme": Entity("acme", "organization", {"": f"Acme {HOSTILE}"})}
    source = Source(
        "bad", title=HOSTILE, authors=(HOSTILE,), publisher=HOSTILE, url="https://example.org/?<x>&y", published="2025"
    )
    claims = (
        Claim("a", "bad", "4.3 billion", "acme", "revenue", ("4300000000",), "USD", period="2025", note=HOSTILE),
        Claim("b", "bad", "2 billion", "acme", "revenue", ("2000000000",), "USD", period="2024", per=HOSTILE),
        Claim("c", "bad", "3", "acme", "revenue", ("3",), "USD", period="2024", review=Review(ReviewState.REJECTED)),
    )
    return Desk(Base({"bad": source}, claims, Vocabulary(entities, engine_metrics())), (), "en", "chicago-note-bibliography")

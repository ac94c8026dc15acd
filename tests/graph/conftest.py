"""A small base of two sources, and its graph in each kind of store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.statements import source_quads, vocabulary_quads
from kg.graph.stores import DiskStore, MemoryStore
from kg.model.base import Base, Vocabulary
from kg.model.claim import Claim, Derivation, Review, ReviewState, Status
from kg.model.quantity import Approximation
from kg.model.vocabulary import Entity, Metric, MetricKind, Source

PREFIX = "https://example.org/claims/"
REPOSITORY = Path(__file__).parents[2]


def small_base() -> Base:
    """OpenAI's revenue and loss in two sources, one figure derived from two others."""
    openai = Entity(
        "openai",
        "organization",
        {"": "OpenAI"},
        {"": ("Open AI",)},
        wikidata="Q21708200",
        fiscal_year_end="06-30",
        part_of="microsoft",
    )
    entities = {
        "openai": openai,
        "microsoft": Entity("microsoft", "organization", {"en": "Microsoft", "fr": "Microsoft"}, note="maker of software"),
        "sam-altman": Entity("sam-altman", "person", {"": "Sam Altman"}, proposed=True),
    }
    metrics = {
        "revenue": Metric("revenue", MetricKind.FLOW, "money", {"en": "revenue"}, {"fr": ("recettes",)}, additive=True),
        "net_loss": Metric("net_loss", MetricKind.FLOW, "money", sign="positive", broader="result", compares_with="result"),
        "result": Metric("result", MetricKind.FLOW, "money", description={"en": "What remains."}),
        "valuation": Metric("valuation"),
        "founding": Metric("founding", MetricKind.DATE, "date"),
    }
    sources = {
        "paper": Source(
            "paper",
            "article",
            "On losses",
            authors=("Zoe", "Adam"),
            publisher="Le Soir",
            url="https://example.org/{paper}",
            language="fr",
            published="2026-02",
            published_basis="its last events",
            sha256="0" * 64,
            length=1000,
            rights="none",
            reliability="0.8",
            note="long",
        ),
        "podcast": Source("podcast", "interview", description="A talk", published="2025-Q4"),
    }
    accepted = Review(ReviewState.ACCEPTED, "ana", "2026-11-21", "read twice")
    claims = (
        Claim(
            "revenue-2025",
            "paper",
            "20 milliards $",
            "openai",
            "revenue",
            ("20000000000",),
            "USD",
            at=(17, 31),
            period="2025",
            review=accepted,
        ),
        Claim(
            "revenue-fy2026",
            "paper",
            "13 à 15 milliards",
            "openai",
            "revenue",
            ("13000000000", "15000000000"),
            "USD",
            Status.PROJECTED,
            at=(50, 67),
            approximation=Approximation.ABOUT,
            period="FY2026-Q1",
            attributed_to="sam-altman",
            qualifiers={"counterparty": "microsoft", "product": "ChatGPT Go"},
        ),
        Claim(
            "loss-2025",
            "paper",
            "9\n\nmilliards",
            "openai",
            "net_loss",
            ("9000000000",),
            "USD",
            at=(81, 93),
            approximation=Approximation.AT_LEAST,
            per="month",
            period="2025",
            derived=Derivation("expenses - revenue", {"expenses": "valuation", "revenue": "revenue-2025"}, "partial"),
            note="fits",
        ),
        Claim("valuation", "podcast", "157 milliards", "openai", "valuation", ("157000000000",), "USD", as_of="2024-10"),
        Claim(
            "revenue-told",
            "podcast",
            "13,5 milliards",
            "openai",
            "revenue",
            ("13500000000",),
            "USD",
            at=(5, 19),
            period="2025",
        ),
        Claim("founded", "podcast", "2015", "openai", "founding", ("2015",), "date", at=(30, 34), undated="a founding date"),
    )
    return Base(sources, claims, Vocabulary(entities, metrics))


def small_nquads() -> str:
    """The whole graph of the small base."""
    base = small_base()
    lines = [line for source in base.sources for line in source_quads(PREFIX, base, source)]
    return "".join([*lines, *vocabulary_quads(PREFIX, base)])


@pytest.fixture
def base() -> Base:
    return small_base()


@pytest.fixture
def prefix() -> str:
    return PREFIX


@pytest.fixture
def nquads() -> str:
    return small_nquads()


@pytest.fixture
def memory(nquads: str) -> MemoryStore:
    store = MemoryStore()
    store.store.load(nquads.encode(), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> DiskStore:
    store = DiskStore(tmp_path_factory.mktemp("graph") / "store")
    with store.writing() as opened:
        opened.bulk_load(small_nquads().encode(), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY

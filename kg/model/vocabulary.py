"""What claims are about and where they stand: sources, entities, metrics and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kg.model.period import CALENDAR_YEAR_END

Text = Mapping[str, str]
"""A text in several languages: language tag -> text; "" holds for all."""

RESERVED_SOURCES: Final = ("vocabulary", "findings", "periods")
"""Names of graphs of the base itself: a source of that name would share theirs."""

_NO_TEXT: Final[Text] = MappingProxyType({})
_NO_LISTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


def in_language(text: Text, language: str, otherwise: str) -> str:
    """The text in ``language``, else the one for all, else English, else any, else ``otherwise``."""
    for key in (language, "", "en", *sorted(text)):
        if key in text:
            return text[key]
    return otherwise


def why_reserved(identifier: str) -> str | None:
    """Why no source may have this id; None where one may."""
    if identifier not in RESERVED_SOURCES:
        return None
    return f"a source cannot be called {identifier!r}, which names a graph of the base itself"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that figures stand in. ``published`` is an EDTF date or None, ``published_basis`` why it is thought so."""

    id: str
    type: str = "article"
    title: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: str | None = None
    sha256: str | None = None
    length: int | None = None
    rights: str | None = None
    reliability: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        """How to call it in a line of text."""
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom or what figures are about. ``aliases`` maps a language ("" for all) to surface forms."""

    id: str
    type: str = "concept"
    label: Text = field(default_factory=lambda: _NO_TEXT)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_LISTS)
    wikidata: str | None = None
    fiscal_year_end: str = CALENDAR_YEAR_END
    part_of: str | None = None
    note: str | None = None
    proposed: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """How texts write it: its labels and aliases in every language."""
        return (*self.label.values(), *(form for listed in self.aliases.values() for form in listed))

    def name(self, language: str = "en") -> str:
        """Its label in a language, else its id."""
        return in_language(self.label, language, self.id)


class MetricKind(StrEnum):
    """How a metric relates to time: over a period, at a moment, neither, or a date itself."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"
    PRICE = "price"
    DATE = "date"

    @property
    def holds_at_a_moment(self) -> bool:
        """Whether its value may change from one date to the next without contradiction."""
        return self in (MetricKind.STOCK, MetricKind.PRICE, MetricKind.RATIO, MetricKind.DATE)


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured. ``compares_with`` names the metric whose values it shares (a revenue target: revenue)."""

    id: str
    kind: MetricKind = MetricKind.STOCK
    dimension: str | None = None
    label: Text = field(default_factory=lambda: _NO_TEXT)
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_LISTS)
    broader: str | None = None
    compares_with: str | None = None
    sign: str = "any"
    additive: bool = False
    description: Text = field(default_factory=lambda: _NO_TEXT)
    proposed: bool = False

    def name(self, language: str = "en") -> str:
        """Its label in a language, else its id with spaces."""
        return in_language(self.label, language, self.id.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation between metrics that every base must keep, as ``net_loss == expenses - revenue``."""

    id: str
    rule: str
    severity: str = "error"
    label: Text = field(default_factory=lambda: _NO_TEXT)
    explanation: Text = field(default_factory=lambda: _NO_TEXT)
    path: str = ""
    line: int | None = None

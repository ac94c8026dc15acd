"""What is known of a figure before a field is chosen, in words that features cross with an option's part in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.places import countries_by_slug
from kg.extraction.attaching.ranking import Features
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.folding import fold

_PERSONAL: Final = frozenset(
    [
        "age",
        "net_worth",
        "salary",
        "children",
        "vote_share",
        "poll_share",
        "approval_rating",
        "sentence_length",
        "height",
        "weight",
    ]
)
_TOLL: Final = frozenset(
    [
        "deaths",
        "injured",
        "missing",
        "casualties",
        "magnitude",
        "depth",
        "rescued",
        "survivors",
        "buildings_damaged",
        "hospitalized",
        "hospitalised",
        "evacuated",
        "trapped_people",
    ]
)
_NATIONAL: Final = (
    "unemploy",
    "gdp",
    "inflation",
    "births",
    "population",
    "public_debt",
    "budget_deficit",
    "fertility",
    "tax",
    "poverty",
)
_CORPORATE: Final = (
    "revenue",
    "sales",
    "turnover",
    "net_income",
    "net_loss",
    "operating_",
    "profit",
    "share_price",
    "valuation",
    "market_share",
    "employees",
    "jobs_cut",
    "layoffs",
    "stores",
    "store_",
    "customers",
    "subscribers",
    "orders",
    "order_backlog",
    "stake",
    "dividend",
    "funding_",
    "acquisition_",
    "ipo_",
    "capex",
)
_TELLING: Final = ("toll", "vote", "change", "rate")
STEM: Final = 6
"""Letters of a noun that stand for all its forms."""


def endings_of(traits: Iterable[str]) -> Features:
    """What features of an option's part in the text end with where they are crossed with each of a figure's traits."""
    return dict.fromkeys([f":{trait}" for trait in traits])


def traits_of(site: Site, metric: str | None) -> list[str]:
    """The figure's unit, kind and hedge, the nouns around it and the words of its metric."""
    figure = site.figure
    return [
        site.unit_class,
        f"unit:{figure.unit}",
        f"figure:{figure.kind}",
        f"approx:{figure.approx}",
        *(f"noun:{noun[:STEM]}" for noun in site.nouns),
        *(f"metric:{word}" for word in metric_words(metric)),
    ]


def clause_words(site: Site) -> list[str]:
    """The verb that the figure stands under and the head of its subject, each by its stem."""
    found = [f"verb:{fold(site.verb.text)[:STEM]}"] if site.verb is not None else []
    if site.subject is not None:
        found.append(f"subject:{fold(site.subject.text)[:STEM]}")
    return found


def metric_words(metric: str | None) -> list[str]:
    """The name of a metric and the words of it."""
    if metric is None:
        return ["none"]
    name = metric.removeprefix("~")
    return list(dict.fromkeys([name, *name.split("_")]))


def kind_of(scene: Scene, entity: str) -> str:
    """What kind of thing an entity is: as its names were read, countries apart from other places; "noun" where it is no name."""
    if entity in countries_by_slug(scene.language):
        return "country"
    return scene.names.kinds.get(entity, "noun")


def subject_group(scene: Scene, site: Site, metric: str | None) -> str:
    """What kind of thing a figure is mostly said of: a person, an event with victims, a nation, a firm, or by its metric's dimension."""
    group = _group_of(scene, metric)
    if site.figure.kind == "age":
        return "personal"
    if site.unit_class == "duration" and group == "personal":
        group = "duration"
    if group in ("none", "other", "share", "money", "count") and words_of(scene.language).national.search(
        site.passage.folded[slice(*site.clause)]
    ):
        return "national"
    return group


def _group_of(scene: Scene, metric: str | None) -> str:
    if metric is None:
        return "none"
    if metric in _PERSONAL:
        return "personal"
    if metric in _TOLL:
        return "toll"
    if metric.startswith(_NATIONAL):
        return "national"
    if metric.startswith(_CORPORATE):
        return "corporate"
    known = scene.vocabulary.metrics.get(metric)
    return known.dimension or "other" if known is not None else "other"


def time_group(metric: str | None) -> str:
    """How a metric mostly goes with time: on the day of an event, over a span, measured again and again, lasting, by a vote."""
    if metric is None:
        return "none"
    if metric == "age" or metric.startswith("age_"):
        return "age"
    if metric.endswith(("_change", "_growth")):
        return "change"
    if "duration" in metric or metric in ("lifespan", "travel_time", "deadline", "sentence_length"):
        return "duration"
    if metric in _TOLL:
        return "toll"
    if metric.startswith(("vote", "turnout", "seats")):
        return "vote"
    if metric.startswith(("height", "length", "distance", "area", "weight", "population")):
        return "lasting"
    if metric.startswith((*_NATIONAL, "revenue", "net_", "sales")):
        return "rate"
    return "other"


def genre_of(metrics: Iterable[str | None]) -> str:
    """What most figures of a text that say it go with: the day of an event, a vote, a change; "other" where none does."""
    counts = Counter(group for group in map(time_group, metrics) if group in _TELLING)
    return max(sorted(counts), key=lambda group: counts[group], default="other")

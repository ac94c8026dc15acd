"""Which metrics a figure's unit may state, and which ones it mostly states where no word says what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.extraction.attaching.scene import PARTS, Site
from kg.model.vocabulary import Metric

ENDINGS: Final = ("_change", "_growth", "_multiple", "_share", "_ratio")
"""What the names of metrics that are made from others end with."""

_BY_UNIT: Final[Mapping[str, frozenset[str]]] = {
    "money": frozenset({"money"}),
    "percent": frozenset({"share", "multiple", "percentage point"}),
    "points": frozenset({"percentage point", "share", "count"}),
    "multiple": frozenset({"multiple", "share", "money", "count"}),
    "fraction": frozenset({"share", "multiple"}),
    "count": frozenset({"count"}),
    "duration": frozenset({"time"}),
    "date": frozenset({"date"}),
}
_ALSO: Final[Mapping[str, frozenset[str]]] = {
    "capacity": frozenset({"count", "energy", "mass", "volume"}),  # the seats of a hall, the beds of a ward
    "production": frozenset({"mass", "volume", "energy"}),
    "sales_volume": frozenset({"mass", "volume", "energy"}),
    "exports": frozenset({"mass", "volume", "energy", "count"}),
    "imports": frozenset({"mass", "volume", "energy", "count"}),
    "order_backlog": frozenset({"count"}),
    **dict.fromkeys(("stock_index", "stock_index_change", "points", "score"), frozenset({"point"})),
}
OF_OUTPUT: Final = ("budget_deficit", "budget_surplus", "public_debt", "public_spending", "trade_balance")
"""Amounts of a state that are said as percentages of its yearly output."""
_UNITS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("m", "km", "cm", "mm", "mile", "ft", "in", "yd", "nmi", "AU", "ly"), "length"),
    **dict.fromkeys(("kg", "g", "mg", "t", "ton", "lb", "oz", "quintal"), "mass"),
    **dict.fromkeys(("m2", "km2", "ha", "acre", "ft2", "mi2", "sqft"), "area"),
    **dict.fromkeys(("L", "hL", "m3", "cL", "mL", "barrel", "gallon"), "volume"),
    **dict.fromkeys(("km/h", "mph", "m/s", "km/s", "knot"), "speed"),
    **dict.fromkeys(("W", "kW", "MW", "GW", "TW"), "power"),
    **dict.fromkeys(("Wh", "kWh", "MWh", "GWh", "TWh"), "energy"),
    **dict.fromkeys(("degC", "degF", "K"), "temperature"),
    **dict.fromkeys(("B", "kB", "MB", "GB", "TB", "PB", "kbit", "Mbit", "Gbit"), "information"),
    "magnitude": "magnitude",
    "points": "point",
}
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "money": ("price", "cost", "investment"),
    "duration": ("age", "duration"),
    "percent": ("share", "change"),
    "points": ("change",),
    "multiple": ("scale_multiple",),
    "fraction": ("share", "change", "population_share"),
    "count": ("count",),
    "date": ("launch_date", "end_date"),
    "length": ("distance", "height", "length", "depth", "altitude"),
    "mass": ("weight", "production"),
    "area": ("area",),
    "volume": ("volume", "production"),
    "speed": ("speed",),
    "power": ("capacity",),
    "energy": ("electricity_generation", "electricity_consumption"),
    "temperature": ("temperature",),
    "information": ("data_volume",),
    "magnitude": ("magnitude",),
    "point": ("points",),
}
MONEYS: Final = frozenset(
    [
        "cost",
        "price",
        "bill",
        "rent",
        "budget",
        "salary",
        "spending",
        "debt",
        "aid",
        "subsidy",
        "fine",
        "revenue",
        "income",
        "loan",
        "tax",
        "profit",
        "loss",
        "margin",
        "bonus",
        "fee",
        "payment",
        "fund",
        "funding",
        "pay",
    ]
)
"""What the names of amounts of money end with."""
_BY_TERM: Final[Mapping[str, tuple[str, ...]]] = {
    "month": ("price", "subscription_price", "salary", "rent"),
    "hour": ("salary", "price"),
    "day": ("price", "salary"),
}
_LIVED: Final = ("year", "month", "week", "day")


def fits(metric: Metric, site: Site, metrics: Mapping[str, Metric]) -> bool:
    """Whether a unit may state a metric: money is no share, a count no duration, six hours no age."""
    dimension = metric.dimension
    if metric.id == "age" and site.figure.unit not in _LIVED:
        return False
    if dimension is None:
        return True
    stated = _BY_UNIT.get(site.unit_class)
    own = dimension_of(site)
    if stated is None:
        if own is not None:
            stated = frozenset({own})
        elif dimension not in ("money", "share", "date", "count", "percentage point", "multiple"):
            return True
        else:
            stated = frozenset()
    if dimension in stated or not stated.isdisjoint(_ALSO.get(metric.id, ())):
        return True
    if metric.id in OF_OUTPUT and site.unit_class in PARTS:
        return True
    base = metrics.get(metric.id.removesuffix("_change"))
    return metric.id.endswith("_change") and base is not None and (base.dimension in stated)


def dimension_of(site: Site) -> str | None:
    """What a unit of measure measures; None where it is none or not known."""
    return _UNITS.get(site.figure.unit)


def usual(site: Site) -> tuple[str, ...]:
    """The metrics that figures of such a unit mostly state."""
    if site.figure.kind == "age":
        return ("age", "age_threshold")
    if site.unit_class == "duration" and site.figure.unit == "year":
        return ("age", "duration", "age_threshold")
    if site.unit_class == "money" and (term := _BY_TERM.get(site.figure.per or "")) is not None:
        return term
    return _USUAL.get(site.unit_class) or _USUAL.get(dimension_of(site) or "", ())


def suits(name: str) -> bool:
    """Whether a name made of words may be that of a count: it ends as no share, change, amount or duration does."""
    last = name.rpartition("_")[2]
    return last not in MONEYS and last not in ("share", "rate", "ratio", "multiple", "growth", "change", "duration", "time")

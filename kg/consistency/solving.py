"""One metric of a rule found from the others, as a value with its unit, label and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.consistency.inverting import needed
from kg.consistency.readings import unit_for
from kg.consistency.values import Place, Time, Value, clipped
from kg.model.base import Vocabulary
from kg.model.errors import FormulaError, QuantityError, UnitError
from kg.model.formula import Amount, Term, evaluate
from kg.model.interval import INFINITY, ZERO, Interval
from kg.model.period import CALENDAR_YEAR_END, Period, period_of
from kg.model.units import from_base
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words


def solved(
    term: Term, name: str, place: Place, time: Time, inputs: Mapping[str, Value], vocabulary: Vocabulary
) -> Value | None:
    """The value of ``name`` with which ``term`` is zero; None where there is none, or none that the metric can have."""
    zero, sign = Interval.point(ZERO), vocabulary.metric(place.metric).sign
    readings: dict[str, Interval] = {}
    for reading in ("narrow", "wide", "stated"):
        amounts = {key: value.amount(reading) for key, value in inputs.items()}
        try:
            solved = needed(term, name, amounts, zero)
        except (FormulaError, QuantityError, UnitError):
            return None
        kept = clipped(solved, sign) if solved is not None else None
        if kept is None or not (kept.low.is_finite() or kept.high.is_finite()):
            return None
        readings[reading] = kept
    made = implied_value(place, time, inputs.values(), readings, vocabulary)
    amounts = {key: _uncounted(value.amount("narrow")) for key, value in {**inputs, name: made}.items()}
    try:
        evaluate(term, amounts)
    except FormulaError:
        return None  # the dimensions do not fit: dollars and euros, per month and per year
    except QuantityError:
        pass
    return made


def _uncounted(amount: Amount) -> Amount:
    """A number of things as a plain number, which is what a share of it comes out as."""
    return replace(amount, dimension="") if amount.dimension == "count" else amount


def implied_value(
    place: Place, time: Time, inputs: Iterable[Value], readings: Mapping[str, Interval], vocabulary: Vocabulary
) -> Value:
    """A value that follows from others, with all that they bring along."""
    inputs, metric = list(inputs), vocabulary.metric(place.metric)
    dimension, unit = _unit(place, inputs, vocabulary)
    unit = unit or unit_for(dimension, [value.unit for value in inputs]) or "count"
    label = next((value.label for value in inputs if value.time == time), "") or label_of(place.entity, time, vocabulary)
    stated = readings["stated"]
    return Value(
        place=place,
        time=time,
        label=label,
        dimension=dimension,
        unit=unit,
        narrow=readings["narrow"],
        wide=readings["wide"].hull(readings["narrow"]),
        stated=stated,
        words=interval_words(from_base(_without_zero(stated, metric.sign), unit), unit, 4),
        origin="implied",
        claims=tuple(dict.fromkeys(claim for value in inputs for claim in value.claims)),
        sources=frozenset[str]().union(*(value.sources for value in inputs)),
        ahead=any(value.ahead for value in inputs),
        depth=1 + max(value.depth for value in inputs),
    )


def _without_zero(interval: Interval, sign: str) -> Interval:
    """For words: that something is never negative goes without saying."""
    return Interval(-INFINITY, interval.high) if sign == "positive" and interval.low == 0 < interval.high else interval


def label_of(entity: str, time: Time, vocabulary: Vocabulary) -> str:
    """The label of a period as the entity counts its years: FY2025 or FY2025-Q3 where it is a fiscal one."""
    year_end = vocabulary.fiscal_year_end(entity)
    if year_end != CALENDAR_YEAR_END:
        years = (time[1].year, time[1].year + 1)
        for label in (f"FY{year}{part}" for year in years for part in ("", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4")):
            period = Period.parse(label, year_end)
            if (period.start, period.end) == time:
                return label
    return period_of(*time).label


def _unit(place: Place, inputs: Sequence[Value], vocabulary: Vocabulary) -> tuple[str, str]:
    """Dimension and unit of a metric, in the currency of the inputs."""
    metric = vocabulary.metric(place.metric)
    if metric.kind is MetricKind.RATIO:
        return "ratio", "%" if metric.dimension == "share" and not place.metric.endswith("_ratio") else "x"
    if metric.dimension == "count":
        return "count", "count"
    like = next((value for value in inputs if value.dimension not in ("ratio", "count")), inputs[0])
    return like.dimension, like.unit

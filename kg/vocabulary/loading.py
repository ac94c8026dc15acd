"""The vocabulary that ships with the engine, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.model.vocabulary import Metric, Rule
from kg.vocabulary.records import MetricFile, RuleFile, validated
from kg.vocabulary.strict_yaml import read_yaml


def vocabulary_text(name: str) -> str:
    """A data file of this package."""
    return files("kg.vocabulary").joinpath(name).read_text(encoding="utf-8")


@cache
def engine_metrics() -> dict[str, Metric]:
    """The general metrics, by id."""
    name = "metrics.yaml"
    records = validated(MetricFile, read_yaml(vocabulary_text(name), f"kg/vocabulary/{name}"), "metrics")
    return {record.id: record.to_model() for record in records.metrics}


@cache
def engine_rules() -> tuple[Rule, ...]:
    """The general rules, in the order of the file."""
    name = "rules.yaml"
    records = validated(RuleFile, read_yaml(vocabulary_text(name), f"kg/vocabulary/{name}"), "rules")
    return tuple(record.to_model(f"kg/vocabulary/{name}") for record in records.rules)

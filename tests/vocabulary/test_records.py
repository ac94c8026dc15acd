"""Entities, metrics and rules as files hold them: what is wrong is said with line, key, what was found and expected."""

from __future__ import annotations

import pytest

from kg.model.errors import InvalidFilesError
from kg.model.vocabulary import MetricKind
from kg.vocabulary.loading import engine_metrics, engine_rules
from kg.vocabulary.records import EntityFile, MetricFile, RuleFile, validated
from kg.vocabulary.strict_yaml import read_yaml


def problems(model, text: str) -> list[str]:
    with pytest.raises(InvalidFilesError) as error:
        validated(model, read_yaml(text, "f.yaml"), "entities")
    return [str(problem).removeprefix("f.yaml:") for problem in error.value.problems]


def test_an_entity():
    text = """\
entities:
  - id: nvidia
    type: organization
    label: {fr: Nvidia, en: NVIDIA}
    aliases: [Nvidia Corp., 2025]
    wikidata: Q182477
    fiscal_year_end: 01-31
"""
    entity = validated(EntityFile, read_yaml(text, "f.yaml"), "entities").entities[0].to_model()
    assert (entity.name("fr"), entity.name("en"), entity.fiscal_year_end) == ("Nvidia", "NVIDIA", "01-31")
    assert entity.aliases == {"": ("Nvidia Corp.", "2025")}


def test_a_metric():
    text = "metrics:\n  - id: revenue\n    kind: flow\n    label: {en: revenue}\n    cues: {en: [sales], fr: []}\n    additive: true\n"
    metric = validated(MetricFile, read_yaml(text, "f.yaml"), "metrics").metrics[0].to_model()
    assert (metric.kind, metric.additive, metric.cues) == (MetricKind.FLOW, True, {"en": ("sales",)})


def test_all_problems_of_a_record_with_line_and_key():
    text = """\
entities:
  - id: Open AI
    type: company
    lable: OpenAI
    wikidata: 123
  - type: person
    aliases: {fr: [a, ""]}
    fiscal_year_end: 13-01
  - id: ok
    label: 3.5
"""
    assert problems(EntityFile, text) == [
        "2: entities[0](Open AI).id: found 'Open AI', expected a name of lower-case letters, digits, dots, hyphens and underscores",
        (
            "3: entities[0](Open AI).type: found 'company', expected one of 'organization', 'person', 'place', 'product', "
            "'model', 'industry', 'concept', 'event', 'work' or 'group'"
        ),
        "4: entities[0](Open AI).lable: unknown key 'lable'; did you mean label?",
        "5: entities[0](Open AI).wikidata: found 123, expected a text",
        "6: entities[1]: the key 'id' is missing",
        "7: entities[1].aliases.fr[1]: found '', expected a text that is not empty",
        "8: entities[1].fiscal_year_end: found '13-01', which does not match ^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]\n", "1: expected entities, found []"),
        ("text\n", "1: expected entities, found 'text'"),
        ("", "1: expected entities, found nothing"),
        ("entities: 5\n", "1: entities: found 5, expected a list"),
        ("entities: [5]\n", "1: entities[0]: found 5, expected a mapping"),
        ("entites: []\n", "1: entites: unknown key 'entites'; did you mean entities?"),
    ],
)
def test_files_of_another_shape(text, message):
    found = problems(EntityFile, text)
    assert found == [message]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("net_loss = expenses", "is no rule"),
        ("net_loss", "is no rule"),
        ("a < b", "is no rule"),
        ("a == b == c", "is no rule"),
        ("1 == 1", "names no metric"),
        ("a == open('x')", "only names, numbers"),
        ("a == previous(b + c)", "only names, numbers"),
    ],
)
def test_a_rule_that_is_none_is_refused(rule, message):
    (found,) = problems(RuleFile, f'rules:\n  - id: r\n    rule: "{rule}"\n')
    assert found.startswith("3: rules[0](r).rule: ")
    assert message in found


def test_the_engines_own_vocabulary_is_valid():
    metrics = engine_metrics()
    assert {"revenue", "net_loss", "valuation", "users"} <= set(metrics)
    for metric in metrics.values():
        assert metric.broader is None or metric.broader in metrics, metric.id
        assert metric.compares_with is None or metric.compares_with in metrics, metric.id
        assert metric.label, metric.id
    assert len({rule.id for rule in engine_rules()}) == len(engine_rules())

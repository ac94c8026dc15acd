"""Entities, metrics and rules as the files of claims/vocabulary/ hold them, and merging new ones in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kg.model.errors import UsageError
from kg.model.period import CALENDAR_YEAR_END
from kg.model.vocabulary import Entity, Metric, Rule
from kg.workspace.emission import item
from kg.workspace.splicing import Splice, Splicer, apply, content_end, is_block, line_end

Thing = Entity | Metric | Rule


def _text(value: Mapping[str, str]) -> Any:
    return value[""] if set(value) == {""} else dict(value) or None


def _lists(value: Mapping[str, Sequence[str]]) -> Any:
    named = {language: list(words) for language, words in value.items()}
    return named[""] if set(named) == {""} else named or None


def entity_mapping(entity: Entity) -> dict[str, Any]:
    """An entity as its record in a file."""
    items = {
        "id": entity.id,
        "type": entity.type,
        "label": _text(entity.label),
        "aliases": _lists(entity.aliases),
        "wikidata": entity.wikidata,
        "fiscal_year_end": entity.fiscal_year_end if entity.fiscal_year_end != CALENDAR_YEAR_END else None,
        "part_of": entity.part_of,
        "note": entity.note,
        "proposed": entity.proposed or None,
    }
    return {key: value for key, value in items.items() if value is not None}


def metric_mapping(metric: Metric) -> dict[str, Any]:
    """A metric as its record in a file."""
    items = {
        "id": metric.id,
        "kind": metric.kind.value,
        "dimension": metric.dimension,
        "label": _text(metric.label),
        "cues": {tag: list(words) for tag, words in metric.cues.items()} or None,
        "broader": metric.broader,
        "compares_with": metric.compares_with,
        "sign": metric.sign if metric.sign != "any" else None,
        "additive": metric.additive or None,
        "description": _text(metric.description),
        "proposed": metric.proposed or None,
    }
    return {key: value for key, value in items.items() if value is not None}


def rule_mapping(rule: Rule) -> dict[str, Any]:
    """A rule as its record in a file."""
    items = {
        "id": rule.id,
        "rule": rule.rule,
        "severity": rule.severity if rule.severity != "error" else None,
        "label": _text(rule.label),
        "explanation": _text(rule.explanation),
    }
    return {key: value for key, value in items.items() if value is not None}


MAPPINGS: Final = {"entities": entity_mapping, "metrics": metric_mapping, "rules": rule_mapping}


def normal(thing: Any) -> Any:
    """What RDF keeps of a thing: the order of aliases, cues and languages does not count, nor where a rule stands."""
    if isinstance(thing, Rule):
        return replace(thing, path="", line=None)
    name = "aliases" if isinstance(thing, Entity) else "cues"
    lists = {language.lower(): tuple(sorted(words)) for language, words in getattr(thing, name).items()}
    return replace(thing, **{name: lists})


def merged(text: str, path: str, key: str, known: Mapping[str, Any], new: Sequence[Any]) -> str:
    """A vocabulary file with things added behind those it has, and those of a known id said anew.

    Comments and all else stay as long as nothing is replaced. Raises UsageError for a file that is not one list.
    """
    import yaml

    from kg.vocabulary.strict_yaml import read_yaml

    spell: Any = MAPPINGS[key]
    if any(thing.id in known for thing in new):
        by_id = {**known, **{thing.id: thing for thing in new}}
        return _fresh(key, [spell(thing) for thing in by_id.values()])
    added = [spell(thing) for thing in new]
    if not text.strip():
        return _fresh(key, added)
    file = read_yaml(text, path)
    splicer = Splicer.of(text)
    node = file.node([key]) if isinstance(file.data, dict) and key in file.data else None
    if isinstance(node, yaml.SequenceNode) and is_block(node) and node.value:
        lines = [line for mapping in added for line in item(mapping, node.start_mark.column)]
        return apply(text, [splicer.after_items(node, lines)])
    if node is not None and getattr(node, "value", None) in ([], ""):
        start = text.rindex(":", 0, node.start_mark.index)
        end = content_end(text, node)
        tail = line_end(text, end)
        lines = [line for mapping in added for line in item(mapping, 2)]
        return apply(text, [Splice(start + 1, end), Splice(tail, tail, splicer.lines(lines, 2))])
    raise UsageError(f"{path}: its {key} are not a list of items, one below the other: add these by hand")


def _fresh(key: str, mappings: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join([f"{key}:", *(f"  {line}" for mapping in mappings for line in item(mapping, 2))]) + "\n"

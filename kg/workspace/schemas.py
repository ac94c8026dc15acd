"""JSON Schemas of the files of a workspace, for editors that complete and check as one types.

They are made from the records that read the files, so that they cannot say something else; what a schema cannot say
(a known unit, a formula that uses its inputs) `kg validate` does. ``python -m kg.workspace.schemas FOLDER`` writes them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from kg.model.claim import QUALIFIERS
from kg.vocabulary.records import EntityFile, MetricFile, RuleFile
from kg.workspace.records import ClaimFile, ClaimRecord, SourceRecord

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_HOME: Final = "https://w3id.org/claims-kg/schemas/"
_FILES: Final[dict[str, tuple[type[BaseModel], str, str]]] = {
    "claims": (ClaimFile, "Claims of a source", "claims/<source>.yaml: the figures of one source."),
    "claim": (
        ClaimRecord,
        "Claim",
        "One figure of one source: an item of a claims file, or a line of claims/<source>.jsonl.",
    ),
    "source": (SourceRecord, "Source", "sources/<id>.yaml: a text that figures stand in."),
    "entities": (EntityFile, "Entities", "claims/vocabulary/entities.yaml: whom and what figures are about."),
    "metrics": (
        MetricFile,
        "Metrics",
        "claims/vocabulary/metrics.yaml: what is measured, besides the engine's own metrics.",
    ),
    "rules": (RuleFile, "Rules", "claims/vocabulary/rules.yaml: relations between metrics that the base must keep."),
}
_TITLES: Final = {
    "ClaimRecord": "Claim",
    "DerivationRecord": "Derivation",
    "ReviewRecord": "Review",
    "PublishedRecord": "Publication date",
    "TextRecord": "Text",
    "WaiverRecord": "Waiver",
    "EntityRecord": "Entity",
    "MetricRecord": "Metric",
    "RuleRecord": "Rule",
    "Approximation": "Hedge",
    "MetricKind": "Kind of metric",
    "ReviewState": "State of review",
    "Status": "Status",
}
_KEYS: Final[dict[str, str]] = {
    "ClaimFile.source": "Id of the source; the file is called after it.",
    "ClaimFile.claims": "The claims, in the order of the text.",
    "ClaimFile.waivers": "Findings of the checker that are let stand.",
    "WaiverRecord.finding": "Id of the finding, as `kg check` prints it.",
    "WaiverRecord.reason": "Why it may stand, in your own words.",
    "WaiverRecord.until": "The last day on which it may, as 2027-01-01.",
    "WaiverRecord.by": "Who decided so.",
    "ClaimRecord.id": "Unique in the whole base, stable, readable.",
    "ClaimRecord.source": "Id of the source; needed nowhere, the file says it.",
    "ClaimRecord.at": "Where the figure stands in the source's text: [start, end) in code points.",
    "ClaimRecord.exact": "The figure as printed, and no more; its digits tell how it is rounded.",
    "ClaimRecord.entity": "Id of what the figure is about.",
    "ClaimRecord.metric": "Id of what is measured.",
    "ClaimRecord.value": "An integer, a quoted decimal or a date; [low, high] for a range; the one bound of at_least and at_most.",
    "ClaimRecord.approx": "The hedge in the wording.",
    "ClaimRecord.unit": "ISO 4217 code, %, pp, x, count, a duration, date, or a pint expression.",
    "ClaimRecord.per": "Denominator, as month, user or 1e6 tokens.",
    "ClaimRecord.qualifiers": "What narrows the claim.",
    "ClaimRecord.period": "What a flow covers: 2025, 2025-H1, 2025-Q3, 2026-02, 2024/2029, FY2026-Q3.",
    "ClaimRecord.as_of": "When a stock holds, written as a period is.",
    "ClaimRecord.undated": "Why there is neither period nor as_of.",
    "ClaimRecord.status": "How firmly the figure is put forward.",
    "ClaimRecord.attributed_to": "Id of who says so within the source.",
    "ClaimRecord.derived": "How the figure follows from other claims.",
    "ClaimRecord.review": "What a human has said of the claim.",
    "ClaimRecord.note": "A remark in your own words.",
    "DerivationRecord.formula": "Arithmetic over the names of inputs: + - * / **, sum, min, max and years.",
    "DerivationRecord.inputs": "Each name of the formula and the id of its claim.",
    "DerivationRecord.note": "What the derivation leaves out or assumes.",
    "ReviewRecord.on": "The day, as 2026-11-21.",
    "SourceRecord.id": "The file is called after it.",
    "SourceRecord.title": "As the text gives it.",
    "SourceRecord.description": "In your own words; instead of a title where the text has none.",
    "SourceRecord.author": "A name, or a list of names.",
    "SourceRecord.language": "BCP 47 tag, as fr.",
    "SourceRecord.published": "EDTF date, or a mapping of date and basis.",
    "SourceRecord.text": "What identifies the text that offsets count in.",
    "SourceRecord.rights": "What may be done with the text.",
    "SourceRecord.reliability": "From '0' to '1', quoted; only where you can argue it.",
    "PublishedRecord.date": "EDTF date: 2026, 2026-02 or 2026-02-09; null where nothing tells it.",
    "PublishedRecord.basis": "Why you think so, or why there is no date.",
    "TextRecord.sha256": "Of the text's UTF-8 bytes, in hex.",
    "TextRecord.length": "In code points.",
    "EntityRecord.label": "The name, or one a language.",
    "EntityRecord.aliases": "Surface forms to recognise besides the label; a list, or one a language.",
    "EntityRecord.wikidata": "Q number, only where certain.",
    "EntityRecord.fiscal_year_end": "MM-DD, where it is not 12-31.",
    "EntityRecord.part_of": "Id of the owner or the whole.",
    "EntityRecord.proposed": "Whether it was made by extraction and nobody has looked at it.",
    "MetricRecord.kind": "How it relates to time.",
    "MetricRecord.dimension": "money, share, multiple, count, time, date, or one of physics.",
    "MetricRecord.label": "The name, or one a language.",
    "MetricRecord.cues": "Words that announce it, by language.",
    "MetricRecord.broader": "Id of the more general metric.",
    "MetricRecord.compares_with": "Id of the metric whose values it shares.",
    "MetricRecord.sign": "Whether it can be below zero.",
    "MetricRecord.additive": "Whether it adds up over time and over parts.",
    "MetricRecord.proposed": "Whether it was made by extraction and nobody has looked at it.",
    "RuleRecord.rule": "One ==, <= or >= between formulas over metric ids; previous(metric) is one period earlier.",
    "RuleRecord.severity": "Of the finding when the rule is broken.",
    "RuleRecord.explanation": "One sentence that says why it must hold.",
}


class _Reader(GenerateJsonSchema):
    """Records read bare integers as the text they are (period: 2025), so their schemas take them too."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> dict[str, Any]:
        inner = super().function_before_schema(schema)
        return {**inner, "type": ["string", "integer"]} if inner.get("type") == "string" else inner


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file: claims, claim, source, entities, metrics or rules."""
    model, title, description = _FILES[name]
    made = model.model_json_schema(schema_generator=_Reader)
    definitions = made.get("$defs", {})
    _describe(made, model.__name__)
    for record, definition in definitions.items():
        _describe(definition, record)
        definition["title"] = _TITLES.get(record, record)
    for definition in (made, definitions.get("ClaimRecord", {})):
        if "qualifiers" in definition.get("properties", {}):
            definition["properties"]["qualifiers"]["propertyNames"] = {"enum": list(QUALIFIERS)}
    head = {"$schema": DIALECT, "$id": f"{_HOME}{name}.schema.json"}
    return {**head, **made, "title": title, "description": description}


def _describe(definition: dict[str, Any], record: str) -> None:
    """The title that pydantic makes of a key repeats it; a description says more."""
    for key, value in definition.get("properties", {}).items():
        value.pop("title", None)
        if text := _KEYS.get(f"{record}.{key}"):
            value["description"] = text


def schema_files() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    return {f"{name}.schema.json": json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n" for name in _FILES}


def main(folder: Path) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

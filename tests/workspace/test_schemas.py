"""The published JSON Schemas are those of the records, and all files of the flagship base match them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kg.vocabulary.strict_yaml import read_yaml
from kg.workspace.records import claim_mapping
from kg.workspace.schemas import json_schema, main, schema_files

ROOT = Path(__file__).parents[2]
FILES = [
    *((path, "claims") for path in sorted((ROOT / "claims").glob("*.yaml"))),
    *((path, "source") for path in sorted((ROOT / "sources").glob("*.yaml"))),
    *((folder / f"{name}.yaml", name) for folder in (ROOT / "claims/vocabulary", ROOT / "kg/vocabulary") for name in ("entities", "metrics", "rules")),
]  # fmt: skip


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_the_published_schemas_are_up_to_date(name):
    assert (ROOT / "docs" / "schemas" / name).read_text(encoding="utf-8") == schema_files()[name], (
        "run: python -m kg.workspace.schemas docs/schemas"
    )


def test_nothing_else_is_published():
    assert {path.name for path in (ROOT / "docs" / "schemas").iterdir()} == set(schema_files())


@pytest.mark.parametrize("name", ["claims", "claim", "source", "entities", "metrics", "rules"])
def test_schemas_are_schemas_that_explain_themselves(name):
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert schema["description"]
    assert schema["$id"].endswith(f"/{name}.schema.json")


@pytest.mark.parametrize(("path", "name"), FILES, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_the_files_of_the_flagship_base_match(path, name):
    if not path.exists():
        pytest.skip(f"there is no {path.name} beside the engine")
    found = Draft202012Validator(json_schema(name)).iter_errors(read_yaml(path.read_text(encoding="utf-8"), str(path)).data)
    assert [f"{error.json_path}: {error.message}" for error in found] == []


USUAL = {"id": "a", "exact": "4", "entity": "acme", "metric": "revenue", "value": 4, "unit": "USD"}


@pytest.mark.parametrize(
    ("keys", "valid"),
    [
        ({}, True),
        ({"value": "4.3", "period": 2025, "at": [0, 4]}, True),
        ({"value": [1, "2.5"]}, True),
        ({"value": 4.3}, False),
        ({"value": [1]}, False),
        ({"at": [1]}, False),
        ({"at": [-1, 2]}, False),
        ({"status": "certain"}, False),
        ({"colour": "red"}, False),
        ({"qualifiers": {"colour": "red"}}, False),
        ({"qualifiers": {"of": "red"}}, True),
        ({"id": "No Slug"}, False),
        ({"review": {"state": "accepted", "on": "2026-11-21"}}, True),
        ({"review": {"on": "today"}}, False),
    ],
)
def test_what_a_schema_accepts(keys, valid):
    assert Draft202012Validator(json_schema("claim")).is_valid({**USUAL, **keys}) is valid
    whole = {"source": "news", "claims": [{**USUAL, **keys}]}
    assert Draft202012Validator(json_schema("claims")).is_valid(whole) is valid


def test_what_is_written_matches(workspace_of, claims_of):
    from kg.workspace.loading import load_base

    base = load_base(
        workspace_of({"claims/news.yaml": claims_of("news", {"id": "a", "value": "'4.3'", "review": "{state: accepted}"})})
    )
    assert Draft202012Validator(json_schema("claim")).is_valid(claim_mapping(base.claim("a")))


def test_they_are_written_to_a_folder(tmp_path):
    main(tmp_path / "new")
    assert json.loads((tmp_path / "new" / "claims.schema.json").read_text())["title"] == "Claims of a source"

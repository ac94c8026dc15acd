"""The entities of a large vocabulary as plain JSON beside the build, so that a command need not read the YAML again.

Derived, and only taken where it was made from the very bytes of the file by this version of the engine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

import kg
from kg.model.vocabulary import Entity
from kg.workspace.atomic import write_atomically
from kg.workspace.workspace import Workspace

_FORMAT: Final = 1
_LARGE: Final = 100_000  # characters from which reading the YAML takes longer than a person notices
_NAME: Final = "entities.json"


def _key(text: str) -> str:
    return f"{_FORMAT} {kg.__version__} {hashlib.sha256(text.encode()).hexdigest()}"


def cached_entities(workspace: Workspace, text: str) -> dict[str, Entity] | None:
    """The entities of a vocabulary file with this text; None where they are not at hand."""
    if len(text) < _LARGE:
        return None
    try:
        data = json.loads((workspace.derived / _NAME).read_text(encoding="utf-8"))
        if data["key"] != _key(text):
            return None
        return {row["id"]: _entity(row) for row in data["entities"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep_entities(workspace: Workspace, text: str, entities: Mapping[str, Entity]) -> None:
    """Keep the entities of a vocabulary file, where there is a build to keep them beside; it is no matter if that fails."""
    if len(text) < _LARGE or not workspace.derived.is_dir():
        return
    names = [field.name for field in fields(Entity)]
    rows = [{name: getattr(entity, name) for name in names} for entity in entities.values()]
    try:
        write_atomically(
            workspace.derived / _NAME, json.dumps({"key": _key(text), "entities": rows}, ensure_ascii=False, default=dict)
        )
    except OSError:
        return


def _entity(row: dict[str, Any]) -> Entity:
    aliases = {language: tuple(forms) for language, forms in row.pop("aliases").items()}
    return Entity(**row, aliases=aliases)

"""What all tests share: a tiny workspace made of readable files, and the texts of the articles where they are at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from kg.workspace.texts import digest
from kg.workspace.workspace import Workspace

settings.register_profile("quick", max_examples=60, deadline=None)
settings.load_profile("quick")

ROOT = Path(__file__).parent.parent

TOML = """\
[workspace]
name = "tiny"
title = "A tiny base"
base = "https://example.org/tiny/"
languages = ["en", "fr"]
"""

ENTITIES = """\
entities:
  - id: acme
    type: organization
    label: Acme
  - id: globex
    type: organization
    label: Globex
    fiscal_year_end: 01-31
  - id: acme-cloud
    type: product
    label: Acme Cloud
    part_of: acme
"""

CLAIM = {
    "id": "a",
    "exact": "4.3 billion",
    "entity": "acme",
    "metric": "revenue",
    "value": "4300000000",
    "unit": "USD",
    "period": "2025",
    "status": "reported",
}

ClaimsOf = Callable[..., str]
WorkspaceOf = Callable[[Mapping[str, str | bytes]], Workspace]


@pytest.fixture
def claims_of() -> ClaimsOf:
    """Writes a claims file: the source, then each claim as its keys (YAML texts; the others are the usual ones) or as it stands."""

    def write(source: str, *claims: Mapping[str, str] | str) -> str:
        items = [
            claim
            if isinstance(claim, str)
            else "  -" + "".join(f"    {k}: {v}\n" for k, v in {**CLAIM, **claim}.items())[3:]
            for claim in claims
        ]
        return f"source: {source}\nclaims:\n" + "\n".join(items)

    return write


@pytest.fixture
def workspace_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkspaceOf:
    """Makes a workspace of files (path -> content); kg.toml, entities and the sources of claims are added where not given.

    Texts are looked up within the workspace only.
    """
    monkeypatch.delenv("KG_TEXTS", raising=False)

    def make(files: Mapping[str, str | bytes]) -> Workspace:
        whole: dict[str, str | bytes] = {"kg.toml": TOML, "claims/vocabulary/entities.yaml": ENTITIES, **files}
        for path in files:
            folder, _, name = path.rpartition("/")
            stem = name.rpartition(".")[0]
            if folder == "claims" and f"sources/{stem}.yaml" not in whole:
                whole[f"sources/{stem}.yaml"] = f"id: {stem}\ntype: article\n"
        for path, content in whole.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return Workspace.open(tmp_path)

    return make


@pytest.fixture(scope="session")
def article_texts() -> dict[str, str]:
    """The texts of the five articles by source id, from $KG_TEXTS; tests that need them are skipped without."""
    from kg.workspace.loading import load_source

    workspace = Workspace.open(ROOT)
    sources = [load_source(workspace, path) for path in workspace.source_files()]
    found: dict[str, str] = {}
    for folder in filter(None, os.environ.get("KG_TEXTS", "").split(os.pathsep)):
        for source in sources:
            path = Path(folder) / f"{source.id}.txt"
            if path.is_file() and digest(text := path.read_bytes().decode("utf-8")) == source.sha256:
                found[source.id] = text
    if len(found) < len(sources):
        pytest.skip("the articles' texts are not ours to ship: name their folder in $KG_TEXTS")
    return found


@pytest.fixture(scope="session")
def flagship_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship's files, with a derived folder of their own."""
    folder = tmp_path_factory.mktemp("flagship")
    for name in ("sources", "claims", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "kg.toml", folder)
    return folder

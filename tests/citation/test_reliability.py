"""How reliable a source is said to be comes back from RDF as it was written."""

from __future__ import annotations

import pytest

from kg.workspace.creating import create_workspace
from tests.cli.conftest import kg  # noqa: F401 - a fixture


@pytest.mark.parametrize("written", ["0.70", "0", "1.0", "0.125"])
@pytest.mark.parametrize(
    ("kind", "suffix"), [("nquads", "nq"), ("trig", "trig"), ("turtle", "ttl"), ("jsonld", "jsonld"), ("csv", "csv")]
)
def test_its_zeros_are_kept(kg, workspace_of, claims_of, tmp_path_factory, kind, suffix, written):  # noqa: F811
    source = f'id: news\ntype: article\nreliability: "{written}"\n'
    space = workspace_of({"sources/news.yaml": source, "claims/news.yaml": claims_of("news", {"id": "a"})})
    folder = tmp_path_factory.mktemp("other")
    exported = folder / f"base.{suffix}"
    assert kg("export", kind, "-o", str(exported), at=space.root).code == 0
    create_workspace(folder / "copy")
    (folder / "copy/claims/vocabulary/entities.yaml").write_bytes(
        (space.root / "claims/vocabulary/entities.yaml").read_bytes()
    )
    assert kg("import", str(exported), at=folder / "copy").code == 0
    assert f'"{written}"' in (folder / "copy/sources/news.yaml").read_text().replace("'", '"')

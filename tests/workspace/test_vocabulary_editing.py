"""Names are added at the end of a vocabulary file; every other byte stays."""

from __future__ import annotations

import pytest

from kg.model.errors import InvalidFilesError
from kg.workspace.creating import _ENTITIES
from kg.workspace.editing import EditError
from kg.workspace.vocabulary_editing import add_records

RECORDS = [{"id": "globex", "type": "concept", "label": "Globex", "proposed": True}]
ADDED = "  - id: globex\n    type: concept\n    label: Globex\n    proposed: true\n"


def test_records_follow_the_last_one():
    text = "# ours\nentities:\n  - id: acme   # first\n    label: 'Acme'\n    # below\n\n# the end\n"
    after = add_records(text, "entities.yaml", "entities", RECORDS)
    assert after == text.replace("    # below\n", f"    # below\n\n{ADDED}")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", f"entities:\n{ADDED}"),
        ("# nothing yet\n", f"# nothing yet\nentities:\n{ADDED}"),
        ("entities: []  # none\n", f"entities:  # none\n{ADDED}"),
        ("\ufeffentities: []\r\n", f"\ufeffentities:\r\n{ADDED}".replace("\r", "").replace("\n", "\r\n")),
        ("entities:\n- id: acme", "entities:\n- id: acme\n\n" + "".join(f"{line[2:]}\n" for line in ADDED.splitlines())),
    ],
)
def test_files_of_every_shape_take_them(text, after):
    found = add_records(text, "entities.yaml", "entities", RECORDS)
    assert found.rstrip() == after.rstrip()


def test_the_file_that_a_new_workspace_has_keeps_its_example():
    after = add_records(_ENTITIES, "entities.yaml", "entities", RECORDS)
    assert ADDED in after
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in _ENTITIES.splitlines() if line.startswith("#")
    ]


def test_a_record_that_is_there_is_not_added_again():
    text = "entities:\n  - id: globex\n    note: ours\n"
    assert add_records(text, "entities.yaml", "entities", RECORDS) is text


def test_metrics_too():
    after = add_records("metrics: []\n", "metrics.yaml", "metrics", [{"id": "churn", "kind": "ratio", "proposed": True}])
    assert after == "metrics:\n  - id: churn\n    kind: ratio\n    proposed: true\n"


@pytest.mark.parametrize(
    ("text", "error"),
    [("entities: [{id: acme}]\n", EditError), ("{entities: []}\n", EditError), ("entities: 3\n", InvalidFilesError)],
)
def test_what_cannot_be_edited_is_refused(text, error):
    with pytest.raises(error):
        add_records(text, "entities.yaml", "entities", RECORDS)

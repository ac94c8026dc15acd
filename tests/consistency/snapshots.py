"""Long outputs held against files in tests/data/snapshots; KG_UPDATE_SNAPSHOTS=1 writes them anew, to be read in the diff."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "snapshots"


def assert_snapshot(name: str, text: str) -> None:
    path = FOLDER / name
    if os.environ.get("KG_UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} differs; KG_UPDATE_SNAPSHOTS=1 writes it anew"

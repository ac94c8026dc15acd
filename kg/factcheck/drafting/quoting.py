"""Figures of the evidence in their sentences, where the texts are at hand."""

from __future__ import annotations

from collections.abc import Callable

from kg.factcheck.rows import Row
from kg.model.claim import Claim
from kg.model.errors import KgError
from kg.workspace.loading import load_source
from kg.workspace.texts import find_text, quote
from kg.workspace.workspace import Workspace


def quoting(workspace: Workspace, width: int = 60) -> Callable[[Row], str | None]:
    """A function that quotes a claim's figure with what stands around it; each text is looked up once."""
    texts: dict[str, str | None] = {}

    def text_of(source: str) -> str | None:
        if source not in texts:
            try:
                record = load_source(workspace, workspace.root / "sources" / f"{source}.yaml")
                texts[source] = find_text(workspace, record)
            except (KgError, OSError):
                texts[source] = None
        return texts[source]

    def quoted(row: Row) -> str | None:
        text = text_of(row.o.source) if row.at is not None else None
        if text is None:
            return None
        claim = Claim(row.id, row.o.source, row.o.exact, row.o.cell.entity, row.o.metric, ("0",), "count", at=row.at)
        found = quote(text, claim, width)
        return f"{found.before}{found.exact}{found.after}".strip() if found else None

    return quoted

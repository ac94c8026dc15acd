"""One or more claims as a writer pastes them: the figure, its note, the reference, and what disputes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.citation.desk import Desk
from kg.citation.inline import Inline, html_text, latex_text, markdown_text, to_html, to_latex, to_markdown, to_text
from kg.citation.references import csl_item
from kg.model.claim import Claim, ReviewState
from kg.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim ready to be printed."""

    claim: Claim
    figure: str
    note: Inline
    entry: Inline
    warnings: tuple[str, ...]

    def as_json(self, desk: Desk) -> dict[str, Any]:
        """As the documented mapping of ``kg cite --to json``."""
        source = desk.base.sources[self.claim.source]
        return {
            "claim": self.claim.id,
            "figure": self.figure,
            "subject": desk.subject(self.claim),
            "note": to_text(self.note),
            "reference": to_text(self.entry),
            "source": source.id,
            "csl": csl_item(source, desk.base.vocabulary),
            "disputed": bool(self.warnings),
            "warnings": list(self.warnings),
            "findings": [finding.id for finding in desk.disputed(self.claim)],
        }


def cite(desk: Desk, identifiers: Sequence[str]) -> list[Cited]:
    """Claims by id. Raises UsageError for one that is unknown or was rejected on review."""
    claims = [desk.base.claim(identifier) for identifier in identifiers]
    desk = replace(desk, sources=tuple(dict.fromkeys(claim.source for claim in claims)))
    rejected = next((claim for claim in claims if claim.review.state is ReviewState.REJECTED), None)
    if rejected is not None:
        why = f" ({rejected.review.note})" if rejected.review.note else ""
        raise UsageError(f"the claim {rejected.id!r} was rejected on review{why}: it cannot be cited")
    return [
        Cited(
            claim,
            desk.figure(claim),
            desk.note(claim),
            desk.references.entry(claim.source),
            tuple(desk.warnings(claim)),
        )
        for claim in claims
    ]


def _bibliography(desk: Desk, cited: Sequence[Cited]) -> list[Inline]:
    """The sources that the notes only point to; none under a style whose notes tell them in full."""
    return [] if desk.references.in_notes else list({entry.claim.source: entry.entry for entry in cited}.values())


def as_text(desk: Desk, cited: Sequence[Cited]) -> str:
    """For a terminal: the figure, then its note; sources last."""
    told = "".join(f"{entry.figure}\n  {to_text(entry.note)}\n" for entry in cited)
    sources = "".join(f"  {to_text(entry)}\n" for entry in _bibliography(desk, cited))
    return told + (f"\n{desk.word('sources')}\n{sources}" if sources else "")


def as_markdown(desk: Desk, cited: Sequence[Cited]) -> str:
    """The figures with footnotes (the notation of pandoc and GitHub)."""
    body = "\n\n".join(f"{markdown_text(entry.figure)}[^{entry.claim.id}]" for entry in cited)
    sources = "\n".join(f"- {to_markdown(entry)}" for entry in _bibliography(desk, cited))
    notes = [f"[^{entry.claim.id}]: {to_markdown(entry.note)}" for entry in cited]
    return "\n\n".join([body, *([sources] if sources else []), *notes]) + "\n"


def as_html(desk: Desk, cited: Sequence[Cited]) -> str:
    """A fragment: each figure with its note behind it."""
    lines = []
    for entry in cited:
        kind = ' class="disputed"' if entry.warnings else ""
        data = f'<data value="{html_text("/".join(entry.claim.values))}"{kind}>{html_text(entry.figure)}</data>'
        lines.append(f'<p lang="{desk.language}">{data} <small>{to_html(entry.note)}</small></p>\n')
    sources = "".join(f"<li>{to_html(entry)}</li>\n" for entry in _bibliography(desk, cited))
    return "".join(lines) + (f"<ul>\n{sources}</ul>\n" if sources else "")


def as_latex(desk: Desk, cited: Sequence[Cited]) -> str:
    """Each figure with a footnote."""
    told = "".join(f"{latex_text(entry.figure)}\\footnote{{{to_latex(entry.note)}}}\n" for entry in cited)
    sources = "".join(f"\\item {to_latex(entry)}\n" for entry in _bibliography(desk, cited))
    return told + (f"\n\\begin{{itemize}}\n{sources}\\end{{itemize}}\n" if sources else "")


def as_json(desk: Desk, cited: Sequence[Cited]) -> str:
    """The documented document."""
    return json.dumps({"citations": [entry.as_json(desk) for entry in cited]}, ensure_ascii=False, indent=2) + "\n"


WRITERS = {"text": as_text, "markdown": as_markdown, "html": as_html, "latex": as_latex, "json": as_json}
"""Each kind of output of ``kg cite``."""

"""Findings of drafts as text: each with its line and carets below the characters meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kg.consistency.finding import Severity
from kg.factcheck.drafting.diagnostics import Diagnostic, Linted
from kg.factcheck.verdict import Verdict

_WIDEST: Final = 100
_LEAD: Final = 40
Style = Callable[[str, Severity], str]


def as_carets(results: Sequence[Linted], style: Style = lambda text, _: text) -> str:
    """All diagnostics that count, file by file, and the counts; ``style`` colours what it is given."""
    lines: list[str] = []
    for linted in results:
        for diagnostic in linted.told:
            lines += _block(linted, diagnostic, style)
    return "\n".join([*lines, summary_words(results), ""])


def _block(linted: Linted, diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    draft = linted.draft
    line, column = draft.position(diagnostic.start)
    head = f"{draft.path}:{line}:{column}: "
    yield f"{head}{style(diagnostic.severity.value, diagnostic.severity)} {diagnostic.check.value}: {diagnostic.message}"
    text = draft.line_text(line)
    first = column - 1
    last = min(len(text), first + max(1, diagnostic.end - diagnostic.start))
    cut = max(0, first - _LEAD) if len(text) > _WIDEST else 0
    shown = text[cut : cut + _WIDEST].replace("\t", " ")
    ellipsis = "…" if cut else ""
    pad = " " * (_cells(ellipsis + text[cut:first]))
    marks = "^" * max(1, _cells(text[first : min(last, cut + _WIDEST)]))
    yield f"    {ellipsis}{shown}{'…' if cut + _WIDEST < len(text) else ''}"
    yield f"    {pad}{style(marks, diagnostic.severity)}"


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    unseen = sum(unicodedata.category(letter) in ("Mn", "Cf") for letter in text)
    return len(text) + wide - unseen


def summary_words(results: Sequence[Linted]) -> str:
    """The counts in one line: figures by verdict, then what was told."""
    figures = [figure for linted in results for figure in linted.figures]
    verdicts = [f"{count} {verdict.value}" for verdict in Verdict if (count := sum(f.verdict is verdict for f in figures))]
    told = [d for linted in results for d in linted.told]
    counts = [
        f"{count} {severity.value}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity in Severity
        if (count := sum(d.severity is severity for d in told))
    ]
    suppressed = sum(d.suppressed is not None for linted in results for d in linted.diagnostics)
    parts = [f"{len(figures)} figure{'s' if len(figures) != 1 else ''}{': ' if verdicts else ''}{', '.join(verdicts)}"]
    parts.append(", ".join(counts) if counts else "nothing to tell")
    if suppressed:
        parts.append(f"{suppressed} suppressed")
    return "; ".join(parts)

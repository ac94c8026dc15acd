"""Drafts as one page that needs nothing else: the text with its figures marked, and what is to be told of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.consistency.reports.page import page, text
from kg.factcheck.drafting.diagnostics import Diagnostic, Linted
from kg.factcheck.reports.carets import summary_words
from kg.factcheck.verdict import FigureVerdict, Verdict

_LINES: Final = {
    Verdict.SUPPORTED: "var(--info)",
    Verdict.REFUTED: "var(--error)",
    Verdict.DISPUTED: "var(--error)",
    Verdict.OUTDATED: "var(--warning)",
    Verdict.IMPRECISE: "var(--warning)",
    Verdict.UNVERIFIABLE: "var(--soft)",
}


def as_html(results: Sequence[Linted], title: str) -> str:
    """The page. Every text of drafts and base is escaped; there is no script."""
    body = [f"<h1>{text(title)}</h1>", f"<p>{text(summary_words(results))}.</p>"]
    for number, linted in enumerate(results):
        body += _draft(linted, number)
    return page(title, "\n".join(body))


def _draft(linted: Linted, number: int) -> Iterator[str]:
    yield f"<section><h2>{text(linted.draft.path)}</h2>"
    yield f'<div class="card"><p style="white-space: pre-wrap">{"".join(_marked(linted, number))}</p></div>'
    for index, diagnostic in enumerate(linted.diagnostics):
        yield _card(linted, diagnostic, f"d{number}-{index}")
    for index, figure in enumerate(linted.figures):
        if figure.evidence:
            yield from _evidence(figure, f"f{number}-{index}")
    yield "</section>"


def _marked(linted: Linted, number: int) -> Iterator[str]:
    """The draft's text, each figure underlined by its verdict and linked to its evidence."""
    source, at = linted.draft.text, 0
    for index, figure in enumerate(linted.figures):
        if figure.start < at:
            continue
        yield text(source[at : figure.start])
        style = f"color: inherit; text-decoration: underline .15em {_LINES[figure.verdict]}"
        told = text(f"{figure.verdict.value}: {figure.why}")
        target = f' href="#f{number}-{index}"' if figure.evidence else ""
        yield f'<a style="{style}" title="{told}"{target}>{text(source[figure.start : figure.end])}</a>'
        at = figure.end
    yield text(source[at:])


def _card(linted: Linted, diagnostic: Diagnostic, anchor: str) -> str:
    line, column = linted.draft.position(diagnostic.start)
    waived = " waived" if diagnostic.suppressed is not None else ""
    reason = f"<p><strong>Suppressed:</strong> {text(diagnostic.suppressed)}</p>" if diagnostic.suppressed else ""
    return (
        f'<article class="card {diagnostic.severity.value}{waived}" id="{anchor}"><div class="head"><b>{diagnostic.check.value}</b>'
        f"<span>line {line}, column {column}</span></div><p>{text(diagnostic.message)}</p>{reason}</article>"
    )


def _evidence(figure: FigureVerdict, anchor: str) -> Iterator[str]:
    heading = text(f"{' '.join(figure.exact.split())}: {figure.verdict.value}")
    yield f'<details id="{anchor}"><summary>{heading}</summary><div class="scroll"><table class="claims"><tbody>'
    for entry in figure.evidence:
        cells = (entry.relation.value, entry.value, entry.date or "undated", entry.source, entry.why)
        row = "".join(f"<td>{text(cell)}</td>" for cell in cells)
        yield f"<tr>{row}<td><code>{text(entry.claim)}</code></td></tr>"
    yield "</tbody></table></div></details>"

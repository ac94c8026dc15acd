"""kg lint: every figure of a draft with its verdict, and what is wrong with the draft itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg.factcheck.desk import Desk
from kg.factcheck.drafting.citing import cited_rows, fix_for
from kg.factcheck.drafting.crosscheck import contradictions, wrong_sums
from kg.factcheck.drafting.diagnostics import Check, Diagnostic, Linted
from kg.factcheck.drafting.draft import Citation, Draft, Ignore
from kg.factcheck.drafting.drafted import judged
from kg.factcheck.rows import Row
from kg.factcheck.sentences import untold
from kg.factcheck.verdict import FigureVerdict, Verdict

_BY_VERDICT: Final = {
    Verdict.REFUTED: Check.REFUTED,
    Verdict.DISPUTED: Check.DISPUTED,
    Verdict.OUTDATED: Check.OUTDATED,
    Verdict.IMPRECISE: Check.IMPRECISE,
}


def lint(draft: Draft, desk: Desk) -> Linted:
    """Check a draft."""
    desk = desk.reading(draft.document.text)
    known = cited_rows(draft, desk.columns)
    found = judged(draft, desk, known)
    diagnostics = [d for figure in found.verdicts for d in _of_figure(figure, draft, known)]
    diagnostics += _of_citations(draft, desk, known)
    for check, troubles in (
        (Check.CONTRADICTION, contradictions(found.placed)),
        (Check.SUM, wrong_sums(found.placed, draft)),
    ):
        diagnostics += [Diagnostic(check, trouble.start, trouble.end, trouble.message) for trouble in troubles]
    diagnostics = list(_suppressed(diagnostics, draft))
    diagnostics.sort(key=lambda d: (d.start, d.end, list(Check).index(d.check)))
    return Linted(draft, found.verdicts, tuple(diagnostics))


def _of_figure(figure: FigureVerdict, draft: Draft, known: Mapping[str, Row]) -> Iterator[Diagnostic]:
    text = " ".join(figure.exact.split())
    if figure.is_miscited:
        yield Diagnostic(Check.CITED_MISMATCH, figure.start, figure.end, f"{text}: {figure.why}", figure.cited)
        return
    check = _BY_VERDICT.get(figure.verdict)
    claims = tuple(
        entry.claim
        for entry in figure.evidence
        if entry.relation.value in ("supports", "contradicts", "near", "superseded", "supersedes")
    )
    if check is not None:
        named = Check.STALE_CITATION if check is Check.OUTDATED and figure.cited else check
        told = next((f"; {e.value} [{e.claim}]" for e in figure.evidence if e.relation.value in _TELLING[check]), "")
        yield Diagnostic(
            named, figure.start, figure.end, f"{text} is {figure.verdict.value}: {figure.why}{told}", claims[:6]
        )
    elif figure.verdict is Verdict.UNVERIFIABLE and not figure.cited:
        yield Diagnostic(Check.UNSOURCED, figure.start, figure.end, f"{text} {_open(figure, 'has no source')}")
    elif figure.verdict is Verdict.UNVERIFIABLE and any(key in known for key in figure.cited):
        told = f"{text} {_open(figure, 'is left open')}"
        yield Diagnostic(Check.BEYOND_CITATION, figure.start, figure.end, told, figure.cited)
    elif figure.verdict is Verdict.SUPPORTED and not figure.cited:
        insert = fix_for(figure, draft)
        supporting = figure.supporting()
        told = f"[@{supporting[0]}] bears it out" if supporting else figure.why
        yield Diagnostic(
            Check.UNCITED, figure.start, figure.end, f"{text} is supported, but not cited: {told}", supporting, insert
        )


def _open(figure: FigureVerdict, alone: str) -> str:
    """Why nothing bears out a figure with all that is said of it."""
    if figure.unread:
        return f"is borne out, but not all of its sentence: {untold(figure.unread)}"
    return f"{alone}: {figure.why}"


_TELLING: Final = {
    Check.REFUTED: ("contradicts", "compatible"),
    Check.DISPUTED: ("contradicts",),
    Check.OUTDATED: ("supersedes",),
    Check.IMPRECISE: ("near",),
}


def _of_citations(draft: Draft, desk: Desk, known: Mapping[str, Row]) -> Iterator[Diagnostic]:
    """Citations of claims that there are not, and of claims that a review rejected."""
    for citation in draft.citations:
        for key in citation.claims:
            if key not in known:
                yield _unknown(citation, key, desk)
            elif known[key].o.review == "rejected":
                yield Diagnostic(
                    Check.STALE_CITATION, citation.start, citation.end, f"[@{key}] was rejected in review", (key,)
                )


def _unknown(citation: Citation, key: str, desk: Desk) -> Diagnostic:
    from kg.model.base import nearest

    near = [
        row[0]
        for row in desk.columns.rows("SELECT id FROM claims WHERE jaro_winkler_similarity(id, ?) > 0.9 LIMIT 50", [key])
    ]
    return Diagnostic(
        Check.UNKNOWN_CITATION, citation.start, citation.end, f"no claim is called {key!r}{nearest(key, near)}", ()
    )


def _suppressed(diagnostics: Iterable[Diagnostic], draft: Draft) -> Iterator[Diagnostic]:
    """The diagnostics with the reasons of the comments that let them stand; comments without reason or use are told."""
    used: set[Ignore] = set()
    for diagnostic in diagnostics:
        line = draft.position(diagnostic.start)[0]
        ignore = next((i for i in draft.ignores if i.reason and i.first <= line <= i.last), None)
        if ignore is not None:
            used.add(ignore)
            yield replace(diagnostic, suppressed=ignore.reason)
        else:
            yield diagnostic
    for ignore in draft.ignores:
        if not ignore.reason:
            yield Diagnostic(
                Check.IGNORE, ignore.start, ignore.end, "an ignore needs a reason: <!-- kg: ignore because ... -->"
            )
        elif ignore not in used:
            yield Diagnostic(Check.IGNORE, ignore.start, ignore.end, "this ignore suppresses nothing: take it out")

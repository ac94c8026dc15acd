"""kg lint: every figure of a draft with its verdict, and what is wrong with the draft itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from kg.consistency.finding import Severity
from kg.extraction.attaching.passages import Passage, passages_of
from kg.extraction.figures.finding import Figure, find_figures
from kg.extraction.figures.tongues import with_other
from kg.factcheck.asking import carried_from, refers_back
from kg.factcheck.cells import as_sentence
from kg.factcheck.checking import check_statement
from kg.factcheck.citing import Cited, check_citation, citations_by_figure, cited_rows, fix_for
from kg.factcheck.crosscheck import Placed, contradictions, wrong_sums
from kg.factcheck.desk import Desk
from kg.factcheck.draft import Citation, Draft, Ignore
from kg.factcheck.naming import named_in
from kg.factcheck.pieces import pieces_of
from kg.factcheck.statement import Statement
from kg.factcheck.understanding import understand
from kg.factcheck.verdict import FigureVerdict, Verdict
from kg.factcheck.words import Words, words_of
from kg.reading.document import BlockKind


class Check(StrEnum):
    """What a diagnostic is about."""

    REFUTED = "refuted"
    DISPUTED = "disputed"
    OUTDATED = "outdated"
    IMPRECISE = "imprecise"
    UNSOURCED = "unsourced"
    UNCITED = "uncited"
    CITED_MISMATCH = "cited-mismatch"
    UNKNOWN_CITATION = "unknown-citation"
    STALE_CITATION = "stale-citation"
    CONTRADICTION = "contradiction"
    SUM = "sum"
    IGNORE = "ignore"


SEVERITIES: Final = {
    Check.REFUTED: Severity.ERROR,
    Check.CITED_MISMATCH: Severity.ERROR,
    Check.UNKNOWN_CITATION: Severity.ERROR,
    Check.CONTRADICTION: Severity.ERROR,
    Check.SUM: Severity.ERROR,
    Check.DISPUTED: Severity.WARNING,
    Check.OUTDATED: Severity.WARNING,
    Check.IMPRECISE: Severity.WARNING,
    Check.STALE_CITATION: Severity.WARNING,
    Check.UNSOURCED: Severity.WARNING,
    Check.IGNORE: Severity.WARNING,
    Check.UNCITED: Severity.INFO,
}
TITLES: Final = {
    Check.REFUTED: "The base says otherwise",
    Check.CITED_MISMATCH: "A figure is not what the claim it cites says",
    Check.UNKNOWN_CITATION: "A citation names no claim of the base",
    Check.CONTRADICTION: "The draft contradicts itself",
    Check.SUM: "Parts do not add up",
    Check.DISPUTED: "Claims stand on both sides",
    Check.OUTDATED: "A later claim has moved on",
    Check.IMPRECISE: "Off by no more than a tenth",
    Check.STALE_CITATION: "A citation of a claim that is superseded or rejected",
    Check.UNSOURCED: "No claim bears the figure out, and none is cited",
    Check.IGNORE: "A comment that suppresses without a reason, or nothing",
    Check.UNCITED: "A claim bears the figure out, but is not cited",
}
_BY_VERDICT: Final = {
    Verdict.REFUTED: Check.REFUTED,
    Verdict.DISPUTED: Check.DISPUTED,
    Verdict.OUTDATED: Check.OUTDATED,
    Verdict.IMPRECISE: Check.IMPRECISE,
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell: at which characters, and the claims it rests on; ``insert`` is what --fix would write at its end."""

    check: Check
    start: int
    end: int
    message: str
    claims: tuple[str, ...] = ()
    insert: tuple[int, str] | None = None
    suppressed: str | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return SEVERITIES[self.check]


@dataclass(frozen=True)
class Linted:
    """A draft with its figures and what is to be told of it, in order."""

    draft: Draft
    figures: tuple[FigureVerdict, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that no comment suppresses."""
        return tuple(d for d in self.diagnostics if d.suppressed is None)

    def as_json(self) -> dict[str, Any]:
        """As an entry of the documented output of ``kg lint --format json``."""
        return {
            "path": self.draft.path,
            "language": self.draft.language,
            "figures": [{**figure.as_json(), "cited": list(figure.cited)} for figure in self.figures],
            "diagnostics": [self.diagnostic_json(d) for d in self.diagnostics],
        }

    def diagnostic_json(self, diagnostic: Diagnostic) -> dict[str, Any]:
        """A diagnostic as a plain mapping; lines and columns are 1-based, ends exclusive."""
        (line, column), (end_line, end_column) = (self.draft.position(o) for o in (diagnostic.start, diagnostic.end))
        return {
            "check": diagnostic.check.value,
            "severity": diagnostic.severity.value,
            "start": diagnostic.start,
            "end": diagnostic.end,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "message": diagnostic.message,
            "claims": list(diagnostic.claims),
            "fix": {"at": diagnostic.insert[0], "text": diagnostic.insert[1]} if diagnostic.insert else None,
            "suppressed": diagnostic.suppressed,
        }


def lint(draft: Draft, desk: Desk) -> Linted:
    """Check a draft."""
    desk = desk.reading(draft.document.text)
    figures, placed = _check_figures(draft, desk)
    diagnostics = [d for figure in figures for d in _of_figure(figure, draft)]
    diagnostics += _of_citations(draft, desk, figures)
    diagnostics += [
        Diagnostic(Check.CONTRADICTION, found.start, found.end, found.message) for found in contradictions(placed)
    ]
    diagnostics += [Diagnostic(Check.SUM, found.start, found.end, found.message) for found in wrong_sums(placed, draft)]
    diagnostics = list(_suppressed(diagnostics, draft))
    diagnostics.sort(key=lambda d: (d.start, d.end, list(Check).index(d.check)))
    return Linted(draft, tuple(figures), tuple(diagnostics))


def _check_figures(draft: Draft, desk: Desk) -> tuple[list[FigureVerdict], list[Placed]]:
    language = draft.language
    words = words_of(language)
    blocks = [block for block in draft.document.blocks if block.kind is BlockKind.CODE]
    figures = [
        figure
        for figure in find_figures(_without_markup(draft), with_other(language))
        if not any(block.start <= figure.start < block.end for block in blocks)
        and not draft.document.is_skipped(figure.start)
    ]
    passages = passages_of(draft.document, [(figure.start, figure.end) for figure in figures])
    by_passage = _by_passage(figures, passages)
    cited = citations_by_figure(draft, figures, passages)
    rows = cited_rows(draft, desk.columns)
    verdicts: list[FigureVerdict] = []
    placed: list[Placed] = []
    carried: tuple[str, ...] = ()
    block = -1
    for passage in passages:
        if passage.block != block and passage.kind.is_running_text and passage.kind is not BlockKind.BULLET:
            carried = ()
        block = passage.block
        mine = by_passage.get(passage.index, [])
        if mine:
            lent = _lent(passage, passages, carried, desk, language)
            header = passages[passage.header] if passage.kind is BlockKind.TABLE_ROW and passage.header is not None else None
            for statement in _statements(passage, header, mine, lent, Reading(draft, desk, words)):
                verdict = check_statement(statement, desk)
                keys = tuple(
                    key for start, keys in cited.items() if statement.start <= start < statement.end for key in keys
                )
                if keys:
                    verdict = check_citation(statement, verdict, Cited(keys, rows), desk)
                verdicts.append(verdict)
                placed.append(Placed(statement, verdict, passage))
        carried = carried_from(passage, desk, language) or carried
    return verdicts, placed


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft at a desk, in its language."""

    draft: Draft
    desk: Desk
    words: Words


def _statements(
    passage: Passage, header: Passage | None, figures: Sequence[Figure], lent: Sequence[str], reading: Reading
) -> Iterator[Statement]:
    desk, words = reading.desk, reading.words

    def understood(piece: Passage, mine: Sequence[Figure]) -> list[Statement]:
        return understand(piece, mine, desk.vocabulary, words, desk.as_of, lent, desk.names)

    if header is not None:
        told = [named_in(part, desk.vocabulary, words, words.language, desk.names).known for part in (passage, header)]
        names = [mention.text for mentions in told for mention in mentions]
        for figure in figures:
            cell = as_sentence(passage, header, figure, reading.draft.document.text, names, words.language)
            yield from understood(cell or passage, [figure])
        return
    for piece in pieces_of(passage, [(figure.start, figure.end) for figure in figures]):
        yield from understood(piece, [figure for figure in figures if piece.start <= figure.start < piece.end])


def _without_markup(draft: Draft) -> str:
    """The text with its markup as blanks, so that a figure in a link or in bold is one in plain words.

    Line ends and the bars of tables stay: no figure goes on in the next cell.
    """
    text, pieces, at = draft.document.text, [], 0
    for start, end in draft.document.skips:
        pieces += [text[at:start], "".join(letter if letter in "\r\n|" else " " for letter in text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _by_passage(figures: Sequence[Figure], passages: Sequence[Passage]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    at = 0
    for figure in figures:
        while at + 1 < len(passages) and passages[at + 1].start <= figure.start:
            at += 1
        if passages:
            found.setdefault(passages[at].index, []).append(figure)
    return found


def _lent(
    passage: Passage, passages: Sequence[Passage], carried: Sequence[str], desk: Desk, language: str
) -> tuple[str, ...]:
    """The entity that a sentence without a name of its own may be about: what it refers back to, or what it is listed under."""
    if passage.kind in (BlockKind.BULLET, BlockKind.TABLE_ROW):
        above = [index for index in (passage.header, *reversed(passage.headings)) if index is not None]
        for index in above:
            named = carried_from(passages[index], desk, language)
            if named:
                return named
    return tuple(carried) if refers_back(passage, language) else ()


def _of_figure(figure: FigureVerdict, draft: Draft) -> Iterator[Diagnostic]:
    text = " ".join(figure.exact.split())
    if figure.cited and figure.why.startswith("cited: "):
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
        yield Diagnostic(Check.UNSOURCED, figure.start, figure.end, f"{text} has no source: {figure.why}")
    elif figure.verdict is Verdict.SUPPORTED and not figure.cited:
        insert = fix_for(figure, draft)
        supporting = figure.supporting()
        told = f"[@{supporting[0]}] bears it out" if supporting else figure.why
        yield Diagnostic(
            Check.UNCITED, figure.start, figure.end, f"{text} is supported, but not cited: {told}", supporting, insert
        )


_TELLING: Final = {
    Check.REFUTED: ("contradicts", "compatible"),
    Check.DISPUTED: ("contradicts",),
    Check.OUTDATED: ("supersedes",),
    Check.IMPRECISE: ("near",),
}


def _of_citations(draft: Draft, desk: Desk, figures: Sequence[FigureVerdict]) -> Iterator[Diagnostic]:
    """Citations of claims that there are not, and of claims that a review rejected."""
    del figures
    known = cited_rows(draft, desk.columns)
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

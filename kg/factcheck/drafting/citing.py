"""Citations of a draft: which figure cites which claim, whether the claim says so, and where --fix writes one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked, checked, checked_by
from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.answering.matching import Candidate, Refused, family, is_of, level_of, match, names_for
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.drafting.draft import Citation, Draft
from kg.factcheck.hearing.measures import GENERAL
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.hearing.turning import turned
from kg.factcheck.rows import Row, rows_by_id
from kg.factcheck.verdict import CITED, FigureVerdict, Verdict, ordered
from kg.graph.columns import Columns

_CLOSING: Final = re.compile(r"[*_]{1,3}(?!\w)")
_LINK_REST: Final = re.compile(r"[^\[\]\n]*\]\([^()\n]*\)")


@dataclass(frozen=True, slots=True)
class Cited:
    """The ids a figure cites, and the rows of those that there are."""

    keys: tuple[str, ...]
    rows: Mapping[str, Row]


def cited_rows(draft: Draft, columns: Columns) -> dict[str, Row]:
    """The claims that a draft cites, by id."""
    keys = sorted({key for citation in draft.citations for key in citation.claims})
    return {row.id: row for row in rows_by_id(columns, keys)}


def cited_by(statements: Sequence[Statement], citations: Sequence[Citation]) -> dict[int, tuple[str, ...]]:
    """What each figure of a sentence cites, by its start: a citation belongs to the last figure before it."""
    found: dict[int, tuple[str, ...]] = {}
    starts = sorted(statement.start for statement in statements)
    for citation in citations:
        before = [start for start in starts if start < citation.start]
        if before:
            found[before[-1]] = (*found.get(before[-1], ()), *citation.claims)
    return found


def check_citation(found: Checked, cited: Cited, desk: Desk) -> Checked:
    """The verdict on a figure that cites claims, told as "cited: ..." where they say otherwise.

    A citation names whom a figure is about and what it measures, where its sentence does not, and which claim, time and scope are
    meant. It vouches for no word of the sentence: what the cited claims do not account for leaves the figure open as it does
    without a citation. Where the sentence names another, or speaks of another metric, the claim is of something else and says
    nothing of the figure; nor does any of what a sentence only supposes.
    """
    statement, verdict = found.statement, found.verdict
    rows = [cited.rows[key] for key in cited.keys if key in cited.rows]
    if not rows:
        return _citing(found, cited)
    apart = {row.id: _of_another(statement, row, desk) for row in rows if row.id not in verdict.supporting()}
    first = apart.get(rows[0].id)
    rows = [row for row in rows if apart.get(row.id) is None]
    if not rows:
        return _citing(found, cited, why=f"{CITED}{first}")
    named = statement.subject.entities
    entities = {row.o.cell.entity for row in rows}
    if not named and statement.subject.unknown is None:
        whom = Subject(
            (rows[0].o.cell.entity,), (), None, statement.subject.spoken_by, statement.subject.places, carried=True
        )
        statement = replace(statement, subject=whom, metrics=((rows[0].o.metric,), *statement.metrics))
        found = checked(statement, desk)
    if statement.supposed or statement.beside is not None:
        return _citing(found, cited)
    results = [(row, _against(statement, row, desk)) for row in rows]
    fitting = [candidate for row, candidate in results if candidate is not None and _fits(statement, row, candidate, desk)]
    if not fitting:
        row = rows[0]
        told = f"{CITED}{row.id} says {row.o.words}{f' for {row.o.label}' if row.o.label else ''}"
        if named and not entities & {*named, *statement.subject.others}:
            told += f" of {desk.vocabulary.entity(row.o.cell.entity).name()}"
        return _citing(found, cited, why=told, verdict=Verdict.REFUTED)
    if found.verdict.verdict not in (Verdict.UNVERIFIABLE, Verdict.IMPRECISE, Verdict.REFUTED):
        return _citing(found, cited)
    meant = checked_by(statement, fitting, desk)
    if not meant.holds and found.verdict.verdict is not Verdict.UNVERIFIABLE:
        return _citing(found, cited)
    ids = {candidate.row.id for candidate in fitting}
    evidence = ordered([*meant.verdict.evidence, *(e for e in found.verdict.evidence if e.claim not in ids)], 12)
    why = "the claim it cites bears it out" if meant.holds else f"the claim it cites fits, but {meant.verdict.why}"
    return _citing(meant, cited, why=why, evidence=evidence)


def _citing(found: Checked, cited: Cited, **told: Any) -> Checked:
    """A figure with what it cites, and what else is now to be told of it."""
    return replace(found, verdict=replace(found.verdict, cited=cited.keys, **told))


def _of_another(statement: Statement, row: Row, desk: Desk) -> str | None:
    """What sets a cited claim apart from what its sentence names: whom it is of, or what it measures; None where nothing does."""
    vocabulary, subject = desk.vocabulary, statement.subject
    whom = vocabulary.entity(row.o.cell.entity).name()
    if subject.unknown is not None:
        if fold(subject.unknown) not in _told_of(row, desk):
            return f"{row.id} is of {whom}, the sentence of {subject.unknown}"
    elif subject.entities and not _is_of_named(statement, row, desk):
        return f"{row.id} is of {whom}, the sentence of {vocabulary.entity(subject.entities[0]).name()}"
    spoken = [name for name in statement.likely if name in statement.heard and name not in GENERAL]
    heard = (*statement.heard, *statement.covered)
    if spoken and statement.turned is None and level_of(row.o.metric, heard, vocabulary) is None:
        mine, other = (vocabulary.metric(name).name() for name in (row.o.metric, spoken[0]))
        return f"{row.id} tells another metric ({mine}) than the sentence ({other})"
    return None


def _told_of(row: Row, desk: Desk) -> str:
    """All that a claim says of whom it is about, of whom it has it and of its scope."""
    o = row.o
    names = names_for(o.cell.entity, desk.vocabulary)
    return fold(" ".join([*names, *row.qualifiers.values(), o.attributed_to or "", o.source]))


def _is_of_named(statement: Statement, row: Row, desk: Desk) -> bool:
    """Whether a claim is about whom a sentence names: the entity, its whole or part, or the other side of what the claim tells."""
    entity, subject = row.o.cell.entity, statement.subject
    if entity in family(statement, desk.vocabulary) or is_of(row, statement, desk.vocabulary):
        return True
    told = _told_of(row, desk)
    naming = any(fold(name) in told for named in subject.entities for name in names_for(named, desk.vocabulary))
    return entity in subject.others and (naming or statement.difference or statement.unit == "x")


def _against(statement: Statement, row: Row, desk: Desk) -> Candidate | None:
    """The cited claim made comparable; its own time and scope are taken as meant."""
    meant = replace(statement, period=None, subject=replace(statement.subject, places=()))
    result = match(row, meant, (row.o.metric,), desk.vocabulary, desk.as_of)
    if isinstance(result, Refused) and row.o.start is not None:
        result = match(row, replace(meant, ahead=True), (row.o.metric,), desk.vocabulary, desk.as_of)
    return None if isinstance(result, Refused) else result


def _fits(statement: Statement, row: Row, candidate: Candidate, desk: Desk) -> bool:
    for asked in (statement, turned(statement, (row.o.metric,))):
        _, bound = base_unit(asked)
        if (
            compare(
                bound, candidate.value, candidate.printed, desk.about_share, candidate.factor, ranged=candidate.ranged
            ).outcome
            is Outcome.FITS
        ):
            return not _other_time(statement, row)
    return False


def _other_time(statement: Statement, row: Row) -> bool:
    """Whether the sentence names a time that excludes the cited claim's."""
    period, o = statement.period, row.o
    return bool(period and o.start and o.end and not (o.start < period.end and period.start < o.end))


def fix_for(figure: FigureVerdict, draft: Draft) -> tuple[int, str] | None:
    """Where and what --fix would write for a supported figure."""
    supporting = figure.supporting()
    return cite_as(supporting[0], figure, draft) if supporting else None


def cite_as(claim: str, figure: FigureVerdict, draft: Draft) -> tuple[int, str] | None:
    """Where a citation of a claim goes: after the figure, outside of emphasis and links; None where it has no place."""
    if not draft.is_source:
        return None
    text, at = draft.text, figure.end
    line = text.rfind("\n", 0, figure.start) + 1
    opened = text.rfind("[", line, figure.start)
    if opened >= 0 and "]" not in text[opened : figure.start]:
        link = _LINK_REST.match(text, at)
        if link is None:
            return None
        at = link.end()
    closing = _CLOSING.match(text, at)
    if closing is not None and closing.group() in text[line : figure.start]:
        at = closing.end()
    return at, f" [@{claim}]"


def fixed(text: str, inserts: Sequence[tuple[int, str]]) -> str:
    """A text with citations written in; every other character is as it was."""
    for at, what in sorted(inserts, reverse=True):
        text = text[:at] + what + text[at:]
    return text

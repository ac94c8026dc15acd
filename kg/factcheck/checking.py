"""One statement held against the base: the claims that may answer, the verdict, and the evidence in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.accounting import words_unread
from kg.factcheck.comparators import NEAR
from kg.factcheck.computed import computed_verdict
from kg.factcheck.desk import Desk
from kg.factcheck.judging import KINDNESS, Judged, day_words, judge, slip
from kg.factcheck.matching import (
    Candidate,
    Refused,
    base_unit,
    family,
    heard_in,
    is_of,
    level_of,
    match,
    names_for,
    scope_of,
)
from kg.factcheck.measures import GENERAL, dimension_of
from kg.factcheck.rows import Row
from kg.factcheck.statement import Bound, Shape, Statement
from kg.factcheck.superlatives import check_superlative
from kg.factcheck.turning import turned
from kg.factcheck.verdict import Evidence, FigureVerdict, Relation, Verdict, ordered
from kg.factcheck.words import Speaking, words_of
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.units import DATE, to_base
from kg.model.vocabulary import MetricKind

_MOST_EVIDENCE: Final = 12
_MOST_NEAREST: Final = 5
_MOST_UNREAD: Final = 3


def check_statement(statement: Statement, desk: Desk) -> FigureVerdict:
    """The verdict on one figure, which is borne out only where every word about it is accounted for."""
    found = _checked(statement, desk)
    if found.verdict is not Verdict.SUPPORTED:
        return found
    telling = [each for each in found.evidence if each.relation is Relation.SUPPORTS]
    claims = {claim for each in telling for claim in (each.claim, *each.inputs)}
    rows = [row for row in _with_others(_rows_for(statement, desk), statement, desk) if row.id in claims]
    measured = {*(each.metric for each in telling), *(row.o.metric for row in rows)}
    if any(each.inputs for each in telling):
        measured.update(statement.likely)
    unread = words_unread(statement, rows, measured, desk.vocabulary)
    if not unread:
        return found
    told = '" and "'.join(unread[:_MOST_UNREAD])
    evidence = tuple(
        replace(each, relation=Relation.COMPATIBLE, why="its value fits, but not all that the sentence says of it")
        if each.relation is Relation.SUPPORTS
        else each
        for each in found.evidence
    )
    why = f'the base does not tell what "{told}" says of it'
    return replace(found, verdict=Verdict.UNVERIFIABLE, why=why, evidence=evidence)


def _checked(statement: Statement, desk: Desk) -> FigureVerdict:
    """The verdict by whom, what, when and how much."""
    if not statement.subject.entities:
        return _guessed(statement, desk)
    if statement.supposed:
        return _unverifiable(statement, desk, [], "the sentence only supposes it")
    if statement.untimed:
        return _unverifiable(statement, desk, [], "the sentence counts its time from one that it does not name")
    if statement.beside is not None:
        return _unverifiable(statement, desk, [], f"the sentence is about {statement.beside} as well")
    try:
        _, bound = base_unit(statement)
    except (ValueError, ArithmeticError):
        return _unverifiable(statement, desk, [], f"the unit {statement.unit!r} is not known")
    rows = _rows_for(statement, desk)
    refused: list[Refused] = []
    judged: Judged | None = None
    chosen: list[Candidate] = []
    spoken, barred = _spoken(statement, desk), False
    for group in _groups(statement, rows, desk):
        candidates, others = _candidates(statement, rows, group, desk)
        candidates, elsewhere = _speaking_of(candidates, spoken, statement, desk)
        barred = barred or bool(elsewhere)
        refused += [*others, *elsewhere]
        if candidates:
            chosen = _in_scope(candidates)
            statement = turned(statement, tuple(dict.fromkeys(c.o.metric for c in chosen)))
            _, bound = base_unit(statement)
            chosen, judged = _charitably(statement, bound, chosen, desk)
            judged = _bounded_below(statement, bound, judged, candidates)
            judged = _over_years(statement, judged, chosen, rows)
            judged = _only_aimed_at(statement, judged, chosen)
            break
    if judged is None and (other := _other_way(statement, desk)) is not None:
        return _checked(other, desk)
    if (judged is None and not barred and _may_speak(statement, spoken)) or (
        judged is not None and judged.verdict is Verdict.REFUTED and statement.unit in ("x", "%") and _may_compute(statement)
    ):
        as_price = turned(statement, ("price_ratio",)) if judged is None and "price_ratio" in statement.likely else statement
        found = computed_verdict(
            as_price,
            (base_unit(statement)[1], base_unit(as_price)[1]),
            _with_others(rows, statement, desk),
            desk.vocabulary,
            desk.as_of,
            desk.about_share,
        )
        if found is not None and (judged is None or found.verdict in (Verdict.SUPPORTED, Verdict.DISPUTED)):
            verdict, why, stated = found.verdict, found.why, _stated_of(chosen, judged, statement, desk)
            if stated and verdict is Verdict.SUPPORTED:
                verdict, why = Verdict.DISPUTED, "claims yield it together, and one states another value"
            return FigureVerdict(
                statement.start,
                statement.end,
                statement.exact,
                verdict,
                why,
                statement.as_json(),
                (*found.evidence, *stated),
            )
    if judged is None:
        silent = "the sentence does not say what is measured in words that the base knows"
        refused += _of_parts(statement, desk)
        return _unverifiable(statement, desk, refused, "no claim is comparable" if statement.metrics else silent)
    evidence = [evidence_of(c, judged.relations[c.row.id], desk) for c in chosen if c.row.id in judged.relations]
    told = {c.row.id for c in chosen}
    evidence += [_refusal(r, desk) for r in _nearest(refused) if r.row.id not in told]
    why = judged.why
    if judged.verdict is Verdict.REFUTED:
        why = slip(bound, chosen, desk.about_share) or why
    verdict = judged.verdict
    if statement.superlative:
        verdict, why, more = check_superlative(statement, verdict, why, _told(chosen, judged), desk)
        evidence = [*more, *evidence]
    return FigureVerdict(
        statement.start,
        statement.end,
        statement.exact,
        verdict,
        f"{why} ({statement.turned})" if statement.turned else why,
        {**statement.as_json(), "metric": chosen[0].o.metric},
        ordered(evidence, _MOST_EVIDENCE),
    )


def _spoken(statement: Statement, desk: Desk) -> list[Speaking]:
    """The turns of phrase of a sentence that tell what its figure may be of: ordered so much, founded then."""
    figure = fold(statement.exact)
    ahead, behind = statement.around[: statement.within], statement.around[statement.within + len(figure) :]
    text = f"{ahead}§{behind}"
    for entity in statement.subject.entities[:1]:
        names = sorted({fold(name) for name in names_for(entity, desk.vocabulary)}, key=len, reverse=True)
        text = re.sub("|".join(rf"\b{re.escape(name)}(?!\w)" for name in names), "¤", text)
    return [each for each in words_of(statement.language).speaking if each.pattern.search(text)]


def _may_speak(statement: Statement, spoken: Sequence[Speaking]) -> bool:
    """Whether what a sentence says may be of any metric that it is heard to speak of."""
    return not spoken or not statement.likely or any(all(s.allows(name) for s in spoken) for name in statement.likely)


def _speaking_of(
    candidates: Sequence[Candidate], spoken: Sequence[Speaking], statement: Statement, desk: Desk
) -> tuple[list[Candidate], list[Refused]]:
    """The claims whose metric the sentence's verb may speak of; and those of a date whose qualifiers it tells."""
    kept: list[Candidate] = []
    refused: list[Refused] = []
    for candidate in candidates:
        name = candidate.o.metric
        if not all(each.allows(name) for each in spoken):
            why = f"the sentence speaks of something else than {desk.vocabulary.metric(name).name()}"
            refused.append(Refused(candidate.row, why, 2))
        elif statement.unit == DATE and not _tells_what(candidate, statement, desk):
            refused.append(Refused(candidate.row, "the sentence tells the date of something else", 2))
        else:
            kept.append(candidate)
    return kept, refused


def _tells_what(candidate: Candidate, statement: Statement, desk: Desk) -> bool:
    """Whether a sentence tells of what a claim dates, beyond the name of whom it is: of the advertising in a product."""
    whom = (*statement.subject.entities, candidate.o.cell.entity)
    named = {part for entity in whom for name in names_for(entity, desk.vocabulary) for part in stems_in(name)}
    heard = heard_in(statement)
    for key in ("product", "segment", "use", "version"):
        parts = [p for p in stems_in(candidate.row.qualifiers.get(key, "")) if len(p) > 2 and p not in named]
        if parts and not heard.intersection(parts):
            return False
    return True


def _stated_of(chosen: Sequence[Candidate], judged: Judged | None, statement: Statement, desk: Desk) -> list[Evidence]:
    """The claims that state the very measure of a sentence, its time too, and not its value."""
    if judged is None:
        return []
    return [
        evidence_of(candidate, judged.relations[candidate.row.id], desk)
        for candidate in chosen
        if judged.relations.get(candidate.row.id) is Relation.CONTRADICTS and candidate.o.metric in statement.likely
    ]


def _charitably(
    statement: Statement, bound: Bound, candidates: Sequence[Candidate], desk: Desk
) -> tuple[list[Candidate], Judged]:
    """Claims of different metrics never contradict each other: of those that one word may mean, the kindest reading counts."""
    by_metric: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_metric.setdefault(candidate.o.cell.metric, []).append(candidate)
    readings = [(group, judge(statement, bound, group, desk.about_share)) for group in by_metric.values()]
    return min(readings, key=lambda reading: KINDNESS.index(reading[1].verdict))


def _may_compute(statement: Statement) -> bool:
    return len(set(statement.heard)) > 1


def _told(chosen: Sequence[Candidate], judged: Judged) -> list[Candidate]:
    """The claims that tell the figure itself, or all."""
    fitting = (Relation.SUPPORTS, Relation.SUPERSEDED, Relation.NEAR)
    return [c for c in chosen if judged.relations.get(c.row.id) in fitting] or list(chosen)


def _groups(statement: Statement, rows: Sequence[Row], desk: Desk) -> list[tuple[str, ...]]:
    """The metrics to look for, group by group; of a share whose kind is not said, those whose scope the sentence names."""
    groups = list(statement.metrics)
    if dimension_of(statement.unit) == "share" and all(name in GENERAL for group in groups for name in group):
        scoped = [row.o.metric for row in rows if _is_share(row) and scope_of(row, statement, desk.vocabulary)[0] >= 1]
        groups = [tuple(dict.fromkeys(scoped)), *groups] if scoped else groups
    if dimension_of(statement.unit) == "share" and (whole := _whole_named(statement, rows)):
        groups = [whole, *groups]
    if statement.unit == "count" and all(name in GENERAL for group in groups for name in group):
        heard = heard_in(statement)
        counted = [
            row.o.metric for row in rows if row.o.unit == "count" and set(stems_in(row.qualifiers.get("of", ""))) & heard
        ]
        groups = [tuple(dict.fromkeys(counted)), *groups] if counted else groups
    if not groups and statement.per is not None:
        # Twenty dollars a month is what something costs, said or not.
        prices = [row.o.metric for row in rows if row.o.kind is MetricKind.PRICE and row.o.cell.per == statement.per]
        groups = [tuple(dict.fromkeys(prices))] if prices else []
    # A ratio of prices and a discount say the same in two ways; the unit tells which.
    odd = "price_discount" if statement.unit == "x" else "price_ratio" if statement.unit == "%" else ""
    return [tuple(name for name in group if name != odd or len(group) == 1) for group in groups]


def _whole_named(statement: Statement, rows: Sequence[Row]) -> tuple[str, ...]:
    """The shares of the very thing that a fraction stands before: a quarter of all AI chips."""
    words = words_of(statement.language)
    match = words.patterns["whole_of"].search(statement.folded[statement.place + len(fold(statement.exact)) :])
    if match is None:
        return ()
    told = set(stems_in(match["what"]))
    told |= set(words.translated(told))
    named = [
        row.o.metric
        for row in rows
        if row.o.metric == "market_share" and (scope := set(stems_in(row.qualifiers.get("segment", "")))) and scope <= told
    ]
    return tuple(dict.fromkeys(named))


def _is_share(row: Row) -> bool:
    return row.o.unit == "%" and row.o.metric.endswith("_share") and row.o.metric != "paying_share"


def _bounded_below(statement: Statement, bound: Bound, judged: Judged, candidates: Sequence[Candidate]) -> Judged:
    """A count of a wider kind that is below one of a narrower kind is disputed: 300 million users, 800 million of them weekly."""
    if judged.verdict is not Verdict.SUPPORTED or statement.unit != "count" or bound.shape is not Shape.IS:
        return judged
    above = [
        c for c in candidates if c.level == 1 and c.o.kind is MetricKind.STOCK and c.value.low > bound.high * (1 + NEAR)
    ]
    if not above:
        return judged
    told = f"{above[0].row.id} has more of a narrower kind ({above[0].o.words})"
    return Judged(Verdict.DISPUTED, told, judged.relations)


def _over_years(statement: Statement, judged: Judged, chosen: Sequence[Candidate], rows: Sequence[Row]) -> Judged:
    """A sum over some years is refuted by a claim of how many they were, and not borne out where the base tells neither."""
    words = words_of(statement.language)
    match = words.patterns["over_years"].search(statement.folded)
    if judged.verdict is not Verdict.SUPPORTED or match is None or not chosen[0].o.metric.startswith("cumulative"):
        return judged
    number = int(match["number"]) if match["number"].isdigit() else words.numbers.get(match["number"])
    lengths = [row.o.narrow for row in rows if row.o.metric == "loss_duration" and row.o.unit == "year"]
    own = [c for c in chosen if c.start is not None and c.end is not None]
    if number is None or any(c.o.start and c.o.end and abs((c.o.end - c.o.start).days - 365 * number) < 90 for c in own):
        return judged
    years = to_base(Interval.point(Decimal(number)), "year")
    if any(length.meets(years) for length in lengths):
        return judged
    if lengths:
        return Judged(Verdict.REFUTED, f"claims tell another number of years than {number}", judged.relations)
    return Judged(Verdict.UNVERIFIABLE, f"the base does not tell it over {number} years", judged.relations)


_AIMS: Final = ("_sought", "_target", "_commitment")
"""How the metrics end that are aims in themselves."""


def _only_aimed_at(statement: Statement, judged: Judged, chosen: Sequence[Candidate]) -> Judged:
    """A value that is only aimed at outdates what was, but does not bear out that it is so."""
    told = [c for c in chosen if judged.relations.get(c.row.id) is Relation.SUPPORTS]
    if (
        judged.verdict is not Verdict.SUPPORTED
        or statement.ahead
        or statement.aims
        or any(c.o.status != Status.TARGET.value or c.o.metric.endswith(_AIMS) for c in told)
        or (told and told[0].o.kind is MetricKind.DATE)
    ):
        return judged
    relations = {
        claim: Relation.COMPATIBLE if claim in {c.row.id for c in told} else held for claim, held in judged.relations.items()
    }
    return Judged(Verdict.UNVERIFIABLE, "the base has it as an aim, the sentence as a fact", relations)


def _other_way(statement: Statement, desk: Desk) -> Statement | None:
    """A ratio of prices told of what the claim takes for its base: eighteen times as dear, of the other a claim of 1/18."""
    subject = statement.subject
    if statement.unit != "x" or "price_ratio" not in statement.likely or not subject.entities:
        return None
    for entity in (*subject.entities[1:], *subject.others):
        for row in desk.rows([entity]):
            if row.o.metric == "price_ratio" and row.qualifiers.get("base") in subject.entities:
                rest = tuple(name for name in subject.entities if name != entity)
                whom = replace(subject, entities=(entity,), others=(*subject.others, *rest))
                return replace(statement, subject=whom, metrics=(("price_ratio",),))
    return None


def _with_others(rows: Sequence[Row], statement: Statement, desk: Desk) -> list[Row]:
    """The rows with those of the other entities that the sentence names, to compute with."""
    return list(
        {
            row.id: row for row in (*rows, *desk.rows(statement.subject.others), *desk.rows(statement.subject.entities))
        }.values()
    )


def _rows_for(statement: Statement, desk: Desk) -> list[Row]:
    named = desk.rows(family(statement, desk.vocabulary))
    found = [row for row in named if is_of(row, statement, desk.vocabulary)]
    if not any(level_of(row.o.metric, statement.likely, desk.vocabulary) is not None for row in found):
        first = statement.subject.entities[0]
        told = desk.naming(names_for(first, desk.vocabulary))
        found += [row for row in told if row not in found and is_of(row, statement, desk.vocabulary)]
    if not any(level_of(row.o.metric, statement.likely, desk.vocabulary) is not None for row in found):
        # A maker named alone may stand for its product, where nothing is known of the maker itself.
        parts = [row for row in named if row.o.cell.entity not in statement.subject.entities]
        below = {e.id for e in desk.vocabulary.entities.values() if e.part_of in statement.subject.entities}
        for row in parts:
            if row.o.cell.entity in below and _half_named(row, statement, desk):
                found.append(row)
    return found


def _of_parts(statement: Statement, desk: Desk) -> list[Refused]:
    """The claims of products of whom a sentence names, which are nearest where there is nothing of the maker itself."""
    found: list[Refused] = []
    for row in desk.rows(family(statement, desk.vocabulary)):
        entity = row.o.cell.entity
        if entity in statement.subject.entities or level_of(row.o.metric, statement.likely, desk.vocabulary) is None:
            continue
        found.append(Refused(row, f"it is about {desk.vocabulary.entity(entity).name()}", 2))
    return found


def _half_named(row: Row, statement: Statement, desk: Desk) -> bool:
    """Whether a sentence names a product by what sets it apart from its maker: V3, beside DeepSeek."""
    own = {
        part for whole in statement.subject.entities for name in names_for(whole, desk.vocabulary) for part in stems_in(name)
    }
    told = {part for name in names_for(row.o.cell.entity, desk.vocabulary) for part in stems_in(name)}
    return bool((told - own) & set(stems_in(statement.sentence)))


def _candidates(
    statement: Statement, rows: Sequence[Row], wanted: Sequence[str], desk: Desk
) -> tuple[list[Candidate], list[Refused]]:
    found: list[Candidate] = []
    refused: list[Refused] = []
    for row in rows:
        result = match(row, statement, wanted, desk.vocabulary, desk.as_of)
        if isinstance(result, Refused):
            refused.append(result)
        else:
            found.append(result)
    return found, refused


def _in_scope(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of claims that go together with the sentence, those whose metric is nearest and whose scope is named best."""
    nearest = min(c.level for c in candidates)
    kept = [c for c in candidates if c.level == nearest]
    best = max(round(c.scope, 1) for c in kept)
    return [c for c in kept if round(c.scope, 1) == best]


def _guessed(statement: Statement, desk: Desk) -> FigureVerdict:
    """Without a name of the base there is no verdict; whom the figure may be about is named all the same."""
    subject = statement.subject
    if subject.unknown is not None:
        return _unverifiable(statement, desk, [], f"{subject.unknown!r} is not in the base")
    from kg.factcheck.guessing import guess_entity

    guess = guess_entity(statement, desk)
    if guess is None:
        return _unverifiable(statement, desk, [], "the sentence does not say whom it is about")
    entity, row = guess
    name = desk.vocabulary.entity(entity).name()
    result = _unverifiable(statement, desk, [], f"the sentence does not say whom it is about; perhaps {name}")
    evidence = Evidence(
        row.id,
        Relation.NOT_COMPARABLE,
        f"only if {name} is meant",
        row.o.words,
        row.o.label,
        row.o.source,
        row.o.metric,
        row.o.status,
    )
    return replace(result, guess=entity, evidence=(evidence,))


def _unverifiable(statement: Statement, desk: Desk, refused: Sequence[Refused], why: str) -> FigureVerdict:
    evidence = [_refusal(r, desk) for r in _nearest(refused)]
    return FigureVerdict(
        statement.start, statement.end, statement.exact, Verdict.UNVERIFIABLE, why, statement.as_json(), tuple(evidence)
    )


def _nearest(refused: Sequence[Refused]) -> list[Refused]:
    best: dict[str, Refused] = {}
    for r in refused:
        if r.row.id not in best or r.rank < best[r.row.id].rank:
            best[r.row.id] = r
    return sorted((r for r in best.values() if r.rank < 7), key=lambda r: r.rank)[:_MOST_NEAREST]


def evidence_of(candidate: Candidate, relation: Relation, desk: Desk) -> Evidence:
    """A comparable claim as evidence."""
    o, row = candidate.o, candidate.row
    when = day_words(candidate.start, o.label, row.published, lent=candidate.lent)
    told = {
        Relation.SUPPORTS: "its value fits",
        Relation.CONTRADICTS: "its value does not fit",
        Relation.NEAR: "its value is within a tenth",
        Relation.SUPERSEDED: "its value fits, but a later one is known",
        Relation.SUPERSEDES: "a later value",
        Relation.COMPATIBLE: "its value neither bears the figure out nor excludes it",
        Relation.NOT_COMPARABLE: "it tells another time, or an aim and not an outcome",
    }[relation]
    why = f"{told}; {candidate.note}" if candidate.note else told
    quote = desk.quoting(row) if desk.quoting else None
    return Evidence(row.id, relation, why, o.words, when, _said_by(row), o.metric, o.status, (), quote)


def _refusal(refused: Refused, desk: Desk) -> Evidence:
    o = refused.row.o
    quote = desk.quoting(refused.row) if desk.quoting else None
    return Evidence(
        refused.row.id,
        Relation.NOT_COMPARABLE,
        refused.why,
        o.words,
        o.label,
        _said_by(refused.row),
        o.metric,
        o.status,
        (),
        quote,
    )


def _said_by(row: Row) -> str:
    return f"{row.o.attributed_to} in {row.o.source}" if row.o.attributed_to else row.o.source

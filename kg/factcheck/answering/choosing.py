"""The claims that may answer a statement: whose they are, under which metrics, and of which the sentence speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.answering.matching import Candidate, Refused, family, heard_in, is_of, level_of, match, names_for, scope_of
from kg.factcheck.answering.vouching import are_one
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.clauses import stretch_of
from kg.factcheck.hearing.measures import GENERAL, dimension_of
from kg.factcheck.hearing.owning import wholes
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import Speaking, words_of
from kg.model.units import DATE
from kg.model.vocabulary import MetricKind

_AREA: Final = "[length] ** 2"


def turns_of(statement: Statement, desk: Desk) -> list[Speaking]:
    """The turns of phrase of a sentence that tell what its figure may be of: ordered so much, founded then."""
    figure = fold(statement.exact)
    ahead, behind = statement.around[: statement.within], statement.around[statement.within + len(figure) :]
    text = f"{ahead}§{behind}"
    for entity in statement.subject.entities[:1]:
        names = sorted({fold(name) for name in names_for(entity, desk.vocabulary)}, key=len, reverse=True)
        text = re.sub("|".join(rf"\b{re.escape(name)}(?!\w)" for name in names), "¤", text)
    return [each for each in words_of(statement.language).speaking if each.pattern.search(text)]


def may_speak(statement: Statement, spoken: Sequence[Speaking]) -> bool:
    """Whether what a sentence says may be of any metric that it is heard to speak of."""
    # By how much something moved is its change, whatever else tells its level.
    likely = [f"{name}_change" for name in statement.likely] if statement.difference else statement.likely
    return not spoken or not likely or any(all(s.allows(name) for s in spoken) for name in likely)


def spoken_of(
    candidates: Sequence[Candidate], spoken: Sequence[Speaking], statement: Statement, desk: Desk
) -> tuple[list[Candidate], list[Refused]]:
    """The claims whose metric the sentence's verb may speak of; and those of a date whose qualifiers it tells."""
    kept: list[Candidate] = []
    refused: list[Refused] = []
    for candidate in candidates:
        name = candidate.o.metric
        kind = candidate.o.kind.value
        if not all(each.allows(name) and each.kind != kind for each in spoken):
            why = f"the sentence speaks of something else than {desk.vocabulary.metric(name).name()}"
            refused.append(Refused(candidate.row, why, 2))
        elif statement.unit == DATE and not _tells_what(candidate, statement, desk):
            refused.append(Refused(candidate.row, "the sentence tells the date of something else", 2))
        else:
            kept.append(candidate)
    return kept, refused


def of_speaker(candidates: Sequence[Candidate], statement: Statement, desk: Desk) -> tuple[list[Candidate], list[Refused]]:
    """Of the claims that go together with a sentence those of the one whom it has its figure from, where there are any."""
    speakers = statement.subject.spoken_by
    own = [
        c for c in candidates if c.o.attributed_to and any(are_one(s, c.o.attributed_to, desk.vocabulary) for s in speakers)
    ]
    if not own:
        return list(candidates), []
    return own, [Refused(c.row, "the sentence has it from another", 0) for c in candidates if c not in own]


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


def metric_groups(statement: Statement, rows: Sequence[Row], desk: Desk) -> list[tuple[str, ...]]:
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
    if not groups and dimension_of(statement.unit) == _AREA:
        groups = [("area",)]  # with its 540 hectares
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
    match = words.patterns["whole_of"].search(statement.behind)
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


def other_way(statement: Statement, desk: Desk) -> Statement | None:
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


def with_others(rows: Sequence[Row], statement: Statement, desk: Desk) -> list[Row]:
    """The rows with those of the other entities that the sentence names, to compute with."""
    return list(
        {
            row.id: row for row in (*rows, *desk.rows(statement.subject.others), *desk.rows(statement.subject.entities))
        }.values()
    )


def rows_for(statement: Statement, desk: Desk) -> list[Row]:
    """The claims that are about whom or what a statement is about."""
    named = desk.rows(family(statement, desk.vocabulary))
    found = [row for row in named if is_of(row, statement, desk.vocabulary)]
    if not any(level_of(row.o.metric, statement.likely, desk.vocabulary) is not None for row in found):
        first = statement.subject.entities[0]
        told = desk.naming(names_for(first, desk.vocabulary))
        found += [row for row in told if row not in found and is_of(row, statement, desk.vocabulary)]
    if not any(level_of(row.o.metric, statement.likely, desk.vocabulary) is not None for row in found):
        # Of a maker and a product of it, both named, the product may be what is measured.
        first, *rest = statement.subject.entities
        parts_named = [entity for entity in rest if first in wholes(entity, desk.vocabulary.entities)]
        found += [row for row in desk.rows(parts_named) if row not in found]
    if not any(level_of(row.o.metric, statement.likely, desk.vocabulary) is not None for row in found):
        # A maker named alone may stand for its product, where nothing is known of the maker itself.
        parts = [row for row in named if row.o.cell.entity not in statement.subject.entities]
        below = {e.id for e in desk.vocabulary.entities.values() if e.part_of in statement.subject.entities}
        for row in parts:
            if row.o.cell.entity in below and _half_named(row, statement, desk):
                found.append(row)
    return found


def of_parts(statement: Statement, desk: Desk) -> list[Refused]:
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


def candidates_of(
    statement: Statement, rows: Sequence[Row], wanted: Sequence[str], desk: Desk
) -> tuple[list[Candidate], list[Refused]]:
    """The claims that go together with a statement under some metrics, and those that do not."""
    found: list[Candidate] = []
    refused: list[Refused] = []
    for row in rows:
        result = match(row, statement, wanted, desk.vocabulary, desk.as_of)
        if isinstance(result, Refused):
            refused.append(result)
        else:
            found.append(result)
    return found, refused


def of_whom(candidates: Sequence[Candidate], statement: Statement, desk: Desk) -> list[Candidate]:
    """Of claims that go together with a figure those of whom its own part of the sentence names, where it names the likeliest and no other."""
    first, *rest = statement.subject.entities
    low, high = stretch_of(statement.folded, statement.place, [(0, 0)])
    text = statement.folded[low:high].replace("-", " ")
    longer = sorted((fold(name).replace("-", " "), e) for e in (first, *rest) for name in names_for(e, desk.vocabulary))
    named: set[str] = set()
    for name, entity in sorted(longer, key=lambda item: -len(item[0])):
        if name in text:
            named.add(entity)
            text = text.replace(name, "§")
    apart = {entity for entity in rest if entity not in named} if first in named else set()
    return [c for c in candidates if c.o.cell.entity not in apart] or list(candidates)


def in_scope(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of claims that go together with the sentence, those whose metric is nearest and whose scope is named best."""
    nearest = min(c.level for c in candidates)
    kept = [c for c in candidates if c.level == nearest]
    best = max(round(c.scope, 1) for c in kept)
    return [c for c in kept if round(c.scope, 1) == best]

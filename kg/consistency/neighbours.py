"""Figures beside each other: equal amounts of different things, ratios true of some peers only, hedges that get lost.

None of these is an error; each is how a careful sentence becomes a careless one on its way through other texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from kg.consistency.clusters import clusters_of
from kg.consistency.derivations import Stated, amount
from kg.consistency.echoes import significant_digits
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.telling import dimension_slug, origin_words, scope_words
from kg.consistency.values import qualifiers_of, scope_key
from kg.consistency.yielding import stated_in, yielded
from kg.model.base import Vocabulary
from kg.model.errors import FormulaError, QuantityError
from kg.model.formula import Name, Operation, Term, parse_formula
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.units import DATE, from_base
from kg.model.wording import interval_words, listed

SMALLEST: Final = 1000
"""Amounts below are equal by chance too often."""
TELLING_APART: Final = ("use", "counterparty", "product", "segment")
_MOST_PEERS: Final = 30
_SHOWN: Final = 6


# Equal amounts of different things


def find_equal_figures(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Equal large amounts of one entity that stand for things of kindred names. ``observations`` in any order."""
    groups: dict[tuple[str, str, str], list[Observation]] = {}
    for o in observations:
        large = o.unit != DATE and abs(Decimal(o.value.split("/")[-1])) >= SMALLEST
        if large and o.status != "illustrative" and o.review != "rejected" and any(c.isdigit() for c in o.exact):
            groups.setdefault((o.cell.entity, o.cell.dimension, o.value), []).append(o)
    for (entity, dimension, value), group in sorted(groups.items()):
        members = _different_things(group, vocabulary)
        if len(members) > 1:
            told = [
                f"{o.words} as {vocabulary.metric(o.metric).name()}{scope_words(o.cell)} ({origin_words(o)})"
                for o in members
            ]
            yield Finding(
                id="/".join((Kind.SCOPE.value, "equal", entity, dimension_slug(dimension), value.replace("/", "-"))),
                kind=Kind.SCOPE,
                severity=Severity.INFO,
                entity=entity,
                metric=members[0].cell.metric,
                claims=tuple(o.claim for o in members),
                explanation=(
                    f"{vocabulary.entity(entity).name()}: equal amounts stand for different things and are easily merged: "
                    f"{listed(told[:_SHOWN])}."
                ),
                clusters=clusters_of(members),
            )


def _different_things(group: Sequence[Observation], vocabulary: Vocabulary) -> list[Observation]:
    """One claim a thing, of those that a reader may take for one another."""
    kept: dict[tuple[str, str], Observation] = {}
    for o in sorted(group, key=lambda o: (o.cell.metric, o.cell.qualifiers, o.start or date.min, o.source, o.claim)):
        kept.setdefault((o.cell.metric, scope_key(qualifiers_of(o.cell.qualifiers))), o)
    things = list(kept.values())
    return [o for o in things if any(other is not o and _kindred(o, other, vocabulary) for other in things)]


def _kindred(one: Observation, other: Observation, vocabulary: Vocabulary) -> bool:
    a, b = one.cell.metric, other.cell.metric
    if a != b:
        related = a in vocabulary.metric_lineage(b) or b in vocabulary.metric_lineage(a)
        return not related and a.split("_")[0] == b.split("_")[0]
    scopes = [qualifiers_of(o.cell.qualifiers) for o in (one, other)]
    return one.source == other.source and any(scopes[0].get(key) != scopes[1].get(key) for key in TELLING_APART)


# Derivations that hold for some peers only


@dataclass(frozen=True, slots=True)
class _Peer:
    """What a formula yields with one entity in place of another, and whether the stated value allows it."""

    entity: str
    interval: Interval
    unit: str
    fits: bool


PeerKey = tuple[str, str, str, date | None, date | None]


def peer_key(o: Observation) -> PeerKey:
    """What must be equal for another entity's claim to stand in for one: metric, qualifiers, per and time."""
    return o.metric, o.cell.qualifiers, o.cell.per, o.start, o.end


def replaceable(stated: Stated, vocabulary: Vocabulary) -> dict[str, dict[str, Observation]]:
    """The inputs of a derived claim that it is compared with: those of an entity unrelated to its own, entity -> name -> claim.

    What is compared stays: the claim's own inputs, or where it has none, those above the line (of a difference, the first).
    """
    own = set(vocabulary.lineage(stated.observation.cell.entity))
    foreign: dict[str, dict[str, Observation]] = {}
    subjects: list[str] = []
    for name, o in stated.inputs.items():
        if not own.isdisjoint(vocabulary.lineage(o.cell.entity)):
            subjects.append(name)
        elif o.claim:  # the date of the source is of no entity
            foreign.setdefault(o.cell.entity, {})[name] = o
    sides = _sides(parse_formula(stated.derivation.formula))
    against = {not side for name in subjects for side in sides.get(name, ())} if subjects else {True}
    compared = {
        entity: inputs
        for entity, inputs in foreign.items()
        if all(sides.get(name, frozenset[bool]()) & against for name in inputs)
    }
    return compared if subjects or len(compared) < len(foreign) else {}


def _sides(term: Term) -> dict[str, frozenset[bool]]:
    """Where the names of a formula stand: below the line (true) or above it; without a line, what is taken away is below."""
    for operator in ("/", "-"):
        sides: dict[str, frozenset[bool]] = {}
        for name, below in _places(term, operator):
            sides[name] = sides.get(name, frozenset()) | {below}
        if any(True in found for found in sides.values()):
            break
    return sides


def _places(term: Term, operator: str, *, below: bool = False) -> Iterator[tuple[str, bool]]:
    if isinstance(term, Name):
        yield term.name, below
    elif isinstance(term, Operation):
        for index, part in enumerate(term.terms):
            yield from _places(part, operator, below=below != (term.operator == operator and index > 0))


def find_peers(
    derived: Iterable[Stated], others: Mapping[PeerKey, Sequence[Observation]], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Derived claims that hold for the peer they are computed with, and not for others. ``others``: claims by ``peer_key``."""
    for stated in derived:
        claim = stated.observation
        if not claim.is_asserted or claim.review == "rejected" or claim.unit == DATE:
            continue
        for entity, inputs in sorted(replaceable(stated, vocabulary).items()):
            chosen = _with_peer(stated, entity, inputs)
            if chosen is None or not chosen.fits:
                continue
            peers = _peers(stated, inputs, others, vocabulary)
            if peers and not all(peer.fits for peer in peers):
                yield _peer_finding(stated, chosen, peers, inputs, vocabulary)


def _with_peer(stated: Stated, entity: str, inputs: Mapping[str, Observation]) -> _Peer | None:
    claim = stated.observation
    amounts = {name: amount(o, wide=False) for name, o in {**stated.inputs, **inputs}.items()}
    try:
        term = parse_formula(stated.derivation.formula)
        result = yielded(term, amounts, claim)
        fits, unit = stated_in(claim, result, wide=False)
        wide = {name: amount(o, wide=True) for name, o in {**stated.inputs, **inputs}.items()}
        fits = fits or stated_in(claim, yielded(term, wide, claim), wide=True)[0]
    except (FormulaError, QuantityError):
        return None
    return _Peer(entity, result.interval if unit is None else from_base(result.interval, unit), unit or "count", fits)


def _peers(
    stated: Stated,
    inputs: Mapping[str, Observation],
    others: Mapping[PeerKey, Sequence[Observation]],
    vocabulary: Vocabulary,
) -> list[_Peer]:
    own = set(vocabulary.lineage(stated.observation.cell.entity))
    offers = [{o.cell.entity: o for o in others.get(peer_key(given), ())} for given in inputs.values()]
    # Nothing is held against itself, nor against what the formula already names.
    named = {o.cell.entity for o in stated.inputs.values()}
    names = sorted(set.intersection(*(set(offer) for offer in offers)) - named) if offers else []
    names = [name for name in names if own.isdisjoint(vocabulary.lineage(name))]
    if len(names) > _MOST_PEERS:
        return []
    positive = vocabulary.metric(stated.observation.metric).sign == "positive"
    instead = [_with_peer(stated, name, dict(zip(inputs, (o[name] for o in offers), strict=True))) for name in names]
    # A discount below nothing is none: that peer is not what was meant.
    return [peer for peer in instead if peer is not None and not (positive and peer.interval.high < 0)]


def _peer_finding(
    stated: Stated, chosen: _Peer, peers: Sequence[_Peer], inputs: Mapping[str, Observation], vocabulary: Vocabulary
) -> Finding:
    claim = stated.observation

    def told(peer: _Peer) -> str:
        return f"{interval_words(peer.interval, peer.unit)} against {vocabulary.entity(peer.entity).name()}"

    ranked = sorted((chosen, *peers), key=lambda peer: (peer.interval.low, peer.interval.high, peer.entity))
    holding = [told(peer) for peer in ranked if peer.fits]
    failing = [told(peer) for peer in ranked if not peer.fits]
    metric = vocabulary.metric(claim.metric).name()
    return Finding(
        id=f"{Kind.SCOPE.value}/peers/{claim.claim}",
        kind=Kind.SCOPE,
        severity=Severity.INFO,
        entity=claim.cell.entity,
        metric=claim.metric,
        claims=(claim.claim, *(o.claim for o in inputs.values())),
        explanation=(
            f"{vocabulary.entity(claim.cell.entity).name()}: {metric} {claim.words} ({origin_words(claim)}) holds for some peers only: "
            f"it is {listed(holding)}, but {listed(failing)}."
        ),
        rule=stated.derivation.formula,
    )


# Hedges dropped, coarser repeats


def find_hedges(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """One value that a source gives now with a hedge and now without, or now finely and now coarsely."""
    groups: dict[tuple[object, ...], list[Observation]] = {}
    for o in observations:
        if o.is_asserted and o.review != "rejected" and o.unit != DATE:
            groups.setdefault((o.cell, o.start, o.end, o.source), []).append(o)
    for group in groups.values():
        kept: dict[tuple[str, str], Observation] = {}
        for o in sorted(group, key=lambda o: (significant_digits(o), o.narrow.low, o.approximation, o.source, o.claim)):
            kept.setdefault((o.value, o.approximation), o)
        involved = {o.claim: o for pair in combinations(kept.values(), 2) if _repeats(*pair) for o in pair}
        if len(involved) > 1:
            yield _hedge_finding(list(involved.values()), vocabulary)


def _repeats(one: Observation, other: Observation) -> bool:
    """Whether one says less firmly, or less finely, what the other says."""
    if one.value == other.value:
        return one.approximation != other.approximation
    if "/" in one.value + other.value or {one.approximation, other.approximation} - {"exact", "about"}:
        return False
    coarse, fine = sorted((one, other), key=significant_digits)
    return significant_digits(coarse) < significant_digits(fine) and coarse.narrow.covers(fine.narrow)


def _hedge_finding(involved: Sequence[Observation], vocabulary: Vocabulary) -> Finding:
    first = involved[0]
    same = len({o.value for o in involved}) == 1
    what = "hedged in one place and not in another" if same else "more coarsely in one place than in another"
    when = f" for {first.label}" if first.label else ""
    entity, metric = vocabulary.entity(first.cell.entity).name(), vocabulary.metric(first.cell.metric).name()
    scope = replace(first.cell, entity="", metric="")
    told = listed([o.words for o in involved])
    parts = (Kind.AGREEMENT.value, "hedge", first.cell.entity, first.cell.metric, first.label, first.source)
    return Finding(
        id="/".join(part for part in parts if part),
        kind=Kind.AGREEMENT,
        severity=Severity.INFO,
        entity=first.cell.entity,
        metric=first.cell.metric,
        claims=tuple(o.claim for o in involved),
        explanation=f"{entity}: {metric}{scope_words(scope)}{when} is given by {first.source} as {told}: one value, {what}.",
        clusters=clusters_of(involved),
    )

"""kg check: every finding of a built base."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from kg.consistency import further
from kg.consistency.candidates import prepare, rows_of, ruled_rows, rules_over
from kg.consistency.conflicts import find_conflicts
from kg.consistency.culprits import Culprits, Weights, find_culprits, takes_part, with_culprits
from kg.consistency.derivations import Stated, check_derivations, publication
from kg.consistency.finding import Finding, Kind, Severity, ordered
from kg.consistency.identities import check_identities
from kg.consistency.scopes import find_scopes
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.claim import Derivation
from kg.model.formula import PUBLISHED, names_in, parse_formula
from kg.model.observation import Observation

_ENTITIES_OF_MANY_SCOPES = (
    "entity IN (SELECT entity FROM claims GROUP BY entity, dimension "
    "HAVING max(coalesce(wide_low, -1e26)) > min(coalesce(wide_high, 1e26)) "
    "AND (count(DISTINCT (compared, qualifiers, per)) > 1 OR (count(starts) > 0 AND count(starts) < count(*))))"
)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, worst first."""

    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """As the documented output of ``kg check --format json``."""
        kinds = {kind.value: sum(f.kind is kind for f in self.findings) for kind in Kind}
        severities = {severity.value: self.count(severity) for severity in Severity}
        summary = {"findings": len(self.findings), "by_severity": severities, "by_kind": kinds}
        return {"findings": [finding.as_json() for finding in self.findings], "summary": summary}


Kinds = Collection[Kind]
Check = Callable[[Columns, Vocabulary, Kinds], Iterable[Finding]]


def _conflicts(columns: Columns, vocabulary: Vocabulary, kinds: Kinds) -> Iterable[Finding]:
    prepare(columns)
    return find_conflicts(columns.observations(rows_of(kinds)), vocabulary)


def _derivations(columns: Columns, vocabulary: Vocabulary, _: Kinds) -> Iterable[Finding]:
    return check_derivations(_derived(columns), vocabulary)


def _identities(columns: Columns, vocabulary: Vocabulary, _: Kinds) -> Iterable[Finding]:
    prepare(columns)
    present = {metric for (metric,) in columns.rows("SELECT DISTINCT metric FROM grouped")}
    rules = rules_over(vocabulary.rules, present)
    condition = ruled_rows(rules)
    return check_identities(columns.observations(condition), vocabulary, rules) if condition else ()


def _scopes(columns: Columns, vocabulary: Vocabulary, _: Kinds) -> Iterable[Finding]:
    return find_scopes(columns.observations(_ENTITIES_OF_MANY_SCOPES), vocabulary)


def _units(columns: Columns, vocabulary: Vocabulary, _: Kinds) -> Iterable[Finding]:
    return further.units(columns, vocabulary)


def _additivity(columns: Columns, vocabulary: Vocabulary, _: Kinds) -> Iterable[Finding]:
    return further.additivity(columns, vocabulary)


def _implied(columns: Columns, vocabulary: Vocabulary, kinds: Kinds) -> Iterable[Finding]:
    return further.implied(columns, vocabulary, kinds)


def _neighbours(columns: Columns, vocabulary: Vocabulary, kinds: Kinds) -> Iterable[Finding]:
    return further.neighbours(columns, vocabulary, _derived(columns), kinds)


# Each check with the kinds of findings it makes; it is run when one of them is asked for.
CHECKS: Final[tuple[tuple[frozenset[Kind], Check], ...]] = (
    (frozenset({Kind.CONFLICT, Kind.FORECAST, Kind.SUCCESSION, Kind.AGREEMENT}), _conflicts),
    (frozenset({Kind.DERIVATION, Kind.IDENTITY}), _derivations),
    (frozenset({Kind.IDENTITY}), _identities),
    (frozenset({Kind.SCOPE}), _scopes),
    (frozenset({Kind.UNIT}), _units),
    (frozenset({Kind.IDENTITY, Kind.IMPLIED}), _additivity),
    (frozenset({Kind.IDENTITY, Kind.IMPLIED}), _implied),
    (frozenset({Kind.SCOPE, Kind.AGREEMENT}), _neighbours),
)


def check(columns: Columns, vocabulary: Vocabulary, kinds: Kinds = tuple(Kind)) -> Report:
    """Hold a base's claims against each other and against its rules; findings of ``kinds`` only."""
    findings = [f for makes, run in CHECKS if makes & set(kinds) for f in run(columns, vocabulary, kinds)]
    return Report(tuple(ordered([finding for finding in _without_repeats(findings) if finding.kind in kinds])))


def _without_repeats(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A broken rule over the very values of a broken derivation says nothing new."""
    told = {
        (f.claims[0], frozenset(i.value for i in f.inputs)) for f in findings if f.kind is Kind.DERIVATION and not f.holds
    }

    def is_told(finding: Finding) -> bool:
        return finding.kind is Kind.IDENTITY and any(
            (lead.claim, frozenset(i.value for i in finding.inputs if i is not lead)) in told for lead in finding.inputs
        )

    return (finding for finding in findings if not is_told(finding))


def _derived(columns: Columns) -> Iterator[Stated]:
    """The derived claims with their inputs."""
    rows = columns.rows("SELECT id, derived, published FROM claims WHERE derived IS NOT NULL ORDER BY id")
    derivations = {identifier: Derivation(**json.loads(text)) for identifier, text, _ in rows}
    dates = {identifier: published for identifier, _, published in rows if published}
    wanted = sorted({*derivations, *(i for derivation in derivations.values() for i in derivation.inputs.values())})
    known: dict[str, Observation] = {o.claim: o for o in columns.observations("id IN (SELECT unnest(?))", [wanted])}
    for identifier, derivation in derivations.items():
        inputs = {name: known[i] for name, i in derivation.inputs.items()}
        if PUBLISHED in names_in(parse_formula(derivation.formula)) and identifier in dates:
            inputs[PUBLISHED] = publication(known[identifier].source, dates[identifier])
        yield Stated(known[identifier], derivation, inputs)


def published_beside(columns: Columns, finding: Finding) -> dict[str, Observation]:
    """The date of the source of a derived claim, by its reserved name, where the derivation asks for it."""
    if finding.kind is not Kind.DERIVATION or finding.rule is None or PUBLISHED not in names_in(parse_formula(finding.rule)):
        return {}
    query = "SELECT source, published FROM claims WHERE id = ? AND published IS NOT NULL"
    rows = columns.rows(query, [finding.claims[0]])
    return {PUBLISHED: publication(*rows[0])} if rows else {}


def accuse(
    findings: Sequence[Finding], columns: Columns, reliability: Callable[[str], Decimal | None]
) -> tuple[tuple[Finding, ...], Culprits]:
    """The findings with their culprits, and the account of them. ``reliability`` gives that of a source, where argued."""
    claims = sorted({claim for finding in findings if takes_part(finding) for claim in finding.claims})
    if not claims:
        return tuple(findings), Culprits()
    known = {o.claim: o for o in columns.observations("id IN (SELECT unnest(?))", [claims])}
    argued = {source: reliability(source) for source in sorted({o.source for o in known.values()})}
    weights = Weights(known, {source: value for source, value in argued.items() if value is not None})
    culprits = find_culprits(findings, weights)
    return tuple(with_culprits(findings, weights, culprits)), culprits

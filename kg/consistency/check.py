"""kg check: every finding of a built base."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from kg.consistency import further, implying, wholes
from kg.consistency.candidates import Asked, agreeing_rows, look_closely, metrics_of, rules_over
from kg.consistency.conflicts import find_conflicts
from kg.consistency.culprits import Culprits, Weights, find_culprits, takes_part, with_culprits
from kg.consistency.derivations import Stated, check_derivations, publication
from kg.consistency.finding import Finding, Kind, Severity, distinctly_named, ordered
from kg.consistency.identities import check_identities
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.claim import Derivation
from kg.model.formula import PUBLISHED, names_in, parse_formula
from kg.model.observation import Observation

ALARMING: Final = frozenset({Kind.CONFLICT, Kind.DERIVATION, Kind.IDENTITY, Kind.UNIT, Kind.IMPLIED})
"""The kinds of which a finding may be an error or a warning; the others are for information."""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, worst first; ``read`` are claims that were looked at, by id, to spare reading them again."""

    findings: tuple[Finding, ...]
    read: Mapping[str, Observation] = field(default_factory=dict, compare=False, repr=False)

    def count(self, severity: Severity) -> int:
        """How many are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """As the documented output of ``kg check --format json``."""
        kinds = {kind.value: sum(f.kind is kind for f in self.findings) for kind in Kind}
        severities = {severity.value: self.count(severity) for severity in Severity}
        summary = {"findings": len(self.findings), "by_severity": severities, "by_kind": kinds}
        return {"findings": [finding.as_json() for finding in self.findings], "summary": summary}


@dataclass(frozen=True, slots=True)
class _Base:
    """What checks read: the columns, the vocabulary, what is asked for, and the rows where values or rules clash."""

    columns: Columns
    vocabulary: Vocabulary
    asked: Asked
    close: Sequence[Observation]


Check = Callable[[_Base], Iterable[Finding]]


def _conflicts(base: _Base) -> Iterable[Finding]:
    if Kind.AGREEMENT not in base.asked.kinds:
        return find_conflicts(base.close, base.vocabulary, base.asked.kinds)
    # Most of a base agrees with itself: then what several sources give is read as well.
    rows = base.columns.observations(agreeing_rows(base.columns, base.asked))
    return find_conflicts(rows, base.vocabulary, base.asked.kinds)


def _derivations(base: _Base) -> Iterable[Finding]:
    return check_derivations(_derived(base.columns), base.vocabulary)


def _identities(base: _Base) -> Iterable[Finding]:
    rules = rules_over(base.vocabulary.rules, metrics_of(base.columns))
    return check_identities(base.close, base.vocabulary, rules)


def _scopes(base: _Base) -> Iterable[Finding]:
    return further.scopes(base.columns, base.vocabulary)


def _units(base: _Base) -> Iterable[Finding]:
    return further.units(base.columns, base.vocabulary, base.asked)


def _additivity(base: _Base) -> Iterable[Finding]:
    return wholes.additivity(base.columns, base.vocabulary, base.asked)


def _implied(base: _Base) -> Iterable[Finding]:
    return implying.implied(base.columns, base.vocabulary, base.asked)


def _neighbours(base: _Base) -> Iterable[Finding]:
    return further.neighbours(base.columns, base.vocabulary, _derived(base.columns), base.asked)


def _superlatives(base: _Base) -> Iterable[Finding]:
    return further.superlatives(base.columns, base.vocabulary)


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
    (frozenset({Kind.CONFLICT, Kind.SUCCESSION}), _superlatives),
)


def check(
    columns: Columns,
    vocabulary: Vocabulary,
    kinds: Collection[Kind] = tuple(Kind),
    least: Severity = Severity.INFO,
) -> Report:
    """Hold a base's claims against each other and against its rules; findings of ``kinds``, at least so severe, only.

    What no finding asked for can be made of is not read: a large base is checked for what is wrong much sooner than
    for all that there is to say of it.
    """
    asked = Asked(frozenset(kinds) if least is Severity.INFO else frozenset(kinds) & ALARMING, least)
    base = _Base(columns, vocabulary, asked, look_closely(columns, asked, vocabulary.rules))
    findings = [f for makes, run in CHECKS if makes & asked.kinds for f in run(base)]
    kept = [
        f for f in distinctly_named(list(_without_repeats(findings))) if f.kind in kinds and f.severity.rank <= least.rank
    ]
    return Report(tuple(ordered(kept)), {o.claim: o for o in base.close})


def check_and_alarm(
    columns: Columns, vocabulary: Vocabulary, kinds: Collection[Kind], least: Severity = Severity.INFO
) -> Report:
    """As ``check``, and with every error and warning besides, whatever is asked for: culprits are found among all of them."""
    if least is Severity.INFO and set(kinds) >= set(Kind):
        return check(columns, vocabulary)
    alarms = check(columns, vocabulary, least=Severity.WARNING)
    if least is not Severity.INFO:
        return alarms
    informing = [f for f in check(columns, vocabulary, kinds).findings if f.severity is Severity.INFO]
    return Report(tuple(ordered([*alarms.findings, *informing])), alarms.read)


def _without_repeats(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A broken rule over the very values of a broken derivation says nothing new."""
    told = {
        (f.claims[0], frozenset(i.value for i in f.inputs))
        for f in findings
        if f.kind is Kind.DERIVATION and f.holds is False
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
    findings: Sequence[Finding],
    columns: Columns,
    reliability: Callable[[str], Decimal | None],
    read: Mapping[str, Observation] | None = None,
) -> tuple[tuple[Finding, ...], Culprits]:
    """The findings with their culprits, and the account of them.

    ``reliability`` gives that of a source, where argued; ``read`` are claims at hand, as of ``Report.read``.
    """
    claims = sorted({claim for finding in findings if takes_part(finding) for claim in finding.claims})
    if not claims:
        return tuple(findings), Culprits()
    known = {claim: read[claim] for claim in claims if claim in read} if read else {}
    missing = [claim for claim in claims if claim not in known]
    if missing:
        known |= {o.claim: o for o in columns.observations("id IN (SELECT unnest(?))", [missing])}
    argued = {source: reliability(source) for source in sorted({o.source for o in known.values()})}
    weights = Weights(known, {source: value for source, value in argued.items() if value is not None})
    culprits = find_culprits(findings, weights)
    return tuple(with_culprits(findings, weights, culprits)), culprits

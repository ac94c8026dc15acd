"""kg check over the columns: what is planted is found, whatever order claims come in and whatever they are called."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.planted import vocabulary
from benchmarks.shapes import SHAPES, Company, Wrong, companies
from kg.consistency.check import Report, accuse, check, check_and_alarm
from kg.consistency.finding import Finding, Kind, Severity
from kg.graph.columns import Columns, ColumnsWriter, row_of
from kg.model.claim import Claim, Derivation

WORDS = vocabulary()


def checked(folder, claims: Iterable[Claim], least: Severity = Severity.WARNING) -> tuple[Finding, ...]:
    path = folder / "claims.parquet"
    with ColumnsWriter(path) as writer:
        writer.add(row_of(claim, WORDS) for claim in claims)
        writer.finish()
    with Columns(path) as columns:
        report: Report = check(columns, WORDS, least=least)
        return accuse(report.findings, columns, lambda _: None, report.read)[0]


def answers(finding: Finding, wrong: Wrong) -> bool:
    enough = finding.severity.rank <= Severity(wrong.severity).rank
    return wrong.claim in finding.claims and finding.kind.value in wrong.kinds and enough


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("seed", range(4))
def test_a_planted_error_is_found_and_nothing_else(tmp_path, shape, seed):
    wronged, right = Company(0, random.Random(seed)), Company(1, random.Random(seed))
    wrong = shape(wronged, True)
    shape(right, False)
    found = checked(tmp_path, wronged.claims + right.claims)
    assert wrong is not None
    assert any(answers(finding, wrong) for finding in found)
    assert [f.explanation for f in found if any(claim.startswith("company-1-") for claim in f.claims)] == []


def rescaled(claim: Claim) -> Claim:
    """The figure printed in millions rather than billions, as finely."""
    number, _, word = claim.exact.partition(" ")
    if word != "billion" or " " in claim.exact.removesuffix(" billion"):
        return claim
    if len(number.partition(".")[2]) != 3 or number.endswith("0"):
        return claim  # trailing zeros would be read as rounded
    return replace(claim, exact=f"{int(Decimal(number) * 1000)} million")


def renamed(claims: Sequence[Claim], names: Mapping[str, str]) -> list[Claim]:
    def inputs(derived: Derivation | None) -> Derivation | None:
        return derived and replace(derived, inputs={key: names[one] for key, one in derived.inputs.items()})

    return [replace(rescaled(claim), id=names[claim.id], derived=inputs(claim.derived)) for claim in claims]


@pytest.mark.parametrize("seed", range(3))
def test_order_names_and_scale_change_no_finding_of_a_base(tmp_path, seed):
    claims = [claim for company in companies(90, [], 0.4, seed) for claim in company.claims]
    chance = random.Random(seed)
    ids = [f"r{number}" for number in range(len(claims))]
    chance.shuffle(ids)
    names = dict(zip((claim.id for claim in claims), ids, strict=True))
    back = {new: old for old, new in names.items()}
    others = renamed(claims, names)
    chance.shuffle(others)

    def told(findings: Iterable[Finding], old: Mapping[str, str]) -> set[tuple[object, ...]]:
        # Derivations are called after the claim that is derived.
        return {
            (
                f.kind,
                "" if f.kind is Kind.DERIVATION else f.id,
                f.severity,
                frozenset(old[claim] for claim in f.claims),
                frozenset(old[claim] for claim in f.culprits),
            )
            for f in findings
        }

    same = {claim.id: claim.id for claim in claims}
    before, after = checked(tmp_path, claims, Severity.INFO), checked(tmp_path, others, Severity.INFO)
    assert told(before, same) == told(after, back)
    for findings in (before, after):
        assert len({finding.id for finding in findings}) == len(findings)


def test_what_is_asked_for_changes_no_finding(tmp_path):
    path = tmp_path / "claims.parquet"
    with ColumnsWriter(path) as writer:
        writer.add(row_of(claim, WORDS) for company in companies(150, [], 0.4, 5) for claim in company.claims)
        writer.finish()
    with Columns(path) as columns:
        everything = check(columns, WORDS).findings
        for kind in Kind:
            assert check(columns, WORDS, {kind}).findings == tuple(f for f in everything if f.kind is kind)
        alarms = tuple(f for f in everything if f.severity is not Severity.INFO)
        assert check(columns, WORDS, least=Severity.WARNING).findings == alarms
        wanted = check_and_alarm(columns, WORDS, {Kind.IMPLIED}).findings
        assert wanted == tuple(f for f in everything if f.severity is not Severity.INFO or f.kind is Kind.IMPLIED)


def test_a_crowd_of_values_is_one_finding_and_accuses_nobody(tmp_path):
    company = Company(0, random.Random(1))
    for number in range(3000):
        company.say("valuation", 10**9 + number * 10**7, as_of="2024-05", fine=True)
    [finding] = checked(tmp_path, company.claims)
    assert (len(finding.claims), finding.culprits) == (3000, ())
    assert len(finding.explanation) < 1000


def test_what_goes_wrong_is_looked_for_once_however_many_scopes_there_are(tmp_path):
    class Counting(Columns):
        queries = 0

        def rows(self, query, parameters=()):
            self.queries += 1
            return super().rows(query, parameters)

    def queries(many: int) -> int:
        path = tmp_path / f"{many}.parquet"
        with ColumnsWriter(path) as writer:
            for number in range(many):
                company = Company(number, random.Random(number))
                company.say("revenue", 3_000_000_000, "2024")
                company.say("expenses", 2_000_000_000, "2024")
                writer.add(row_of(claim, WORDS) for claim in company.claims)
            writer.finish()
        with Counting(path) as columns:
            check(columns, WORDS, least=Severity.WARNING)
            return columns.queries

    assert queries(20) == queries(2)

"""An explanation as text: the claims, the calculation, and what would have to change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.consistency.explaining import Explanation, Given, Remedy
from kg.consistency.finding import Kind, Severity
from kg.consistency.readings import range_words
from kg.consistency.rivals import Exclusion
from kg.model.wording import listed, scaled_number, with_unit


def explanation_text(explanation: Explanation) -> str:
    """The whole of it, a line a thing, for a terminal or a file."""
    return "\n".join([*_lines(explanation), ""])


def _lines(explanation: Explanation) -> Iterator[str]:
    finding = explanation.finding
    yield f"{finding.id} ({finding.severity.value})"
    yield finding.explanation
    if finding.waived is not None:
        yield f"Waived: {finding.waived}"
    if finding.culprits:
        yield f"{finding.accusation}: {listed(finding.culprits)}"
    yield ""
    yield "Claims"
    for given in explanation.given:
        yield from _given(given)
    if explanation.statement:
        yield ""
        yield f"Calculation: {explanation.statement}"
        yield from _calculation(explanation)
    if explanation.exclusions:
        yield ""
        yield "What excludes what"
        for exclusion in explanation.exclusions:
            yield f"  {_exclusion(exclusion)}"
        if explanation.unlisted:
            yield f"  and {explanation.unlisted} more pairs"
    if explanation.remedies:
        yield ""
        yield (
            "Where each could lie with the rest as in the narrow reading"
            if finding.holds and finding.severity is Severity.INFO
            else "What would have to change, one thing alone and the rest as in the narrow reading"
        )
        yield from _remedies(explanation)
    if explanation.undated and finding.kind is Kind.CONFLICT:
        yield f"  Or a date for {listed(explanation.undated)}, if the values hold at different times."


def _given(given: Given) -> Iterator[str]:
    cited, reading = given.cited, given.reading
    name = f"{given.name} = " if given.name else ""
    yield f"  {name}{cited.words}  [{cited.claim}]"
    narrow, wide = reading.words(wide=False), reading.words(wide=True)
    yield f"    reads as {narrow}" + (f"; in the wide reading {wide}" if wide != narrow else "")
    said_by = f"{cited.attributed_to} in " if cited.attributed_to else ""
    exact = " ".join(cited.exact.split())
    where = f', characters {cited.at[0]} to {cited.at[1]}: "{exact}"' if cited.at else f': "{exact}"'
    yield f"    {cited.time or 'undated'}, {cited.status}, {said_by}{cited.source_name}{where}"
    if cited.place:
        yield f"    {cited.place.path}:{cited.place.line}"


def _calculation(explanation: Explanation) -> Iterator[str]:
    if explanation.problem:
        yield f"  cannot be computed: {explanation.problem}"
        return
    for number, step in enumerate(explanation.steps, 1):
        yield f"  {number}. {step.expression}"
        narrow, wide = (f"= {step.reading.words(wide=w)}" for w in (False, True))
        differs = (step.wide_working, wide) != (step.narrow_working, narrow)
        yield f"       {'narrow  ' if differs else ''}{step.narrow_working} {narrow}"
        if differs:
            yield f"       wide    {step.wide_working} {wide}"
    finding = explanation.finding
    if finding.holds is not None:
        yield f"  It {'holds' if finding.holds else 'does not hold'}."


def _exclusion(exclusion: Exclusion) -> str:
    unit = "days" if exclusion.unit == "date" else exclusion.unit

    def size(gap: Decimal) -> str:
        return with_unit(scaled_number(gap, 4), unit)

    wide = "they meet" if exclusion.wide is None else f"still {size(exclusion.wide)}"
    narrow = f"{size(exclusion.narrow)} apart" if exclusion.narrow else "no more than touch, where each is rounded"
    return f"{exclusion.claim} and {exclusion.other}: {narrow}; in the wide reading {wide}"


def _remedies(explanation: Explanation) -> Iterator[str]:
    if all(remedy.needed is None for remedy in explanation.remedies):
        yield "  No single change is enough."
        return
    yield from (f"  {_remedy(remedy)}" for remedy in explanation.remedies)


def _remedy(remedy: Remedy) -> str:
    name = f"{remedy.name} [{remedy.claim}]" if remedy.name else remedy.claim
    if remedy.needed is None:
        return f"{name}: no value of it would do"
    if not (remedy.needed.low.is_finite() or remedy.needed.high.is_finite()):
        return f"{name}: any value will do"
    return f"{name}: {range_words(remedy.needed, remedy.unit)}"

"""Derivations that extraction tells in words -> formulas over claims, where the words mean one claim each and it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kg.extraction.proposing.aligning import folded
from kg.extraction.proposing.drafting import Draft
from kg.model.claim import Claim, Derivation
from kg.model.errors import KgError
from kg.model.formula import Amount, evaluate, names_in, parse_formula
from kg.model.quantity import Quantity
from kg.model.units import unit

_INPUT: Final = re.compile(r"([A-Za-z_]\w*) (.+) = (\S+)\Z", re.DOTALL)
_REACH: Final = 8  # figures before and after that an input may be


def derivations(drafts: Sequence[Draft], ids: Mapping[int, str], claims: Sequence[Claim]) -> dict[str, Derivation]:
    """The derivations to write, by the id of the claim that follows; ``ids`` are those of the drafts, by index.

    Left out are inputs that fit no claim or several, formulas that the stated values do not bear out, and whatever
    would lead back to itself.
    """
    sources = {claim.id: set(claim.derived.inputs.values()) for claim in claims if claim.derived}
    found: dict[str, Derivation] = {}
    for index, draft in enumerate(drafts):
        told = draft.extracted.derived
        if told is None or index not in ids:
            continue
        inputs = _inputs(told, drafts, index, ids)
        if inputs is None or _leads_back(ids[index], {ids[number] for number in inputs.values()}, sources):
            continue
        formula = next((form for form in _forms(str(told.get("formula", ""))) if _holds(form, draft, drafts, inputs)), None)
        if formula is not None:
            found[ids[index]] = Derivation(formula, {name: ids[number] for name, number in inputs.items()})
            sources[ids[index]] = {ids[number] for number in inputs.values()}
    return found


def _inputs(told: Mapping[str, Any], drafts: Sequence[Draft], index: int, ids: Mapping[int, str]) -> dict[str, int] | None:
    """The drafts that the inputs mean ("old 12 % = 12"), by name; nothing where one is unclear."""
    inputs: dict[str, int] = {}
    near = [number for number in range(max(0, index - _REACH), index + _REACH + 1) if number != index and number in ids]
    for words in told.get("inputs", ()):
        match = _INPUT.match(str(words))
        if match is None:
            return None
        meant = [
            number
            for number in near
            if number < len(drafts)
            and folded(drafts[number].extracted.figure.exact) == folded(match[2])
            and drafts[number].claim.values == (match[3],)
        ]
        if len(meant) != 1:
            return None
        inputs[match[1]] = meant[0]
    return inputs


def _forms(formula: str) -> Iterator[str]:
    """The formula, then the one for a fall that is printed without its sign."""
    yield formula
    if "new - old" in formula:
        yield formula.replace("new - old", "old - new")


def _holds(formula: str, draft: Draft, drafts: Sequence[Draft], inputs: Mapping[str, int]) -> bool:
    """Whether the inputs as printed yield the stated value, as rounded, in the claim's own dimension."""
    try:
        term = parse_formula(formula)
        if set(names_in(term)) != set(inputs):
            return False
        result = evaluate(term, {name: _amount(drafts[number].claim.quantity) for name, number in inputs.items()})
        stated = draft.claim.quantity.to_base()
    except (KgError, ArithmeticError):
        return False
    dimension = unit(stated.unit).dimension
    fits = result.dimension == dimension or (dimension == "ratio" and not result.dimension)
    return fits and stated.wide.meets(result.interval)


def _amount(quantity: Quantity) -> Amount:
    return Amount(quantity.to_base().stated, unit(quantity.unit).dimension)


def _leads_back(identifier: str, inputs: set[str], sources: Mapping[str, set[str]]) -> bool:
    """Whether a claim that follows from ``inputs`` would follow from itself."""
    seen: set[str] = set()
    todo = list(inputs)
    while todo:
        name = todo.pop()
        if name == identifier:
            return True
        if name not in seen:
            seen.add(name)
            todo += sources.get(name, ())
    return False

"""Which rows are worth a closer look, as conditions over the columns: one scan each, no pairs.

Intervals that meet two by two share a point, so a group disagrees exactly when its highest lower end lies above its lowest
upper end. A rule may be broken by some choice of the values given only if it is broken by these tightened ends, since the
formulas are monotone in each of them. Doubles are good enough here: what passes is computed again in decimals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from kg.consistency.finding import Kind
from kg.graph.columns import Columns
from kg.model.formula import Name, Number, Term
from kg.model.vocabulary import Rule
from kg.vocabulary.rules import PREVIOUS, ParsedRule, parse_rule

ASSERTED: Final = "status NOT IN ('hypothetical', 'illustrative') AND review <> 'rejected'"
_GROUPED: Final = f"""
SELECT cell, scope, metric, kind <> 'flow' AS of_a_moment, starts, ends, max(low) AS low, min(high) AS high
FROM claims WHERE {ASSERTED} GROUP BY ALL"""
_APART: Final = "max(low) > min(high)"  # NULL is an open side, which both ignore
_MOMENT: Final = "coalesce(starts, DATE '0001-01-01')"
_TOLERANCE: Final = 1e-9
Ends = tuple[str, str]


def prepare(columns: Columns) -> None:
    """One pass over the claims: the tightened ends of each metric, scope and time, which all that follows reads."""
    columns.prepare("grouped", _GROUPED)


def rows_of(kinds: Collection[Kind]) -> str:
    """A condition for the rows that findings of ``kinds`` can be made of. Needs ``prepare``."""
    wanted: list[str] = []
    if {Kind.CONFLICT, Kind.FORECAST} & set(kinds):
        places = f"SELECT cell, {_MOMENT} FROM grouped GROUP BY cell, starts, ends HAVING {_APART}"
        wanted.append(f"(cell, {_MOMENT}) IN ({places})")
        # Where one value has no date, all of the others may be held against it.
        undated = f"{_APART} AND count(starts) < count(*)"
        wanted.append(f"cell IN (SELECT cell FROM grouped WHERE of_a_moment GROUP BY cell HAVING {undated})")
    if Kind.SUCCESSION in kinds:
        wanted.append(f"cell IN (SELECT cell FROM grouped WHERE of_a_moment GROUP BY cell HAVING {_APART})")
    if Kind.AGREEMENT in kinds:
        wanted.append("cell IN (SELECT cell FROM claims GROUP BY cell HAVING count(DISTINCT source) > 1)")
    return f"{ASSERTED} AND ({' OR '.join(wanted)})" if wanted else "false"


def _ends(term: Term) -> Ends:
    """The tightened lower and upper end of a formula as SQL over columns l_NAME and h_NAME; NULL where nothing can be said."""
    if isinstance(term, Number):
        return f"{term.value:f}::DOUBLE", f"{term.value:f}::DOUBLE"
    if isinstance(term, Name):
        return f'"l_{term.name}"', f'"h_{term.name}"'
    parts = [_ends(part) for part in term.terms]
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    match term.operator:
        case "+" | "sum":
            return f"({' + '.join(lows)})", f"({' + '.join(highs)})"
        case "-":
            return f"({lows[0]} - {highs[1]})", f"({highs[0]} - {lows[1]})"
        case "min" | "max":
            function = "least" if term.operator == "min" else "greatest"
            return f"{function}({', '.join(lows)})", f"{function}({', '.join(highs)})"
        case "*" | "/":
            positive = " AND ".join(f"{end} > 0" for pair in parts for end in pair)
            divides = term.operator == "/"
            low = f"{lows[0]} / {highs[1]}" if divides else f"{lows[0]} * {lows[1]}"
            high = f"{highs[0]} / {lows[1]}" if divides else f"{highs[0]} * {highs[1]}"
            return f"(CASE WHEN {positive} THEN {low} END)", f"(CASE WHEN {positive} THEN {high} END)"
    return "NULL::DOUBLE", "NULL::DOUBLE"


def _doubtful(rule: ParsedRule) -> str:
    """The condition under which some choice may break the rule; true where nothing can be said."""
    (low_left, high_left), (low_right, high_right) = _ends(rule.left), _ends(rule.right)
    above = f"{low_left} > {high_right} - {_TOLERANCE} * abs({high_right})"
    below = f"{high_left} < {low_right} + {_TOLERANCE} * abs({low_right})"
    broken = {"==": f"({above}) OR ({below})", "<=": above, ">=": below}[rule.operator]
    return f"coalesce({broken}, true)"


def _aggregates(names: Iterable[str]) -> str:
    return ", ".join(
        f"coalesce(max(low) FILTER (metric = '{name}'), '-inf'::DOUBLE)::DOUBLE AS \"l_{name}\", "
        f"coalesce(min(high) FILTER (metric = '{name}'), 'inf'::DOUBLE)::DOUBLE AS \"h_{name}\", "
        f"count(*) FILTER (metric = '{name}') AS \"n_{name}\""
        for name in names
    )


def _places(rule: ParsedRule) -> str:
    """The scopes and times (scope, starts, ends) whose values one rule should be held against."""
    now = [name for name in rule.names if not name.startswith(PREVIOUS)]
    before = [name for name in rule.names if name.startswith(PREVIOUS)]
    metrics = sorted({name.removeprefix(PREVIOUS) for name in rule.names})
    among = ", ".join(f"'{metric}'" for metric in metrics)
    held = f"FROM grouped WHERE metric IN ({among}) AND starts IS NOT NULL GROUP BY scope, starts, ends"
    pivoted = f"SELECT scope, starts, ends, {_aggregates(metrics)} {held}"
    if not before:
        given = " AND ".join(f'"n_{name}" > 0' for name in now)
        return f"SELECT scope, starts, ends FROM ({pivoted}) WHERE {given} AND {_doubtful(rule)}"
    # One period earlier ends where this one starts; its length is checked when the rule is computed.
    earlier = ", ".join(
        f'b."{end}_{name.removeprefix(PREVIOUS)}" AS "{end}_{name}"' for name in before for end in ("l", "h")
    )
    present = [f'a."n_{name}" > 0' for name in now] + [f'b."n_{name.removeprefix(PREVIOUS)}" > 0' for name in before]
    joined = (
        f"SELECT a.*, {earlier}, b.starts AS before_starts, b.ends AS before_ends FROM pivoted a "
        f"JOIN pivoted b ON a.scope = b.scope AND b.ends = a.starts WHERE {' AND '.join(present)}"
    )
    doubtful = f"SELECT * FROM ({joined}) WHERE {_doubtful(rule)}"
    return (
        f"WITH pivoted AS ({pivoted}), doubtful AS ({doubtful}) SELECT scope, starts, ends FROM doubtful "
        f"UNION SELECT scope, before_starts, before_ends FROM doubtful"
    )


def rules_over(rules: Iterable[Rule], present: Collection[str]) -> list[Rule]:
    """The rules all of whose metrics are measured at all."""
    return [rule for rule in rules if all(name.removeprefix(PREVIOUS) in present for name in parse_rule(rule.rule).names)]


def ruled_rows(rules: Iterable[Rule]) -> str | None:
    """A condition for the rows of all scopes and times where some rule may be broken; None without rules. Needs ``prepare``."""
    parsed = [parse_rule(rule.rule) for rule in rules]
    if not parsed:
        return None
    places = " UNION ".join(f"SELECT * FROM ({_places(rule)})" for rule in parsed)
    metrics = sorted({name.removeprefix(PREVIOUS) for rule in parsed for name in rule.names})
    among = ", ".join(f"'{metric}'" for metric in metrics)
    return f"metric IN ({among}) AND {ASSERTED} AND (scope, starts, ends) IN ({places})"

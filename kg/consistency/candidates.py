"""Which rows are worth a closer look, as conditions over the columns: one pass over the claims, then no more than its groups.

Intervals that meet two by two share a point, so a group disagrees exactly when its highest lower end lies above its lowest
upper end. A rule may be broken by some choice of the values given only if it is broken by these tightened ends, since the
formulas are monotone in each of them. What passes is computed again, value by value, in decimals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from kg.consistency.clusters import SLACK
from kg.consistency.finding import Kind, Severity
from kg.graph.columns import Columns
from kg.model.formula import NEGATION, Name, Number, Operation, Term
from kg.model.observation import Observation
from kg.model.vocabulary import Rule
from kg.vocabulary.rules import PREVIOUS, ParsedRule, parse_rule

ASSERTED: Final = "status NOT IN ('hypothetical', 'illustrative') AND review <> 'rejected'"
_GROUPED: Final = f"""
SELECT cell, scope, metric, kind <> 'flow' AS of_a_moment, starts, ends, max(low) AS low, min(high) AS high,
    min(low) AS bottom, max(high) AS top
FROM claims WHERE {ASSERTED} GROUP BY ALL"""
_PROFILE: Final = "SELECT DISTINCT metric, compared, kind, dimension, per, unit FROM claims"
_TOUCHING: Final = f"low >= high - {SLACK:f} AND top > low AND bottom < high"
"""Whether the tightened ends may be those of two roundings that only touch; of one number given often they are not."""
_APART: Final = (  # NULL is an open side, which all of these ignore
    f"(max(low) > min(high) OR (max(low) >= min(high) - {SLACK:f} AND max(top) > max(low) AND min(bottom) < min(high)))"
)
_MOMENT: Final = "coalesce(starts, DATE '0001-01-01')"
_TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Asked:
    """The findings that are asked for: of these kinds, at least so severe."""

    kinds: frozenset[Kind] = frozenset(Kind)
    least: Severity = Severity.INFO

    @property
    def informing(self) -> bool:
        """Whether what is only for information is wanted too."""
        return self.least is Severity.INFO


def prepare(columns: Columns) -> None:
    """One pass over the claims: the tightened ends of each metric, scope and time, which all that follows reads."""
    columns.prepare("grouped", _GROUPED)
    columns.prepare("profile", _PROFILE)


def among(words: Iterable[str]) -> str:
    """Words as the inside of an SQL IN list; NULL, which is in none, for no words."""
    return ", ".join("'" + word.replace("'", "''") + "'" for word in sorted(words)) or "NULL"


def look_closely(columns: Columns, asked: Asked, rules: Iterable[Rule]) -> list[Observation]:
    """The rows that conflicts and broken rules can be made of, by cell: all that is given at such a place and time."""
    prepare(columns)
    parsed = (
        [parse_rule(rule.rule) for rule in rules_over(rules, metrics_of(columns))] if Kind.IDENTITY in asked.kinds else []
    )
    # Where agreement is asked for, conflicts are looked for among all that several sources give.
    places = [] if Kind.AGREEMENT in asked.kinds else _places_apart(columns, asked)
    if parsed:
        columns.replace("suspected", " UNION ".join(_places(rule) for rule in parsed))
        ruled = among({name.removeprefix(PREVIOUS) for rule in parsed for name in rule.names})
        given = f"FROM grouped SEMI JOIN suspected USING (scope, starts, ends) WHERE metric IN ({ruled})"
        places.append(f"SELECT cell, {_MOMENT} {given}")
    if not places:
        return []
    return list(columns.observations(f"{ASSERTED} AND (cell, {_MOMENT}) IN ({' UNION '.join(places)})"))


def metrics_of(columns: Columns) -> set[str]:
    """The metrics that are measured at all. Needs ``prepare``."""
    return {metric for (metric,) in columns.rows("SELECT DISTINCT metric FROM profile")}


def _places_apart(columns: Columns, asked: Asked) -> list[str]:
    """The cells and moments of values that no number fits, as queries."""
    wanted: list[str] = []
    if {Kind.CONFLICT, Kind.FORECAST} & asked.kinds:
        wanted.append(f"SELECT cell, {_MOMENT} FROM grouped WHERE low > high OR ({_TOUCHING})")
        # Metrics that share their values (a revenue target, revenue) share a cell as well.
        family = "SELECT compared FROM profile GROUP BY compared HAVING count(DISTINCT metric) > 1"
        shared = [metric for (metric,) in columns.rows(f"SELECT DISTINCT metric FROM profile WHERE compared IN ({family})")]
        if shared:
            together = f"FROM grouped WHERE metric IN ({among(shared)}) GROUP BY cell, starts, ends HAVING {_APART}"
            wanted.append(f"SELECT cell, {_MOMENT} {together}")
    cells = []
    if {Kind.CONFLICT, Kind.FORECAST} & asked.kinds:
        # Where one value has no date, all of the others may be held against it.
        cells.append(
            f"SELECT cell FROM grouped WHERE of_a_moment GROUP BY cell HAVING {_APART} AND count(starts) < count(*)"
        )
    if Kind.SUCCESSION in asked.kinds:
        cells.append(f"SELECT cell FROM grouped WHERE of_a_moment GROUP BY cell HAVING {_APART}")
    wanted += [f"SELECT cell, {_MOMENT} FROM grouped WHERE cell IN ({cell})" for cell in cells]
    return wanted


def agreeing_rows(columns: Columns, asked: Asked) -> str:
    """A condition for what several sources give, and for what findings within a cell can be made of besides."""
    several = f"cell IN (SELECT cell FROM claims WHERE {ASSERTED} GROUP BY cell HAVING min(source) < max(source))"
    return f"{ASSERTED} AND ({several} OR (cell, {_MOMENT}) IN ({' UNION '.join(_places_apart(columns, asked))}))"


def rows_of_groups(group: str, having: str, where: str = "true", asserted: str = ASSERTED) -> str:
    """A condition for all rows of the groups that ``having`` holds for; what is grouped by may not be null."""
    return f"({group}) IN (SELECT {group} FROM claims WHERE {asserted} AND {where} GROUP BY {group} HAVING {having})"


# Rules


def rules_over(rules: Iterable[Rule], present: Collection[str]) -> list[Rule]:
    """The rules all of whose metrics are measured at all."""
    return [rule for rule in rules if all(name.removeprefix(PREVIOUS) in present for name in parse_rule(rule.rule).names)]


Ends = tuple[str, str]


def _is_sum(term: Term) -> bool:
    """Whether a term only adds and subtracts: that is done on the columns' decimals, which is quicker than doubles."""
    if isinstance(term, Operation):
        return term.operator in ("+", "-", "sum", NEGATION) and all(_is_sum(part) for part in term.terms)
    return True


def _ends(term: Term, *, exact: bool) -> Ends:
    """The tightened lower and upper end of a formula as SQL over the tables of its names; NULL where nothing can be said."""
    if isinstance(term, Number):
        number = f"{term.value:f}" if exact else f"{term.value:f}::DOUBLE"
        return number, number
    if isinstance(term, Name):
        low, high = f'"{term.name}".low', f'"{term.name}".high'
        return (low, high) if exact else (f"coalesce({low}, '-inf')::DOUBLE", f"coalesce({high}, 'inf')::DOUBLE")
    parts = [_ends(part, exact=exact) for part in term.terms]
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    if term.operator == NEGATION:
        return f"(-{highs[0]})", f"(-{lows[0]})"
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
    exact = _is_sum(rule.left) and _is_sum(rule.right)
    (low_left, high_left), (low_right, high_right) = (_ends(side, exact=exact) for side in (rule.left, rule.right))
    if exact:
        above, below = f"{low_left} > {high_right}", f"{high_left} < {low_right}"
    else:
        above = f"{low_left} > {high_right} - {_TOLERANCE} * abs({high_right})"
        below = f"{high_left} < {low_right} + {_TOLERANCE} * abs({low_right})"
    broken = {"==": f"({above}) OR ({below})", "<=": above, ">=": below}[rule.operator]
    # Of decimals, NULL is an open side, which breaks nothing.
    return f"coalesce(TRY({broken}), false)" if exact else f"coalesce({broken}, true)"


def _places(rule: ParsedRule) -> str:
    """The scopes and times (scope, starts, ends) whose values one rule should be held against, as a query."""
    names = [*(n for n in rule.names if not n.startswith(PREVIOUS)), *(n for n in rule.names if n.startswith(PREVIOUS))]
    first, *others = names
    joined = f'grouped AS "{first}"'
    for name in others:
        # One period earlier ends where this one starts; its length is checked when the rule is computed.
        earlier = name.startswith(PREVIOUS) and not first.startswith(PREVIOUS)
        times = "{0}.ends = {1}.starts" if earlier else "{0}.starts = {1}.starts AND {0}.ends = {1}.ends"
        joined += f' JOIN grouped AS "{name}" ON "{name}".scope = "{first}".scope AND ' + times.format(
            f'"{name}"', f'"{first}"'
        )
    measured = " AND ".join(f"\"{name}\".metric = '{name.removeprefix(PREVIOUS)}'" for name in names)
    found = f'FROM {joined} WHERE {measured} AND "{first}".starts IS NOT NULL AND {_doubtful(rule)}'
    instance = dict.fromkeys([first, *(name for name in others if name.startswith(PREVIOUS))])
    # All times of an instance come out of one query: over two that differ only in what they select, DuckDB 2.0 mixes columns up.
    each = ", ".join(f'{{scope: "{name}".scope, starts: "{name}".starts, ends: "{name}".ends}}' for name in instance)
    return f"SELECT DISTINCT place.scope, place.starts, place.ends FROM (SELECT unnest([{each}]) AS place {found})"

"""What a sentence says of its figure that a claim does not: that it is a difference, how often, of which market, edition or country."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stem, stems_in
from kg.extraction.folding import fold
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.owning import wholes
from kg.factcheck.hearing.partners import MOVES, is_reversed, other_partner
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.hearing.turning import OTHERS, is_compared_with_it
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import in_any, listed, merged
from kg.factcheck.wording.words import WORLD, Words, unaccented, words_of
from kg.model.base import Vocabulary

_BY: Final = ("_change", "_growth", "_increase", "_reduction", "_decline_rate", "_discount")
_CADENCES: Final = ("daily", "weekly", "monthly")
_COUNTS: Final = merged("token_counts")
_EDITION: Final = in_any(r"\b(?P<kind>{series}|{editions})\s(?P<which>[a-k]|\d+(?:\.\d+)?)(?![\w'])")
_SERIES: Final = frozenset(unaccented(word)[:4] for word in listed("series"))
_ANY_MARKET: Final = frozenset(stem(word) for word in listed("any_market"))
_TO_OTHER: Final = in_any(r"[^,;:]{0,30}\b{to}\s(?:{moves_to} )?")
_TOKENS: Final = "1e6 tokens"


def is_difference(folded: str, span: tuple[int, int], alike: Sequence[tuple[int, int]], words: Words) -> bool:
    """Whether a figure tells by how much something moved, or is more than another: rose by 57 billion, 153 dollars more than.

    ``alike`` are the spans of the figures in its unit: what moved "de 25 % à 86 %" moved from the one to the other.
    """
    by_it = words.has("by_so_much", folded[: span[0]])
    if words.has("exceeded_by", folded[: span[0]]):
        return True
    if (
        not by_it
        and words.does("by_means_from")
        and any(span[1] <= start and _TO_OTHER.fullmatch(folded[span[1] : start]) for start, _ in alike)
    ):
        return False
    if words.has("moved_by", folded[: span[0]]):
        return True
    if words.has("lost_level", folded[: span[0]]) and words.has("of_level", folded[span[1] :]):
        return True
    return words.has("more_by", folded[span[1] :])


def unlike(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """Why a claim does not tell what a sentence narrows its figure to, or nothing."""
    return next(filter(None, (narrower(row, statement, vocabulary) for narrower in _NARROWER)), None)


def _moved(row: Row, statement: Statement, _: Vocabulary) -> str | None:
    """By how much something moved, of a claim that tells a level, or the other way round."""
    metric, dimension = row.o.metric, dimension_of(statement.unit)
    if statement.difference and metric != "change" and not metric.endswith(_moves_in(dimension)):
        return "the sentence tells a difference, the claim a level"
    if dimension == "share" and metric.endswith(_BY) and metric != "gdp_growth" and _tells_level(statement):
        return "the sentence tells to what it moved, the claim by how much"
    return None


def _of_a_country(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """The country that a sentence tells by an adjective, of a claim about the world or about a market that it does not name."""
    trade = vocabulary.entity(row.o.cell.entity).type in ("industry", "concept")
    if statement.regions and trade and row.qualifiers.get("geography") in WORLD:
        return f"the sentence is about {statement.regions[0]}, the claim about the world"
    if row.o.metric.startswith("market_share") and statement.regions and "geography" not in row.qualifiers:
        return f"the sentence is about the market of {statement.regions[0]}, the claim does not say of which"
    return None


def _of_the_other_side(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """Who pays or is paid, where the claim has another there."""
    if partner := other_partner(row, statement, vocabulary):
        return f"the sentence is about {partner} as the other side, the claim is not"
    if is_reversed(row, statement, vocabulary):
        return "the sentence has it from whom the claim says it goes to"
    return None


def _moves_in(dimension: str) -> tuple[str, ...]:
    """How the metrics end that a difference may tell: of shares no ratio but one of prices (a deficit that rose by 5 % of GDP)."""
    return tuple("price_ratio" if end == "_ratio" else end for end in MOVES) if dimension == "share" else MOVES


def _other_base(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """Why a ratio of prices does not answer a sentence that compares with something else than the claim does, or nothing."""
    told = row.qualifiers.get("base")
    if row.o.metric not in ("price_ratio", "price_discount") or told is None:
        return None
    base = vocabulary.entities.get(told)
    own = row.o.cell.entity
    named = [entity for entity in (*statement.subject.entities, *statement.subject.others) if entity != own]
    apart = [entity for entity in named if entity not in wholes(own, vocabulary.entities)]
    if not apart:
        return None
    other = vocabulary.entity(apart[0])
    if base is None:
        # "Cheaper than its rivals" says nothing of one of them.
        rivals = words_of(statement.language).has("rivals", statement.folded)
        named_there = any(fold(name) in fold(told) for name in (other.id, *other.label.values()))
        return None if rivals or named_there else f"the sentence compares it with {other.name()}, the claim with {told}"
    if base.id in apart or any(entity in wholes(base.id, vocabulary.entities) for entity in apart):
        return None
    return f"the sentence compares it with {other.name()}, the claim with {base.name()}"


def _tells_level(statement: Statement) -> bool:
    """Whether a figure is what something rose or fell to: "cuts costs to 60 %", "60 % of their level"."""
    words, folded = words_of(statement.language), statement.folded
    before, after = folded[: statement.place], folded[statement.place_end :]
    moved = words.has("to_rise", before) or words.has("to_fall", before) or words.has("moved", before)
    return moved and words.has("moved_to", before) and not words.has("of_its_level", after)


def _cadence(row: Row, statement: Statement, _: Vocabulary) -> str | None:
    """How often what is counted comes about: monthly users, of a claim of weekly ones."""
    own = row.o.metric.partition("_")[0]
    if own not in _CADENCES:
        return None
    words = words_of(statement.language)
    told = [name for name in _CADENCES if words.has(name, statement.around)]
    return f"the sentence counts {told[0]}, the claim does not" if told and own not in told else None


def _counted_each(row: Row, statement: Statement, _: Vocabulary) -> str | None:
    """So many a day or a month, of a claim that is of no such time."""
    if dimension_of(statement.unit) != "count" or row.o.cell.per or row.o.metric.startswith(_CADENCES):
        return None
    told = words_of(statement.language).has("counted_each", statement.around_behind)
    return "the sentence counts it for each day or month, the claim does not" if told else None


def _other_edition(row: Row, statement: Statement, _: Vocabulary) -> str | None:
    """The letter or number that tells a claim's round or series from the sentence's: Series F, Series G."""
    told = {(unaccented(match["kind"])[:4], match["which"]) for match in _EDITION.finditer(statement.around)}
    own = {(m["kind"][:4], m["which"]) for value in row.qualifiers.values() for m in _EDITION.finditer(fold(value))}
    clash = {kind for kind, _ in told} & {kind for kind, _ in own}
    if not clash or told & own:
        return None
    edition = next(
        f"series {which}" if kind in _SERIES else f"{kind}... {which}" for kind, which in sorted(own) if kind in clash
    )
    return f"the sentence is about another of them than {edition}"


def _other_market(row: Row, statement: Statement, _: Vocabulary) -> str | None:
    """The market that a sentence tells a share of, where a claim's scope has no word of it."""
    if not row.o.metric.startswith("market_share"):
        return None
    words = words_of(statement.language)
    match = words.patterns["market_of"].search(statement.around)
    scope = " ".join(
        value for key, value in row.qualifiers.items() if key in ("segment", "product", "base", "geography", "of")
    )
    if match is None or not scope:
        return None
    phrase = (match["kind"] or match["what"] or "").strip()
    kind = words.patterns["ai_in_full"].sub("ai", words.patterns["phrase_end"].split(phrase)[0])
    asked = {part for part in stems_in(kind) if part not in _ANY_MARKET and part not in words.little}
    heard = {*asked, *words.translated(asked)}
    known = set(stems_in(scope))
    strange = [part for part in asked if part not in known and not known & set(words.translated([part]))]
    other = asked and (strange or not heard & known)
    return f"the sentence is about another market ({phrase})" if other and phrase else None


def _of_others(row: Row, statement: Statement, _: Vocabulary) -> str | None:
    """What the figure counts or is a share of, or what its price is for, where a claim's is something else."""
    words, metric = words_of(statement.language), row.o.metric
    if metric == "price_discount" and is_compared_with_it(statement):
        return OTHERS
    after = statement.around_behind
    if metric == "market_share" and (words.has("of_own", after) or words.has("of_people", after)):
        return "the sentence tells a share of something else than the market"
    if ("users" in metric or metric == "paying_share") and (other := words.patterns["not_users"].search(statement.around)):
        return f"the sentence is about {other.group()}"
    of_tokens = words.has("per_million_of_those", f"{statement.around[: statement.within]}§{after}")
    per_thing = words.patterns["per_thing"].match(after)
    if row.o.cell.per == _TOKENS and statement.figure.kind == "money" and per_thing is not None and not of_tokens:
        return f"the sentence tells a price per {per_thing['thing']}"
    if row.o.cell.per != _TOKENS and statement.figure.kind == "money" and (many := words.patterns["per_many"].match(after)):
        return f"the sentence tells a price {many.group().strip()}"
    kind = stems_in(row.qualifiers.get("of", ""))
    told = stems_in(statement.around)
    heard = {*told, *words.translated(told)}
    if metric.endswith("_count") and len(kind) == 2 and kind[0] not in heard:
        return f"it counts {row.qualifiers['of']} only"
    return None


def _of_another(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """The level that a sentence says grew, where the claim tells the growth of another: profit, of revenue."""
    base = next((row.o.metric.removesuffix(end) for end in ("_growth", "_multiple") if row.o.metric.endswith(end)), None)
    if base is None or base not in vocabulary.metrics:
        return None
    kin = {name for told in statement.own for name in vocabulary.metric_lineage(told)} | set(statement.own)
    others = [name for name in statement.own if vocabulary.metrics[name].dimension == "money"]
    if base in kin or not others:
        return None
    told, claimed = vocabulary.metric(others[0]).name(), vocabulary.metric(row.o.metric).name()
    return f"the sentence is about {told}, the claim about {claimed}"


_NARROWER: Final[Sequence[Callable[[Row, Statement, Vocabulary], str | None]]] = (
    _moved,
    _cadence,
    _counted_each,
    _other_edition,
    _other_market,
    _of_a_country,
    _other_base,
    _of_others,
    _of_the_other_side,
    _of_another,
)
"""What a sentence may narrow its figure to; each tells why a claim is of something else."""


def per_tokens(statement: Statement, row: Row) -> Decimal:
    """What a price for some tokens is multiplied by to be one for a million of them."""
    if row.o.cell.per != _TOKENS:
        return Decimal(1)
    match = words_of(statement.language).patterns["token_count"].search(statement.around)
    count = match["count"] if match else None
    return Decimal(10**6) / _COUNTS[count.strip()] if count else Decimal(1)

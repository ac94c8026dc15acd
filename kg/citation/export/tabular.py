"""The tidy table: one claim a row, one field a column, with the record of its source beside it.

Cells that a spreadsheet would take for a formula get an apostrophe in front, which importing takes away again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from kg.model.base import Base
from kg.model.claim import QUALIFIERS, Claim
from kg.model.period import CALENDAR_YEAR_END
from kg.model.units import DATE
from kg.model.vocabulary import Source

QUALIFIER: Final = "qualifier_"
CLAIM_COLUMNS: Final = (
    "id",
    "source",
    "at_start",
    "at_end",
    "exact",
    "entity",
    "metric",
    "value",
    "value_to",
    "approx",
    "unit",
    "per",
    *(QUALIFIER + name for name in QUALIFIERS),
    "period",
    "as_of",
    "undated",
    "status",
    "attributed_to",
    "formula",
    "inputs",
    "derivation_note",
    "review",
    "reviewed_by",
    "reviewed_on",
    "review_note",
    "note",
)
READING_COLUMNS: Final = ("low", "high", "starts", "ends")
"""What follows from the rest, for those who compute: the narrow reading in the claim's unit, the days it holds for (half-open)."""
SOURCE_COLUMNS: Final = (
    "source_type",
    "source_title",
    "source_description",
    "source_authors",
    "source_publisher",
    "source_url",
    "source_language",
    "source_published",
    "source_published_basis",
    "source_sha256",
    "source_length",
    "source_rights",
    "source_reliability",
    "source_note",
)
VOCABULARY_COLUMNS: Final = (
    "entity_type",
    "entity_label",
    "entity_fiscal_year_end",
    "metric_kind",
    "metric_dimension",
    "metric_label",
)
COLUMNS: Final = (*CLAIM_COLUMNS, *READING_COLUMNS, *SOURCE_COLUMNS, *VOCABULARY_COLUMNS)
_FORMULA: Final = re.compile(r"['=@\t\r\n＝＋－＠]|[+-](?!\d+(?:\.\d+)?\Z)")
"""Plain negative numbers are none; "-2+3" is one, and "+173 %" would come back from a spreadsheet as another text."""
_DELIMITERS: Final = {"csv": ",", "tsv": "\t"}


def sorted_claims(base: Base) -> list[Claim]:
    """All claims by source, each source's in the order of its file."""
    return sorted(base.claims, key=lambda claim: claim.source)


def claim_row(claim: Claim) -> dict[str, str]:
    """A claim's own columns; what it does not have is empty."""
    review, derived = claim.review, claim.derived
    row: dict[str, Any] = {
        "id": claim.id,
        "source": claim.source,
        "at_start": claim.at[0] if claim.at else None,
        "at_end": claim.at[1] if claim.at else None,
        "exact": claim.exact,
        "entity": claim.entity,
        "metric": claim.metric,
        "value": claim.values[0],
        "value_to": claim.values[1] if len(claim.values) > 1 else None,
        "approx": claim.approximation.value,
        "unit": claim.unit,
        "per": claim.per,
        **{QUALIFIER + name: claim.qualifiers.get(name) for name in QUALIFIERS},
        "period": claim.period,
        "as_of": claim.as_of,
        "undated": claim.undated,
        "status": claim.status.value,
        "attributed_to": claim.attributed_to,
        "formula": derived.formula if derived else None,
        "inputs": json.dumps(dict(derived.inputs), ensure_ascii=False) if derived else None,
        "derivation_note": derived.note if derived else None,
        "review": review.state.value,
        "reviewed_by": review.by,
        "reviewed_on": review.on,
        "review_note": review.note,
        "note": claim.note,
    }
    return _texts(row)


def _reading_row(claim: Claim, base: Base) -> dict[str, str]:
    when = base.vocabulary.when(claim)
    narrow = claim.quantity.narrow
    ends = (narrow.low, narrow.high) if claim.unit != DATE else ()
    low, high = (f"{end.normalize():f}" if end.is_finite() else "" for end in ends) if ends else ("", "")
    return {
        "low": low,
        "high": high,
        "starts": when.start.isoformat() if when else "",
        "ends": when.end.isoformat() if when else "",
    }


def source_row(source: Source) -> dict[str, str]:
    """A source's columns, without its id."""
    row = {
        "source_type": source.type,
        "source_title": source.title,
        "source_description": source.description,
        "source_authors": json.dumps(source.authors, ensure_ascii=False) if source.authors else None,
        "source_publisher": source.publisher,
        "source_url": source.url,
        "source_language": source.language,
        "source_published": source.published,
        "source_published_basis": source.published_basis,
        "source_sha256": source.sha256,
        "source_length": source.length,
        "source_rights": source.rights,
        "source_reliability": source.reliability,
        "source_note": source.note,
    }
    return _texts(row)


def tidy_rows(base: Base) -> Iterator[dict[str, str]]:
    """A row a claim, all columns."""
    vocabulary = base.vocabulary
    sources = {identifier: source_row(source) for identifier, source in base.sources.items()}
    for claim in sorted_claims(base):
        entity, metric = vocabulary.entity(claim.entity), vocabulary.metric(claim.metric)
        named = {
            "entity_type": entity.type,
            "entity_label": entity.name(),
            "entity_fiscal_year_end": "" if (end := vocabulary.fiscal_year_end(claim.entity)) == CALENDAR_YEAR_END else end,
            "metric_kind": metric.kind.value,
            "metric_dimension": metric.dimension or "",
            "metric_label": metric.name(),
        }
        yield {**claim_row(claim), **_reading_row(claim, base), **sources.get(claim.source, {}), **named}


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in row.items()}


def table_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]], kind: str = "csv") -> str:
    """Rows as CSV (RFC 4180, but for newlines of one character) or TSV."""
    delimiter = _DELIMITERS[kind]
    lines = [delimiter.join(columns)]
    lines += [delimiter.join([_cell(row.get(name, ""), delimiter) for name in columns]) for row in rows]
    return "\n".join([*lines, ""])


def _cell(text: str, delimiter: str) -> str:
    kept = guarded(text)
    # Python's own writer leaves a lone carriage return bare, which ends the row for any reader.
    if any(character in kept for character in (delimiter, '"', "\n", "\r")):
        return '"' + kept.replace('"', '""') + '"'
    return kept


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell

"""RDF terms as N-Quads spells them (W3C RDF 1.1 N-Quads), by plain string formatting: they are written by the million."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

from kg.graph.names import KG, XSD, GraphError

PERIOD_LABEL: Final = f"{KG}PeriodLabel"
"""The datatype of times that no XML Schema type spells: 2025-H1, FY2026-Q3, 2024/2029."""

# N-Quads asks for four of these; the rest would end a line, or vanish, in one tool or another.
_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_SHORT: Final = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")
_DECIMAL = f'"^^<{XSD}decimal>'
_INTEGER = f'"^^<{XSD}integer>'
_DATE = f'"^^<{XSD}date>'
_GREGORIAN = (
    (re.compile(r"\d{4}\Z"), f'"^^<{XSD}gYear>'),
    (re.compile(r"\d{4}-\d{2}\Z"), f'"^^<{XSD}gYearMonth>'),
    (re.compile(r"\d{4}-\d{2}-\d{2}\Z"), _DATE),
)
# Oxigraph computes with decimals of at most 18 fractional digits; a longer one matches no comparison.
_FINEST: Final = Decimal("1e-15")
_PRECISE: Final = Context(prec=300)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        message = f"{match.string!r}: holds half a character (a lone surrogate); type it anew"
        raise GraphError(message)
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def text(value: str) -> str:
    """A plain literal. Raises GraphError for a lone surrogate."""
    return f'"{_SPECIAL.sub(_escaped, value) if _SPECIAL.search(value) else value}"'


def text_in(value: str, language: str) -> str:
    """A literal in a language ("": none stated). Raises GraphError when the tag is not of BCP 47's shape."""
    if not language:
        return text(value)
    if not _TAG.match(language):
        message = f"{language!r} is no language tag: write fr, en or pt-BR"
        raise GraphError(message)
    return f"{text(value)}@{language.lower()}"


def typed(value: str, datatype: str) -> str:
    """A literal of the datatype with that IRI."""
    return f"{text(value)}^^<{datatype}>"


def decimal(value: str) -> str:
    """An xsd:decimal; ``value`` is in plain digits."""
    return f'"{value}{_DECIMAL}'


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}{_INTEGER}'


def day(iso: str) -> str:
    """An xsd:date."""
    return f'"{iso}{_DATE}'


def moment(label: str) -> str:
    """A time by its label: xsd:gYear, xsd:gYearMonth or xsd:date where one fits, else kg:PeriodLabel."""
    for pattern, ending in _GREGORIAN:
        if pattern.match(label):
            return f'"{label}{ending}'
    return typed(label, PERIOD_LABEL)


def bound(value: Decimal, *, upper: bool) -> str:
    """An end of an interval as an xsd:decimal, rounded outwards where it is finer than stores compute with."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -15:
        value = value.quantize(_FINEST, ROUND_CEILING if upper else ROUND_FLOOR, _PRECISE)
    return f'"{value:f}{_DECIMAL}'

"""Answers to SPARQL queries as plain data, and the formats they are written in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from kg.graph import literals
from kg.graph.names import XSD

_PLAIN: Final = frozenset(
    [
        *(f"{XSD}{name}" for name in ("decimal", "integer", "double", "boolean", "date", "dateTime", "gYear", "gYearMonth")),
        literals.PERIOD_LABEL,
    ]
)
"""Datatypes that a value shows by itself."""


class Term(NamedTuple):
    """An RDF term. ``kind`` is uri, literal or bnode; ``datatype`` is "" for a plain string."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    def __str__(self) -> str:
        """As N-Triples spells it."""
        if self.kind == "uri":
            return f"<{self.value}>"
        if self.kind == "bnode":
            return f"_:{self.value}"
        if self.language:
            return f"{literals.text(self.value)}@{self.language}"
        return literals.typed(self.value, self.datatype) if self.datatype else literals.text(self.value)


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to SELECT; an unbound variable is None. ``truncated``: there were more rows than asked for."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to ASK."""

    value: bool
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to CONSTRUCT or DESCRIBE."""

    triples: tuple[tuple[Term, Term, Term], ...]
    truncated: bool = False


Result = Table | Truth | Triples


def term_from(encoded: Sequence[str] | None) -> Term | None:
    """A term as ``kg.graph.sparql_worker`` encodes it."""
    if encoded is None:
        return None
    kind = encoded[0]
    if kind == "l":
        return Term("literal", encoded[1], encoded[2], encoded[3])
    return Term("uri" if kind == "u" else "bnode", encoded[1])


def result_from(head: Mapping[str, Any], rows: Iterable[Sequence[Any]], *, truncated: bool) -> Result:
    """A worker's head and rows put together."""
    if "boolean" in head:
        return Truth(head["boolean"])
    decoded = [tuple(map(term_from, row)) for row in rows]
    if "variables" in head:
        return Table(tuple(head["variables"]), tuple(decoded), truncated)
    triples = tuple(dict.fromkeys((s, p, o) for s, p, o in decoded if s and p and o))
    return Triples(triples, truncated)


def from_json(text: str | bytes, row_limit: int) -> Result:
    """A result in the SPARQL 1.1 JSON format, cut to ``row_limit`` rows. Raises ValueError or KeyError when it is none."""
    data = json.loads(text)
    if "boolean" in data:
        return Truth(bool(data["boolean"]))
    variables = tuple(data["head"]["vars"])
    bindings = data["results"]["bindings"]
    rows = tuple(tuple(_from_binding(binding.get(name)) for name in variables) for binding in bindings[:row_limit])
    return Table(variables, rows, len(bindings) > row_limit)


def _from_binding(binding: Mapping[str, str] | None) -> Term | None:
    if binding is None:
        return None
    kind = "literal" if binding["type"] == "typed-literal" else binding["type"]
    datatype = binding.get("datatype", "")
    return Term(kind, binding["value"], "" if datatype == f"{XSD}string" else datatype, binding.get("xml:lang", ""))


def shortened(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A term as tables show it: text and numbers bare, IRIs by their prefix, unbound as nothing."""
    if term is None:
        return ""
    if term.kind == "literal":
        unusual = term.datatype and term.datatype not in _PLAIN
        return f"{term.value} ({shortened(Term('uri', term.datatype), prefixes)})" if unusual else term.value
    if term.kind == "bnode":
        return f"_:{term.value}"
    best = max(
        ((name, start) for name, start in prefixes.items() if term.value.startswith(start)), key=_length, default=None
    )
    if best is None or len(best[1]) == len(term.value):
        return f"<{term.value}>"
    return f"{best[0]}:{term.value[len(best[1]) :]}"


def _length(prefix: tuple[str, str]) -> int:
    return len(prefix[1])


def table_rows(result: Result, prefixes: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """Column heads and cells for a table on a terminal."""
    match result:
        case Truth(value):
            return ["answer"], [["true" if value else "false"]]
        case Triples(triples):
            return ["subject", "predicate", "object"], [[shortened(term, prefixes) for term in triple] for triple in triples]
        case Table(variables, rows):
            return list(variables), [[shortened(term, prefixes) for term in row] for row in rows]


def as_json(result: Result) -> dict[str, Any]:
    """The SPARQL 1.1 Query Results JSON Format (triples as variables subject, predicate and object)."""
    match result:
        case Truth(value):
            return {"head": {}, "boolean": value}
        case Triples(triples):
            result = Table(("subject", "predicate", "object"), triples)
    assert isinstance(result, Table)
    bindings = [
        {name: _binding(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.rows
    ]
    return {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}


def _binding(term: Term) -> dict[str, str]:
    binding = {"type": term.kind, "value": term.value}
    if term.datatype:
        binding["datatype"] = term.datatype
    if term.language:
        binding["xml:lang"] = term.language
    return binding


def as_csv(result: Result) -> str:
    """The SPARQL 1.1 CSV format: values without their types, lines ended by CR LF (RFC 4180)."""
    heads, rows = _flat(result)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow("" if term is None else f"_:{term.value}" if term.kind == "bnode" else term.value for term in row)
    return out.getvalue()


def as_tsv(result: Result) -> str:
    """The SPARQL 1.1 TSV format: terms as N-Triples spells them."""
    heads, rows = _flat(result)
    lines = ["\t".join(f"?{head}" for head in heads)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def _flat(result: Result) -> tuple[Sequence[str], Sequence[Row]]:
    match result:
        case Truth(value):
            return ("answer",), ((Term("literal", "true" if value else "false", f"{XSD}boolean"),),)
        case Triples(triples):
            return ("subject", "predicate", "object"), triples
        case Table(variables, rows):
            return variables, rows


def as_ntriples(result: Triples) -> str:
    """N-Triples, one a line."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in result.triples)


def as_turtle(result: Triples, prefixes: Mapping[str, str]) -> str:
    """Turtle with the prefixes that it uses."""
    import pyoxigraph as ox

    text = as_ntriples(result)
    used = {name: start for name, start in prefixes.items() if f"<{start}" in text}
    turtle = ox.serialize(
        (quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES)), format=ox.RdfFormat.TURTLE, prefixes=used
    )
    assert turtle is not None
    return turtle.decode()

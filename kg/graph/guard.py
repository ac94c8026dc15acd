r"""Reading a SPARQL query before it is run: what it would fetch or change is refused, and its prefixes are found.

Parsers differ in how they cut a query into words. Oxigraph's takes SERVICE:x or 1SERVICE<x> for a SERVICE clause, and
``?a<'x>'`` for a comparison with a string where others see an IRI; some engines decode \\u escapes before all else. The
query is refused if any of these readings holds a forbidden word, and where a ``<`` could be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model.errors import KgError

LONGEST: Final = 1_000_000
"""Characters of the longest query that is looked at."""

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w:%-]|\.(?=[\w:%.\\-])|\\.)*)
    |(?P<number>\d+)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>\\.|\S)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_UPDATES: Final = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING"})
_WHY: Final = {
    "SERVICE": "SERVICE would send parts of it to another server; ask that server itself",
    "LOAD": "LOAD would fetch a document; add sources with `kg add`",
    "FROM": "FROM would choose, and in some stores fetch, other graphs; narrow to a graph of this base with GRAPH <...> { }",
    "DEFINE": "DEFINE pragmas can make a server fetch documents; leave them out",
}


class QueryError(KgError):
    """A query that cannot be answered: refused, ill-formed, too long in the running, or too large in its answer."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (a group of the pattern above), its characters and where they begin."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a query, comments and white space left out."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None and kind != "comment":
            yield Token(kind, match[0], match.start())


def check_query(text: str) -> None:
    """Raises QueryError for SERVICE, LOAD, FROM and updates, however they are spelled; the query is not sent anywhere."""
    if len(text) > LONGEST:
        message = f"the query is longer than {LONGEST} characters"
        raise QueryError(message)
    readings = [text]
    while (decoded := _ESCAPE.sub(_character, readings[-1])) != readings[-1]:
        readings.append(decoded)
    for reading in readings:
        _check(reading)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else ""


def _check(text: str) -> None:
    depth = 0
    previous = ""
    found = list(tokens(text))
    if not found:
        raise QueryError("the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE")
    for token, following in zip(found, [*(token.text for token in found[1:]), ""], strict=True):
        word = token.text.upper()
        match token.kind:
            case "mark":
                depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(word, 0)
            case "word":
                for forbidden, why in _WHY.items():
                    if forbidden in word:
                        raise _refused(forbidden, why, text, token)
                if word in _UPDATES:
                    raise _refused(word, "queries only read; change the files and build again with `kg build`", text, token)
            case "name":
                # SERVICEex:x { } is a clause to Oxigraph, and so is FROMex:g before the braces open.
                prefix = word.partition(":")[0]
                if "SERVICE" in prefix and following == "{" and previous != "GRAPH":
                    raise _refused("SERVICE", _WHY["SERVICE"], text, token)
                if "FROM" in prefix and depth == 0 and previous != "PREFIX":
                    raise _refused("FROM", _WHY["FROM"], text, token)
            case "iri" if re.search(r"['#\\]", word) and not _ABSOLUTE.match(word):
                # To some parsers a comparison followed by a string or a comment, in which anything could hide.
                why = "it may be an IRI or a comparison; write the IRI in full, with its ://, or put spaces around <"
                raise _refused(token.text, why, text, token)
        previous = word


def _refused(what: str, why: str, text: str, token: Token) -> QueryError:
    line = text.count("\n", 0, token.at) + 1
    return QueryError(f"the query is refused for its {what} on line {line}: {why}; nothing was sent")


def prefixes_used(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The prefixes that a query uses, and those that it declares."""
    used: set[str] = set()
    declared: set[str] = set()
    previous = ""
    for token in tokens(text):
        if token.kind == "name":
            (declared if previous == "PREFIX" else used).add(token.text.partition(":")[0])
        previous = token.text.upper()
    return frozenset(used), frozenset(declared)


def lacking_prefixes(text: str, known: dict[str, str]) -> dict[str, str]:
    """Those of the ``known`` prefixes that a query uses without declaring them."""
    used, declared = prefixes_used(text)
    return {name: known[name] for name in sorted(used - declared) if name in known}


def with_values(text: str, values: dict[str, str]) -> str:
    """A query whose variables are bound by VALUES at the head of its pattern; ``values`` are terms as N-Triples spells them.

    Unlike text pasted into the query, a term cannot become anything else. Raises QueryError for a query without a pattern.
    """
    if not values:
        return text
    depth = 0
    in_template = False
    pattern: int | None = None
    for token in tokens(text):
        word = token.text.upper()
        if depth == 0 and token.kind == "word":
            in_template = word == "CONSTRUCT"
        if depth == 0 and word == "{":
            if not in_template:
                pattern = token.at
                break
            in_template = False
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(word, 0) if token.kind == "mark" else 0
    if pattern is None:
        message = "the query has no pattern { } to bind its parameters in"
        raise QueryError(message)
    bindings = "".join(f" VALUES ?{name} {{ {value} }}" for name, value in values.items())
    return f"{text[: pattern + 1]}{bindings}{text[pattern + 1 :]}"

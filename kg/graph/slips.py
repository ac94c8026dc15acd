"""What is wrong with a query that a store takes for no SPARQL: a look of our own at its words, for the slips people make.

Parsers tell what they expected last, which is seldom what was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from kg.graph.guard import Token, tokens
from kg.model.base import nearest

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_OPENINGS: Final = (*_FORMS, "PREFIX", "BASE")
_AGGREGATES: Final = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_FUNCTIONS: Final = frozenset(
    re.findall(
        r"\w+",
        """STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI
    CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1
    SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE
    ISTRIPLE TRIPLE SUBJECT PREDICATE OBJECT LANGDIR HASLANG HASLANGDIR STRLANGDIR ADJUST""",
    )
) | frozenset(_AGGREGATES)
_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """DISTINCT REDUCED AS WHERE ORDER GROUP HAVING BY ASC DESC LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH UNION MINUS FILTER
    BIND IN NOT EXISTS SEPARATOR TRUE FALSE NAMED LATERAL VERSION""",
    )
) | frozenset(_OPENINGS)
_CLOSING: Final = {"{": "}", "(": ")", "[": "]"}
_SIGNS: Final = {"=": "=", ">": ">=", "<": "<="}  # meant by =, followed by one of these
_JOINING: Final = {
    "AND": "write && within FILTER, and a full stop between patterns",
    "OR": "write || within FILTER, and { ... } UNION { ... } between patterns",
}
_PLACE: Final = re.compile(r"\berror at (\d+):(\d+)")
_NEAR: Final = 2  # pieces of a query that tell where a parser gave up


def explained(query: str, known: Collection[str], said: str, *, shifted: bool = False) -> str:
    """What to say of a query that a store refuses: a slip that we know, else where its parser gave up.

    ``known`` has the prefixes that need no declaration, ``said`` what the store says; where ``shifted``, the store was
    sent a longer query and its places do not hold.
    """
    told = slip(query, known)
    place = _PLACE.search(said)
    if told is None and place is None:
        told = " ".join(said.split())
    elif told is None and place is not None:
        last = query.rstrip().count("\n") + 1
        line = min(int(place[1]), last)
        told = f"something is wrong on or before line {line}" if shifted else _where(query, int(place[1]), int(place[2]))
    return f"the query is not SPARQL 1.1: {told}"


def _where(query: str, line: int, character: int) -> str:
    """Where a parser gave up, by the pieces of the query in front of the place that it names (which is a little late)."""
    at = sum(len(before) + 1 for before in query.split("\n")[: line - 1]) + character - 1
    found = list(tokens(query))
    read = [token for token in found if token.at <= at][-_NEAR:]
    if not read:
        return f"something is wrong on or before line {line}"
    end = read[-1].at + len(read[-1].text)
    if read[-1] == found[-1] and read[-1].text not in ("}", ")") and at >= end:
        return "it ends before it is whole"
    at_line = query.count("\n", 0, read[-1].at) + 1
    return f"something is wrong at or before {' '.join(query[read[0].at : end].split())} on line {at_line}"


def slip(query: str, known: Collection[str]) -> str | None:
    """The first slip of a query, in words with its place and what to write; None where none is seen."""
    found = list(tokens(query))
    for look in (_opening, _unclosed_text, _prefixes, _brackets, _clauses, _strange_words, _ungrouped):
        for token, words in look(found, known):
            line = query.count("\n", 0, token.at) + 1
            character = token.at - (query.rfind("\n", 0, token.at) + 1) + 1
            return f"on line {line}, character {character}, {words}"
    return None


Slips = Iterator[tuple[Token, str]]


def _opening(found: Sequence[Token], known: Collection[str]) -> Slips:
    del known
    if found and found[0].text.upper() not in _OPENINGS:
        near = nearest(found[0].text.upper(), _OPENINGS)
        yield found[0], f"{_short(found[0])} begins no query: begin with SELECT, ASK, CONSTRUCT or DESCRIBE{near}"


def _unclosed_text(found: Sequence[Token], known: Collection[str]) -> Slips:
    del known
    for token in found:
        if token.kind == "mark" and token.text in ('"', "'"):
            yield token, f"the text is not closed: write {token.text} at its end, on the same line"


def _prefixes(found: Sequence[Token], known: Collection[str]) -> Slips:
    declared = set(known) | {"_"}
    for before, token in pairwise([Token("mark", "", 0), *found]):
        if before.text.upper() == "PREFIX":
            if token.kind == "name":
                declared.add(token.text.partition(":")[0])
            else:
                yield token, f"a prefix has a colon: write PREFIX {_short(token)}: <...>, with a colon"
        elif token.kind == "name" and (prefix := token.text.partition(":")[0]) not in declared:
            named = f"the prefix {prefix}" if prefix else "the empty prefix"
            what = f"write PREFIX {prefix}: <...> in front of the query, with the address that it stands for"
            others = f"known without one are {', '.join(sorted(known))}{nearest(prefix, known)}"
            yield token, f"{named} is not declared: {what}; {others}"


def _brackets(found: Sequence[Token], known: Collection[str]) -> Slips:
    del known
    open_ones: list[Token] = []
    for token in found:
        if token.kind != "mark":
            continue
        if token.text in _CLOSING:
            open_ones.append(token)
        elif token.text in _CLOSING.values():
            if not open_ones:
                yield token, f"the {token.text} closes nothing: take it away"
                return
            last = open_ones.pop()
            if _CLOSING[last.text] != token.text:
                yield last, f"the {last.text} is not closed: write {_CLOSING[last.text]} before the {token.text}"
                return
    if open_ones:
        yield open_ones[-1], f"the {open_ones[-1].text} is not closed: write {_CLOSING[open_ones[-1].text]}"


def _clauses(found: Sequence[Token], known: Collection[str]) -> Slips:
    """Commas and bare aggregates behind SELECT, brackets and BY left out, signs of other languages."""
    del known
    depth, selecting = 0, False
    for token, following in pairwise([*found, Token("mark", "", 0)]):
        word = token.text.upper()
        depth += {"(": 1, ")": -1}.get(word, 0)
        if token.kind == "word":
            selecting = selecting or word == "SELECT"
            if word in ("FILTER", "ASC", "DESC") and following.kind in ("variable", "number", "string"):
                yield token, f"{word} needs brackets: write {word} (...)"
            if selecting and depth == 0 and word in _AGGREGATES and following.text == "(":
                yield token, f"{word} needs brackets and a name: write ({word}(...) AS ?n)"
            if word in _JOINING and following.text != ":":
                yield token, f"{token.text} is no word of SPARQL: {_JOINING[word]}"
            if word in ("ORDER", "GROUP") and following.text.upper() != "BY":
                yield token, f"{word} is followed by BY: write {word} BY"
        if token.text == "=" and following.text in _SIGNS and following.at == token.at + 1:
            yield token, f"={following.text} is no sign of SPARQL: write {_SIGNS[following.text]}"
        selecting = selecting and word not in ("WHERE", "{")
        if selecting and depth == 0 and word == ",":
            yield token, "a comma: variables are apart by spaces alone"


def _strange_words(found: Sequence[Token], known: Collection[str]) -> Slips:
    before = Token("mark", "", 0)
    for token, following in pairwise([*found, Token("mark", "", 0)]):
        touching = before.kind == "number" and before.at + len(before.text) == token.at  # 1e9
        word = token.text.upper()
        before = token
        if token.kind != "word" or touching or token.text == "a" or word in _WORDS:
            continue
        if following.text == "(" and word not in _FUNCTIONS:
            yield token, f"no function is called {_short(token)}{nearest(word, sorted(_FUNCTIONS))}"
        elif word not in _FUNCTIONS and token.text in known:
            yield token, f"{token.text} is a prefix: write {token.text}:name, with a colon"
        elif word not in _FUNCTIONS:
            short = _short(token)
            what = f'write ?{short} for a variable, kg:{short} with its prefix, "{short}" for a text'
            yield token, f"{short} is no variable, name or word of SPARQL: {what}{nearest(word, sorted(_WORDS))}"


def _ungrouped(found: Sequence[Token], known: Collection[str]) -> Slips:
    """Variables beside an aggregate in the first SELECT of a query that groups nothing."""
    del known
    words = [token.text.upper() for token in found]
    if "SELECT" not in words or "GROUP" in words:
        return
    depth, plain, counts = 0, [], False
    for token in found[words.index("SELECT") + 1 :]:
        if token.text.upper() in ("WHERE", "{"):
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        counts = counts or token.text.upper() in _AGGREGATES
        if depth == 0 and token.kind == "variable":
            plain.append(token)
    if counts and plain:
        names = " ".join(token.text for token in plain)
        yield plain[0], f"{plain[0].text} is neither counted nor grouped: add GROUP BY {names} at the end"


def _short(token: Token) -> str:
    return token.text if len(token.text) <= 40 else f"{token.text[:37]}..."

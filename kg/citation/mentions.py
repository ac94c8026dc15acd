"""Where an article names claims, and what is wrong with them: told before anything is filled in, with line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.citation.computing import OPERATIONS
from kg.citation.desk import Desk
from kg.model.base import nearest
from kg.model.claim import ReviewState
from kg.model.errors import Problem

BRACKETED: Final = re.compile(
    r"\[@(?P<ids>[a-z0-9][a-z0-9._-]*(?:\s*;\s*@[a-z0-9][a-z0-9._-]*)*)\](?![(\[:])"
)  # "[@name](address)" is a link
_MENTIONED: Final = re.compile(r"(?P<open>\[-?)?(?<![\w\\./])@(?P<id>\w(?:[\w.-]*\w)?)(?=(?P<link>[^\[\]\n]*\][(\[:])?)")
CODE: Final = re.compile(
    r"^(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|`+[^`\n]+`+", re.MULTILINE | re.DOTALL
)
_CALL: Final = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_TEXT: Final = r"\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'"
_STRING: Final = re.compile(_TEXT, re.DOTALL)
_OPTION: Final = re.compile(rf"\w+\s*=\s*(?:\[[^\]]*\]|{_TEXT})", re.DOTALL)
"""An argument that is named, and names no claim."""
_OF_CLAIMS: Final = ("figure", "value", "cite", *OPERATIONS)


def ids_in(listed: str) -> list[str]:
    """The ids of "@a; @b"."""
    return [name.strip().removeprefix("@") for name in listed.split(";")]


def claim_problems(desk: Desk, source: str, path: str) -> tuple[list[Problem], list[Problem]]:
    """Errors and warnings of all claims that are named in plain sight, in order."""
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for place, identifier in sorted(_named(source)):
        line, column = place_of(source, place)
        claim = desk.base.by_id.get(identifier)
        if claim is None:
            message = f"no claim is called {identifier!r}{nearest(identifier, desk.base.by_id)}"
        elif claim.review.state is ReviewState.REJECTED:
            message = f"the claim {identifier!r} was rejected on review: it cannot be cited"
        else:
            told = desk.warnings(claim)
            if told:
                warnings.append(problem_at(path, line, column, f"{identifier} is disputed: {'; '.join(told)}"))
            continue
        errors.append(problem_at(path, line, column, message))
    for place, identifier in _misspelt(desk, source):
        message = f"@{identifier} is no note so: write [@claim-id] or [@a; @b], or \\@ for a name"
        errors.append(problem_at(path, *place_of(source, place), message))
    return sorted(errors, key=lambda problem: problem.line or 0), warnings


def _misspelt(desk: Desk, source: str) -> Iterator[tuple[int, str]]:
    """Citations in other ways than ours, which would stay in the text: [see @claim-id], [@Claim], @claim-id."""
    hidden = BRACKETED.sub(lambda match: " " * len(match[0]), CODE.sub(lambda match: " " * len(match[0]), source))
    for match in _MENTIONED.finditer(hidden):
        if not match["link"] and (match["open"] or match["id"] in desk.base.by_id):
            yield match.start("id"), match["id"]


def problem_at(path: str, line: int, column: int, message: str) -> Problem:
    """A problem with its line and column."""
    return Problem(path, message, line, f"column {column}")


def _named(source: str) -> Iterator[tuple[int, str]]:
    """Where claims are named: in brackets, and as texts given to the functions that take claims."""
    hidden = CODE.sub(lambda match: " " * len(match[0]), source)
    for match in BRACKETED.finditer(hidden):
        for identifier in ids_in(match["ids"]):
            yield match.start() + match[0].index(f"@{identifier}") + 1, identifier
    functions = "|".join((*_OF_CLAIMS, "chart"))
    for call in _CALL.finditer(hidden):
        for match in re.finditer(rf"\b(?:{functions})\s*\((?P<inner>[^()]*)\)", call[0]):
            inner = _OPTION.sub(lambda m: " " * len(m[0]), match["inner"])
            for text in _STRING.finditer(inner):
                identifier = text["double"] if text["double"] is not None else text["single"]
                yield call.start() + match.start("inner") + text.start() + 1, identifier


def place_of(source: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1."""
    return source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index)

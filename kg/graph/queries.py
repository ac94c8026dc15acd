"""Named queries: the .rq files of a workspace's queries/ folder.

Each opens with comment lines: first what it answers, then its parameters, as
``# param entity: an entity id (default: openai)``. A parameter is a variable of the query that is bound to a term of
its kind (entity, metric, source, claim, status, unit, number, date, text); values are never pasted into the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.graph.names import KG, XSD, Names
from kg.graph.results import Term
from kg.model.base import nearest
from kg.model.claim import Status, canonical_number
from kg.model.errors import InvalidFilesError, KgError, Problem, UsageError
from kg.model.period import Period
from kg.model.units import unit, unit_iri
from kg.vocabulary.strict_yaml import described

KINDS: Final = ("entity", "metric", "source", "claim", "status", "unit", "number", "date", "text")
_PARAMETER = re.compile(
    rf"param\s+(?P<name>[A-Za-z]\w*)\s*:\s*(?P<about>(?:an?\s+)?(?P<kind>{'|'.join(KINDS)})\b.*?)(?:\(default:\s*(?P<default>.+)\)\s*)?\Z"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that the user sets. Without a ``default`` it must be given."""

    name: str
    kind: str
    about: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query by its file's name; ``answers`` is the question that it answers."""

    name: str
    answers: str
    parameters: tuple[Parameter, ...]
    text: str

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping for ``--format json``."""
        parameters = [{"name": p.name, "kind": p.kind, "about": p.about, "default": p.default} for p in self.parameters]
        return {"name": self.name, "answers": self.answers, "parameters": parameters}


def named_queries(folder: Path) -> dict[str, NamedQuery]:
    """The queries of a folder by name; none when it does not exist. Raises InvalidFilesError with all that is wrong."""
    found: dict[str, NamedQuery] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.rq")):
        try:
            found[path.stem] = _read(path)
        except InvalidFilesError as error:
            problems += error.problems
    if problems:
        raise InvalidFilesError(problems)
    return found


def named_query(folder: Path, name: str) -> NamedQuery:
    """One query of a folder. Raises UsageError, with near names, when there is none."""
    known = named_queries(folder)
    if name not in known:
        message = f"no query is called {name!r}{nearest(name, known)}; `kg query` lists those of {folder.name}/"
        raise UsageError(message)
    return known[name]


def _read(path: Path) -> NamedQuery:
    shown = f"{path.parent.name}/{path.name}"
    try:
        if path.exists() and not path.is_file():  # a pipe would keep the command waiting
            raise InvalidFilesError([Problem(shown, "is no regular file: move it elsewhere")])
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFilesError([Problem(shown, f"cannot be read ({error})")]) from error
    answers: list[str] = []
    parameters: list[Parameter] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        comment = line.lstrip("# ").rstrip()
        if not comment.startswith("param "):
            answers.append(comment)
            continue
        match = _PARAMETER.match(comment)
        if match is None:
            message = (
                f"no parameter: write `# param name: an entity id (default: openai)`, its kind one of {', '.join(KINDS)}"
            )
            problems.append(Problem(shown, message, number))
        elif not re.search(rf"[?$]{match['name']}\b", text):
            problems.append(Problem(shown, f"the query has no variable ?{match['name']}", number))
        else:
            default = match["default"].strip() if match["default"] else None
            parameters.append(Parameter(match["name"], match["kind"], match["about"].strip(), default))
    if not any(answers):
        problems.append(Problem(shown, "opens without a comment that says what it answers", 1))
    if problems:
        raise InvalidFilesError(problems)
    return NamedQuery(path.stem, " ".join(filter(None, answers)), tuple(parameters), text)


def bound(query: NamedQuery, given: Mapping[str, str], prefix: str) -> dict[str, Term]:
    """Terms for the query's parameters: those given, else their defaults. Raises UsageError."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            expected = f"expected {', '.join(known)}" if known else "it has none"
            raise UsageError(f"the query {query.name} has no parameter {name!r}{nearest(name, known)}; {expected}")
    terms: dict[str, Term] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            message = f"the query {query.name} needs {parameter.name}, {parameter.about}: give {parameter.name}=..."
            raise UsageError(message)
        try:
            terms[parameter.name] = _term(parameter.kind, value, Names(prefix))
        except (KgError, ValueError) as error:
            why = str(error).replace(repr(value), described(value))  # a value may be thousands of digits
            raise UsageError(f"{parameter.name} of the query {query.name}: {why}") from error
    return terms


def _term(kind: str, value: str, names: Names) -> Term:
    match kind:
        case "entity" | "metric" | "source" | "claim":
            return Term("uri", getattr(names, kind)(value))
        case "status":
            if value not in set(Status):
                raise UsageError(f"no status is called {value!r}: expected one of {', '.join(Status)}")
            return Term("uri", f"{KG}{value}")
        case "unit":
            return Term("uri", unit_iri(unit(value).symbol))
        case "number":
            return Term("literal", canonical_number(value), f"{XSD}decimal")
        case "date":
            return Term("literal", Period.parse(value).start.isoformat(), f"{XSD}date")
    return Term("literal", value)

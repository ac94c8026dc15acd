"""An article with placeholders becomes Markdown with marks, notes and blocks: what every kind of output is made from.

``[@claim-id]`` is a note; ``{{ figure("claim-id") }}`` a figure with its note; ``value``, ``table``, ``chart`` and the
calculations are told in docs/citing.md. Claims are looked up before anything is rendered, so that every unknown one is
reported with its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from jinja2 import TemplateError, TemplateSyntaxError, Undefined
from jinja2.exceptions import SecurityError

from kg.citation.charts import Chart, chart_of
from kg.citation.computing import OPERATIONS, compute, scaled
from kg.citation.desk import Desk
from kg.citation.formatting import number_words
from kg.citation.inline import Inline, joined, plain
from kg.citation.mentions import BRACKETED, CODE, claim_problems, ids_in, place_of, problem_at
from kg.citation.sandbox import LONGEST_OUTPUT, LONGEST_SOURCE, MOST_STEPS, environment, refused
from kg.citation.tables import Choice, Table, chosen, once, tabulate
from kg.model.claim import Claim, ReviewState
from kg.model.errors import InvalidFilesError, KgError, Problem, UsageError
from kg.model.units import DATE

OPEN, CLOSE = "\ue010", "\ue011"
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_GAPS: Final = re.compile(f"\\n{{3,}}(?={OPEN})|(?<={CLOSE})\\n{{3,}}")
_SPACED: Final = re.compile(r"(?:(?<=\S)[ \u00a0\u202f]+)?" + BRACKETED.pattern)  # a note's mark follows its word directly
_FRONT: Final = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_COSTS: Final = {"table": 100, "chart": 100, **dict.fromkeys(OPERATIONS, 10)}
"""The steps that dear functions cost."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in the running text, with the number of its note (None: without)."""

    text: str
    note: int | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """Note marks alone."""

    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table of the article; ``notes`` numbers the note of each claim."""

    table: Table
    notes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of the article."""

    chart: Chart
    notes: tuple[int, ...]


Piece = Printed | Noted | Tabled | Drawn


@dataclass(frozen=True)
class Article:
    """What a template yields. ``text`` is Markdown in which OPEN number CLOSE stands for a piece."""

    text: str
    pieces: tuple[Piece, ...]
    notes: tuple[Inline, ...]
    sources: tuple[str, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A claim's figure on its way through filters."""

    claim: Claim
    digits: int | None = None


@dataclass
class _Writer:
    """The functions of a template, and what they gather in the order they are called."""

    desk: Desk
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Inline] = field(default_factory=list)
    of_claim: dict[str, int] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    steps: int = 0

    def claim(self, identifier: object) -> Claim:
        if isinstance(identifier, Undefined):
            raise UsageError("a claim is named by its id in quotes")
        if not isinstance(identifier, str):
            raise UsageError(f"a claim is named by its id in quotes, not by {identifier!r}")
        claim = self.desk.base.claim(identifier)
        if claim.review.state is ReviewState.REJECTED:
            raise UsageError(f"the claim {identifier!r} was rejected on review: it cannot be cited")
        return claim

    def note(self, claim: Claim) -> int:
        if claim.id not in self.of_claim:
            self.notes.append(self.desk.note(claim))
            self.of_claim[claim.id] = len(self.notes)
            self.sources[claim.source] = None
        return self.of_claim[claim.id]

    def figure(self, identifier: object) -> Printed:
        claim = self.claim(identifier)
        return Printed(self.desk.figure(claim), self.note(claim), bool(self.desk.warnings(claim)))

    def value(self, identifier: object) -> Value:
        return Value(self.claim(identifier))

    def cite(self, *identifiers: object) -> Noted:
        return Noted(tuple(self.note(self.claim(identifier)) for identifier in identifiers))

    def computed(self, operation: str) -> Callable[..., Printed]:
        def make(*identifiers: object) -> Printed:
            claims = [self.claim(identifier) for identifier in identifiers]
            made = compute(self.desk, operation, claims)
            told = [joined([plain(f"{self.desk.figure(claim)} – "), self.desk.note(claim)]) for claim in claims]
            for claim in claims:
                self.sources[claim.source] = None
            self.notes.append(joined([plain(f"{made.working}."), *told], " "))
            return Printed(made.text, len(self.notes), any(self.desk.warnings(claim) for claim in claims))

        return make

    def table(
        self, entity: object = (), metric: object = (), period: str | None = None, source: object = (), by: str = "period"
    ) -> Tabled:
        choice = Choice(_names(entity), _names(metric), _text("period", period), _names(source))
        table = tabulate(self.desk, chosen(self.desk, choice), by)
        return Tabled(table, {claim.id: self.note(claim) for claim in table.claims})

    def chart(
        self,
        *identifiers: object,
        entity: object = (),
        metric: object = (),
        period: str | None = None,
        title: str | None = None,
    ) -> Drawn:
        claims: Sequence[Claim] = [self.claim(identifier) for identifier in identifiers]
        if not claims:
            claims = once(self.desk, chosen(self.desk, Choice(_names(entity), _names(metric), _text("period", period))))
        chart = chart_of(self.desk, claims, _text("title", title))
        return Drawn(chart, tuple(self.note(bar.claim) for bar in chart.bars))

    def functions(self) -> dict[str, Callable[..., Any]]:
        calculations = {operation: self.computed(operation) for operation in OPERATIONS}
        plain_ones: dict[str, Callable[..., Any]] = {
            "figure": self.figure,
            "value": self.value,
            "cite": self.cite,
            "table": self.table,
            "chart": self.chart,
        }
        return {name: self.counted(name, made) for name, made in {**plain_ones, **calculations}.items()}

    def counted(self, name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        """A function that costs steps, so that a loop comes to an end."""

        def call(*arguments: object, **options: Any) -> Any:
            self.spend(_COSTS.get(name, 1))
            try:
                return made(*arguments, **options)
            except TypeError as error:
                said = re.sub(r"^[\w.<>]+[(][)] ", "", str(error))
                raise UsageError(f"{name}() {said}") from error

        return call

    def spend(self, steps: int = 1) -> None:
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise SecurityError(f"the article takes more than {MOST_STEPS} steps to fill in")

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"round": _round, "to": _to, "number": self.number, "low": self.low, "high": self.high, "words": self.words}

    def words(self, value: object) -> Printed:
        claim = _value(value).claim
        return Printed(self.desk.figure(claim), None, bool(self.desk.warnings(claim)))

    def number(self, value: object) -> Printed:
        return self._bare(value, 0)

    def low(self, value: object) -> Printed:
        return self._bare(value, 0)

    def high(self, value: object) -> Printed:
        return self._bare(value, -1)

    def _bare(self, value: object, which: int) -> Printed:
        claim = _value(value).claim
        if claim.unit == DATE:
            return Printed(claim.values[which])
        return Printed(number_words(Decimal(claim.values[which]), self.desk.language))

    def finalize(self, value: object) -> str:
        self.spend()
        if isinstance(value, Value):
            value = self.words(value)
        elif isinstance(value, str | int | float | Decimal):
            value = Printed(str(value))
        if not isinstance(value, Printed | Noted | Tabled | Drawn):
            raise SecurityError(f"a {type(value).__name__} cannot be shown")
        self.pieces.append(value)
        mark = f"{OPEN}{len(self.pieces) - 1}{CLOSE}"
        return f"\n\n{mark}\n\n" if isinstance(value, Tabled | Drawn) else mark


def _names(value: object) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise UsageError(f"give a name in quotes, or a list of names, not {value!r}")
    return tuple(names)


def _text(name: str, value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{name}= is a text in quotes, not {value!r}")
    return value


def _value(value: object) -> Value:
    if not isinstance(value, Value):
        raise UsageError('filters are for value("claim-id")')
    return value


def _round(value: object, digits: int = 2) -> Value:
    """To so many significant digits."""
    from decimal import ROUND_HALF_EVEN, Context

    given = _value(value)
    if given.claim.unit == DATE or not isinstance(digits, int) or not 1 <= digits <= 12:
        raise UsageError("round() takes a number of digits from 1 to 12, and a claim with a number")
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    values = tuple(f"{context.plus(Decimal(text)):f}" for text in given.claim.values)
    return replace(given, claim=replace(given.claim, values=values, exact="…"))


def _to(value: object, unit: str) -> Value:
    """In another unit of the same dimension."""
    return replace(_value(value), claim=scaled(_value(value).claim, unit))


def fill(desk: Desk, source: str, path: str, *, strict: bool = False) -> Article:
    """The article that a template yields.

    Raises InvalidFilesError with every unknown or rejected claim (under ``strict`` every disputed one too), each with its
    line and column; or with the one place where filling it in fails.
    """
    if len(source) > LONGEST_SOURCE:
        raise UsageError(f"{path}: longer than {LONGEST_SOURCE} characters")
    if found := _PRIVATE.search(source):
        raise _failed(path, source, found.start(), f"holds U+{ord(found[0]):04X}, a private character that nothing can show")
    template = _with_notes(source)
    writer = _Writer(desk)
    made = environment(writer.functions(), writer.filters(), writer.finalize)
    try:
        problems = [Problem(path, message, line) for line, message in refused(made.parse(template))]
    except TemplateSyntaxError as error:
        raise InvalidFilesError([Problem(path, error.message or "no template", error.lineno)]) from error
    except RecursionError as error:
        raise InvalidFilesError([Problem(path, "an expression is nested too deeply")]) from error
    if problems:
        raise InvalidFilesError(problems[:1])
    errors, warnings = claim_problems(desk, source, path)
    if errors or (strict and warnings):
        raise InvalidFilesError([*errors, *(warnings if strict else ())])
    text = _rendered(made, template, path)
    return Article(text, tuple(writer.pieces), tuple(writer.notes), tuple(writer.sources), tuple(warnings))


def _rendered(made: Any, template: str, path: str) -> str:
    parts: list[str] = []
    length = 0
    try:
        for part in made.from_string(template).generate():
            length += len(part)
            if length > LONGEST_OUTPUT:
                raise SecurityError(f"the article grows beyond {LONGEST_OUTPUT} characters")
            parts.append(part)
    except (TemplateError, KgError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        said = getattr(error, "message", None) or str(error)
        line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error)
        raise InvalidFilesError([Problem(path, said, line)]) from error
    return _GAPS.sub("\n\n", "".join(parts))


def _line_of(error: BaseException) -> int | None:
    """The line of the template that was being filled in: Jinja names its frames so."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _with_notes(source: str) -> str:
    """``[@a; @b]`` outside of code as a call of cite(), and code kept from the template engine."""
    parts: list[str] = []
    at = 0
    for match in CODE.finditer(source):
        parts.append(_SPACED.sub(_cite_call, source[at : match.start()]))
        code = match[0]
        parts.append(code if "{" not in code else "{% raw %}" + code.replace("{% endraw %}", "") + "{% endraw %}")
        at = match.end()
    parts.append(_SPACED.sub(_cite_call, source[at:]))
    return "".join(parts)


def _cite_call(match: re.Match[str]) -> str:
    names = ", ".join(f'"{name}"' for name in ids_in(match["ids"]))
    return "{{ cite(" + names + ") }}" + "\n" * match[0].count("\n")


def _failed(path: str, source: str, index: int, message: str) -> InvalidFilesError:
    line, column = place_of(source, index)
    return InvalidFilesError([problem_at(path, line, column, message)])


def front_matter(text: str) -> tuple[str, str]:
    """A YAML block at the head of an article, and the rest."""
    match = _FRONT.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)

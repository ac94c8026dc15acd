"""How entities, metrics and rules are written in files, and the problems of a file that does not match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from kg.model.errors import InvalidFilesError, Problem
from kg.model.period import CALENDAR_YEAR_END
from kg.model.vocabulary import Entity, Metric, MetricKind, Rule
from kg.vocabulary.strict_yaml import BareDecimal, YamlFile, described

SLUG = r"^[a-z0-9][a-z0-9._-]*$"


def _plain_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _day_of_the_year(text: str) -> str:
    try:
        date.fromisoformat(f"2000-{text}")
    except ValueError as error:
        raise ValueError(f"{text!r} is no day of a year: {error}") from error
    return text


# The field comes first so that its limits are those of the text itself; the validator still runs before it.
Slug = Annotated[str, Field(pattern=SLUG, max_length=200), BeforeValidator(_plain_text)]
Label = Annotated[str, Field(min_length=1), BeforeValidator(_plain_text)]
YearEnd = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"), AfterValidator(_day_of_the_year)]
Labels = Label | dict[str, Label]


_EXPECTED: Final = {
    "string_type": "a text",
    "string_too_short": "a text that is not empty",
    "int_type": "an integer",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


class Record(BaseModel):
    """A mapping of a file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: Labels | None) -> Mapping[str, str]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"": value}


def _lists(value: list[str] | dict[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    named = value if isinstance(value, dict) else {"": value}
    return {language: tuple(words) for language, words in named.items() if words}


class EntityRecord(Record):
    """Whom or what figures are about."""

    id: Slug
    type: Literal["organization", "person", "place", "product", "model", "industry", "concept", "event", "work", "group"] = (
        "concept"
    )
    label: Labels | None = None
    aliases: list[Label] | dict[str, list[Label]] = []
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9][0-9]*$")] | None = None
    fiscal_year_end: YearEnd = CALENDAR_YEAR_END
    part_of: Slug | None = None
    note: Label | None = None
    proposed: bool = False

    def to_model(self) -> Entity:
        """As a value."""
        return Entity(
            self.id,
            self.type,
            _text(self.label),
            _lists(self.aliases),
            self.wikidata,
            self.fiscal_year_end,
            self.part_of,
            self.note,
            self.proposed,
        )


class MetricRecord(Record):
    """What is measured."""

    id: Slug
    kind: MetricKind
    dimension: Label | None = None
    label: Labels | None = None
    cues: dict[str, list[Label]] = {}
    broader: Slug | None = None
    compares_with: Slug | None = None
    sign: Literal["positive", "any"] = "any"
    additive: bool = False
    description: Labels | None = None
    proposed: bool = False

    def to_model(self) -> Metric:
        """As a value."""
        return Metric(
            self.id,
            self.kind,
            self.dimension,
            _text(self.label),
            _lists(self.cues),
            self.broader,
            self.compares_with,
            self.sign,
            self.additive,
            _text(self.description),
            self.proposed,
        )


class RuleRecord(Record):
    """A relation between metrics that every base must keep."""

    id: Slug
    rule: Label
    severity: Literal["error", "warning", "info"] = "error"
    label: Labels | None = None
    explanation: Labels | None = None

    @field_validator("rule")
    @classmethod
    def _one_comparison(cls, rule: str) -> str:
        from kg.vocabulary.rules import parse_rule

        parse_rule(rule)
        return rule

    def to_model(self, path: str = "", line: int | None = None) -> Rule:
        """As a value that knows where it stands."""
        return Rule(self.id, self.rule, self.severity, _text(self.label), _text(self.explanation), path, line)


class EntityFile(Record):
    """claims/vocabulary/entities.yaml"""

    entities: list[EntityRecord] = []


class MetricFile(Record):
    """claims/vocabulary/metrics.yaml"""

    metrics: list[MetricRecord] = []


class RuleFile(Record):
    """claims/vocabulary/rules.yaml"""

    rules: list[RuleRecord] = []


R = TypeVar("R", bound=Record)


def validated(model: type[R], file: YamlFile, noun: str) -> R:
    """The file's data as records. Raises InvalidFilesError with every problem, each with its line and key."""
    data = file.data
    if not isinstance(data, dict):
        message = f"expected {noun}, found {described(data) if data is not None else 'nothing'}"
        raise InvalidFilesError([Problem(file.path, message, 1)])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems = [
            Problem(file.path, problem_message(detail, model), file.line(location(detail, data)), key_path(detail, data))
            for detail in unique(error.errors(include_url=False), data)
        ]
        raise InvalidFilesError(problems) from error


def location(detail: ErrorDetails, data: object) -> tuple[str | int, ...]:
    """The part of pydantic's location that is a path into the data (it also names the branch of a union)."""
    path: list[str | int] = []
    for step in detail["loc"]:
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            data = data[step]  # type: ignore[index]
            path.append(step)
    return tuple(path)


def unique(details: Iterable[ErrorDetails], data: object) -> list[ErrorDetails]:
    """One problem a place, and the innermost: the branches of a union each complain of the same value."""
    kept: dict[tuple[str | int, ...], ErrorDetails] = {}
    for detail in details:
        missing = detail["loc"][-1:] if detail["type"] == "missing" else ()
        kept.setdefault((*location(detail, data), *missing), detail)
    outer = {place[:length] for place in kept for length in range(len(place))}
    return [detail for place, detail in kept.items() if place not in outer]


def key_path(detail: ErrorDetails, data: object) -> str:
    """A location as claims[3].unit, with the record's id where it has one: claims[3](openai-revenue).unit."""
    spelled = ""
    for step in location(detail, data):
        data = data[step]  # type: ignore[index]
        if isinstance(step, int):
            named = f"({data['id']})" if isinstance(data, dict) and isinstance(data.get("id"), str) else ""
            spelled += f"[{step}]{named}"
        else:
            spelled += f".{step}" if spelled else step
    return spelled


def problem_message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """What was found and what is expected, in a line of plain words."""
    from kg.model.base import nearest

    kind, found, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    if isinstance(found, BareDecimal):
        return f"the decimal {found} is not quoted: write '{found}', so that no reader rounds it"
    match kind:
        case "missing" if name.isdigit():
            return f"found {described(found)}, which has too few items"
        case "missing":
            return f"the key {name!r} is missing"
        case "extra_forbidden":
            known = dict.fromkeys(_field_names(model))
            return f"unknown key {name!r}{nearest(name, known)}"
        case "enum" | "literal_error":
            return f"found {described(found)}, expected one of {context.get('expected')}"
        case "value_error":
            return str(context.get("error", detail["msg"]))
        case "string_pattern_mismatch" if context.get("pattern") == SLUG:
            return f"found {described(found)}, expected a name of lower-case letters, digits, dots, hyphens and underscores"
        case "string_pattern_mismatch":
            return f"found {described(found)}, which does not match {context.get('pattern')}"
    if kind in _EXPECTED:
        return f"found {described(found)}, expected {_EXPECTED[kind]}"
    said = detail["msg"]
    if said.startswith("Input should be "):
        return f"found {described(found)}, expected {said.removeprefix('Input should be ')}"
    return f"found {described(found)}: {said[0].lower()}{said[1:]}"


def _field_names(model: type[BaseModel], seen: set[type] | None = None) -> list[str]:
    seen = seen if seen is not None else set()
    if model in seen:
        return []
    seen.add(model)
    names: list[str] = []
    for field, info in model.model_fields.items():
        names.append(field)
        for inner in _models_in(info.annotation):
            names += _field_names(inner, seen)
    return names


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]

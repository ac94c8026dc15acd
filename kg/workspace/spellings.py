"""Texts of files that are spelled in one way: days, addresses, languages, shares. What is none is told in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, Field, ValidatorFunctionWrapHandler, WrapValidator

from kg.vocabulary.strict_yaml import described


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no day: {error}") from error
    return text


def _told_as(pattern: str, expected: str) -> WrapValidator:
    """Tells in words what a text is not; its field keeps the pattern, for the schema."""

    def held(value: object, keep: ValidatorFunctionWrapHandler) -> object:
        if isinstance(value, str) and not re.search(pattern, value):
            raise ValueError(f"found {described(value)}, expected {expected}")
        return keep(value)

    return WrapValidator(held)


_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
_ADDRESS: Final = r"^https?://[^\s<>\"]+$"
_LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
_SHARE: Final = r"^(0(\.\d+)?|1(\.0+)?)$"
Day = Annotated[str, Field(pattern=_DAY), _told_as(_DAY, "a day as 2026-02-09"), AfterValidator(_day)]
Address = Annotated[str, Field(pattern=_ADDRESS), _told_as(_ADDRESS, "an address that begins with http:// or https://")]
Language = Annotated[str, Field(pattern=_LANGUAGE), _told_as(_LANGUAGE, "a language as fr, en or pt-BR")]
Share = Annotated[str, Field(pattern=_SHARE), _told_as(_SHARE, "a number from 0 to 1, as 0.8")]

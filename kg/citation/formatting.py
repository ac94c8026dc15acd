"""A claim's figure as a French or an English text prints it: plus de 20 milliards de dollars, $13 billion to $15 billion.

Numbers and currency signs follow CLDR (Babel). Whatever is printed here the figure grammar reads again as
the same interval; a test holds the two together. No-break spaces stand within numbers and before units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal, localcontext
from typing import Final

from babel.numbers import format_decimal

from kg.citation.nouns import TOKENS, denominator, english_sign, french_money, unit_behind_scale, unit_noun
from kg.citation.timing import hedged_moment, moment_words
from kg.model.claim import Claim
from kg.model.errors import UsageError
from kg.model.quantity import Approximation
from kg.model.rounding import reciprocal_of
from kg.model.units import DATE, currencies

LANGUAGES: Final = ("fr", "en")
_SPACE: Final = "\u00a0"
_MOST_DIGITS: Final = 3
"""Fraction digits that a number beside a scale word may have; one that needs more is printed in full."""

_WIDEST: Final = 10
_SPARE_DIGITS: Final = 30
"""For what numbers are multiplied by."""

_LEAST_SCALED: Final = 10**6
_SCALES: Final = {
    "fr": ((9, "milliard", "milliards"), (6, "million", "millions")),
    "en": ((12, "trillion", "trillion"), (9, "billion", "billion"), (6, "million", "million")),
}
_HEDGES: Final = {
    "fr": {Approximation.ABOUT: "environ ", Approximation.AT_LEAST: "plus de ", Approximation.AT_MOST: "au plus "},
    "en": {Approximation.ABOUT: "about ", Approximation.AT_LEAST: "more than ", Approximation.AT_MOST: "at most "},
}
_COUNTED_AT_LEAST: Final = {"fr": "au moins ", "en": "at least "}
_DATE_HEDGES: Final = {
    "fr": {Approximation.ABOUT: "vers ", Approximation.AT_LEAST: "à partir de ", Approximation.AT_MOST: "d’ici "},
    "en": {Approximation.ABOUT: "around ", Approximation.AT_LEAST: "from ", Approximation.AT_MOST: "by "},
}
_TO: Final = {"fr": " à ", "en": " to "}
MAGNITUDE: Final = "magnitude"
"""Of an earthquake: the word stands before the number."""

_DURATIONS: Final = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")


def known_language(tag: str) -> str:
    """The language of a tag (fr, fr-BE, EN) that figures can be formatted for. Raises UsageError for another."""
    language = tag.lower().replace("_", "-").partition("-")[0]
    if language not in LANGUAGES:
        raise UsageError(f"no language is called {tag!r} here: use {' or '.join(LANGUAGES)}")
    return language


def claim_figure(claim: Claim, language: str) -> str:
    """The figure of a claim in a language."""
    if len(claim.values) == 1 and claim.unit == "x":
        with _every_digit(claim.values):
            number = reciprocal_of(claim.exact, Decimal(claim.values[0]))
        if number is not None:
            return f"{_hedge(claim.approximation, language, claim.unit, [number])}1/{number}"
    return figure(claim.values, claim.unit, claim.approximation, claim.per, language, _printed_places(claim))


def figure(
    values: Sequence[str],
    unit: str,
    approximation: Approximation = Approximation.EXACT,
    per: str | None = None,
    language: str = "fr",
    places: int = 0,
) -> str:
    """A value or a range with its hedge, unit and denominator.

    ``values`` are decimal strings (or dates where ``unit`` is "date"); ``places`` are fraction digits to print even
    where they are zeros (15,00).
    """
    tail = "" if per is None else _per_words(per, language)
    if unit == DATE:
        words = _TO[language].join(moment_words(value, language) for value in values)
        return hedged_moment(words, _DATE_HEDGES[language].get(approximation, ""), language) + tail
    numbers = [Decimal(value) for value in values]
    with _every_digit(numbers):
        hedge = _hedge(approximation, language, unit, numbers)
        if unit == MAGNITUDE:
            link = "" if not hedge else "of " if language == "en" else "d’" if hedge[0] in "ae" else "de "
            hedge = f"{MAGNITUDE} {link}{hedge}"
        return hedge + _measured(numbers, unit, language, places, signs=per in TOKENS) + tail


@contextmanager
def _every_digit(values: Iterable[str | Decimal]) -> Iterator[None]:
    """Reckon with all digits that some numbers have: Python's own 28 would round a longer one, or refuse it."""
    longest = max((abs(n.adjusted()) + len(n.as_tuple().digits) for n in map(Decimal, values) if n.is_finite()), default=0)
    with localcontext() as context:
        context.prec = max(context.prec, longest + _SPARE_DIGITS)
        yield


def number_words(number: Decimal, language: str, places: int = 0) -> str:
    """Plain digits, grouped, with at least ``places`` after the decimal sign."""
    with _every_digit([number]):
        return _number_words(number, language, places)


def _number_words(number: Decimal, language: str, places: int) -> str:
    exponent = number.normalize().as_tuple().exponent
    needed = max(-exponent if isinstance(exponent, int) else 0, 0)
    pattern = "#,##0" + (f".{'0' * places}{'#' * (needed - places)}" if max(needed, places) else "")
    text: str = format_decimal(number, format=pattern, locale=language, decimal_quantization=False)
    return text.replace("-", "−")


def _printed_places(claim: Claim) -> int:
    """Zeros behind the decimal sign are kept where the source prints them: a price of 15,00."""
    decimals = None if claim.unit == DATE else claim.quantity.decimals
    return decimals if decimals is not None and 0 < decimals <= 2 else 0


def _hedge(approximation: Approximation, language: str, unit: str, numbers: Sequence[Decimal]) -> str:
    counted = unit == "count" and abs(numbers[0]) < 10**6
    if approximation is Approximation.AT_LEAST and (counted or unit in _DURATIONS):
        return _COUNTED_AT_LEAST[language]
    return _HEDGES[language].get(approximation, "")


def _per_words(per: str, language: str) -> str:
    if per in TOKENS:
        return f"/{TOKENS[per][language]}"
    return f" {'par' if language == 'fr' else 'per'} {denominator(per, language)}"


def _scale_of(number: Decimal, language: str) -> tuple[int, str, str] | None:
    """The power of ten and the words of the scale that a number is printed with."""
    for power, one, many in _SCALES[language]:
        if abs(number) >= Decimal(10) ** power:
            exponent = number.scaleb(-power).normalize().as_tuple().exponent
            return (power, one, many) if isinstance(exponent, int) and exponent >= -_MOST_DIGITS else None
    return None


def _is_plural(number: Decimal, language: str) -> bool:
    return abs(number) >= 2 if language == "fr" else abs(number) != 1


def _amount(number: Decimal, language: str, places: int) -> tuple[str, str]:
    """The digits and the scale word ("" for none)."""
    scale = _scale_of(number, language)
    if scale is None:
        return number_words(number, language, places), ""
    power, one, many = scale
    scaled = number.scaleb(-power)
    return number_words(scaled, language), many if _is_plural(scaled, language) else one


def _amounts(numbers: Sequence[Decimal], language: str, places: int) -> list[tuple[str, str]]:
    """Digits and scale words; both ends in full digits where only the lower could have a scale word, or one would mislead."""
    amounts = [_amount(number, language, places) for number in numbers]
    uneven = len(amounts) == 2 and bool(amounts[0][1]) and not amounts[1][1]
    if uneven or (numbers[0] < 0 and _misleads(numbers)) or _falls(numbers):
        return [(number_words(number, language, places), "") for number in numbers]
    return amounts


def _measured(numbers: Sequence[Decimal], unit: str, language: str, places: int, *, signs: bool) -> str:
    if unit in currencies() and unit != "ALL":
        return _money(numbers, unit, language, places, signs=signs)
    amounts = _amounts(numbers, language, places)
    if unit == "x":
        return _joint(numbers, language).join(f"{_with(*amount)}×" for amount in amounts)
    if not _misleads(numbers):
        return _with_unit(_joined(amounts, language, _with), numbers[-1], unit, language, scaled=bool(amounts[-1][1]))
    if unit == "count":
        amounts[0] = (number_words(numbers[0], language, 1), "")
    whole = zip(amounts, numbers, strict=True)
    return _TO[language].join(_with_unit(_with(*a), n, unit, language, scaled=bool(a[1])) for a, n in whole)


def _misleads(numbers: Sequence[Decimal]) -> bool:
    """Whether the scale of the upper end would be read into the lower: 15 à 20 000 is 15 000 to 20 000 to any reader."""
    if len(numbers) < 2:
        return False
    low, high = numbers
    return (abs(low) < 1000 <= high and high % 1000 == 0) or (-_LEAST_SCALED < low < 0 and high >= _LEAST_SCALED)


def _falls(numbers: Sequence[Decimal]) -> bool:
    """Whether a reader would see a fall: 1 000 à 100 millions, from 1 000 millions."""
    if len(numbers) < 2:
        return False
    low, high = numbers
    return 1000 <= low < _LEAST_SCALED <= high < low * Decimal(1000) ** (high.adjusted() // 3) < high * _WIDEST


def _with_unit(plain: str, last: Decimal, unit: str, language: str, *, scaled: bool) -> str:
    if unit in ("count", MAGNITUDE):
        return plain
    if unit == "%":
        return f"{plain}\u202f%" if language == "fr" else f"{plain}%"
    if language == "fr" and scaled and (name := unit_behind_scale(unit)):
        return f"{plain}{_linked(name)}"
    return f"{plain}{_SPACE}{unit_noun(unit, language, plural=_is_plural(last, language))}"


def _with(text: str, scale: str) -> str:
    return f"{text}{_SPACE}{scale}" if scale else text


def _joined(amounts: Sequence[tuple[str, str]], language: str, spelled: Callable[[str, str], str]) -> str:
    """A range says a scale word that both ends share once."""
    if len(amounts) == 1:
        return spelled(*amounts[0])
    (low, low_scale), (high, high_scale) = amounts
    shared = bool(low_scale) and low_scale.rstrip("s") == high_scale.rstrip("s")
    return f"{low if shared else spelled(low, low_scale)}{_TO[language]}{spelled(high, high_scale)}"


def _money(numbers: Sequence[Decimal], unit: str, language: str, places: int, *, signs: bool) -> str:
    if language == "en":
        return _english_money(numbers, english_sign(unit, _SPACE), places)
    amounts = _amounts(numbers, language, places)
    plural = bool(amounts[-1][1]) or _is_plural(numbers[-1], language)
    named = french_money(unit, plural=plural, signs=signs)

    def spelled(text: str, scale: str) -> str:
        return f"{text}{_SPACE}{scale}{_linked(named)}" if scale else f"{text}{_SPACE}{named}"

    if len(amounts) == 2 and bool(amounts[0][1]) == bool(amounts[1][1]) and not _misleads(numbers):
        # The unit is said once, behind the second number.
        head = _joined(amounts, language, _with)
        return f"{head}{_linked(named)}" if amounts[1][1] else f"{head}{_SPACE}{named}"
    return _TO[language].join(spelled(*amount) for amount in amounts)


def _english_money(numbers: Sequence[Decimal], sign: str, places: int) -> str:
    amounts = _amounts(numbers, "en", places)
    spelled = [_signed(sign, *amount) for amount in amounts]
    if numbers[0] < 0 and len(numbers) == 2:
        # Two signed sums joined by "to" are read as a change from one to the other.
        shared = amounts[0][1] == amounts[1][1]
        return f"{_signed(sign, amounts[0][0], '')} to {spelled[1]}" if shared else "–".join(spelled)
    return _joint(numbers, "en").join(spelled)


def _joint(numbers: Sequence[Decimal], language: str) -> str:
    """Two figures that far apart, each with its unit and joined by "to", are read as a change from one to the other."""
    return "–" if numbers[0] * _WIDEST < numbers[-1] else _TO[language]


def _signed(sign: str, digits: str, scale: str) -> str:
    return f"−{sign}{_with(digits[1:], scale)}" if digits.startswith("−") else sign + _with(digits, scale)


def _linked(name: str) -> str:
    """A noun behind a scale word: milliards de dollars, milliards d’euros, milliards CHF."""
    if name.isupper() or not name[0].isalpha():
        return f"{_SPACE}{name}"
    elided = name[0] in "aeéiouh" and not name.startswith("hryvnia")
    return f" d’{name}" if elided else f" de {name}"

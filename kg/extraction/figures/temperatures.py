"""Degrees: of heat or of an angle, Celsius or Fahrenheit, and below zero."""

from __future__ import annotations

from itertools import pairwise

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.folding import tokens

HOTTEST = {"c": 60, "f": 140}  # of the weather
_SAID = 7  # words before degrees in which "il fait" stands
_FEVER = (94, 115)  # degrees Fahrenheit of a body
_DEGREES = frozenset({"deg", "degC", "degF"})
_BELOW_ZERO = r"[ \n]<<below_zero>>(?!\w)"


def read_below_zero(page: Page, readings: list[Reading]) -> list[Reading]:
    """Readings with the sign that words behind them give: "5 degrés en dessous de zéro", "ten below zero"."""
    if not any(word in page.low for word in page.grammar.phrases["below_zero"].lasts):
        return readings
    out: list[Reading] = []
    for reading in readings:
        if out and reading.start < out[-1].end:
            continue  # the zero itself
        if (reading.unit in _DEGREES or reading.bare) and not reading.signed and reading.low is not None:
            _below_zero(page, reading)
        out.append(reading)
    return out


def _below_zero(page: Page, reading: Reading) -> None:
    match = page.grammar.patterns[_BELOW_ZERO].match(page.low, reading.end)
    if match is None or reading.high is None or reading.low is None or reading.kind in {"date", "ordinal"}:
        return
    reading.unit = degrees(page, reading)
    named = page.grammar.unit.match(page.low, match.end())
    reading.end = match.end()
    if named is not None and named.group("gap") and page.grammar.unit_codes.get(named.group("name")) in _DEGREES:
        reading.unit, reading.end = page.grammar.unit_codes[named.group("name")], named.end()
    reading.low, reading.high = -reading.high, -reading.low
    reading.kind, reading.signed, reading.settled = "quantity", "-", True


def degrees(page: Page, reading: Reading) -> str:
    """Whether degrees are of temperature, as the words close by tell, or of an angle."""
    grammar = page.grammar
    if not grammar.phrases["temperature_after"].starting(page.after(reading.end, 32)):
        first, last = sentence_bounds(page, reading.start)
        near = set(tokens(page.low[first:last]))
        if "fever" in near and reading.low is not None and _FEVER[0] <= reading.low <= _FEVER[1]:
            return "degF"
        edge = reading.high if reading.high is not None else reading.low
        housed = (
            edge is not None
            and edge <= HOTTEST["c"]
            and grammar.phrases["degrees_places"].starting(page.after(reading.end, 32))
        )
        if near & grammar.words["angle_cues"] and not housed and not near & grammar.words["strong_temperature"]:
            return "deg"
        if (
            not housed
            and near.isdisjoint(grammar.words["temperature_cues"])
            and not (_heated(page) or _is_weather(page, reading))
        ):
            return "deg"
    fahrenheit = page.mentions(("fahrenheit",)) or page.written("°f") or page.mentions(grammar.american_measures)
    return "degF" if fahrenheit and not (page.mentions(("celsius",)) or page.written("°c")) else "degC"


def _is_weather(page: Page, reading: Reading) -> bool:
    """Whether the weather is said: "il faisait moins dix degrés", "il a fait 37 degrés", "it will be 12 degrees in Brest"."""
    words, left = page.grammar.words, page.before(reading.start)
    if any(pair[0] == "il" and pair[1] in words["temperature_verbs"] for pair in pairwise(left[-_SAID:])):
        return True
    if left[-1:] != [] and left[-1] in words["range_and"] | words["range_to"] | words["range_or"]:
        left = left[:-2]  # "entre 30 et 35 degrés"
    left = [word for word in page.unhedged(left)[-_SAID:] if word not in words["weather_between"]]
    while left and left[-1] in words["weather_hedges"]:
        del left[-1]
    if not left or left[-1] not in words["weather_verbs"]:
        return False
    following = page.after(reading.end, 24)[:1]
    if following and following[0][0].isalpha() and following[0] in words["weather_breakers"]:
        return False  # "it was 12 degrees off"
    for word in reversed(left[:-1]):
        if word in words["weather_subjects"]:
            return True
        if word not in words["weather_auxiliaries"]:
            return False
    return False


def _heated(page: Page) -> bool:
    """Whether the text speaks of heat, in words or by degrees with their letter."""
    return page.mentions(page.grammar.heat_words) or page.written("°f") or page.written("°c")

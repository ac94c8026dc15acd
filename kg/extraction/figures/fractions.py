"""Parts of a whole: "2/3", "1/30ème", "deux tiers", and mixed numbers, "3 1/2"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.reading import POINTS, Page, Reading

_GAP = re.compile(r"[ \n]+|-")
_LETTERS = re.compile(r"[^\W\d_]+")
_NOUN = r"[ \n]<<of_with_space>>?([^\W\d_]+)(?!\w)"
_WORD = re.compile(r"[ \n]*([^\W\d_]+'?)")
_MIXED = r"[ \n](?:<<and>>[ \n])?(\d{1,2})/(\d{1,3})(?![\d/\w]|[.,]\d)"
_MIXED_SIGN = re.compile(r"[ \n]?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])")
_MIXED_WORDS = r"[ \n]+<<and>>[ \n]+([^\W\d_]+)(?:[ \n]+|-)([^\W\d_]+)(?!\w)"
_OF_HOUR = r"[ \n]<<of_an_hour>>(?!\w)"
_OF_SCALE = r"[ \n]<<of_one>>([^\W\d_]+)(?!\w)"
_OF_UNIT = r"[ \n]<<of_one>>(?=[^\W\d_])"
_OF_WHOLE = r"[ ]<<of>>(?!\w)"
_MOST_MIXED = 100_000
_SMALLER = (("hour", 60, "minute"), ("century", 100, "year"), ("decade", 10, "year"))
_SCALE = re.compile(r"/(\d{1,3}(?:[ .']\d{3})+|\d{2,4})(?![\d/]|[.,]\d)")
_MODEL = 8  # words before the scale of a model in which it is named
_SLASH = re.compile(r"/(\d{1,4})(?![\d/]|[.,]\d)")
VULGAR = {"½": "0.5", "⅓": "0.3333333333", "⅔": "0.6666666667", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8", "⅙": "0.1666666667", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}  # fmt: skip
_LIKELY_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10)})


def share(reading: Reading, value: Decimal, end: int) -> None:
    """Make a reading the part `value`, ending at `end`."""
    reading.low = reading.high = value
    reading.unit, reading.kind = "x", "ratio"
    reading.end = end
    reading.settled = True


def quotient(top: Decimal, bottom: Decimal) -> Decimal:
    """Ten digits of a quotient."""
    return (top / bottom).quantize(Decimal("1e-10")).normalize() if bottom else top


def read_fraction(page: Page, reading: Reading) -> bool:
    """Read "1/30ème", "3/4 des", "deux tiers", "three-quarters": a number followed by what divides it."""
    grammar, low = page.grammar, page.low
    if reading.low is None or reading.low != reading.low.to_integral_value():
        return False
    if reading.low == 1 and not reading.in_words and _read_scale_of_model(page, reading):
        return True
    if not reading.in_words and (slash := _SLASH.match(low, reading.end)):
        bottom = Decimal(slash.group(1))
        end = slash.end()
        suffix = grammar.ordinal.match(low, end)
        word = _WORD.match(low, end)
        linked = word is not None and word.group(1) in grammar.words["partitives"]
        pair = (int(reading.low), int(bottom))
        if suffix or ((linked or pair in _LIKELY_FRACTIONS) and 0 < reading.low < bottom) or (page.lone and bottom):
            share(reading, quotient(reading.low, bottom), suffix.end() if suffix else end)
            part_of_unit(page, reading)
            part_of_measure(page, reading)
            return True
        return False
    match = _GAP.match(low, reading.end)
    if match is None:
        return False
    word = _LETTERS.match(low, match.end())
    if word is None or word.group() not in grammar.fractions or not (0 < reading.low < 1000):
        return False
    parts = grammar.fractions[word.group()]
    tied = (
        match.group() == "-"
        and reading.in_words
        and reading.language in grammar.languages_that["compounds_count"]
        and reading.low < parts
        and low[word.end() : word.end() + 1] in " \n"
    )
    if not word.group().endswith("s") and reading.low > 1 and not tied:
        return False  # but "a three-quarter inch bolt"
    if _is_unit(page, reading, word.end(), word.group()) or low.startswith(grammar.endings["finals"], word.end()):
        return False
    if of_hour(page, reading, word.end(), reading.low / parts):
        return True
    share(reading, quotient(reading.low, Decimal(parts)), word.end())
    part_of_unit(page, reading)
    return True


def _read_scale_of_model(page: Page, reading: Reading) -> bool:
    """Read "une maquette au 1/50", "une carte au 1/25 000"."""
    slash = _SCALE.match(page.low, reading.end)
    if slash is None:
        return False
    left, words = page.before(reading.start), page.grammar.words
    if words["scale_of_model"].isdisjoint(left[-1:]) or words["scale_models"].isdisjoint(left[-_MODEL:]):
        return False
    share(reading, quotient(Decimal(1), Decimal(re.sub(r"\D", "", slash.group(1)))), slash.end())
    return True


def of_hour(page: Page, reading: Reading, end: int, part: Decimal) -> bool:
    """Read "d'heure" or "of an hour" after a part that ends at `end`, in minutes."""
    match = page.grammar.patterns[_OF_HOUR].match(page.low, end)
    if match is None:
        return False
    reading.low = reading.high = part * 60
    reading.unit, reading.kind, reading.settled = "minute", "duration", True
    reading.end = match.end()
    return True


def _is_unit(page: Page, reading: Reading, end: int, word: str) -> bool:
    """Whether quarters are of a year ("two quarters") and quarts of a gallon, rather than parts of a whole."""
    grammar = page.grammar
    if word in grammar.words["units_like_parts"]:
        return page.language(reading.start) in grammar.languages_that["measure_in_quarts"]
    if word not in grammar.words["spans_like_parts"]:
        return False
    ordered = not grammar.words["time_ordinals"].isdisjoint(page.before(reading.start, 16)[-1:])
    if ordered and not grammar.patterns[_OF_UNIT].match(page.low, end):
        return True  # "the first three quarters of this year", not "the last three quarters of a mile"
    if grammar.patterns[_OF_WHOLE].match(page.low, end):
        return False
    return not reading.in_words or reading.low == 2


def part_of_unit(page: Page, reading: Reading) -> None:
    """Give a part the unit that follows: "1/2 hour" (30 minutes), "a quarter percent", "½ cup"."""
    if reading.low is None or _symbol_of_part(page, reading):
        return
    match = page.grammar.unit.match(page.low, reading.end)
    if match is None or not match.group("gap") or (match.group("of") and not page.lone):
        _noun_of_part(page, reading)
        return
    name = " ".join(match.group("name").split())
    if name in page.grammar.currency_names:
        reading.unit, reading.kind = page.grammar.currency_names[name], "money"
    elif name in page.grammar.unit_codes or name in page.grammar.words["a_point"]:
        measure(page, reading, name)
    else:
        return
    reading.end = reading.number_end = match.end()
    reading.fractional = True


def _symbol_of_part(page: Page, reading: Reading) -> bool:
    """Take in the symbol of a unit after a part: "1/4 tsp", "½ lb"."""
    grammar = page.grammar
    match = grammar.symbol.match(page.text, reading.end)
    if match is None or not match.group("gap"):
        return False
    name = match.group("name")
    if len(name) == 1 or not name.isalpha() or name in grammar.symbol_languages:
        return False
    if grammar.kind_of(grammar.symbols[name]) != "quantity":
        return False
    reading.unit, reading.kind, reading.fractional = grammar.symbols[name], "quantity", True
    reading.end = reading.number_end = match.end()
    return True


def _noun_of_part(page: Page, reading: Reading) -> bool:
    """Take in a noun that is a unit after a part alone: "¾ cup"."""
    word = page.grammar.patterns[_NOUN].match(page.low, reading.end)
    unit = page.grammar.units_of_parts.get(word.group(1)) if word is not None else None
    if word is None or unit is None:
        return False
    reading.unit, reading.kind, reading.fractional = unit, page.grammar.kind_of(unit), True
    reading.end = reading.number_end = word.end()
    return True


def read_unit_of_mixed(page: Page, reading: Reading) -> bool:
    """Take in a noun that is a unit after a mixed number: "1½ cup"; after whole numbers it may be something else."""
    return reading.fractional and not reading.decimals and _noun_of_part(page, reading)


def measure(page: Page, reading: Reading, name: str) -> None:
    """Make a part one of a unit, in the next smaller unit where it is said so: minutes of an hour, years of a century."""
    reading.unit = POINTS if name in page.grammar.words["a_point"] else page.grammar.unit_codes[name]
    reading.kind = page.grammar.kind_of(reading.unit)
    for unit, count, smaller in _SMALLER:
        if reading.unit == unit:
            reading.multiplied(Decimal(count))
            reading.unit = smaller
    reading.fractional = True


def read_mixed(page: Page, reading: Reading) -> None:
    """Add the part after a whole: "3 1/2", "2 ¼", "20 and 3/5", "five and one third"."""
    if (
        reading.low is None
        or reading.low != reading.low.to_integral_value()
        or reading.fractional
        or reading.low > _MOST_MIXED
    ):
        return
    low, patterns = page.low, page.grammar.patterns
    part: Decimal | None = None
    if (match := patterns[_MIXED].match(low, reading.end)) and 0 < int(match.group(1)) < int(match.group(2)):
        part = quotient(Decimal(match.group(1)), Decimal(match.group(2)))
    elif (match := _MIXED_SIGN.match(low, reading.end)) is not None:
        part = Decimal(VULGAR[match.group(1)])
    elif reading.in_words and (match := patterns[_MIXED_WORDS].match(low, reading.end)):
        top = page.grammar.numbers.get(match.group(1), 1 if match.group(1) in page.grammar.articles else 0)
        bottom = page.grammar.fractions.get(match.group(2), 0)
        tied = page.low[match.end(1)] == "-"  # "one and three-quarter million"
        if bottom > 2 and 0 < top < bottom and (top == 1 or tied or match.group(2).endswith("s")):
            part = quotient(Decimal(top), Decimal(bottom))
    if match is None or part is None:
        return
    reading.low = reading.high = reading.low + part
    reading.end, reading.fractional = match.end(), True


def part_of_scale(page: Page, reading: Reading) -> bool:
    """Multiply a part by the scale it is of: "a quarter of a million", "trois quarts de milliard"."""
    match = page.grammar.patterns[_OF_SCALE].match(page.low, reading.end)
    if match is None or match.group(1) not in page.grammar.scales or reading.unit != "x" or reading.low is None:
        return False
    reading.unit, reading.kind, reading.settled = "", "", False
    reading.scaled(page.grammar.scales[match.group(1)])
    reading.end, reading.fractional = match.end(), True
    return True


def part_of_measure(page: Page, reading: Reading) -> None:
    """Give a part the unit it is of: "a quarter of a century" (25 years), "un quart de point"."""
    link = page.grammar.patterns[_OF_UNIT].match(page.low, reading.end) if reading.unit == "x" else None
    match = page.grammar.unit.match(page.low, link.end()) if link is not None else None
    if match is None or match.group("gap") or match.group("of"):
        return
    name = " ".join(match.group("name").split())
    if name in page.grammar.currency_names:
        reading.unit, reading.kind = page.grammar.currency_names[name], "money"
    elif (name in page.grammar.unit_codes and name[-1] != "s") or name in page.grammar.words["a_point"]:
        measure(page, reading, name)
    else:
        return
    reading.end = reading.number_end = match.end()
    reading.fractional = True

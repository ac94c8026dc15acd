"""Parts of a whole: "2/3", "1/30ème", "deux tiers", "la moitié", "half a million", and mixed numbers, "3 1/2"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.reading import Page, Reading

_WORD = re.compile(r"[ \n]*([^\W\d_]+)")
_MIXED = re.compile(r"[ \n](?:(?:and|et)[ \n])?(\d{1,2})/(\d{1,3})(?![\d/\w]|[.,]\d)")
_MIXED_SIGN = re.compile(r"[ \n]?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])")
_MIXED_WORDS = re.compile(r"[ \n]+(?:and|et)[ \n]+([^\W\d_]+)[ \n-]+([^\W\d_]+)(?!\w)")
_OF_HOUR = re.compile(r"[ \n]d'heure(?!\w)|[ \n]of[ \n]an[ \n]hour(?!\w)")
_HYPHENED = re.compile(r"-([^\W\d_]+)(?!\w)")
_OF_SCALE = re.compile(r"[ \n](?:of[ \n](?:a|one)[ \n]|d'un[ \n]|de[ \n])([^\W\d_]+)(?!\w)")
_MOST_MIXED = 100_000
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
    if not reading.in_words and (slash := _SLASH.match(low, reading.end)):
        bottom = Decimal(slash.group(1))
        end = slash.end()
        suffix = grammar.ordinal.match(low, end)
        word = _WORD.match(low, end)
        linked = word is not None and word.group(1) in {"de", "du", "des", "d", "of"}
        pair = (int(reading.low), int(bottom))
        if suffix or ((linked or pair in _LIKELY_FRACTIONS) and 0 < reading.low < bottom) or (page.lone and bottom):
            share(reading, quotient(reading.low, bottom), suffix.end() if suffix else end)
            part_of_unit(page, reading)
            return True
        return False
    match = re.compile(r"[ \n]+|-").match(low, reading.end)
    if match is None:
        return False
    word = re.compile(r"[^\W\d_]+").match(low, match.end())
    if word is None or word.group() not in grammar.fractions or not (0 < reading.low < 1000):
        return False
    parts = grammar.fractions[word.group()]
    if not word.group().endswith("s") and reading.low > 1:
        return False
    if word.group() in {"quarters", "quarts"} and _is_unit(page, reading, word.end(), word.group()):
        return False
    rest = low[word.end() : word.end() + 12]
    if rest.startswith((" de finale", " final", "-final")):
        return False
    if (hour := _OF_HOUR.match(low, word.end())) is not None:
        reading.low = reading.high = reading.low * 60 / parts
        reading.unit, reading.kind, reading.settled = "minute", "duration", True
        reading.end = hour.end()
        return True
    share(reading, quotient(reading.low, Decimal(parts)), word.end())
    part_of_unit(page, reading)
    return True


def _is_unit(page: Page, reading: Reading, end: int, word: str) -> bool:
    """Whether quarters are of a year ("two quarters") and quarts of a gallon, rather than parts of a whole."""
    if word == "quarts":
        return page.language(reading.start) == "en"
    return not page.low.startswith(" of", end) and (not reading.in_words or reading.low == 2)


def part_of_unit(page: Page, reading: Reading) -> None:
    """Give a part the unit that follows: "1/2 hour" (30 minutes), "a quarter percent", "½ cup"."""
    match = page.grammar.unit.match(page.low, reading.end)
    if match is None or not match.group("gap") or (match.group("of") and not page.lone) or reading.low is None:
        return
    name = " ".join(match.group("name").split())
    if name in page.grammar.currency_names:
        reading.unit, reading.kind = page.grammar.currency_names[name], "money"
    elif name in page.grammar.unit_codes and name not in page.grammar.words["point_words"]:
        reading.unit = page.grammar.unit_codes[name]
        reading.kind = page.grammar.kind_of(reading.unit)
        if reading.unit == "hour":
            reading.low = reading.high = reading.low * 60
            reading.unit = "minute"
    else:
        return
    reading.end, reading.fractional = match.end(), True


def read_mixed(page: Page, reading: Reading) -> None:
    """Add the part after a whole: "3 1/2", "2 ¼", "20 and 3/5", "five and one third"."""
    if (
        reading.low is None
        or reading.low != reading.low.to_integral_value()
        or reading.fractional
        or reading.low > _MOST_MIXED
    ):
        return
    low = page.low
    part: Decimal | None = None
    if (match := _MIXED.match(low, reading.end)) and 0 < int(match.group(1)) < int(match.group(2)):
        part = quotient(Decimal(match.group(1)), Decimal(match.group(2)))
    elif (match := _MIXED_SIGN.match(low, reading.end)) is not None:
        part = Decimal(VULGAR[match.group(1)])
    elif reading.in_words and (match := _MIXED_WORDS.match(low, reading.end)):
        top = page.grammar.numbers.get(match.group(1), 1 if match.group(1) in page.grammar.articles else 0)
        bottom = page.grammar.fractions.get(match.group(2), 0)
        if bottom > 2 and 0 < top < bottom and (top == 1 or match.group(2).endswith("s")):
            part = quotient(Decimal(top), Decimal(bottom))
    if match is None or part is None:
        return
    reading.low = reading.high = reading.low + part
    reading.end, reading.fractional = match.end(), True


def read_part_word(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "la moitié", "un tiers", "a quarter", "half": a fraction word with its article."""
    grammar, low = page.grammar, page.low
    part = quotient(Decimal(1), Decimal(grammar.fractions[word]))
    left = page.before(start, 24)
    before = left[-1] if left else ""
    reading = Reading(start, end, part, part, page.language(start), in_words=True)
    following = page.after(end, 32)
    after = following[0] if following else ""
    if before == "-" and left[-2:-1] == ["one"]:
        reading.start = low.rindex("one", 0, start)
        share(reading, part, end)
        return reading
    if word in {"demi", "demie"}:
        return _half_unit(page, reading, before)
    if word == "half" and page.lone and not left and not following:
        share(reading, part, end)
        return reading
    if word == "moitié":
        if before not in grammar.half_articles:
            return None
        reading.start = low.rindex("la", 0, start)
        share(reading, part, end)
        return reading
    if word == "half":
        if after in {"a", "an"} and len(following) > 1 and before not in grammar.numbers:
            return _half_a(page, reading, following[1], following[2:3])
        if after == "-" and (half := _half_hyphened(page, reading, before)) is not None:
            return half
        if after == "-" or before in {
            "first",
            "second",
            "other",
            "each",
            "latter",
            "former",
            "-",
            "in",
            "and",
            "top",
            "bottom",
            "lower",
            "upper",
            "this",
            "that",
        }:
            return None
        if after == "of" and following[1:2] == ["one"] and len(following) > 2:
            return _half_a(page, reading, following[2], [])
        if (after in grammar.scales or after in grammar.groups) and before not in grammar.numbers:
            if before == "a":
                reading.start = low.rindex("a", 0, start)
            return _half_a(page, reading, after, [])
        if page.lone and before in grammar.articles:
            reading.start = low.rindex(before, 0, start)
        if (
            after
            not in {
                "of",
                "the",
                "as",
                "its",
                "their",
                "his",
                "her",
                "all",
                "that",
                "our",
                "those",
                "these",
                "were",
                "are",
                ".",
            }
            and before not in {"a", "than", "about", "nearly", "over", "almost", "by"}
            and not page.lone
        ):
            return None
        share(reading, part, end)
        return reading
    if before not in grammar.articles or (word.endswith("s") and word != "tiers"):
        return None
    if page.lone and not following:
        reading.start = low.rindex(before, 0, start)
        share(reading, part, end)
        return reading
    if word not in grammar.fractions_with_article and after not in {"de", "du", "des", "d'", "of"}:
        return None
    if (
        grammar.word_languages.get(word) == frozenset({"en"})
        and after not in {"of", "the", "as", "more", "less", "higher", "lower", ".", ","}
        and before != "one"
        and not (after in grammar.unit_codes and low[end] in " \n")
    ):
        return None
    if word == "second" or (
        word in {"quart", "quarter"} and low.startswith((" de finale", " final", "-final", " century"), end)
    ):
        return None
    reading.start = low.rindex(before, 0, start)
    if (hour := _OF_HOUR.match(low, end)) is not None:
        reading.low = reading.high = part * 60
        reading.unit, reading.kind, reading.settled = "minute", "duration", True
        reading.end = hour.end()
        return reading
    share(reading, part, end)
    if following and after not in {"of", "de", "d'"}:
        part_of_unit(page, reading)
    return reading


def _half_hyphened(page: Page, reading: Reading, before: str) -> Reading | None:
    """Read "a half-mile", "half-hour": a unit that a hyphen ties to half."""
    unit = _HYPHENED.match(page.low, reading.end)
    if unit is None or unit.group(1) not in page.grammar.unit_codes:
        return None
    if before == "a":
        reading.start = page.low.rindex("a", 0, reading.start)
    reading.unit = page.grammar.unit_codes[unit.group(1)]
    reading.kind = page.grammar.kind_of(reading.unit)
    if reading.unit == "hour":
        reading.multiplied(Decimal(60))
        reading.unit = "minute"
    reading.end, reading.fractional = unit.end(), True
    return reading


def part_of_scale(page: Page, reading: Reading) -> bool:
    """Multiply a part by the scale it is of: "a quarter of a million", "trois quarts de milliard"."""
    match = _OF_SCALE.match(page.low, reading.end)
    if match is None or match.group(1) not in page.grammar.scales or reading.unit != "x" or reading.low is None:
        return False
    reading.unit, reading.kind, reading.settled = "", "", False
    reading.scaled(page.grammar.scales[match.group(1)])
    reading.end, reading.fractional = match.end(), True
    return True


def _half_unit(page: Page, reading: Reading, before: str) -> Reading | None:
    """Read "un demi-million", "une demi-heure"."""
    unit = re.compile(r"[- \n]([^\W\d_]+)").match(page.low, reading.end)
    if before not in page.grammar.articles:
        return None
    if unit is None:
        if not page.lone:
            return None
        reading.start = page.low.rindex(before, 0, reading.start)
        share(reading, Decimal("0.5"), reading.end)
        return reading
    name = unit.group(1)
    grammar = page.grammar
    if name in page.grammar.scales:
        reading.scaled(page.grammar.scales[name])
    elif name in {"heure", "journée", "siècle"}:
        hours = name == "heure"
        reading.unit, reading.kind = ("minute" if hours else page.grammar.unit_codes[name]), "duration"
        reading.multiplied(Decimal(60) if hours else Decimal(1))
    elif name in grammar.groups:
        reading.multiplied(Decimal(grammar.groups[name]))
    elif name in grammar.currency_names:
        reading.unit, reading.kind, reading.fractional = grammar.currency_names[name], "money", True
    elif name in grammar.unit_codes:
        reading.unit, reading.fractional = grammar.unit_codes[name], True
        reading.kind = grammar.kind_of(reading.unit)
    else:
        return None
    reading.start = page.low.rindex(before, 0, reading.start)
    reading.end = unit.end()
    return reading


def _half_a(page: Page, reading: Reading, word: str, more: list[str]) -> Reading | None:
    """Read "half a million", "half a dozen", "half an hour", "half a percentage point", "half dozen"."""
    scale = page.grammar.scales.get(word)
    end = page.low.index(word, reading.end) + len(word)
    if more and f"{word} {more[0]}" in page.grammar.unit_codes:
        word = f"{word} {more[0]}"
        end = page.low.index(more[0], end) + len(more[0])
    if scale is not None:
        reading.scaled(9 if word == "billion" else scale)
        reading.end = end
        return reading
    if word in page.grammar.groups:
        reading.multiplied(Decimal(page.grammar.groups[word]))
        reading.end, reading.approx = end, "exact" if page.lone else "about"
        return reading
    if word == "hour":
        reading.low = reading.high = Decimal(30)
        reading.unit, reading.kind, reading.end = "minute", "duration", end
        return reading
    if word in page.grammar.scaled_units:
        count, code = page.grammar.scaled_units[word]
        reading.multiplied(Decimal(count))
        reading.unit, reading.kind, reading.end = code, page.grammar.kind_of(code), end
        return reading
    if word in page.grammar.currency_names:
        reading.unit, reading.kind, reading.end = page.grammar.currency_names[word], "money", end
        return reading
    unit = page.grammar.unit_codes.get(word)
    if unit is not None:
        reading.unit, reading.kind, reading.end = unit, page.grammar.kind_of(unit), end
        return reading
    return None

"""Numbers: digits in any of the world's groupings, and number words, as Decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.extraction.figures.grammar import Grammar

LONGEST = 40  # characters of a numeral; what is longer is a code, not a figure

_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[ \n]*-?[ \n]*")
_EXPONENT = re.compile(r"(?:e|[ \n]?[x×*·⋅][ \n]?10(?:\^|\*\*)?)([+\-⁻]?)([\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STOPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_TEN_RAISED = re.compile(r"10(?:(?:\^|\*\*)(\d{1,2})|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?!\w)")
_RAISED_TO = re.compile(r"-?\d{1,2}(?![\w.,])")
_SPACED = re.compile(r"[ \n]+([^\W\d_]+)[ \n]+")
_COMMA = re.compile(r",[ \n]+")
_TEENS = 19  # "douze cents", but "vingt cents" are cents
_MOST_COMMAS, _HUNDRED = 5, 100
_LARGEST_BASE, _LARGEST_POWER = 1000, 60
_THOUSAND = 1000
_AND_ONE = re.compile(r"(?<=mille[ \n-])et[ \n-]+une?(?![\w])(?![ \n-]+(?:m[ie]ll|cent|virgule))")  # "mille et un"
_LONG_SCALE = re.compile(r"(?:(?<!\w)(?:un|1)[ \n]billion|billions)$")
_LONGEST_SCALE = 12
_OF = re.compile(r"[ \n](?:de[ \n]|d')")
_BLANKS = str.maketrans("", "", " \n'_")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read: its value, the digits after its separator, the power of ten of its last scale word, its end."""

    end: int
    value: Decimal
    fraction_digits: int = 0
    power: int = 0
    exponent: int = 0


def read_digits(literal: str, language: str) -> Numeral | None:
    """A literal of digits. One comma or stop before three digits is a thousands mark or a decimal mark by language.

    None for what is too long or no number (a version, 1.2.3). `end` counts from the literal's start.
    """
    if len(literal) > LONGEST:
        return None
    if literal.isdecimal():
        return Numeral(len(literal), Decimal(literal))
    exponent = 0
    body = literal
    if match := _EXPONENT.search(literal):
        exponent = int(match.group(2).translate(_SUPERSCRIPTS)) * (-1 if match.group(1) in {"-", "⁻"} else 1)
        body = literal[: match.start()]
    plain = body.translate(_BLANKS)
    commas, stops = plain.count(","), plain.count(".")
    if commas and stops:
        last = max(plain.rfind(","), plain.rfind("."))
        plain = plain[:last].replace(",", "").replace(".", "") + "." + plain[last + 1 :]
    elif commas > 1:
        plain = plain.replace(",", "")
    elif stops > 1:
        if not _STOPS.fullmatch(plain):
            return None
        plain = plain.replace(".", "")
    elif commas or stops:
        mark = "," if commas else "."
        head, _, tail = plain.partition(mark)
        grouping = "." if language == "fr" else ","
        thousands = (
            len(tail) == 3
            and not exponent
            and len(head) <= 3
            and head[:1] not in {"", "0"}
            and (mark == grouping or tail == "000")
            and len(body) == len(plain)
        )
        plain = head + tail if thousands else f"{head}.{tail}"
    _, _, tail = plain.partition(".")
    value = Decimal(plain)
    if exponent:
        value = value.scaleb(exponent)
    return Numeral(len(literal), value, len(tail), 0, exponent)


def read_power(low: str, start: int) -> Numeral | None:
    """A power of ten: 10⁹, 10^9."""
    match = _TEN_RAISED.match(low, start)
    if match is None:
        return None
    power = int((match.group(1) or match.group(2)).translate(_SUPERSCRIPTS))
    return Numeral(match.end(), Decimal(10) ** power, 0, 0, power)


def read_raised(low: str, end: int, value: Decimal, grammar: Grammar) -> Numeral | None:
    """Go on over "puissance 9", "to the power of nine": the base raised, with where it ends."""
    if not value or abs(value) > _LARGEST_BASE:
        return None
    link = grammar.raised.match(low, end)
    if link is None:
        return None
    spoken = link.group().split() == ["to", "the"]  # "ten to the sixth"
    digits = None if spoken else _RAISED_TO.match(low, link.end())
    word = _WORD.match(low, link.end())
    if digits is not None:
        power, stop = int(digits.group()), digits.end()
    elif word is not None and (
        (word.group() in grammar.numbers and not spoken)
        or (word.group() in grammar.ordinal_words and (not spoken or value == 10))
    ):
        power, stop = grammar.numbers.get(word.group(), grammar.ordinal_words.get(word.group(), 0)), word.end()
    else:
        return None
    return Numeral(stop, value**power) if abs(power) <= _LARGEST_POWER else None


def read_point(low: str, start: int, grammar: Grammar) -> Numeral | None:
    """Decimals without a whole: "point five", from the word for the mark."""
    word = _WORD.match(low, start)
    if word is None:
        return None
    numeral = _with_decimals(" " + low[start:], 0, Decimal(0), 0, grammar)
    return Numeral(numeral.end - 1 + start, numeral.value, numeral.fraction_digits) if numeral.end else None


def long_scale(low: str, end: int, language: str) -> bool:
    """Whether the "billion" that ends here is the French 10^12: in French, spelled as French spells it.

    "2 billions", "un billion" and what "de" follows; a "billion" without its plural after "5" or "$5" quotes English.
    """
    return (
        language == "fr" and (_LONG_SCALE.search(low, max(0, end - _LONGEST_SCALE), end) or _OF.match(low, end)) is not None
    )


def read_words(low: str, start: int, grammar: Grammar, language: str, nested: int = 0) -> Numeral | None:  # noqa: PLR0915 - one small automaton
    """A run of number words from a place, as far as it makes one number: "mille neuf cent", "two hundred and five".

    A run may open with an article before a scale word ("un milliard", "a thousand").
    """
    total = Decimal(0)
    group = 0
    smallest = 10**30
    tens = False  # the last word was a round ten that a unit may follow
    last_four = False
    power = 0
    end = -1
    pos = start
    opened = False
    pending = False  # a connector was read, a number must follow
    while match := _WORD.match(low, pos):
        word = match.group()
        value = grammar.numbers.get(word)
        if not opened and value is None and word in grammar.articles:
            value = 1
        if value is not None:
            if last_four and value == 20:
                group += 76
                tens = True
                last_four = False
            elif (
                group % 100 == 0
                and (group == 0 or group >= 100)
                and not (opened and group == 0 and value == 0)
                and not (end >= 0 and value == 0)
            ):
                if opened and group == 0 and smallest == 1:
                    break
                group += value
                tens = value in {20, 30, 40, 50, 60, 70, 80, 90}
                last_four = value == 4
                if group == 0:
                    smallest = 1
            elif tens and 0 < value < 10:
                group += value
                tens = last_four = False
            elif tens and 10 <= value < 20 and group % 100 in {60, 80}:
                # soixante-dix, quatre-vingt-douze; and dix-sept keeps its door open
                group += value
                tens = value == 10
                last_four = False
            elif group % 20 == 10 and 7 <= value <= 9 and language != "en":
                group += value
                tens = last_four = False
            else:
                break
            if pending and not (value > 0):
                break
        elif word in grammar.hundreds and not (language == "en" and word.startswith("cent")):
            if group == 0:
                group = 100
            elif 2 <= group <= (_TEENS if language == "fr" and word == "cents" else 99):
                group *= 100
            elif group == 1:
                group = 100
            else:
                break
            if group >= smallest:
                break
            tens = last_four = False
        elif word in grammar.scales:
            exponent = grammar.scales[word]
            if word.startswith("billion"):
                exponent = 12 if long_scale(low, match.end(), language) else 9
            scale = 10**exponent
            if group == 0 and (opened and scale < smallest and end >= 0 and total > 0):
                # "un milliard mille": only "mille" may go on without a count
                if exponent != 3:
                    break
                group = 1
            if scale >= smallest:
                if total and group == 0:
                    total *= scale
                    power += exponent
                    end = match.end()
                    pos = end
                    break
                break
            total += Decimal(max(group, 1)) * scale
            group = 0
            smallest = scale
            power = exponent
            tens = last_four = False
        elif (
            word in grammar.connectors
            and opened
            and not pending
            and (tens or language == "en" or word == "and" or (smallest == _THOUSAND and _AND_ONE.match(low, pos)))
        ):
            separator = _SEPARATOR.match(low, match.end())
            assert separator is not None
            pos = separator.end()
            pending = True
            continue
        else:
            break
        opened = True
        pending = False
        end = match.end()
        if value is not None or word in grammar.hundreds:
            power = 0
        separator = _SEPARATOR.match(low, end)
        assert separator is not None
        if separator.end() == end:
            comma = _COMMA.match(low, end) if language == "en" and word in grammar.scales and nested < _MOST_COMMAS else None
            if comma is None:
                break
            # "one million, two hundred thousand": goes on where what follows is a smaller scale or hundreds
            rest = read_words(low, comma.end(), grammar, language, nested + 1)
            if rest is not None and _HUNDRED <= rest.value < smallest:
                return Numeral(rest.end, total + rest.value, rest.fraction_digits, rest.power)
            break
        pos = separator.end()
    if end < 0:
        return None
    result = total + group
    return _with_decimals(low, end, result, power, grammar)


def _with_decimals(low: str, end: int, whole: Decimal, power: int, grammar: Grammar) -> Numeral:
    """Go on over "virgule cinq", "point seven five"."""
    separator = _SPACED.match(low, end)
    if separator is None or separator.group(1) not in grammar.decimal_words:
        return Numeral(end, whole, 0, power)
    digits, pos, stop = "", separator.end(), end
    zeros = grammar.words["spoken_zeros"]
    while (match := _WORD.match(low, pos)) and (
        value := 0 if match.group() in zeros else grammar.numbers.get(match.group())
    ) is not None:
        spelled = str(value)
        if digits and digits[-1] == "0" and len(digits) >= 2 and digits[-2] != "0" and value < 10 and low[pos - 1] == "-":
            digits = digits[:-1] + spelled  # vingt-cinq
        else:
            digits += spelled
        stop = match.end()
        pos = stop + 1 if stop < len(low) and low[stop] in " -\n" else len(low)
    if not digits:
        return Numeral(end, whole, 0, power)
    return Numeral(stop, whole + Decimal(f"0.{digits}"), len(digits), 0)

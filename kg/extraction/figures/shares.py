"""Parts and multiples: "8 sur 10", "trois fois plus", "doublé", orders of magnitude; and vague plurals."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from kg.extraction.figures.fractions import quotient, share
from kg.extraction.figures.numbers import long_scale, read_words
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import is_plural, stands_alone

_WORD = re.compile(r"[ \n]*([^\W\d_]+)")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"(?:(?<=\W)|^)([^\W\d_]+)[ \n]$")
_OUT_OF = re.compile(
    r"(?P<noun>(?:[ \n](?!(?:sur|in|out|pour|per)[ \n])[^\W\d_]+){0,2}|[ \n][^\W\d_]+[ \n](?:de[ \n]|d')[^\W\d_]+)[ \n]+(?P<link>sur|in|out[ \n]of|pour|per)[ \n]+(?:every[ \n])?(?P<of>(?:\d{1,3}(?:[.']\d{3})+|\d[\d ,\n]{0,6}(?<=\d))(?![\d,.]\d|\d)|[^\W\d_]+)"
)
_GROUPING = str.maketrans("", "", " ,.'\n")
_OF = re.compile(r"[ \n]+(?:de[ \n]+|of[ \n]+)|[ \n]+d'[ \n]?")
_PER_TEN = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000})
_HUNDRED, _THOUSAND = 100, 1000
_LAID = frozenset({"into", "with", "without", "or", "over", "under", "from", "until", "during", "face", "cut", "skin", "each", "together"})  # after the halves of a peach  # fmt: skip
_CENTS = frozenset({"cent", "cents"})  # "a couple of cents" are money
_TWICE = 3  # up to which "fois" before a plural more often counts occasions: "a relevé trois fois ses taux"
_OBJECT = 8  # words between "multiplier" and "par"
_AFTER_FIGURE = re.compile(r"\d[ \n](?:to|à|et|and)[ \n]$")
_FIGURE = 8
_NEAR = 80
_YEARS = (1900, 2100)
_LENGTHS = frozenset({"m", "cm", "mm", "km", "ft", "in"})
_LARGEST = 24  # the power of ten beyond which scale words only repeat


def read_out_of(page: Page, reading: Reading) -> bool:
    """Read "8 hospitalisations sur 10", "one in five", "9 out of 10"."""
    if reading.low is None or not (0 < reading.low < 1000):
        return False
    match = _OUT_OF.match(page.low, reading.end)
    if match is None:
        return False
    link, noun = match.group("link").replace("\n", " "), match.group("noun").strip()
    if link == "in" and noun and not (reading.in_words and reading.low == 1):
        return False
    if link in {"in", "out of"} and page.grammar.words["trials"].intersection(page.after(match.end(), 24)[:1]):
        return False
    if link == "sur" and page.grammar.unit_codes.get(noun) in _LENGTHS:
        return False  # "3 mètres sur 4"
    text = match.group("of")
    end = match.end()
    one_for = link == "pour" and not noun and reading.article and page.before(reading.start, 8)[-1:] != ["l'"]
    if link in {"pour", "per"} and (noun or not (text[0].isdigit() or one_for)):
        return False
    if text[0].isdigit():
        stripped = text.rstrip()
        end -= len(text) - len(stripped)
        digits = stripped.translate(_GROUPING)
        if not digits.isdigit():
            return False
        bottom = int(digits)
    else:
        numeral = read_words(page.low, match.start("of"), page.grammar, reading.language)
        if numeral is None:
            return False
        bottom, end = int(numeral.value), numeral.end
        if one_for and bottom <= _THOUSAND:
            return False  # "un pour cent", "un pour mille"
    odds = (one_for and bottom > _HUNDRED) or (
        reading.low == 1
        and (link == "in" or (link == "sur" and noun != ""))
        and (bottom < _YEARS[0] or bottom > _YEARS[1] or "," in text)
    )
    if link in {"pour", "per"} and _AFTER_FIGURE.search(page.low, max(0, reading.start - _FIGURE), reading.start):
        return False  # "from 46.2 to 31.9 per 1,000": two like numbers
    if (
        (bottom not in _PER_TEN and link != "out of" and not odds)
        or reading.low >= bottom
        or (link in {"pour", "per"} and bottom < _HUNDRED)
    ):
        return False
    following = _WORD.match(page.low, end)
    if following is not None and page.low[end : end + 1] in {" ", "\n", "-"}:
        word = following.group(1)
        little = word in page.grammar.function_words or word in page.grammar.words["free_followers"]
        things = link == "sur" and is_plural(word) and not little and bottom not in {10, 100, 1000}
        span = noun in page.grammar.unit_codes and word[-1] in "sx"  # "six mois sur 1 000 personnes"
        if (
            word in page.grammar.unit_codes
            or (one_for and word in page.grammar.currency_names)
            or span
            or things
            or word in page.grammar.months
            or word in page.grammar.scales
        ):
            return False
    if page.low[end : end + 1] in {"%", "-"} or page.low[end : end + 2] in {" %", ",0"}:
        return False
    share(reading, quotient(reading.low, Decimal(bottom)), end)
    return True


def read_times(page: Page, reading: Reading) -> bool:
    """Read "100x", "deux fois plus", "three times as many"; "trois fois de suite" stays a count."""
    match = page.grammar.times.match(page.low, reading.end)
    if match is None:
        return False
    if match.group("fold"):
        reading.end = match.end("fold")
    elif match.group("sign"):
        if match.start("sign") != reading.end and reading.in_words:
            return False
        if page.low[match.end() : match.end() + 2].strip()[:1].isdigit():
            return False  # dimensions, 3 x 4
        reading.end = match.end("sign")
    elif not reading.fractional and (half := page.grammar.half.match(page.low, match.end("word"))) is not None:
        reading.low = reading.high = (reading.low or Decimal(0)) + Decimal("0.5")  # "deux fois et demie"
        reading.end, reading.fractional = half.end(), True
    else:
        if not _multiplies(page, reading, (match.group("next") or "").strip()):
            return False
        reading.end = match.end("word")
    reading.unit, reading.kind, reading.settled = "x", "ratio", True
    return True


def _multiplies(page: Page, reading: Reading, following: str) -> bool:
    """Whether "times" multiplies what follows, rather than counts occasions: "14 times sales", "at 31 times", "2.4 times"."""
    words = page.grammar.words
    if following in words["times_more"] or (reading.fractional and not page.lone):
        return True
    if following.endswith("er") and _compares(page, reading, following):
        return True
    left = page.before(reading.start, 40)
    led = words["multiple_before"].intersection(page.unhedged(left)[-1:] or left[-1:]) != set()
    several = reading.low is not None and reading.low > _TWICE
    return (following in words["multiple_nouns"] and (led or several)) or (led and several)


def _compares(page: Page, reading: Reading, following: str) -> bool:
    """Whether a comparative with its "than" follows "times": "three times heavier than", not "three times rather than"."""
    at = page.low.find(following, reading.end)
    return following not in page.grammar.words["not_compared"] and page.low.startswith(
        (" than ", "\nthan "), at + len(following)
    )


def share_times(page: Page, readings: list[Reading]) -> None:
    """Make "12 times" a multiple beside another: "30 fois moins cher à l'achat, et 12 fois à l'usage"."""
    for first, second in pairwise(readings):
        if first.unit != "x" or not second.bare or second.kind or second.start - first.end > _NEAR:
            continue
        match = page.grammar.times.match(page.low, second.end)
        said = page.grammar.times.match(page.low, first.number_end)
        if match is None or said is None or not match.group("word") or said.group("word") != match.group("word"):
            continue
        if page.grammar.phrases["coordinators"].ending(page.before(second.start, 24)):
            second.unit, second.kind, second.end = "x", "ratio", match.end("word")


def read_multiple(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "doublé", "triplement", "le double de", "twice as many"; bare "twice" is a count of two."""
    grammar = page.grammar
    value = Decimal(str(grammar.multiples[word]))
    reading = Reading(start, end, value, value, page.language(start), in_words=True, settled=True, unit="x", kind="ratio")
    following = page.after(end, 24)
    after = following[0] if following else ""
    if word in {"twice", "thrice"}:
        if after not in grammar.words["times_more"]:
            reading.unit, reading.kind = "count", "number"
        return reading
    if page.language(start) == "fr" and _is_thing(page, start, word, after):
        return None
    if word in {
        "double",
        "triple",
        "quadruple",
        "quintuple",
        "sextuple",
        "septuple",
        "octuple",
        "décuple",
        "centuple",
        "treble",
    }:
        left = page.before(start, 32)
        if page.language(start) == "fr":
            if _acts(page, word, left, after):
                return reading
            if (
                not left
                or left[-1] not in {"le", "du", "au"}
                or after
                not in {
                    "",
                    "de",
                    "du",
                    "des",
                    "d'",
                    ".",
                    ",",
                    ")",
                    ";",
                    ":",
                    "!",
                    "?",
                    "en",
                    "par",
                    "que",
                    "selon",
                    "aujourd'",
                    "cette",
                }
            ):
                return None
        elif not (
            grammar.phrases["multiples_after"].ending(left) and after not in {"-", "digit", "standard", "standards"}
        ) and after not in {"the", "its", "their", "what", "that"}:
            return None
    elif word in grammar.words["multiple_verbs"]:
        before = page.before(start, 32)[-1:]
        if not before or not before[0].isalpha() or before[0] in grammar.words["not_multiple_after"]:
            return None
        if after in grammar.words["not_multiple_before"] or (after == "as" and following[1:2] in (["a"], ["an"])):
            return None  # "the doubles title", "doubles as a gym"
        if word in grammar.fractions and not _halves(page, before[0], after):
            return None
    elif after in {"down", "back"} or (after == "as" and following[1:2] in (["a"], ["an"])):
        return None
    return reading


def _halves(page: Page, before: str, after: str) -> bool:
    """Whether "halves" is a verb: "the drug halves deaths", "halves the cost"; not "the halves of", "two halves were"."""
    grammar = page.grammar
    if before in grammar.numbers or not after.isalpha() or after in grammar.words["parallel_prepositions"] | _LAID:
        return False
    little = after in grammar.function_words or after in grammar.stopwords.get("en", ())
    return after in grammar.words["determiners"] | grammar.words["possessives"] or not little


def _is_thing(page: Page, start: int, word: str, after: str) -> bool:
    """Whether a form of "doubler" names a thing or says how: "son doublé", "des triplés", "doublement puni"; "un doublement" tells."""
    words, before = page.grammar.words, page.before(start, 24)[-1:]
    counted = before != [] and (before[0][0].isdigit() or page.grammar.numbers.get(before[0], 0) > 1)
    owned = counted or words["owning"].intersection(before) != set()
    if word.endswith("ement"):
        return (
            not owned
            and before != []
            and before[0].isalpha()
            and after.isalpha()
            and after not in {"de", "du", "des", "d'", "en"}
        )
    return owned and word.endswith(("é", "ée", "és", "ées"))


def _acts(page: Page, word: str, left: list[str], after: str) -> bool:
    """Whether "quadruple" is the verb of what stands before it: "la fréquentation quadruple en été"."""
    subject = (
        len(left) > 1
        and left[-1].isalpha()
        and left[-2] in page.grammar.words["determiners"] | page.grammar.words["definite"]
    )
    ends = after in {"", ".", ",", ";"} and word not in {"double", "triple"}  # "le saut triple."
    return subject and (ends or after in page.grammar.words["multiple_verb_after"])


def read_order(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "un ordre de grandeur": ten times, about."""
    match = _WORD_BEFORE.search(page.low, max(0, start - 16), start)
    if match is None:
        return None
    count = page.grammar.numbers.get(match.group(1), 1 if match.group(1) in page.grammar.articles else 0)
    if not 0 < count < 10:
        return None
    value = Decimal(page.grammar.orders[word]) ** count
    return Reading(
        match.start(1),
        end,
        value,
        value,
        page.language(start),
        in_words=True,
        settled=True,
        unit="x",
        kind="ratio",
        approx="about",
    )


def read_factor(page: Page, reading: Reading) -> None:
    """Read "multiplié par 3", "a factor of ten": a multiple."""
    if reading.unit or reading.kind or not (reading.bare or (reading.in_words and stands_alone(page, reading))):
        return
    left = reading.left
    if page.grammar.phrases["factor_before"].ending(left) or (left and left[-1] == "par" and _multiplied(page, reading)):
        reading.unit, reading.kind, reading.settled = "x", "ratio", True


def _multiplied(page: Page, reading: Reading) -> bool:
    """Whether a thing stands between the verb and its factor: "multiplier ses ventes par trois", not "par trois guichets"."""
    left, words = reading.left, page.grammar.words
    if not stands_alone(page, reading):
        return False
    for word in reversed(left[-_OBJECT:-1]):
        if word in words["multipliers"]:
            return True
        if not (word[0].isalpha() or word == "-") or word in page.grammar.numbers:
            return False
    return False


def read_vague(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "des milliers", "plusieurs dizaines de milliards", "hundreds of thousands", "millions": plurals that leave the count open."""
    grammar, low = page.grammar, page.low
    left = page.before(start, 24)
    before = left[-1] if left else ""
    if (
        before in {"ces", "ses", "leurs", "these", "those", "-"}
        or before in grammar.numbers
        or (before in {"en", "in"} and left[-2:-1] == ["("])
    ):
        return None
    language = page.language(start)
    base = (
        Decimal(grammar.vague[word])
        if word in grammar.vague
        else Decimal(10) ** (12 if word == "billions" and long_scale(page.low, end, language) else grammar.scales[word])
    )
    if word == "tens" and not low.startswith((" of thousand", " of million", " of billion"), end):
        return None
    reading = Reading(start, end, base * 2, None, language, in_words=True, vague=True, approx="at_least")
    if word not in grammar.vague:
        reading.power = grammar.scales[word]
    several = before in {"plusieurs", "quelques", "several", "few"}
    compound = False
    while (
        reading.power < _LARGEST
        and (link := _OF.match(low, reading.end))
        and (scale := _LETTERS.match(low, link.end()))
        and (scale.group() in grammar.scales or scale.group() in {"milliers", "thousands"})
    ):
        name = scale.group()
        power = (
            3
            if name in {"milliers", "thousands"}
            else 12
            if name == "billions" and long_scale(page.low, scale.end(), language)
            else grammar.scales[name]
        )
        reading.scaled(power)
        reading.end = scale.end()
        compound = True
    if several:
        reading.start = low.rindex(before, 0, start)
    low_count = Decimal(1) if word == "dizaines" and compound and not several else Decimal(2)
    scale_up = Decimal(10) ** (reading.power if word in grammar.vague else reading.power - grammar.scales[word])
    if several or (compound and language in grammar.spread):
        reading.low, reading.high, reading.approx = base * low_count * scale_up, base * 10 * scale_up, "about"
    return reading


def read_collective_scale(page: Page, reading: Reading) -> int:
    """Read "une dizaine de milliers", "une centaine de millions": the scale after a collective; returns the new end."""
    link = _OF.match(page.low, reading.end)
    if link is not None:
        scale = _LETTERS.match(page.low, link.end())
        if scale is None:
            return reading.end
        if scale.group() in page.grammar.scales or scale.group() == "milliers":
            reading.scaled(3 if scale.group() == "milliers" else page.grammar.scales[scale.group()])
        elif scale.group() in page.grammar.hundreds and scale.group() not in _CENTS:
            reading.multiplied(Decimal(_HUNDRED))  # "a couple of hundred", and "a couple of hundred thousand"
        else:
            return reading.end
        reading.end, reading.step = scale.end(), Decimal(1)
    return reading.end

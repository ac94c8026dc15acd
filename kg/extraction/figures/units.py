"""What follows or precedes a number and belongs to it: scale, currency, unit, denominator."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.compounds import read_compound, read_feet_and_inches
from kg.extraction.figures.currencies import by_country
from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.fractions import read_unit_of_mixed
from kg.extraction.figures.numbers import long_scale, read_digits
from kg.extraction.figures.reading import POINTS, Page, Reading
from kg.extraction.figures.senses import degrees, is_cued, is_paid, read_degree_letter, read_inches, read_kelvins, weighs
from kg.extraction.folding import tokens

_DURATIONS = ("century", "decade", "year", "semester", "quarter", "month", "week", "day", "hour", "minute", "second")
_LONE_LETTERS = frozenset("mgtlLWVshj")
_MONEY_RANGE = re.compile(r"[$€£][ ]?\d[\d.,]*[ ]?(?:[kmbt]|bn|mn|tn)?[ ]?[-–][ ]?$")
_NEXT_WORD = re.compile(r"[ \n]+([^\W\d_]+)")
_CENTS = re.compile(r"\d\d(?![\d\w]|[.,]\d)")
_CENT_SIGN = re.compile(r"[ \n\u00a0\u202f]?(¢|c€|p)(?!\w)")
_STRONGEST = 10  # magnitude
_PENCE = 10_000
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[ \n]+[A-ZÀ-Ý]")
_AREAS = frozenset({"km²", "km2"})
_LINES = frozenset({144, 240, 360, 480, 720, 1080, 1440, 2160, 4320})  # of a picture: "1080p"
_NAMES_NOT_SUMS = frozenset(
    {("M", Decimal(3)), ("K", Decimal(2)), ("K", Decimal(4)), ("K", Decimal(8))}
)  # a company, screens
_SPACES = str.maketrans("\n\u00a0\u202f\u2009", "    ")
_CODE = 3  # letters of a currency code
_HUNDRED = re.compile(r"[ \n]hundred(?![\w])")
_GROUP = re.compile(r"[ \n]+([^\W\d_]+)(?!\w)")
_FEW = 1000
_ONE = Decimal(1)
_ROUND = 1_000_000
_SUMMED = 6  # the power of ten from which smaller scales may be added
_MOST_SCALES = 3
_LONG, _SHORT = 12, 9  # the powers of ten of a billion
_SMALLER = re.compile(r"[ ](?P<part>\d{1,3}(?:(?P<mark>[ ,.'])\d{3}(?:(?P=mark)\d{3})?)?)(?![\d%]|[.,'][ ]?\d|[ ][\d%])")
_OLD = re.compile(r"[ \n-]olds?(?![\w])")
_ADJECTIVE = re.compile(r"[ \n]+([^\W\d_]+)(?=[ \n])")


def read_measure(page: Page, reading: Reading) -> None:
    """Take in the scale, the unit and the denominator of a number, moving the end (and for a currency before, the start)."""
    _currency_before(page, reading)
    if read_kelvins(page, reading):
        return
    _scale(page, reading)
    if _half(page, reading, reading.step) and not reading.power:
        _scale(page, reading)  # four and a half million
    if not reading.unit:
        _ = (
            _sign_after(page, reading)
            or _cent_sign(page, reading)
            or _franc_mark(page, reading)
            or read_unit(page, reading)
            or read_unit_of_mixed(page, reading)
            or read_inches(page, reading)
            or read_degree_letter(page, reading)
            or read_feet_and_inches(page, reading)
        )
        _half(page, reading)
    if reading.unit and reading.low is not None and reading.low == reading.high:
        read_compound(page, reading, read_unit)
    _denominator(page, reading)


def read_unit(page: Page, reading: Reading) -> bool:
    """Take in a unit after a number; False when none follows."""
    return _symbol(page, reading) or _unit_word(page, reading)


def _currency_before(page: Page, reading: Reading) -> None:
    start = reading.start
    if start == 0:
        return
    last = page.text[start - 1]
    minus = start - 1 if last in "-\u2212" and start > 1 and page.text[start - 2] in "$£€¥" else start  # $-5.50
    if minus < start and reading.low is not None:
        reading.low = reading.high = -reading.low
        reading.signed, start = "-", minus
        last = page.text[start - 1]
    if last.isdigit() or (last.isspace() and (start == 1 or page.text[start - 2].isspace())):
        return
    match = page.grammar.sign_before.search(page.text, max(0, start - 6), start)
    if match is None:
        return
    sign = match.start()
    before = page.text[max(0, sign - 2) : sign].rstrip()
    if before and (before[-1].isdigit() or (sign and page.text[sign - 1].isalpha())):
        return
    name = _plain(match.group("name"))
    unit = page.grammar.signs[name]
    if name in page.grammar.sign_places:
        places = page.grammar.sign_places[name]
        if not any(page.mentions(tuple(words)) for words in places.values()):
            return
        unit = by_country(page, places, sign)
    reading.unit = unit
    reading.kind = "money"
    reading.money_before = True
    reading.start = sign


def _scale(page: Page, reading: Reading) -> None:
    grammar, low = page.grammar, page.low
    if reading.vague and reading.power:
        return
    group = _GROUP.match(low, reading.end)
    multiplier = grammar.groups.get(group.group(1)) if group is not None else None
    few = page.lone or (reading.low is not None and reading.low < _FEW)
    if group is not None and multiplier is not None and few and not reading.fractional:
        reading.multiplied(Decimal(multiplier))
        reading.step = Decimal(multiplier)
        reading.end = reading.number_end = group.end()
    hundred = _HUNDRED.match(low, reading.end) if not reading.in_words else None
    if hundred is not None:
        reading.scaled(2)
        reading.power, reading.end = 0, hundred.end()
    for _ in range(2):
        match = grammar.scale.match(low, reading.end)
        if match is None or (reading.in_words and reading.power and not reading.vague):
            break
        word = match.group("name")
        power = grammar.scales[word]
        if word in {"billion", "billions"}:
            lone = page.lone and reading.language == "fr"
            power = 12 if lone or long_scale(low, match.end(), reading.language) else 9
        reading.scaled(power)
        reading.end = match.end()
    _add_smaller_scales(page, reading)
    if reading.power or reading.in_words:
        return
    suffix = grammar.suffix.match(page.text, reading.end)
    if suffix is None:
        return
    name, glued = suffix.group("name"), not suffix.group("gap")
    rule = grammar.suffixes[name]
    after = grammar.sign_after.match(page.text, suffix.end())
    money = reading.money_before or (after is not None) or _in_money_range(page, reading.start)
    if name == "m" and glued and not money and reading.language == "en" and _people_follow(page, suffix.end()):
        money = True
    plus = page.text[suffix.end() : suffix.end() + 1] == "+"
    if rule.needs == "money" and not money and not (page.lone and name == "G"):
        return
    if rule.needs == "glued" and not (glued or money):
        return
    if name in {"M", "k", "K", "MM"} and not (glued or money or plus or page.lone or _counts_by(page, suffix)):
        return
    if glued and not (money or plus or page.lone) and (name, reading.low) in _NAMES_NOT_SUMS:
        return
    reading.scaled(rule.power)
    reading.end = suffix.end()


def _add_smaller_scales(page: Page, reading: Reading) -> None:
    """Add what follows a scale word in falling order: "1 milliard 200 millions", "2 millions 500 000".

    Without a scale word of its own a part has its thousands set off, so that no other number is taken for it.
    """
    whole = Decimal(10) ** reading.power
    if reading.low is None or reading.low != reading.high or reading.vague or reading.power < _SUMMED or reading.low % whole:
        return
    for _ in range(_MOST_SCALES):
        match = _SMALLER.match(page.low, reading.end)
        numeral = read_digits(match.group("part"), reading.language) if match is not None else None
        if match is None or numeral is None or numeral.fraction_digits:
            return
        scale = page.grammar.scale.match(page.low, match.end())
        power, end = 0, match.end()
        if scale is not None and scale.group("gap") == " ":
            power, end = page.grammar.scales[scale.group("name")], scale.end()
            if scale.group("name").startswith("billion"):
                power = _LONG if long_scale(page.low, end, reading.language) else _SHORT
        elif numeral.value < _FEW:
            return
        value = numeral.value * Decimal(10) ** power
        if value >= Decimal(10) ** reading.power or not value:
            return
        reading.low = reading.high = reading.low + value
        reading.power, reading.decimals, reading.end = power or 3, -power, end
        if not power:
            return


def _counts_by(page: Page, suffix: re.Match[str]) -> bool:
    """Whether a spaced "M" or "k" is a scale: a no-break space ties it, or "de" or a currency follows: "3 M d'euros"."""
    if suffix.group("gap") in {"\u00a0", "\u202f"}:
        return True
    unit = page.grammar.unit.match(page.low, suffix.end())
    if unit is not None and _single(unit.group("name")) in page.grammar.currency_names:
        return True
    return page.low.startswith((" d'", " de "), suffix.end())


def _in_money_range(page: Page, start: int) -> bool:
    """Whether the number is the upper end of a range of money: "$2.5-3m"."""
    return _MONEY_RANGE.search(page.low, max(0, start - 16), start) is not None


def _people_follow(page: Page, end: int) -> bool:
    """Whether people, jobs, votes ... are counted: "3m people" are not metres."""
    word = _NEXT_WORD.match(page.low, end)
    return word is not None and (word.group(1),) in page.grammar.phrases["count_cues"].phrases


def _half(page: Page, reading: Reading, step: Decimal = _ONE) -> bool:
    """Add the half (or quarter) of the last scale word or of the round number before it; after a unit it is one of that."""
    match = page.grammar.half.match(page.low, reading.end)
    if match is None or reading.low is None or reading.fractional or reading.low != reading.high:
        return False
    quarter = page.grammar.phrases["quarter_past"].starting(page.after(reading.end, 16)) > 0
    half = Decimal("0.25" if quarter else "0.5") * step * Decimal(10) ** reading.power
    reading.low = reading.high = reading.low + half
    reading.decimals += 1
    reading.fractional = True
    reading.end = match.end()
    return True


def _sign_after(page: Page, reading: Reading) -> bool:
    match = page.grammar.sign_after.match(page.text, reading.end)
    if match is None:
        return False
    gap = page.text[reading.end : match.start("name")]
    following = page.text[match.end() : match.end() + 1]
    if following.isspace() and match.group("name").isalpha():
        longer = page.grammar.unit.match(page.low, reading.end)
        if (
            longer is not None
            and longer.end() > match.end()
            and _single(longer.group("name")) in page.grammar.currency_names
        ):
            return False  # "CFA francs"
    if following.isdigit() and not (match.group("name") == "€" and _CENTS.match(page.text, match.end())):
        return False
    if ("d" in gap.lower()) and not (reading.power or reading.vague):
        return False
    reading.unit = page.grammar.signs[_plain(match.group("name"))]
    reading.kind = "money"
    reading.end = match.end()
    return True


def _franc_mark(page: Page, reading: Reading) -> bool:
    """Take in "fr.", "frs" or the Swiss ".–" after a sum in francs; the dash needs a text that speaks of Switzerland."""
    match = page.grammar.franc_mark.match(page.text, reading.end) if not reading.in_words else None
    francs = page.grammar.ambiguous_currencies.get("francs")
    if match is None or francs is None:
        return False
    swiss = (*francs["CHF"], *page.grammar.currency_marks["CHF"])
    if match.group("name")[0] == ".":
        if match.start() != match.start("name") or not page.mentions(swiss):
            return False
        opens = reading.start == 0 or page.text[reading.start - 1] == "\n"
        if (opens or _YEAR.fullmatch(page.low, reading.start, match.start())) and _SENTENCE.match(page.text, match.end()):
            return False  # "2.- The council", "in 2019.– The council"
        reading.unit = "CHF"
    else:
        reading.unit = by_country(page, francs, reading.start)
    reading.kind, reading.end = "money", match.end()
    return True


def _cent_sign(page: Page, reading: Reading) -> bool:
    """Take in "¢", or the "p" of pence glued to less than a hundred."""
    match = _CENT_SIGN.match(page.low, reading.end)
    if match is None or reading.low is None or reading.power or reading.in_words:
        return False
    sign = match.group(1)
    if sign == "p" and (
        match.start(1) != reading.end
        or not (0 <= reading.low < _PENCE)
        or reading.low in _LINES
        or page.language(reading.start) != "en"
    ):
        return False
    reading.unit, reading.kind = page.grammar.cent_signs.get(sign, "GBP"), "money"
    reading.multiplied(Decimal("0.01"))
    reading.decimals += 2
    reading.end = match.end()
    return True


def _symbol(page: Page, reading: Reading) -> bool:
    match = page.grammar.symbol.match(page.text, reading.end)
    if match is None:
        spaced = re.compile(r"[ \n]{0,3}%").match(page.low, reading.end)
        if spaced is None:
            return False
        name, end, gap = "%", spaced.end(), ""
    else:
        name, end, gap = _plain(match.group("name")), match.end(), match.group("gap")
    if name.isalpha() or name == "M w":
        if reading.in_words and len(name) == 1:
            return False
        following = page.low[end : end + 1]
        if name in _LONE_LETTERS and (following in {"'", "."} and page.low[end + 1 : end + 2].isalpha()):
            return False
        if name in _LONE_LETTERS and (gap == "-" or "\n\n" in gap or ("\n" in gap and _ends_line(page, end))):
            return False
        if page.grammar.symbol_languages.get(name, page.language(reading.start)) != page.language(reading.start):
            return False
        if name == "s" and not gap and page.low[reading.end - 1] == "0" and reading.number_end - reading.start in {2, 4}:
            return False  # the 1980s
        if name in {"pt", "pts"} and reading.power:
            return False
    elif name[0] == "°" and gap == "-":
        return False
    reading.unit = page.grammar.symbols[name]
    if reading.unit == "deg":
        reading.end = end
        reading.unit = degrees(page, reading)
    reading.kind = page.grammar.kind_of(reading.unit)
    reading.end = end
    return True


def _ends_line(page: Page, end: int) -> bool:
    """Whether a letter alone on its line is no unit: nothing follows it there, and no part of a measure on the next."""
    following = page.low[end : end + 2]
    return not page.lone and (following[:1] in {"", ")"} or (following[:1] == "\n" and not following[1:].isdigit()))


def _unit_word(page: Page, reading: Reading) -> bool:
    grammar, low = page.grammar, page.low
    match = grammar.unit.match(low, reading.end)
    if match is None:
        # An adjective may stand between: "dix prochaines années", "twenty working days".
        between = _ADJECTIVE.match(low, reading.end)
        if between is None or between.group(1) not in grammar.words["unit_between"]:
            return False
        match = grammar.unit.match(low, between.end())
        if match is None or grammar.unit_codes.get(_single(match.group("name"))) not in _DURATIONS:
            return False
    elif match.group("of") and not (
        reading.power
        or reading.vague
        or (reading.low is not None and _ROUND <= reading.low <= _ROUND**4 and reading.low % _ROUND == 0)
    ):
        return False
    if not match.group("gap") and not match.group("of") and reading.in_words:
        return False
    name = _single(match.group("name"))
    if "-" in name and not _is_name(page, name):
        name = name.replace("-", " ")  # "a 200-square-metre flat"
        if not _is_name(page, name):
            return False
    if "\n\n" in (match.group("gap") or "") and not reading.power:
        return False
    return _named(page, reading, name, match.end())


def _is_name(page: Page, name: str) -> bool:
    """Whether a unit or currency is spelled so."""
    grammar = page.grammar
    tables = (
        grammar.unit_codes,
        grammar.currency_names,
        grammar.ambiguous_currencies,
        grammar.subunits,
        grammar.scaled_units,
    )
    return any(name in table for table in tables) or name in grammar.words["point_words"]


def _plain(name: str) -> str:
    """A sign or symbol with plain spaces."""
    return name if len(name) == 1 else name.translate(_SPACES)


def _single(name: str) -> str:
    return " ".join(name.split()) if "\n" in name or "  " in name else name


def _named(page: Page, reading: Reading, name: str, end: int) -> bool:
    grammar = page.grammar
    if name in grammar.name_cues and not is_cued(page, reading, name, end):
        return False
    if name in grammar.scaled_units:
        count, reading.unit = grammar.scaled_units[name]
        reading.multiplied(Decimal(count))
        reading.kind = grammar.kind_of(reading.unit)
    elif name in grammar.subunits and name not in grammar.unit_codes:
        if name in {"cent", "cents"} and reading.power:
            return False
        reading.unit = grammar.subunits[name]
        if name in {"centime", "centimes", "cent", "cents"} and reading.language == "fr" and name.startswith("cent"):
            reading.unit = "EUR"
        reading.kind = "money"
        reading.multiplied(Decimal("0.01"))
        reading.decimals += 2
        reading.unit_implied = reading.hundredths = name in {"centime", "centimes", "cent", "cents"}
    elif name in grammar.currency_names:
        reading.unit = grammar.currency_names[name]
        reading.kind = "money"
        if name in {"dollar", "dollars", "buck", "bucks"}:
            reading.unit_implied = True
    elif name in grammar.ambiguous_currencies:
        candidates = grammar.ambiguous_currencies[name]
        if "lb" in candidates and weighs(page, reading, end):
            reading.unit = "lb"
        else:
            sterling = "GBP" in candidates and (reading.power or is_paid(page, reading))
            reading.unit = "GBP" if sterling else by_country(page, candidates, reading.start)
        if not reading.unit:
            return False
        reading.kind = "money" if len(reading.unit) == _CODE else "quantity"
    elif name in grammar.words["point_words"]:
        reading.unit = POINTS
        reading.kind = "quantity"
    else:
        reading.unit = grammar.unit_codes[name]
        if reading.unit == "deg":
            reading.end = end
            reading.unit = degrees(page, reading)
        reading.kind = grammar.kind_of(reading.unit)
    reading.end = end
    if reading.kind == "duration" and (old := _OLD.match(page.low, end)):
        reading.end = old.end()
        reading.kind = "age"
    return True


def _denominator(page: Page, reading: Reading) -> None:
    grammar = page.grammar
    if reading.unit:
        slash = grammar.per_slash.match(page.low, reading.end)
        if slash is not None:
            reading.per = grammar.denominators[_single(slash.group("name"))]
            reading.end = slash.end()
            return
    elif (slash := grammar.per_slash.match(page.low, reading.end)) is not None and slash.group("name") in _AREAS:
        reading.per = grammar.denominators[slash.group("name")]  # a density: "37.9/km²"
        reading.unit, reading.kind, reading.end = "count", "number", slash.end()
        return
    words = grammar.per_words.match(page.low, reading.end)
    if words is not None and grammar.words["not_per_before"].isdisjoint(page.after(words.end(), 16)[:1]):
        link = page.low[reading.end : words.start("name")].strip()
        if link in {"a", "an"} and not reading.unit:
            return
        reading.per = grammar.denominator_words[words.group("name")]
        if reading.kind == "money" or (reading.power >= 6 and not reading.unit and link == "par"):
            reading.end = words.end()


def read_magnitude(page: Page, reading: Reading) -> None:
    """Read "magnitude 6,4 Mw", "séisme de magnitude 6", "6,2 de magnitude", "a 6.2-magnitude quake"."""
    if reading.unit not in {"", "magnitude"} or reading.in_words or reading.power:
        return
    words = page.grammar.words["magnitude"]
    after = page.grammar.magnitude.match(page.low, reading.end)
    before = reading.left
    near = [word for word in before[-4:] if word in words]
    since = before[len(before) - before[::-1].index(near[-1]) :] if near else []
    named = near and all(word.rstrip("'").isalpha() or word == "-" for word in since)
    if after is None and not reading.unit and not named and not _quake(page, reading):
        return
    if after is not None and page.low[reading.end] == "-":
        reading.end = after.end()
    reading.unit, reading.kind, reading.settled = "magnitude", "quantity", True


def _quake(page: Page, reading: Reading) -> bool:
    """Whether a number is what a shock reached: "the strongest aftershock, on Monday, reached 4.9"."""
    words = page.grammar.words
    if not reading.fractional or reading.low is None or not (1 < reading.low < _STRONGEST):
        return False
    if reading.left[-1:] == [] or reading.left[-1] not in words["measuring"]:
        return False
    start, _ = sentence_bounds(page, reading.start)
    return not words["quakes"].isdisjoint(tokens(page.low[start : reading.start]))

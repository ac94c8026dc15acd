"""The scale of a number: "milliards", "3 M", "1 milliard 200 millions", "four and a half million"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.currency_signs import is_told
from kg.extraction.figures.numbers import long_scale, read_digits
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.spellings import plain, single

_MONEY_RANGE = re.compile(r"[$€£][ ]?\d[\d.,]*[ ]?(?:[kmbt]|bn|mn|tn)?[ ]?[-–][ ]?$")
_AND_UNITS = r"[ \n]<<and>>[ \n]([^\W\d_]+)"
_NAMED = 4  # letters of a unit that is written out
_NEXT_WORD = re.compile(r"[ \n]+([^\W\d_]+)")
_NAMES_NOT_SUMS = frozenset(
    {("M", Decimal(3)), ("K", Decimal(2)), ("K", Decimal(4)), ("K", Decimal(8))}
)  # a company, screens
_HUNDRED = r"[ \n]<<hundreds_behind_digits>>(?![\w])"
_OF = r"[ ]<<of_with_space>>"
_OF_THE = r"[ ]<<of>>[ ]<<pointing_article>>[ ]"
_GROUP = re.compile(r"[ \n]+([^\W\d_]+)(?!\w)")
_MONEY_SCALE = r"[ \n](?P<of><<of>>[ \n])?(?P<name>[^\W\d_]+)(?!\w)"
_FEW = 1000
_CLAUSE = 8  # words and marks before a number in which one may say what it counts
_MARKS = frozenset(".;:!?\n(")
_ONE = Decimal(1)
_QUARTER, _HALF, _THREE_QUARTERS = Decimal("0.25"), Decimal("0.5"), Decimal("0.75")
_CRORES = re.compile(r"[ \n-]?([^\W\d_]{2,4})(?![\w])")
_RUPEES = re.compile(r"(?:₹|(?<!\w)(?:[Rr]s\.?|INR))[ ]?[\d.,]+[ ]?(?:[-–]|to)[ ]?$")
_NEXT_SUM = re.compile(r"[ \u00a0\u202f]?\d")
_SUMMED = 6  # the power of ten from which smaller scales may be added
_MOST_SCALES = 3
LONG, SHORT = 12, 9  # the powers of ten of a billion
_SMALLER = re.compile(r"[ ](?P<part>\d{1,3}(?:(?P<mark>[ ,.'])\d{3}(?:(?P=mark)\d{3})?)?)(?![\d%]|[.,'][ ]?\d|[ ][\d%])")


def _group(page: Page, at: int) -> re.Match[str] | None:
    """The word right behind a number; not where a line begins with it and a capital ("Gross margin")."""
    group = _GROUP.match(page.low, at)
    if group is not None and "\n" in group.group() and page.text[group.start(1)].isupper():
        return None
    return group


def _read_group(page: Page, reading: Reading) -> None:
    """Multiply by the dozens, scores or "dizaines" that a number counts: "two dozen", "two and a half dozen"."""
    grammar, low = page.grammar, page.low
    group = _group(page, reading.end)
    multiplier = grammar.groups.get(group.group(1)) if group is not None else None
    few = page.lone or (reading.low is not None and reading.low < _FEW)
    if (
        group is not None
        and multiplier is not None
        and few
        and (not reading.fractional or _halved(page, reading, group.group(1)))
    ):
        reading.multiplied(Decimal(multiplier))
        if reading.fractional:
            reading.fractional, reading.decimals = False, 0
        reading.step = Decimal(multiplier)
        reading.end = reading.number_end = group.end()
        counts_units = group.group(1) in grammar.words["groups_with_units"]
        if counts_units and (units := grammar.patterns[_AND_UNITS].match(low, reading.end)) is not None:
            more = grammar.numbers.get(units.group(1), 0)
            if 0 < more < multiplier and reading.low is not None:  # "four score and seven years"
                reading.low = reading.high = reading.low + more
                reading.end = reading.number_end = units.end()


def read_scale(page: Page, reading: Reading) -> None:
    """Take in the scale words or letters after a number, and smaller scales after them."""
    grammar, low = page.grammar, page.low
    if reading.vague and reading.power:
        return
    _read_group(page, reading)
    hundred = grammar.patterns[_HUNDRED].match(low, reading.end) if not reading.in_words else None
    if hundred is not None:
        reading.scaled(2)
        reading.power, reading.end = 0, hundred.end()
    for _ in range(2):
        match = grammar.scale.match(low, reading.end)
        if match is None or (reading.in_words and reading.power and not reading.vague):
            break
        word = match.group("name")
        power = grammar.scales[word]
        if word in grammar.words["two_sized_scales"]:
            lone = page.lone and reading.language in grammar.languages_that["use_long_scale"]
            power = LONG if lone or long_scale(low, match.end(), reading.language) else SHORT
        reading.scaled(power)
        reading.end = match.end()
    _add_smaller_scales(page, reading)
    if _read_crores(page, reading) or reading.power or reading.in_words:
        return
    suffix = grammar.suffix.match(page.text, reading.end)
    if suffix is None:
        return
    name, glued = suffix.group("name"), not suffix.group("gap")
    rule, end = grammar.suffixes[name], _past_stop(page, suffix)
    after = grammar.sign_after.match(page.text, end)
    if after is not None and not is_told(page, reading, plain(after.group("name")), scaled=True):
        if after.start("name") == end:
            return
        after = None
    money = reading.money_before or (after is not None) or _in_money_range(page, reading.start)
    if (
        name == "m"
        and glued
        and not money
        and reading.language in grammar.languages_that["shorten_millions_to_m"]
        and (_people_follow(page, reading, suffix.end()) or _heads_before(page, reading.start))
    ):
        money = True
    plus = page.text[suffix.end() : suffix.end() + 1] == "+"
    if rule.needs == "money" and not money and (glued or len(name) > 1):
        money = _currency_follows(page, reading, name, end)
    if rule.needs == "money" and not money and not (page.lone and name == "G"):
        return
    if rule.needs == "glued" and not (glued or money):
        return
    if name in {"M", "k", "K", "MM"} and not (glued or money or plus or page.lone or _counts_by(page, suffix)):
        return
    if glued and not (money or plus or page.lone) and (name, reading.low) in _NAMES_NOT_SUMS:
        return
    reading.scaled(rule.power)
    reading.end = end


def _past_stop(page: Page, suffix: re.Match[str]) -> int:
    """Where an abbreviated scale ends, with its stop if a currency goes on behind it: "3,2 mrd. CHF", "2 bn. dollars"."""
    grammar, text, end = page.grammar, page.text, suffix.end()
    if len(suffix.group("name")) == 1 or text[end : end + 1] != ".":
        return end
    sign = grammar.sign_after.match(text, end + 1)
    if sign is not None:
        return end + 1 if _NEXT_SUM.match(text, sign.end()) is None else end
    unit = grammar.unit.match(page.low, end + 1)
    if unit is None or text[unit.start("name")].isupper() or "\n" in unit.group():
        return end
    name = single(unit.group("name"))
    return end + 1 if name in grammar.currency_names or name in grammar.ambiguous_currencies else end


def _read_crores(page: Page, reading: Reading) -> bool:
    """Take in the crores or lakhs of a sum in rupees that letters stand for: "Rs 40 cr", "₹1.2 lakh cr", "50 cr rupees"."""
    grammar, match = page.grammar, _CRORES.match(page.text, reading.end)
    power = grammar.scales_of_rupees.get(match.group(1)) if match is not None else None
    if match is None or power is None or reading.in_words:
        return False
    if not reading.unit or reading.unit not in grammar.rupees:
        sign = grammar.sign_after.match(page.text, match.end())
        name = grammar.unit.match(page.low, match.end())
        said = single(name.group("name")) if name is not None else ""
        codes = {grammar.currency_names.get(said, ""), *grammar.ambiguous_currencies.get(said, ())}
        codes |= {grammar.signs[plain(sign.group("name"))]} if sign is not None else set()
        ranged = _RUPEES.search(page.text, max(0, reading.start - 24), reading.start)
        if reading.unit or not (ranged or codes & grammar.rupees):
            return False
    reading.scaled(power)
    reading.end = match.end()
    return True


def _halved(page: Page, reading: Reading, group: str) -> bool:
    """Whether a group of which a number with a part counts things makes a whole of it: "two and a half dozen"."""
    if reading.low is None or not (group in page.grammar.collectives or group in page.grammar.vague):
        return False
    count = reading.low * page.grammar.groups[group]
    return count == count.to_integral_value()


def read_money_scale(page: Page, reading: Reading) -> bool:
    """Take in a scale that counts money without its name: "three grand", "a couple of grand"; not "two grand pianos"."""
    match = page.grammar.patterns[_MONEY_SCALE].match(page.low, reading.end)
    power = page.grammar.money_scales.get(match.group("name")) if match is not None else None
    if (
        match is None
        or power is None
        or (match.group("of") and not reading.vague)
        or reading.power
        or (reading.unit and not reading.money_before)
    ):
        return False
    name = match.group("name")
    if not page.speaks(page.grammar.word_languages[name], name, match.start("name"), match.end()):
        return False
    following = page.after(match.end(), 24)[:1]
    if page.low[match.end() : match.end() + 1] == "-" or page.text[match.start("name")].isupper():
        return False
    if following and following[0][0].isalpha():
        words, grammar = page.grammar.words, page.grammar
        little = following[0] in grammar.function_words or following[0] in grammar.stopwords.get(reading.language, ())
        if not (little or following[0] in words["free_followers"] | words["denominator_links"] | words["money_nouns"]):
            return False
    reading.scaled(power)
    reading.kind, reading.end = "money", match.end()
    return True


def _add_smaller_scales(page: Page, reading: Reading) -> None:
    """Add what follows a scale word in falling order: "1 milliard 200 millions", "2 millions 500 000".

    Without a scale word of its own a part has its thousands set off, so that no other number is taken for it.
    """
    if reading.low is None or reading.low != reading.high or reading.vague or reading.power < _SUMMED:
        return
    count = reading.low.scaleb(
        -reading.power
    )  # not the remainder: it has no place for numbers of more digits than the context
    if count != count.to_integral_value():
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
            if scale.group("name") in page.grammar.words["two_sized_scales"]:
                power = LONG if long_scale(page.low, end, reading.language) else SHORT
        elif numeral.value < _FEW:
            return
        value = numeral.value * Decimal(10) ** power
        if value >= Decimal(10) ** reading.power or not value:
            return
        reading.low = reading.high = reading.low + value
        reading.power, reading.decimals, reading.end = power or 3, -power, end
        if not power:
            return


def _currency_follows(page: Page, reading: Reading, suffix: str, end: int) -> bool:
    """Whether the name of a currency stands behind letters: "312.5m yuan", "4b rand"; not "the 100m won praise"."""
    grammar = page.grammar
    unit = grammar.unit.match(page.low, end)
    if unit is None or (len(suffix) == 1 and unit.group("of")):
        return False
    name = single(unit.group("name"))
    if name in grammar.words["currencies_like_verbs"] and not grammar.words["definite"].isdisjoint(
        page.before(reading.start)[-1:]
    ):
        return False
    return name in grammar.currency_names or name in grammar.ambiguous_currencies


def _counts_by(page: Page, suffix: re.Match[str]) -> bool:
    """Whether a spaced "M" or "k" is a scale: a no-break space ties it, or "de" or a currency follows: "3 M d'euros"."""
    if suffix.group("gap") in {"\u00a0", "\u202f"}:
        return True
    unit = page.grammar.unit.match(page.low, suffix.end())
    if unit is not None and single(unit.group("name")) in page.grammar.currency_names:
        return True
    return page.grammar.patterns[_OF].match(page.low, suffix.end()) is not None


def _in_money_range(page: Page, start: int) -> bool:
    """Whether the number is the upper end of a range of money: "$2.5-3m"."""
    return _MONEY_RANGE.search(page.low, max(0, start - 16), start) is not None


def _people_follow(page: Page, reading: Reading, end: int) -> bool:
    """Whether people, jobs, tonnes ... are counted: "3m people", "3m daily readers", "78m tonnes" are not metres."""
    grammar = page.grammar
    word = _NEXT_WORD.match(page.low, end)
    cues = grammar.phrases["count_cues"].phrases
    if word is None or (word.group(1),) in cues:
        return word is not None
    if len(word.group(1)) >= _NAMED and grammar.unit_codes.get(word.group(1), "m") != "m":
        return True  # "78m tonnes"
    plural = word.group(1)[-1] == "s" and not word.group(1).endswith(grammar.endings["singular_endings"])
    if plural and (page.text[word.start(1)].isupper() or _are_counted(page, word.group(1), reading.start)):
        return True  # "2.3m Britons", "handled 4.2m containers"
    if grammar.phrases["of_them"].starting(page.after(end, 16)) and not grammar.patterns[_OF_THE].match(page.low, end):
        return True  # "1.1m of them children"
    second = _NEXT_WORD.match(page.low, word.end())
    little = grammar.function_words | grammar.words["inches_before"] | grammar.stopwords[reading.language]
    return second is not None and word.group(1) not in little and (second.group(1),) in cues


def _are_counted(page: Page, noun: str, start: int) -> bool:
    """Whether a plural is counted, and not as long as said: not "3m walls", "the 100m hurdles", "two 5m cables"."""
    words, left = page.grammar.words, page.before(start)[-1:]
    sized = words["long_things"] | words["free_followers"]
    if noun in sized or noun in page.grammar.function_words or not left:
        return False
    return left[0] not in words["definite"] | words["indefinite_articles"] and left[0] not in page.grammar.numbers


def _heads_before(page: Page, start: int) -> bool:
    """Whether what counts people stands before, in the clause: "a population of 67m", "the number doubled from 4m"."""
    left = page.before(start)
    if left[-1:] != [] and left[-1] in page.grammar.words["rate_links"] | page.grammar.words["definite"]:
        return False  # "the 50m pool"
    for word in reversed(left[-_CLAUSE:]):
        if word in page.grammar.words["headcounts"]:
            return True
        if word in _MARKS:
            return False
    return False


def read_half(page: Page, reading: Reading, step: Decimal = _ONE) -> bool:
    """Add the half (or quarter) of the last scale word or of the round number before it; after a unit it is one of that."""
    match = page.grammar.half.match(page.low, reading.end)
    if match is None or reading.low is None or reading.fractional or reading.low != reading.high:
        return False
    following = [word for word in page.after(reading.end, 24) if word != "-"]
    quarters = page.grammar.phrases["three_quarters"].starting(following) > 0
    if quarters and not reading.unit:
        return False
    quarter = page.grammar.phrases["quarter_past"].starting(following) > 0
    half = (_THREE_QUARTERS if quarters else _QUARTER if quarter else _HALF) * step * Decimal(10) ** reading.power
    reading.low = reading.high = reading.low + half
    reading.decimals += 1
    reading.fractional = True
    reading.end = match.end()
    return True

"""The unit and the denominator of a number, and with its scale and its currency the whole of its measure."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.compounds import pence_follow, read_compound, read_feet_and_inches
from kg.extraction.figures.currencies import by_country, by_setting
from kg.extraction.figures.currency_signs import read_cent_sign, read_franc_mark, read_sign_after, read_sign_before
from kg.extraction.figures.fractions import read_unit_of_mixed
from kg.extraction.figures.lands import of_land
from kg.extraction.figures.reading import POINTS, Page, Reading
from kg.extraction.figures.scales import read_half, read_money_scale, read_scale
from kg.extraction.figures.senses import is_cued, is_of_books, is_paid, read_degree_letter, read_inches, read_kelvins, weighs
from kg.extraction.figures.spellings import plain, single
from kg.extraction.figures.temperatures import degrees

_DURATIONS = ("century", "decade", "year", "semester", "quarter", "month", "week", "day", "hour", "minute", "second")
_LONE_LETTERS = frozenset("mgtlLWVshj")
_MORE = frozenset("+-")
_MORE_ODD = r"(?:(?P<more>\+|-<<more_tied>>(?!\w))|-<<about_tied>>(?!\w))(?=[ \n-][^\W\d_])"
_SWISS_DASH = re.compile(r"\.[–-](?!\w)")
_OF = r"[ \n]<<of_amounts>>[ \n]"
_AND = r"[ ]<<and>>(?=[ ])"
_CLEAR = frozenset({"km", "kWh", "MWh", "GWh", "TWh", "kg", "tep", "kW", "MW", "GW"})  # of letters, and no words
_PERCENT = re.compile(r"[ \n]{0,3}%")
_MILLIONS = re.compile(r"[ ]?/[ ]?(?:1[ ]?)?M(?![\w²³/])")  # "$30/M output"
_THING = re.compile(r"/[^\W\d_]{3,24}(?!\w)")
_AREAS = frozenset({"km²", "km2"})
_CODE = 3  # letters of a currency code
_ROUND = 1_000_000
_OLD = r"[ \n-]<<old>>(?![\w])"
_ADJECTIVE = re.compile(r"[ \n]+([^\W\d_]+)(?=[ \n])")


def read_measure(page: Page, reading: Reading) -> None:
    """Take in the scale, the unit and the denominator of a number, moving the end (and for a currency before, the start)."""
    unit_known = reading.unit != ""
    read_sign_before(page, reading)
    if reading.money_before and reading.unit == "CHF" and (dash := _SWISS_DASH.match(page.low, reading.end)) is not None:
        reading.end = dash.end()  # "Fr. 18.–"
    if not (unit_known or page.goes_on(reading.end)):
        return
    if read_kelvins(page, reading):
        return
    if page.text[reading.end : reading.end + 1] in _MORE and reading.end < len(page.text) and _read_more(page, reading):
        return
    read_scale(page, reading)
    if read_half(page, reading, reading.step) and not reading.power:
        read_scale(page, reading)  # four and a half million
    if not reading.unit:
        _ = (
            read_sign_after(page, reading)
            or read_cent_sign(page, reading)
            or read_franc_mark(page, reading)
            or read_unit(page, reading)
            or read_unit_of_mixed(page, reading)
            or read_inches(page, reading)
            or read_degree_letter(page, reading)
            or read_feet_and_inches(page, reading)
            or read_money_scale(page, reading)
        )
        read_half(page, reading)
    elif reading.money_before and not read_money_scale(page, reading):  # "$3 grand"
        _read_name_again(page, reading)
    if reading.unit and reading.low is not None and reading.low == reading.high:
        read_compound(page, reading, read_unit)
    _denominator(page, reading)


def _read_name_again(page: Page, reading: Reading) -> None:
    """Take in the name of a currency whose sign stands before the number: "$3.4 billion dollars"."""
    grammar = page.grammar
    match = grammar.unit.match(page.low, reading.end)
    if match is None or match.group("of") or "\n" in (match.group("gap") or ""):
        return
    name = single(match.group("name"))
    named, shared = grammar.currency_names.get(name), grammar.ambiguous_currencies.get(name, {})
    if named == reading.unit or reading.unit in shared:
        reading.end = match.end()
    elif page.text[reading.start] == "$" and (named or shared):  # "$3 million pesos"
        reading.unit, reading.end = named or by_country(page, shared, reading.start), match.end()


def _read_more(page: Page, reading: Reading) -> bool:
    """Take in what stands between a number and its unit and says that it may be more: "10+ years", "twenty-odd miles"."""
    odd = page.grammar.patterns[_MORE_ODD].match(page.low, reading.end)
    if odd is None or reading.fractional:
        return False
    end, reading.end = reading.end, odd.end()
    plus = odd.group("more") is not None
    read_scale(page, reading)
    found = (not reading.unit and read_unit(page, reading)) or reading.power > 0
    if page.low[end] != "+" or found:
        reading.approx, reading.hedge = ("at_least" if plus else "about"), odd.span()
    if not found:
        reading.end = end
    if plus and (found or page.low[end] != "+"):
        reading.high = None
    return found


def read_unit(page: Page, reading: Reading) -> bool:
    """Take in a unit after a number; False when none follows."""
    return _symbol(page, reading) or _unit_word(page, reading)


def _symbol(page: Page, reading: Reading) -> bool:
    match = page.grammar.symbol.match(page.text, reading.end)
    if match is None and reading.power:
        match = _symbol_of_many(page, reading)
    if match is None:
        spaced = _PERCENT.match(page.low, reading.end)
        if spaced is None:
            return False
        name, end, gap = "%", spaced.end(), ""
    else:
        name, end, gap = plain(match.group("name")), match.end(), match.group("gap")
    if name.isalpha() or name == "M w":
        if reading.in_words and len(name) == 1:
            return False
        following = page.low[end : end + 1]
        if name in _LONE_LETTERS and (following in {"'", "."} and page.low[end + 1 : end + 2].isalpha()):
            return False
        if name in _LONE_LETTERS and (gap == "-" or "\n\n" in gap or ("\n" in gap and _ends_line(page, end))):
            return False
        language = page.language(reading.start)
        if page.grammar.symbol_languages.get(name, language) != language and not _is_bytes(page, reading, name, end):
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


def _is_bytes(page: Page, reading: Reading, name: str, end: int) -> bool:
    """Whether a French text has bytes here, though "To" passes for an English word: "Disque SSD 2 To, 799 euros"."""
    following = page.text[end : end + 2].lstrip(" \u00a0")
    return (
        page.grammar.languages[0] in page.grammar.languages_that["count_bytes_in_octets"]
        and page.grammar.symbols[name][-1] == "B"
        and not reading.in_words
        and not following[:1].isupper()
    )


def _symbol_of_many(page: Page, reading: Reading) -> re.Match[str] | None:
    """The symbol of "65 millions de m³", "2 milliards de kWh", that no word is written like."""
    link = page.grammar.patterns[_OF].match(page.low, reading.end)
    match = page.grammar.symbol.match(page.text, link.end()) if link is not None else None
    if (
        match is None
        or match.group("gap")
        or page.grammar.kind_of(page.grammar.symbols[plain(match.group("name"))]) != "quantity"
    ):
        return None
    return match if match.group("name") in _CLEAR or not match.group("name").isalpha() else None


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
        if match is None or grammar.unit_codes.get(single(match.group("name"))) not in _DURATIONS:
            return False
    elif match.group("of") and not (
        reading.power
        or reading.vague
        or (reading.low is not None and _ROUND <= reading.low <= _ROUND**4 and reading.low % _ROUND == 0)
    ):
        return False
    if not match.group("gap") and not match.group("of") and reading.in_words:
        return False
    name = single(match.group("name"))
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


def _named(page: Page, reading: Reading, name: str, end: int) -> bool:
    grammar = page.grammar
    words = grammar.words
    if name in grammar.name_cues and not is_cued(page, reading, name, end):
        return False
    if name in grammar.scaled_units:
        count, reading.unit = grammar.scaled_units[name]
        reading.multiplied(Decimal(count))
        reading.kind = grammar.kind_of(reading.unit)
    elif name in grammar.subunits and name not in grammar.unit_codes:
        if name in words["cents"] and reading.power:
            return False
        hundredths = name in words["cents"] or name in words["centimes"]
        euros = hundredths and reading.language in grammar.languages_that["count_cents_of_euros"]
        reading.unit = "EUR" if euros else grammar.subunits[name]
        reading.kind = "money"
        reading.multiplied(Decimal("0.01"))
        reading.decimals += 2
        reading.unit_implied = reading.hundredths = hundredths
    elif (name in words["dollars"] or name in grammar.ambiguous_currencies) and (
        told := of_land(page, name, end, article=name not in words["dollars"])
    ):
        if is_of_books(page, reading, name):
            return False
        reading.unit, end = told  # "dollars de Taïwan"
        reading.kind = "money"
    elif name in grammar.ambiguous_currencies:
        candidates = grammar.ambiguous_currencies[name]
        if "lb" in candidates and weighs(page, reading, end):
            reading.unit = "lb"
        else:
            if is_of_books(page, reading, name):
                return False
            sterling = "GBP" in candidates and (
                reading.power
                or is_paid(page, reading)
                or pence_follow(page, reading, end)
                or not words["money_things"].isdisjoint(page.after(end, 24)[:1])
            )
            pounds = {code: places for code, places in candidates.items() if code not in {"", "lb"}}
            reading.unit = by_setting(page, pounds) if sterling else by_country(page, candidates, reading.start)
        if not reading.unit:
            return False
        reading.kind = "money" if len(reading.unit) == _CODE else "quantity"
    elif name in grammar.currency_names:
        reading.unit = grammar.currency_names[name]
        reading.kind = "money"
        if name in words["dollars"]:
            reading.unit_implied = True
    elif name in words["point_words"]:
        reading.unit = POINTS
        reading.kind = "quantity"
    else:
        reading.unit = grammar.unit_codes[name]
        if reading.unit == "deg":
            reading.end = end
            reading.unit = degrees(page, reading)
        reading.kind = grammar.kind_of(reading.unit)
    reading.end = end
    if reading.kind == "duration" and (old := grammar.patterns[_OLD].match(page.low, end)):
        reading.end = old.end()
        reading.kind = "age"
    return True


def _denominator(page: Page, reading: Reading) -> None:
    grammar = page.grammar
    if reading.unit:
        slash = grammar.per_slash.match(page.low, reading.end)
        if slash is None and reading.kind == "money" and (millions := _MILLIONS.match(page.text, reading.end)) is not None:
            behind = page.after(millions.end(), 16)[:1]
            in_tokens = not grammar.words["ways_of_tokens"].isdisjoint(behind)
            if in_tokens or page.mentions(tuple(grammar.words["counted_in_tokens"])):
                reading.per, reading.end = "1e6 tokens", millions.end()
            return
        if slash is None and reading.kind == "money" and (thing := _THING.match(page.low, reading.end)) is not None:
            slash = grammar.per_slash.match(page.low, thing.end())  # "12 €/enfant/jour"
        if slash is not None:
            reading.per = grammar.denominators[single(slash.group("name"))]
            reading.end = slash.end()
            second = grammar.per_slash.match(page.low, reading.end)
            if second is None and reading.kind == "money":
                second = _THING.match(page.low, reading.end)  # "12 €/mois/enfant"
            if second is not None:
                reading.end = second.end()  # "6 €/m²/an"
            return
    elif (slash := grammar.per_slash.match(page.low, reading.end)) is not None and slash.group("name") in _AREAS:
        reading.per = grammar.denominators[slash.group("name")]  # a density: "37.9/km²"
        reading.unit, reading.kind, reading.end = "count", "number", slash.end()
        return
    words = grammar.per_words.match(page.low, reading.end)
    if words is not None and grammar.words["not_per_before"].isdisjoint(page.after(words.end(), 16)[:1]):
        link = page.low[reading.end : words.start("name")].strip(" \n-")
        if link in grammar.words["indefinite_articles"] and not reading.unit and reading.kind != "money":
            return
        reading.per = grammar.denominator_words[words.group("name")]
        if reading.kind == "money" or (reading.power >= 6 and not reading.unit and link in grammar.words["by"]):
            reading.end = words.end()
            linked = grammar.patterns[_AND].match(page.low, reading.end)
            second = grammar.per_words.match(page.low, linked.end() if linked is not None else reading.end)
            if second is not None and page.low[second.start() : second.start("name")].strip(" \n-") in grammar.words["per"]:
                reading.end = second.end()  # "14 € par habitant et par an", "$12 per user per month"

"""Currencies told by a sign before or after a number: "$5", "5 €", "20 ¢", "30.–"."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from kg.extraction.figures.currencies import by_country, by_setting
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.spellings import plain, single

_CENTS = re.compile(r"\d\d(?![\d\w]|[.,]\d)")
_CENT_SIGN = re.compile(r"[ \n\u00a0\u202f]?(¢|c€|p)(?!\w)")
_PENCE = 10_000
_FEW_CENTS = 1000
_CENTS_BEHIND = r"(?:(?:[ ]?[-–][ ]?|[ ](?:<<range_to>>|<<range_and>>|<<range_or>>)[ ])\d{1,3}(?:\.\d{1,2})?<<letters_of_cents>>)?(?:[ ]?/[ ]?[^\W\d_]{2,}|[ ]<<denominator_links>>[ ]<<denominator_words>>(?!\w))"
_PRICED = 6  # words before cents in which one may say what is priced in them
_SUM = 100  # from which what a letter stands before is hardly the number of a thing
_CROWNS = frozenset({"kr", "kr."})
_NORTHERN = frozenset({"SEK", "NOK", "DKK", "ISK"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SENTENCE = re.compile(r"[ \n]+[A-ZÀ-Ý]")
_LINES = frozenset({144, 240, 360, 480, 720, 1080, 1440, 2160, 4320})  # of a picture: "1080p"


def read_sign_before(page: Page, reading: Reading) -> None:
    """Take in the currency before a number: "$5", "-€3", "R 200" in a South African text."""
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
    # The sign may stand a space away. Most numbers have a word before them that does not end as a sign does.
    end = start - 1 if last in " \u00a0\u202f\u2009\n" else start
    if page.text[end - 2 : end] not in page.grammar.sign_tails and page.text[end - 1] not in page.grammar.sign_tails:
        return
    match = page.grammar.sign_before.search(page.text, max(0, start - 6), start)
    if match is None:
        return
    sign = match.start()
    before = page.text[max(0, sign - 2) : sign].rstrip(" \u00a0\u202f\u2009")
    if before and (before[-1].isdigit() or (sign and page.text[sign - 1].isalpha())):
        return
    name = plain(match.group("name"))
    unit = page.grammar.signs[name]
    if name in page.grammar.sign_places:
        places = page.grammar.sign_places[name]
        if not any(page.mentions(tuple(words)) for words in places.values()):
            return
        if name in page.grammar.signs_of_sums and not _is_sum(page, reading):
            return
        unit = by_country(page, places, sign)
    elif (shared := page.grammar.signs_like_names.get(name)) is not None:
        own = {unit: page.grammar.currency_places.get(unit, ())}  # before a number that of the sign is meant by itself
        unit = by_country(page, {**own, **page.grammar.ambiguous_currencies[shared]}, sign)
    reading.unit = unit
    reading.kind = "money"
    reading.money_before = True
    reading.start = sign


def _is_sum(page: Page, reading: Reading) -> bool:
    """Whether digits are a sum and not the number of a thing: "P5,000", "P3.2 billion", not "P3"."""
    large = reading.low is not None and (reading.low >= _SUM or reading.low != reading.low.to_integral_value())
    return large or page.grammar.scale.match(page.low, reading.end) is not None


def read_sign_after(page: Page, reading: Reading) -> bool:
    """Take in the currency after a number: "5 €", "3 millions d'€"; not the first word of "CFA francs"."""
    match = page.grammar.sign_after.match(page.text, reading.end)
    if match is None:
        return False
    if not is_told(page, reading, plain(match.group("name")), scaled=reading.power > 0):
        return False
    gap = page.text[reading.end : match.start("name")]
    following = page.text[match.end() : match.end() + 1]
    if following.isspace() and match.group("name").isalpha():
        longer = page.grammar.unit.match(page.low, reading.end)
        if longer is not None and longer.end() > match.end() and single(longer.group("name")) in page.grammar.currency_names:
            return False  # "CFA francs"
    if following.isdigit() and not (match.group("name") == "€" and _CENTS.match(page.text, match.end())):
        return False
    if ("d" in gap.lower()) and not (reading.power or reading.vague):
        return False
    name = plain(match.group("name"))
    shared = page.grammar.signs_like_names.get(name)
    if shared is not None:
        reading.unit = by_country(page, page.grammar.ambiguous_currencies[shared], reading.start)
    else:
        reading.unit = (name in _CROWNS and _crowns(page, reading.start)) or page.grammar.signs[name]
    reading.kind = "money"
    reading.end = match.end()
    return True


def is_told(page: Page, reading: Reading, sign: str, *, scaled: bool) -> bool:
    """Whether letters behind a number are a sign: "350 DT" where the text tells of Tunisia, "6 MDT" in any French text."""
    grammar = page.grammar
    if sign not in grammar.signs_told:
        return True
    if scaled and sign in grammar.scaled_alone and reading.language in grammar.languages_that["abbreviate_dinars"]:
        return True
    shared = grammar.signs_like_names.get(sign)
    codes = grammar.ambiguous_currencies[shared] if shared is not None else (grammar.signs[sign],)
    return any(
        page.mentions(tuple(words))
        for words in (grammar.signs_told[sign], *(grammar.currency_places.get(code, ()) for code in codes))
    )


def _crowns(page: Page, at: int) -> str:
    """Whose crowns "kr" are, by the country that the text names; empty where it names none."""
    named = page.grammar.ambiguous_currencies.get("crowns") or page.grammar.ambiguous_currencies.get("couronnes") or {}
    northern = {code: cues for code, cues in named.items() if code in _NORTHERN}
    return by_country(page, northern, at) if any(page.mentions(tuple(cues)) for cues in northern.values()) else ""


def read_franc_mark(page: Page, reading: Reading) -> bool:
    """Take in "fr.", "frs" or the Swiss ".–" after a sum in francs; the dash needs a text that speaks of Switzerland."""
    match = page.grammar.franc_mark.match(page.text, reading.end) if not reading.in_words else None
    francs = page.grammar.ambiguous_currencies.get("francs")
    if match is None or francs is None:
        return False
    swiss = (*francs["CHF"], *page.grammar.currency_marks["CHF"])
    named = page.grammar.unit.match(page.low, match.end()) if match.group("name")[0] == "." else None
    if named is not None and not named.group("of") and "CHF" in _currencies(page, single(named.group("name"))):
        reading.unit, reading.kind, reading.end = "CHF", "money", named.end()  # "250.– francs"
        return True
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


def _currencies(page: Page, name: str) -> Collection[str]:
    """The currencies of a name."""
    return page.grammar.ambiguous_currencies.get(name) or {page.grammar.currency_names.get(name, "")}


def read_cent_sign(page: Page, reading: Reading) -> bool:
    """Take in "¢", or the "p" of pence glued to less than a hundred."""
    if _read_letter_of_cents(page, reading):
        return True
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


def _read_letter_of_cents(page: Page, reading: Reading) -> bool:
    """Take in the letter of cents before what they are for or behind what is priced in them: "32c/litre", "a dividend of 5c"."""
    letter = page.text[reading.end : reading.end + 1]
    if (
        not letter
        or letter not in page.grammar.words["letters_of_cents"]
        or page.text[reading.end + 1 : reading.end + 2].isalnum()
    ):
        return False
    if reading.low is None or not (0 < reading.low < _FEW_CENTS) or reading.power or reading.in_words:
        return False
    behind = page.grammar.patterns[_CENTS_BEHIND].match(page.low, reading.end + 1)
    if behind is None and page.grammar.words["priced_in_cents"].isdisjoint(page.before(reading.start)[-_PRICED:]):
        return False
    reading.unit, reading.kind = by_setting(page, {"USD": page.grammar.us_words, **page.grammar.dollar_countries}), "money"
    reading.multiplied(Decimal("0.01"))
    reading.decimals += 2
    reading.unit_implied, reading.hundredths = True, reading.unit == "USD"
    reading.end += 1
    return True

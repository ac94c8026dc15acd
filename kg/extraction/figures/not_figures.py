"""Numbers that state no quantity: in names and labels, codes, scores, list numbers, titles, and what a rate or price is for."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.pointing import counts_in_compound
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import SHORT_PLURAL, is_plural, stands_alone

_LONGEST_NAME_NUMBER = 4
_NAME_WORD = re.compile(r"(?:(?<=[\s'’(«\"“/&-])|^)([^\W\d_]\w*['’]?)[ \u00a0]$")
_OPENERS = frozenset({"", ".", "\n", ":", "!", "?", "–", "•", "-"})
_CHAIN = re.compile(r"[ ]?(?:,|et|and|ou|or|à|to|au|-|–|&|/)?[ ]?(?:le |the )?")
_SCORE = re.compile(r"[ ]?[-–][ ]?\d{1,3}(?![\d%]|[.,]\d)")
_SCORE_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}[ ]?[-–][ ]?$")
_GOALS = re.compile(r"[ ](?:à|to)[ ](\d{1,2})(?![\w%]|[ ]?%|[.,]\d)")
_GOALS_BEFORE = re.compile(r"(?<![\d.,])(\d{1,2})[ ](?:à|to)[ ]$")
_MOST_GOALS = 20
_TEN, _HUNDRED = 10, 100
_CAPITALS = re.compile(r"[a-z][ \n-](?:et[ \n-])?[A-Z][a-z]+")
_BASES = frozenset(10**power for power in range(2, 7))
_RATE = 6
_SCORED = 8  # words before a result in which "score" stands
_ELIDED = re.compile(r"(?<!\w)(?:d|qu|jusqu|lorsqu|puisqu)'$")
_TEAM = 4  # words before an age group that may name its team
_MOST_ITEMS, _LIST = 20, 300
_ITEM = re.compile(r"\.[ ][A-ZÀ-Ý«]|\)[ ]\w")
_ITEM_LEAD = {".": re.compile(r"(?:^|[.;:!?)\n»])[ \n]?$"), ")": re.compile(r"(?:^|[.;:!?,\n»]|[^\W\d_])[ \n]$|^$")}
_NAMED_AFTER = re.compile(r"(?:[a-z,] |^|[.!?\n] ?|(?:The|This|That|Under|In) )[A-Z][\w'’-]+ $")
_TITLED = 160
_READ = 100_000
_FEWEST_SMALL = 2
_SMALL_WORD = re.compile(
    r"(?<![\w'’-])(?!(?:with|from|into|over|after|about|than|that|this|their|amid|under|while)\b)[a-z]{3,}"
)
_CAPITAL_BEFORE = re.compile(r"(?<![\w'’.-])([A-Z][\w'’-]+)[ ]$")
_MID_SENTENCE = re.compile(r"[a-z,][ ]$")
_CAPITALS_AFTER = re.compile(
    r"[ ]([A-Z][\w'’-]+)((?:[ ](?:of|and|the|in|to|for)){0,2}(?:[ ][A-Z][\w'’-]+){1,3})?(?:[ ]([a-z]+))?"
)
_OPENING = frozenset('"“‘«')
_CLOSING = re.compile(r"[,.!?]?[\"”’»]")
_SINGULAR = frozenset(
    {"is", "was", "has", "plays", "opens", "won", "premiered", "premieres", "returns", "runs", "stars", "tells", "airs"}
)
_STOPS = frozenset({".", ";", ":", "!", "?", "\n"})


def is_label(page: Page, reading: Reading) -> bool:
    """Whether a bare integer belongs to a name: "article 49", "vol 2933", "Apollo 12", "Group 4"."""
    grammar = page.grammar
    plural = _counts_plural(page, reading)
    if (
        grammar.phrases["label_before"].ending(reading.left)
        and not (plural and grammar.words["recurring_before"].intersection(reading.left[-2:-1]))  # "each week 12 nurses"
        and not (
            (reading.is_range and reading.left[-1] in {"place", "tour"})
            or (reading.left[-1] == "number" and "," in page.low[reading.start : reading.end])  # "soldiers number 23,000"
        )
    ):
        return True
    before = reading.left[-1] if reading.left else ""
    if before in grammar.words["decades_of"] and _names_decade(reading):
        return True
    if reading.in_words or reading.signed or reading.power:
        return False
    if reading.end - reading.start > _LONGEST_NAME_NUMBER and not reading.is_range:
        return False
    if reading.left[-1:] == ["the"] and stands_alone(page, reading) and _is_model(page, reading):
        return True
    if before in grammar.words["numbered"] and reading.language == "fr":
        return not (reading.fractional or reading.is_range) and _is_numbered(page, reading)
    match = _NAME_WORD.search(page.text, max(0, reading.start - 28), reading.start)
    if match is None or not any(letter.isupper() for letter in match.group(1)):
        return False
    word = match.group(1)
    if word.lower().rstrip("'’") in page.grammar.function_words:
        titled = word[0].isupper() and _NAMED_AFTER.search(page.text, max(0, match.start(1) - 24), match.start(1))
        return bool(titled) and _names_paper(page, reading)
    opener = page.text[max(0, match.start(1) - 8) : match.start(1)].rstrip(" \u00a0")[-1:]
    # A verb or noun that opens the sentence is no name when a plural is counted after it: "Restent 30 dossiers".
    return not (plural and word[1:].islower() and opener in _OPENERS)


def _names_paper(page: Page, reading: Reading) -> bool:
    """Whether no plural noun follows that the number could count: "Drought Order 6 was", not "Police Order 6 Cars"."""
    following = reading.right[0] if reading.right else ""
    return not following[:1].isalpha() or following in page.grammar.function_words or not is_plural(following, SHORT_PLURAL)


def _is_numbered(page: Page, reading: Reading) -> bool:
    """Whether nothing follows that "le 93" could count: "la 107, ...", "dans le 93 depuis toujours"; not "entre le 100 et le 200 m"."""
    words, following = page.grammar.words, reading.right[0] if reading.right else ""
    if not following[:1].isalnum():
        return following not in {"%", "€", "$", "°", "/", "-"}
    if reading.left[-1] == "la" or following in words["range_and"] | words["range_to"]:
        return False
    return following in page.grammar.function_words or following in words["free_followers"]


def _names_decade(reading: Reading) -> bool:
    """Whether a number can name a decade: "les années quatre-vingt-dix", "les années 80"."""
    return reading.low is not None and reading.low == reading.high and reading.low % _TEN == 0 and 0 < reading.low < _HUNDRED


def _is_model(page: Page, reading: Reading) -> bool:
    """Whether "the 12" is the thing that the text calls by a name and this number elsewhere: "the Slate 12 ... wait for the 12"."""
    literal = page.text[reading.start : reading.end]
    if not literal.isdecimal() or reading.right[:1] == ["of"] or reading.left[-2:-1] == ["of"]:
        return False
    near = "|".join(
        str(number) for number in range(max(1, int(literal) - 2), int(literal) + 3)
    )  # "the new Slate 11, the old 10"
    for match in re.finditer(rf"(?<=[a-z] )([A-Z][a-z]+) (?:{near})(?![\w%]|[.,]\d| [a-z]+s(?!\w))", page.text[:_READ]):
        word = match.group(1).lower()
        dated = word in page.grammar.months or word in page.grammar.words["weekdays"] or word in page.grammar.unit_codes
        if not dated and (match.group().endswith(f" {literal}") or page.text.count(match.group()) > 1):
            return True
    return False


def _counts_plural(page: Page, reading: Reading) -> bool:
    """Whether a plural noun follows a number."""
    following = reading.right[0] if reading.right else ""
    return (
        following.isalpha()
        and is_plural(following, SHORT_PLURAL)
        and page.text[reading.end : reading.end + 2].strip()[:1].islower()
    )


def is_attached(page: Page, reading: Reading, previous_end: int) -> bool:
    """Whether signs glue the number to a code: GPT-4, 49-3, [12], #5, v2.1, /2017/."""
    text, low, start, end = page.text, page.low, reading.start, reading.end
    before = text[start - 1] if start else " "
    after = low[end] if end < len(low) else " "
    if after.isalnum() or after == "_":
        return True
    if before.isalpha() and (before not in "xX" or (before == "X" and text[start + 1 : start + 2].isdigit())):
        return True  # "X200" names a thing, "x200" multiplies
    if before in "#§№_@\\=&" or (before == " " and start > 1 and text[start - 2] in "#§№"):
        return True
    if before == "-" and reading.unit == "magnitude":
        return False  # "the magnitude-6.1 quake"
    if (
        before in "-‑‐–./,:'’"
        and start > 1
        and start != previous_end + 1
        and not (before == "/" and reading.kind == "money")
    ):
        second = text[start - 2]
        elided = before in "'’" and _ELIDED.search(low, max(0, start - 8), start) is not None  # "plus d'1 million"
        if second.isalnum() and not (before in ",:" and not second.isdigit()) and before != "–" and not elided:
            return True
    if (before == "/" and reading.kind != "money") or (
        after == "/" and low[end + 1 : end + 2].isalnum() and not reading.unit
    ):
        return True
    if before == "[" and after == "]":
        return True
    if after == "-" and low[end + 1 : end + 2].isalpha():
        if low.startswith(("odd ", "plus "), end + 1):
            return False  # "20-odd people"
        return not counts_in_compound(page, reading)
    if after == "/" and low[end + 1 : end + 2].isdigit() and reading.kind != "money":
        return True  # 24h/24
    if after in ".,:" and low[end + 1 : end + 2].isdigit() and reading.bare:
        return True
    return after == "@"


def is_list_number(page: Page, reading: Reading) -> bool:
    """Whether a bare number numbers an item: at the start of a line, before "." or ")" or alone on it."""
    low, start, end = page.low, reading.start, reading.end
    if reading.in_words or end - start > 3:
        return False
    line = low.rfind("\n", max(0, start - 8), start)
    if line < 0 and start > 7:
        return False
    lead = low[line + 1 : start] if line >= 0 else low[:start]
    if lead.strip(" (•*–-#") != "":
        return False
    after = low[end : end + 2]
    if after[:1] in {")", "."} and (len(after) < 2 or after[1] in " \n"):
        return after[:1] == ")" or low[end + 1 : end + 2] == " "
    return after[:1] in {"", "\n", "/"} or after == " /"


def numbers_item(page: Page, reading: Reading) -> bool:
    """Whether a bare number numbers an item within a line: "1. Éplucher. 2. Couper.", "1) laver 2) sécher"."""
    end = reading.end
    mark = page.low[end : end + 1]
    if reading.in_words or reading.low is None or not (1 <= reading.low <= _MOST_ITEMS):
        return False
    lead = _ITEM_LEAD[mark].search(page.low, max(0, reading.start - 3), reading.start)
    if end - reading.start > 2 or lead is None or not _ITEM.match(page.text, end):
        return False
    number, near = int(reading.low), (max(0, reading.start - _LIST), reading.end + _LIST)
    before = re.compile(rf"(?<![\w.,(]){number - 1}{re.escape(mark)}[ ]")
    after = re.compile(rf"(?<![\w.,(]){number + 1}{re.escape(mark)}[ ]")
    return (number > 1 and before.search(page.low, near[0], reading.start) is not None) or (
        number == 1 and after.search(page.low, reading.end, near[1]) is not None
    )


def is_compound_noun(page: Page, reading: Reading) -> bool:
    """Whether a hyphen makes one noun of a number and what follows it: "un cinq-pièces", "les deux-roues", "a six-figure salary"."""
    if reading.language == "en":
        return reading.bare and page.low.startswith(("-figure", "-something"), reading.end)
    return (
        reading.in_words
        and reading.bare
        and not reading.kind
        and page.low[reading.end : reading.end + 1] == "-"
        and page.low[reading.end + 1 : reading.end + 2].isalpha()
        and reading.language == "fr"
    )


def is_score(page: Page, reading: Reading) -> bool:
    """Whether "3 – 0" or "2-1" is a match result, from its first number or its second."""
    if reading.unit or reading.power or reading.in_words or reading.is_range:
        return False
    if _SCORE.match(page.low, reading.end):
        return True
    goals = _GOALS.match(page.low, reading.end)
    if (
        goals
        and reading.low is not None
        and int(goals.group(1)) < reading.low <= _MOST_GOALS
        and not page.grammar.phrases["change_from"].ending(reading.left)
    ):
        return reading.left[-1:] not in (["de"], ["from"]) or not page.grammar.words["scores"].isdisjoint(
            reading.left[-_SCORED:]
        )
    if reading.left[-1:] in (["à"], ["to"]) and (
        goals := _GOALS_BEFORE.search(page.low, max(0, reading.start - 8), reading.start)
    ):
        return (
            reading.low is not None
            and reading.low < int(goals.group(1)) <= _MOST_GOALS
            and (
                reading.left[-3:-2] not in (["de"], ["from"])
                or not page.grammar.words["scores"].isdisjoint(reading.left[-_SCORED:])
            )
        )
    return _SCORE_BEFORE.search(page.low, max(0, reading.start - 7), reading.start) is not None


def is_sport_label(page: Page, reading: Reading) -> bool:
    """Whether a measure names a discipline: "pistolet à 10 m"."""
    grammar, left = page.grammar, reading.left
    if grammar.phrases["disciplines"].ending(left):
        return True
    group = grammar.phrases["age_groups"].ending(left) if reading.unit == "year" else 0
    if not group or left[-group] not in {"des", "aux"}:
        return False
    for word in reversed(left[-group - _TEAM : -group]):
        if word in grammar.words["teams"]:
            return True  # "l'équipe de France des moins de 20 ans"
        if not word[0].isalpha():
            return False
    return False


def is_price_base(page: Page, reading: Reading) -> bool:
    """Whether a round number is what a price is for: "le coût d'un million de tokens", "per million"."""
    left = reading.left
    if not (reading.in_words and reading.power) or not left:
        return False
    tokens = [word for word in reading.right[:2] if word not in {"de", "of"}][:1]
    if reading.article and page.grammar.words["price_bases"].intersection(tokens):
        return any(
            word in page.grammar.words["price_of"] for word in (*left, *reading.right)
        )  # "what a million tokens costs"
    return (left[-1] in {"par", "per"} and (reading.vague or _is_round(reading.low))) or (
        len(left) > 1 and left[-1] in {"d'", "de", "of"} and left[-2] in page.grammar.words["price_of"] and reading.article
    )


def _is_round(value: Decimal | None) -> bool:
    """Whether a number is a power of ten, as those are that a rate is for."""
    return value is not None and value > 0 and value == Decimal(10) ** value.adjusted()


def continues_name(page: Page, name_end: int, reading: Reading) -> bool:
    """Whether only a link stands between a number refused as a name and this one: "Apollo 9 et 15"."""
    return _CHAIN.fullmatch(page.low, name_end, reading.start) is not None and not (
        reading.right[:1] and reading.right[0].isalpha() and reading.right[0][-1] == "s"
    )


def is_denominator(page: Page, reading: Reading) -> bool:
    """Whether a round number is what a rate is for: "287 cas pour 100 000", "0,64 $ par 100 $", "les 100 litres se vendent"."""
    left, right = reading.left, reading.right
    if reading.in_words or reading.fractional or reading.is_range or reading.low not in _BASES or not left:
        return False
    if left[-1] in {"par", "per"}:
        return reading.unit != "" or _states(left)
    if left[-1] == "pour":
        return reading.bare and right[:1] != [] and right[0].isalpha() and _states(left)
    return (
        left[-1] in {"les", "the"}
        and reading.kind == "quantity"
        and page.grammar.words["sell"].intersection(right[:1]) != set()
    )


def _states(left: list[str]) -> bool:
    """Whether a number stands a few words before, in the sentence, that a denominator may be of."""
    for word in reversed(left[-_RATE:-1]):
        if word in _STOPS:
            return False
        if word[0].isdigit():
            return True
    return False


def _is_english_title(page: Page, reading: Reading) -> bool:
    """Whether a capital makes a number word part of a title: "Ocean's Eleven was on", "Twelve Angry Men plays"; no headline."""
    text = page.text
    if text[reading.start + 1 : reading.start + 2].isupper() or reading.unit:
        return False
    line = text.rfind("\n", max(0, reading.start - _TITLED), reading.start) + 1
    end = text.find("\n", reading.end, reading.end + _TITLED)
    whole = text[max(line, reading.start - _TITLED) : end if end >= 0 else reading.end + _TITLED]
    run = _CAPITALS_AFTER.match(text, reading.end)
    quoted = text[reading.start - 1 : reading.start] in _OPENING
    if quoted and run is not None and run.group(2) is not None and _CLOSING.match(text, run.end(2)):
        return True  # "Fifty Shades of Grey" in quotes
    if len(_SMALL_WORD.findall(whole)) < _FEWEST_SMALL:
        return False  # a headline
    before = _CAPITAL_BEFORE.search(text, max(0, reading.start - 32), reading.start)
    if before is not None:
        inside = _MID_SENTENCE.search(text, max(0, before.start() - 3), before.start()) is not None
        little = before.group(1).lower() in page.grammar.function_words | page.grammar.stopwords.get("en", frozenset())
        counted = _counts_plural(page, reading) and reading.right[0] not in _SINGULAR
        return not (little or counted) and (inside or before.group(1).endswith(("'s", "’s")))
    if run is None:
        return False
    inside = _MID_SENTENCE.search(text, max(0, reading.start - 3), reading.start) is not None
    return inside or (run.group(2) is not None and run.group(3) in _SINGULAR)


def is_title(page: Page, reading: Reading) -> bool:
    """Whether a capital within a French number or on its unit makes it a title: "Mille et Une Nuits", "20 Minutes"."""
    if reading.in_words and reading.language == "fr" and _CAPITALS.search(page.text, reading.start + 1, reading.number_end):
        return True  # "les Mille et Une Nuits"
    if reading.in_words and reading.language == "en" and page.text[reading.start].isupper() and not reading.power:
        return _is_english_title(page, reading)
    unit = page.text[reading.number_end : reading.end].strip()
    return (
        reading.kind == "duration"
        and reading.language == "fr"
        and len(unit) > 3
        and unit[0].isupper()
        and unit[1:].islower()
    )

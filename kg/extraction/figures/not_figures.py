"""Numbers that state no quantity: in names and labels, codes, scores, list numbers, titles, and what a rate or price is for."""

from __future__ import annotations

import re

from kg.extraction.figures.pointing import counts_in_compound
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import SHORT_PLURAL, is_plural

_LONGEST_NAME_NUMBER = 4
_NAME_WORD = re.compile(r"(?:(?<=[\s'’(«\"“/&-])|^)([^\W\d_]\w*['’]?)[ \u00a0]$")
_OPENERS = frozenset({"", ".", "\n", ":", "!", "?", "–", "•", "-"})
_CHAIN = re.compile(r"[ ]?(?:,|et|and|ou|or|à|to|au|-|–|&|/)?[ ]?(?:le |the )?")
_SCORE = re.compile(r"[ ]?[-–][ ]?\d{1,3}(?![\d%]|[.,]\d)")
_SCORE_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}[ ]?[-–][ ]?$")
_GOALS = re.compile(r"[ ](?:à|to)[ ](\d{1,2})(?![\w%]|[ ]?%|[.,]\d)")
_GOALS_BEFORE = re.compile(r"(?<![\d.,])(\d{1,2})[ ](?:à|to)[ ]$")
_MOST_GOALS = 20
_CAPITALS = re.compile(r"[a-z][ \n-](?:et[ \n-])?[A-Z][a-z]+")
_BASES = frozenset(10**power for power in range(2, 7))
_RATE = 6
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
    if reading.in_words or reading.signed or reading.power:
        return False
    if reading.end - reading.start > _LONGEST_NAME_NUMBER and not reading.is_range:
        return False
    if reading.left[-1:] == ["la"] and reading.language == "fr" and not reading.fractional and not reading.is_range:
        return not reading.right or not reading.right[0][0].isalnum()  # "les lignes de bus, dont la 107, ..."
    match = _NAME_WORD.search(page.text, max(0, reading.start - 28), reading.start)
    if match is None or not any(letter.isupper() for letter in match.group(1)):
        return False
    word = match.group(1)
    if word.lower().rstrip("'’") in page.grammar.function_words:
        return False
    opener = page.text[max(0, match.start(1) - 8) : match.start(1)].rstrip(" \u00a0")[-1:]
    # A verb or noun that opens the sentence is no name when a plural is counted after it: "Restent 30 dossiers".
    return not (plural and word[1:].islower() and opener in _OPENERS)


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
        if second.isalnum() and not (before in ",:" and not second.isdigit()) and before != "–":
            return True
    if (before == "/" and reading.kind != "money") or (
        after == "/" and low[end + 1 : end + 2].isalnum() and not reading.unit
    ):
        return True
    if before == "[" and after == "]":
        return True
    if after == "-" and low[end + 1 : end + 2].isalpha():
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
        return reading.left[-1:] not in (["de"], ["from"])
    if reading.left[-1:] in (["à"], ["to"]) and (
        goals := _GOALS_BEFORE.search(page.low, max(0, reading.start - 8), reading.start)
    ):
        return (
            reading.low is not None
            and reading.low < int(goals.group(1)) <= _MOST_GOALS
            and reading.left[-3:-2] not in (["de"], ["from"])
        )
    return _SCORE_BEFORE.search(page.low, max(0, reading.start - 7), reading.start) is not None


def is_sport_label(page: Page, reading: Reading) -> bool:
    """Whether a measure names a discipline: "pistolet à 10 m"."""
    return page.grammar.phrases["disciplines"].ending(reading.left) > 0


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
    return left[-1] in {"par", "per"} or (
        len(left) > 1 and left[-1] in {"d'", "de", "of"} and left[-2] in page.grammar.words["price_of"] and reading.article
    )


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


def is_title(page: Page, reading: Reading) -> bool:
    """Whether a capital within a French number or on its unit makes it a title: "Mille et Une Nuits", "20 Minutes"."""
    if reading.in_words and reading.language == "fr" and _CAPITALS.search(page.text, reading.start + 1, reading.number_end):
        return True  # "les Mille et Une Nuits"
    unit = page.text[reading.number_end : reading.end].strip()
    return (
        reading.kind == "duration"
        and reading.language == "fr"
        and len(unit) > 3
        and unit[0].isupper()
        and unit[1:].islower()
    )

"""Numbers that state no quantity: in names and labels, codes, scores, list numbers, and what a rate or price is for."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.pointing import counts_in_compound
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import SHORT_PLURAL, is_plural, plural_follows, stands_alone

_LONGEST_NAME_NUMBER = 4
_NAME_WORD = re.compile(r"(?:(?<=[\s'’(«\"“/&-])|^)([^\W\d_]\w*['’]?)[ \u00a0]$")
_OPENERS = frozenset({"", ".", "\n", ":", "!", "?", "–", "•", "-"})
_CHAIN = r"[ ]?(?:,?[ ](?:<<range_and>>|<<range_or>>)|[,&/–-]|<<day_links>>)?[ ]?(?:<<day_articles>>[ ])?"
_SCORE = re.compile(r"[ ]?[-–][ ]?\d{1,3}(?![\d%]|[.,]\d)")
_SCORE_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}[ ]?[-–][ ]?$")
_GOALS = r"[ ]<<score_links>>[ ](\d{1,2})(?![\w%]|[ ]?%|[.,]\d)"
_GOALS_BEFORE = r"(?<![\d.,])(\d{1,2})[ ]<<score_links>>[ ]$"
_MOST_GOALS = 20
_TEN, _HUNDRED = 10, 100
_PADDED = 3  # digits of a number with noughts before it
_BASES = frozenset(10**power for power in range(2, 7))
_RATE = 6
_SCORED = 8  # words before a result in which "score" stands
_ELIDED = r"(?<!\w)<<elided>>$"
_TIED = r"-(?:<<about_tied>>|<<more_tied>>)[ ]"
_SIZED = r"-<<sized_by_figures>>"
_FIVE_DIGITS = re.compile(r"\d{5}")
_TITLED = re.compile(r"(?<![\w.:])[A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý][a-zà-ÿ]+ $")
_TITLE = 40
_PLAN = r"-<<plan_parts>>[ ](?:[^\W\d_]+[ ])?<<plans>>(?!\w)"
_PLAN_PARTS = r"[ ]<<plan_parts>>(?!\w)"
_PLAN_OF = r"(?<!\w)<<plans>>[ ](?:<<of_with_space>>?[^\W\d_]+[ ])?<<plan_links>>[ ]$"
_QUOTES = frozenset('"”’»')
_TEAM = 4  # words before an age group that may name its team
_MOST_ITEMS, _LIST = 20, 300
_ITEM = re.compile(r"\.[ ][A-ZÀ-Ý«]|\)[ ]\w")
_ITEM_LEAD = {".": re.compile(r"(?:^|[.;:!?)\n»])[ \n]?$"), ")": re.compile(r"(?:^|[.;:!?,\n»]|[^\W\d_])[ \n]$|^$")}
_NAMED_AFTER = r"(?:[a-z,] |^|[.!?\n] ?|<<paper_lead>> )[A-Z][\w'’-]+ $"
_READ = 100_000
_BRACKETED = re.compile(r"\(\d")
_STOPS = frozenset({".", ";", ":", "!", "?", "\n"})


def is_label(page: Page, reading: Reading) -> bool:
    """Whether a bare integer belongs to a name: "article 49", "vol 2933", "Apollo 12", "Group 4"."""
    grammar = page.grammar
    words, before = grammar.words, reading.left[-1] if reading.left else ""
    plural = plural_follows(page, reading) and not _is_verb(page, reading)
    if (
        grammar.phrases["label_before"].ending(reading.left)
        and not (plural and words["recurring_before"].intersection(reading.left[-2:-1]))  # "each week 12 nurses"
        and not (reading.is_range and before in words["labels_not_of_ranges"])
        and not (before in words["labels_that_count"] and "," in page.low[reading.start : reading.end])
    ):
        return True
    if before in words["decades_of"] and _names_decade(reading):
        return True
    if reading.in_words or reading.signed or reading.power:
        return False
    if reading.end - reading.start > _LONGEST_NAME_NUMBER and not reading.is_range:
        return not plural and _is_place_code(page, reading)
    if before in words["pointing_article"] and stands_alone(page, reading) and _is_model(page, reading):
        return True
    if before in words["numbered"] and reading.language in grammar.languages_that["name_by_article_and_number"]:
        return not (reading.fractional or reading.is_range) and _is_numbered(page, reading)
    match = _NAME_WORD.search(page.text, max(0, reading.start - 28), reading.start)
    if match is None or not any(letter.isupper() for letter in match.group(1)):
        return False
    word = match.group(1)
    if word.lower() in words["toll_verbs"]:
        return False  # "Mill Blast Kills 2, 9 Still Missing"
    if word.lower().rstrip("'’") in grammar.function_words:
        named = grammar.patterns[_NAMED_AFTER].search(page.text, max(0, match.start(1) - 24), match.start(1))
        return word[0].isupper() and named is not None and _names_paper(page, reading)
    opener = page.text[max(0, match.start(1) - 8) : match.start(1)].rstrip(" \u00a0")[-1:]
    # A verb or noun that opens the sentence is no name when a plural is counted after it: "Restent 30 dossiers".
    return not (plural and word[1:].islower() and opener in _OPENERS)


def _is_verb(page: Page, reading: Reading) -> bool:
    """Whether what looks like a plural behind a number is a little word: "Motel 6 has", "Fahrenheit 451 was"."""
    return reading.right[:1] != [] and reading.right[0] in page.grammar.stopwords.get(reading.language, ())


def _is_place_code(page: Page, reading: Reading) -> bool:
    """Whether five digits stand in a name of two words that goes on or is quoted: "Beverly Hills 90210 shaped"; not "Ford sold 90210 cars"."""
    if (
        not _FIVE_DIGITS.fullmatch(page.text, reading.start, reading.end)
        or _TITLED.search(page.text, max(0, reading.start - _TITLE), reading.start) is None
    ):
        return False
    if page.text[reading.end : reading.end + 1] in _QUOTES and reading.end < len(page.text):
        return True
    word = reading.right[0] if reading.right else ""
    little = word in page.grammar.function_words or word in page.grammar.words["free_followers"]
    behind = page.text[reading.end : reading.end + 2]
    return behind[:1] == " " and behind[1:].islower() and not little and not _is_verb(page, reading)


def _names_paper(page: Page, reading: Reading) -> bool:
    """Whether no plural noun follows that the number could count: "Drought Order 6 was", not "Police Order 6 Cars"."""
    following = reading.right[0] if reading.right else ""
    return not following[:1].isalpha() or following in page.grammar.function_words or not is_plural(following, SHORT_PLURAL)


def _is_numbered(page: Page, reading: Reading) -> bool:
    """Whether nothing follows that "le 93" could count: "la 107, ...", "dans le 93 depuis toujours"; not "entre le 100 et le 200 m"."""
    words, following = page.grammar.words, reading.right[0] if reading.right else ""
    if not following[:1].isalnum():
        return following not in {"%", "€", "$", "°", "/", "-"}
    if reading.left[-1] in words["numbered_alone"] or following in words["range_and"] | words["range_to"]:
        return False
    return following in page.grammar.function_words or following in words["free_followers"]


def _names_decade(reading: Reading) -> bool:
    """Whether a number can name a decade: "les années quatre-vingt-dix", "les années 80"."""
    return reading.low is not None and reading.low == reading.high and 0 < reading.low < _HUNDRED and reading.low % _TEN == 0


def _is_model(page: Page, reading: Reading) -> bool:
    """Whether "the 12" is the thing that the text calls by a name and this number elsewhere: "the Slate 12 ... wait for the 12"."""
    literal, words = page.text[reading.start : reading.end], page.grammar.words
    if not literal.isdecimal() or not words["of"].isdisjoint((*reading.right[:1], *reading.left[-2:-1])):
        return False
    near = "|".join(
        str(number) for number in range(max(1, int(literal) - 2), int(literal) + 3)
    )  # "the new Slate 11, the old 10"
    for match in re.finditer(rf"(?<=[a-z] )([A-Z][a-z]+) (?:{near})(?![\w%]|[.,]\d| [a-z]+s(?!\w))", page.text[:_READ]):
        word = match.group(1).lower()
        dated = word in page.grammar.months or word in words["weekdays"] or word in page.grammar.unit_codes
        if not dated and (match.group().endswith(f" {literal}") or page.text.count(match.group()) > 1):
            return True
    return False


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
        patterns = page.grammar.patterns
        elided = before in "'’" and patterns[_ELIDED].search(low, max(0, start - 8), start) is not None  # "plus d'1 million"
        if second.isalnum() and not (before in ",:" and not second.isdigit()) and before != "–" and not elided:
            return True
    if (before == "/" and reading.kind != "money") or (
        after == "/" and low[end + 1 : end + 2].isalnum() and not reading.unit
    ):
        return True
    if before == "[" and after == "]" and not reading.unit:
        return True
    if after == "-" and low[end + 1 : end + 2].isalpha():
        if page.grammar.patterns[_TIED].match(low, end):
            return False  # "20-odd people"
        return not counts_in_compound(page, reading)
    if after == "/" and low[end + 1 : end + 2].isdigit() and reading.kind != "money":
        return True  # 24h/24
    if after in ".,:" and low[end + 1 : end + 2].isdigit() and reading.bare:
        return True
    return after == "@"


def is_padded(page: Page, reading: Reading) -> bool:
    """Whether noughts before it make a number a code or a time of day: "0900", "agent 007"; no quantity is written so."""
    literal = page.text[reading.start : reading.end]
    return literal.isdecimal() and literal[0] == "0" and len(literal) >= _PADDED


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


def is_note_mark(page: Page, reading: Reading) -> bool:
    """Whether a bare number in brackets behind a word marks a note: "selon l'institut (1)"; not "Nantes (1), Lyon (2)".

    It is the only one of its sentence, or opens a line of notes elsewhere; behind "trois (3) lots" it is the number again.
    """
    low, start, end = page.low, reading.start, reading.end
    if low[start - 1 : start] != "(" or low[end : end + 1] != ")" or not low[start:end].isdecimal() or end - start > 2:
        return False
    left = reading.left[-2:-1]
    if not left or not left[0].strip("'").isalpha() or left[0] in page.grammar.numbers or low[start] == "0":
        return False
    if page.written(f"\n({low[start:end]}) "):
        return True
    first, last = sentence_bounds(page, start)
    return end - start == 1 and len(_BRACKETED.findall(low, first, last)) == 1


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
    grammar = page.grammar
    if reading.language in grammar.languages_that["compounds_count"]:
        return reading.bare and grammar.patterns[_SIZED].match(page.low, reading.end) is not None
    return (
        reading.in_words
        and reading.bare
        and not reading.kind
        and page.low[reading.end : reading.end + 1] == "-"
        and page.low[reading.end + 1 : reading.end + 2].isalpha()
        and reading.language in grammar.languages_that["tie_nouns_to_numbers"]
    )


def names_plan(page: Page, reading: Reading) -> bool:
    """Whether a number says how many parts a plan has, which is so called: "a seven-point plan", "un plan en dix points"."""
    patterns, end = page.grammar.patterns, reading.number_end
    if page.low[end : end + 1] == "-":
        return patterns[_PLAN].match(page.low, end) is not None
    if page.grammar.words["plan_links"].isdisjoint(reading.left[-1:]) or not patterns[_PLAN_PARTS].match(page.low, end):
        return False
    return patterns[_PLAN_OF].search(page.low, max(0, reading.start - _TITLE), reading.start) is not None


def is_score(page: Page, reading: Reading) -> bool:
    """Whether "3 – 0" or "2-1" is a match result, from its first number or its second."""
    if reading.unit or reading.power or reading.in_words or reading.is_range:
        return False
    if _SCORE.match(page.low, reading.end):
        return True
    grammar, words, left = page.grammar, page.grammar.words, reading.left
    goals = grammar.patterns[_GOALS].match(page.low, reading.end)
    if (
        goals
        and reading.low is not None
        and int(goals.group(1)) < reading.low <= _MOST_GOALS
        and not grammar.phrases["change_from"].ending(left)
    ):
        return words["score_from"].isdisjoint(left[-1:]) or not words["scores"].isdisjoint(left[-_SCORED:])
    if not (reading.fractional or words["score_links"].isdisjoint(left[-1:])) and (
        goals := grammar.patterns[_GOALS_BEFORE].search(page.low, max(0, reading.start - 8), reading.start)
    ):
        return (
            reading.low is not None
            and reading.low < int(goals.group(1)) <= _MOST_GOALS
            and (words["score_from"].isdisjoint(left[-3:-2]) or not words["scores"].isdisjoint(left[-_SCORED:]))
        )
    return _SCORE_BEFORE.search(page.low, max(0, reading.start - 7), reading.start) is not None


def is_sport_label(page: Page, reading: Reading) -> bool:
    """Whether a measure names a discipline: "pistolet à 10 m"."""
    grammar, left = page.grammar, reading.left
    if grammar.phrases["disciplines"].ending(left):
        return True
    group = grammar.phrases["age_groups"].ending(left) if reading.unit == "year" else 0
    if not group or left[-group] not in grammar.words["group_articles"]:
        return False
    for word in reversed(left[-group - _TEAM : -group]):
        if word in grammar.words["teams"]:
            return True  # "l'équipe de France des moins de 20 ans"
        if not word[0].isalpha():
            return False
    return False


def is_price_base(page: Page, reading: Reading) -> bool:
    """Whether a round number is what a price is for: "le coût d'un million de tokens", "per million"."""
    left, words = reading.left, page.grammar.words
    if not (reading.in_words and reading.power) or not left:
        return False
    things = [word for word in reading.right[:2] if word not in words["of"]][:1]
    if reading.article and words["price_bases"].intersection(things):
        return not words["price_of"].isdisjoint((*left, *reading.right))  # "what a million tokens costs"
    if left[-1] in words["per"]:
        return reading.vague or _is_round(reading.low)
    return reading.article and left[-1] in words["of"] and not words["price_of"].isdisjoint(left[-2:-1])


def _is_round(value: Decimal | None) -> bool:
    """Whether a number is a power of ten, as those are that a rate is for."""
    return value is not None and value > 0 and value == Decimal(10) ** value.adjusted()


def continues_name(page: Page, name_end: int, reading: Reading) -> bool:
    """Whether only a link stands between a number refused as a name and this one: "Apollo 9 et 15"."""
    return page.grammar.patterns[_CHAIN].fullmatch(page.low, name_end, reading.start) is not None and not (
        reading.right[:1] and reading.right[0].isalpha() and reading.right[0][-1] == "s"
    )


def is_denominator(page: Page, reading: Reading) -> bool:
    """Whether a round number is what a rate is for: "287 cas pour 100 000", "0,64 $ par 100 $", "les 100 litres se vendent"."""
    left, right, words = reading.left, reading.right, page.grammar.words
    if reading.in_words or reading.fractional or reading.is_range or reading.low not in _BASES or not left:
        return False
    if reading.unit == "x" and reading.settled:
        return False  # "divisé par 1 000"
    if left[-1] in words["per"]:
        return reading.unit != "" or reading.power > 0 or _states(left) or not words["rated"].isdisjoint(left[-_RATE:-1])
    if left[-1] == "/":
        return (
            right[:1] != [] and right[0].isalpha() and page.low[reading.end : reading.end + 1] == " "
        )  # "Input / 1M tokens"
    if left[-1] in words["part_links_of_rates"]:
        if right[:1] == [] or not right[0].isalpha():
            return False
        return (reading.bare and _states(left)) or not words["rated"].isdisjoint(left[-_RATE:-1])
    return left[-1] in words["the_many"] and reading.kind == "quantity" and not words["sell"].isdisjoint(right[:1])


def _states(left: list[str]) -> bool:
    """Whether a number stands a few words before, in the sentence, that a denominator may be of."""
    for word in reversed(left[-_RATE:-1]):
        if word in _STOPS:
            return False
        if word[0].isdigit():
            return True
    return False

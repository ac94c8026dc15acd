"""Numbers that belong to a name, told by where they stand before they are read: telephones, addresses, papers, labels, sayings.

What such a number says is no quantity whatever unit seems to follow it: "21 Real Street", "COP30", "Tel. 020 7946 0123".
"""

from __future__ import annotations

import re

from kg.extraction.figures.addresses import HOUSES, NEAR, address_end, place_end, telephone_end
from kg.extraction.figures.naming import Naming, counts_on, ends_with, may_label
from kg.extraction.figures.reading import Page
from kg.extraction.figures.result_months import result_months_end

_DAYS = 31
_RELAY = r"4[ ]?[x×*][ ]?(?:50|100|200|400|800|1[ ]?500)[ ]?(?:m|<<metres>>)(?!\w|[²³]|[ ][x×])"
_SCORED_WITHIN = 5  # words before a mark in which one says that it was given
_TIED = frozenset("+(*#")
_TYING = frozenset(" .-–/()½:")
_LETTERS = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"(?:(?<=\W)|^)([^\W\d_]+)$")
_CAPITALISED = re.compile(r"(?<!\w)[A-Z][\w'’-]+[ ]$")
_PARTS = re.compile(r"\d+(?:[-–/.]\d+){0,4}[a-z]?(?!\w)")
_CODED_PARTS = re.compile(r"\d{3,}(?:-\d{1,2}){1,3}(?![\w.,]*\d|[ ]?%)")
_LABEL = re.compile(r"\d{1,6}[a-z]?(?![\w%]|[.,]\d|[ ]\d{3}(?!\d))")
_LABEL_CHAIN = r"[ ]?(?:<<range_and>>|<<range_or>>|[&/])[ ]?\d{1,6}(?![\w%]|[.,]\d|[ ]\d{3}(?!\d))"
_NORM_BEFORE = re.compile(r"(?<!\w)([A-Z]{2,5})[ -]$")
_TIME = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)(?![\w%]|[.,]\d|[ ]?[%€$£])")
_HOURS = re.compile(r"([01]\d|2[0-3])([0-5]\d) (\w+)")
_DAY_PAIR = r"(\d{1,2}) <<day_links>> (?:<<day_articles>> )?(\d{1,2})(?!\w|[.,]\d)"
_BASE = re.compile(r"(?:1[ ]?000|100)[ ]?\)")
_BASE_BEFORE = re.compile(r"(?:19|20)\d\d ?= ?$")
_APARTMENT = re.compile(r"[1-9][ ]?½(?![ ]?[%€$]|[ ]?h)")
_HEAD = re.compile(r"(?:^|\n|[.!?:•] |\d[.)] )[ ]*[-*•]?[ ]?$")
_PADDED = re.compile(r"0\d+")
_GOES_ON = re.compile(r"[ ]?[^\W_]|[-/–,.:](?=\S)")
_MODEL = re.compile(r"(?<!\w)[A-Z][\w-]*[ ][A-Z][\w-]*[ ]$")
_SCORED = r"[ ]<<part_links_of_any>>[ ](?:5|10|20|100)(?!\w|[.,]\d|%)"
_TRAIN_TIME = r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?= (?:<<bound_for>>|<<vehicles>>)(?!\w)(?! \d))"
_BOUND_FOR = r" <<bound_for>> (?:[A-Z]|<<destinations>>(?!\w))"
_FREE_LINES = frozenset({"1800", "1300"})
_FREE_LINE = re.compile(r"1[38]00[ -]\d{3}[ -]\d{3}(?![\d%]|[ .,]\d)")  # four digits and threes are no number
_ROAD_LETTERS = re.compile(r"([A-Z]{1,3})[ ]?$")


def word_name_end(page: Page, naming: Naming, start: int, end: int) -> int:
    """Where the saying, the place or the adjective ends that a number word belongs to; 0 when it belongs to none."""
    low = page.low
    first = _LETTERS.match(low, start, end)
    word = first.group() if first is not None else ""
    if found := _saying_end(page, naming, start, word):
        return found
    if low[start - 1 : start] == "-" and low[start - 2 : start - 1].isdigit() and page.text[start].isupper():
        return end  # "7-Eleven"
    if word == naming.new_word and word and _is_new(page, naming, start, start + len(word)):
        return start + len(word)
    if word in naming.words["imperatives"]:
        head = page.text[start].isupper() and _HEAD.search(low, max(0, start - 6), start) is not None
        return end if head else 0
    if word in naming.words["last_rounds"] and _is_round(page, naming, start, end):
        return end
    if page.text[start].isupper() and not page.text[start + 1 : start + 2].isupper():
        return _called_end(page, naming, start, end)
    return 0


def _called_end(page: Page, naming: Naming, start: int, end: int) -> int:
    """The end of a number word with a capital that names a street or an animal: "chemin des Neuf", "a dog named Seven"."""
    left = page.before(start, 24)
    if left[-1:] and left[-1] in naming.words["called"]:
        return end
    if left[-1:] and left[-1] in naming.words["street_links"]:
        return end if naming.street_names.fullmatch(left[-2] if len(left) > 1 else "") else 0
    return 0


def number_name_end(page: Page, naming: Naming, start: int, end: int) -> int:
    """Where the name ends that the digits at a place belong to; 0 when they belong to none."""
    low, text = page.low, page.text
    literal = low[start:end]
    if found := _saying_end(page, naming, start, literal):
        return found
    if months := result_months_end(page, start, end):
        return months
    if literal[0] == "4" and (relay := naming.patterns[_RELAY].match(low, start)) is not None:
        return relay.end()
    if text[start - 1 : start].isalpha() and start:
        return _after_letters(page, naming, start, end)
    left = page.before(start)
    if literal in _FREE_LINES and (line := _FREE_LINE.match(low, start)) is not None and not counts_on(page, line.end()):
        return (
            0
            if page.grammar.phrases["year_before"].ending(left) and left[-1] in page.grammar.words["in_year"]
            else line.end()
        )
    if (
        left
        and left[-1] in page.grammar.words["pointing_article"]
        and (time := naming.patterns[_TRAIN_TIME].match(low, start))
        and _is_train(page, naming, time, left)
    ):
        return time.end()
    if _stands_freely(page, naming, start, end, left):
        return place_end(page, naming, start, end, left)
    return (
        telephone_end(page, naming, start, left)
        or _padded_end(page, start, end, left)
        or address_end(page, naming, start, end, left)
        or _paper_end(page, naming, start, end, left)
        or _label_end(page, naming, start, end, left)
        or _time_end(page, naming, start, end, left)
        or _score_end(page, naming, end, left)
    )


def _is_train(page: Page, naming: Naming, time: re.Match[str], left: list[str]) -> bool:
    """Whether a time with its dot is that of a train: "we caught the 6.15 to the airport", "the 18.40 from Leeds"."""
    if not naming.words["boarding"].isdisjoint(left[-3:-1]):
        return True
    return naming.patterns[_BOUND_FOR].match(page.text, time.end()) is not None


def _stands_freely(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> bool:
    """Whether no word or sign beside a number can make it a telephone, a paper, a label or a time, as with most: only a place."""
    low, text = page.low, page.text
    follows = low[end : end + 2]
    return (
        not may_label(naming, left)
        and naming.words["scored"].isdisjoint(left[-_SCORED_WITHIN:])
        and low[start] != "0"
        and low[start - 1 : start] not in _TIED
        and low[start - 2 : start - 1] != "="
        and not text[start - 2 : start - 1].isupper()
        and not (follows[:1] in _TYING and (follows[1:].isdigit() or follows[0] == "½"))
        and " " not in low[start:end]
        and not (end - start > HOUSES - 1 and left[-1:] and left[-1] in naming.words["saying"])
    )


def _saying_end(page: Page, naming: Naming, start: int, word: str) -> int:
    for before, rest, capital in naming.sayings.get(word, ()):
        begin, end = start - len(before), start + len(rest)
        if begin < 0 or page.low[begin:end].replace("\n", " ") != before + rest:
            continue
        if page.low[end : end + 1].isalnum() or (begin and page.low[begin - 1].isalnum()):
            continue
        if rest == word and not capital and counts_on(page, end):
            continue  # "couper en quatre morceaux" counts pieces
        if not capital or page.text[begin].isupper():
            return end
    return 0


def _is_new(page: Page, naming: Naming, start: int, end: int) -> bool:
    """Whether "neuf" is the adjective: "un logement neuf", "remis à neuf et vendu"; not "ils sont neuf", "neuf pays"."""
    left, right = page.before(start, NEAR), page.after(end, 16)
    follows = not right or not (right[0][0].isalnum() or right[0] in "-%€$") or right[0] in naming.words["new_followers"]
    if not left or (right and (right[0][0].isdigit() or right[0] in "-%€$")):
        return False
    if follows and left[-1] in naming.words["new_before"]:
        return naming.words["new_counts_behind"].isdisjoint(left[-2:-1])
    described = len(left) > 1 and left[-1].endswith(naming.endings["adjective_endings"])
    noun = left[:-1] if described else left  # "un vélo électrique neuf"
    return any(
        len(words) > 1 and words[-2] in naming.words["new_articles"] and _is_singular(words[-1]) for words in (left, noun)
    ) and not _opens_number(page, naming.new_word, end, right)


def _is_singular(word: str) -> bool:
    return word.isalpha() and word[-1] not in "sx" and len(word) > 2


def _opens_number(page: Page, word: str, end: int, right: list[str]) -> bool:
    """Whether a number word goes on or counts: "neuf cents", "neuf fois", "neuf élus"."""
    grammar = page.grammar
    opens = right[:1] != [] and (
        right[0] in grammar.numbers or right[0] in grammar.hundreds or right[0] in grammar.decimal_words
    )
    little = right[:1] != [] and any(right[0] in grammar.stopwords[code] for code in grammar.word_languages[word])
    return opens or (counts_on(page, end) and not little)


def _is_round(page: Page, naming: Naming, start: int, end: int) -> bool:
    """Whether "eight" is a round of a cup: "reached the last eight"."""
    left, words = page.before(start, 24), naming.words
    if len(left) < 3 or left[-1] not in words["last_words"] or left[-3] not in words["last_leads"]:
        return False
    return left[-2] in page.grammar.words["pointing_article"] and not counts_on(page, end)


def _padded_end(page: Page, start: int, end: int, left: list[str]) -> int:
    """The end of a code that a zero leads, with nothing behind to count: "flour (not 00)"; but "05 blessés" are five."""
    low = page.low
    if not _PADDED.fullmatch(low, start, end) or left[-1:] == [":"] or counts_on(page, end):
        return 0
    return 0 if _GOES_ON.match(low, end) else end


def _paper_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    """The number of a law, a norm or a paper with its parts: "L. 3113-1", "IEC 61400-1", "rev. 2.1"."""
    parts = _PARTS.match(page.low, start)
    if parts is None or parts.end() <= end - (page.low[end - 1] == ".") or counts_on(page, parts.end()):
        parts = None
    norm = _NORM_BEFORE.search(page.text, max(0, start - 7), start) if page.text[start - 2 : start - 1].isupper() else None
    if norm is not None and norm.group(1) in naming.words["norms"]:
        whole = _PARTS.match(page.low, start)
        return whole.end() if whole is not None and not counts_on(page, whole.end()) else 0
    if norm is not None and (coded := _CODED_PARTS.match(page.low, start)) and norm.group(1) not in page.grammar.signs:
        return coded.end()
    if page.low[start - 1 : start] != "\n" and ends_with(naming, "papers", left):
        whole = _PARTS.match(page.low, start)
        return whole.end() if parts is not None and whole is not None else _version_end(page, naming, end, left)
    return 0


def _version_end(page: Page, naming: Naming, end: int, left: list[str]) -> int:
    if left[-1:] != ["."] or naming.words["versions"].isdisjoint(left[-2:-1]):
        return 0
    return 0 if counts_on(page, end) else end


def _label_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    low, text = page.low, page.text
    if not left or low[start - 1] == "\n":
        return 0
    if (
        left[-1] in naming.words["apartment_articles"]
        and (flat := _APARTMENT.match(low, start))
        and not counts_on(page, flat.end())
    ):
        return flat.end()  # "un 4½": an apartment
    if (
        " " in low[start:end]
        and page.language(start) in page.grammar.languages_that["group_by_commas"]
        and _MODEL.search(text, max(0, start - 32), start)
    ):
        return 0 if counts_on(page, end) else end  # "Core Vega 7 258"
    label = _LABEL.match(low, start)
    if label is None:
        return 0
    length = naming.phrases["labels"].ending(left) or (naming.phrases["labels"].ending(left[:-1]) if left[-1] == "." else 0)
    if length:
        before = left[: len(left) - length - (left[-1] == "." and not naming.phrases["labels"].ending(left))]
        if naming.phrases["not_labels_after"].ending(before) or (before and before[-1].isdigit()):
            return 0
        if counts_on(page, label.end()):
            return 0
        chain = page.grammar.patterns[_LABEL_CHAIN].match(low, label.end())
        return chain.end() if chain is not None and not counts_on(page, chain.end()) else label.end()
    letters = _ROAD_LETTERS.search(text, max(0, start - 4), start) if text[start - 2 : start - 1].isupper() else None
    if letters is not None and text[start - 1] == " " and letters.group(1) not in page.grammar.signs:
        road = page.before(letters.start(), 24)
        if naming.phrases["roads"].ending(road):
            return label.end()
    return 0


def _after_letters(page: Page, naming: Naming, start: int, end: int) -> int:
    """Codes that look like sums or times: "COP30", "KRW1", "Helix X4"."""
    text = page.text
    letters = _GLUED.search(text[max(0, start - 6) : start])
    if letters is None:
        return 0
    code = letters.group(1)
    if code in naming.words["small_currencies"] and end - start <= 2:
        return 0 if page.grammar.scale.match(page.low, end) or page.grammar.suffix.match(text, end) else end
    if code == "X":
        named = _CAPITALISED.search(text[max(0, start - 24) : start - 1])
        return end if named is not None else 0
    return 0


def _time_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    low = page.low
    time = _TIME.match(low, start)
    if time is not None and naming.phrases["at_clock"].ending(left):
        zero = low[start] == "0" and len(time.group(1)) == 2
        near = page.before(start, NEAR) + page.after(time.end(), 32)
        if (zero or naming.words["clock_cues"].intersection(near)) and not counts_on(page, time.end()):
            return time.end()
    hours = _HOURS.match(low, start)
    if (
        hours is not None
        and hours.group(3) in naming.words["hours_word"]
        and (low[start] == "0" or naming.phrases["at_clock"].ending(left))
    ):
        return hours.end()
    pair = page.grammar.patterns[_DAY_PAIR].match(low, start) if ends_with(naming, "days", left) else None
    if pair is not None and max(int(pair.group(1)), int(pair.group(2))) <= _DAYS:
        return pair.end()
    if naming.phrases["about_years"].ending(left) and low[start:end].isdigit() and end - start in {3, 4}:
        return 0 if counts_on(page, end) else end
    if _BASE_BEFORE.search(low, max(0, start - 8), start) and _BASE.match(low, start):
        return end
    return 0


def _score_end(page: Page, naming: Naming, end: int, left: list[str]) -> int:
    """A mark that someone gives: "gave it 7 out of 10"; not "7 out of 10 people"."""
    if not naming.words["scored"].intersection(left[-_SCORED_WITHIN:]):
        return 0
    score = page.grammar.patterns[_SCORED].match(page.low, end)
    return score.end() if score is not None and not counts_on(page, score.end()) else 0

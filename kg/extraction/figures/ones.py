"""What "one", "un" and "a" count: "un an", "one in five", "more than an hour"; other uses are articles."""

from __future__ import annotations

from decimal import Decimal

from kg.extraction.figures.counted import read_counted
from kg.extraction.figures.listings import may_be_listed
from kg.extraction.figures.multiples import read_times
from kg.extraction.figures.numbers import read_words
from kg.extraction.figures.reading import POINTS, Page, Reading
from kg.extraction.figures.shares import read_out_of
from kg.extraction.figures.signs import read_sign_word
from kg.extraction.figures.units import read_measure

_ONE_MORE = r"[ \n]+<<one_more>>"
_LONG = frozenset({"year", "decade", "century"})  # spans that an article counts behind "took"
_CLAUSE = 8  # words before "by one dollar" in which a verb says that something changes


def read_spoken_one(page: Page, start: int, end: int) -> tuple[Reading | None, int] | None:
    """A number or part that opens with "one": "one hundred", "one point five", "one third", "one and a half million"."""
    grammar = page.grammar
    following = page.after(end, 32)
    after = following[1] if following[:1] == ["-"] and len(following) > 1 else following[0] if following else ""
    if after in grammar.decimal_words:
        return _counted_point(page, start)
    if after in grammar.hundreds or after in grammar.scales:
        return read_counted(page, start)
    if after in grammar.fractions and after not in grammar.ordinal_words and after != "half":
        return read_counted(page, start)
    if after in grammar.fractions and page.low[end] in " \n" and after != "second":
        reading, at = read_counted(page, start)
        return (reading, at) if reading is not None and reading.kind else None
    if grammar.phrases["one_goes_on_with"].starting(following):
        reading, at = read_counted(page, start)
        if reading is not None and (reading.fractional or reading.step > 1):
            return reading, at  # also "one and a half dozen"
    return None


def _counted_point(page: Page, start: int) -> tuple[Reading | None, int]:
    """Read "one point five", or "one point", which is an article and a noun unless it is a point of a rate or a score."""
    reading, at = read_counted(page, start)
    if reading is not None and reading.unit == POINTS:
        reading.article = True
    return reading, at


def read_one(page: Page, start: int, end: int) -> tuple[Reading | None, int]:
    """Read "un an", "une heure", "an hour and a half", "une seule", "un blessé", "one in five": what "one" counts; other uses are articles."""
    grammar = page.grammar
    reading = Reading(start, end, Decimal(1), Decimal(1), page.language(start), in_words=True, article=True, number_end=end)
    following = page.after(end, 32)
    after = following[0] if following else ""
    rounded = after in grammar.scales or after in grammar.collectives
    if rounded and page.language(start) in grammar.word_languages[after]:
        return None, end  # read with the round number, which takes its article in: "un million par an"
    if read_out_of(page, reading) or read_times(page, reading):
        return reading, reading.end
    left = page.before(start, 32)
    if after in grammar.words["alone"] and (_once(page, left, following) or _is_behind(page, left, following)):
        return None, end
    feminine = page.low.startswith("une", start) and after == "mort"
    if after in grammar.words["alone"] or (
        after in grammar.words["victims"] and not feminine and not (left and left[-1] in {"autre", "chaque"})
    ):
        reading.settled = True
        return reading, reading.end
    if after in grammar.words["counted_humans"]:
        # "cinq hommes et une femme"
        counted = (
            len(left) >= 3
            and left[-1] in {"et", "and"}
            and left[-2] not in grammar.unit_codes
            and (grammar.numbers.get(left[-3], 0) > 1 or left[-3][0].isdigit())
        )
        said = page.low[start:end] in grammar.words["ones"]
        harmed = said and grammar.words["harming"].intersection(left[-1:]) != set()  # "killing one child"
        reading.settled = True
        return (reading if counted or harmed else None), end
    if page.grammar.one_shares.match(page.low, end):
        reading.article = False
        return reading, end
    if _range_end(page, end, after, left):
        reading.article = False
        return reading, end
    if (rate := page.grammar.one_per.match(page.low, end)) and after not in grammar.words["times"]:
        if _is_amount(page, after, rate.end()):
            return None, end
        if grammar.words["negation_words"].intersection(left[-1:]):
            return None, end  # "ne valent pas un café par mois"
        reading.settled = True
        if after in grammar.unit_codes or after in grammar.currency_names or after in grammar.subunits:
            read_measure(page, reading)  # "an hour a day", "un euro par action"
        return reading, reading.end
    article = page.low[start:end] not in grammar.words["ones"]
    if after in grammar.fractions and after not in grammar.ordinal_words:
        return None, end
    if article and after in grammar.hundreds:
        return None, end
    if article and page.lone and after in grammar.groups:
        reading.low = reading.high = Decimal(grammar.groups[after])
        reading.end = page.low.index(after, end) + len(after)
        return reading, reading.end
    if not article and after in grammar.decimal_words:
        return _counted_point(page, start)
    read_measure(page, reading)
    if page.lone and (not article or not left):
        read_sign_word(page, reading)
        return (reading if reading.unit or not article else None), reading.end
    if reading.unit and reading.fractional:
        return reading, reading.end  # a year and a half
    if article and reading.unit and (reading.unit == "pp" or _bounded(page, reading, left)):
        return reading, reading.end
    if not article and not reading.unit and (reading.end == end or page.low[end] in " \n"):
        numeral = after in grammar.collectives or after in grammar.scales or after in grammar.fractions
        if not numeral and grammar.patterns[_ONE_MORE].match(page.low, end):
            reading.end, reading.settled = end, True  # "une vente de plus qu'en mars"
            return reading, end
        if may_be_listed(page, reading, left):
            reading.end, reading.listed = end, True
            return reading, end
    if article or not reading.unit or reading.unit == "points":
        return None, end
    if not article and _raises_by(page, reading, left):
        return reading, reading.end
    spoken = page.asides and (page.low.startswith("one", start) or reading.kind == "quantity")
    if reading.kind not in {"duration", "age"} and reading.unit not in {"pp", "%"} and not (_hedged(page, left) or spoken):
        return None, reading.end
    return reading, reading.end


def _once(page: Page, left: list[str], following: list[str]) -> bool:
    """Whether "un seul" only says that it was at once: "sur un seul trimestre", "in one single deal", "d'une seule voix"."""
    words, noun = page.grammar.words, following[1:2]
    if not words["range_and"].isdisjoint(noun) and not words["same"].isdisjoint(following[2:3]):
        return True  # "une seule et même"
    if page.grammar.phrases["once_in"].ending(left):
        return True
    return not words["of"].isdisjoint(left[-1:]) and not words["said_at_once"].isdisjoint(noun)


def _is_behind(page: Page, left: list[str], following: list[str]) -> bool:
    """Whether "un seul" stands behind a preposition and of no more: "pour un seul moulin"; not "sur un seul des cinq"."""
    grammar = page.grammar
    if page.lone or page.asides or grammar.phrases["of_them"].starting(following[1:]):
        return False
    return not grammar.words["lone_behind"].isdisjoint(left[-1:])


def _is_amount(page: Page, noun: str, end: int) -> bool:
    """Whether what is "per" something is an amount told otherwise, which one cannot count: "un bénéfice par action de 1,43 dollar"."""
    grammar, words = page.grammar, page.grammar.words
    if noun in words["amounts_per"] or noun in words["money_nouns"] or noun in words["price_of"]:
        return True
    following = page.after(end, 40)
    if not following or following[0] not in words["of_amounts"]:
        return False
    amount = next((word for word in following[1:] if (word,) not in grammar.hedges and word not in words["of"]), "")
    return amount[:1].isdigit() or amount in grammar.numbers or amount in grammar.signs


def _range_end(page: Page, end: int, link: str, left: list[str]) -> int:
    """Where the number ends to which "one" is the lower end, "one or two", "between one and three hours"; 0 where it is none."""
    words = page.grammar.words
    joins = link in words["range_or"] or link in words["range_to"] or link in words["range_and"]
    if not joins or (link in words["range_and"] and words["between"].isdisjoint(left[-1:])):
        return 0
    numeral = read_words(page.low, page.low.index(link, end) + len(link) + 1, page.grammar, page.language(end))
    if numeral is None or numeral.value <= 1 or page.low[numeral.end : numeral.end + 1] == "-":
        return 0
    following = page.after(numeral.end, 24)[:1]
    if link in words["range_or"] or following == ["of"]:
        return numeral.end
    counts = following != [] and following[0].isalpha() and following[0] not in page.grammar.function_words
    return numeral.end if counts and following[0] not in page.grammar.stopwords.get("en", ()) else 0


def _bounded(page: Page, reading: Reading, left: list[str]) -> bool:
    """Whether an article counts as one: "more than a year", "just under an hour"; not "more than a year ago"."""
    if reading.unit in _LONG and not page.grammar.words["taking_time"].isdisjoint(page.unhedged(left)[-1:]):
        return True  # "it took a decade"
    tail = next((tuple(left[-n:]) for n in page.grammar.hedge_lengths if tuple(left[-n:]) in page.grammar.hedges), ())
    return (
        reading.kind == "duration"
        and tail != ()
        and not (
            left[-len(tail) - 1 : -len(tail)] == ["in"] and page.grammar.hedges[tail] == "at_least"
        )  # "the highest in more than a year"
        and not page.grammar.words["vague_bounds"].intersection(tail)
        and not page.grammar.phrases["locating_after"].starting(page.after(reading.end, 24))
    )


def _raises_by(page: Page, reading: Reading, left: list[str]) -> bool:
    """Whether one unit is by how much something changes: "des tarifs en hausse d'un euro", "raised its price by one dollar"."""
    grammar, words = page.grammar, page.grammar.words
    led = words["of"].intersection(left[-1:]) != set() or grammar.phrases["elliptic_change"].ending(left) > 0
    if not (led and words["raising"].intersection(left[-_CLAUSE:-1])):
        return False
    following = page.after(reading.end, 24)[:1]
    little = following != [] and (
        following[0] in grammar.function_words or following[0] in grammar.stopwords.get(reading.language, ())
    )
    return little or not following or not following[0][0].isalpha()


def _hedged(page: Page, left: list[str]) -> bool:
    if page.grammar.words["negation_words"].intersection(left[-1:]):
        return page.grammar.phrases["above"].ending(left[:-1]) > 0  # "ne dépasse guère un mètre"
    return any(tuple(left[-length:]) in page.grammar.hedges for length in page.grammar.hedge_lengths if length <= len(left))

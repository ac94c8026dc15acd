"""What a number that counts no noun of its own takes after: "£61bn, up from 58", "il lui en faudrait 70", "Forrester by 10"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.sizes import COMPARED, fits, inherit, magnitude, size
from kg.extraction.figures.standing import ends_clause, is_plural, stands_alone

_SENTENCE_GAP = re.compile(r"[.!?](?=[\s\"»”’)])|\n")
_CLITIC = r"(?<![^\W\d_])(?P<subject><<en_subjects>>(?:(?<=')|(?<!')[ ]))?<<pronouns_of_them>>[ ](?P<verb>[^\W\d_]+)(?=[^.;:!?\n]{0,60}$)"
_NAMED = r"(?:[,;]|\b(?:<<and>>|<<but>>))[ ](?:[^\W\d_]+['’ ][ ]?){0,2}[A-ZÀ-Ý][\w'’.-]*(?:[ ][A-ZÀ-Ý\d][\w'’.-]*){0,3}[ ]$"
_OTHERS = r"(?:[,;]|\b(?:<<and>>|<<but>>))[ ]<<another_one>>(?:(?<=')|(?<!')[ ])[^\W\d_]+[ ]$"
_BARE_OTHERS = r"(?:[,;]|\b<<and>>)[ ](?:<<the_many>>[ ])?[^\W\d_]{3,}s[ ]$"
_APART = r"[,;]|[ ]<<and>>[ ]"
_CLAUSE_MARK = re.compile(r"[.;:!?\n](?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_OF, _ALL = 60, 100  # what two shares of one whole come to
_SCALED = 6
_LARGEST_RATIO = 100
_SENTENCE = 200
_FURTHER = 320
_REACH = 80
_LOOK_BACK = 6
_COMPARING = 2  # words behind a number that may say it is a difference
_PLACED = 5  # words from a number to the end of its clause
_CLAUSE = 4  # words before a number in which a verb of paying is its own
# How many times larger or smaller a figure may be than what it takes after.
_RECALLED, _PARALLEL, _LOOSE = Decimal(30), Decimal(10), Decimal(4)
_SIMILAR = Decimal(3)
_STEP = Decimal("0.4")  # powers of ten that a figure further off must be closer in size by
_LENGTHS = frozenset({"m", "cm", "mm", "km", "ft", "in", "yd"})


def take_after(page: Page, readings: Sequence[Reading], index: int) -> None:
    """Give a number without unit or noun the unit (and scale) of the figure that it is compared with or recalls."""
    reading = readings[index]
    if reading.unit or reading.kind or reading.date or reading.vague or (reading.low is None and reading.high is None):
        return
    if size(reading) <= 1 and reading.in_words and not reading.fractional:
        return
    if _rated(page, reading, readings, index):
        reading.unit, reading.kind, reading.unit_implied = "x", "ratio", True
        return
    grammar, left, right = page.grammar, reading.left, reading.right
    if len(left) > 1 and left[-1] in grammar.words["than"] and left[-2] in grammar.compared_units:
        _take_compared(page, reading, readings, index)
        return
    if index and _sets_apart(page, reading):
        found = _differing(page, reading, readings, index, _unhedged(page, reading.left))
        if found is not None:
            inherit(reading, found)
        return
    if not index or not stands_alone(page, reading) or (right and right[0] in grammar.words["having_verbs"]):
        return  # also of "4 million have left"
    if _grows_to_count(page, reading):
        return
    words = _unhedged(page, reading.left)
    if not words:
        return
    if _counts_things(page, reading):
        reading.unit, reading.kind = "count", "range" if reading.is_range else "number"
        return
    found = (
        _part_of_span(page, reading, readings, index, words)
        or _differing(page, reading, readings, index, words)
        or _compared(page, reading, readings, index, words)
        or _recalled(page, reading, readings, index)
        or _parallel(page, reading, readings, index, words)
        or _loose(page, reading, readings, index, words)
    )
    if found is not None:
        inherit(reading, found)


def _grows_to_count(page: Page, reading: Reading) -> bool:
    """Whether a number leads to one that counts things, and so counts them too: "grew from 40 to 62 ships"."""
    right, grammar = reading.right, page.grammar
    if grammar.words["range_to"].isdisjoint(right[:1]) or not (right[1:2] != [] and right[1][0].isdigit()):
        return False
    noun = right[2] if len(right) > _COMPARING else ""
    little = noun in grammar.function_words or noun in grammar.stopwords.get(reading.language, ()) or noun in grammar.scales
    return (
        noun.isalpha() and is_plural(noun) and not little and noun not in grammar.unit_codes | grammar.currency_names.keys()
    )


def _sets_apart(page: Page, reading: Reading) -> bool:
    """Whether a number is by how much something differs: "70 less than"."""
    right, words = reading.right, page.grammar.words
    return len(right) >= _COMPARING and right[1] in words["than"] and right[0] in words["compared_before_than"]


def _unhedged(page: Page, words: Sequence[str]) -> list[str]:
    """The words before a number without its hedge and determiners."""
    grammar = page.grammar
    left = list(words)
    for _ in range(3):
        for length in grammar.hedge_lengths:
            if length <= len(left) and tuple(left[-length:]) in grammar.hedges:
                del left[-length:]
                break
        else:
            if left and left[-1] in grammar.words["determiners"]:
                left.pop()
            else:
                break
    return left


def _take_compared(page: Page, reading: Reading, readings: Sequence[Reading], index: int) -> None:
    """Give "older than 50" the unit of what stood before and is compared so; of ages it is the year anyway."""
    following = reading.right[0] if reading.right else ""
    words = page.grammar.words
    if (
        following in words["of"]
        or following in words["other_ones"]
        or (following.isalpha() and is_plural(following) and not stands_alone(page, reading))
    ):
        return  # "faster than 11 of his rivals"
    units = page.grammar.compared_units[reading.left[-2]]
    for other in _before(page, reading, readings, index, 1):
        if other.unit in units:
            reading.unit, reading.kind, reading.unit_implied = other.unit, other.kind, True
            return
    if units[0] == "year" and not reading.power:
        reading.unit, reading.kind, reading.unit_implied = "year", "age", True


def _compared(page: Page, reading: Reading, readings: Sequence[Reading], index: int, words: list[str]) -> Reading | None:
    """The figure that a word of comparison right before a number holds it against."""
    grammar = page.grammar
    length = grammar.phrases["compared"].ending(reading.left) or grammar.phrases["compared"].ending(words)
    to = words[-1] in grammar.words["range_to"]
    if not length and len(words) < len(reading.left) and _is_known(page, reading):
        length = 1  # "a little above the 6.1 first announced"
    by = words[-1] in grammar.words["range_by"] or (
        words[-1] in grammar.words["part_links_of_lengths"] and ends_clause(reading)
    )
    if not (length or to or by):
        return None
    if length and grammar.phrases["tolerance"].ending(words):
        return next((other for other in _before(page, reading, readings, index, 0) if other.unit), None)
    opens = len(words) > length and words[-length - 1] in {".", "?", "!"}
    fitting = []
    for place, other in enumerate(_before(page, reading, readings, index, 1 if opens and length else 0)):
        if not length:
            if to and _shares(page, reading, other):
                return other
            if to and (place or not other.left or other.left[-1] not in grammar.words["starting_words"]):
                continue
            if not to and other.unit not in _LENGTHS:
                continue
        if fits(reading, other, COMPARED):
            fitting.append((abs(magnitude(reading, other)) + place * _STEP, place, other))
    return min(fitting)[2] if fitting else None


def _rated(page: Page, reading: Reading, readings: Sequence[Reading], index: int) -> bool:
    """Whether a word for a ratio in its clause says what a number is: "un ratio d'endettement de 1,26", "passerait de 28 à 34"."""
    if reading.power or (reading.in_words and not reading.fractional) or size(reading) >= _LARGEST_RATIO:
        return False
    words = page.grammar.words
    if not (stands_alone(page, reading) or not words["ratio_followers"].isdisjoint(reading.right[:1])):
        return False
    clause = _CLAUSE_MARK.split(page.low[max(0, reading.start - _REACH) : reading.start])[-1]
    places = [match.start() for match in _WORD.finditer(clause) if match.group() in words["ratio_nouns"]]
    if not places:
        return False
    start = reading.start - len(clause) + places[-1]
    between = [other for other in readings[max(0, index - _LOOK_BACK) : index] if other.start > start]
    return all(other.unit == "x" for other in between)


def _part_of_span(page: Page, reading: Reading, readings: Sequence[Reading], index: int, words: list[str]) -> Reading | None:
    """The span or sum that a number is a part of: "vingt-deux ans chez Habitor, dont six à sa tête"; not "40 blessés, dont six"."""
    if words[-1] not in page.grammar.words["counting_before"] or reading.power:
        return None
    other = next(iter(_before(page, reading, readings, index, 0)), None)
    if other is None:
        return None
    if other.kind == "duration":
        return other if size(reading) < size(other) else None
    sum_of = other.power >= _SCALED and (
        other.kind == "money" or (not (other.unit or other.vague) and stands_alone(page, other))
    )
    return other if sum_of and size(reading).scaleb(other.power) < size(other) else None


def _differing(page: Page, reading: Reading, readings: Sequence[Reading], index: int, words: list[str]) -> Reading | None:
    """The figure right before that a number says the difference to: "96 jours, vingt de moins qu'en mars", "468 grams, 70 less than"."""
    if words[-1:] == [] or not (words[-1][-1] in ",(" or words[-1] in page.grammar.words["that_is"]):  # "en 2025, 7 de plus"
        return None
    right, lists = reading.right, page.grammar.words
    if len(right) < _COMPARING or not (
        right[1] in lists["than"] or (right[0] in lists["of"] and right[1] in lists["compared_after_of"])
    ):
        return None
    other = next(iter(_before(page, reading, readings, index, 0)), None)
    near = (
        other is not None and other.kind not in {"percent", "ratio"} and page.low.count(",", other.end, reading.start) <= 1
    )
    return other if other is not None and near and fits(reading, other, _RECALLED) else None


def _shares(page: Page, reading: Reading, other: Reading) -> bool:
    """Whether two shares of a vote stand side by side: "52 percent to 48"."""
    words = page.grammar.words
    if other.unit != "%" or page.low[other.end : reading.start].strip() not in words["score_links"]:
        return False
    lead = other.left[-1:]
    changed = any(not words[key].isdisjoint(lead) for key in ("change_by", "range_by", "of_amounts"))
    return not changed and _MOST_OF <= size(reading) + size(other) <= _ALL


def _is_known(page: Page, reading: Reading) -> bool:
    """Whether what follows says that a number is known from elsewhere: "the 66 expected"."""
    return not page.grammar.words["known_after"].isdisjoint(reading.right[:2])


def _clitic(page: Page, reading: Reading) -> re.Match[str] | None:
    """The pronoun "en" with its verb before a number; the preposition before a noun, "en semaine", is another word."""
    grammar = page.grammar
    if reading.language not in grammar.languages_that["recall_by_pronoun"]:
        return None
    for match in grammar.patterns[_CLITIC].finditer(page.low, max(0, reading.start - _REACH), reading.start):
        if match.group("subject") or match.group("verb") in grammar.words["en_verbs"]:
            return match
    return None


def _counts_things(page: Page, reading: Reading) -> bool:
    """Whether the pronoun "en" and a verb right before a number recall things, whatever they cost: "elle en a écoulé 12 000"."""
    words = page.grammar.words["things_verbs"]
    return reading.left[-1:] != [] and reading.left[-1] in words and _clitic(page, reading) is not None


def _recalled(page: Page, reading: Reading, readings: Sequence[Reading], index: int) -> Reading | None:
    """The figure that the pronoun "en" recalls: "il lui en faudrait 70"."""
    if _clitic(page, reading) is None:
        return None
    others = [other for other in _before(page, reading, readings, index, 2, _FURTHER) if other.unit not in {"pp", "bp"}]
    return next((other for other in others if fits(reading, other, _RECALLED)), None)


def _parallel(page: Page, reading: Reading, readings: Sequence[Reading], index: int, words: list[str]) -> Reading | None:
    """The figure of the same place in the clause before: "one grew by 12%, the other by 10"; "31 dollars, Acme 44"."""
    other = next(iter(_before(page, reading, readings, index, 0)), None)
    if other is None or (reading.in_words and not ends_clause(reading)):
        return None
    lists, patterns = page.grammar.words, page.grammar.patterns
    left = _unhedged(page, other.left)
    if words[-1] in lists["parallel_prepositions"] and left[-1:] == words[-1:]:
        apart = patterns[_APART].search(page.low, other.end, reading.start) is not None
        return other if (apart or ends_clause(reading)) and fits(reading, other, _PARALLEL if apart else _LOOSE) else None
    following = reading.right[:1]
    if words[-1] in lists["placed_alike_after"] and following and _placed_alike(page, other, reading):
        return other if fits(reading, other, _SIMILAR) else None  # "240 km on paper and 190 in January"
    if following and (words[-1] == "," or words[-1] in lists["and"] or words[-1] in lists["but"]):
        if following[0] in lists["for_whom"] and fits(reading, other, _SIMILAR):
            return other
        if following == other.right[:1] and following[0].isalpha() and other.unit and fits(reading, other, _SIMILAR):
            return other  # "2 150 en 2019 et 1 900 en 2010"
    if words[-1] == "(" and following == [")"] and other.unit == "%" and other.left[-1:] == ["("]:
        return other if fits(reading, other, _PARALLEL) else None
    if not (ends_clause(reading) or not lists["and"].isdisjoint(following)):
        return None
    start = max(other.end, reading.start - _REACH)
    if patterns[_NAMED].search(page.text, start, reading.start):
        return other if fits(reading, other, _PARALLEL) else None
    if patterns[_OTHERS].search(page.low, start, reading.start) or (
        other.unit == "%" and patterns[_BARE_OTHERS].search(page.low, start, reading.start)
    ):
        return other if fits(reading, other, _SIMILAR) else None
    return None


def _placed_alike(page: Page, other: Reading, reading: Reading) -> bool:
    """Whether a preposition follows both numbers, a few words end the clause, and the first is of a unit."""
    prepositions = page.grammar.words["parallel_prepositions"] | page.grammar.words["placed_in_time"]
    measured = other.unit not in {"", "count", "x"} and other.kind in {"quantity", "duration", "percent"}
    closed = len(reading.right) < _PLACED or any(not word[0].isalnum() for word in reading.right[1:_PLACED])
    return (
        measured and closed and reading.right[0] in prepositions and other.right[:1] != [] and other.right[0] in prepositions
    )


def _loose(page: Page, reading: Reading, readings: Sequence[Reading], index: int, words: list[str]) -> Reading | None:
    """The figure of the clause or sentence before, where this one says the same of another thing: "Tolliard makes do with 22"."""
    others = _before(page, reading, readings, index, 1)
    if not others:
        return None
    grammar, other = page.grammar, others[0]
    gaps = [match.end() for match in _SENTENCE_GAP.finditer(page.low, other.end, reading.start)]
    start = gaps[-1] if gaps else other.end
    clause = page.before(reading.start, reading.start - start) if reading.start > start else []
    if any((word,) in grammar.phrases["count_cues"].phrases or word in grammar.words["counting"] for word in clause):
        return None
    cues = grammar.phrases["money_cues"].phrases
    if reading.power >= _SCALED:
        alike = next((other for other in others if other.power >= _SCALED), None)
        money = any((word,) in cues for word in clause)
        return alike if alike is not None and not money and fits(reading, alike, _SIMILAR) else None
    if other.kind == "duration" and not gaps and words[-1] in page.grammar.words["time_taking"] and ends_clause(reading):
        return other if fits(reading, other, _SIMILAR) else None  # "with 4.2 years of pay, now needs eleven"
    one = not grammar.words["the_one"].isdisjoint(clause)
    if not ends_clause(reading) or other.kind not in {"percent", "money", "ratio", "quantity" if one else ""}:
        return None
    most = _LOOSE
    if other.kind == "money" and (words[-1] in {",", ":"} or (words[-1],) in cues):
        most = _LOOSE if words[-1] == "," else _PARALLEL
    elif other.kind == "money" and not gaps and any((word,) in cues for word in words[-_CLAUSE:]):
        most = _RECALLED  # "he paid 800 for what costs the state 9,500"
    else:
        word = words[-2] if words[-1] in grammar.words["of_amounts"] and len(words) > 1 else words[-1]
        at = word in grammar.words["at"] and (other.kind == "ratio" or reading.fractional)
        if not (at or word in grammar.words["amounting"]):
            return None
    return other if fits(reading, other, most) else None


def _before(
    page: Page, reading: Reading, readings: Sequence[Reading], index: int, sentences: int, reach: int = _SENTENCE
) -> list[Reading]:
    """The figures before a number, the nearest first, at most some sentence ends away; not their conversions in brackets."""
    out = []
    for other in reversed(readings[max(0, index - _LOOK_BACK) : index]):
        if reading.start - other.end > reach:
            break
        if sum(1 for _ in _SENTENCE_GAP.finditer(page.low, other.end, reading.start)) > sentences:
            break
        if other.converts is not None:
            continue
        if other.date is None and other.kind not in {"date", "ordinal"} and not (other.kind == "ratio" and other.in_words):
            out.append(other)
    return out

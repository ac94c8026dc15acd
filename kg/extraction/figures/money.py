"""Sums without a currency: "30 milliards" beside dollars."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from kg.extraction.figures.currencies import default_currency
from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import is_plural, stands_alone

_COMPLEMENT = r"[ \n]+<<money_complement>>([^\W\d_]+)"
_NOUN = re.compile(r"(?:[ \n]+|-)([^\W\d_]+)")
_PEOPLE = r"[ \n\u00a0\u202f](?:[A-Z]\w+[ -])?[A-ZÉÎ]\w+(?:<<people_endings>>)\b"
_SENTENCE = re.compile(r"[.!?][ ]")
_PARAGRAPH = 400
_DESCRIBING = 2
"""How many words may say what counted things are like before their noun."""
_CHAIN = 60
_FAR = 1500  # characters from a sum in which another large number may be one
_AROUND = 12  # figures on either side among which a sum is looked for
_LEAST_POWER = 3
_SUM = 6
_CLOSE = 3
_SUBJECT = 4  # words between what is lost and "lost"


def imply_currency(page: Page, readings: list[Reading]) -> None:
    """Give scaled numbers without a unit a currency where the words around speak of money, else leave them counts."""
    bare = [
        index for index, r in enumerate(readings) if not r.unit and (r.power >= _LEAST_POWER or r.kind in {"zero", "money"})
    ]
    if not bare:
        return
    verdicts = {index: True if readings[index].kind == "money" else _is_money(page, readings[index]) for index in bare}
    for index in bare:
        if verdicts[index] is not True and _part_of_sum(page, readings, index, verdicts):
            verdicts[index] = True
    # A list takes after its last item ("Un milliard. Deux milliards d'habitants"), then after what precedes it.
    for index in (*reversed(bare), *bare):
        if verdicts[index] is None:
            verdicts[index] = _by_neighbour(readings, index, verdicts)
    for index in bare:
        if verdicts[index] is None:
            verdicts[index] = _by_sentence_before(page, readings[index]) or _after_a_sum(page, readings, index)
    places = {id(readings[index]): index for index in bare}
    for index in bare:
        antecedent = readings[index].antecedent
        if antecedent is not None and id(antecedent) in places:
            verdicts[index] = verdicts[places[id(antecedent)]]
    sums = sum(1 for r in readings if r.kind == "money" and r.power >= _SUM) + sum(1 for v in verdicts.values() if v)
    counts = sum(1 for v in verdicts.values() if v is False)
    currency = Counter(r.unit for r in readings if r.kind == "money" and r.unit)
    for index in bare:
        reading = readings[index]
        verdict = verdicts[index]
        if verdict or (
            verdict is None and reading.power >= _SUM and sums > 2 * counts and _near_sum(readings, verdicts, index)
        ):
            reading.unit = _nearest_currency(page, readings, index) or (
                currency.most_common(1)[0][0] if currency else default_currency(page)
            )
            reading.kind, reading.unit_implied = "money", True


def _part_of_sum(page: Page, readings: list[Reading], index: int, verdicts: dict[int, bool | None]) -> bool:
    """Whether a number is a part of the sum before it: "51 milliards de revenus, dont 43 milliards issus de"; not "dont 3 millions d'emplois"."""
    grammar, reading = page.grammar, readings[index]
    if not index or reading.power < _SUM or not grammar.phrases["parts_of_sums"].ending(page.unhedged(reading.left)):
        return False
    place = next((at for at in range(index - 1, -1, -1) if readings[at].unit not in {"%", "pp"}), None)
    if place is None:
        return False
    whole = readings[place]  # over a percentage: "51 milliards de revenus (+66 %), dont"
    sums = (whole.kind == "money" and whole.power >= _SUM) or verdicts.get(place) is True
    if not sums or reading.start - whole.end > _PARAGRAPH or sentence_bounds(page, reading.start)[0] > whole.start:
        return False
    complement = grammar.patterns[_COMPLEMENT].match(page.low, reading.end)
    noun = complement or _NOUN.match(page.low, reading.end)
    if noun is not None and (
        (noun.group(1),) in grammar.phrases["count_cues"].phrases or noun.group(1) in grammar.unit_codes
    ):
        return False
    money = noun is not None and (
        noun.group(1) in grammar.words["money_nouns"] or (noun.group(1),) in grammar.phrases["money_cues"].phrases
    )
    return complement is None or noun is None or money or not is_plural(noun.group(1))


def _near_sum(readings: list[Reading], verdicts: dict[int, bool | None], index: int) -> bool:
    """Whether money is spoken of near a large number of which nothing else tells what it is."""
    here = readings[index]
    return any(
        (other.kind == "money" or verdicts.get(place)) and abs(other.start - here.start) < _FAR
        for place, other in enumerate(readings[max(0, index - _AROUND) : index + _AROUND], max(0, index - _AROUND))
        if place != index
    )


def _is_money(page: Page, reading: Reading) -> bool | None:
    """What the complement and the sentence say: True money, False a count, None nothing."""
    grammar = page.grammar
    if grammar.phrases["told_by_pronoun"].ending(_unhedged(page, reading)):
        return False  # "ils sont près de 37 millions"
    complement = grammar.patterns[_COMPLEMENT].match(page.low, reading.end)
    if complement is not None:
        noun = complement.group(1)
        if noun in grammar.words["money_nouns"]:
            return True
        if noun in grammar.words["changes_of_sums"] and _changes_sums(page, complement.end()):
            return True
        link = page.low[reading.end : complement.start(1)].strip()
        if link not in grammar.words["in_unit"] and noun not in grammar.stopwords.get(reading.language, ()):
            return False
    following = _NOUN.match(page.low, reading.end)
    if following is not None and page.low[reading.end : reading.end + 1] != "\n":
        word = following.group(1)
        if grammar.patterns[_PEOPLE].match(page.text, reading.end):
            return False  # "8 million South Africans"
        sums_take_of = reading.language in grammar.languages_that["link_sums_with_of"]
        if sums_take_of and reading.power < _SUM and is_plural(word) and word not in grammar.words["uncounted_plurals"]:
            return False  # "quatre mille recettes" counts; sums go on with "de"
        if word in grammar.words["money_nouns"]:
            return word not in grammar.words["unit_sales"]
        if _counts(page, word) or _counts_units(page, word, following) or _counts_behind(page, following):
            return False
    start, end = sentence_bounds(page, reading.start)
    left = page.before(reading.start, reading.start - start) if reading.start > start else []
    right = page.after(reading.end, max(0, end - reading.end))
    money = _distance(grammar.phrases["money_cues"].phrases, left, right)
    count = _distance(grammar.phrases["count_cues"].phrases, left, right)
    if count is not None and money is not None and _lost(page, left, right):
        money = None
    if money is not None and _lost_of_them(page, reading, left, right):
        return False  # "des abonnés, qui en a perdu un million"
    if page.text[reading.end - 1] == "B" and (money is None or money > _CLOSE):
        return False  # the size of a model
    if money is None and count is None and _heads(page, left):
        return False  # "the population dipped below 7 million"
    if money is None and count is None:
        subject = following is not None and following.group(1) in grammar.words["having_verbs"]
        return False if subject else None  # "4 million have left"
    if money is None or count is None:
        return count is None
    return money <= count


def _unhedged(page: Page, reading: Reading) -> list[str]:
    """The words before a number without its hedges, and as they are where no hedge stands there."""
    left = reading.left
    while (shorter := page.unhedged(left)) != left:
        left = shorter
    return left


def _changes_sums(page: Page, end: int) -> bool:
    """Whether a noun of money stands behind one of change: "9 milliards de réduction des dépenses", "3 billion in spending cuts"."""
    return not page.grammar.words["money_nouns"].isdisjoint(page.after(end, 32)[:2])


def _heads(page: Page, left: list[str]) -> bool:
    """Whether a word for how many there are stands before: "the population dipped below", "the number of births was"."""
    words = page.grammar.words
    return any(
        word in words["headcounts"] and (word not in words["counting"] or following in words["of"])
        for word, following in pairwise([*left, ""])
    )


def _lost(page: Page, left: list[str], right: list[str]) -> bool:
    """Whether the only word of money before a number says that things were lost: "jobs will be lost: 2 million"."""
    grammar = page.grammar
    cues, counts = grammar.phrases["money_cues"].phrases, grammar.phrases["count_cues"].phrases
    places = [place for place, word in enumerate(left) if (word,) in cues]
    if not places or any((word,) in cues for word in right):
        return False
    return all(
        left[place] in grammar.words["losing"] and any((word,) in counts for word in left[max(0, place - _SUBJECT) : place])
        for place in places
    )


def _lost_of_them(page: Page, reading: Reading, left: list[str], right: list[str]) -> bool:
    """Whether the only word of money says that of what was spoken of so many were lost or gained: "elle en a perdu un million"."""
    grammar, words = page.grammar, page.grammar.words
    cues = grammar.phrases["money_cues"].phrases
    before = _unhedged(page, reading)
    place = max((at for at, word in enumerate(before) if word in words["pronouns_of_them"]), default=-1)
    if place < 1 or before[-1] not in words["losing"] or not words["partitives"].isdisjoint(right[:1]):
        return False
    if before[place - 1] not in words["en_subjects"] or not words["having"].issuperset(before[place + 1 : -1]):
        return False
    return not any((word,) in cues for word in (*left[: len(left) - (len(reading.left) - place)], *right))


def _counts(page: Page, word: str) -> bool:
    """Whether the word after a number looks like a counted noun."""
    grammar = page.grammar
    if (word,) in grammar.phrases["count_cues"].phrases:
        return True
    return (
        is_plural(word)
        and (word,) not in grammar.phrases["money_cues"].phrases
        and word not in grammar.per_adjectives
        and word not in grammar.words["uncounted_plurals"]
    )


def _counts_units(page: Page, word: str, noun: re.Match[str]) -> bool:
    """Whether a noun before a unit says what is measured: "2.8 million GPU hours", "3 million passenger miles"."""
    second = _NOUN.match(page.low, noun.end())
    if second is None or second.group(1) not in page.grammar.unit_codes or not is_plural(second.group(1)):
        return False
    little = (
        word in page.grammar.function_words or word in page.grammar.numbers or word in page.grammar.words["free_followers"]
    )
    return not little and not any(word in own for own in page.grammar.stopwords.values())


def _counts_behind(page: Page, word: re.Match[str]) -> bool:
    """Whether a noun that is counted stands behind one or two words for what it is like: "315 million monthly active users"."""
    grammar = page.grammar
    for _ in range(_DESCRIBING):
        if word.group(1) in grammar.function_words or word.group(1) in grammar.words["free_followers"]:
            return False
        following = _NOUN.match(page.low, word.end())
        if following is None:
            return False
        word = following
        if (word.group(1),) in grammar.phrases["count_cues"].phrases:
            return is_plural(word.group(1)) or word.group(1) == "people"
    return False


def _distance(cues: frozenset[tuple[str, ...]], left: list[str], right: list[str]) -> int | None:
    best: int | None = None
    for words, step in ((list(reversed(left)), 0), (right, 2)):
        for place, word in enumerate(words):
            if (
                (word,) in cues
                or (place and step and (words[place - 1], word) in cues)
                or (not step and place and (word, words[place - 1]) in cues)
            ):
                distance = place + step
                best = distance if best is None else min(best, distance)
                break
    return best


def _by_neighbour(readings: list[Reading], index: int, verdicts: dict[int, bool | None]) -> bool | None:
    """What the next or the previous figure close by is."""
    here = readings[index]
    for other in (index + 1, index - 1):
        if not 0 <= other < len(readings):
            continue
        there = readings[other]
        gap = there.start - here.end if other > index else here.start - there.end
        if gap > _CHAIN:
            continue
        if there.kind == "money" and there.power:
            return True
        if verdicts.get(other) is not None:
            return verdicts[other]
    return None


def _after_a_sum(page: Page, readings: list[Reading], index: int) -> bool | None:
    """Whether a large number that counts nothing follows a sum of money as the last large number before it."""
    here = readings[index]
    if here.power < _SUM or not stands_alone(page, here):
        return None
    for other in reversed(readings[max(0, index - 4) : index]):
        if other.power >= _SUM and here.start - other.end < _PARAGRAPH:
            return True if other.kind == "money" and other.unit else None
    return None


def _by_sentence_before(page: Page, reading: Reading) -> bool | None:
    """Whether the sentence before speaks of money; None when it does not."""
    start, _ = sentence_bounds(page, reading.start)
    end = max(0, start - 2)
    previous, _ = sentence_bounds(page, end)
    words = page.before(end, min(200, end - previous))
    return True if any((word,) in page.grammar.phrases["money_cues"].phrases for word in words) else None


def _nearest_currency(page: Page, readings: list[Reading], index: int) -> str | None:
    """The currency of the nearest figure that states one, rather before than after, rather in the same paragraph."""
    best: tuple[int, str] | None = None
    here = readings[index]
    for other in readings[max(0, index - 8) : index + 9]:
        if other.kind == "money" and other.unit and other is not here and not other.hundredths and other.converts is None:
            gap = here.start - other.end if other.start < here.start else 2 * (other.start - here.end)
            first, last = sorted((other.end, here.start))
            last = min(last, first + _PARAGRAPH)
            if "\n" in page.low[first:last]:
                gap = 3 * gap + 4 * _CHAIN
            elif _SENTENCE.search(page.low, first, last):
                gap += _CHAIN
            if best is None or gap < best[0]:
                best = (gap, other.unit)
    return best[1] if best else None

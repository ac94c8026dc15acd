"""Numbers that words spell out, with what goes with them: "vingt-cinq euros", "zero patents"."""

from __future__ import annotations

from decimal import Decimal

from kg.extraction.figures.fractions import part_of_measure, part_of_scale, read_fraction, read_mixed
from kg.extraction.figures.multiples import read_times
from kg.extraction.figures.numbers import read_raised, read_words
from kg.extraction.figures.ordinals import ordinal, ordinal_after
from kg.extraction.figures.proportions import read_parts
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.signs import read_sign_word
from kg.extraction.figures.standing import is_plural
from kg.extraction.figures.units import read_measure


def measured(page: Page, reading: Reading | None, end: int) -> tuple[Reading | None, int]:
    """A reading with its measure, and where to scan on; `end` is that of the words read where there is no reading."""
    if reading is None:
        return None, end
    reading.number_end = reading.end
    read_measure(page, reading)
    return reading, reading.end


def read_counted(page: Page, start: int) -> tuple[Reading | None, int]:
    """The reading of the number that words spell from a place on, and where to scan on."""
    numeral = read_words(page.low, start, page.grammar, page.language(start))
    assert numeral is not None
    reading = Reading(
        start, numeral.end, numeral.value, numeral.value, page.language(start), power=numeral.power, in_words=True
    )
    if (raised := read_raised(page.low, numeral.end, numeral.value, page.grammar)) is not None:
        reading.low = reading.high = raised.value
        reading.end = reading.number_end = raised.end
        return reading, raised.end
    reading.decimals = -numeral.power if numeral.power else numeral.fraction_digits
    reading.fractional = numeral.fraction_digits > 0
    reading.number_end = numeral.end
    if numeral.value == 0:
        return _zero(page, reading)
    whole = not numeral.fraction_digits and not numeral.power
    if whole and read_fraction(page, reading):
        if part_of_scale(page, reading):
            return measured(page, reading, reading.end)
        part_of_measure(page, reading)
        return reading, reading.end
    rank = ordinal_after(page, start, numeral.end, page.language(start))
    if rank is not None and (
        page.lone or page.low[rank[1] - 6 : rank[1]] != "second" or page.before(start, 8)[-1:] == ["the"]
    ):
        return ordinal(page, start, rank[1], rank[0]), rank[1]  # but "a thirty-second clip" lasts
    read_mixed(page, reading)
    if not (read_times(page, reading) or read_parts(page, reading)):
        rate = page.grammar.phrases["digits_rate"]
        if rate.starting(page.after(start, 24)) and page.low[start - 2 : start] in {"à ", "o "}:
            reading.low, reading.high, reading.unit, reading.kind, reading.approx = (
                Decimal(10) ** (int(numeral.value) - 1),
                None,
                "%",
                "percent",
                "at_least",
            )
            reading.end, reading.settled = page.low.index("chiffres", start) + 8, True
            return reading, reading.end
        read_measure(page, reading)
        if reading.bare and reading.fractional:
            read_times(page, reading)  # two and a half times
    read_sign_word(page, reading)
    return reading, reading.end


def _is_none_of(page: Page, left: list[str], right: list[str]) -> bool:
    """Whether zero counts the noun behind it: "zéro décès", "zéro nouveau cas"; not "l'objectif zéro déchet", "zéro pointé"."""
    words = page.grammar.words
    if left[-1:] != [] and left[-1] in words["not_zero_after"]:
        return False
    return any(noun in words["zero_counts"] for noun in right[:1]) or (
        right[:1] != [] and right[0] in words["zero_adjectives"] and words["zero_counts"].intersection(right[1:2]) != set()
    )


def _zero(page: Page, reading: Reading) -> tuple[Reading | None, int]:
    read_measure(page, reading)
    left = page.before(reading.start, 24)
    if reading.unit or page.lone or page.asides or reading.fractional:
        return reading, reading.end
    right = page.after(reading.end, 40)
    if page.grammar.words["zero_after"].intersection(left[-1:]):
        for noun in right[:2]:
            if (
                is_plural(noun)
                and not noun.endswith(("x", "ss", "us"))
                and noun not in page.grammar.words["not_zero_before"]
            ):
                return reading, reading.end  # "zero patents"
            if not noun.isalpha() or noun in page.grammar.stopwords.get("en", ()):
                break
    if _is_none_of(page, left, right):
        return reading, reading.end
    if left and left[-1] in page.grammar.words["zero_hedges"]:
        reading.kind, reading.approx, reading.settled = "zero", "about", True
        return reading, reading.end
    return None, reading.end

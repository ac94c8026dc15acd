"""From what the scanner finds to readings: each number with its sign, scale, unit and denominator."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures import shares
from kg.extraction.figures.fractions import part_of_measure, part_of_scale, read_fraction, read_mixed
from kg.extraction.figures.numbers import Numeral, read_digits, read_point, read_power, read_raised, read_words
from kg.extraction.figures.ordinals import ordinal, ordinal_after
from kg.extraction.figures.part_words import read_part_word
from kg.extraction.figures.proportions import read_proportion
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.signs import read_sign, read_sign_word
from kg.extraction.figures.units import read_measure

_LEADING_WORD = re.compile(r"(?:(?<=\W)|^)([^\W\d_]+)[ \n]$")
_METRES = re.compile(r"[ \n](\d{2})[ \n]m(?:ètres?|etres?)?(?![\w])")
_DAY = re.compile(r"\.?[ \n]\d{1,2}(?![\d%]|[.,]\d)")
_OR_TWO = re.compile(r"[ \n](?:or[ \n]two|ou[ \n]deux)(?![\w-]|[ \n](?:hundred|thousand|cents?|mille|m[ib]ll))")
_PLURAL = 3  # letters that a plural noun has more of
_LONGEST_CLOCK = 6  # hours; a lone "14h30" is a time of day
_GOES_ON = re.compile(r"[ ][^\W\d_]{3,}[ ][^\W\d_]")
_TALL = re.compile(r"[ \n]?m[ \n]?(\d{2})(?![\w%]|[.,]\d)")


def read_number(page: Page, match: re.Match[str]) -> tuple[Reading | None, int]:
    """The reading of a literal, and where to scan on. None when it is no number."""
    literal, start = match.group("num") or match.group("glued"), match.start()
    literal = literal[: len(page.text[start : start + len(literal)].partition("\t")[0])]  # the cells of a table
    if "\n" in literal and not _wrapped(page, match):
        literal = literal[: literal.index("\n")].rstrip()
    end = start + len(literal)
    numeral: Numeral | None = read_power(page.low, start) if literal == "10" else None
    if numeral is None:
        numeral = read_digits(literal, page.local_language(start) if "," in literal or "." in literal else "")
        if numeral is None:
            return None, end
        end = start + numeral.end
    else:
        end = numeral.end
    value = numeral.value
    reading = Reading(
        start,
        end,
        value,
        value,
        page.language(start),
        decimals=numeral.fraction_digits - numeral.exponent,
        fractional=numeral.fraction_digits > 0,
    )
    read_mixed(page, reading)
    if (raised := read_raised(page.low, end, value, page.grammar)) is not None:
        reading.low = reading.high = raised.value
        reading.end, reading.decimals = raised.end, 0
    elif reading.end > end:
        pass
    elif "." not in literal and len(literal) == 1 and (metres := _METRES.match(page.low, end)):
        # "6 10 mètres" for 6,10 mètres: one digit and two cannot be a grouped number.
        reading.low = reading.high = value + Decimal(metres.group(1)) / 100
        reading.end, reading.fractional, reading.decimals = metres.end(1), True, 2
    elif len(literal) == 1 and (tall := _TALL.match(page.low, end)):
        # "1m85", "1 m 85"
        reading.low = reading.high = value + Decimal(tall.group(1)) / 100
        reading.end, reading.fractional, reading.decimals = tall.end(), True, 2
        reading.unit, reading.kind = "m", "quantity"
    elif page.low.startswith((", ", ",\n"), end) and (split := re.compile(r",[ \n](\d)(?=[ \n]?%)").match(page.low, end)):
        reading.low = reading.high = value + Decimal(split.group(1)) / 10
        reading.end, reading.fractional, reading.decimals = split.end(), True, 1
    reading.number_end = reading.end
    if not (read_fraction(page, reading) or shares.read_times(page, reading) or _parts(page, reading)):
        read_measure(page, reading)
        if reading.power and not reading.unit:
            shares.read_times(page, reading)
    read_sign(page, reading)
    read_sign_word(page, reading)
    return reading, max(reading.end, end)


def _parts(page: Page, reading: Reading) -> bool:
    return shares.read_out_of(page, reading) or read_proportion(page, reading)


def _wrapped(page: Page, match: re.Match[str]) -> bool:
    """Whether a number that crosses a line end is one number: prose before it on its line, and more after it."""
    line = page.low.rfind("\n", max(0, match.start() - 200), match.start())
    head = page.low[line + 1 : match.start()].strip()
    tail = page.low[match.end() : match.end() + 3].strip()
    if page.lone:
        return not tail[:1].isdigit()
    if not tail or tail[0].isdigit():
        return False
    if head:
        return any(letter.isalpha() for letter in head) or head[-1] in ",(+-–~<>"
    before = page.low[max(0, match.start() - 3) : match.start()]
    if before.rstrip()[-1:] in {"+", "-", "~", ">", "<"}:
        return True
    # A paragraph that opens with the number, and goes on after it.
    return (not before or before.endswith("\n\n")) and _GOES_ON.match(page.low, match.end()) is not None


def read_clock(page: Page, start: int, end: int) -> Reading | None:
    """Read "1 h 30" as a duration, where words around say so; it is a time of day otherwise."""
    left, right = page.before(start, 32), page.after(end, 24)
    hours = int(re.match(r"\d+", page.low[start:end]).group())  # type: ignore[union-attr]
    lasting = page.grammar.phrases["lasting_clock"].ending(left) > 0 or (page.lone and hours <= _LONGEST_CLOCK)
    if not (lasting or (right[:1] in (["de"], ["d'"]) and not page.grammar.phrases["clock_after"].starting(right))):
        return None
    value = Decimal(hours) * 60 + Decimal(page.low[end - 2 : end])
    return Reading(
        start, end, value, value, page.language(start), unit="minute", kind="duration", fractional=True, number_end=end
    )


def read_word(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """The reading of a number word and what goes with it, and where to scan on. None when the word counts nothing here."""
    grammar = page.grammar
    word = " ".join(word.split())
    if not page.speaks(grammar.word_languages.get(word, frozenset()), word, start, end):
        return None, end
    if word in grammar.decimal_words:
        return _point(page, start, end)
    if word == "one" and (spoken := _spoken_one(page, start, end)) is not None:
        return spoken
    if word in grammar.numbers and word not in grammar.articles:
        if word == "sept" and page.text[start] == "S" and _DAY.match(page.low, end) and page.language(start) == "en":
            return None, end  # the month
        return _counted(page, start)
    if word in grammar.hundreds or word in grammar.scales:
        return _scale_word(page, start, end, word)
    if word in grammar.collectives:
        return _collective(page, start, end, word)
    if word in grammar.vague:
        return _measured(page, shares.read_vague(page, start, end, word), end)
    if word in grammar.fractions:
        reading = read_part_word(page, start, end, word)
        if reading is not None and ((reading.power and not reading.unit) or part_of_scale(page, reading)):
            return _measured(page, reading, reading.end)  # half a million euros
        if reading is not None:
            reading.number_end = reading.end
            part_of_measure(page, reading)
        return reading, reading.end if reading else end
    if word in grammar.multiples:
        return shares.read_multiple(page, start, end, word), end
    if word in grammar.orders:
        return shares.read_order(page, start, end, word), end
    if word in grammar.null_words:
        left = page.before(start, 40)
        nil = bool(set(left[-2:]) & grammar.null_words[word])
        zero = Reading(
            start, end, Decimal(0), Decimal(0), page.language(start), unit="%", kind="percent", in_words=True, settled=True
        )
        return (zero if nil else None), end
    if word in grammar.words["free"]:
        return Reading(start, end, Decimal(0), Decimal(0), page.language(start), kind="free", in_words=True), end
    if grammar.phrases["fraction_of_cent"].ending(tuple(word.split())):
        return Reading(
            start,
            end,
            Decimal(0),
            Decimal("0.01"),
            page.language(start),
            kind="money",
            unit="",
            approx="about",
            in_words=True,
            vague=True,
            settled=True,
        ), end
    if word in {"un", "une", "one", "a", "an"}:
        return _one(page, start, end)
    return None, end


def _point(page: Page, start: int, end: int) -> tuple[Reading | None, int]:
    """Read "point five", where the text is nothing but figures."""
    numeral = read_point(page.low, start, page.grammar) if page.lone else None
    if numeral is None:
        return None, end
    reading = Reading(start, numeral.end, numeral.value, numeral.value, page.language(start), in_words=True, fractional=True)
    reading.decimals, reading.number_end = numeral.fraction_digits, numeral.end
    return _measured(page, reading, numeral.end)


def _spoken_one(page: Page, start: int, end: int) -> tuple[Reading | None, int] | None:
    """A number or part that opens with "one": "one hundred", "one point five", "one third", "one and a half million"."""
    grammar = page.grammar
    following = page.after(end, 32)
    after = following[1] if following[:1] == ["-"] and len(following) > 1 else following[0] if following else ""
    if after in grammar.hundreds or after in grammar.scales or after in grammar.decimal_words:
        return _counted(page, start)
    if after in grammar.fractions and after not in grammar.ordinal_words and after != "half":
        return _counted(page, start)
    if after in grammar.fractions and page.low[end] in " \n" and after != "second":
        reading, at = _counted(page, start)
        return (reading, at) if reading is not None and reading.kind else None
    if following[:2] in (["and", "a"], ["and", "one"], ["and", "two"]):
        reading, at = _counted(page, start)
        if reading is not None and reading.fractional:
            return reading, at
    return None


def _measured(page: Page, reading: Reading | None, end: int) -> tuple[Reading | None, int]:
    if reading is None:
        return None, end
    reading.number_end = reading.end
    read_measure(page, reading)
    return reading, reading.end


def _counted(page: Page, start: int) -> tuple[Reading | None, int]:
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
            return _measured(page, reading, reading.end)
        part_of_measure(page, reading)
        return reading, reading.end
    rank = ordinal_after(page, start, numeral.end, page.language(start))
    if rank is not None and (
        page.lone or page.low[rank[1] - 6 : rank[1]] != "second" or page.before(start, 8)[-1:] == ["the"]
    ):
        return ordinal(page, start, rank[1], rank[0]), rank[1]  # but "a thirty-second clip" lasts
    read_mixed(page, reading)
    if not (shares.read_times(page, reading) or _parts(page, reading)):
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
            shares.read_times(page, reading)  # two and a half times
    read_sign_word(page, reading)
    return reading, reading.end


def _zero(page: Page, reading: Reading) -> tuple[Reading | None, int]:
    read_measure(page, reading)
    left = page.before(reading.start, 24)
    if reading.unit or page.lone or page.asides or reading.fractional:
        return reading, reading.end
    right = page.after(reading.end, 40)
    if page.grammar.words["zero_after"].intersection(left[-1:]):
        for noun in right[:2]:
            if (
                len(noun) > _PLURAL
                and noun[-1] == "s"
                and noun[-2] not in "su"
                and noun not in page.grammar.words["not_zero_before"]
            ):
                return reading, reading.end  # "zero patents"
            if not noun.isalpha() or noun in page.grammar.stopwords.get("en", ()):
                break
    if left and left[-1] in page.grammar.words["zero_hedges"]:
        reading.kind, reading.approx, reading.settled = "zero", "about", True
        return reading, reading.end
    return None, reading.end


def _scale_word(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """Read "un milliard", "a thousand", "cent", "mille"; plurals without a count are vague."""
    grammar = page.grammar
    lead = _LEADING_WORD.search(page.low, max(0, start - 12), start)
    article = lead.group(1) if lead else ""
    if article in {"a", "an", "one"} and "en" not in grammar.word_languages[word]:
        article = ""  # "il a cent deux ans"
    language = page.language(start)
    follows = page.after(end, 16)
    spelled = bool(follows) and (follows[0] in grammar.numbers or follows[0] in grammar.scales)
    if word in {"cent", "cents"} and ((language == "en" and not spelled) or article in {"pour", "per"} or word == "cents"):
        return None, end
    plural = word.endswith("s") and word not in grammar.hundreds
    if plural and not (article in grammar.articles and article != "a"):
        return _measured(page, shares.read_vague(page, start, end, word), end)
    begin = start
    if article != "" and article in grammar.articles and lead is not None:
        begin = lead.start(1)
    elif article in {"several", "few", "plusieurs", "quelques"} and lead is not None:
        base = Decimal(100) if word in grammar.hundreds else Decimal(10) ** grammar.scales[word]
        return _several(page, lead.start(1), end, base, grammar.scales.get(word, 0))
    elif word in {"hundred", "thousand"} or (word not in {"cent", "mille"}):
        return None, end
    if begin == start and article in {"un", "le"} and word in {"cent", "mille"}:
        return None, end
    numeral = read_words(page.low, begin, grammar, language)
    if numeral is None or numeral.end < end:
        numeral = Numeral(end, Decimal(10) ** grammar.scales.get(word, 2), 0, grammar.scales.get(word, 0))
    reading = Reading(
        begin,
        numeral.end,
        numeral.value,
        numeral.value,
        language,
        power=numeral.power,
        in_words=True,
        article=begin != start,
    )
    reading.decimals = -numeral.power
    reading.number_end = numeral.end
    if (rank := ordinal_after(page, begin, numeral.end, language)) is not None:
        return ordinal(page, begin, rank[1], rank[0]), rank[1]
    if reading.article and (second := _OR_TWO.match(page.low, reading.end)) is not None and reading.low is not None:
        reading.high, reading.end, reading.is_range, reading.approx = reading.low * 2, second.end(), True, "about"
        reading.number_end = reading.end
    if not (shares.read_times(page, reading) or _parts(page, reading)):
        read_measure(page, reading)
    read_sign_word(page, reading)
    return reading, reading.end


def _several(page: Page, begin: int, end: int, base: Decimal, power: int = 0) -> tuple[Reading | None, int]:
    """Read "several hundred", "a few dozen": two to ten of a round number."""
    reading = Reading(
        begin,
        end,
        base * 2,
        base * 10,
        page.language(begin),
        in_words=True,
        vague=True,
        approx="about",
        power=power,
    )
    return _measured(page, reading, end)


def _collective(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """Read "une dizaine", "la vingtaine", "a dozen", "a couple of points": a round count, about."""
    grammar = page.grammar
    lead = _LEADING_WORD.search(page.low, max(0, start - 12), start)
    article = lead.group(1) if lead else ""
    if lead is None:
        return None, end
    owners = grammar.word_languages[word]
    if owners == frozenset({"fr"}):
        if article not in {"un", "une", "la", "cette"}:
            return None, end
    elif article in {"several", "few"} and word != "couple":
        return _several(page, lead.start(1), end, Decimal(grammar.collectives[word]))
    elif article not in {"a", "half", "one"} or (
        word == "couple" and not page.low.startswith(" of ", end) and not page.lone
    ):
        return None, end
    value = Decimal(grammar.collectives[word])
    begin = lead.start(1) if article in {"un", "une", "a", "one"} else start
    reading = Reading(
        begin, end, value, value, page.language(start), in_words=True, vague=True, approx="about", article=begin != start
    )
    reading.step = value
    link = shares.read_collective_scale(page, reading)
    return _measured(page, reading, link)


def _one(page: Page, start: int, end: int) -> tuple[Reading | None, int]:
    """Read "un an", "une heure", "an hour and a half", "une seule", "un blessé", "one in five": what "one" counts; other uses are articles."""
    grammar = page.grammar
    reading = Reading(start, end, Decimal(1), Decimal(1), page.language(start), in_words=True, article=True, number_end=end)
    if shares.read_out_of(page, reading):
        return reading, reading.end
    following = page.after(end, 32)
    after = following[0] if following else ""
    left = page.before(start, 32)
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
        reading.settled = True
        return (reading if counted else None), end
    if page.grammar.one_shares.match(page.low, end):
        reading.article = False
        return reading, end
    if page.grammar.one_per.match(page.low, end) and after not in grammar.words["times"]:
        reading.settled = True
        return reading, reading.end
    article = page.low[start:end] in {"a", "an"}
    if after in grammar.fractions and after not in grammar.ordinal_words:
        return None, end
    if article and (after in grammar.scales or after in grammar.hundreds or after in grammar.collectives):
        return None, end
    if article and page.lone and after in grammar.groups:
        reading.low = reading.high = Decimal(grammar.groups[after])
        reading.end = page.low.index(after, end) + len(after)
        return reading, reading.end
    if not article and after in grammar.decimal_words:
        return _counted(page, start)
    read_measure(page, reading)
    if page.lone and (not article or not left):
        read_sign_word(page, reading)
        return (reading if reading.unit or not article else None), reading.end
    if reading.unit and reading.fractional:
        return reading, reading.end  # a year and a half
    if article and reading.unit and (reading.unit == "pp" or _bounded(page, reading, left)):
        return reading, reading.end
    if article or not reading.unit or reading.unit == "points":
        return None, end
    spoken = page.asides and (page.low.startswith("one", start) or reading.kind == "quantity")
    if reading.kind not in {"duration", "age"} and reading.unit not in {"pp", "%"} and not (_hedged(page, left) or spoken):
        return None, reading.end
    return reading, reading.end


def _bounded(page: Page, reading: Reading, left: list[str]) -> bool:
    """Whether an article counts as one: "more than a year", "just under an hour"; not "more than a year ago"."""
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


def _hedged(page: Page, left: list[str]) -> bool:
    return any(tuple(left[-length:]) in page.grammar.hedges for length in page.grammar.hedge_lengths if length <= len(left))

"""Parts said by a word with its article: "la moitié", "un tiers", "a quarter", "half a million", "un demi-siècle"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.fractions import measure, of_hour, part_of_unit, quotient, share
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.scales import SHORT

_HYPHENED = re.compile(r"-([^\W\d_]+)(?!\w)")
_TIED = re.compile(r"[- \n]([^\W\d_]+)")
_OF_WHAT = r"[ \n]<<part_of_clause>>"
_HALF = Decimal("0.5")
_RATES = frozenset({"%", "pp", "bp"})  # of which half is said without its article
_CUT = 7  # words before "in half" in which a verb says that something is cut so
_DASHES = frozenset("-–—")
_FOUR = 4  # what the quarters of "quarter final" divide by


def read_part_word(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "la moitié", "un tiers", "a quarter", "half": a fraction word with its article."""
    grammar, words, low = page.grammar, page.grammar.words, page.low
    part = quotient(Decimal(1), Decimal(grammar.fractions[word]))
    left = page.before(start, 40)
    before = left[-1] if left else ""
    reading = Reading(start, end, part, part, page.language(start), in_words=True)
    following = page.after(end, 32)
    after = following[0] if following else ""
    if before == "-" and not words["spoken_ones"].isdisjoint(left[-2:-1]):
        reading.start = low.rindex(left[-2], 0, start)
        share(reading, part, end)
        return reading
    if word in words["half_tied"]:
        return _half_unit(page, reading, before)
    if word in words["half_determiners"]:
        return _half(page, reading, word, left, following)
    if word in words["half_nouns"]:
        return _half_noun(page, reading, before, after)
    owners = grammar.word_languages.get(word, frozenset())
    ranks = bool(owners) and owners <= grammar.languages_that["rank_with_parts"]
    if word in grammar.fractions_with_article and before in words["ample"] | words["scant"]:
        reading.approx = "at_least" if before in words["ample"] else "about"  # "un bon tiers"
        left = left[:-1]
        before = left[-1] if left else ""
    if before not in grammar.articles:
        if ranks and before not in words["not_bare_part_after"] and of_hour(page, reading, end, part):
            return reading  # "about quarter of an hour"
        return None if reading.approx != "exact" else _definite_part(page, reading, word, left, following)
    if word.endswith("s") and word not in grammar.fractions_with_article:
        return None  # a plural
    if page.lone and not following:
        reading.start = low.rindex(before, 0, start)
        share(reading, part, end)
        return reading
    by = _led_by_of(page, left[:-1]) and (
        not after.isalpha()
        or _is_little(page, after, owners)
        or after in words["range_to"]
        or after in grammar.function_words
    )  # "chuter d'un cinquième"
    if word not in grammar.fractions_with_article and after not in words["partitives"] and not by:
        return None
    if ranks and not _stands(page, reading, owners, left, following):
        return None
    tied = low[end : end + 1] == "-" and reading.language in grammar.languages_that["tie_nouns_to_numbers"]
    if tied or (after in words["not_part_before"] and word in grammar.fractions_with_article):
        return None  # "un tiers payant", "un quart-temps"
    if grammar.fractions[word] == _FOUR and low.startswith(grammar.endings["finals"], end):
        return None
    reading.start = low.rindex(before, 0, start)
    if not of_hour(page, reading, end, part):
        share(reading, part, end)
        if following and after not in words["of"]:
            part_of_unit(page, reading)
    if reading.approx == "at_least":
        reading.high = None
    return reading


def _led_by_of(page: Page, lead: list[str]) -> bool:
    """Whether the "de" of an amount stands before a part or its hedge: "chuter d'un cinquième", "d'environ un cinquième"."""
    of, plain = page.grammar.words["of_amounts"], page.unhedged(lead)
    return not of.isdisjoint((*plain[-1:], *lead[len(plain) : len(plain) + 1]))


def _is_little(page: Page, word: str, languages: frozenset[str]) -> bool:
    """Whether a word is one of the little ones of these languages."""
    return any(word in page.grammar.stopwords[code] for code in languages)


def _stands(page: Page, reading: Reading, owners: frozenset[str], left: list[str], following: list[str]) -> bool:
    """Whether "a third" is a part: "of", a comparison or a mark follows, or it says by how much, "rose by a third in May"."""
    grammar, words = page.grammar, page.grammar.words
    after = following[0] if following else ""
    if after in words["part_followers"] or left[-1] in words["spoken_ones"] or not words["than"].isdisjoint(following[1:2]):
        return True  # also "a third dearer than"
    if left[-2:-1] == [":"] and page.low[reading.end : reading.end + 1] in {"", "\n", ";", ")"}:
        return True  # "Staff: a fifth"
    if _unit_behind(page, reading.end):
        return True  # "a quarter per cent"
    if after in _DASHES and page.low[reading.end : reading.end + 1] not in _DASHES:
        return not words["part_leads"].isdisjoint(left[-2:-1]) or not words["change_by"].isdisjoint(left[-2:-1])  # a dash
    if after == "-" or after in words["point_words"]:
        return not words["a_point"].isdisjoint(following[1:2] if after == "-" else following[:1])
    lead = left[-2:-1]
    if not words["between"].isdisjoint(lead) and after in words["range_and"]:
        return True
    if grammar.phrases["part_quantifiers"].ending(left[:-1]) and after.isalpha() and after not in words["ordered_nouns"]:
        return True  # "fewer than a third turned up", not "more than a third party"
    led = not words["part_leads"].isdisjoint(lead) or not words["change_by"].isdisjoint(lead)
    if not led or (after in words["hours_to"] and following[1:2] != [] and following[1] in grammar.numbers):
        return False  # "a quarter to five"
    little = _is_little(page, after, owners) or after in grammar.function_words
    return little or after in words["part_times"] or after in words["part_verbs"]


def _definite_part(page: Page, reading: Reading, word: str, left: list[str], following: list[str]) -> Reading | None:
    """Read "le tiers des voix", "plus du quart": a part with a definite article, before what it is of or after a hedge."""
    grammar, words = page.grammar, page.grammar.words
    before = left[-1] if left else ""
    if before not in words["part_articles"]:
        return None
    taken = before in words["taken_articles"]
    of_clause = taken and grammar.patterns[_OF_WHAT].match(page.low, reading.end)  # "le trentième de ce qu'il coûtait"
    if word not in grammar.fractions_with_article and not of_clause:
        return None
    of = not words["partitives"].isdisjoint(following[:1])
    if of and not words["not_part_of"].isdisjoint(following[1:2]):
        return None
    if not of and (taken or page.unhedged(left) == left):
        return None
    if taken:
        reading.start = page.low.rindex(before, 0, reading.start)
    assert reading.low is not None
    share(reading, reading.low, reading.end)
    return reading


def _half_noun(page: Page, reading: Reading, before: str, after: str) -> Reading | None:
    """Read "la moitié", "réduit de moitié", "payé pour moitié", "moitié moins", "moitié prix"."""
    words = page.grammar.words
    article = page.before(reading.start, 24)[-2:-1] if before in words["ample"] else []
    if not page.grammar.articles.isdisjoint(article):
        reading.start = page.low.rindex(article[0], 0, reading.start)
        share(reading, _HALF, reading.end)
        reading.approx, reading.high = "at_least", None  # "une bonne moitié"
        return reading
    if before in page.grammar.half_articles:
        reading.start = page.low.rindex(before, 0, reading.start)
    elif not (before in words["half_noun_after"] or after in words["half_noun_before"]):
        return None
    share(reading, _HALF, reading.end)
    return reading


def _half(page: Page, reading: Reading, word: str, left: list[str], following: list[str]) -> Reading | None:
    """Read "half of", "half the", "half a million", "by half", "half-hour"; not "the first half", "the eastern half of"."""
    grammar, words, low = page.grammar, page.grammar.words, page.low
    before, after = left[-1] if left else "", following[0] if following else ""
    if page.lone and not left and not following:
        share(reading, _HALF, reading.end)
        return reading
    if after in words["indefinite_articles"] and len(following) > 1 and before not in grammar.numbers:
        return _half_a(page, reading, following[1], following[2:3])
    if after == "-":
        return _half_hyphened(page, reading, word, before, following[2:3])
    known = not words["pointing_article"].isdisjoint(left[-2:-1])
    if before in words["half_orders"] or (known and before.isalpha() and before not in words["definite_keep_after"]):
        return None
    if _half_measure(page, reading, before):
        return reading
    of = after in words["of"]
    if before in words["half_into"] and not words["halving"].isdisjoint(left[-_CUT:-1]) and not (of or after == "a"):
        share(reading, _HALF, reading.end)  # "cut the cost in half"
        return reading
    if (before in words["half_pointing"] and not of) or (
        before in words["half_links"] and not (of or after in words["half_that"])
    ):
        return None
    if of and not words["spoken_ones"].isdisjoint(following[1:2]) and len(following) > 2:
        return _half_a(page, reading, following[2], [])
    if (after in grammar.scales or after in grammar.groups) and before not in grammar.numbers:
        if before in words["indefinite_articles"]:
            reading.start = low.rindex(before, 0, reading.start)
        return _half_a(page, reading, after, [])
    if page.lone and before in grammar.articles:
        reading.start = low.rindex(before, 0, reading.start)
    if after not in words["half_followers"] and before not in words["half_leads"] and not page.lone:
        return None
    share(reading, _HALF, reading.end)
    return reading


def _half_measure(page: Page, reading: Reading, before: str) -> bool:
    """Read "a half mile", "a half percentage point", "half per cent": half of the unit right behind it."""
    grammar, words = page.grammar, page.grammar.words
    article = before in words["indefinite_articles"]
    name = _unit_behind(page, reading.end)
    code = grammar.unit_codes.get(name, "")
    if not code or name in words["half_yearly"] or not (article or code in _RATES):
        return False
    if article:
        reading.start = page.low.rindex(before, 0, reading.start)
    measure(page, reading, name)
    unit = grammar.unit.match(page.low, reading.end)
    assert unit is not None
    reading.end = unit.end()
    return True


def _unit_behind(page: Page, end: int) -> str:
    """The unit that stands behind a part with a space, of one word or more; empty where there is none."""
    unit = page.grammar.unit.match(page.low, end)
    if unit is None or unit.group("of") or not unit.group("gap") or "-" in unit.group("gap"):
        return ""
    name = " ".join(unit.group("name").split())
    return name if name in page.grammar.unit_codes else ""


def _half_hyphened(page: Page, reading: Reading, word: str, before: str, rest: list[str]) -> Reading | None:
    """Read "a half-mile", "half-hour", "the half-million mark": what a hyphen ties to half; a "half-year report" only names."""
    grammar, words = page.grammar, page.grammar.words
    unit = _HYPHENED.match(page.low, reading.end)
    name = unit.group(1) if unit is not None else ""
    longer = grammar.unit.match(page.low, reading.end)
    if unit is not None and longer is not None and longer.end() > unit.end():
        said = longer.group("name").replace("-", " ")
        if said in grammar.unit_codes:
            unit, name = longer, said  # "a half-percentage-point cut"
    if unit is None or not (name in grammar.unit_codes or name in grammar.scales or name in words["a_point"]):
        return None
    one = before in words["indefinite_articles"]
    owners = grammar.word_languages.get(word, frozenset())
    if name in words["half_yearly"] and not (one and (not rest or _is_little(page, rest[0], owners))):
        return None
    if one:
        reading.start = page.low.rindex(before, 0, reading.start)
    if name in grammar.scales:
        reading.scaled(_short_scale(page, name))
    else:
        measure(page, reading, name)
    reading.end, reading.fractional = unit.end(), True
    return reading


def _short_scale(page: Page, name: str) -> int:
    """The power of ten of a scale in a language that says "half a billion"."""
    return SHORT if name in page.grammar.words["two_sized_scales"] else page.grammar.scales[name]


def _half_unit(page: Page, reading: Reading, before: str) -> Reading | None:
    """Read "un demi-million", "une demi-heure"."""
    unit = _TIED.match(page.low, reading.end)
    definite = before in page.grammar.words["part_articles"] or before in page.grammar.half_articles
    if definite and unit is not None:
        return _half_scale(page, reading, unit)
    ample, scant, adorning = (page.grammar.words[key] for key in ("ample", "scant", "adorning"))
    if before in ample or before in scant or before in adorning:
        if before not in adorning:
            reading.approx = "at_least" if before in ample else "about"  # "une bonne demi-douzaine"
        before = next(iter(page.before(reading.start, 40)[-2:-1]), "")
    if before not in page.grammar.articles:
        scaled = reading.approx == "exact" and unit is not None and unit.group(1) in page.grammar.scales
        return _half_scale(page, reading, unit) if scaled and unit is not None else None  # "Demi-milliard pour la ville"
    if unit is None:
        if not page.lone:
            return None
        reading.start = page.low.rindex(before, 0, reading.start)
        share(reading, _HALF, reading.end)
        return reading
    name = unit.group(1)
    grammar = page.grammar
    if name in page.grammar.scales:
        reading.scaled(page.grammar.scales[name])
    elif name in grammar.groups:
        reading.multiplied(Decimal(grammar.groups[name]))
    elif name in grammar.currency_names:
        reading.unit, reading.kind, reading.fractional = grammar.currency_names[name], "money", True
    elif name in grammar.unit_codes or name in grammar.words["a_point"]:
        measure(page, reading, name)
    elif (longer := grammar.unit.match(page.low, reading.end)) is not None and (
        said := longer.group("name").replace("-", " ")
    ) in grammar.unit_codes:
        measure(page, reading, said)  # "une demi-cuillère à soupe", "un demi-pour-cent"
        unit = longer
    else:
        return None
    reading.start = page.low.rindex(before, 0, reading.start)
    reading.end = unit.end()
    if reading.approx == "at_least":
        reading.high = None
    return reading


def _half_scale(page: Page, reading: Reading, unit: re.Match[str]) -> Reading | None:
    """Read "le demi-milliard": half of a round number, its article left out; "la demi-heure" is one known before."""
    name = unit.group(1)
    if name in page.grammar.scales:
        reading.scaled(page.grammar.scales[name])
    elif name in page.grammar.groups:
        reading.multiplied(Decimal(page.grammar.groups[name]))
    else:
        return None
    reading.end = unit.end()
    return reading


def _half_a(page: Page, reading: Reading, word: str, more: list[str]) -> Reading | None:
    """Read "half a million", "half a dozen", "half an hour", "half a percentage point", "half dozen"."""
    end = page.low.index(word, reading.end) + len(word)
    if more and f"{word} {more[0]}" in page.grammar.unit_codes:
        word = f"{word} {more[0]}"
        end = page.low.index(more[0], end) + len(more[0])
    if word in page.grammar.scales:
        reading.scaled(_short_scale(page, word))
        reading.end = end
        return reading
    if word in page.grammar.groups:
        reading.multiplied(Decimal(page.grammar.groups[word]))
        reading.end, reading.approx = end, "exact" if page.lone else "about"
        return reading
    if word in page.grammar.scaled_units:
        count, code = page.grammar.scaled_units[word]
        reading.multiplied(Decimal(count))
        reading.unit, reading.kind, reading.end = code, page.grammar.kind_of(code), end
        return reading
    if word in page.grammar.currency_names:
        reading.unit, reading.kind, reading.end = page.grammar.currency_names[word], "money", end
        return reading
    if word in page.grammar.unit_codes or word in page.grammar.words["a_point"]:
        measure(page, reading, word)
        reading.end = end
        return reading
    return None

"""Numbers of telephones, post boxes, post codes and houses, told by what stands around them."""

from __future__ import annotations

import re

from kg.extraction.figures.naming import WORD, Naming, counts_on, ends_with
from kg.extraction.figures.reading import Page

_REACH = 48  # characters in which the words before a number are looked for
_FEWEST_DIALLED, _MOST_DIALLED = 8, 15
_FEWEST_NATIONAL = 9  # digits with the zero of the area
_DIALLED_LONG = 7
HOUSES = 4  # digits of the longest house number in French
NEAR = 48
_GROUPS = re.compile(r"\(?\d{1,5}\)?(?:[ .-]{0,2}\(?\d{1,5}\)?){0,8}")
_THOUSANDS = re.compile(r"\d{1,3}(?:\s\d{3})+")
_SEPARATORS = re.compile(r"[ .-]")
_PLUS = re.compile(r"\+ ?$")
_NORTH_AMERICAN = re.compile(r"1[ .-]\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\d)")
_SERVICE = re.compile(r"0[ ]8\d\d(?:[ ]\d{2,3}){2,3}(?!\d)")
_STARRED = re.compile(r"\d{1,4}(?:\*\d{1,4}){0,6}#")
_BOXED = re.compile(r"\d+(?:[ –-]\d+){0,4}(?!\w|[.,]\d)")
_CODE = re.compile(r"\d{4,6}(?:-\d{3,4})?(?!\d|[.,]\d)")
_TOWN = (
    r"(?m)[ ][A-ZÉÈÂÎÔ][\w'’-]*(?:[ ][A-ZÉÈÂÎÔ][\w'’-]*){0,3}(?:[ ]<<post_marks>>(?:[ ]\d{1,2})?)?(?=[ ]?(?:$|[,.;)(\n|–-]))"
)
_TOWN_BEFORE = re.compile(r"[,–-] [A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}[ –-]$")
_STATE_BEFORE = re.compile(r"(?<!\w)([A-Z]{2,3})[ ]$")
_CLOSED = re.compile(r"[ ]?(?:$|[.,;)\n|])")
_BETWEEN = r"(\d{1,4}) <<houses_to>> (\d{1,4})(?!\w|[.,]\d)"


def telephone_end(page: Page, naming: Naming, start: int, left: list[str]) -> int:
    """Where the telephone number ends that a number begins; 0 where it begins none. ``left`` are the words before."""
    low = page.low
    if low[start - 1 : start] == "*" and (starred := _STARRED.match(low, start)):
        return starred.end()
    if (start == 0 or not low[start - 1].isalnum()) and (
        found := _NORTH_AMERICAN.match(low, start) or _SERVICE.match(low, start)
    ):
        return 0 if "\t" in page.text[start : found.end()] else found.end()
    groups = _GROUPS.match(low, start)
    if groups is None:
        return 0
    end = groups.end()
    printed = page.text[start:end]
    digits = sum(map(str.isdigit, printed))
    spread = _SEPARATORS.search(low, start, end) is not None and "\t" not in printed
    if spread and digits <= _MOST_DIALLED and not low[end : end + 1].isalnum():
        dotted = "." in printed
        if low[start] == "0" and low[start + 1 : start + 2].isdigit() and digits >= _FEWEST_NATIONAL and not dotted:
            return end
        if (
            _PLUS.search(low, max(0, start - 2), start)
            and digits >= _FEWEST_DIALLED
            and not dotted
            and not _grouped(printed)
        ):
            return end
    if ends_with(naming, "dialled", left):
        if digits >= _DIALLED_LONG or not counts_on(page, end):
            return _chained(page, naming, end)
    elif digits >= _DIALLED_LONG and spread and not _grouped(printed) and ends_with(naming, "dialled_long", left):
        return _chained(page, naming, end)
    if low[start:end] in naming.words["emergency"] and ends_with(naming, "emergency_calls", left):
        return 0 if counts_on(page, end) else _chained(page, naming, end)
    return 0


def _chained(page: Page, naming: Naming, end: int) -> int:
    """Where a telephone ends with the one after "or": "appelez le 15 ou le 112"."""
    link = naming.dialled_links.match(page.low, end)
    more = _GROUPS.match(page.low, link.end()) if link else None
    return more.end() if more is not None and not counts_on(page, more.end()) else end


def _grouped(printed: str) -> bool:
    """Whether digits are one number in groups of three."""
    return _THOUSANDS.fullmatch(printed) is not None


def address_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    """Where the address ends that a number is part of: a box, a register's code, a post code, a street; 0 where it is of none."""
    box = _box_end(page, naming, start, end, left)
    return place_end(page, naming, start, end, left) if box is None else box


def _box_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int | None:
    """Where the number of a box or a register ends that its label announces, 0 where it counts something; None without one."""
    low = page.low
    if low[start - 1 : start] == "\n":  # not on the line of its label
        return None
    if ends_with(naming, "boxes", left) and (boxed := _BOXED.match(low, start)):
        return 0 if counts_on(page, boxed.end()) else boxed.end()
    if ends_with(naming, "registers", left) and end - start > 3 and (boxed := _BOXED.match(low, start)):
        return boxed.end()
    return None


def place_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    """Where the address ends that a number without a label is part of: a code that is said, a post code, a street; 0 where it is of none."""
    low, text = page.low, page.text
    if _is_said_code(page, naming, start, end, left):
        return end
    if post := _post_code_end(page, naming, start):
        return post
    if end - start > HOUSES + 1 or not low[start:end].isdigit():
        return 0
    street = naming.streets.match(low, end)
    if street is not None and end - start <= HOUSES and _is_street(page, naming, street):
        return street.end("name")
    titled = naming.titled_streets.match(text, end)
    if titled is not None:
        return titled.end()
    between = naming.patterns[_BETWEEN].match(low, start) if naming.phrases["houses_between"].ending(left) else None
    if between is not None and not (WORD.match(low, between.end()) and _noun_follows(page, between.end())):
        return between.end()
    return 0


def _is_street(page: Page, naming: Naming, street: re.Match[str]) -> bool:
    """Whether what follows a number is the street it is in: "112, rue Garibaldi", "16 de la rue", not "12 places"."""
    text = page.text
    if not text[street.start("name")].islower():
        return False
    after = text[street.end() : street.end() + 1]
    named = street.group("follow") is not None or (after.isupper() and text[street.end() - 1] == " ")
    return named or street.group("name") in naming.words["streets_alone"]


def _noun_follows(page: Page, end: int) -> bool:
    following = WORD.match(page.low, end)
    assert following is not None
    word, grammar = following.group(1), page.grammar
    return word not in grammar.function_words and word not in grammar.stopwords.get(page.language(end), ())


def _is_said_code(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> bool:
    """Whether a sentence says a code: "the PIN code for the area is 560034"."""
    if not left or left[-1] not in naming.words["saying"] or not page.low[start:end].isdigit() or end - start < 4:
        return False
    return any(naming.phrases["boxes"].ending(left[:at]) > 1 for at in range(max(1, len(left) - 8), len(left)))


def _post_code_end(page: Page, naming: Naming, start: int) -> int:
    text, low = page.text, page.low
    code = _CODE.match(low, start)
    if code is None:
        return 0
    end, digits = code.end(), len(code.group())
    state = _STATE_BEFORE.search(text, max(0, start - 4), start) if text[start - 2 : start - 1].isupper() else None
    if state is not None and state.group(1) in naming.words["states"] and (digits != 6) and not counts_on(page, end):
        return end
    lead = text[max(0, start - 2) : start].strip(" ")[-1:]
    town = naming.patterns[_TOWN].match(text, end)
    if town is not None and lead in {"", "\n", ",", "–", "-", "(", ";", "|", "•"} and "\n" not in town.group():
        street = naming.street_names.search(low, max(0, start - 60), start) is not None or _box_near(page, naming, start)
        people = town.group().strip().endswith(naming.endings["inhabitant_endings"])
        if digits == 5 and (street or not people):
            return end
        if street and not people:
            return end
    if digits >= 5 and _CLOSED.match(low, end) and _TOWN_BEFORE.search(text, max(0, start - NEAR), start):
        return end
    return 0


def _box_near(page: Page, naming: Naming, start: int) -> bool:
    words = page.before(start, _REACH)
    return any(naming.phrases["boxes"].ending(words[:at]) for at in range(1, len(words)))

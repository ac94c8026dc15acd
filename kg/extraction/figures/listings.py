"""Small numbers that count in a listing, the noun being said before: "ten deaths, three in the north, one each in the west and the south"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.pointing import is_pointing
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import stands_alone

_MARKS = frozenset({",", ";", ":", "(", "—", "–"})
_SMALL = 10
_NEAR = 4  # figures on either side among which another count is looked for
_BEFORE = 200  # characters in which the count stands whose noun is meant
_HELD = 2  # words behind a count in which the place stands that a listing goes by


def may_be_listed(page: Page, one: Reading, left: list[str]) -> bool:
    """Whether "one" stands as a number of a listing does, or as what is gained or lost; what stands near must tell the rest."""
    words, following = page.grammar.words, page.after(one.end, 24)
    left = _undetermined(page, left)
    gained = page.grammar.phrases["gaining_before"].ending(left) > 0
    if following and following[0] in words["ones_gained"]:
        return gained or page.grammar.phrases["steps_behind"].starting(following[1:]) > 0
    if not words["listed_by_each"].isdisjoint(following[:1]):
        return _each(page, following)
    if gained:
        return not following or not (following[0][0].isalnum() and following[0] not in words["free_followers"])
    return _opens_item(page, left) and _placed(page, following) and words["the_other"].isdisjoint(page.after(one.end))


def is_listed(page: Page, readings: Sequence[Reading], kept: Sequence[bool], index: int) -> bool:
    """Whether a small number in words counts what another count near it counts: by its place in a listing, or as gained or lost."""
    reading, words = readings[index], page.grammar.words
    if not reading.in_words or reading.unit or reading.power or reading.low is None or reading.low > _SMALL:
        return False
    left, following = _undetermined(page, reading.left), reading.right
    if reading.article and page.grammar.phrases["steps_behind"].starting(following[1:]):
        return not words["ones_gained"].isdisjoint(following[:1])
    noun = reading.article and not words["ones_gained"].isdisjoint(following[:1])
    each = _each(page, following)
    if not each and not words["listed_by_each"].isdisjoint(following[:1]):
        return False  # "up by one each time"
    gained = page.grammar.phrases["gaining_before"].ending(left) > 0 and (noun or stands_alone(page, reading))
    item = _opens_item(page, left) and _placed(page, following)
    if not (each or gained or item):
        return False
    if gained and noun and not words["stepped"].isdisjoint(following[:1]):
        return True  # "cut by one notch"
    return any(
        _counts(page, readings, kept, place, index) and (not item or each or gained or _placed_too(page, readings[place]))
        for place in range(max(0, index - _NEAR), min(len(readings), index + _NEAR + 1))
        if place != index
    )


def _undetermined(page: Page, left: list[str]) -> list[str]:
    """The words before a number without its hedge and "just"."""
    left = page.unhedged(left)
    while left and left[-1] in page.grammar.words["restricting"]:
        left = left[:-1]
    return left


def _each(page: Page, following: Sequence[str]) -> bool:
    """Whether "each" and a place or a mark follow: "one each from Malta and Peru"; not "up by one each time"."""
    words = page.grammar.words
    if words["listed_by_each"].isdisjoint(following[:1]):
        return False
    return following[1:2] == [] or not following[1][0].isalnum() or following[1] in words["listed_places"]


def _opens_item(page: Page, left: list[str]) -> bool:
    """Whether a number opens an item of a listing: a mark or "and" stands before it."""
    last = left[-1:]
    return last != [] and (last[0] in _MARKS or last[0] in page.grammar.words["listing_links"])


def _placed(page: Page, following: Sequence[str]) -> bool:
    """Whether a preposition behind a number says where or of what those are that it counts."""
    words = page.grammar.words
    if not following or following[0] not in words["listed_places"]:
        return False
    little = words["determiners_of_whole"] if following[0] in words["of"] else frozenset[str]()
    return following[1:2] != [] and following[1] not in little


def _placed_too(page: Page, other: Reading) -> bool:
    """Whether the other count goes by a place too, or counts the whole of which this is a part: a verb or a noun follows it."""
    words = page.grammar.words
    return not (words["listed_places"] | words["listed_by_each"]).isdisjoint(other.right[:_HELD]) or (
        other.right[:1] != [] and not other.article and not stands_alone(page, other)
    )


def _counts(page: Page, readings: Sequence[Reading], kept: Sequence[bool], place: int, index: int) -> bool:
    """Whether a figure near is a count, in the same sentence or not far before."""
    other, reading = readings[place], readings[index]
    if other.unit not in {"", "count"} or other.kind not in {"", "number"} or other.power or other.fractional or other.date:
        return False
    if place < index:
        known = kept[place]
        near = reading.start - other.end <= _BEFORE
    else:
        known = not other.article and not is_pointing(page, other)
        near = sentence_bounds(page, reading.start)[1] > other.start
    return near and known

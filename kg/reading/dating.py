"""When a web page says it was published, and where it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_META: Final = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_TIME: Final = re.compile(r"<time\b([^<>]{1,1000})>", re.IGNORECASE)
_JSON: Final = re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"([^\"]{4,40})\"")
_KEY: Final = re.compile(r"(?:property|name|itemprop)\s?=\s?[\"']?([A-Za-z0-9:._-]{1,60})", re.IGNORECASE)
_CONTENT: Final = re.compile(r"content\s?=\s?[\"']([^\"']{4,60})", re.IGNORECASE)
_DATETIME: Final = re.compile(r"\bdatetime\s?=\s?[\"']?([0-9TZ:.+ -]{10,40})", re.IGNORECASE)
_DAY: Final = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")
_KEYS: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)


@dataclass(frozen=True, slots=True)
class PageDate:
    """A day as YYYY-MM-DD, and in words what it rests on."""

    date: str
    basis: str


def page_date(source: str, url: str | None = None, guess: str | None = None) -> PageDate | None:
    """The day a page was published: as it declares, else as its address tells, else as htmldate guesses from the rest.

    ``guess`` is a day found by other means, taken where htmldate finds none.
    """
    return _declared(source) or _addressed(url) or _guessed(source, url, guess)


def _declared(source: str) -> PageDate | None:
    said: dict[str, str] = {}
    for meta in _META.finditer(source):
        key, content = _KEY.search(meta[1]), _CONTENT.search(meta[1])
        if key and content and (day := _day(content[1])):
            said.setdefault(key[1].lower(), day)
    for name in _KEYS:
        if name in said:
            return PageDate(said[name], f"declared by the page ({name})")
    for found in _JSON.finditer(source):
        if day := _day(found[1]):
            return PageDate(day, "declared by the page (datePublished in its JSON-LD)")
    for element in _TIME.finditer(source):
        stamp = _DATETIME.search(element[1])
        if stamp and "pub" in element[1].lower() and (day := _day(stamp[1])):
            return PageDate(day, "declared by the page (its time element)")
    return None


def _addressed(url: str | None) -> PageDate | None:
    found = _IN_ADDRESS.search(url or "")
    day = _day("-".join(found.groups())) if found else None
    return PageDate(day, "the page's address") if day else None


def _guessed(source: str, url: str | None, guess: str | None) -> PageDate | None:
    import logging

    import htmldate

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = htmldate.find_date(source, original_date=True, url=url, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        found = None
    if found or guess:
        return PageDate(found or guess or "", "guessed from a date on the page (htmldate); to be confirmed")
    return None


def _day(text: str) -> str | None:
    found = _DAY.match(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None

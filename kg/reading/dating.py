"""When a web page says it was published, and where it says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

_META: Final = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_TIME: Final = re.compile(r"<time\b([^<>]{1,1000})>", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<script\b[^<>]{0,500}ld\+json[^<>]{0,500}>", re.IGNORECASE)
_SCRIPT_END: Final = re.compile(r"</script", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\w*(?:Article|Posting|Report)")
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
    stated = (stamp for description in _descriptions(source) for stamp in _of_articles(description))
    for told in (*stated, *(found[1] for found in _JSON.finditer(source))):
        if day := _day(told):
            return PageDate(day, "declared by the page (datePublished in its JSON-LD)")
    for element in _TIME.finditer(source):
        stamp = _DATETIME.search(element[1])
        if stamp and "pub" in element[1].lower() and (day := _day(stamp[1])):
            return PageDate(day, "declared by the page (its time element)")
    return None


def _descriptions(source: str) -> Iterator[str]:
    """What a page says of itself in JSON-LD, script by script."""
    done = 0
    for opening in _SCRIPT.finditer(source):
        if opening.start() < done:
            continue
        end = _SCRIPT_END.search(source, opening.end())
        if end is None:
            return
        done = end.end()
        yield source[opening.end() : end.start()]


def _of_articles(description: str) -> Iterator[str]:
    """When the articles were published that a page describes in JSON-LD, among sites, pictures and whatever else."""
    try:
        waiting: list[Any] = [json.loads(description)]
    except (ValueError, RecursionError):
        return
    for node in waiting:  # outer ones first: what they hold comes behind
        if isinstance(node, dict):
            kinds, stamp = node.get("@type"), node.get("datePublished")
            named = kinds if isinstance(kinds, list) else [kinds]
            if isinstance(stamp, str) and any(_ARTICLE.fullmatch(str(kind)) for kind in named):
                yield stamp
        if isinstance(node, dict | list):
            waiting += node.values() if isinstance(node, dict) else node


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
    day = found or guess
    if day and not day.endswith("-01-01"):  # so comes a year, which any figure of the text may have beside it
        return PageDate(day, "guessed from a date on the page (htmldate); to be confirmed")
    return None


def _day(text: str) -> str | None:
    found = _DAY.match(text)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None

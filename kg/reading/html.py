"""A web page -> a Document: its main text as Markdown of our own, what it says of its title, author, site and date."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import Final

from kg.reading.apart import run_apart
from kg.reading.decoding import checked, decode
from kg.reading.document import Document
from kg.reading.errors import LimitError, Limits, shown_size
from kg.reading.language import words_of
from kg.reading.markdown import read_markdown
from kg.reading.page import Page, page_of

_CHARSET: Final = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]{0,40})(?=[\s/>])")
_VOID: Final = words_of("area base br col embed hr img input link meta param source track wbr")
_OPTIONAL_END: Final = words_of("p li dt dd td th tr thead tbody tfoot option optgroup colgroup rt rp")
_ATTRIBUTE: Final = re.compile(r"=\s{0,9}(\"[^\"<>]*\"?|'[^'<>]*'?|[^\s\"'<>]+)")
_LANGUAGE: Final = re.compile(r"<html\b[^<>]{0,1000}?\slang\s?=\s?[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_TEXT_TAGS: Final = re.compile(
    r"<(?:!doctype html|html|body|head|title|meta|p|div|article|section|main|table|ul|ol|h[1-6]|span|font|b|i|center)\b",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(
    r"<!--|<(?P<name>script|style|svg|template|iframe|noscript)\b(?P<rest>[^<>]{0,2000})", re.IGNORECASE
)
_RAISED: Final = re.compile(
    r"<sup\b[^<>]{0,300}>\s{0,9}(?P<link><a\b[^<>]{0,1000}>\s{0,9})?(?P<said>[^<>]{1,12}?)\s{0,9}(?(link)</a>)\s{0,9}</sup>",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[+−-]?\d{1,3}")
_NOTE: Final = re.compile(r"[\[(]?\d{1,3}[\])]?")
_RAISE: Final = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_DATA: Final = re.compile(r"data:(?=[\w/+;=,%.-]{200})[\w/+;=,%.-]+")
_ORDINARY_SIZE: Final = 600_000
_ORDINARY_TAGS: Final = 12_000
"""A page larger than this is read in a process of its own: trafilatura may take its square in time."""


def looks_like_html(text: str) -> bool:
    """Whether a text is a web page or a piece of one, by its first tags."""
    head = text[:4096].lstrip("\ufeff \t\r\n").lower()
    if re.match(r"<!doctype html|<html\b", head) or re.search(r"<html\b", head):
        return True
    return head.startswith("<") and len(_TEXT_TAGS.findall(head)) > 0


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page's own head names."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii") if found else None


def read_html(
    data: bytes | str,
    name: str = "the page",
    language: str = "auto",
    url: str | None = None,
    limits: Limits | None = None,
    charset: str | None = None,
) -> Document:
    """The main text of a web page, without menus, comments and footers.

    Raises ReadingError for a page without text, LimitError for one built to be slow.
    """
    limits = limits or Limits()
    if len(data) > limits.page_size:
        too_large = f"{shown_size(len(data))} (the limit for HTML is {shown_size(limits.page_size)})"
        raise LimitError(f"{name}: a page of {too_large}: save its text alone")
    decoded = decode(data, name, charset or declared_charset(data)) if isinstance(data, bytes) else None
    source = _raised(_without_noise(decoded.text if decoded else str(data)))
    tags = _checked_tags(source, name, limits)
    page = (
        _page_apart(source, name, url, limits)
        if len(source) > _ORDINARY_SIZE or tags > _ORDINARY_TAGS
        else page_of(source, name, url)
    )
    said = page.said
    document = read_markdown(checked(page.text, name, limits), language)
    declared = _LANGUAGE.search(source[:8192])
    return replace(
        document,
        language=document.language or (declared[1].lower() if declared else None),
        title=said["title"] or document.title,
        authors=tuple(part for part in (part.strip() for part in (said["author"] or "").split(";")) if part),
        publisher=said["sitename"],
        published=said["date"] or document.published,
        published_basis=said["basis"] or document.published_basis,
        url=url or _address(said["url"]),
        media_type="text/html",
        notes=(decoded.note,) if decoded and decoded.note else (),
        guessed=decoded.guessed if decoded else None,
    )


def _page_apart(source: str, name: str, url: str | None, limits: Limits) -> Page:
    answer = run_apart("page", {"name": name, "url": url}, source.encode("utf-8", "replace"), limits, name)
    return Page(answer["text"], answer["said"])


def page_task(request: dict[str, str | None], data: bytes) -> dict[str, object]:
    """What ``kg.reading.worker`` runs for a large page."""
    return asdict(page_of(data.decode("utf-8"), request["name"] or "the page", request["url"]))


def _without_noise(source: str) -> str:
    """A page without scripts, styles, drawings, comments and embedded data; what describes it (JSON-LD) stays."""
    kept: list[str] = []
    at = start = 0
    low = source.lower() if source.isascii() else re.sub(r"[A-Z]", lambda match: match.group().lower(), source)
    while found := _NOISE.search(source, at):
        name = (found["name"] or "").lower()
        at = found.end()
        if name == "script" and "ld+json" in found["rest"].lower():
            continue
        closing = f"</{name}" if name else "-->"
        end = low.find(closing, at)
        kept.append(source[start : found.start()])
        if end < 0:
            start = len(source)
            break
        start = end + len(closing) if not name else (source.find(">", end) + 1 or len(source))
        at = max(at, start)
    kept.append(source[start:])
    return _DATA.sub("data:,", "".join(kept))


def _raised(source: str) -> str:
    """A page whose raised numbers stay apart from the figures before them: as raised characters, or gone where they lead to a note."""

    def plain(found: re.Match[str]) -> str:
        if found["link"] and _NOTE.fullmatch(found["said"]):
            return ""
        return found["said"].translate(_RAISE) if _NUMBER.fullmatch(found["said"]) else found.group()

    return _RAISED.sub(plain, source)


def _checked_tags(source: str, name: str, limits: Limits) -> int:
    """How many tags there are; too many, too deep a nesting or an attribute without end is refused."""
    depth = tags = 0
    for tag in _TAG.finditer(source):
        tags += 1
        if tags > limits.tags:
            raise LimitError(f"{name}: more than {limits.tags:,} tags: no article; save its text alone")
        element = tag["name"].lower()
        if element in _VOID or element in _OPTIONAL_END:
            continue
        depth = max(0, depth - 1) if tag["close"] else depth + 1
        if depth > limits.depth:
            raise LimitError(f"{name}: elements nested more than {limits.depth} deep: no article; save its text alone")
    for attribute in _ATTRIBUTE.finditer(source):
        if (length := attribute.end() - attribute.start()) > limits.attribute:
            raise LimitError(f"{name}: an attribute of {length:,} characters: save the page's text alone")
    return tags


def _address(url: object) -> str | None:
    return url if isinstance(url, str) and re.fullmatch(r"https?://[^\s<>\"]+", url) else None

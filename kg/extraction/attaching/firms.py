"""Firms by lists and by how their names are written: "Disney", "L'Oréal", "AT&T"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.passages import Passage

_JOINED: Final = re.compile(r"(?<![\w&])[A-Z][A-Za-z]{0,3}&[A-Z][A-Za-z]{0,3}(?![\w&])")
_APOSTROPHE: Final = "['’]"
_OWNER: Final = re.compile(r"['’]s\b")


@cache
def _listed() -> Mapping[str, str]:
    found: Mapping[str, str] = yaml.safe_load(files("kg.vocabulary").joinpath("firms.yaml").read_text(encoding="utf-8"))
    return found


@cache
def known_firms() -> frozenset[str]:
    """The slugs of firms that are common in the press."""
    return frozenset(_listed()["names"].split())


@cache
def _written() -> re.Pattern[str]:
    names = sorted((name.strip() for name in _listed()["written"].split(",")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name).replace(chr(39), _APOSTROPHE) for name in names)})(?!\w)")


def _slug(name: str) -> str:
    """McDonald's is "mcdonalds", L'Oréal "l-oreal"."""
    return slug(_OWNER.sub("s", name).replace("'", " ").replace("’", " "))


def written_firms(passage: Passage) -> Iterator[Mention]:
    """The firms of a passage whose names hold an apostrophe or an ampersand between letters."""
    for pattern in (_written(), _JOINED):
        for match in pattern.finditer(passage.text):
            name = match.group()
            if name not in _listed()["no_firms"].split():
                yield Mention(passage.index, match.start(), match.end(), _slug(name), "organization", "ner", name)

"""The word packs as they are written, and patterns of the words that hold in a sentence of any language.

A pack is words.<language>.yaml; one more language is one more pack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

_FILE: Final = re.compile(r"words\.([a-z]+)\.yaml")
_NAMED: Final = re.compile(r"\{(not )?([a-z_]+)( )?\}")
LANGUAGES: Final = tuple(
    sorted(match[1] for path in files("kg.factcheck.wording").iterdir() if (match := _FILE.fullmatch(path.name)) is not None)
)


@cache
def pack_of(language: str) -> Mapping[str, Any]:
    """The pack of a language."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("kg.factcheck.wording").joinpath(f"words.{language}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, loader)  # noqa: S506 - a safe loader, in C where there is one
    return data


@cache
def listed(name: str, language: str | None = None) -> tuple[str, ...]:
    """The words of a list: of one language as they are written, else of all packs, the longest first."""
    if language is not None:
        return tuple(pack_of(language)["lists"].get(name, ()))
    found = {word for code in LANGUAGES for word in listed(name, code)}
    if not found:
        raise KeyError(name)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def merged(name: str) -> Mapping[str, Any]:
    """A table of all packs together."""
    return {str(key): value for code in LANGUAGES for key, value in pack_of(code).get(name, {}).items()}


def expanded(pattern: str) -> str:
    """A pattern in which {name} is a word of a list in any pack.

    In {name } the space is the one behind the word, which an apostrophe at its end does without; {not name} is that no such word stands before.
    """
    return _NAMED.sub(_alternatives, pattern)


def in_any(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with the words of lists, as ``expanded`` puts them in, ready to search."""
    return re.compile(expanded(pattern), flags)


def spaced(word: str) -> str:
    """A word with the space behind it, where no apostrophe ties it to the next."""
    return word if word.endswith(("'", "’")) else f"{word} "


def _alternatives(match: re.Match[str]) -> str:
    words = listed(match[2])
    if match[1]:
        return "".join(rf"(?<!\b{re.escape(spaced(word))})" for word in words)
    return "(?:" + "|".join(_escaped(spaced(word) if match[3] else word) for word in words) + ")"


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\+", r"\w+")

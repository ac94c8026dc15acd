"""A name at a place of a text, and the identifier that is made of a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extraction.attaching.packs import common_pack
from kg.extraction.folding import fold

WORD: Final = re.compile(r"[\w]+(?:[.’'-](?=\w)[\w]+)*|[^\w\s]")
UPPER: Final = r"[^\W\d_a-zà-öø-ÿœ]"
"""A capital letter, in a pattern."""
LEGAL_FORM: Final = re.compile(rf"(?:,? (?:{'|'.join(map(re.escape, common_pack()['legal_forms']))})(?!\w)\.?)+")
"""What stands behind the name of a firm and is no part of it."""
_ARTICLE: Final = re.compile(rf"\A(?:{'|'.join(common_pack()['articles'])})+")
_PLUS: Final = re.compile(r"(?<=\w)\+(?!\w)")
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’]s(?=\s)")

_LETTERS: Final = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "ı": "i",
    }  # what Unicode does not take apart
)


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """A name as an identifier: lower case, no accents, no article in front, hyphens between its parts."""
    plain = fold(name).translate(_LETTERS).strip()
    plain = _ARTICLE.sub("", plain) or plain
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9.]+", "-", letters).strip("-.")


def slug_of_name(name: str, language: str) -> str:
    """A proper name as an identifier: as ``slug``, a plus read out, a possessive in an English name closed up."""
    name = _PLUS.sub(" plus", name)
    if language == "en":
        name = _POSSESSIVE.sub("s", name)
    return slug(name)


def tokens_of(text: str) -> list[tuple[str, int, int]]:
    """Folded words with their places; an elided article is a word of its own."""
    tokens: list[tuple[str, int, int]] = []
    folded = fold(text)
    for match in WORD.finditer(folded):
        word, start = match.group(), match.start()
        if len(word) > 2 and word[1] == "'" and word[0] in "ldcnsjmt":
            tokens.append((word[:2], start, start + 2))
            word, start = word[2:], start + 2
        elif len(word) > 3 and word.startswith("qu'"):
            tokens.append((word[:3], start, start + 3))
            word, start = word[3:], start + 3
        word = word.removesuffix("'s")
        tokens.append((word, start, start + len(word)))
    return tokens


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place of a passage. ``kind`` is as an entity's type.

    ``source`` is base, country, adjective, ner (a name that a model or the words about it tell the kind of), name or noun.
    """

    passage: int
    start: int
    end: int
    entity: str
    kind: str
    source: str
    text: str = ""


def names_people(mention: Mention, language: str) -> bool:
    """Whether an adjective of a country stands for its people: French gives these a capital ("les Danois"), English an s ("Danes")."""
    if mention.source != "adjective":
        return False
    return mention.text[:1].isupper() if language == "fr" else mention.text.endswith("s")


def without_form(name: str) -> str:
    """A firm's name without its legal form."""
    form = next((match for match in LEGAL_FORM.finditer(name) if match.end() == len(name)), None)
    return name[: form.start()] if form is not None else name

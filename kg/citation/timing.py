"""Times in words: février 2026, 1er semestre 2025, fiscal year 2026, 2024 to 2029."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from babel.dates import format_date

from kg.model.claim import Claim

_PART: Final = re.compile(r"(?P<fiscal>FY)?(?P<year>\d{4})-(?P<kind>[HQ])(?P<number>\d)\Z")
_KINDS: Final = {"fr": {"H": "semestre", "Q": "trimestre"}, "en": {"H": "half", "Q": "quarter"}}
_FISCAL: Final = {"fr": "exercice", "en": "fiscal year"}
_UNDATED: Final = {"fr": "sans date", "en": "undated"}
_ENGLISH_ORDINALS: Final = ("first", "second", "third", "fourth")


def moment_words(label: str, language: str) -> str:
    """A period or moment by its label, in words. An unknown form is given back as it is."""
    first, slash, last = label.partition("/")
    if slash:
        return f"{_one(first, language)} {'à' if language == 'fr' else 'to'} {_one(last, language)}"
    return _one(label, language)


def _one(label: str, language: str) -> str:
    if match := _PART.match(label):
        number, year = int(match["number"]), match["year"]
        kind = _KINDS[language][match["kind"]]
        whole = f"{_FISCAL[language]} {year}" if match["fiscal"] else year
        if language == "fr":
            return f"{number}{'er' if number == 1 else 'e'} {kind} {'de l’' if match['fiscal'] else ''}{whole}"
        return f"{_ENGLISH_ORDINALS[number - 1]} {kind} of {whole}"
    if label.startswith("FY"):
        return f"{_FISCAL[language]} {label.removeprefix('FY')}"
    if re.fullmatch(r"\d{4}-\d{2}", label):
        words: str = format_date(date(int(label[:4]), int(label[5:]), 1), "MMMM y", locale=language)
        return words
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", label):
        spelled: str = format_date(date.fromisoformat(label), "long", locale=language)
        return re.sub(r"^1 ", "1er ", spelled) if language == "fr" else spelled
    return label


def hedged_moment(words: str, hedge: str, language: str) -> str:
    """A moment behind a hedge: d’ici 2029, d’ici au 9 février 2026, by the first half of 2028."""
    if language == "fr" and re.match(r"\d{1,2}(?:er|e)? ", words):
        hedge = {"vers ": "vers le ", "à partir de ": "à partir du ", "d’ici ": "d’ici au "}.get(hedge, hedge)
    elif language == "fr" and words.startswith(_FISCAL["fr"]):
        hedge = {"vers ": "vers l’", "à partir de ": "à partir de l’", "d’ici ": "d’ici à l’"}.get(hedge, hedge)
    elif language == "en" and hedge and words.startswith(_ENGLISH_ORDINALS):
        hedge += "the "
    return hedge + words


def claim_time(claim: Claim, language: str) -> str:
    """When a claim holds, in words; undated ones are called so."""
    label = claim.period or claim.as_of
    return _UNDATED[language] if label is None else moment_words(label, language)

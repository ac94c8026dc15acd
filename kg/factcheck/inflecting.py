"""The forms of the verbs and adjectives that the word packs name by one form."""

from __future__ import annotations

import re
from typing import Final

_DOUBLING: Final = re.compile(r"[^aeiou][aeiou][bdglmnprt]\Z")
_FEMININE: Final = (
    ("eux", "euse"),
    ("el", "elle"),
    ("en", "enne"),
    ("if", "ive"),
    ("er", "ère"),
    ("eau", "elle"),
)
_FRENCH: Final = ("er", "e", "es", "ent", "ait", "aient", "é", "ée", "és", "ées", "era", "eront", "erait", "eraient", "ant")

_GROUPS: Final = (
    (
        r"(?<![ao])(?<!en)ir\Z",
        ("ir", "it", "issent", "issait", "issaient", "i", "ie", "is", "ies", "ira", "iront", "irait", "issant"),
    ),
    (r"[dp]re\Z", ("re", "", "ent", "ait", "aient", "u", "ue", "us", "ues", "ra", "ront", "rait", "raient", "ant")),
)
"""The endings of the regular verbs in -ir and -re."""


def forms_of(verb: str, language: str) -> list[str]:
    """The forms of the third person, the participles and the infinitive of a regular verb, and of what follows it (rake in)."""
    first, _, rest = verb.partition(" ")
    if language == "fr":
        endings = next((listed for end, listed in _GROUPS if re.search(end, first)), _FRENCH)
        forms = [first[:-2] + ending for ending in endings]
        if first.endswith("ger"):
            forms += [f"{first[:-1]}{ending}" for ending in ("ait", "aient", "ant")]
    elif first.endswith("e"):
        forms = [first, f"{first}s", f"{first}d", f"{first[:-1]}ing"]
    elif re.search(r"[^aeiou]y\Z", first):
        forms = [first, f"{first[:-1]}ies", f"{first[:-1]}ied", f"{first}ing"]
    else:
        plural = "es" if re.search(r"(?:s|x|z|ch|sh)\Z", first) else "s"
        forms = [first, first + plural, f"{first}ed", f"{first}ing"]
    return [f"{form} {rest}".rstrip() for form in forms]


def all_forms_of(verb: str, language: str) -> list[str]:
    """The forms of a regular verb, those of an English one also with its last letter doubled (cancelled, stopped)."""
    forms, (first, _, rest) = forms_of(verb, language), verb.partition(" ")
    if language == "en" and _DOUBLING.search(first):
        forms += [f"{first}{first[-1]}{ending} {rest}".rstrip() for ending in ("ed", "ing")]
    return forms


def agreeing(adjective: str) -> list[str]:
    """The masculine and the feminine of a French adjective, and what is not made by a mere s in the plural."""
    ends = next(((end, other) for end, other in _FEMININE if adjective.endswith(end)), ("", "e"))
    feminine = adjective.removesuffix(ends[0]) + ends[1]
    return [adjective, feminine, *([f"{adjective[:-1]}ux"] if adjective.endswith("al") else [])]

"""Names for what no metric of the vocabulary measures: the noun counted, what happens to it, its share, its change, its cost.

The names are English, as those of the vocabulary: ``flights_cancelled``, ``patients_share``, ``orders_change``,
``construction_cost``. The nouns of other languages come by their English from the language pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import yaml

from kg.extraction.attaching.fitting import MONEYS
from kg.extraction.attaching.mentions import slug
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.parsing import token_at
from kg.extraction.attaching.scene import PARTS, RATIOS, Scene, Site
from kg.extraction.attaching.stems import stem
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS: Final = ("NOUN", "PROPN")
_PLAIN: Final = re.compile(r"[a-z]{3,}(?:[-'][a-z]+)*\Z")


@dataclass(frozen=True)
class Nouns:
    """The nouns of a language by the English that names what they count, and what may happen to it by the stem of its word."""

    language: str
    nouns: Mapping[str, str]
    happenings: Mapping[str, str]
    empty: frozenset[str] = frozenset()

    def named(self, word: str) -> str | None:
        """The English plural for a noun; None for one that names nothing of its own or that another language's pack lacks."""
        plain = fold(word)
        if plain in self.empty:
            return None
        if plain in self.nouns:
            return self.nouns[plain]
        if self.language == "en" and plain in self.nouns.values():
            return plain
        for single in _singulars(plain, self.language):
            if single in self.nouns:
                return self.nouns[single]
        if self.language != "en" or not _PLAIN.match(plain):
            return None
        name = slug(plain).replace("-", "_")
        return name if name.endswith("s") else _plural(name)

    def happening(self, word: str) -> str | None:
        """The participle that a verb or a noun made of it adds to a name."""
        return self.happenings.get(fold(word)) or self.happenings.get(stem(word))


@cache
def nouns_of(language: str) -> Nouns:
    """The nouns of a language; none where it has no pack."""
    path = files("kg.vocabulary").joinpath("languages", f"{language}.nouns.yaml")
    if not path.is_file():
        return Nouns(language, {}, {})
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pack: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe loader, in C
    happenings = {fold(word): name for word, name in pack["participles"].items()}
    if language != "en":
        happenings = {stem(word): name for word, name in happenings.items()}
    named = {fold(word): name for word, name in pack["nouns"].items()}
    return Nouns(language, named, happenings, frozenset(map(fold, pack["empty"])))


def _singulars(word: str, language: str) -> Iterator[str]:
    if language == "fr" and word.endswith("aux"):
        yield word[:-3] + "al"
        yield word[:-1]
    elif language == "en" and word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith(("s", "x")):
        yield word[:-1]
        if language == "en" and word.endswith("es"):
            yield word[:-2]


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y\Z", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:x|ch|sh|s)\Z", word) else "s")


def counted_token(site: Site, language: str) -> Token | None:
    """The noun that a figure counts: the one after it, adjectives and "of" passed over; of a compound its head."""
    if site.doc is None or site.token is None:
        return None
    last = token_at(site.doc, max(site.start, site.end - 1))
    for token in site.doc[last + 1 : last + 6]:
        if token.pos_ in _NOUNS:
            return _head_of(token)
        if token.pos_ not in ("ADJ", "ADP", "DET", "ADV", "SPACE", "PRON") or (
            token.pos_ == "ADP" and fold(token.text) not in words_in(language, "metrics", "of")
        ):
            return None
    return None


def _head_of(token: Token) -> Token:
    for _ in range(3):
        if token.dep_ != "compound" or token.head.i <= token.i or token.head.i - token.i > 3:
            break
        token = token.head
    return token


def composed(scene: Scene, site: Site, change: str) -> Iterator[tuple[str, str]]:
    """Names made of the words around a figure, each with how it was made; ``change`` says which way the words go."""
    nouns = nouns_of(scene.language)
    unit = site.unit_class
    noun = counted_token(site, scene.language)
    if unit == "count":
        if noun is not None and noun.pos_ == "NOUN":
            yield from _counts(nouns, noun, change)
        elif noun is None:
            yield from _numbered(nouns, site)
    elif unit in RATIOS and noun is not None and _of_follows(site, scene.language):
        name = nouns.named(noun.text)
        if name is not None:
            yield f"{name}_share", "share"
    if unit in (*PARTS, "multiple") and change != "none":
        for token in _changing(site):
            name = nouns.named(token.text)
            if name is not None:
                yield f"{name}_change", "change"
                break
    if unit == "money":
        yield from _moneys(nouns, site)


def _counts(nouns: Nouns, noun: Token, change: str) -> Iterator[tuple[str, str]]:
    name = nouns.named(noun.text)
    if name is None:
        return
    happening = next((found for word in _acting(noun, nouns) if (found := nouns.happening(word.text)) is not None), None)
    if happening is not None:
        yield f"{name}_{happening}", "happening"
    of = _part(noun) if nouns.language == "en" else None
    if of is not None:
        yield f"{of}_{name}", "compound"
    yield name, "counted"
    if change != "none":
        yield f"{name}_change", "counted_change"


def _part(noun: Token) -> str | None:
    """The noun that makes a compound with another: the "polling" of "140 polling stations"."""
    before = noun.nbor(-1) if noun.i else None
    if before is None or before.head.i != noun.i or before.dep_ not in ("compound", "amod") or before.pos_ == "ADJ":
        return None
    return slug(fold(before.text)).replace("-", "_") if _PLAIN.match(fold(before.text)) else None


def _numbered(nouns: Nouns, site: Site) -> Iterator[tuple[str, str]]:
    """What a subject counts: "the number of beds fell to 465", "its soldiers number 23,000"."""
    subject = site.subject
    if subject is None or subject.pos_ != "NOUN" or site.start <= subject.idx < site.end:
        return
    linked = next(_of(subject), None)
    name = nouns.named(linked.text) if linked is not None else None
    if name is None:
        name = nouns.named(subject.text)
    if name is not None:
        yield name, "numbered"


def _acting(noun: Token, nouns: Nouns) -> Iterator[Token]:
    """The verbs and nouns that say what happens to what is counted: "140 vols annulés", "l'annulation de 140 vols"."""
    for above in (noun.head, noun.head.head):  # "a total of 140 flights were cancelled"
        if above.pos_ == "NOUN" and fold(above.text) in nouns.empty:
            noun = above
            break
    for child in noun.children:
        if child.dep_ in ("acl", "amod", "acl:relcl", "relcl") and child.pos_ in ("VERB", "ADJ"):
            yield child
    head = noun.head
    if (head.pos_ == "VERB" and noun.dep_ in ("obj", "dobj", "nsubj:pass", "nsubjpass", "obl:arg")) or (
        head.pos_ == "NOUN" and noun.dep_ in ("nmod", "compound")
    ):
        yield head
    elif head.pos_ == "ADP" and head.head.pos_ == "NOUN" and fold(head.text) == "of":
        yield head.head


def _of_follows(site: Site, language: str) -> bool:
    in_words = site.unit_class in ("multiple", "fraction")
    return in_words or pattern_in(language, "metrics", "of_follows").match(site.after) is not None


def _changing(site: Site) -> Iterator[Token]:
    """What rises or falls: what "of" links to the rise, else the subject of its verb."""
    for above in site.above[1:4]:
        if above.pos_ == "NOUN":
            yield from (linked for linked in _of(above) if not site.start <= linked.idx < site.end)
    if site.subject is not None and site.subject.pos_ == "NOUN":
        yield site.subject


def _of(noun: Token) -> Iterator[Token]:
    """The nouns that "of" links to another."""
    for child in noun.children:
        if child.pos_ == "NOUN" and child.dep_ == "nmod":
            yield child
        elif child.pos_ == "ADP" and fold(child.text) in ("of", "in"):
            yield from (below for below in child.children if below.pos_ == "NOUN")


def _moneys(nouns: Nouns, site: Site) -> Iterator[tuple[str, str]]:
    """A cost, price or debt by what it is of: "construction cost", "le coût du démantèlement"."""
    for above in (*site.above[1:4], *((site.subject,) if site.subject is not None else ())):
        if above.pos_ != "NOUN":
            continue
        name = (nouns.named(above.text) or "").removesuffix("s")
        if name not in MONEYS:
            continue
        for child in above.children:
            if child.pos_ == "NOUN" and child.dep_ in ("compound", "nmod") and child.i != (site.token and site.token.i):
                of = nouns.named(child.text)
                if of is not None:
                    single = fold(child.text) if nouns.language == "en" else re.sub(r"(?<!s)s\Z", "", of)
                    yield f"{slug(single).replace('-', '_')}_{name}", "money"
                    return

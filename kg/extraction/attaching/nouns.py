"""Common nouns that a figure may be about where no name is: the subject, the noun counted, the noun that governs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.keeping import Kept
from kg.extraction.attaching.mentions import slug
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.topics import held_by, noun_phrase
from kg.extraction.folding import fold
from kg.model.vocabulary import Metric

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEM: Final = 6  # letters of a noun that stand for all its forms
_SHORT: Final = 3  # letters of words that say little
_LEAD: Final = 4  # words of a sentence among which the noun is that it opens with
_NOUNS: Final = ("NOUN", "PROPN")


def common_nouns(site: Site, scene: Scene, group: str) -> Iterator[tuple[str, list[str]]]:
    """Common nouns that may be meant where no name is: the subject, the noun counted, the noun that governs; each with features."""
    for source, noun in _heads(scene, site):
        told = [
            f"noun:{source}",
            f"noun:{source}:{group}",
            f"noun:{source}:{_article(noun)}",
            f"noun:{source}:property={_measured(scene, noun)}",
        ]
        yield slug(noun.text), told
        phrase = slug(noun_phrase(noun))
        if phrase != slug(noun.text):
            yield phrase, [*told, f"noun:{source}_phrase", f"noun:{source}_phrase:{group}"]


def _heads(scene: Scene, site: Site) -> Iterator[tuple[str, Token]]:
    subject = site.subject
    if subject is not None and subject.pos_ == "NOUN":
        yield "subject", subject
        yield from (("owner", noun) for noun in _owners(scene, subject))
    if site.token is None:
        return
    if subject is None and (opening := _opening(site.token)) is not None and opening.idx < site.start:
        yield "opening", opening
        yield from (("owner", noun) for noun in _owners(scene, opening))
    governor = next((above for above in site.above[1:4] if above.pos_ == "NOUN" and above.text[:1].isalpha()), None)
    if governor is not None:
        yield "governor", governor
        yield from (("held", noun) for noun in _owners(scene, governor) if noun.i != site.token.i)
    for child in site.token.children:
        if child.i > site.token.i and child.pos_ in _NOUNS and child.idx >= site.end and child.text[:1].isalpha():
            yield "counted", child
            return


def _owners(scene: Scene, noun: Token) -> Iterator[Token]:
    """The nouns whose property another names, through properties of properties: "la baisse des prix du gaz", "gas prices"."""
    if not _measured(scene, noun) and slug(noun.text) not in words_of(scene.language).not_entities:
        return
    for child in noun.children:
        held = held_by(child)
        if held is not None:
            yield from list(_owners(scene, held)) or [held]


def _opening(token: Token) -> Token | None:
    """The noun that a sentence opens with, however it is parsed."""
    for other in token.doc[:_LEAD]:
        if other.pos_ == "NOUN" and other.text[:1].isalpha():
            return other
        if other.pos_ not in ("DET", "ADJ", "NUM", "PUNCT"):
            return None
    return None


def _article(noun: Token) -> str:
    """The article of a noun, definite or not, or possessive; and whether it is of many."""
    article = next((child for child in noun.children if child.dep_ in ("det", "poss", "nummod")), None)
    number = "plural" if "Plur" in noun.morph.get("Number", []) else "one"
    if article is None:
        return f"bare:{number}"
    kind = article.morph.get("Definite", []) or article.morph.get("Poss", []) or [article.dep_]
    return f"{kind[0]}:{number}".lower()


def _measured(scene: Scene, noun: Token) -> bool:
    """Whether a noun names what is measured and not whose it is: it begins like a word of a metric's label."""
    return fold(noun.text)[:_STEM] in _STEMS.of(scene.vocabulary.metrics, scene.language)


def _stems(metrics: Mapping[str, Metric], language: str) -> frozenset[str]:
    """What the words of the metrics' labels begin with."""
    return frozenset(
        word[:_STEM] for metric in metrics.values() for word in fold(metric.name(language)).split() if len(word) > _SHORT
    )


_STEMS: Final = Kept(_stems)

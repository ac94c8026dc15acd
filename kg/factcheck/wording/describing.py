"""What only describes a name: the words before it (the ride-hailing group Uber), and what two commas set apart behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Final

from kg.extraction.attaching.places import adjectives
from kg.factcheck.wording.packs import in_any, listed
from kg.factcheck.wording.words import Words, unaccented

_TOKEN: Final = in_any(r"{elided}'|[^\W_]+(?:[-'&.][^\W_]+)*(?:'{genitive}?(?= ))?")
_GAP: Final = re.compile(r" |'|' | ?[\"«“] ?| '")
_ENDS: Final = re.compile(r",(?!\d)|[)—–]")
_OF: Final = in_any(r"(?:\A|(?<=[\W]))(?P<kind>[^\W\d][\w-]*)(?: {company_of_a_kind})? {maker_of}\s?(?:{articles })?\Z")
_ARTICLE: Final = in_any(r"(?:\A|\s)(?P<article>{elided_article}')\Z")
_KIND_BEHIND: Final = re.compile(r" (?P<kind>[^\W\d_]+)(?![\w-])")
_OF_PLACES: Final = listed("place_of")
_PLACE: Final = re.compile(r"(?P<kind>[^\W\d_]+)(?: (?P<home>[^\W\d_]+(?:-[^\W\d_]+)*))?\s?\Z")
_A_WORD: Final = re.compile(r"[^\W\d_]+")
_SCENE: Final = in_any(r"(?:\A|[,;:] ){scene_in} (?:{articles }|{plural_articles })?\Z")
_UNREAL: Final = in_any(r"{unreal}|{unreal_whole}\Z")
_AN_ARTICLE: Final = in_any(r"\b{article_of_an_adjective} \Z")
_AND: Final = ("&", *listed("and"))
_LONGEST: Final = 110


def descriptions(
    folded: str,
    names: Sequence[tuple[int, int]],
    words: Words,
    products: Sequence[tuple[int, int]] = (),
    bodies: Sequence[tuple[int, int]] = (),
) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence that describe one of the names that stand there; ``products`` and ``bodies`` are those of them that a kind may follow."""
    found = [*_before(folded, names, words), *_ahead(folded, names, words), *_behind(folded, names, words)]
    return tuple(
        dict.fromkeys(
            [
                *found,
                *_following(folded, products, words.describing.behind, words),
                *_following(folded, bodies, words.describing.bodies, words),
            ]
        )
    )


@cache
def _of_countries(language: str) -> frozenset[str]:
    """The adjectives of countries, without accents."""
    return frozenset(unaccented(form) for form in adjectives(language))


def tells_home(word: str, words: Words) -> bool:
    """Whether a word is an adjective of a country, or another that tells where somebody is at home."""
    return words.describing.kind_of(word) == "home" or word in _of_countries(words.language)


def _kind_of(word: str, words: Words) -> str | None:
    return words.describing.kind_of(word) or ("home" if word in _of_countries(words.language) else None)


def _following(
    folded: str, names: Sequence[tuple[int, int]], kinds: Collection[str], words: Words
) -> Iterable[tuple[int, int]]:
    """One of some kinds told behind a name: the Leopard 2 tank, the Febrivax vaccine, the Liberal Renewal party."""
    for _, end in names:
        match = _KIND_BEHIND.match(folded, end)
        if match is None or unaccented(match["kind"]) not in kinds:
            continue
        more = _KIND_BEHIND.match(folded, match.end())
        if more is None or _kind_of(unaccented(more["kind"]), words) is None:
            yield end, match.end()  # not the maker, in: the Febrivax vaccine maker


def _before(folded: str, names: Sequence[tuple[int, int]], words: Words) -> Iterable[tuple[int, int]]:
    """The kind, trade and home of a name, told before it: le spécialiste du transport à la demande Uber.

    A trade alone describes nothing (in advertising OpenAI made); it needs a kind of firm or product.
    """
    for start, _ in names:
        tokens = list(_TOKEN.finditer(folded[:start]))
        end, at, joint = start, start, ""
        while tokens:
            token = tokens.pop()
            if token.end() != at and not _GAP.fullmatch(folded[token.end() : at]):
                break
            word = unaccented(token.group())
            if 0 < end < start and (owner := next((name for name in names if name[1] == token.end()), None)) is not None:
                end = owner[0]  # ChatGPT maker OpenAI
                break
            kind = _kind_of(word, words)
            if at == start and word in _OF_PLACES and _is_place(folded[: token.start()], words):
                at = token.start()
                continue
            if kind is not None and (kind == "trade" and end < start and joint not in ("", *_AND)):
                break
            if kind is not None:
                end = token.start() if kind != "trade" or end < start else end
                joint = ""
            elif _is_adjective(token.group(), folded, token.span(), words) and (
                at == start if words.does("adjectives_follow") else end < start
            ):
                end = end if words.does("adjectives_follow") else token.start()
                joint = ""
            elif word in words.describing.joints and at != start:
                joint = word
            else:
                break  # the word at the name itself is no mere "of"
            at = token.start()
        if end < start:
            article = _ARTICLE.search(folded[:end])
            yield end if article is None else article.start("article"), start


def _is_adjective(word: str, folded: str, span: tuple[int, int], words: Words) -> bool:
    """Whether a word seems an adjective of the kind beside it: the disgraced banker, la candidate écologiste."""
    if _UNREAL.match(word) or not words.has("adjective", word):
        return False
    if not words.does("adjectives_follow"):
        return _AN_ARTICLE.search(folded[: span[0]]) is not None
    ahead = _A_WORD.findall(unaccented(folded[: span[0]]))[-1:]
    return any(_kind_of(each, words) == "kind" for each in ahead)


def _is_place(ahead: str, words: Words) -> bool:
    """Whether a kind of place, and in French a home behind it, ends a text: the city (of), la ville norvégienne (de)."""
    match = _PLACE.search(ahead)
    if match is None:
        return False
    places = words.describing.places
    if match["home"] is None or unaccented(match["home"]) in places:
        return unaccented(match["home"] or match["kind"]) in places
    return unaccented(match["kind"]) in places and _kind_of(unaccented(match["home"]), words) is not None


def _ahead(folded: str, names: Sequence[tuple[int, int]], words: Words) -> Iterable[tuple[int, int]]:
    """Whose maker a name is, told before it: the maker of ChatGPT, OpenAI, lost."""
    starts = {start for start, _ in names}
    for start, end in names:
        of = _OF.search(folded[:start])
        if of is None or words.describing.kind_of(unaccented(of["kind"])) != "kind":
            continue
        if end + 2 in starts and folded.startswith(", ", end):
            yield of.start(), end


def _behind(folded: str, names: Sequence[tuple[int, int]], words: Words) -> Iterable[tuple[int, int]]:
    """What stands between two commas behind a name and tells who it is: AWS, a unit of Amazon, made."""
    opening = words.patterns["describing"]
    for start, end in names:
        if not folded.startswith(", ", end):
            continue
        close = _ENDS.search(folded, end + 2, end + 2 + _LONGEST)
        if close is None:
            continue
        inner = folded[end + 2 : close.start()]
        if _SCENE.search(folded[:start]) and not any(
            _kind_of(word, words) == "kind" for word in _A_WORD.findall(unaccented(inner))
        ):
            continue  # In Norway, the rate among women, ... tells of no Norway
        if opening.match(inner) and not re.search(r"[;:!?]|\d{2}", inner):
            yield end, close.end()

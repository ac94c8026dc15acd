"""The short forms of names carried to the full ones: a family name to the person, an acronym to what it stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.acronyms import lettered
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.forms import Forms
from kg.extraction.attaching.kinds import given_names
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.packs import common_pack
from kg.extraction.attaching.parsing import is_common_word
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

_OWNED: Final = re.compile(r"['’]s (?=[A-Z])")
_PART: Final = re.compile(r"\S+")
_LONG: Final = 3  # words that a name seldom has more of
_LINKED: Final = re.compile(common_pack()["linked_names"])


def settled(passages: Sequence[Passage], mentions: Sequence[Mention], language: str) -> list[Mention]:
    """The mentions of a text, each under the name that the text has for its entity."""
    mentions = _spaced(mentions)
    found = _divided(passages, _completed(passages, _headed(passages, mentions)))
    found = _bare(passages, found, language)
    return _carried(passages, _shortened(passages, found, language), language)


def _spaced(mentions: Sequence[Mention]) -> list[Mention]:
    """Names that the text writes in one word as well as in two, in two: "NorthGate" and "North Gate"."""
    spaced: dict[str, str] = {}
    for mention in mentions:
        if mention.source in ("ner", "name") and "-" in mention.entity:
            spaced.setdefault(mention.entity.replace("-", ""), mention.entity)
    return [
        replace(mention, entity=spaced[mention.entity])
        if mention.source in ("ner", "name") and mention.entity in spaced
        else mention
        for mention in mentions
    ]


def _headed(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """In headings with capitals throughout, what starts with a name of the text is cut to that name."""
    names = {mention.entity for mention in mentions if mention.source in ("ner", "base") and mention.text.count(" ") < _LONG}
    found: list[Mention] = []
    for mention in mentions:
        parts = list(_PART.finditer(mention.text))
        if len(parts) > _LONG and passages[mention.passage].kind is BlockKind.HEADING and mention.source in ("ner", "name"):
            for last in reversed(parts[:-1]):
                if slug(mention.text[: last.end()]) in names:
                    cut = mention.text[: last.end()]
                    mention = replace(mention, end=mention.start + len(cut), entity=slug(cut), text=cut)  # noqa: PLW2901
                    break
        found.append(mention)
    return found


def _describes(passages: Sequence[Passage], mention: Mention, first: str, firm: bool, language: str) -> bool:
    """Whether the first word of a name is only what opens its sentence: a word of the language and no given name.

    A word that may be a name as well is one where the rest is a name by itself, which is then ``firm``.
    """
    opens = not passages[mention.passage].text[: mention.start].strip(" «“\"•-–—'’")
    if not opens or slug(first) in given_names():
        return False
    common = is_common_word(first, language)
    return firm if common is None else common


def _surely_named(rest: str, firms: Collection[str], families: Collection[str], language: str) -> bool:
    """Whether what follows the first word of a name is one by itself: a firm, the family name of a person, a product with its number.

    A common word alone is none, though the text calls the club or the firm by it ("Selby Rovers", "Rovers").
    """
    if is_common_word(rest, language):
        return False
    return slug(rest) in firms or rest in families or any(letter.isdigit() for letter in rest)


def _divided(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """A name with its maker's as two names, where the text has the one alone that the other owns, or both: "Nokia's Bell Labs", "Dengvaxia de Sanofi Pasteur"."""
    alone = {mention.entity for mention in mentions}
    makers = {mention.entity for mention in mentions if mention.kind == "organization"}
    divided: list[Mention] = []
    for mention in mentions:
        owned = _OWNED.search(mention.text) if mention.source in ("ner", "name") else None
        if owned is not None and slug(mention.text[owned.end() :]) in alone:
            owner, thing = mention.text[: owned.start()], mention.text[owned.end() :]
            divided.append(replace(mention, end=mention.start + owned.start(), entity=slug(owner), text=owner))
            divided.append(replace(mention, start=mention.start + owned.end(), entity=slug(thing), text=thing))
            continue
        link = _LINKED.search(mention.text) if mention.source in ("ner", "name") else None
        parts = (mention.text[: link.start()], mention.text[link.end() :]) if link is not None else ("", "")
        if (
            link is None
            or slug(parts[0]) not in alone
            or slug(parts[1]) not in makers
            or any(parts[0].lower() in passage.text for passage in passages)  # a common noun: the Bank, the Commission
        ):
            divided.append(mention)
            continue
        first = replace(mention, end=mention.start + link.start(), entity=slug(parts[0]), text=parts[0])
        last = replace(mention, start=mention.start + link.end(), entity=slug(parts[1]), kind="organization", text=parts[1])
        divided += [first, last]
    return divided


def _bare(passages: Sequence[Passage], mentions: Sequence[Mention], language: str) -> list[Mention]:
    """Names without what they are where the text has them alone too; what a body is where it stands for the body.

    "Banque Morel-Vidal" beside "Morel-Vidal" is the latter, and so is "Shoemaker Allbright" that opens a headline beside
    "Allbright"; "the Commission" behind "European Commission" is the former.
    """
    words = words_of(language)
    alone = {mention.entity for mention in mentions if mention.source in ("ner", "name")}
    firms = {mention.entity for mention in mentions if mention.kind == "organization"}
    families = {
        parts[-1] for mention in mentions if len(parts := mention.text.split()) > 1 and slug(parts[0]) in given_names()
    }
    bodies: dict[str, dict[str, Mention]] = {}
    found: list[Mention] = []
    for mention in mentions:
        first, _, rest = mention.text.partition(" ")
        if (
            mention.source in ("ner", "name")
            and rest[:1].isupper()
            and (
                words.firms.fullmatch(fold(first))
                or _describes(passages, mention, first, _surely_named(rest, firms, families, language), language)
            )
            and slug(rest) in alone
        ):
            mention = replace(mention, start=mention.end - len(rest), entity=slug(rest), text=rest)  # noqa: PLW2901
        elif mention.source in ("ner", "name") and not rest and len(whole := bodies.get(fold(first), {})) == 1:
            (body,) = whole.values()
            mention = replace(mention, entity=body.entity, kind=body.kind)  # noqa: PLW2901
        if rest and mention.source in ("ner", "base", "name"):
            for part in {fold(first), fold(mention.text.split()[-1])}:
                if words.bodies.fullmatch(part):
                    bodies.setdefault(part, {})[mention.entity] = mention
        found.append(mention)
    return found


def _carried(passages: Sequence[Passage], mentions: Sequence[Mention], language: str) -> list[Mention]:
    """Mentions with short forms carried to the full name: a family name to the person, a first word to the whole."""
    forms = Forms(passages, mentions, words_of(language), language)
    full: dict[str, str] = {}
    for mention in mentions:
        for short in forms.short_for(mention):
            full.setdefault(short, mention.entity)
    full = {short: _last(full, short) for short in full}
    settled: list[Mention] = []
    for mention in mentions:
        entity = mention.entity
        if mention.source in ("ner", "name", "country") and entity in full and full[entity] != entity:
            whole = forms.kinds.get(full[entity])
            family = f"-{full[entity]}".endswith(f"-{entity}")
            kind = whole.most_common(1)[0][0] if whole else "person" if family else mention.kind
            settled.append(replace(mention, entity=full[entity], kind=kind))
        elif mention.source == "name" and entity in forms.kinds:
            settled.append(replace(mention, kind=forms.kinds[entity].most_common(1)[0][0]))
        else:
            settled.append(mention)
    return settled


def _last(full: Mapping[str, str], short: str) -> str:
    """The longest form that a short one leads to."""
    seen = {short}
    while (longer := full.get(short)) is not None and longer not in seen:
        seen.add(longer)
        short = longer
    return short


def _completed(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions grown to a longer name of the same text where its words follow: "Pole" before "emploi"."""
    longer: dict[str, list[Mention]] = {}
    for mention in mentions:
        if " " in mention.text and mention.source in ("ner", "base"):
            longer.setdefault(slug(mention.text.split()[0]), []).append(mention)
    return [_grown(mention, passages, longer.get(mention.entity, ())) for mention in mentions]


def _shortened(passages: Sequence[Passage], mentions: Sequence[Mention], language: str) -> list[Mention]:
    """Mentions of a long name that the text shortens to letters too, and of those letters, under one form."""
    forms = lettered(passages, mentions, language)
    return [
        replace(mention, entity=forms[mention.entity])
        if mention.source in ("ner", "name") and mention.entity in forms
        else mention
        for mention in mentions
    ]


def _grown(mention: Mention, passages: Sequence[Passage], longer: Iterable[Mention]) -> Mention:
    if mention.source not in ("ner", "name"):
        return mention
    text = passages[mention.passage].text
    for other in longer:
        end = mention.start + len(other.text)
        if fold(text[mention.start : end]) == fold(other.text):
            return replace(mention, end=end, entity=other.entity, kind=other.kind, text=other.text)
    return mention

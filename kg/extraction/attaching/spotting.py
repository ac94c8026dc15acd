"""Names found by how they look: what spaCy's model calls a name, runs of capitalised words, countries; each cut to the name itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import Words, words_of
from kg.extraction.attaching.datelines import dateline_of
from kg.extraction.attaching.mentions import LEGAL_FORM, Mention, slug, slug_of_name, tokens_of, without_form
from kg.extraction.attaching.parsing import is_common_word, token_at
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import adjectives, capitals, countries, country_starts, written_small
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

_UPPER: Final = r"[^\W\d_a-zà-öø-ÿœ]"
_NAME: Final = re.compile(
    rf"(?<![\w’'])(?:[dlDL][’'])?({_UPPER}[\w’'.-]*\w\+?|{_UPPER}|[a-z]{_UPPER}[a-z]{{2,}}\w*)"
    rf"((?: (?:(?:de|du|des|la|le|les|von|van|der|of|and|the|al|el|ben|di|da|&) |d[’']){{0,1}}(?:(?:la|le|les|l’|the) )?"
    rf"(?:{_UPPER}[\w’'.-]*\w\+?|{_UPPER}\b|(?!(?:19|20)\d\d\b)\d+[\w.-]*))*)"
)
_LINKS: Final = re.compile("d[eu]?|des|l[ae]?|les|von|van|der|of|and|the|al|el|ben|di|da|&|pour|et|[DL]|The|Of|And")
_TYPES: Final = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "ORG": "organization",
    "NORP": "group",
    "MISC": "other",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "work",
}
_ATTRIBUTIVE: Final = re.compile(
    r"(?:US|U\.S\.?|UK|U\.K\.?|EU) (?!(?:and|or|has|have|had|was|were|will|would|said|says|but|with|from|for|that|who|which|the|its)\b)[a-z]{3,}"
)  # "126 U.S. stores"
_MONTH_DAY: Final = re.compile(r"\w+ \d{1,2}\Z|\w+\Z|\w+ (?:19|20)\d\d\Z")
_FULL_STOP: Final = re.compile(r"(?<=\w)[.;:] |(?<=\w\w)/(?=\w\w)")
_ELIDED: Final = re.compile(r"[’'][\w-]+(?: |\b)")
_FEW: Final = 2  # words of a passage that is no sentence
_FINITE: Final = ("VERB", "AUX")
_OBJECTS: Final = ("DET", "NUM", "ADP")
_BASED: Final = re.compile(r"-(?:based|headquartered|born|listed|owned|backed|led|built|made|funded|run)\Z")
_SEATED: Final = re.compile(r"-(?:based|headquartered|born|listed)(?!\w)")
_ODD: Final = re.compile(r"\d+(?:st|nd|rd|th)|.*[″′°].*")
_OWNING: Final = re.compile(r"(?:of|in|at|from|d[eu]|des|chez|d[’'])(?![\w-])")
_OWNED: Final = re.compile(rf"({_UPPER}[\w.-]*(?: [\w.-]+)* ({_UPPER}[\w-]+))['’]s {_UPPER}")
_CAPITAL_BEFORE: Final = re.compile(rf"({_UPPER}[\w’'-]+ )+\Z")
_HALF_BEFORE: Final = re.compile(rf"(?<![\w-]){_UPPER}[\w’']+-\Z")
_HALF_AFTER: Final = re.compile(rf"-{_UPPER}[\w’-]*\w")
_CAPITAL_AFTER: Final = re.compile(rf"(?:\+(?!\w)| & {_UPPER}[\w’'-]+| {_UPPER}[\w’'-]+)+|(?<=\w) - {_UPPER}\w+")
_NUMBER_AFTER: Final = re.compile(r" \d{1,3}(?![\d.,:/%-]*\d|[\w-])\s*(\w*)")
_DANGLING: Final = re.compile(r"(?: (?:de|du|des|le|of|the))+ \d+\Z")
_SMALL_HEAD: Final = re.compile(r"[a-zà-ÿœ]+(?:-[a-zà-ÿœ]+)* (?:[a-zà-ÿœ]+ |[dl][’'])*(?=[^\W\d_a-zà-öø-ÿœ])")
_SPACED: Final = re.compile(rf"(?<=[a-z,’'] ){_UPPER}\w+ - {_UPPER}\w+(?! ?[-–—]| {_UPPER})")
_CLOSES: Final = ("»", "”", '"')
_OPENS: Final = (".", "•", "-", ":", "«", "“", '"')
_BESIDE: Final = 60  # characters before a name in which the thing called by it is looked for
_PIECE: Final = re.compile(r"[\s«»“”\"'’(–—•-]+|\w+[.’']?\s*|\W")
_INNER: Final = re.compile(rf"(?<=[\w,;’'(] )(?:[dlDL][’'])?({_UPPER}\w+)|(?<=[a-zé][’'])({_UPPER}\w+)")
_OPENER: Final = re.compile(rf"\W*({_UPPER}[\w-]*\w)")
_MODIFIERS: Final = ("ADJ", "VERB", "AUX", "ADV", "DET", "ADP", "PRON", "CCONJ", "SCONJ")


def institutes(passage: Passage, language: str) -> Iterator[Mention]:
    """The bodies whose figures the press quotes, which models of names often miss."""
    for match in words_of(language).institute_names.finditer("" if passage.text.isupper() else passage.text):
        yield Mention(passage.index, match.start(), match.end(), slug(match.group()), "organization", "ner", match.group())


def named_countries(passage: Passage, language: str) -> Iterator[Mention]:
    """Countries by their names, and by the adjectives made of those."""
    named, derived, starts = countries(language), adjectives(language), country_starts(language)
    small = written_small(language)
    tokens = tokens_of(passage.text)
    for index, (word, start, end) in enumerate(tokens):
        for length in (5, 4, 3, 2, 1) if word in starts else ():
            if index + length > len(tokens):
                continue
            phrase = " ".join(token[0] for token in tokens[index : index + length])
            last = tokens[index + length - 1][2]
            if phrase in named and (passage.text[start].isupper() or phrase in small):
                source = "adjective" if language == "en" and _ATTRIBUTIVE.match(passage.text, start) else "country"
                yield Mention(passage.index, start, last, named[phrase], "place", source, passage.text[start:last])
                break
        else:
            if word in derived:
                yield Mention(passage.index, start, end, derived[word], "place", "adjective", passage.text[start:end])
            elif index + 1 < len(tokens) and (two := f"{word} {tokens[index + 1][0]}") in derived:
                last = tokens[index + 1][2]
                yield Mention(passage.index, start, last, derived[two], "place", "adjective", passage.text[start:last])


def recognised(passage: Passage, doc: Doc, language: str) -> Iterator[Mention]:
    """The proper names that spaCy finds, without titles, articles and what follows a line's dash."""
    for entity in doc.ents:
        kind = _TYPES.get(entity.label_)
        if kind is None or not any(letter.isupper() for letter in entity.text):
            continue
        start, end = _widened(passage.text, entity.start_char, entity.end_char)
        elided = _ELIDED.match(passage.text, end) if passage.text[end - 2 : end] in (" d", " l") else None
        if elided is not None:
            following = doc[token_at(doc, elided.end())] if elided.end() < len(passage.text) else None
            end = elided.end() - 1
            if following is not None and following.idx == elided.end() and following.pos_ == "ADJ":
                end += 1 + len(following)
        verb = next((token for token in entity[1:] if token.pos_ in _FINITE and token.text.islower()), None)
        if verb is not None and passage.text[start:end].split()[0] not in words_of(language).stopnames:
            end = verb.idx
        bracket = passage.text.find(" (", start, end)
        if bracket > start and ")" not in passage.text[bracket:end]:
            end = bracket
        full_stop = _FULL_STOP.search(passage.text, start, end)
        if full_stop is not None:
            end = full_stop.start()
        mention = _trimmed(passage, doc, start, end, kind, "ner", language)
        if mention is not None:
            yield mention


def numbered(passage: Passage, mention: Mention, taken: Sequence[tuple[int, int]], language: str) -> Mention:
    """A name with the number behind it that is no figure: "Falcon 9"."""
    match = _NUMBER_AFTER.match(passage.text, mention.end)
    if (
        match is None
        or mention.kind in ("person", "place")
        or fold(match[1]) in words_of(language).not_names
        or any(start < match.end() and mention.end < end for start, end in taken)
    ):
        return mention
    name = passage.text[mention.start : match.start(1)].rstrip()
    return replace(mention, end=mention.start + len(name), entity=slug_of_name(name, language), text=name)


def runs(passage: Passage, doc: Doc | None, language: str) -> Iterator[Mention]:
    """Runs of several capitalised words, each as if it were a body: what a language without a model for names has in its place."""
    for match in _NAME.finditer(passage.text):
        if match.group(2):
            mention = _trimmed(passage, doc, match.start(1), match.end(), "organization", "name", language)
            if mention is not None:
                yield mention


def bodies(modelled: Sequence[Mention], known: Sequence[Mention], language: str) -> Iterator[Mention]:
    """Of some names, bodies whose name holds a country's: "Air France", "Bank of Finland", "European Commission"."""
    for mention in modelled:
        if mention.kind != "organization" or " " not in mention.text or "'s" in fold(mention.text):
            continue
        inner = [other for other in known if mention.start <= other.start and other.end <= mention.end]
        if not inner or any(other.kind != "place" for other in inner):
            continue
        rest = mention.text
        for other in inner:
            rest = rest.replace(other.text, "", 1)
        parts = rest.split()
        capitals = [part for part in parts if part[:1].isupper()]
        linked = len(parts) > len(capitals)
        if capitals and (not linked or words_of(language).bodies.search(fold(capitals[0]))):
            yield mention


def things(passage: Passage, doc: Doc | None, mentions: Sequence[Mention], language: str) -> list[Mention]:
    """Names grown to the thing that is called by them: "the Bellbrook folk festival", "le musée du Sel", "l'enquête Kantor"."""
    words, folded = words_of(language), passage.folded
    found: list[Mention] = []
    for mention in mentions:
        grown = mention
        if mention.source in ("ner", "name") and mention.entity not in words.institutes:
            if language == "fr":
                match = words.things.search(folded, max(0, mention.start - _BESIDE), mention.start)
                span = (match.start(1), mention.end) if match is not None else None
            else:
                match = words.things.match(folded, mention.end)
                span = (mention.start, match.end()) if match is not None else None
            if match is not None and span is not None and _nominal(doc, match.start(), match.end()):
                name = passage.text[span[0] : span[1]]
                grown = Mention(passage.index, *span, slug_of_name(name, language), "other", mention.source, name)
        if found and found[-1].end > grown.start:
            grown = mention
        found.append(grown)
    return found


def _nominal(doc: Doc | None, start: int, end: int) -> bool:
    """Whether a stretch has no verb in it, as far as the parse tells."""
    if doc is None or not len(doc):
        return True
    return all(token.pos_ not in ("VERB", "AUX") for token in doc[token_at(doc, start) : token_at(doc, end - 1) + 1])


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the capitalised words that touch it: a model often finds only a part."""
    half = _HALF_BEFORE.search(text, max(0, start - 60), start)
    if half is not None:
        start = half.start()
    before = _CAPITAL_BEFORE.search(text, max(0, start - 60), start)
    half = _HALF_AFTER.match(text, end)
    if half is not None:
        end = half.end()
    after = _CAPITAL_AFTER.match(text, end)
    return (before.start() if before is not None else start), (after.end() if after is not None else end)


def hyphenated(passage: Passage) -> Iterator[Mention]:
    """Two names that a hyphen between spaces joins, as agencies write it: "Renault - Nissan"."""
    for match in _SPACED.finditer(passage.text):
        name = match.group()
        yield Mention(passage.index, match.start(), match.end(), slug(name), "organization", "name", name)


def opening_names(passages: Sequence[Passage]) -> frozenset[str]:
    """Words that open several sentences, or one and stand within another, always with a capital: rather names than words."""
    opening: Counter[str] = Counter()
    text = "\n".join(passage.text for passage in passages)
    for passage in passages:
        if (match := _OPENER.match(passage.text)) is not None:
            opening[match[1]] += 1
    words = Counter(re.findall(r"(?<![\w-])[^\W\d_][\w-]*\w", text))
    return frozenset(word for word in opening if words[word] > 1 and not words[word.lower()])


def plain_words(passages: Sequence[Passage]) -> frozenset[str]:
    """The words that a text writes small."""
    text = "\n".join(passage.text for passage in passages)
    return frozenset(re.findall(r"(?<![^\W_]|-)[^\W\d_A-Z][\w-]*\w", text))


def opens_as_word(passage: Passage, mention: Mention, plain: frozenset[str]) -> bool:
    """Whether a single word taken for a name opens its sentence, and the text writes it small elsewhere: "Debt" beside "debt"."""
    if mention.source not in ("ner", "name") or not mention.text.isalpha() or mention.text.lower() not in plain:
        return False
    before = passage.text[: mention.start].rstrip()
    return not before.strip(" «“\"'’‘(–—-•") or before[-1:] in (".", ":", "!", "?", "…")


def inner_words(passages: Sequence[Passage]) -> frozenset[str]:
    """The words that a text writes with a capital within a sentence, or several times at all."""
    text = "\n".join(passage.text for passage in passages)
    counts = Counter(re.findall(rf"(?<![\w-]){_UPPER}\w+", text))
    return frozenset(match[1] or match[2] for match in _INNER.finditer(text)) | {word for word in counts if counts[word] > 1}


def opens_as_common_word(passage: Passage, mention: Mention, doc: Doc | None, inner: frozenset[str], language: str) -> bool:
    """Whether a single word taken for a name only opens sentences and is a word of the language: "Restored in 1996, it"."""
    if (
        mention.source not in ("ner", "name")
        or not mention.text.istitle()
        or not mention.text.isalpha()
        or mention.text in inner
    ):
        return False
    opened = dateline_of(passage)
    before = "" if 0 < opened == mention.start else passage.text[: mention.start].rstrip(' «“"‘(–—-•')
    after = passage.text[mention.end : mention.end + 2]
    if (before and before[-1] not in ".:!?…") or fold(after) == "'s" or after.strip()[:1] in _CLOSES:
        return False
    common = is_common_word(mention.text, language)
    if common is None:
        noun = doc is not None and doc[token_at(doc, mention.start)].pos_ == "NOUN"
        common = mention.kind != "place" and (noun or mention.source == "name")
    return common and mention.entity not in capitals(language)


def unclear(passages: Sequence[Passage], language: str) -> frozenset[int]:
    """The sentences that open with a word which may be a name, as only a parse can tell."""
    small = set(re.findall(r"(?<![\w-])[^\W\d_][\w-]*\w", "\n".join(passage.text for passage in passages)))
    stop, found = words_of(language).stopnames, set()
    for passage in passages:
        match = _OPENER.match(passage.text)
        if (
            match is not None
            and passage.kind.is_running_text
            and not passage.label
            and match[1] not in stop
            and match[1].lower() not in small
            and fold(match[1]) not in words_of(language).not_names
            and not re.match(rf" {_UPPER}", passage.text[match.end() :])
        ):
            found.add(passage.index)
    return frozenset(found)


def capitalised(
    passage: Passage, doc: Doc | None, language: str, openers: frozenset[str], taken: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Runs of capitalised words beside what is taken; one that only opens a sentence is no name unless the parse or the text says so."""
    text = passage.text
    for first, last in taken:
        first, last = max(first, 0), min(last, len(text))  # noqa: PLW2901
        text = text[:first] + "\0" * (last - first) + text[last:] if first < last else text
    for match in _NAME.finditer(text):
        start, end = match.start(1), match.end()
        if words_of(language).journals.search(passage.folded, max(0, start - _BESIDE), start):
            continue  # where something was published: no figure is about it
        dangling = _DANGLING.search(text, start, end)
        if dangling is not None:
            end = dangling.start()  # "Semaine du 8"
        if " " not in text[start:end] and (start < 3 or passage.text[max(0, start - 2) : start].strip() in _OPENS):
            word = match.group(1)
            if not (
                (word.isupper() and len(word) > 1)
                or sum(letter.isupper() for letter in word) > 1
                or _opens_as_name(passage, doc, start, word, openers, language)
            ):
                continue
        mention = _trimmed(passage, doc, start, end, "other", "name", language)
        if mention is not None:
            yield from _parted(passage, mention, language)


def _parted(passage: Passage, mention: Mention, language: str) -> Iterator[Mention]:
    """Two full names that "and" joins, or two places, each alone: "in Alder and Birch"; else the one name."""
    first, _, last = mention.text.partition(" and ")
    before = passage.folded[max(0, mention.start - _BESIDE) : mention.start]
    placed = words_of(language).towns.search(before) is not None or before.endswith(" of ")
    words = (first.count(" "), last.count(" "))
    full = min(words) > 0 and not before.endswith("the ") and "'s" not in fold(mention.text)
    if not last or not ((words == (0, 0) and placed) or full):
        yield mention
        return
    for part in (first, last):
        start = mention.start + (mention.text.rindex(part) if part == last else 0)
        yield Mention(
            passage.index, start, start + len(part), slug_of_name(part, language), mention.kind, mention.source, part
        )


def _opens_as_name(passage: Passage, doc: Doc | None, start: int, word: str, openers: frozenset[str], language: str) -> bool:
    if passage.label and start < passage.label:
        return False
    if start and passage.text[:start].rstrip()[-1:] == ":":
        return True  # a colon goes on in small letters, but for a name
    if doc is None or not len(doc):
        return word in openers
    token = doc[token_at(doc, start)]
    if token.idx != start or len(doc) <= _FEW:
        return False
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    asked = following is not None and (following.pos_ in _OBJECTS or following.text.lstrip("+-−").isdigit())
    if asked and words_of(language).openers.fullmatch(fold(word)):
        return False  # "Comptez 30 euros", not "Sanchez compte"
    strange = token.pos_ in ("NOUN", "X") and len(token) == len(word) and is_common_word(word, language) is False
    return token.pos_ == "PROPN" or strange


def _trimmed(
    passage: Passage, doc: Doc | None, start: int, end: int, kind: str, source: str, language: str
) -> Mention | None:
    """A find without what only stands beside the name; None where nothing of a name is left."""
    words = words_of(language)
    text = passage.text
    start = _after_titles(text, _name_start(passage, doc, start, end, language), end, language)
    if source == "name" and (small := _SMALL_HEAD.match(text, start, end)) is not None:
        start = small.end()  # "L'homme de Lille"
    name = text[start:end].rstrip(" .,;:»”\"'’)–—-")
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    name = without_form(name)
    based = _BASED.search(name)
    if based is not None:
        name = name[: based.start()]
    if _SEATED.match(text, start + len(name)):  # "the Osaka-based firm"
        kind, source = "place", "adjective"
    if language == "en" and name.isupper() and any(part.capitalize() in words.stopnames for part in name.split()[1:-1]):
        return None  # the words of a heading
    if LEGAL_FORM.fullmatch(f" {name}") or _ODD.fullmatch(name):
        return None
    owner = _OWNED.match(name)
    if owner is not None and fold(owner[2]) not in words.owned_names:
        name = owner[1]
    identifier = slug_of_name(name, language)
    if fold(name) in words.not_names or (
        passage.label
        and end <= passage.label
        and source == "name"
        and kind == "other"
        and " " not in name
        and name[1:].lower() == name[1:]
    ):
        return None
    if _MONTH_DAY.match(name) and fold(name.split()[0]) in words.not_names:
        return None
    if all(_tells_no_name(part, words) for part in name.split()):
        return None
    if not any(
        len(word) > 1 and (word[0].isupper() or word[0].isdigit() or not word.islower()) for word in re.findall(r"\w+", name)
    ):
        return None
    if len(identifier) < 2 or not any(letter.isalpha() for letter in identifier) or (name in words.stopnames):
        return None
    return Mention(passage.index, start, start + len(name), identifier, kind, source, name)


def _tells_no_name(part: str, words: Words) -> bool:
    """Whether a word makes no name: a month, a day, an office, what stands before the day of a text."""
    bare = fold(part.strip(".,"))
    return (
        bare in words.times_in_front
        or bare in words.titles
        or bare.isdigit()
        or _LINKS.fullmatch(bare) is not None
        or words.publishing.fullmatch(bare) is not None
    )


def _name_start(passage: Passage, doc: Doc | None, start: int, end: int, language: str) -> int:
    """Where a name begins behind articles, marks, links, the verb that opens its sentence and adjectives without a capital."""
    words, text = words_of(language), passage.text
    while start < end:
        match = _PIECE.match(text, start, end)
        assert match is not None
        word = match.group().strip()
        bare = word.rstrip("’'")
        beside = bool(word) and text[match.end() : match.end() + 1].isupper() and match.end() < end
        if (
            (word and (bare in words.stopnames or fold(word) in words.titles or _LINKS.fullmatch(bare)))
            or not bare.strip("«»“”\"'’(–—•.-")
            or (beside and not text[:start].strip(" «“\"•-–—'’") and words.openers.fullmatch(fold(bare)))
            or (beside and start and fold(bare) in words.times_in_front)
            or (beside and bare.islower() and (fold(bare) in adjectives(language) or words.inhabitants.search(fold(bare))))
            or _opens_as_owned(text, start, match.end(), word, language)
            or (beside and bare.islower() and doc is not None and doc[token_at(doc, start)].pos_ in _MODIFIERS)
        ):
            start = match.end()
            continue
        made = words.made_of.match(text, start, end)
        if made is None:
            break
        start = made.end()
    return start


def _opens_as_owned(text: str, start: int, end: int, word: str, language: str) -> bool:
    """Whether a common noun in the plural opens a sentence before the name that it belongs to: "Shares of Acme"."""
    return (
        word.endswith("s")
        and not text[:start].strip(" «“\"•-–—'’")
        and _OWNING.match(text, end) is not None
        and is_common_word(word, language) is True
    )


def _after_titles(text: str, start: int, end: int, language: str) -> int:
    """Where a name begins behind the office or the nation that stands before it: "Prime Minister Rishi Sunak"."""
    titles, nations = words_of(language).titles, adjectives(language)
    pieces = list(re.finditer(r"[^\s]+", text[start:end]))
    for place in range(len(pieces) - 2, -1, -1):
        word = fold(pieces[place].group().strip(".,"))
        rest = pieces[place + 1].group()
        office = word in titles
        nation = place == 0 and (word in nations or word.rpartition("-")[2] in nations) and len(pieces) > 2
        if (office or nation) and rest[:1].isupper():
            return start + pieces[place + 1].start()
    return start

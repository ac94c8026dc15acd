"""Whether the word that opens a sentence is a name: by what the text writes elsewhere, by the lexicon, by the parse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.datelines import dateline_of
from kg.extraction.attaching.mentions import UPPER, Mention
from kg.extraction.attaching.packs import context_pack, pattern_in
from kg.extraction.attaching.parsing import is_common_word, token_at
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import capitals
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

_GUESSED: Final = ("ner", "name")
_AROUND: Final = " «“\"'’‘(–—-•"
_WORDS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONG, _SOME, _NEARLY = 4, 4, 0.8
_FEW: Final = 2  # words of a passage that is no sentence
_OBJECTS: Final = ("DET", "NUM", "ADP")
_CLOSES: Final = ("»", "”", '"')
_INNER: Final = re.compile(rf"(?<=[\w,;’'(] )(?:[dlDL][’'])?({UPPER}\w+)|(?<=[a-zé][’'])({UPPER}\w+)")
_OPENER: Final = re.compile(rf"\W*({UPPER}[\w-]*\w)")


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
    counts = Counter(re.findall(rf"(?<![\w-]){UPPER}\w+", text))
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


def is_mere_label(passage: Passage, mention: Mention, language: str) -> bool:
    """Whether words in capitals before a colon only say what a line is about: "UTILITIES: about 200,000 households"."""
    if mention.source not in _GUESSED or not mention.text.isupper() or passage.text[: mention.start].strip(_AROUND):
        return False
    return passage.text[mention.end :].lstrip()[:1] == ":" and mention.text.isalpha() and _are_words(mention.text, language)


def is_of_headline(passages: Sequence[Passage], mention: Mention, language: str) -> bool:
    """Whether a name of a headline that writes its words large is made of common words and told nowhere else: "Officials Say Nearly"."""
    if mention.source not in _GUESSED or not _writes_large(passages[mention.passage].text):
        return False
    if any(mention.text in passage.text for passage in passages if passage.index != mention.passage):
        return False
    return _are_words(mention.text, language)


def _are_words(text: str, language: str) -> bool:
    stop, others = words_of(language).stopnames, {*words_of(language).not_names, *context_pack(language)["time_words"]}
    return all(
        word.capitalize() in stop or fold(word) in others or is_common_word(word, language) is True
        for word in _WORDS.findall(text)
    )


def without_verbs(passage: Passage, start: int, end: int, language: str) -> tuple[int, int]:
    """What looks like a name, without the verbs of a headline that writes its words large: "Harbour Sales Are Down", "Says Acme Research".

    Not without "Will" or "Can", which are names too.
    """
    if not _writes_large(passage.text):
        return start, end
    for verb in pattern_in(language, "spotting", "auxiliaries").finditer(passage.text, start, end):
        if verb.start() > start:
            return start, verb.start()
        start = min(verb.end() + 1, end)
    return start, end


def _writes_large(text: str) -> bool:
    """Whether a line writes nearly all of its longer words with a capital, as English headlines do."""
    words = [word for word in _WORDS.findall(text) if len(word) >= _LONG]
    return len(words) >= _SOME and sum(word[0].isupper() for word in words) >= _NEARLY * len(words)


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
            and not re.match(rf" {UPPER}", passage.text[match.end() :])
        ):
            found.add(passage.index)
    return frozenset(found)


def opens_as_name(passage: Passage, doc: Doc | None, start: int, word: str, openers: frozenset[str], language: str) -> bool:
    """Whether a word with a capital that opens a sentence, or stands behind a mark, is a name: by the parse, else by the text."""
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

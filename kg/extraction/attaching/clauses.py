"""The clause a figure stands in and those over it: which words of the sentence have the figure in their scope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.packs import context_pack, pattern_in, words_in
from kg.extraction.attaching.parsing import RELATIVE_CLAUSES, SUBJECTS, VERBAL
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS: Final = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubj:pass", "csubjpass"})
_CLAUSES: Final = frozenset(
    {"advcl", "advcl:cleft", "relcl", "acl", "acl:relcl", "ccomp", "parataxis", "csubj", "pcomp", "xcomp", "ROOT"}
)
_MODIFIERS: Final = frozenset(
    {"aux", "aux:tense", "aux:pass", "auxpass", "cop", "mark", "neg", "advmod", "amod", "det", "compound", "prt", "case"}
)
_SUBJECTS: Final = frozenset({*SUBJECTS, "expl", "expl:subj"})
_AUXILIARIES: Final = ("aux", "aux:tense", "aux:pass", "auxpass", "cop")
_MOST: Final = 14


def heads_clause(token: Token) -> bool:
    """Whether a token is what a clause hangs on: a verb, or a noun or adjective with its copula."""
    return token.pos_ in VERBAL or any(child.dep_ == "cop" for child in token.children)


def roles_of(token: Token) -> dict[int, str]:
    """What governs a token, by index: "way" up to the head of its clause, "own", then the clauses over it.

    A clause is "over" where the one below is its complement ("she expects that ..."), "shared" where it lends its auxiliary
    to a second verb, "beside" where it is only joined to it, "relative" where it tells of what the relative clause belongs to, and "outer" else.
    """
    roles: dict[int, str] = {}
    state = "way"
    for _ in range(_MOST):
        head = heads_clause(token)
        if state == "way" and head:
            roles[token.i] = state = "own"
        else:
            roles[token.i] = state
        if token.head.i == token.i:
            break
        if head and state not in ("outer", "relative"):
            state = _upward(token, state)
        token = token.head
    return roles


def _upward(clause: Token, state: str) -> str:
    """What the clause over one is to the figure below."""
    relation = clause.dep_
    infinitive = "Inf" in clause.morph.get("VerbForm", [])
    if relation in _COMPLEMENTS or (relation in ("acl", "advcl", "obl:arg", "obl") and infinitive):
        return "over" if state in ("own", "over", "shared") else state
    if relation in ("aux", "auxpass", "aux:pass", "aux:tense", "cop"):
        return state
    if relation == "conj":
        own_subject = any(child.dep_ in _SUBJECTS for child in clause.children)
        return "beside" if own_subject or state == "beside" else "shared"
    if relation in ("nsubj", "obj", "dobj", "obl", "attr", "nmod"):  # a noun with its copula, or a verb taken for a noun
        return "over"
    return "relative" if relation in RELATIVE_CLAUSES and "Part" not in clause.morph.get("VerbForm", []) else "outer"


def place_of(token: Token, roles: Mapping[int, str]) -> str:
    """Where a word stands to a figure: the role of what it hangs on, and whether it is that word, its modifier or its argument."""
    steps = 0
    clausal = False
    last = token
    climbed = token
    while climbed.i not in roles and steps < _MOST:
        if climbed.dep_ in _CLAUSES or (climbed.dep_ == "conj" and climbed.pos_ in VERBAL):
            clausal = steps > 0 or climbed.dep_ not in ("acl", "relcl")
        last = climbed
        if climbed.head.i == climbed.i:
            return "apart"
        climbed = climbed.head
        steps += 1
    role = roles.get(climbed.i)
    if role is None:
        return "apart"
    if steps == 0:
        return f"{role}:self"
    if clausal:
        return f"{role}:clause"
    if steps == 1 and (last.dep_ in _MODIFIERS or last.dep_ == "acl"):
        return f"{role}:mod"
    if last.dep_ in _SUBJECTS:
        return f"{role}:subject"
    return f"{role}:arg"


def mood_of(head: Token, language: str) -> str:
    """The mood and tense of a clause in one word."""
    auxiliaries = [child for child in head.children if child.dep_ in _AUXILIARIES]
    modals = context_pack(language)["moods"]["auxiliaries"]
    for child in auxiliaries if modals else ():
        modal: str | None = modals.get(fold(child.text))
        if modal is not None:
            return modal
    marks = words_in(language, "moods", "infinitive")
    if marks and any(fold(child.text) in marks for child in head.children):
        return "infinitive"
    participle = "Part" in head.morph.get("VerbForm", [])
    for token in (*auxiliaries, head):
        mood, tense, form = (next(iter(token.morph.get(name, [])), "") for name in ("Mood", "Tense", "VerbForm"))
        if pattern_in(language, "moods", "conditional").search(fold(token.text)):
            mood = "Cnd"
        if mood in ("Cnd", "Sub") or (mood == "Imp" and form == "Fin"):
            return mood.lower() + ("+" if participle and token is not head else "")
        if form == "Fin" or mood == "Ind":
            return tense.lower() + ("+" if participle and token is not head else "")
    form = next(iter(head.morph.get("VerbForm", [])), "none").lower()
    return form if language == "fr" or form != "none" else head.pos_.lower()

"""How a name of the figure's sentence stands to the figure: near or far, before or after, as its subject, owner or speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.bracketed import citations
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.kinds import CONCEPTS, MADE
from kg.extraction.attaching.mentions import Mention, names_people
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.parsing import RELATIVE_CLAUSES, SUBJECTS, VERBAL, ancestors, token_at
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.protagonists import OPENERS
from kg.extraction.attaching.ranking import bucket
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.series import of_another
from kg.extraction.attaching.voices import speaks
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOVERNOR: Final = 18  # letters before a name in which a preposition governs it
_BESIDE: Final = 30  # letters before a name in which it is said what it is compared with
_DEALT: Final = 75  # letters before a name in which a deal with it is told
_ENCLOSED: Final = re.compile(r"[^()]*\)")


def standing(
    scene: Scene, site: Site, mention: Mention, side: str, rank: int, subject: tuple[int, int] | None
) -> Iterator[str]:
    """How a mention of the same passage stands to the figure."""
    steps = site.gap(mention.start, mention.end)
    if any(cited.start < mention.start and mention.end < cited.end for cited in citations(scene, site.passage.index)):
        yield "cited"
        return
    yield "here"
    if _tells_which(scene, site, mention):
        yield "modifies"
        return
    yield from _of_another(scene, site, mention)
    within = subject is not None and mention.start < subject[1] and subject[0] < mention.end
    if within and _put_beside(scene, site.passage, mention):
        yield "put_beside"
        return
    yield f"same:{side}"
    if mention.source in ("base", "ner", "country"):
        yield f"same:{side}:sure"
    yield f"same:{side}:{bucket(steps)}"
    yield f"same:{side}:rank{min(rank, 3)}"
    yield f"same:{'people' if names_people(mention, scene.language) else mention.source}:{side}"
    yield f"same:{site.passage.kind.value}:{side}"
    if site.within(site.clause, mention.start, mention.end):
        yield "clause"
        yield f"clause:{side}"
    yield from _bracketed(site, mention, side, rank)
    if site.passage.label and mention.end <= site.passage.label:
        yield "label"
    text = site.passage.text
    between = text[site.end : mention.start] if side == "after" else ""
    named = between.strip() or mention.source != "adjective" or names_people(mention, scene.language)
    counted = pattern_in(scene.language, "standing", "counted").match(between) if side == "after" and named else None
    if counted is not None:
        link = fold(counted[1] or "")
        name = "of_counted" if not link or link in words_in(scene.language, "standing", "of") else f"counted:{link}"
        yield name
        yield f"{name}:{mention.source}"
    if side == "before" and pattern_in(scene.language, "standing", "owner").search(text[mention.end : site.start]):
        yield "owner"
    if (
        site.brackets is None
        and _ENCLOSED.match(text[mention.start :])
        and text.rfind("(", 0, mention.start) > text.rfind(")", 0, mention.start)
    ):
        yield f"in_other_brackets:{side}"
    yield from _governed(scene, site, mention, side, rank)
    if not text[: mention.start].strip(OPENERS):
        yield "opens_passage"
    if within and _in_subject(scene, site, mention):
        yield "subject"
        token = site.subject
        if token is not None and mention.start <= token.idx < mention.end:
            yield "subject:head"
    yield from _hanging(scene, site, mention)
    if side == "after" and pattern_in(scene.language, "standing", "versus_or_source").match(text[site.end : mention.start]):
        yield "after:versus_or_source"


def _of_another(scene: Scene, site: Site, mention: Mention) -> Iterator[str]:
    """Whether a name is only whom another has a deal with, or told with another figure."""
    dealt = site.passage.folded[max(0, mention.start - _DEALT) : mention.start]
    if pattern_in(scene.language, "standing", "with").search(dealt):
        yield "partner"
    if of_another(scene, site, mention.start):
        yield "of_another"


def _governed(scene: Scene, site: Site, mention: Mention, side: str, rank: int) -> Iterator[str]:
    """The preposition before a mention; what is made or dealt in is an aside behind one, or where it is what a figure counts."""
    steps, start = site.gap(mention.start, mention.end), mention.start
    before = site.passage.text[max(0, start - _GOVERNOR) : start].rstrip()
    governor = pattern_in(scene.language, "standing", "governors").search(before)
    counted = side == "after" and steps <= 1
    if mention.kind in CONCEPTS and (governor is not None or counted):
        yield "concept:aside"
    elif mention.kind in MADE and counted:
        yield "made:counted"
    if governor is not None:
        yield f"governed:{side}:{fold(governor[1])}"
        if steps <= 2 and rank == 0:
            yield f"governed:{side}:{fold(governor[1])}:touching"


def _bracketed(site: Site, mention: Mention, side: str, rank: int) -> Iterator[str]:
    """How a mention stands to the brackets that the figure is in."""
    if site.brackets is None:
        return
    inside = site.within(site.brackets, mention.start, mention.end)
    yield "brackets:inside" if inside else f"brackets:outside:{side}:{min(rank, 2)}"
    if not inside and side == "before" and site.brackets[0] - mention.end <= 2 and mention.kind not in CONCEPTS:
        yield "brackets:just_before"


def _tells_which(scene: Scene, site: Site, mention: Mention) -> bool:
    """Whether a name stands before a noun for somebody else whom it only describes: "the Ligue 2 club"."""
    if site.doc is None:
        return False
    token = site.doc[token_at(site.doc, max(mention.start, mention.end - 1))]
    return token.head.i == token.i + 1 and fold(token.head.text) in words_of(scene.language).named_by_others


def _hanging(scene: Scene, site: Site, mention: Mention) -> Iterator[str]:
    """How a mention hangs together with the figure in the parse."""
    if site.doc is None or site.token is None:
        return
    above = {other.i for other in site.above}
    chain = _chain(scene, site, mention)
    token = site.doc[token_at(site.doc, max(mention.start, mention.end - 1))]
    if any(governing.i in above for governing in (token, token.head, token.head.head)):
        yield "hangs_on_ancestor"
    if site.verb is not None and token.dep_ in SUBJECTS and token.head.i in above:
        yield "subject_of_ancestor"
    if token.head.i == site.token.i:
        yield "hangs_on_figure"
    if any(owner.idx < mention.end and mention.start < owner.idx + len(owner) for owner in _owners(scene, site)):
        yield "whose"
    if chain[0].i in above:
        yield "governs"
    if speaks(site.passage.text, mention, chain, scene.language):
        yield "speaks"
        yield f"speaks:{mention.kind}"
        if chain[0].dep_ not in SUBJECTS:
            yield "speaks:within"
        elif chain[0].head.i in above and _of_others(site, chain[0].head, scene.language):
            yield "speaks:of_others"


def _of_others(site: Site, verb: Token, language: str) -> bool:
    """Whether what is said under a verb of saying has a subject of its own that is neither a pronoun nor owned by who speaks."""
    if site.subject is None or site.verb is None or site.subject.head.i == verb.i:
        return False
    words = [fold(token.text) for token in site.subject.doc[verb.i + 1 : site.subject.i + 1]]
    own = {*words_in(language, "standing", "pronouns"), *words_in(language, "standing", "own")}
    return bool(words) and own.isdisjoint(words)


def _owners(scene: Scene, site: Site) -> Sequence[Token]:
    """What the relative clauses over the figure tell something owned of: "Acme, whose shares rose 3 %", "un site dont le parc"."""
    key = ("owners", site.index)
    if key not in scene.memory:
        assert site.doc is not None
        doc, whose = site.doc, words_in(scene.language, "standing", "whose")
        scene.memory[key] = [
            clause.head
            for clause in site.above
            if clause.dep_ in RELATIVE_CLAUSES and any(word.lower_ in whose for word in doc[clause.left_edge.i : clause.i])
        ]
    found: Sequence[Token] = scene.memory[key]
    return found


def _put_beside(scene: Scene, passage: Passage, mention: Mention) -> bool:
    """Whether a name is only one that another is compared with, or goes on with one: "behind Tesco and Asda"."""
    listed = scene.names.of(passage.index)
    beside, joins = (pattern_in(scene.language, "standing", name) for name in ("beside", "joins"))
    for place in range(listed.index(mention), -1, -1):
        start = listed[place].start
        if beside.search(passage.folded[max(0, start - _BESIDE) : start]):
            return True
        if not place or not joins.fullmatch(passage.folded, listed[place - 1].end, start):
            return False
    return False


def _in_subject(scene: Scene, site: Site, mention: Mention) -> bool:
    """Whether a mention is part of what the subject is called, not of a clause that tells more of it."""
    for token in _chain(scene, site, mention):
        if site.subject is not None and token.i == site.subject.i:
            return True
        if token.pos_ in VERBAL:
            return False
    return True


def _chain(scene: Scene, site: Site, mention: Mention) -> Sequence[Token]:
    """The word of a mention that hangs on what is outside it, and what governs that; worked out once for a passage."""
    known: dict[int, Sequence[Token]] = scene.memory.setdefault(("chains", site.passage.index), {})
    if mention.start not in known:
        assert site.doc is not None
        first, last = token_at(site.doc, mention.start), token_at(site.doc, max(mention.start, mention.end - 1))
        head = next((token for token in site.doc[first : last + 1] if not first <= token.head.i <= last), site.doc[first])
        known[mention.start] = ancestors(head)
    return known[mention.start]

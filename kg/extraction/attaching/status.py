"""How firmly a figure is put forward: reported, or estimated, projected, aimed at, rumoured, supposed, illustrative."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.extraction.attaching.clauses import mood_of, place_of, roles_of
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.packs import NEVER, context_pack, pattern_in, words_in
from kg.extraction.attaching.parsing import VERBAL, token_at
from kg.extraction.attaching.periods import grain_of
from kg.extraction.attaching.ranking import Crossing, Option, bucket
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.folding import fold
from kg.model.claim import Status

_PAST: Final = (
    "last_year",
    "year_before",
    "years_ago",
    "last_month",
    "month_before",
    "week_before",
    "quarter_before",
    "yesterday",
)
_TOUCHING: Final = 3
_AHEAD: Final = 40
"""How many letters before an infinitive are looked at for what makes it one to come."""
_FRAGMENT: Final = 4  # words of a sentence that only names a number
_HUGE: Final = 1_000_000
_FORMS: Final = ("Cnd", "Fut", "Imp", "Inf", "Sub", "Past", "Pres")
_MARKS: Final = ("Mood", "Tense", "VerbForm")
_BRACKETS: Final = re.compile(r"\([^()]*\d[^()]*\)")
_WORD: Final = re.compile(r"\w+|[^\w\s]")
_BEFORE: Final = ("part_of", "compared")
_LEAD: Final = re.compile(r"([^\W\d]+)['’]?\W*\Z")


def status_options(scene: Scene, site: Site) -> list[Option]:
    """Every status, with what speaks for it."""
    told = [f"|{name}" for name in status_evidence(scene, site)]
    return [Option(status.value, (), (Crossing(status.value, told),)) for status in Status]


def status_evidence(scene: Scene, site: Site) -> list[str]:
    """What the words around a figure say of its firmness."""
    names = ["bias", f"unit:{site.unit_class}", f"approx:{site.figure.approx}"]
    names += _cues(scene, site)
    names += _verbs(scene, site)
    names += _scope(scene, site)
    names += _form(scene, site)
    names += _ahead(scene, site)
    for moment in scene.moments.get(site.passage.index, ()):
        where = "clause" if site.within(site.clause, moment.start, moment.end) else "passage"
        if moment.kind in ("by", "next_year", "decade", "next_month", "tomorrow"):
            names.append(f"ahead:{moment.kind}:{where}")
        if moment.kind in _PAST and (where == "clause" or 0 <= moment.start - site.end <= _TOUCHING):
            names.append("past:clause")
        anchor = scene.anchor
        if (
            anchor is not None
            and moment.label is not None
            and grain_of(moment.label)
            and moment.label[:4] > anchor.label[:4]
        ):
            names.append(f"future:{where}")
    return sorted(set(names))


def _cues(scene: Scene, site: Site) -> list[str]:
    names: list[str] = []
    text = site.passage.folded
    clause = site.clause
    governing = [(token.idx, token.idx + len(token.text)) for token in site.above[1:7]]
    for kind, spots in _placed(scene, site.passage.index).items():
        for first, last in spots:
            if first < site.end and last > site.start:
                names.append(f"inside:{kind}")
                continue
            if _is_of_others(scene, site, first, last):
                continue
            side = "before" if last <= site.start else "after"
            names.append(f"cue:{kind}:passage")
            names.append(f"cue:{kind}:{side}:{bucket(site.gap(first, last), (2, 6, 14))}")
            if site.within(clause, first, last):
                names.append(f"cue:{kind}:clause")
            if any(start < last and first < end for start, end in governing):
                names.append(f"cue:{kind}:governs")
            if (site.passage.label and last <= site.passage.label) or (
                last <= site.start and pattern_in(scene.language, "firmness", "labelled").match(text[last : site.start])
            ):
                names.append(f"cue:{kind}:label")
    index = site.passage.index - 1
    if index >= 0 and scene.passages[index].block == site.passage.block:
        names += [f"cue:{kind}:earlier" for kind, spots in _placed(scene, index).items() if spots]
    for heading in site.passage.headings[-1:]:
        names += [f"cue:{kind}:heading" for kind, spots in _placed(scene, heading).items() if spots]
    if site.passage.header is not None:
        names += [f"cue:{kind}:header" for kind, spots in _placed(scene, site.passage.header).items() if spots]
    return names


def _is_of_others(scene: Scene, site: Site, start: int, end: int) -> bool:
    """Whether a cue stands in brackets with a figure of its own: a cost of 6 million (estimated at 1.3 billion with salaries)."""
    for low, high in _bracketed(scene, site.passage.index):
        if low <= start and end <= high and not (low <= site.start and site.end <= high):
            return True
    return False


def _bracketed(scene: Scene, index: int) -> Sequence[tuple[int, int]]:
    """The brackets of a passage that hold a number, worked out once."""
    key = ("bracketed", index)
    if key not in scene.memory:
        scene.memory[key] = [match.span() for match in _BRACKETS.finditer(scene.passages[index].text)]
    found: Sequence[tuple[int, int]] = scene.memory[key]
    return found


def _scope(scene: Scene, site: Site) -> list[str]:
    """What the clause of the figure and those over it say: their verbs with mood and tense, and where cues stand in them."""
    if site.doc is None or site.token is None:
        return []
    names: list[str] = []
    roles = roles_of(site.token)
    moods = _moods(scene, site, roles)
    aside = "own" in moods and not site.within(site.clause, moods["own"][1], moods["own"][1] + 1)
    names += [f"{'aside' if aside and role == 'own' else 'mood'}:{role}:{mood}" for role, (mood, _) in moods.items()]
    if _is_going_to(site, roles, scene.language) and not stands_apart(site, scene.language):
        names.append("going")
    if not moods:
        names.append("mood:none")
    placed = _placed(scene, site.passage.index)
    if moods.get("own", ("", 0))[0] in ("cnd", "would"):
        spoken = "over" in moods or words_of(scene.language).according_to.search(site.passage.folded)
        names.append(f"conditional:{'if' if placed['hypothesis'] else 'said' if spoken else 'bare'}")
    for kind, spots in placed.items():
        for start, end in spots:
            if (start < site.end and end > site.start) or _is_of_others(scene, site, start, end):
                continue
            first, last = token_at(site.doc, start), token_at(site.doc, max(start, end - 1))
            place = _best([place_of(token, roles) for token in site.doc[first : last + 1]])
            role, _, link = place.partition(":")
            names.append(f"at:{kind}:{place}")
            names.append(f"{'in' if role in _SCOPE and link != 'clause' else 'off'}:{kind}")
            if kind == "need" and (
                place in ("own:self", "way:mod") or (place == "way:arg" and 0 <= start - site.end < _TOUCHING)
            ):
                names.append(f"needs:{site.unit_class}")
            if place == "own:self" and (lead := _LEAD.search(site.folded_before)) is not None:
                names.append(f"own:{kind}:{lead[1]}")
    return names


def _is_going_to(site: Site, roles: Mapping[int, str], language: str) -> bool:
    """Whether the verb of a figure is an infinitive behind a word that tells what is to come: va atteindre, is set to reach."""
    assert site.doc is not None
    own = next(
        (site.doc[place] for place, role in roles.items() if role in ("own", "shared") and site.doc[place].pos_ in VERBAL),
        None,
    )
    if own is None or own.i == 0:
        return False
    before = fold(site.doc.text[max(0, own.idx - _AHEAD) : own.idx])
    return pattern_in(language, "firmness", "going").search(before) is not None


def _moods(scene: Scene, site: Site, roles: Mapping[int, str]) -> dict[str, tuple[str, int]]:
    """The mood of the first clause in each role, and where its verb stands."""
    moods: dict[str, tuple[str, int]] = {}
    assert site.doc is not None
    for place, role in roles.items():
        token = site.doc[place]
        if role != "way" and role not in moods and (role == "own" or token.pos_ in VERBAL):
            moods[role] = (mood_of(token, scene.language), token.idx)
    return moods


_SCOPE: Final = ("way", "own", "over", "shared")
_ORDER: Final = ("way", "own", "over", "shared", "beside", "relative", "outer", "apart")


def _best(places: list[str]) -> str:
    """Of the places of the words of a phrase the one that is nearest to the figure."""
    return min(places, key=lambda place: (_ORDER.index(place.partition(":")[0]), len(place)))


def _placed(scene: Scene, index: int) -> Mapping[str, list[tuple[int, int]]]:
    """Where the words of firmness stand in a passage, worked out once."""
    key = ("firmness", index)
    if key not in scene.memory:
        words = words_of(scene.language)
        text = scene.passages[index].folded
        present = set(_WORD.findall(text))
        finders = {
            kind: finder if not words.status_starts[kind].isdisjoint(present) else NEVER
            for kind, finder in words.status.items()
        }
        scene.memory[key] = {
            kind: [
                match.span()
                for match in finder.finditer(text)
                if not _other_word(scene.passages[index].text, *match.span(), scene.language)
                and not (kind == "wish" and _is_denied(text, match.start(), scene.language))
            ]
            for kind, finder in {**finders, "future": words.futures}.items()
        }
    found: Mapping[str, list[tuple[int, int]]] = scene.memory[key]
    return found


def _other_word(text: str, start: int, end: int, language: str) -> bool:
    """Whether what looks like a cue is part of a compound ("sous-estimé"), a reflexive ("se négocie"), or the month of May."""
    if start == 0:
        return False
    joined = "-" in (text[start - 1], text[end : end + 1])
    firmness = context_pack(language)["firmness"]
    other = any(text.endswith(f"{ending} ", 0, start) for ending in firmness["not_behind"])
    return joined or other or text[start:end] in firmness["lookalikes"]


def _is_denied(text: str, start: int, language: str) -> bool:
    """Whether a verb is told not to be so: they do not want to lose the millions."""
    return pattern_in(language, "firmness", "denied").search(text, 0, start) is not None


def _ahead(scene: Scene, site: Site) -> list[str]:
    """Whether the figure is itself a date to come."""
    figure, anchor = site.figure, scene.anchor
    if figure.date is None or anchor is None:
        return []
    return [f"value_ahead={figure.date[:7] > anchor.label[:7]}"]


def _verbs(scene: Scene, site: Site) -> list[str]:
    if site.verb is None:
        return ["verb:none"]
    names: list[str] = []
    modals = words_in(scene.language, "firmness", "modals")
    chain = [token for token in site.above if token.pos_ in VERBAL][:3]
    for depth, verb in enumerate(chain):
        place = "own" if depth == 0 else "above"
        for token in (verb, *[child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop"]):
            for mark in _MARKS:
                names += [f"verb:{place}:{value}" for value in token.morph.get(mark, []) if value in _FORMS]
            if fold(token.text) in modals:
                names.append(f"modal:{place}:{fold(token.text)}")
    return names


def stands_apart(site: Site, language: str) -> bool:
    """Whether a figure is the whole of which another is a part, or what another is compared with."""
    before = site.folded_before
    return any(pattern_in(language, "firmness", name).search(before) for name in _BEFORE)


def _form(scene: Scene, site: Site) -> list[str]:
    """What the figure itself and its passage look like."""
    figure = site.figure
    names = [f"kind:{site.passage.kind.value}"]
    if not any(character.isdigit() for character in figure.exact):
        names.append("in_words")
        if site.passage.kind.is_running_text and len(site.passage.text.split()) <= _FRAGMENT:
            names.append("fragment")
        if pattern_in(scene.language, "firmness", "vague").match(fold(figure.exact)) and (
            figure.low is None
            or figure.high is None
            or (figure.high != figure.low and figure.low > 0 and figure.high > 4 * figure.low)
        ):
            names.append("vague")
            names.append(f"vague:{site.unit_class}")
            if figure.low is not None and figure.low >= _HUGE:
                names.append("vague:huge")
            if pattern_in(scene.language, "firmness", "counted_in").search(site.folded_before):
                names.append("vague:counted_in")
        if pattern_in(scene.language, "firmness", "rhetorical").search(fold(figure.exact)) or (
            figure.high == 0 and figure.approx == "about"
        ):
            names.append("rhetorical")
    before = site.folded_before
    expected = any(
        pattern_in(scene.language, "firmness", name).search(text)
        for name, text in (("expected_ahead", before), ("expected_behind", site.passage.folded[site.end :]))
    )
    if expected:
        names.append("expected")
    names += [
        name
        for name in _BEFORE
        if pattern_in(scene.language, "firmness", name).search(before)
        and not (expected and name == "compared")
        and not (site.unit_class == "duration" and name == "part_of")
    ]
    gauged = pattern_in(scene.language, "firmness", "gauged").search(before)
    if gauged is not None and any(
        start >= site.clause[0] and end <= site.start for start, end in _placed(scene, site.passage.index)["gauge"]
    ):
        names.append("gauged")
    if "?" in site.passage.text:
        names.append("question")
    if pattern_in(scene.language, "firmness", "negated").search(before[-60:]):
        names.append("negated")
    if site.brackets is not None:
        names.append("brackets")
    if site.verb is None:
        names.append(f"verbless:{site.passage.kind.value}")
    return names

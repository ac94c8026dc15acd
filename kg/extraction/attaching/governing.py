"""How a time that a passage names stands to a figure of it: near or far, in its clause, under its verb, part of a name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.dating import tells
from kg.extraction.attaching.moments import is_base, set_against
from kg.extraction.attaching.packs import context_pack, pattern_in
from kg.extraction.attaching.parsing import token_at, verb_of
from kg.extraction.attaching.periods import Moment
from kg.extraction.attaching.ranking import bucket
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.folding import fold

_LONG: Final = 40  # letters of a word before a time and the space behind it
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_FRONT: Final = re.compile(r"\W*+(?:(?!\d)\w[\w’'-]*+\W++){0,4}")  # "Sur les sept premiers mois de "
_LEAD: Final = re.compile(r"([\w'’-]+)\s*\Z")
_TITLED: Final = re.compile(r"(?<![.!?]\s)(?<!\A)\b[A-ZÀ-Ý]\w+\s\Z")
_TITLE_AFTER: Final = re.compile(r"\A\s(?:[a-z]+\s)?[A-ZÀ-Ý]\w+")


@cache
def _changing(language: str, name: str) -> re.Pattern[str]:
    """A pattern of "from A to B"; {verbs} stands for those of change."""
    changes = context_pack(language)["changes"]
    return re.compile(changes[name].replace("{verbs}", changes["verbs"]))


def starts_change(site: Site, language: str) -> bool:
    """Whether the figure is the first of "from A to B"."""
    return bool(_changing(language, "from").search(site.before)) and bool(_changing(language, "onward").match(site.after))


def ends_change(site: Site, language: str) -> bool:
    """Whether the figure is the second of "from A to B"."""
    return bool(_changing(language, "to").search(site.before))


def bearings(scene: Scene, site: Site, moment: Moment, side: str, rank: int) -> list[str]:
    """The features of a time named on a side of the figure, the rank-th nearest there."""
    steps = site.gap(moment.start, moment.end)
    names = [
        f"same:{side}",
        f"same:{side}:{bucket(steps)}",
        f"same:{side}:rank{min(rank, 2)}",
        f"same:{side}:{moment.kind}",
        f"kind:{moment.kind}",
    ]
    if site.within(site.clause, moment.start, moment.end):
        names += ["clause", f"clause:{side}"]
    if site.brackets is not None:
        names.append("brackets:inside" if site.within(site.brackets, moment.start, moment.end) else "brackets:outside")
    else:
        for match in _BRACKETS.finditer(site.passage.text):
            if match.start() < moment.start and moment.end < match.end():
                names.append(f"in_other_brackets:{side}")
    if site.passage.label and moment.end <= site.passage.label:
        names.append("label")
    text = site.passage.text
    if lead := lead_of(text, moment):
        names.append(f"lead:{lead}:{side}")
    if tells(text, moment, scene.language):
        names.append("told")
    if set_against := compared(scene, site, moment):
        names += [f"compared:{set_against}", f"compared:{set_against}:{side}"]
    if side == "after" and pattern_in(scene.language, "dating", "joined").match(text[site.end : moment.start]):
        names.append("joined")
    if side == "before" and _FRONT.fullmatch(text, 0, moment.start) and text[moment.end : moment.end + 2].strip() == ",":
        names += ["fronted", f"fronted:rank{min(rank, 2)}"]
    if (
        side == "after"
        and rank == 0
        and pattern_in(scene.language, "dating", "in_one_breath").fullmatch(text, site.end, moment.start)
    ):
        names.append("in_one_breath")
    between = text[site.end : moment.start] if side == "after" else text[moment.end : site.start]
    between = _BRACKETS.sub(" ", between)  # an aside: "20 million (5 million in 2019) in 2021"
    names.append(f"commas:{side}:{min(between.count(','), 2)}")
    if re.search(r"\d", between):
        names.append(f"number_between:{side}")
    in_name, governor = _bound(scene, site, moment)
    if in_name:
        names += ["of_a_name", f"of_a_name:{side}"]
    if site.verb is not None and site.doc is not None:
        names.append("one_verb" if governor == site.verb.i else f"other_verb:{side}")
    return names


def lead_of(text: str, moment: Moment) -> str:
    """The word before a time, folded and shortened."""
    lead = _LEAD.search(text[max(0, moment.start - _LONG) : moment.start])
    return fold(lead[1])[:8] if lead is not None else ""


def comparing(scene: Scene, passage: int, moment: Moment) -> tuple[int, bool] | None:
    """Where the comparison ends that a time is a term of ("more than in 2017", "against 12 % in May"), and whether it has a value."""
    known: dict[int, tuple[int, bool] | None] = scene.memory.setdefault(("compared", passage), {})
    if moment.start not in known:
        known[moment.start] = set_against(scene.passages[passage].folded, moment, scene.language)
    return known[moment.start]


def compared(scene: Scene, site: Site, moment: Moment) -> str:
    """How a figure stands to a time of comparison: the value compared with ("own"), another, or one set against the time alone.

    Where the time goes ahead of the figure ("par rapport à juin 2011, ... 4 % de plus"), it is its base.
    """
    if moment.end <= site.start and is_base(site.passage.folded, moment, scene.language):
        return "base"
    found = comparing(scene, site.passage.index, moment)
    if found is None:
        return ""
    end, valued = found
    if end <= site.start and (site.end <= moment.start or not valued):
        return "own" if site.end <= moment.start else "after"
    return "other" if valued else "bare"


def counts_from(scene: Scene, site: Site, moment: Moment) -> str | None:
    """The span up to the text's own day from a time that something has lasted or counted since: "since 2016"."""
    anchor, label = scene.anchor, moment.label
    if (
        anchor is None
        or label is None
        or "/" in label
        or moment.shift is not None
        or moment.grain not in ("year", "month", "day")
    ):
        return None
    if words_of(scene.language).since.search(site.passage.folded[: moment.start]) is None:
        return None
    end = anchor.label if label[:7] == anchor.month_label else anchor.label[: max(4, min(len(label), 7))]
    return f"{label}/{end}" if label < end else None


def named_with(scene: Scene, text: str, moment: Moment) -> bool:
    """Whether a year is part of the name of an event or a law: "the election of 2017", "the 2018 World Cup"."""
    if moment.grain != "year" or moment.kind not in ("year", "span"):
        return False
    lead = text[: moment.start]
    if words_of(scene.language).named_years.search(fold(lead[-48:])):
        return True
    if _TITLED.search(lead):
        return True
    return bool(pattern_in(scene.language, "dating", "bare_lead").search(lead)) and bool(
        _TITLE_AFTER.match(text[moment.end :])
    )


def _bound(scene: Scene, site: Site, moment: Moment) -> tuple[bool, int]:
    """Whether a time is part of a name, and the place of the verb over it (-1: none); worked out once for a passage."""
    key = ("bound", site.passage.index)
    known: dict[int, tuple[bool, int]] | None = scene.memory.get(key)
    if known is None:
        known = scene.memory[key] = {}
    found = known.get(moment.start)
    if found is None:
        verb = verb_of(site.doc[token_at(site.doc, moment.start)]) if site.doc is not None and len(site.doc) else None
        in_name = named_with(scene, site.passage.text, moment)
        found = known[moment.start] = (in_name, verb.i if verb is not None else -1)
    return found

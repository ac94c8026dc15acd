"""Who says a figure: the speakers around it as options, "the text itself" among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from kg.extraction.attaching.bracketed import cited_for
from kg.extraction.attaching.clauses import place_of, roles_of
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.parsing import token_at
from kg.extraction.attaching.quotations import interviewee, quoted_spans
from kg.extraction.attaching.ranking import Features, Option, note
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.signs import signs_of
from kg.extraction.attaching.speech import Statement, main_speakers, sources, statements_of

_QUOTED: Final = re.compile(r"[«“\"][^«»“”\"]*[»”\"]?")


def speaker_options(scene: Scene, site: Site, entity: str | None, carried: Iterable[str] = ()) -> list[Option]:
    """The speakers that may be meant and none, with features. ``carried`` are those that may have said figures before."""
    gathered: dict[str | None, Features] = {None: {"none": None}}

    def add(speaker: str | None, *names: str) -> None:
        note(gathered.setdefault(speaker, {}), names)

    for heard, how in signs_of(scene, site.passage.index):
        add(heard, f"here:{how}")
    spoken = _spoken(scene, site, add)
    for earlier in carried:
        add(earlier)
    for named in scene.institutes_near(site.passage.index):
        side = "before" if scene.names.first[named] <= site.passage.index else "later"
        add(named, "institute", f"institute:{side}", f"institute:{site.unit_class}")
    quoted = any(match.start() <= site.start and site.end <= match.end() for match in _QUOTED.finditer(site.passage.text))
    for speaker, features in gathered.items():
        if speaker is None:
            note(features, (f"none:{name}" for name in sorted(spoken)))
            note(features, (f"none:quoted={quoted}", f"none:{site.passage.kind.value}", f"none:{site.unit_class}"))
            continue
        kind = scene.names.kinds.get(speaker, "noun")
        if speaker == entity:
            turns = [name for name in features if name.startswith("here:") and name.count(":") == 1]
            note(features, (f"{name}:is_entity" for name in turns))
        note(features, (f"kind:{kind}", f"quoted={quoted}", f"is_entity:{speaker == entity}"))
        rank = scene.names.ranked.get(speaker)
        if rank is not None:
            features[f"rank:{min(rank, 3)}"] = None
        if speaker in scene.vocabulary.entities:
            features["known"] = None
    return [Option(speaker, features) for speaker, features in sorted(gathered.items(), key=lambda item: item[0] or "")]


def _ends(site: Site, statement: Statement, language: str) -> bool:
    """Whether a statement is what a sentence ends with, set off by a comma from all that it covers: ", police said on Monday."."""
    text = site.passage.folded
    comma = text.rfind(",", site.end, statement.start)
    if comma < 0:
        return False
    rest = "turned" if statement.turned else "straight"
    return (
        pattern_in(language, "speakers", "tail_lead").fullmatch(text, comma + 1, statement.start) is not None
        and pattern_in(language, "speakers", f"tail_{rest}").fullmatch(text, statement.end) is not None
    )


def _spoken(scene: Scene, site: Site, add: Callable[..., None]) -> set[str]:
    """Give the speakers of the statements around a figure their features; what the text itself is weighed by instead."""
    seen: set[str] = set()
    index, block = site.passage.index, site.passage.block
    roles = roles_of(site.token) if site.token is not None else {}
    quote = next((number for start, end, number in quoted_spans(scene, index) if start <= site.start < end), None)
    state = "quoted" if quote is not None else "plain"
    for statement in statements_of(scene, index):
        place = "text"
        if site.doc is not None and roles:
            place = place_of(site.doc[token_at(site.doc, statement.start)], roles).partition(":")[0]
        side = "before" if statement.end <= site.start else "after"
        clause = "clause" if site.within(site.clause, statement.start, statement.end) else "sentence"
        for rank, speaker in enumerate(statement.speakers):
            mark = "best" if rank == 0 else "other"
            names = [f"{statement.kind}:{place}:{mark}", f"{mark}:{speaker.form}"]
            if rank == 0:
                names += ["turned"] if statement.turned else []
                names += ["tail"] if _ends(site, statement, scene.language) else []
                names += [
                    statement.kind,
                    f"{statement.kind}:{place}:{state}",
                    f"{statement.kind}:{place}:{side}:{clause}",
                ]
            add(speaker.name, *names)
        seen |= {
            statement.kind,
            f"{statement.kind}:{place}",
            f"{statement.kind}:{place}:{state}",
            f"{statement.kind}:{place}:{side}:{clause}",
        }
    last = True
    for earlier in range(index - 1, max(-1, index - 9), -1):
        told = [statement for statement in statements_of(scene, earlier) if statement.kind != "study"]
        same = "block" if scene.passages[earlier].block == block else "other"
        joined = quote is not None and any(number == quote for _, _, number in quoted_spans(scene, earlier))
        for statement in reversed(told):
            for speaker in statement.speakers[:1]:
                names = [f"prev:{statement.kind}:{same}:{state}"]
                if last:
                    names += [
                        f"prev:last:{same}:{state}",
                        f"prev:last:{speaker.form}",
                        f"prev:last:{min(index - earlier, 4)}:{same}",
                    ]
                if joined:
                    names.append("prev:one_quote")
                add(speaker.name, *names)
            if last:
                seen |= {
                    f"prev:last:{same}:{state}",
                    f"prev:last:{min(index - earlier, 4)}:{same}",
                    f"prev:last:{statement.kind}",
                }
            last = False
    if index + 1 < len(scene.passages) and scene.passages[index + 1].block == block:
        ahead = quote is not None and any(number == quote for _, _, number in quoted_spans(scene, index + 1))
        for statement in statements_of(scene, index + 1):
            for speaker in statement.speakers[:1]:
                add(speaker.name, f"next:{speaker.form}:{state}", f"next:{state}", *(["next:one_quote"] if ahead else []))
            seen.add(f"next:{state}")
    first_person = bool(words_of(scene.language).first_person.search(site.passage.folded))
    for rank, name in enumerate(main_speakers(scene)[:2]):
        add(name, f"main:{rank}", *([f"main:{rank}:first_person"] if first_person else []))
    first = next((found for passage in scene.passages[:6] if (found := statements_of(scene, passage.index))), ())
    for statement in first[:1]:
        for speaker in statement.speakers[:1]:
            add(speaker.name, "lead_source", f"lead_source:{site.unit_class}")
        seen.add("lead_source")
    seen |= _given(scene, site, add)
    asked = interviewee(scene, index)
    if asked is not None:
        add(asked, "answers")
        seen.add("answers")
    if first_person:
        seen.add(f"first_person:{state}")
    return seen


def _given(scene: Scene, site: Site, add: Callable[..., None]) -> set[str]:
    """Give the sources that the text names their features: in brackets behind the figure, and those given so far; what speaks for one."""
    seen: set[str] = set()
    if (cited := cited_for(scene, site.passage.index, site.end)) is not None:
        add(cited.source, "bracketed")
        seen.add("bracketed")
    given = [name for passage, name in sources(scene) if passage <= site.passage.index]
    for rank, name in enumerate(reversed(given[-3:])):
        add(name, "source", f"source:{site.unit_class}", f"source:rank{rank}", *(["source:only"] if len(given) == 1 else []))
        seen |= {"source", f"source:{site.unit_class}"}
    return seen

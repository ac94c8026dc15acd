"""The words around figures, a language at a time: times, firmness, speech, coreference, change. Data of the packs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.extraction.attaching.mentions import slug
from kg.extraction.attaching.packs import NEVER, Pack, alternatives, context_pack, starts_of, word_finder
from kg.extraction.attaching.stems import stem
from kg.extraction.folding import fold


@dataclass(frozen=True)
class Words:
    """The compiled word lists of a language."""

    status: Mapping[str, re.Pattern[str]]
    status_starts: Mapping[str, frozenset[str]]
    futures: re.Pattern[str]
    according_to: re.Pattern[str]
    speech_verbs: frozenset[str]
    speech_nouns: re.Pattern[str]
    stating: frozenset[str]
    stating_stems: frozenset[str]
    houses: frozenset[str]
    members: frozenset[str]
    coreference: Mapping[str, re.Pattern[str]]
    pronouns: Mapping[str, frozenset[str]]
    change: Mapping[str, re.Pattern[str]]
    versus: re.Pattern[str]
    same_time: re.Pattern[str]
    named_years: re.Pattern[str]
    event_days: re.Pattern[str]
    publishing: re.Pattern[str]
    since: re.Pattern[str]
    telling: re.Pattern[str]
    compared: re.Pattern[str]
    weekdays: re.Pattern[str]
    bases: Mapping[str, str]
    events: re.Pattern[str]
    wide_events: re.Pattern[str]
    event_words: Mapping[str, str]
    misfortunes: re.Pattern[str]
    region_after: re.Pattern[str]
    towns: re.Pattern[str]
    called: re.Pattern[str]
    regions: re.Pattern[str]
    bearings: re.Pattern[str]
    institutes: frozenset[str]
    counting: frozenset[str]
    institute_names: re.Pattern[str]
    not_entities: frozenset[str]
    respectively: re.Pattern[str]
    stopnames: frozenset[str]
    not_names: frozenset[str]
    titles: frozenset[str]
    trades: frozenset[str]
    inhabitants: re.Pattern[str]
    owned_names: frozenset[str]
    articles: re.Pattern[str]
    times_in_front: frozenset[str]
    openers: re.Pattern[str]
    made_of: re.Pattern[str]
    bodies: re.Pattern[str]
    firms: re.Pattern[str]
    national_bodies: re.Pattern[str]
    company: re.Pattern[str]
    of_firms_before: re.Pattern[str]
    of_firms_behind: re.Pattern[str]
    analysts: re.Pattern[str]
    homes: Mapping[str, str]
    things_before: re.Pattern[str]
    things_behind: re.Pattern[str]
    ourselves: re.Pattern[str]
    first_person: re.Pattern[str]
    authorities: frozenset[str]
    named_by_others: frozenset[str]
    sources: frozenset[str]
    national: re.Pattern[str]
    journals: re.Pattern[str]
    described: re.Pattern[str]

    def is_institute(self, entity: str) -> bool:
        """Whether a name is that of a body whose figures the press quotes, by name or as what counts: "National Statistics Bureau"."""
        return entity in self.institutes or not self.counting.isdisjoint(entity.split("-"))


def _described(phrases: Iterable[str], pointing: Mapping[str, str], between: str) -> re.Pattern[str]:
    """Phrases of an article and a noun, or what points in place of the article, with what may describe the noun: "this Danish insurer"."""
    described = [_pointed(re.escape(fold(phrase)).replace(r"\ ", f" {between}", 1), pointing) for phrase in phrases]
    listed = "|".join(sorted(described, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)") if listed else NEVER


def _pointed(phrase: str, pointing: Mapping[str, str]) -> str:
    """The pattern of a phrase with a pattern for its article."""
    article = next((article for article in pointing if phrase.startswith(article)), "")
    return pointing.get(article, "") + phrase[len(article) :]


def _leading(words: Iterable[str], link: str = "") -> re.Pattern[str]:
    """Some words, with what links them, at the end of what stands before a name."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)}){link}\s?\Z")


def _of_things(pack: Pack, side: str) -> re.Pattern[str]:
    """The nouns of things that stand on a side of a name which they are called by."""
    pattern = pack["beside_things"].get(side)
    return re.compile(pattern.format(things=alternatives(pack["things"]))) if pattern else NEVER


@cache
def words_of(language: str) -> Words:
    """The word lists of a language, compiled once."""
    pack = context_pack(language)
    speech, firms, links = pack["speech"], pack["of_firms"], pack["links"]
    return Words(
        status={name: word_finder(listed) for name, listed in pack["status"].items()},
        status_starts={name: starts_of(listed) for name, listed in pack["status"].items()},
        futures=re.compile(rf"(?<!\w)\w*{pack['futures']}(?!\w)"),
        according_to=word_finder(speech["according_to"]),
        speech_verbs=frozenset(fold(word) for word in speech["verbs"]),
        speech_nouns=word_finder(speech["nouns"]),
        stating=frozenset(fold(word) for word in speech["stating"]),
        stating_stems=frozenset(speech["stating_stems"]),
        houses=frozenset(fold(word) for word in speech["houses"]),
        members=frozenset(speech["members"]),
        coreference={
            kind: _described(listed, pack["pointing"], pack["describing"]) for kind, listed in pack["coreference"].items()
        },
        pronouns={kind: frozenset(listed) for kind, listed in pack["pronouns"].items()},
        change={kind: word_finder(listed) for kind, listed in pack["change"].items()},
        versus=word_finder(pack["versus"]),
        same_time=word_finder(pack["same_time"]),
        named_years=re.compile(pack["named_years"]),
        event_days=re.compile(pack["event_days"]),
        publishing=_leading(pack["publishing"], links["publishing"]),
        since=re.compile(pack["since"]),
        telling=_leading([*speech["verbs"], *pack["releases"]], links["telling"]),
        compared=re.compile(pack["compared"]),
        weekdays=re.compile(rf"(?:{alternatives(pack['weekdays'])})(?!\w)"),
        bases={fold(phrase): base for phrase, base in pack["bases"].items()},
        events=word_finder(pack["events"]),
        wide_events=word_finder(pack["wide_events"]),
        event_words=pack["event_words"],
        misfortunes=word_finder(pack["misfortunes"]),
        region_after=re.compile(
            rf"\A (?:{alternatives(pack['located']['region_after'])})(?!\w)" if pack["located"]["region_after"] else "(?!)"
        ),
        towns=_leading(pack["located"]["towns"]),
        called=_leading(pack["located"]["called"], links["called"]),
        regions=_leading(pack["located"]["regions"]),
        bearings=_leading(pack["located"]["bearings"], links["bearings"]),
        respectively=word_finder(pack["respectively"]),
        institute_names=re.compile(
            rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, pack['institutes']), key=len, reverse=True))})(?!\w)"
        ),
        not_entities=frozenset(slug(word) for word in pack["not_entities"]),
        institutes=frozenset(slug(word) for word in pack["institutes"]),
        counting=frozenset(pack["counting"]),
        stopnames=frozenset(map(str, pack["stopnames"])),
        not_names=frozenset(fold(word) for word in (*pack["not_names"], *pack["months"], *pack["weekdays"])),
        titles=frozenset(pack["titles"]),
        trades=frozenset(pack["trades"]),
        inhabitants=re.compile(pack["inhabitants"]),
        owned_names=frozenset(pack["owned_names"]),
        times_in_front=frozenset(fold(word) for word in (*pack["weekdays"], *pack["months"])),
        articles=re.compile(rf"(?<![^\W\d_])(?:{pack['articles_before']}) ?\Z", re.IGNORECASE),
        openers=re.compile(pack["openers"]),
        made_of=re.compile(pack["made_of"]),
        bodies=word_finder(pack["bodies"]),
        firms=word_finder(pack["firms"]),
        national_bodies=word_finder(pack["national_bodies"]),
        company=word_finder(pack["company"]),
        analysts=_leading(pack["analysts"], links["analysts"]),
        of_firms_before=_leading(firms["before"], links["of_firms"]) if "before" in firms else NEVER,
        of_firms_behind=re.compile(rf"{links['of_firms']}(?:{alternatives(firms['behind'])})(?!\w)")
        if "behind" in firms
        else NEVER,
        homes={slug(body): home for home, listed in pack["homes"].items() for body in listed},
        things_before=_of_things(pack, "before"),
        things_behind=_of_things(pack, "behind"),
        ourselves=word_finder(pack["ourselves"]),
        first_person=word_finder(pack["first_person"]),
        named_by_others=frozenset(fold(word) for word in pack["named_by_others"]),
        authorities=frozenset(fold(word) for word in pack["authorities"]),
        sources=frozenset(map(str, pack["sources"])),
        national=word_finder(pack["national"]),
        described=re.compile(
            rf" ?(?:(?!(?:{alternatives(pack['not_described'])})(?!\w))[\w'-]+ ){{0,5}}"
            + "".join(f"(?<!{word} )" for word in links["described"])
        ),
        journals=re.compile(rf"(?<!\w)(?:{pack['journals']})\Z"),
    )


def is_stating(word: str, words: Words) -> bool:
    """Whether a word is a form of a verb of saying."""
    return word in words.stating or stem(word) in words.stating_stems

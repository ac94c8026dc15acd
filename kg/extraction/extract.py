"""Document -> claims: figures by the grammar, then what each is of, for when, how firmly and by whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from kg.extraction.contract import ExtractedClaim
from kg.extraction.deciding import Decision, decide
from kg.extraction.figures import Figure, find_figures
from kg.extraction.moments import moments_of
from kg.extraction.names import names_of
from kg.extraction.parsing import parse
from kg.extraction.passages import Passage, passages_of
from kg.extraction.periods import Anchor, Moment, grain_of, shifted
from kg.extraction.qualifiers import qualifiers_of
from kg.extraction.ranking import Weights, shipped_weights
from kg.extraction.relations import derivation_of
from kg.extraction.scene import Scene, Site, sites_of
from kg.extraction.topics import events_of, topics_of
from kg.model.base import Vocabulary
from kg.model.vocabulary import MetricKind
from kg.reading.document import BlockKind, Document

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LEAD: Final = 4  # passages of running text in which a text says what time it speaks of
_TOPIC_WEIGHT: Final = 1.4
_RECENT: Final = 10  # days between an event and the text that tells it as news
_OPENING: Final = 8  # passages among which a text prints its date
_DAY_KINDS: Final = ("day", "weekday", "yesterday", "today")
_DATELINE: Final = re.compile(r"\A\W*(?:\d{1,2} ?h ?\d{0,2}(?: UTC)?)?[\s.,–—:-]*\Z")


def extract(
    document: Document,
    vocabulary: Vocabulary,
    language: str,
    *,
    published: str | None = None,
    weights: Mapping[str, Weights] | None = None,
    figures: Sequence[Figure] | None = None,
) -> list[ExtractedClaim]:
    """The claims of a document, in order.

    ``published`` (EDTF) dates the document where it prints no date. ``figures`` replaces what the grammar finds.
    """
    if figures is None:
        second = "en" if language == "fr" else "fr"
        figures = find_figures(document.text, (language, second))
    if not figures:
        return []
    scene, sites = scene_of(document, figures, vocabulary, language, published)
    decisions = decide(scene, sites, weights if weights is not None else shipped_weights())
    return [_claim(scene, sites, decisions, index) for index in range(len(sites))]


def scene_of(
    document: Document, figures: Sequence[Figure], vocabulary: Vocabulary, language: str, published: str | None = None
) -> tuple[Scene, list[Site]]:
    """The document around its figures: passages, the parses that are needed, names and times."""
    spans = [(figure.start, figure.end) for figure in figures]
    passages = passages_of(document, spans)
    holding = {site.passage.index for site in sites_of(figures, passages, {})}
    title = next((passage.index for passage in passages if passage.kind is BlockKind.HEADING), None)
    if title is not None and title > 2:
        title = None
    needed = _needed(passages, holding, title)
    parses = parse((passages[index] for index in sorted(needed)), language)
    anchor = anchor_of(passages, language, published or document.published)
    moments = _moments(passages, holding, language, anchor)
    names = names_of(passages, parses, vocabulary.entities, language, spans)
    scene = Scene(
        document,
        language,
        vocabulary,
        passages,
        parses,
        names,
        moments,
        anchor,
        _event(passages, moments, anchor),
        title,
        _topic_time(passages, moments, title, anchor),
        topics_of(passages, parses, title, names, language),
        events_of(passages, names, language),
    )
    return scene, sites_of(figures, passages, parses)


def _needed(passages: Sequence[Passage], holding: set[int], title: int | None) -> set[int]:
    """Passages to parse: those with figures, the title and the first sentence of the text."""
    needed = set(holding)
    if title is not None:
        needed.add(title)
    first = next((passage.index for passage in passages if passage.kind.is_running_text), None)
    if first is not None:
        needed.add(first)
    return needed


def _moments(
    passages: Sequence[Passage], holding: set[int], language: str, anchor: Anchor | None
) -> dict[int, Sequence[Moment]]:
    wanted: set[int] = set()
    for index in holding:
        passage = passages[index]
        wanted |= {index, index - 1, index - 2, passage.lead, *passage.headings}
        if passage.header is not None:
            wanted.add(passage.header)
    wanted |= set(range(min(_OPENING, len(passages))))
    return {
        index: moments_of(passages[index].text, language, anchor) for index in sorted(wanted) if 0 <= index < len(passages)
    }


def anchor_of(passages: Sequence[Passage], language: str, published: str | None) -> Anchor | None:
    """The day a text is dated by: the dateline it prints, else the date given, else the latest date it names to the month."""
    for passage in passages[:_OPENING]:
        for moment in moments_of(passage.text, language):
            if moment.kind != "day" or moment.label is None:
                continue
            lead, rest = passage.text[: moment.start], passage.text[moment.end :]
            place = not lead or (len(lead) <= 40 and lead.rstrip().endswith((",", "-", "–", "—", "(", "le", "Le", "on")))
            if place and (passage.kind is BlockKind.DATELINE or _DATELINE.match(rest[:24]) or re.match(r"\s*[.–—-]", rest)):
                return Anchor(moment.label, "printed")
    if published:
        return Anchor(published, "given")
    latest = ""
    for passage in passages:
        if _YEAR.search(passage.text) is None:
            continue
        for moment in moments_of(passage.text, language):
            if moment.grain in ("day", "month") and moment.kind in ("day", "month") and moment.label is not None:
                latest = max(latest, moment.label[:7])
    return Anchor(latest, "inferred") if latest else None


def _event(passages: Sequence[Passage], moments: Mapping[int, Sequence[Moment]], anchor: Anchor | None) -> str | None:
    """The day of what a dated news text tells: the first day its opening names, the dateline apart."""
    if anchor is None or anchor.day is None:
        return None
    for passage in passages[:_OPENING]:
        for moment in moments.get(passage.index, ()):
            if moment.kind in _DAY_KINDS and moment.label and grain_of(moment.label) == "day":
                if moment.label == anchor.label and moment.kind == "day" and not moment.start:
                    continue
                return moment.label if _days_before(moment.label, anchor.label) in range(_RECENT + 1) else None
    return None


def _days_before(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _topic_time(
    passages: Sequence[Passage], moments: Mapping[int, Sequence[Moment]], title: int | None, anchor: Anchor | None
) -> str | None:
    """The month, quarter, half or year that a text reports on: named in its title or again and again, and lately past.

    A text that tells last month's figures names that month first and often; a month that it names once, or one long past
    or to come, only dates something in it.
    """
    opening = [passage.index for passage in passages if passage.kind.is_running_text][:_LEAD]
    weights: dict[str, float] = {}
    for index in sorted(moments):
        for moment in moments[index]:
            label = moment.label
            if label is None or moment.shift is not None or moment.grain not in ("month", "quarter", "half", "year"):
                continue
            if moment.kind in ("this_month", "this_year", "now", "since_start") or not _lately(label, anchor):
                continue
            if index != title and (anchor is None or anchor.day is None):
                continue
            weight = 2.0 if index == title else 1.0 if index in opening else 0.5
            if anchor is not None and label in (shifted(anchor.month_label, "month", -1), _last_quarter(anchor)):
                weight += 0.5
            weights[label] = weights.get(label, 0.0) + weight * (0.7 if moment.grain == "year" else 1.0)
    best = max(weights, key=lambda label: (weights[label], label), default=None)
    return best if best is not None and weights[best] >= _TOPIC_WEIGHT else None


def _last_quarter(anchor: Anchor) -> str:
    """The last quarter that was over when the text was written."""
    years, index = divmod(((anchor.month or 12) - 1) // 3 - 1, 4)
    return f"{anchor.year + years:04}-Q{index + 1}"


def _lately(label: str, anchor: Anchor | None) -> bool:
    """Whether a time ended at most about a year before the text, or is its own year."""
    if anchor is None:
        return True
    year, own = int(label.removeprefix("FY")[:4]), anchor.year
    if grain_of(label) == "year":
        return year == own - 1
    if grain_of(label) == "month":
        month, now = year * 12 + int(label[5:7]), own * 12 + (anchor.month or 12)
        return now - 12 <= month < now or (month == now and anchor.day is None)
    return own - 1 <= year <= own


def _claim(scene: Scene, sites: Sequence[Site], decisions: Sequence[Decision], index: int) -> ExtractedClaim:
    site, decision = sites[index], decisions[index]
    vocabulary = scene.vocabulary
    metric = decision.metric.value.removeprefix("~") if decision.metric.value else None
    known = vocabulary.metrics.get(metric) if metric is not None else None
    label = decision.time.value
    stock = known is not None and known.kind is not MetricKind.FLOW and not _is_flow_like(metric or "")
    if label is not None and "/" in label:
        stock = False
    proposed = tuple(
        name
        for name, value, base in (
            ("entity", decision.entity.value, vocabulary.entities),
            ("metric", metric, vocabulary.metrics),
        )
        if value is not None and value not in base
    )
    return ExtractedClaim(
        figure=site.figure,
        entity=decision.entity.value,
        metric=metric,
        qualifiers=qualifiers_of(scene, site, metric),
        period=None if stock else label,
        as_of=label if stock else None,
        status=decision.status.value or "reported",
        attributed_to=decision.attribution.value,
        derived=derivation_of(scene, sites, [d.metric.value for d in decisions], index),
        confidence={
            "entity": decision.entity.confidence,
            "metric": decision.metric.confidence,
            "time": decision.time.confidence,
            "status": decision.status.confidence,
            "attributed_to": decision.attribution.confidence,
        },
        proposed=proposed,
    )


def _is_flow_like(metric: str) -> bool:
    """Whether a ratio is one of a span of time, as a growth is."""
    return metric.endswith(("_change", "_growth", "_multiple", "_margin", "_return"))

"""Document -> claims: figures by the grammar, then what each is of, for when, how firmly and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kg.extraction.attaching.anchoring import OPENING, anchor_of
from kg.extraction.attaching.calibrating import shipped_curves
from kg.extraction.attaching.dating import event_of, topic_time_of
from kg.extraction.attaching.deciding import Decision, decide
from kg.extraction.attaching.events import events_of
from kg.extraction.attaching.fiscal import with_fiscal_years
from kg.extraction.attaching.moments import moments_of
from kg.extraction.attaching.names import names_of
from kg.extraction.attaching.openings import unclear
from kg.extraction.attaching.parsing import parse
from kg.extraction.attaching.passages import Passage, passages_of, title_of
from kg.extraction.attaching.periods import Anchor, Moment
from kg.extraction.attaching.qualifiers import qualifiers_of
from kg.extraction.attaching.ranking import Weights, shipped_weights
from kg.extraction.attaching.relations import derivation_of
from kg.extraction.attaching.scene import Scene, Site, sites_of
from kg.extraction.attaching.topics import topics_of
from kg.extraction.contract import ExtractedClaim
from kg.extraction.figures.finding import Figure, find_figures
from kg.extraction.figures.tongues import with_other
from kg.model.base import Vocabulary
from kg.model.vocabulary import MetricKind
from kg.reading.document import Document

_REACH: Final = 4  # sentences before a figure that may open with whom it is about


def extract(
    document: Document,
    vocabulary: Vocabulary,
    language: str,
    *,
    published: str | None = None,
    weights: Mapping[str, Weights] | None = None,
    figures: Sequence[Figure] | None = None,
) -> list[ExtractedClaim]:
    """The claims of a document, in order; figures in what is layout and no words (comments, marks of notes) make none.

    ``published`` (EDTF) dates the document where it prints no date. ``figures`` replaces what the grammar finds, ``weights``
    those that are shipped; the chances are then told as they are, with no curve to correct them.
    """
    if figures is None:
        found = find_figures(document.text, with_other(language))
        figures = [one for one in found if not (document.is_skipped(one.start) and document.is_skipped(one.end - 1))]
    if not figures:
        return []
    scene, sites = scene_of(document, figures, vocabulary, language, published)
    if weights is None:
        decisions = decide(scene, sites, shipped_weights(), shipped_curves())
    else:
        decisions = decide(scene, sites, weights)
    return [_claim(scene, sites, decisions, index) for index in range(len(sites))]


def scene_of(
    document: Document, figures: Sequence[Figure], vocabulary: Vocabulary, language: str, published: str | None = None
) -> tuple[Scene, list[Site]]:
    """The document around its figures: passages, the parses that are needed, names and times."""
    spans = [(figure.start, figure.end) for figure in figures]
    passages = passages_of(document, spans)
    places: dict[int, list[tuple[int, int, int]]] = {}
    for site in sites_of(figures, passages, {}):
        places.setdefault(site.passage.index, []).append((site.start, site.end, site.index))
    holding = set(places)
    title = title_of(passages)
    needed = _needed(passages, holding, title)
    needed |= {index for index in unclear(passages, language) if not holding.isdisjoint(range(index + 1, index + _REACH))}
    parses = parse((passages[index] for index in sorted(needed)), language)
    anchor = anchor_of(passages, language, published or document.published)
    names = names_of(passages, parses, vocabulary.entities, language, spans)
    moments = with_fiscal_years(_moments(passages, holding, language, anchor), passages, names, vocabulary.entities, anchor)
    scene = Scene(
        document,
        language,
        vocabulary,
        passages,
        parses,
        names,
        moments,
        places,
        anchor,
        event_of(passages, moments, language, anchor),
        title,
        topic_time_of(passages, moments, title, anchor, language),
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
    wanted |= set(range(min(OPENING, len(passages))))
    return {
        index: moments_of(passages[index].text, language, anchor) for index in sorted(wanted) if 0 <= index < len(passages)
    }


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

"""A report as one page that needs nothing else: a card a finding, its clusters drawn as bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from kg.consistency.axis import Axis, axis_over, tick_labels
from kg.consistency.finding import Cluster, Finding, Severity
from kg.consistency.reports.dossier import KINDS, Cited, Dossier, cluster_words, summary_words
from kg.consistency.reports.page import page, text
from kg.model.units import DATE
from kg.model.wording import with_unit

_TITLES: Final = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "For information"}
_WIDTH: Final = 440
_LEFT: Final = 8
_RIGHT: Final = 432
_ROW: Final = 34
_MOST_BARS: Final = 12


def as_html(dossier: Dossier) -> str:
    """The page. Every text of the base is escaped; there is no script, and the page's own policy forbids any."""
    return page(dossier.title, "\n".join(_body(dossier)))


def _body(dossier: Dossier) -> Iterator[str]:
    yield f"<h1>{text(dossier.title)}</h1>"
    yield f"<p>{text(summary_words(dossier))}.</p>"
    counts = dossier.counts()
    if counts:
        heads = "".join(f'<th class="n">{severity.value}</th>' for severity in Severity)
        yield f'<div class="scroll"><table><thead><tr><th>kind</th>{heads}<th>what it is</th></tr></thead><tbody>'
        for kind, row in counts.items():
            cells = "".join(f'<td class="n">{row[severity] or ""}</td>' for severity in Severity)
            yield f"<tr><td>{kind.value}</td>{cells}<td>{text(KINDS.get(kind, ''))}</td></tr>"
        yield "</tbody></table></div>"
    for severity in Severity:
        found = dossier.of(severity)
        if found:
            yield f'<section><h2 id="{severity.value}">{_TITLES[severity]} ({len(found)})</h2>'
            for finding in found:
                yield from _card(finding, dossier)
            yield "</section>"
    if dossier.stale:
        yield "<section><h2>Stale waivers</h2>"
        for stale in dossier.stale:
            place = f"{stale.waiver.path}:{stale.waiver.line}"
            yield f'<article class="card warning"><p>{text(stale.message)}</p><p><code>{text(place)}</code></p></article>'
        yield "</section>"


def _card(finding: Finding, dossier: Dossier) -> Iterator[str]:
    waived = " waived" if finding.waived is not None else ""
    yield f'<article class="card {finding.severity.value}{waived}">'
    new = "<span>new</span>" if dossier.new is not None and dossier.is_new(finding) else ""
    yield (
        f'<div class="head"><b>{finding.kind.value}</b><span>{text(finding.entity)}</span>'
        f"<span>{text(finding.metric)}</span>{new}</div>"
    )
    yield f"<p>{text(finding.explanation)}</p>"
    if finding.waived is not None:
        yield f"<p><strong>Waived:</strong> {text(finding.waived)}</p>"
    if len(finding.clusters) > 1:
        yield cluster_bars(finding.clusters, {entry.claim: entry.name for entry in finding.inputs})
    if finding.rule:
        expected = f" yields {text(finding.expected)}" if finding.expected else ""
        yield f"<p>Rule: <code>{text(finding.rule)}</code>{expected}</p>"
    if finding.culprits:
        yield f"<p>{finding.accusation}: {', '.join(f'<code>{text(c)}</code>' for c in finding.culprits)}</p>"
    yield from _claims(finding, dossier)
    yield f'<p class="head"><code>{text(finding.id)}</code></p></article>'


def _claims(finding: Finding, dossier: Dossier) -> Iterator[str]:
    cited = dossier.shown(finding)
    if not cited:
        return
    is_open = " open" if finding.severity is not Severity.INFO else ""
    count = len(finding.claims)
    yield f"<details{is_open}><summary>{count} claim{'s' if count != 1 else ''}</summary>"
    yield '<table class="claims"><thead><tr><th>value</th><th>time, status</th><th>source</th><th>claim</th></tr></thead><tbody>'
    yield from (_row(one) for one in cited)
    yield "</tbody></table>"
    if count > len(cited):
        yield f"<p>and {count - len(cited)} more</p>"
    yield "</details>"


def _row(cited: Cited) -> str:
    status = "" if cited.status == "reported" else f", {cited.status}"
    said_by = f"{cited.attributed_to} in " if cited.attributed_to else ""
    where = f" (characters {cited.at[0]} to {cited.at[1]})" if cited.at else ""
    place = f"<br>{text(f'{cited.place.path}:{cited.place.line}')}" if cited.place else ""
    return (
        f"<tr><td><strong>{text(cited.words)}</strong></td><td>{text((cited.time or 'undated') + status)}</td>"
        f"<td>{text(said_by + cited.source_name + where)}</td><td><code>{text(cited.claim)}{place}</code></td></tr>"
    )


def cluster_bars(clusters: Sequence[Cluster], names: Mapping[str, str]) -> str:
    """Clusters as bars over one axis, lowest first, each with its range and how many claims it has; SVG.

    ``names`` has what the claims stand for in a formula; a claim alone in its cluster is labelled so.
    Clusters told in another unit than the first are left out: they share no axis with it.
    """
    unit = clusters[0].unit
    drawn = [cluster for cluster in clusters if cluster.unit == unit][:_MOST_BARS]
    axis = axis_over(cluster.common for cluster in drawn)
    height = len(drawn) * _ROW + 28
    parts = [f'<svg class="bars" viewBox="0 0 {_WIDTH} {height}" role="img"><title>{text(_spoken(drawn))}</title>']
    for tick, label in _ticks(axis, unit):
        x = _x(axis.at(tick))
        parts.append(f'<line class="axis" x1="{x}" y1="4" x2="{x}" y2="{height - 22}"/>')
        parts.append(f'<text class="soft" x="{x}" y="{height - 7}" text-anchor="{_anchor(x)}">{text(label)}</text>')
    for number, cluster in enumerate(drawn):
        parts += _bar(axis, cluster, number * _ROW + 4, names)
    return "".join([*parts, "</svg>"])


def _bar(axis: Axis, cluster: Cluster, top: int, names: Mapping[str, str]) -> Iterator[str]:
    left, right = _x(axis.at(cluster.common.low)), _x(axis.at(cluster.common.high))
    width = max(right - left, 4)
    count = f" · {len(cluster.claims)} claims" if len(cluster.claims) > 1 else ""
    name = names.get(cluster.claims[0], "") if len(cluster.claims) == 1 else ""
    words = f"{name} {cluster_words(cluster)}{count}".strip()
    anchor = _anchor(left, loose=True)
    x = {"start": left, "middle": (left + right) / 2, "end": right}[anchor]
    yield f'<text x="{x:g}" y="{top + 12}" text-anchor="{anchor}">{text(words)}</text>'
    yield f'<rect class="bar" x="{min(left, _RIGHT - 4):g}" y="{top + 17}" width="{width:g}" height="9" rx="2"/>'


def _ticks(axis: Axis, unit: str) -> Iterator[tuple[Decimal, str]]:
    if unit == DATE:
        return
    ticks = axis.ticks(5)
    labels = tick_labels(ticks)
    yield from zip(ticks, [*labels[:-1], *(with_unit(label, unit) for label in labels[-1:])], strict=True)


def _spoken(clusters: Sequence[Cluster]) -> str:
    return "; ".join(f"{cluster_words(cluster)} ({len(cluster.claims)})" for cluster in clusters)


def _x(position: float) -> float:
    return round(_LEFT + position * (_RIGHT - _LEFT), 1)


def _anchor(x: float, *, loose: bool = False) -> str:
    """Text near an edge is set towards the middle."""
    edge = 0.35 if loose else 0.12
    if x < _LEFT + edge * (_RIGHT - _LEFT):
        return "start"
    return "end" if x > _RIGHT - edge * (_RIGHT - _LEFT) else "middle"

"""Bars for an article: a claim a row, its bar from zero to its value, a whisker over what its hedge or range leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.citation.desk import Desk
from kg.citation.inline import html_text, latex_text
from kg.citation.timing import claim_time
from kg.model.claim import Claim
from kg.model.errors import UsageError
from kg.model.units import DATE, unit

_WIDTH: Final = 480
_LINE: Final = 20
_BAR: Final = 14
_GAP: Final = 6
_CHARACTERS: Final = 60
"""That many fit on a line beside each other, for sure."""

_MOST: Final = 40
_LATEX_BAR: Final = 3
"""Centimetres of the longest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A claim as drawn: its label, its figure, and its ends as shares of the longest bar."""

    claim: Claim
    label: str
    figure: str
    low: Decimal
    high: Decimal
    disputed: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one dimension under a title."""

    title: str
    bars: tuple[Bar, ...]


def chart_of(desk: Desk, claims: Sequence[Claim], title: str | None = None) -> Chart:
    """A chart of claims in one dimension, in the order given. Raises UsageError where they do not share one."""
    if not claims:
        raise UsageError("no claim is of what was asked for: a chart needs one at least")
    if len(claims) > _MOST:
        raise UsageError(f"a chart of {len(claims)} bars: choose {_MOST} claims or fewer")
    dimensions = {(unit(claim.unit).dimension, claim.per) for claim in claims}
    if len(dimensions) > 1 or claims[0].unit == DATE:
        found = sorted({f"{claim.unit} per {claim.per}" if claim.per else claim.unit for claim in claims})
        raise UsageError(f"a chart has one unit and no dates, these claims have {', '.join(found)}")
    ends = [_ends(claim, claims[0].unit) for claim in claims]
    if any(low < 0 for low, _ in ends):
        raise UsageError("a chart of bars shows no values below zero")
    longest = max(high for _, high in ends) or Decimal(1)
    entities, metrics = {claim.entity for claim in claims}, {claim.metric for claim in claims}
    vocabulary, language = desk.base.vocabulary, desk.language
    bars = []
    for claim, (low, high) in zip(claims, ends, strict=True):
        names = [vocabulary.entity(claim.entity).name(language)] if len(entities) > 1 or len(claims) == 1 else []
        names += [vocabulary.metric(claim.metric).name(language)] if len(metrics) > 1 else []
        label = ", ".join([*names, claim_time(claim, language)]) + desk.limits(claim)
        bars.append(Bar(claim, label, desk.figure(claim), low / longest, high / longest, bool(desk.warnings(claim))))
    common = vocabulary.entity(claims[0].entity).name(language) if len(entities) == 1 else ""
    measured = vocabulary.metric(claims[0].metric).name(language) if len(metrics) == 1 else ""
    return Chart(title or ", ".join(filter(None, (common, measured))), tuple(bars))


def _ends(claim: Claim, symbol: str) -> tuple[Decimal, Decimal]:
    stated = claim.quantity.to(symbol).stated
    finite = [end for end in (stated.low, stated.high) if end.is_finite()]
    return min(finite), max(finite)


def chart_svg(chart: Chart, mark: str) -> str:
    """The chart as SVG: what a bar is of stands above it, so that it can be read on a phone; all of it can be read aloud.

    ``mark`` says that a figure is disputed.
    """
    parts: list[str] = []
    top = 0
    for bar in chart.bars:
        label, figure = _short(bar.label), bar.figure + (f" ({mark})" if bar.disputed else "")
        top += _LINE
        parts.append(f'<text x="0" y="{top}">{html_text(label)}</text>')
        if len(label) + len(figure) > _CHARACTERS:
            top += _LINE
        parts.append(f'<text class="value" x="{_WIDTH}" y="{top}" text-anchor="end">{html_text(figure)}</text>')
        top += _GAP
        low, high = (float(end) * _WIDTH for end in (bar.low, bar.high))
        kind = "bar disputed" if bar.disputed else "bar"
        parts.append(f'<rect class="{kind}" x="0" y="{top}" width="{max(low, 1):.1f}" height="{_BAR}"/>')
        if high > low:
            parts.append(f'<rect class="open {kind}" x="{low:.1f}" y="{top}" width="{high - low:.1f}" height="{_BAR}"/>')
        top += _BAR + _GAP
    aloud = "; ".join([chart.title, *(f"{bar.label}: {bar.figure}" for bar in chart.bars)])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" height="{top}" role="img" '
        f'aria-label="{html_text(aloud)}">'
    )
    style = (
        "<style>text { font: 14px system-ui, sans-serif; fill: currentColor; } .value { font-weight: 600; } "
        ".bar { fill: #2f6fb0; } .disputed { fill: #c0702a; } .open { opacity: .45; }</style>"
    )
    return "\n".join([head, f"<title>{html_text(chart.title)}</title>", style, *parts, "</svg>"])


def _short(label: str) -> str:
    return label if len(label) <= _CHARACTERS else f"{label[: _CHARACTERS - 1]}…"


def chart_latex(chart: Chart) -> str:
    """The chart as a tabular with rules for bars: no package is needed."""
    lines = [
        f"{latex_text(bar.label)} & \\rule{{{max(float(bar.high) * _LATEX_BAR, 0.02):.2f}cm}}{{1.4ex}} {latex_text(bar.figure)} \\\\"
        for bar in chart.bars
    ]
    columns = r"@{}>{\raggedleft\arraybackslash}p{.35\linewidth}>{\raggedright\arraybackslash}p{.6\linewidth}@{}"
    return f"\\noindent\\begin{{tabular}}{{{columns}}}\n" + "\n".join(lines) + "\n\\end{tabular}"

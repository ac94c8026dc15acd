"""A timeline as a page that needs nothing else, and as a PNG."""

from __future__ import annotations

from collections.abc import Iterator

from kg.consistency.chart import timeline_svg
from kg.consistency.reports.page import page, text
from kg.consistency.timeline import Entry, Timeline
from kg.model.errors import KgError

_ZOOM = 2.0


class NoPngError(KgError):
    """The library that turns SVG into PNG is an optional extra."""


def timeline_page(timeline: Timeline) -> str:
    """The chart and a table of its claims as one HTML page."""
    head = "<thead><tr><th>value</th><th>time, status</th><th>source</th><th>claim</th></tr></thead>"
    rows = "".join(_row(entry) for entry in timeline.entries)
    body = (
        f'<h1>{text(timeline.title)}</h1>\n<div class="scroll">{timeline_svg(timeline, headed=False)}</div>'
        f'<div class="card"><table class="claims">{head}<tbody>{rows}</tbody></table></div>'
    )
    return page(timeline.title, body)


def timeline_png(timeline: Timeline) -> bytes:
    """The chart as PNG, drawn by resvg. Raises NoPngError where the extra claims-kg[charts] is not installed."""
    try:
        import resvg_py
    except ImportError:
        raise NoPngError("PNG needs resvg: pip install 'claims-kg[charts]', or write an .svg or .html") from None
    return bytes(resvg_py.svg_to_bytes(svg_string=timeline_svg(timeline), zoom=_ZOOM))


def _row(entry: Entry) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(entry))}</tr>"


def _cells(entry: Entry) -> Iterator[str]:
    cited = entry.cited
    narrow, wide = (entry.reading.words(wide=w) for w in (False, True))
    scope = f"<br>{text(entry.scope)}" if entry.scope else ""
    yield f"<strong>{text(cited.words)}</strong>{scope}<br>{text(narrow if narrow == wide else f'{narrow}; wide {wide}')}"
    yield text(", ".join([cited.time or "undated", cited.status]))
    where = f" (characters {cited.at[0]} to {cited.at[1]})" if cited.at else ""
    yield text(f"{f'{cited.attributed_to} in ' if cited.attributed_to else ''}{cited.source_name}{where}")
    place = f"<br>{text(f'{cited.place.path}:{cited.place.line}')}" if cited.place else ""
    yield f"<code>{text(cited.claim)}{place}</code>"

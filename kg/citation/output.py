"""An article as Markdown, as one HTML page that needs nothing else, or as a LaTeX document."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from kg.citation import latex, tables
from kg.citation.article import CLOSE, OPEN, Article, Drawn, Noted, Piece, Printed, Tabled, front_matter
from kg.citation.charts import chart_latex, chart_svg
from kg.citation.desk import Desk
from kg.citation.inline import html_text, latex_text, markdown_text, to_html, to_latex, to_markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK: Final = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ALONE: Final = re.compile(f"<p>\\s*{OPEN}(\\d+){CLOSE}\\s*</p>")
_TALL: Final = re.compile(r"(?<=\S) (?=[;:!?»])|(?<=«) ")
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1d20; --soft: #5d636a; --paper: #fdfdfb; --line: #d9d9d4; --link: #1d5fa8; --mark: #9a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e7e4; --soft: #a4aab0; --paper: #16181b; --line: #373b41; --link: #8ab8ee; --mark: #f0a860; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1.2rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.08rem/1.65 Georgia, 'Times New Roman', serif; overflow-wrap: break-word; hyphens: auto; }
h1 { font-size: 1.9rem; line-height: 1.2; hyphens: manual; } h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.2rem 0 .6rem; hyphens: manual; }
a { color: var(--link); } sup { line-height: 0; font-size: .7em; } sup a { text-decoration: none; padding: 0 .08em; }
.figure { white-space: normal; } .disputed { border-bottom: 1px dashed var(--mark); }
figure { margin: 1.6rem 0; } figcaption { font-size: .9rem; color: var(--soft); margin-bottom: .5rem; font-family: system-ui, sans-serif; }
.scroll { overflow-x: auto; } figure svg { display: block; width: 100%; max-width: 36rem; height: auto; }
table { border-collapse: collapse; width: 100%; font: .88rem/1.45 system-ui, sans-serif; hyphens: manual; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-top: 1px solid var(--line); }
thead th, thead td { border-top: 0; border-bottom: 2px solid var(--line); color: var(--soft); font-weight: 600; } th { font-weight: 600; }
.notes, .sources { font-size: .85rem; line-height: 1.5; color: var(--soft); } .notes li { margin: .35rem 0; }
.notes strong { color: var(--mark); } .sources { padding-left: 1.4rem; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: .2rem solid var(--line); color: var(--soft); }
code { font: .85em ui-monospace, monospace; }
pre { overflow-x: auto; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } a { color: inherit; } .scroll { overflow: visible; }
  figure, tr, .notes li { break-inside: avoid; } h1, h2, h3 { break-after: avoid; } .notes a[href^='#ref'] { display: none; } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def as_markdown(desk: Desk, article: Article) -> str:
    """Markdown with footnotes, as pandoc and GitHub know them; no citation key is left for a processor to resolve."""
    head, body = front_matter(article.text)
    text = _MARK.sub(lambda match: _markdown_piece(desk, article.pieces[int(match[1])]), body).rstrip("\n")
    notes = [f"[^{number}]: {to_markdown(note)}" for number, note in enumerate(article.notes, 1)]
    parts = [text, *_markdown_sources(desk, article), *notes]
    return head + "\n\n".join(parts) + "\n"


def _markdown_sources(desk: Desk, article: Article) -> list[str]:
    if not article.sources:
        return []
    entries = "\n".join(f"- {to_markdown(entry)}" for _, entry in desk.references.in_order())
    return [f"## {desk.word('sources')}", entries]


def _markdown_piece(desk: Desk, piece: Piece) -> str:
    match piece:
        case Printed(text, note):
            return markdown_text(text) + ("" if note is None else f"[^{note}]")
        case Noted(notes):
            return "".join(f"[^{number}]" for number in notes)
        case Tabled(table, notes):
            return _markdown_table(desk, table, notes)
        case Drawn(chart, notes):
            data = base64.b64encode(chart_svg(chart, desk.word("disputed mark")).encode()).decode()
            marks = "".join(f"[^{number}]" for number in notes)
            title = markdown_text(chart.title)
            return f"![{title}](data:image/svg+xml;base64,{data})\n\n*{title}*{marks}"


def _markdown_table(desk: Desk, table: tables.Table, notes: dict[str, int]) -> str:
    own, _, _ = tables.as_markdown(desk, table).partition("\n\n")
    numbers = iter([notes[claim.id] for claim in table.claims])
    text = re.sub(r"\[\^t\d+\]", lambda _: f"[^{next(numbers)}]", own)
    legend = f"\n\n{markdown_text(desk.word('mark explained'))}" if tables.MARK in own else ""
    return text + legend


def as_html(desk: Desk, article: Article) -> str:
    """A page of its own: no script, nothing from elsewhere; raw HTML of the article is shown, not obeyed."""
    from markdown_it import MarkdownIt

    _, body = front_matter(article.text)
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough").disable("image")
    tokens = parser.parse(body)
    if desk.language == "fr":
        _keep_together(tokens)
    page = parser.renderer.render(tokens, parser.options, {})
    seen: dict[int, int] = {}

    def spelled(match: re.Match[str]) -> str:
        return _html_piece(desk, article.pieces[int(match[1])], seen)

    page = _MARK.sub(
        spelled, _ALONE.sub(lambda m: spelled(m) if isinstance(article.pieces[int(m[1])], Tabled | Drawn) else m[0], page)
    )
    title = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    name = re.sub(r"<sup.*?</sup>|<[^>]*>", "", title[1]) if title else escape(desk.word("notes"))
    return (
        f'<!DOCTYPE html>\n<html lang="{desk.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html_text(_POLICY)}">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n{page}</article>\n"
        f"{_html_notes(desk, article, seen)}</body>\n</html>\n"
    )


def _keep_together(tokens: Sequence[Token]) -> None:
    """French puts a space before tall punctuation and within quotation marks: no line may break there."""
    for token in tokens:
        if token.type == "text":
            token.content = _TALL.sub("\u00a0", token.content)
        _keep_together(token.children or [])


def _html_notes(desk: Desk, article: Article, seen: dict[int, int]) -> str:
    parts = []
    if article.notes:
        items = []
        for number, note in enumerate(article.notes, 1):
            back = f' <a href="#ref-{number}" aria-label="{html_text(desk.word("back"))}">↩</a>' if number in seen else ""
            items.append(f'<li id="note-{number}">{to_html(note)}{back}</li>')
        listed = "\n".join(items)
        parts.append(
            f'<section class="notes">\n<h2>{html_text(desk.word("notes"))}</h2>\n<ol>\n{listed}\n</ol>\n</section>\n'
        )
    if article.sources:
        listed = "\n".join(f"<li>{to_html(entry)}</li>" for _, entry in desk.references.in_order())
        parts.append(
            f'<section>\n<h2>{html_text(desk.word("sources"))}</h2>\n<ul class="sources">\n{listed}\n</ul>\n</section>\n'
        )
    return "".join(parts)


def _html_note(desk: Desk, number: int, seen: dict[int, int]) -> str:
    seen[number] = seen.get(number, 0) + 1
    anchor = f' id="ref-{number}"' if seen[number] == 1 else ""
    label = html_text(f"{desk.word('note')} {number}")
    return f'<sup{anchor}><a href="#note-{number}" aria-label="{label}">[{number}]</a></sup>'


def _html_piece(desk: Desk, piece: Piece, seen: dict[int, int]) -> str:
    match piece:
        case Printed(text, note, disputed):
            kind = f'figure disputed" title="{html_text(desk.word("disputed"))}' if disputed else "figure"
            mark = "" if note is None else _html_note(desk, note, seen)
            return f'<span class="{kind}">{html_text(text)}</span>{mark}'
        case Noted(notes):
            return "".join(_html_note(desk, number, seen) for number in notes)
        case Tabled(table, notes):
            marks = {identifier: _html_note(desk, number, seen) for identifier, number in notes.items()}
            inner = tables.table_html(desk, table, marks)
            legend = f"<figcaption>{html_text(desk.word('mark explained'))}</figcaption>" if tables.MARK in inner else ""
            return f'<figure><div class="scroll" tabindex="0">{inner}</div>{legend}</figure>\n'
        case Drawn(chart, notes):
            noted = "".join(_html_note(desk, number, seen) for number in notes)
            caption = f"<figcaption>{html_text(chart.title)}{noted}</figcaption>"
            return f"<figure>{caption}{chart_svg(chart, desk.word('disputed mark'))}</figure>\n"


def as_latex(desk: Desk, article: Article) -> str:
    """A document for XeLaTeX, LuaLaTeX or pdfLaTeX; notes are footnotes, told in full where they come first."""
    _, body = front_matter(article.text)
    told: set[int] = set()
    text = _latex_filled(desk, article, latex.document_body(body), told)
    sources = ""
    if article.sources:
        items = "\n".join(f"\\item {to_latex(entry)}" for _, entry in desk.references.in_order())
        sources = f"\\section*{{{latex_text(desk.word('sources'))}}}\n\\begin{{itemize}}\n{items}\n\\end{{itemize}}\n"
    return latex.document(text + sources, desk.language)


def _latex_filled(desk: Desk, article: Article, body: str, told: set[int]) -> str:
    """The body with its pieces; the notes of a table of the article's own stand behind it."""
    parts = []
    at = 0
    for table in latex.TABLES.finditer(body):
        parts.append(_latex_pieces(desk, article, body[at : table.start()], told))
        marks = [article.pieces[int(mark[1])] for mark in _MARK.finditer(table[0])]
        numbers = [number for piece in marks for number in _notes_of(piece)]
        known = set(numbers) | told  # within the table every note is a mark alone
        parts.append(_latex_pieces(desk, article, table[0], known) + _latex_texts(article, numbers, told))
        at = table.end()
    return "".join([*parts, _latex_pieces(desk, article, body[at:], told)])


def _latex_pieces(desk: Desk, article: Article, text: str, told: set[int]) -> str:
    return _MARK.sub(lambda match: _latex_piece(desk, article, article.pieces[int(match[1])], told), text)


def _notes_of(piece: Piece) -> tuple[int, ...]:
    match piece:
        case Printed(_, note):
            return () if note is None else (note,)
        case Noted(notes):
            return notes
        case _:
            return ()


def _latex_note(article: Article, number: int, told: set[int]) -> str:
    if number in told:
        return f"\\textsuperscript{{{number}}}"
    told.add(number)
    return f"\\footnote[{number}]{{{to_latex(article.notes[number - 1])}}}"


def _latex_piece(desk: Desk, article: Article, piece: Piece, told: set[int]) -> str:
    match piece:
        case Printed(text, note):
            return latex_text(text) + ("" if note is None else _latex_note(article, note, told))
        case Noted(notes):
            return "\\textsuperscript{,}".join(_latex_note(article, number, told) for number in notes)
        case Tabled(table, notes):
            marks = {identifier: f"\\textsuperscript{{{number}}}" for identifier, number in notes.items()}
            return tables.table_latex(desk, table, marks) + _latex_texts(article, list(notes.values()), told)
        case Drawn(chart, notes):
            head = f"\\textbf{{{latex_text(chart.title)}}}\n\n"
            return head + chart_latex(chart) + _latex_texts(article, list(notes), told)


def _latex_texts(article: Article, numbers: list[int], told: set[int]) -> str:
    """Footnotes whose marks stand in a table or chart, where LaTeX allows no footnote."""
    new = [number for number in dict.fromkeys(numbers) if number not in told]
    told.update(new)
    return "".join(f"\n\\footnotetext[{number}]{{{to_latex(article.notes[number - 1])}}}" for number in new)


WRITERS: Final[dict[str, Callable[[Desk, Article], str]]] = {"markdown": as_markdown, "html": as_html, "latex": as_latex}
"""Each kind of output of ``kg render``."""

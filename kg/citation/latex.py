"""Markdown as LaTeX, by markdown-it-py's tokens: headings, paragraphs, lists, quotations, tables, emphasis, links, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.citation.inline import latex_address, latex_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_BABEL: Final = {"fr": "french", "en": "english"}
_HEADINGS: Final = {"h1": "section*", "h2": "subsection*", "h3": "subsubsection*"}
_END_OF_TABLE: Final = "\\end{tabular}\\end{center}"
_SPELLED: Final = {
    "paragraph_open": "",
    "paragraph_close": "\n\n",
    "bullet_list_open": "\\begin{itemize}\n",
    "bullet_list_close": "\\end{itemize}\n\n",
    "ordered_list_open": "\\begin{enumerate}\n",
    "ordered_list_close": "\\end{enumerate}\n\n",
    "list_item_open": "\\item ",
    "list_item_close": "\n",
    "blockquote_open": "\\begin{quote}\n",
    "blockquote_close": "\\end{quote}\n\n",
    "hr": "\\bigskip\n\n",
    "em_open": "\\emph{",
    "em_close": "}",
    "strong_open": "\\textbf{",
    "strong_close": "}",
    "softbreak": "\n",
    "hardbreak": "\\newline\n",
}
_LINKED: Final = ("http://", "https://", "mailto:")
_PREAMBLE: Final = r"""\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}
% A character that pdfLaTeX's fonts lack is shown by its number; XeLaTeX and LuaLaTeX know many more.
\makeatletter
\def\UTFviii@undefined@err#1{\expandafter\unknown@character\string#1\relax}
\def\unknown@character#1:#2\relax{{\footnotesize
  (\expandafter\UTFviii@hexcodepoint\expandafter{\the\numexpr\decode@UTFviii#2\relax})}}
\makeatother
\else\usepackage{fontspec}\fi
\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\usepackage[%s]{babel}
\usepackage{array}
\usepackage[hidelinks]{hyperref}
\emergencystretch=3em
\begin{document}
"""
TABLES: Final = re.compile(r"\\begin\{tabular\}.*?" + re.escape(_END_OF_TABLE), re.DOTALL)
"""A table of the article's own in what ``document_body`` yields: no footnote can stand in one."""


def document(body: str, language: str) -> str:
    """A whole document around a body."""
    return f"{_PREAMBLE.replace('%s', _BABEL[language])}{body.rstrip()}\n\\end{{document}}\n"


def document_body(markdown: str) -> str:
    """Markdown as LaTeX; raw HTML is shown as it stands. Private-use marks pass through."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return _spelled(parser.parse(markdown))


def tabular(rows: Sequence[Sequence[str]]) -> str:
    """Cells of LaTeX as a table as wide as a line, the first row as its head."""
    count = max(map(len, rows))
    column = f">{{\\raggedright\\arraybackslash}}p{{\\dimexpr\\linewidth/{count}-2\\tabcolsep}}"
    head, *others = [" & ".join([*row, *[""] * (count - len(row))]) + r" \\" for row in rows]
    lines = "\n".join([f"{head} \\hline", *others])
    return f"\\begin{{center}}\\small\\renewcommand{{\\arraystretch}}{{1.25}}\\begin{{tabular}}{{*{{{count}}}{{{column}}}}}\n{lines}\n{_END_OF_TABLE}"


def _spelled(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type == "table_open":
            end = next(index for index in range(at, len(tokens)) if tokens[index].type == "table_close")
            parts.append(_table(tokens[at:end]) + "\n\n")
            at = end + 1
            continue
        parts.append(_token(tokens[at]))
        at += 1
    return "".join(parts)


def _table(tokens: Sequence[Token]) -> str:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_spelled(token.children or []))
    return tabular(rows)


def _kept(text: str) -> str:
    """Text escaped, but for the marks of pieces, which stand for LaTeX of our own."""
    parts = re.split("(\ue010\\d+\ue011)", text)
    return "".join(part if index % 2 else latex_text(part) for index, part in enumerate(parts))


def _code_line(line: str) -> str:
    return "\\mbox{}" + _kept(line).replace(" ", "~")


def _token(token: Token) -> str:
    if token.type in _SPELLED:
        return _SPELLED[token.type]
    match token.type:
        case "inline":
            return _spelled(token.children or [])
        case "heading_open":
            return f"\\{_HEADINGS.get(token.tag, 'paragraph*')}{{"
        case "heading_close":
            return "}\n\n"
        case "text" | "html_inline" | "html_block" | "image":
            return _kept(token.content)
        case "code_inline":
            return f"\\texttt{{{_kept(token.content)}}}"
        case "fence" | "code_block":
            lines = token.content.rstrip("\n").split("\n")
            return "\\begin{quote}\\ttfamily " + "\\\\\n".join(map(_code_line, lines)) + "\\end{quote}\n\n"
        case "link_open":
            target = str(token.attrGet("href") or "")
            return f"\\href{{{latex_address(target)}}}{{" if target.startswith(_LINKED) else "{"
        case "link_close":
            return "}"
    return ""

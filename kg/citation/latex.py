"""Markdown as LaTeX, by markdown-it-py's tokens: headings, paragraphs, lists, quotations, emphasis, links, code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.citation.inline import latex_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_BABEL: Final = {"fr": "french", "en": "english"}
_HEADINGS: Final = {"h1": "section*", "h2": "section*", "h3": "subsection*"}
_BLOCKS: Final = {
    "paragraph_open": "",
    "paragraph_close": "\n\n",
    "bullet_list_open": "\\begin{itemize}\n",
    "bullet_list_close": "\\end{itemize}\n\n",
    "ordered_list_open": "\\begin{enumerate}\n",
    "ordered_list_close": "\\end{enumerate}\n\n",
    "list_item_open": "\\item ",
    "list_item_close": "",
    "blockquote_open": "\\begin{quote}\n",
    "blockquote_close": "\\end{quote}\n\n",
    "hr": "\\bigskip\n\n",
    "em_open": "\\emph{",
    "em_close": "}",
    "strong_open": "\\textbf{",
    "strong_close": "}",
    "softbreak": "\n",
    "hardbreak": "\\\\\n",
}


def document(body: str, language: str) -> str:
    """A whole document around a body."""
    return (
        "\\documentclass[11pt,a4paper]{article}\n\\usepackage{iftex}\n"
        "\\ifPDFTeX\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\else\\usepackage{fontspec}\\fi\n"
        f"\\usepackage[{_BABEL[language]}]{{babel}}\n\\usepackage{{textcomp}}\n\\usepackage[hidelinks]{{hyperref}}\n"
        f"\\begin{{document}}\n{body.rstrip()}\n\\end{{document}}\n"
    )


def document_body(markdown: str) -> str:
    """Markdown as LaTeX; raw HTML is shown as it stands. Private-use marks pass through."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    return _spelled(parser.parse(markdown))


def _spelled(tokens: Sequence[Token]) -> str:
    return "".join(map(_token, tokens))


def _kept(text: str) -> str:
    """Text escaped, but for the marks of pieces, which stand for LaTeX of our own."""
    parts = []
    rest = text
    while rest:
        start = rest.find("\ue010")
        end = rest.find("\ue011", start)
        if start < 0 or end < 0:
            parts.append(latex_text(rest))
            break
        parts += [latex_text(rest[:start]), rest[start : end + 1]]
        rest = rest[end + 1 :]
    return "".join(parts)


def _token(token: Token) -> str:
    if token.type in _BLOCKS:
        return _BLOCKS[token.type]
    match token.type:
        case "inline":
            return _spelled(token.children or [])
        case "heading_open":
            return f"\\{_HEADINGS.get(token.tag, 'paragraph*')}{{"
        case "heading_close":
            return "}\n\n"
        case "text" | "html_inline" | "html_block":
            return _kept(token.content)
        case "code_inline":
            return f"\\texttt{{{_kept(token.content)}}}"
        case "fence" | "code_block":
            lines = token.content.rstrip("\n").split("\n")
            return "\\begin{quote}\\ttfamily " + "\\\\\n".join(map(_kept, lines)) + "\\end{quote}\n\n"
        case "link_open":
            target = str(token.attrGet("href") or "")
            return f"\\href{{{target.replace(chr(92), '').replace('%', chr(92) + '%').replace('#', chr(92) + '#')}}}{{"
        case "link_close":
            return "}"
        case "image":
            return _kept(token.content)
    return ""

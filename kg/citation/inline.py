"""Text with emphasis and links, and how Markdown, HTML, LaTeX and plain text spell it; nothing in it is markup.

Whatever comes from a base (titles, names, notes) is data: each writer escapes it, so that it is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Final
from urllib.parse import quote

_UNSHOWN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff]"
)
_MARKDOWN: Final = re.compile(r"[\\`*_{}\[\]<>#|~^$@&!]|(?<=-)-")  # two hyphens are a dash to pandoc
_LINE_START: Final = re.compile(r"^(\s*)([-+=]|\d+[.)])")
_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    '"': r"{\char34}",
    "`": r"\textasciigrave{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "×": r"\texttimes{}",
    "€": r"\texteuro{}",
    "−": r"\textminus{}",
    "…": r"\ldots{}",
    "⚠": r"\textbf{!}",
    "₹": r"INR\,",
    "₪": r"ILS\,",
}
"""Brackets and stars are options where they follow a line break or open an item; no font of pdfLaTeX has the rupee's sign."""
_LIGATURES: Final = re.compile(r"(?<=([-',]))(?=\1)")


def shown(text: str) -> str:
    """A text in one line, without characters that only steer (control, direction and private-use ones)."""
    return " ".join(_UNSHOWN.sub(" ", text).split(" ")).replace("\n", " ").replace("\t", " ")


def markdown_text(text: str) -> str:
    """A text that CommonMark and pandoc show as it stands."""
    escaped = _MARKDOWN.sub(lambda match: f"\\{match[0]}", shown(text))
    return _LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[2][0] in "-+=" else _dotted(match), escaped)


def _dotted(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"


def html_text(text: str) -> str:
    """A text within an element or an attribute."""
    return escape(shown(text), quote=True)


def latex_text(text: str) -> str:
    """A text that LaTeX sets as it stands."""
    # Two hyphens, apostrophes or commas would be set as a dash or a quotation mark.
    return "".join(_LATEX.get(character, character) for character in _LIGATURES.sub("\x00", shown(text))).replace(
        "\x00", "{}"
    )


def latex_address(address: str) -> str:
    """A web address for a link or a note: what TeX would take for its own is percent-encoded."""
    quoted = quote(address, safe="!#$%&'()*+,/:;=?@[]~-._")
    return re.sub(r"(?=[%#])", r"\\", quoted.replace("$", "%24"))


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one kind; ``link`` is an http address or nothing."""

    text: str
    italic: bool = False
    bold: bool = False
    link: str | None = None


Inline = tuple[Run, ...]


def plain(text: str) -> Inline:
    """Words without emphasis."""
    return (Run(text),) if text else ()


def strong(text: str) -> Inline:
    """Words in bold."""
    return (Run(text, bold=True),)


def joined(parts: Iterable[Inline], between: str = "") -> Inline:
    """Several texts as one."""
    runs: list[Run] = []
    for part in parts:
        if not part:
            continue
        if runs and between:
            runs.append(Run(between))
        runs += part
    return tuple(runs)


def linked(inline: Inline, addresses: Iterable[str]) -> Inline:
    """The same text with each of some addresses, where it is spelled out, made a link."""
    known = sorted(
        {address for address in addresses if re.match(r"https?://[^\s<>\"\\]+\Z", address)}, key=len, reverse=True
    )
    if not known:
        return inline
    pattern = re.compile("|".join(map(re.escape, known)))
    runs: list[Run] = []
    for run in inline:
        at = 0
        for match in pattern.finditer(run.text):
            runs += [replace(run, text=run.text[at : match.start()]), replace(run, text=match[0], link=match[0])]
            at = match.end()
        runs.append(replace(run, text=run.text[at:]))
    return tuple(run for run in runs if run.text)


def to_text(inline: Inline) -> str:
    """As plain text."""
    return shown("".join(run.text for run in inline))


def to_markdown(inline: Inline) -> str:
    """As CommonMark."""
    return "".join(map(_markdown_run, inline))


def _markdown_run(run: Run) -> str:
    if run.link:
        return f"<{run.link}>"
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    stripped = run.text.strip()
    if not mark or not stripped:
        return markdown_text(run.text)
    head, tail = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    return f"{head}{mark}{markdown_text(stripped)}{mark[::-1]}{tail}"


def to_html(inline: Inline) -> str:
    """As HTML phrasing content."""
    return "".join(map(_html_run, inline))


def _html_run(run: Run) -> str:
    text = html_text(run.text)
    if run.italic:
        text = f"<i>{text}</i>"
    if run.bold:
        text = f"<strong>{text}</strong>"
    return f'<a href="{html_text(run.link)}" rel="noreferrer">{text}</a>' if run.link else text


def to_latex(inline: Inline) -> str:
    """As LaTeX text."""
    return "".join(map(_latex_run, inline))


def _latex_run(run: Run) -> str:
    text = latex_text(run.text)
    if run.link:
        return f"\\url{{{latex_address(run.link)}}}"
    if run.italic:
        text = f"\\emph{{{text}}}"
    return f"\\textbf{{{text}}}" if run.bold else text


WRITERS: Final = {"text": to_text, "markdown": to_markdown, "html": to_html, "latex": to_latex}
"""How each kind of output spells a text."""

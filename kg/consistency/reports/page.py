"""What self-contained HTML pages share: one style for light and dark, no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Final

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1e21; --soft: #5b6168; --paper: #f6f6f4; --card: #fff; --line: #dcdcd8;
  --error: #b3261e; --warning: #8a5a00; --info: #1d5fa8; --bar: #1d5fa8; --wide: #a9c6e8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e6; --soft: #a2a8ae; --paper: #15171a; --card: #1e2125;
  --line: #363a40; --error: #ff8a80; --warning: #f2b84b; --info: #8ab8ee; --bar: #8ab8ee; --wide: #35506f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .4rem 0; }
code { font: .85em ui-monospace, monospace; }
.card { background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--soft);
  border-radius: .4rem; padding: .7rem 1rem; margin: .7rem 0; }
.error { border-left-color: var(--error); } .warning { border-left-color: var(--warning); }
.info { border-left-color: var(--info); } .waived { opacity: .75; }
.head { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; font-size: .85rem; color: var(--soft); }
.head b { text-transform: uppercase; letter-spacing: .04em; }
.error .head b { color: var(--error); } .warning .head b { color: var(--warning); } .info .head b { color: var(--info); }
.scroll { overflow-x: auto; } .scroll > svg { min-width: 40rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line);
  overflow-wrap: break-word; }
th { font-weight: 600; color: var(--soft); border-top: 0; white-space: nowrap; }
.claims td:first-child { min-width: 9rem; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
details { margin: .5rem 0 0; } summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
svg { display: block; width: 100%; height: auto; margin: .6rem 0; }
svg.bars { max-width: 32rem; } svg.bars text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg.bars .soft { fill: var(--soft); }
svg.bars .bar { fill: var(--bar); } svg.bars .axis { stroke: var(--line); }
@media (max-width: 36rem) { table.claims, .claims tbody, .claims tr, .claims td { display: block; }
  .claims thead { display: none; } .claims tr { border-top: 1px solid var(--line); padding: .4rem 0; }
  .claims td { border: 0; padding: 0; } .claims td:empty { display: none; } }
@media print { body { max-width: none; } .card { break-inside: avoid; } }
"""


def text(words: str) -> str:
    """A text within an element or an attribute."""
    return escape(words, quote=True)


def page(title: str, body: str) -> str:
    """A whole document; ``body`` is HTML."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{text(_POLICY)}">\n'
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )

"""How a name that was found is spelled in the tables of the grammar."""

from __future__ import annotations

_SPACES = str.maketrans("\n\u00a0\u202f\u2009", "    ")


def plain(name: str) -> str:
    """A sign or symbol with plain spaces."""
    return name if len(name) == 1 else name.translate(_SPACES)


def single(name: str) -> str:
    """A name in words with one plain space between them."""
    return " ".join(name.split()) if "\n" in name or "  " in name else name

"""One line a measurement: a ratio and its limit."""

from __future__ import annotations


def report(what: str, ratio: float, limit: float) -> bool:
    """Print it; whether it keeps the limit."""
    print(f"{'ok  ' if ratio <= limit else 'OVER'} {what}: {ratio:.3g} (limit {limit:g})")
    return ratio <= limit

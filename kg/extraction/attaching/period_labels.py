"""Times written in letters and digits, as firms label their results: "Q2FY24", "1H25", "FY2023-24". They are part of no name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extraction.attaching.packs import common_pack

_LABELS: Final = re.compile(common_pack()["period_labels"])


def period_labels(text: str) -> Sequence[tuple[int, int]]:
    """Where they stand in a text, in order."""
    return [match.span() for match in _LABELS.finditer(text)]

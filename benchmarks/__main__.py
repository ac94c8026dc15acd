"""make bench: every measurement, or those named: python -m benchmarks building checking extraction attaching streaming asking"""

from __future__ import annotations

import importlib
import sys

NAMES = ("building", "checking", "extraction", "attaching", "streaming", "asking")


def main() -> int:
    """0 when every limit is kept."""
    kept = True
    for name in sys.argv[1:] or NAMES:
        print(f"== {name}")
        kept &= importlib.import_module(f"benchmarks.{name}").main() is not False
    return 0 if kept else 1


sys.exit(main())

"""kg, as the console script and ``python -m kg`` start it: an interruption ends it without a traceback from the first moment."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Run the command line and exit. An interruption while its parts are loaded ends it at once."""
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # where it is ignored, it stays so
    if heeded:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from kg.cli.main import run

    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(run())


if __name__ == "__main__":
    main()

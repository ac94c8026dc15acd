"""The process in which slow parsers run, kept within a bound of memory (``kg.reading.apart`` starts and kills it).

The process reads a line of JSON and then raw bytes from standard input, and answers with one JSON document.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, Final

from kg.reading.errors import LimitError, ReadingError
from kg.reading.html import page_task
from kg.reading.pdf import pdf_task

_MEMORY: Final = 4 * 1024**3


def main() -> None:
    """Do the task on standard input."""
    tasks: dict[str, Callable[[dict[str, Any], bytes], dict[str, Any]]] = {"page": page_task, "pdf": pdf_task}
    request = json.loads(sys.stdin.buffer.readline())
    _bound(int(request["seconds"]) + 1)
    answer: dict[str, Any]
    try:
        answer = tasks[request["task"]](request, sys.stdin.buffer.read())
    except LimitError as error:
        answer = {"error": "limit", "message": str(error)}
    except ReadingError as error:
        answer = {"error": "reading", "message": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _bound(seconds: int) -> None:
    """Limit memory, and processor time in case nobody is left to kill this process."""
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    for name, limit in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, seconds)):
        _, most = resource.getrlimit(name)
        resource.setrlimit(name, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


if __name__ == "__main__":
    main()

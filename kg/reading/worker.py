"""Slow parsers in a process of their own, killed at the time limit and kept within a bound of memory.

The process reads a line of JSON and then raw bytes from standard input, and answers with one JSON document.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from kg.reading.errors import LimitError, Limits, ReadingError

_MEMORY: Final = 4 * 1024**3


def run_apart(task: str, request: Mapping[str, Any], data: bytes, limits: Limits, name: str) -> dict[str, Any]:
    """Run a task over some bytes within ``limits.seconds``; its answer, or the error it raised."""
    head = json.dumps({**request, "task": task, "seconds": limits.seconds}).encode()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kg.reading.worker"],
            input=head + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitError(
            f"{name}: not read within {limits.seconds:g} s: allow more with --timeout, or save its text alone"
        ) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise ReadingError(f"{name}: its parser gave up (out of memory, or broken): save its text alone") from None
    if "error" in answer:
        raise (LimitError if answer["error"] == "limit" else ReadingError)(answer["message"])
    return answer


def main() -> None:
    """Do the task on standard input."""
    from kg.reading.html import page_task
    from kg.reading.pdf import pdf_task

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

"""Slow parsers in a process of their own (``kg.reading.worker``), killed at the time limit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from kg.reading.errors import LimitError, Limits, ReadingError


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

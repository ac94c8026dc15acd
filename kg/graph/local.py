"""Queries over a folder, each in a process of its own (``kg.graph.sparql_worker``) that is killed at its time limit."""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.graph.guard import QueryError
from kg.graph.requests import Request, broken_store, ill_formed, unsupported
from kg.graph.results import Result, result_from

_WORKER = Path(__file__).with_name("sparql_worker.py")


def encoded_request(request: Request, path: str) -> dict[str, Any]:
    """A request as the worker reads it."""
    return {
        "path": path,
        "query": request.text,
        "prefixes": dict(request.prefixes),
        "row_limit": request.row_limit,
        "byte_limit": request.byte_limit,
        "memory_limit": request.memory_limit,
        "cpu_limit": math.ceil(request.time_limit) + 2,
    }


def answer_apart(path: Path, request: Request) -> Result:
    """Run a query over the store in ``path``. Raises QueryError (ill-formed, too slow, too large) or StoreError."""
    command = [sys.executable, "-I", "-X", "utf8", str(_WORKER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as worker:  # noqa: S603
        late = threading.Event()

        def stop() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(request.time_limit, stop)
        timer.start()
        errors: list[bytes] = []
        drain = threading.Thread(target=lambda: errors.append(_drained(worker)), daemon=True)
        drain.start()
        try:
            assert worker.stdin is not None
            assert worker.stdout is not None
            try:
                worker.stdin.write(json.dumps(encoded_request(request, str(path))).encode())
                worker.stdin.close()
            except BrokenPipeError:
                pass  # it ended before it read all; why is told below
            return result_of_parts(_parts(worker.stdout, path))
        except _CutShortError:
            if late.is_set():
                message = (
                    f"the query did not end within {request.time_limit:g} s and was stopped; narrow it, or raise the limit"
                )
                raise QueryError(message) from None
            code = worker.wait()
            drain.join(1)
            raise _death(code, b"".join(errors).decode(errors="replace"), request) from None
        finally:
            timer.cancel()
            worker.kill()


def _drained(worker: subprocess.Popen[bytes]) -> bytes:
    """All the worker says on stderr, of which the end is kept."""
    assert worker.stderr is not None
    kept = b""
    while chunk := worker.stderr.read(65536):
        kept = (kept + chunk)[-4096:]
    return kept


class _CutShortError(Exception):
    """The worker ended before it had told everything."""


def _parts(stream: Iterable[bytes], path: Path) -> Iterator[Any]:
    for line in stream:
        if not line.endswith(b"\n"):
            break
        part = json.loads(line)
        if isinstance(part, dict) and "error" in part:
            raise _told(part, path)
        yield part
        if isinstance(part, dict) and "done" in part:
            return
    raise _CutShortError


def result_of_parts(parts: Iterable[Any]) -> Result:
    """Head, batches and end of an answer put together."""
    iterator = iter(parts)
    head = next(iterator)
    rows: list[Any] = []
    truncated = False
    for part in iterator:
        if isinstance(part, dict):
            truncated = part["truncated"]
        else:
            rows += part
    return result_from(head, rows, truncated=truncated)


def _told(part: dict[str, str], path: Path) -> Exception:
    match part["error"]:
        case "syntax":
            return ill_formed(part["message"])
        case "memory":
            return QueryError("the query needs more memory than it may have; narrow it, or add LIMIT")
    return unsupported(part["message"]) or broken_store(str(path), part["message"])


def _death(code: int, said: str, request: Request) -> QueryError:
    mebibytes = request.memory_limit >> 20
    if "memory" in said.lower():
        return QueryError(f"the query needs more than {mebibytes} MiB of memory and was stopped; narrow it, or add LIMIT")
    if code == -signal.SIGSEGV:  # the parser goes down with every bracket, and its stack has an end
        why = f"it may be nested too deeply, or want memory ({mebibytes} MiB)"
        return QueryError(f"the query ended its process: {why}; write it with fewer brackets, or add LIMIT")
    last = said.strip().splitlines()[-1:] or [f"exit code {code}"]
    return QueryError(
        f"the query ended its process ({last[0]}), perhaps for want of memory ({mebibytes} MiB); narrow it, or add LIMIT"
    )

"""One query, in a process of its own that can be killed: a JSON request on stdin, JSON lines on stdout.

Run as a script, it imports nothing of this package, so that it starts in a tenth of a second. The request names the
store's folder (opened for reading only), the query, prefixes and limits. The answer is a head
({"variables": [...]}, {"triples": true} or {"boolean": ...}), batches of rows, and {"done": true, "truncated": ...};
or {"error": ..., "message": ...}. A term is null, ["u", iri], ["b", label] or ["l", text, datatype, language].
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

_BATCH = 256
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def encoded_term(term: Any) -> list[str] | None:
    """A term of a result as JSON holds it."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["u", term.value]
    if isinstance(term, ox.Literal):
        if term.language:
            return ["l", term.value, "", term.language]
        datatype = term.datatype.value
        return ["l", term.value, "" if datatype == _STRING else datatype, ""]
    if isinstance(term, ox.BlankNode):
        return ["b", term.value]
    return ["l", str(term), "", ""]  # a triple term of RDF 1.2, in its N-Triples form


def answer(store: Any, request: dict[str, Any]) -> Iterator[dict[str, Any] | list[list[Any]]]:
    """The head, batches and end of a query's answer over a pyoxigraph store. Raises what pyoxigraph raises."""
    result = store.query(
        request["query"],
        prefixes=request["prefixes"],
        use_default_graph_as_union=True,
    )
    if isinstance(result, ox.QueryBoolean):
        yield {"boolean": bool(result)}
        yield {"done": True, "truncated": False}
        return
    rows: Iterable[Any]
    if isinstance(result, ox.QueryTriples):
        yield {"triples": True}
        rows = ((triple.subject, triple.predicate, triple.object) for triple in result)
    else:
        yield {"variables": [variable.value for variable in result.variables]}
        rows = result
    batch: list[list[Any]] = []
    left, truncated = request["row_limit"], False
    for row in rows:
        if left == 0:
            truncated = True
            break
        left -= 1
        batch.append([encoded_term(term) for term in row])
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
    yield {"done": True, "truncated": truncated}


def main() -> None:
    """Answer the request on stdin."""
    request = json.load(sys.stdin)
    _bound(request)
    left = request["byte_limit"]
    try:
        for part in answer(ox.Store.read_only(request["path"]), request):
            line = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
            left -= len(line)
            if left < 0 and isinstance(part, list):
                _say({"done": True, "truncated": True})
                return
            _write(line)
    except SyntaxError as error:
        _say({"error": "syntax", "message": str(error)})
    except MemoryError:
        _say({"error": "memory", "message": ""})
    except (OSError, ValueError, RuntimeError) as error:
        _say({"error": "store", "message": str(error)})


def _bound(request: dict[str, Any]) -> None:
    """Keep memory within its limit, and processor time too in case nobody is left to kill this process."""
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    for name, limit in ((resource.RLIMIT_AS, request["memory_limit"]), (resource.RLIMIT_CPU, request["cpu_limit"])):
        _, most = resource.getrlimit(name)
        allowed = limit if most == resource.RLIM_INFINITY else min(limit, most)
        resource.setrlimit(name, (allowed, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(part: dict[str, Any]) -> None:
    _write(json.dumps(part, ensure_ascii=False))


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

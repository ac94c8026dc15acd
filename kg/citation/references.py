"""Sources as CSL-JSON items, the input of every citation processor."""

from __future__ import annotations

import re
from typing import Any, Final

from kg.citation.inline import shown
from kg.model.base import Vocabulary
from kg.model.vocabulary import Source

_TYPES: Final = {
    "article": "article-newspaper",
    "report": "report",
    "filing": "report",
    "dataset": "dataset",
    "interview": "interview",
    "web-page": "webpage",
    "book": "book",
    "video": "motion_picture",
    "press-release": "article-newspaper",
}
_WITHOUT_CONTAINER: Final = "document"
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


def csl_item(source: Source, vocabulary: Vocabulary) -> dict[str, Any]:
    """A source as an item of CSL-JSON; where it has no title, its description stands in brackets instead."""
    kind = _TYPES.get(source.type, _WITHOUT_CONTAINER)
    contained = kind in ("article-newspaper", "webpage", "interview")
    if kind == "article-newspaper" and not source.publisher:
        kind = _WITHOUT_CONTAINER
    item: dict[str, Any] = {"id": source.id, "type": kind, "title": _title(source)}
    if source.authors:
        item["author"] = [_name(name, vocabulary) for name in source.authors]
    if source.publisher:
        item["container-title" if contained else "publisher"] = shown(source.publisher)
    if source.published and (issued := _issued(source.published)):
        item["issued"] = issued
    if source.url:
        item["URL"] = source.url
    if source.language:
        item["language"] = source.language
    return item


def _title(source: Source) -> str:
    if source.title:
        return shown(source.title)
    return f"[{shown(source.description)}]" if source.description else source.id


def _name(name: str, vocabulary: Vocabulary) -> dict[str, str]:
    """A person's name in its parts where they are clear, else the name as it stands."""
    name = shown(name)
    family, comma, given = name.partition(", ")
    if comma and given:
        return {"family": family, "given": given}
    words = name.split()
    if (
        len(words) == 2
        and all(word[0].isupper() and not word.isupper() for word in words)
        and not _is_body(name, vocabulary)
    ):
        return {"family": words[1], "given": words[0]}
    return {"literal": name}


def _is_body(name: str, vocabulary: Vocabulary) -> bool:
    return any(entity.type != "person" and name in entity.label.values() for entity in vocabulary.entities.values())


def _issued(published: str) -> dict[str, Any] | None:
    """An EDTF date as date parts; of a quarter, half or fiscal period only the year."""
    parts = []
    for end in published.split("/"):
        if match := _DATE.match(end):
            parts.append([int(part) for part in match.groups() if part])
        elif year := re.search(r"\d{4}", end):
            parts.append([int(year[0])])
    return {"date-parts": parts} if parts else None

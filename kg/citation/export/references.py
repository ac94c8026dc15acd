"""The sources as reference managers take them in: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from kg.citation.inline import latex_text
from kg.citation.references import csl_item
from kg.model.base import Base

_TYPES: Final = {
    "article-newspaper": "article",
    "report": "techreport",
    "book": "book",
    "webpage": "online",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def as_csl_json(base: Base) -> str:
    """A list of CSL-JSON items, by id."""
    items = [csl_item(base.sources[source], base.vocabulary) for source in sorted(base.sources)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def as_bibtex(base: Base) -> str:
    """An entry a source, by id; keys are the sources' ids."""
    entries = [_entry(csl_item(base.sources[source], base.vocabulary)) for source in sorted(base.sources)]
    return "\n".join(entries)


def _entry(item: Mapping[str, Any]) -> str:
    kind = _TYPES.get(item["type"], "misc")
    fields: dict[str, str] = {"title": f"{{{_value(item['title'])}}}"}
    if "author" in item:
        fields["author"] = " and ".join(map(_name, item["author"]))
    if "container-title" in item:
        fields["journal" if kind == "article" else "howpublished"] = _value(item["container-title"])
    if "publisher" in item:
        fields["institution" if kind == "techreport" else "publisher"] = _value(item["publisher"])
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    lines = [f"@{kind}{{{item['id']},"]
    if parts:
        fields["year"] = str(parts[0])
    if "URL" in item:
        fields["url"] = item["URL"].replace("%", "\\%").replace("{", "%7B").replace("}", "%7D")
    if "language" in item:
        fields["language"] = _value(item["language"])
    lines += [f"  {name} = {{{text}}}," for name, text in fields.items()]
    if len(parts) > 1:
        lines.append(f"  month = {_MONTHS[parts[1] - 1]},")
    return "\n".join([*lines, "}", ""])


def _value(text: str) -> str:
    return latex_text(text)


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return f"{{{_value(name['literal'])}}}"
    return f"{_part(name['family'])}, {_part(name['given'])}"


def _part(text: str) -> str:
    """A part of a name, held together where it has what BibTeX parts names at."""
    return f"{{{_value(text)}}}" if "," in text or " and " in f" {text.lower()} " else _value(text)

"""Making a workspace: the folders and commented files that `kg init` leaves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from kg.model.errors import UsageError
from kg.model.slugs import spelled
from kg.workspace.atomic import write_atomically
from kg.workspace.workspace import SETTINGS_FILE, Workspace

MADE_UP: Final = "https://example.org/"
"""What the IRIs of a workspace begin with until somebody names an address of their own."""

_SETTINGS: Final = """\
# A workspace of claims-kg: this folder, with sources/ (what was read) and claims/ (which figures it states).
[workspace]
name = "{name}"
title = {title}
# Begins the IRI of every claim, source and entity of this base: an address you hold, ending in / or #.
base = "{made_up}{name}/"
# Languages of the sources, the one you write in first.
languages = ["fr", "en"]

[check]
about = "0.05"  # how much a hedge such as "about" widens a value, as a share of it
"""

_ENTITIES: Final = """\
# Whom and what the figures are about, and whom the sources quote. An id stays as it is once claims use it.
# To use the example, take away each # (and the [], where it is there); `kg schema entities` describes all keys.
entities: []
#  - id: acme
#    type: organization         # organization | person | place | product | model | industry | concept | event | work
#    label: Acme Corporation    # or {fr: ..., en: ...} where they differ
#    aliases: [Acme, Acme Corp.]
#    wikidata: Q123456          # only where you are certain
#    fiscal_year_end: 01-31     # only where it is not 12-31
"""

_METRICS: Final = """\
# What only this base measures: revenue, users, valuation and other general metrics come with the engine.
# To use the example, take away each # (and the [], where it is there).
metrics: []
#  - id: parcels_delivered
#    kind: flow                 # flow (over a period) | stock (at a moment) | ratio | price | date
#    dimension: count           # money | share | multiple | count | time | date, or one of physics (length, mass, energy ...)
#    label: {en: parcels delivered, fr: colis livrés}
#    cues: {en: [parcels, deliveries], fr: [colis, livraisons]}
#    sign: positive
#    additive: true             # adds up over time and over parts
"""

_RULES: Final = """\
# What must hold between metrics, besides the engine's own rules. previous(x) is x one period earlier.
# To use the example, take away each # (and the [], where it is there).
rules: []
#  - id: orders-cover-parcels
#    rule: parcels_delivered <= orders
#    severity: warning          # error | warning | info
#    label: {en: no more parcels are delivered than ordered}
"""

_SOURCES_QUERY: Final = """\
# All sources, with how many claims each makes.
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?source (COUNT(?claim) AS ?claims)
WHERE { ?claim a schema:Claim ; prov:wasQuotedFrom ?source . }
GROUP BY ?source
ORDER BY DESC(?claims) ?source
"""

_CLAIMS_QUERY: Final = """\
# All claims about one entity: kg query claims-about entity=acme
# param entity: an entity, by id, label or alias
PREFIX schema: <https://schema.org/>
SELECT ?claim ?metric ?low ?high
WHERE {
  ?claim a schema:Claim ;
    schema:observationAbout ?entity ;
    schema:variableMeasured ?metric .
  OPTIONAL { ?claim schema:minValue ?low }
  OPTIONAL { ?claim schema:maxValue ?high }
}
ORDER BY ?metric ?claim
"""

_TEXTS_IGNORED: Final = """\
# Texts that offsets count in are mostly other people's: they stay out of version control.
*
!.gitignore
"""

_FILES: Final = {
    "sources/text/.gitignore": _TEXTS_IGNORED,
    "claims/vocabulary/entities.yaml": _ENTITIES,
    "claims/vocabulary/metrics.yaml": _METRICS,
    "claims/vocabulary/rules.yaml": _RULES,
    "queries/sources.rq": _SOURCES_QUERY,
    "queries/claims-about.rq": _CLAIMS_QUERY,
    ".gitignore": ".kg/\n",
}


def workspace_files(folder: Path) -> list[Path]:
    """The files that a workspace begins with, kg.toml last: a folder half made is no workspace yet."""
    return [folder / path for path in (*_FILES, SETTINGS_FILE)]


def create_workspace(folder: Path, name: str | None = None, title: str | None = None) -> list[Path]:
    """Make a workspace in a folder, there or not, and return the files made; ``name`` and ``title`` are the folder's unless given.

    Those of ``workspace_files`` that stand there already are kept. Raises UsageError, and changes nothing, where there
    is a kg.toml or a name that cannot be part of an IRI; WriteError where a file cannot be written.
    """
    settings = folder / SETTINGS_FILE
    if settings.exists() or settings.is_symlink():
        raise UsageError(f"{settings}: is there already; this folder is a workspace")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file, not a folder")
    if name is None:
        own, name = folder.resolve().name, name_of_folder(folder)
        title = title or (own if own != name else None)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,99}", name):
        raise UsageError(
            f"{name!r} is no name for a workspace: use lower-case letters, digits, dots, hyphens and underscores"
        )
    shown = toml_text(title or name.replace("-", " "))
    texts = {**_FILES, SETTINGS_FILE: _SETTINGS.format(made_up=MADE_UP, name=name, title=shown)}
    made = [path for path in workspace_files(folder) if not path.exists()]
    for path in made:
        write_atomically(path, texts[path.relative_to(folder).as_posix()])
    Workspace.open(folder)
    return made


def name_of_folder(folder: Path) -> str:
    """The name that a workspace in a folder has unless it is given another."""
    words = re.sub(r"[^a-z0-9._]+", "-", spelled(folder.resolve().name))
    return re.sub(r"[._-]*-[._-]*", "-", words).strip("-._") or "claims"


def toml_text(text: str) -> str:
    """A text as a TOML string (escapes as in JSON)."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

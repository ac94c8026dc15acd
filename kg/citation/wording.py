"""The words around a figure in the language of the reader: its status, who says so, what is wrong with it."""

from __future__ import annotations

from typing import Final

from kg.model.claim import Status

STATUS: Final = {
    "fr": {
        Status.ESTIMATED: "estimation",
        Status.PROJECTED: "projection",
        Status.TARGET: "objectif",
        Status.RUMOURED: "rumeur",
        Status.HYPOTHETICAL: "hypothèse",
        Status.ILLUSTRATIVE: "chiffre donné à titre d’illustration",
    },
    "en": {
        Status.ESTIMATED: "estimate",
        Status.PROJECTED: "projection",
        Status.TARGET: "target",
        Status.RUMOURED: "rumour",
        Status.HYPOTHETICAL: "hypothesis",
        Status.ILLUSTRATIVE: "given as an illustration",
    },
}
"""How each status but a plain report is told."""

WORDS: Final = {
    "fr": {
        "according to": "selon {}",
        "disputed": "Chiffre contesté",
        "others say": "d’autres passages donnent {}",
        "exceeded": "le texte en fait un extrême, que d’autres chiffres dépassaient\u00a0: {}",
        "does not follow": "le calcul {} ne donne pas ce résultat ({})",
        "rule broken": "incompatible avec d’autres chiffres de la base ({})",
        "same source": "même source",
        "rejected": "écarté à la relecture",
        "and": " et ",
        "source": "Source",
        "sources": "Sources",
        "notes": "Notes",
        "characters": "car. {}–{}",
        "computed": "Calcul",
        "rounded": "{} compte tenu des arrondis",
        "disputed mark": "contesté",
        "mark explained": "‡ valeur contestée ; voir les notes.",
        "back": "Retour au texte",
        "note": "Note",
        "is": "=",
        "period": "période",
        "metric": "indicateur",
        "undated": "sans date",
        "colon": "\u00a0:",
        "semicolon": "\u00a0;",
    },
    "en": {
        "according to": "according to {}",
        "disputed": "Disputed figure",
        "others say": "elsewhere it is {}",
        "exceeded": "the text calls it an extreme, and others went beyond it: {}",
        "does not follow": "the calculation {} does not yield it ({})",
        "rule broken": "does not fit other figures of the base ({})",
        "same source": "same source",
        "rejected": "rejected on review",
        "and": " and ",
        "source": "Source",
        "sources": "Sources",
        "notes": "Notes",
        "characters": "chars. {}–{}",
        "computed": "Calculation",
        "rounded": "{} with the rounding of its inputs",
        "disputed mark": "disputed",
        "mark explained": "‡ disputed value; see the notes.",
        "back": "Back to the text",
        "note": "Note",
        "is": "=",
        "period": "period",
        "metric": "metric",
        "undated": "undated",
        "colon": ":",
        "semicolon": ";",
    },
}
"""Phrases by key; {} takes what is told."""

"""The packs of the grammar: what one language has a list for, every other has too; and a language stands on its own."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kg.extraction.figures import grammar as grammars
from kg.extraction.figures.finding import find_figures
from kg.extraction.figures.grammar import language_pack, load_grammar
from kg.extraction.figures.naming import load_naming, naming_pack
from kg.extraction.figures.templates import filled

ROOM = Path(grammars.__file__).parent
MODULES = sorted(path.stem for path in ROOM.glob("[!_]*.py"))
TEMPLATES = [
    (module, name)
    for module in MODULES
    for name, value in vars(import_module(f"kg.extraction.figures.{module}")).items()
    if isinstance(value, str) and name[:2] != "__" and "<<" in value
]


def looked_up(table: str, *, naming: bool = False) -> set[str]:
    """The names that modules look up in a table of the grammar, or of the names with a number in them."""
    nodes = (node for module in MODULES for node in ast.walk(ast.parse((ROOM / f"{module}.py").read_text("utf-8"))))
    return {
        node.slice.value
        for node in nodes
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == table
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.value.value, (ast.Name, ast.Attribute))
        and ("naming" in ast.dump(node.value.value)) == naming
    }


def test_every_language_has_the_same_lists_and_patterns() -> None:
    english, french = language_pack("en"), language_pack("fr")
    assert english.keys() == french.keys()
    assert english["patterns"].keys() == french["patterns"].keys()
    assert not set(english["habits"]) & set(french["habits"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_patterns_compile_and_leave_groups_to_the_code(language: str) -> None:
    for name, pattern in language_pack(language)["patterns"].items():
        assert re.compile(pattern).groups == 0 or name == "negated_clause", name


@pytest.mark.parametrize("languages", [("fr", "en"), ("en", "fr"), ("fr",), ("en",)], ids="-".join)
@pytest.mark.parametrize(("module", "name"), TEMPLATES, ids=lambda part: part)
def test_templates_find_their_words_in_the_packs(module: str, name: str, languages: tuple[str, ...]) -> None:
    template = getattr(import_module(f"kg.extraction.figures.{module}"), name)
    of_names = set(re.findall(r"<<(\w+)>>", template)) <= naming_pack("fr").keys()
    patterns = load_naming(languages).patterns if of_names else load_grammar(languages).patterns
    assert "<<" not in patterns[template].pattern


def test_a_place_that_no_pack_knows_is_refused() -> None:
    with pytest.raises(KeyError, match="no_such_list"):
        filled([language_pack("fr")], r"<<no_such_list>>")


@pytest.mark.parametrize("table", ["words", "phrases", "endings"])
def test_lists_that_are_looked_up_are_in_the_packs(table: str) -> None:
    grammar = load_grammar(("fr", "en"))
    for name in looked_up(table):
        assert getattr(grammar, table)[name] is not None


def test_languages_have_the_same_lists_of_names() -> None:
    assert naming_pack("fr").keys() == naming_pack("en").keys()
    naming = load_naming(("fr", "en"))
    for table in ("words", "phrases", "endings"):
        assert looked_up(table, naming=True) <= getattr(naming, table).keys()


def test_habits_are_those_that_are_asked_for() -> None:
    assert looked_up("languages_that") == {*language_pack("fr")["habits"], *language_pack("en")["habits"]}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ils ont dit one hundred people et un homme sur trois.", "fr"),
        ("She moved to rue Blanche, 12 rue Blanche, with un million de francs.", "en"),
        ("Il a 35 ans ; nine to five, half past six, a quarter to nine.", "fr"),
    ],
)
def test_a_language_reads_alone_what_another_says(text: str, language: str) -> None:
    find_figures(text, (language,), ordinals=True, dates=True, asides=True)


def esperanto() -> dict[str, Any]:
    """A pack of few words; what it says nothing of is empty."""
    pack: dict[str, Any] = {key: type(value)() for key, value in language_pack("en").items()}
    return pack | {
        "language": "eo",
        "stopwords": ["la", "kaj", "estas", "de", "en"],
        "numbers": {"unu": 1, "du": 2, "tri": 3, "dek": 10},
        "hundreds": ["cent"],
        "scales": {"mil": 3, "miliono": 6, "milionoj": 6},
        "units": {"km": ["kilometro", "kilometroj"], "%": ["procento", "procentoj"]},
        "months": ["januaro"],
        "articles": ["unu"],
        "ones": ["unu"],
        "hedges": {"at_least": ["pli ol"], "about": ["proksimume"]},
        "hedges_after": {},
        "range_from": ["de"],
        "range_to": ["ĝis"],
        "one_before": ["el"],
        "part_links_of_lengths": ["el"],
        "patterns": dict.fromkeys(language_pack("en")["patterns"], "") | {"part_link": "el", "not_part_noun": "el"},
    }


def test_a_third_language_is_a_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    pack, real = esperanto(), language_pack
    monkeypatch.setattr(grammars, "language_pack", lambda code: pack if code == "eo" else real(code))
    found = find_figures(
        "La urbo havas pli ol tri milionoj da homoj. Ili iras de 3 ĝis 5 kilometroj, kaj unu el dek foriras.", ("eo",)
    )
    assert [(figure.exact, figure.low, figure.high, figure.unit) for figure in found] == [
        ("tri milionoj", 3_000_000, None, "count"),
        ("3 ĝis 5 kilometroj", 3, 5, "km"),
        ("unu el dek", Decimal("0.1"), Decimal("0.1"), "x"),
    ]

"""A text whose encoding was guessed is read as before, and the guess is told once, on standard error."""

from __future__ import annotations

import json

import pytest

SENTENCE = "La société Orme a perdu 5 millions d'euros à Évreux en 2025, dit-elle."
PAGE = '<html lang="fr"><head><meta charset="{}"></head><body><article><p>{}</p></article></body></html>'
GUESSED = "not UTF-8, and no encoding that fits is declared: read as Windows-1252; look at the accents and currency signs\n"
TOLD = [
    ("guessed.txt", SENTENCE.encode("cp1252"), True),
    ("guessed.html", PAGE.replace('<meta charset="{}">', "").replace("{}", SENTENCE).encode("cp1252"), True),
    ("plain.txt", SENTENCE.encode(), False),
    ("ascii.txt", b"Orme lost 5 million euros in 2025.", False),
    ("mark.txt", SENTENCE.encode("utf-16"), False),
    ("declared.html", PAGE.format("iso-8859-1", SENTENCE).encode("cp1252"), False),
    ("other.html", PAGE.format("iso-8859-15", SENTENCE).encode("iso-8859-15"), False),
    ("page.html", PAGE.format("utf-8", SENTENCE).encode(), False),
]


@pytest.mark.parametrize(("name", "data", "told"), TOLD, ids=[name for name, _, _ in TOLD])
@pytest.mark.parametrize("command", ["figures", "add"])
def test_a_guess_is_told(kg, workspace_of, name, data, told, command):
    space = workspace_of({})
    path = space.root / name
    path.write_bytes(data)
    options = ["--format", "json"] if command == "add" else []
    done = kg(command, str(path), *options, at=space.root)
    assert done.code == 0
    assert done.err == (f"kg: {path}: {GUESSED}" if told else "")
    assert "5 million" in (done.out if command == "figures" else (space.root / done.data["sources"][0]["text"]).read_text())


def test_extract_tells_several_guesses_in_one_line(kg, tmp_path):
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt"):
        (tmp_path / name).write_bytes(SENTENCE.encode("cp1252"))
    (tmp_path / "u.txt").write_text(SENTENCE, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("a.txt", "u.txt", "b.txt", "c.txt", "d.txt", "e.txt")]
    done = kg("extract", *paths, at=tmp_path)
    assert done.code == 0
    assert {json.loads(line)["source"] for line in done.out.splitlines()} >= {"a.txt", "u.txt"}
    assert done.err == f"kg: {paths[0]}, {paths[2]}, {paths[3]} and 2 others: {GUESSED}"
    into = kg("extract", *paths[:2], "-o", str(tmp_path / "out.jsonl"), at=tmp_path)
    assert into.err == f"kg: {paths[0]}: {GUESSED}"


def test_text_output_of_add_is_as_before(kg, workspace_of):
    space = workspace_of({})
    (space.root / "a.txt").write_bytes(SENTENCE.encode("cp1252"))
    done = kg("add", str(space.root / "a.txt"), "--id", "a", at=space.root)
    assert "(70 characters, 1 block, fr)" in done.out
    assert "note      not UTF-8: read as Windows-1252; look at the accents and currency signs" in done.out
    assert done.err.splitlines() == [f"kg: {space.root / 'a.txt'}: {GUESSED}".strip(), "next: kg extract a"]


@pytest.mark.parametrize("name", ["note.md", "note.txt"])
def test_entities_that_were_left_are_read_and_offsets_count_them(kg, tmp_path, name):
    text = "# Bilan\n\nLa soci&eacute;t&eacute; Orme a gagn&eacute; 4,3&nbsp;milliards d'euros et perdu &#163;21m ; _4 millions_ restent.\n"
    (tmp_path / name).write_text(text)
    exact = ["4,3&nbsp;milliards d'euros", "&#163;21m", "4 millions"]
    for command in ("extract", "figures"):
        records = [
            json.loads(line) for line in kg(command, str(tmp_path / name), "--lang", "fr", at=tmp_path).out.splitlines()
        ]
        assert [record["exact"] for record in records] == exact
        assert [text[record["start"] : record["end"]] for record in records] == exact
        assert [record["value_min"] for record in records] == ["4300000000", "21000000", "4000000"]

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.extraction.annotated import load
from kg.extraction.training import main, train
from kg.model.errors import UsageError
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "benchmarks" / "written" / "train"


def test_training_is_the_same_twice_and_learns_from_what_it_is_given(tmp_path):
    for name in ("fr-eco-01", "fr-eco-02", "en-biz-01"):
        for ending in ("txt", "jsonl"):
            shutil.copy(WRITTEN / f"{name}.{ending}", tmp_path)
    texts = load([str(tmp_path)], load_vocabulary(Workspace.open(ROOT)))
    first = train(texts, folds=2)
    assert first == train(texts, folds=2)
    assert first.weights["time"] != train(texts[:2], folds=2).weights["time"]
    assert set(first.curves) == set(first.weights)


def test_a_broken_annotation_is_refused_with_its_line_and_writes_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    (tmp_path / "a.txt").write_text("Le port emploie 12 personnes.\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"start": "x", "end": 18}\n', encoding="utf-8")
    out = tmp_path / "weights.json"
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path), "--out", str(out)])
    assert stopped.value.code == 2
    assert "a.jsonl:1" in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_counts_as_often_as_its_star_says(tmp_path):
    for name, kind in (("fr-eco-01", "once"), ("en-biz-01", "often")):
        (tmp_path / kind).mkdir()
        for ending in ("txt", "jsonl"):
            shutil.copy(WRITTEN / f"{name}.{ending}", tmp_path / kind)
    vocabulary = load_vocabulary(Workspace.open(ROOT))
    once, often = load([str(tmp_path / "once"), f"{tmp_path / 'often'}*4"], vocabulary)
    assert (once.times, often.times) == (1, 4)
    assert train([once, often], folds=2) != train([once, replace(often, times=1)], folds=2)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ('{"text": "Le port emploie 12 personnes."', "no text with its figures"),
        ('{"text": "Le port emploie 12 personnes.", "figures": [{"exact": "13"}]}', "no text with its figures"),
        (
            '{"text": "Le port emploie 12 personnes.", "figures": [{"exact": "12", "entity": []}]}',
            "no text with its figures",
        ),
    ],
)
def test_a_broken_line_of_short_texts_is_refused_with_its_place(line, where, tmp_path):
    path = tmp_path / "short.fr.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"short\.fr\.jsonl:1: {where}"):
        load([str(path)], load_vocabulary(Workspace.open(ROOT)))


def test_short_texts_teach_each_as_a_text_of_its_own(tmp_path):
    path = tmp_path / "short.fr.jsonl"
    told = '{"exact": "12", "entity": ["port"], "metric": ["employees"], "time": [null], "status": ["reported"], "attributed_to": [null]}'
    path.write_text(f'{{"text": "Le port emploie 12 personnes.", "figures": [{told}]}}\n' * 2, encoding="utf-8")
    texts = load([f"{path}*3"], load_vocabulary(Workspace.open(ROOT)))
    assert [(text.name, text.times, text.short) for text in texts] == [
        ("short.fr.jsonl:1", 3, True),
        ("short.fr.jsonl:2", 3, True),
    ]
    assert texts[0].records[0]["entity"] == "port"
    (tmp_path / "short.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"NAME\.fr\.jsonl"):
        load([str(tmp_path / "short.jsonl")], load_vocabulary(Workspace.open(ROOT)))

"""A block as running text, every character traceable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.flow import flow_of


def flowed(text: str) -> str:
    return flow_of(text, 0, len(text)).text


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("1 400\n\nmilliards", "1 400 milliards"),
        ("4,3\u202fmilliards\u00a0$", "4,3 milliards $"),
        ("  deux   mots\t\r\n ensemble ", "deux mots ensemble"),
        ("une infor-\nmation", "une information"),
        ("une infor\u00adma\u00ad\ntion", "une information"),
        ("Jean-\nPierre", "Jean-Pierre"),
        ("2029-\n2030", "2029-2030"),
        ("vis-à-\nvis", "vis-à-vis"),
        ("lui-\nmême", "lui-même"),
        ("non-\nlinéaire", "non-linéaire"),
        ("un prix -\n40 %", "un prix - 40 %"),
        ("ﬁnancé, eﬃcace", "financé, efficace"),
        ("ele\u0301ve", "eléve"),
        ("4,3&nbsp;milliards &#x2009; &euro;", "4,3 milliards €"),
        ("AT&amp;T, Caf&eacute;, mil&shy;lion, 4&#8203;300", "AT&T, Café, million, 4300"),
        ("Q&A; R&D &nosuch; & 3", "Q&A; R&D &nosuch; & 3"),
        ("zero\u200bwidth \u200b space", "zerowidth space"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_what_a_reader_reads(text: str, running: str) -> None:
    assert flowed(text) == running


def test_spans_lead_back_to_the_text() -> None:
    text = "Elle a perdu 1\u202f400\n\nmilliards de dol-\nlars en tout."
    flow = flow_of(text, 0, len(text))
    start = flow.text.index("1 400 milliards de dollars")
    span = flow.span(start, start + len("1 400 milliards de dollars"))
    assert text[slice(*span)] == "1\u202f400\n\nmilliards de dol-\nlars"
    assert flow.locate_span(*span) == (start, start + len("1 400 milliards de dollars"))


def test_an_entity_spans_its_characters() -> None:
    text = "Caf&eacute; &euro;12"
    flow = flow_of(text, 0, len(text))
    assert text[slice(*flow.span(3, 4))] == "&eacute;"
    assert text[slice(*flow.span(5, 8))] == "&euro;12"
    assert flow.locate_span(12, 20) == (5, 8)


def test_a_composed_accent_and_a_ligature_span_their_characters() -> None:
    text = "ae\u0301ﬁb"
    flow = flow_of(text, 0, len(text))
    assert flow.text == "aéfib"
    assert flow.span(1, 2) == (1, 3)
    assert flow.span(2, 4) == (3, 4)
    assert flow.locate(3) == 2


def test_skips_leave_no_gap_and_no_double_space() -> None:
    text = "un **gros** chiffre | 12 |"
    skips = [(3, 5), (9, 11), (20, 21), (25, 26)]
    assert flow_of(text, 0, len(text), skips).text == "un gros chiffre 12"


PIECES = st.sampled_from(
    [
        "mot",
        "été",
        " ",
        "\n",
        "\n\n",
        "-\n",
        "\u00ad",
        "\u00a0",
        "\u202f",
        "12",
        "ﬁ",
        "e\u0301",
        "\u200b",
        "A",
        ".",
        "—",
        "\t",
        "-",
        "\f",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80)), st.data())
def test_every_character_maps_back(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    skips = list(zip(cuts[::2], cuts[1::2], strict=False))
    flow = flow_of(text, 0, len(text), skips)
    assert len(flow.text) == len(flow.offsets) == len(flow.ends)
    assert flow.text == flow.text.strip(" ")
    assert "  " not in flow.text
    assert "\n" not in flow.text
    assert list(flow.offsets) == sorted(flow.offsets)
    for index, character in enumerate(flow.text):
        start, end = flow.span(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert not any(a <= start < b for a, b in skips)
        if character not in " -" and not any("ﬀ" <= letter <= "ﬆ" for letter in text[start:end]):
            kept = "".join(text[place] for place in range(start, end) if not any(a <= place < b for a, b in skips))
            assert character in (text[start], unicodedata.normalize("NFC", kept)[0])
        assert flow.locate(start) <= index < len(flow.text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_words_of_the_text_stay(text: str) -> None:
    kept = [character for character in flowed(text) if character in "motAé12."]
    assert kept == [c for c in text.replace("e\u0301", "é") if c in "motAé12."]


def test_accents_in_an_order_of_their_own_map_to_the_whole_letter() -> None:
    text = "m\u0315\u0301ot"
    flow = flow_of(text, 0, len(text), [])
    assert flow.text.startswith("\u1e3f")
    assert flow.span(0, 1) == (0, 3)

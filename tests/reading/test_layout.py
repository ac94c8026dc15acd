"""Plain text -> blocks: the texts stand here as they would in a file, the outline below them as it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.document import flow
from kg.reading.files import read_text
from kg.reading.layout import lay_out, read_plain

from .documents import cells, outline, uncovered

WRAPPED = """\
La filature du Lac perd encore de l'argent
La filature du Lac a vendu pour 12,4 millions d'euros de fil en 2025 et en a
perdu 3,1. Ses deux usines, qui emploient 214 personnes, tournent à 60 % de ce
qu'elles pourraient produire.
Un pari sur le lin
Le lin rapporte trois fois plus que le coton. La direction veut donc doubler les
surfaces semées d'ici 2028, ce qui lui coûterait 8 millions.
"""


def test_wrapped_lines_become_paragraphs_and_headings_stand_out() -> None:
    assert outline(read_plain(WRAPPED)) == [
        "heading 1: La filature du Lac perd encore de l'argent",
        (
            "paragraph: La filature du Lac a vendu pour 12,4 millions d'euros de fil en 2025 et en a perdu 3,1. Ses deux usines, "
            "qui emploient 214 personnes, tournent à 60 % de ce qu'elles pourraient produire."
        ),
        "heading 2: Un pari sur le lin",
        (
            "paragraph: Le lin rapporte trois fois plus que le coton. La direction veut donc doubler les surfaces semées d'ici 2028, "
            "ce qui lui coûterait 8 millions."
        ),
    ]


def test_empty_lines_between_wrapped_lines_do_not_part_them() -> None:
    spaced = WRAPPED.replace("\n", "\n\n")
    assert outline(read_plain(spaced)) == outline(read_plain(WRAPPED))


def test_a_page_break_between_wrapped_lines_does_not_part_them() -> None:
    paged = WRAPPED.replace("tournent à 60 % de ce\n", "tournent à 60 % de ce\n\f ")
    assert outline(read_plain(paged)) == outline(read_plain(WRAPPED))


def test_a_heading_may_be_wrapped() -> None:
    text = (
        "Les comptes de la coopérative ont surpris tout le monde, à commencer par ceux\n"
        "qui les tiennent depuis vingt ans et qui pensaient les connaître par cœur.\n"
        "Le vrai coût du stockage : plus on attend, plus on\n"
        "paie\n"
        "Chaque tonne gardée un mois de plus coûte 14 euros à la coopérative, et elle en\n"
        "garde 9 000 depuis l'automne dans ses silos.\n"
    )
    assert "heading 2: Le vrai coût du stockage : plus on attend, plus on paie" in outline(read_plain(text))


def test_one_line_a_paragraph_stays_so() -> None:
    text = (
        "Bridge tolls rise\n"
        "The crossing will cost 4.50 dollars from May, a dime more than last year.\n"
        "Drivers paid 61 million dollars in 2025.\n"
        "pictured: the bridge at dawn\n"
    )
    assert [line.partition(":")[0] for line in outline(read_plain(text))] == [
        "heading 1",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_bullets_nest_and_know_their_lead_in_and_headings() -> None:
    document = read_plain(
        "Bilan\n\nTrois postes pèsent :\n"
        "• énergie : 3 M€, soit un tiers de plus qu'en\n  2024\n"
        "• loyers\n    - Paris : 2 M€\n    - Lyon : 1 M€\n• salaires\n\nLe reste compte peu.\n"
    )
    assert outline(document)[2:6] == [
        "bullet 1: énergie : 3 M€, soit un tiers de plus qu'en 2024",
        "bullet 1: loyers",
        "bullet 2: Paris : 2 M€",
        "bullet 2: Lyon : 1 M€",
    ]
    lyon = document.blocks[5]
    lead_in, parent = document.lead_in_of(document.blocks[2]), document.lead_in_of(lyon)
    assert lead_in is not None
    assert document.slice(lead_in) == "Trois postes pèsent :"
    assert parent is not None
    assert flow(document, parent).text == "loyers"
    assert [document.slice(heading) for heading in document.headings_of(lyon)] == ["Bilan"]


def test_a_list_without_bullets_has_its_lead_in_and_no_headings() -> None:
    document = read_plain(
        "Elle vend surtout dans :\nla Bretagne,\nla Normandie,\nle Nord.\nElle ne vend rien ailleurs cette année.\n"
    )
    assert [bool(document.lead_in_of(block)) for block in document.blocks] == [False, True, True, True, False]


@pytest.mark.parametrize("marks", [("1.", "2."), ("1)", "2)"), ("a)", "b)"), ("-", "-"), ("–", "–"), ("*", "*")])
def test_marks_of_lists_are_skipped(marks: tuple[str, str]) -> None:
    document = read_plain(f"Il reste deux tâches :\n{marks[0]} compter les 40 moutons\n{marks[1]} fermer la porte\n")
    assert outline(document)[1:] == ["bullet 1: compter les 40 moutons", "bullet 1: fermer la porte"]
    assert [document.text[start:end].strip() for start, end in document.skips] == list(marks)


@pytest.mark.parametrize(
    "end",
    [
        "The fund lost money in every year from 2019 to the end of the year\n2024. It has 30 employees left.",
        "It was sold last May for such a sum as nobody had ever foreseen then\n– ten times its yearly income – to a fund.",
        "It was sold last May for such a sum as nobody had ever foreseen then\n- a billion - to a fund of the far north.",
    ],
)
def test_a_number_or_dash_within_a_wrapped_sentence_is_no_mark(end: str) -> None:
    start = "The company makes paper and has done so since the lake was dammed\nand the mill was built beside it by its founder.\n"
    document = read_plain(start + end)
    assert not document.skips
    assert [document.slice(block) for block in document.blocks] == [start.rstrip(), end]


@pytest.mark.parametrize("text", ["-5 % en un an.", "— Bonjour, dit-elle.", "12 moutons", "3.5 sheep"])
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert not read_plain(text).skips


FLATTENED = """\
Nos tarifs en 2026
Formule Entrée (€/mois) Complète (€/mois) Remarque
Solo 9,90 19,90
Duo Plus 2 14,90 29,90 deux personnes
Club Gratuit Gratuit sur invitation

Atelier 7,00 — sans limite
Ces tarifs valent jusqu'en juin.
"""


def test_a_flattened_table_has_rows_cells_and_column_headings() -> None:
    document = read_plain(FLATTENED)
    assert [line.partition(":")[0] for line in outline(document)] == [
        "heading 1",
        "table_header",
        *["table_row"] * 4,
        "paragraph",
    ]
    assert cells(document) == [
        ["Formule", "Entrée (€/mois)", "Complète (€/mois)", "Remarque"],
        ["Solo", "9,90", "19,90"],
        ["Duo Plus 2", "14,90", "29,90", "deux personnes"],
        ["Club", "Gratuit", "Gratuit", "sur invitation"],
        ["Atelier", "7,00", "—", "sans limite"],
    ]
    offset = document.text.index("29,90")
    row = document.block_at(offset)
    assert row is not None
    heading, label = document.column_heading(row, offset), document.label_of(row)
    assert heading is not None
    assert label is not None
    assert document.text[slice(*heading)] == "Complète (€/mois)"
    assert document.text[slice(*label)] == "Duo Plus 2"


@pytest.mark.parametrize("bar", ["\t", " | ", "    "])
def test_a_table_with_delimiters(bar: str) -> None:
    rows = [["Year", "Boats", "Crew"], ["2024", "31", "204"], ["2025", "28", "190"]]
    document = read_plain("\n".join(bar.join(row) for row in rows))
    assert [block.kind.value for block in document.blocks] == ["table_header", "table_row", "table_row"]
    assert cells(document) == rows


def test_years_head_a_table() -> None:
    document = read_plain("Compte 2023 2024 2025\nRecettes 120 130 141\nDépenses courantes 1 110 1 128 1 150\n")
    assert cells(document) == [
        ["Compte", "2023", "2024", "2025"],
        ["Recettes", "120", "130", "141"],
        ["Dépenses courantes", "1 110", "1 128", "1 150"],
    ]
    assert document.blocks[0].kind.value == "table_header"


def test_names_with_a_share_each_are_rows() -> None:
    document = read_plain("The count so far:\nAnna Berg 23.4 %\nOle Strand 21.1 %\nThe rest is unknown.\n")
    assert cells(document) == [["Anna Berg", "23.4 %"], ["Ole Strand", "21.1 %"]]


def test_prose_with_numbers_is_no_table() -> None:
    document = read_plain(
        "Il y avait 12 000 habitants en 1990 et 14 000 en 2000.\nEn 2010 ils étaient 15 200, puis 16 100.\n"
    )
    assert all(block.kind.value == "paragraph" for block in document.blocks)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("26 mars 2012. -", "2012-03-26"),
        ("1er avril 2019", "2019-04-01"),
        ("Tuesday, March 9, 2010", "2010-03-09"),
        ("Publié le 3 février 2024 à 10h30", "2024-02-03"),
        ("14 May 2021", "2021-05-14"),
        ("Dublin, Thursday, December 2, 2004", "2004-12-02"),
        ("Genève (ATS), le 3 mars 2020", "2020-03-03"),
    ],
)
def test_a_dateline_stands_alone_and_dates_the_text(line: str, day: str) -> None:
    document = read_plain(f"La digue tient bon\n\n{line}\n\nElle a résisté à une crue de 4 mètres cette nuit.\n")
    assert document.blocks[1].kind.value == "dateline"
    assert document.published == day
    assert document.published_basis


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Ellen Marsh, Harbour Ledger, 14 October 2025", "2025-10-14"),
        ("BY ELLEN MARSH | March 9, 2010", "2010-03-09"),
        ("Par Lucie Amblard, Le Courrier des Coteaux, 3 novembre 2025", "2025-11-03"),
        ("Par notre correspondante Lucie Amblard | lundi 3 novembre 2025 à 10h30", None),
        ("Par Lucie Amblard | lundi 3 novembre 2025 à 10h30", "2025-11-03"),
        ("*Par Lucie Amblard – 3 novembre 2025*", "2025-11-03"),
        ("By Ellen Marsh", None),
        ("Par décret, le 3 novembre 2025", None),
        ("By Ellen Marsh, who was born on 14 October 2025 in Norvane", None),
        ("By Ellen Marsh, 31 February 2025", None),
    ],
)
def test_a_byline_dates_the_text(line: str, day: str | None) -> None:
    text = f"La digue tient bon\n\n{line}\n\nElle a résisté à une crue de 4 mètres cette nuit.\n"
    for document in (read_plain(text), read_text(f"# {text}", media_type="text/markdown")):
        assert document.published == day
        assert (document.published_basis or "").endswith("line of the text") == bool(day)
        assert document.blocks[1].kind.value != "dateline"


def test_a_dateline_may_open_a_paragraph() -> None:
    document = read_plain("La digue tient bon\n\n26 mars 2012. - Elle a résisté à une crue de 4 mètres.\n")
    assert document.published == "2012-03-26"
    assert outline(document)[1].startswith("paragraph: 26 mars 2012. - Elle")


@pytest.mark.parametrize(
    "line",
    [
        "31 février 2020",
        "Vienne, capitale de l'Autriche, 3 mars 2020",
        "12 mai 2016, jour de la crue, il pleuvait.",
        "Le 3 mars 2021 il neigea.",
    ],
)
def test_a_sentence_with_a_date_is_no_dateline(line: str) -> None:
    assert read_plain(f"La digue tient bon\n\n{line}\n\nElle a résisté.\n").blocks[1].kind.value != "dateline"


def test_captions_signatures_and_quotes() -> None:
    document = read_plain(
        "A long night\n\nThe boat left with 40 people aboard, twice what it may carry.\n\nThe quay at dawn. Photo: M. Lind.\n\n"
        "> We had no choice,\n> he said.\n\n— Karl Holm, skipper\n\nNobody was hurt in the end.\n"
    )
    assert [block.kind.value for block in document.blocks] == [
        "heading",
        "paragraph",
        "caption",
        "quote",
        "caption",
        "paragraph",
    ]
    assert outline(document)[3] == "quote: We had no choice, he said."


def test_rules_of_dashes_are_skipped() -> None:
    document = read_plain(
        "What comes next\n---------------\nThe mill wants to hire 20 people by the end of the year.\n***\nIt will.\n"
    )
    assert [line.partition(":")[0] for line in outline(document)] == ["heading 1", "paragraph", "paragraph"]
    assert not uncovered(document)


def test_headings_below_a_heading_are_deeper() -> None:
    document = read_plain(
        "Les acteurs du port\nLa Compagnie du Nord\n• 12 grues\n• 300 dockers\nLa Société des Quais\n• 4 grues\n"
        "L'avenir du port\nIl reste incertain, car les 12 grues ont quarante ans.\n"
    )
    quais = next(block for block in document.blocks if document.slice(block).endswith("4 grues"))
    assert [document.slice(h) for h in document.headings_of(quais)] == ["Les acteurs du port", "La Société des Quais"]
    assert [document.slice(h) for h in document.headings_of(document.blocks[-1])] == [
        "Les acteurs du port",
        "L'avenir du port",
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "a", "5", "•", "\f\f", "\u2028x", "|||", "-", "1."])
def test_the_smallest_texts(text: str) -> None:
    document = read_plain(text)
    assert not uncovered(document)


LINES = st.sampled_from(
    [
        "La mairie a dépensé 3,2 millions d'euros en deux ans pour le pont, dont une",
        "partie en études.",
        "Un titre court",
        "• 12 % de mieux",
        "- un tiret",
        "1. premier",
        "2. second",
        "Pain 1,20 1,40",
        "Nom Prix (€) Note",
        "12 mars 2020",
        "> cité",
        "a\tb\t3",
        "",
        " ",
        "    indenté",
        "\f",
        "vis-à-",
        "vis",
        "é\u0301\u00ad\u200b",
        "# x",
        "|1|2|",
        "---",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(LINES, max_size=14).map("\n".join),
    st.text(alphabet="a1 .\n-•|\t\r\f\u2028%,", max_size=200),
)


@given(TEXTS)
def test_blocks_are_in_order_and_hold_every_character(text: str) -> None:
    layout = lay_out(text)
    last = 0
    for block in layout.blocks:
        assert last <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        for start, end in block.cells:
            assert block.start <= start <= end <= block.end
        last = block.end
    assert list(layout.skips) == sorted(layout.skips)
    assert not uncovered(read_plain(text))


@given(TEXTS)
def test_every_block_is_found_again_and_has_a_context(text: str) -> None:
    document = read_plain(text)
    for block in document.blocks:
        assert document.block_at(block.start) == block
        assert document.block_at(block.end - 1) == block
        assert block in document.blocks_in(block.start, block.end)
        levels = [heading.level for heading in document.headings_of(block)]
        assert levels == sorted(set(levels))
        document.lead_in_of(block)
        document.header_of(block)
        document.neighbours(block)

"""PDF: the text layer, its pages, and what has none. Parsed in a process of its own, so the cases are few."""

from __future__ import annotations

import io

import pytest

from kg.reading.errors import LimitError, Limits, ReadingError
from kg.reading.files import read_bytes, read_text
from kg.reading.pdf import pdf_task, read_pdf

from .documents import outline, pdf, uncovered

FIRST = [
    "La régie du port - rapport annuel",
    "Le port a reçu 1 204 navires",
    "La régie a compté 1 204 navires en 2025, soit 86 de plus que l'année d'avant, et",
    "elle en attend 1 300 en 2026. Les droits perçus se montent à 14,2 millions d'euros, ce",
    "qui couvre les frais de dragage pour la première fois depuis l'ouverture du bas-",
    "1",
]
SECOND = [
    "La régie du port - rapport annuel",
    "sin, en 1987.",
    "• Pilotage : 3,1 millions",
    "• Remorquage : 2,4 millions",
    "2",
]
THIRD = ["La régie du port - rapport annuel", "Fait au port, avec 12 annexes.", "3"]


def test_pages_become_one_text_without_their_heads_and_numbers() -> None:
    document = read_pdf(pdf(FIRST, SECOND, THIRD, title="Rapport 2025"))
    assert outline(document)[:3] == [
        "heading 1: Le port a reçu 1 204 navires",
        (
            "paragraph: La régie a compté 1 204 navires en 2025, soit 86 de plus que l'année d'avant, et elle en attend 1 300 en 2026. "
            "Les droits perçus se montent à 14,2 millions d'euros, ce qui couvre les frais de dragage pour la première fois depuis "
            "l'ouverture du bassin, en 1987."
        ),
        "bullet 1: Pilotage : 3,1 millions",
    ]
    assert document.text.count("\f") == 2
    assert not uncovered(document)
    assert (document.language, document.media_type) == ("fr", "application/pdf")
    assert document.published == "2026-03-09"
    assert "to be confirmed" in (document.published_basis or "")


def test_the_kept_text_reads_back_with_the_same_blocks() -> None:
    """kg extract SOURCE reads it back: what heads and numbers its pages are must not become claims then"""
    document = read_pdf(pdf(FIRST, SECOND, THIRD))
    again = read_text(document.text)
    assert (again.blocks, again.skips) == (document.blocks, document.skips)


def test_what_heads_the_pages_of_a_text_from_pdftotext_is_skipped() -> None:
    document = read_text("\f".join("\n".join(page) + "\n" for page in (FIRST, SECOND, THIRD)) + "\f")
    assert not [line for line in outline(document) if "rapport annuel" in line]


def test_a_figure_at_the_edge_of_a_page_is_no_page_number() -> None:
    """A table that a program wrote cell by cell"""
    document = read_pdf(
        pdf(["Ferries of Valmer", "450", "875"], ["Quays of Valmer", "910", "Page 2 of 3"], ["Cranes", "31", "3"])
    )
    assert [document.text[start:end] for start, end in document.skips] == ["Page 2 of 3", "3"]


def test_a_total_at_the_end_of_each_page_is_no_running_foot() -> None:
    pages = [[f"Ward {n}", f"Report of 2024 - {n + 6}", "Ferries" * n, f"Total {n * 37} ferries"] for n in range(1, 5)]
    document = read_pdf(pdf(*pages))
    assert [document.text[start:end] for start, end in document.skips] == [
        line for n in range(1, 5) for line in (f"Ward {n}", f"Report of 2024 - {n + 6}")
    ]


def test_a_pdf_is_known_by_its_content() -> None:
    document = read_bytes(pdf(["Le port a reçu 12 navires en 2025."], []), "rapport.txt")
    assert document.media_type == "application/pdf"
    assert document.notes == ("1 of 2 pages hold no text: their figures are not read",)


def test_a_pdf_without_text_is_an_error() -> None:
    with pytest.raises(ReadingError, match=r"without text .*ocrmypdf"):
        read_pdf(pdf([], []), "scan.pdf")


def test_locked_and_broken_files_are_errors() -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Douze navires."])))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(ReadingError, match="password"):
        read_pdf(locked.getvalue(), "locked.pdf")
    with pytest.raises(ReadingError, match=r"broken\.pdf: a PDF"):
        read_pdf(b"%PDF-1.7\n" + b"\x00\xff" * 500, "broken.pdf")


def test_limits() -> None:
    with pytest.raises(LimitError, match="2 pages"):
        read_pdf(pdf(["un"], ["deux"]), "long.pdf", limits=Limits(pages=1))
    with pytest.raises(LimitError, match="not read within"):
        read_pdf(pdf(["un"]), "slow.pdf", limits=Limits(seconds=0.01))


@pytest.mark.parametrize("fault", [NotImplementedError, RuntimeError, OverflowError, ImportError])
def test_a_pdf_of_a_kind_that_pypdf_has_no_code_for_is_told(monkeypatch: pytest.MonkeyPatch, fault: type[Exception]) -> None:
    import pypdf

    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(pypdf, "PdfReader", refuse)
    with pytest.raises(ReadingError, match=rf"a.pdf: a PDF of a kind that is not read \({fault.__name__}\): save it anew"):
        pdf_task({"name": "a.pdf", "pages": 10}, pdf(FIRST))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "scan.pdf",
            "scan.pdf: a PDF without text (1 page of pictures): recognise its text first (ocrmypdf scan.pdf out.pdf)",
        ),
        ("my scan.pdf", "recognise its text first (ocrmypdf 'my scan.pdf' out.pdf)"),
        ("standard input", "recognise its text first (ocrmypdf scan.pdf out.pdf)"),
        ("https://port.example/scan.pdf", "recognise its text first (ocrmypdf scan.pdf out.pdf)"),
    ],
)
def test_the_command_that_recognises_text_can_be_pasted(name: str, told: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read_pdf(pdf([]), name)
    assert str(refused.value).endswith(told)


@pytest.mark.parametrize("author", ["anonymous", "(anonymous)", "Unknown", "user"])
def test_a_name_that_programs_put_where_there_is_none_is_no_author(author: str) -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Le port a reçu 12 navires en 2025."])))
    writer.add_metadata({"/Author": author})
    made = io.BytesIO()
    writer.write(made)
    assert read_pdf(made.getvalue()).authors == ()

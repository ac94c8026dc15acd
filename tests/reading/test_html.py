"""Web pages: what is kept, what is said of their origin, and what is refused."""

from __future__ import annotations

import time

import pytest

from kg.model.errors import KgError
from kg.reading.document import flow
from kg.reading.errors import LimitError, Limits, ReadingError
from kg.reading.files import read_bytes, read_text
from kg.reading.html import read_html

from .documents import cells, outline

PAGE = """\
<!doctype html><html lang="fr"><head><title>Orme lève 30 millions - Le Canal</title>
<meta property="article:published_time" content="2026-02-09T10:00:00Z"><meta name="author" content="Anne Roux">
<meta property="og:site_name" content="Le Canal"><meta property="og:title" content="Orme lève 30 millions">
<style>p { width: 99px }</style><script>var cents = 77;</script></head>
<body><nav><a href="/">Accueil</a> <a href="/eco">Économie</a></nav><article><h1>Orme lève 30 millions</h1>
<p>La société Orme a levé 30&nbsp;millions d&#39;euros en 2026, un montant <b>record</b> pour elle.</p><h2>Coûts</h2>
<p>Trois postes pèsent :</p><ul><li>énergie : 3 M€</li><li>loyers : 2 M€<ul><li>Paris</li></ul></li></ul>
<table><tr><th>Produit</th><th>Prix</th></tr><tr><td>Base</td><td>9,90 €</td></tr></table>
<blockquote><p>Nous irons loin avec cela</p></blockquote>
<p>Un dernier paragraphe assez long pour que le lecteur de pages le garde avec les autres.</p></article>
<footer>Mentions légales 2019</footer></body></html>
"""


def test_blocks_and_origin() -> None:
    document = read_html(PAGE.encode())
    assert outline(document) == [
        "heading 1: Orme lève 30 millions",
        "paragraph: La société Orme a levé 30 millions d'euros en 2026, un montant record pour elle.",
        "heading 2: Coûts",
        "paragraph: Trois postes pèsent :",
        "bullet 1: énergie : 3 M€",
        "bullet 1: loyers : 2 M€",
        "bullet 2: Paris",
        "table_header: Produit Prix",
        "table_row: Base 9,90 €",
        "quote: Nous irons loin avec cela",
        "paragraph: Un dernier paragraphe assez long pour que le lecteur de pages le garde avec les autres.",
    ]
    assert cells(document) == [["Produit", "Prix"], ["Base", "9,90 €"]]
    assert (document.title, document.authors, document.publisher) == ("Orme lève 30 millions", ("Anne Roux",), "Le Canal")
    assert (document.published, document.published_basis) == ("2026-02-09", "declared by the page (article:published_time)")
    assert (document.language, document.media_type) == ("fr", "text/html")


def test_the_kept_text_reads_back_with_the_same_blocks() -> None:
    document = read_html(PAGE)
    again = read_text(document.text)
    assert again.blocks == document.blocks
    assert again.skips == document.skips


@pytest.mark.parametrize(
    ("head", "address", "day", "basis"),
    [
        (
            '<script type="application/ld+json">{"datePublished": "2025-11-03T08:00:00+01:00"}</script>',
            None,
            "2025-11-03",
            "JSON-LD",
        ),
        ('<meta name="DC.date.issued" content="2024-05-06">', None, "2024-05-06", "dc.date.issued"),
        ("", "https://canal.example/2023/04/05/orme", "2023-04-05", "address"),
        ("<!-- -->", None, None, None),
    ],
)
def test_where_the_date_stands(head: str, address: str | None, day: str | None, basis: str | None) -> None:
    page = f"<html><head>{head}</head><body><article><p>Orme a vendu 12 bateaux cette année, et elle en a perdu deux.</p></article></body></html>"
    document = read_html(page, url=address)
    assert document.published == day
    assert (basis is None) == (document.published_basis is None)
    assert basis is None or basis in (document.published_basis or "")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "iso-8859-15"])
def test_encodings_of_pages(charset: str) -> None:
    page = (
        f'<html lang="fr"><head><meta charset="{charset}"></head><body><article><p>Été à Évreux : la société a perdu près de 3 millions '
        "en deux ans, dit-elle.</p></article></body></html>"
    )
    assert "Été à Évreux : la société a perdu près de 3 millions" in read_bytes(page.encode(charset), "page.html").text


def test_a_page_without_text_is_an_error() -> None:
    with pytest.raises(ReadingError, match="without readable text"):
        read_html("<html><body><div id=app></div><script>render()</script></body></html>")


def test_embedded_pictures_and_scripts_do_not_count() -> None:
    page = PAGE.replace(
        "<h2>", f'<img src="data:image/png;base64,{"A" * 2_000_000}"><script>{"x=1;" * 300_000}</script><h2>'
    )
    assert read_html(page).text == read_html(PAGE).text


BOMBS = {
    "depth": "<div>" * 100_000 + "x",
    "tags": "<p>mot</p>" * 150_000,
    "attribute": "<html><p title='" + "x" * 2_000_000 + "'>mot</p>",
    "line": "<html><article><p>" + "mot " * 300_000,
    "size": "<html>" + "<p>un mot de plus.</p>" * 900_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_cut_off(bomb: str) -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"limit|nested|tags|attribute"):
        read_bytes(BOMBS[bomb].encode(), "bomb.html")
    assert time.monotonic() - start < 10


def test_a_slow_page_is_ended_in_time() -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match="within 1 s"):
        read_html("<html><article><p>" + "mot<br>" * 60_000, limits=Limits(seconds=1))
    assert time.monotonic() - start < 8


def test_a_large_page_is_read_in_a_process_of_its_own() -> None:
    middle = "".join(f"<p>La péniche numéro {n} a porté {n} tonnes de sable vers la mer.</p>" for n in range(1, 5000))
    document = read_html(PAGE.replace("<h2>Coûts</h2>", middle + "<h2>Coûts</h2>"))
    assert "numéro 4999 a porté 4999 tonnes" in document.text
    assert document.published == "2026-02-09"


@pytest.mark.parametrize(
    "page",
    [
        "<html>",
        "<html><p>",
        "<p",
        "<html><article><p>mot</b></i></article>",
        "<html>&#xD800;&#0;</html>",
        "<html>" + "<" * 1000,
        "<!doctype html>\x0c",
    ],
)
def test_broken_pages_give_a_document_or_an_error(page: str) -> None:
    try:
        document = read_html(page)
    except KgError:
        return
    for block in document.blocks:
        flow(document, block)


def article(*paragraphs: str, head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html lang=en><head>{head}</head><body><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("raised", "kept"),
    [
        ("450<sup>3</sup> ferries", "450³ ferries"),
        ("10<sup>6</sup> trips", "10⁶ trips"),
        ("10<sup>-3</sup> of them", "10⁻³ of them"),
        ("3 km<sup>2</sup> of quays", "3 km² of quays"),
        ('£4.2m<sup><a href="#note-3">3</a></sup> for quays', "£4.2m for quays"),
        ('450<sup class="ref" id="r1"> <a class="n" href="#fn1">[12]</a> </sup> ferries', "450 ferries"),
        ("the 1<sup>er</sup> of May", "the 1er of May"),
        ("the 21<sup>st</sup> ferry", "the 21st ferry"),
        ("450 CO<sub>2</sub> meters", "450 CO2 meters"),
    ],
)
def test_a_raised_number_never_becomes_a_digit_of_the_figure_before_it(raised: str, kept: str) -> None:
    page = article(f"The harbour of Valmer counted {raised} in its yearly report.", "It said no more of it. " * 12)
    assert f"counted {kept} in its yearly report" in read_html(page).text


def test_a_piece_of_a_page_is_read_however_short() -> None:
    document = read_bytes(b"<p>The council of Larkhill spent &pound;3 million on schools in 2024.</p>", "piece.html")
    assert document.text == "The council of Larkhill spent £3 million on schools in 2024.\n"


def test_what_a_page_says_to_those_without_scripts_is_no_article() -> None:
    page = "<html><head><title>Valmer</title></head><body><div id=app></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
    with pytest.raises(ReadingError, match="it may need a browser"):
        read_html(page)


@pytest.mark.parametrize("kind", ['"NewsArticle"', '["Thing", "ReportageNewsArticle"]', '"BlogPosting"', '"Report"'])
def test_the_date_is_that_of_the_article_among_all_that_a_page_describes(kind: str) -> None:
    graph = (
        '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-31"}, {"@type": '
        + kind
        + ', "author": {"name": "Joan Pell"}, '
        '"datePublished": "2025-07-14T06:00:00Z"}, {"@type": "ImageObject", "datePublished": "2019-02-03"}]}'
    )
    page = article("The harbour of Valmer counted 450 ferries.", head=f'<script type="application/ld+json">{graph}</script>')
    assert read_html(page).published == "2025-07-14"


def test_a_description_that_is_no_json_still_gives_its_date() -> None:
    broken = '{"@type": "NewsArticle", "headline": "450 "ferries"", "datePublished": "2025-07-14"}'
    page = article(
        "The harbour of Valmer counted 450 ferries.", head=f'<script type="application/ld+json">{broken}</script>'
    )
    assert read_html(page).published == "2025-07-14"


def test_a_year_in_the_text_is_not_taken_for_the_day_of_publication() -> None:
    document = read_html(article("The harbour of Valmer counted 450 ferries in 2024, and wants more of them to come."))
    assert document.published is None


SPANNED = """<html lang="en"><body><article><h1>Ferries by region</h1>
<p>The ministry published the number of ferries by region and year on Monday, saying that it had grown again.</p>
<table>{rows}</table>
<p>It said that more would follow later in the year, when all of the regions had answered its questions.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (
                "<tr><th>Year</th><th>Region</th><th>Ferries</th></tr><tr><td rowspan=2>2024</td><td>North</td><td>700</td></tr>"
                "<tr><td>South</td><td>800</td></tr><tr><td>2025</td><td>North</td><td>900</td></tr>"
            ),
            [["Year", "Region", "Ferries"], ["2024", "North", "700"], ["2024", "South", "800"], ["2025", "North", "900"]],
        ),
        (
            (
                "<tr><th>Region</th><th>Kind</th><th>Use</th><th>2024</th></tr>"
                "<tr><td rowspan='3'>North</td><td rowspan='2'>Large</td><td>Cars</td><td>7</td></tr>"
                "<tr><td>Goods</td><td>8</td></tr><tr><td>Small</td><td>Cars</td><td>9</td></tr>"
                "<tr><td>South</td><td>Large</td><td>Cars</td><td>6</td></tr>"
            ),
            [
                ["Region", "Kind", "Use", "2024"],
                ["North", "Large", "Cars", "7"],
                ["North", "Large", "Goods", "8"],
                ["North", "Small", "Cars", "9"],
                ["South", "Large", "Cars", "6"],
            ],
        ),
        (
            (
                "<tr><th rowspan=2>Region</th><th colspan=2>Ferries</th></tr><tr><th>2024</th><th>2025</th></tr>"
                "<tr><td>North</td><td>700</td><td rowspan=2>650</td></tr><tr><td>South</td><td>800</td></tr>"
            ),
            [["Region", "Ferries", ""], ["Region", "2024", "2025"], ["North", "700", "650"], ["South", "800", ""]],
        ),
    ],
)
def test_a_label_of_several_rows_stands_in_each(rows: str, expected: list[list[str]]) -> None:
    """The cell of a figure that spans rows is one figure"""
    document = read_html(SPANNED.format(rows=rows))
    assert cells(document) == expected

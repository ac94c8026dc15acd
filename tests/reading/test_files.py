"""Files and bytes: what they are taken for, how they are decoded, what is refused."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.errors import KgError
from kg.reading.document import Document
from kg.reading.errors import LimitError, Limits, ReadingError
from kg.reading.files import read_bytes, read_document

SENTENCE = "Le café a coûté 3 € de plus à l'été, soit 12 % — dit-on."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_of_text(encoding: str) -> None:
    document = read_bytes(SENTENCE.encode(encoding), "texte.txt")
    assert document.text == SENTENCE
    assert bool(document.notes) == (not encoding.startswith("utf-8"))


def test_a_byte_order_mark_decides() -> None:
    for mark, encoding in (("\ufeff", "utf-16-be"), ("\ufeff", "utf-16-le")):
        assert read_bytes((mark + SENTENCE).encode(encoding), "t").text == SENTENCE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("\u2003\u00a0".encode(), "empty"),
        (b"\x00\x01\x02 binary", "binary"),
        ("12 moutons".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 12}", "RTF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<?xml version='1.0'?><rss><item>3</item></rss>", "XML"),
        (("été " * 20).encode() + b"\xff", r"UTF-8 but for 1 fault \(byte 0xff"),
        (bytes(range(0x80, 0x100)) * 3, "neither UTF-8"),
        (b"a b c d e \x81 f g h i j", "Windows-1252"),
        (b"\xef\xbb\xbfa\xff", "byte order mark"),
        (b"\xff\xfea", "byte order mark"),
        ("a\ud800".encode("utf-8", "surrogatepass"), "UTF-8"),
    ],
)
def test_what_is_no_text_is_an_error_that_says_why(data: bytes, said: str) -> None:
    with pytest.raises(ReadingError, match=said) as caught:
        read_bytes(data, "the-file")
    assert str(caught.value).startswith("the-file: ")


def test_what_a_file_is_does_not_hang_on_its_name(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "<!doctype html><html><body><p>Une page avec 3 phrases de texte, et rien de plus à lire.</p></body></html>"
    )
    assert read_document(page).media_type == "text/html"
    text = tmp_path / "text.html"
    text.write_text("Aucune balise, 3 mots.")
    assert read_document(text).media_type == "text/plain"
    assert read_document(text, media_type="text/markdown").media_type == "text/markdown"
    note = tmp_path / "note.md"
    note.write_text("Rien de spécial, 3 mots.")
    assert read_document(note).media_type == "text/markdown"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(SENTENCE.encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert read_document("-").text == SENTENCE


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path, "folder"),
        (tmp_path / "none.txt", "cannot be read"),
        (Path("/dev/zero"), "device"),
        (Path("a\0b"), "no name"),
    ):
        with pytest.raises(ReadingError, match=said):
            read_document(path)


def test_limits_of_size_and_lines(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        os.truncate(file.fileno(), 70_000_000)
    with pytest.raises(LimitError, match=r"larger than 64 MB.*--max-size"):
        read_document(large)
    with pytest.raises(LimitError, match="larger than 1 kB"):
        read_bytes(b"a " * 600, "t", limits=Limits(size=1024))
    with pytest.raises(LimitError, match="lines"):
        read_bytes(b"a\n" * 20, "t", limits=Limits(lines=10))


@pytest.mark.parametrize("data", [b"7" * 50_000_000, b"mot " * 2_500_000, b"(" * 10_000_000])
def test_gigantic_lines_are_refused_at_once(data: bytes) -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"line 1 has .* characters"):
        read_bytes(data, "long.txt")
    assert time.monotonic() - start < 5


N = 300_000
SLOW = {
    "spaces": "a" + " " * N + "b",
    "hashes": "# " + " " * N + "x",
    "stars": "*a " * (N // 3),
    "brackets": "[" * N,
    "links": "[a](" * (N // 4),
    "comments": "<!--" * (N // 4),
    "ticks": "`a " * (N // 3),
    "pipes": "|" * N,
    "lines": "a\n" * (N // 10),
    "quotes": "> a\n" * (N // 10),
    "bullets": "- a\n" * (N // 10),
    "rows": "abc 1 2\n" * (N // 20),
    "years": "a 2020 2021\n" * (N // 20),
    "soft": "a\u00ad\n" * (N // 10),
    "hyphens": "a-\nb" * (N // 10),
    "accents": "e\u0301" * (N // 3),
    "dashes": "-" * N,
    "rtl": "\u202eאב 12 " * (N // 10),
}


@pytest.mark.parametrize("kind", SLOW)
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_no_text_is_slow(kind: str, media_type: str) -> None:
    from kg.reading.document import flow

    start = time.monotonic()
    document = read_bytes(SLOW[kind].encode(), "slow.txt", media_type=media_type)
    for block in document.blocks:
        flow(document, block)
        document.headings_of(block)
    assert time.monotonic() - start < 6


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_a_document_or_an_error(data: bytes) -> None:
    if b"%PDF-" in data:
        return  # a process each: test_pdf.py has some
    try:
        answer: Document | str = read_bytes(data, "any")
    except KgError as error:
        answer = str(error)
    assert answer.startswith("any: ") if isinstance(answer, str) else answer.text.strip()

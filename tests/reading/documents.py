"""What the tests of reading share: blocks as readable lines, and small files made on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.document import Document, flow


def outline(document: Document) -> list[str]:
    """Each block as "kind level: flow", the level only where there is one."""
    return [f"{b.kind.value}{f' {b.level}' if b.level else ''}: {flow(document, b).text}" for b in document.blocks]


def cells(document: Document) -> list[list[str]]:
    """The cells of each line of a table."""
    return [[document.text[start:end] for start, end in b.cells] for b in document.blocks if b.cells]


def uncovered(document: Document) -> str:
    """The characters that are no space and stand in no block and no skip."""
    covered = bytearray(len(document.text))
    for start, end in [*((b.start, b.end) for b in document.blocks), *document.skips]:
        covered[start:end] = b"\1" * (end - start)
    return "".join(c for c, seen in zip(document.text, covered, strict=True) if not seen and not c.isspace())


def pdf(*pages: Sequence[str], title: str | None = None) -> bytes:
    """A PDF whose pages show the given lines (Latin-1 letters)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"(" + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*\n"
            for line in lines
        )
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    trailer = b""
    if title:
        objects.append(b"<< /Title (%b) /CreationDate (D:20260309120000Z) >>" % title.encode("cp1252"))
        trailer = b" /Info %d 0 R" % len(objects)
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    out += b"trailer\n<< /Size %d /Root 1 0 R%b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)

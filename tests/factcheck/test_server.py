"""The language server in a real session over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys

import pytest

pytest.importorskip("pygls")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

DAY = "2026-11-22"
TEXT = (
    "🎓 Nvidia holds 86% of the AI chip market.\r\nOpenAI lost 6 billion dollars in 2024.\nMistral lost 3 billion dollars.\n"
    "Uber lost 18 billion dollars, to the dismay of its bankers.\n"
)


async def session(base, path):
    """Open a document, hover, ask for actions, change it: what the server told."""
    told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
    client = LanguageClient("test", "1")

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        told.put_nowait(params)

    uri = path.as_uri()
    await client.start_io(sys.executable, "-m", "kg", "--workspace", str(base), "lsp", "--as-of", DAY)
    try:
        await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=base.as_uri()))
        client.initialized(lsp.InitializedParams())
        item = lsp.TextDocumentItem(uri, "markdown", 1, TEXT)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        first = await asyncio.wait_for(told.get(), 60)
        document = lsp.TextDocumentIdentifier(uri)
        place = lsp.Position(0, 17)
        hover = await client.text_document_hover_async(lsp.HoverParams(document, place))
        nothing = await client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 4)))
        where = lsp.Range(place, place)
        actions = await client.text_document_code_action_async(
            lsp.CodeActionParams(document, where, lsp.CodeActionContext(diagnostics=[]))
        )
        far = lsp.Position(3, 12)
        others = await client.text_document_code_action_async(
            lsp.CodeActionParams(document, lsp.Range(far, far), lsp.CodeActionContext(diagnostics=[]))
        )
        change = lsp.TextDocumentContentChangePartial(lsp.Range(lsp.Position(1, 12), lsp.Position(1, 13)), "5")
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(2, uri), [change])
        )
        second = await asyncio.wait_for(told.get(), 60)
        await client.shutdown_async(None)
        client.exit(None)
    finally:
        await client.stop()
    return first, hover, nothing, [*actions, *others], second


def test_a_session_tells_what_kg_lint_tells(kg, flagship_copy, tmp_path):
    path = tmp_path / "draft.md"
    path.write_bytes(TEXT.encode())
    kg("build", at=flagship_copy)
    first, hover, nothing, actions, second = asyncio.run(session(flagship_copy, path))
    [file] = json.loads(kg("lint", str(path), "--as-of", DAY, "--format", "json", at=flagship_copy).out)["files"]
    severities = {"error": 1, "warning": 2, "info": 3}

    def units(line: int, column: int) -> int:
        return len(TEXT.splitlines()[line - 1][: column - 1].encode("utf-16-le")) // 2

    expected = [
        (
            d["check"],
            severities[d["severity"]],
            d["message"],
            d["line"] - 1,
            units(d["line"], d["column"]),
            units(d["line"], d["end_column"]),
        )
        for d in file["diagnostics"]
    ]
    got = [
        (d.code, int(d.severity or 0), d.message, d.range.start.line, d.range.start.character, d.range.end.character)
        for d in first.diagnostics
    ]
    assert got == expected
    assert [entry[0] for entry in got] == ["uncited", "refuted", "unsourced", "unsourced"]
    assert nothing is None
    assert "**supported**" in hover.contents.value
    assert "nvidia-ai-chip-share" in hover.contents.value
    # Of a sentence that says more than the base tells, the figure may be cited still, by whoever asks for it.
    action, other = actions
    assert other.title.startswith("Cite this claim: uber-")
    assert [d.code for d in other.diagnostics] == ["unsourced"]
    assert action.title == "Cite this claim: nvidia-ai-chip-share"
    [change] = action.edit.document_changes
    [edit] = change.edits
    assert (edit.range.start.line, edit.range.start.character, edit.new_text) == (0, 19, " [@nvidia-ai-chip-share]")
    assert [d.code for d in second.diagnostics] == ["uncited", "uncited", "unsourced", "unsourced"]


async def unsaved_session(base, broken):
    """A document that was never saved, while the base is broken and after it is mended."""
    told: asyncio.Queue[object] = asyncio.Queue()
    client = LanguageClient("test", "1")

    @client.feature(lsp.WINDOW_SHOW_MESSAGE)
    def shown(params: lsp.ShowMessageParams) -> None:
        told.put_nowait(params.message)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        told.put_nowait([d.code for d in params.diagnostics])

    uri, text = "untitled:Untitled-1", "\U0001d11e `OpenAI lost 9 billion` OpenAI lost 7 billion dollars in 2024.\n"
    whole = broken.read_text(encoding="utf-8")
    broken.write_text(whole + "\n  - id: [", encoding="utf-8")
    await client.start_io(sys.executable, "-m", "kg", "--workspace", str(base), "lsp", "--as-of", DAY)
    try:
        await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=base.as_uri()))
        client.initialized(lsp.InitializedParams())
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, text)))
        first = await asyncio.wait_for(told.get(), 60)
        broken.write_text(whole, encoding="utf-8")
        client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        second = await asyncio.wait_for(told.get(), 60)
        at = lsp.Position(0, text.index("7") + 1)  # the clef is two units
        change = lsp.TextDocumentContentChangePartial(lsp.Range(at, lsp.Position(0, at.character + 1)), "5")
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(2, uri), [change])
        )
        third = await asyncio.wait_for(told.get(), 60)
        await client.shutdown_async(None)
        client.exit(None)
    finally:
        await client.stop()
    return first, second, third


def test_a_broken_base_is_told_and_outlived(flagship_copy):
    broken = flagship_copy / "claims/altman-wealth.yaml"
    whole = broken.read_text(encoding="utf-8")
    try:
        first, second, third = asyncio.run(unsaved_session(flagship_copy, broken))
    finally:
        broken.write_text(whole, encoding="utf-8")
    assert "altman-wealth.yaml" in first
    assert second == ["refuted"]
    assert third == ["uncited"]

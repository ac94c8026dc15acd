"""A language server over the engine of kg lint: diagnostics as one types, evidence on hover, a citation as a quick fix."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import PositionCodec, TextDocument

from kg import __version__
from kg.consistency.finding import Severity
from kg.factcheck.desk import Desk
from kg.factcheck.drafting.citing import cite_as
from kg.factcheck.drafting.diagnostics import Diagnostic, Linted
from kg.factcheck.drafting.draft import draft_of
from kg.factcheck.drafting.linting import lint
from kg.factcheck.drafting.quoting import quoting
from kg.factcheck.verdict import FigureVerdict
from kg.graph.build import Build, ensure_built
from kg.model.errors import KgError
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace

_SEVERITIES: Final = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_SHOWN: Final = 6


class Office:
    """The base a server asks: opened when first needed, and again when its files have changed."""

    def __init__(self, folder: Path, as_of: date | None = None) -> None:
        self.space = Workspace.find(folder)
        self._as_of = as_of
        self._stack = ExitStack()
        self._build: Build | None = None
        self._desk: Desk | None = None

    def desk(self, *, fresh: bool = False) -> Desk:
        """The desk; with ``fresh`` the base is brought up to date. Raises KgError."""
        if self._desk is None or fresh:
            build = ensure_built(self.space, lambda _: None)
            if self._desk is None or self._build is None or build.path != self._build.path:
                self.close()
                columns = self._stack.enter_context(build.open_columns())
                self._build = build
                day = self._as_of or datetime.now().astimezone().date()
                about = self.space.settings.about_share
                vocabulary = load_vocabulary(self.space)
                self._desk = Desk(columns, vocabulary, day, about_share=about, quoting=quoting(self.space))
        return self._desk

    def close(self) -> None:
        """Let go of the columns."""
        self._stack.close()
        self._stack = ExitStack()
        self._desk = None


def make_server(folder: Path, as_of: date | None = None) -> LanguageServer:
    """A server for the base of a folder; raises NoWorkspaceError where there is none."""
    office = Office(folder, as_of)
    server = LanguageServer("claims-kg", __version__)
    results: dict[str, tuple[int | None, Linted]] = {}

    def linted(document: TextDocument, *, fresh: bool = False) -> Linted:
        known = results.get(document.uri)
        if known is not None and known[0] == document.version and not fresh and document.version is not None:
            return known[1]
        path = to_fs_path(document.uri) or document.uri
        # A document that was never saved has no ending to tell what it is.
        name = f"{path}.md" if document.language_id == "markdown" and "." not in path else path
        found = lint(draft_of(document.source, name), office.desk(fresh=fresh))
        results[document.uri] = (document.version, found)
        return found

    def publish(uri: str, *, fresh: bool = False) -> None:
        document = server.workspace.get_text_document(uri)
        try:
            found = linted(document, fresh=fresh)
        except KgError as error:
            server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"kg: {error}"))
            return
        codec = server.workspace.position_codec
        told = [_diagnostic(found, d, codec) for d in found.told]
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told, document.version))

    _listen(server, publish, results)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        document = server.workspace.get_text_document(params.text_document.uri)
        found = linted(document)
        offset = _offset(found, params.position, server.workspace.position_codec)
        figure = next((f for f in found.figures if f.start <= offset < f.end), None)
        if figure is None:
            return None
        where = _range(found, figure.start, figure.end, server.workspace.position_codec)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, hover_text(figure)), where)

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]))
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        document = server.workspace.get_text_document(params.text_document.uri)
        codec = server.workspace.position_codec
        found = linted(document)
        first, last = (_offset(found, place, codec) for place in (params.range.start, params.range.end))
        return [
            action
            for figure in found.figures
            if figure.start <= last and first <= figure.end
            for action in _citations(figure, found, document, codec)
        ]

    return server


def _listen(server: LanguageServer, publish: Callable[..., None], results: dict[str, tuple[int | None, Linted]]) -> None:
    """Check a document when it is opened, changed or saved; forget it when it is closed."""

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri, fresh=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        publish(params.text_document.uri, fresh=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        results.pop(params.text_document.uri, None)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))


def _offset(linted: Linted, position: lsp.Position, codec: PositionCodec) -> int:
    """The place of a client's position in the text, in code points."""
    lines = linted.draft.whole_lines
    place = codec.position_from_client_units(lines, position)
    return sum(len(line) for line in lines[: place.line]) + place.character


def _range(linted: Linted, start: int, end: int, codec: PositionCodec) -> lsp.Range:
    """Some characters of a draft as the client counts them."""
    ends = []
    for offset in (start, end):
        line, column = linted.draft.position(offset)
        ends.append(lsp.Position(line - 1, column - 1))
    return codec.range_to_client_units(linted.draft.whole_lines, lsp.Range(*ends))


def _diagnostic(linted: Linted, diagnostic: Diagnostic, codec: PositionCodec) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        _range(linted, diagnostic.start, diagnostic.end, codec),
        diagnostic.message,
        _SEVERITIES[diagnostic.severity],
        diagnostic.check.value,
        source="kg",
    )


def _citations(figure: FigureVerdict, linted: Linted, document: TextDocument, codec: PositionCodec) -> list[lsp.CodeAction]:
    """A quick fix for each claim that bears a figure out and is not cited yet."""
    found = []
    for claim in figure.supporting()[:_SHOWN]:
        insert = cite_as(claim, figure, linted.draft) if claim not in figure.cited else None
        if insert is None:
            continue
        at, text = insert
        edit = lsp.TextEdit(_range(linted, at, at, codec), text)
        change = lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(document.uri, document.version), [edit])
        about = [
            _diagnostic(linted, d, codec)
            for d in linted.told
            if d.check.value in ("uncited", "unsourced") and (d.start, d.end) == (figure.start, figure.end)
        ]
        found.append(
            lsp.CodeAction(
                f"Cite this claim: {claim}",
                lsp.CodeActionKind.QuickFix,
                diagnostics=about,
                is_preferred=claim == figure.supporting()[0],
                edit=lsp.WorkspaceEdit(document_changes=[change]),
            )
        )
    return found


def hover_text(figure: FigureVerdict) -> str:
    """A figure's verdict and evidence as Markdown; texts of the base are escaped."""
    lines = [f"**{figure.verdict.value}**: {_plain(figure.why)}", ""]
    for entry in figure.evidence[:_SHOWN]:
        told = entry.why if entry.inputs else f"{entry.value}, {entry.date or 'undated'}, {entry.source}: {entry.why}"
        lines.append(f"- *{entry.relation.value}* `{entry.claim}`: {_plain(told)}")
        if entry.quote:
            lines.append(f"  > {_plain(entry.quote)}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Text in which nothing is markup."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~" else letter for letter in " ".join(text.split()))

"""The reviewer's desk: a proposal is laid out, a key is read, and the decision is in its file before the next one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kg.cli.output import on_terminal, styled

if TYPE_CHECKING:
    from kg.extraction.proposing.reviewing import Move, Session
    from kg.model.base import Vocabulary
    from kg.model.claim import Claim
    from kg.model.errors import KgError
    from kg.model.vocabulary import Source
    from kg.workspace.texts import Quote
    from kg.workspace.workspace import Workspace

_KEYS: Final = {
    "a": "accept it as it stands",
    "e": "edit it field by field, then accept it (Enter keeps, - empties, . keeps all the rest)",
    "E": "edit it as YAML in $EDITOR, then accept it",
    "r": "reject it, with a reason; its place in the text is not proposed again",
    "s": "skip it: it stays a proposal",
    "u": "undo the last decision of this session",
    "q": "quit; every decision is in the files already, and kg review goes on from there",
    "?": "this help",
}
_PROMPT: Final = "[a]ccept [e]dit [E]ditor [r]eject [s]kip [u]ndo [q]uit [?] "
_CONTEXT: Final = 160
_SHOWN: Final = 40
_FIELDS_WIDTH: Final = 60  # of a field and its value, before how sure extraction was of it
_SURE_WIDTH: Final = len("  0.00 guessed")
_TRIES: Final = 2  # of an editor that no person sits at: what it writes will not get better


def typed_line(prompt: str) -> str:
    """A line typed by a person, or the next of a pipe. Raises EOFError at its end."""
    if sys.stdin.isatty():
        return input(prompt)
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    click.echo(line.rstrip("\n"))
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _key() -> str:
    """One key, or a piped line, which is a key where it is nothing else; q at the end of the input."""
    if sys.stdin.isatty():
        return _pressed(_PROMPT)
    try:
        return typed_line(_PROMPT).strip()
    except EOFError:
        return "q"


def _pressed(prompt: str) -> str:
    """The next key of the terminal, also one pressed before it was asked for (click.getchar would drop that)."""
    import select
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        click.echo(prompt, nl=False)
        pressed = os.read(terminal, 1)
        if pressed >= b"\x7f" or pressed == b"\x1b":  # an arrow, or a letter of several bytes: none of the keys
            while select.select([terminal], [], [], 0.02)[0] and os.read(terminal, 1):
                pass
            pressed = b" "
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    key = "q" if pressed in (b"", b"\x04") else pressed.decode("ascii")
    click.echo(key if key.isprintable() else "")
    return key


@dataclass
class Desk:
    """What lies on the reviewer's desk: the workspace, its vocabulary, and the sources with their texts as they come up."""

    space: Workspace
    vocabulary: Vocabulary
    texts: dict[str, tuple[Source | None, str | None]] = field(default_factory=dict)
    named: dict[str, list[Naming]] = field(default_factory=dict)  # by the id of the claim that needed them

    def text(self, source: str) -> tuple[Source | None, str | None]:
        """The source's record and its text, where they are at hand."""
        from kg.extraction.proposing.proposing import source_named
        from kg.model.errors import KgError
        from kg.workspace.texts import find_text

        if source not in self.texts:
            try:
                record = source_named(self.space, source)
                self.texts = {source: (record, find_text(self.space, record))}  # one at a time: texts may be large
            except KgError:
                self.texts = {source: (None, None)}
        return self.texts[source]

    def write(self, move: Move) -> None:
        """Put a decision into the files. Raises ChangedError when the claim was changed there in the meantime.

        Raises as change_claims where they cannot be written.
        """
        from kg.workspace.turns import turn

        with turn(self.space):
            self._write(move)

    def _write(self, move: Move) -> None:
        from kg.extraction.proposing.drafting import names_needed, records_of
        from kg.extraction.proposing.reviewing import ChangedError
        from kg.model.errors import KgError
        from kg.workspace.editing import Replace, change_claims, claims_path
        from kg.workspace.loading import load_claims, load_vocabulary
        from kg.workspace.vocabulary_editing import vocabulary_changes, write_vocabulary

        assert move.after is not None
        source = move.before.source
        standing = [c for c in load_claims(self.space, claims_path(self.space, source)) if c.id == move.before.id]
        if standing != [move.before] and len(standing) < 2:  # two of one id: change_claims says so
            raise ChangedError(f"{move.before.id} has been changed in its file in the meantime; it is left as it is there")
        entities, metrics = names_needed([move.after], self.vocabulary, self.text(source)[1] or "")
        if entities or metrics:
            records = dict(records_of(entities, metrics))
            ids = (*(entity.id for entity in entities), *(metric.id for metric in metrics))
            changes = list(vocabulary_changes(self.space, records))
            self.named[move.before.id] = [
                Naming(ids, path, before if path.exists() else None, after) for path, before, after in changes
            ]
            write_vocabulary(self.space, records)
            self.vocabulary = load_vocabulary(self.space)
        try:
            change_claims(self.space, source, [Replace(move.before.id, move.after)])
        except KgError:
            self._forget(move.before.id)
            raise

    def take_back(self, move: Move) -> None:
        """Write that a decision is undone, and take the names that it added out of the vocabulary. Raises as write."""
        from kg.workspace.turns import turn

        with turn(self.space):
            self._write(move)
            self._forget(move.before.id)

    def _forget(self, claim: str) -> None:
        from kg.workspace.loading import load_vocabulary

        for naming in self.named.pop(claim, ()):
            naming.undo(self.space)
            self.vocabulary = load_vocabulary(self.space)


@dataclass(frozen=True, slots=True)
class Naming:
    """A file of the vocabulary that a decision added names to, before (nothing where it was not there) and after."""

    ids: tuple[str, ...]
    path: Path
    before: str | None
    after: str

    def undo(self, space: Workspace) -> None:
        """Put the file back, unless it was changed since or other claims have come to use the names."""
        from kg.workspace.atomic import write_atomically

        if not self.path.exists() or self.path.read_bytes() != self.after.encode():
            return
        claims = (path.read_bytes() for path in space.claim_files())
        if any(name.encode() in text for text in claims for name in self.ids):
            return
        if self.before is None:
            self.path.unlink()
        else:
            write_atomically(self.path, self.before)


def walk(desk: Desk, session: Session) -> tuple[Session, KgError | None]:
    """Ask for one decision after the other, each written before the next question.

    The session as it was left, and what kept the last decision from being written: that claim is still to be decided on.
    """
    from kg.extraction.proposing.reviewing import ChangedError, dropped
    from kg.model.errors import KgError

    shown: Claim | None = None
    while session.current is not None:
        if session.current is not shown:
            _print_proposal(desk, session)
            shown = session.current
        key = _key()
        if key == "q":
            break
        if key == "?":
            for name, what in _KEYS.items():
                click.echo(f"  {name}  {what}")
            continue
        try:
            decided, move = _decide(desk, session, key)
        except (KgError, EOFError) as error:
            click.echo(styled(str(error) or "dropped", fg="yellow"))
            continue
        if move is not None:
            try:
                (desk.take_back if key == "u" else desk.write)(move)
            except ChangedError as error:
                click.echo(styled(str(error), fg="yellow"))
                decided = dropped(session) if key != "u" else session
            except KgError as error:
                return session, error  # the next would fare no better, and its keys may be in the pipe already
        session = decided
        shown = None if key == "u" else shown
    return session, None


def _decide(desk: Desk, session: Session, key: str) -> tuple[Session, Move | None]:
    """The session after a key, and what to write. Raises KgError for what cannot be done."""
    from kg.extraction.proposing.reviewing import accept, reject, skip, undo
    from kg.model.errors import UsageError

    current = session.current
    assert current is not None
    match key:
        case "a":
            decided = accept(session)
        case "e" | "E":
            edited = _edited(desk, current) if key == "e" else _edited_as_text(desk, current)
            if edited is None:
                return session, None
            decided = accept(session, edited)
        case "r":
            decided = reject(session, typed_line("  why (Enter for no reason): ").strip())
        case "s":
            return skip(session), None
        case "u":
            return undo(session)
        case _:
            told = key if len(key) <= _SHOWN else f"{key[:_SHOWN]}…"
            raise UsageError(f"no such key{f': {told!r}' if key.strip() else ''}; ? tells what each does")
    return decided, decided.done[-1]


def _edited(desk: Desk, claim: Claim) -> Claim | None:
    """The claim after each field was asked for; a wrong answer is told and asked again."""
    from kg.extraction.proposing.correcting import FIELDS, edited_field, require_fit, shown
    from kg.model.errors import KgError

    edited = claim
    for name in FIELDS:
        while True:
            typed = typed_line(f"  {name} [{shown(edited, name)}]: ").strip()
            if typed == ".":
                break
            try:
                edited = edited_field(edited, name, typed, desk.vocabulary)
            except KgError as error:
                click.echo(styled(f"  {error}", fg="yellow"))
                continue
            break
        if typed == ".":
            break
    require_fit(edited, desk.vocabulary, desk.text(claim.source)[1])
    return edited


def _edited_as_text(desk: Desk, claim: Claim) -> Claim | None:
    """The claim as an editor gives it back; what is wrong with it is told in a comment, and it is opened again."""
    from kg.extraction.proposing.correcting import edited_text, require_fit
    from kg.model.errors import KgError, UsageError
    from kg.workspace.emission import block
    from kg.workspace.records import claim_mapping

    text = "\n".join(block({key: value for key, value in claim_mapping(claim).items() if key != "review"}, 0)) + "\n"
    told = "# Save to accept the claim so; leave without saving to go back. +id names a new entity or metric.\n"
    tries = 0
    while True:
        given = _from_editor(told + text)
        if given is None or given == told + text:
            click.echo("not changed")
            return None
        text = "".join(line for line in given.splitlines(keepends=True) if not line.startswith("#"))
        try:
            edited = edited_text(claim, text, desk.vocabulary)
            require_fit(edited, desk.vocabulary, desk.text(claim.source)[1])
        except KgError as error:
            tries += 1
            if tries >= _TRIES and not sys.stdin.isatty():
                raise UsageError(f"{error}\nnot edited: what $EDITOR wrote was wrong {tries} times") from None
            told = "".join(f"# {line}\n" for line in f"{error}\nMend it and save, or leave without saving.".splitlines())
            click.echo(styled(str(error), fg="yellow"))
            continue
        return edited


def _from_editor(text: str) -> str | None:
    """A text as the editor saves it, or nothing. Raises UsageError where there is no editor, or it goes wrong."""
    from kg.model.errors import UsageError

    try:
        return click.edit(text, extension=".yaml", require_save=True)
    except click.ClickException as error:
        why = f"{error.format_message()}; set $EDITOR to one that works, or press e"
    except UnicodeDecodeError as error:
        why = f"what the editor saved is not UTF-8 (byte {error.start + 1}); save it as UTF-8"
    except (OSError, ValueError) as error:  # the file is gone; $EDITOR is no command line
        why = f"$EDITOR: {getattr(error, 'strerror', None) or error}"
    raise UsageError(f"not edited: {why}")


def _print_proposal(desk: Desk, session: Session) -> None:
    from kg.extraction.proposing.drafting import GUESSED, marks_of
    from kg.workspace.texts import quote

    claim = session.current
    assert claim is not None
    source, text = desk.text(claim.source)
    place, total = session.position
    click.echo()
    click.echo(f"{place}/{total}  {styled(claim.id, bold=True)}  {source.name if source else claim.source}")
    around = quote(text, claim, _CONTEXT) if text is not None else None
    if around:
        _print_quote(around)
    else:
        told = "" if text is not None else " (the text is not at hand)"
        click.echo(f"  {styled(' '.join(claim.exact.split()), bold=True, fg='green')}{told}")
    marks = marks_of(claim)
    width = min(_FIELDS_WIDTH, shutil.get_terminal_size().columns - _SURE_WIDTH) if on_terminal() else _FIELDS_WIDTH
    for name, value, mark in _lines(desk.vocabulary, claim):
        sure = marks.get(mark)
        guess = "" if sure is None else f"{sure:.2f}" + (" guessed" if sure < GUESSED else "")
        line = f"  {name:<14}{value}"
        click.echo(f"{line:<{max(width, 0)}}  {styled(guess, fg='yellow') if 'guessed' in guess else guess}".rstrip())


def _print_quote(around: Quote) -> None:
    """The figure in its context, broken between words at the width of the terminal; the figure keeps its colour."""
    from textwrap import wrap

    width = shutil.get_terminal_size().columns - 2 if on_terminal() else sys.maxsize
    start, end = len(around.before), len(around.before) + len(around.exact)
    place = 0
    text = f"{around.before}{around.exact}{around.after}".rstrip()
    for line in wrap(text, max(width, 20), break_on_hyphens=False, drop_whitespace=True) or [text]:
        first = text.index(line, place)
        place = first + len(line)
        low, high = (min(max(bound - first, 0), len(line)) for bound in (start, end))
        shown = styled(line[low:high], bold=True, fg="green") if low < high else ""
        click.echo(f"  {line[:low]}{shown}{line[high:]}")


def _lines(vocabulary: Vocabulary, claim: Claim) -> Iterator[tuple[str, str, str]]:
    """What a claim says, a field a line, with the name that its confidence goes by."""
    from kg.model.wording import claim_value

    entity, metric = vocabulary.entity(claim.entity), vocabulary.metric(claim.metric)
    for name, known in (("entity", entity), ("metric", metric)):
        label = known.name() if known.name() != known.id else ""
        told = " ".join(filter(None, (label, f"({known.id})" if label else known.id, "new" if known.proposed else "")))
        yield name, told, name
    yield "value", claim_value(claim), "unit"
    for key, value in claim.qualifiers.items():
        yield key, value, key
    if claim.period or claim.as_of:
        yield ("period" if claim.period else "as of"), claim.period or claim.as_of or "", "time"
    else:
        yield "undated", claim.undated or "no reason given", "time"
    yield "status", claim.status.value, "status"
    yield (
        "said by",
        vocabulary.entity(claim.attributed_to).name() if claim.attributed_to else "the text itself",
        "attributed_to",
    )
    if claim.derived:
        inputs = ", ".join(f"{name} {identifier}" for name, identifier in claim.derived.inputs.items())
        yield "derived", f"{claim.derived.formula} ({inputs})", "derived"
    if claim.note:
        yield "note", claim.note, "note"

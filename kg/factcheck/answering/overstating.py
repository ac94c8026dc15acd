"""What a sentence makes more of than its claims do: all of it, one part alone, as audited, spent on one thing, come of another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.hearing.beyond_claims import told_besides
from kg.factcheck.hearing.clauses import is_of_another
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import in_any, listed
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.base import Vocabulary
from kg.model.claim import Status

_PARTS: Final = ("segment", "product", "group", "side", "use")
_AND: Final = in_any(r"\s*,\s*|\s+(?:{and}|&)\s+")
_OTHERS: Final = frozenset(listed("others"))
_LISTED: Final = 3
"""How many words each of several things has at most that a qualifier lists."""
_SPENT: Final = re.compile(
    r"expenses|capex|\w*investment|cash_burn|\w*_spend(?:ing)?|\w*cost|net_loss|operating_loss|cumulative_loss|budget"
)
_REACH: Final = 5
"""Within how many words of what joins them two things are told together."""
_NAME: Final = re.compile(r"[A-ZÀ-Ý][\w&-]+")
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"(?<!\w)(?!(?:19|20)\d\d\b)\d")
_SHORT: Final = 3


def overstated(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary) -> str | None:
    """Why the claims that tell a figure do not bear out how much a sentence makes of it, or nothing."""
    if not told:
        return None
    words = words_of(statement.language)
    own = set(_own_stems(told, vocabulary, words))
    return (
        _of_all(statement, told, words)
        or _of_one_of_two(statement, told, words)
        or _of_an_arm(statement, own, words)
        or _alone(statement, told, own, words)
        or _from_another(statement, own, vocabulary, words)
        or _added(statement, own, words)
        or _spent_on(statement, told, own, words)
        or _come_of(statement, words)
        or _settled(statement, told, words)
        or told_besides(statement, told, own, vocabulary)
    )


def _of_all(statement: Statement, told: Sequence[Row], words: Words) -> str | None:
    """All sectors together, or a total, of claims that tell a part that the sentence does not name beside it."""
    heard = words.heard(statement.folded)
    for name, strict in (("of_all_kinds", True), ("in_total", False)):
        match = words.patterns[name].search(statement.folded)
        for row in told if match is not None else ():
            for value in (row.qualifiers[key] for key in _PARTS if key in row.qualifiers):
                if strict or heard.isdisjoint(stems_in(value)):
                    return f'the sentence is about all of it ("{_shown(match)}"), the claim about a part ({value})'
    return None


def _shown(match: re.Match[str] | None) -> str:
    return match.group().strip(" ,.") if match is not None else ""


def _of_one_of_two(statement: Statement, told: Sequence[Row], words: Words) -> str | None:
    """One of the things that a claim tells together: cloud, of e-commerce and cloud."""
    heard = words.heard(statement.folded)
    for row in told:
        for value in (row.qualifiers[key] for key in _PARTS if key in row.qualifiers):
            parts = [part for part in _AND.split(fold(value)) if part]
            if len(parts) < 2 or not _OTHERS.isdisjoint(parts) or any(len(part.split()) > _LISTED for part in parts):
                continue
            named = [part for part in parts if not heard.isdisjoint(_long(stems_in(part)))]
            if named and len(named) < len(parts) and not _is_joined(statement, named[0], words):
                return f"the sentence names {named[0]} only, the claim is of {value}"
    return None


def _is_joined(statement: Statement, part: str, words: Words) -> bool:
    """Whether a sentence has something beside a part, which may be the other in words that the pack does not have."""
    own = _long(stems_in(part))
    folded = statement.folded
    for joint in words.patterns["joint"].finditer(folded):
        beside = [*folded[: joint.start()].split()[-_REACH:], *folded[joint.end() :].split()[:_REACH]]
        if _has_any(_long(stems_in(" ".join(beside).replace("-", " "))), own, words):
            return True
    return False


def _of_an_arm(statement: Statement, own: Collection[str], words: Words) -> str | None:
    """The arm of somebody that a sentence tells a figure of (its Spanish arm), where the claims are not of that."""
    for match in words.patterns["part_of_it"].finditer(statement.folded):
        parts = [
            part for part in _long(stems_in((match["what"] or match["where"]).replace("-", " "))) if part not in words.little
        ]
        apart = any(low <= match.start() and match.end() <= high for low, high in statement.asides)
        end = statement.place_end
        of_another = match.start() > end and _NUMBER.search(statement.folded, end, match.start()) is not None
        if parts and not apart and not of_another and not _has_any(parts, own, words):
            return f'the base does not tell it of that part ("{_shown(match)}")'
    return None


def _alone(statement: Statement, told: Sequence[Row], own: Collection[str], words: Words) -> str | None:
    """What a sentence tells of one thing alone, where that is no name or part of the claim, or one of several that it lists."""
    listed_ones = [value for row in told for value in row.qualifiers.values() if len(_AND.split(fold(value))) > 1]
    for match in words.patterns["alone"].finditer(statement.folded):
        if is_of_another(statement.folded, statement.place, match.start()):
            continue
        what = match["what"] or match["behind"]
        parts = [part for part in _long(stems_in(what)) if part not in words.little]
        if not parts or _is_time(what, words):
            continue
        near = parts if match["behind"] else parts[-1:]
        if not _has_any(near, own, words) or any(_has_any(near, stems_in(value), words) for value in listed_ones):
            return f'the base does not tell it of "{what.strip()}" alone'
    return None


def _from_another(statement: Statement, own: Collection[str], vocabulary: Vocabulary, words: Words) -> str | None:
    """From whom or what that it names a sentence has a sum come, where the claims are not of that."""
    subject = statement.subject
    named = {part for name in names_of((*subject.entities, *subject.others), vocabulary) for part in stems_in(name)}
    for match in words.patterns["comes_from"].finditer(statement.folded):
        if is_of_another(statement.folded, statement.place, match.start()):
            continue
        name = _NAME.match(statement.sentence, match.end())
        parts = _long(stems_in(name.group())) if name is not None else []
        if name is not None and not named.isdisjoint(parts) and not _has_any(parts, own, words):
            return f'the base does not tell that it came from "{name.group()}"'
    return None


def _added(statement: Statement, own: Collection[str], words: Words) -> str | None:
    """What a sentence counts in (with overseas territories, suburbs included), and no claim does."""
    for match in words.patterns["counted_in"].finditer(statement.folded):
        if is_of_another(statement.folded, statement.place, match.start()):
            continue
        what = next(each for each in match.groups() if each)
        parts = _long(stems_in(what))
        if parts and not _DIGIT.search(what) and not _has_any(parts, own, words):
            return f'the base does not tell whether it is with "{what.strip()}"'
    return None


def _spent_on(statement: Statement, told: Sequence[Row], own: Collection[str], words: Words) -> str | None:
    """What a sentence has a sum spent on, where the claims do not."""
    measured = {row.o.metric for row in told}
    if not all(_SPENT.fullmatch(metric) for metric in measured):
        return None
    found = list(words.patterns["spending_on"].finditer(statement.folded))
    behind = words.patterns["spent_on"].match(statement.folded, statement.place_end)
    if behind is not None and words.has("spending", statement.before):
        found.append(behind)
    plain = {word for each in words.plain if each.metrics is None for word in each.words}
    for match in found:
        what = match["what"]
        parts = _long(stems_in(what))
        if not parts or _is_time(what, words) or _has_any(parts, own, words):
            continue
        if not all(unaccented(word) in plain or word in words.little or word in words.numbers for word in what.split()):
            return f'the base does not tell that it went into "{what.strip()}"'
    return None


def _come_of(statement: Statement, words: Words) -> str | None:
    """A cause with which a sentence opens."""
    match = words.patterns["opening_cause"].match(statement.folded)
    return f'the base does not tell what came of what ("{_shown(match)}")' if match is not None else None


def _settled(statement: Statement, told: Sequence[Row], words: Words) -> str | None:
    """What is told as audited, final or come about already, of claims that only expect or estimate it."""
    if statement.ahead or statement.aims or not all(Status(row.o.status).looks_ahead for row in told):
        return None
    match = words.patterns["settled"].search(statement.folded)
    return f'the base only expects it, the sentence has it as settled ("{_shown(match)}")' if match is not None else None


def _is_time(text: str, words: Words) -> bool:
    return bool(_DIGIT.search(text)) or words.has("timely", text)


def _long(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if len(part) >= _SHORT]


def _has_any(parts: Sequence[str], own: Collection[str], words: Words) -> bool:
    return any(part in own or any(other in own for other in words.translated([part])) for part in parts)


def _own_stems(told: Sequence[Row], vocabulary: Vocabulary, words: Words) -> Iterator[str]:
    """The stems of what claims are about: names, qualifiers, and the words of what they measure."""
    for row in told:
        known = vocabulary.entity(row.o.cell.entity)
        texts = [known.id, *known.forms]
        texts += [*row.qualifiers.values(), *vocabulary.metric(row.o.metric).label.values()]
        texts += words.accounts.get(row.o.metric, ())
        texts += (phrase for phrase, named in words.phrases if row.o.metric in named)
        for text in texts:
            yield from stems_in(text)
            yield from stems_in(text.replace("-", " "))

"""The citation desk: a base with what was found wrong in it, and the language and style that its figures are cited in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from kg.citation.formatting import claim_figure
from kg.citation.inline import Inline, joined, plain, strong
from kg.citation.references import csl_item
from kg.citation.styles import References
from kg.citation.timing import claim_time
from kg.citation.wording import STATUS, WORDS
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.rivals import is_of_superlative, rivals_in
from kg.model.base import Base
from kg.model.claim import Claim, ReviewState
from kg.model.quantity import ABOUT_SHARE
from kg.model.superlative import SUPERLATIVE

_MOST_OTHERS: Final = 4
_ABBREVIATED: Final = re.compile(r"\b[a-z]\.\s?[a-z]\.\Z", re.IGNORECASE)  # n.d., s. d.


def disputes(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """The findings that make a claim disputed, by claim: conflicts, broken derivations and rules, unless waived.

    Of a derivation or rule, the claim that is stated to follow is disputed, and whoever is a culprit; not each input.
    """
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.waived is not None or finding.severity is Severity.INFO or finding.holds:
            continue
        if finding.kind is Kind.CONFLICT:
            claims = dict.fromkeys(finding.claims)
        elif finding.kind in (Kind.DERIVATION, Kind.IDENTITY):
            claims = dict.fromkeys((*finding.claims[:1], *finding.culprits))
        else:
            continue
        for claim in claims:
            found.setdefault(claim, []).append(finding)
    return {claim: tuple(group) for claim, group in found.items()}


def formula_words(formula: str, names: Mapping[str, str]) -> str:
    """A formula with the signs that readers know, its inputs by name."""
    signed = formula.replace("**", "^").replace("*", "×").replace(" / ", " ÷ ").replace(" - ", " − ")
    return re.sub(r"[A-Za-z_]\w*", lambda match: names.get(match[0], match[0]), signed)


@dataclass(frozen=True)
class Desk:
    """What citing needs. ``style`` is a known style's name; findings are those of the whole base, waivers applied."""

    base: Base
    findings: tuple[Finding, ...]
    language: str = "fr"
    style: str = "iso690-note-fr"
    sources: tuple[str, ...] = ()
    """Sources in the order of numeric styles; all of the base's when empty."""
    about_share: Decimal = ABOUT_SHARE
    """How much a hedge widens a value, as for the checks."""

    @cached_property
    def _involved(self) -> Mapping[str, tuple[Finding, ...]]:
        return disputes(self.findings)

    def disputed(self, claim: Claim) -> tuple[Finding, ...]:
        """What is wrong with a claim; a conflict that it is only told in, and fits, is not."""
        found = self._involved.get(claim.id, ())
        return tuple(f for f in found if f.kind is not Kind.CONFLICT or self._rivals(claim, f))

    def _rivals(self, claim: Claim, finding: Finding) -> tuple[str, ...]:
        return rivals_in(self.base, finding, claim.id, self.about_share)

    @cached_property
    def references(self) -> References:
        """The sources under the style."""
        wanted = self.sources or tuple(self.base.sources)
        items = [
            csl_item(self.base.sources[source], self.base.vocabulary) for source in wanted if source in self.base.sources
        ]
        return References(items, self.style, self.language)

    def word(self, key: str) -> str:
        """A phrase in the desk's language."""
        return WORDS[self.language][key]

    def figure(self, claim: Claim) -> str:
        """A claim's figure in the desk's language."""
        return claim_figure(claim, self.language)

    def _scope(self, claim: Claim) -> list[str]:
        entities = self.base.vocabulary.entities
        narrowing = [value for key, value in claim.qualifiers.items() if key != SUPERLATIVE]
        return [entities[v].name(self.language) if v in entities else v for v in narrowing]

    def limits(self, claim: Claim, *, timed: bool = False) -> str:
        """What a figure must not be shown without, in brackets behind a space: its scope, its status if not reported, its time."""
        status = STATUS[self.language].get(claim.status)
        parts = [*self._scope(claim), claim_time(claim, self.language) if timed else "", status or ""]
        told = ", ".join(filter(None, parts))
        return f" ({told})" if told else ""

    def subject(self, claim: Claim) -> str:
        """Of whom, what and when, and how firmly: OpenAI, perte nette, 1er semestre 2025 (estimation, selon Deutsche Bank)."""
        vocabulary, language = self.base.vocabulary, self.language
        names = [vocabulary.entity(claim.entity).name(language), vocabulary.metric(claim.metric).name(language)]
        parts = [*names, *self._scope(claim)]
        told = [STATUS[language][claim.status]] if claim.status in STATUS[language] else []
        if claim.attributed_to and claim.attributed_to != claim.entity:
            told.append(self.word("according to").format(vocabulary.entity(claim.attributed_to).name(language)))
        parts.append(claim_time(claim, language))
        return ", ".join(parts) + (f" ({', '.join(told)})" if told else "")

    def warnings(self, claim: Claim) -> list[str]:
        """What a reader must know before relying on a claim, a sentence each; nothing when all is well."""
        told = [self._told(claim, finding) for finding in self.disputed(claim)]
        if claim.review.state is ReviewState.REJECTED:
            told.append(self.word("rejected"))
        return list(dict.fromkeys(told))

    def _told(self, claim: Claim, finding: Finding) -> str:
        if finding.kind is Kind.CONFLICT:
            known = [self.base.by_id[i] for i in self._rivals(claim, finding) if i in self.base.by_id]
            exceeded = is_of_superlative(finding)
            others = list(dict.fromkeys(self._value_and_origin(other, claim, whose=exceeded) for other in known))
            more = " …" if len(others) > _MOST_OTHERS else ""
            return self.word("exceeded" if exceeded else "others say").format(", ".join(others[:_MOST_OTHERS]) + more)
        if finding.kind is Kind.DERIVATION and claim.derived is not None and finding.claims[:1] == (claim.id,):
            inputs = {name: self.base.by_id[i] for name, i in claim.derived.inputs.items() if i in self.base.by_id}
            names = self._names(inputs)
            values = [f"{names[name]}{self.word('colon')} {self.figure(other)}" for name, other in inputs.items()]
            return self.word("does not follow").format(formula_words(claim.derived.formula, names), ", ".join(values))
        others = [
            self._value_and_origin(self.base.by_id[i], claim)
            for i in finding.claims
            if i != claim.id and i in self.base.by_id
        ]
        return self.word("rule broken").format(", ".join(others[:_MOST_OTHERS]) or finding.rule or finding.id)

    def _names(self, inputs: Mapping[str, Claim]) -> dict[str, str]:
        """What readers call the inputs of a formula: their metrics, where these tell them apart."""
        labels = {name: self.base.vocabulary.metric(claim.metric).name(self.language) for name, claim in inputs.items()}
        return labels if len(set(labels.values())) == len(labels) else {name: name for name in inputs}

    def _value_and_origin(self, other: Claim, claim: Claim, *, whose: bool = False) -> str:
        """A figure and its source; with ``whose``, of whom it is as well."""
        source = self.base.sources.get(other.source)
        name = (source.title or source.publisher) if source else None
        origin = self.word("same source") if other.source == claim.source else name or other.source
        owner = f"{self.base.vocabulary.entity(other.entity).name(self.language)}, " if whose else ""
        return f"{self.figure(other)} ({owner}{origin})"

    def reference(self, claim: Claim) -> Inline:
        """The claim's source as a note tells it, with the place of the figure in its text."""
        entry = self.references.entry(claim.source) if self.references.in_notes else self.references.short(claim.source)
        if claim.at is None:
            return entry
        if entry and entry[-1].text.endswith(".") and not _ABBREVIATED.search(entry[-1].text):
            entry = (*entry[:-1], replace(entry[-1], text=entry[-1].text[:-1]))
        return joined([entry, plain(self.word("characters").format(*claim.at))], ", ")

    def note(self, claim: Claim) -> Inline:
        """A footnote: the subject, the reference, and the warnings."""
        parts = [plain(f"{self.subject(claim)}{'. ' if self.references.in_notes else ' '}"), self.reference(claim)]
        ended = "".join(run.text for run in parts[-1]).rstrip().endswith((".", "!", "?"))
        warned = self.warnings(claim)
        if warned:
            between = f"{self.word('semicolon')} "
            text = f"{self.word('colon')} {between.join(warned)}".removesuffix(".")
            text += "" if text.endswith("…") else "."
            parts += [plain(" " if ended else ". "), strong(self.word("disputed")), plain(text)]
        elif not ended:
            parts.append(plain("."))
        return joined(parts)

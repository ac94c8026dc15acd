"""A report to read, in Markdown (CommonMark with GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.consistency.finding import Finding, Severity
from kg.consistency.reports.dossier import KINDS, Cited, Dossier, cluster_words, summary_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$#&!])")
_TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "For information"}


def as_markdown(dossier: Dossier) -> str:
    """The report: counts, then the findings by severity, each with its claims, their values and sources."""
    return "\n".join([*_lines(dossier), ""])


def plain(text: str) -> str:
    """A text as Markdown shows it literally, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """A text as a code span, on one line, whatever backticks it has."""
    folded = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall(r"`+", folded)), default=0) + 1)
    padded = f" {folded} " if folded.startswith("`") or folded.endswith("`") else folded
    return f"{fence}{padded}{fence}"


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# {plain(dossier.title)}"
    yield ""
    yield f"{summary_words(dossier)}."
    yield ""
    counts = dossier.counts()
    if counts:
        yield from _table(
            ["kind", *[severity.value for severity in Severity], "what it is"],
            [
                [kind.value, *[str(row[severity]) for severity in Severity], KINDS.get(kind, "")]
                for kind, row in counts.items()
            ],
        )
    for severity in Severity:
        found = dossier.of(severity)
        if found:
            yield f"## {_TITLES[severity]} ({len(found)})"
            yield ""
        for finding in found:
            yield from _finding(finding, dossier)
    if dossier.stale:
        yield "## Stale waivers"
        yield ""
        for stale in dossier.stale:
            yield f"- {code(f'{stale.waiver.path}:{stale.waiver.line}')}: {plain(stale.message)}"
        yield ""


def _finding(finding: Finding, dossier: Dossier) -> Iterator[str]:
    marks = [mark for mark, is_so in (("new", dossier.new is not None and dossier.is_new(finding)),) if is_so]
    yield f"### {finding.kind.value.capitalize()}: {plain(finding.entity)}, {plain(finding.metric)}{''.join(f' ({m})' for m in marks)}"
    yield ""
    yield plain(finding.explanation)
    yield ""
    if finding.waived is not None:
        yield f"**Waived:** {plain(finding.waived)}"
        yield ""
    yield from _table(["claim", "value", "time", "status", "source"], [_row(cited) for cited in dossier.shown(finding)])
    hidden = len(finding.claims) - len(dossier.shown(finding))
    if hidden > 0:
        yield f"and {hidden} more claims"
        yield ""
    if len(finding.clusters) > 1:
        groups = (f"{plain(cluster_words(cluster))} ({len(cluster.claims)})" for cluster in finding.clusters)
        yield f"Values that go together: {'; '.join(groups)}."
        yield ""
    if finding.rule:
        expected = f" yields {plain(finding.expected)}" if finding.expected else ""
        yield f"Rule: {code(finding.rule)}{expected}"
        yield ""
    if finding.culprits:
        yield f"{finding.accusation}: {', '.join(code(claim) for claim in finding.culprits)}"
        yield ""
    yield f"Id: {code(finding.id)}"
    yield ""


def _row(cited: Cited) -> list[str]:
    said_by = f"{plain(cited.attributed_to)} in " if cited.attributed_to else ""
    where = f", {cited.at[0]}–{cited.at[1]}" if cited.at else ""
    return [
        code(cited.claim).replace("|", "\\|"),
        plain(cited.words),
        plain(cited.time or "undated"),
        plain(cited.status),
        f"{said_by}{plain(cited.source_name)}{where}",
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""

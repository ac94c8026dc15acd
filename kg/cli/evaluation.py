"""kg evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kg.cli.extraction import LANGUAGE, Task, results_of, watched
from kg.cli.output import format_option, print_json, print_table

if TYPE_CHECKING:
    from kg.extraction.evaluation import Evaluation
    from kg.extraction.reliability import Reliability

_UNKNOWN: Final = "?"
_FEW: Final = 3  # sources that a message names


@click.command(short_help="Hold an extraction against annotated claims.")
@click.argument("given", metavar="EXTRACTION|TEXTS", type=click.Path(exists=True, path_type=Path))
@click.argument("gold", metavar="[GOLD]", type=click.Path(exists=True, path_type=Path), required=False)
@LANGUAGE
@click.option("--errors", is_flag=True, help="List what went wrong, figure by figure.")
@click.option("--confidence", is_flag=True, help="Also tell how often fields were right that were so and so sure.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Files read at the same time.")
@format_option("table", "json")
def evaluate(given: Path, gold: Path | None, language: str, errors: bool, confidence: bool, jobs: int, style: str) -> int:
    """Measure an extraction: precision, recall and F1 of figures, value and unit, and every field, by language.

    EXTRACTION is a JSONL file of kg extract or a folder of them; TEXTS a text or a folder of texts, extracted first.
    GOLD is a JSONL file or a folder of them; without it, the reviewed claims of the workspace.

    \b
    Examples:
      kg extract texts/*.txt > claims.jsonl && kg evaluate claims.jsonl gold/
      kg evaluate texts/ gold/ --errors
      kg evaluate claims.jsonl gold/ --confidence     # what to give to kg review --min-confidence
      kg evaluate texts/ --format json | jq .all.entity

    Exit code: 0 fine, 2 usage or input error.
    """  # noqa: D301
    from kg.extraction.evaluation import Evaluation, records_in
    from kg.extraction.evaluation import evaluate as run
    from kg.extraction.reliability import Reliability, reliability
    from kg.model.errors import UsageError

    wanted = dict(records_in(gold)) if gold is not None else _reviewed()
    found, languages = _given(given, set(wanted), language, jobs)
    if not set(found) & set(wanted):
        raise UsageError("the extraction and the gold have no source in common: their names must match")
    by_language: dict[str, Evaluation] = {}
    for name in sorted(set(found) & set(wanted)):
        tongue = languages.get(name, _UNKNOWN)
        by_language[tongue] = by_language.get(tongue, Evaluation({})) + run(found[name], wanted[name])
    whole = sum(by_language.values(), Evaluation({}))
    trust = (
        sum((reliability(found[name], wanted[name]) for name in sorted(set(found) & set(wanted))), Reliability({}))
        if confidence
        else None
    )
    _report(whole, by_language, len(set(found) & set(wanted)), trust, errors=errors, style=style)
    return 0


def _given(path: Path, names: set[str], language: str, jobs: int) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """The records to measure and, where texts were read, their languages."""
    from kg.extraction.evaluation import records_in
    from kg.model.errors import UsageError
    from kg.reading.language import language_of

    texts = [
        file
        for file in (sorted(path.iterdir()) if path.is_dir() else [path])
        if file.suffix != ".jsonl" and file.stem in names
    ]
    if path.suffix == ".jsonl" or not texts:
        if path.is_file() and path.suffix != ".jsonl" and not _holds_records(path):
            raise UsageError(
                f"{path}: a text, and neither GOLD nor the reviewed claims have a source called {path.stem!r} to hold it against"
            )
        if path.is_dir() and not any(path.glob("*.jsonl")):
            known = f"{', '.join(sorted(names)[:_FEW])}{' ...' if len(names) > _FEW else ''}" or "none"
            raise UsageError(
                f"{path}: holds no .jsonl file, and no text of a source that GOLD or the reviewed claims have ({known})"
            )
        return dict(records_in(path)), {}
    folder = str(click.get_current_context().obj["folder"])
    tasks = [Task(str(file), language, folder, None) for file in texts]
    found: dict[str, list[dict[str, Any]]] = {}
    languages: dict[str, str] = {}
    for file, result in zip(texts, watched(results_of(tasks, jobs), len(tasks)), strict=True):
        if result.error is not None:
            raise UsageError(result.error)
        found[file.stem] = list(result.records)
        languages[file.stem] = language_of(file.read_text(encoding="utf-8", errors="replace"), language) or _UNKNOWN
    return found, languages


def _holds_records(path: Path) -> bool:
    """Whether a file begins as JSON Lines do."""
    with path.open("rb") as file:
        return file.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"", b"{")


def _reviewed() -> dict[str, list[dict[str, Any]]]:
    """The reviewed claims of the workspace as flat records, by source."""
    from kg.cli.context import workspace
    from kg.extraction.contract import record_of_claim
    from kg.model.claim import ReviewState
    from kg.workspace.loading import load_base

    grouped: dict[str, list[dict[str, Any]]] = {}
    for claim in load_base(workspace()).claims:
        if claim.review.state is ReviewState.ACCEPTED and claim.at is not None:
            grouped.setdefault(claim.source, []).append(record_of_claim(claim))
    return grouped


def _report(
    whole: Evaluation,
    by_language: dict[str, Evaluation],
    texts: int,
    trust: Reliability | None,
    *,
    errors: bool,
    style: str,
) -> None:
    parts = {"all": whole, **(by_language if len(by_language) > 1 else {})}
    if style == "json":
        data: dict[str, Any] = {"texts": texts}
        data |= {name: {score: ratio.as_json() for score, ratio in part.scores.items()} for name, part in parts.items()}
        if trust is not None:
            data["confidence"] = trust.as_json()
        if errors:
            data["errors"] = [mistake.as_json() for mistake in whole.mistakes]
        print_json(data)
        return
    for name, part in parts.items():
        rows = [
            (
                score,
                f"{ratio.precision:.3f}",
                f"{ratio.recall:.3f}",
                f"{ratio.f1:.3f}",
                str(ratio.right),
                str(ratio.given),
                str(ratio.wanted),
            )
            for score, ratio in part.scores.items()
        ]
        columns = (
            f"{name}: {texts} text{'s' if texts != 1 else ''}" if name == "all" else name,
            "precision",
            "recall",
            "F1",
            "right",
            "given",
            "wanted",
        )
        print_table(columns, rows, right=columns[1:])
    if trust is not None:
        _print_trust(trust)
    if errors:
        wrong = [(m.source, str(m.start), m.exact, m.kind, _brief(m.wanted), _brief(m.given)) for m in whole.mistakes]
        print_table(("source", "at", "figure", "what", "wanted", "given"), wrong, right=("at",))


def _print_trust(trust: Reliability) -> None:
    """How often the values of each field were right, by how sure the extraction was of them."""
    columns = ("field", "sure", "figures", "said", "right")
    rows = [
        (name, f"{band.low:.1f} to {band.high:.1f}", str(band.count), f"{band.said:.2f}", f"{band.right:.2f}")
        for name, bands in trust.fields.items()
        for band in bands
    ]
    if not rows:
        click.echo("kg: the extraction has no confidence to tell of", err=True)
        return
    print_table(columns, rows, right=columns[2:])


def _brief(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

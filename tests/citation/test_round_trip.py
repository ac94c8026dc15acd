"""Export, import into an empty workspace, export again: the same bytes; and the workspace is left alone when it must be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.citation.export import rdf, tabular
from kg.citation.export.formats import by_source
from kg.citation.importing.reading import read_stock
from kg.citation.importing.vocabulary import normal
from kg.citation.importing.writing import import_stock
from kg.model.base import Base, Vocabulary
from kg.model.claim import QUALIFIERS, Claim, Derivation, Review, ReviewState, Status
from kg.model.quantity import Approximation
from kg.model.superlative import SUPERLATIVE
from kg.model.vocabulary import Entity, Metric, MetricKind, Source
from kg.model.waiver import Waiver
from kg.vocabulary.loading import engine_metrics, engine_rules
from kg.workspace.creating import create_workspace
from kg.workspace.loading import load_base
from kg.workspace.places import load_waivers
from kg.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
FORMATS = {"csv": ".csv", "tsv": ".tsv", "nquads": ".nq", "trig": ".trig", "jsonld": ".jsonld", "turtle": ".ttl"}
NARROWING = tuple(name for name in QUALIFIERS if name != SUPERLATIVE)


def exported(base: Base, kind: str, prefix: str, waivers: rdf.Waivers = rdf.NONE) -> str:
    if kind in ("csv", "tsv"):
        return tabular.table_text(tabular.COLUMNS, tabular.tidy_rows(base), kind)
    return getattr(rdf, f"as_{kind}")(prefix, base, waivers)


def empty_workspace(folder: Path, prefix: str) -> Workspace:
    create_workspace(folder, name="copy")
    settings_file = folder / "kg.toml"
    lines = [f'base = "{prefix}"' if line.startswith("base") else line for line in settings_file.read_text().splitlines()]
    settings_file.write_text("\n".join(lines) + "\n")
    return Workspace.open(folder)


@pytest.fixture(scope="module")
def flagship() -> tuple[Base, str]:
    workspace = Workspace.open(ROOT)
    return load_base(workspace), workspace.settings.base


def round_trip(base: Base, kind: str, prefix: str, folder: Path, waivers: rdf.Waivers = rdf.NONE) -> Base:
    first = exported(base, kind, prefix, waivers)
    path = folder / f"export{FORMATS[kind]}"
    path.write_text(first, encoding="utf-8", newline="")
    workspace = empty_workspace(folder / "workspace", prefix)
    import_stock(workspace, read_stock(path, kind))
    again = load_base(workspace)
    kept = by_source(load_waivers(workspace))
    assert kept == ({} if kind in ("csv", "tsv") else waivers)
    assert exported(again, kind, prefix, kept) == first
    return again


@pytest.mark.parametrize("kind", ["nquads", "trig", "jsonld"])
def test_a_new_workspace_takes_over_the_iris_of_a_graph(kind, flagship, tmp_path):
    base, prefix = flagship
    path = tmp_path / f"export{FORMATS[kind]}"
    path.write_text(exported(base, kind, prefix), encoding="utf-8", newline="")
    create_workspace(tmp_path / "new", name="new")
    done = import_stock(Workspace.open(tmp_path / "new"), read_stock(path, kind))
    again = Workspace.open(tmp_path / "new")
    assert (again.settings.base, done.base) == (prefix, None)
    assert "# Languages of the sources" in (tmp_path / "new" / "kg.toml").read_text()
    assert exported(load_base(again), kind, prefix) == path.read_text(encoding="utf-8")


def test_a_workspace_with_an_address_of_its_own_keeps_it(flagship, tmp_path):
    base, prefix = flagship
    path = tmp_path / "export.nq"
    path.write_text(exported(base, "nquads", prefix), encoding="utf-8", newline="")
    workspace = empty_workspace(tmp_path / "own", "https://data.example.net/")
    assert import_stock(workspace, read_stock(path, "nquads")).base == prefix
    assert Workspace.open(tmp_path / "own").settings.base == "https://data.example.net/"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_five_articles_survive_each_format(kind, flagship, tmp_path):
    base, prefix = flagship
    again = round_trip(base, kind, prefix, tmp_path)
    assert tabular.sorted_claims(again) == tabular.sorted_claims(base)
    assert again.sources == base.sources
    if kind in ("csv", "tsv"):
        orders = [[list(c.derived.inputs) for c in tabular.sorted_claims(b) if c.derived] for b in (base, again)]
        assert orders[0] == orders[1]
    else:
        for name in ("entities", "metrics"):
            ours, theirs = getattr(base.vocabulary, name), getattr(again.vocabulary, name)
            assert {i: normal(thing) for i, thing in theirs.items()} == {i: normal(thing) for i, thing in ours.items()}
        assert {r.id: normal(r) for r in again.vocabulary.rules} == {r.id: normal(r) for r in base.vocabulary.rules}


@pytest.mark.parametrize("kind", ["nquads", "trig", "turtle", "jsonld"])
def test_rdflib_and_pyoxigraph_read_all_rdf_alike(kind, flagship):
    base, prefix = flagship
    text = exported(base, kind, prefix)
    names = {"nquads": "nquads", "trig": "trig", "turtle": "turtle", "jsonld": "json-ld"}
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=names[kind])
    quads = rdf.quads_in(text, kind)
    assert len(list(dataset.quads())) == len(set(map(str, quads)))
    if kind != "turtle":
        assert {q.graph_name for q in quads} == {q.graph_name for q in rdf.quads_of(prefix, base)}


def test_the_same_base_gives_the_same_bytes_in_another_process(flagship):
    _base, _prefix = flagship
    code = (
        "import sys, hashlib; from pathlib import Path; from kg.workspace.workspace import Workspace; "
        "from kg.workspace.loading import load_base; from kg.citation.export import rdf; "
        f"w = Workspace.open(Path({str(ROOT)!r})); b = load_base(w); "
        "print(hashlib.sha256(''.join(f(w.settings.base, b) for f in (rdf.as_trig, rdf.as_jsonld)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in range(2)
    }
    assert len(digests) == 1


NASTY = [
    "=1+1",
    "'quoted",
    '"',
    "a,b;c\td",
    "l1\r\nl2",
    "\r",
    " é ",
    "@x",
    "-x",
    "1.50",
    "null",
    "no",
    "# h",
    "[a]",
    "{b}: c",
    "<&>\\",
    "2026-02",
    "-2+3",
    "+173 %",
    "100%",
    "a/b?c#d",
]
TEXT = st.sampled_from(NASTY) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn"), exclude_characters="\x00\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=3,
).filter(lambda text: bool(text.strip()))
SLUG = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True)
PERIODS = ["2025", "2025-H1", "2026-02", "2026-02-09", "2024/2029", "FY2026-Q3", "2025-Q3"]


@st.composite
def claims_like(draw: st.DrawFn, number: int, earlier: list[Claim]) -> Claim:
    unit = draw(st.sampled_from(["USD", "EUR", "%", "x", "count", "year", "km/h", "date"]))
    if unit == "date":
        values = tuple(sorted({draw(st.sampled_from(["2028", "2029", "2030"])) for _ in range(2)}))
    else:
        numbers = sorted({Decimal(draw(st.integers(-(10**9), 10**12))).scaleb(draw(st.integers(-4, 3))) for _ in range(2)})
        values = tuple(f"{n:f}".rstrip("0").rstrip(".") if "." in f"{n:f}" else f"{n:f}" for n in numbers)
    hedge = draw(st.sampled_from(list(Approximation)))
    if hedge in (Approximation.AT_LEAST, Approximation.AT_MOST):
        values = values[:1]
    start = draw(st.integers(0, 9999))
    derived = None
    if earlier and draw(st.integers(0, 4)) == 0:
        other = draw(st.sampled_from(earlier)).id
        derived = Derivation("a / b", {"a": other, "b": other}, draw(st.none() | TEXT))
    dated = draw(st.sampled_from(["period", "as_of", "undated"]))
    return Claim(
        id=f"{draw(SLUG)}-{number}",
        source=draw(st.sampled_from(["s1", "s2"])),
        exact=draw(TEXT),
        entity=draw(st.sampled_from(["acme", "globex"])),
        metric=draw(st.sampled_from(["revenue", "own_metric"])),
        values=values,
        unit=unit,
        status=draw(st.sampled_from(list(Status))),
        at=draw(st.none() | st.just((start, start + 3))),
        approximation=hedge,
        per=draw(st.none() | TEXT),
        qualifiers=draw(st.dictionaries(st.sampled_from(NARROWING), TEXT | st.just("acme"), max_size=3))
        | draw(st.sampled_from([{}, {SUPERLATIVE: "largest"}, {SUPERLATIVE: "smallest of acme"}])),
        period=draw(st.sampled_from(PERIODS)) if dated == "period" else None,
        as_of=draw(st.sampled_from(PERIODS)) if dated == "as_of" else None,
        undated=draw(TEXT) if dated == "undated" else None,
        attributed_to=draw(st.none() | st.just("globex")),
        derived=derived,
        review=Review(
            draw(st.sampled_from(list(ReviewState))), draw(st.none() | TEXT), draw(st.none() | st.just("2026-11-21"))
        ),
        note=draw(st.none() | TEXT),
    )


@st.composite
def bases(draw: st.DrawFn) -> Base:
    claims: list[Claim] = []
    for number in range(50):
        claims.append(draw(claims_like(number, claims)))
    title = draw(TEXT)
    sources = {
        "s1": Source("s1", title=title, authors=("Zoé, fille", "=A;B"), published="2026-02", published_basis=draw(TEXT)),
        "s2": Source("s2", "report", description=draw(TEXT), url="https://example.org/a?b=c&d", reliability="0.8"),
    }
    used = {claim.source for claim in claims}
    entities = {
        "acme": Entity("acme", "organization", {"": draw(TEXT)}),
        "globex": Entity("globex", "concept", {"": "Globex"}),
    }
    own = Metric("own_metric", MetricKind.RATIO, "ratio", {"": "own"})
    vocabulary = Vocabulary(entities, {**engine_metrics(), "own_metric": own}, engine_rules())
    kept = {"acme": entities["acme"]} | {claim.entity: entities[claim.entity] for claim in claims}
    return Base({i: s for i, s in sources.items() if i in used}, tuple(claims), replace(vocabulary, entities=kept))


WAIVERS = st.builds(
    Waiver,
    TEXT.map(lambda text: f"conflict/acme/{text}"),
    TEXT,
    st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.none() | TEXT,
)


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(base=bases(), waivers=st.lists(WAIVERS, max_size=3))
def test_500_claims_of_any_kind_survive(base, waivers, tmp_path_factory):
    told = {base.claims[0].source: tuple(waivers)} if waivers else {}
    for kind in ("csv", "trig", "jsonld", "nquads"):
        folder = tmp_path_factory.mktemp("any")
        try:
            again = round_trip(base, kind, "https://example.org/any/", folder, told)
            assert {c.id: c for c in again.claims} == {c.id: c for c in base.claims}
        finally:
            shutil.rmtree(folder)

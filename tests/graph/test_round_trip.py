"""Claims -> N-Quads -> stores and files of several kinds -> the same claims."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.names import GraphError
from kg.graph.reader import claims_of, entities_of, metrics_of, sources_of
from kg.graph.statements import source_lines, vocabulary_lines
from kg.graph.stores import dataset
from kg.model.base import Base, Vocabulary
from kg.model.claim import QUALIFIERS, Claim, Derivation, Review, ReviewState, Status, canonical_number
from kg.model.quantity import Approximation
from kg.model.units import _COMMON, _QUDT_NAMES, currencies
from kg.model.vocabulary import Entity, Metric, MetricKind, Source

PREFIX = "https://example.org/claims/"
NASTY = st.sampled_from(
    ['"', "\\", "\n", "\r\n", "\x00", "\x7f", "<b>", "{}", "\\u0041", "\u2028", "🙂", "é", "l'été", "a^^b@en", "."]
)
TEXT = st.lists(NASTY | st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=4).map("".join)
# XML, and so RDF/XML and some parsers of Turtle, has no NUL; N-Quads has.
WORDS = TEXT.filter(bool)
ID = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,12}\Z", fullmatch=True)
MAYBE_ID = st.none() | ID
DAY = st.dates(date(1, 1, 2), date(9998, 12, 30)).map(date.isoformat)
LABEL = st.one_of(
    st.integers(1000, 9990).map(str),
    st.integers(1000, 9990).map(lambda year: f"{year}-H1"),
    st.integers(1000, 9990).map(lambda year: f"FY{year}-Q3"),
    st.integers(1000, 9990).map(lambda year: f"{year}/{year + 5}"),
    st.integers(1000, 9990).map(lambda year: f"{year}-02"),
    DAY,
)
NUMBER = (
    st.decimals(-(10**30), 10**30, allow_nan=False, allow_infinity=False, places=None)
    .map(str)
    .filter(lambda t: "E" not in t)
    .map(canonical_number)
)
UNITS = st.sampled_from(sorted({*_COMMON, *_QUDT_NAMES, *currencies(), "furlong", "km/s", "kg*m**2"} - {"date"}))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    dated = draw(st.booleans()) and draw(st.booleans())
    raw = draw(st.lists(LABEL if dated else NUMBER, min_size=1, max_size=2, unique=True))
    if dated:
        raw = sorted((label for label in raw if not label.startswith("FY")), key=lambda label: label[:4])[:1] or ["2029"]
    else:
        raw = sorted(raw, key=lambda number: __import__("decimal").Decimal(number))
    start = draw(st.integers(0, 10**7))
    inputs = draw(st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z_0-9]{0,5}\Z", fullmatch=True), ID, max_size=3))
    return Claim(
        id=draw(ID),
        source="paper",
        exact=draw(WORDS),
        entity=draw(ID),
        metric=draw(ID),
        values=tuple(raw),
        unit="date" if dated else draw(UNITS),
        status=draw(st.sampled_from(Status)),
        at=draw(st.none() | st.just((start, start + draw(st.integers(1, 50))))),
        approximation=draw(st.sampled_from(Approximation)),
        per=draw(st.none() | WORDS),
        qualifiers=draw(st.dictionaries(st.sampled_from(QUALIFIERS), WORDS | st.just("openai"), max_size=4)),
        period=draw(st.none() | LABEL),
        as_of=draw(st.none() | LABEL),
        undated=draw(st.none() | WORDS),
        attributed_to=draw(MAYBE_ID),
        derived=draw(st.none() | st.builds(Derivation, WORDS, st.just(inputs), st.none() | WORDS)),
        review=draw(st.builds(Review, st.sampled_from(ReviewState), st.none() | WORDS, st.none() | DAY, st.none() | WORDS)),
        note=draw(st.none() | WORDS),
    )


CLAIMS = st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id)
KNOWN = Base({}, (), Vocabulary({"openai": Entity("openai", fiscal_year_end="01-31")}, {}))
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def written(found: list[Claim]) -> bytes:
    return "".join(source_lines(PREFIX, KNOWN, "paper", found)).encode()


def loaded(nquads: bytes) -> ox.Store:
    store = ox.Store()
    store.load(nquads, format=ox.RdfFormat.N_QUADS)
    return store


@SLOW
@given(CLAIMS)
def test_claims_survive_a_store(found):
    assert claims_of(loaded(written(found))) == found


@SLOW
@given(CLAIMS)
def test_writing_is_deterministic_and_each_string_holds_whole_lines(found):
    lines = list(source_lines(PREFIX, KNOWN, "paper", found))
    assert lines == list(source_lines(PREFIX, KNOWN, "paper", found))
    assert all(line.endswith(" .\n") for line in lines)
    assert all(row.endswith(" .") for line in lines for row in line.splitlines())


@settings(SLOW, max_examples=40)
@given(CLAIMS)
def test_claims_survive_rdflib_over_a_store(found):
    store = loaded(written(found))
    assert claims_of(dataset(store).quads()) == found


@settings(SLOW, max_examples=40)
@given(CLAIMS, st.sampled_from([ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD, ox.RdfFormat.N_QUADS]))
def test_claims_survive_the_formats_of_oxigraph(found, form):
    dumped = loaded(written(found)).dump(format=form)
    again = ox.Store()
    again.load(dumped, format=form)
    assert claims_of(again) == found


@settings(SLOW, max_examples=40)
@given(CLAIMS, st.sampled_from(["turtle", "nt11"]))
def test_claims_survive_the_formats_of_rdflib(found, form):
    graph = rdflib.Graph()
    graph.parse(data="\n".join(f"{quad.triple} ." for quad in loaded(written(found))), format="nt")
    again = rdflib.Graph().parse(data=graph.serialize(format=form), format="nt" if form == "nt11" else form)
    assert claims_of(again) == found


def test_the_base_of_the_fixture_survives_whole(base, memory):
    store = memory.store
    assert claims_of(store) == [claim for source in sorted(base.sources) for claim in base.claims if claim.source == source]
    assert sources_of(store) == base.sources
    assert entities_of(store) == base.vocabulary.entities
    assert metrics_of(store) == base.vocabulary.metrics


LANGUAGE = st.sampled_from(["", "en", "fr", "pt-br"])
TEXTS = st.dictionaries(LANGUAGE, WORDS, max_size=3)
LISTS = st.dictionaries(LANGUAGE, st.lists(WORDS, min_size=1, max_size=3, unique=True).map(sorted).map(tuple), max_size=3)


@settings(SLOW, max_examples=50)
@given(
    st.builds(
        Source,
        id=ID,
        type=st.sampled_from(["article", "dataset", "video", "letter"]),
        title=st.none() | WORDS,
        description=st.none() | WORDS,
        authors=st.lists(WORDS, max_size=12).map(tuple),
        publisher=st.none() | WORDS,
        url=st.none() | st.just("https://example.org/a?b={c}|d"),
        language=st.none() | st.just("fr"),
        published=st.none() | LABEL,
        published_basis=st.none() | WORDS,
        sha256=st.none() | st.just("ab" * 32),
        length=st.none() | st.integers(0, 10**9),
        rights=st.none() | WORDS,
        reliability=st.none() | st.sampled_from(["0", "1", "0.25"]),
        note=st.none() | WORDS,
    )
)
def test_sources_survive(source):
    base = Base({source.id: source}, (), Vocabulary({}, {}))
    assert sources_of(loaded("".join(source_lines(PREFIX, base, source.id, ())).encode())) == {source.id: source}


@settings(SLOW, max_examples=50)
@given(
    st.builds(
        Entity,
        id=ID,
        type=st.sampled_from(["organization", "model", "group"]),
        label=TEXTS,
        aliases=LISTS,
        wikidata=st.none() | st.just("Q42"),
        fiscal_year_end=st.sampled_from(["12-31", "01-31", "02-29"]),
        part_of=MAYBE_ID,
        note=st.none() | WORDS,
        proposed=st.booleans(),
    ),
    st.builds(
        Metric,
        id=ID,
        kind=st.sampled_from(MetricKind),
        dimension=st.none() | WORDS,
        label=TEXTS,
        cues=LISTS,
        broader=MAYBE_ID,
        compares_with=MAYBE_ID,
        sign=st.sampled_from(["any", "positive"]),
        additive=st.booleans(),
        description=TEXTS,
        proposed=st.booleans(),
    ),
)
def test_entities_and_metrics_survive(entity, metric):
    vocabulary = Vocabulary({entity.id: entity}, {metric.id: metric})
    store = loaded("".join(vocabulary_lines(PREFIX, vocabulary)).encode())
    assert entities_of(store) == {entity.id: entity}
    assert metrics_of(store) == {metric.id: metric}


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("schema:variableMeasured", "lacks <https://schema.org/variableMeasured>"),
        ("kg:status", "lacks"),
        ("kg:statedHigh", "lacks"),
    ],
)
def test_a_graph_that_lacks_part_of_a_claim_is_refused(memory, lost, said):
    prologue = "PREFIX schema: <https://schema.org/> PREFIX kg: <https://w3id.org/claims-kg/ns#> "
    memory.store.update(f"{prologue} DELETE {{ GRAPH ?g {{ ?c {lost} ?o }} }} WHERE {{ GRAPH ?g {{ ?c {lost} ?o }} }}")
    with pytest.raises(GraphError, match=said):
        claims_of(memory.store)


def test_a_claim_with_two_statuses_is_refused(memory):
    quads = list(memory.store)
    status = next(quad for quad in quads if quad.predicate.value.endswith("#status"))
    other = ox.Quad(
        status.subject, status.predicate, ox.NamedNode("https://w3id.org/claims-kg/ns#rumoured"), status.graph_name
    )
    with pytest.raises(GraphError, match="has 2 values"):
        claims_of([*quads, other])

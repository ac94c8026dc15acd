"""What a human has said stays; what extraction says again changes nothing; ids stay and tell what they name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.proposing.drafting import guesses_of, is_machine_made, marks_of, without_proposed
from kg.extraction.proposing.merging import merge
from kg.model.base import Vocabulary
from kg.model.claim import Claim, Derivation, Review
from kg.model.quantity import Approximation
from kg.model.vocabulary import Entity, MetricKind
from tests.extraction.proposals import SURE, VOCABULARY, found, reviewed

TEXT = "Acme earned 4.3 billion in 2025 and lost 9 million. Globex, says Initech, made 12 percent."
REVENUE = found(TEXT, "4.3 billion", "4300000000")
LOSS = found(TEXT, "9 million", "9000000", metric="net_loss")
SHARE = found(
    TEXT, "12 percent", "12", unit="%", entity="globex", metric="cloud_share", period=None, attributed_to="initech"
)


def plan(extracted, claims=(), text=TEXT, **more):
    known = {name: ids.__contains__ for name, ids in more.items()}
    return merge(extracted, claims, "news", text, VOCABULARY, **known)


def test_new_figures_are_proposed_with_readable_ids_and_how_sure_they_are():
    merged = plan([LOSS, REVENUE])
    assert [claim.id for claim in merged.added] == ["acme-revenue-2025", "acme-net-loss-2025"]
    revenue = merged.added[0]
    assert (revenue.at, revenue.exact, revenue.values) == ((12, 23), "4.3 billion", ("4300000000",))
    assert is_machine_made(revenue)
    assert revenue.review.note == "sure: time 0.99, attributed_to 0.98, status 0.97, entity 0.95, metric 0.90"
    assert marks_of(revenue) == SURE
    assert merged.after == merged.added


def test_what_is_guessed_is_marked():
    unsure = replace(REVENUE, confidence={"entity": 0.412, "time": 0.99}, figure=replace(REVENUE.figure, unit_implied=True))
    claim = plan([unsure]).added[0]
    assert claim.review.note == "guessed: entity 0.41, unit 0.50; sure: time 0.99"
    assert guesses_of(claim) == ("entity", "unit")


def test_a_figure_without_a_date_says_so_and_an_unknown_unit_is_a_count():
    claim = plan([found(TEXT, "9 million", "9000000", unit="widgets", period=None)]).added[0]
    assert claim.undated == "the text gives no date"
    assert (claim.unit, claim.qualifiers) == ("count", {"of": "widgets"})
    assert guesses_of(claim) == ("unit",)


@pytest.mark.parametrize(
    ("bounds", "approx", "values", "hedge"),
    [
        (("1", "2"), "exact", ("1", "2"), "exact"),
        (("1", None), "exact", ("1",), "at_least"),
        ((None, "2"), "at_most", ("2",), "at_most"),
        (("1", "1"), "about", ("1",), "about"),
        (("1", "1"), "at_least", ("1",), "at_least"),
    ],
)
def test_values_and_hedges_are_those_of_the_file_format(bounds, approx, values, hedge):
    claim = plan([found(TEXT, "9 million", bounds, approx=approx)]).added[0]
    assert (claim.values, claim.approximation) == (values, Approximation(hedge))


def test_a_figure_that_fits_no_claim_is_left_out_with_the_reason():
    merged = plan([found(TEXT, "9 million", None), REVENUE])
    assert [(one.exact, one.reason) for one in merged.unfit] == [("9 million", "the figure has no value")]
    assert len(merged.added) == 1


def test_unknown_names_become_proposed_records_labelled_as_in_the_text():
    merged = plan([SHARE])
    assert merged.entities == (Entity("initech", label={"": "Initech"}, proposed=True),)
    metric = merged.metrics[0]
    assert (metric.id, metric.kind, metric.dimension, metric.proposed) == ("cloud_share", MetricKind.RATIO, "share", True)


def test_a_figure_of_nothing_known_is_unspecified_and_guessed():
    claim = plan([replace(REVENUE, entity=None, metric=None)]).added[0]
    assert (claim.id, claim.entity, claim.metric) == ("news-2025", "unspecified", "unspecified")
    assert set(guesses_of(claim)) == {"entity", "metric"}


def test_extraction_reads_with_confirmed_names_only():
    proposed = Vocabulary({"initech": Entity("initech", proposed=True), **VOCABULARY.entities}, VOCABULARY.metrics)
    assert without_proposed(proposed) == VOCABULARY


def test_an_id_in_use_anywhere_is_not_given_again_and_a_telling_word_is_added():
    assert plan([REVENUE], taken={"acme-revenue-2025"}).added[0].id == "acme-revenue-2025-4.3bn"
    narrower = replace(REVENUE, qualifiers={"product": "Cloud & Co."})
    assert plan([narrower], taken={"acme-revenue-2025"}).added[0].id == "acme-revenue-2025-cloud-co"
    target = replace(REVENUE, status="target", attributed_to="globex")
    taken = {"acme-revenue-2025", "acme-revenue-2025-target"}
    assert plan([target], taken=taken).added[0].id == "acme-revenue-2025-globex"


def test_the_same_said_again_is_told_apart_by_a_word_beside_it():
    text = "It earned 5 billion dollars, yes 5 billion euros."
    twice = [found(text, "5 billion", "5000000000", at=place) for place in (10, 33)]
    assert [claim.id for claim in plan(twice, text=text).added] == ["acme-revenue-2025", "acme-revenue-2025-5bn"]
    thrice = {"acme-revenue-2025", "acme-revenue-2025-5bn"}
    assert plan(twice, text=text, taken=thrice).added[0].id == "acme-revenue-2025-5bn-dollars"


def test_a_proposal_read_otherwise_is_changed_in_place_and_one_not_found_is_taken_back():
    claims = plan([REVENUE, LOSS]).after
    merged = plan([replace(REVENUE, metric="profit", period="2024")], claims)
    assert [(pair.claim.id, [(f.field, f.stated, f.read) for f in pair.fields]) for pair in merged.changed] == [
        ("acme-revenue-2025", [("metric", "revenue", "profit"), ("period", "2025", "2024")])
    ]
    assert merged.after[0].metric == "profit"
    assert [claim.id for claim in merged.gone] == ["acme-net-loss-2025"]


@pytest.mark.parametrize("state", ["accepted", "rejected"])
def test_reviewed_claims_are_neither_changed_nor_proposed_again(state):
    claim = reviewed(plan([REVENUE]).added[0], state, entity="globex", exact="4.3 billion")
    merged = plan([REVENUE], [claim])
    assert merged.after == merged.kept == (claim,)
    assert not merged.writes
    shown = [[f.field for f in pair.fields] for pair in merged.differing]
    assert shown == ([["entity"]] if state == "accepted" else [])


def test_a_figure_that_only_overlaps_a_rejected_one_is_not_proposed():
    rejected = reviewed(plan([REVENUE]).added[0], "rejected")
    assert plan([found(TEXT, "billion in 2025", "1")], [rejected]).after == (rejected,)


def test_what_people_wrote_without_reviewing_is_theirs():
    by_hand = replace(plan([REVENUE]).added[0], id="lead", entity="globex", review=Review())
    merged = plan([REVENUE], [by_hand])
    assert merged.after == (by_hand,)
    assert [pair.claim.id for pair in merged.differing] == ["lead"]
    assert plan([], [by_hand]).after == (by_hand,)


def test_a_note_on_a_proposal_stays():
    claim = replace(plan([REVENUE]).added[0], note="ask Anne")
    assert plan([REVENUE], [claim]).unchanged == (claim,)
    assert plan([replace(REVENUE, metric="profit")], [claim]).after[0].note == "ask Anne"


def test_a_proposal_that_others_derive_from_is_not_taken_back():
    revenue, loss = plan([REVENUE, LOSS]).after
    user = reviewed(revenue, derived=Derivation("loss * 2", {"loss": loss.id}))
    assert plan([REVENUE], [user, loss]).after == (user, loss)
    assert plan([REVENUE], [revenue, loss], needed={loss.id}).after == (revenue, loss)


def test_in_a_changed_text_claims_are_found_by_wording_in_order():
    text = "One 10 million, two 10 million, three 10 million."
    places = (4, 20, 38)
    extracted = [found(text, "10 million", "10000000", at=place, period=f"202{n}") for n, place in enumerate(places)]
    first, second, third = plan(extracted, text=text).after
    claims = [reviewed(first), reviewed(second, "rejected"), third]
    longer = f"New: 10 million more. {text}"
    moved = [replace(e, figure=replace(e.figure, start=e.figure.start + 22, end=e.figure.end + 22)) for e in extracted]
    merged = plan(moved, claims, text=longer)
    assert [claim.at for claim in merged.after] == [(26, 36), (42, 52), (60, 70)]
    assert [replace(claim, at=None) for claim in merged.after] == [replace(claim, at=None) for claim in claims]
    assert [claim.id for claim in merged.moved] == [first.id, second.id]  # the third is extraction's own: changed
    assert [pair.claim.id for pair in merged.changed] == [third.id]
    assert (merged.added, merged.gone, merged.lost) == ((), (), ())


def test_a_reviewed_claim_whose_figure_has_left_the_text_is_kept_and_told():
    claim = reviewed(plan([REVENUE]).added[0])
    merged = plan([], [claim], text="Nothing is said of it any more.")
    assert merged.after == merged.lost == (claim,)


def test_a_derivation_in_words_becomes_a_formula_over_claims_where_it_holds():
    text = "Sales rose 50 % from 2 million to 3 million, or 80 % they say."
    old = found(text, "2 million", "2000000", period="2024")
    new = found(text, "3 million", "3000000")
    told = {"formula": "(new - old) / old", "inputs": ["old 2 million = 2000000", "new 3 million = 3000000"]}
    growth = found(text, "50 %", "50", unit="%", metric="revenue_growth", derived=told)
    wrong = found(text, "80 %", "80", unit="%", metric="revenue_growth", derived=told)
    claims = plan([old, new, growth, wrong], text=text).after
    derived = {claim.exact: claim.derived for claim in claims}
    assert derived["50 %"] == Derivation("(new - old) / old", {"old": "acme-revenue-2024", "new": "acme-revenue-2025"})
    assert derived["80 %"] is None


# --- what holds for any text ---------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["10", "20", "30 million", "4 %"])


@st.composite
def texts(draw):
    """A text of figures and what is read of each."""
    text, extracted = "Start", []
    for _ in range(draw(st.integers(0, 7))):
        text += draw(st.sampled_from([" then", " and", " so"])) + " "
        exact = draw(WORDS)
        start = len(text)
        text += exact
        read = {
            "entity": draw(st.sampled_from(["acme", "globex", "initech", None])),
            "metric": draw(st.sampled_from(["revenue", "churn", None])),
            "period": draw(st.sampled_from(["2024", "2025", None])),
            "status": draw(st.sampled_from(["reported", "target"])),
            "confidence": {"entity": draw(st.sampled_from([0.2, 0.9]))},
        }
        extracted.append(found(text, exact, str(len(exact)), at=start, **read))
    return text, extracted


@st.composite
def files(draw):
    """A text, a reading of it, and the claims of an earlier reading of which some were reviewed, edited or written by hand."""
    text, extracted = draw(texts())
    earlier = [replace(one, entity=draw(st.sampled_from(["acme", "globex"]))) for one in extracted if draw(st.booleans())]
    claims: list[Claim] = []
    for claim in plan(earlier, text=text).after:
        match draw(st.sampled_from(["proposed", "accepted", "rejected", "hand"])):
            case "proposed":
                claims.append(claim)
            case "hand":
                claims.append(replace(claim, review=Review(), at=draw(st.sampled_from([claim.at, None]))))
            case state:
                claims.append(reviewed(claim, state, metric=draw(st.sampled_from([claim.metric, "profit"]))))
    return text, extracted, claims


@given(files())
def test_merging_again_finds_nothing_to_do(case):
    text, extracted, claims = case
    once = plan(extracted, claims, text=text)
    again = plan(extracted, once.after, text=text)
    assert again.after == once.after
    assert not again.writes


@given(files())
def test_what_is_not_extractions_own_never_changes(case):
    text, extracted, claims = case
    after = {claim.id: claim for claim in plan(extracted, claims, text=text).after}
    assert all(after[claim.id] == claim for claim in claims if not is_machine_made(claim))


@given(files(), st.sampled_from(["", "Before 10 came. ", "New words. "]))
def test_reviewed_claims_keep_all_but_their_place_in_a_changed_text(case, before):
    text, extracted, claims = case
    shift = len(before)
    moved = [replace(e, figure=replace(e.figure, start=e.figure.start + shift, end=e.figure.end + shift)) for e in extracted]
    after = {claim.id: claim for claim in plan(moved, claims, text=before + text).after}
    kept = [claim for claim in claims if not is_machine_made(claim)]
    assert all(replace(after[claim.id], at=None) == replace(claim, at=None) for claim in kept)


@given(texts(), st.integers(0, 7))
def test_ids_stay_when_figures_are_added(case, count):
    text, extracted = case
    first = plan(extracted[count:], text=text).after
    second = {claim.at: claim.id for claim in plan(extracted, first, text=text).after}
    assert all(second[claim.at] == claim.id for claim in first)


@given(texts(), st.sets(st.sampled_from(["acme-revenue-2025", "globex-churn-2024", "news", "acme-revenue"])))
def test_ids_are_unique_in_the_base_and_the_order_of_extraction_does_not_matter(case, taken):
    text, extracted = case
    ids = [claim.id for claim in plan(extracted, text=text, taken=taken).after]
    assert len(set(ids)) == len(ids) == len(extracted)
    assert not taken & set(ids)
    assert plan(extracted[::-1], text=text, taken=taken) == plan(extracted, text=text, taken=taken)

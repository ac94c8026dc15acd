"""A review session is a value: each decision gives the next session and says which claim becomes which."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.proposing.correcting import edited_field, edited_text, require_fit, shown
from kg.extraction.proposing.merging import merge
from kg.extraction.proposing.reviewing import Move, Session, accept, confident, dropped, proposals, reject, skip, undo
from kg.model.claim import Review, ReviewState
from kg.model.errors import KgError, UsageError
from kg.model.vocabulary import Entity
from tests.extraction.proposals import VOCABULARY, found, reviewed

TEXT = "Acme earned 4.3 billion in 2025 and lost 9 million; Globex 7 million."
READ = [
    found(TEXT, "4.3 billion", "4300000000"),
    found(TEXT, "9 million", "9000000", metric="net_loss", confidence={"metric": 0.7}),
    found(TEXT, "7 million", "7000000", entity="globex", confidence={"metric": 0.3}),
]
REVENUE, LOSS, GLOBEX = merge(READ, [], "news", TEXT, VOCABULARY).after
SESSION = Session((REVENUE, LOSS, GLOBEX), by="ada", on="2026-02-09")


def test_what_waits_is_in_the_order_of_the_text_and_filtered():
    claims = [GLOBEX, reviewed(REVENUE), LOSS, replace(LOSS, id="b", source="a")]
    assert [claim.id for claim in proposals(claims)] == ["b", LOSS.id, GLOBEX.id]
    assert proposals(claims, entities=["globex"]) == (GLOBEX,)
    assert proposals(claims, metrics=["net_loss"], sources=["news"]) == (LOSS,)


def test_accepting_and_rejecting_say_who_and_when_and_why():
    session = reject(accept(SESSION), "a count of pages")
    assert session.done[0].after == replace(REVENUE, review=Review(ReviewState.ACCEPTED, "ada", "2026-02-09"))
    assert session.done[1].after.review == Review(ReviewState.REJECTED, "ada", "2026-02-09", "a count of pages")
    assert session.current == GLOBEX
    assert session.position == (3, 3)


def test_an_edited_claim_is_accepted_as_edited():
    session = accept(SESSION, replace(REVENUE, metric="profit"))
    assert session.done[0].after.metric == "profit"
    assert session.counts == {"accepted": 0, "edited": 1, "rejected": 0, "skipped": 0}


def test_undo_gives_back_what_was_and_says_what_to_write():
    session = reject(skip(SESSION))
    back, move = undo(session)
    assert move == Move(session.done[-1].after, LOSS)
    back, move = undo(back)
    assert (back, move) == (SESSION, None)
    with pytest.raises(UsageError, match="nothing to undo"):
        undo(back)


def test_a_session_ends():
    done = skip(skip(skip(SESSION)))
    assert done.current is None
    with pytest.raises(UsageError, match="no proposal is left"):
        accept(done)
    assert dropped(SESSION).current == LOSS


@given(st.lists(st.sampled_from([accept, reject, skip]), max_size=3))
def test_undoing_every_decision_leads_back_to_the_start(steps):
    session = SESSION
    for step in steps:
        session = step(session)
    assert len(session.done) + len(session.waiting) == 3
    for _ in steps:
        session, _move = undo(session)
    assert session == SESSION


def test_only_claims_of_which_every_field_is_sure_enough_are_accepted_at_once():
    assert confident([REVENUE, LOSS, GLOBEX], 0.7) == (REVENUE, LOSS)
    assert confident([replace(REVENUE, review=Review())], 0.0) == ()


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("entity", "Globex", {"entity": "globex"}),
        ("entity", "+initech", {"entity": "initech"}),
        ("metric", "net loss", {"metric": "net_loss"}),
        ("value", "4.5e9", {"values": ("4500000000",)}),
        ("value", "1 to 2.50", {"values": ("1", "2.5")}),
        ("value", "4,7 milliards", {"values": ("4700000000",)}),
        ("value", "20 to 30 million", {"values": ("20000000", "30000000")}),
        ("value", "from 20 to 30 million", {"values": ("20000000", "30000000")}),
        ("value", "environ 4,7 milliards", {"values": ("4700000000",)}),
        ("value", "4.3 billion euros", {"values": ("4300000000",)}),
        ("unit", "EUR", {"unit": "EUR"}),
        ("per", "month", {"per": "month"}),
        ("time", "2025-H1", {"period": "2025-H1"}),
        ("time", "as of 2026-02", {"period": None, "as_of": "2026-02"}),
        ("time", "-", {"period": None, "undated": "the text gives no date"}),
        ("status", "proj", {"status": "projected"}),
        ("attributed_to", "acme", {"attributed_to": "acme"}),
        ("qualifiers", "product: x, geography: fr", {"qualifiers": {"product": "x", "geography": "fr"}}),
        ("note", "net of tax", {"note": "net of tax"}),
        ("note", "", {}),
    ],
)
def test_a_field_as_typed(field, typed, expected):
    assert edited_field(REVENUE, field, typed, VOCABULARY) == replace(REVENUE, **expected)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("entity", "globx", "did you mean globex"),
        ("entity", "+Not An Id", "no id"),
        ("entity", "-", "needs its entity"),
        ("metric", "revenu", "did you mean revenue"),
        ("value", "much", "is no value"),
        ("value", "2 to 1", "goes down"),
        *(
            ("value", typed, "is no value")
            for typed in ("1 to", "to 1", "1..", "..1", "1 -", "1 to ?", "5 à", "1 to 2 to 3")
        ),
        ("unit", "XXX", "unknown unit 'XXX'"),
        ("unit", "XTS", "unknown unit 'XTS'"),
        ("unit", "usd", "did you mean USD"),
        ("time", "spring", "is no period"),
        ("status", "sure", "write one of reported"),
        ("qualifiers", "produkt: x", "did you mean product"),
        ("qualifiers", "x", "is no qualifier"),
    ],
)
def test_a_field_that_is_wrong_says_what_is_right(field, typed, told):
    with pytest.raises(KgError, match=told):
        edited_field(REVENUE, field, typed, VOCABULARY)


def test_every_field_is_kept_when_typed_as_it_is_shown():
    claim = replace(REVENUE, qualifiers={"product": "x"}, period=None, as_of="2026-02", values=("1", "2"))
    for field in ("entity", "metric", "value", "approx", "unit", "time", "status", "qualifiers"):
        assert edited_field(claim, field, shown(claim, field), VOCABULARY) == claim


def test_a_claim_as_an_editor_gives_it_back():
    text = "exact: 4.3 billion\nat: [12, 23]\nentity: Globex\nmetric: profit\nvalue: '4.3e9'\nunit: EUR\nperiod: 2025\nstatus: target\n"
    claim = edited_text(REVENUE, text, VOCABULARY)
    assert (claim.id, claim.source, claim.entity, claim.unit) == (REVENUE.id, "news", "globex", "EUR")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: other\n", "the id stays"),
        ("entity: globx\n", "did you mean globex"),
        ("entity: acme\nmetric: revenue\nvalue: 4.3\nunit: USD\nexact: x\n", "is not quoted"),
        ("entity: acme\nmetric: revenue\nvalue: 4\nunit: USD\nexact: x\nwhen: 2025\n", "unknown key 'when'"),
        ("nothing", "write its keys"),
        ("a: [", "not YAML"),
    ],
)
def test_what_is_wrong_with_an_edited_claim_is_told(text, told):
    with pytest.raises(KgError, match=told):
        edited_text(REVENUE, text, VOCABULARY)


def test_a_claim_must_stand_where_it_says():
    require_fit(REVENUE, VOCABULARY, TEXT)
    require_fit(replace(REVENUE, at=(0, 4)), VOCABULARY, None)
    with pytest.raises(UsageError, match="the text has 'Acme' at 0 to 4"):
        require_fit(replace(REVENUE, at=(0, 4)), VOCABULARY, TEXT)


def test_names_that_are_not_in_the_vocabulary_yet_may_be_corrected():
    known = replace(VOCABULARY, entities={**VOCABULARY.entities, "initech": Entity("initech", proposed=True)})
    assert edited_field(REVENUE, "entity", "Initech", known).entity == "initech"

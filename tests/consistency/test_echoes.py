"""Sources that repeat each other count once."""

from __future__ import annotations

from kg.consistency.echoes import chains, find_echoes, independent, is_unusual, significant_digits
from tests.consistency.claims import claim, observations, vocabulary

ROUND = ("20 billion", "20000000000")
ODD = ("20.347 billion", "20347000000")


def revenue(identifier, figure, source, **keys):
    return claim(identifier, *figure, source=source, period="2025", **keys)


def test_digits_that_say_something():
    [odd] = observations(revenue("a", ODD, "post"))
    [plain] = observations(revenue("a", ROUND, "post"))
    [spread] = observations(claim("a", "175 to 185", "175000000000", "185000000000", period="2025"))
    assert [significant_digits(o) for o in (odd, plain, spread)] == [5, 1, 6]
    assert [is_unusual(o) for o in (odd, plain, spread)] == [True, False, True]


def test_round_figures_of_several_sources_are_independent():
    assert independent(observations(revenue("a", ROUND, "post"), revenue("b", ROUND, "times"))) == 2


def test_an_unusual_figure_counts_once():
    seen = observations(revenue("a", ODD, "post"), revenue("b", ODD, "times"), revenue("c", ROUND, "gazette"))
    assert independent(seen) == 2
    [chain] = chains(seen)
    assert (chain.sources, chain.claims) == (("post", "times"), ("a", "b"))


def test_one_origin_counts_once_and_joins_what_its_sources_say_themselves():
    seen = observations(
        revenue("a", ROUND, "post", attributed_to="bank"),
        revenue("b", ROUND, "times", attributed_to="bank"),
        revenue("c", ROUND, "times"),
    )
    assert independent(seen) == 1
    [chain] = chains(seen)
    assert chain.origins == ("bank",)


def test_echoes_are_told_where_two_figures_or_more_are_shared():
    shared = [
        revenue("a", ODD, "post"),
        revenue("b", ODD, "times"),
        claim("c", "1,234,567", "1234567", unit="count", metric="users", source="post", as_of="2025"),
        claim("d", "1,234,567", "1234567", unit="count", metric="users", source="times", as_of="2025"),
    ]
    [finding] = find_echoes(observations(*shared), vocabulary())
    assert (finding.kind.value, finding.severity.value, finding.id) == ("agreement", "info", "agreement/echo/post/times")
    assert finding.claims == ("a", "b", "c", "d")
    assert "post and times repeat each other and count as one source" in finding.explanation
    assert list(find_echoes(observations(*shared[:2]), vocabulary())) == []

"""The bound that a sentence tells against the one that a claim has: borne out only where all that the claim allows is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.statement import Bound, Manner, Shape
from kg.graph.build import build_base
from kg.model.interval import INFINITY, Interval
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace
from tests.conftest import TOML
from tests.factcheck.bases import DAY

ABOUT: Final = Decimal("0.05")
CLAIMS: Final = ("exact", "about", "at_least", "at_most", "range", "tens")
HELD: Final = {
    "exact": (Interval.point(Decimal(500)), Interval.point(Decimal(500))),
    "at_least": (Interval(Decimal(500), INFINITY),) * 2,
    "at_most": (Interval(-INFINITY, Decimal(500)),) * 2,
    "range": (Interval(Decimal(500), Decimal(600)),) * 2,
}
TABLE: Final = [
    (Shape.IS, Manner.PLAIN, 500, "fits", "fits", "fits", "open"),
    (Shape.IS, Manner.ABOUT, 500, "fits", "fits", "fits", "open"),
    (Shape.IS, Manner.ABOUT, 550, "near", "open", "near", "near"),
    (Shape.IS, Manner.PLAIN, 550, "near", "open", "near", "near"),
    (Shape.IS, Manner.NEARLY, 500, "fits", "near", "open", "open"),
    (Shape.IS, Manner.JUST_UNDER, 500, "fits", "near", "open", "open"),
    (Shape.IS, Manner.JUST_OVER, 500, "fits", "open", "near", "open"),
    (Shape.IS, Manner.PLAIN, 700, "off", "open", "off", "off"),
    (Shape.IS, Manner.PLAIN, 300, "off", "off", "open", "off"),
    (Shape.AT_LEAST, Manner.PLAIN, 500, "fits", "fits", "near", "fits"),
    (Shape.AT_LEAST, Manner.FAR, 500, "near", "near", "near", "open"),
    (Shape.AT_LEAST, Manner.PLAIN, 400, "fits", "fits", "open", "fits"),
    (Shape.AT_MOST, Manner.PLAIN, 500, "fits", "near", "fits", "near"),
    (Shape.AT_MOST, Manner.PLAIN, 600, "fits", "open", "fits", "fits"),
    (Shape.AT_MOST, Manner.UP_TO, 600, "open", "open", "open", "fits"),
    (Shape.AT_MOST, Manner.UP_TO, 500, "fits", "near", "fits", "near"),
    (Shape.AT_MOST, Manner.PLAIN, 300, "off", "off", "open", "off"),
]


@pytest.mark.parametrize(("shape", "manner", "told", "exact", "at_least", "at_most", "ranged"), TABLE)
def test_the_table_of_both_bounds(shape, manner, told, exact, at_least, at_most, ranged):
    bound = Bound(shape, Decimal(told), Decimal(told), manner)
    found = [
        compare(bound, *HELD[claim], ABOUT, ranged=claim == "range").outcome.value
        for claim in ("exact", "at_least", "at_most", "range")
    ]
    assert found == [exact, at_least, at_most, ranged]


@given(
    told=st.integers(1, 10**6),
    low=st.integers(1, 10**6),
    width=st.integers(0, 10**6) | st.none(),
    shape=st.sampled_from([Shape.IS, Shape.AT_LEAST, Shape.AT_MOST]),
)
def test_what_fits_is_meant_by_the_sentence_whatever_the_claim_is(told, low, width, shape):
    claim = Interval(Decimal(low), INFINITY if width is None else Decimal(low + width))
    bound = Bound(shape, Decimal(told), Decimal(told))
    if compare(bound, claim, claim, ABOUT, ranged=bool(width)).outcome is not Outcome.FITS:
        return
    meant = bound.interval(ABOUT)
    room = Decimal("0.03") * told
    assert meant.low - room <= claim.low
    assert claim.high <= meant.high + room or (width is None and claim.low <= meant.high + room and shape is Shape.IS)


@pytest.fixture(scope="module")
def desk_of_bounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    values: Mapping[str, tuple[object, str | None]] = {
        "exact": ("5130", None),
        "about": ("5130", "about"),
        "at_least": ("5130", "at_least"),
        "at_most": ("5130", "at_most"),
        "range": (["5130", "6130"], None),
        "tens": (["2000", "10000"], "about"),
    }
    claims = []
    for name, (value, approx) in values.items():
        printed = value if isinstance(value, str) else "-".join(value)
        claim = {
            "id": name,
            "exact": printed,
            "entity": f"{name}-co",
            "metric": "employees",
            "value": value,
            "unit": "count",
        }
        claims.append({**claim, "as_of": "2025-12", "status": "reported", **({"approx": approx} if approx else {})})
    entities = [
        {"id": f"{name}-co", "type": "organization", "label": {"en": label, "fr": label}} for name, label in NAMES.items()
    ]
    folder = tmp_path_factory.mktemp("bounds")
    files = {
        "kg.toml": TOML,
        "claims/vocabulary/entities.yaml": yaml.safe_dump({"entities": entities}),
        "claims/almanac.yaml": yaml.safe_dump({"source": "almanac", "claims": claims}),
        "sources/almanac.yaml": "id: almanac\ntype: article\n",
    }
    for path, text in files.items():
        Path(folder / path).parent.mkdir(parents=True, exist_ok=True)
        Path(folder / path).write_text(text, encoding="utf-8")
    space = Workspace.open(folder)
    with ExitStack() as stack:
        yield Desk(stack.enter_context(build_base(space).build.open_columns()), load_vocabulary(space), DAY)


NAMES: Final = dict(zip(CLAIMS, ("Ardel", "Brivane", "Corvane", "Dravel", "Eskane", "Fornel"), strict=True))
LETTERS: Final = {"supported": "s", "imprecise": "i", "unverifiable": "u", "refuted": "r"}
SENTENCES: Final = [
    # of exactly, about, at least, at most so many, a range, thousands
    ("{} employed 5,130 people in December 2025.", "ssssuu"),
    ("{} employed about 5,130 people in December 2025.", "ssssuu"),
    ("{} employed nearly 5,130 people in December 2025.", "ssiuuu"),
    ("{} employed not quite 5,130 people in December 2025.", "iiiuuu"),
    ("{} employed just under 5,130 people in December 2025.", "iiiuuu"),
    ("{} employed a shade over 5,130 people in December 2025.", "iiuiuu"),
    ("{} employed barely 5,130 people in December 2025.", "ssusuu"),
    ("{} employed more than 5,130 people in December 2025.", "iisisu"),
    ("{} employed well over 5,130 people in December 2025.", "iiiiuu"),
    ("{} employed upwards of 5,130 people in December 2025.", "iisisu"),
    ("{} employed at least 5,130 people in December 2025.", "sssisu"),
    ("{} employed at most 5,130 people in December 2025.", "ssisiu"),
    ("{} employed up to 5,130 people in December 2025.", "ssisiu"),
    ("{} employed no more than 5,130 people in December 2025.", "ssisiu"),
    ("{} employed up to 6,500 people in December 2025.", "uuuusu"),
    ("{} employed exactly 5,130 people in December 2025.", "siiiuu"),
    ("{} employed 5,700 people in December 2025.", "rruriu"),
    ("{} employait 5 130 personnes en décembre 2025.", "ssssuu"),
    ("{} employait presque 5 130 personnes en décembre 2025.", "ssiuuu"),
    ("{} n'employait pas tout à fait 5 130 personnes en décembre 2025.", "iiiuuu"),
    ("{} employait un peu moins de 5 130 personnes en décembre 2025.", "iiiuuu"),
    ("{} employait un peu plus de 5 130 personnes en décembre 2025.", "iiuiuu"),
    ("{} employait à peine 5 130 personnes en décembre 2025.", "ssusuu"),
    ("{} n'employait que 5 130 personnes en décembre 2025.", "ssusuu"),
    ("{} employait nettement plus de 5 130 personnes en décembre 2025.", "iiiiuu"),
    ("{} employait jusqu'à 5 130 personnes en décembre 2025.", "ssisiu"),
    ("Les effectifs de {} frôlaient les 5 130 personnes en décembre 2025.", "ssiuuu"),
    ("Les effectifs de {} tutoyaient les 5 130 personnes en décembre 2025.", "ssiuuu"),
    ("Les effectifs de {} plafonnaient à 5 130 personnes en décembre 2025.", "ssisiu"),
    ("Les effectifs de {} dépassaient 5 130 personnes en décembre 2025.", "iisisu"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_is_borne_out_only_by_claims_that_imply_it(desk_of_bounds: Desk, sentence: str, expected: str) -> None:
    found = [ask(sentence.format(NAMES[claim]), desk_of_bounds).verdict.value for claim in CLAIMS]
    assert "".join(LETTERS[verdict] for verdict in found) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("OpenAI hopes to be profitable in 2029 or 2030.", "supported"),
        ("OpenAI vise la rentabilité en 2029 ou en 2030.", "supported"),
        ("OpenAI aims to be profitable by 2030 at the latest.", "supported"),
        ("OpenAI vise la rentabilité pour 2030 au plus tard.", "supported"),
        ("OpenAI aims to be profitable in 2029 at the earliest.", "supported"),
        ("OpenAI aims to be profitable in 2030.", "unverifiable"),
        ("OpenAI aims to be profitable in 2029 at the latest.", "unverifiable"),
        ("OpenAI vise la rentabilité dès 2029.", "unverifiable"),
        ("OpenAI aims to be profitable in 2030 or 2031.", "unverifiable"),
        ("Google's AI capex is expected to reach about 180 billion dollars in 2026.", "supported"),
        ("Google's AI capex is expected to reach 185 billion dollars in 2026.", "imprecise"),
        ("AWS earned tens of billions of dollars a year as of February 2026.", "supported"),
        ("AWS gagne près de 50 milliards de dollars par an.", "unverifiable"),
        ("Anthropic has 350,000 business customers.", "unverifiable"),
        ("Anthropic compte presque 300 000 clients entreprises.", "imprecise"),
    ],
)
def test_bounds_of_the_shipped_base(verdict: Callable[[str], str], sentence: str, expected: str) -> None:
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    "sentence", ["Ardel employed 5,100 people in December 2025.", "Ardel employait 5 120 personnes en 2025."]
)
def test_what_is_told_with_fewer_digits_is_the_same_rounded(desk_of_bounds: Desk, sentence: str) -> None:
    assert ask(sentence, desk_of_bounds).verdict.value == ("supported" if "5,100" in sentence else "imprecise")

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.attaching.moments import moments_of
from kg.extraction.attaching.periods import Anchor, grain_of, shifted, with_year
from kg.extraction.extract import extract
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics

DAY = Anchor("2019-05-14")
VOCABULARY = Vocabulary({}, engine_metrics())


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("au premier semestre 2021", ["2021-H1"]),
        ("S2 2020 et H1 2021", ["2020-H2", "2021-H1"]),
        ("début 2023, puis fin 2024", ["2023-Q1", "2024-12"]),
        ("entre 2011 et 2016", ["2011/2016"]),
        ("de 2008 à 2012", ["2008/2012"]),
        ("d'ici 2035", ["2035"]),
        ("au deuxième trimestre de son exercice fiscal 2022", ["FY2022-Q2"]),
        ("le 3 mars 2018", ["2018-03-03"]),
        ("en octobre 2017", ["2017-10"]),
        ("sur les neuf premiers mois de 2018", ["2018-01/2018-09"]),
        ("T3 2024 et Q4 2023", ["2024-Q3", "2023-Q4"]),
        ("au printemps 2022", ["2022-03/2022-06"]),
    ],
)
def test_french_times_that_need_no_anchor(text, labels):
    assert [moment.label for moment in moments_of(text, "fr")] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("hier", ["2019-05-13"]),
        ("lundi", ["2019-05-13"]),
        ("mardi", ["2019-05-14"]),
        ("en décembre", ["2018-12"]),
        ("cette année", ["2019"]),
        ("l'an dernier", ["2018"]),
        ("l'année prochaine", ["2020"]),
        ("le mois dernier", ["2019-04"]),
        ("au quatrième trimestre", ["2018-Q4"]),
        ("depuis le début de l'année", ["2019-01/2019-05"]),
        ("dans la décennie à venir", ["2019/2029"]),
    ],
)
def test_french_times_against_the_day_of_the_text(text, labels):
    assert [moment.label for moment in moments_of(text, "fr", DAY)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("in the third quarter of 2021", ["2021-Q3"]),
        ("by 2040", ["2040"]),
        ("on June 4, 2012", ["2012-06-04"]),
        ("4 June 2012", ["2012-06-04"]),
        ("from 2001 to 2005", ["2001/2005"]),
        ("early 2022 and late 2023", ["2022-Q1", "2023-12"]),
        ("yesterday", ["2019-05-13"]),
        ("last year", ["2018"]),
        ("in fiscal 2026", ["FY2026"]),
        ("FY25", ["FY2025"]),
    ],
)
def test_english_times(text, labels):
    assert [moment.label for moment in moments_of(text, "en", DAY)] == labels


def test_a_relative_time_without_an_anchor_says_nothing():
    assert moments_of("hier, le mois dernier et cette année", "fr") == []


def test_a_shift_is_kept_for_the_time_that_the_passage_speaks_of():
    (moment,) = moments_of("contre 12 % il y a deux ans", "fr", DAY)
    assert moment.shift == ("year", -2)
    assert shifted("2018-11", *moment.shift) == "2016-11"


@pytest.mark.parametrize("text", ["4,2019 kg", "12 000 personnes", "le 2019/3", "20 190 euros", "réf. 1950-a"])
def test_numbers_that_are_no_years(text):
    assert moments_of(text, "fr", DAY) == []


@pytest.mark.parametrize(
    ("label", "unit", "steps", "moved"),
    [
        ("2018-01", "month", -1, "2017-12"),
        ("2018-Q1", "quarter", -1, "2017-Q4"),
        ("2018-H1", "year", 1, "2019-H1"),
        ("FY2026-Q3", "year", -1, "FY2025-Q3"),
        ("2018-01/2018-06", "year", -1, "2017-01/2017-06"),
        ("2018", "month", 1, None),
    ],
)
def test_moving_a_time(label, unit, steps, moved):
    assert shifted(label, unit, steps) == moved


def test_the_same_part_of_another_year():
    assert with_year("2018-01/2018-09", 2015) == "2015-01/2015-09"


def test_grains():
    assert [grain_of(label) for label in ("2018", "2018-Q2", "2018-H1", "2018-03", "2018-03-04", "2018/2020", "")] == [
        "year",
        "quarter",
        "half",
        "month",
        "day",
        "span",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("2018-03-04 : 12 t", ["2018-03-04"]),
        ("le 04/03/2018", ["2018-03-04"]),
        ("le 4 févr. 2018", ["2018-02-04"]),
        ("2016: 3 %", ["2016"]),
        ("du 3 au 5 mai", ["2019-05-03/2019-05-05"]),
        ("dans la nuit du 30 avril au 1er mai", ["2019-04-30/2019-05-01"]),
        ("avril-juin 2018", ["2018-Q2"]),
        ("l'été dernier", ["2018-06/2018-09"]),
        ("ces quatre dernières années", ["2015/2019"]),
        ("la semaine dernière", ["2019-05-06/2019-05-12"]),
        ("au dernier trimestre 2018", ["2018-Q4"]),
        ("saison 2017-18", ["2017/2018"]),
        ("deux ans plus tôt", ["2017"]),
        ("2020e", ["2020"]),
    ],
)
def test_more_french_times(text, labels):
    assert [moment.label for moment in moments_of(text, "fr", DAY)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Q3 FY24", ["FY2024-Q3"]),
        ("3Q18 and Q4'18", ["2018-Q3", "2018-Q4"]),
        ("in the first nine months", ["2019-01/2019-09"]),
        ("mid-May", ["2019-05"]),
        ("from May 3 to 5", ["2019-05-03/2019-05-05"]),
        ("March to May 2018", ["2018-03/2018-05"]),
        ("over the past decade", ["2009/2019"]),
        ("last week", ["2019-05-06/2019-05-12"]),
        ("the 2016-17 season", ["2016/2017"]),
        ("two years earlier", ["2017"]),
        ("in 2018: 3%", ["2018"]),
        ("on 25/03/2018", ["2018-03-25"]),
        ("this quarter", ["2019-Q2"]),
    ],
)
def test_more_english_times(text, labels):
    assert [moment.label for moment in moments_of(text, "en", DAY)] == labels


@pytest.mark.parametrize(
    ("language", "text", "labels"),
    [
        ("en", "in the twelve months to March", ["2018-04/2019-03"]),
        ("en", "in the three months to June 2018", ["2018-Q2"]),
        ("en", "for the year to next March", ["2019-04/2020-03"]),
        ("en", "in the final three months of 2018", ["2018-Q4"]),
        ("en", "second-quarter profit", ["2019-Q2"]),
        ("en", "by the end of last year", ["2018-12"]),
        ("en", "4% in the second quarter of 2018, after 3% in the first", ["2018-Q2", "2018-Q1"]),
        ("en", "Monday 3 June 2019", ["2019-06-03"]),
        ("fr", "sur un an à fin septembre", ["2017-10/2018-09"]),
        ("fr", "l'exercice clos le 31 mars 2018", ["2017-04/2018-03"]),
        ("fr", "à la fin de l'an dernier", ["2018-12"]),
        ("fr", "4 % au troisième trimestre 2018, contre 3 % au deuxième", ["2018-Q3", "2018-Q2"]),
        ("fr", "au second semestre, puis au premier rang", ["2018-H2"]),
    ],
)
def test_times_of_accounts(language, text, labels):
    assert [moment.label for moment in moments_of(text, language, DAY)] == labels


@pytest.mark.parametrize("text", ["le 2018-13-45", "à 20:18", "le 31/02/2018"])
def test_what_looks_like_a_day_but_is_none(text):
    assert all(grain_of(moment.label) not in ("day", "span") for moment in moments_of(text, "fr", DAY) if moment.label)


WINTER = Anchor("2026-02-04")


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("by the end of the year", "en", "2026-12"),
        ("before year-end", "en", "2026-12"),
        ("at the end of the year", "en", "2025-12"),
        ("d'ici à la fin de l'année", "fr", "2026-12"),
        ("à la fin de l'année", "fr", "2025-12"),
    ],
)
def test_the_end_of_a_year_lies_ahead_where_something_is_due_by_it(text, language, label):
    assert [moment.label for moment in moments_of(text, language, WINTER)] == [label]


@pytest.mark.parametrize(
    ("text", "language"), [("up from 310 the week before", "en"), ("contre 310 la semaine précédente", "fr")]
)
def test_the_week_before_lies_off_the_week_that_is_told(text, language):
    (moment,) = moments_of(text, language, WINTER)
    assert shifted("2026-01-26/2026-02-01", *moment.shift) == "2026-01-19/2026-01-25"


def test_a_cell_takes_the_year_of_its_own_column(tmp_path):
    from kg.extraction.extract import extract
    from kg.model.base import Vocabulary
    from kg.reading.files import read_document
    from kg.vocabulary.loading import engine_metrics

    rows = ["| Région | 2022 | 2023 |", "| --- | --- | --- |", "| Nord | 10 M€ | 12 M€ |", "| Sud | 20 M€ | 22 M€ |"]
    (tmp_path / "t.md").write_text("Ventes par région de Dupont SA\n\n" + "\n".join(rows) + "\n", encoding="utf-8")
    claims = extract(read_document(tmp_path / "t.md"), Vocabulary({}, engine_metrics()), "fr")
    assert [(claim.figure.exact, claim.period or claim.as_of) for claim in claims] == [
        ("10 M€", "2022"),
        ("12 M€", "2023"),
        ("20 M€", "2022"),
        ("22 M€", "2023"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Zorblax a levé des fonds en septembre 2025. Sa valorisation atteint 11,7 milliards d'euros, soit deux fois plus qu'un an plus tôt.",
        "Zorblax a levé des fonds en septembre 2025. Son effectif atteint 350 salariés, moins qu'en septembre 2024.",
    ],
)
def test_a_level_is_not_of_the_time_that_it_is_compared_with(text):
    claim = extract(read_plain(text, "fr"), Vocabulary({}, engine_metrics()), "fr")[0]
    assert "2024" not in (claim.period or claim.as_of or "")


TIMES = {
    "en": (
        "Q2FY24",
        "the third quarter of fiscal 2016",
        "FY 2025-26",
        "the same quarter last fiscal year",
        "the year-ago quarter",
        "the same month in FY23",
        "the same period of 2019",
        "the first nine months of fiscal 2021",
        "the quarter ended September 2023",
        "the six months to March 31",
        "the 2023/24 season",
        "the twelve months to June 2024",
        "31 February 2024",
        "99 BC",
        "late 2022",
        "a year earlier",
        "the week of May 5",
        "three months before",
    ),
    "fr": (
        "le troisième trimestre de l'exercice 2016",
        "l'exercice 2023-2024",
        "le même trimestre de l'exercice précédent",
        "le même mois de 2023",
        "la même période de 2019",
        "le quatrième de son exercice 2017",
        "le trimestre clos fin septembre 2023",
        "les six mois au 31 mars",
        "la saison 2023/2024",
        "le 31 février 2024",
        "le XIXe siècle",
        "un an plus tôt",
        "la semaine du 5 mai",
        "trois mois auparavant",
    ),
}


@given(data=st.data(), language=st.sampled_from(("en", "fr")))
def test_no_times_told_together_are_too_much(data, language):
    between = {"en": " against 9% in ", "fr": " contre 9 % sur "}[language]
    told = data.draw(st.lists(st.sampled_from(TIMES[language]), min_size=2, max_size=5))
    first = {"en": "Acme sold 12% more in ", "fr": "Acme a vendu 12 % de plus sur "}[language]
    text = first + between.join(told) + "."
    claims = extract(read_plain(text, language), VOCABULARY, language)
    assert {"12%", "12 %"} & {claim.figure.exact for claim in claims}


def test_a_fiscal_year_moves_the_quarter_it_is_compared_with():
    text = "Acme earned $5 million in the second quarter of FY24, up from $4 million in the same quarter in FY23."
    assert [claim.period for claim in extract(read_plain(text, "en"), VOCABULARY, "en")] == ["FY2024-Q2", "FY2023-Q2"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Q2FY24", "FY2024-Q2"),
        ("Q3 FY2025", "FY2025-Q3"),
        ("2QFY24", "FY2024-Q2"),
        ("FY24-Q2", "FY2024-Q2"),
        ("the third quarter of FY 2023-24", "FY2024-Q3"),
        ("H1FY26", "FY2026-H1"),
        ("FY2023-24", "FY2024"),
        ("FY25", "FY2025"),
        ("1H25", "2025-H1"),
        ("9M 2025", "2025-01/2025-09"),
    ],
)
def test_times_as_firms_label_them(text, label):
    assert [moment.label for moment in moments_of(f"Sales grew in {text}.", "en", DAY)] == [label]


def test_a_plan_of_several_years_is_no_fiscal_year():
    assert [moment.label for moment in moments_of("plan FY2025-27", "fr", DAY)] != ["FY2026"]
    assert moments_of("fy 24% more", "en", DAY) == []


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("les six mois se terminant le 30 juin 2018", "fr", "2018-H1"),
        ("l'exercice se terminant en mars 2021", "fr", "2020-04/2021-03"),
        ("douze mois glissants à fin septembre 2018", "fr", "2017-10/2018-09"),
        ("the six-month period ended June 30, 2018", "en", "2018-H1"),
        ("the 53 weeks to 1 February 2019", "en", "2018-02/2019-01"),
        ("the 26 weeks ended 29 March 2019", "en", "2018-10/2019-03"),
        ("13 weeks to September 27, 2018", "en", "2018-Q3"),
    ],
)
def test_months_and_weeks_up_to_a_day(text, language, label):
    assert [moment.label for moment in moments_of(text, language, DAY)] == [label]


@pytest.mark.parametrize(
    ("text", "language", "labels"),
    [
        ("between June 18 and July 8, 2018", "en", ["2018-06-18/2018-07-08"]),
        ("from 24 May 2007 to 22 December 2012", "en", ["2007-05-24/2012-12-22"]),
        ("from Dec. 28 to Jan. 3", "en", ["2018-12-28/2019-01-03"]),
        ("on January 5 and March 7, 2019", "en", ["2019-01-05", "2019-03-07"]),
        ("du 24 mai 2007 au 22 décembre 2012", "fr", ["2007-05-24/2012-12-22"]),
        ("in the same quarter last fiscal year", "en", ["2018"]),
        ("the prior-year quarter", "en", ["2018"]),
        ("au même trimestre de l'exercice précédent", "fr", ["2018"]),
    ],
)
def test_days_apart_and_years_before(text, language, labels):
    assert [moment.label for moment in moments_of(text, language, DAY)] == labels

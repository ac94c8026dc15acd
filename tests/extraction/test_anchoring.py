import pytest

from kg.extraction.attaching.deciding import told_again
from kg.extraction.attaching.governing import compared, comparing, counts_from
from kg.extraction.attaching.moments import moments_of
from kg.extraction.attaching.periods import Anchor
from kg.extraction.extract import scene_of
from kg.extraction.figures.finding import find_figures
from kg.model.base import Vocabulary
from kg.model.vocabulary import Entity
from kg.reading.layout import read_plain

VOCABULARY = Vocabulary({}, {})
STORY = {
    "fr": "Le port a traité 40 000 conteneurs, a dit sa directrice.",
    "en": "The port handled 40,000 containers, its head said.",
}


def scene(text, language):
    return scene_of(read_plain(text, language), find_figures(text, (language,)), VOCABULARY, language)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "OSLO, Norway, May 14, 2019 /Portline/ -- {story}", "2019-05-14"),
        ("en", "Bergen (14 May 2019) - {story}", "2019-05-14"),
        ("en", "(Portline) BERGEN, May 14, 2019 - {story}", "2019-05-14"),
        ("en", "Boxes\n\nANALYSIS | Published 14 May 2019\n\n{story}", "2019-05-14"),
        ("en", "Boxes\n\nBy Ann Ray, Ports Desk | May 14, 2019\n\n{story}", "2019-05-14"),
        ("en", "Boxes\n\n14 May 2019, updated 6.40pm\n\n{story}", "2019-05-14"),
        ("en", "PORTS IN BRIEF — week ending 14 May 2019\n\n{story}", "2019-05-14"),
        ("en", "Boxes\n\n{story}\n\nIt was a good year.\n\nBergen, 14 May 2019\n", "2019-05-14"),
        ("fr", "(Brest, le 14 mai 2019) {story}", "2019-05-14"),
        ("fr", "BREST, 14 mai 2019 (Agence du port) — {story}", "2019-05-14"),
        ("fr", "Des boîtes\n\nPar Anne Raie – Mardi 14 mai 2019, 18 h 40\n\n{story}", "2019-05-14"),
        ("fr", "Des boîtes\n\nTarifs relevés le 14 mai 2019, hors taxes\n\n{story}", "2019-05-14"),
        ("fr", "Des boîtes\n\nMai 2019\n\n{story}", "2019-05"),
        ("en", "Boxes\n\nPublished: May 14,2019\n\n{story}", "2019-05-14"),
        ("en", "2019-05\n\n{story}", "2019-05"),
    ],
)
def test_the_day_a_text_prints_dates_it(language, text, day):
    found, _ = scene(text.format(story=STORY[language]), language)
    assert found.anchor == Anchor(day, "printed")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        (
            "en",
            "The port handled 40,000 containers, it said on Tuesday, 14 May 2019. It had 30,000 in April 2018.",
            "2019-05-14",
        ),
        ("fr", "Au premier trimestre 2019, le port a traité 40 000 boîtes, a-t-il dit mardi 14 mai.", "2019-05-14"),
        ("fr", "Le port vise 50 000 boîtes d'ici mars 2025. Il en a compté 40 000 en avril 2019.", "2019-04"),
        ("en", "What did 2018 bring? The port handled 40,000 boxes, 10,000 of them in May.", "2018"),
        ("en", "The port did well. For the full year it handled 40,000 boxes, up 27% from its 2018 result.", "2019"),
        ("en", "The port did well. It handled 40,000 boxes in the fourth quarter, more than in 2018.", "2019"),
        ("en", "The port did well. Traffic for all of last year was 24% above the record of 2018.", "2020"),
        ("fr", "En juin, le port a traité 40 000 boîtes.\n\nPar rapport à juin 2018, c'est 4 % de plus.", "2019-06"),
        ("fr", "Le port va bien. L'an dernier, il a traité 40 000 boîtes, 4 % de plus qu'en 2018.", "2020"),
        ("fr", "Au premier trimestre, le port a crû de 4 % par rapport au premier trimestre 2018.", "2019"),
        ("fr", "Le port va bien. Les premiers six mois de l'année, il a crû de 4 % par rapport à 2018.", "2019"),
        ("fr", "Au deuxième trimestre, le port a crû de 4 % par rapport au premier trimestre 2018.", "2018"),
        ("en", "In the third quarter the port grew by 4%. That is up 2% on the fourth quarter of 2018.", "2019"),
    ],
)
def test_a_text_without_a_date_is_dated_by_what_it_tells(language, text, day):
    found, _ = scene(text, language)
    assert found.anchor == Anchor(day, "inferred")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The port did well. It handled 40,000 boxes in May, fewer than in both last year and 1998."),
        ("en", "The port did well. It is 40 % busier than in 1990."),
        ("fr", "Le port va bien. Il rejette 40 % de moins qu'en 1990."),
    ],
)
def test_a_year_long_gone_that_is_compared_with_dates_no_text(language, text):
    found, _ = scene(text, language)
    assert found.anchor is None or found.anchor.year < 1999


def test_the_dateline_is_not_the_day_of_the_event():
    found, _ = scene("BREST, 14 mai 2019 – Un feu a pris lundi soir : 12 blessés.", "fr")
    assert found.event == "2019-05-13"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The port handled 12% more than in 2017.", True),
        ("It had 40 cranes, against 30 in 2017.", True),
        ("It had 40 cranes in 2017.", False),
    ],
)
def test_a_time_of_comparison_is_known(text, told):
    found, sites = scene(text, "en")
    (moment,) = found.moments[sites[0].passage.index]
    assert (comparing(found, sites[0].passage.index, moment) is not None) is told


@pytest.mark.parametrize(
    ("language", "text", "base"),
    [
        ("fr", "Par rapport à juin 2018, le port a traité 4 490 boîtes de plus.", True),
        ("en", "Compared with 2018, the port handled 4,490 boxes more.", True),
        ("en", "After 2018, the port handled 4,490 boxes.", False),
    ],
)
def test_what_a_sentence_opens_with_may_be_the_base_of_its_figure(language, text, base):
    found, sites = scene(text, language)
    (moment,) = found.moments[sites[0].passage.index]
    assert (compared(found, sites[0], moment) == "base") is base


@pytest.mark.parametrize(
    ("language", "text", "span"),
    [
        ("en", "BERGEN, 14 May 2019 - Rates have risen by 5% since January.", "2019-01/2019-05"),
        ("fr", "BREST, 14 mai 2019 – Le port a dépensé 9 millions d'euros depuis 2011.", "2011/2019"),
        ("fr", "BREST, 14 mai 2019 – Le port a dépensé 9 millions d'euros en 2011.", None),
    ],
)
def test_what_has_counted_since_a_time_spans_up_to_the_day_of_the_text(language, text, span):
    found, sites = scene(text, language)
    moment = found.moments[sites[0].passage.index][-1]
    assert counts_from(found, sites[0], moment) == span


def test_a_headline_takes_the_time_of_its_figure_told_in_full():
    text = "Port: 412 boxes lost\n\n14 May 2019\n\nA ship lost 412 boxes on Sunday in a storm off Bergen.\n"
    _, sites = scene(text, "en")
    assert [told_again(sites, index).passage.index for index in range(2)] == [sites[1].passage.index] * 2


@pytest.mark.parametrize(
    ("text", "how", "label"),
    [
        ("It will cut 60 flights on Wednesday.", "ahead", "2019-05-15"),
        ("It wants 40 boats by December.", "ahead", "2019-12"),
        ("Sales fell in the year to June 2018.", "end", "2018-06"),
        ("Sales fell in the year to June 2018.", "fiscal", "FY2018"),
        ("He bought it in the spring of 2014.", "year", "2014"),
    ],
)
def test_a_time_may_mean_more_than_one(text, how, label):
    (moment,) = moments_of(text, "en", Anchor("2019-05-14"))
    assert (how, label) in moment.others


@pytest.mark.parametrize(
    ("language", "text", "time"),
    [
        ("fr", "Au premier semestre 2023, le port a traité 40 000 boîtes. Le trafic moyen était de 300 boîtes.", "2023-H1"),
        ("en", "In the third quarter of 2021 the port handled 40,000 boxes. Traffic averaged 300 boxes.", "2021-Q3"),
        ("en", "In 2021 the port handled 40,000 boxes. Traffic averaged 300 boxes.", None),
        (
            "fr",
            "Le port est à la fête. Au cours du trimestre, le quatrième de son exercice 2017 décalé, il a traité 40 000 boîtes.",
            "FY2017-Q4",
        ),
        (
            "fr",
            "Le trafic a baissé de 3 % au troisième trimestre.\n\nSur l'ensemble de 2023, le port prévoit 40 000 boîtes.",
            "2023-Q3",
        ),
        ("en", "Port posts good Q3\n\nOctober 27, 2016\n\nIt handled 40,000 boxes.", "2016-Q3"),
        ("fr", "Quand le port a ouvert fin 2022, le pays a applaudi. Il a reçu 40 000 boîtes.", None),
        ("fr", "Le port va bien. En juin 2023, il a traité 40 000 boîtes.", None),
    ],
)
def test_a_text_without_a_date_reports_on_the_part_of_a_year_that_it_opens_with(language, text, time):
    assert scene(text, language)[0].topic_time == time


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Payrolls grew by 40,000 in October. That is the most since June 2009."),
        ("fr", "L'emploi a gagné 40 000 postes en octobre, le mieux depuis juin 2009."),
    ],
)
def test_a_month_since_which_something_is_a_record_dates_no_text(language, text):
    found, _ = scene(text, language)
    assert found.anchor is None


@pytest.mark.parametrize(
    ("language", "text", "time"),
    [
        ("fr", "Au premier trimestre 2024, le port a crû de 9 % (contre 4 % au premier trimestre 2023).", "2024-Q1"),
        (
            "en",
            "Profits were strong in the fourth quarter.\n\nThat is a change from the loss of 3 million euros in 2003.",
            "2004-Q4",
        ),
        ("en", "Capacity rose by 58 GW in 2020. It rose by 40 GW in 2019. In 2020 the sun gave 30 GW.", "2020"),
    ],
)
def test_a_text_does_not_report_on_the_time_that_it_compares_with(language, text, time):
    found, _ = scene(text, language)
    assert found.topic_time == time


def test_all_that_dates_a_text_may_be_the_year_that_it_reports_on():
    found, _ = scene("Capacity rose by 58 GW in 2020. It rose by 40 GW in 2019. In 2020 the sun gave 30 GW.", "en")
    assert found.reports_on_year


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "OSLO, 19 November 2025 – Orvane's fiscal third quarter brought 57 million euros.", "FY2026-Q3"),
        ("en", "OSLO, 2 February 2026 – Orvane's third fiscal quarter brought 57 million euros.", "FY2026-Q3"),
        (
            "fr",
            "OSLO, 19 novembre 2025 – Le troisième trimestre fiscal d'Orvane a rapporté 57 millions d'euros.",
            "FY2026-Q3",
        ),
        ("fr", "OSLO, 19 mai 2025 – Le quatrième trimestre fiscal d'Orvane a rapporté 57 millions d'euros.", "FY2025-Q4"),
    ],
)
def test_a_fiscal_quarter_is_the_last_that_was_over_by_the_year_end_of_its_firm(language, text, label):
    orvane = Entity("orvane", "organization", {"": "Orvane"}, fiscal_year_end="01-31")
    found, _ = scene_of(
        read_plain(text, language), find_figures(text, (language,)), Vocabulary({"orvane": orvane}, {}), language
    )
    assert label in [moment.label for listed in found.moments.values() for moment in listed]

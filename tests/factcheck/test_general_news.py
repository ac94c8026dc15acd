"""Sentences of general news, of places, people, votes and disasters, against a small base that tells their figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.graph.build import build_base
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace
from tests.conftest import TOML

DAY = date(2026, 11, 22)

ENTITIES = """\
entities:
  - {id: france, type: place, label: France}
  - {id: lyon, type: place, label: Lyon}
  - {id: renault, type: organization, label: Renault}
  - {id: michelin, type: organization, label: Michelin}
  - {id: mont-blanc, type: place, label: Mont Blanc}
  - {id: loire, type: place, label: Loire}
  - {id: corsica, type: place, label: {en: Corsica, fr: Corse}}
  - {id: haiti-earthquake, type: event, label: {en: Haiti earthquake, fr: séisme en Haïti}}
  - {id: louvre, type: organization, label: Louvre}
  - {id: macron, type: person, label: Emmanuel Macron}
  - {id: edf, type: organization, label: EDF}
  - {id: google, type: organization, label: Google}
  - {id: labour, type: organization, label: Labour Party}
  - {id: cgt, type: organization, label: CGT}
  - {id: heathrow, type: place, label: Heathrow}
  - {id: storm-ciaran, type: event, label: {en: Storm Ciaran, fr: tempête Ciaran}}
  - {id: paris, type: place, label: Paris}
  - {id: spain, type: place, label: {en: Spain, fr: Espagne}}
"""

# entity, metric, value, unit, and the period, or "at" and the moment
CLAIMS = """\
france unemployment_rate 7.5 % 2025
france unemployed 2400000 count at 2025-12
spain trade_balance -2100000000 USD 2024
spain life_expectancy 84.1 year 2024
france temperature_change 1.8 degC 2024
france inflation_rate 0.9 % 2025
france gdp_growth 1.1 % 2024
france gdp 2920000000000 EUR 2024
france budget_deficit 169600000000 EUR 2024
france public_debt 3345000000000 EUR at 2025
france exports 599000000000 EUR 2024
france births 663000 count 2024
france deaths 651000 count 2025
france co2_emissions 366000000 t 2024
france medals 64 count 2024
france turnout 66.6 % 2024
france buildings_damaged 1200 count 2025
lyon population 520000 count at 2025
renault employees 98600 count at 2025-12
renault jobs_cut 3000 count 2025
renault sales_volume 2260000 count 2024
michelin jobs_created 400 count 2025
mont-blanc height 4805.6 m at 2025
loire length 1006 km at 2025
corsica area 8722 km2 at 2025
corsica area_burned 2000 ha 2025
haiti-earthquake injured 12700 count 2021
haiti-earthquake deaths 2248 count 2021
louvre visitors 8700000 count 2024
macron vote_share 58.5 % 2022
macron votes 18768639 count 2022
edf electricity_generation 520100000000 kWh 2024
google fine 2950000000 EUR 2025
labour seats 411 count 2024
cgt members 600000 count at 2025
heathrow passengers 83900000 count 2024
storm-ciaran wind_speed 207 km/h 2023
storm-ciaran evacuated 1300 count 2023
paris temperature 42.6 °C 2019
spain capacity 129 GW at 2024
"""

FAIR = """\
En 2025, le chômage touchait 7,5 % de la population active en France.
Unemployment in France averaged 7.5% in 2025.
France had 2.4 million jobless people in December 2025.
En décembre 2025, 2,4 millions de personnes étaient au chômage en France.
Some 2.4 million people were out of work in France at the end of 2025.
Consumer prices in France rose by 0.9% in 2025.
L'inflation s'est établie à 0,9 % en moyenne en France en 2025.
En France, les prix à la consommation ont augmenté de 0,9 % en 2025.
Le PIB de la France a crû de 1,1 % en 2024.
Le produit intérieur brut de la France atteignait 2 920 milliards d'euros en 2024.
France ran a budget deficit of 169.6 billion euros in 2024.
La dette publique de la France a atteint 3 345 milliards d'euros en 2025.
La France a exporté pour 599 milliards d'euros de biens en 2024.
France exported 599 billion euros of goods in 2024.
Quelque 663 000 bébés sont nés en France en 2024.
About 663,000 babies were born in France in 2024.
Some 651,000 people died in France in 2025.
En 2025, 651 000 personnes sont mortes en France.
La France a émis 366 millions de tonnes de CO2 en 2024.
France emitted 366 million tonnes of carbon dioxide in 2024.
France won 64 medals in 2024.
Turnout in France reached 66.6% of registered voters in 2024.
La ville de Lyon abritait 520 000 habitants en 2025.
Some 520,000 people lived in Lyon in 2025.
The city of Lyon has 520,000 residents in 2025.
La commune de Lyon est peuplée de 520 000 âmes en 2025.
Renault had 98,600 people on its payroll at the end of 2025.
Renault a supprimé 3 000 postes en 2025.
Carmaker Renault cut 3,000 jobs in 2025.
Renault laid off 3,000 workers in 2025.
Renault a écoulé 2,26 millions de véhicules en 2024.
Michelin a créé 400 emplois en 2025.
The tyre maker Michelin created 400 jobs in 2025.
Le mont Blanc culmine à 4 805,6 mètres en 2025.
Mont Blanc stood 4,805.6 metres high in 2025.
Le fleuve Loire s'étire sur 1 006 kilomètres de long.
The river Loire is 1,006 kilometres long.
L'île de Corse s'étend sur une superficie de 8 722 km2.
The island of Corsica covers an area of 8,722 square kilometres.
En 2025, les flammes ont ravagé 2 000 hectares en Corse.
Wildfires burned 2,000 hectares in Corsica in 2025.
The 2021 Haiti earthquake killed 2,248 people.
Le séisme en Haïti a fait 12 700 blessés en 2021.
Le Louvre a accueilli 8,7 millions de visiteurs en 2024.
The Louvre museum welcomed 8.7 million visitors in 2024.
Emmanuel Macron a recueilli 58,5 % des suffrages exprimés en 2022.
President Emmanuel Macron won 58.5% of the vote in 2022.
Emmanuel Macron a obtenu 18 768 639 voix en 2022.
EDF produced 520.1 TWh of electricity in 2024.
EDF a produit 520,1 TWh d'électricité en 2024.
Google a écopé d'une amende de 2,95 milliards d'euros en 2025.
Google was hit with a fine of 2.95 billion euros in 2025.
The Labour Party won 411 seats in parliament in 2024.
Le syndicat CGT revendiquait 600 000 adhérents en 2025.
Heathrow handled 83.9 million passengers in 2024.
La tempête Ciaran a soufflé à 207 km/h en 2023.
Some 1,300 residents were evacuated during Storm Ciaran in 2023.
The temperature in Paris hit 42.6 °C in 2019.
L'Espagne disposait de 129 GW de puissance installée en 2024.
About 1,200 homes were damaged in France in 2025.
"""

HOSTILE = """\
France avoided 651,000 deaths in 2025.
La France a évité 651 000 décès en 2025.
Vaccines prevented 651,000 deaths in France in 2025.
Some 651,000 dogs died in France in 2025.
Some 651,000 people nearly died in France in 2025.
En 2025, 651 000 chevaux sont morts en France.
Renault saved 3,000 jobs in 2025.
Renault a sauvé 3 000 postes en 2025.
Renault created 3,000 jobs in 2025.
Renault a créé 3 000 postes en 2025.
Renault's suppliers cut 3,000 jobs in 2025.
Michelin cut 400 jobs in 2025.
Michelin a supprimé 400 emplois en 2025.
Lyon vaccinated 520,000 people in 2025.
La ville de Lyon a vacciné 520 000 habitants en 2025.
Lyon a accueilli 520 000 touristes en 2025.
Some 520,000 people left Lyon in 2025.
Some 520,000 students lived in Lyon in 2025.
En 2025, le chômage touchait 7,5 % des jeunes en France.
Unemployment among women in France averaged 7.5% in 2025.
Unemployment affected 7.5% of its prisoners in France in 2025.
France's unemployment benefits cost 7.5% of its budget in 2025.
France had 2.4 million employed people in December 2025.
En France, 2,4 millions de chômeurs ont retrouvé un emploi en décembre 2025.
Food prices in France rose by 0.9% in 2025.
Les prix de l'immobilier ont augmenté de 0,9 % en France en 2025.
Wages in France rose by 0.9% in 2025.
France captured 366 million tonnes of carbon dioxide in 2024.
La France a absorbé 366 millions de tonnes de CO2 en 2024.
France imported 366 million tonnes of CO2 in 2024.
France imported 599 billion euros of goods in 2024.
La France a importé pour 599 milliards d'euros de biens en 2024.
Some 663,000 people died in France in 2024.
France lost 64 medals in 2024.
France won 64 gold medals in 2024.
La France a distribué 64 médailles en 2024.
The 2021 Haiti earthquake injured 2,248 people.
Le séisme en Haïti a fait 12 700 morts en 2021.
The 2021 Haiti earthquake displaced 12,700 people.
Firefighters saved 2,000 hectares in Corsica in 2025.
En 2025, la Corse a replanté 2 000 hectares ravagés.
Emmanuel Macron lost 58.5% of the vote in 2022.
Emmanuel Macron bought 18,768,639 votes in 2022.
Emmanuel Macron recueille 58,5 % d'opinions favorables en 2022.
EDF consumed 520.1 TWh of electricity in 2024.
EDF a importé 520,1 TWh d'électricité en 2024.
Google paid a bonus of 2.95 billion euros in 2025.
Google avoided a fine of 2.95 billion euros in 2025.
Google a fait annuler une amende de 2,95 milliards d'euros en 2025.
Le Louvre a refoulé 8,7 millions de visiteurs en 2024.
The Louvre lost 8.7 million visitors in 2024.
Renault recalled 2.26 million vehicles in 2024.
Renault a rappelé 2,26 millions de véhicules en 2024.
Renault had 98,600 people on strike at the end of 2025.
Renault cut 3,000 jobs a week in 2025.
Some 651,000 children died in France in 2025.
In Lyon, 520,000 people live alone in 2025.
La région de Lyon compte 520 000 habitants en 2025.
Turnout in France fell by 66.6% in 2024.
The Loire tunnel is 1,006 kilometres long.
Youth unemployment in France averaged 7.5% in 2025.
Some 2,248 people were rescued in the 2021 Haiti earthquake.
The Labour Party lost 411 seats in 2024.
CGT lost 600,000 members in 2025.
Heathrow stranded 83.9 million passengers in 2024.
Storm Ciaran killed 1,300 people in 2023.
Renault added 3,000 positions in 2025.
Some 520,000 people were born in Lyon in 2025.
Long-term unemployment in France averaged 7.5% in 2025.
Google imposed a fine of 2.95 billion euros in 2025.
Spain closed 129 GW of installed capacity in 2024.
The temperature in Paris rose by 42.6 °C in 2019.
France built 1,200 homes in 2025.
France's population expanded by 1.1% in 2024.
Some 651,000 people were killed in France in 2025.
Consumer prices in France fell by 0.9% in 2025.
En France, les prix à la consommation ont baissé de 0,9 % en 2025.
Inflation in France rose by 0.9% in 2025.
About 1,200 homes were destroyed in France in 2025.
"""

FAIR_FLOOR, HOSTILE_CEILING = 57, 2


def _claims() -> str:
    lines = []
    for number, line in enumerate(CLAIMS.splitlines()):
        entity, metric, value, unit, *time = line.split()
        when = f"as_of: '{time[1]}'" if time[0] == "at" else f"period: '{time[0]}'"
        lines.append(
            f"  - {{id: c{number}, exact: '{value}', entity: {entity}, metric: {metric}, value: '{value}',"
            f" unit: '{unit}', {when}, status: reported}}"
        )
    return "source: almanac\nclaims:\n" + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a base of general news."""
    folder = tmp_path_factory.mktemp("news")
    files = {
        "kg.toml": TOML,
        "claims/vocabulary/entities.yaml": ENTITIES,
        "claims/almanac.yaml": _claims(),
        "sources/almanac.yaml": "id: almanac\ntype: article\n",
    }
    for path, text in files.items():
        _write(folder / path, text)
    space = Workspace.open(folder)
    with build_base(space).build.open_columns() as columns:
        yield Desk(columns, load_vocabulary(space), DAY)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _supported(sentences: str, desk: Desk) -> list[str]:
    return [each for each in sentences.splitlines() if ask(each, desk).verdict.value == "supported"]


def test_what_the_base_tells_is_supported_in_the_words_of_the_press(news: Desk) -> None:
    supported = _supported(FAIR, news)
    missed = [each for each in FAIR.splitlines() if each not in supported]
    assert len(supported) >= FAIR_FLOOR, "\n".join(missed)


def test_what_it_does_not_tell_is_not(news: Desk) -> None:
    supported = _supported(HOSTILE, news)
    assert len(supported) <= HOSTILE_CEILING, "\n".join(supported)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Spain's trade deficit was 2.1 billion dollars in 2024.", "supported"),
        ("Le déficit commercial de l'Espagne s'est élevé à 2,1 milliards de dollars en 2024.", "supported"),
        ("Spain posted a trade surplus of 2.1 billion dollars in 2024.", "refuted"),
        ("L'espérance de vie en Espagne était de 84,1 ans en 2024.", "supported"),
        ("The temperature in France rose by 1.8 °C in 2024.", "supported"),
        ("The temperature in France rose by 3.24 °F in 2024.", "supported"),
        ("The temperature in France rose by 1.8 °F in 2024.", "refuted"),
    ],
)
def test_a_deficit_is_a_balance_below_nothing_and_degrees_that_rose_have_no_zero(
    news: Desk, sentence: str, verdict: str
) -> None:
    assert ask(sentence, news).verdict.value == verdict

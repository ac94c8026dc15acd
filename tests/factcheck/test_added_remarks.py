"""What a sentence adds about who says it, who does it, how many of them it is of, and in passing: borne out only by claims that tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import yaml

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.graph.build import build_base
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace
from tests.conftest import TOML

DAY = date(2026, 11, 28)
ENTITIES = [
    {"id": "brindel-line", "type": "organization", "label": "Brindel Line"},
    {"id": "mira-castel", "type": "person", "label": "Mira Castel", "note": "chief executive (PDG) of Brindel Line"},
    {"id": "teslin-museum", "type": "organization", "label": {"en": "Teslin Museum", "fr": "musée Teslin"}},
    {"id": "quorra", "type": "product", "label": "Quorra", "part_of": "haldane-labs"},
    {"id": "haldane-labs", "type": "organization", "label": "Haldane Labs"},
    {"id": "ostrava-capital", "type": "organization", "label": "Ostrava Capital"},
    {"id": "lumen-partners", "type": "organization", "label": "Lumen Partners"},
    {"id": "port-varenne", "type": "place", "label": "Port-Varenne"},
]
CLAIMS = [
    ("brindel-line", "revenue", 840000000, "EUR", {"period": "2025"}),
    ("brindel-line", "net_loss", 12000000, "EUR", {"period": "2024", "attributed_to": "brindel-line"}),
    ("brindel-line", "revenue", 900000000, "EUR", {"period": "2026", "status": "projected", "attributed_to": "mira-castel"}),
    ("brindel-line", "employees", 3200, "count", {"as_of": "2025-12"}),
    ("brindel-line", "passengers", 5600000, "count", {"period": "2025"}),
    (
        "haldane-labs",
        "funding_round",
        45000000,
        "EUR",
        {"period": "2025", "qualifiers": {"group": "Ostrava Capital, Lumen Partners and others"}},
    ),
    ("teslin-museum", "visitors", 310000, "count", {"period": "2025"}),
    ("quorra", "users", 2400000, "count", {"as_of": "2026-03"}),
    ("port-varenne", "population", 81000, "count", {"as_of": "2026-01"}),
    ("port-varenne", "crimes", 5100, "count", {"period": "2025"}),
]
TRUE = [
    "Brindel Line took in 840 million euros of revenue in 2025.",
    "Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en 2025.",
    "According to the figures, Brindel Line had revenue of 840 million euros in 2025.",
    "Selon les chiffres, Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en 2025.",
    "The company says Brindel Line lost 12 million euros in 2024.",
    "Brindel Line a perdu 12 millions d'euros en 2024, reconnaît la compagnie.",
    "Brindel Line itself admits a net loss of 12 million euros in 2024.",
    "Its chief executive expects Brindel Line's revenue to reach 900 million euros in 2026.",
    "Selon son PDG, Brindel Line devrait réaliser 900 millions d'euros de chiffre d'affaires en 2026.",
    "Brindel Line, a shipping company, employed 3,200 people in December 2025.",
    "Brindel Line, compagnie maritime, employait 3 200 personnes en décembre 2025.",
    "Quorra, developed by Haldane Labs, had 2.4 million users in March 2026.",
    "Quorra, développée par Haldane Labs, comptait 2,4 millions d'utilisateurs en mars 2026.",
    "Haldane Labs raised 45 million euros in 2025, notably from Ostrava Capital and Lumen Partners.",
    "Haldane Labs a levé 45 millions d'euros en 2025, notamment auprès d'Ostrava Capital.",
    "5,100 crimes: that is the tally for Port-Varenne in 2025.",
    "310 000 visiteurs : tel est le bilan du musée Teslin en 2025.",
    "In 2025, at the Teslin Museum, 310,000 visitors were counted.",
]
SPOKEN = [
    "Teslin Museum had 310,000 visitors in 2025, its director said.",
    "Teslin Museum had 310,000 visitors in 2025, a spokeswoman for the museum told local radio.",
    "The mayor says Port-Varenne had 81,000 inhabitants in January 2026.",
    "According to the company's finance director, Brindel Line took in 840 million euros of revenue in 2025.",
    "Its chief executive admits that Brindel Line lost 12 million euros in 2024.",
    "Official figures confirm that 5,100 crimes were recorded in Port-Varenne in 2025.",
    "Audited accounts show that Brindel Line took in 840 million euros of revenue in 2025.",
    "Brindel Line took in 840 million euros of revenue in 2025, according to leaked documents.",
    "A court found that Brindel Line took in 840 million euros of revenue in 2025.",
    "The regulator has established that Brindel Line carried 5.6 million passengers in 2025.",
    "Brindel Line itself counts 5.6 million passengers in 2025, by its own reckoning.",
    "Brindel Line has revealed that it carried 5.6 million passengers in 2025.",
    "Unions say Brindel Line employed 3,200 people in December 2025.",
    "Le musée Teslin a accueilli 310 000 visiteurs en 2025, selon sa directrice.",
    "Le musée Teslin a accueilli 310 000 visiteurs en 2025, a indiqué un porte-parole.",
    "Le maire l'assure : Port-Varenne comptait 81 000 habitants en janvier 2026.",
    "D'après ses dirigeants, Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en 2025.",
    "Les comptes audités le montrent : Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en 2025.",
    "Brindel Line dit elle-même avoir transporté 5,6 millions de passagers en 2025.",
    "Des documents internes révèlent que Brindel Line a transporté 5,6 millions de passagers en 2025.",
    "5 100 crimes et délits ont été enregistrés à Port-Varenne en 2025, confirme la préfecture.",
    "De source officielle, 5 100 crimes ont été enregistrés à Port-Varenne en 2025.",
    "La justice a établi que Brindel Line avait transporté 5,6 millions de passagers en 2025.",
    "Brindel Line prévoit elle-même 900 millions d'euros de chiffre d'affaires en 2027.",
]
OF_SOME = [
    "Most of the people at Brindel Line, 3,200 of them, were employed in December 2025.",
    "Nearly all of the 3,200 people that Brindel Line employed in December 2025 were employees.",
    "Brindel Line took in 840 million euros of revenue in 2025, mainly from passengers.",
    "Brindel Line carried 5.6 million passengers in 2025, the majority of them people.",
    "The Teslin Museum had 310,000 visitors in 2025, few of them from Port-Varenne.",
    "La plupart des visiteurs du musée Teslin, 310 000 en 2025, étaient des visiteurs.",
    "Brindel Line a transporté 5,6 millions de passagers en 2025, exclusivement des passagers.",
    "Presque tous les salariés de Brindel Line, soit 3 200 personnes, y travaillaient en décembre 2025.",
    "Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en 2025, principalement avec ses passagers.",
]
RANKED = [
    "Market leader Brindel Line took in 840 million euros of revenue in 2025.",
    "Largest employer of Port-Varenne, Brindel Line had 3,200 employees in December 2025.",
    "The most visited museum in the country, the Teslin Museum had 310,000 visitors in 2025.",
    "Quorra, the first app to do so, had 2.4 million users in March 2026.",
    "Haldane Labs raised 45 million euros in 2025 in a round led by Ostrava Capital.",
    "Ostrava Capital co-led the round of 45 million euros that Haldane Labs raised in 2025.",
    "Haldane Labs, backed by Port-Varenne, raised 45 million euros in 2025.",
    "Alongside Quorra, Haldane Labs raised 45 million euros in 2025.",
    "Premier employeur de Port-Varenne, Brindel Line comptait 3 200 salariés en décembre 2025.",
    "Leader de son marché, Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en 2025.",
    "Brindel Line, numéro un du secteur, a transporté 5,6 millions de passagers en 2025.",
    "Haldane Labs a levé 45 millions d'euros en 2025, un tour de table mené par Lumen Partners.",
    "Musée le plus visité du pays, le musée Teslin a accueilli 310 000 visiteurs en 2025.",
    "Haldane Labs a levé 45 millions d'euros en 2025 aux côtés de Quorra.",
]
IN_PASSING = [
    "The Teslin Museum (shut every Monday) had 310,000 visitors in 2025.",
    "Brindel Line, which had just changed hands, took in 840 million euros of revenue in 2025.",
    "Hit by strikes, Brindel Line carried 5.6 million passengers in 2025.",
    "Brindel Line, now state-owned, carried 5.6 million passengers in 2025.",
    "Brindel Line took in 840 million euros of revenue in 2025, although it had planned for more.",
    "The Teslin Museum – closed in part that summer – had 310,000 visitors in 2025.",
    "Newly listed, Brindel Line took in 840 million euros of revenue in 2025.",
    "Le musée Teslin (fermé une partie de l'hiver) a accueilli 310 000 visiteurs en 2025.",
    "Fraîchement privatisée, Brindel Line a transporté 5,6 millions de passagers en 2025.",
    "Brindel Line, qui venait de changer de main, a réalisé 840 millions d'euros de chiffre d'affaires en 2025.",
    "Touchée par une grève, Brindel Line a transporté 5,6 millions de passagers en 2025.",
    "Brindel Line, en pleine crise, employait 3 200 personnes en décembre 2025.",
    "Bien qu'elle ait promis mieux, Brindel Line a transporté 5,6 millions de passagers en 2025.",
]
COME_OF = [
    "Thanks to its passengers Brindel Line took in 840 million euros of revenue in 2025.",
    "Brindel Line lost 12 million euros in 2024 by closing lines.",
    "Haldane Labs raised 45 million euros in 2025 to pay for Quorra.",
    "Brindel Line lost 12 million euros in 2024 amid the pandemic.",
    "Brindel Line carried 5.6 million passengers in 2025 despite high prices.",
    "Brindel Line took in 840 million euros of revenue in 2025 through higher prices.",
    "Brindel Line a perdu 12 millions d'euros en 2024 en fermant des lignes.",
    "Sur fond de crise, Brindel Line a transporté 5,6 millions de passagers en 2025.",
    "Faute de clients, Brindel Line a perdu 12 millions d'euros en 2024.",
    "Haldane Labs a levé 45 millions d'euros en 2025 pour financer Quorra.",
    "Grâce à ses passagers, Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en 2025.",
    "Brindel Line a transporté 5,6 millions de passagers en 2025 sans augmenter ses prix.",
]

IN_WHAT_STATE = [
    "Loss-making Brindel Line employed 3,200 people in December 2025.",
    "The debt-laden group Brindel Line took in 840 million euros of revenue in 2025.",
    "The profitable shipping group Brindel Line took in 840 million euros of revenue in 2025.",
    "The fast-growing company Brindel Line carried 5.6 million passengers in 2025.",
    "State-owned Brindel Line carried 5.6 million passengers in 2025.",
    "The former champion Brindel Line carried 5.6 million passengers in 2025.",
    "Brindel Line had consolidated revenue of 840 million euros in 2025.",
    "Brindel Line's online revenue was 840 million euros in 2025.",
    "La compagnie publique Brindel Line a transporté 5,6 millions de passagers en 2025.",
    "Le groupe déficitaire Brindel Line a transporté 5,6 millions de passagers en 2025.",
    "Le groupe endetté Brindel Line a transporté 5,6 millions de passagers en 2025.",
    "Brindel Line a réalisé 840 millions d'euros de chiffre d'affaires en ligne en 2025.",
]
OF_THE_SHIPPED_BASE = [
    "OpenAI, still loss-making, has made data-centre commitments worth $1.4 trillion.",
    "OpenAI, which is still in the red, has made data-centre commitments worth $1.4 trillion.",
    "OpenAI lost more than 9 billion dollars in 2025, a figure the company has confirmed.",
    "OpenAI a perdu plus de 9 milliards de dollars en 2025, un chiffre confirmé depuis.",
    "OpenAI's 800 million weekly users are mostly free.",
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    folder = tmp_path_factory.mktemp("remarks")
    listed = [
        {"id": f"c{n}", "exact": str(v), "entity": e, "metric": m, "value": str(v), "unit": u, "status": "reported", **more}
        for n, (e, m, v, u, more) in enumerate(CLAIMS)
    ]
    files = {
        "kg.toml": TOML,
        "claims/vocabulary/entities.yaml": yaml.safe_dump({"entities": ENTITIES}),
        "claims/almanac.yaml": yaml.safe_dump({"source": "almanac", "claims": listed}),
        "sources/almanac.yaml": "id: almanac\ntype: article\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    space = Workspace.open(folder)
    with build_base(space).build.open_columns() as columns:
        desk = Desk(columns, load_vocabulary(space), DAY)
        yield lambda sentence: ask(sentence, desk).verdict.value


@pytest.mark.parametrize("sentence", TRUE)
def test_what_claims_tell_is_borne_out(told: Callable[[str], str], sentence: str) -> None:
    assert told(sentence) == "supported"


@pytest.mark.parametrize("sentence", [*SPOKEN, *OF_SOME, *RANKED, *IN_PASSING, *COME_OF, *IN_WHAT_STATE])
def test_what_no_claim_tells_leaves_a_sentence_open(told: Callable[[str], str], sentence: str) -> None:
    assert told(sentence) not in ("supported", "refuted")


@pytest.mark.parametrize("sentence", OF_THE_SHIPPED_BASE)
def test_what_the_claims_of_a_figure_do_not_tell_beside_it_leaves_it_open(
    verdict: Callable[[str], str], sentence: str
) -> None:
    assert verdict(sentence) == "unverifiable"

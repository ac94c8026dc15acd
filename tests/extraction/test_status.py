import pytest

from kg.extraction.attaching.deciding import decide
from kg.extraction.attaching.ranking import shipped_weights
from kg.extraction.extract import extract, scene_of
from kg.extraction.figures.finding import find_figures
from kg.extraction.training import rules
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics

VOCABULARY = Vocabulary({}, engine_metrics())


def statuses(text, language):
    return [claim.status for claim in extract(read_plain(text, language), VOCABULARY, language)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("La coopérative a vendu 12 000 vélos en 2019.", "reported"),
        ("La coopérative devrait vendre 12 000 vélos en 2031.", "projected"),
        ("La coopérative vise un chiffre d'affaires de 40 millions d'euros.", "target"),
        ("Selon des rumeurs, la coopérative aurait perdu 3 millions d'euros.", "rumoured"),
        ("La facture est estimée à 7 millions d'euros.", "estimated"),
    ],
)
def test_french(text, status):
    assert statuses(text, "fr") == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The bakery sold 900 loaves on Monday.", "reported"),
        ("The bakery will hire 30 people.", "projected"),
        ("The bakery aims for sales of $2 million.", "target"),
        ("The damage is estimated at $7 million.", "estimated"),
    ],
)
def test_english(text, status):
    assert statuses(text, "en") == [status]


def by_rules(text, language):
    scene, sites = scene_of(read_plain(text, language), find_figures(text, (language,)), VOCABULARY, language)
    return [decision.status.value for decision in decide(scene, sites, {**shipped_weights(), "status": rules()["status"]})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La régie devrait supprimer 12 de ses 340 lignes.", ["projected", "reported"]),
        ("Le musée attend 80 000 visiteurs cette année, contre 65 000 l'an dernier.", ["projected", "reported"]),
        ("Selon la mairie, le pont coûterait 9 millions d'euros.", ["estimated"]),
        ("L'assureur chiffre les dégâts à 9 millions d'euros.", ["estimated"]),
        ("S'il gelait en avril, la coopérative perdrait 40 tonnes de fruits.", ["hypothetical"]),
        ("Trois repreneurs se seraient manifestés.", ["rumoured"]),
        ("Le syndicat réclame une hausse de 120 euros.", ["target"]),
        ("La tonne de blé se négocie à 310 euros.", ["reported"]),
        ("Le chantier, longtemps sous-estimé, a coûté 12 millions d'euros.", ["reported"]),
        ("La réserve suffit à tenir un an, peut-être deux.", ["estimated"]),
        ("Le bail court sur les vingt prochaines années.", ["projected"]),
        ("Le pont a coûté 6 millions d'euros (on l'estime à 9 millions avec ses accès).", ["reported", "estimated"]),
        ("Les héritiers ne veulent pas perdre les 40 millions d'euros du legs.", ["reported"]),
        ("Les ventes ont atteint 57 millions d'euros, contre 54 millions attendus.", ["reported", "projected"]),
        ("Le bénéfice a dépassé les attentes de 49 millions d'euros.", ["projected"]),
        ("La mairie va fermer 14 écoles.", ["projected"]),
        ("Vendre 3 millions de vélos par an est tout simplement impossible.", ["hypothetical"]),
        ("Les crédits nécessaires au chantier s'élèvent à 80 millions d'euros.", ["reported"]),
        ("Où trouver les 80 millions d'euros nécessaires au chantier ?", ["estimated"]),
        ("Les auditeurs de cette radio se comptent en centaines de milliers.", ["illustrative"]),
        ("Ses rivaux sont un ordre de grandeur au-dessus.", ["illustrative"]),
    ],
)
def test_what_governs_a_figure_in_french(text, expected):
    assert by_rules(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry is expected to carry 6,000 passengers, up from 4,500.", ["projected", "reported"]),
        ("The choir, which hopes to tour Japan, sold 700 tickets.", ["reported"]),
        ("Engineers put the damage at $4 million.", ["estimated"]),
        ("If the dam broke, 900 homes would be flooded.", ["hypothetical"]),
        ("The union is demanding a raise of 6 percent.", ["target"]),
        ("The city denied a rumour that it had lost $3 million.", ["rumoured"]),
        ("By May, 300 walkers had crossed the pass.", ["reported"]),
        ("Profit was below market expectations of $59 million.", ["projected"]),
        ("The depot is likely to close 3 lines.", ["projected"]),
        ("The heirs do not want to lose the $40 million.", ["reported"]),
        ("The relief fund needs at least $20 million.", ["estimated"]),
        ("Listeners of this station are counted in the millions.", ["illustrative"]),
        ("The mill will pay 480 million yuan ($58 million; £30 million).", ["projected", "projected", "projected"]),
    ],
)
def test_what_governs_a_figure_in_english(text, expected):
    assert by_rules(text, "en") == expected


def test_what_introduces_a_list_counts_for_its_points():
    text = "Ce qui pourrait sauver la ligne :\n\n- Un billet unique : 40 % de voyageurs en plus\n- Des rames neuves : 12 minutes gagnées\n"
    assert by_rules(text, "fr") == ["hypothetical", "hypothetical"]

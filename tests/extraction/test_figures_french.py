"""Ways of French to say figures, each with the sayings that look alike and state none, or another."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import kg.vocabulary.languages as languages
from kg.extraction.figures.finding import Figure, find_figures


def value(figure: Figure) -> str:
    low, high = (None if edge is None else f"{edge.normalize():f}" for edge in (figure.low, figure.high))
    if high is None:
        return f">{low}"
    if low is None:
        return f"<{high}"
    return low if low == high else f"{low}-{high}"


def read(text: str) -> list[str]:
    return [f"{figure.exact} = {value(figure)} {figure.unit}" for figure in find_figures(text, ("fr", "en"))]


BOUNDS = {
    "Ils étaient 41.000 au plus fort de la crue.": ["41.000 = 41000 count"],
    "Le titre valait 20 euros au plus bas.": ["20 euros = 20 EUR"],
    "La salle reçoit 20 personnes au plus.": ["20 = <20 count"],
    "Il faut dix jours au plus après la demande.": ["dix jours = <10 day"],
    "Il recommande de ne pas dépasser 70 %.": ["70 % = <70 %"],
    "Il faut éviter de dépasser 80 %.": ["80 % = <80 %"],
    "La hausse atteint 3 % sans jamais dépasser les 4 %.": ["3 % = 3 %", "4 % = <4 %"],
    "Le seuil de 70 % à ne pas franchir est connu.": ["70 % = <70 %"],
    "La hausse va dépasser 70 %.": ["70 % = >70 %"],
    "Le niveau ne dépasse guère un mètre.": ["un mètre = <1 m"],
    "Il faudra, au bas mot, deux milliards d'euros.": ["deux milliards d'euros = >2000000000 EUR"],
    "Il faudrait le décupler, au minimum, pour plaire.": ["décupler = >10 x"],
    "Dix morts, au moins trois blessés.": ["Dix = 10 count", "trois = >3 count"],
    "Il en faut dix au moins, deux milliards au plus.": ["dix = >10 count", "deux milliards = <2000000000 count"],
}
MULTIPLES = {
    "On multiplierait par quatre leurs ventes.": ["quatre = 4 x"],
    "En divisant par trois les délais, il gagne.": ["trois = 3 x"],
    "Elle a multiplié ses ventes par trois.": ["trois = 3 x"],
    "Ils ont multiplié les contrôles par trois équipes.": ["trois = 3 count"],
    "Le débit est multiplié par mille.": ["mille = 1000 x"],
    "Multiplié par 26 millions d'actifs, c'est beaucoup.": ["26 millions = 26000000 count"],
    "La production a été décuplée, les prix centupleront.": ["décuplée = 10 x", "centupleront = 100 x"],
    "Le doublement de la ligne et le quasi-triplement des prix.": ["doublement = 2 x", "triplement = 3 x"],
    "Il est doublement puni.": [],
    "Son doublé lors du match retour et un triplé en coupe.": [],
    "Des triplés sont nés, dont 2 triplés filles.": ["2 = 2 count"],
    "Sa dette a presque doublé, il l'a doublée.": ["doublé = 2 x", "doublée = 2 x"],
    "C'est une fois et demie la valeur habituelle.": ["une fois et demie = 1.5 x"],
    "Elles sont rares, une pour 4.800 habitants.": ["une pour 4.800 = 0.0002083333 x"],
    "On en trouve un pour 300 euros.": ["300 euros = 300 EUR"],
    "L'un pour 200 votes, l'autre pour 300.": ["200 = 200 count", "300 = 300 count"],
    "La fréquentation a été moitié moindre.": ["moitié = 0.5 x"],
    "Une maquette au 1/50, une carte au 1/25 000.": ["1/50 = 0.02 x", "1/25 000 = 0.00004 x"],
    "Il est ouvert du 12/3 au 1/50.": [],
    "Un rectangle de 3 mètres sur 4.": ["3 mètres = 3 m", "4 = 4 m"],
    "Six mois sur douze, il dort.": ["Six mois sur douze = 0.5 x"],
}
HOURS = {
    "Elle ouvre du mardi au samedi, de 10 h à 20 h, le jeudi jusqu'à 22 heures.": [],
    "Le standard répond du lundi au vendredi, de 9 à 17 heures.": [],
    "Ouvert 9 h-12 h et de 14h à 18h30.": [],
    "Entre midi et 14 heures, tout ferme ; on sert à partir de 18 heures.": [],
    "Rendez-vous à 18 h 45 à la mairie.": [],
    "Des journées de 10 à 12 heures.": ["10 à 12 heures = 10-12 hour"],
    "Un trajet de 10 h à 12 h.": ["10 h à 12 h = 10-12 hour"],
    "Il faut entre 2 et 3 heures pour y aller.": ["2 et 3 heures = 2-3 hour"],
    "Il dort de 6 à 8 heures par nuit, même le samedi.": ["6 à 8 heures = 6-8 hour"],
    "L'attente peut aller jusqu'à 12 heures.": ["12 heures = <12 hour"],
    "De 8 heures à 17 heures, c'est fermé ; le journal de 20 heures, le 20 h de TF1.": [],
    "Le trajet est passé de 50 minutes à 2 heures.": ["50 minutes = 50 minute", "2 heures = 2 hour"],
    "Il est dix heures et quart, à cinq heures et demie il dort.": [],
    "Il est à deux heures et demie de route.": ["deux heures et demie = 2.5 hour"],
}
NAMES = {
    "Nous livrons un logement neuf toutes les cinquante minutes.": ["cinquante minutes = 50 minute"],
    "L'immobilier neuf souffre, un vélo électrique neuf vaut 900 euros.": ["900 euros = 900 EUR"],
    "Ils sont neuf à avoir signé.": ["neuf = 9 count"],
    "Le pays compte neuf députés.": ["neuf = 9 count"],
    "Un cinq-pièces, un deux-roues, un quatre-quatre et un cent-pieds.": [],
    "Deux-cent-trente personnes et vingt-et-un élèves.": ["Deux-cent-trente = 230 count", "vingt-et-un = 21 count"],
    "Elle n'a pas eu besoin d'y réfléchir à deux fois.": [],
    "L'affaire a été réglée en moins de deux.": [],
    "L'affaire a été réglée en moins de deux semaines.": ["deux semaines = <2 week"],
    "Je me suis mise sur mon trente-six.": [],
    "Le onze de départ est inchangé.": [],
    "L'équipe de France des moins de 20 ans joue.": [],
    "Le chômage des moins de 25 ans augmente.": ["25 ans = <25 year"],
    "Le style des années quatre-vingt-dix et des années 80.": [],
    "Le gouvernement a recouru au 49.3.": [],
    "Elle habite dans le 93 depuis toujours.": [],
    "Il mesure entre le 100 et le 200 mètres.": ["100 = 100 count", "200 mètres = 200 m"],
    "Il est porté par le plan Cap 26, qui coûte 8 euros.": ["8 euros = 8 EUR"],
    "Elle nage en relais 4 x 50 m, il court le 4x100 m.": [],
    "Un terrain de 4 x 12 m.": ["4 = 4 m", "12 m = 12 m"],
    "Il a roulé à cent à l'heure avec le TER 17684.": [],
    "Le score est de 2 à 0.": [],
    "Le score passe de 12 à 15.": ["12 = 12 count", "15 = 15 count"],
    "Un tiers payant et un quart-temps, un quart des gens.": ["un quart = 0.25 x"],
    "1. Éplucher. 2. Couper. 3. Servir.": [],
    "À faire : 1) laver 2) sécher 3) plier.": [],
    "Au début ils étaient 1. Puis ils étaient 2. Enfin 30 personnes.": ["1 = 1 count", "2 = 2 count", "30 = 30 count"],
}
COUNTS = {
    "Mes données ne valent pas un café par trimestre.": [],
    "Elle boit un café par jour.": ["un = 1 count"],
    "Zéro décès et zéro nouveau cas.": ["Zéro = 0 count", "zéro = 0 count"],
    "L'objectif zéro déchet, la tolérance zéro, repartir de zéro.": [],
    "Une bonne dizaine de communes ont refusé.": ["Une bonne dizaine = >10 count"],
    "Une petite trentaine de fidèles, un bon millier de moutons.": ["Une petite trentaine = 30 count", "un bon millier = >1000 count"],
    "Une demi-douzaine d'œufs, une bonne demi-douzaine d'élus.": ["Une demi-douzaine = 6 count", "une bonne demi-douzaine = >6 count"],
    "Un bon tiers de la récolte, une bonne moitié des gens.": ["Un bon tiers = >0.3333333333 x", "une bonne moitié = >0.5 x"],
    "Il a attendu un petit quart d'heure.": ["un petit quart d'heure = 15 minute"],
    "Jusqu'à 1 sur 2 dans le quartier.": ["1 sur 2 = <0.5 x"],
    "Il reste 8 billets sur 12 places.": ["8 = 8 count", "12 = 12 count"],
    "L'homme, la soixantaine, portait un chapeau.": ["soixantaine = 60-69 year"],
    "Elle a dépassé la cinquantaine.": ["cinquantaine = >50 year"],
    "La quarantaine imposée au navire.": [],
    "Il a lu la quarantaine de pages.": ["quarantaine = 40 count"],
    "Elle a fêté ses cent deux ans à Gand.": ["cent deux ans = 102 year"],
    "Elle a fêté ses trois victoires.": ["trois = 3 count"],
    "Au-delà du million de requêtes.": ["million = >1000000 count"],
    "Le public frôle le milliard.": ["milliard = 1000000000 count"],
    "Les ventes dépassent le million d'euros.": ["million d'euros = >1000000 EUR"],
    "Il a gagné le million.": [],
    "La grotte a été visitée par quarante mille personnes.": ["quarante mille = 40000 count"],
    "Il y en a trois par mille habitants.": ["trois = 3 count"],
    "L'album a dépassé plus d'1 million de ventes, d'1,5 tonne.": ["1 million = >1000000 count", "1,5 tonne = 1.5 t"],
    "Il vit avec ses deux frères et ses trois filles.": ["deux = 2 count", "trois = 3 count"],
    "Ses deux premiers films.": [],
    "J'en ai gardé deux, nous n'en utilisons que quatre.": ["deux = 2 count", "quatre = 4 count"],
    "Il en parle avec les deux.": [],
    "Une portée de quatre à six chiots.": ["quatre à six = 4-6 count"],
    "Les effectifs montent de quatre à six agents.": ["quatre = 4 count", "six = 6 count"],
    "Après vingt-deux ans chez Habitor, dont six à sa tête, elle part.": ["vingt-deux ans = 22 year", "six = 6 year"],
    "La grève de trois semaines a fait 40 blessés, dont six à l'hôpital.": ["trois semaines = 3 week", "40 = 40 count", "six = 6 count"],
    "L'infraction est punie d'un an de prison.": ["un an = 1 year"],
    "Il y a un an, il partait.": [],
}  # fmt: skip
MEASURES = {
    "La dette dépasse 1,2 md d'euros, ou 2 MD€.": ["1,2 md d'euros = >1200000000 EUR", "2 MD€ = 2000000000 EUR"],
    "Le gain est de 3 md.": ["3 = 3 count"],
    "L'hélicoptère coûte 1'200 francs la rotation.": ["1'200 francs = 1200 CHF"],
    "Les Vaudois paieront 24,5 millions de francs.": ["24,5 millions de francs = 24500000 CHF"],
    "En 1950, il gagnait 200 francs à Paris.": ["200 francs = 200 FRF"],
    "Une course à Fr. 18.– de Fribourg à Berne.": ["Fr. 18.– = 18 CHF"],
    "Le club doit cent millions de reals et 20 leva.": ["cent millions de reals = 100000000 BRL", "20 leva = 20 BGN"],
    "Il est descendu à moins vingt-huit degrés l'hiver.": ["moins vingt-huit degrés = -28 degC"],
    "Il faisait moins douze ce matin.": ["moins douze = -12 degC"],
    "Il faisait moins de douze degrés.": ["douze degrés = <12 degC"],
    "Il fait moins trois tours que moi.": ["trois = 3 count"],
    "La mer s'est réchauffée de 1,2 degré.": ["1,2 degré = 1.2 degC"],
    "Un virage à 90 degrés vers le sud.": ["90 degrés = 90 deg"],
    "La température atteint 35 degrés dans le sud.": ["35 degrés = 35 degC"],
    "Elle gagne en 1 min 43 s 21, il met 9 s 58.": ["1 min 43 s 21 = 103.21 second", "9 s 58 = 9.58 second"],
    "Il lui faut 9 s 20 fois par jour.": ["9 s = 9 second", "20 = 20 count"],
    "Un moteur de 150 chevaux.": ["150 chevaux = 150 hp"],
    "Un haras de 150 chevaux.": ["150 = 150 count"],
    "Elle consomme 5,4 litres aux cent.": ["5,4 litres = 5.4 L"],
    "L'eau a 9 g/l de sel, 12 µg/m³ de plomb.": ["9 g/l = 9 g/L", "12 µg/m³ = 12 µg/m3"],
    "Cela coûte 14 € par habitant et par an, ou 6 €/m²/an.": ["14 € par habitant et par an = 14 EUR", "6 €/m²/an = 6 EUR"],
    "L'amende est de 500 000 FCFA à Douala.": ["500 000 FCFA = 500000 XAF"],
    "L'amende est de 500 000 FCFA à Cotonou.": ["500 000 FCFA = 500000 XOF"],
    "Un bassin profond de 80 centimètres à 1,30 m.": ["80 centimètres à 1,30 m = 0.8-1.3 m"],
    "Il risque six mois à un an de prison.": ["six mois à un an = 6-12 month"],
    "Le délai passe de six mois à deux ans.": ["six mois = 6 month", "deux ans = 2 year"],
    "Il court 30 minutes à 12 km/h.": ["30 minutes = 30 minute", "12 km/h = 12 km/h"],
    "Une dose de 0,5 µg/ml à 0,034 €/Go.": ["0,5 µg/ml = 0.5 µg/mL", "0,034 €/Go = 0.034 EUR"],
    "Le lac retient 65 millions de m³ et 2 milliards de kWh.": ["65 millions de m³ = 65000000 m3", "2 milliards de kWh = 2000000000 kWh"],
    "L'inflation a perdu un demi-point.": ["un demi-point = 0.5 pp"],
    "Le CAC 40 perd 0,4 %, cédant 33,2 points à 7 402,1 points.": ["0,4 % = 0.4 %", "33,2 points = 33.2 points", "7 402,1 points = 7402.1 points"],
    "Le prix était de 30 millions d'euros. Il coûte 6,5 millions de loyer annuel.": ["30 millions d'euros = 30000000 EUR", "6,5 millions = 6500000 EUR"],
    "Le plan vaut 90 millions d'euros, dont 30 à la charge de la ville.": ["90 millions d'euros = 90000000 EUR", "30 = 30000000 EUR"],
    "On compte 3 millions d'emplois, dont 30 à Paris.": ["3 millions = 3000000 count", "30 = 30 count"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures"), [item for table in (BOUNDS, MULTIPLES, HOURS, NAMES, COUNTS, MEASURES) for item in table.items()]
)
def test_figures_of_french(text: str, figures: list[str]) -> None:
    assert read(text) == figures


def booleans(entry: object, path: str = "") -> list[str]:
    if isinstance(entry, bool):
        return [path]
    if isinstance(entry, dict):
        return [found for key, inner in entry.items() for part in (key, inner) for found in booleans(part, f"{path}.{key}")]
    return [found for inner in entry for found in booleans(inner, path)] if isinstance(entry, list) else []


@pytest.mark.parametrize("pack", sorted(Path(languages.__file__).parent.glob("*.yaml")), ids=lambda path: path.name)
def test_no_word_of_a_pack_is_read_as_true_or_false(pack: Path) -> None:
    assert set(booleans(yaml.safe_load(pack.read_text(encoding="utf-8")))) == set()

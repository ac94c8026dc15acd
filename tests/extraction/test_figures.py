"""What the grammar reads: each line is a text, then its figures as "exact = value unit"."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import Figure, find_figures
from kg.extraction.figures.grammar import UnknownLanguageError


def plain(value: Decimal | None) -> str:
    return "…" if value is None else format(value.normalize(), "f")


def shown(figure: Figure) -> str:
    value = plain(figure.low) if figure.low == figure.high else f"{plain(figure.low)}..{plain(figure.high)}"
    per = f"/{figure.per}" if figure.per else ""
    about = " about" if figure.approx == "about" else ""
    return f"{figure.exact} = {value} {figure.unit}{per}{about}"


def read(text: str) -> list[str]:
    return [shown(figure) for figure in find_figures(text)]


MONEY = {
    "Le fonds réunit 4,3 milliards $.": ["4,3 milliards $ = 4300000000 USD"],
    "La société vaut 500 M$ et emploie peu.": ["500 M$ = 500000000 USD"],
    "Un budget de 3,5 M€, dont 12 k€ de frais.": ["3,5 M€ = 3500000 EUR", "12 k€ = 12000 EUR"],
    "Le plan prévoit 175-185 milliards $ d'achats.": ["175-185 milliards $ = 175000000000..185000000000 USD"],
    "Une dette de 1 400\n\nmilliards de dollars pèse.": ["1 400\n\nmilliards de dollars = 1400000000000 USD"],
    "L'abonnement à 20 $/mois séduit.": ["20 $/mois = 20 USD/month"],
    "Il coûte 20 ou 30 dollars par mois.": ["20 ou 30 dollars par mois = 20..30 USD/month"],
    "Un flux de 2,5 milliards de dollars annualisés.": ["2,5 milliards de dollars = 2500000000 USD"],
    "They want $20 to $30 million for it.": ["$20 to $30 million = 20000000..30000000 USD"],
    "Comptez 20 à 30 millions d'euros.": ["20 à 30 millions d'euros = 20000000..30000000 EUR"],
    "It raised £3.5m, US$2bn and $1.2tn.": ["£3.5m = 3500000 GBP", "US$2bn = 2000000000 USD", "$1.2tn = 1200000000000 USD"],
    "A grant of €500k was paid.": ["€500k = 500000 EUR"],
    "Le devis est de CHF 1'234.50 net.": ["CHF 1'234.50 = 1234.5 CHF"],
    "The dam cost ₹12,34,567 and 5 lakh rupees more.": ["₹12,34,567 = 1234567 INR", "5 lakh rupees = 500000 INR"],
    "Il donne 2 000 000 000 € à l'État.": ["2 000 000 000 € = 2000000000 EUR"],
    "Il paie 90 centimes.": ["90 centimes = 0.9 EUR"],
    "Aux Philippines, l'achat coûte 3 milliards de pesos.": ["3 milliards de pesos = 3000000000 PHP"],
    "Québec : une amende de 2500 $ est prévue.": ["2500 $ = 2500 CAD"],
}
COUNTS = {
    "Le site revendique 600 M+ visites.": ["600 M = 600000000..… count"],
    "Un modèle de 397B paramètres.": ["397B = 397000000000 count"],
    "Un pays de plus d'un milliard d'habitants.": ["un milliard = 1000000000..… count"],
    "Trois enfants jouent ; deux usines ferment.": ["Trois = 3 count", "deux = 2 count"],
    "On attend 2 à 3 acteurs, ou deux ou trois.": ["2 à 3 = 2..3 count", "deux ou trois = 2..3 count"],
    "Elle touche quelques centaines de millions de gens.": [
        "quelques centaines de millions = 200000000..1000000000 count about"
    ],
    "Des milliers de gens marchent, une dizaine chantent.": ["milliers = 2000..… count", "une dizaine = 10 count about"],
    "Hundreds of thousands marched; dozens sang.": ["Hundreds of thousands = 200000..… count", "dozens = 24..… count"],
    "Elle lit 1e6 lignes, 10^9 pages, 10⁹ mots.": [
        "1e6 = 1000000 count",
        "10^9 = 1000000000 count",
        "10⁹ = 1000000000 count",
    ],
    "It passed 2, then 3 million users.": ["2 = 2000000 count", "3 million = 3000000 count"],
    "They added four and a half million jobs.": ["four and a half million = 4500000 count"],
    "Il faut 15 à 20 000 personnes.": ["15 à 20 000 = 15000..20000 count"],
    "Un demi-million de lecteurs.": ["Un demi-million = 500000 count"],
    "Cinq hommes et une femme sont morts.": ["Cinq = 5 count", "une = 1 count"],
}
SHARES = {
    "Le taux passe de 95 à 98 %.": ["95 = 95 %", "98 % = 98 %"],
    "Un taux de 95 à 98 % suffit.": ["95 à 98 % = 95..98 %"],
    "Le titre prend +173 %, l'autre -86 %.": ["+173 % = 173 %", "-86 % = -86 %"],
    "It fell 12.2 percent, a 40-percent cut.": ["12.2 percent = 12.2 %", "40-percent = 40 %"],
    "Le parti perd 5 pts, à 12 %.": ["5 pts = 5 pp", "12 % = 12 %"],
    "Elle gagne 1,2 point de pourcentage.": ["1,2 point de pourcentage = 1.2 pp"],
    "Vendu à 1/30ème du prix.": ["1/30ème = 0.0333333333 x"],
    "Un délai ÷2-3x plus court.": ["÷2-3x = 2..3 x"],
    "Le chiffre a doublé, un triplement en vue.": ["doublé = 2 x", "triplement = 3 x"],
    "C'est un ordre de grandeur de plus.": ["un ordre de grandeur = 10 x about"],
    "Un salarié sur dix part, la moitié reste.": ["Un salarié sur dix = 0.1 x", "la moitié = 0.5 x"],
    "One in five stays; three quarters leave; half of them soon.": [
        "One in five = 0.2 x", "three quarters = 0.75 x", "half = 0.5 x",
    ],
    "Ils paient deux fois plus, cent fois moins.": ["deux fois = 2 x", "cent fois = 100 x"],
    "They pay twice as much, and called twice.": ["twice = 2 x", "twice = 2 count"],
    "One-third of it, one out of every four.": ["One-third = 0.3333333333 x", "one out of every four = 0.25 x"],
    "½ des voix, 3/4 des sièges.": ["½ = 0.5 x", "3/4 = 0.75 x"],
}  # fmt: skip
MEASURES = {
    "Un film de deux heures et demie.": ["deux heures et demie = 2.5 hour"],
    "Une sortie de 2 h 41 min.": ["2 h 41 min = 161 minute"],
    "La 10-year-old gagne ; a 10-year-old boy.": ["10-year-old = 10 year", "10-year-old = 10 year"],
    "A 15 meter high tower on 240,000 square meters.": ["15 meter = 15 m", "240,000 square meters = 240000 m2"],
    "Il roule à 120 km/h sur 42,195 km par 35 °C.": ["120 km/h = 120 km/h", "42,195 km = 42.195 km", "35 °C = 35 degC"],
    "Un séisme de magnitude 6,2 à 10 km.": ["6,2 = 6.2 magnitude", "10 km = 10 km"],
    "A 6.2-magnitude quake.": ["6.2-magnitude = 6.2 magnitude"],
    "Un parc de 153,7 GW, dont 12,5 en mer.": ["153,7 GW = 153.7 GW", "12,5 = 12.5 GW"],
    "Une mine de 12 kg, 3 t et 4 500 m².": ["12 kg = 12 kg", "3 t = 3 t", "4 500 m² = 4500 m2"],
    "Il a un fils de 3 et 5 ans.": ["3 = 3 year", "5 ans = 5 year"],
    "Il mesure 1m85 ; deux km plus loin.": ["1m85 = 1.85 m", "deux km = 2 km"],
    "Un retard de 1 h 30 de plus.": ["1 h 30 = 90 minute"],
    "The 15- to 24-year-olds drive.": ["15- to 24-year-olds = 15..24 year"],
    "Une visite de 25 points de vente.": ["25 = 25 count"],
}


@pytest.mark.parametrize(("text", "figures"), [*MONEY.items(), *COUNTS.items(), *SHARES.items(), *MEASURES.items()])
def test_reads(text: str, figures: list[str]) -> None:
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Elle compte 12 500 salariés.", "number"),
        ("Il gagne 3 %.", "percent"),
        ("Il vaut 3 €.", "money"),
        ("Il est dix fois plus grand.", "ratio"),
        ("Il pèse 3 kg.", "quantity"),
        ("Un siège de 5 jours.", "duration"),
        ("Âgée de 41 ans, elle part.", "age"),
        ("Anna Vidal, 42, and her son left.", "age"),
        ("Ils sont 20 à 30 blessés.", "range"),
        ("Rentabilité espérée : 2031.", "date"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [figure.kind for figure in find_figures(text)] == [kind]


def test_a_price_table_gives_its_cells_currency_and_denominator() -> None:
    text = "Tarifs\nModèle Input (€/M tokens) Output (€/M tokens) Note\nAlpha-2 2,50 10,00\nBeta 3.5 Gratuit Gratuit essai\n\nFin.\n"
    assert read(text) == [
        "2,50 = 2.5 EUR/1e6 tokens",
        "10,00 = 10 EUR/1e6 tokens",
        "Gratuit = 0 EUR/1e6 tokens",
        "Gratuit = 0 EUR/1e6 tokens",
    ]


def test_a_ruled_table_gives_its_cells_the_unit_of_their_column() -> None:
    text = (
        "| Région | Taux (%) | Budget (en millions d'euros) | Trajet, en km | Rang |\n| --- | ---: | --- | --- | --- |\n"
        "| Bretagne | 5,9 | 120 | 12,5 | 3 |\n| Occitanie | 8,8 | 1,5 | 7 km | 4 |\n\nFin : 3,5.\n"
    )
    assert read(text) == [
        "5,9 = 5.9 %",
        "120 = 120000000 EUR",
        "12,5 = 12.5 km",
        "3 = 3 count",
        "8,8 = 8.8 %",
        "1,5 = 1500000 EUR",
        "7 km = 7 km",
        "4 = 4 count",
        "3,5 = 3.5 count",
    ]


def test_evidence_of_a_figure() -> None:
    [figure] = find_figures("Le coût atteint environ 4,3 milliards de dollars.")
    assert figure.exact == "4,3 milliards de dollars"
    assert (figure.start, figure.end) == (24, 48)
    assert (figure.decimals, figure.approx, figure.hedge) == (-8, "about", (16, 23))
    assert (figure.language, figure.in_words, figure.unit_implied) == ("fr", False, False)


def test_ordinals_and_dates_are_given_when_asked() -> None:
    text = "Le 2e tour a lieu le 7 mai 2017, premier scrutin depuis 2012."
    assert find_figures(text) == []
    ordinals = find_figures(text, ordinals=True)
    assert [(figure.exact, figure.low) for figure in ordinals] == [("2e", Decimal(2)), ("premier", Decimal(1))]
    dates = find_figures(text, dates=True)
    assert [(figure.exact, figure.date) for figure in dates] == [("7 mai 2017", "2017-05-07"), ("2012", "2012")]


def test_one_language_alone() -> None:
    assert [figure.exact for figure in find_figures("deux cats, two chats", languages=("en",))] == ["two"]
    with pytest.raises(UnknownLanguageError):
        find_figures("zwei Katzen", languages=("de",))

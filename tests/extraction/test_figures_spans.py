"""Where figures start and end in news: each line is a sentence, then the figures in it, exactly as long as they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import Figure, find_figures


def spans(text: str) -> list[str]:
    return [figure.exact for figure in find_figures(text)]


def shown(figure: Figure) -> str:
    def plain(value: Decimal | None) -> str:
        return "…" if value is None else format(value.normalize(), "f")

    value = plain(figure.low) if figure.low == figure.high else f"{plain(figure.low)}..{plain(figure.high)}"
    return f"{figure.exact} = {value} {figure.unit}"


def read(text: str) -> list[str]:
    return [shown(figure) for figure in find_figures(text)]


A_YEAR_EARLIER = {
    "Profit reached €40m, against €31m a year earlier.": ["€40m", "€31m"],
    "The grid earned 12 million kronor a year ago.": ["12 million kronor"],
    "The firm sold 900 tonnes a month before the strike.": ["900 tonnes"],
    "The scheme costs €31m a year.": ["€31m a year"],
    "She pays $90 a month and waits.": ["$90 a month"],
}
CHANGES = {
    "The bank lifted its rate from 3.5% to 4.25%.": ["3.5%", "4.25%"],
    "The subsidy would go from $12 billion a year to $40 billion.": ["$12 billion a year", "$40 billion"],
    "Survival has climbed from under 30 percent to 55 percent.": ["30 percent", "55 percent"],
    "Sales went from $300,000 in 2018 to $1.4 million.": ["$300,000", "$1.4 million"],
    "The price has risen from 40 to 55 euros.": ["40", "55 euros"],
    "Membership rose by 42,000 to 1.9 million.": ["42,000", "1.9 million"],
    "Prices should rise by 5 to 7 percent.": ["5 to 7 percent"],
    "Fares range from $4 to $9.": ["$4 to $9"],
    "Sentences run from 5 to 7 years.": ["5 to 7 years"],
    "La banque relève sa prévision de 1 % à 1,4 %.": ["1 %", "1,4 %"],
    "Les avis divergent, allant de 3 à 3,4 %.": ["3 à 3,4 %"],
    "Une amende de 200 € à 900 € est prévue.": ["200 € à 900 €"],
    "The forecast stays at 1% to 1.4%.": ["1% to 1.4%"],
    "Between a quarter and a third of them left.": ["a quarter and a third"],
    "Between a third and two-thirds of the jobs will go.": ["a third and two-thirds"],
}
BRITISH = {
    "Temperatures of 36C are on the way, and 41.2C in the south.": ["36C = 36 degC", "41.2C = 41.2 degC"],
    "He lives in flat 36C by the river.": [],
    "South Africa set aside R12.5 billion for roads.": ["R12.5 billion = 12500000000 ZAR"],
    "The R2 line is closed.": [],
    "Sales fell 4.2pc to £31m, after 9 pc in May.": ["4.2pc = 4.2 %", "£31m = 31000000 GBP", "9 pc = 9 %"],
    "Shares, sold at £3 in spring, closed at 187p.": ["£3 = 3 GBP", "187p = 1.87 GBP"],
    "The clip was shot in 1080p on a phone.": [],
    "A fund of $1.7 bln bought 3 mln shares and $2.5 tn of debt.": ["$1.7 bln = 1700000000 USD", "3 mln = 3000000 count", "$2.5 tn = 2500000000000 USD"],
}  # fmt: skip
MULTIPLES = {
    "Buyers pay 14 times sales.": ["14 times = 14 x"],
    "It trades at 31 times next year's earnings.": ["31 times = 31 x"],
    "The offer was covered 9 times by funds.": ["9 times = 9 x"],
    "The bonds drew 2.4 times what was on sale.": ["2.4 times = 2.4 x"],
    "It costs two and a half times as much.": ["two and a half times = 2.5 x"],
    "Il coûte deux fois et demie plus.": ["deux fois et demie = 2.5 x"],
    "She was arrested 14 times.": ["14 = 14 count"],
    "The app is opened eleven times a day.": ["eleven = 11 count"],
    "Le fonds empruntait jusqu'à six fois ses actifs.": ["six fois = …..6 x"],
    "Le titre se paie 18 fois les bénéfices.": ["18 fois = 18 x"],
    "Elle se vend à 22 fois depuis mars.": ["22 fois = 22 x"],
    "Elle coûte 30 fois moins à l'achat, et 12 fois à l'usage.": ["30 fois = 30 x", "12 fois = 12 x"],
    "La banque a relevé trois fois ses taux.": ["trois = 3 count"],
    "Il faut y réfléchir à deux fois.": [],
}
PARTS = {
    "Output rose by a third last year.": ["a third = 0.3333333333 x"],
    "Revenue fell by a fifth to €30 million.": ["a fifth = 0.2 x", "€30 million = 30000000 EUR"],
    "The sentence was cut by a quarter on appeal.": ["a quarter = 0.25 x"],
    "Costs are up a fifth in a decade.": ["a fifth = 0.2 x"],
    "The data were sold by a third party.": [],
    "A third were paid, while a quarter have left.": ["A third = 0.3333333333 x", "a quarter = 0.25 x"],
    "La production a chuté d'un cinquième, puis repris.": ["un cinquième = 0.2 x"],
    "Il brigue un cinquième mandat.": [],
    "They hold 9 percent, and half of that is lent.": ["9 percent = 9 %", "half = 0.5 x"],
    "The club wants the fee halved.": ["halved = 0.5 x"],
    "The bill doubles to $9 million.": ["doubles = 2 x", "$9 million = 9000000 USD"],
    "She won the mixed doubles.": [],
    "Students pay half price.": ["half = 0.5 x"],
    "The southern half of the island is dry.": [],
    "Snow fell in the second half of the day.": [],
    "No work of hers had passed the half-million mark.": ["half-million = 500000 count"],
    "Les ventes ont bondi de moitié.": ["moitié = 0.5 x"],
    "La prime est réduite de moitié.": ["moitié = 0.5 x"],
    "L'impôt fournit plus du tiers des recettes.": ["tiers = 0.3333333333..… x"],
    "Cela couvre le quart de la dépense.": ["le quart = 0.25 x"],
    "Ils jouent le quart de finale.": [],
    "Le taux monte d'un quart de point.": ["un quart de point = 0.25 pp"],
    "Le taux baisse d'un demi-point, à 3 %.": ["un demi-point = 0.5 pp", "3 % = 3 %"],
    "The bank cut rates by half a point, to 3 percent.": ["half a point = 0.5 pp", "3 percent = 3 %"],
    "It is the worst year in a quarter of a century.": ["a quarter of a century = 25 year"],
    "Ce parti a régné un demi-siècle.": ["un demi-siècle = 50 year"],
    "The mine closed after half a century.": ["half a century = 50 year"],
}
SHARES = {
    "One post in four stays empty.": ["One post in four = 0.25 x"],
    "One tenant in five pays late.": ["One tenant in five = 0.2 x"],
    "About one in four coats comes back.": ["one in four = 0.25 x"],
    "The odds are 1 in 400.": ["1 in 400 = 0.0025 x"],
    "Le mal touche une personne sur 3 000 en Europe.": ["une personne sur 3 000 = 0.0003333333 x"],
    "L'île compte 800 âmes, soit moitié moins qu'hier.": ["800 = 800 count", "moitié = 0.5 x"],
    "Une personne sur trois vit seule.": ["Une personne sur trois = 0.3333333333 x"],
    "It was only their second win in four games.": ["four = 4 count"],
    "Only 1 in 2015 was found.": ["1 = 1 count"],
}
COUNTS = {
    "The club has nine trainers; two of them are volunteers.": ["nine", "two"],
    "Two of the six lifts work.": ["Two", "six"],
    "He owns seven vans, two of which are electric.": ["seven", "two"],
    "Last week it was four.": ["four"],
    "Only four of the boats came back.": ["four"],
    "It runs on an 8,000-strong workforce of the region.": ["8,000"],
    "The magnitude-6.1 quake was felt in the capital.": ["6.1"],
    "Of the boats, two were lost and three have sunk.": ["two", "three"],
    "Sur dix candidats, quatre ont échoué.": ["dix", "quatre"],
    "The two were lost; both are young.": [],
    "The remaining three were released.": ["three"],
    "Two of the four lifts work.": ["Two", "four"],
    "Deux des trois ponts sont fermés.": ["Deux", "trois"],
    "À elles deux, ces villes s'étendent encore.": [],
    "Neither of the three countries signed.": [],
    "None of her three sons farms.": ["three"],
    "Le parc compte sept parcs, dont deux ont été loués.": ["sept", "deux"],
    "La limite est de cinq prises par jour, contre trois cette année.": ["cinq", "trois"],
    "Aucune des quatre autres villes n'a voté.": ["quatre"],
    "Les quatre dernières années furent dures.": [],
    "Sur les quatre derniers mois, rien.": [],
    "Complaints have gone up: 2,310 last year.": ["2,310"],
    "Its troops number 31,000 now.": ["31,000"],
    "See page number 31.": [],
    "Her 640-page novel is in the shops.": ["640"],
    "They plan a 450-stall market in the town.": ["450"],
    "A three-story house and a four-star hotel stand in the square.": ["three"],
    "The firm has 40 staff and zero patents to its name.": ["40", "zero"],
    "It targets zero emissions.": [],
    "The hen lays one egg a day.": ["one"],
    "La limite est d'un poisson par jour.": ["un"],
    "Voici le budget en cinq chiffres.": [],
    "Three of the last five seasons ended badly.": ["Three"],
    "He left at ten past nine, or half past six.": [],
    "The league's 2018-19 season lost money.": [],
    "On Sept 5 the boat left for a small port of the north.": [],
    "The Weekly, issue 112, is out.": [],
    "It paid 800 kwacha, 400,000 CFA francs and 9 billion shillings.": ["800 kwacha", "400,000 CFA francs", "9 billion shillings"],
    "Le sac coûte 90 cents américains.": ["90 cents américains"],
}  # fmt: skip
TIMES = {
    "It fell by 4% in the final three months of 2014.": ["4%"],
    "Prices rose 4% over the 12 months to June.": ["4%"],
    "With three weeks to go, nobody leads.": [],
    "À six semaines du scrutin, rien n'est joué.": [],
    "Le prêt est remboursable en quatre ans.": ["quatre ans"],
    "La ville veut économiser 3 millions d'euros en six mois.": ["3 millions d'euros", "six mois"],
    "Le club a gagné 40 abonnés en six mois.": ["40"],
    "She has looked for work for more than a year.": ["a year"],
    "She walks there in just under an hour.": ["an hour"],
    "More than a decade ago, he left.": [],
    "It is the highest rate in more than a decade.": [],
    "The bank expects two cuts, of a percentage point each.": ["two", "a percentage point"],
    "Comptez moins d'une heure.": ["une heure"],
}
SIGNS = {
    "Le solde ressort à – 4,8 % du PIB.": ["– 4,8 % = -4.8 %"],
    "Le recul se réduit, après – 1,3 % en mai.": ["– 1,3 % = -1.3 %"],
    "C'est pire ailleurs : - 7,9 % de ventes.": ["- 7,9 % = -7.9 %"],
    "Le taux – 4,8 % en mai – inquiète.": ["4,8 % = 4.8 %"],
    "À Lyon – 3 % des foyers – rien ne change.": ["3 % = 3 %"],
}
DATES = {
    "She expects to break even in 2031.": ["2031"],
    "First power is due in 2031.": ["2031"],
    "Le groupe vise l'équilibre en 2031.": ["2031"],
    "La mise en service est prévue en 2037.": ["2037"],
    "The bridge opened in 2011 and closed in 2019.": [],
}


@pytest.mark.parametrize(("text", "expected"), [*A_YEAR_EARLIER.items(), *CHANGES.items(), *COUNTS.items()])
def test_spans(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(("text", "expected"), [*TIMES.items(), *DATES.items()])
def test_spans_of_time_and_dates(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [*BRITISH.items(), *MULTIPLES.items(), *PARTS.items(), *SHARES.items(), *SIGNS.items()]
)
def test_spans_with_their_values(text: str, expected: list[str]) -> None:
    assert read(text) == expected

"""Ways of English to say figures, and what only looks like them: comparatives, ages of life, "20-odd", "'72", "from 9 to 5"."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import Figure, find_figures


def shown(figure: Figure) -> str:
    low, high = (None if side is None else f"{side.normalize():f}" for side in (figure.low, figure.high))
    value = low if low == high else f"{low or ''}..{high or ''}"
    return f"{figure.exact} = {value} {figure.unit}"


COMPARED = [
    ("Of the fish, 61% were older than 500 years and two were younger than 50.", ["61% = 61 %", "500 years = 500.. year", "two = 2 count", "50 = ..50 year"]),
    ("Patients older than 65 were spared.", ["65 = 65.. year"]),
    ("Babies older than 6 months and younger than 12 got it.", ["6 months = 6.. month", "12 = ..12 month"]),
    ("It is no younger than 18.", ["18 = 18.. year"]),
    ("It is no longer than 10 minutes.", ["10 minutes = ..10 minute"]),
    ("One tower is taller than 300 metres and another taller than 120.", ["300 metres = 300.. m", "120 = 120.. m"]),
    ("It weighs 5 kg, never heavier than 7.", ["5 kg = 5 kg", "7 = ..7 kg"]),
    ("The ticket is cheaper than 5 euros.", ["5 euros = ..5 EUR"]),
    ("The bridge is 3 metres longer than 50 metres.", ["3 metres = 3 m", "50 metres = 50 m"]),
    ("Wages are 20% higher than 500 euros.", ["20% = 20 %", "500 euros = 500 EUR"]),
    ("He is faster than 11 of his rivals.", ["11 = 11.. count"]),
]  # fmt: skip
PLACES = [
    ("They flew drones over all 112 sq km of it.", ["112 sq km = 112 km2"]),
    ("They flew drones over the 112 sq km.", ["112 sq km = 112 km2"]),
    ("They quarrel over these 12 hectares.", ["12 hectares = 12 ha"]),
    ("A road runs under the 20 houses.", ["20 = 20 count"]),
    ("Sales rose well above the 110,000 the museum had hoped for.", ["110,000 = 110000 count"]),
    ("Inflation is above the 2% target.", ["2% = 2.. %"]),
    ("Sales rose over the $1 billion mark.", ["$1 billion = 1000000000.. USD"]),
    ("The plane flew over 20 villages.", ["20 = 20.. count"]),
    ("Fines rose under the 1995 act.", []),
]
AGES = [
    ("A couple in their thirties came.", ["thirties = 30..39 year"]),
    ("He is a man in his forties.", ["forties = 40..49 year"]),
    ("She is in her 60s.", ["60s = 60..69 year"]),
    ("She is in her mid-30s and he in his late fifties.", ["30s = 30..39 year", "fifties = 50..59 year"]),
    ("He was in his teens.", ["teens = 13..19 year"]),
    ("His mother turned ninety in June.", ["ninety = 90 year"]),
    ('My "body age" is 49.', ["49 = 49 year"]),
    ("Temperatures were in the 60s.", []),
    ("Highs in the mid-70s are forecast.", []),
    ("He liked the music of the sixties and the 80s.", []),
    ("In the late fifties he left.", []),
    ("Their sixties sound is back.", []),
    ("The page turned 20 heads.", ["20 = 20 count"]),
    ("He turned 180 degrees.", ["180 degrees = 180 deg"]),
]
ONES = [
    ("It lasts between one and three hours.", ["one and three hours = 1..3 hour"]),
    ("It takes one to three days.", ["one to three days = 1..3 day"]),
    ("She met one or two people.", ["one or two = 1..2 count"]),
    ("One or two of them left.", ["One or two = 1..2 count"]),
    ("He has one or two things to say.", []),
    ("This is one to watch, one or the other.", []),
    ("It rose from one to three percent.", ["one = 1 %", "three percent = 3 %"]),
]
MULTIPLES = [
    ("The inhaler halves asthma attacks.", ["halves = 0.5 x"]),
    ("The plan trebles profits.", ["trebles = 3 x"]),
    ("The charge doubles the price.", ["doubles = 2 x"]),
    ("Profits quintupled.", ["quintupled = 5 x"]),
    ("It costs £5 for adults and half that for children.", ["£5 = 5 GBP", "half = 0.5 x"]),
    ("They won the mixed doubles title.", []),
    ("The doubles title went to France.", []),
    ("The hall doubles as a gym.", []),
    ("Sales doubled as demand grew.", ["doubled = 2 x"]),
    ("Lay the peach halves into the pan.", []),
    ("It fell in the first and second halves of the year.", []),
]
FORMS = [
    ("They planted one and three-quarter million trees.", ["one and three-quarter million = 1750000 count"]),
    ("It took two and three-quarter hours.", ["two and three-quarter hours = 2.75 hour"]),
    ("The balance of opinion was minus eleven.", ["minus eleven = -11 count"]),
    ("The price minus eleven is low.", ["eleven = 11 count"]),
    ("It fell to minus 3%.", ["3% = 3 %"]),
    ("The loop ran 1_000_000 times a second.", ["1_000_000 = 1000000 count"]),
    ("The file_1_000 was lost.", []),
    ("He held the post for 20-odd years.", ["20-odd years = 20 year"]),
    ("Some sixty-odd people came.", ["sixty = 60 count"]),
    ("It cost 20-odd million dollars.", ["20-odd million dollars = 20000000 USD"]),
    ("Applicants need 10+ years of practice.", ["10+ years = 10.. year"]),
    ("It raised $10+ million in 50+ countries.", ["$10+ million = 10000000.. USD", "50 = 50.. count"]),
    ("Circa 5000 coins lay in the jar, made circa 1500.", ["5000 = 5000 count"]),
    ("It holds c. 5,000 pots and ca 300 rings.", ["5,000 = 5000 count", "300 = 300 count"]),
    ("He weighs 13 stone 4 pounds.", ["13 stone 4 pounds = 186 lb"]),
    ("She lost three stone last year.", ["three stone = 3 stone"]),
    ("They lost three stone axes.", ["three = 3 count"]),
    ("The heir got two pounds fifty.", ["two pounds fifty = 2.5 GBP"]),
    ("Add two pounds fifty minutes later.", ["two pounds = 2 lb"]),
    ("It ended four score and seven years of peace.", ["four score and seven years = 87 year"]),
    ("Earnings came to -$0.07 per share.", ["-$0.07 per share = -0.07 USD"]),
    ("Profit was −£12m against –€3m.", ["−£12m = -12000000 GBP", "–€3m = -3000000 EUR"]),
    ("The worms used 3 moles of oxygen, weighing 743 daltons.", ["3 moles = 3 mol", "743 daltons = 743 Da"]),
    ("The gardener caught 5 moles.", ["5 = 5 count"]),
    ("It held 0.5 µg/ml and made 8.4 t/ha.", ["0.5 µg/ml = 0.5 µg/mL", "8.4 t/ha = 8.4 t/ha"]),
]
STOPS = [
    ("He stands 6ft 2in.", ["6ft 2in = 74 in"]),
    ("A ticket in Stockholm costs 1,250 kr.", ["1,250 kr = 1250 SEK"]),
    ("A ticket in Stockholm costs 1,250 kr. in May.", ["1,250 kr. = 1250 SEK"]),
    ("A ticket in Denmark costs 1,250 kr in May.", ["1,250 kr = 1250 DKK"]),
    ("It has 80 sq. ft. of it.", ["80 sq. ft. = 80 ft2"]),
]
TRAPS = [
    ("She was born in '72 and met the class of ’98.", []),
    ("He said: '72 people died'.", ["72 = 72 count"]),
    ("From 9 to 5 the desk is staffed.", []),
    ("The number fell from 9 to 5 on Monday.", ["9 = 9 count", "5 = 5 count"]),
    ("We met at a quarter to nine.", []),
    ("We met at half past ten.", []),
    ("Please quote reference 55170.", []),
    ("The ticket, ref. 77-4501-B, was lost.", []),
    ("See case no 12345.", []),
    ("It lists for reference 24 studies.", ["24 = 24 count"]),
    ("Ocean's Eleven was on again.", []),
    ("Twelve Angry Men plays at the Rex this week.", []),
    ("We saw Twelve Angry Men there last week.", []),
    ("Twelve French soldiers died there last week.", ["Twelve = 12 count"]),
    ("Twelve Dead in Paris Attack", ["Twelve = 12 count"]),
    ("Police said Eleven people were hurt there.", ["Eleven = 11 count"]),
    ("Try the new Slate 12 or wait for the 13. I wait for the 12.", ["13 = 13 count"]),
]
ALIKE = [
    ("It had a range of 240 kilometres on paper and 190 in January.", ["240 kilometres = 240 km", "190 = 190 km"]),
    ("They rode 30 miles on horses and 20 in the party fell ill.", ["30 miles = 30 mile", "20 = 20 count"]),
    ("They walked 10 km and 12 in the group came late.", ["10 km = 10 km", "12 = 12 count"]),
    ("It weighs 468 grams, some 70 less than the old one.", ["468 grams = 468 g", "70 = 70 g"]),
    ("It employs 468 people, 70 more than in May.", ["468 = 468 count", "70 = 70 count"]),
    ("A buyer with 4.2 years of pay then now needs eleven.", ["4.2 years = 4.2 year", "eleven = 11 year"]),
    ("She came with her two sons and their three young children.", ["two = 2 count", "three = 3 count"]),
    ("Their two countries agreed.", []),
]
HEADS = [
    ("The Greens took 11 seats, up from four.", ["11 = 11 count", "four = 4 count"]),
    ("Expected break-even: 2028.", ["2028 = 2028 date"]),
    ("I like the Slate 11. The Slate 11 is good, but wait for the 12.", []),
    ("Of the 12, five left.", ["12 = 12 count", "five = 5 count"]),
    ("The population of 67m grew.", ["67m = 67000000 count"]),
    ("The number of users doubled from 4m to 8m.", ["doubled = 2 x", "4m = 4000000 count", "8m = 8000000 count"]),
    ("The app has 3m daily readers.", ["3m = 3000000 count"]),
    ("Some 2.3m Britons, 1.1m of them children, came.", ["2.3m = 2300000 count", "1.1m = 1100000 count"]),
    ("The number of swimmers in the 50m pool fell.", ["50m = 50 m"]),
    ("They built a tower 30m high.", ["30m = 30 m"]),
    ("They built 30m of the wall.", ["30m = 30 m"]),
    ("Over 65s vote and under-18s do not.", ["65 = 65.. year", "18 = ..18 year"]),
    ("England Under-21s beat France.", []),
    ("It took just over 65s to load.", ["65s = 65.. second"]),
    ("It laid off 1,500, or 8%, of its staff.", ["1,500 = 1500 count", "8% = 8 %"]),
    ("The index closed 1.4% lower at 7,412.33, it said.", ["1.4% = 1.4 %", "7,412.33 = 7412.33 count"]),
    ("The pay rise is 5.5% this year and 4 next, he said.", ["5.5% = 5.5 %", "4 = 4 %"]),
    ("Some 40-plus firms bid after twenty-plus years.", ["40 = 40.. count", "twenty-plus years = 20.. year"]),
    ("She earns a six-figure salary.", []),
    ("He was 6 foot 3, she 5ft 10 tall.", ["6 foot 3 = 75 in", "5ft 10 = 70 in"]),
    ("The wall is 6 feet 40 of them built.", ["6 feet = 6 ft", "40 = 40 count"]),
    ("They paid as little as £300 for it.", ["£300 = 300.. GBP"]),
    ("Bake the loaf at 180C until brown.", ["180C = 180 degC"]),
    ("Meet at gate 12C until noon.", []),
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [*HEADS, *COMPARED, *PLACES, *AGES, *ONES, *MULTIPLES, *FORMS, *STOPS, *TRAPS, *ALIKE],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [shown(figure) for figure in find_figures(text, ("en", "fr"))] == wanted

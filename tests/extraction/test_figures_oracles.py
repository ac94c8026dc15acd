"""Values written by Babel and num2words are read back, by hypothesis; any space will do; time is linear."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent, format_scientific
from babel.units import format_unit
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]

from kg.extraction.figures.finding import find_figures

LOCALES = ("fr", "en", "de_CH", "en_IN", "fr_CH")
SENTENCE = {"fr": "Le total est de {} unités cette fois.", "en": "The total is {} units for this one."}
SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\n", "\n\n")


def sentence(locale: str) -> str:
    return SENTENCE["fr" if locale.startswith("fr") else "en"]


def only_value(text: str) -> Decimal | None:
    [figure] = find_figures(text)
    assert figure.low == figure.high
    return figure.low


@settings(max_examples=150, deadline=None)
@given(locale=st.sampled_from(LOCALES), value=st.decimals(0, 10**11, places=2))
def test_decimals_of_babel(locale: str, value: Decimal) -> None:
    text = sentence(locale).format(
        format_decimal(value, format="#,##,##0.00" if locale == "en_IN" else "#,##0.00", locale=locale)
    )
    assert only_value(text) == value


@settings(max_examples=150, deadline=None)
@given(locale=st.sampled_from(LOCALES), value=st.integers(2101, 10**12))
def test_integers_of_babel(locale: str, value: int) -> None:
    assert only_value(sentence(locale).format(format_decimal(value, locale=locale))) == value


@settings(max_examples=100, deadline=None)
@given(
    locale=st.sampled_from(("fr", "en", "en_IN", "fr_CH", "de_CH")),
    currency=st.sampled_from(("EUR", "USD", "GBP", "CHF")),
    value=st.decimals(0, 10**9, places=2),
)
def test_currencies_of_babel(locale: str, currency: str, value: Decimal) -> None:
    [figure] = find_figures(sentence(locale).format(format_currency(value, currency, locale=locale)))
    assert (figure.low, figure.unit) == (value, currency)


@settings(max_examples=300, deadline=None)
@given(language=st.sampled_from(("fr", "fr_BE", "fr_CH", "en")), value=st.integers(11, 10**12 - 1))
def test_number_words(language: str, value: int) -> None:
    words = num2words(value, lang=language)
    assert only_value(sentence(language).format(words.replace(",", ""))) == value


def tongues(locale: str) -> tuple[str, str]:
    return ("fr", "en") if locale.startswith("fr") else ("en", "fr")


def alone(text: str, locale: str) -> tuple[Decimal | None, str, str]:
    """The value, unit and kind of a text that is one figure."""
    [figure] = find_figures(text, tongues(locale), ordinals=True)
    assert (figure.start, figure.low) == (0, figure.high)
    return figure.low, figure.unit, figure.kind


@settings(max_examples=200, deadline=None)
@given(locale=st.sampled_from(LOCALES), value=st.decimals(-2, 10, places=3))
def test_percentages_of_babel(locale: str, value: Decimal) -> None:
    written = format_percent(value, locale=locale, decimal_quantization=False)
    [figure] = find_figures(sentence(locale).format(written), tongues(locale))
    assert (figure.low, figure.unit) == (value * 100, "%")


NOT_A_PENSION = st.integers(9, 999).filter(lambda value: value != 401)  # "401K" is one in American texts


@settings(max_examples=100, deadline=None)
@given(locale=st.sampled_from(("fr", "en")), value=NOT_A_PENSION, power=st.sampled_from((3, 6, 9)))
def test_compact_numbers_of_babel(locale: str, value: int, power: int) -> None:
    for style in ("short", "long"):
        written = format_compact_decimal(value * 10**power, format_type=style, locale=locale)
        assert only_value(sentence(locale).format(f"{written} cars" if locale == "en" else written)) == value * 10**power


@settings(max_examples=100, deadline=None)
@given(locale=st.sampled_from(("fr", "en")), value=st.integers(1, 10**9))
def test_scientific_notation_of_babel(locale: str, value: int) -> None:
    assert only_value(sentence(locale).format(format_scientific(value, locale=locale))) == value


MONEY = ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "CAD", "AUD", "NZD", "HKD", "SGD", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "UAH", "RUB", "TRY", "ILS", "EGP", "MAD", "DZD", "NGN", "GHS", "KES", "ETB", "ZAR", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "VES", "CRC", "KRW", "THB", "VND", "IDR", "MYR", "PHP", "PKR", "BDT", "LKR", "KZT", "GEL", "SAR", "AED", "QAR", "IQD", "IRR", "XPF"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(locale=st.sampled_from(("fr", "en")), currency=st.sampled_from(MONEY), value=st.integers(1, 10**6))
def test_names_of_currencies(locale: str, currency: str, value: int) -> None:
    written = format_currency(value, currency, format="#,##0 ¤¤¤", locale=locale, currency_digits=False, format_type="name")
    [figure] = find_figures(sentence(locale).format(written), tongues(locale))
    assert (figure.low, figure.unit, figure.kind) == (value, currency, "money")


UNITS = {"length-kilometer": "km", "length-mile": "mile", "length-inch": "in", "area-hectare": "ha", "area-square-foot": "ft2",
         "volume-liter": "L", "volume-cubic-meter": "m3", "mass-kilogram": "kg", "mass-tonne": "t", "speed-kilometer-per-hour": "km/h",
         "speed-mile-per-hour": "mph", "temperature-celsius": "degC", "temperature-fahrenheit": "degF", "energy-joule": "J",
         "energy-kilowatt-hour": "kWh", "power-megawatt": "MW", "power-horsepower": "hp", "pressure-hectopascal": "hPa",
         "frequency-gigahertz": "GHz", "electric-volt": "V", "digital-gigabyte": "GB", "digital-byte": "B", "duration-millisecond": "ms",
         "duration-hour": "hour", "duration-century": "century", "concentr-percent": "%", "light-lux": "lx"}  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    locale=st.sampled_from(("fr", "en", "en_GB")), unit=st.sampled_from(sorted(UNITS)), value=st.decimals(2, 999, places=1)
)
def test_units_of_babel(locale: str, unit: str, value: Decimal) -> None:
    written = format_unit(value, unit, "long", locale=locale)
    [figure] = find_figures(sentence(locale).format(written), tongues(locale))
    assert (figure.low, figure.unit) == (value, UNITS[unit])


@settings(max_examples=300, deadline=None)
@given(language=st.sampled_from(("fr", "fr_BE", "fr_CH", "en")), value=st.integers(1, 99_999), form=st.sampled_from("dwn"))
@example(language="en", value=100, form="w")
@example(language="en", value=1000, form="w")
def test_ordinals_decimals_and_negatives_in_words(language: str, value: int, form: str) -> None:
    if form == "w" and language == "en" and value > 1000 and value % 1000 % 100 == 0:
        value += 1  # num2words breaks "nine thousand, seven hundredth" with a comma
    if form == "w" and language == "en" and value in (100, 1000):  # "one hundredth" is the part, "the hundredth" the place
        assert alone(num2words(value, lang=language, to="ordinal"), language)[::2] == (1 / Decimal(value), "ratio")
    elif form == "w":
        assert alone(num2words(value, lang=language, to="ordinal"), language)[::2] == (value, "ordinal")
    elif form == "d":
        written = num2words(Decimal(value) / 100, lang=language)
        assert alone(written, language)[0] == Decimal(value) / 100
    else:
        assert alone(num2words(-value, lang=language), language)[0] == -value


@settings(max_examples=200, deadline=None)
@given(language=st.sampled_from(("fr", "en")), cents=st.integers(100, 99_999), currency=st.sampled_from(("EUR", "USD")))
def test_sums_in_words(language: str, cents: int, currency: str) -> None:
    value = Decimal(cents) / 100
    assert alone(num2words(value, lang=language, to="currency", currency=currency), language)[:2] == (value, currency)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("une dette de 1 400 milliards de dollars", 1_400_000_000_000, "USD"),
        ("une dette de 4,3 milliards $ ici", 4_300_000_000, "USD"),
        ("un prêt de 12 500 € ici", 12_500, "EUR"),
        ("une hausse de 12,5 % ici", Decimal("12.5"), "%"),
        ("un détour de 1 250 km ici", 1250, "km"),
        ("un don de deux cent mille euros", 200_000, "EUR"),
    ],
)
def test_any_space_will_do(text: str, value: Decimal | int, unit: str, space: str) -> None:
    head, _, tail = text.rpartition(" de " if " de dollars" not in text else "dette de ")
    spaced = f"{text[: len(text) - len(tail)]}{tail.replace(' ', space)}" if head else text.replace(" ", space)
    [figure] = find_figures(spaced)
    assert (figure.low, figure.unit) == (value, unit)


@pytest.mark.parametrize("mark", ["'", "\u2019", "\u02bc"])
def test_any_apostrophe_will_do(mark: str) -> None:
    [figure] = find_figures(f"près d{mark}un million d{mark}euros, jusqu{mark}ici")
    assert (figure.low, figure.unit, figure.approx) == (Decimal(10**6), "EUR", "about")


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2013", "\u2212"])
def test_any_dash_will_do(dash: str) -> None:
    [figure] = find_figures(f"un taux de 10{dash}15 %")
    assert (figure.low, figure.high) == (Decimal(10), Decimal(15))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 ,.'-–/%$€()+~\n½xMkdeunàoumille²°İ\u202fم"), max_size=60))
def test_figures_are_ordered_spans_of_any_text(text: str) -> None:
    end = 0
    for figure in find_figures(text, ordinals=True, dates=True):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.exact == text[figure.start : figure.end]
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        end = figure.end


NUMERALS = st.one_of(
    st.integers(0, 10**60).map(str),
    st.integers(0, 10**60).map("{:,}".format),
    st.tuples(st.integers(0, 10**30), st.integers(0, 10**30)).map("{0[0]}.{0[1]}".format),
    st.tuples(st.integers(1, 999), st.integers(-999_999, 999_999)).map("{0[0]}e{0[1]}".format),
    st.integers(0, 9999).map("10^{}".format),
)
WORDS = [
    "million",
    "milliard",
    "trillion",
    "billion",
    "thousand",
    "mille",
    "cent",
    "half",
    "et",
    "and",
    "to",
    "à",
    "%",
    "$",
    "€",
    "euros",
    "pence",
    "kg",
    "heures",
    "ans",
    "minus",
    "x",
    "fois",
    "per",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(NUMERALS, st.sampled_from([*WORDS, "M", "bn", "k", "lakh", "½", "third", "sur"])), max_size=8))
@example(["10,000,000,000,000,000,000,000,000,000", "trillion"])
def test_numbers_of_any_size_are_read(pieces: list[str]) -> None:
    for figure in find_figures(" ".join(pieces)):
        assert figure.low is None or figure.low.is_finite()


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1,",
        "123,",
        "1-",
        "1/",
        "(1",
        "deux ",
        "cent mille ",
        "millions de ",
        "5 % ",
        "\n",
        "1\n",
        "2 ou ",
        "3 ans ",
        "($/M tokens)",
        "ne pas plus de 3 ",
        "مرحبا 12 ",
        "mille mille",
        "((((",
        "1/1/1/",
        "' ",
        "de de de ",
        "one million, two hundred ",
        "2 dollars et cinq cents ",
        "an hour and ",
        "half a ",
        "quatre-vingt-",
        "two and three quarters ",
        "vingt et unième ",
        "10 to the power of ",
        "1€1",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        find_figures(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.2

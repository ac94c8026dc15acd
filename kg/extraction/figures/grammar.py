"""The grammar of figures: the language packs, loaded and compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import cast

import yaml

from kg.extraction.figures.cldr import currency_signs as cldr_signs
from kg.extraction.figures.following import follower_words
from kg.extraction.figures.literals import any_sign, mark_pattern, word_pattern
from kg.extraction.figures.little_words import figure_words, function_words
from kg.extraction.figures.packs import Pack, cardinals, listed, merged, merged_lists, month_names, own_words
from kg.extraction.figures.phrases import Phrase, PhraseSet
from kg.extraction.figures.scanning import Scanner, make_scanner, rate_pattern, shared_scale_pattern
from kg.extraction.figures.templates import OnDemand, endings_of, filled, languages_that, own_patterns, words_of
from kg.extraction.figures.unit_names import units_and_currencies
from kg.extraction.folding import fold, phrase

UNDETERMINED = "und"


class UnknownLanguageError(LookupError):
    """No language pack has that code."""


@cache
def language_pack(code: str) -> Pack:
    """The pack of a language (ISO 639-1 code; "und" for what all share). UnknownLanguageError when there is none."""
    path = files("kg.vocabulary").joinpath("languages", f"{code}.yaml")
    if not re.fullmatch(r"[a-z]{2,3}", code) or not path.is_file():
        raise UnknownLanguageError(code)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast("Pack", yaml.load(path.read_text(encoding="utf-8"), loader))  # noqa: S506 - a safe loader, in C where there is one


@dataclass(frozen=True, slots=True)
class Suffix:
    """A scale said by letters, "M" or "bn": its power of ten, and what must stand with it (any, glued, money)."""

    power: int
    needs: str


@dataclass(frozen=True)
class Grammar:
    """The packs of some languages as one set of tables and patterns."""

    languages: tuple[str, ...]
    numbers: Mapping[str, int]
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    money_scales: Mapping[str, int]  # that count money without its name: "three grand"
    word_languages: Mapping[str, frozenset[str]]
    connectors: frozenset[str]
    decimal_words: frozenset[str]
    articles: frozenset[str]
    collectives: Mapping[str, int]
    vague: Mapping[str, int]
    fractions: Mapping[str, int]  # the number of equal parts
    fractions_with_article: frozenset[str]
    half_articles: frozenset[str]
    groups: Mapping[str, int]  # that multiply the number before them: two dozen
    multiples: Mapping[str, float]
    unit_codes: Mapping[str, str]
    currency_names: Mapping[str, str]
    ambiguous_currencies: Mapping[str, Mapping[str, Sequence[str]]]
    scaled_units: Mapping[str, tuple[int, str]]  # a fortnight is two weeks
    subunits: Mapping[str, str]
    cent_signs: Mapping[str, str]
    signs: Mapping[str, str]
    symbols: Mapping[str, str]
    symbol_languages: Mapping[str, str]  # of symbols that are words in other languages
    suffixes: Mapping[str, Suffix]
    unit_kinds: Mapping[str, str]
    denominators: Mapping[str, str]
    denominator_words: Mapping[str, str]
    per_adjectives: Mapping[str, str]
    per_unit: Mapping[str, str]
    null_words: Mapping[str, frozenset[str]]
    orders: Mapping[str, int]
    ordinal_words: Mapping[str, int]  # with their plurals
    ordinals_alone: Mapping[str, int]
    cardinals: Mapping[str, Mapping[int, str]]  # by language, a word for each number that one word says
    months: Mapping[str, int]
    stopwords: Mapping[str, frozenset[str]]
    own_words: Mapping[str, frozenset[str]]  # by language, little words that no other language here has
    homographs: Mapping[str, frozenset[str]]  # by language, words of it that are numbers in another
    dollar_countries: Mapping[str, Sequence[str]]
    currency_places: Mapping[str, Sequence[str]]  # by currency, the places whose it is
    us_words: tuple[str, ...]
    heat_words: tuple[str, ...]  # that make the degrees of a text those of heat
    american_measures: tuple[str, ...]  # and those of Fahrenheit
    dollarised: tuple[str, ...]  # countries whose dollars are American
    weather: tuple[str, ...]  # words of a text in which "36C" is a temperature
    sign_places: Mapping[str, Mapping[str, Sequence[str]]]  # by letters that may be a sign: by currency, words of its texts
    race_lengths: frozenset[str]  # in kilometres, whose decimals look like thousands
    signs_told: Mapping[str, tuple[str, ...]]  # by letters that may be a sign behind a number: words of its texts
    scaled_alone: frozenset[str]  # of these those that a scale makes signs
    scales_of_rupees: Mapping[str, int]
    rupees: frozenset[str]  # the currencies of these scales
    signs_of_sums: frozenset[str]  # of these letters those that number things too
    quoted_in_others: frozenset[str]  # currencies whose rates are sums of another
    signs_like_names: Mapping[str, str]  # by sign, the name whose currencies it may be
    name_cues: Mapping[str, frozenset[str]]  # by names that mean other things: words that make them units
    units_of_parts: Mapping[str, str]
    ages_of_life: Mapping[str, int]  # "forties": the years from which they run
    compared_units: Mapping[str, Sequence[str]]  # by comparatives: the units of what they compare
    currency_marks: Mapping[str, tuple[str, ...]]
    default_currencies: Mapping[str, Sequence[str]]
    hedges: Mapping[Phrase, str]
    hedges_after: Mapping[Phrase, str]
    words: Mapping[str, frozenset[str]]  # by the name of the list
    phrases: Mapping[str, PhraseSet]
    languages_that: Mapping[str, frozenset[str]]  # by what some do and others do not
    endings: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]  # by template
    own_patterns: Mapping[str, Mapping[str, re.Pattern[str]]]  # by name and language
    hedge_lengths: tuple[int, ...]
    hedge_lasts: frozenset[str]
    hedge_firsts: frozenset[str]  # of those behind a number
    followers: frozenset[str]  # the first words of what may stand after a number and belong to it
    sign_tails: frozenset[str]  # the last two letters of currency signs
    figure_words: frozenset[str]  # that a text may consist of and be nothing but figures
    function_words: frozenset[str]  # that may open a sentence before a number and are no name
    # Patterns over the folded text, except the three of symbols, which look at the original.
    scanner: Scanner
    unit: re.Pattern[str]
    scale: re.Pattern[str]
    suffix: re.Pattern[str]
    symbol: re.Pattern[str]
    sign_after: re.Pattern[str]
    sign_before: re.Pattern[str]
    franc_mark: re.Pattern[str]
    per_slash: re.Pattern[str]
    per_words: re.Pattern[str]
    times: re.Pattern[str]
    one_per: re.Pattern[str]  # after "one": "egg a day"
    one_shares: re.Pattern[str]  # after "one": "or two million"
    raised: re.Pattern[str]
    half: re.Pattern[str]
    ordinal: re.Pattern[str]
    magnitude: re.Pattern[str]

    def kind_of(self, unit: str) -> str:
        """The kind of figure a unit makes."""
        return self.unit_kinds.get(unit, "quantity")


_HYPHEN = r"(?:[ \n]++|-)"  # within the name of a unit: "a 200-square-metre flat"
_GAP = r"(?:[ \n]++|[ ]?-)"


def _of_pattern(packs: Sequence[Pack]) -> str:
    """The words for "of" with the space behind them, of which an elided one needs none."""
    words = {fold(word) for word in listed(packs, "of")}
    elided = {word for word in words if word.endswith("'")}
    return rf"(?:(?:{word_pattern(words - elided)})[ \n]++|(?:{word_pattern(elided)})[ \n]?)"


@lru_cache(maxsize=8)
def load_grammar(languages: tuple[str, ...]) -> Grammar:
    """The grammar of these languages, the first preferred where two share a word. UnknownLanguageError for one without a pack."""
    packs = [language_pack(code) for code in languages]
    common = language_pack(UNDETERMINED)
    numbers, scales = merged(packs, "numbers"), merged(packs, "scales")
    hundreds = frozenset(listed(packs, "hundreds"))
    collectives, vague = merged(packs, "collectives"), merged(packs, "vague")
    fractions = {word: Fraction(value).denominator for word, value in merged(packs, "fractions").items()}
    multiples, orders = merged(packs, "multiples"), merged(packs, "orders")
    articles = frozenset(listed(packs, "articles"))
    groups = merged(packs, "groups")
    null_words = {word: frozenset(nouns) for word, nouns in merged(packs, "null_words").items()}
    owners: dict[str, set[str]] = {}
    for pack in packs:
        for key in ("numbers", "scales", "collectives", "vague", "fractions", "multiples", "ordinal_words", "money_scales"):
            for word in pack.get(key) or ():
                owners.setdefault(word, set()).add(pack["language"])
        for word in (*pack["hundreds"], *pack["orders"]):
            owners.setdefault(word, set()).add(pack["language"])

    scaled_units = {word: (int(count), str(code)) for word, (count, code) in merged(packs, "scaled_units").items()}
    places, subunits = merged_lists(packs, "currency_places"), merged(packs, "subunits")
    ambiguous = {
        name: {str(code): places.get(str(code), []) for code in codes}
        for name, codes in merged(packs, "ambiguous_currencies").items()
    }
    unit_codes, currency_names = units_and_currencies(packs, common, {*ambiguous, *subunits})
    points = listed(packs, "point_words")
    cents = [fold(p) for p in listed(packs, "fraction_of_cent")]
    free = listed(packs, "free")
    unit_words = sorted({*unit_codes, *scaled_units, *currency_names, *ambiguous, *subunits, *points} - {"%"})
    ordinals, alone = merged(packs, "ordinal_words"), merged(packs, "ordinals_alone")
    fractions = {
        **{form: value for word, value in ordinals.items() if value > 2 for form in (word, word + "s")},
        **fractions,
    }
    ordinals |= {word + "s": value for word, value in ordinals.items()}

    atoms = {
        *numbers,
        *scales,
        *hundreds,
        *collectives,
        *vague,
        *fractions,
        *multiples,
        *orders,
        *null_words,
        *cents,
        *free,
        *merged(packs, "ages_of_life"),
    } - set(listed(packs, "ones"))
    spans = {word for word, code in unit_codes.items() if code in common["unit_kinds"]["duration"]}
    scanner = make_scanner(packs, common, atoms=atoms, measures={*unit_codes, *unit_words}, spans=spans, parts=fractions)
    signs, symbols = dict(common["currency_signs"]), dict(common["symbols"])
    signs |= {code: code for code in common["currency_codes"]}
    for pack in packs:
        for sign, code in cldr_signs(pack["language"]).items():
            signs.setdefault(sign, code)
    symbols |= {text.replace("\u00b5", "\u03bc"): unit for text, unit in symbols.items()}
    suffixes = {text: Suffix(entry["power"], entry["needs"]) for text, entry in common["scale_suffixes"].items()}
    denominators = {fold(str(word)): str(code) for word, code in common["denominators"].items()}
    priced = {fold(str(word)): str(code) for word, code in common["denominators_of_prices"].items()}
    denominator_words = {str(k): str(v) for k, v in merged(packs, "denominator_words").items()}
    hedges = {phrase(text): name for pack in packs for name, listed in pack["hedges"].items() for text in listed}
    bounding = {phrase(text): name for pack in packs for name, listed in pack["hedges_of_verbs"].items() for text in listed}
    after = {phrase(text): name for pack in packs for name, listed in pack["hedges_after"].items() for text in listed}
    told = {sign: tuple(words) for sign, words in common["signs_told"].items()}
    sign_pattern = any_sign(signs.keys() - told.keys())
    coined = [*common["currency_codes"], *common["signs_behind_scales"]]
    months = {fold(name): (n % 12) + 1 for pack in packs for n, name in month_names(pack)}
    halves = word_pattern(
        (word for key in ("halves", "quarter_past", "three_quarters") for word in listed(packs, key)), r"[ \n-]+"
    )
    times, links = word_pattern(listed(packs, "times")), word_pattern(listed(packs, "denominator_links"))
    of = _of_pattern(packs)
    magnitudes = word_pattern(listed(packs, "magnitude"))
    ordinal = rf"(?:{word_pattern(listed(packs, 'ordinal_suffixes'))})(?!\w)"
    return Grammar(
        languages=languages,
        numbers=numbers,
        hundreds=hundreds,
        scales=scales,
        money_scales=merged(packs, "money_scales"),
        word_languages={word: frozenset(codes) for word, codes in owners.items()},
        connectors=frozenset(listed(packs, "connectors")),
        decimal_words=frozenset(listed(packs, "decimal_words")),
        articles=articles,
        collectives=collectives,
        vague=vague,
        fractions=fractions,
        fractions_with_article=frozenset(listed(packs, "fractions_with_article")),
        half_articles=frozenset(listed(packs, "half_articles")),
        groups=groups,
        multiples=multiples,
        unit_codes=unit_codes,
        currency_names=currency_names,
        ambiguous_currencies=ambiguous,
        scaled_units=scaled_units,
        subunits=subunits,
        cent_signs=dict(common["cent_signs"]),
        signs=signs,
        symbols=symbols,
        symbol_languages={str(name): code for code, listed in common["symbols_of"].items() for name in listed},
        suffixes=suffixes,
        unit_kinds={str(unit): kind for kind, units in common["unit_kinds"].items() for unit in units},
        denominators=priced | denominators,
        denominator_words=denominator_words,
        per_adjectives=merged(packs, "per_adjectives"),
        per_unit=merged(packs, "per_unit"),
        null_words=null_words,
        orders=orders,
        ordinal_words=ordinals | alone,
        ordinals_alone={word: value for word, value in alone.items() if word not in ordinals},
        cardinals={pack["language"]: cardinals(pack) for pack in packs},
        months=months,
        stopwords={pack["language"]: frozenset(pack["stopwords"]) for pack in packs},
        own_words=own_words(packs),
        homographs={pack["language"]: frozenset(pack["homographs"]) for pack in packs},
        dollar_countries=merged_lists(packs, "dollar_countries"),
        currency_places=places,
        us_words=tuple(listed(packs, "us_words")),
        heat_words=tuple(fold(word) for word in listed(packs, "heat_words")),
        american_measures=tuple(listed(packs, "american_measures")),
        dollarised=tuple(fold(word) for word in listed(packs, "dollarised")),
        weather=tuple(listed(packs, "weather")),
        sign_places=common["sign_places"],
        quoted_in_others=frozenset(common["quoted_in_others"]),
        race_lengths=frozenset(common["race_lengths"]),
        signs_told=told,
        scales_of_rupees=common["scales_of_rupees"],
        rupees=frozenset(common["rupees"]),
        scaled_alone=frozenset(common["scaled_alone"]),
        signs_of_sums=frozenset(common["signs_of_sums"]),
        signs_like_names={
            str(sign): name for name, listed in common["signs_like_names"].items() if name in ambiguous for sign in listed
        },
        name_cues={word: frozenset(fold(cue) for cue in cues) for word, cues in merged(packs, "names_with_cues").items()},
        units_of_parts=merged(packs, "units_of_parts"),
        ages_of_life=merged(packs, "ages_of_life"),
        compared_units=merged(packs, "compared_units"),
        currency_marks={code: tuple(marks) for code, marks in common["currency_marks"].items()},
        default_currencies=merged_lists(packs, "default_currencies"),
        hedges=bounding | hedges,
        hedges_after=after,
        words=OnDemand(partial(words_of, packs)),
        phrases=OnDemand(lambda key: PhraseSet(words_of(packs, key))),
        languages_that=OnDemand(partial(languages_that, packs)),
        endings=OnDemand(partial(endings_of, packs)),
        patterns=OnDemand(partial(filled, packs)),
        own_patterns=OnDemand(partial(own_patterns, packs)),
        hedge_lengths=tuple(sorted({len(p) for p in (*hedges, *bounding)}, reverse=True)),
        hedge_lasts=frozenset(p[-1] for p in (*hedges, *bounding)),
        hedge_firsts=frozenset(p[0] for p in after),
        followers=follower_words(
            packs,
            common,
            [
                *unit_words,
                *scales,
                *merged(packs, "money_scales"),
                *groups,
                *signs,
                *symbols,
                *merged(packs, "units_of_parts"),
                *common["scales_of_rupees"],
            ],
            suffixes,
            fractions,
        ),
        sign_tails=frozenset(sign.split()[-1][-2:] for sign in signs.keys() - told.keys()),
        figure_words=figure_words(
            packs,
            unit_words,
            [*atoms, *ordinals, *alone, *groups, *symbols, *signs, *merged(packs, "money_scales")],
            hedges,
            denominators,
        ),
        function_words=function_words(packs, hedges),
        scanner=scanner,
        unit=re.compile(rf"(?P<gap>{_GAP})?(?P<of>{of})?(?P<name>{word_pattern(unit_words, _HYPHEN)})(?![\w])"),
        scale=re.compile(rf"(?P<gap>{_GAP}|[ \n]?\f[ \n]?)?(?P<name>{word_pattern(scales)})(?![\w])"),
        suffix=re.compile(
            rf"(?P<gap>[^\S\f]{{0,2}}+)(?!(?:{'|'.join(common['currency_codes'])})(?!\w))(?P<name>"  # not the "B" of "BDT"
            + "|".join(sorted(suffixes, key=len, reverse=True))
            + rf")(?:(?![\w.]\w|\w)|(?=(?:{'|'.join(coined)})(?!\w)))"  # "kEUR"
        ),
        symbol=re.compile(rf"(?P<gap>[ \u00a0\u202f]?-|[^\S\f]{{0,2}}+)(?P<name>{any_sign(symbols)})"),
        sign_after=re.compile(
            rf"[^\S\f]{{0,3}}+(?:d(?:e[ \n]|['’][ \n]?))?(?P<name>{any_sign(signs.keys() - common['sign_places'])})"
        ),
        franc_mark=re.compile(mark_pattern(common["franc_marks"])),
        sign_before=re.compile(rf"(?<![\w])(?P<name>{sign_pattern})[ \u00a0\u202f\u2009\n]?$"),
        per_slash=re.compile(rf"[ \n]?/[ \n]?(?P<name>{word_pattern({*denominators, *priced})})(?![\w])"),
        per_words=re.compile(
            rf"(?:[ \n]+(?:{links})[ \n]+|-(?:{links})-)(?P<name>{word_pattern(denominator_words)})(?![\w])"  # "£3-a-month"
        ),
        times=re.compile(
            rf"(?:[ \n]?|[ \n](?:{of}))(?:(?P<sign>[x×])(?![\w])|-?(?P<fold>{word_pattern(listed(packs, 'fold_suffixes'))})(?![\w])|(?P<word>{times})(?![\w])(?P<next>[ \n]+[^\W\d_]+'?)?)"
        ),
        one_per=re.compile(rate_pattern(packs)),
        one_shares=re.compile(shared_scale_pattern(packs)),
        raised=re.compile(
            rf"[ \n]+(?:{word_pattern(listed(packs, 'power_words'))})[ \n]+(?:(?:{word_pattern(listed(packs, 'raised_to'))})[ \n])?"
        ),
        half=re.compile(rf"[ \n-]+(?:{halves})(?![\w])"),
        ordinal=re.compile(rf"(?:{ordinal}|[ ]{ordinal}(?!-\w)|-{ordinal})"),  # not "12 e-commerces"
        magnitude=re.compile(rf"[ \n](?:{of})(?:{magnitudes})|[ \n-](?P<name>{magnitudes})(?!\w|[ ]\d)"),
    )

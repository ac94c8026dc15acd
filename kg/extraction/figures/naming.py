"""Numbers that belong to a name, told by where they stand before they are read: telephones, addresses, papers, labels, sayings.

What such a number says is no quantity whatever unit seems to follow it: "21 Real Street", "COP30", "Tel. 020 7946 0123".
The lists are in kg/vocabulary/languages/*.naming.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from kg.extraction.figures.grammar import UNDETERMINED, PhraseSet
from kg.extraction.figures.literals import word_pattern
from kg.extraction.figures.reading import Page
from kg.extraction.folding import fold

_ROUND = frozenset({"cent", "cents", "hundred", "dozen"})
_ONES = frozenset({"un", "une", "one"})
_REACH = 48  # characters in which the words before a number are looked for
_FEWEST_DIALLED, _MOST_DIALLED = 8, 15
_FEWEST_NATIONAL = 9  # digits with the zero of the area
_DIALLED_LONG = 7
_PLURAL = 4  # letters that a plural noun has at least
_HOUSES = 4  # digits of the longest house number in French
_DAYS = 31
_NEAR = 48

_GROUPS = re.compile(r"\(?\d{1,5}\)?(?:[ .-]{0,2}\(?\d{1,5}\)?){0,8}")
_SEPARATORS = re.compile(r"[ .-]")
_PLUS = re.compile(r"\+ ?$")
_NORTH_AMERICAN = re.compile(r"1[ .-]\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\d)")
_SERVICE = re.compile(r"0[ ]8\d\d(?:[ ]\d{2,3}){2,3}(?!\d)")
_STARRED = re.compile(r"\d{1,4}(?:\*\d{1,4}){0,6}#")
_PARTS = re.compile(r"\d+(?:[-–/.]\d+){0,4}[a-z]?(?!\w)")
_CODED_PARTS = re.compile(r"\d{3,}(?:-\d{1,2}){1,3}(?![\w.,]*\d|[ ]?%)")
_LABEL = re.compile(r"\d{1,6}[a-z]?(?![\w%]|[.,]\d|[ ]\d{3}(?!\d))")
_LABEL_CHAIN = re.compile(r"[ ]?(?:et|ou|and|or|&|/)[ ]?\d{1,6}(?![\w%]|[.,]\d|[ ]\d{3}(?!\d))")
_BOXED = re.compile(r"\d+(?:[ –-]\d+){0,4}(?!\w|[.,]\d)")
_CODE = re.compile(r"\d{4,6}(?:-\d{3,4})?(?!\d|[.,]\d)")
_TOWN = re.compile(r"[ ](?:[A-ZÉÈÂÎÔ][\w'’-]*[ ]?){1,4}(?:cedex(?:[ ]\d{1,2})?)?(?=[ ]?(?:$|[,.;)(\n|–-]))", re.MULTILINE)
_TOWN_BEFORE = re.compile(r"[,–-] (?:[A-Z][\w'’-]* ?){1,3}[ –-]$")
_STATE_BEFORE = re.compile(r"(?<!\w)([A-Z]{2,3})[ ]$")
_CLOSED = re.compile(r"[ ]?(?:$|[.,;)\n|])")
_INHABITANTS = ("iens", "éens", "ains", "ois", "ais", "ards", "ans", "istes", "ers")
_TIME = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)(?![\w%]|[.,]\d|[ ]?[%€$£])")
_HOURS = re.compile(r"([01]\d|2[0-3])([0-5]\d) (\w+)")
_DAY_PAIR = re.compile(r"(\d{1,2}) (?:au|et|à|to|and) (?:le )?(\d{1,2})(?!\w|[.,]\d)")
_BETWEEN = re.compile(r"(\d{1,4}) et le (\d{1,4})(?!\w|[.,]\d)")
_BASE = re.compile(r"(?:1[ ]?000|100)[ ]?\)")
_BASE_BEFORE = re.compile(r"(?:19|20)\d\d ?= ?$")
_APARTMENT = re.compile(r"[1-9][ ]?½(?![ ]?[%€$]|[ ]?h)")
_HEAD = re.compile(r"(?:^|\n|[.!?:•] |\d[.)] )[ ]*[-*•]?[ ]?$")
_PADDED = re.compile(r"0\d+")
_GOES_ON = re.compile(r"[ ]?[^\W_]|[-/–,.:](?=\S)")
_MODEL = re.compile(r"(?<!\w)[A-Z][\w-]*[ ][A-Z][\w-]*[ ]$")
_SCORED = re.compile(r"[ ]out of[ ](?:5|10|20|100)(?!\w|[.,]\d|%)")
_WORD = re.compile(r"[ ]([^\W\d_]+)")
_ROAD_LETTERS = re.compile(r"([A-Z]{1,3})[ ]?$")


def _pack(code: str) -> Mapping[str, Any]:
    path = files("kg.vocabulary").joinpath("languages", f"{code}.naming.yaml")
    if not path.is_file():
        return {}
    loaded = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, in C where there is one
    return dict(loaded)


_PHRASES = (
    "dialled", "dialled_long", "boxes", "registers", "papers", "labels", "not_labels_after", "roads", "days", "about_years",
    "at_clock", "emergency_calls",
)  # fmt: skip
_WORDS = ("scored", "new_before", "new_articles", "new_followers", "clock_cues", "hours_word", "imperatives", "last_rounds", "last_leads", "emergency", "norms", "states", "small_currencies")  # fmt: skip


@dataclass(frozen=True)
class Naming:
    """What names of some languages are made of. Sayings are found by the first number in them, with what comes before it."""

    phrases: Mapping[str, PhraseSet]
    words: Mapping[str, frozenset[str]]
    new_word: str
    dialled_links: re.Pattern[str]
    streets: re.Pattern[str]  # over the folded text, behind a number
    titled_streets: re.Pattern[str]  # over the original, behind a number
    street_names: re.Pattern[str]
    sayings: Mapping[str, Sequence[tuple[str, str, bool]]]


@lru_cache(maxsize=8)
def load_naming(languages: tuple[str, ...], numbers: frozenset[str]) -> Naming:
    """The names of these languages; `numbers` are the words by which a saying is found."""
    packs = [_pack(code) for code in (*languages, UNDETERMINED)]

    def listed(key: str) -> list[str]:
        return [str(item) for pack in packs for item in pack.get(key) or ()]

    streets = listed("streets")
    lower = [fold(word) for word in streets if word[0].islower()]
    upper = [word for word in streets if word[0].isupper()]
    follow = "|".join(re.escape(word) for word in listed("places_follow")) or "(?!)"
    marks = "|".join(dict.fromkeys(listed("street_marks"))) or "(?!)"
    return Naming(
        phrases={key: PhraseSet(listed(key)) for key in _PHRASES},
        words={key: frozenset(listed(key)) for key in _WORDS},
        new_word=next((str(pack["new_word"]) for pack in packs if pack.get("new_word")), ""),
        dialled_links=re.compile(rf"[ ](?:{word_pattern(fold(word) for word in listed('dialled_links'))})[ ](?=[+(]?\d)"),
        streets=re.compile(
            rf"[ ]?(?:(?:{marks})(?!\w))?(?P<mark>,)?[ ](?P<of>(?:de la|de l'|du|des)[ ]?)?(?P<name>{word_pattern(lower)})(?!\w)[ ]?(?P<follow>{follow})?"
        ),
        titled_streets=re.compile(rf"[A-Za-z]?(?: [A-Z][\w'’.-]*){{1,3}}? (?:{'|'.join(map(re.escape, upper))})(?![\w-])"),
        street_names=re.compile(rf"(?<!\w)(?:{word_pattern([*lower, *(fold(word) for word in upper)])})(?!\w)"),
        sayings=_sayings(listed("idioms"), listed("names"), numbers),
    )


def _sayings(idioms: Iterable[str], names: Iterable[str], numbers: frozenset[str]) -> dict[str, list[tuple[str, str, bool]]]:
    """By number word: what stands before it, the word itself with what stands behind, and whether it is a name with a capital."""
    out: dict[str, list[tuple[str, str, bool]]] = {}
    for text, is_name in [*((text, False) for text in idioms), *((text, True) for text in names)]:
        folded = fold(text)
        for match in re.finditer(r"[^\W\d_]+|\d[\d,.]*", folded):
            if match.group() in numbers or match.group()[0].isdigit():
                capital = is_name and text[0].isupper()
                out.setdefault(match.group(), []).append((folded[: match.start()], folded[match.start() :], capital))
                break
    return out


def naming_of(page: Page) -> Naming:
    """The names of the languages of a page."""
    grammar = page.grammar
    return load_naming(grammar.languages, frozenset({*grammar.numbers, *grammar.scales, *_ROUND} - _ONES))


def word_name_end(page: Page, naming: Naming, start: int, end: int) -> int:
    """Where the saying, the place or the adjective ends that a number word belongs to; 0 when it belongs to none."""
    low = page.low
    first = re.match(r"[^\W\d_]+", low[start:end])
    word = first.group() if first is not None else ""
    if found := _saying_end(page, naming, start, word):
        return found
    if word == naming.new_word and word and _is_new(page, naming, start, start + len(word)):
        return start + len(word)
    if word in naming.words["imperatives"]:
        head = page.text[start].isupper() and _HEAD.search(low, max(0, start - 6), start) is not None
        return end if head else 0
    if word in naming.words["last_rounds"]:
        return end if _is_round(page, naming, start, end) else 0
    return 0


def number_name_end(page: Page, naming: Naming, start: int, end: int) -> int:
    """Where the name ends that the digits at a place belong to; 0 when they belong to none."""
    low, text = page.low, page.text
    literal = low[start:end]
    if found := _saying_end(page, naming, start, literal):
        return found
    if text[start - 1 : start].isalpha() and start:
        return _after_letters(page, naming, start, end)
    left = page.before(start, _REACH)
    return (
        _telephone_end(page, naming, start, left)
        or _padded_end(page, start, end, left)
        or _address_end(page, naming, start, end, left)
        or _paper_end(page, naming, start, end, left)
        or _label_end(page, naming, start, end, left)
        or _time_end(page, naming, start, end, left)
        or _score_end(page, naming, end, left)
    )


def _saying_end(page: Page, naming: Naming, start: int, word: str) -> int:
    for before, rest, capital in naming.sayings.get(word, ()):
        begin, end = start - len(before), start + len(rest)
        if begin < 0 or page.low[begin:end].replace("\n", " ") != before + rest:
            continue
        if page.low[end : end + 1].isalnum() or (begin and page.low[begin - 1].isalnum()):
            continue
        if rest == word and not capital and _counts_on(page, end):
            continue  # "couper en quatre morceaux" counts pieces
        if not capital or page.text[begin].isupper():
            return end
    return 0


def _is_new(page: Page, naming: Naming, start: int, end: int) -> bool:
    """Whether "neuf" is the adjective: "un logement neuf", "remis à neuf et vendu"; not "ils sont neuf", "neuf pays"."""
    left, right = page.before(start, _NEAR), page.after(end, 16)
    follows = not right or not (right[0][0].isalnum() or right[0] in "-%€$") or right[0] in naming.words["new_followers"]
    if not follows or not left:
        return False
    if left[-1] in naming.words["new_before"]:
        return left[-2:-1] != ["dont"]
    singular = left[-1].isalpha() and left[-1][-1] not in "sx" and len(left[-1]) > 2
    return singular and len(left) > 1 and left[-2] in naming.words["new_articles"]


def _is_round(page: Page, naming: Naming, start: int, end: int) -> bool:
    """Whether "eight" is a round of a cup: "reached the last eight"."""
    left = page.before(start, 24)
    if len(left) < 3 or left[-1] not in {"last", "final"} or left[-2] != "the" or left[-3] not in naming.words["last_leads"]:
        return False
    return not _counts_on(page, end)


def _counts_on(page: Page, end: int) -> bool:
    """Whether what follows digits makes them a quantity: a plural noun, a unit, a scale, a sign."""
    low, grammar = page.low, page.grammar
    if low[end : end + 1] in "%°€$£‰½" and end < len(low):
        return True
    if grammar.unit.match(low, end) or grammar.scale.match(low, end) or grammar.sign_after.match(page.text, end):
        return True
    if (symbol := grammar.symbol.match(page.text, end)) and "\n" not in symbol.group():
        return True
    following = _WORD.match(low, end)
    if following is None:
        return False
    word = following.group(1)
    if word in grammar.scales or word in grammar.multiples or word in grammar.words["times"]:
        return True
    return len(word) >= _PLURAL and word[-1] in "sx" and word not in grammar.function_words and not word.endswith("ss")


def _ending(naming: Naming, key: str, left: list[str]) -> bool:
    """Whether the words before end with a phrase, with or without a dot, a colon or a link behind it."""
    phrases = naming.phrases[key]
    words = left
    for _ in range(4):
        if phrases.ending(words):
            return True
        if not words or words[-1] not in {".", ":", "(", "+", "n", "°", "nº", "no", "le", "is", "est", "*"}:
            return False
        words = words[:-1]
    return False


def _padded_end(page: Page, start: int, end: int, left: list[str]) -> int:
    """The end of a code that a zero leads, with nothing behind to count: "flour (not 00)"; but "05 blessés" are five."""
    low = page.low
    if not _PADDED.fullmatch(low, start, end) or left[-1:] == [":"] or _counts_on(page, end):
        return 0
    return 0 if _GOES_ON.match(low, end) else end


def _telephone_end(page: Page, naming: Naming, start: int, left: list[str]) -> int:
    low = page.low
    if low[start - 1 : start] == "*" and (starred := _STARRED.match(low, start)):
        return starred.end()
    if (start == 0 or not low[start - 1].isalnum()) and (
        found := _NORTH_AMERICAN.match(low, start) or _SERVICE.match(low, start)
    ):
        return 0 if "\t" in page.text[start : found.end()] else found.end()
    groups = _GROUPS.match(low, start)
    if groups is None:
        return 0
    end = groups.end()
    printed = page.text[start:end]
    digits = sum(map(str.isdigit, printed))
    spread = _SEPARATORS.search(low, start, end) is not None and "\t" not in printed
    if spread and digits <= _MOST_DIALLED and not low[end : end + 1].isalnum():
        dotted = "." in printed
        if low[start] == "0" and low[start + 1 : start + 2].isdigit() and digits >= _FEWEST_NATIONAL and not dotted:
            return end
        if (
            _PLUS.search(low, max(0, start - 2), start)
            and digits >= _FEWEST_DIALLED
            and not dotted
            and not _grouped(printed)
        ):
            return end
    if _ending(naming, "dialled", left):
        if digits >= _DIALLED_LONG or not _counts_on(page, end):
            return _chained(page, naming, end)
    elif digits >= _DIALLED_LONG and spread and not _grouped(printed) and _ending(naming, "dialled_long", left):
        return _chained(page, naming, end)
    if low[start:end] in naming.words["emergency"] and _ending(naming, "emergency_calls", left):
        return 0 if _counts_on(page, end) else _chained(page, naming, end)
    return 0


def _chained(page: Page, naming: Naming, end: int) -> int:
    """Where a telephone ends with the one after "or": "appelez le 15 ou le 112"."""
    link = naming.dialled_links.match(page.low, end)
    more = _GROUPS.match(page.low, link.end()) if link else None
    return more.end() if more is not None and not _counts_on(page, more.end()) else end


def _grouped(printed: str) -> bool:
    """Whether digits are one number in groups of three."""
    return re.fullmatch(r"\d{1,3}(?:\s\d{3})+", printed) is not None


def _address_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    low, text = page.low, page.text
    beside = low[start - 1 : start] != "\n"  # on the line of its label
    if beside and _ending(naming, "boxes", left) and (boxed := _BOXED.match(low, start)):
        return 0 if _counts_on(page, boxed.end()) else boxed.end()
    if beside and _ending(naming, "registers", left) and end - start > 3 and (boxed := _BOXED.match(low, start)):
        return boxed.end()
    if _is_said_code(page, naming, start, end, left):
        return end
    if post := _post_code_end(page, naming, start):
        return post
    if end - start > _HOUSES + 1 or not low[start:end].isdigit():
        return 0
    street = naming.streets.match(low, end)
    if street is not None and end - start <= _HOUSES and _is_street(page, street):
        return street.end("name")
    titled = naming.titled_streets.match(text, end)
    if titled is not None:
        return titled.end()
    between = _BETWEEN.match(low, start) if left[-2:] == ["entre", "le"] else None
    if between is not None and not (_WORD.match(low, between.end()) and _noun_follows(page, between.end())):
        return between.end()
    return 0


def _is_street(page: Page, street: re.Match[str]) -> bool:
    """Whether what follows a number is the street it is in: "112, rue Garibaldi", "16 de la rue", not "12 places"."""
    text = page.text
    if not text[street.start("name")].islower():
        return False
    after = text[street.end() : street.end() + 1]
    named = street.group("follow") is not None or (after.isupper() and text[street.end() - 1] == " ")
    return named or street.group("name") in {"rue", "avenue", "boulevard"}


def _noun_follows(page: Page, end: int) -> bool:
    following = _WORD.match(page.low, end)
    assert following is not None
    word = following.group(1)
    return word not in page.grammar.function_words and word not in page.grammar.stopwords.get("fr", ())


def _is_said_code(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> bool:
    """Whether a sentence says a code: "the PIN code for the area is 560034"."""
    if not left or left[-1] not in {"is", "est", "was", ":", "="} or not page.low[start:end].isdigit() or end - start < 4:
        return False
    return any(naming.phrases["boxes"].ending(left[:at]) > 1 for at in range(max(1, len(left) - 8), len(left)))


def _post_code_end(page: Page, naming: Naming, start: int) -> int:
    text, low = page.text, page.low
    code = _CODE.match(low, start)
    if code is None:
        return 0
    end, digits = code.end(), len(code.group())
    state = _STATE_BEFORE.search(text, max(0, start - 4), start)
    if state is not None and state.group(1) in naming.words["states"] and (digits != 6) and not _counts_on(page, end):
        return end
    lead = text[max(0, start - 2) : start].strip(" ")[-1:]
    town = _TOWN.match(text, end)
    if town is not None and lead in {"", "\n", ",", "–", "-", "(", ";", "|", "•"} and "\n" not in town.group():
        street = naming.street_names.search(low, max(0, start - 60), start) is not None or _box_near(page, naming, start)
        people = town.group().strip().endswith(_INHABITANTS)
        if digits == 5 and (street or not people):
            return end
        if street and not people:
            return end
    if digits >= 5 and _CLOSED.match(low, end) and _TOWN_BEFORE.search(text, max(0, start - _NEAR), start):
        return end
    return 0


def _box_near(page: Page, naming: Naming, start: int) -> bool:
    words = page.before(start, _REACH)
    return any(naming.phrases["boxes"].ending(words[:at]) for at in range(1, len(words)))


def _paper_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    """The number of a law, a norm or a paper with its parts: "L. 3113-1", "IEC 61400-1", "rev. 2.1"."""
    parts = _PARTS.match(page.low, start)
    if parts is None or parts.end() <= end - (page.low[end - 1] == ".") or _counts_on(page, parts.end()):
        parts = None
    norm = _STATE_BEFORE.search(page.text, max(0, start - 4), start) or re.search(
        r"(?<!\w)([A-Z]{2,5})[ -]$", page.text[max(0, start - 7) : start]
    )
    if norm is not None and norm.group(1) in naming.words["norms"]:
        whole = _PARTS.match(page.low, start)
        return whole.end() if whole is not None and not _counts_on(page, whole.end()) else 0
    if norm is not None and (coded := _CODED_PARTS.match(page.low, start)) and norm.group(1) not in page.grammar.signs:
        return coded.end()
    if page.low[start - 1 : start] != "\n" and _ending(naming, "papers", left):
        whole = _PARTS.match(page.low, start)
        return whole.end() if parts is not None and whole is not None else _version_end(page, end, left)
    return 0


def _version_end(page: Page, end: int, left: list[str]) -> int:
    if left[-1:] != ["."] or left[-2:-1] not in (["rev"], ["rév"], ["ver"], ["l"], ["r"], ["d"]):
        return 0
    return 0 if _counts_on(page, end) else end


def _label_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    low, text = page.low, page.text
    if not left or low[start - 1] == "\n":
        return 0
    if left[-1] in {"un", "du", "le"} and (flat := _APARTMENT.match(low, start)) and not _counts_on(page, flat.end()):
        return flat.end()  # "un 4½": an apartment
    if " " in low[start:end] and page.language(start) == "en" and _MODEL.search(text, max(0, start - 32), start):
        return 0 if _counts_on(page, end) else end  # English groups by commas: "Core Vega 7 258"
    label = _LABEL.match(low, start)
    if label is None:
        return 0
    length = naming.phrases["labels"].ending(left) or (naming.phrases["labels"].ending(left[:-1]) if left[-1] == "." else 0)
    if length:
        before = left[: len(left) - length - (left[-1] == "." and not naming.phrases["labels"].ending(left))]
        if naming.phrases["not_labels_after"].ending(before) or (before and before[-1].isdigit()):
            return 0
        if _counts_on(page, label.end()):
            return 0
        chain = _LABEL_CHAIN.match(low, label.end())
        return chain.end() if chain is not None and not _counts_on(page, chain.end()) else label.end()
    letters = _ROAD_LETTERS.search(text, max(0, start - 4), start)
    if letters is not None and text[start - 1] == " " and letters.group(1) not in page.grammar.signs:
        road = page.before(letters.start(), 24)
        if naming.phrases["roads"].ending(road):
            return label.end()
    return 0


def _after_letters(page: Page, naming: Naming, start: int, end: int) -> int:
    """Codes that look like sums or times: "COP30", "KRW1", "Helix X4"."""
    text = page.text
    letters = re.search(r"(?:(?<=\W)|^)([^\W\d_]+)$", text[max(0, start - 6) : start])
    if letters is None:
        return 0
    code = letters.group(1)
    if code in naming.words["small_currencies"] and end - start <= 2:
        return 0 if page.grammar.scale.match(page.low, end) or page.grammar.suffix.match(text, end) else end
    if code == "X":
        named = re.search(r"(?<!\w)[A-Z][\w'’-]+[ ]$", text[max(0, start - 24) : start - 1])
        return end if named is not None else 0
    return 0


def _time_end(page: Page, naming: Naming, start: int, end: int, left: list[str]) -> int:
    low = page.low
    time = _TIME.match(low, start)
    if time is not None and naming.phrases["at_clock"].ending(left):
        zero = low[start] == "0" and len(time.group(1)) == 2
        near = page.before(start, _NEAR) + page.after(time.end(), 32)
        if (zero or naming.words["clock_cues"].intersection(near)) and not _counts_on(page, time.end()):
            return time.end()
    hours = _HOURS.match(low, start)
    if (
        hours is not None
        and hours.group(3) in naming.words["hours_word"]
        and (low[start] == "0" or naming.phrases["at_clock"].ending(left))
    ):
        return hours.end()
    pair = _DAY_PAIR.match(low, start) if _ending(naming, "days", left) else None
    if pair is not None and max(int(pair.group(1)), int(pair.group(2))) <= _DAYS:
        return pair.end()
    if naming.phrases["about_years"].ending(left) and low[start:end].isdigit() and end - start in {3, 4}:
        return end
    if _BASE_BEFORE.search(low, max(0, start - 8), start) and _BASE.match(low, start):
        return end
    return 0


def _score_end(page: Page, naming: Naming, end: int, left: list[str]) -> int:
    """A mark that someone gives: "gave it 7 out of 10"; not "7 out of 10 people"."""
    if not naming.words["scored"].intersection(left[-5:]):
        return 0
    score = _SCORED.match(page.low, end)
    return score.end() if score is not None and not _counts_on(page, score.end()) else 0

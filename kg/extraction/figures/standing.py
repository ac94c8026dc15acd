"""Whether a number counts no noun of its own: "up from 40 last year", "they want 40, he said"; not "40 ships"; and what a plural is."""

from __future__ import annotations

from kg.extraction.figures.reading import Page, Reading

_MEASURED = frozenset("-/%°$€£&")  # what goes on with the number
_PLURAL = 4  # letters that a plural noun mostly has at least
SHORT_PLURAL = 3  # "12 MPs"


def stands_alone(page: Page, reading: Reading) -> bool:
    """Whether nothing that a number could count follows it: a mark, a function word, the end."""
    if page.low[reading.end : reading.end + 1] in _MEASURED and reading.end < len(page.low):
        return False
    words = reading.right
    if not words:
        return True
    word, grammar = words[0], page.grammar
    if word in grammar.words["partitives"]:
        return words[1:2] != [] and words[1] in grammar.words["compared_after_of"]  # "dix de moins"
    if not word[0].isalpha():
        return word[0] not in _MEASURED and not word[0].isdigit()
    return (
        word in grammar.words["free_followers"]
        or word in grammar.stopwords.get(reading.language, ())
        or word in grammar.function_words
        or word in grammar.words["known_after"]
    )


def is_plural(word: str, least: int = _PLURAL) -> bool:
    """A rough test for a plural noun, French or English, that a number may count; `least` is the fewest letters of one."""
    return len(word) >= least and word[-1] in "sx"


def ends_clause(reading: Reading) -> bool:
    """Whether a mark or the end of the text follows a number."""
    return not reading.right or not (reading.right[0][0].isalnum() or reading.right[0] in _MEASURED)


def plural_follows(page: Page, reading: Reading) -> bool:
    """Whether a plural noun follows a number that it may count."""
    following = reading.right[0] if reading.right else ""
    return (
        following.isalpha()
        and is_plural(following, SHORT_PLURAL)
        and page.text[reading.end : reading.end + 2].strip()[:1].islower()
    )

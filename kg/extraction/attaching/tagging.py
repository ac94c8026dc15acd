"""Parts of speech and forms of words by the rules of a model, each kind of word worked out once.

spaCy's attribute ruler tries each of its rules (179 in English) at every token. What they make of a token hangs on its tag, on
its relation and on the word itself, where a rule names those: on a few hundred combinations, nearly all soon met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_NAME: Final = "attribute_ruler"
_ASKED: Final = ("TAG", "DEP", "LOWER")
_GIVEN: Final = ("POS", "MORPH")
_SPACE: Final = "IS_SPACE"
_Key = tuple[int, int, int]


class Ruler:
    """The attribute ruler of a pipeline, with what it has made of each kind of word.

    Rules that only give lemmas do not count, as those are not used. A sentence with white space among its tokens, or with a
    relation that a rule on two tokens begins with, goes through all rules as ever.
    """

    @classmethod
    def out_of(cls, pipeline: Language) -> Ruler | None:
        """The ruler of a pipeline, which runs without it from then on; None where it has none."""
        if _NAME not in pipeline.pipe_names:
            return None
        _, rules = pipeline.remove_pipe(_NAME)
        return cls(rules, pipeline.vocab.strings)

    def __init__(self, ruler: Any, strings: StringStore) -> None:
        self._rules = ruler
        rules = [rule for rule in ruler.patterns if set(rule["attrs"]) != {"LEMMA"}]
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        tests = [test for pattern in patterns for test in pattern]
        self._named = {name: {strings.add(value) for value in _values(tests, name)} for name in _ASKED}
        self._linked = {strings.add(value) for pattern in patterns if len(pattern) > 1 for value in _values(pattern, "DEP")}
        self._is_learnable = all(map(_is_plain, tests)) and all(
            _is_learnt(rule["attrs"], pattern) for rule in rules for pattern in rule["patterns"]
        )
        self._known: dict[_Key, tuple[int, int]] = {}

    def apply(self, doc: Doc) -> None:
        """Give the tokens of a parse their parts of speech and forms."""
        asked = doc.to_array([*_ASKED, _SPACE]).tolist() if self._is_learnable else []
        if not asked or any(space or link in self._linked for _, link, _, space in asked):
            self._rules(doc)
            return
        tags, links, words = (self._named[name] for name in _ASKED)
        keys = [
            (tag if tag in tags else -1, link if link in links else -1, word if word in words else -1)
            for tag, link, word, _ in asked
        ]
        given = [self._known.get(key) for key in keys]
        if None not in given:
            values: Any = np.array(given, dtype=np.uint64)
            doc.from_array(list(_GIVEN), values)
            return
        self._rules(doc)
        self._known.update(zip(keys, map(tuple, doc.to_array(list(_GIVEN)).tolist()), strict=True))


def _values(tests: Iterable[Mapping[str, Any]], name: str) -> Iterator[str]:
    """The values of an attribute that tests of tokens name."""
    for test in tests:
        value = test.get(name, ())
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (each for listed in value.values() for each in listed)


def _is_plain(test: Mapping[str, Any]) -> bool:
    """Whether a test of a token only asks whether something is, or is not, one of some values."""
    return all(
        isinstance(value, bool)
        if name == _SPACE
        else name in _ASKED and (isinstance(value, str) or set(value) <= {"IN", "NOT_IN"})
        for name, value in test.items()
    )


def _is_learnt(given: Mapping[str, Any], pattern: list[Mapping[str, Any]]) -> bool:
    """Whether what a rule gives is known from one token, or the rule is only for sentences that go through all rules."""
    if any(test.get(_SPACE) is True for test in pattern):
        return True
    return set(given) <= {*_GIVEN, "LEMMA"} and (len(pattern) == 1 or isinstance(pattern[0].get("DEP"), str))

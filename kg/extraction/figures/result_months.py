"""Months that results are of: "9M 2025", "9M25 EBITDA", "3M FY24"; the firm 3M, 9M people and $9M are none."""

from __future__ import annotations

import re

from kg.extraction.figures.reading import Page

_FISCAL = r"(?:[ \u00a0]?(?:FY|CY)|[ \u00a0/]?['’])[ \u00a0]?(?:20)?\d\d"
_YEAR = re.compile(rf"M(?:(?:{_FISCAL}|[ \u00a0/-]?20\d\d|[1-3]\d)(?![\w%]|[.,]\d)(?![ \u00a0]?[$€£%]))")
_MONTHS = re.compile(r"M(?!\w)(?=[ \u00a0](?P<word>[^\W\d_]++))")
_QUARTERS = frozenset({3, 6, 9, 12})
_SIGNS = frozenset("$€£¥₹+-−–~≈<>")
_LONGEST = 2  # digits of a number of months


def result_months_end(page: Page, start: int, end: int) -> int:
    """Where the months end that digits at a place count, with the year they are of; 0 when they count none."""
    text = page.text
    if text[end : end + 1] != "M" or end - start > _LONGEST or not text[start:end].isdecimal() or text[start] == "0":
        return 0
    months, left = int(text[start:end]), page.before(start)
    if months not in _QUARTERS or _is_sum(page, start):
        return 0
    if (year := _YEAR.match(text, end)) is not None:
        return year.end()
    named = _MONTHS.match(text, end)
    if named is None:
        return 0
    words = page.grammar.words
    opens = not left or not left[-1][0].isalnum() or left[-1] in words["results_told_after"]
    return named.end() if opens and page.low[slice(*named.span("word"))] in words["results_of_months"] else 0


def _is_sum(page: Page, start: int) -> bool:
    """Whether a currency or another mark of an amount stands before."""
    text = page.text
    at = start - 1 if text[start - 1 : start].isspace() else start
    return (at > 0 and text[at - 1] in _SIGNS) or page.grammar.sign_before.search(text, max(0, start - 6), start) is not None

"""Of the amounts in a sentence, those that speak of now: "was 80 %, now 85 %" is 85 %."""

import re
from collections.abc import Iterator
from dataclasses import replace

from readiness.claims.amounts import Written, amounts
from readiness.model import Comparison

_FORMER = re.compile(
    r"\b(?:from|was|were|vs\.?|versus|than|previously|formerly|before|originally|initially|"
    r"up from|down from|used to be|target(?:ed)?(?: of)?|required|requirement(?: of)?|goal(?: of)?|"
    r"instead of|not|by)\s?(?:about|only|~)?\s?[:(]?\s?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:from|(?:up|down|by|increased|rose|grew|improved|dropped|fell)(?:\sby)?)\s?$",
    re.IGNORECASE,
)
"""Before "80 % to 85 %" or "5 % to 85 %": the second number is that of now."""
_REPLACED = re.compile(
    r"\s?(?:→|->|=>|⇒|➜|➔)|\s(?:before|previously|required|target|needed|goal)\b", re.I
)


def amounts_of_now(text: str) -> Iterator[Written]:
    """The amounts of ``text`` that it does not put in the past or call required."""
    for each in amounts(text):
        before_it = text[max(0, each.start - 40) : each.start]
        amount = each.amount
        if amount.upper is not None and _ENDS.search(before_it):
            now = replace(amount, value=amount.upper, upper=None, comparison=Comparison.EXACTLY)
            yield Written(now, each.start, each.end)
        elif not _FORMER.search(before_it) and not _REPLACED.match(text, each.end):
            yield each

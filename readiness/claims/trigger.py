"""What a sentence must contain for a claim to be found in it: a number, or such a word."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from readiness.model import Statement

_BEGINNINGS = """
achiev add all block boot build bump chang clean clos compil complete correct cov creat critical
delet deliver depend describ doc done drop end enterprise exist explain fail feature file final
finish fix free_of fully function green happy implement includ install integrat introduc launch
licen line lint loc met migrat mock mov new no_ none not_ready ok operat pass percent pin port
present production readme ready release remov renam resolv run satisf ship show specs start
succe support test todo touch undefined unimplemented updat upgrad verif without work writ wrote
zero backward configured validated enabled deployed provided reviewed wired
one_ two_ three_ four_ five_ six_ seven_ eight_ nine_ ten_ eleven_ twelve_
""".split()  # noqa: SIM905


def either(words: Iterable[str]) -> str:
    """A pattern of any of the words, by their first letters: quicker than one after the other."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for each in words:
        by_first[each[0]].append(re.escape(each[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(by_first[first])})" for first in by_first)


_WORDS = re.compile(
    rf"\b(?:{either(each.replace('_', ' ') for each in _BEGINNINGS)})"
    r"|\w\.(?:py|tsx?|jsx?|go|rs|java|kt|rb|cs|php|swift|md|sql|sh|ya?ml|json|toml)\b"
    r"|\d|`[^`\s]{1,200}\.\w|[✅☑✔]"
)
"""Of lower-case text: that is three times as quick as ignoring the case."""


_NEW_THINGS = re.compile(
    r"(?i)\b(?:new|added|installed)\b.{0,20}\b(?:dependenc|packages|deps\b)"
    r"|\b(?:dependencies|packages|deps)\s(?:added|installed)\b"
    r"|\b(?:features|components|work|tasks|items|capabilities)\s(?:implemented|completed?|delivered"
    r"|done|added)\b|\b(?:completed|implemented|delivered)\s(?:features|components|work|tasks|items)\b"
)


@lru_cache(maxsize=256)
def lists_names(above: str) -> bool:
    """Whether a heading or lead stands over a list whose items may be names alone."""
    return bool(_NEW_THINGS.search(above))


def is_wanted(text: str) -> bool:
    """Whether any kind of claim may be found in ``text``."""
    return bool(_WORDS.search(text.lower()))


def around(statement: Statement) -> str:
    """The sentence with what stands over and beside it, in lower case: where signs are sought."""
    context = statement.context
    above = context.headings[-1] if context.headings else ""
    return f"{context.row} {context.column} {statement.text} {above} {context.lead}".lower()

"""Blocks of text to sentences, each with its line.

A block is one paragraph, list item, heading or table cell whose lines are joined by newlines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

LONGEST = 1000
"""A sentence longer than this is cut: nobody claims anything in a thousand characters."""

_STARTS_ANEW = re.compile(
    r"\s{0,60}(?:[^\w\s`\"'(\[{.,;:<>@#$%&*+/=|\\-]|[A-Z][\w /&'-]{0,48}:(?:\s|$)|"
    r"\[[ xX]\]\s|[-*+•]\s|\d{1,3}[.)]\s)"
)
_ENDED = re.compile(r"(?:[✅☑✔✓❌✗✘]|\s\d{1,6}/\d{1,6}\)?)\s{0,2}$")
"""At the end of a line that stands for itself."""
_END = re.compile(r"[.!?][)\]\"'”’]{0,3}\s+(?=[^a-z\s])")
_CLAUSE = re.compile(
    r"(?:,|\s[-–—])?\s(?=(?:but|however|although|though|whereas)\s(?!also\b))|"
    r";\s(?=\S{1,40}\s\S{1,40}\s\S)|,\s(?=so\s(?!that\b|far\b))|,?\s(?=because\s(?!of\b))|"
    r",\s(?=(?:[\w-]{1,30}\s){1,4}(?:in progress|pending|planned|not started|underway|ongoing)\b)",
    re.IGNORECASE,
)
_SCENARIO = re.compile(r"\W{0,4}(?:GIVEN|WHEN|THEN)\b")
"""All of its clauses are of one step."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|etc|approx|ca|no|cf|al|incl|resp|min|max|mr|mrs|dr|st|fig|ver|"
    r"[A-Z])\.)$",
    re.IGNORECASE,
)


def sentences(block: str, line: int) -> Iterator[tuple[str, int]]:
    """The sentences and main clauses of a block that begins on ``line``, with their lines."""
    for text, lines in _segments(block, line):
        starts = [offset for offset, _ in lines]
        for begin, end in _spans(text):
            sentence = text[begin : min(end, begin + LONGEST)]
            stripped = sentence.strip()
            if stripped:
                offset = begin + len(sentence) - len(sentence.lstrip())
                yield stripped, lines[bisect_right(starts, offset) - 1][1]


def _segments(block: str, line: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Lines joined as far as they run on, with (offset, line) of each joined line."""
    parts: list[str] = []
    lines: list[tuple[int, int]] = []
    length = 0
    for number, text in enumerate(block.split("\n"), line):
        if parts and (not text.strip() or _STARTS_ANEW.match(text) or _is_broken(parts[-1], text)):
            yield " ".join(parts), lines
            parts, lines, length = [], [], 0
        parts.append(text)
        lines.append((length, number))
        length += len(text) + 1
    yield " ".join(parts), lines


def _is_broken(before: str, text: str) -> bool:
    """Whether a hard line break stands between two lines, and the second does not run on."""
    if _ENDED.search(before):
        return True
    upper = not text.lstrip("*_ ")[:1].islower()
    return before.endswith(("  ", "\\")) and upper


def _spans(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _END.finditer(text):
        if _is_number(text, begin, match.start()):
            continue
        if not _ABBREVIATION.search(text, max(begin, match.start() - 8), match.start() + 1):
            yield from _clauses(text, begin, match.end())
            begin = match.end()
    yield from _clauses(text, begin, len(text))


def _is_number(text: str, begin: int, end: int) -> bool:
    """Whether there is but the number of an item or a heading: "3. Labels"."""
    head = text[begin:end].strip(" *_#")
    return end - begin < _NUMBERED and head.isdigit()


_NUMBERED = 8


def _clauses(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    if _SCENARIO.match(text):
        yield begin, end
        return
    for match in _CLAUSE.finditer(text, begin, end):
        if match.start() > begin and not _is_inside(text, begin, match.start()):
            yield begin, match.start() + (text[match.start()] == ";")
            begin = match.end()
    yield begin, end


def _is_inside(text: str, begin: int, end: int) -> bool:
    """Whether a quotation, a bracket or code is open at ``end``."""
    count = text.count
    return bool(
        count('"', begin, end) % 2
        or count("`", begin, end) % 2
        or count("(", begin, end) > count(")", begin, end)
        or count("“", begin, end) > count("”", begin, end)
    )

"""No expression of the room may be made slow by a line that somebody wrote for that purpose."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import readiness.claims
from readiness.claims.find import explain
from readiness.claims.sentences import LONGEST
from readiness.claims.statements import Text
from readiness.model import Source, SourceKind

PIECES = (
    "a ", "a", "1", "1,", "1 of ", "1/", "all tests ", "tests: ", "is ", "`a` ", "`",
    "- ", "(", "[ ] ",
    "at least ",
    "no ", "production ", "ready ", "complete ", "fully ", "a/", "a.", "the ", "* ", "“",
    "all the ", "A: ", "_", "0 ", "have been ", "| ", "✅ ", "coverage ", "of the ", "100 % ", "\t",
)  # fmt: skip
TRIES = 4
"""A busy machine makes one slow, and not each of so many."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for info in pkgutil.walk_packages(readiness.claims.__path__, "readiness.claims."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for index, each in enumerate(_compiled(value)):
                yield f"{info.name}.{name}.{index}", each


def _compiled(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _compiled(each)


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=lambda each: str(each)[:60])
def test_each_expression_is_quick_on_the_longest_sentence(name, pattern):
    for piece in PIECES:
        line = (piece * LONGEST)[:LONGEST]
        assert any(seconds_of(pattern, line) < 0.05 for _ in range(TRIES)), (name, piece)


def seconds_of(pattern: re.Pattern[str], line: str) -> float:
    begin = time.process_time()
    pattern.search(line)
    pattern.search(line + "\x00")
    return time.process_time() - begin


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_line_is_read_in_linear_time(piece):
    def seconds(length: int) -> float:
        line = (piece * length)[:length]
        source = Source(kind=SourceKind.DOCUMENT)
        begin = time.process_time()
        list(explain(Text(source=source, text=line, path="a.txt")))
        return time.process_time() - begin

    seconds(1_000)
    assert any(seconds(80_000) < 4 * (seconds(20_000) + 0.25) for _ in range(TRIES))

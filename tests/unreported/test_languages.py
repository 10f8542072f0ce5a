"""Reading a file for its tests takes time in proportion to its length, whatever it holds."""

from time import perf_counter

import pytest

from readiness.unreported.languages import LANGUAGES

LONG = 30_000
PIECES = [
    " ",
    "\t",
    "a",
    "@",
    "(",
    "it ",
    "it.",
    "class ",
    "test(",
    "describe('",
    "public ",
    "def test",
    "[Fact, ",
    "\n",
    "\n ",
    "\nclass A(",
    "\n    def test_a(",
    "\nit('",
    "\n@Test",
]


@pytest.mark.parametrize("name", LANGUAGES)
def test_long_texts_are_read_quickly(name):
    language = LANGUAGES[name]
    for piece in PIECES:
        text = piece * (LONG // len(piece))
        for start in ("", "it", "class A", "abstract "):
            started = perf_counter()
            list(language.tests(start + text))
            if language.names:
                list(language.names.finditer(start + text))
            assert perf_counter() - started < 1, (start, piece)

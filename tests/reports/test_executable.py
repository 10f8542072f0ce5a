"""Which lines hold code, as nearly as is known."""

import pytest

from readiness.reports.executable import executable

PYTHON = '''"""A shop."""
import os

# A comment.
rate = (
    8
)


def sell():
    "It."
    return 1
'''
JAVA = """package shop;

import java.util.List;

/* A shop
 * of things. */
class Shop {
    // One.
    int one() {
        return 1; /* inside */
    }
    /** Two. */ int two;
}
"""


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        (PYTHON, "python", {2, 5, 10, 12}),
        ("def broken(:\n", "python", set()),
        (JAVA, "java", {7, 9, 10, 12}),
        ("import('x').then(run)\n", "javascript", {1}),
        ("x\n" * 2_000_000, "go", set()),
        ("", "go", set()),
    ],
)
def test_lines(text: str, language: str, lines: set[int]) -> None:
    assert executable(text, language) == lines

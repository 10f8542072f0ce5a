"""Which lines of a source file could be executed, as nearly as is known without its compiler."""

import ast
import re
import warnings
from collections.abc import Iterator

LARGEST = 1 << 20
COMMENT = ("//", "#", "--", ";;")
DECLARES = re.compile(r"(?:import|package|using|use|from|module|namespace)\b(?!\s*\()")


def executable(text: str, language: str) -> frozenset[int]:
    """The numbers of the lines that hold code.

    For Python these are the lines on which statements begin, as coverage.py counts them, without
    docstrings; for other languages, those with a letter or digit outside comments that are more
    than an import. A file of more than ``LARGEST`` characters is no source that somebody wrote.
    """
    if len(text) > LARGEST:
        return frozenset()
    if language == "python":
        return frozenset(_statements(text))
    return frozenset(_code(text))


def _statements(text: str) -> Iterator[int]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not _is_docstring(node):
            yield node.lineno


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _code(text: str) -> Iterator[int]:
    in_comment = False
    for number, line in enumerate(text.splitlines(), start=1):
        code = line.strip()
        if in_comment or code.startswith("/*"):
            _, end, code = code.partition("*/")
            in_comment = not end
            code = code.strip()
        if not in_comment and _is_code(code):
            yield number


def _is_code(code: str) -> bool:
    return (
        any(map(str.isalnum, code))
        and not code.startswith(COMMENT)
        and DECLARES.match(code) is None
    )

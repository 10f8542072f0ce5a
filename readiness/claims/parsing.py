"""Whether code compiles, as far as that is seen without running a compiler: Python's syntax."""

import ast
import re
import warnings

from readiness.model import Location, Proof
from readiness.repository.snapshot import Role, Snapshot

_NO_CODE = frozenset(
    {"", "python", "html", "css", "sql", "markdown", "json", "yaml", "toml", "xml"}
)
"""Beside Python, what is not compiled or run."""
_LIMIT = re.compile(r"too (?:many|complex|deep)|Exceeds the limit|null bytes|overflow")
"""Of the parser, which say nothing of the syntax."""
_CODE = (Role.SOURCE, Role.TEST)


def syntax_errors(snapshot: Snapshot) -> list[Proof] | None:
    """The Python files that can't be parsed; None where other code would have to be compiled."""
    proofs = []
    for file in snapshot.of("python"):
        error = _error(snapshot.text(file.path))
        if error:
            line = error.lineno or 1
            place = Location(path=file.path, line=line)
            proofs.append(Proof(message=f"{error.msg}"[:160], location=place))
    return proofs if proofs or _is_python_alone(snapshot) else None


def _is_python_alone(snapshot: Snapshot) -> bool:
    languages = {file.language for file in snapshot.of(roles=_CODE)}
    return "python" in languages and languages <= _NO_CODE


def parsed(text: str) -> ast.Module | None:
    """The syntax tree of Python; None where it has an error or goes beyond a limit."""
    try:
        return _tree(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _error(text: str | None) -> SyntaxError | None:
    """What keeps a text from being parsed, and is an error of its own, not a limit of ours."""
    if text is None or "{{" in text or "{%" in text:
        return None
    try:
        _tree(text)
    except SyntaxError as error:
        return None if _LIMIT.search(str(error)) else error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None

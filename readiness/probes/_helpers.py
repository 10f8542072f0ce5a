"""The functions of tests that a test calls by name: those of its file and of what that imports."""

import re
from collections.abc import Iterator
from functools import cached_property

from readiness.repository.javascript import ScriptTree
from readiness.repository.python import PythonTree
from readiness.repository.snapshot import Role, Snapshot

CALLED = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]*)\s*\(")
DEFINED = re.compile(
    r"^(?P<margin>[ \t]*)(?:(?:export|default|async|static|public|private)\s+)*"
    r"(?:def\s+(?P<python>\w+)|function\s*\*?\s*(?P<function>[\w$]+)"
    r"|(?:const|let|var)\s+(?P<arrow>[\w$]+)\s*(?::[^=\n]+)?=\s*(?:async\s*)?(?:function\b|\()"
    r"|(?!(?:if|for|while|switch|catch|with|return|test|it|describe|suite|(?:before|after)\w*)\b)"
    r"(?P<method>[A-Za-z_$][\w$]*)\s*\([^()\n]*\)[^()\n]*\{\s*$)"
)
FOR_TESTS = re.compile(r"(^|[/_.-])test(s|ing|utils?)?([/_.-])", re.IGNORECASE)
CLOSES = (")", "]", "{", "}")
DEEPEST = 4
LONGEST = 400


class Helpers:
    """The functions of tests and what they import; get it by ``snapshot.once(Helpers)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._found: dict[str, dict[str, list[str]]] = {}

    def fits(self, path: str, code: str, pattern: re.Pattern[str]) -> bool:
        """Whether a function that ``code``, of the file ``path``, calls has what fits, or one that
        it calls in turn.
        """
        waiting = [(path, name, 1) for name in _called(code)]
        seen: set[tuple[str, str]] = set()
        while waiting:
            here, name, depth = waiting.pop()
            for place in self._places(here) if (here, name) not in seen else ():
                for body in self._functions(place).get(name, ()):
                    if pattern.search(body):
                        return True
                    if depth < DEEPEST:
                        waiting += [(place, each, depth + 1) for each in _called(body)]
            seen.add((here, name))
        return False

    def _places(self, path: str) -> Iterator[str]:
        """The file itself, the test code that it imports, and the conftest files above it."""
        yield path
        for each in self._imported(path):
            if self._snapshot.files[each].role is not Role.SOURCE or FOR_TESTS.search(each):
                yield each
        for directory in _above(path):
            if (near := f"{directory}conftest.py") in self._conftests:
                yield near

    @cached_property
    def _conftests(self) -> frozenset[str]:
        return frozenset(path for path in self._snapshot.files if path.endswith("conftest.py"))

    def _imported(self, path: str) -> Iterator[str]:
        if self._snapshot.files[path].language == "python":
            tree = self._snapshot.once(PythonTree)
            for statement in tree.skim(path):
                yield from tree.ends(path, statement)
            return
        scripts = self._snapshot.once(ScriptTree)
        for each in scripts.imports(path):
            if each.specifier.startswith(".") and (file := scripts.resolved(path, each.specifier)):
                yield file

    def _functions(self, path: str) -> dict[str, list[str]]:
        """The texts of a file's functions and methods, by name."""
        if path not in self._found:
            self._found[path] = _bodies(self._snapshot.text(path) or "")
        return self._found[path]


def _called(code: str) -> set[str]:
    return set(CALLED.findall(code))


def _above(path: str) -> Iterator[str]:
    """The directories of a path with their slashes, the nearest first; the root is ''."""
    while path:
        path = path.rpartition("/")[0]
        yield f"{path}/" if path else ""


def _bodies(text: str) -> dict[str, list[str]]:
    """The lines below each definition that are further in than it."""
    found: dict[str, list[str]] = {}
    lines = text.split("\n")
    for index, line in enumerate(lines):
        start = DEFINED.match(line[:LONGEST])
        if start:
            names = start.group("python", "function", "arrow", "method")
            name = next(each for each in names if each)
            body = "\n".join(_inside(lines, index, len(start["margin"])))
            found.setdefault(name, []).append(body)
    return found


def _inside(lines: list[str], index: int, margin: int) -> Iterator[str]:
    yield lines[index].partition("(")[2]
    for line in lines[index + 1 :]:
        bare = line.lstrip()
        if bare and len(line) - len(bare) <= margin and not bare.startswith(CLOSES):
            return
        yield line

"""The names in a repository, by the words they are made of: files, directories and symbols."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from readiness.claims import phrases
from readiness.repository.snapshot import Role, Snapshot

GENERIC = frozenset(
    """
module package component system subsystem service implementation integration feature support
layer code class function method tool library api interface engine framework infrastructure
management manager handling handler adapter adapters application platform project work task
phase step condition functionality logic suite process pattern app page command initial basic
advanced real enterprise robust comprehensive core main base key major general common
""".split()  # noqa: SIM905
)
_SYMBOL = re.compile(
    r"^[ \t]*(?:(?:export|default|public|private|protected|static|abstract|async|pub|final|"
    r"sealed|open|data|unsafe|inline|declare)[ \t]+){0,4}"
    r"(?:def|class|function|func|fn|interface|struct|trait|enum|type|const|module|object|record)"
    r"[ \t]+(?:\([^()\n]{0,80}\)[ \t]*)?([A-Za-z_]\w*)",
    re.MULTILINE,
)


_ASSIGNED = re.compile(
    r"^[ \t]*(?:(?:export[ \t]+)?(?:const|let|var)[ \t]+)?(?:[\w$]{1,60}\.){0,6}"
    r"([A-Za-z_$][\w$]{0,80})[ \t]*[=:][ \t]*(?:async[ \t]+)?"
    r"(?:function\b|class\b|\([^()\n]{0,200}\)[ \t]*=>)",
    re.MULTILINE,
)
"""JavaScript: ``res.send = function send() {``, ``const parse = (text) =>``."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition in source code: its first line, and the last before the next of its level."""

    name: str
    path: str
    line: int
    end: int


class Names:
    """The names in a snapshot by their tokens; made once, of source files and directories."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._symbols: dict[tuple[str, ...], list[Symbol]] | None = None
        self.paths: dict[tuple[str, ...], list[str]] = defaultdict(list)
        sources = [file.path for file in snapshot.of(roles=(Role.SOURCE,))]
        directories = {str(parent) for path in sources for parent in PurePosixPath(path).parents}
        for path in sources:
            stem = PurePosixPath(path).name.partition(".")[0]
            if stem not in ("__init__", "index", "mod", "main"):
                self.paths[significant(stem)].append(path)
        for path in sorted(directories - {"."}):
            self.paths[significant(PurePosixPath(path).name)].append(path)

    @cached_property
    def joined(self) -> dict[str, list[str]]:
        """The same paths by their words written as one: "LlamaIndex" is llamaindex."""
        found: dict[str, list[str]] = defaultdict(list)
        for words, paths in self.paths.items():
            found["".join(words)] += paths
        return found

    @cached_property
    def by_set(self) -> dict[frozenset[str], list[Symbol]]:
        """Definitions and files by their words, in whatever order."""
        found: dict[frozenset[str], list[Symbol]] = defaultdict(list)
        for words, symbols in self.symbols.items():
            found[frozenset(words)] += symbols
        for words, paths in self.paths.items():
            text = [(path, self._snapshot.text(path)) for path in paths]
            found[frozenset(words)] += [
                Symbol(PurePosixPath(path).name, path, 1, len(each.splitlines()))
                for path, each in text
                if each
            ]
        return found

    @cached_property
    def identifiers(self) -> dict[str, list[Symbol]]:
        found: dict[str, list[Symbol]] = defaultdict(list)
        for symbols in self.symbols.values():
            for symbol in symbols:
                found[symbol.name].append(symbol)
        return found

    def defined_in(self, path: str) -> list[Symbol]:
        """The definitions of one file."""
        text = self._snapshot.text(path) or ""
        return list(_symbols(path, text))

    @property
    def symbols(self) -> dict[tuple[str, ...], list[Symbol]]:
        if self._symbols is None:
            self._symbols = defaultdict(list)
            for symbol in self._read_symbols():
                self._symbols[significant(symbol.name)].append(symbol)
        return self._symbols

    def _read_symbols(self) -> Iterator[Symbol]:
        for file in self._snapshot.of(roles=(Role.SOURCE,)):
            text = self._snapshot.text(file.path) or ""
            yield from _symbols(file.path, text)


def _symbols(path: str, text: str) -> Iterator[Symbol]:
    found: list[tuple[str, int, int]] = []
    line, offset = 1, 0
    for match in _definitions(path, text):
        start = match.start(1)
        line += text.count("\n", offset, start)
        offset = start
        indent = len(match[0]) - len(match[0].lstrip())
        found.append((match[1], line, indent))
    last = line + text.count("\n", offset) + 1
    open_: list[tuple[str, int, int]] = []
    for each in (*found, ("", last, 0)):
        while open_ and open_[-1][2] >= each[2]:
            name, begin, _ = open_.pop()
            yield Symbol(name, path, begin, each[1] - 1)
        open_.append(each)


def _definitions(path: str, text: str) -> list[re.Match[str]]:
    found = list(_SYMBOL.finditer(text))
    if path.endswith(_SCRIPTS):
        known = {match.start(1) for match in found}
        found += [each for each in _ASSIGNED.finditer(text) if each.start(1) not in known]
        found.sort(key=lambda match: match.start(1))
    return found


_SCRIPTS = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx")


def significant(name: str) -> tuple[str, ...]:
    """The tokens of a name that tell it from others of its sort."""
    found = phrases.tokens(name)
    kept = tuple(each for each in found if each not in GENERIC and not each.isdigit())
    return kept or found

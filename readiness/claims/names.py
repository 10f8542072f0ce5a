"""The names in a repository, by the words they are made of: files, directories and symbols."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from readiness.claims import phrases
from readiness.repository.snapshot import Role, Snapshot

_GENERIC = frozenset(
    """
module package component system subsystem service implementation integration feature support
layer code class function method tool library api interface engine framework infrastructure
management manager handling handler adapter adapters application platform project work task
phase step condition functionality logic suite process pattern app page command initial basic
advanced real enterprise robust comprehensive
""".split()  # noqa: SIM905
)
_SYMBOL = re.compile(
    r"^[ \t]*(?:(?:export|default|public|private|protected|static|abstract|async|pub|final|"
    r"sealed|open|data|unsafe|inline|declare)[ \t]+){0,4}"
    r"(?:def|class|function|func|fn|interface|struct|trait|enum|type|const|module|object|record)"
    r"[ \t]+(?:\([^()\n]{0,80}\)[ \t]*)?([A-Za-z_]\w*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition in source code: the line it begins on and the line before the next one."""

    name: str
    path: str
    line: int


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

    @property
    def symbols(self) -> dict[tuple[str, ...], list[Symbol]]:
        if self._symbols is None:
            self._symbols = defaultdict(list)
            for symbol in self._read_symbols():
                self._symbols[significant(symbol.name)].append(symbol)
        return self._symbols

    def _read_symbols(self) -> Iterator[Symbol]:
        for file in self._snapshot.of(roles=(Role.SOURCE,)):
            text = self._snapshot.text(file.path)
            line, offset = 1, 0
            for match in _SYMBOL.finditer(text or ""):
                line += (text or "").count("\n", offset, match.start(1))
                offset = match.start(1)
                yield Symbol(match[1], file.path, line)


def significant(name: str) -> tuple[str, ...]:
    """The tokens of a name that tell it from others of its sort."""
    found = phrases.tokens(name)
    kept = tuple(each for each in found if each not in _GENERIC and not each.isdigit())
    return kept or found

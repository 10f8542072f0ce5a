"""Which files of tests the cases of the reports come from.

A report names its cases by files, by modules and classes (``tests.unit.test_pay.TestCard``,
``org.shop.CardTest$Nested``), by packages or only by titles. A name is of the file whose name is
one of its parts and whose directories agree best with the parts before; of several that agree
alike, those under the root that explains most of the report's names. What stays ambiguous counts
for every file that it may be of, and a report that names nothing known may be of any.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from readiness.model import Suite, TestRun
from readiness.unreported.files import TestFile

PARTS = re.compile(r"[.\\/:$+>›\s`\[\](),]+")
SEPARATOR = re.compile(r"(?<!\s)\s+[>›]\s+|(?<!\s)\s*[/\\]\s*")
SUFFIX = re.compile(r"\.[cm]?[jt]sx?$|\.(py|go|java|kt|cs|rs|rb|php)$")
SPACE = re.compile(r"\s")
SCRIPTS = frozenset({"javascript", "typescript"})
BY_CLASS = frozenset({"java", "kotlin", "csharp", "php"})
BY_TITLE = SCRIPTS | {"ruby", "php"}
OTHERS = frozenset({"robot", "cucumber", "dart"})
FILELESS = frozenset({"tap"})
KINDS = frozenset({"test", "suite"})
"""What Node's runner writes for every class: of what kind the case is."""
MOST_WORDS = 40
LONGEST = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """``paths`` are the files of which a report has a case; ``unclear`` the languages of which some
    report may have cases that are not told apart by file.
    """

    paths: frozenset[str]
    unclear: frozenset[str]


def reported(runs: Sequence[TestRun], files: Sequence[TestFile]) -> Reported:
    """Which of the files have a case in one of the reports."""
    index = _Index(files)
    languages = frozenset(file.language.name for file in files)
    paths: set[str] = set()
    unclear: set[str] = set()
    for run in runs:
        found = index.of(run)
        paths |= found.paths
        unclear |= languages if run.nameless or run.format in FILELESS else found.unclear
    paths |= index.declaring(runs, paths)
    return Reported(paths=frozenset(paths), unclear=frozenset(unclear))


class _Index:
    """The files of tests by all that a report may call them."""

    def __init__(self, files: Sequence[TestFile]) -> None:
        self._files = files
        self._languages = {file.path: file.language.name for file in files}
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_owner: dict[str, set[str]] = defaultdict(set)
        for file in files:
            if file.language.name not in ("javascript", "typescript", "go", "rust"):
                self._by_stem[file.stem].append(file.path)
            self._by_stem[PurePosixPath(file.path).name].append(file.path)
            if file.owner:
                self._by_owner[file.owner].add(file.path)

    def of(self, run: TestRun) -> Reported:
        """The files that one report has cases of."""
        names = [*map(_of_suite, run.suites), *_uncollected(run)]
        paths = {suite.path for suite in run.suites if suite.path}
        paths |= {case.location.path for case in run.cases if case.location}
        resolved = self._resolved({name for each in names for name in each.names})
        unknown = []
        for each in names:
            found = {path for name in each.names for path in resolved.get(name, ())}
            paths |= found
            if not found and not each.path:
                unknown.append(each)
        return self._with_titles(run, paths, unknown)

    def declaring(self, runs: Iterable[TestRun], besides: Container[str]) -> set[str]:
        """The files ``besides`` that declare a class which a report names: a name may lead to
        another file that is called like a part of it.
        """
        left = [
            file
            for file in self._files
            if file.language.name in BY_CLASS and file.path not in besides and file.tests
        ]
        if not left:
            return set()
        suites = {suite.classname or suite.name for run in runs for suite in run.suites}
        said = {part for name in suites if not SPACE.search(name) for part in PARTS.split(name)}
        return {file.path for file in left if not said.isdisjoint(file.names)}

    def _with_titles(self, run: TestRun, paths: set[str], unknown: "list[_Named]") -> Reported:
        left = []
        titled = {name: self._titled(name) for name in {name for n in unknown for name in n.names}}
        for each in unknown:
            paths.update(*(titled[name] for name in each.names))
            if not any(map(_is_file, each.names)) and not (each.names and titled[each.names[0]]):
                left.append(each)
        unclear: set[str] = set()
        if left and run.format not in OTHERS:
            known = {self._languages[path] for path in paths if path in self._languages}
            scripts = SCRIPTS if known & SCRIPTS else set()
            unclear = (known & BY_TITLE) | scripts if paths else set(self._languages.values())
        return Reported(paths=frozenset(paths & self._languages.keys()), unclear=frozenset(unclear))

    def _resolved(self, names: set[str]) -> dict[str, set[str]]:
        """The files of each name that has some."""
        best = {name: found for name in names if (found := self._best(name))}
        roots = Counter(root for found in best.values() for root in set(found.values()))
        resolved = {}
        for name, found in best.items():
            most = max(roots[root] for root in found.values())
            resolved[name] = {path for path, root in found.items() if roots[root] == most}
        for name in names:
            if owned := self._by_owner.get(name) or self._by_owner.get(name.partition("::")[0]):
                resolved[name] = resolved.get(name, set()) | owned
        return resolved

    def _best(self, name: str) -> dict[str, str]:
        """The files that agree best with a name, and the root that each would stand under."""
        found: dict[str, str] = {}
        score = -1
        for directories, key in _readings(name, self._by_stem):
            for path in self._by_stem[key]:
                agree = _agreement(directories, _directories(path))
                if agree > score:
                    found, score = {}, agree
                if agree == score:
                    tells = agree or not directories
                    found[path] = "/".join(_directories(path)[: -agree or None]) if tells else ""
        return found

    def _titled(self, name: str) -> set[str]:
        titles = self._by_title
        if not titles:
            return set()
        return {path for phrase in _phrases(name) for path in titles.get(phrase, ())}

    @cached_property
    def _by_title(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for file in self._files:
            for name in file.names:
                found[name].append(file.path)
        return found


@dataclass(frozen=True, slots=True)
class _Named:
    """What a report calls a group of cases, the nearest name first, and their file."""

    names: tuple[str, ...]
    path: str | None


def _of_suite(suite: Suite) -> _Named:
    names = (suite.classname, suite.name)
    if suite.classname in KINDS:
        names = (suite.name, suite.classname)
    return _Named(tuple(each[:LONGEST] for each in names if each), suite.path)


def _uncollected(run: TestRun) -> Iterator[_Named]:
    """A module that was skipped or failed to load is a case without a class."""
    for case in run.cases:
        if not case.classname and case.name:
            path = case.location.path if case.location else None
            yield _Named((case.name[:LONGEST],), path)


def _readings(name: str, keys: Container[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The ways to read a name as directories and one of the files."""
    if _is_file(name):
        *parts, last = re.split(r"[\\/]+", name)
        if last in keys:
            yield tuple(_split(parts)), last
    pieces = [each for each in PARTS.split(name) if each]
    for position, piece in enumerate(pieces[:MOST_WORDS]):
        if piece in keys:
            yield tuple(pieces[:position]), piece


def _is_file(name: str) -> bool:
    """Whether a name is that of a file rather than of a class or a title."""
    return bool(SUFFIX.search(name)) and not SPACE.search(name)


@lru_cache(maxsize=100_000)
def _directories(path: str) -> tuple[str, ...]:
    return tuple(_split(path.split("/")[:-1]))


def _split(directories: Iterable[str]) -> Iterator[str]:
    """Directories in the parts of which names are made: one may be called ``Shop.Tests``."""
    for each in directories:
        yield from (part for part in each.split(".") if part)


def _agreement(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts at the end are the same."""
    number = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        number += 1
    return number


def _phrases(name: str) -> Iterator[str]:
    """A name, and the beginnings of it and of its parts, that may be a title or a class."""
    yield name
    if not SPACE.search(name):
        yield from PARTS.split(name)
    for part in SEPARATOR.split(name):
        words = part.strip().split(" ")[:MOST_WORDS]
        yield from (" ".join(words[:end]) for end in range(len(words), 0, -1))

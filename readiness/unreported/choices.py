"""What a project's own configuration and commands leave out of a run of its tests.

What may rightly be in no report is not called missing: markers, tags and paths that are deselected,
and builds for other systems. Patterns are compared as text, none is compiled.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import PurePosixPath

from readiness.policy.globs import matches
from readiness.probes.collection import commands, left_out
from readiness.repository.snapshot import Snapshot
from readiness.unreported.files import TestFile

DESELECTED = re.compile(r"\bnot[ \t]+(\w+)")
MARKERS = re.compile(
    r"-m[=\s\\\"',]{1,6}(not[ \t]+\w+(?:[ \t]+(?:and|or)[ \t]+(?:not[ \t]+)?\w+){0,9})"
)
IGNORED = re.compile(r"--ignore(?:-glob)?[=\s\"',]{1,6}([^\s\"',\]]{1,200})")
RUN = re.compile(r"pytest|unittest|\bcd[ \t]|working-directory")
UNVISITED = re.compile(
    r"^norecursedirs[ \t]*=[ \t]*(\[[^\]]{0,2000}\]|[^\n]*(?:\n[ \t]+\S[^\n]*){0,50})", re.M
)
WORD = re.compile(r"[\w./*-]+")
QUOTED = re.compile(r"[\"']([^\"'\n]{1,200})[\"']")
BUILD = re.compile(r"^//(?:go:build| \+build)[ \t]+([^\n]+)", re.MULTILINE)
SYSTEM = re.compile(
    r"_(windows|darwin|freebsd|netbsd|openbsd|solaris|plan9|js|wasip1|android|ios|wasm|arm|arm64"
    r"|386|ppc64le|s390x|riscv64|unix|linux|amd64)_test\.go$"
)
LISTED = r"[\"']?[ \t]*[:=][ \t]*(\[[^\]]{0,3000}\]|[\"'][^\"'\n]{1,200}[\"'])"
EXCLUDED = {
    re.compile(
        rf"(?:testPathIgnorePatterns|modulePathIgnorePatterns|testIgnore){LISTED}"
    ): re.compile(r"(^|/)((jest|playwright)\.config\.\w+|package\.json)$"),
    re.compile(rf"\bexclude{LISTED}"): re.compile(
        r"(^|/)(vitest|vite|karma)\.(config|workspace)\.\w+$"
    ),
    re.compile(rf"\bignore{LISTED}"): re.compile(r"(^|/)\.mocharc\.\w+$"),
}
COVERAGE = re.compile(r"coverage[\"']?[ \t]*:[ \t]*\{[^{}]*\Z")
BEFORE = 3000
BUILDS = re.compile(r"(^|/)(pom\.xml|build\.gradle(\.kts)?)$")
TAGGED = re.compile(r"@(?:Tag|Tags|Category)\b")
WITHOUT_TAGS = re.compile(r"excludedGroups|excludeTags|excludeCategories")
LITERAL = re.compile(r"<rootDir>|[*^$()|\\?{}\[\]+]+|/")
SHORTEST = 3


class Choices:
    """Why a file of tests may rightly be in no report."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._reasons: dict[str, Callable[[TestFile], str]] = {
            "python": self._python,
            "go": self._go,
            "javascript": self._javascript,
            "typescript": self._javascript,
            "java": self._jvm,
            "kotlin": self._jvm,
        }

    def reason(self, file: TestFile) -> str:
        """Why the file may be in no report; empty where nothing says so."""
        decide = self._reasons.get(file.language.name)
        return decide(file) if decide else ""

    def _python(self, file: TestFile) -> str:
        if file.path in self._outside:
            return "the runner's configuration leaves it out"
        if any(re.search(rf"\bmark\.{marker}\b", file.text) for marker in self._markers):
            return "its marker is deselected"
        if any(_covers(each, file.path) for each in self._ignored):
            return "a command ignores it"
        return "conftest.py leaves it out" if any(self._conftests(file.path)) else ""

    def _go(self, file: TestFile) -> str:
        package = file.text.partition("\npackage ")[0]
        tags = re.findall(r"\w+", " ".join(BUILD.findall(package)))
        chosen = any(
            re.search(rf"-tags[=\s\"']{{1,4}}[\w, ]{{0,99}}\b{tag}\b", self._commands)
            for tag in tags
        )
        return (
            "it is built on a condition"
            if SYSTEM.search(file.path) or (tags and not chosen)
            else ""
        )

    def _javascript(self, file: TestFile) -> str:
        left_out = any(_fits(each, file.path) for each in self._excluded)
        return "the runner's configuration leaves it out" if left_out else ""

    def _jvm(self, file: TestFile) -> str:
        if TAGGED.search(file.text) and any(map(WITHOUT_TAGS.search, self._builds)):
            return "its tag is excluded"
        return "the build names it" if any(file.stem in text for text in self._builds) else ""

    @cached_property
    def _outside(self) -> frozenset[str]:
        paths = (file.path for file, _ in left_out(self._snapshot))
        return frozenset(path for path in paths if not self._is_run(path))

    def _is_run(self, path: str) -> bool:
        """Whether a command goes to the file, or to a directory that holds it."""
        holders = [str(parent) for parent in PurePosixPath(path).parents][:-1]
        return any(each in line for line in self._runs for each in (path, *holders))

    @cached_property
    def _runs(self) -> tuple[str, ...]:
        return tuple(line for line in self._commands.split("\n") if RUN.search(line))

    @cached_property
    def _commands(self) -> str:
        return commands(self._snapshot)

    @cached_property
    def _markers(self) -> frozenset[str]:
        """The markers that some command deselects, and none asks for."""
        found = {
            name for each in MARKERS.findall(self._commands) for name in DESELECTED.findall(each)
        }
        return frozenset(
            name
            for name in found
            if not re.search(rf"-m[=\s\\\"',]{{1,6}}{name}\b", self._commands)
        )

    @cached_property
    def _ignored(self) -> tuple[str, ...]:
        """The paths that some command ignores, and none names otherwise."""
        lines = [
            line for line in self._commands.split("\n") if "pytest" in line and "ignore" not in line
        ]
        found = {each.removeprefix("./").rstrip("/") for each in IGNORED.findall(self._commands)}
        listed = " ".join(UNVISITED.findall(self._commands))
        found |= {f"**/{name}" for name in WORD.findall(listed)}
        return tuple(
            sorted(each for each in found if each and not any(each in line for line in lines))
        )

    def _conftests(self, path: str) -> Iterator[bool]:
        """What each conftest.py on the way to a file says of leaving it out."""
        for parent in PurePosixPath(path).parents:
            text = self._snapshot.text(str(parent / "conftest.py")) or ""
            if "pytest_ignore_collect" in text or "deselected" in text:
                yield True
            elif "collect_ignore" in text:
                inside = str(PurePosixPath(path).relative_to(parent))
                yield any(_covers(each, inside) for each in QUOTED.findall(text))

    @cached_property
    def _builds(self) -> tuple[str, ...]:
        return tuple(self._texts(BUILDS))

    @cached_property
    def _excluded(self) -> tuple[str, ...]:
        """The patterns that runners of JavaScript are told to leave out."""
        return tuple(
            pattern
            for option, files in EXCLUDED.items()
            for text in self._texts(files)
            for match in option.finditer(text)
            if not COVERAGE.search(text[max(0, match.start() - BEFORE) : match.start()])
            for pattern in QUOTED.findall(match[1])
        )

    def _texts(self, files: re.Pattern[str]) -> Iterator[str]:
        return (
            self._snapshot.text(path) or "" for path in self._snapshot.files if files.search(path)
        )


def _covers(pattern: str, path: str) -> bool:
    """Whether a path, or a directory that holds it, is what the glob says."""
    holders = [str(parent) for parent in PurePosixPath(path).parents]
    return any(matches(each, (pattern,)) for each in (path, *holders[:-1]))


def _fits(pattern: str, path: str) -> bool:
    """Whether all that a pattern spells out stands in the path."""
    pieces = [each for each in LITERAL.split(pattern) if len(each) >= SHORTEST]
    return bool(pieces) and all(each in path for each in pieces)

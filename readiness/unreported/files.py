"""The files of a checkout that define tests, and what a report calls them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from pathlib import PurePosixPath

from readiness.repository.classify import EXAMPLES
from readiness.repository.snapshot import File, Role, Snapshot
from readiness.unreported.languages import LANGUAGES, Language

MOST_NAMES = 2000
GO_MODULE = re.compile(r"^module\s+\"?([^\s\"]+)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class TestFile:
    """A file that is named like one of tests. Its text is read when it is asked for.

    ``owner`` is the package or crate that reports name in its place, or ''.
    """

    __test__ = False

    path: str
    language: Language
    owner: str
    snapshot: Snapshot

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return PurePosixPath(self.path).stem

    @cached_property
    def text(self) -> str:
        return self.snapshot.text(self.path) or ""

    @cached_property
    def tests(self) -> int:
        """How many tests it defines, each counted once however often it runs."""
        return len(self._starts)

    @property
    def line(self) -> int | None:
        """The line of its first test."""
        return self.text.count("\n", 0, self._starts[0]) + 1 if self._starts else None

    @cached_property
    def names(self) -> frozenset[str]:
        """What reports may call its tests by: classes and literal titles."""
        if self.language.names is None:
            return frozenset()
        found = islice(self.language.names.finditer(self.text), MOST_NAMES)
        return frozenset(filter(None, map(_named, found)))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(self.language.tests(self.text))


def test_files(snapshot: Snapshot) -> tuple[TestFile, ...]:
    """The files that may define tests, in the order of their paths; examples' own left out."""
    owners = _Owners(snapshot)
    return tuple(
        TestFile(path=file.path, language=language, owner=owners.of(file), snapshot=snapshot)
        for file in snapshot.files.values()
        if (language := LANGUAGES.get(file.language))
        and file.role in _roles(file)
        and language.files.search(file.path)
        and not _is_example(file.path)
    )


test_files.__test__ = False  # type: ignore[attr-defined]


def _is_example(path: str) -> bool:
    """Whether it lies among examples or benchmarks; below ``src`` directories are packages."""
    directories = path.lower().split("/")[:-1]
    return not EXAMPLES.isdisjoint(takewhile(lambda each: each != "src", directories))


def _roles(file: File) -> tuple[Role, ...]:
    """Rust's tests stand in the source files."""
    return (Role.TEST, Role.SOURCE) if file.language == "rust" else (Role.TEST,)


def _named(match: re.Match[str]) -> str:
    return next((text for key, text in match.groupdict().items() if text and key != "quote"), "")


class _Owners:
    """The Go package or the crate that a file is of, by the nearest manifest."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._manifests = {"go": dict(_modules(snapshot)), "rust": dict(_crates(snapshot))}

    def of(self, file: File) -> str:
        known = self._manifests.get(file.language)
        if not known:
            return ""
        for parent in PurePosixPath(file.path).parents:
            directory = _directory(parent)
            if directory in known:
                inside = PurePosixPath(file.path).parent.relative_to(parent)
                deeper = "" if file.language == "rust" or str(inside) == "." else f"/{inside}"
                return known[directory] + deeper
        return ""


def _modules(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for file in snapshot.files.values():
        if file.name == "go.mod" and (found := GO_MODULE.search(snapshot.text(file.path) or "")):
            yield _directory(PurePosixPath(file.path).parent), found[1]


def _crates(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for file in snapshot.files.values():
        if file.name == "Cargo.toml":
            try:
                name = tomllib.loads(snapshot.text(file.path) or "")["package"]["name"]
            except (tomllib.TOMLDecodeError, KeyError, TypeError, RecursionError):
                continue
            if isinstance(name, str):
                yield _directory(PurePosixPath(file.path).parent), name


def _directory(path: PurePosixPath) -> str:
    return "" if str(path) == "." else str(path)

"""The checkout as it stands: which files there are, what each is, and their text."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from threading import Lock, RLock
from typing import TypeVar, cast

from readiness.repository import text

CACHED_CHARACTERS = 64 * 1024 * 1024

T = TypeVar("T")


class Role(StrEnum):
    """What a file is for, which decides what rules apply to it.

    A fixture is data to the project or its tests, whatever its language: test data, snapshots,
    project templates. Examples include code in documentation and benchmarks.
    """

    SOURCE = "source"
    TEST = "test"
    FIXTURE = "fixture"
    EXAMPLE = "example"
    DOCUMENT = "document"
    CONFIG = "config"
    MIGRATION = "migration"
    GENERATED = "generated"
    VENDORED = "vendored"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A regular file inside the checkout. ``language`` is its lower-case name, or ''.

    ``readable`` is false where it is larger than the limit on text.
    """

    path: str
    size: int
    language: str
    role: Role
    readable: bool = True

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A checkout, read lazily. ``files`` are its regular files by path, in the order of paths.

    ``directory`` is the checkout's root; symbolic links that lead out of it are no files of it.
    ``limits`` says in sentences what was left out because a limit was hit; ``complete`` is false
    where that were files, so that a path which is not here may exist all the same.
    """

    directory: Path
    files: Mapping[str, File]
    commit: str | None = None
    limits: tuple[str, ...] = ()
    complete: bool = True
    _texts: "_Texts" = field(default_factory=lambda: _Texts(), repr=False, compare=False)
    _derived: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    _locks: "_Locks" = field(default_factory=lambda: _Locks(), repr=False, compare=False)

    def once(self, derive: "Callable[[Snapshot], T]") -> T:
        """What ``derive`` makes of this snapshot, made once however many probes ask for it."""
        with self._locks.of(derive):
            if derive not in self._derived:
                self._derived[derive] = derive(self)
            return cast("T", self._derived[derive])

    def of(self, *languages: str, roles: tuple[Role, ...] = (Role.SOURCE,)) -> Iterator[File]:
        """The files of these languages (all, where none is named) and roles."""
        for file in self.files.values():
            if file.role in roles and (not languages or file.language in languages):
                yield file

    def text(self, path: str) -> str | None:
        """A file's text with "\\n" line ends; None if absent, binary or too large.

        Decoded by its byte order mark, for Python by its coding line (PEP 263), else as UTF-8
        with replacement.
        """
        if path not in self._texts:
            self._texts.keep(path, self._read(path))
        return self._texts[path]

    def exists(self, path: str) -> bool:
        """Whether there is a file or a directory of this path."""
        return path in self.files or path.rstrip("/") in self.directories

    @cached_property
    def directories(self) -> frozenset[str]:
        """Every directory that holds a file, at any depth; the root is ''."""
        found = {""}
        for path in self.files:
            for parent in PurePosixPath(path).parents:
                found.add("" if str(parent) == "." else str(parent))
        return frozenset(found)

    def _read(self, path: str) -> str | None:
        file = self.files.get(path)
        if file is None or not file.readable:
            return None
        content = read(self.directory / path, file.size)
        return None if content is None else text.decode(content, file.language)


class _Locks:
    """One lock for each key."""

    def __init__(self) -> None:
        self._found: dict[object, RLock] = {}
        self._mine = Lock()

    def of(self, key: object) -> RLock:
        with self._mine:
            return self._found.setdefault(key, RLock())


class _Texts(dict[str, str | None]):
    """Texts by path, forgotten all at once where they grow too large to keep."""

    characters = 0

    def keep(self, path: str, text: str | None) -> None:
        if self.characters > CACHED_CHARACTERS:
            self.clear()
            self.characters = 0
        self.characters += len(text or "")
        self[path] = text


def read(path: Path, size: int) -> bytes | None:
    """At most ``size`` bytes of a regular file; None where it is none or cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return stream.read(size)

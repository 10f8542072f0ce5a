"""The checkout as it stands: which files there are, what each is, and their text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath


class Role(StrEnum):
    """What a file is for, which decides what rules apply to it."""

    SOURCE = "source"
    TEST = "test"
    EXAMPLE = "example"
    DOCUMENT = "document"
    CONFIG = "config"
    MIGRATION = "migration"
    GENERATED = "generated"
    VENDORED = "vendored"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A regular file inside the checkout. ``language`` is its lower-case name, or ''."""

    path: str
    size: int
    language: str
    role: Role

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A checkout, read lazily. ``files`` are its regular files by path, in the order of paths.

    ``directory`` is the checkout's root; symbolic links that lead out of it are no files of it.
    ``limits`` says in sentences what was left out because a limit was hit.
    """

    directory: Path
    files: Mapping[str, File]
    commit: str | None = None
    limits: tuple[str, ...] = ()
    _texts: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def of(self, *languages: str, roles: tuple[Role, ...] = (Role.SOURCE,)) -> Iterator[File]:
        """The files of these languages (all, where none is named) and roles."""
        for file in self.files.values():
            if file.role in roles and (not languages or file.language in languages):
                yield file

    def text(self, path: str) -> str | None:
        """A file's text, decoded as UTF-8 with replacement; None if absent, binary or too large."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
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
        raise NotImplementedError

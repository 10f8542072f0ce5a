"""What a change adds, removes and renames against its base."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Change(StrEnum):
    ADDED = "added"
    MODIFIED = "modified"
    REMOVED = "removed"
    RENAMED = "renamed"


@dataclass(frozen=True, kw_only=True, slots=True)
class FileChange:
    """One changed file. ``added`` are the line numbers, after the change, of its new lines."""

    path: str
    change: Change
    previous_path: str | None = None
    added: frozenset[int] = frozenset()
    removed_count: int = 0


@dataclass(frozen=True, kw_only=True)
class Diff:
    """The changed files by path, and the commits between base and head, oldest first."""

    base: str
    head: str
    files: Mapping[str, FileChange] = field(default_factory=dict)
    commits: tuple[tuple[str, str], ...] = ()

"""What ``git diff`` prints, as changes: its raw list of names and its patch without context."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator

from readiness.repository.diff import Change, FileChange

HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
ESCAPES = {
    b"a": b"\a",
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"v": b"\v",
    b"f": b"\f",
    b"r": b"\r",
}
CHANGES = {"A": Change.ADDED, "C": Change.ADDED, "D": Change.REMOVED, "R": Change.RENAMED}


def changes(names: bytes, lines: bytes) -> dict[str, FileChange]:
    """The changes by path, of ``git diff --raw -z`` and ``git diff --unified=0`` with a/ and b/."""
    added, removed = _counted(lines)
    return {
        path: FileChange(
            path=path,
            change=change,
            previous_path=previous,
            added=frozenset(added.get(path, ())),
            removed_count=removed.get(path, 0),
        )
        for change, previous, path in sorted(_named(names), key=lambda each: each[2])
    }


def _named(names: bytes) -> Iterator[tuple[Change, str | None, str]]:
    fields = iter(names.split(b"\0"))
    for header in fields:
        if not header.startswith(b":"):
            continue
        status = header.rsplit(b" ", 1)[-1][:1].decode()
        path = os.fsdecode(next(fields))
        if status in "RC":
            yield CHANGES[status], path if status == "R" else None, os.fsdecode(next(fields))
        else:
            yield CHANGES.get(status, Change.MODIFIED), None, path


def _counted(lines: bytes) -> tuple[dict[str, set[int]], dict[str, int]]:
    """Added line numbers and the number of removed lines, by path."""
    added: dict[str, set[int]] = defaultdict(set)
    removed: dict[str, int] = defaultdict(int)
    old = new = None
    remaining = 0
    for line in lines.split(b"\n"):
        if remaining:
            remaining -= not line.startswith(b"\\")
        elif line.startswith(b"--- "):
            old = _path(line[4:], b"a/")
        elif line.startswith(b"+++ "):
            new = _path(line[4:], b"b/")
        elif match := HUNK.match(line):
            gone, start, count = int(match[1] or 1), int(match[2]), int(match[3] or 1)
            path = new or old or ""
            added[path].update(range(start, start + count))
            removed[path] += gone
            remaining = gone + count
    return added, removed


def _path(written: bytes, prefix: bytes) -> str | None:
    name = written.removesuffix(b"\t")
    if name.startswith(b'"') and name.endswith(b'"'):
        name = ESCAPE.sub(_unescaped, name[1:-1])
    return os.fsdecode(name[len(prefix) :]) if name.startswith(prefix) else None


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else ESCAPES.get(code, code)

"""The running text of Markdown documents."""

import re
from collections.abc import Iterator

from readiness.repository.snapshot import Role, Snapshot

FENCE = re.compile(r"^\s*(```|~~~)")
LONGEST = 1_000


def prose(snapshot: Snapshot) -> Iterator[tuple[str, int, str]]:
    """Path, number and text, cut after 1,000 characters, of the lines outside code blocks."""
    for file in snapshot.of("markdown", roles=(Role.DOCUMENT,)):
        inside = False
        for number, line in enumerate((snapshot.text(file.path) or "").split("\n"), 1):
            if FENCE.match(line):
                inside = not inside
            elif not inside:
                yield file.path, number, line[:LONGEST]


def ends_at(snapshot: Snapshot, place: str) -> list[str]:
    """The files whose path is the end of ``place``, or the other way round; the longest first."""
    found = (
        path
        for path in snapshot.files
        if f"/{place}".endswith(f"/{path}") or path.endswith(f"/{place}")
    )
    return sorted(found, key=lambda path: (-len(path), path))

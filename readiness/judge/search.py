"""Looking for files of the repository: by glob, by a word that stands in them, by their length."""

import re
from collections.abc import Iterator

from readiness.model import Location, Search
from readiness.policy.globs import matches
from readiness.repository.snapshot import File, Role, Snapshot

MOST = 3
LEFT_OUT = (Role.VENDORED, Role.GENERATED, Role.FIXTURE)


class _Searches(dict[tuple[Search, str], tuple[Location, ...]]):
    """What was found in one snapshot before."""

    def __init__(self, snapshot: Snapshot) -> None:  # noqa: ARG002 - made once for each snapshot
        super().__init__()


def search(wanted: Search, snapshot: Snapshot, path: str = "") -> tuple[Location, ...]:
    """The first three places that fit, below the directory ``path``.

    Files of others, generated files and test data are left out; so are tests where a word is
    looked for, since they speak of what they only pretend.
    """
    known = snapshot.once(_Searches)
    key = (wanted, path)
    if key not in known:
        found = _found(wanted, snapshot, path)
        known[key] = tuple(place for place, _ in zip(found, range(MOST), strict=False))
    return known[key]


def _found(wanted: Search, snapshot: Snapshot, path: str) -> Iterator[Location]:
    below = f"{path}/" if path else ""
    words = re.compile("|".join(map(re.escape, wanted.mention)), re.IGNORECASE)
    for file in snapshot.files.values():
        inside = file.path.startswith(below)
        if (
            not inside
            or not matches(file.path[len(below) :], wanted.files)
            or _is_out(file, wanted)
        ):
            continue
        if not wanted.mention and not wanted.lines:
            yield Location(path=file.path)
            continue
        text = snapshot.text(file.path) or ""
        mark = words.search(text) if text else None
        full = sum(1 for line in text.split("\n") if line.strip()) >= wanted.lines
        if mark and full:
            line = text.count("\n", 0, mark.start()) + 1 if wanted.mention else None
            yield Location(path=file.path, line=line)


def _is_out(file: File, wanted: Search) -> bool:
    return file.role in LEFT_OUT or (bool(wanted.mention) and file.role is Role.TEST)

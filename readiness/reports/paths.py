"""Where the paths that a report measured stand in the repository.

A report names its files as the machine saw them that ran the tests: with a Windows drive, a
container's or a build directory's prefix, or relative to a package root. One report has few such
*roots*, so its paths are mapped together: every path that ends like exactly one file of the
repository, or is exactly one, proposes a root; the fewest roots that explain the most paths are
kept; and a path maps where they agree on one file. What stays ambiguous does not map.
"""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

INSTALLED = ("site-packages/", "dist-packages/", "node_modules/")
DRIVE = re.compile(r"^[A-Za-z]:[\\/]")
SCHEME = re.compile(r"^file://(?:localhost)?(?=/)")
MOST_ROOTS = 1000
MOST_TRIALS = 10_000_000
MOST_TRIED = 10_000
LONGEST = 4096
DEEPEST = 100


def normal(path: str) -> str:
    """The path with forward slashes, without ``.``, ``..``, ``//`` or a ``file:`` scheme."""
    path = SCHEME.sub("", path.strip())
    if DRIVE.match(path) or "/" not in path:
        path = path.replace("\\", "/")
    path = posixpath.normpath(path.replace("//", "/")) if path else ""
    return "" if path == "." else path


@dataclass(frozen=True, slots=True, order=True)
class Root:
    """A prefix of the report's paths, and what stands there in the repository instead."""

    foreign: str
    own: str

    def apply(self, path: str) -> str | None:
        """Where the path stands in the repository, if it lies under this root."""
        if not path.startswith(self.foreign):
            return None
        return self.own + path[len(self.foreign) :]


AS_IS = Root("", "")


def mapped(
    paths: Collection[str], files: Collection[str], roots: Sequence[str] = ()
) -> dict[str, str]:
    """The repository's file for each of a report's ``paths`` that has one.

    ``roots`` are the directories that the report's relative paths stand under, any one of them.
    """
    known = frozenset(files)
    spelled = {path: _spellings(path, roots) for path in paths}
    flat = sorted({each for spellings in spelled.values() for each in spellings})
    found = _settle(flat, known, _elected(flat, known))
    return {
        path: targets.pop()
        for path, spellings in spelled.items()
        if len(targets := {found[each] for each in spellings if each in found}) == 1
    }


def beside(paths: Collection[str], files: Collection[str], reports: Sequence[str]) -> list[str]:
    """The one directory above all ``reports`` that their relative ``paths`` start from, if any.

    A tool that runs in a package names its files from there: of the directories above a report it
    is the one that holds most of them, and of several the nearest.
    """
    plain = sorted(map(normal, paths))[:MOST_TRIED]
    if any(path.startswith("/") or DRIVE.match(path) for path in plain):
        return []
    found = {_nearest(plain, files, each) for each in reports}
    return [each for each in found if each and len(found) == 1]


def _nearest(paths: Sequence[str], files: Collection[str], report: str) -> str:
    above = [str(each) for each in PurePosixPath(normal(report)).parents[:DEEPEST]]
    held = {each: sum(_below(each, path) in files for path in paths) for each in above}
    best = max(held, key=held.__getitem__, default="")
    return normal(best) if held.get(best) else ""


def _below(root: str, path: str) -> str:
    return normal(f"{root}/{path}") if root == "." or path[:1] == "." else f"{root}/{path}"


def _spellings(path: str, roots: Sequence[str]) -> tuple[str, ...]:
    plain = normal(path)
    if not plain or len(plain) > LONGEST or plain.count("/") > DEEPEST:
        return ()
    if not roots or plain.startswith("/") or DRIVE.match(plain):
        return (plain,)
    return tuple(dict.fromkeys(normal(posixpath.join(normal(root), plain)) for root in roots))


def _elected(paths: Sequence[str], files: frozenset[str]) -> list[Root]:
    """The fewest roots that map the most paths, the one that maps most first."""
    proposals = Counter(_proposals(paths, files))
    ranked = sorted(proposals, key=lambda root: (-proposals[root], root != AS_IS, root))
    most = min(MOST_ROOTS, MOST_TRIALS // max(len(paths), 1))
    covers = {root: [path for path in paths if root.apply(path) in files] for root in ranked[:most]}
    holders: dict[str, list[Root]] = defaultdict(list)
    for root, covered in covers.items():
        for path in covered:
            holders[path].append(root)
    gains = {root: len(covered) for root, covered in covers.items()}
    elected: list[Root] = []
    while gains:
        best = min(gains, key=lambda root: (-gains[root], root != AS_IS, root))
        if not gains.pop(best):
            break
        gained = [path for path in covers[best] if path in holders]
        if elected and not any(_more_than_a_name(best, path) for path in gained):
            continue
        elected.append(best)
        for path in gained:
            for root in holders.pop(path):
                if root in gains:
                    gains[root] -= 1
    return elected


def _more_than_a_name(root: Root, path: str) -> bool:
    """A bare name below a root is weak evidence: many directories have an ``index.js``."""
    return "/" in path[len(root.foreign) :]


def _settle(paths: Sequence[str], files: frozenset[str], roots: Sequence[Root]) -> dict[str, str]:
    """Each path with the one file its roots agree on; a path that is itself a file stays it."""
    found: dict[str, str] = {}
    for path in paths:
        targets = {
            root: target
            for root in roots
            if (target := root.apply(path)) is not None
            and target in files
            and (root == roots[0] or root == AS_IS or _more_than_a_name(root, path))
        }
        if AS_IS in targets:
            found[path] = path
        elif len(set(targets.values())) == 1:
            found[path] = next(iter(targets.values()))
    return found


def _proposals(paths: Sequence[str], files: frozenset[str]) -> Iterator[Root]:
    """The roots that paths speak for: where one is a file, or ends like exactly one."""
    ends = _ends(files, {posixpath.basename(path) for path in paths})
    for path in paths:
        for start in _starts(path):
            end = path[start:]
            if end in ends:
                if end in files:
                    yield Root(path[:start], "")
                file = ends[end]
                if file is not None and file != end:
                    yield Root(path[:start], file[: -len(end)])
                break


def _starts(path: str) -> Iterator[int]:
    """Where an ending of the path may begin, longest first.

    Of an installed package's path only what is below the directory of packages is its own, and all
    of it: ``site-packages/requests/models.py`` is not the repository's ``models.py``.
    """
    whole = max(
        (path.rfind("/" + name) + 1 + len(name) for name in INSTALLED if "/" + name in path),
        default=0,
    )
    yield 0
    position = path.find("/")
    while position >= 0:
        if not whole or position + 1 <= whole:
            yield position + 1
        position = path.find("/", position + 1)


def _ends(files: frozenset[str], names: set[str]) -> Mapping[str, str | None]:
    """Every ending of the files of these names, with its file; None where several end like it."""
    by_name = _by_name(files)
    ends: dict[str, str | None] = {}
    for file in (file for name in names for file in by_name.get(name, ())):
        position = -1
        while True:
            end = file[position + 1 :]
            ends[end] = None if end in ends else file
            position = file.find("/", position + 1)
            if position < 0:
                break
    return ends


@lru_cache(maxsize=1)
def _by_name(files: frozenset[str]) -> Mapping[str, list[str]]:
    """The files by their last name: made once for the many reports of one repository."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        found[posixpath.basename(file)].append(file)
    return found

"""The path aliases that tsconfig.json and jsconfig.json define for the scripts below them."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from readiness.repository.javascript import read_json
from readiness.repository.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias:
    """A pattern with at most one "*" and the paths, from the repository's root, it stands for."""

    pattern: str
    targets: tuple[str, ...]

    def expanded(self, specifier: str) -> tuple[str, ...]:
        """The paths that a specifier stands for; none where the pattern does not fit."""
        before, star, after = self.pattern.partition("*")
        if not star:
            return self.targets if specifier == self.pattern else ()
        if not specifier.startswith(before) or not specifier.endswith(after):
            return ()
        rest = specifier[len(before) : len(specifier) - len(after)]
        return tuple(target.replace("*", rest, 1) for target in self.targets)


class Aliases:
    """The aliases of a snapshot; get them by ``snapshot.once(Aliases)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._by_directory = {
            file.path.rpartition("/")[0]: tuple(_read(snapshot, file.path))
            for file in snapshot.files.values()
            if file.name in ("tsconfig.json", "jsconfig.json")
        }

    def expanded(self, path: str, specifier: str) -> tuple[str, ...]:
        """The paths for which a specifier stands in a file, by the nearest configuration."""
        for parent in PurePosixPath(path).parents:
            aliases = self._by_directory.get("" if parent.name == "" else str(parent))
            if aliases is not None:
                found = (alias.expanded(specifier) for alias in aliases)
                return next((targets for targets in found if targets), ())
        return ()


def _read(snapshot: Snapshot, path: str) -> Iterator[Alias]:
    """The aliases of one configuration, the most specific first."""
    try:
        data = read_json(snapshot.text(path) or "{}")
    except (ValueError, RecursionError):
        return
    options: Any = data.get("compilerOptions") if isinstance(data, dict) else None
    paths = options.get("paths") if isinstance(options, dict) else None
    if not isinstance(paths, dict):
        return
    base = posixpath.join(posixpath.dirname(path), str(options.get("baseUrl", ".")))
    for pattern in sorted(paths, key=lambda each: (-len(each.partition("*")[0]), each)):
        if isinstance(paths[pattern], list):
            targets = (posixpath.normpath(posixpath.join(base, str(t))) for t in paths[pattern])
            yield Alias(pattern=pattern, targets=tuple(targets))

"""The directories that offer top-level Python modules, as entries of ``sys.path`` do."""

import re
from collections import defaultdict
from functools import cached_property
from pathlib import PurePosixPath

from readiness.repository.python_paths import above, inner, is_module
from readiness.repository.snapshot import Snapshot

MANIFEST = re.compile(r"(^|/)(pyproject\.toml|setup\.(py|cfg)|requirements[\w.\-]*\.txt|Pipfile)$")
FIXED_ROOTS = frozenset({"", "src", "lib"})


class PythonRoots:
    """The roots of a snapshot's modules; ``compiled`` are those that a build makes, by stem."""

    def __init__(self, snapshot: Snapshot, compiled: frozenset[str]) -> None:
        self._snapshot = snapshot
        self._compiled = compiled

    @cached_property
    def directories(self) -> frozenset[str]:
        """The directories that hold Python or compiled files at any depth."""
        found: set[str] = set()
        for path in self._snapshot.files:
            if path.endswith((".py", ".pyi", ".pyx", ".so", ".pyd")):
                found.update(str(parent) for parent in PurePosixPath(path).parents)
        return frozenset(found - {"."})

    def offer(self, top: str) -> bool:
        """Whether any file or directory of the repository could be the top-level module."""
        return top in self._offers

    def offering(self, path: str, top: str) -> list[str]:
        """The directories that offer a top-level module, those that can be on the path."""
        own = set(above(path))
        return [
            root for root in self._offers.get(top, ()) if root in own or not self._package(root)
        ]

    def certain(self, path: str, top: str, root: str) -> bool:
        """Whether a root is surely on the path for the file, with a package of that name."""
        return (
            self._package(inner(root, top, ""))
            and not self._package(root)
            and (root in self._known or ("/" not in root and path.startswith(f"{root}/")))
        )

    def _package(self, directory: str) -> bool:
        return inner(directory, "", "__init__.py") in self._snapshot.files

    @cached_property
    def _known(self) -> frozenset[str]:
        """The directories that are surely on the path: those of manifests, and their sources."""
        directories = {
            path.rpartition("/")[0] for path in self._snapshot.files if MANIFEST.search(path)
        }
        sources = {inner(each, name, "") for each in directories for name in ("src", "lib")}
        return FIXED_ROOTS | directories | sources

    @cached_property
    def _offers(self) -> dict[str, list[str]]:
        """The directories that hold a module or package of a name, by that name."""
        found: dict[str, set[str]] = defaultdict(set)
        for directory in self.directories:
            parent, _, name = directory.rpartition("/")
            found[name].add(parent)
        for file in self._snapshot.files.values():
            if file.language == "python" and is_module(file.path):
                parent, _, name = file.path.rpartition("/")
                found[name.removesuffix(".py")].add(parent)
        for stem in self._compiled:
            parent, _, name = stem.rpartition("/")
            found[name].add(parent)
        return {name: sorted(parents) for name, parents in found.items()}

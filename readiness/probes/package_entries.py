"""Entries of a package.json that lead to files which are not there."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from readiness.model import Effort, Location, Severity
from readiness.probes._limits import unknown
from readiness.probes.probe import Observation, probe
from readiness.repository.javascript import Package, ScriptTree
from readiness.repository.snapshot import Role, Snapshot

BUILDS = re.compile(r"^(pre)?(build|prepare|prepack|prepublish\w*|compile|bundle|postinstall|dist)")
RUNS = re.compile(
    r"(?:^|&&|;|\|\|)\s*(?:node|ts-node|tsx)\s+(?P<file>[\w./\-]+\.[mc]?[jt]sx?)(?=\s|$)"
)
SCRIPT = re.compile(r"\.[mc]?js$")
SOURCES = (".ts", ".tsx", ".mts", "/index.ts", "/index.tsx")


@probe("integration.package-entry", severity=Severity.MAJOR, effort=Effort.MINUTES)
def package_entry(snapshot: Snapshot) -> Iterator[Observation]:
    """A main, bin or exports entry, or a script, of package.json that leads nowhere.

    Why: requiring the package, or calling its command, fails for everyone who installs it.

    How: main, module, bin, exports and the files that scripts hand to node are followed to files.
    Packages without any script, with a build step, or with entries that TypeScript sources are
    named like, and paths that ignore files name, are left out, as their files may be made.

    Fix: correct the path, or add the file.
    """
    if not snapshot.complete:
        yield from unknown(snapshot)
        return
    tree = snapshot.once(ScriptTree)
    for package in tree.packages:
        scripts = package.data.get("scripts")
        scripts = scripts if isinstance(scripts, dict) else {}
        if any(BUILDS.match(str(name)) for name in scripts) or not _scripted(tree, package):
            continue
        missing = list(_missing(snapshot, tree, package, scripts))
        if any(_compiled(snapshot, package, place) for _, _, place in missing):
            continue
        for key, target, place in missing:
            yield Observation(
                message=f"{key} leads to {place}, which is not there",
                location=Location(path=package.path, line=_line(snapshot, package, target)),
            )


def _scripted(tree: ScriptTree, package: Package) -> bool:
    """Whether there is JavaScript or TypeScript in the package at all."""
    below = f"{package.directory}/" if package.directory else ""
    return any(file.path.startswith(below) for file in tree.files(*Role))


def _missing(
    snapshot: Snapshot, tree: ScriptTree, package: Package, scripts: dict[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Key, target and path of the entries that lead nowhere."""
    for key, target in _targets(package, scripts):
        place = tree.missing(package.path, target, scripted=False)
        if place and place not in snapshot.directories:
            yield key, target, place


def _compiled(snapshot: Snapshot, package: Package, place: str) -> bool:
    """Whether there is TypeScript below src of which an entry is made, by its name."""
    inner = SCRIPT.sub("", posixpath.relpath(place, package.directory or "."))
    source = posixpath.join(package.directory, "src", inner)
    return any(f"{source}{ending}" in snapshot.files for ending in SOURCES)


def _targets(package: Package, scripts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("main", "module", "bin", "exports"):
        for target in _paths(package.data.get(key)):
            yield key, target if target.startswith("./") else f"./{target}"
    for name, command in scripts.items():
        if isinstance(command, str):
            for match in RUNS.finditer(command):
                yield f"the script {name}", f"./{match['file'].removeprefix('./')}"


def _paths(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "*" not in value and not value.startswith(("..", "/", "#")):
            yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in ("types", "typings"):
                yield from _paths(each)
    elif isinstance(value, list):
        for each in value:
            yield from _paths(each)


def _line(snapshot: Snapshot, package: Package, target: str) -> int | None:
    name = target.removeprefix("./")
    for number, line in enumerate((snapshot.text(package.path) or "").split("\n"), 1):
        if name in line:
            return number
    return None

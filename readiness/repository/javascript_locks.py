"""What lock files of npm and pnpm were made for: the ranges that manifests asked for then."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.repository.javascript import Package, ScriptTree
from readiness.repository.snapshot import Snapshot

FIELDS = ("dependencies", "devDependencies", "optionalDependencies")
OVERRIDES = re.compile(r"^overrides:", re.MULTILINE)
KEY = re.compile(
    r"^(?P<margin> *)(?P<quote>['\"]?)(?P<key>[^'\"\s:][^'\"\s]*?)(?P=quote):"
    r"(?:[ ]+(?P<mark>['\"]?)(?P<value>.*?)(?P=mark))?$"
)
OTHER = re.compile(r"^(workspace|link|file|catalog|portal|patch|npm|git|github|https?):|^[./]|^~/")


Members = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a package.json asks for, ``now``, and what its lock file holds as asked for."""

    package: Package
    lock: str
    now: Mapping[str, str]
    locked: Mapping[str, str]

    def differences(self) -> Iterator[tuple[str, str | None]]:
        """The dependencies of other ranges, with that in the lock; None where it has none."""
        for name, wanted in sorted(self.now.items()):
            if not OTHER.match(wanted) and self.locked.get(name) != wanted:
                yield name, self.locked.get(name)


def asked(snapshot: Snapshot) -> Iterator[Asked]:
    """Each package of the repository that is locked by npm or pnpm."""
    members: dict[str, Members] = {}
    for package in snapshot.once(ScriptTree).packages:
        for name, read in (("package-lock.json", _npm), ("pnpm-lock.yaml", _pnpm)):
            places = (posixpath.join(each, name) for each in _above(package.directory))
            path = next((each for each in places if each in snapshot.files), None)
            if path is None:
                continue
            if path not in members:
                members[path] = read(snapshot.text(path) or "")
            around = posixpath.dirname(path) or "."
            locked = members[path].get(posixpath.relpath(package.directory or ".", around))
            if locked is not None:
                now = _tables(package.data)
                yield Asked(package=package, lock=path, now=now, locked=locked)


def _above(directory: str) -> Iterator[str]:
    """The directory and those around it, the nearest first."""
    while directory:
        yield directory
        directory = posixpath.dirname(directory)
    yield ""


def _npm(text: str) -> Members:
    """The ranges of each member of an npm lock of version 2 or 3."""
    try:
        found = json.loads(text)["packages"]
        members = {str(path): each for path, each in found.items() if isinstance(each, dict)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {path or ".": _tables(each) for path, each in members.items()}


def _pnpm(text: str) -> Members:
    """The ranges of each member of a pnpm lock, in the lines as pnpm writes them.

    None at all where something overrides what is asked for.
    """
    if OVERRIDES.search(text):
        return {}
    found: dict[str, dict[str, str]] = {}
    within = importer = name = ""
    for line in text.split("\n"):
        key = KEY.match(line)
        if key is None:
            continue
        depth, word = len(key["margin"]), key["key"]
        if depth == 0:
            within = word
        elif within == "importers" and depth == 2:
            importer = word
            found[importer] = {}
        elif within == "importers" and depth == 6:
            name = word
        elif within == "importers" and depth == 8 and word == "specifier":
            found.get(importer, {})[name] = key["value"]
    return found


def _tables(data: Mapping[str, Any]) -> dict[str, str]:
    tables = [data.get(field) for field in FIELDS]
    return {
        str(name): wanted
        for table in tables
        if isinstance(table, dict)
        for name, wanted in table.items()
        if isinstance(wanted, str)
    }

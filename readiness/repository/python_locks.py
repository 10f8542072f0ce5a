"""What Python lock files hold: uv.lock, poetry.lock, pdm.lock, pylock.toml and Pipfile.lock."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from readiness.model import Location
from readiness.repository.requirement import normalised
from readiness.repository.snapshot import Snapshot

LOCKS = frozenset({"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"})
NAME = re.compile(r'^name\s*=\s*"([^"]+)"')
LEADING_NAME = re.compile(r"[A-Za-z0-9][\w.\-]*")


@dataclass(frozen=True, kw_only=True)
class Lock:
    """A lock file: its distributions, by normalised name, with version, line and requirements.

    ``several`` are those that it holds in more than one version, for groups that exclude each other
    or other platforms.
    """

    path: str
    versions: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    requires: Mapping[str, frozenset[str]] = field(default_factory=dict)
    several: frozenset[str] = frozenset()

    def place(self, name: str) -> Location:
        return Location(path=self.path, line=self.lines.get(name))

    def closure(self, names: Iterable[str]) -> frozenset[str]:
        """These distributions and all that they require, as far as they are locked."""
        found: set[str] = set()
        waiting = [name for name in names if name in self.versions]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.requires.get(name, ())
        return frozenset(found)


def locks(snapshot: Snapshot) -> tuple[Lock, ...]:
    """The lock files that can be read, in the order of paths."""
    found = []
    for file in snapshot.files.values():
        read = _toml if file.name in LOCKS else _pipfile if file.name == "Pipfile.lock" else None
        text = snapshot.text(file.path) if read else None
        if read and text is not None:
            try:
                found.append(read(file.path, text))
            except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
                continue
    return tuple(found)


def _toml(path: str, text: str) -> Lock:
    data = tomllib.loads(text)
    packages = data.get("package", data.get("packages", []))
    names = Counter(normalised(each["name"]) for each in packages)
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := NAME.match(line):
            lines.setdefault(normalised(match[1]), number)
    return Lock(
        path=path,
        versions={normalised(each["name"]): str(each.get("version", "")) for each in packages},
        lines=lines,
        requires={normalised(each["name"]): frozenset(_required(each)) for each in packages},
        several=frozenset(name for name, count in names.items() if count > 1),
    )


def _required(package: Mapping[str, Any]) -> Iterable[str]:
    """uv and pdm list what is required, Poetry maps it."""
    for entry in package.get("dependencies", ()):
        name = entry["name"] if isinstance(entry, dict) else entry
        if match := LEADING_NAME.match(name):
            yield normalised(match[0])
    for entries in package.get("optional-dependencies", {}).values():
        yield from (normalised(entry["name"]) for entry in entries if isinstance(entry, dict))


def _pipfile(path: str, text: str) -> Lock:
    data = json.loads(text)
    versions = {
        normalised(name): str(entry.get("version", "")).removeprefix("==")
        for section in ("default", "develop")
        for name, entry in data.get(section, {}).items()
    }
    return Lock(path=path, versions=versions)

"""The members of a repository's workspaces, as its own manifests list them.

npm and Yarn (``workspaces`` of package.json), pnpm (pnpm-workspace.yaml), Cargo (``members``), Go
(go.work), uv (``tool.uv.workspace``), Maven (``<module>``) and Gradle (``include``). Only members
that have a manifest of their own, and only where there are two or more.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import yaml

from readiness import plainyaml
from readiness.model import Component
from readiness.policy.globs import matches
from readiness.repository.snapshot import Snapshot

MOST = 200
MANIFESTS = {
    "package.json": ("package.json",),
    "pnpm-workspace.yaml": ("package.json",),
    "Cargo.toml": ("Cargo.toml",),
    "go.work": ("go.mod",),
    "pyproject.toml": ("pyproject.toml",),
    "pom.xml": ("pom.xml",),
    "settings.gradle": ("build.gradle", "build.gradle.kts"),
    "settings.gradle.kts": ("build.gradle", "build.gradle.kts"),
}
GO_USE = re.compile(r"^[ \t]*use\s+(?:\((?P<many>[^()]*)\)|(?P<one>\S+))", re.MULTILINE)
MODULE = re.compile(r"<module>\s*([^<>\s]+)\s*</module>")
INCLUDE = re.compile(
    r"^[ \t]*include\s*\(?(?P<names>(?:\s*['\"][^'\"\n]+['\"]\s*,?)+)", re.MULTILINE
)
QUOTED = re.compile(r"['\"]([^'\"]+)['\"]")


def workspaces(snapshot: Snapshot) -> tuple[Component, ...]:
    """The members as components that are shown and not required, by path."""
    found = sorted({path for name in MANIFESTS for path in _members(snapshot, name)})
    if not 1 < len(found) <= MOST:
        return ()
    return tuple(Component(name=path, path=path, required=False, found=True) for path in found)


def _members(snapshot: Snapshot, name: str) -> Iterator[str]:
    text = snapshot.text(name)
    if text is None:
        return
    try:
        globs = [each.removeprefix("./").rstrip("/") for each in _listed(name, text)]
    except (ValueError, TypeError, AttributeError, RecursionError, yaml.YAMLError):
        return
    wanted = [each for each in globs if each and not each.startswith("!")]
    without = [each[1:].removeprefix("./") for each in globs if each.startswith("!")]
    for path in snapshot.files:
        pure = PurePosixPath(path)
        inside = pure.name in MANIFESTS[name] and len(pure.parts) > 1
        directory = str(pure.parent)
        if inside and matches(directory, wanted) and not matches(directory, without):
            yield directory


def _listed(name: str, text: str) -> list[str]:
    """The globs and directories that a manifest lists."""
    match name:
        case "package.json":
            found = json.loads(text).get("workspaces", [])
            return _texts(found.get("packages", []) if isinstance(found, dict) else found)
        case "pnpm-workspace.yaml":
            return _texts((plainyaml.load(text) or {}).get("packages", []))
        case "Cargo.toml":
            found = tomllib.loads(text).get("workspace", {})
            return [*_texts(found.get("members", [])), *_not(found.get("exclude", []))]
        case "pyproject.toml":
            found = tomllib.loads(text).get("tool", {}).get("uv", {}).get("workspace", {})
            return [*_texts(found.get("members", [])), *_not(found.get("exclude", []))]
        case "go.work":
            uses = (each["many"] or each["one"] or "" for each in GO_USE.finditer(text))
            return [word for use in uses for word in use.split() if not word.startswith("//")]
        case "pom.xml":
            return MODULE.findall(text)
        case _:
            names = (QUOTED.findall(each["names"]) for each in INCLUDE.finditer(text))
            return [each.strip(":").replace(":", "/") for found in names for each in found]


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _not(value: Any) -> list[str]:
    return [f"!{each}" for each in _texts(value)]

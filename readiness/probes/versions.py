"""Versions that documents announce and manifests do not have."""

import json
import re
import tomllib
from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

NOTES = re.compile(
    r"^(release[-_ ]?notes|changelog|changes|history)\.(md|markdown|txt|rst)$", re.IGNORECASE
)
HEADING = re.compile(r"^(?:#+|=+)\s.*?\bv?(\d+)\.(\d+)(?:\.(\d+))?\b(.*)$")
COMING = re.compile(
    r"unreleased|develop|dev\b|upcoming|next|tbd|soon|rc|alpha|beta|yyyy|xx", re.IGNORECASE
)
LONGEST = 200
Version = tuple[int, int, int]


@probe("documentation.version-mismatch", severity=Severity.NOTE, effort=Effort.MINUTES)
def version_mismatch(snapshot: Snapshot) -> Iterator[Observation]:
    """Release notes announce a version that the manifest has not reached.

    Why: Either the release was never made, or the package is published under a wrong number.

    How: The first version in a heading of the release notes or changelog at the root, against the
    version written in pyproject.toml, package.json or Cargo.toml there. Unreleased and coming
    versions, and versions that a tool computes, are left out.

    Fix: Set the manifest's version, or correct the notes.
    """
    for manifest, version in _manifests(snapshot):
        for file in snapshot.files.values():
            if "/" in file.path or file.role is not Role.DOCUMENT or not NOTES.match(file.name):
                continue
            found = _announced(snapshot.text(file.path) or "")
            if found and found[1] > version:
                announced, own = (".".join(map(str, each)) for each in (found[1], version))
                yield Observation(
                    message=f"These notes are of {announced}, and {manifest} says {own}",
                    location=Location(path=file.path, line=found[0]),
                    evidence=(Proof(message="the version", location=Location(path=manifest)),),
                )


def _manifests(snapshot: Snapshot) -> Iterator[tuple[str, Version]]:
    """The manifests at the root that state a plain version."""
    for path in ("pyproject.toml", "Cargo.toml", "package.json"):
        parts = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?$", _stated(path, snapshot.text(path) or ""))
        if parts:
            yield path, (int(parts[1]), int(parts[2]), int(parts[3] or 0))


def _stated(path: str, text: str) -> str:
    try:
        if path == "package.json":
            return str(json.loads(text)["version"])
        manifest = tomllib.loads(text)
        section = manifest.get("project") or manifest.get("package")
        return str((section or manifest["tool"]["poetry"])["version"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""


def _announced(text: str) -> tuple[int, Version] | None:
    """The first heading with a version, unless that is still to come."""
    for number, line in enumerate(text.split("\n"), 1):
        found = HEADING.match(line[:LONGEST])
        if found:
            version = (int(found[1]), int(found[2]), int(found[3] or 0))
            return None if COMING.search(line) else (number, version)
        if line.startswith("#") and COMING.search(line):
            return None
    return None

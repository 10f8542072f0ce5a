"""Dependencies that stand in a manifest as comments."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.python_manifests import REQUIREMENTS
from readiness.repository.snapshot import Role, Snapshot

LIST = re.compile(r"^\s*#\s*(?P<name>[A-Za-z][\w.\-]*)\s*=\s*\[")
QUOTED = re.compile(
    r"^\s*#+\s*[\"'](?P<name>[A-Za-z][\w.\-]*)(\[[^\]]*\])?\s*([<>=!~]=?[^\"']*)?(;[^\"']*)?[\"'],?"
)
PINNED = re.compile(
    r"^\s*#+\s*(?P<name>[A-Za-z][\w.\-]*)(\[[^\]]*\])?\s*[=~<>!]=\s*[\w.*]+\s*(#.*)?$"
)
SECTION = re.compile(r"^\[+\s*([^\]]+?)\s*\]+\s*$")
DECLARING = re.compile(r"(^project|dependenc|^tool\.poetry|^packages|^dev-packages)")


@probe("dependencies.commented-out", severity=Severity.MINOR, effort=Effort.MINUTES)
def commented_out(snapshot: Snapshot) -> Iterator[Observation]:
    """A dependency, or a whole extra, that is declared in a comment only.

    Why: whoever reads the manifest or its documents takes the feature for installable.

    How: comments that have the form of a dependency or of a list of them, among the dependencies
    of pyproject.toml and Pipfile, and pinned names in comments of requirements files.

    Fix: declare it again, or remove it with the code and the documents that need it.
    """
    for file in snapshot.files.values():
        if file.role not in (Role.CONFIG, Role.SOURCE):
            continue
        text = snapshot.text(file.path) or ""
        if file.name in {"pyproject.toml", "Pipfile"}:
            found = _toml(text)
        elif REQUIREMENTS.search(file.path):
            found = _requirements(text)
        else:
            continue
        for line, name in found:
            yield Observation(
                message=f"{name} is declared in a comment only",
                location=Location(path=file.path, line=line),
            )


def _toml(text: str) -> Iterator[tuple[int, str]]:
    section, inside = "", False
    for number, line in enumerate(text.split("\n"), 1):
        comment = line.lstrip().startswith("#")
        if match := SECTION.match(line):
            section, inside = match[1], False
        elif not comment:
            inside = False
        elif DECLARING.search(section):
            if listed := LIST.match(line):
                inside = True
                yield number, f"the list {listed['name']}"
            elif not inside and (quoted := QUOTED.match(line)):
                yield number, quoted["name"]


def _requirements(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if match := PINNED.match(line):
            yield number, match["name"]

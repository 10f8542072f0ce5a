"""Extras that documents and messages tell people to install, and that do not exist."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from readiness.model import Effort, Location, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.python_manifest import Manifest
from readiness.repository.python_manifests import Manifests
from readiness.repository.requirement import normalised
from readiness.repository.snapshot import File, Role, Snapshot

BRACKETS = re.compile(
    r"\b(?:install|add|sync)\b[^\n]*?(?P<name>[A-Za-z][\w.\-]*|\.)\[(?P<extras>[\w.,\s\-]+)\]"
)
OPTION = re.compile(r"\buv (?:sync|run|pip|export)\b[^\n]*?--extra[= ](?P<extras>[\w.\-]+)")
ELSEWHERE = re.compile(r"^[ ]{2,40}repository:[ ]*[\w.-]+/[\w.-]+[ ]*$", re.MULTILINE)
LONGEST = 2000
HISTORY = re.compile(r"(archive|change|history|news|release|migrat|upgrad)", re.IGNORECASE)
PLACEHOLDERS = frozenset({"extra", "extras", "extra1", "extra2", "name", "group", "x"})


@probe("dependencies.unknown-extra", severity=Severity.MINOR, effort=Effort.MINUTES)
def unknown_extra(snapshot: Snapshot) -> Iterator[Observation]:
    """An extra that a document or a message names and that the package does not have.

    Why: people follow the command and get an installation without the feature, or an error.

    How: install commands (pip, uv, Poetry) with an extra of this package, in documents, CI files
    and texts in production code, are held against the extras of its manifest. Change logs,
    placeholders, and the extras of "." in workflows that check out another repository are left out.

    Fix: add the extra to the manifest, or name the one that exists.
    """
    packages = [each for each in snapshot.once(Manifests).all if each.distribution]
    if not packages:
        return
    for file in _texts(snapshot):
        text = snapshot.text(file.path) or ""
        if "[" not in text and "--extra" not in text:
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST or ("[" not in line and "--extra" not in line):
                continue
            for name, extra in _named(line):
                if name == "." and ELSEWHERE.search(text):
                    continue
                if _lacks(packages, name, extra):
                    yield Observation(
                        message=f"the extra {extra} is to be installed, and no manifest has it",
                        location=Location(path=file.path, line=number),
                    )


def _texts(snapshot: Snapshot) -> Iterator[File]:
    for file in snapshot.files.values():
        if _speaks_of_another(snapshot, file.path):
            continue
        document = file.role is Role.DOCUMENT and not HISTORY.search(file.path)
        product = file.role is Role.SOURCE and file.language == "python"
        automation = file.role is Role.CONFIG and file.language in {
            "yaml",
            "dockerfile",
            "makefile",
        }
        if document or product or automation:
            yield file


def _speaks_of_another(snapshot: Snapshot, path: str) -> bool:
    """Whether the nearest project is one that is not judged: an example, a fixture."""
    skipped = (Role.EXAMPLE, Role.FIXTURE, Role.VENDORED, Role.TEST)
    for parent in PurePosixPath(path).parents:
        manifest = snapshot.files.get(str(parent / "pyproject.toml"))
        if manifest:
            return manifest.role in skipped
    return False


def _named(line: str) -> Iterator[tuple[str, str]]:
    for match in BRACKETS.finditer(line):
        for extra in match["extras"].split(","):
            yield match["name"], extra.strip()
    for match in OPTION.finditer(line):
        yield ".", match["extras"]


def _lacks(packages: list[Manifest], name: str, extra: str) -> bool:
    """Whether the package surely has no such extra; "." may be any of the repository's."""
    if name == ".":
        meant = packages
    else:
        meant = [each for each in packages if each.distribution == normalised(name)]
    if not meant or any(each.open or not each.extras for each in meant):
        return False
    known = {found for each in meant for found in each.extras}
    return bool(extra) and extra.lower() not in PLACEHOLDERS and normalised(extra) not in known

"""Configuration that is not source code: workflows, manifests, images, scripts."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from readiness.model import Location
from readiness.probes._parsed import documents
from readiness.repository.snapshot import File, Role, Snapshot

ELSEWHERE = (Role.TEST, Role.FIXTURE, Role.EXAMPLE, Role.VENDORED)
IMAGE = re.compile(r"(^|/)((Dockerfile|Containerfile)(\.[\w-]+)?|[\w-]+\.(Dockerfile|dockerfile))$")
COMPOSE = re.compile(r"(^|/)(docker-)?compose[\w.-]*\.ya?ml$")
TOOLING = re.compile(r"(^|/)(\.devcontainer|\.github|\.gitpod|\.circleci|ci|test\w*)(/|$)")
MOST_BYTES = 200_000
COMMENT = re.compile(r"^[ \t]*(#|//|--|;)[^\n]*", re.MULTILINE)


def own(snapshot: Snapshot) -> Iterator[File]:
    """The files that are no tests, examples or others' code."""
    return (file for file in snapshot.files.values() if file.role not in ELSEWHERE)


def images(snapshot: Snapshot) -> list[str]:
    """The files that container images of the product are built from, the shortest path first."""
    found = (each.path for each in own(snapshot) if IMAGE.search(each.path))
    return sorted((path for path in found if not TOOLING.search(path)), key=_depth)


def yaml_files(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Path and text of the YAML files that are the repository's own."""
    for file in own(snapshot):
        if file.language == "yaml" and file.readable:
            yield file.path, snapshot.text(file.path) or ""


def mappings(text: str) -> Iterator[Mapping[str, Any]]:
    """The mappings that a YAML text holds as documents."""
    for each in documents(text) or ():
        if isinstance(each, dict):
            yield each


def effective(text: str) -> str:
    """The text of a script or a configuration without the lines that are comments."""
    return COMMENT.sub("", text)


def line_of(text: str, words: str) -> int:
    """The number of the first line that holds ``words``; 1 where none does."""
    before, found, _ = text.partition(words)
    return before.count("\n") + 1 if found else 1


def configured(
    snapshot: Snapshot, pattern: re.Pattern[str], languages: Collection[str]
) -> Location | None:
    """Where a configuration file of the product, in one of the languages, says it first."""
    for file in own(snapshot):
        if file.language in languages and file.role is not Role.DOCUMENT and file.size < MOST_BYTES:
            text = effective(snapshot.text(file.path) or "")
            if found := pattern.search(text):
                return Location(path=file.path, line=line_of(text, found[0].strip()))
    return None


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path

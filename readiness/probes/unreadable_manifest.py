"""Manifests that cannot be read, so that nothing can be installed from them."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.javascript import read_json
from readiness.repository.python_manifests import Manifests
from readiness.repository.snapshot import Role, Snapshot

LINE = re.compile(r"line (\d+)")


@probe("integration.unreadable-manifest", severity=Severity.BLOCKER, effort=Effort.MINUTES)
def unreadable_manifest(snapshot: Snapshot) -> Iterator[Observation]:
    """A pyproject.toml, Pipfile or package.json with an error of syntax.

    Why: no tool can install, build or test the project from it.

    How: the files are parsed as TOML or JSON, those of fixtures and vendored code left out.

    Fix: correct the syntax at the line that the message names.
    """
    for manifest in snapshot.once(Manifests).all:
        name = manifest.path.rpartition("/")[2]
        if manifest.problem and name in {"pyproject.toml", "Pipfile"}:
            yield _observation(manifest.path, manifest.problem)
    for file in snapshot.of("json", roles=(Role.CONFIG,)):
        text = snapshot.text(file.path)
        if file.name == "package.json" and text is not None:
            try:
                read_json(text)
            except (ValueError, RecursionError) as error:
                yield _observation(file.path, str(error))


def _observation(path: str, problem: str) -> Observation:
    line = LINE.search(problem)
    return Observation(
        message=f"{path} cannot be read: {problem}",
        location=Location(path=path, line=int(line[1]) if line else None),
    )

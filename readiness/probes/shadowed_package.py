"""A module and a package of one name, side by side: Python finds only one of them."""

from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.python import PythonTree
from readiness.repository.snapshot import Role, Snapshot


@probe("integration.shadowed-package", severity=Severity.MAJOR, effort=Effort.MINUTES)
def shadowed_package(snapshot: Snapshot) -> Iterator[Observation]:
    """A module beside a directory of the same name, of which only one can be imported.

    Why: what the other one holds is never loaded, and imports of it fail or find the wrong thing.

    How: inside packages, a file name.py beside a directory name that holds production modules.
    The directory wins where it has an __init__.py, the file where it has none.

    Fix: move the file into the directory (as its __init__.py, say), or rename one of them.
    """
    files = {file.path for file in snapshot.once(PythonTree).files(Role.SOURCE)}
    held: dict[str, list[str]] = {}
    for path in sorted(files):
        held.setdefault(path.rpartition("/")[0], []).append(path)
    for path in sorted(files):
        directory = path.removesuffix(".py")
        parent = path.rpartition("/")[0]
        if directory not in held or f"{parent}/__init__.py" not in snapshot.files:
            continue
        regular = f"{directory}/__init__.py" in snapshot.files
        reason = (
            f"the package {directory}/ is found first, so this file is never loaded"
            if regular
            else f"this file is found first, so the modules in {directory}/ cannot be imported"
        )
        yield Observation(
            message=f"{path} and {directory}/ have one name: {reason}",
            location=Location(path=path, line=1),
            evidence=tuple(
                Proof(message="It is in the directory.", location=Location(path=each))
                for each in held[directory][:3]
            ),
        )

"""Code of the product in places that are set aside for other code, where few rules look."""

from collections import defaultdict
from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.javascript import ScriptTree
from readiness.repository.javascript_module import Kind
from readiness.repository.python import PythonTree
from readiness.repository.snapshot import File, Role, Snapshot

NAMES = {
    Role.TEST: "test code",
    Role.EXAMPLE: "an example",
    Role.FIXTURE: "data of tests",
    Role.VENDORED: "another project's code",
}
MOST = 5

Uses = Iterator[tuple[str, Location]]


@probe("implementation.set-aside", severity=Severity.NOTE, effort=Effort.HOURS)
def set_aside(snapshot: Snapshot) -> Iterator[Observation]:
    """The product's own code stands among tests, examples or vendored code.

    Why: What is in such places is read as somebody else's or as no part of the product, by
    reviewers and by the rules for the product, which do not look there.

    How: Imports in Python, JavaScript and TypeScript are followed: from the product's code into
    files that are tests, examples or data by their place; and from files that are vendored by their
    place back into the product, which another project's code does not know.

    Fix: Move the file to where the product's code is.
    """
    used: defaultdict[str, list[Location]] = defaultdict(list)
    for path, place in (*_taken(snapshot), *_giving(snapshot)):
        used[path].append(place)
    for path in sorted(used):
        role = snapshot.files[path].role
        vendored = role is Role.VENDORED
        how = "imports the product" if vendored else "is imported by the product"
        yield Observation(
            message=f"{path} counts as {NAMES[role]}, by its place, and {how}",
            location=used[path][0] if vendored else Location(path=path),
            evidence=tuple(
                Proof(message="This import shows it.", location=each) for each in used[path][:MOST]
            ),
        )


def _taken(snapshot: Snapshot) -> Uses:
    """Files outside the product that it imports, and where."""
    for file in snapshot.of("python", "javascript", "typescript"):
        for path, place in _imports(snapshot, file):
            if snapshot.files[path].role in (Role.TEST, Role.EXAMPLE, Role.FIXTURE):
                yield path, place


def _giving(snapshot: Snapshot) -> Uses:
    """Vendored files that import the product, and where."""
    for file in snapshot.of("python", "javascript", "typescript", roles=(Role.VENDORED,)):
        for path, place in _imports(snapshot, file):
            if snapshot.files[path].role is Role.SOURCE:
                yield file.path, place


def _imports(snapshot: Snapshot, file: File) -> Uses:
    """The repository's files that a file imports, and where."""
    if file.language == "python":
        tree = snapshot.once(PythonTree)
        module = tree.module(file.path)
        for statement in module.imports if module else ():
            if not statement.typing:
                for path in tree.ends(file.path, statement):
                    yield path, Location(path=file.path, line=statement.line)
        return
    scripts = snapshot.once(ScriptTree)
    for each in scripts.imports(file.path):
        if each.kind is Kind.STATIC and each.specifier.startswith("."):
            found = scripts.resolved(file.path, each.specifier)
            if found:
                yield found, Location(path=file.path, line=each.line)

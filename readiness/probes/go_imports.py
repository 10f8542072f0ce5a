"""Go imports of the module's own packages that are not there."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._limits import unknown
from readiness.probes.probe import Observation, probe
from readiness.repository.lines import Lines
from readiness.repository.snapshot import Role, Snapshot

MODULE = re.compile(r"^module\s+\"?([^\s\"]+)", re.MULTILINE)
NOISE = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
IMPORT = re.compile(r"^import[ \t]*(\()?", re.MULTILINE)
PATH = re.compile(r"(?:^|(?<=[ \t]))(?:[\w.]+[ \t]+)?[\"`]([^\"`\n]+)[\"`]", re.MULTILINE)
MADE = re.compile(r"(^|/)(gen|generated|pb|proto|mocks?|mock_\w+|dist|build)(/|$)|pb$|generated")


@probe("integration.unresolved-go-import", severity=Severity.BLOCKER, effort=Effort.MINUTES)
def unresolved_go_import(snapshot: Snapshot) -> Iterator[Observation]:
    """A Go import of a package of the own module that has no Go file.

    Why: the package that imports it, and all that depend on it, do not compile.

    How: import paths in production code that begin with the path of the nearest go.mod are
    followed to directories. Packages that a generator or an ignore file may leave out of the
    repository are never called missing.

    Fix: correct the path, or commit the package.
    """
    modules = _modules(snapshot)
    if modules and not snapshot.complete:
        yield from unknown(snapshot)
        return
    folders = {path.rpartition("/")[0] for path in snapshot.files if path.endswith(".go")}
    ignored = "\n".join(
        snapshot.text(path) or "" for path in snapshot.files if path.endswith(".gitignore")
    )
    for file in snapshot.of("go", roles=(Role.SOURCE,)):
        for line, path in _imported(snapshot.text(file.path) or ""):
            folder = _folder(modules, path)
            if folder is None or folder in folders or MADE.search(folder):
                continue
            if folder.rpartition("/")[2] in ignored:
                continue
            yield Observation(
                message=f"the import of {path} does not resolve: {folder}/ has no Go file",
                location=Location(path=file.path, line=line),
            )


def _modules(snapshot: Snapshot) -> dict[str, str]:
    """The directories of the modules, by their paths, the longest path first."""
    found = {}
    for file in snapshot.files.values():
        if file.name == "go.mod" and file.role is not Role.VENDORED:
            match = MODULE.search(snapshot.text(file.path) or "")
            if match:
                found[match[1]] = file.path.rpartition("/")[0]
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _folder(modules: dict[str, str], path: str) -> str | None:
    """The directory of a package of one of the modules; None for the packages of others."""
    for module, directory in modules.items():
        if path == module or path.startswith(f"{module}/"):
            inside = path[len(module) :].strip("/")
            return f"{directory}/{inside}".strip("/")
    return None


def _imported(text: str) -> Iterator[tuple[int, str]]:
    plain = NOISE.sub(lambda match: "\n" * match[0].count("\n"), text.split("\nfunc ", 1)[0])
    lines = Lines(plain)
    position = 0
    while statement := IMPORT.search(plain, position):
        start = statement.end()
        position = plain.find(")" if statement[1] else "\n", start)
        if position < 0:
            position = len(plain)
        for match in PATH.finditer(plain, start, position):
            yield lines.number(match.start(1)), match[1]

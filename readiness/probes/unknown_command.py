"""Commands that documents tell people to run, and that the project does not have."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._prose import ends_at
from readiness.probes.probe import Observation, probe
from readiness.repository.ignore_files import may_ignore
from readiness.repository.javascript import read_json
from readiness.repository.python import PythonTree
from readiness.repository.python_module import Import
from readiness.repository.snapshot import Role, Snapshot

FENCE = re.compile(r"^\s*(```|~~~)")
INDENT = "    "
GENERATOR = re.compile(
    r"\b(npm (init|create) \w|(yarn|pnpm|bun) create|npx create-|degit|startproject)"
)
SCRIPT = re.compile(r"^\s*(?:\$\s+)?(?:npm|pnpm|yarn) run (?P<name>[\w][\w:.\-]*)")
TARGET = re.compile(r"^\s*(?:\$\s+)?make (?P<name>[a-z][\w\-]*)\s*(?:#.*)?$")
PYTHON = r"^\s*(?:\$\s+)?(?:(?:uv|poetry|pdm|hatch) run )?python3?"
PROGRAM = re.compile(
    rf"(?:{PYTHON} |^\s*(?:\$\s+)?(?:(?:bash|sh|node) |\./))(?:\./)?"
    r"(?P<name>[\w-]+/[\w./-]*[\w-]\.(?:py|sh|m?js|ts))(?=\s|$)"
)
MODULE = re.compile(rf"{PYTHON} -m (?P<name>[a-zA-Z_]\w*(?:\.\w+)+)(?=\s|$)")
RULE = re.compile(r"^(?P<names>[\w][\w.\-/ ]*?)\s*:(?!=)", re.MULTILINE)
COMPUTED = re.compile(r"^[ \t]*-?include\b|^[^#%\n]*%[^:\n]*:|\$\(eval|^\$[({]", re.MULTILINE)
GUIDE = re.compile(
    r"^(readme|contributing|develop\w*|install\w*|quick[-_]?start|getting[-_]started|setup|hacking"
    r"|deploy\w*|running|build\w*|runbook|operations|claude|agents)\b",
    re.IGNORECASE,
)
MAKEFILES = frozenset({"Makefile", "makefile", "GNUmakefile"})


@probe("integration.unknown-command", severity=Severity.MINOR, effort=Effort.MINUTES)
def unknown_command(snapshot: Snapshot) -> Iterator[Observation]:
    """A documented npm script, make target, program or module that does not exist.

    Why: whoever follows the document is stopped by an error at that step.

    How: lines of code blocks that run a script (npm, pnpm, yarn) or a make target are held against
    every package.json and Makefile, those that run a file in a directory of the repository or a
    Python module of its own (python -m) against its files, in documents that by their name speak to
    who works with the project (README, CONTRIBUTING, INSTALL, RUNBOOK …). Makefiles that include
    others or compute their targets, files that the ignore file names, and documents that tell how
    to make a new project, are left out.

    Fix: add what is to be run, or correct the document.
    """
    scripts, targets = _scripts(snapshot), _targets(snapshot)
    for file in snapshot.of(roles=(Role.DOCUMENT,)):
        if not GUIDE.search(file.name):
            continue
        text = snapshot.text(file.path) or ""
        if GENERATOR.search(text):
            continue
        for number, line in _code(text):
            absent = _program(snapshot, line) or _module(snapshot, line)
            if absent:
                yield Observation(
                    message=f"{absent} is to be run, and is not there",
                    location=Location(path=file.path, line=number),
                )
            for pattern, known, what in ((SCRIPT, scripts, "script"), (TARGET, targets, "target")):
                match = pattern.match(line)
                if match and known is not None and match["name"] not in known:
                    yield Observation(
                        message=f"the {what} {match['name']} is to be run, and nothing defines it",
                        location=Location(path=file.path, line=number),
                    )


def _program(snapshot: Snapshot, line: str) -> str | None:
    """The file that a line runs, from a directory that is there, where no file is."""
    match = PROGRAM.match(line)
    name = match["name"] if match else ""
    top = name.partition("/")[0]
    if not name or top not in snapshot.directories or not snapshot.complete:
        return None
    known = ends_at(snapshot, name) or may_ignore(snapshot, name)
    return None if known else name


def _module(snapshot: Snapshot, line: str) -> str | None:
    """The own Python module that a line runs, where there is none."""
    match = MODULE.match(line)
    if match is None or not snapshot.complete:
        return None
    statement = Import(module=match["name"], level=0, names=(), line=1)
    lead = snapshot.once(PythonTree).lead("_", statement)
    return match["name"] if lead.missing else None


def _code(text: str) -> Iterator[tuple[int, str]]:
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        if FENCE.match(line):
            fenced = not fenced
        elif fenced or line.startswith(INDENT):
            yield number, line


def _scripts(snapshot: Snapshot) -> set[str] | None:
    """The names of every package's scripts; None where no package has any, or one is unreadable."""
    names: set[str] = set()
    for file in snapshot.files.values():
        if file.name == "package.json":
            try:
                data = read_json(snapshot.text(file.path) or "{}")
            except (ValueError, RecursionError):
                return None
            table = data.get("scripts") if isinstance(data, dict) else None
            names.update(table if isinstance(table, dict) else ())
    return names or None


def _targets(snapshot: Snapshot) -> set[str] | None:
    """The targets of every Makefile; None where there is none, or one computes its targets."""
    texts = [
        snapshot.text(file.path) or ""
        for file in snapshot.files.values()
        if file.name in MAKEFILES or file.path.endswith(".mk")
    ]
    if not texts or any(COMPUTED.search(text) for text in texts):
        return None
    return {
        name for text in texts for each in RULE.finditer(text) for name in each["names"].split()
    }

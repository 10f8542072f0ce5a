"""Commands that documents tell people to run, and that the project does not have."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.javascript import read_json
from readiness.repository.snapshot import Role, Snapshot

FENCE = re.compile(r"^\s*(```|~~~)")
INDENT = "    "
GENERATOR = re.compile(
    r"\b(npm (init|create) \w|(yarn|pnpm|bun) create|npx create-|degit|startproject)"
)
SCRIPT = re.compile(r"^\s*(?:\$\s+)?(?:npm|pnpm|yarn) run (?P<name>[\w][\w:.\-]*)")
TARGET = re.compile(r"^\s*(?:\$\s+)?make (?P<name>[a-z][\w\-]*)\s*(?:#.*)?$")
RULE = re.compile(r"^(?P<names>[\w][\w.\-/ ]*?)\s*:(?!=)", re.MULTILINE)
COMPUTED = re.compile(r"^[ \t]*-?include\b|^[^#\n]*%[^\n]*:|\$\(eval|^\$[({]", re.MULTILINE)
GUIDE = re.compile(
    r"^(readme|contributing|develop\w*|install\w*|quick[-_]?start|getting[-_]started|setup|hacking"
    r"|deploy\w*|running|build\w*|runbook|operations|claude|agents)\b",
    re.IGNORECASE,
)
MAKEFILES = frozenset({"Makefile", "makefile", "GNUmakefile"})


@probe("integration.unknown-command", severity=Severity.MINOR, effort=Effort.MINUTES)
def unknown_command(snapshot: Snapshot) -> Iterator[Observation]:
    """A documented npm script or make target that does not exist.

    Why: whoever follows the document is stopped by an error at that step.

    How: lines of code blocks that run a script (npm, pnpm, yarn) or a make target are held against
    every package.json and Makefile, in documents that by their name speak to who works with the
    project (README, CONTRIBUTING, INSTALL, RUNBOOK …). Makefiles that include others or compute
    their targets, and documents that tell how to make a new project, are left out.

    Fix: add the script or the target, or correct the document.
    """
    scripts, targets = _scripts(snapshot), _targets(snapshot)
    for file in snapshot.of(roles=(Role.DOCUMENT,)):
        if not GUIDE.search(file.name):
            continue
        text = snapshot.text(file.path) or ""
        if GENERATOR.search(text):
            continue
        for number, line in _code(text):
            for pattern, known, what in ((SCRIPT, scripts, "script"), (TARGET, targets, "target")):
                match = pattern.match(line)
                if match and known is not None and match["name"] not in known:
                    yield Observation(
                        message=f"the {what} {match['name']} is to be run, and nothing defines it",
                        location=Location(path=file.path, line=number),
                    )


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

"""Environment variables that the code reads and no document names."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Outcome, Proof, Severity
from readiness.probes._service import LANGUAGES
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

READ = re.compile(
    r"""\bos\.environ(?:\.get)?[\[(]\s*['"]([A-Z][A-Z0-9_]+)['"]|\bos\.getenv\(\s*['"]([A-Z][A-Z0-9_]+)['"]"""
    r"""|\bprocess\.env(?:\.|\[['"])([A-Z][A-Z0-9_]+)|\bos\.(?:Getenv|LookupEnv)\("([A-Z][A-Z0-9_]+)"\)"""
    r"""|\benv::var(?:_os)?\("([A-Z][A-Z0-9_]+)"|\bSystem\.getenv\("([A-Z][A-Z0-9_]+)"|\bENV\[['"]([A-Z][A-Z0-9_]+)['"]"""
)
EVERYWHERE = re.compile(
    r"^(PATH|HOME|USER|USERNAME|LOGNAME|SHELL|TERM|TMP|TEMP|TMPDIR|PWD|LANG|LC_\w+|TZ|CI|EDITOR|PAGER|"
    r"VISUAL|NO_COLOR|FORCE_COLOR|COLUMNS|LINES|DISPLAY|APPDATA|LOCALAPPDATA|USERPROFILE|COMSPEC|"
    r"NODE_ENV|GOPATH|GOROOT|JAVA_HOME|VIRTUAL_ENV|WSL_\w+|MSYSTEM|OS|SSH_\w+|COLORTERM|TERM_PROGRAM|"
    r"(XDG|GITHUB|RUNNER|GITLAB|PYTHON|PYTEST|CARGO|npm|HTTPS?|NO|ALL)_\w+)$"
)
NAMED = 5


@probe("operations.undocumented-environment", severity=Severity.NOTE, effort=Effort.MINUTES)
def undocumented_environment(snapshot: Snapshot) -> Iterator[Observation]:
    """Environment variables that are read are documented.

    Why: Whoever deploys it learns of the variable when it is missing.

    How: Names that source code reads from the environment, against all documents and configuration
    files, examples of .env among them. Names that every system has are left out.

    Fix: List the variables with their meaning and default, in the README or in an example of .env.
    """
    reads = _reads(snapshot)
    if not reads:
        message = "Not asked for, because no variable of its own is read"
        yield Observation(message=message, outcome=Outcome.NOT_APPLICABLE)
        return
    written = _written(snapshot)
    missing = [name for name in reads if name not in written]
    if not missing:
        place = next(iter(reads.values()))
        message = f"All {len(reads)} environment variables that are read are documented"
        yield Observation(message=message, outcome=Outcome.PASS, location=place)
        return
    names = ", ".join(missing[:NAMED])
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    yield Observation(
        message=f"No document names the environment variables {names}{more}",
        location=reads[missing[0]],
        evidence=tuple(Proof(message=name, location=reads[name]) for name in missing[:NAMED]),
    )


def _reads(snapshot: Snapshot) -> dict[str, Location]:
    """The names that source code reads, each with the first place."""
    found: dict[str, Location] = {}
    for file in snapshot.of(*LANGUAGES, "ruby"):
        text = snapshot.text(file.path) or ""
        for match in READ.finditer(text):
            name = next(group for group in match.groups() if group)
            if not EVERYWHERE.match(name) and name not in found:
                line = text.count("\n", 0, match.start()) + 1
                found[name] = Location(path=file.path, line=line)
    return dict(sorted(found.items()))


def _written(snapshot: Snapshot) -> frozenset[str]:
    """Every upper-case name in documents and configuration."""
    names: set[str] = set()
    for file in snapshot.of(roles=(Role.DOCUMENT, Role.CONFIG, Role.EXAMPLE, Role.OTHER)):
        if file.language or file.name.startswith(".env"):
            names.update(re.findall(r"[A-Z][A-Z0-9_]{2,}", snapshot.text(file.path) or ""))
    return frozenset(names)

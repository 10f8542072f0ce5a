"""Files that were committed and belong elsewhere."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.git import Git
from readiness.repository.snapshot import Role, Snapshot

BACKUP = re.compile(r"[^/]\.(backup|bak|orig|rej|old|sav)$|[^/]~$|(^|/)\.#|\.sw[op]$")
REPORT = re.compile(
    r"(^|/)(coverage\.(json|xml|lcov)|\.coverage|lcov\.info|cobertura\.xml|junit\.xml|"
    r"test-results?\.xml|(bandit|safety)[-_]report\.json|htmlcov/index\.html)$"
)
ELSEWHERE = (Role.TEST, Role.FIXTURE, Role.EXAMPLE, Role.VENDORED)


@probe("operations.backup-file", severity=Severity.MINOR, effort=Effort.MINUTES)
def backup_file(snapshot: Snapshot) -> Iterator[Observation]:
    """A backup copy of a file is committed.

    Why: Nobody knows which of the two counts; the history keeps old versions already.

    How: Files named *.backup, *.bak, *.orig, *.rej, *.old, *~ or like an editor's swap file. Tests
    and their data, and examples are left out.

    Fix: Delete it, and ignore its pattern.
    """
    for file in snapshot.files.values():
        if file.role not in ELSEWHERE and BACKUP.search(file.path):
            message = f"{file.name} is a backup copy"
            yield Observation(message=message, location=Location(path=file.path, line=1))


@probe("operations.committed-report", severity=Severity.NOTE, effort=Effort.MINUTES)
def committed_report(snapshot: Snapshot) -> Iterator[Observation]:
    """A report of tests, coverage or an analysis is committed.

    Why: It says what was true when it was written; readers and tools take it for what is true now.

    How: Files in git's index with the names that coverage, JUnit, bandit and safety give their
    reports. Tests and their data, and examples are left out.

    Fix: Delete it, ignore its name, and let the workflow publish the report of each run.
    """
    tracked = Git(snapshot.directory).tracked()
    for file in snapshot.files.values():
        if file.role not in ELSEWHERE and REPORT.search(file.path) and file.path in tracked:
            message = f"{file.name} reports an earlier state of the code"
            yield Observation(message=message, location=Location(path=file.path, line=1))

"""Documents that contradict themselves."""

import re
from collections.abc import Iterator
from decimal import Decimal

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

LONGEST = 200
PROGRESS = re.compile(
    r"^\W*(?:\*\*|__)(?P<label>[^*_:]{3,40}):?(?:\*\*|__):?\s*(?P<done>\d+)\s*(?:/|of)\s*(?P<all>\d+)\b"
)
READY = re.compile(r"\bproduction[- ]read(?:y|iness)\b", re.IGNORECASE)
NOT_READY = re.compile(r"\bnot\s+(?:yet\s+)?(?:production[- ])?ready\b", re.IGNORECASE)
STATUS = re.compile(
    r"^\W*(?:#+\s*\W*)?(?:\*\*|__)?[^.:]{0,40}\b(status|readiness)\b[^:]{0,20}:", re.IGNORECASE
)


@probe("documentation.contradicts-itself", severity=Severity.MINOR, effort=Effort.MINUTES)
def contradicts_itself(snapshot: Snapshot) -> Iterator[Observation]:
    """A document says two things of the same.

    Why: At least one of them is wrong, and readers believe the one they like.

    How: Within one Markdown document: labelled progress ("**Tasks:** 40/116") with two different
    counts of one total; and a status that is production-ready beside one that is not ready.
    Changelogs, which tell of different times, are left out.

    Fix: Correct or delete the stale statement.
    """
    for file in snapshot.of("markdown", roles=(Role.DOCUMENT,)):
        if not re.search(r"change|history|release|news", file.name, re.IGNORECASE):
            text = snapshot.text(file.path) or ""
            lines = [(n, line[:LONGEST]) for n, line in enumerate(text.split("\n"), 1)]
            yield from _progress(file.path, lines)
            yield from _readiness(file.path, lines)


def _progress(path: str, lines: list[tuple[int, str]]) -> Iterator[Observation]:
    stated: dict[int, dict[Decimal, int]] = {}
    for number, line in lines:
        found = PROGRESS.match(line)
        if found and int(found["all"]) > 1:
            stated.setdefault(int(found["all"]), {}).setdefault(Decimal(found["done"]), number)
    for total, counts in stated.items():
        first, *others = sorted(counts.items(), key=lambda pair: pair[1])
        for count, number in others:
            message = f"{count} of {total} are done here and {first[0]} of {total} elsewhere"
            yield _against(path, number, message, first[1])


def _readiness(path: str, lines: list[tuple[int, str]]) -> Iterator[Observation]:
    statuses = [(number, line) for number, line in lines if STATUS.match(line)]
    refused = [number for number, line in statuses if NOT_READY.search(line)]
    ready = [
        number
        for number, line in statuses
        if not NOT_READY.search(line) and READY.search(line.partition(":")[2])
    ]
    if refused and ready:
        yield _against(path, refused[0], "Not ready here and production-ready elsewhere", ready[0])
        yield _against(path, ready[0], "Production-ready here and not ready elsewhere", refused[0])


def _against(path: str, line: int, message: str, other: int) -> Observation:
    proof = Proof(message="the other statement", location=Location(path=path, line=other))
    return Observation(message=message, location=Location(path=path, line=line), evidence=(proof,))

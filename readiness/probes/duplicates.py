"""Documents that are copies of each other."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

SHORT = 400


@probe("documentation.duplicate", severity=Severity.NOTE, effort=Effort.MINUTES)
def duplicate(snapshot: Snapshot) -> Iterator[Observation]:
    """A document is a copy of another.

    Why: One of the two will be corrected and the other read.

    How: Markdown documents of more than 400 characters that are equal word for word.

    Fix: Delete one, and link to the other.
    """
    seen: dict[str, str] = {}
    for file in snapshot.of("markdown", roles=(Role.DOCUMENT,)):
        text = " ".join(re.findall(r"\w+", snapshot.text(file.path) or ""))
        if len(text) > SHORT and seen.setdefault(text, file.path) != file.path:
            yield Observation(
                message=f"This is a copy of {seen[text]}",
                location=Location(path=file.path, line=1),
                evidence=(Proof(message="the other", location=Location(path=seen[text])),),
            )

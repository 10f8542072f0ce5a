"""Documents that are copies of each other."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

SHORT = 400
ASSISTANTS = ("AGENTS.md", "CLAUDE.md", "GEMINI.md", "QWEN.md")


@probe("documentation.duplicate", severity=Severity.NOTE, effort=Effort.MINUTES)
def duplicate(snapshot: Snapshot) -> Iterator[Observation]:
    """A document is a copy of another.

    Why: One of the two will be corrected and the other read.

    How: Markdown documents of one directory, of more than 400 characters, that are equal word for
    word. Instructions for assistants, which come under several names, are left out.

    Fix: Delete one, and link to the other.
    """
    seen: dict[tuple[str, str], str] = {}
    for file in snapshot.of("markdown", roles=(Role.DOCUMENT,)):
        text = " ".join(re.findall(r"\w+", snapshot.text(file.path) or ""))
        place = (file.path.rpartition("/")[0], text)
        if len(text) <= SHORT or file.name in ASSISTANTS:
            continue
        if seen.setdefault(place, file.path) != file.path:
            yield Observation(
                message=f"This is a copy of {seen[place]}",
                location=Location(path=file.path, line=1),
                evidence=(Proof(message="the other", location=Location(path=seen[place])),),
            )

"""Numbers of lines that documents state."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes._prose import ends_at, prose
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Snapshot

LINES = re.compile(
    r"`?(?<![\w./-])(?P<path>[\w./-]+\.\w{1,5})`?[^`\n|]{0,40}?\((?P<lines>\d[\d,]*) lines\b"
)


@probe("documentation.wrong-line-count", severity=Severity.NOTE, effort=Effort.MINUTES)
def wrong_line_count(snapshot: Snapshot) -> Iterator[Observation]:
    """A document states a number of lines that a file does not have.

    Why: Whoever judges progress by it is misled.

    How: "path (N lines)" in Markdown documents, where exactly one file of the repository has that
    path at its end, and its lines differ by more than a tenth.

    Fix: Correct the number, or leave it out.
    """
    for path, number, line in prose(snapshot):
        for found in LINES.finditer(line):
            named = _named(snapshot, found["path"])
            stated = int(found["lines"].replace(",", ""))
            text = snapshot.text(named) if named else None
            if text is None or named is None:
                continue
            actual = len(text.splitlines())
            if abs(actual - stated) > max(actual, stated) / 10:
                yield Observation(
                    message=f"{found['path']} has {actual} lines, not {stated}",
                    location=Location(path=path, line=number),
                    evidence=(Proof(message="the file", location=Location(path=named)),),
                )


def _named(snapshot: Snapshot, place: str) -> str | None:
    """The file that the document means; None where more than one could be meant."""
    found = ends_at(snapshot, place)
    return found[0] if found and ("/" in place or len(found) == 1) else None

"""What to do when it is down: whom to call, and how to go back."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, unsuitable
from readiness.probes._sections import says, sections
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Snapshot

ESCALATION = re.compile(
    r"escalat|on[- ]?call|who(m)? to (call|contact)|(incident|emergency|support) contacts?",
    re.IGNORECASE,
)
ROLLBACK = re.compile(r"roll(ing)?[- ]?back|\brevert|back ?out|downgrad", re.IGNORECASE)


@probe("documentation.escalation", severity=Severity.NOTE, effort=Effort.HOURS)
def escalation(snapshot: Snapshot) -> Iterator[Observation]:
    """A document says whom to call in an incident.

    Why: At night nobody finds out from the code who may decide.

    How: For services: a section on escalation, on-call or contacts for incidents, in a document
    that is no plan or review, with twelve words or more. "TBD" and a template's blanks are no
    words.

    Fix: Write down the people or roles, in their order, and how they are reached.
    """
    yield from _answer(snapshot, ESCALATION, "whom to call in an incident")


@probe("documentation.rollback", severity=Severity.NOTE, effort=Effort.HOURS)
def rollback(snapshot: Snapshot) -> Iterator[Observation]:
    """A document says how to go back to the version before.

    Why: When a release fails, the way back is needed at once, and it is the least rehearsed.

    How: For services: a section on rolling back, reverting or downgrading, in a document that is no
    plan or review, with twelve words or more. "TBD" and a template's blanks are no words.

    Fix: Write down the commands, what becomes of the data, and who decides.
    """
    yield from _answer(snapshot, ROLLBACK, "how to go back to the version before")


def _answer(snapshot: Snapshot, pattern: re.Pattern[str], what: str) -> Iterator[Observation]:
    if snapshot.once(service) is None:
        yield unsuitable(f"Nothing has to say {what}: {NO_SERVICE}")
        return
    titled = [each for each in snapshot.once(sections) if pattern.search(each.title)]
    full = [each for each in titled if says(each)]
    if full:
        yield shown(f"This says {what}", Location(path=full[0].path, line=full[0].line))
    elif titled:
        place = Location(path=titled[0].path, line=titled[0].line)
        yield absent(snapshot, f"This should say {what}, and says nothing", place)
    else:
        yield absent(snapshot, f"No document says {what}")

"""The four answers of a rule about operations or documentation, each with its reason."""

from readiness.model import Location, Outcome, Proof
from readiness.probes.probe import Observation
from readiness.repository.snapshot import Snapshot


def shown(message: str, place: Location, *others: Location | None) -> Observation:
    """It is there; ``place`` shows it, and ``others`` what else it takes."""
    proofs = tuple(Proof(message="shows it too", location=each) for each in others if each)
    return Observation(message=message, outcome=Outcome.PASS, location=place, evidence=proofs)


def unsuitable(message: str) -> Observation:
    """The rule has nothing to ask here."""
    return Observation(message=message, outcome=Outcome.NOT_APPLICABLE)


def undecided(message: str, place: Location | None = None) -> Observation:
    """What is there does not tell."""
    return Observation(message=message, outcome=Outcome.UNKNOWN, location=place)


def absent(snapshot: Snapshot, message: str, place: Location | None = None) -> Observation:
    """It is nowhere; unknown where not everything was looked at."""
    if snapshot.complete:
        return Observation(message=message, location=place)
    return undecided(f"{message}; but not every file was looked at", place)

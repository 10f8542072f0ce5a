"""What a probe says where files were left out, so that a path which is not seen may exist."""

from collections.abc import Iterator

from readiness.model import Outcome
from readiness.probes.probe import Observation
from readiness.repository.snapshot import Snapshot


def unknown(snapshot: Snapshot) -> Iterator[Observation]:
    """One observation of unknown outcome, with the limits that were hit."""
    yield Observation(message=" ".join(snapshot.limits), outcome=Outcome.UNKNOWN)

"""How much is looked at: what exceeds it is left out and named, never waited for."""

from dataclasses import dataclass

from readiness.model import ReportLimits

GIGABYTE = 1 << 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """``entries`` of directories walked, report ``files``, bytes of one and of all, and seconds."""

    entries: int = 2_000_000
    files: int = 20_000
    file_bytes: int = 2 * GIGABYTE
    total_bytes: int = 8 * GIGABYTE
    seconds: float = 300.0


def limits(most: ReportLimits) -> Limits:
    """The limits that a policy sets."""
    every = most.megabytes << 20
    return Limits(
        files=most.files,
        file_bytes=min(Limits().file_bytes, every),
        total_bytes=every,
        seconds=most.seconds,
    )

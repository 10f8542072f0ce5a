"""How much is looked at: what exceeds it is left out and named, never waited for."""

from dataclasses import dataclass

GIGABYTE = 1 << 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """``entries`` of directories walked, report ``files``, bytes of one and of all, and seconds."""

    entries: int = 2_000_000
    files: int = 20_000
    file_bytes: int = 2 * GIGABYTE
    total_bytes: int = 8 * GIGABYTE
    seconds: float = 300.0

"""Values as reports write them: times, counts, moments and messages, none of them to be trusted."""

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

LONGEST_TIME = 10 * 365 * 24 * 3600.0
LONGEST_MESSAGE = 2000
LARGEST_COUNT = 10**12
EARLIEST = 2000
"""The first year in which a report can have been written."""

_FRACTION = re.compile(r"(\.\d{6})\d+")
_DIGITS = re.compile(r"\s*\+?(\d{1,13})(?:\.0*)?\s*", re.ASCII)


def seconds(value: Any) -> float | None:
    """A duration in seconds; None for a word, NaN, a negative or an absurd number."""
    try:
        number = float(value)
    except ValueError:
        return seconds(value.replace(",", "")) if isinstance(value, str) and "," in value else None
    except (TypeError, OverflowError):
        return None
    return number if 0 <= number <= LONGEST_TIME else None


def total_seconds(times: Sequence[str | None]) -> float | None:
    """The sum of durations as written; None where one of them is no duration."""
    try:
        numbers = list(map(float, times))  # type: ignore[arg-type]  # None is a TypeError
    except (TypeError, ValueError):
        return None
    total = sum(numbers)
    return total if total <= LONGEST_TIME and min(numbers, default=0.0) >= 0 else None


def count(value: Any) -> int | None:
    """A number of things; None for a word, a negative or an absurd number."""
    if isinstance(value, str):
        found = _DIGITS.fullmatch(value)
        value = int(found[1]) if found else None
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= LARGEST_COUNT else None


def moment(value: Any) -> datetime | None:
    """A point in time from ISO 8601, RFC 2822 or seconds or milliseconds since 1970.

    One without a zone stays without: it is not known to be UTC. None where it is no time, or one
    that stands for none, as 1970 and the year 1 do.
    """
    try:
        found = _moment(value)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    return found if found is not None and found.year >= EARLIEST else None


def message(text: str) -> str:
    """A failure's text, stripped and cut to ``LONGEST_MESSAGE`` characters."""
    text = text.strip()
    return text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 1] + "…"


def _moment(value: Any) -> datetime | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
    if not isinstance(value, str):
        return None
    text = _FRACTION.sub(r"\1", value.strip()[:64])
    return _iso(text) or parsedate_to_datetime(text)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None

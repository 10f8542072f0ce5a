"""Sizes: each rendering stays under its limit by showing fewer entries, never other numbers.

GitHub counts a check's texts in bytes, and a comment in characters or in four bytes for each of
them; bytes of UTF-8 are the strictest of these and are what is counted here.
"""

from collections.abc import Callable, Mapping

COMMENT = 65_536 - 256
CHECK_TEXT = 65_535
JOB_SUMMARY = 1_048_576
SMALLEST = 32


def size(text: str) -> int:
    """The bytes of a text in UTF-8."""
    return len(text.encode())


def most(limit: int) -> int:
    """More entries than this can't fit, each taking at least ``SMALLEST`` bytes."""
    return limit // SMALLEST


def fit(render: Callable[[Mapping[str, int]], str], totals: Mapping[str, int], limit: int) -> str:
    """The rendering with as many entries of each list as there is room for.

    ``totals`` maps the lists to their lengths, the most important list first; ``render`` is given
    how many entries of each to show. Raises ValueError where not even the frame fits.
    """
    kept = {name: min(total, most(limit)) for name, total in totals.items()}
    text = render(kept)
    if size(text) <= limit:
        return text
    shown = dict.fromkeys(totals, 0)
    text = render(shown)
    if size(text) > limit:
        raise ValueError(f"the frame alone takes {size(text)} of {limit} bytes")
    for name, total in kept.items():
        text, shown[name] = _fill(render, shown, name, total, limit, text)
    return text


def _fill(
    render: Callable[[Mapping[str, int]], str],
    shown: Mapping[str, int],
    name: str,
    total: int,
    limit: int,
    text: str,
) -> tuple[str, int]:
    """The largest number of entries of one list that fits, by bisection."""
    fits, too_many = 0, total + 1
    probe = total
    while too_many - fits > 1:
        attempt = render({**shown, name: probe})
        if size(attempt) <= limit:
            fits, text = probe, attempt
        else:
            too_many = probe
        probe = (fits + too_many) // 2
    return text, fits

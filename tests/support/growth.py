"""Whether work grows with what it is given as it should: a ratio, never a number of seconds."""

import time
from collections.abc import Callable

TIMES = 4
GROWTH = 10.0
NOISE = 0.005


def linear(prepare: Callable[[int], Callable[[], object]], size: int, *, tries: int = 5) -> bool:
    """Whether the work for ``TIMES`` the size takes about as many times as long.

    ``prepare`` makes the work for a size, anew for each try; the least processor time of the tries
    counts. What grows with the square takes sixteen times as long.
    """
    short, long = (
        min(_seconds(prepare(each)) for _ in range(tries)) for each in (size, TIMES * size)
    )
    return long < GROWTH * short + NOISE


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin

"""Much text is read by several processes; the answers come in the texts' order."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from readiness.claims.kind import kinds

MUCH = 2_000_000
"""Characters from which the start of processes is worth it."""
_CHUNK = 20

_SELDOM = 200_000
"""New objects between two looks for garbage; nearly all is gone without one."""

Given = TypeVar("Given")
Answer = TypeVar("Answer")


def _collect_seldom() -> None:
    gc.freeze()
    gc.set_threshold(_SELDOM)


def side_by_side(
    read: Callable[[Given], Answer], given: Sequence[Given], characters: int
) -> list[Answer]:
    """``read`` of each, by as many processes as there are processors where it is much.

    Where a process is ended from outside, this one reads everything itself.
    """
    workers = min(os.cpu_count() or 1, len(given) // _CHUNK)
    if characters < MUCH or workers < 2:
        return [read(each) for each in given]
    kinds()
    try:
        forking = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, forking, initializer=_collect_seldom) as pool:
            return list(pool.map(read, given, chunksize=_CHUNK))
    except BrokenProcessPool:
        return [read(each) for each in given]

"""Files read by other processes, in the order given, whatever becomes of a process.

A reader that crashes, hangs or wants all memory ends its process, never the judge's.
"""

import gc
import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from readiness.model import Unreadable
from readiness.reports.read import Content, formats, read
from readiness.reports.reader import Source

BATCH = 2 << 20
GRACE = 2
"""Seconds for what a reader makes of a file that the deadline cut off."""


def read_all(sources: Sequence[Source], deadline: float) -> list[Content | Unreadable]:
    """What each of the files says, or that it was not read by the monotonic ``deadline``."""
    if not sources:
        return []
    formats()
    batches = list(_batches(sources))
    found = _pooled(batches, min(len(batches), os.cpu_count() or 1), deadline)
    return [each for batch in found for each in batch]


def _pooled(
    batches: Sequence[list[Source]], workers: int, deadline: float
) -> list[list[Content | Unreadable]]:
    before = set(multiprocessing.active_children())
    forking = multiprocessing.get_context("fork")
    # What a child's collector never visits stays shared with this process.
    pool = ProcessPoolExecutor(workers, mp_context=forking, initializer=gc.freeze)
    try:
        futures = [pool.submit(_read, batch) for batch in batches]
        return [_result(*each, deadline) for each in zip(batches, futures, strict=True)]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()


def _read(batch: Sequence[Source]) -> list[Content | Unreadable]:
    return [read(each) for each in batch]


def _batches(sources: Sequence[Source]) -> Iterator[list[Source]]:
    batch: list[Source] = []
    size = 0
    for each in sources:
        batch.append(each)
        size += each.size
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _result(
    batch: list[Source], future: "Future[list[Content | Unreadable]]", deadline: float
) -> list[Content | Unreadable]:
    try:
        return future.result(timeout=max(0.0, deadline + GRACE - time.monotonic()))
    except TimeoutError:
        reason = "not read: the seconds for all reports were over"
    except BrokenProcessPool:
        if len(batch) > 1:
            return [each for one in batch for each in _pooled([[one]], 1, deadline)[0]]
        reason = "the process that read it ended; it may need more memory than there is"
    return [Unreadable(path=each.path, reason=reason) for each in batch]

"""Files read by other processes, whatever becomes of these."""

import os
import signal
import time
from pathlib import Path

from readiness.model import TestRun, Unreadable
from readiness.reports.pool import GRACE, read_all
from readiness.reports.reader import Source

PASS = "<testsuite name='s'><testcase name='{}'/></testsuite>"


class Endless(Source):
    """A file whose reader never comes to its end."""

    @property
    def size(self) -> int:
        return 1

    def open(self):
        while True:
            pass


class Fatal(Endless):
    """A file at which the process that reads it dies."""

    def open(self):
        os.kill(os.getpid(), signal.SIGKILL)


def source(directory: Path, name: str) -> Source:
    file = directory / name
    file.write_text(PASS.format(name))
    return Source(path=name, file=file)


def test_a_reader_that_never_ends_is_ended(tmp_path: Path) -> None:
    started = time.monotonic()
    (found,) = read_all([Endless(path="endless", file=tmp_path)], started + 0.1)
    assert time.monotonic() - started < GRACE + 5
    assert isinstance(found, Unreadable)
    assert "the seconds for all reports were over" in found.reason


def test_a_reader_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    sources = [source(tmp_path, "a"), Fatal(path="fatal", file=tmp_path), source(tmp_path, "b")]
    a, fatal, b = read_all(sources, time.monotonic() + 60)
    assert isinstance(a, TestRun)
    assert isinstance(b, TestRun)
    assert isinstance(fatal, Unreadable)
    assert "the process that read it ended" in fatal.reason


def test_nothing_is_read_of_nothing() -> None:
    assert read_all([], time.monotonic()) == []

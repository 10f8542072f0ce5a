"""LCOV tracefile: the ``.info`` text format of geninfo(1), as of LCOV 2.

https://github.com/linux-test-project/lcov/blob/master/man/geninfo.1
"""

import re
from collections.abc import Iterator
from typing import IO

from readiness.model import Coverage
from readiness.reports.measures import HITS, LINES, REMEMBERED, FileMeasures, Measures
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.xmlstream import encoding_of

RECORDS = ("TN", "SF", "VER", "FN", "FNDA", "FNL", "FNA", "FNF", "FNH", "BRDA", "BRF", "BRH", "DA")
END = b"end_of_record"
FILE = re.compile(rb"(?:^|\n)SF:")
CHUNK = 1 << 20
LARGEST_RECORD = 64 << 20


def recognises(sample: Sample) -> bool:
    first = next((line for line in sample.text.lstrip("\ufeff").splitlines() if line.strip()), "")
    return first.partition(":")[0] in RECORDS and "\nSF:" in "\n" + sample.text.lstrip("\ufeff")


def read(source: Source) -> Coverage:
    measures = Measures()
    complete = True
    with source.open() as file:
        if encoding_of(file.read(4)).startswith(("utf-16", "utf-32")):
            raise UnreadableError("LCOV in UTF-16 or UTF-32: write it as UTF-8")
        file.seek(0)
        for record, ended in _records(file):
            complete = ended
            for part in FILE.split(record)[1:]:
                path, _, rest = part.partition(b"\n")
                _file(measures.file(path.decode("utf-8", "replace").strip()), b"\n" + rest)
    return measures.coverage(
        source, "lcov", incomplete="" if complete else "cut off: its last record does not end"
    )


def _records(file: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each record's bytes, and whether it ends as a record must."""
    rest = b""
    while chunk := file.read(CHUNK):
        *whole, rest = (rest + chunk).split(END)
        for record in whole:
            yield record, True
        if len(rest) > LARGEST_RECORD:
            raise UnreadableError(f"one record is larger than {LARGEST_RECORD >> 20} MB")
    if FILE.search(rest):
        yield rest, False


class Executions(dict[bytes, tuple[int, int]]):
    """What follows ``DA:`` → its line and hits, remembered because it comes again and again."""

    def __missing__(self, text: bytes) -> tuple[int, int]:
        line, _, rest = text.partition(b"\n")[0].partition(b",")
        pair = (LINES[line.strip()], HITS[rest.partition(b",")[0].strip()])
        if len(self) < REMEMBERED and len(text) < 32:
            self[text] = pair
        return pair


EXECUTIONS = Executions()


def _file(file: FileMeasures, record: bytes) -> None:
    executed = record.split(b"\nDA:")[1:]
    lines = dict(map(EXECUTIONS.__getitem__, executed))
    if len(lines) == len(executed) and not file.lines:
        file.lines = lines
    else:
        for line, hits in map(EXECUTIONS.__getitem__, executed):
            file.hit(line, hits)
    if b"\nBRDA:" in record:
        _branches(file, record.split(b"\nBRDA:")[1:])


def _branches(file: FileMeasures, records: list[bytes]) -> None:
    taken: dict[bytes, bool] = {}
    for record in records:
        branch, _, count = record.partition(b"\n")[0].strip().rpartition(b",")
        taken[branch] = taken.get(branch, False) or HITS[count] > 0
    totals: dict[int, list[int]] = {}
    for branch, was_taken in taken.items():
        total = totals.setdefault(LINES[branch.partition(b",")[0]], [0, 0])
        total[0] += was_taken
        total[1] += 1
    for line, (covered, every) in totals.items():
        file.branch(line, covered, every)

"""LCOV tracefile: the ``.info`` text format of geninfo(1), as of LCOV 2.

https://github.com/linux-test-project/lcov/blob/master/man/geninfo.1
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import compress
from typing import IO

from readiness.model import Coverage
from readiness.reports.measures import (
    HITS,
    LAST_LINE,
    LINES,
    MOST_HITS,
    FileMeasures,
    Measures,
)
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.xmlstream import encoding_of

RECORDS = ("TN", "SF", "VER", "FN", "FNDA", "FNL", "FNA", "FNF", "FNH", "BRDA", "BRF", "BRH", "DA")
END = b"end_of_record"
FILE = b"\nSF:"
PLAIN = b"0123456789,-:ABDR\r\n"
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
            for part in (b"\n" + record).split(FILE)[1:]:
                path, _, rest = part.partition(b"\n")
                _file(measures.file(path.decode("utf-8", "replace").strip()), b"\n" + rest + b"\n")
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
    if FILE in b"\n" + rest:
        yield rest, False


def _file(file: FileMeasures, record: bytes) -> None:
    rows = _rows(record, b"\nDA:", 2)
    if rows is None:
        for line, hits in map(_execution, record.split(b"\nDA:")[1:]):
            file.hit(line, hits)
    else:
        file.hit_all(*rows)
    if b"\nBRDA:" in record:
        _branches(file, record)


def _rows(record: bytes, name: bytes, width: int) -> list[list[int]] | None:
    """The columns of all records of a name, parsed at once where they stand together.

    None where they do not, or where one holds anything but plain numbers in their bounds: such are
    to be read one by one.
    """
    start = record.find(name)
    if start < 0:
        return [[] for _ in range(width)]
    last = record.rfind(name)
    together = record[start + len(name) : record.find(b"\n", last + 1)]
    if together.translate(None, PLAIN):
        return None
    listed = together.replace(name, b",").replace(b",-", b",0").decode("ascii")
    try:
        numbers = json.loads(f"[{listed}]")
    except ValueError:
        return None
    columns = [numbers[column::width] for column in range(width)]
    if len({len(each) for each in columns}) > 1 or len(columns[0]) != together.count(b":") + 1:
        return None
    bounded = 1 <= min(columns[0]) <= max(columns[0]) <= LAST_LINE
    return columns if bounded and max(columns[-1]) <= MOST_HITS else None


def _execution(text: bytes) -> tuple[int, int]:
    line, _, rest = text.partition(b"\n")[0].partition(b",")
    return LINES[line.strip()], HITS[rest.partition(b",")[0].strip()]


def _branches(file: FileMeasures, record: bytes) -> None:
    """``BRDA:line,block,branch,taken``; a branch that stands twice is taken when it once was."""
    rows = _rows(record, b"\nBRDA:", 4)
    if rows is None or len(set(zip(*rows[:3], strict=True))) < len(rows[0]):
        taken: dict[bytes, bool] = {}
        for text in record.split(b"\nBRDA:")[1:]:
            branch, _, count = text.partition(b"\n")[0].strip().rpartition(b",")
            taken[branch] = taken.get(branch, False) or HITS[count] > 0
        lines = [LINES[branch.partition(b",")[0]] for branch in taken]
        taken_lines = compress(lines, taken.values())
    else:
        lines, taken_lines = rows[0], compress(rows[0], rows[3])
    covered = Counter(taken_lines)
    totals = Counter(lines)
    file.branch_all(list(totals), [(covered.get(line, 0), totals[line]) for line in totals])

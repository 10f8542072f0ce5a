"""Go's cover profile, as ``go test -coverprofile`` writes.

https://pkg.go.dev/golang.org/x/tools/cover

A block ``file:line.column,line.column statements count`` is taken as its lines, without a last
line that holds no more of it than a function's closing brace. Go's own rate is of statements.
"""

import re

from readiness.model import Coverage
from readiness.reports.jsonfile import lines
from readiness.reports.measures import HITS, LINES, Measures
from readiness.reports.reader import Sample, Source

MODE = re.compile(r"\ufeff?\s*mode: (?:set|count|atomic)\s*(?:\n|$)")
BEFORE_CODE = ("1", "2")
BLOCK = re.compile(r"((.+):(\d+)\.\d+,(\d+)\.(\d+)) (\d{1,6}) (\d+)")


def recognises(sample: Sample) -> bool:
    return bool(MODE.match(sample.text))


def read(source: Source) -> Coverage:
    measures = Measures()
    statements: dict[str, tuple[str, int, bool]] = {}
    incomplete = ""
    for number, line in lines(source):
        if block := BLOCK.fullmatch(line):
            _lines(measures, block)
            place, path, every, hits = *block.group(1, 2, 6), HITS[block[7]]
            ran = hits > 0 or (place in statements and statements[place][2])
            statements[place] = (path, int(every), ran)
        elif not MODE.match(line) and not incomplete:
            incomplete = f"line {number} is no block of a cover profile"
    for path, every, ran in statements.values():
        file = measures.file(path)
        file.statements = (file.statements[0] + every * ran, file.statements[1] + every)
    return measures.coverage(source, "go_profile", incomplete=incomplete)


def _lines(measures: Measures, block: re.Match[str]) -> None:
    """A block's lines; the same block stands once for each package that was tested."""
    file = measures.file(block[2])
    start, end = LINES[block[3]], LINES[block[4]]
    if not (start and end):
        file.hit(0, 0)
        return
    if block[5] in BEFORE_CODE and end > start:
        end -= 1
    measures.span(file, start, max(start, end), HITS[block[7]])

"""Go's cover profile, as ``go test -coverprofile`` writes.

https://pkg.go.dev/golang.org/x/tools/cover

A block ``file:line.column,line.column statements count`` is taken as its lines, without a last
line that holds no more of it than a function's closing brace; Go's own rate is of statements.
"""

import re

from readiness.model import Coverage
from readiness.reports.jsonfile import lines
from readiness.reports.measures import HITS, LINES, Measures
from readiness.reports.reader import Sample, Source

MODE = re.compile(r"\ufeff?\s*mode: (?:set|count|atomic)\s*(?:\n|$)")
BEFORE_CODE = ("1", "2")
BLOCK = re.compile(r"(.+):(\d+)\.\d+,(\d+)\.(\d+) \d+ (\d+)")


def recognises(sample: Sample) -> bool:
    return bool(MODE.match(sample.text))


def read(source: Source) -> Coverage:
    measures = Measures()
    incomplete = ""
    for number, line in lines(source):
        block = BLOCK.fullmatch(line)
        if block:
            path, first, last, column, count = block.groups()
            start, end = LINES[first], LINES[last]
            if column in BEFORE_CODE and end > start:
                end -= 1
            if start and end:
                measures.span(measures.file(path), start, max(start, end), HITS[count])
            else:
                measures.file(path).hit(0, 0)
        elif not MODE.match(line) and not incomplete:
            incomplete = f"line {number} is no block of a cover profile"
    return measures.coverage(source, "go_profile", incomplete=incomplete)

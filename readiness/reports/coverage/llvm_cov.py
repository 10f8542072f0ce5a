"""LLVM's JSON export, as ``llvm-cov export`` and cargo-llvm-cov write, version 2.

https://github.com/llvm/llvm-project/blob/main/llvm/tools/llvm-cov/CoverageExporterJson.cpp
"""

from itertools import groupby
from typing import Any, NamedTuple

from readiness.model import Coverage, CoverageTotals
from readiness.reports.jsonfile import load
from readiness.reports.measures import FileMeasures, Measures, hit_count, line_number, summary
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.shapes import mapping, mappings, string

BRANCH_FIELDS = 6


class Segment(NamedTuple):
    """Where a count begins to hold: up to the next segment."""

    line: int
    hits: int
    has_count: bool
    is_entry: bool
    is_gap: bool

    @property
    def begins_region(self) -> bool:
        return self.has_count and self.is_entry and not self.is_gap


def recognises(sample: Sample) -> bool:
    if '"llvm.coverage.json.export"' in sample.text:
        return True
    measured = '"segments"' in sample.text or '"instantiations"' in sample.text
    return sample.keys[:1] == ("data",) and '"files"' in sample.text and measured


def read(source: Source) -> Coverage:
    report = load(source)
    data = report.get("data") if isinstance(report, dict) else None
    if not isinstance(data, list):
        raise UnreadableError('no list "data" in it')
    measures = Measures()
    for export in data:
        for entry in mappings(mapping(export).get("files")):
            _file(measures, measures.file(string(entry.get("filename"))), entry)
    return measures.coverage(source, "llvm_cov")


def _file(measures: Measures, file: FileMeasures, entry: dict[str, Any]) -> None:
    segments = _segments(entry.get("segments"))
    if segments:
        _lines(measures, file, segments)
        _branches(file, entry.get("branches"))
    else:
        file.summary = _summary(entry.get("summary"))


def _segments(values: Any) -> list[Segment]:
    found = map(_segment, values if isinstance(values, list) else ())
    return [each for each in found if each is not None]


def _segment(value: Any) -> Segment | None:
    """``[line, column, count, has count, is region entry, is gap]``; the last is newer."""
    if not isinstance(value, list) or len(value) < 5 or not line_number(value[0]):
        return None
    gap = len(value) > 5 and bool(value[5])
    return Segment(line_number(value[0]), hit_count(value[2]), bool(value[3]), bool(value[4]), gap)


def _lines(measures: Measures, file: FileMeasures, segments: list[Segment]) -> None:
    """LLVM's line counts: the most of the regions that begin on it and of the one around them."""
    around: Segment | None = None
    for line, group in groupby(sorted(segments, key=lambda each: each.line), lambda s: s.line):
        here = list(group)
        if around is not None and around.has_count and line - 1 > around.line:
            measures.span(file, around.line + 1, line - 1, around.hits)
        begun = [each.hits for each in here if each.begins_region]
        skipped = here[0].is_entry and not here[0].has_count
        wrapped = [around.hits] if around is not None and around.has_count else []
        if not skipped and (begun or wrapped):
            file.hit(line, max(begun + wrapped))
        around = here[-1]


def _branches(file: FileMeasures, branches: Any) -> None:
    """``[line, column, end line, end column, true count, false count, …]``."""
    by_line: dict[int, list[bool]] = {}
    for each in branches if isinstance(branches, list) else ():
        if isinstance(each, list) and len(each) >= BRANCH_FIELDS:
            taken = by_line.setdefault(line_number(each[0]), [])
            taken.extend((hit_count(each[4]) > 0, hit_count(each[5]) > 0))
    for line, taken in by_line.items():
        file.branch(line, sum(taken), len(taken))


def _summary(totals: Any) -> CoverageTotals | None:
    lines, branches = (
        mapping(mapping(totals).get("lines")),
        mapping(mapping(totals).get("branches")),
    )
    if not lines:
        return None
    return summary(
        (lines.get("covered"), lines.get("count")),
        (branches.get("covered", 0), branches.get("count", 0)),
    )

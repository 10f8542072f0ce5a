"""Istanbul's coverage map, ``coverage-final.json``, as nyc, c8, Jest and Vitest write.

https://github.com/istanbuljs/istanbuljs/blob/main/packages/istanbul-lib-coverage/lib/file-coverage.js
"""

import re
from typing import Any

from readiness.model import Coverage
from readiness.reports.jsonfile import load
from readiness.reports.measures import FileMeasures, Measures, hit_count, line_number
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.shapes import mapping

FILE = re.compile(r'"statementMap"\s*:\s*\{')
STRING = r'"(?:[^"\\]|\\.)*"'
COUNTS = re.compile(
    rf'\ufeff?\s*\{{\s*{STRING}\s*:\s*\{{\s*"path"\s*:\s*{STRING}\s*,\s*"[sbf]"\s*:\s*\{{'
)


def recognises(sample: Sample) -> bool:
    """Of a large file that Istanbul 0 wrote, the counts fill the beginning."""
    if not sample.keys or sample.is_array:
        return False
    return bool(FILE.search(sample.text) or COUNTS.match(sample.text))


def read(source: Source) -> Coverage:
    report = load(source)
    if not isinstance(report, dict):
        raise UnreadableError("not an object of files")
    measures = Measures()
    for path, entry in report.items():
        entry = mapping(entry)
        entry = mapping(entry.get("data")) or entry
        named = entry.get("path")
        file = measures.file(named if isinstance(named, str) and named else path)
        _statements(file, mapping(entry.get("statementMap")), mapping(entry.get("s")))
        _branches(file, mapping(entry.get("branchMap")), mapping(entry.get("b")))
    return measures.coverage(source, "istanbul")


def _statements(file: FileMeasures, places: dict[str, Any], counts: dict[str, Any]) -> None:
    """A line has the hits of the statement that begins on it, the most of several."""
    executed = sum(hit_count(counts.get(key)) > 0 for key in places)
    file.statements = (executed, len(places))
    for key, place in places.items():
        file.hit(_first_line(place), hit_count(counts.get(key)))


def _branches(file: FileMeasures, places: dict[str, Any], counts: dict[str, Any]) -> None:
    by_line: dict[int, list[bool]] = {}
    for key, place in places.items():
        taken = counts.get(key)
        if isinstance(taken, list):
            place = mapping(place)
            line = _first_line(place.get("loc")) or line_number(place.get("line"))
            by_line.setdefault(line, []).extend(hit_count(each) > 0 for each in taken)
    for line, taken in by_line.items():
        file.branch(line, sum(taken), len(taken))


def _first_line(place: Any) -> int:
    return line_number(mapping(mapping(place).get("start")).get("line"))

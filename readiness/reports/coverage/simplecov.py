"""SimpleCov's result set ``.resultset.json`` and its JSON formatter's ``coverage.json``.

https://github.com/simplecov-ruby/simplecov/blob/main/lib/simplecov/result_merger.rb
https://docs.ruby-lang.org/en/master/Coverage.html
"""

import re
from collections.abc import Iterator
from typing import Any

from readiness.model import Coverage
from readiness.reports.jsonfile import load
from readiness.reports.measures import FileMeasures, Measures, hit_count, line_number
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.values import moment

RESULT = re.compile(
    r'\s*\{\s*"(?!coverage")[^"]*"\s*:\s*\{\s*'
    r'(?:"timestamp"\s*:\s*\d+\s*,\s*)?"coverage"\s*:\s*\{\s*'
    r'(?:\}|"[^"]*"\s*:\s*[\[{])'
)
CONDITION = re.compile(r"\[:?\"?\w+\"?, \d+, (\d{1,8}), ")


def recognises(sample: Sample) -> bool:
    return bool(RESULT.match(sample.text.lstrip("\ufeff"))) or '"simplecov_version"' in sample.text


def read(source: Source) -> Coverage:
    report = load(source)
    measures = Measures()
    stamps = []
    for result in _results(report):
        stamps.append(result.get("timestamp"))
        for path, entry in result["coverage"].items():
            _file(measures.file(path), entry)
    if not stamps:
        raise UnreadableError('no result with its "coverage" in it')
    return measures.coverage(source, "simplecov", timestamp=moment(stamps[0]))


def _results(report: Any) -> Iterator[dict[str, Any]]:
    """Each command's result; the JSON formatter writes one, without a command's name."""
    candidates = [report, *report.values()] if isinstance(report, dict) else []
    for each in candidates:
        if isinstance(each, dict) and isinstance(each.get("coverage"), dict):
            yield each


def _file(file: FileMeasures, entry: Any) -> None:
    """The hits by line: null where a line is not relevant, "ignored" where it is excluded."""
    hits = entry.get("lines") if isinstance(entry, dict) else entry
    for number, count in enumerate(hits if isinstance(hits, list) else (), start=1):
        if isinstance(count, int | float):
            file.hit(line_number(number), hit_count(count))
    if isinstance(entry, dict):
        _branches(file, entry.get("branches"))


def _branches(file: FileMeasures, branches: Any) -> None:
    by_line: dict[int, list[bool]] = {}
    if isinstance(branches, dict):
        for condition, arms in branches.items():
            place = CONDITION.match(condition)
            if place and isinstance(arms, dict):
                taken = by_line.setdefault(line_number(int(place[1])), [])
                taken.extend(hit_count(count) > 0 for count in arms.values())
    elif isinstance(branches, list):
        for arm in branches:
            if isinstance(arm, dict):
                line = line_number(arm.get("report_line"))
                by_line.setdefault(line, []).append(hit_count(arm.get("coverage")) > 0)
    for line, taken in by_line.items():
        file.branch(line, sum(taken), len(taken))

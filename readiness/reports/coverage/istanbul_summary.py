"""Istanbul's ``coverage-summary.json``, its json-summary report: totals of files without lines.

https://github.com/istanbuljs/istanbuljs/blob/main/packages/istanbul-reports/lib/json-summary/index.js
"""

import re
from typing import Any

from readiness.model import Coverage, CoverageTotals
from readiness.reports.jsonfile import load
from readiness.reports.measures import Measures, summary
from readiness.reports.reader import Sample, Source, UnreadableError

ENTRY = re.compile(r'^\s*\{\s*"[^"]+"\s*:\s*\{\s*"lines"\s*:\s*\{\s*"total"\s*:')


def recognises(sample: Sample) -> bool:
    return bool(ENTRY.match(sample.text.lstrip("\ufeff")))


def read(source: Source) -> Coverage:
    report = load(source)
    if not isinstance(report, dict):
        raise UnreadableError("not an object of files")
    measures = Measures()
    for path, entry in report.items():
        if path != "total":
            measures.file(path).summary = _totals(path, entry)
    if "total" in report and len(report) == 1:
        raise UnreadableError(
            "it names no file, only totals: let the tests write `coverage-final.json` or LCOV"
        )
    return measures.coverage(source, "istanbul_summary")


def _totals(path: str, entry: Any) -> CoverageTotals:
    try:
        return summary(
            (entry["lines"]["covered"], entry["lines"]["total"]),
            (entry["branches"]["covered"], entry["branches"]["total"]),
            (entry["statements"]["covered"], entry["statements"]["total"]),
        )
    except (KeyError, TypeError, IndexError):
        raise UnreadableError(
            f"no totals of lines, branches and statements for {path[:200]}"
        ) from None

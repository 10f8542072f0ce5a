"""coverage.py's JSON report, as written by ``coverage json``, formats 2 and 3.

https://coverage.readthedocs.io/en/latest/commands/cmd_json.html
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from readiness.model import Coverage
from readiness.reports.jsonfile import load
from readiness.reports.measures import FileMeasures, Measures, line_number
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.shapes import mapping
from readiness.reports.values import moment


def recognises(sample: Sample) -> bool:
    return "files" in sample.keys and '"executed_lines"' in sample.text


def read(source: Source) -> Coverage:
    report = load(source)
    files = mapping(report).get("files")
    if not isinstance(files, dict):
        raise UnreadableError('no object "files" in it')
    measures = Measures()
    for path, entry in files.items():
        _file(measures.file(path), mapping(entry))
    stamp = moment(mapping(report.get("meta")).get("timestamp"))
    return measures.coverage(source, "coverage_json", timestamp=stamp)


def _file(file: FileMeasures, entry: dict[str, Any]) -> None:
    for line in _list(entry.get("missing_lines")):
        file.hit(line_number(line), 0)
    for line in _list(entry.get("executed_lines")):
        file.hit(line_number(line), 1)
    taken = _starts(entry.get("executed_branches"))
    missed = _starts(entry.get("missing_branches"))
    for line in taken.keys() | missed.keys():
        file.branch(line, taken[line], taken[line] + missed[line])


def _starts(arcs: Any) -> Counter[int]:
    """How many branches leave each line; an arc is [from, to]."""
    return Counter(line_number(arc[0]) for arc in _list(arcs) if isinstance(arc, list) and arc)


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()

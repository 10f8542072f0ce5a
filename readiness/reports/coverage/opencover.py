"""OpenCover XML, as OpenCover, Coverlet and AltCover write for .NET.

https://github.com/OpenCover/opencover/wiki/Reports
"""

from collections import defaultdict

from readiness.model import Coverage
from readiness.reports.measures import HITS, LINES, Measures
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.xmlstream import Element, events, local

HIDDEN = 0xFEEFEE


def recognises(sample: Sample) -> bool:
    return sample.root == "CoverageSession"


def read(source: Source) -> Coverage:
    measures = Measures()
    files: dict[str, str] = {}
    incomplete = ""
    try:
        for event, element in events(source, "Module", "File", "Method"):
            name = local(element)
            if event == "start" and name == "Module":
                files = {}
            elif event == "start" and name == "File":
                files[element.get("uid", "")] = element.get("fullPath", "")
            elif event == "end" and name == "Method":
                _method(measures, files, element)
    except UnreadableError as error:
        incomplete = str(error)
    return measures.coverage(source, "opencover", incomplete=incomplete)


def _method(measures: Measures, files: dict[str, str], method: Element) -> None:
    """A method's sequence points, from their first to their last line, and its branch points."""
    reference = method.find("{*}FileRef")
    own = "" if reference is None else reference.get("uid", "")
    for point in method.iterfind("{*}SequencePoints/{*}SequencePoint"):
        first, last = point.get("sl", ""), point.get("el", "")
        if first == str(HIDDEN):
            continue
        file = measures.file(files.get(point.get("fileid") or own, ""))
        start, end = LINES[first], LINES[last]
        measures.span(file, start, max(start, end) if start else 0, HITS[point.get("vc", "")])
    branches: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for point in method.iterfind("{*}BranchPoints/{*}BranchPoint"):
        line = LINES[point.get("sl", "")]
        if line:
            branches[point.get("fileid") or own, line].append(HITS[point.get("vc", "")] > 0)
    for (uid, line), taken in branches.items():
        measures.file(files.get(uid, "")).branch(line, sum(taken), len(taken))

"""Cobertura XML, DTD coverage-04, which coverage.py, gcovr, Coverlet, PHPUnit and others write.

https://github.com/cobertura/cobertura/blob/master/cobertura/src/site/htdocs/xml/coverage-04.dtd
"""

import re

from readiness.model import Coverage
from readiness.reports.measures import HITS, LINES, FileMeasures, Measures
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.values import count, moment
from readiness.reports.xmlstream import Element, events, local, text

TAKEN = re.compile(r"\((\d{1,9})/(\d{1,9})\)")


def recognises(sample: Sample) -> bool:
    if sample.root != "coverage" or sample.attributes.get("clover"):
        return False
    return "line-rate" in sample.attributes or sample.child in ("sources", "packages")


def read(source: Source) -> Coverage:
    measures = Measures()
    roots: list[str] = []
    timestamp = None
    incomplete = ""
    try:
        for event, element in events(source, "coverage", "source", "class"):
            name = local(element)
            if event == "start":
                if name == "coverage" and element.getparent() is None:
                    timestamp = moment(count(stamp := element.get("timestamp")) or stamp)
            elif name == "class":
                _class(measures.file(element.get("filename", "")), element)
            elif name == "source":
                roots.append(text(element))
    except UnreadableError as error:
        incomplete = str(error)
    return measures.coverage(
        source, "cobertura", roots=roots, timestamp=timestamp, incomplete=incomplete
    )


def _class(file: FileMeasures, element: Element) -> None:
    """A class's own lines; those of its methods, mostly a part of them, where it has none."""
    lines, line_numbers, hit_counts = file.lines, LINES, HITS
    own = element.find("{*}lines/{*}line") is not None
    for line in element.iterfind("{*}lines/{*}line") if own else element.iter("{*}line"):
        number = line_numbers[line.get("number", "")]
        hits = hit_counts[line.get("hits", "")]
        if lines.get(number, -1) < hits:
            lines[number] = hits
        if line.get("branch") in ("true", "True"):
            taken = TAKEN.search(line.get("condition-coverage", ""))
            if taken:
                file.branch(number, int(taken[1]), int(taken[2]))

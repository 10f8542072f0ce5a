"""SonarQube's generic test coverage XML, version 1.

https://docs.sonarsource.com/sonarqube-server/latest/analyzing-source-code/test-coverage/generic-test-data/
"""

from readiness.model import Coverage
from readiness.reports.measures import HITS, LINES, FileMeasures, Measures
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.xmlstream import Element, events


def recognises(sample: Sample) -> bool:
    if sample.root != "coverage" or sample.child not in ("file", ""):
        return False
    return sample.attributes.get("version") == "1" and "line-rate" not in sample.attributes


def read(source: Source) -> Coverage:
    measures = Measures()
    incomplete = ""
    try:
        for event, element in events(source, "file"):
            if event == "end":
                _lines(measures.file(element.get("path", "")), element)
    except UnreadableError as error:
        incomplete = str(error)
    return measures.coverage(source, "sonarqube", incomplete=incomplete)


def _lines(file: FileMeasures, element: Element) -> None:
    for line in element.iterchildren("{*}lineToCover"):
        number = LINES[line.get("lineNumber", "")]
        file.hit(number, int(line.get("covered", "").strip() in ("true", "1")))
        file.branch(
            number, HITS[line.get("coveredBranches", "")], HITS[line.get("branchesToCover", "")]
        )

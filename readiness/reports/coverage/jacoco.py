"""JaCoCo XML, DTD "JACOCO Report 1.1", as JaCoCo and Kover write.

https://www.jacoco.org/jacoco/trunk/coverage/report.dtd
"""

from readiness.model import Coverage, CoverageTotals
from readiness.reports.measures import HITS, LINES, TAKEN, FileMeasures, Measures, summary
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.values import count, moment
from readiness.reports.xmlstream import Element, events, local


def recognises(sample: Sample) -> bool:
    if sample.root != "report":
        return False
    return "-//JACOCO//DTD" in sample.text or sample.child in ("sessioninfo", "group", "package")


def read(source: Source) -> Coverage:
    measures = Measures()
    dumped = ""
    incomplete = ""
    try:
        for event, element in events(source, "sessioninfo", "class", "sourcefile"):
            name = local(element)
            if event == "end" and name == "sourcefile":
                _lines(measures.file(_path(element)), element)
            elif event == "start" and name == "sessioninfo":
                dumped = element.get("dump", "")
    except UnreadableError as error:
        incomplete = str(error)
    return measures.coverage(
        source, "jacoco", timestamp=moment(count(dumped)), incomplete=incomplete
    )


def _path(element: Element) -> str:
    """The groups' names (often the modules' directories), the package and the file's name."""
    names = [element.get("name", "")]
    names += [each.get("name", "") for each in element.iterancestors("{*}package", "{*}group")]
    return "/".join(name for name in reversed(names) if name)


def _lines(file: FileMeasures, element: Element) -> None:
    """A line is covered when an instruction of it was; JaCoCo does not count how often.

    gcovr leaves the instructions out: then only the counter of lines says how many were covered.
    """
    measured = [line for line in element if line.get("ci") is not None]
    numbers = [LINES[line.get("nr", "")] for line in measured]
    file.hit_all(numbers, [1 if HITS[line.get("ci", "")] else 0 for line in measured])
    file.branch_all(numbers, [TAKEN[line.get("cb", "0"), line.get("mb", "0")] for line in measured])
    if not measured:
        file.summary = _counted(element)


def _counted(element: Element) -> CoverageTotals:
    """The totals in a source file's own counters."""
    found = {"LINE": (0, 0), "BRANCH": (0, 0)}
    for counter in element.iterchildren("{*}counter"):
        covered, missed = HITS[counter.get("covered", "")], HITS[counter.get("missed", "")]
        found[counter.get("type", "")] = (covered, covered + missed)
    return summary(found["LINE"], found["BRANCH"])

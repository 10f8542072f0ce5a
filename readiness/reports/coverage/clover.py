"""Clover XML, as OpenClover, PHPUnit and Istanbul write.

https://bitbucket.org/openclover/clover/src/master/clover-core/etc/schema/clover.xsd
"""

from readiness.model import Coverage
from readiness.reports.measures import HITS, LINES, FileMeasures, Measures
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.values import count, moment
from readiness.reports.xmlstream import Element, events, local


def recognises(sample: Sample) -> bool:
    if sample.root != "coverage":
        return False
    return "clover" in sample.attributes or sample.child in ("project", "testproject")


def read(source: Source) -> Coverage:
    measures = Measures()
    stamp = None
    incomplete = ""
    try:
        for event, element in events(source, "coverage", "file"):
            if event == "start" and local(element) == "coverage":
                stamp = moment(count(element.get("generated")))
            elif event == "end" and local(element) == "file" and not _is_test(element):
                path = element.get("path") or element.get("name") or ""
                _lines(measures.file(path), element)
    except UnreadableError as error:
        incomplete = str(error)
    return measures.coverage(source, "clover", timestamp=stamp, incomplete=incomplete)


def _is_test(element: Element) -> bool:
    """OpenClover lists the tests' own code apart, and counts it in no total."""
    return next(element.iterancestors("{*}testproject"), None) is not None


def _lines(file: FileMeasures, element: Element) -> None:
    """OpenClover counts how often a condition was true and false, and has no ``count`` for it.

    Istanbul has one, and writes the branches that were taken and those that were not instead.
    """
    for line in element.iter("{*}line"):
        number = LINES[line.get("num", "")]
        hits = HITS[line.get("count", "")]
        if line.get("type") == "cond":
            when_true = HITS[line.get("truecount", "")]
            when_false = HITS[line.get("falsecount", "")]
            if line.get("count") is None:
                hits = when_true + when_false
                file.branch(number, (when_true > 0) + (when_false > 0), 2)
            else:
                file.branch(number, when_true, when_true + when_false)
        file.hit(number, hits)

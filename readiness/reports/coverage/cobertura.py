"""Cobertura XML, DTD coverage-04, which coverage.py, gcovr, Coverlet, PHPUnit and others write.

https://github.com/cobertura/cobertura/blob/master/cobertura/src/site/htdocs/xml/coverage-04.dtd
"""

import re
from collections.abc import Iterable

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
    """A class's own lines, and of its methods what was hit of them: some tools sum that up wrongly.

    Where a class has no lines its methods' are all there are; else theirs are not counted besides,
    as a function's first line may be no statement.
    """
    own = next(element.iterchildren("{*}lines"), None)
    if own is None or not len(own):
        _lines(file, element.iter("{*}line"))
        return
    methods = element.iterfind("{*}methods/{*}method/{*}lines/{*}line")
    _lines(file, own.iterchildren("{*}line"), besides=methods)


def _lines(
    file: FileMeasures, lines: Iterable[Element], *, besides: Iterable[Element] = ()
) -> None:
    elements = list(lines)
    numbers, hits = _hits(elements)
    if 0 in hits:
        others = {number: count for number, count in zip(*_hits(besides), strict=True) if count}
        hits = [count or others.get(number, 0) for number, count in zip(numbers, hits, strict=True)]
    file.hit_all(numbers, hits)
    for number, element in zip(numbers, elements, strict=True):
        conditions = element.get("condition-coverage")
        if conditions and (taken := TAKEN.search(conditions)):
            file.branch(number, int(taken[1]), int(taken[2]))


def _hits(lines: Iterable[Element]) -> tuple[list[int], list[int]]:
    elements = list(lines)
    numbers = [LINES[each.get("number", "")] for each in elements]
    return numbers, [HITS[each.get("hits", "")] for each in elements]

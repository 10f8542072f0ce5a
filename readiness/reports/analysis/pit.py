"""PIT's mutations.xml, the mutation report of pitest for Java and Kotlin.

https://github.com/hcoles/pitest/blob/master/pitest-entry/src/main/java/org/pitest/mutationtest/report/xml/XMLReportListener.java
"""

from readiness.model import Analysis, AnalysisResult, Location
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.shapes import line_number
from readiness.reports.values import count, message
from readiness.reports.xmlstream import Element, events, local, text

DETECTED = frozenset({"KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR"})
SURVIVED = frozenset({"SURVIVED", "NO_COVERAGE"})


def recognises(sample: Sample) -> bool:
    return sample.root == "mutations" and sample.child in ("mutation", "")


def read(source: Source) -> Analysis:
    killed = every = 0
    survivors: list[AnalysisResult] = []
    complete = True
    try:
        for event, mutation in events(source, "mutation"):
            status = mutation.get("status", "")
            if event == "start" or status not in DETECTED | SURVIVED:
                continue
            every += 1
            killed += status in DETECTED
            if status in SURVIVED:
                survivors.append(_survivor(mutation, status))
    except UnreadableError:
        if not every:
            raise
        complete = False
    return Analysis(
        source=source.path,
        format="pit",
        tool="PIT",
        results=tuple(survivors),
        mutants=(killed, every),
        complete=complete,
    )


def _survivor(mutation: Element, status: str) -> AnalysisResult:
    said = {local(child): text(child) for child in mutation.iterchildren("{*}*")}
    package = said.get("mutatedClass", "").rpartition(".")[0].replace(".", "/")
    name = said.get("sourceFile", "")
    line = line_number(count(said.get("lineNumber")))
    path = f"{package}/{name}" if package else name
    return AnalysisResult(
        rule=said.get("mutator", "").rpartition(".")[2],
        level="warning",
        message=message(f"{status.lower().replace('_', ' ')}: {said.get('description', '')}"),
        location=Location(path=path, line=line) if name else None,
    )

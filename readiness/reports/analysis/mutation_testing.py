"""The mutation testing report schema, as the Strykers, Infection, mutmut and others write.

https://github.com/stryker-mutator/mutation-testing-elements/blob/master/packages/report-schema/src/mutation-testing-report-schema.json
"""

from typing import Any

from readiness.model import Analysis, AnalysisResult, Location
from readiness.reports.jsonfile import load
from readiness.reports.paths import normal
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.shapes import line_number, mapping, mappings, string
from readiness.reports.values import message

DETECTED = frozenset({"Killed", "Timeout"})
SURVIVED = frozenset({"Survived", "NoCoverage"})


def recognises(sample: Sample) -> bool:
    return "schemaVersion" in sample.keys and (
        "thresholds" in sample.keys or '"mutants"' in sample.text
    )


def read(source: Source) -> Analysis:
    report = mapping(load(source))
    files = report.get("files")
    if not isinstance(files, dict):
        raise UnreadableError('no object "files" in it')
    mutants = [
        (path, mutant)
        for path, file in files.items()
        for mutant in mappings(mapping(file).get("mutants"))
    ]
    states = [string(mutant.get("status")) for _, mutant in mutants]
    killed = sum(state in DETECTED for state in states)
    survived = sum(state in SURVIVED for state in states)
    framework = mapping(report.get("framework"))
    return Analysis(
        source=source.path,
        format="mutation_testing",
        tool=string(framework.get("name")) or "mutation testing",
        results=tuple(
            _survivor(path, mutant)
            for (path, mutant), state in zip(mutants, states, strict=True)
            if state in SURVIVED
        ),
        mutants=(killed, killed + survived),
        complete="Pending" not in states,
    )


def _survivor(path: str, mutant: dict[str, Any]) -> AnalysisResult:
    place = mapping(mutant.get("location"))
    status = "survived" if mutant.get("status") == "Survived" else "no coverage"
    said = string(mutant.get("description")) or string(mutant.get("replacement"))
    return AnalysisResult(
        rule=string(mutant.get("mutatorName")),
        level="warning",
        message=message(f"{status}: {said}"),
        location=Location(
            path=normal(path),
            line=line_number(mapping(place.get("start")).get("line")),
            end_line=line_number(mapping(place.get("end")).get("line")),
        ),
    )

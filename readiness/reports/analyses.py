"""Where the results of another analyser stand in the repository."""

from collections.abc import Collection
from dataclasses import replace

from readiness.model import Analysis, AnalysisResult
from readiness.reports.paths import mapped, normal


def located(analysis: Analysis, files: Collection[str]) -> Analysis:
    """The analysis with its paths mapped onto the repository's ``files``.

    A result whose path is none of them keeps its text and loses its location. Without any ``files``
    to map onto every path stays as it is written.
    """
    named = {each.location.path for each in analysis.results if each.location}
    known = mapped(named, files) if files else {path: normal(path) for path in named}
    return replace(analysis, results=tuple(_moved(each, known) for each in analysis.results))


def _moved(result: AnalysisResult, known: dict[str, str]) -> AnalysisResult:
    if result.location is None:
        return result
    path = known.get(result.location.path)
    return replace(result, location=replace(result.location, path=path) if path else None)

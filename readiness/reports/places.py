"""Where the cases of a test report stand in the repository."""

from collections.abc import Collection
from dataclasses import replace

from readiness.model import Location, Suite, TestCase, TestRun
from readiness.reports.paths import beside, mapped, normal


def placed(run: TestRun, files: Collection[str]) -> TestRun:
    """The run with the paths of its suites and cases mapped onto the repository's ``files``.

    A path that is none of them is left out, so that nobody is sent to a file that is not there.
    Without any ``files`` to map onto every path stays as it is written.
    """
    named = {case.location.path for case in run.cases if case.location}
    named |= {suite.path for suite in run.suites if suite.path}
    if not named:
        return run
    if files:
        known = mapped(named, files, beside(named, files, (run.source,)))
    else:
        known = {path: normal(path) for path in named}
    return replace(
        run,
        suites=tuple(_settled(each, known) for each in run.suites),
        cases=tuple(_moved(each, known) for each in run.cases),
    )


def _settled(suite: Suite, known: dict[str, str]) -> Suite:
    path = known.get(suite.path or "")
    return suite if suite.path == path else replace(suite, path=path)


def _moved(case: TestCase, known: dict[str, str]) -> TestCase:
    if case.location is None or known.get(case.location.path) == case.location.path:
        return case
    path = known.get(case.location.path)
    location = Location(path=path, line=case.location.line) if path else None
    return replace(case, location=location)

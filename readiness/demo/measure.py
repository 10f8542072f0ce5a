"""Runs the demo project's own tests and writes their reports, as a CI's earlier step does.

Started as a program of its own: ``python -m readiness.demo.measure DIRECTORY``.
"""

import sys
import time
import unittest
from pathlib import Path
from types import TracebackType

import coverage
import junitparser

REPORTS = "reports"

Ending = junitparser.Failure | junitparser.Error | junitparser.Skipped
Raised = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class _Recorder(unittest.TestResult):
    """Keeps a JUnit test case for each test that ran."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[junitparser.TestCase] = []
        self._began = 0.0

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self._began = time.perf_counter()
        classname, _, name = test.id().rpartition(".")
        self.cases.append(junitparser.TestCase(name, classname))

    def stopTest(self, test: unittest.TestCase) -> None:
        super().stopTest(test)
        self.cases[-1].time = time.perf_counter() - self._began

    def addFailure(self, test: unittest.TestCase, err: Raised) -> None:
        super().addFailure(test, err)
        self._close(junitparser.Failure(str(err[1]), _name(err)), self.failures[-1][1])

    def addError(self, test: unittest.TestCase, err: Raised) -> None:
        super().addError(test, err)
        self._close(junitparser.Error(str(err[1]), _name(err)), self.errors[-1][1])

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        super().addSkip(test, reason)
        self._close(junitparser.Skipped(reason), reason)

    def _close(self, result: Ending, text: str) -> None:
        result.text = text
        self.cases[-1].result = [result]


def _name(raised: Raised) -> str:
    return raised[0].__name__ if raised[0] else ""


def measure(project: Path) -> None:
    """Run the tests of ``project`` and write JUnit XML and coverage data into its ``reports``."""
    reports = project / REPORTS
    reports.mkdir(exist_ok=True)
    measured = coverage.Coverage(
        data_file=str(reports / ".coverage"), source=[str(project / "src")], config_file=False
    )
    recorder = _Recorder()
    sys.path[:0] = [str(project / "src"), str(project / "tests")]
    with measured.collect():
        unittest.defaultTestLoader.discover(str(project / "tests")).run(recorder)
    measured.save()
    measured.json_report(outfile=str(reports / "coverage.json"))
    suite = junitparser.TestSuite("parcel")
    suite.add_testcases(recorder.cases)
    xml = junitparser.JUnitXml()
    xml.add_testsuite(suite)
    xml.write(str(reports / "junit.xml"))


if __name__ == "__main__":
    measure(Path(sys.argv[1]))

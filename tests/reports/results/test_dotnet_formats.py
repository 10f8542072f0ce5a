"""NUnit 2 and 3, xUnit.net and TRX."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.results import SAMPLES, case, numbers, outcomes, sample, written

from readiness.model import Counts, Location, Unreadable
from readiness.reports.read import read
from readiness.reports.reader import Source


def test_what_nunit2_wrote() -> None:
    run = sample("nunit2/nunit.xml")
    assert numbers(run) == (2, 3, 1, 3, 0)
    assert run.declared == run.counts
    assert case(run, "NeverRuns").message == "TestFixtureSetUp failed in LockedTest"


def test_nunit2() -> None:
    run = sample("nunit2/by-hand.xml")
    assert numbers(run) == (2, 1, 1, 3, 0)
    assert run.declared == run.counts
    assert run.timestamp == datetime(2014, 5, 1, 12, 30)
    (suite,) = run.suites
    assert (suite.name, suite.classname) == ("Shop.Tests.dll", "Shop.CellarTests")
    assert suite.time == pytest.approx(0.101)
    assert case(run, "Throws").location == Location(path=r"C:\build\src\CellarTests.cs", line=23)
    assert case(run, "LeftOut").message == "not here"


def test_nunit2_keeps_parameters_with_dots_in_the_name(tmp_path: Path) -> None:
    xml = '<test-results><test-case name="A.B.C(&quot;x.y&quot;)" executed="False"/></test-results>'
    (found,) = written(tmp_path, xml).cases
    assert (found.classname, found.name) == ("A.B", 'C("x.y")')


def test_nunit2_total_that_includes_what_was_not_run(tmp_path: Path) -> None:
    xml = (
        '<test-results total="2" failures="0" not-run="1">'
        '<test-case name="a" executed="True" success="True"/>'
        '<test-case name="b" executed="False"/></test-results>'
    )
    assert written(tmp_path, xml).declared == Counts(passed=1, skipped=1)


def test_nunit3() -> None:
    run = sample("nunit3/by-hand.xml")
    assert numbers(run) == (2, 1, 2, 2, 0)
    assert run.declared == run.counts
    assert run.timestamp == datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    assert outcomes(run) == {
        "Refuses": "failed",
        "Throws": "errored",
        "Unclear": "skipped",
        "LeftOut": "skipped",
        "OneTimeTearDown": "errored",
    }
    assert case(run, "Refuses").location == Location(path="/build/src/CellarTests.cs", line=17)


def test_nunit3_assembly_that_does_not_load_is_an_error() -> None:
    run = sample("nunit3/by-hand-not-loaded.xml")
    assert numbers(run) == (0, 0, 1, 0, 0)
    assert "File not found" in run.cases[0].message


def test_xunit() -> None:
    run = sample("xunit/by-hand-v3.xml")
    assert numbers(run) == (2, 1, 1, 2, 0)
    assert run.declared == run.counts
    assert run.timestamp == datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    assert outcomes(run)["OnDemand"] == "skipped"
    assert case(run, "Refuses").location == Location(path="/build/src/CellarTests.cs", line=16)
    assert case(run, "LeftOut").message == "not here"
    assert run.suites[1].time == pytest.approx(0.06)


def test_equal_names_are_different_cases_where_the_format_knows_no_retries(tmp_path: Path) -> None:
    test = "<test name='A.B(x: ...)' type='A' method='B' result='{}'/>"
    inner = test.format("Fail") + test.format("Pass")
    run = written(
        tmp_path, f"<assemblies><assembly><collection>{inner}</collection></assembly></assemblies>"
    )
    assert numbers(run) == (1, 1, 0, 0, 0)
    assert run.duplicates == 1


def test_trx_counts_the_rows_of_data_driven_tests() -> None:
    run = sample("trx/by-hand-data-driven.trx")
    assert numbers(run) == (1, 1, 2, 1, 0)
    assert outcomes(run) == {
        "Sells (pear)": "failed",
        "Hangs": "errored",
        "Unclear": "skipped",
        "HasNoOutcome": "errored",
    }
    found = case(run, "Sells (pear)")
    assert (found.suite, found.classname) == ("shop.tests.dll", "Shop.CellarTests")
    assert case(run, "Hangs").time == pytest.approx(86401.5)
    assert run.complete


def test_trx_of_an_aborted_run_is_not_complete(tmp_path: Path) -> None:
    xml = (
        "<TestRun><Results><UnitTestResult testName='a.b' outcome='Passed'/></Results>"
        "<ResultSummary outcome='Aborted'><RunInfos><RunInfo><Text>host crashed</Text></RunInfo>"
        "</RunInfos></ResultSummary></TestRun>"
    )
    run = written(tmp_path, xml)
    assert numbers(run) == (1, 0, 0, 0, 0)
    assert not run.complete
    assert "host crashed" in run.incomplete_reason


@pytest.mark.parametrize("first", ["FailedTests", "SuccessfulTests", "Statistics"])
def test_a_run_of_another_tool_is_no_trx(tmp_path: Path, first: str) -> None:
    file = tmp_path / "cppunit.xml"
    file.write_text(f"<TestRun><{first}/></TestRun>")
    found = read(Source(path="cppunit.xml", file=file))
    assert isinstance(found, Unreadable)
    assert not found.recognised


@pytest.mark.parametrize(
    "path",
    [
        "nunit2/by-hand.xml",
        "nunit3/by-hand.xml",
        "xunit/by-hand-v3.xml",
        "trx/by-hand-data-driven.trx",
        "robot/output.xml",
    ],
)
def test_a_cut_off_file_keeps_what_was_read(tmp_path: Path, path: str) -> None:
    whole = (SAMPLES / path).read_bytes()
    run = written(tmp_path, whole[: len(whole) * 3 // 4])
    assert run.counts.total > 0
    assert not run.complete
    assert "not well-formed XML" in run.incomplete_reason

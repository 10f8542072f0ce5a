"""JUnit XML of every dialect."""

import csv
from pathlib import Path

import pytest

from readiness.model import CaseOutcome, Counts, Location, TestRun
from readiness.reports.case_checks import disagreement
from readiness.reports.read import read
from readiness.reports.reader import Source

SHARED = Path(__file__).parents[2].parent / "shared"


def run(tmp_path: Path, xml: str) -> TestRun:
    file = tmp_path / "junit.xml"
    file.write_text(xml)
    found = read(Source(path="junit.xml", file=file))
    assert isinstance(found, TestRun), found
    return found


def outcomes(tmp_path: Path, inner: str) -> list[str]:
    found = run(tmp_path, f"<testsuite name='s'>{inner}</testsuite>")
    return [case.outcome.value for case in found.cases]


def corpus() -> list[dict[str, str]]:
    table = SHARED / "corpus" / "tests.csv"
    if not table.exists():
        return []
    with table.open() as file:
        return [row for row in csv.DictReader(file) if row["format"] == "junit"]


@pytest.mark.skipif(not corpus(), reason="../shared is absent")
@pytest.mark.parametrize("row", corpus(), ids=lambda row: row["file"])
def test_the_corpus(row: dict[str, str]) -> None:
    found = read(Source(path=row["file"], file=SHARED / "corpus" / row["file"]))
    if row["readable"] == "unreadable":
        assert not isinstance(found, TestRun) or not found.complete
        return
    assert isinstance(found, TestRun)
    assert found.complete
    numbers = {key: int(row[key]) for key in ("passed", "failed", "errored", "skipped")}
    assert found.counts == Counts(**numbers)


@pytest.mark.skipif(not (SHARED / "labels").exists(), reason="../shared is absent")
@pytest.mark.parametrize(
    ("part", "counts"),
    [
        ("unit", Counts(passed=82, failed=30)),
        ("integration", Counts(passed=4, failed=20, errored=14)),
    ],
)
def test_the_labelled_repository(part: str, counts: Counts) -> None:
    (file,) = (SHARED / "labels" / "artifacts").glob(f"*junit-{part}-*")
    found = read(Source(path=file.name, file=file))
    assert isinstance(found, TestRun)
    assert found.counts == found.declared == counts


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<testcase name='a'/>", []),
        ("<testcase name='a'><system-out>x</system-out></testcase>", []),
        ("<testcase name='a'><properties><property name='p'/></properties></testcase>", []),
        ("<testcase name='a'><failure/></testcase>", ["failed"]),
        ("<testcase name='a'><error/></testcase>", ["errored"]),
        ("<testcase name='a'><skipped/></testcase>", ["skipped"]),
        ("<testcase name='a'><skipped/><failure/></testcase>", ["failed"]),
        ("<testcase name='a'><failure/><error/></testcase>", ["errored"]),
        ("<testcase name='a'><skipped type='pytest.xfail'/></testcase>", ["expected-failure"]),
        ("<testcase name='a'><skipped type='pytest.skip'/></testcase>", ["skipped"]),
        ("<testcase name='a'><flakyFailure/></testcase>", ["flaky"]),
        ("<testcase name='a'><flakyError/></testcase>", ["flaky"]),
        ("<testcase name='a'><failure/><rerunFailure/></testcase>", ["failed"]),
        ("<testcase name='a'><error/><rerunError/></testcase>", ["errored"]),
        ("<testcase name='a'><failure/><flakyFailure/></testcase>", ["failed"]),
        ("<testcase name='a'><rerunFailure/></testcase>", ["failed"]),
        ("<testcase name='a' status='notrun'/>", ["skipped"]),
        ("<testcase name='a' status='run'/>", []),
        ("<testcase name='a'><warning/></testcase>", ["skipped"]),
        ("<error message='could not start'/>", ["errored"]),
    ],
)
def test_what_a_case_came_to(tmp_path: Path, inner: str, expected: list[str]) -> None:
    assert outcomes(tmp_path, inner) == expected


def test_a_retry_in_the_same_file_is_flaky(tmp_path: Path) -> None:
    xml = """<testsuites tests="3" failures="2"><testsuite name="pkg" tests="3" failures="2">
      <testcase classname="pkg" name="A"><failure message="Failed"/></testcase>
      <testcase classname="pkg" name="A"><failure message="Failed"/></testcase>
      <testcase classname="pkg" name="A"/></testsuite></testsuites>"""
    found = run(tmp_path, xml)
    assert found.counts == Counts(flaky=1)
    assert [case.outcome for case in found.cases] == [CaseOutcome.FLAKY]
    assert (found.duplicates, found.retries) == (2, 2)


def test_a_failure_after_a_pass_stays_a_failure(tmp_path: Path) -> None:
    inner = "<testcase name='a'/><testcase name='a'><failure/></testcase>"
    found = run(tmp_path, f"<testsuite>{inner}</testsuite>")
    assert found.counts == Counts(passed=1, failed=1)
    assert (found.duplicates, found.retries) == (1, 0)


def test_nameless_cases_are_no_retries_of_each_other(tmp_path: Path) -> None:
    found = run(tmp_path, "<testsuite><testcase><failure/></testcase><testcase/></testsuite>")
    assert found.counts == Counts(passed=1, failed=1)


def test_parameters_and_suites_make_other_cases(tmp_path: Path) -> None:
    xml = """<testsuites><testsuite name="chromium"><testcase name="a"><failure/></testcase>
    </testsuite><testsuite name="firefox"><testcase name="a"/><testcase name="a[1]"/></testsuite>
    </testsuites>"""
    found = run(tmp_path, xml)
    assert found.counts == Counts(passed=2, failed=1)
    assert found.duplicates == 0


def test_cases_of_the_same_class_in_two_files_are_two_suites(tmp_path: Path) -> None:
    cases = (
        "<testcase classname='test' name='adds' file='a.test.js'/>"
        "<testcase classname='test' name='adds' file='b.test.js'/>"
        "<testcase classname='test' name='fails' file='b.test.js'><failure/></testcase>"
        "<testcase classname='test' name='skips' file='c.test.js'><skipped/></testcase>"
    )
    found = run(tmp_path, f"<testsuite name='s'>{cases}</testsuite>")
    assert {(each.path, each.counts) for each in found.suites} == {
        ("a.test.js", Counts(passed=1)),
        ("b.test.js", Counts(passed=1, failed=1)),
        ("c.test.js", Counts(skipped=1)),
    }
    assert found.duplicates == 1


def test_message_and_place_are_kept(tmp_path: Path) -> None:
    case = """<testcase classname="C" name="n" file="tests/test_a.py" line="7" time="0.5">
    <failure message="assert 1 == 2" type="AssertionError">trace</failure></testcase>"""
    (found,) = run(tmp_path, f"<testsuite name='s'>{case}</testsuite>").cases
    assert found.message == "assert 1 == 2\ntrace"
    assert found.location == Location(path="tests/test_a.py", line=7)
    assert (found.suite, found.classname, found.name, found.time) == ("s", "C", "n", 0.5)


@pytest.mark.parametrize("time", ["NaN", "-1", "1e30", "soon", "", "inf"])
def test_an_absurd_time_is_not_known(tmp_path: Path, time: str) -> None:
    inner = (
        f"<testcase name='a' time='{time}'/><testcase name='b' time='{time}'><failure/></testcase>"
    )
    found = run(tmp_path, f"<testsuite name='s'>{inner}</testsuite>")
    assert found.counts == Counts(passed=1, failed=1)
    assert found.cases[0].time is None
    assert found.suites[0].time is None


def test_nested_suites_are_named_after_each_other(tmp_path: Path) -> None:
    xml = "<testsuite name='a'><testsuite name='b'><testcase name='c'/></testsuite></testsuite>"
    (suite,) = run(tmp_path, xml).suites
    assert (suite.name, suite.counts.passed) == ("a > b", 1)


@pytest.mark.parametrize(
    ("name", "value", "commit"),
    [
        ("git.commit.sha", "a" * 40, "a" * 40),
        ("dd_tags[git.commit.sha]", "b" * 40, "b" * 40),
        ("git.commit.id", "main", None),
        ("env.GITHUB_SHA", "c" * 40, None),
    ],
)
def test_a_commit_that_the_report_names(
    tmp_path: Path, name: str, value: str, commit: str | None
) -> None:
    properties = f"<properties><property name='{name}' value='{value}'/></properties>"
    xml = f"<testsuites><testsuite>{properties}<testcase name='a'/></testsuite></testsuites>"
    assert run(tmp_path, xml).commit == commit


def test_declared_totals_are_of_the_root_or_of_the_outermost_suites(tmp_path: Path) -> None:
    suites = "<testsuite tests='2' failures='1'/><testsuite tests='3'/>"
    assert run(tmp_path, f"<testsuites tests='9'>{suites}</testsuites>").declared == Counts(
        passed=9
    )
    declared = run(tmp_path, f"<testsuites>{suites}</testsuites>").declared
    assert declared == Counts(passed=5)
    assert run(tmp_path, "<testsuites><testsuite/></testsuites>").declared is None


def test_a_total_of_suites_is_none_of_cases(tmp_path: Path) -> None:
    suite = "<testsuite tests='2' failures='1'><testcase name='a'/><testcase name='b'>{}</testcase>"
    both = "".join(suite.format(FAILS) + "</testsuite>" for _ in range(2))
    assert disagreement(run(tmp_path, f"<testsuites tests='2'>{both}</testsuites>")) == ""
    fewer = both.replace("tests='2'", "tests='3'")
    assert disagreement(run(tmp_path, f"<testsuites tests='2'>{fewer}</testsuites>"))


CASES = "<testcase name='a'/><testcase name='b'>{}</testcase><testcase name='c'>{}</testcase>"
FAILS, BREAKS = "<failure message='1 is not 2'/>", "<error message='broken'/>"
TEST_MAIN = "<testcase name='TestMain'><failure>main can exit 2</failure></testcase>"
GO = "<properties><property name='go.version' value='go1.24'/></properties>"


@pytest.mark.parametrize(
    ("attributes", "inner"),
    [
        ("tests='3' failures='3' errors='1'", CASES.format(FAILS * 3, BREAKS)),
        ("tests='3' failures='2' errors='2'", CASES.format(FAILS * 2, BREAKS + BREAKS)),
        ("tests='3' failures='2'", CASES.format(FAILS, BREAKS)),
        ("tests='3' errors='2'", CASES.format(FAILS, BREAKS)),
        ("tests='3' errors='1'", CASES.format(FAILS, BREAKS)),
        ("tests='3' failures='2' errors='1'", CASES.format(FAILS, BREAKS)),
        ("tests='9' failures='2' errors='0' doctest_version='2'", CASES.format(FAILS * 2, "")),
        ("tests='9' failures='4' errors='1' hostname='tbd'", CASES.format(FAILS, BREAKS)),
        ("tests='9' failures='0' errors='0' hostname='tbd'", "<testcase name='a'/>"),
        ("tests='3' failures='2' errors='7'", GO + CASES.format(FAILS, FAILS)),
        ("tests='3' failures='1'", CASES.format(FAILS, "<skipped/>") + TEST_MAIN),
    ],
)
def test_totals_of_other_things_than_cases_are_no_disagreement(
    tmp_path: Path, attributes: str, inner: str
) -> None:
    assert disagreement(run(tmp_path, f"<testsuite {attributes}>{inner}</testsuite>")) == ""


@pytest.mark.parametrize(
    ("attributes", "inner"),
    [
        ("tests='3' failures='3' errors='1'", CASES.format(FAILS, BREAKS)),
        ("tests='3' failures='1'", CASES.format("", "")),
        ("tests='3' errors='3'", CASES.format(FAILS, BREAKS)),
        ("tests='9' failures='1' errors='0' hostname='tbd'", "<testcase name='a'/>"),
        ("tests='1' failures='0' errors='1'", GO + "<testcase name='a'/>"),
    ],
)
def test_failures_that_no_case_shows_are_a_disagreement(
    tmp_path: Path, attributes: str, inner: str
) -> None:
    assert disagreement(run(tmp_path, f"<testsuite {attributes}>{inner}</testsuite>"))


def test_a_time_that_stands_for_none_is_none(tmp_path: Path) -> None:
    for stamp in ("1970-01-01T00:00:00", "0001-01-01T00:00:00Z"):
        xml = f"<testsuite timestamp='{stamp}'><testcase name='a'/></testsuite>"
        assert run(tmp_path, xml).timestamp is None


def test_a_truncated_report_keeps_what_could_be_read(tmp_path: Path) -> None:
    found = run(tmp_path, "<testsuite tests='3'><testcase name='a'/><testcase name='b'/><testca")
    assert found.counts == Counts(passed=2)
    assert not found.complete
    assert "line 1" in found.incomplete_reason

"""The same cases in several reports: retries and matrices, as real runs of pytest write them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.model import CaseOutcome, Counts, Measured, TestRun
from readiness.reports.ingest import measure
from readiness.reports.read import read
from readiness.reports.reader import Source
from readiness.reports.repeats import once, settled

SUITE = """
import pathlib
import pytest

def mark():
    seen = pathlib.Path("mark").exists()
    pathlib.Path("mark").touch()
    return seen

def test_sound(): pass
def test_second_time(): assert mark()
def test_broken(): assert 0
def test_left_out(): pytest.skip("not here")

@pytest.fixture
def untidy():
    yield
    raise RuntimeError

def test_untidy(untidy): assert pathlib.Path("junit.xml").exists()

class TestMany:
    @pytest.mark.parametrize("number", [1, 2])
    def test_each(self, number): assert number
"""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory where pytest ran everything, then what had failed, then everything again."""
    root = tmp_path_factory.mktemp("tried")
    (root / "test_suite.py").write_text(SUITE)
    run(root, "junit.xml")
    run(root, "second.xml", "--last-failed")
    run(root, "all.xml")
    return root


def run(root: Path, report: str, *options: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-n0", *options]
    subprocess.run(
        [*command, f"--junitxml={report}", "test_suite.py"],
        cwd=root,
        capture_output=True,
        check=False,
        timeout=60,
    )


def measured(root: Path, tmp_path: Path, **reports: str) -> Measured:
    """What reports say that are laid down under other names."""
    for name, source in reports.items():
        path = (tmp_path / name.replace("__", "/")).with_suffix(".xml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((root / source).read_bytes())
    return measure(tmp_path, tests=("**/*.xml",), coverage=())


def rules(found: Measured) -> list[str]:
    return [each.rule.id for each in found.findings]


@pytest.mark.parametrize("name", ["second", "junit-rerun", "junit_retry_1", "retry-1__junit"])
def test_what_failed_and_then_passed_is_flaky(tried: Path, tmp_path: Path, name: str) -> None:
    found = measured(tried, tmp_path, **{"junit": "junit.xml", name: "second.xml"})
    assert [each.source for each in found.runs] == ["junit.xml"]
    assert found.counts == Counts(passed=3, failed=1, errored=1, skipped=1, flaky=1)
    assert {each.name: each.outcome for each in found.runs[0].cases} == {
        "test_second_time": CaseOutcome.FLAKY,
        "test_broken": CaseOutcome.FAILED,
        "test_untidy": CaseOutcome.ERRORED,
        "test_left_out": CaseOutcome.SKIPPED,
    }
    assert rules(found) == ["tests.retried-report"]


def test_a_whole_second_attempt_is_a_retry(tried: Path, tmp_path: Path) -> None:
    names = {"attempt-1__junit": "junit.xml", "attempt-2__junit": "all.xml"}
    found = measured(tried, tmp_path, **names)
    assert found.counts == Counts(passed=3, failed=1, errored=1, skipped=1, flaky=1)


def test_what_fails_in_the_second_attempt_has_failed(tried: Path, tmp_path: Path) -> None:
    names = {"attempt-1__junit": "all.xml", "attempt-2__junit": "junit.xml"}
    found = measured(tried, tmp_path, **names)
    assert found.counts.failed + found.counts.errored == 3
    assert not found.counts.flaky


def test_a_matrix_is_no_retry(tried: Path, tmp_path: Path) -> None:
    found = measured(tried, tmp_path, py311__junit="junit.xml", py312__junit="all.xml")
    assert len(found.runs) == 2
    assert not found.counts.flaky
    assert rules(found) == []
    assert sum((each.counts for each in once(found.runs)), Counts()).total == 7


def test_what_failed_alone_in_another_directory_is_no_retry(tried: Path, tmp_path: Path) -> None:
    found = measured(tried, tmp_path, linux__junit="junit.xml", mac__junit="second.xml")
    assert len(found.runs) == 2
    assert found.counts.failed == 4


def test_another_machine_is_a_cell_of_a_matrix(tried: Path, tmp_path: Path) -> None:
    """Smoke tests on a second machine may happen to be those that failed on the first."""
    (tmp_path / "junit.xml").write_bytes((tried / "junit.xml").read_bytes())
    smoke = (tried / "second.xml").read_text()
    host = re.search(r'hostname="([^"]+)"', smoke)
    assert host
    (tmp_path / "smoke.xml").write_text(smoke.replace(host[1], f"not-{host[1]}"))
    found = measure(tmp_path, tests=("*.xml",), coverage=())
    assert len(found.runs) == 2
    assert not found.counts.flaky


def test_a_damaged_retry_redeems_nothing(tried: Path, tmp_path: Path) -> None:
    measured(tried, tmp_path, junit="junit.xml", junit_rerun="second.xml")
    retry = tmp_path / "junit_rerun.xml"
    retry.write_text(retry.read_text().removesuffix("</testsuite></testsuites>"))
    found = measure(tmp_path, tests=("*.xml",), coverage=())
    assert found.counts.failed >= 3
    assert not found.counts.flaky


outcomes = st.dictionaries(
    st.sampled_from("abcdef"), st.sampled_from(("", "<failure/>", "<error/>", "<skipped/>"))
)


def report(directory: Path, name: str, cases: dict[str, str]) -> TestRun:
    path = directory / name
    body = "".join(
        f"<testcase classname='{'xy'[ord(each) % 2]}' file='{each}.py' name='{each}'>"
        f"{how}</testcase>"
        for each, how in cases.items()
    )
    path.write_text(f"<testsuite name='s'>{body}</testsuite>")
    found = read(Source(path=name, file=path))
    assert isinstance(found, TestRun)
    return found


def bad(cases: dict[str, str]) -> set[str]:
    return {name for name, how in cases.items() if how in ("<failure/>", "<error/>")}


@given(first=outcomes, again=outcomes)
@settings(max_examples=100, deadline=None)
def test_a_retry_redeems_only_what_passed_in_it(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, str], again: dict[str, str]
) -> None:
    root = tmp_path_factory.mktemp("any")
    runs = [report(root, "t.xml", first), report(root, "t-retry.xml", again)]
    found, repeats = settled(runs)
    counts = sum((each.counts for each in found), Counts())
    redeemed = {each for each in bad(first) if again.get(each) == ""} if repeats else set()
    assert counts.flaky == len(redeemed)
    if repeats:
        assert counts.total == len(first)
        assert counts.failed + counts.errored == len((bad(first) | bad(again)) - redeemed)
    else:
        assert counts.failed + counts.errored == len(bad(first)) + len(bad(again))
    other, _ = settled(reversed(runs))
    assert {each.source: each.counts for each in other} == {
        each.source: each.counts for each in found
    }


@given(
    cells=st.lists(
        st.lists(st.sampled_from(("", "<failure/>", "<skipped/>")), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=100, deadline=None)
def test_a_test_of_a_matrix_is_once_what_it_was_at_worst(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    root = tmp_path_factory.mktemp("any")
    runs = [
        report(root, f"cell{index}.xml", dict(zip("abc", cell, strict=True)))
        for index, cell in enumerate(cells)
    ]
    counts = sum((each.counts for each in once(runs)), Counts())
    each = list(zip(*cells, strict=True))
    assert counts.total == 3
    assert counts.failed == sum("<failure/>" in how for how in each)
    assert counts.skipped == sum(set(how) == {"<skipped/>"} for how in each)


def test_what_two_formats_tell_with_the_same_numbers_may_be_one_run(tmp_path: Path) -> None:
    junit = "<testsuite name='s'><testcase name='a'/><testcase name='b'><failure/></testcase>"
    for name in ("unit.xml", "other.xml"):
        (tmp_path / name).write_text(
            f"{junit}<!-- {name} --></testsuite>".replace("'s'", f"'{name}'")
        )
    (tmp_path / "unit.tap").write_text("1..2\nok 1 - a\nnot ok 2 - b\n")
    (tmp_path / "more.tap").write_text("1..1\nok 1 - c\n")
    found = measure(tmp_path, tests=["*"], coverage=())
    assert found.counts.total == 7
    assert sum((each.counts for each in once(found.runs)), Counts()).total == 5


def test_the_last_try_of_bazel_is_the_report_without_a_number(tmp_path: Path) -> None:
    samples = Path(__file__).parents[1] / "samples" / "junit"
    failed = (samples / "bazel-refuses.xml").read_text().replace("refuses_shard_2/2", "sells")
    attempts = tmp_path / "shop" / "sells" / "test_attempts"
    attempts.mkdir(parents=True)
    for number in (1, 2):
        (attempts / f"attempt_{number}.xml").write_text(f"{failed}<!-- {number} -->")
    passed = (samples / "bazel-sells.xml").read_text()
    (attempts.parent / "test.xml").write_text(passed)
    assert measure(tmp_path, tests=["**/*.xml"], coverage=()).counts == Counts(flaky=1)
    (attempts.parent / "test.xml").write_text(f"{failed}<!-- 3 -->")
    assert measure(tmp_path, tests=["**/*.xml"], coverage=()).counts == Counts(errored=1)

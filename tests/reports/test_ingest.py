"""Reports in a directory: which are found, what they give together, and what is said of them."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from readiness.model import Counts, Measured, Outcome
from readiness.reports.ingest import measure
from readiness.reports.limits import Limits

PASS = "<testsuite name='s' tests='1'><testcase name='a'/></testsuite>"
FAIL = "<testsuite name='s' tests='1'><testcase name='a'><failure/></testcase></testsuite>"
LCOV = "SF:src/a.py\nDA:1,1\nDA:2,0\nend_of_record\n"


def measured(root: Path, *globs: str, **options: Any) -> Measured:
    return measure(root, tests=globs or ("**/*.xml",), coverage=(), **options)


def rules(found: Measured) -> list[str]:
    return [finding.rule.id for finding in found.findings]


def write(root: Path, **files: str) -> None:
    for name, content in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".xml").write_text(content)


def test_counts_add_up_over_files(tmp_path: Path) -> None:
    write(tmp_path, a=PASS, deep__er__b=FAIL)
    found = measured(tmp_path)
    assert found.counts == Counts(passed=1, failed=1)
    assert [run.source for run in found.runs] == ["a.xml", "deep/er/b.xml"]
    assert found.findings == ()


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "lcov.info").write_text(LCOV)
    write(tmp_path, junit=PASS)
    found = measured(tmp_path, "*.*", files={"src/a.py"})
    assert found.coverage is not None
    assert found.coverage.totals.line_rate == 0.5
    assert found.counts == Counts(passed=1)


def test_a_matrix_counts_in_each_job(tmp_path: Path) -> None:
    write(tmp_path, py311__junit=FAIL, py312__junit=PASS)
    assert measured(tmp_path).counts == Counts(passed=1, failed=1)


def test_a_copy_is_counted_once(tmp_path: Path) -> None:
    write(tmp_path, build__junit=PASS, upload__junit=PASS)
    found = measured(tmp_path)
    assert found.counts == Counts(passed=1)
    assert rules(found) == ["tests.copied-report"]


def test_a_committed_report_is_no_evidence(tmp_path: Path) -> None:
    write(tmp_path, junit=PASS, new=FAIL)
    found = measured(tmp_path, committed={"junit.xml"})
    assert found.counts == Counts(failed=1)
    assert rules(found) == ["tests.committed-report"]


@pytest.mark.parametrize(
    ("stamp", "stale"),
    [
        ("2026-01-01T00:00:00Z", True),
        ("2026-01-02T11:30:00Z", False),
        ("2026-01-02T10:30:00Z", True),
        ("2026-01-02T02:00:00", False),
        ("2026-01-01T02:00:00", True),
        ("nonsense", False),
    ],
)
def test_a_report_older_than_the_commit(tmp_path: Path, stamp: str, stale: bool) -> None:
    write(tmp_path, junit=PASS.replace("tests=", f"timestamp='{stamp}' tests="))
    found = measured(tmp_path, commit_time=datetime(2026, 1, 2, 12, tzinfo=UTC))
    assert rules(found) == (["tests.stale-report"] if stale else [])
    assert found.runs[0].complete is not stale


def test_a_report_of_another_commit(tmp_path: Path) -> None:
    properties = f"<properties><property name='git.commit.sha' value='{'a' * 40}'/></properties>"
    write(tmp_path, junit=PASS.replace("<testcase", properties + "<testcase"))
    assert rules(measured(tmp_path, expected_commit="a" * 40)) == []
    found = measured(tmp_path, expected_commit="b" * 40)
    assert rules(found) == ["tests.other-commit"]
    assert not found.runs[0].complete


@pytest.mark.parametrize(
    ("content", "rule", "outcome"),
    [
        ("", "tests.unreadable-report", Outcome.UNKNOWN),
        ("hello", "tests.unrecognised-report", Outcome.UNKNOWN),
        ("<html/>", "tests.unrecognised-report", Outcome.UNKNOWN),
        ("<testsuite>", "tests.unreadable-report", Outcome.UNKNOWN),
        ("<testsuite><testcase name='a'/>", "tests.incomplete-report", Outcome.UNKNOWN),
        (PASS.replace("'1'", "'2'"), "tests.declared-totals", Outcome.FAIL),
        (PASS.replace("/>", "/><testcase name='a'/>").replace("'1'", "'2'"),
         "tests.duplicate-cases", Outcome.FAIL),
        ("<testsuites/>", "tests.no-cases", Outcome.UNKNOWN),
        (FAIL.replace("failure", "skipped"), "tests.all-skipped", Outcome.UNKNOWN),
        (FAIL.replace("<failure", "<error message='collection failure'"),
         "tests.collection-error", Outcome.FAIL),
        (FAIL.replace("'a'", "'' classname='com.example.ATest'").replace("failure", "error"),
         "tests.collection-error", Outcome.FAIL),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_finding(
    tmp_path: Path, content: str, rule: str, outcome: Outcome
) -> None:
    write(tmp_path, junit=content)
    found = measured(tmp_path)
    assert [(each.rule.id, each.outcome) for each in found.findings] == [(rule, outcome)]


def test_a_glob_that_matches_nothing(tmp_path: Path) -> None:
    found = measure(tmp_path, tests=["a.xml"], coverage=["b.xml"])
    assert rules(found) == ["coverage.missing-report", "tests.missing-report"]
    assert measure(tmp_path, tests=["a.xml"], coverage=["b.xml"], required=()).findings == ()


def test_nothing_outside_the_root_is_read(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    root.mkdir()
    write(tmp_path, outside=FAIL)
    write(root, inside=PASS)
    (root / "link.xml").symlink_to(tmp_path / "outside.xml")
    (root / "dead.xml").symlink_to("nowhere")
    (root / "loop.xml").symlink_to("loop.xml")
    (root / "alias.xml").symlink_to("inside.xml")
    (root / "up").symlink_to(tmp_path)
    found = measured(root, "**/*.xml", "../*.xml", "/etc/*")
    assert found.counts == Counts(passed=1)
    assert [each.path for each in found.unreadable] == ["dead.xml", "link.xml", "loop.xml"]
    assert sorted(set(rules(found))) == [
        "tests.copied-report", "tests.limit-hit", "tests.unreadable-report",
    ]  # fmt: skip


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "directory.xml").mkdir()
    os.mkfifo(tmp_path / "pipe.xml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.xml"))
        found = measured(tmp_path)
    reasons = {each.path: each.reason for each in found.unreadable}
    assert reasons == {
        "directory.xml": "not a file but a directory",
        "pipe.xml": "not a file but a named pipe",
        "socket.xml": "not a file but a socket",
    }


@pytest.mark.parametrize(
    "limits",
    [Limits(files=1), Limits(entries=1), Limits(seconds=-1.0), Limits(total_bytes=80),
     Limits(file_bytes=10)],
)  # fmt: skip
def test_every_limit_is_reported(tmp_path: Path, limits: Limits) -> None:
    write(tmp_path, a=PASS, b=FAIL)
    found = measured(tmp_path, limits=limits)
    assert found.counts.total < 2
    assert set(rules(found)) & {"tests.limit-hit", "tests.unreadable-report"}
    assert all(each.outcome is Outcome.UNKNOWN for each in found.findings)


def test_many_files_are_read_by_several_processes(tmp_path: Path) -> None:
    padding = "<system-out>" + "x" * 1_000_000 + "</system-out>"
    for number in range(6):
        content = f"<testsuite name='{number}'><testcase name='a'/>{padding}</testsuite>"
        (tmp_path / f"{number}.xml").write_text(content)
    found = measured(tmp_path)
    assert found.counts == Counts(passed=6)
    assert [run.source for run in found.runs] == [f"{number}.xml" for number in range(6)]


def test_paths_are_the_repositorys_or_left_out(tmp_path: Path) -> None:
    case = "<testcase name='{0}' file='{1}'><failure/></testcase>"
    inner = case.format("a", "/builds/x/tests/test_a.py") + case.format("b", "/usr/lib/mock.py")
    write(tmp_path, junit=f"<testsuite>{inner}</testsuite>")
    (run,) = measured(tmp_path, files={"tests/test_a.py", "src/a.py"}).runs
    assert [str(case.location) for case in run.cases] == ["tests/test_a.py", "None"]


@pytest.mark.parametrize(
    ("glob", "matches"),
    [
        ("a.xml", ["a.xml"]),
        ("./a.xml", ["a.xml"]),
        ("*.xml", ["a.xml"]),
        ("**/a.xml", ["a.xml", "x/a.xml", "x/y/a.xml"]),
        ("x/**/*.xml", ["x/a.xml", "x/y/a.xml", "x/y/b.xml"]),
        ("x/", ["x/a.xml", "x/y/a.xml", "x/y/b.xml"]),
        ("x/?/[ab].xml", ["x/y/a.xml", "x/y/b.xml"]),
        ("x/y/[!a].xml", ["x/y/b.xml"]),
        ("x/**/{b,c}.xml", ["x/y/b.xml"]),
    ],
)
def test_globs(tmp_path: Path, glob: str, matches: list[str]) -> None:
    for number, path in enumerate(["a", "x__a", "x__y__a", "x__y__b", "node_modules__a"]):
        write(tmp_path, **{path: PASS.replace("'s'", f"'{number}'")})
    found = measured(tmp_path, glob)
    assert [run.source for run in found.runs] == matches


def test_names_of_any_kind_are_read_and_cited(tmp_path: Path) -> None:
    names = ["a\n::error::b.xml", "\x1b[31mred.xml", "`| <!--@everyone--> .xml", "\udcff.xml"]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(PASS.replace("'s'", f"'{number}'"))
    found = measured(tmp_path)
    assert found.counts == Counts(passed=4)
    assert sorted(run.source for run in found.runs) == sorted(names)

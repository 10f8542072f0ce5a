"""Reports through the whole check, on a real repository: sums by hand, and what is no evidence."""

import json
from pathlib import Path

import pytest
from support.repositories import commit, git, tree

from readiness.cli import main
from readiness.model import Outcome, Report
from readiness.run import Proposal, check
from readiness.settings import Settings

JUNIT = """<testsuites><testsuite name="shop" tests="5" failures="1" errors="1" skipped="1">
<testcase classname="tests.test_shop" name="test_sells"/>
<testcase classname="tests.test_shop" name="test_buys"/>
<testcase classname="tests.test_shop" name="test_refuses"><failure message="1 is 2"/></testcase>
<testcase classname="tests.test_shop" name="test_locked"><error message="no key"/></testcase>
<testcase classname="tests.test_shop" name="test_later"><skipped/></testcase>
</testsuite></testsuites>"""

TRX = """<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
<UnitTestResult testId="1" testName="Sells" outcome="Passed" duration="00:00:01"/>
<UnitTestResult testId="2" testName="Buys" outcome="Passed" duration="00:00:01"/>
<UnitTestResult testId="3" testName="Refuses" outcome="Failed"/>
<UnitTestResult testId="4" testName="Later" outcome="NotExecuted"/>
</Results></TestRun>"""

CTRF = {
    "reportFormat": "CTRF",
    "specVersion": "0.0.0",
    "results": {
        "tool": {"name": "jest"},
        "summary": {
            "tests": 5, "passed": 3, "failed": 1, "skipped": 1, "pending": 0, "other": 0,
            "start": 0, "stop": 1,
        },
        "tests": [
            {"name": "sells", "status": "passed", "duration": 1},
            {"name": "buys", "status": "passed", "duration": 1},
            {"name": "wavers", "status": "passed", "duration": 1, "flaky": True, "retries": 1},
            {"name": "refuses", "status": "failed", "duration": 1},
            {"name": "later", "status": "skipped", "duration": 0},
        ],
    },
}  # fmt: skip

TAP = """TAP version 14
1..5
ok 1 - sells
ok 2 - buys
not ok 3 - refuses
ok 4 - later # SKIP not here
not ok 5 - some day # TODO not written
"""

COBERTURA = """<coverage line-rate="0.5"><packages><package name="src"><classes>
<class name="shop" filename="src/shop.py"><methods/><lines>
<line number="1" hits="1"/>
<line number="2" hits="1" branch="true" condition-coverage="50% (1/2)"/>
<line number="3" hits="0"/>
<line number="4" hits="0"/>
</lines></class></classes></package></packages></coverage>"""

LCOV = """TN:
SF:src/shop.py
DA:3,2
DA:4,0
DA:5,0
end_of_record
SF:src/web.js
DA:1,1
DA:2,0
BRDA:1,0,0,1
BRDA:1,0,1,-
end_of_record
"""

JACOCO = """<report name="shop"><package name="com/example"><sourcefile name="Shop.java">
<line nr="10" mi="0" ci="3" mb="0" cb="0"/>
<line nr="11" mi="2" ci="0" mb="0" cb="0"/>
<line nr="12" mi="1" ci="1" mb="1" cb="1"/>
</sourcefile></package></report>"""

SOURCES = {
    "src/shop.py": "import os\n\nONE = 1\nTWO = 2\nTHREE = 3\n",
    "src/web.js": "let one = 1;\nlet two = 2;\n",
    "src/main/java/com/example/Shop.java": "// A shop.\n" * 9 + "class Shop {\n  int one = 1;\n}\n",
    ".gitignore": "out/\n",
}
POLICY = "version: 1\nreports: {{tests: ['out/*'], coverage: ['out/*'], {}}}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    tree(tmp_path, SOURCES | {".github/readiness.yml": POLICY.format("limits: {}")})
    commit(tmp_path)
    return tmp_path


def checked(repository: Path, base: str | None = None) -> Report:
    return check(Settings(root=repository, directory=repository), Proposal(base=base))


def seen(report: Report) -> dict[str, Outcome]:
    return {
        each.rule.id: each.outcome
        for each in report.findings
        if each.rule.category in ("tests", "coverage")
    }


def gate(report: Report, name: str) -> tuple[Outcome, float | None]:
    (found,) = [each for each in report.assessment.gates if each.gate.id == name]
    return found.outcome, None if found.actual is None else float(found.actual)


def test_a_mixed_set_adds_up_by_hand(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = {
        "out/junit.xml": JUNIT, "out/results.trx": TRX, "out/ctrf.json": json.dumps(CTRF),
        "out/node.tap": TAP, "out/cobertura.xml": COBERTURA, "out/lcov.info": LCOV,
        "out/jacoco.xml": JACOCO,
    }  # fmt: skip
    tree(repository, reports)
    monkeypatch.chdir(repository)
    main(["check", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert report["evidence"]["tests"] == {
        "files": 4,
        "passed": 2 + 2 + 2 + 2,
        "failed": 1 + 1 + 1 + 1,
        "errored": 1,
        "skipped": 1 + 1 + 1 + 2,
        "flaky": 1,
        "total": 8 + 4 + 1 + 5 + 1,
    }
    # Of shop.py the lines 1 to 3 are covered, of 1 to 5; line 3 by LCOV alone.
    assert report["evidence"]["coverage"] == {
        "files": 3,
        "lines": 5 + 2 + 3,
        "covered_lines": 3 + 1 + 2,
        "line_rate": 0.6,
        "branches": 2 + 2 + 2,
        "covered_branches": 1 + 1 + 1,
        "branch_rate": 0.5,
    }
    assert report["evidence"]["unreadable"] == []
    gates = {each["id"]: each["actual"] for each in report["gates"]}
    assert gates["tests.pass-rate"] == pytest.approx((8 + 1) / (19 - 5))
    assert gates["coverage.line"] == 0.6


def test_a_report_older_than_the_commit_passes_no_gate(repository: Path) -> None:
    stamped = JUNIT.replace('name="shop"', 'name="shop" timestamp="2020-01-01T00:00:00Z"')
    tree(repository, {"out/junit.xml": stamped})
    report = checked(repository)
    assert seen(report)["tests.stale-report"] is Outcome.UNKNOWN
    assert gate(report, "tests.min-cases")[0] is Outcome.UNKNOWN
    tree(repository, {"out/junit.xml": stamped.replace("2020", "2026")})
    assert "tests.stale-report" not in seen(checked(repository))


def test_a_report_of_another_commit_passes_no_gate(repository: Path) -> None:
    named = "<properties><property name='git.commit.sha' value='{}'/></properties><testcase"
    tree(repository, {"out/junit.xml": JUNIT.replace("<testcase", named.format("a" * 40), 1)})
    report = checked(repository)
    assert seen(report)["tests.other-commit"] is Outcome.UNKNOWN
    assert gate(report, "tests.min-cases")[0] is Outcome.UNKNOWN
    head = git(repository, "rev-parse", "HEAD")
    tree(repository, {"out/junit.xml": JUNIT.replace("<testcase", named.format(head), 1)})
    report = checked(repository)
    assert "tests.other-commit" not in seen(report)
    assert gate(report, "tests.min-cases")[0] is Outcome.PASS


def test_committed_reports_are_no_evidence_until_written_again(repository: Path) -> None:
    tree(repository, {"out/junit.xml": JUNIT, "out/lcov.info": LCOV})
    git(repository, "add", "--force", "out")
    git(repository, "commit", "--quiet", "--message=Results")
    report = checked(repository)
    assert seen(report)["tests.committed-report"] is Outcome.FAIL
    assert report.measured.counts.total == 0
    assert report.measured.coverage is None
    tree(repository, {"out/junit.xml": JUNIT + "\n"})
    assert checked(repository).measured.counts.total == 5


def test_unmeasured_files_are_named_and_count_as_the_policy_says(repository: Path) -> None:
    more = '"""Never loaded."""\n\n\ndef never():\n    """It is\n    long."""\n    return 1\n'
    base = git(repository, "rev-parse", "HEAD")
    tree(repository, {"src/idle.py": more, "src/theme.css": "a { color: red }\n"})
    commit(repository)
    tree(repository, {"out/lcov.info": LCOV})
    report = checked(repository, base)
    assert seen(report)["coverage.unmeasured-files"] is Outcome.FAIL
    assert gate(report, "coverage.line")[1] == 2 / 5

    counting = POLICY.format("unmeasured: count") + "gates: {coverage.diff: 80 %}\n"
    tree(repository, {".github/readiness.yml": counting})
    changed = commit(repository)
    report = checked(repository, changed)
    assert gate(report, "coverage.line")[1] == pytest.approx(2 / (5 + 2))
    assert report.measured.coverage is not None
    assert report.measured.coverage.totals.line_rate == 2 / 5
    tree(repository, {"src/fresh.js": "// new\nlet three = 3;\n"})
    commit(repository)
    assert gate(checked(repository, changed), "coverage.diff") == (Outcome.FAIL, 0)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("files: 1", "More than 1 report files; the others were not read."),
        ("megabytes: 1", "more than 1 MB in all"),
    ],
)
def test_the_policy_limits_what_is_read(repository: Path, limit: str, said: str) -> None:
    tree(repository, {".github/readiness.yml": POLICY.format(f"limits: {{{limit}}}")})
    commit(repository)
    for number in range(2):
        padded = JUNIT + f"<!--{number}{' ' * 600_000}-->"
        tree(repository, {f"out/{number}.xml": padded})
    report = checked(repository)
    assert any(said in each.message for each in report.findings)
    assert gate(report, "tests.min-cases")[0] is Outcome.UNKNOWN


TOKEN = "gh" + "p_" + "a1B2" * 9
HARM = f"{TOKEN}&#27;[31m&#10;::error::x &lt;img src=http://x&gt; @team ](http://x) \u202e"
SARIF = {
    "version": "2.1.0",
    "runs": [
        {
            "tool": {"driver": {"name": "ruff"}},
            "results": [{"ruleId": "E1", "level": "error", "message": {"text": f"see {TOKEN}"}}],
        }
    ],
}


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "sarif", "json"])
def test_what_a_failing_test_printed_harms_nobody_and_holds_no_token(
    repository: Path, form: str
) -> None:
    case = (
        f'<testcase classname="tests.test_shop {HARM}" name=""><error message="{HARM}"/></testcase>'
    )
    (repository / "out").mkdir()
    (repository / "out" / "junit.xml").write_text(
        f"<testsuite>{case}{case[:9]} name='a'/></testsuite>"
    )
    (repository / "lint.sarif").write_text(json.dumps(SARIF))
    (repository / "claims.md").write_text("All tests pass. There are no compiler warnings.\n")
    target = repository / f"report.{form}"
    arguments = ["check", str(repository), "--claims", str(repository / "claims.md")]
    main([*arguments, "--format", f"{form}={target}"])
    text = target.read_text(encoding="utf-8")
    assert "could not be loaded" in text
    assert TOKEN not in text
    assert "\x1b" not in text
    assert "\u202e" not in text or form == "json"
    assert not any(line.startswith("::error") for line in text.splitlines())
    assert "<img src=http" not in text or form in ("json", "sarif", "terminal")

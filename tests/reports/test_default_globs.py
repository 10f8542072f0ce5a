"""Where reports are looked for that no policy names: a guess, which accuses nobody."""

import shutil
from pathlib import Path

import pytest

from readiness.model import Measured
from readiness.policy.chain import shipped
from readiness.reports.ingest import measure

SAMPLES = Path(__file__).parents[1] / "samples"
(STANDARD,) = shipped("standard")
GLOBS = {kind: tuple(globs) for kind, globs in STANDARD.data["reports"].items()}

USUAL = {
    "junit.xml": "junit/pytest.xml",
    "reports/junit-unit.xml": "junit/pytest.xml",
    "e2e/results.junit.xml": "junit/playwright.xml",
    "rspec-junit-report.xml": "junit/rspec.xml",
    "test-results.xml": "junit/vitest.xml",
    "target/surefire-reports/TEST-com.example.ShopTest.xml": "junit/surefire-ShopTest.xml",
    "build/test-results/test/TEST-com.example.ShopTest.xml": "junit/gradle-ShopTest.xml",
    "test-results/e2e/results.xml": "junit/playwright.xml",
    "test_results/python/all.xml": "junit/unittest.xml",
    "target/nextest/ci/junit.xml": "junit/by-hand-nextest.xml",
    "TestResult.xml": "nunit3/by-hand.xml",
    "tests/Shop/TestResults/TestResults.xml": "xunit/by-hand-v3.xml",
    "tests/Shop/TestResults/host_2026-01-01.trx": "trx/by-hand-data-driven.trx",
    "output.xml": "robot/output.xml",
    "robot/output.xml": "robot/output.xml",
    "cucumber-report.json": "cucumber/cucumber-js.json",
    "target/cucumber.json": "cucumber/by-hand-jvm.json",
    "jest-results.json": "jest/jest.json",
    "test-results/vitest.json": "jest/vitest.json",
    "mocha-results.json": "mocha/mocha.json",
    "tmp/rspec_results.json": "rspec/rspec.json",
    "ctrf/ctrf-report.json": "ctrf/jest.json",
    "test-report.json": "gotest/go.json",
    "gotest.json": "gotest/go.json",
    "test-output.jsonl": "gotest/go.json",
    "test-results.json": "dart/by-hand-flutter.json",
    "results.tap": "tap/node.tap",
    "coverage.xml": "cobertura/coverage-py-line.xml",
    "TestResults/0f/coverage.cobertura.xml": "cobertura/coverage-py-line.xml",
    "coverage/cobertura-coverage.xml": "cobertura/nyc.xml",
    "target/site/jacoco/jacoco.xml": "jacoco/ant.xml",
    "build/reports/jacoco/test/jacocoTestReport.xml": "jacoco/ant.xml",
    "build/reports/kover/report.xml": "jacoco/ant.xml",
    "build/logs/clover.xml": "clover/phpunit.xml",
    "coverage.opencover.xml": "opencover/by-hand-session.xml",
    "lcov.info": "lcov/nyc.info",
    "coverage/lcov.info": "lcov/nyc.info",
    "build/coverage.info": "lcov/lcov.info",
    "target/coverage.lcov": "lcov/llvm.info",
    "coverage.json": "coverage_json/coverage-py-line.json",
    "coverage/coverage-final.json": "istanbul/nyc.json",
    "coverage/coverage-summary.json": "istanbul_summary/nyc.json",
    "coverage/.resultset.json": "simplecov/simplecov.json",
    "cover.out": "go_profile/set.out",
    "coverage.out": "go_profile/count.out",
    "coverage.txt": "go_profile/set.out",
    "shop.coverprofile": "go_profile/set.out",
    "target/llvm-cov.json": "llvm_cov/llvm.json",
    "sonar/coverage-report.xml": "sonarqube/gcovr.xml",
    "ruff.sarif": "sarif/ruff.sarif",
    "target/pit-reports/mutations.xml": "pit/by-hand-mutations.xml",
    "reports/mutation/mutation.json": "mutation_testing/stryker.json",
}

NO_REPORTS = {
    "junit.xml": "<project/>",
    "output.xml": "<data/>",
    "coverage.txt": "covered in snow\n",
    "coverage.json": '{"label": "coverage"}',
    "jest.config.json": '{"preset": "shop"}',
    "test-results/.last-run.json": '{"status": "passed", "failedTests": []}',
    "docs/test-reports/page.xml": "<html/>",
}


def looked_for(root: Path, **options: object) -> Measured:
    return measure(root, **GLOBS, **{"required": (), **options})


def put(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("path", USUAL)
def test_a_report_where_its_tool_writes_it_is_found(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLES / USUAL[path], tmp_path / path)
    found = looked_for(tmp_path)
    sources = [each.source for each in (*found.runs, *found.analyses)]
    sources += found.coverage.sources if found.coverage else ()
    assert sources == [path]
    assert found.unreadable == ()


def test_what_nobody_said_is_a_report_accuses_nobody(tmp_path: Path) -> None:
    put(tmp_path, NO_REPORTS | {f"copy/{path}": text for path, text in NO_REPORTS.items()})
    for committed in ((), tuple(NO_REPORTS)):
        found = looked_for(tmp_path, committed=committed)
        assert (found.findings, found.unreadable, found.runs) == ((), (), ())


def test_what_a_policy_says_is_a_report_is_expected(tmp_path: Path) -> None:
    put(tmp_path, NO_REPORTS)
    found = looked_for(tmp_path, required=("**/*junit*.xml",))
    assert [each.rule.id for each in found.findings] == ["tests.unrecognised-report"]
    assert [each.path for each in found.unreadable] == ["junit.xml"]


@pytest.mark.parametrize("text", ["", "<testsuite", "<!DOCTYPE a [<!ENTITY x 'y'>]><testsuite/>"])
def test_damage_where_reports_are_usual_is_said(tmp_path: Path, text: str) -> None:
    put(tmp_path, {"junit.xml": text})
    assert [each.path for each in looked_for(tmp_path).unreadable] == ["junit.xml"]


def test_a_committed_report_is_no_evidence_wherever_it_was_found(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "junit" / "pytest.xml", tmp_path / "junit.xml")
    found = looked_for(tmp_path, committed=("junit.xml",))
    assert [each.rule.id for each in found.findings] == ["tests.committed-report"]
    assert found.runs == ()

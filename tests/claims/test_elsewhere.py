"""What one run of the whole can't contradict, and texts that are not the author's."""

from pathlib import Path

import pytest
from support.repositories import tree

from readiness.claims.evidence import Evidence
from readiness.claims.find import find
from readiness.claims.kind import kinds
from readiness.claims.statements import Text
from readiness.model import (
    Assessment,
    ClaimVerdict,
    Counts,
    Coverage,
    FileCoverage,
    Measured,
    Source,
    SourceKind,
    TestRun,
    Verdict,
)
from readiness.repository.checkout import snapshot

DEFINED = "def test_a():\n    assert 1\n\n\ndef test_b():\n    assert 1\n"


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    root: Path = tree(
        tmp_path_factory.mktemp("x"), {"app/core.py": "x = 1\n" * 10, "tests/test_a.py": DEFINED}
    )
    lines = dict.fromkeys(range(1, 6), 1) | dict.fromkeys(range(6, 11), 0)
    files = {"app/core.py": FileCoverage(path="app/core.py", lines=lines)}
    coverage = Coverage(sources=("c.xml",), formats=("lcov",), files=files)
    run = TestRun(source="junit.xml", format="junit", counts=Counts(passed=12, failed=2))
    return Evidence(
        measured=Measured(runs=(run,), coverage=coverage),
        snapshot=snapshot(root),
        findings=(),
        assessment=Assessment(
            verdict=Verdict.NOT_READY, score=0, deductions=(), categories=(), gates=()
        ),
        diff=None,
        checks=None,
    )


def verdicts(text: str, evidence: Evidence) -> set[ClaimVerdict]:
    source = Source(kind=SourceKind.PULL_REQUEST, reference="1")
    claims = find([Text(source=source, text=text)])
    return {kinds()[each.kind].judge(each, evidence).verdict for each in claims}


@pytest.mark.parametrize(
    "text",
    [
        "All tests pass.",
        "All tests pass (`python -m pytest`).",
        "All tests pass (`pytest tests/`).",
        "All 14 tests pass.",
        "Test coverage is 95 %.",
        "- [x] All tests pass locally",
        "<details>\n<summary>Test results</summary>\n\nAll tests pass.\n\n</details>",
    ],
)
def test_what_is_said_of_the_whole_is_contradicted(text: str, evidence: Evidence) -> None:
    assert verdicts(text, evidence) == {ClaimVerdict.CONTRADICTED}


@pytest.mark.parametrize(
    "text",
    [
        "fixes #12: all tests pass locally except test_network, which needs a proxy.",
        "All tests pass, apart from the flaky one.",
        "All 14 tests pass on Python 3.11.",
        "All tests pass on Windows.",
        "In upstream (psf/requests) all 1,200 tests pass with 95% coverage.",
        "Django's test suite has 15,000 tests.",
        "In the `web` package all 220 tests pass with 97% coverage.",
        "I ran `pytest tests/test_core.py` and all 2 tests pass.",
        "12 tests were fixed, 30 tests updated.",
        "Success rate of the requests is 99.9%.",
        "| Benchmark | main | this PR |\n|---|---|---|\n| coverage collection | 100% | 40% |",
        "No todos los tests pasan.",
        "In 2022 we had 99% coverage.",
        "Coverage was 99 % in v1.0.",
        "All tests pass in isolation.",
        "| | Before | After | Δ |\n|--|--|--|--|\n| Coverage | 48% | 50% | +2.3% |",
        "## [1.2.0] - 2023-01-01\n\n- All 50 tests pass\n- 100% coverage",
        "Bob's branch has all tests passing.",
        "My last PR had all tests passing.",
        "Coverage is between 40% and 60%.",
        "The test suite has 2 tests.",
        "<details>\n<summary>Release notes</summary>\n<blockquote>\n<p>1500 tests pass. Test "
        "coverage is now 100%.</p>\n</blockquote>\n</details>",
        "<details>\n<summary>Changelog</summary>\n\n- All tests pass.\n- 100% coverage.\n\n"
        "</details>",
        "<details><summary>pytest-dev/pytest (pytest)</summary>\n\n- all 3,400 tests pass\n\n"
        "</details>",
        "<blockquote>\n\nAll tests pass.\n\n</blockquote>",
    ],
)
def test_what_is_said_of_something_else_is_not(text: str, evidence: Evidence) -> None:
    assert ClaimVerdict.CONTRADICTED not in verdicts(text, evidence)


def test_what_follows_a_fold_is_the_authors_own(evidence: Evidence) -> None:
    text = "<details>\n<summary>Changelog</summary>\n\nx\n\n</details>\n\nAll tests pass."
    assert verdicts(text, evidence) == {ClaimVerdict.CONTRADICTED}

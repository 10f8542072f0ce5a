"""Whom to call and how to go back; checks of workflows that may fail unnoticed."""

from pathlib import Path

import pytest
from support.answers import answer, answers

from readiness.model import Outcome
from readiness.probes.ignored_failures import ignored_failures
from readiness.probes.runbooks import escalation, rollback

SERVICE = {"shop/app.py": "from flask import Flask\napp = Flask(__name__)\n"}
WORDS = "First the engineer on duty is called, then the lead, and after an hour the director too."
PASS, FAIL = Outcome.PASS, Outcome.FAIL


@pytest.mark.parametrize(
    ("text", "outcome", "line"),
    [
        (f"# Runbook\n\n## Escalation\n\n{WORDS}\n", PASS, 3),
        (f"Runbook\n=======\n\nEscalation\n----------\n\n{WORDS}\n", PASS, 4),
        (f"# Runbook\n\n## Escalation\n\n### Levels\n\n{WORDS}\n", PASS, 3),
        (f"# Runbook\n\n## Escalation\n\nTBD\n\n## Other\n\n{WORDS}\n", FAIL, 3),
        ("# Runbook\n\n## Escalation\n\n[insert the names of the people here]\n", FAIL, 3),
        (f"# Runbook\n\n```\n# Escalation\n```\n\n{WORDS}\n", FAIL, None),
        (f"# Runbook\n\n## Escalation (planned)\n\n{WORDS}\n", FAIL, 3),
    ],
)
def test_whom_to_call(tmp_path: Path, text: str, outcome: Outcome, line: int | None) -> None:
    suffix = "rst" if "===" in text else "md"
    found = answer(escalation, tmp_path, SERVICE | {f"docs/runbook.{suffix}": text})
    assert found.outcome is outcome
    assert (found.location.line if found.location else None) == line


def test_the_way_back(tmp_path: Path) -> None:
    files = SERVICE | {"docs/deploy.md": f"# Deploy\n\n## Rollback\n\n{WORDS}\n"}
    assert answer(rollback, tmp_path, files).outcome is PASS
    assert answer(rollback, tmp_path, {"shop/app.py": "x = 1\n"}).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("steps", "lines"),
    [
        ("      - run: pytest\n", []),
        ("      - run: pytest || true\n", [5]),
        ("      - run: |\n          mypy shop\n          pytest || exit 0\n", [7]),
        ("      - run: pytest\n        continue-on-error: true\n", [5]),
        ("      - run: pytest\n        continue-on-error: ${{ matrix.new }}\n", []),
        ("      - run: pip install pytest || true\n      - run: pytest\n", []),
        ("      # - run: pytest || true\n      - run: ruff check .\n", []),
        ("      - run: cat a/.vitest/x || true\n      - run: npm test\n", []),
        ("      - run: a.sh x/pytest || true\n      - run: npm test\n", []),
        ("      - run: rm -f a || true\n      - run: npm test\n", []),
    ],
)
def test_checks_whose_failure_is_ignored(tmp_path: Path, steps: str, lines: list[int]) -> None:
    workflow = f"on: push\njobs:\n  a:\n    steps:\n{steps}"
    found = answers(ignored_failures, tmp_path, {".github/workflows/ci.yml": workflow})
    failed = [each.location.line for each in found if each.outcome is FAIL and each.location]
    assert failed == lines
    assert [each.outcome for each in found] == ([FAIL] * len(lines) or [PASS])


def test_other_systems_are_read_line_by_line(tmp_path: Path) -> None:
    files = {".gitlab-ci.yml": "test:\n  script:\n    - pytest || true\n"}
    found = answer(ignored_failures, tmp_path, files)
    assert str(found.location) == ".gitlab-ci.yml:3"
    assert answer(ignored_failures, tmp_path, {".gitlab-ci.yml": "a: b\n"}).outcome is (
        Outcome.NOT_APPLICABLE
    )

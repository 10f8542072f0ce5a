"""Documentation and operations: pass with the place, fail, unknown, not applicable."""

from pathlib import Path

import pytest

from readiness.model import Finding, Outcome
from readiness.probes.environment import undocumented_environment
from readiness.probes.guides import GUIDES_PROBE
from readiness.probes.probe import Probe
from readiness.probes.workflows import ci_tests
from readiness.repository import checkout

PROSE = "Whoever installs this program reads every sentence of it with great care. " * 8
APP = "from fastapi import FastAPI\napp = FastAPI()\n"


def answers(probe: Probe, directory: Path, files: dict[str, str]) -> dict[str, Finding]:
    for path, text in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text)
    findings = list(probe.run(checkout.snapshot(directory)))
    assert len({each.rule.id for each in findings}) == len(findings)
    return {each.rule.id.partition(".")[2]: each for each in findings}


def outcomes(found: dict[str, Finding]) -> dict[str, Outcome]:
    return {name: each.outcome for name, each in found.items()}


def test_documents_of_a_service_that_has_them(tmp_path: Path) -> None:
    files = {
        "shop/app.py": APP,
        "README.md": f"# Shop\n\n## Installation\n\n{PROSE}\n",
        "LICENSE": PROSE,
        "CHANGELOG.rst": PROSE,
        "docs/incident-runbook.md": PROSE,
        "docs/guide.rst": f"Guide\n=====\n\nTroubleshooting\n---------------\n\n{PROSE}\n",
        "docs/api.md": PROSE,
        "docs/deployment.md": PROSE,
    }
    found = answers(GUIDES_PROBE, tmp_path, files)
    assert set(outcomes(found).values()) == {Outcome.PASS}
    assert str(found["runbook"].location) == "docs/incident-runbook.md:1"
    assert str(found["troubleshooting-guide"].location) == "docs/guide.rst:4"


@pytest.mark.parametrize(
    "hollow", ["# Runbook\n\n## Incident\n\nTBD\n", "Traceback (most recent call last):\n" + PROSE]
)
def test_existence_alone_never_passes(tmp_path: Path, hollow: str) -> None:
    files = {
        "shop/app.py": APP,
        "README.md": f"# Shop\n\n{hollow}",
        "docs/runbook.md": hollow,
        "LICENSE": "",
    }
    found = answers(GUIDES_PROBE, tmp_path, files)
    assert set(outcomes(found).values()) == {Outcome.FAIL}
    assert "says nothing" in found["runbook"].message
    assert found["runbook"].location is not None


def test_what_a_library_says_elsewhere(tmp_path: Path) -> None:
    text = "# Shop\n\n" + "It sells what people want. " * 20
    licence = "Permission is hereby granted to any person to deal in it without restriction. " * 4
    files = {"README.md": f"{text}\n\n**Begin** with the [guides](https://shop.test/guides/).\n"}
    found = answers(GUIDES_PROBE, tmp_path, files | {"MIT-LICENSE": licence})
    assert found["readme"].outcome is found["licence"].outcome is Outcome.PASS
    assert answers(GUIDES_PROBE, tmp_path, {"README.md": text})["readme"].outcome is Outcome.FAIL


def test_a_library_needs_no_runbook(tmp_path: Path) -> None:
    found = answers(GUIDES_PROBE, tmp_path, {"shop/pay.py": "def pay(): ...\n"})
    assert found["runbook"].outcome is Outcome.NOT_APPLICABLE
    assert found["readme"].outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("workflow", "outcome", "line"),
    [
        ("jobs:\n  t:\n    steps:\n      - run: pytest -q\n", Outcome.PASS, 4),
        ("steps:\n  - run: pytest || true\n", Outcome.FAIL, 2),
        ("steps:\n  - run: |\n      pytest\n    continue-on-error: true\n", Outcome.FAIL, 3),
        ("steps:\n  - continue-on-error: true\n    run: lint\n  - run: tox\n", Outcome.PASS, 4),
        ("steps:\n  - run: ./manage.py test --parallel\n", Outcome.PASS, 2),
        ("steps:\n  # - run: pytest\n  - run: ./go.sh\n", Outcome.UNKNOWN, None),
        ("on:\n  push:\n    paths:\n      - tests/test_shop.py\n", Outcome.UNKNOWN, None),
        ("steps:\n  - with:\n      tool: cargo-nextest\n", Outcome.UNKNOWN, None),
        (None, Outcome.UNKNOWN, None),
    ],
)
def test_workflows_run_the_tests(
    tmp_path: Path, workflow: str | None, outcome: Outcome, line: int | None
) -> None:
    files = {"tests/test_shop.py": "def test_it(): assert shop()\n"}
    if workflow:
        files[".github/workflows/ci.yml"] = workflow
    (found,) = answers(ci_tests, tmp_path, files).values()
    assert found.outcome is outcome
    assert (found.location.line if found.location else None) == line


def test_a_workflow_that_runs_the_tests_through_a_script(tmp_path: Path) -> None:
    files = {
        "tests/test_shop.py": "def test_it(): assert shop()\n",
        "dev.py": 'import subprocess\nsubprocess.run(["pytest"], check=True)\n',
        ".github/workflows/ci.yml": "jobs:\n  t:\n    steps:\n      - run: >-\n"
        "          python3 dev.py test\n          --cov\n",
    }
    (found,) = answers(ci_tests, tmp_path, files).values()
    assert (found.outcome, str(found.location)) == (Outcome.PASS, ".github/workflows/ci.yml:5")
    assert [str(each.location) for each in found.evidence] == ["dev.py"]


def test_no_tests_no_question(tmp_path: Path) -> None:
    (found,) = answers(ci_tests, tmp_path, {"shop.py": "x = 1\n"}).values()
    assert found.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("code", "readme", "outcome"),
    [
        ('import os\nA = os.environ["SHOP_KEY"]\n', "Set SHOP_KEY.\n", Outcome.PASS),
        ('import os\nA = os.getenv("SHOP_KEY", "")\n', "Set SHOP.\n", Outcome.FAIL),
        ('import os\nA = os.environ.get("HOME")\n', "", Outcome.NOT_APPLICABLE),
    ],
)
def test_variables_that_are_read_are_documented(
    tmp_path: Path, code: str, readme: str, outcome: Outcome
) -> None:
    files = {"shop/settings.py": code, "README.md": readme}
    (found,) = answers(undocumented_environment, tmp_path, files).values()
    assert found.outcome is outcome
    assert found.location is None or str(found.location) == "shop/settings.py:2"


@pytest.mark.parametrize(
    ("path", "text", "outcome"),
    [
        ("packages/a/CHANGELOG.md", PROSE, Outcome.PASS),
        ("docs/releases/5.1.txt", PROSE, Outcome.PASS),
        ("CONTRIBUTING.md", "See [what changed](https://shop.test/a/b/releases).\n", Outcome.PASS),
        ("CONTRIBUTING.md", "Be kind.\n", Outcome.FAIL),
        ("CHANGELOG.md", "TBD\n", Outcome.FAIL),
    ],
)
def test_what_counts_for_a_changelog(
    tmp_path: Path, path: str, text: str, outcome: Outcome
) -> None:
    found = answers(GUIDES_PROBE, tmp_path, {path: text})
    assert found["changelog"].outcome is outcome


def test_a_plan_is_no_guide(tmp_path: Path) -> None:
    files = {"shop/app.py": APP, "docs/deployment-plan.md": PROSE}
    assert answers(GUIDES_PROBE, tmp_path, files)["deployment-guide"].outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "code",
    [
        'import os\nos.environ["SHOP_CHILD"] = "1"\nA = os.environ.get("SHOP_CHILD")\n',
        'import os\n# os.environ["SHOP_KEY"]\n',
    ],
)
def test_variables_of_its_own_making_need_no_document(tmp_path: Path, code: str) -> None:
    (found,) = answers(undocumented_environment, tmp_path, {"shop/a.py": code}).values()
    assert found.outcome is Outcome.NOT_APPLICABLE

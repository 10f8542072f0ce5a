"""Tests that the runner leaves out, and files that should not have been committed."""

from pathlib import Path

import pytest
from support.repositories import commit

from readiness.probes.collection import not_collected
from readiness.probes.leftovers import backup_file, committed_report
from readiness.probes.markers import unknown_marker
from readiness.probes.probe import Probe
from readiness.repository import checkout

TEST = "import os\n\n\ndef test_pay():\n    assert True\n"
TOML = '[tool.pytest.ini_options]\ntestpaths = ["tests", "shop/*/tests"]\n'


def found(probe: Probe, directory: Path, files: dict[str, str]) -> list[tuple[str, int | None]]:
    for path, text in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text)
    findings = probe.run(checkout.snapshot(directory))
    return [(each.location.path, each.location.line) for each in findings if each.location]


@pytest.mark.parametrize(
    ("config", "text"),
    [
        ("pyproject.toml", TOML),
        ("pytest.ini", "[pytest]\ntestpaths = tests shop/*/tests\n"),
        ("setup.cfg", "[tool:pytest]\ntestpaths =\n    tests\n    shop/*/tests\n"),
    ],
)
def test_files_outside_the_testpaths(tmp_path: Path, config: str, text: str) -> None:
    files = {
        config: text,
        "test_root.py": TEST,
        "tests/test_in.py": TEST,
        "tests/deep/pay_test.py": TEST,
        "shop/pay/tests/test_in.py": TEST,
        "extra/test_named.py": TEST,
        "test_helpers.py": "HELP = 1\n",
        "Makefile": "check:\n\tpytest extra/\n",
    }
    assert found(not_collected, tmp_path, files) == [("test_root.py", 4)]


def test_names_that_the_runner_does_not_look_for(tmp_path: Path) -> None:
    config = '[tool.pytest.ini_options]\ntestpaths = ["."]\npython_files = "test_*.py"\n'
    files = {"pyproject.toml": config, "tests/pay_test.py": TEST, "tests/test_pay.py": TEST}
    assert found(not_collected, tmp_path, files) == [("tests/pay_test.py", 4)]


@pytest.mark.parametrize("text", ["", "[tool.pytest.ini_options]\n", "[tool\n", "[tool]\npytest=1"])
def test_no_accusation_without_a_configuration(tmp_path: Path, text: str) -> None:
    assert found(not_collected, tmp_path, {"pyproject.toml": text, "test_root.py": TEST}) == []


def test_backups_and_reports(tmp_path: Path) -> None:
    files = {
        "pyproject.toml.backup": "",
        "shop.py.orig": "",
        "shop.py": "",
        "coverage.json": "{}",
        "tests/data/coverage.xml": "<coverage/>",
        "tests/data/shop.py.bak": "",
        "bold.md": "",
    }
    backups = [("pyproject.toml.backup", 1), ("shop.py.orig", 1)]
    assert found(backup_file, tmp_path, files) == backups
    assert found(committed_report, tmp_path, {}) == []
    commit(tmp_path)
    assert found(committed_report, tmp_path, {}) == [("coverage.json", 1)]


def test_markers_that_nothing_registers(tmp_path: Path) -> None:
    marked = """import pytest
pytestmark = pytest.mark.slow

@pytest.mark.parametrize("a", [1])
@pytest.mark.integration
@pytest.mark.intergation
def test_pay(a): assert a
"""
    config = '[tool.pytest.ini_options]\nmarkers = ["slow: takes long"]\n'
    hook = 'def pytest_configure(c):\n    c.addinivalue_line("markers", "integration: real")\n'
    files = {"test_pay.py": marked, "conftest.py": hook}
    assert found(unknown_marker, tmp_path, files) == []
    assert found(unknown_marker, tmp_path, {"pyproject.toml": config}) == [("test_pay.py", 6)]

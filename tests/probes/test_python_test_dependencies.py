from pathlib import Path

from support.repositories import tree

from readiness.model import Finding
from readiness.probes.python_test_dependencies import PYTHON_TEST_DEPENDENCIES
from readiness.repository.checkout import Limits, snapshot

PROJECT = '[project]\nname = "pkg"\ndependencies = []\n'


def found(directory: Path, files: dict[str, str]) -> list[Finding]:
    return list(PYTHON_TEST_DEPENDENCIES.run(snapshot(tree(directory, files))))


def test_tests_are_held_against_every_manifest(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PROJECT,
        "requirements-dev.txt": "pytest\n",
        "pkg/__init__.py": "",
        "tests/test_a.py": "import pytest\nimport numpy\n",
        "tests/test_b.py": "import pytest\nnumpy = pytest.importorskip('numpy')\nimport numpy\n",
    }
    (finding,) = found(tmp_path, files)
    assert finding.rule.id == "dependencies.undeclared-in-tests"
    assert str(finding.location) == "tests/test_a.py:2"


def test_hatch_says_what_tests_need_and_brings_a_runner(tmp_path: Path) -> None:
    hatch = '[envs.hatch-test]\nextra-dependencies = ["trustme"]\n'
    files = {
        "pyproject.toml": PROJECT,
        "hatch.toml": hatch,
        "pkg/__init__.py": "",
        "tests/test_a.py": "import pytest\nimport trustme\nimport numpy\n",
    }
    (finding,) = found(tmp_path, files)
    assert finding.message == "numpy is imported, and no manifest declares numpy"


def test_where_files_were_left_out_nothing_is_said(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": PROJECT,
        "requirements-dev.txt": "pytest\n",
        "tests/test_a.py": "import pytest\nimport numpy\n",
        "z.py": "",
    }
    assert len(found(tmp_path, files)) == 1
    cut_short = snapshot(tmp_path, limits=Limits(files=3))
    assert list(PYTHON_TEST_DEPENDENCIES.run(cut_short)) == []

from pathlib import Path

import pytest
from support.repositories import tree

from readiness.model import Finding
from readiness.probes.entry_points import broken_entry_point
from readiness.repository.checkout import snapshot

PACKAGE = {
    "pkg/__init__.py": "",
    "pkg/cli.py": "from pkg.core import run\ndef main(): run()\n",
    "pkg/core.py": "def run(): ...\n",
}


def found(directory: Path, files: dict[str, str]) -> list[Finding]:
    return list(broken_entry_point.run(snapshot(tree(directory, files))))


def pyproject(target: str) -> str:
    return f'[project]\nname = "pkg"\n[project.scripts]\nrun = "{target}"\n'


@pytest.mark.parametrize("target", ["pkg.cli:main", "pkg.cli", "other.cli:main"])
def test_an_entry_that_leads_somewhere(tmp_path: Path, target: str) -> None:
    assert found(tmp_path, PACKAGE | {"pyproject.toml": pyproject(target)}) == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("pkg.no:main", "leads nowhere: there is no module pkg.no"),
        ("pkg.cli:no", "leads nowhere: pkg.cli has no no"),
    ],
)
@pytest.mark.parametrize("root", ["", "src/"])
def test_an_entry_that_leads_nowhere(tmp_path: Path, root: str, target: str, reason: str) -> None:
    files = {f"{root}{path}": text for path, text in PACKAGE.items()}
    (finding,) = found(tmp_path, files | {"pyproject.toml": pyproject(target)})
    assert finding.message == f"the command run {reason}"
    assert str(finding.location) == "pyproject.toml:4"


def test_a_break_on_the_way_is_shown_with_the_way(tmp_path: Path) -> None:
    files = PACKAGE | {
        "pkg/core.py": "import os\nfrom .gone import run\n",
        "pyproject.toml": pyproject("pkg.cli:main"),
    }
    (finding,) = found(tmp_path, files)
    assert finding.message == (
        "the command run cannot start: the import of .gone does not resolve: "
        "there is no module pkg/gone"
    )
    assert [str(each.location) for each in finding.evidence] == ["pkg/cli.py", "pkg/core.py:2"]


def test_a_guarded_break_does_not_stop_the_command(tmp_path: Path) -> None:
    files = PACKAGE | {
        "pkg/core.py": "try:\n    from .gone import x\nexcept Exception:\n    x = None\n"
        "def run():\n    from .lost import y\n",
        "pyproject.toml": pyproject("pkg.cli:main"),
    }
    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    "manifest",
    [
        {"setup.cfg": "[options.entry_points]\nconsole_scripts =\n    run = pkg.no:main\n"},
        {
            "setup.py": "from setuptools import setup\n"
            "setup(entry_points={'console_scripts': ['run=pkg.no:main']})\n"
        },
        {"pyproject.toml": "[tool.poetry.scripts]\nrun = 'pkg.no:main'\n"},
        {"pyproject.toml": "[project.entry-points.plugins]\nrun = 'pkg.no'\n"},
    ],
)
def test_every_manifest(tmp_path: Path, manifest: dict[str, str]) -> None:
    assert len(found(tmp_path, PACKAGE | manifest)) == 1


def test_a_manifest_that_is_broken_or_computed_is_passed_over(tmp_path: Path) -> None:
    files = {"pyproject.toml": "[project\n", "setup.py": "setup(entry_points=make())\n"}
    assert found(tmp_path, PACKAGE | files) == []

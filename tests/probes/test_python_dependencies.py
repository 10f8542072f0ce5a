from pathlib import Path

import pytest
from support.repositories import tree

from readiness.model import Finding
from readiness.probes.python_dependencies import PYTHON_DEPENDENCIES
from readiness.repository.checkout import snapshot

NOTHING = '[project]\nname = "pkg"\ndependencies = []\n'


def found(directory: Path, files: dict[str, str]) -> list[Finding]:
    return list(PYTHON_DEPENDENCIES.run(snapshot(tree(directory, files))))


def rules(findings: list[Finding]) -> list[str]:
    return [each.rule.id.removeprefix("dependencies.") for each in findings]


def project(*dependencies: str, more: str = "") -> str:
    return f'[project]\nname = "pkg"\ndependencies = {list(dependencies)}\n{more}'


def test_an_undeclared_package_is_named_by_its_distribution(tmp_path: Path) -> None:
    (finding,) = found(
        tmp_path, {"pyproject.toml": NOTHING, "pkg/__init__.py": "import os\nimport yaml\n"}
    )
    assert finding.rule.id == "dependencies.undeclared"
    assert finding.rule.severity == "major"
    assert finding.message == "yaml is imported, and no manifest declares pyyaml"
    assert str(finding.location) == "pkg/__init__.py:2"


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("import yaml", "undeclared"),
        ("from yaml import load", "undeclared"),
        ("def f():\n    import yaml", "undeclared-optional"),
        ("try:\n    import yaml\nexcept ImportError:\n    yaml = None", "undeclared-optional"),
        ("try:\n    import yaml\nexcept Exception:\n    pass", "undeclared-optional"),
    ],
)
def test_rules_by_guard(tmp_path: Path, source: str, rule: str) -> None:
    assert rules(found(tmp_path, {"pyproject.toml": NOTHING, "pkg/__init__.py": source})) == [rule]


def test_a_module_that_the_package_does_not_load_is_lighter(tmp_path: Path) -> None:
    files = {"pyproject.toml": NOTHING, "pkg/__init__.py": "", "pkg/plugin.py": "import yaml\n"}
    assert rules(found(tmp_path, files)) == ["undeclared-module"]


@pytest.mark.parametrize(
    "source",
    [
        "import yaml",
        "import os, sys, tomllib, distutils",
        "from . import other",
        "import pkg.other",
        "import other",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy",
    ],
)
def test_what_is_declared_own_or_standard(tmp_path: Path, source: str) -> None:
    files = {"pyproject.toml": project("PyYAML>=6"), "pkg/__init__.py": source, "pkg/other.py": ""}
    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    ("manifest", "text"),
    [
        (
            "pyproject.toml",
            '[tool.poetry]\nname = "pkg"\n[tool.poetry.dependencies]\nPyYAML = "*"\n',
        ),
        ("setup.cfg", "[metadata]\nname = pkg\n[options]\ninstall_requires =\n    pyyaml>=5\n"),
        (
            "setup.py",
            "from setuptools import setup\nsetup(name='pkg', install_requires=['PyYAML'])",
        ),
        ("setup.py", "NEEDS = ['pyyaml; python_version>\"3\"']\nsetup(install_requires=NEEDS)"),
        ("requirements.txt", "# our needs\nPyYAML==6.0  # pinned\n-r other.txt\n"),
        ("requirements/base.in", "pyyaml[fast]~=6.0\n"),
        ("Pipfile", '[packages]\npyyaml = "*"\n'),
        ("environment.yml", "dependencies:\n  - conda-forge::pyyaml=6\n"),
        ("environment.yml", "dependencies:\n  - python=3.11\n  - pip:\n    - pyyaml==6\n"),
    ],
)
def test_every_manifest_declares(tmp_path: Path, manifest: str, text: str) -> None:
    files = {manifest: text, "pkg/__init__.py": "import yaml\n"}
    assert found(tmp_path, files) == []
    files["pkg/__init__.py"] = "import numpy\n"
    assert [each.message for each in found(tmp_path, files)] == [
        "numpy is imported, and no manifest declares numpy"
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": '[project]\nname = "pkg"\ndynamic = ["dependencies"]\n'},
        {"pyproject.toml": "[project\n"},
        {"pyproject.toml": "[tool.ruff]\n"},
        {"setup.py": "setup(**settings())"},
        {},
    ],
)
def test_without_a_readable_manifest_nothing_is_said(tmp_path: Path, files: dict[str, str]) -> None:
    assert found(tmp_path, files | {"pkg/__init__.py": "import yaml\n"}) == []


def test_a_module_that_an_unknown_distribution_may_install(tmp_path: Path) -> None:
    source = {"pkg/__init__.py": "import wobble\n"}
    assert found(tmp_path, source | {"pyproject.toml": project("acme-suite")}) == []
    assert rules(found(tmp_path, source | {"pyproject.toml": project("requests")})) == [
        "undeclared"
    ]


@pytest.mark.parametrize(
    ("declared", "module"),
    [
        ("opencv-python-headless", "cv2"),
        ("psycopg2-binary", "psycopg2"),
        ("google-cloud-storage", "google.cloud.storage"),
        ("azure-identity", "azure.identity"),
        ("langchain-foo", "langchain_foo.bar"),
        ("some-fastapi-fork", "fastapi"),
        ("Zope.Interface", "zope.interface"),
    ],
)
def test_what_a_declared_distribution_may_install(
    tmp_path: Path, declared: str, module: str
) -> None:
    files = {"pyproject.toml": project(declared), "pkg/__init__.py": f"import {module}\n"}
    assert found(tmp_path, files) == []


def test_only_for_developers(tmp_path: Path) -> None:
    more = '[dependency-groups]\ndev = ["numpy"]\n'
    files = {"pyproject.toml": project(more=more), "pkg/__init__.py": "import numpy\n"}
    (finding,) = found(tmp_path, files)
    assert finding.rule.id == "dependencies.development-only"
    assert [str(each.location) for each in finding.evidence] == ["pyproject.toml:5"]


def test_only_with_an_extra(tmp_path: Path) -> None:
    more = '[project.optional-dependencies]\nfast = ["numpy"]\n'
    files = {"pyproject.toml": project(more=more), "pkg/__init__.py": "import numpy\n"}
    (finding,) = found(tmp_path, files)
    assert finding.rule.id == "dependencies.extra-required"
    assert finding.message.endswith("comes only with the extra fast")
    files |= {"pkg/__init__.py": "", "pkg/fast.py": "import numpy\n"}
    assert rules(found(tmp_path, files)) == ["extra-unguarded"]
    files["pkg/__init__.py"] = "try:\n    from .fast import x\nexcept ImportError:\n    x = None\n"
    assert found(tmp_path, files) == []
    refusal = "except ImportError:\n    raise ImportError('pip install pkg[fast]') from None\n"
    files["pkg/__init__.py"] = f"try:\n    from .fast import x\n{refusal}"
    assert found(tmp_path, files) == []
    files["pkg/__init__.py"] = f"try:\n    import numpy\n{refusal}"
    assert found(tmp_path, files) == []


def test_what_comes_with_other_dependencies(tmp_path: Path) -> None:
    lock = (
        '[[package]]\nname = "thing"\nversion = "1"\ndependencies = [{ name = "numpy" }]\n'
        '[[package]]\nname = "numpy"\nversion = "2"\n'
    )
    files = {"pyproject.toml": project("thing"), "pkg/__init__.py": "import numpy\n"}
    (finding,) = found(tmp_path, files | {"uv.lock": lock})
    assert finding.rule.id == "dependencies.transitive"
    assert [str(each.location) for each in finding.evidence] == ["uv.lock:6"]
    files["pyproject.toml"] = project("pandas")
    (tmp_path / "uv.lock").unlink()
    assert rules(found(tmp_path, files)) == ["transitive"]


def test_a_manifest_speaks_for_its_own_directory(tmp_path: Path) -> None:
    files = {
        "one/pyproject.toml": project("numpy"),
        "one/pkg/__init__.py": "import numpy\n",
        "two/pyproject.toml": project("requests"),
        "two/other/__init__.py": "import numpy\n",
        "loose.py": "import numpy\n",
    }
    assert [str(each.location) for each in found(tmp_path, files)] == ["two/other/__init__.py:1"]


def test_near_statements_of_one_package_are_one_finding(tmp_path: Path) -> None:
    source = "import yaml\nfrom yaml import x\nfrom yaml.y import z\n"
    files = {"pyproject.toml": NOTHING, "pkg/__init__.py": source}
    assert len(found(tmp_path, files)) == 1


SCRIPT = """#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "pyyaml>=6",
# ]
# ///
import yaml
"""


@pytest.mark.parametrize("path", ["scripts/load.py", "pkg/load.py", "load.py"])
def test_a_scripts_own_metadata_declares_what_it_needs(tmp_path: Path, path: str) -> None:
    files = {"pyproject.toml": NOTHING, "pkg/__init__.py": "", path: SCRIPT}
    assert found(tmp_path, files) == []


def test_what_a_scripts_own_metadata_lacks(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"load.py": SCRIPT + "import requests\n"})
    assert finding.rule.id == "dependencies.undeclared-module"
    assert str(finding.location) == "load.py:9"


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        (SCRIPT + "# /// script\n# dependencies = []\n# ///\n", None),
        ("# /// script\n" * 100_000 + "import yaml\n", "undeclared-optional"),
        (SCRIPT.replace('  "pyyaml>=6",', "  [[["), None),
        (SCRIPT.replace("# ///\nimport", "import"), "undeclared-optional"),
        (SCRIPT.replace("/// script", "/// other"), "undeclared-optional"),
        ("import yaml\n", "undeclared-optional"),
    ],
    ids=["twice", "long", "broken", "open", "other", "none"],
)
def test_metadata_that_cannot_be_read_accuses_nobody(
    tmp_path: Path, block: str, rule: str | None
) -> None:
    files = {"pyproject.toml": NOTHING, "pkg/__init__.py": "", "scripts/load.py": block}
    assert rules(found(tmp_path, files)) == ([rule] if rule else [])

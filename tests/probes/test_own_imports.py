from pathlib import Path

import pytest
from support.repositories import tree

from readiness.model import Finding, Outcome
from readiness.probes.own_imports import OWN_IMPORTS
from readiness.repository.checkout import Limits, snapshot


def found(directory: Path, files: dict[str, str]) -> list[Finding]:
    return list(OWN_IMPORTS.run(snapshot(tree(directory, files))))


def rules(findings: list[Finding]) -> list[str]:
    return [each.rule.id.partition(".")[2] for each in findings]


def test_a_missing_module_says_what_was_looked_for_and_what_is_near(tmp_path: Path) -> None:
    (finding,) = found(
        tmp_path,
        {
            "pkg/__init__.py": "",
            "pkg/cli.py": "import os\nfrom .production import main\n",
            "pkg/commands/production.py": "main = 1\n",
        },
    )
    assert finding.rule.id == "integration.unresolved-import"
    assert finding.rule.severity == "blocker"
    assert str(finding.location) == "pkg/cli.py:2"
    assert finding.message == (
        "the import of .production does not resolve: there is no module pkg/production"
    )
    assert [str(each.location) for each in finding.evidence] == ["pkg/commands/production.py"]


def test_a_hidden_directory_keeps_its_dot(tmp_path: Path) -> None:
    files = {
        ".box/kit/build.py": "from .recipe import make\nfrom recipe import make\n",
        ".box/kit/recipe.py": "make = 1\n",
    }
    assert found(tmp_path, files) == []


def test_near_statements_that_fail_alike_are_one_finding(tmp_path: Path) -> None:
    source = "from .gone import a\nfrom .gone import b\n" + "\n" * 9 + "from .gone import c\n"
    findings = found(tmp_path, {"pkg/__init__.py": source})
    assert [str(each.location) for each in findings] == ["pkg/__init__.py:1", "pkg/__init__.py:12"]


def test_a_package_that_makes_names_has_no_modules_by_it(tmp_path: Path) -> None:
    files = {"pkg/__init__.py": "from .gone import a\ndef __getattr__(name): ...\n"}
    assert rules(found(tmp_path, files)) == ["unresolved-import"]


def test_a_missing_name(tmp_path: Path) -> None:
    (finding,) = found(
        tmp_path,
        {"pkg/__init__.py": "", "pkg/a.py": "x = 1\n", "pkg/b.py": "from pkg.a import x, y, z\n"},
    )
    assert finding.message == (
        "the import of y, z from pkg.a does not resolve: pkg/a.py defines no such name"
    )


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("from .no import x", "unresolved-import"),
        ("from pkg.no import x", "unresolved-import"),
        ("import pkg.no", "unresolved-import"),
        ("from . import no", "unresolved-import"),
        ("from .mod.deeper import x", "unresolved-import"),
        ("def f():\n    from .no import x", "unresolved-lazy-import"),
        ("try:\n    from .no import x\nexcept Exception:\n    x = None", "silenced-import"),
        (
            "try:\n    from .no import x\nexcept ImportError:\n    x = None",
            "unresolved-optional-import",
        ),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .no import x",
            "unresolved-typing-import",
        ),
        (
            "try:\n    from .no import x\nexcept ImportError as e:\n    raise X from e",
            "unresolved-import",
        ),
    ],
)
@pytest.mark.parametrize("root", ["", "src/", "backend/", "packages/one/src/"])
def test_rules_by_guard(tmp_path: Path, root: str, source: str, rule: str) -> None:
    files = {
        "packages/one/pyproject.toml": "",
        f"{root}pkg/__init__.py": "",
        f"{root}pkg/mod.py": "x = 1\n",
        f"{root}pkg/user.py": source,
    }
    assert rules(found(tmp_path, files)) == [rule]


@pytest.mark.parametrize(
    "source",
    [
        "from .mod import x",
        "from . import mod, sub",
        "from .sub import leaf, named",
        "from .sub.leaf import y",
        "import pkg.sub.leaf",
        "from pkg.stars import x, q",
        "from .stars import y, anything",
        "from .lazy import whatever",
        "from .namespace import inside",
        "from .fast import compiled",
        "from ._pb2 import x",
        "from .service_pb2 import Message",
        "from ._version import version",
        "from .built import x",
        "from .stub import x",
        "from .newer import x",
        "import pkg.mod as mod",
        "import requests.no, django",
        "from http.client import x",
        "from .mod import __file__",
    ],
)
def test_what_resolves_or_cannot_be_known(tmp_path: Path, source: str) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/mod.py": "x = 1\n",
        "pkg/sub/__init__.py": "named = 1\n",
        "pkg/sub/leaf.py": "y = 1\n",
        "pkg/stars.py": "from .mod import *\nfrom .circle import *\nfrom elsewhere import *\n",
        "pkg/circle.py": "from .stars import *\nq = 1\n",
        "pkg/lazy.py": "def __getattr__(name): ...\n",
        "pkg/namespace/inside.py": "",
        "pkg/fast.pyx": "",
        "pkg/stub.pyi": "",
        "pkg/newer.py": "match = type syntax of tomorrow\n",
        "pkg/http/__init__.py": "",
        "setup.py": "from setuptools import setup\nopen('pkg/built.py', 'w')\n",
        "pkg/user.py": source,
    }
    files["pkg/_pb2.py"] = "x = 1\n"
    assert found(tmp_path, files) == []


def test_tests_examples_and_generated_code_are_not_judged(tmp_path: Path) -> None:
    broken = "from .no import x\n"
    files = {
        "pkg/__init__.py": "",
        "tests/test_a.py": broken,
        "examples/a.py": broken,
        "pkg/a_pb2.py": broken,
        "vendor/b.py": broken,
    }
    assert found(tmp_path, files) == []


def test_a_namespace_shared_with_other_distributions(tmp_path: Path) -> None:
    files = {
        "google/cloud/mine/__init__.py": "import google.auth\nfrom google.cloud import storage"
    }
    assert found(tmp_path, files) == []


def test_a_directory_named_like_a_package_of_others(tmp_path: Path) -> None:
    source = "from grpc.other import x\nfrom grpc import channel\n"
    files = {
        "pyproject.toml": "",
        "src/company/exporter/grpc/__init__.py": "",
        "src/company/exporter/grpc/client.py": source,
    }
    assert found(tmp_path, files) == []


def test_names_that_are_set_from_outside_of_statements(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/types.py": "from pkg import types\nfor name in 'ab':\n    setattr(types, name, 1)\n",
        "pkg/a.py": "from pkg.types import b\n",
    }
    assert found(tmp_path, files) == []


def test_a_private_accelerator_may_be_built_elsewhere(tmp_path: Path) -> None:
    source = "try:\n    from ._speedups import x\nexcept ImportError:\n    x = None"
    assert found(tmp_path, {"pkg/__init__.py": "", "pkg/a.py": source}) == []


def test_native_builds_make_private_modules(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "from ._core import x\n",
        "pyproject.toml": "[build-system]\nbuild-backend = 'maturin'\n",
    }
    assert found(tmp_path, files) == []


def test_modules_entered_at_run_time(tmp_path: Path) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/a.py": "from pkg.virtual import x\n",
        "hook.py": "import sys\nsys.modules['pkg.virtual'] = object()\n",
    }
    assert found(tmp_path, files) == []


def test_a_script_beside_its_helper(tmp_path: Path) -> None:
    files = {
        "scripts/run.py": "import helper\nfrom helper import x\n",
        "scripts/helper.py": "x = 1",
    }
    assert found(tmp_path, files) == []


def test_where_files_were_left_out_nothing_is_called_missing(tmp_path: Path) -> None:
    tree(tmp_path, {"pkg/__init__.py": "", "pkg/a.py": "from .b import x\n", "pkg/b.py": "x = 1"})
    (finding,) = OWN_IMPORTS.run(snapshot(tmp_path, limits=Limits(files=2)))
    assert finding.outcome is Outcome.UNKNOWN
    assert finding.message == "Only the first 2 files were looked at."


def test_a_checkout_without_python(tmp_path: Path) -> None:
    assert found(tmp_path, {"index.js": "import x from './y'\n"}) == []

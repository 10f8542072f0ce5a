"""Packages that hold nothing are found where something relies on them, and only there."""

from pathlib import Path

import pytest
from support.answers import answers
from support.repositories import tree

from readiness.probes.empty_package import empty_package
from readiness.repository.checkout import Limits, snapshot

HOLLOW = '"""The engines."""\n\nfrom __future__ import annotations\n\n__all__: list[str] = []\n'
APP = {"app/__init__.py": "", "app/main.py": "from app import engines\n"}


def places(directory: Path, files: dict[str, str]) -> list[tuple[str, list[str]]]:
    return [
        (str(each.location), [str(proof.location) for proof in each.evidence])
        for each in answers(empty_package, directory, files)
    ]


def test_an_imported_package_of_nothing_is_found_once(tmp_path: Path) -> None:
    files = {
        **APP,
        "app/engines/__init__.py": HOLLOW,
        "app/engines/rest/__init__.py": "pass\n",
        "app/engines/README.md": "Engines.\n",
        "app/work.py": "import app.engines.rest\nfrom . import engines\n",
    }
    assert places(tmp_path, files) == [
        ("app/engines/__init__.py", ["app/main.py:1", "app/work.py:2"]),
        ("app/engines/rest/__init__.py", ["app/work.py:1"]),
    ]
    (first, _) = answers(empty_package, tmp_path, {})
    assert first.message == "app/engines holds nothing, and app/main.py:1 relies on it"


@pytest.mark.parametrize(
    "files",
    [
        {"app/engines/__init__.py": "", "app/engines/rest.py": "x = 1\n"},
        {"app/engines/__init__.py": "", "app/engines/rest/table.json": "{}\n"},
        {"app/engines/__init__.py": "import logging\n"},
        {"app/engines/__init__.py": "print('loaded')\n"},
        {"app/engines/__init__.py": "__version__ = '1'\n"},
        {"app/engines.py": "", "app/engines.pyi": "x: int\n"},
        {"app/engines.py": "", "app/main.py": "import app\n"},
        {"app/engines/rest.py": "x = 1\n"},
        {"app/engines.py": "", "app/__init__.py": "engines = {}\n"},
        {"app/stubs/__init__.py": "", "app/main.py": "from app import stubs\n"},
    ],
    ids=["modules", "data", "import", "effect", "version", "types", "unused", "namespace", "name",
         "meant"],
)  # fmt: skip
def test_what_holds_something_or_is_not_relied_on_is_left_out(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert places(tmp_path, {**APP, **files}) == []


def test_an_empty_module_taken_over_whole(tmp_path: Path) -> None:
    files = {"app/__init__.py": "from .engines import *\n", "app/engines.py": "# to come\n"}
    assert places(tmp_path, files) == [("app/engines.py", ["app/__init__.py:1"])]


def test_documents_and_manifests_that_name_it(tmp_path: Path) -> None:
    files = {
        "app/__init__.py": "",
        "app/main.py": "x = 1\n",
        "app/engines/__init__.py": HOLLOW,
        "app/plugin.py": "",
        "README.md": "Engines are in `app/engines/`.\nWe will add `app.plugin`.\n",
        "docs/plan.md": "`app.plugin` does the rest.\n",
        "pyproject.toml": '[project]\nname = "app"\n[project.entry-points.pytest11]\n'
        'app = "app.plugin"\n[tool.setuptools]\npackages = ["app", "app.engines"]\n',
    }
    assert places(tmp_path, files) == [
        ("app/engines/__init__.py", ["README.md:1", "pyproject.toml:6"]),
        ("app/plugin.py", ["pyproject.toml:4"]),
    ]


def test_empty_scripts_that_are_imported(tmp_path: Path) -> None:
    files = {
        "src/main.ts": 'import { send } from "./send.js";\nimport "./noop";\nimport "./x";\n',
        "src/send.ts": "// To be written.\nexport {};\n",
        "src/noop.ts": "",
        "src/x/index.ts": "export default 1;\n",
        "src/left.ts": "",
    }
    assert places(tmp_path, files) == [("src/send.ts", ["src/main.ts:1"])]


def test_nothing_is_said_of_a_tree_that_was_not_read_whole(tmp_path: Path) -> None:
    tree(tmp_path, {**APP, "app/engines/__init__.py": ""})
    (found,) = empty_package.run(snapshot(tmp_path, limits=Limits(files=1)))
    assert found.outcome == "unknown"

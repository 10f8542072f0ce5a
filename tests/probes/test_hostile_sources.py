"""Sources written to make a reader slow or to make it give up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.growth import linear
from support.repositories import tree

from readiness.model import Finding, Outcome
from readiness.probes.entry_points import broken_entry_point
from readiness.probes.go_imports import unresolved_go_import
from readiness.probes.javascript_imports import JAVASCRIPT_IMPORTS
from readiness.probes.own_imports import OWN_IMPORTS
from readiness.probes.package_entries import package_entry
from readiness.probes.probe import Probe
from readiness.probes.python_dependencies import PYTHON_DEPENDENCIES
from readiness.probes.python_test_dependencies import PYTHON_TEST_DEPENDENCIES
from readiness.probes.uncollectable_tests import cannot_load
from readiness.probes.unknown_extra import unknown_extra
from readiness.repository.checkout import Limits, snapshot

SIZE = 25_000
MANIFESTS = {
    "pyproject.toml": '[project]\nname = "pkg"\n[project.optional-dependencies]\ndev = []\n',
    "package.json": '{"dependencies": {"a": "1"}}',
    "go.mod": "module m\n",
    "pkg/__init__.py": "",
}

PROBES = (
    OWN_IMPORTS,
    PYTHON_DEPENDENCIES,
    PYTHON_TEST_DEPENDENCIES,
    JAVASCRIPT_IMPORTS,
    unresolved_go_import,
    cannot_load,
    unknown_extra,
)


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("src/a.ts", "import a\n"),
        ("src/a.ts", "/[/"),
        ("src/a.ts", "`${"),
        ("src/a.ts", "/*"),
        ("src/a.ts", "import a from 'b'\n"),
        ("main.go", "import (\n"),
        ("main.go", "/*"),
        ("tests/test_a.py", "from pkg import (\n"),
        ("tests/test_a.py", "import pkg\n"),
        ("pkg/a.py", "("),
        ("pkg/a.py", "if x:\n "),
        ("README.md", "install "),
        ("README.md", "pip install .[a],"),
        ("package.json", "/*"),
    ],
)
def test_a_source_is_looked_at_in_linear_time(tmp_path: Path, path: str, unit: str) -> None:
    def look(size: int) -> Callable[[], list[Finding]]:
        files = MANIFESTS | {path: unit * (size // len(unit))}
        found = snapshot(tree(tmp_path, files))
        return lambda: [finding for probe in PROBES for finding in probe.run(found)]

    assert linear(look, SIZE, tries=3)
    assert all(finding.location for finding in look(SIZE)())


@pytest.mark.parametrize(
    "probe",
    [
        OWN_IMPORTS,
        PYTHON_DEPENDENCIES,
        JAVASCRIPT_IMPORTS,
        unresolved_go_import,
        cannot_load,
        broken_entry_point,
        package_entry,
    ],
)
def test_where_files_were_left_out_the_answer_is_unknown(tmp_path: Path, probe: Probe) -> None:
    files = MANIFESTS | {"z/a.py": "", "z/b.py": ""}
    (finding,) = probe.run(snapshot(tree(tmp_path, files), limits=Limits(files=4)))
    assert finding.outcome is Outcome.UNKNOWN
    assert finding.message == "Only the first 4 files were looked at."


def test_a_long_chain_of_star_imports_is_unknown(tmp_path: Path) -> None:
    chain = {f"pkg/m{n}.py": f"from .m{n + 1} import *\n" for n in range(600)}
    files = MANIFESTS | chain | {"pkg/m600.py": "", "pkg/a.py": "from .m0 import x\n"}
    assert list(OWN_IMPORTS.run(snapshot(tree(tmp_path, files)))) == []


def test_a_long_chain_of_imports_is_followed_without_failing(tmp_path: Path) -> None:
    chain = {f"pkg/m{n}.py": f"from .m{n + 1} import x\n" for n in range(600)}
    files = MANIFESTS | chain | {"tests/test_a.py": "from pkg.m0 import x\n"}
    assert len(list(OWN_IMPORTS.run(snapshot(tree(tmp_path, files))))) == 1
    assert list(cannot_load.run(snapshot(tmp_path))) == []

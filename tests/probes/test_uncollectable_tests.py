from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.uncollectable_tests import cannot_load
from readiness.repository.checkout import snapshot

PACKAGE = {
    "pkg/__init__.py": "",
    "pkg/good.py": "x = 1\n",
    "pkg/bad.py": "from .gone import x\n",
    "pkg/middle.py": "from pkg.bad import x\n",
}


def test_the_way_to_a_broken_import(tmp_path: Path) -> None:
    files = PACKAGE | {"tests/test_a.py": "import os\nfrom pkg.middle import x\n"}
    (finding,) = cannot_load.run(snapshot(tree(tmp_path, files)))
    assert str(finding.location) == "tests/test_a.py:2"
    assert finding.message == (
        "no test of this module can run: the import of .gone does not resolve: "
        "there is no module pkg/gone"
    )
    assert [str(each.location) for each in finding.evidence] == ["pkg/middle.py", "pkg/bad.py:1"]


def test_its_own_import_of_what_is_gone(tmp_path: Path) -> None:
    files = PACKAGE | {"tests/test_a.py": "from pkg.good import x, y\n"}
    (finding,) = cannot_load.run(snapshot(tree(tmp_path, files)))
    assert str(finding.location) == "tests/test_a.py:1"


@pytest.mark.parametrize(
    "source",
    [
        "from pkg.good import x\n",
        "def test_a():\n    from pkg.bad import x\n",
        "try:\n    from pkg.bad import x\nexcept ImportError:\n    x = None\n",
        "import pytest\npytest.importorskip('pkg.bad')\nfrom pkg.bad import x\n",
        'TEXT = """\nfrom pkg.bad import x\n"""\n',
        "import pkg.good, pkg.middle_of_nowhere.x if x else y\n",
    ],
)
def test_what_can_be_loaded_or_is_not_known(tmp_path: Path, source: str) -> None:
    files = PACKAGE | {"tests/test_a.py": source, "tests/helper.py": "from pkg.bad import x\n"}
    assert list(cannot_load.run(snapshot(tree(tmp_path, files)))) == []

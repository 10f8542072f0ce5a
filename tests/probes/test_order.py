"""The answers for a tree are the same, in whatever order its files are written or listed."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from support.repositories import tree

from readiness.model import Finding
from readiness.probes import run
from readiness.repository.checkout import snapshot
from readiness.repository.snapshot import Snapshot

FILES = {
    "README.md": "# Shop\n\nSee [how](docs/gone.md) and `shop/none.py`. `pip install shop[x]`\n",
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["flask"]\n'
    '[project.scripts]\npay = "shop.pay:gone"\n[project.optional-dependencies]\ndev = ["pytest"]\n',
    "shop/__init__.py": "from shop.pay import charge\nfrom shop.lost import found\n",
    "shop/pay.py": "import numpy\n\n\ndef charge(card):\n    raise NotImplementedError\n",
    "shop/api.py": "from flask import Flask\nfrom .pay import charge\n\napp = Flask(__name__)\n\n\n"
    '@app.get("/health")\ndef health():\n    return {"status": "ok"}\n',
    "shop/copy.py": "import numpy\n\n\ndef charge(card):\n    raise NotImplementedError\n",
    "web/package.json": '{"name": "web", "main": "gone.js", "dependencies": {"vue": "3"}}',
    "web/index.js": "import x from './gone'\nimport 'react'\n",
    "web/view.ts": "// for now, return mock data\nexport const view = {}\n",
    "cmd/main.go": 'package main\n\nfunc pay() { panic("not implemented") }\n',
    "tests/test_pay.py": "def test_pay():\n    assert len([]) >= 0\n",
    "tests/test_copy.py": "def test_pay():\n    assert len([]) >= 0\n",
    ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: pytest || true\n",
    "compose.yml": "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: postgres\n",
}
ORDERS = st.permutations(sorted(FILES))


@cache
def expected() -> tuple[Finding, ...]:
    with TemporaryDirectory() as directory:
        return run.findings(snapshot(tree(Path(directory), FILES)), {})


@settings(max_examples=3, deadline=None)
@given(written=ORDERS, listed=ORDERS)
def test_no_order_of_files_changes_an_answer(written: list[str], listed: list[str]) -> None:
    with TemporaryDirectory() as directory:
        found = snapshot(tree(Path(directory), {path: FILES[path] for path in written}))
        assert run.findings(found, {}) == expected()
        other = Snapshot(
            directory=found.directory, files={path: found.files[path] for path in listed}
        )
        assert set(run.findings(other, {})) == set(expected())
    assert {each.rule.category for each in expected() if each.outcome == "fail"} >= {
        "implementation", "integration", "dependencies", "tests", "documentation", "operations",
    }  # fmt: skip

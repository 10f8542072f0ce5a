"""Files that are made to take long, or to break a parser, do neither."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.growth import linear
from support.repositories import tree

from readiness import plugins
from readiness.model import Finding, Outcome, Severity
from readiness.probes.probe import Probe
from readiness.repository import checkout

SERVICE = "import sqlalchemy, httpx\nfrom flask import Flask\napp = Flask(__name__)\nhttpx.get(a)\n"
WORDS = (
    "CircuitBreaker RateLimit create_pool health ready live status getenv environ DATABASE_URL "
    "SecretStr retry signal SIGTERM backup dump alert expr groups panels targets resource AWS:: "
    "create table CREATE logging prometheus_client ClientSession Throttl"
)
PIECES = {
    "letters": "a",
    "lines": "\n",
    "spaces": " ",
    "dots": "a.",
    "quotes": '"',
    "escapes": '"\\',
    "comments": "/*",
    "brackets": "[{(",
    "at": "@a(",
    "equals": "a = ",
    "dashes": "- ",
    "hashes": "#\n",
    "routes": '@app.get("/health")\n',
    "fences": "```\n",
}
SIZE = 5_000
PATHS = (
    *("shop/b.py", "b.ts", "b.go", "B.java", "b.sql", "ops/b.yml", "ops/b.json", "main.tf"),
    *(".github/workflows/ci.yml", "docs/runbook.md", "Dockerfile", "compose.yml", "run.sh"),
    *("migrations/0001_a.py", "migrations/0001_a.sql", "db/versions/0a1b2c3d4e_a.py"),
)


def modules() -> list[Probe]:
    names = {
        *("migrations", "alerts", "containers", "metrics", "health", "outgoing", "shutdown"),
        *("backups", "settings", "runbooks", "ignored_failures"),
    }
    return [
        value
        for module in plugins.modules("readiness.probes")
        if module.__name__.rpartition(".")[2] in names
        for value in vars(module).values()
        if isinstance(value, Probe)
    ]


@pytest.mark.parametrize("name", PIECES)
def test_long_files_are_read_in_linear_time(tmp_path: Path, name: str) -> None:
    piece = PIECES[name]

    def look(size: int) -> Callable[[], list[Finding]]:
        text = f"{WORDS}\n{piece * (size // len(piece))}"
        files = {"shop/app.py": SERVICE} | dict.fromkeys(PATHS, text)
        snapshot = checkout.snapshot(tree(tmp_path, files))
        return lambda: [each for probe in modules() for each in probe.run(snapshot)]

    assert linear(look, SIZE, tries=2)
    found = look(SIZE)()
    assert {each.rule.id for each in found} >= {"operations.metrics", "operations.backup"}
    unknown = [each for each in found if each.outcome is Outcome.UNKNOWN]
    assert {each.rule.severity for each in unknown} <= {Severity.NOTE}


def test_a_plain_library_loses_nothing(tmp_path: Path) -> None:
    workflow = "on: push\njobs:\n  a:\n    steps:\n      - run: pytest\n"
    files = {
        "shop/__init__.py": "import httpx\n\n\ndef pay(url):\n    return httpx.get(url)\n",
        "tests/test_shop.py": "def test_it():\n    assert shop.pay(x)\n",
        ".github/workflows/ci.yml": workflow,
    }
    snapshot = checkout.snapshot(tree(tmp_path, files))
    found = [each for probe in modules() for each in probe.run(snapshot)]
    assert {each.outcome for each in found} == {Outcome.PASS, Outcome.NOT_APPLICABLE}
    assert {each.rule.id for each in found if each.outcome is Outcome.PASS} == {
        "operations.ignored-failures"
    }
    assert all(each.message for each in found)

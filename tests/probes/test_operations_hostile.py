"""Files that are made to take long, or to break a parser, do neither."""

import time
from pathlib import Path

import pytest
from support.repositories import tree

from readiness import plugins
from readiness.model import Outcome, Severity
from readiness.probes.probe import Probe
from readiness.repository import checkout

SERVICE = "import sqlalchemy, httpx\nfrom flask import Flask\napp = Flask(__name__)\nhttpx.get(a)\n"
WORDS = (
    "CircuitBreaker RateLimit create_pool health ready live status getenv environ DATABASE_URL "
    "SecretStr retry signal SIGTERM backup dump alert expr groups panels targets resource AWS:: "
    "create table CREATE logging prometheus_client ClientSession Throttl"
)
LONG = {
    "letters": "a" * 20_000,
    "lines": "\n" * 20_000,
    "spaces": " " * 20_000,
    "dots": "a." * 10_000,
    "quotes": '"' * 20_000,
    "escapes": '"\\' * 10_000,
    "comments": "/*" * 10_000,
    "brackets": "[{(" * 6_000,
    "at": "@a(" * 6_000,
    "equals": "a = " * 5_000,
    "dashes": "- " * 10_000,
    "hashes": "#\n" * 10_000,
    "routes": '@app.get("/health")\n' * 1_000,
    "fences": "```\n" * 5_000,
}


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


@pytest.mark.parametrize("name", LONG)
def test_long_files_are_read_quickly(tmp_path: Path, name: str) -> None:
    text = f"{WORDS}\n{LONG[name]}"
    paths = (
        *("shop/b.py", "b.ts", "b.go", "B.java", "b.sql", "ops/b.yml", "ops/b.json", "main.tf"),
        *(".github/workflows/ci.yml", "docs/runbook.md", "Dockerfile", "compose.yml", "run.sh"),
        *("migrations/0001_a.py", "migrations/0001_a.sql", "db/versions/0a1b2c3d4e_a.py"),
    )
    files = {"shop/app.py": SERVICE} | dict.fromkeys(paths, text)
    snapshot = checkout.snapshot(tree(tmp_path, files))
    started = time.monotonic()
    found = [each for probe in modules() for each in probe.run(snapshot)]
    assert time.monotonic() - started < 10
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

"""Commands that run tests, themselves or through what the repository holds."""

import json
from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes._test_runs import TestRuns
from readiness.repository.checkout import snapshot

FILES = {
    "dev.py": 'import subprocess\nCOMMANDS = {"test": ["pytest", "-q"], "lint": ["ruff"]}\n',
    "serve.py": "print('serving')\n",
    "run-tests.sh": "#!/bin/sh\nset -e\n# pytest was used once\nmake check\n",
    "go.sh": "#!/bin/sh\necho pytest\npip install pytest\n",
    "loop.sh": "#!/bin/sh\n./loop.sh\n",
    "api/scripts/tests-start.sh": "#!/bin/sh\nDEV=1 coverage run -m pytest tests/\n",
    "Build.ps1": "foreach ($x in 1) { & dotnet test -c Release }\n",
    "Makefile": "all: check\n\ncheck: unit\n\nunit:\n\t@go test ./...\n\nlint:\n\truff check\n\n"
    "test:\n\techo nothing\n",
    "justfile": "default:\n  just --list\n\ntest *args: build\n  @cargo nextest run {{args}}\n",
    "package.json": json.dumps(
        {"scripts": {"test": "npm run test:unit", "test:unit": "vitest run", "lint": "eslint ."}}
    ),
}


@pytest.mark.parametrize(
    ("command", "through"),
    [
        ("pytest -q", ()),
        ("uv run --frozen pytest", ()),
        ("cd app && python -m pytest tests/unit", ()),
        ("poetry install && poetry run pytest", ()),
        ("tox", ()),
        ("tox run -e py312", ()),
        ("nox -s tests-3.12", ()),
        ("${{ env.CARGO }} test --verbose", ()),
        ("./mvnw -B verify", ()),
        ("docker compose run web pytest", ()),
        ("python3 dev.py test -n 2 --cov", ("dev.py",)),
        ("CI=1 python dev.py check", ("dev.py",)),
        ("./run-tests.sh", ("run-tests.sh", "Makefile", "Makefile")),
        ("bash run-tests.sh --fast", ("run-tests.sh", "Makefile", "Makefile")),
        ('uv run bash scripts/tests-start.sh "Coverage of $SHA"', ("api/scripts/tests-start.sh",)),
        ("docker compose run --rm web bunx playwright test", ()),
        ("./Build.ps1", ("Build.ps1",)),
        ("make", ("Makefile", "Makefile", "Makefile")),
        ("make -j2 unit VERBOSE=1", ("Makefile",)),
        ("just test --release", ("justfile",)),
        ("npm test", ("package.json", "package.json")),
        ("pnpm run test:unit", ("package.json",)),
    ],
)
def test_commands_that_run_tests(tmp_path: Path, command: str, through: tuple[str, ...]) -> None:
    assert TestRuns(snapshot(tree(tmp_path, FILES))).through(command) == through


@pytest.mark.parametrize(
    "command",
    [
        "pip install pytest",
        "pytest --version",
        "python3 dev.py lint",
        "python3 serve.py test",
        "./go.sh",
        "./loop.sh",
        "./gone.sh",
        "make lint",
        "make test",
        "tox -e lint,docs",
        "nox -s docs",
        "tox -e generate-notes -- 1.2",
        "npm ci",
        "npm run lint",
        "npm run build",
        "description: 'See dev.py test'",
        "tox.ini",
        "just",
    ],
)
def test_commands_that_run_none(tmp_path: Path, command: str) -> None:
    assert TestRuns(snapshot(tree(tmp_path, FILES))).through(command) is None


def test_what_cannot_be_followed_is_taken_by_its_name(tmp_path: Path) -> None:
    runs = TestRuns(snapshot(tree(tmp_path, {"README.md": ""})))
    assert runs.through("make test") == ()
    assert runs.through("npm test") == ()
    assert runs.through("make build") is None


def test_scripts_that_call_each_other_end_soon(tmp_path: Path) -> None:
    calls = "".join(f"./s{number}.sh\n" for number in range(60)) * 10
    files = {f"s{number}.sh": f"#!/bin/sh\n{calls}" for number in range(60)}
    assert TestRuns(snapshot(tree(tmp_path, files))).through("./s0.sh") is None

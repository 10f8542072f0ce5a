from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.unknown_command import unknown_command
from readiness.repository.checkout import snapshot

FILES = {
    "package.json": '{"scripts": {"test": "vitest", "build:all": "tsc"}}',
    "Makefile": ".PHONY: lint\nNAME := x\nlint fmt: deps\n\techo\n",
}


def found(directory: Path, files: dict[str, str]) -> list[str]:
    run = unknown_command.run(snapshot(tree(directory, FILES | files)))
    return [f"{each.location} {each.message}" for each in run]


def test_what_nothing_defines(tmp_path: Path) -> None:
    text = "# Use\n\n```sh\nnpm run serve\n$ make deploy  # now\n```\n"
    assert found(tmp_path, {"README.md": text}) == [
        "README.md:4 the script serve is to be run, and nothing defines it",
        "README.md:5 the target deploy is to be run, and nothing defines it",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "npm run test",
        "yarn run build:all",
        "npm run --filter x test",
        "npm run test -- --watch",
        "make lint",
        "make fmt",
        "make -C other deploy",
        "make sure it works",
        "npm install",
    ],
)
def test_what_is_defined_or_no_command(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, {"README.md": f"```\n{line}\n```\n"}) == []


def test_prose_other_documents_and_computed_targets(tmp_path: Path) -> None:
    block = "```\nmake deploy\n```\n"
    assert found(tmp_path, {"README.md": "make deploy\n", "docs/guide/users.md": block}) == []
    assert found(tmp_path, {"README.md": block, "Makefile": "include common.mk\n"}) == []


OWN = {
    "app/__init__.py": "",
    "app/cli.py": "print(1)\n",
    "scripts/load.py": "print(1)\n",
    "web/scripts/build.mjs": "run()\n",
    ".gitignore": "scripts/local.sh\n",
}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("python scripts/gone.py --all", "scripts/gone.py"),
        ("$ uv run python3 scripts/gone.py", "scripts/gone.py"),
        ("./scripts/gone.sh", "scripts/gone.sh"),
        ("bash ./scripts/gone.sh", "scripts/gone.sh"),
        ("python -m app.gone --port 1", "app.gone"),
    ],
)
def test_programs_and_modules_that_are_not_there(tmp_path: Path, line: str, name: str) -> None:
    assert found(tmp_path, {**OWN, "README.md": f"```\n{line}\n```\n"}) == [
        f"README.md:2 {name} is to be run, and is not there"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "python scripts/load.py",
        "node scripts/build.mjs",
        "python -m app.cli",
        "python -m http.server 80",
        "python -m pip install x",
        "python mine.py",
        "python examples/yours.py",
        "bash scripts/local.sh",
        "python scripts/{name}.py",
        "python scripts/<name>.py",
    ],
)
def test_programs_and_modules_that_are_there_or_others(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, {**OWN, "README.md": f"```\n{line}\n```\n"}) == []

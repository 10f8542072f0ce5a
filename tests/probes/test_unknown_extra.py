from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.unknown_extra import unknown_extra
from readiness.repository.checkout import snapshot

MANIFEST = (
    '[project]\nname = "My.Package"\n[project.optional-dependencies]\ndev = []\nfast_io = []\n'
)


def found(directory: Path, files: dict[str, str]) -> list[str]:
    run = unknown_extra.run(snapshot(tree(directory, {"pyproject.toml": MANIFEST} | files)))
    return [f"{each.location} {each.message}" for each in run]


@pytest.mark.parametrize(
    "command",
    [
        'pip install -e ".[graph]"',
        "pip install 'my-package[dev,graph]>=1'",
        "uv pip install my_package[graph]",
        "uv sync --extra graph",
        "poetry add my-package[graph]",
    ],
)
@pytest.mark.parametrize("path", ["README.md", "docs/install.rst", "Dockerfile", "pkg/a.py"])
def test_an_extra_that_is_not_there(tmp_path: Path, path: str, command: str) -> None:
    text = f"Text\n# {command}\n"
    assert found(tmp_path, {path: text}) == [
        f"{path}:2 the extra graph is to be installed, and no manifest has it"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "pip install .[dev,fast-io]",
        "pip install other[graph]",
        "pip install .[extra]",
        "my_package[graph] is an index",
        "uv sync --extra Fast_IO",
        "install them from [here](https://example.com)",
    ],
)
def test_what_is_there_or_is_another(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"README.md": text}) == []


def test_history_and_examples_are_left_out(tmp_path: Path) -> None:
    text = "pip install .[graph]\n"
    files = {
        "CHANGELOG.md": text,
        "examples/one/README.md": text,
        "examples/one/pyproject.toml": MANIFEST,
    }
    assert found(tmp_path, files) == []


def test_a_workflow_that_checks_out_another_repository(tmp_path: Path) -> None:
    steps = "steps:\n  - uses: actions/checkout@v5\n{}  - run: uv sync --extra graph\n"
    path = ".github/workflows/downstream.yml"
    elsewhere = "    with:\n      repository: shop/other\n"
    assert found(tmp_path, {path: steps.format(elsewhere)}) == []
    assert len(found(tmp_path, {path: steps.format("")})) == 1


def test_without_extras_in_a_manifest_nothing_is_said(tmp_path: Path) -> None:
    files = {"pyproject.toml": '[project]\nname = "my-package"\n', "README.md": "pip install .[x1]"}
    assert found(tmp_path, files) == []

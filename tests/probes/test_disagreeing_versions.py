from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.disagreeing_versions import lock_disagrees, manifests_disagree
from readiness.repository.checkout import snapshot

LOCK = """\
[[package]]
name = "pkg"
[[package]]
name = "requests"
version = "2.31.0"
"""


def project(*needs: str) -> str:
    return f'[project]\nname = "pkg"\ndependencies = {list(needs)}\n'


def test_a_lock_that_holds_everything(tmp_path: Path) -> None:
    files = {"pyproject.toml": project("Requests>=2,<3", "pkg[x]"), "uv.lock": LOCK}
    assert list(lock_disagrees.run(snapshot(tree(tmp_path, files)))) == []


@pytest.mark.parametrize(
    ("need", "message"),
    [
        ("numpy", "numpy is declared, and uv.lock does not hold it"),
        ("requests>=2.32", "requests is bound to >=2.32, and uv.lock holds 2.31.0"),
    ],
)
def test_a_stale_lock(tmp_path: Path, need: str, message: str) -> None:
    files = {"pyproject.toml": project(need), "uv.lock": LOCK}
    (finding,) = lock_disagrees.run(snapshot(tree(tmp_path, files)))
    assert finding.message == message
    assert str(finding.location) == "pyproject.toml:3"


def test_groups_that_exclude_each_other_are_locked_side_by_side(tmp_path: Path) -> None:
    lock = LOCK + '[[package]]\nname = "requests"\nversion = "2.32.3"\n'
    files = {"pyproject.toml": project("requests==2.31.0"), "uv.lock": lock}
    assert list(lock_disagrees.run(snapshot(tree(tmp_path, files)))) == []


def test_poetry_bounds_are_not_guessed_at(tmp_path: Path) -> None:
    text = (
        '[tool.poetry]\nname = "pkg"\n[tool.poetry.dependencies]\npython = "^3"\nrequests = "^3"\n'
    )
    files = {"pyproject.toml": text, "poetry.lock": LOCK}
    assert list(lock_disagrees.run(snapshot(tree(tmp_path, files)))) == []


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        (">=3.0.0b1", "~=0.1.0", False),
        (">=2", "==1.9", False),
        (">=2,<3", "==2.*", True),
        (">=1.0", "~=1.4", True),
        (">1,<2", ">=1.5", True),
        ("", "==1", True),
        (">=2", "@ https://example.com/x.whl", True),
    ],
)
def test_bounds_that_exclude_each_other(tmp_path: Path, one: str, two: str, agree: bool) -> None:
    files = {
        "pyproject.toml": project(f"thing{one}"),
        "requirements.txt": f"other\nthing{two}\n",
        "requirements-dev.txt": "thing==0.0.1\n",
    }
    found = list(manifests_disagree.run(snapshot(tree(tmp_path, files))))
    assert [str(each.location) for each in found] == ([] if agree else ["requirements.txt:2"])


NPM = """{"lockfileVersion": 3, "packages": {
  "": {"dependencies": {"zod": "^3.1.0"}, "devDependencies": {"vitest": "~2.0.0"}},
  "packages/a": {"dependencies": {"zod": "^3.0.0"}}}}
"""
PNPM = """lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      '@scope/x':
        specifier: ^1.0.0
        version: 1.2.0(zod@3.1.0)
    devDependencies:
      zod:
        specifier: '*'
        version: 3.1.0

  packages/a: {}

packages:

  zod@3.1.0:
    engines: {node: '>=14'}
"""


def script_messages(directory: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    found = lock_disagrees.run(snapshot(tree(directory, files)))
    return [(str(each.location), each.message) for each in found]


def test_a_stale_npm_lock(tmp_path: Path) -> None:
    files = {
        "package-lock.json": NPM,
        "package.json": '{\n "dependencies": {"zod": "^4.0.0"},\n'
        ' "devDependencies": {"vitest": "~2.0.0", "tsx": "^4.0.0", "own": "workspace:*"}\n}\n',
        "packages/a/package.json": '{"dependencies": {"zod": "^3.0.0"}}\n',
    }
    assert script_messages(tmp_path, files) == [
        ("package.json:3", "tsx is declared, and package-lock.json does not hold it"),
        ("package.json:2", "zod is asked for as ^4.0.0, and package-lock.json was made for ^3.1.0"),
    ]


@pytest.mark.parametrize(
    ("lock", "messages"),
    [
        (PNPM, ["@scope/x is asked for as ^2.0.0, and pnpm-lock.yaml was made for ^1.0.0"]),
        (PNPM.replace("importers:", "overrides:\n  '@scope/x': ^1.0.0\n\nimporters:"), []),
        ("lockfileVersion: '9.0'\n", []),
        ("{{{ & << \n", []),
    ],
    ids=["stale", "overrides", "no importers", "broken"],
)
def test_a_stale_pnpm_lock(tmp_path: Path, lock: str, messages: list[str]) -> None:
    files = {
        "pnpm-lock.yaml": lock,
        "package.json": '{"dependencies": {"@scope/x": "^2.0.0", "zod": "*"}}\n',
        "packages/a/package.json": '{"name": "a"}\n',
    }
    assert [message for _, message in script_messages(tmp_path, files)] == messages


@pytest.mark.parametrize("lock", ['{"packages": []}', "[[[", '{"lockfileVersion": 1}', "1"])
def test_an_npm_lock_that_says_nothing(tmp_path: Path, lock: str) -> None:
    files = {"package-lock.json": lock, "package.json": '{"dependencies": {"zod": "^4.0.0"}}\n'}
    assert script_messages(tmp_path, files) == []

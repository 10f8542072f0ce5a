from pathlib import Path

from support.repositories import tree

from readiness.probes.commented_out_dependency import commented_out
from readiness.repository.checkout import snapshot

PYPROJECT = """\
[project]
name = "pkg"
# authors and such
dependencies = [
    "requests",  # needed for "everything"
    # "numpy>=2",
    # the next one is for speed
]

[project.optional-dependencies]
# graph = [
#     "networkx>=3",
# ]
dev = []

[tool.ruff]
# select = ["E"]
# "numpy",
"""


def found(directory: Path, files: dict[str, str]) -> list[str]:
    run = commented_out.run(snapshot(tree(directory, files)))
    return [f"{each.location} {each.message}" for each in run]


def test_pyproject(tmp_path: Path) -> None:
    assert found(tmp_path, {"pyproject.toml": PYPROJECT}) == [
        "pyproject.toml:6 numpy is declared in a comment only",
        "pyproject.toml:11 the list graph is declared in a comment only",
    ]


def test_requirements(tmp_path: Path) -> None:
    text = "requests==2\n# numpy==2.0\n    # via requests\n# This file == that file, roughly\n"
    assert found(tmp_path, {"requirements.txt": text}) == [
        "requirements.txt:2 numpy is declared in a comment only"
    ]

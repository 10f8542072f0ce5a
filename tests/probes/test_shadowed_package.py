from pathlib import Path

from support.repositories import tree

from readiness.probes.shadowed_package import shadowed_package
from readiness.repository.checkout import snapshot


def messages(directory: Path, *paths: str) -> list[str]:
    files = dict.fromkeys(paths, "x = 1\n")
    return [each.message for each in shadowed_package.run(snapshot(tree(directory, files)))]


def test_a_file_before_a_directory(tmp_path: Path) -> None:
    assert messages(tmp_path, "pkg/__init__.py", "pkg/cli.py", "pkg/cli/run.py") == [
        "pkg/cli.py and pkg/cli/ have one name: this file is found first, "
        "so the modules in pkg/cli/ cannot be imported"
    ]


def test_a_package_before_a_file(tmp_path: Path) -> None:
    assert messages(tmp_path, "pkg/__init__.py", "pkg/cli.py", "pkg/cli/__init__.py") == [
        "pkg/cli.py and pkg/cli/ have one name: the package pkg/cli/ is found first, "
        "so this file is never loaded"
    ]


def test_a_directory_of_other_things(tmp_path: Path) -> None:
    assert messages(tmp_path, "pkg/__init__.py", "pkg/cli.py", "pkg/cli/notes.md") == []
    assert messages(tmp_path, "setup.py", "setup/run.py", "docs.py", "docs/conf.py") == []

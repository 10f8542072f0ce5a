from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.unreadable_manifest import unreadable_manifest
from readiness.repository.checkout import snapshot


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", "[project]\nname = \n"),
        ("sub/package.json", '{\n  "name" "x"\n}\n'),
    ],
)
def test_an_error_of_syntax_is_shown_at_its_line(tmp_path: Path, path: str, text: str) -> None:
    (finding,) = unreadable_manifest.run(snapshot(tree(tmp_path, {path: text})))
    assert str(finding.location) == f"{path}:2"
    assert finding.message.startswith(f"{path} cannot be read: ")


def test_what_can_be_read_or_is_a_fixture(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": "[project]\nname = 'x'\ndependencies = 3\n[tool]\npoetry = 1\n",
        "package.json": "{}",
        "setup.py": "print 'of another age'\n",
        "tests/fixtures/package.json": "{",
        "tests/fixtures/pyproject.toml": "[",
    }
    assert list(unreadable_manifest.run(snapshot(tree(tmp_path, files)))) == []

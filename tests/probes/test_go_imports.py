from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.go_imports import unresolved_go_import
from readiness.repository.checkout import snapshot

FILES = {
    "go.mod": "module example.com/app // ours\n\ngo 1.22\n",
    "store/store.go": "package store\n",
    "tools/go.mod": "module example.com/app/tools\n",
    "tools/run.go": "package main\n",
}


def found(directory: Path, source: str) -> list[str]:
    run = unresolved_go_import.run(snapshot(tree(directory, FILES | {"main.go": source})))
    return [f"{each.location} {each.message}" for each in run]


def test_a_package_that_is_not_there(tmp_path: Path) -> None:
    source = (
        'package main\n\nimport "fmt"\n\nimport (\n\t"os"\n\n\tx "example.com/app/gone"\n'
        '\t_ "example.com/app/store" // "example.com/app/comment"\n)\n'
    )
    assert found(tmp_path, source) == [
        "main.go:8 the import of example.com/app/gone does not resolve: gone/ has no Go file"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "example.com/app",
        "example.com/app/store",
        "example.com/app/tools",
        "example.com/application/gone",
        "github.com/other/gone",
        "example.com/app/api/gen",
        "example.com/app/userpb",
        "example.com/app/internal/mocks",
    ],
)
def test_what_is_there_or_may_be_made(tmp_path: Path, path: str) -> None:
    assert found(tmp_path, f'package main\n\nimport "{path}"\n') == []


def test_texts_and_comments_are_no_imports(tmp_path: Path) -> None:
    source = (
        'package main\n/*\nimport "example.com/app/gone"\n*/\n'
        'func main() {\n\tx := `\nimport "example.com/app/gone"\n`\n}\n'
    )
    assert found(tmp_path, source) == []

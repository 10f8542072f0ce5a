"""Alert rules and dashboards are parsed, and have to ask for something."""

import json
from pathlib import Path

import pytest
from support.answers import answer

from readiness.model import Outcome
from readiness.probes.alerts import alert_rules, dashboards

SERVICE = {"shop/app.py": "from flask import Flask\napp = Flask(__name__)\n"}
RULES = "groups:\n  - name: shop\n    rules:\n      - alert: Down\n        expr: {}\n"


@pytest.mark.parametrize(
    ("path", "text", "outcome", "line"),
    [
        ("ops/alerts.yml", RULES.format("up == 0"), Outcome.PASS, 4),
        ("ops/alerts.yml", RULES.format(""), Outcome.FAIL, 4),
        ("ops/alerts.yml", RULES.format("[up"), Outcome.FAIL, 4),
        ("chart/templates/alerts.yml", RULES.format('{{ if "x": }}'), Outcome.UNKNOWN, 4),
        (
            "k8s/rules.yml",
            "kind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - alert: A\n      expr: up\n",
            Outcome.PASS,
            5,
        ),
        ("main.tf", 'resource "aws_cloudwatch_metric_alarm" "a" {}\n', Outcome.PASS, 1),
        ("main.tf", '# resource "aws_cloudwatch_metric_alarm" "a" {}\n', Outcome.FAIL, None),
        ("tests/alerts.yml", RULES.format("up == 0"), Outcome.FAIL, None),
    ],
)
def test_alert_rules(
    tmp_path: Path, path: str, text: str, outcome: Outcome, line: int | None
) -> None:
    found = answer(alert_rules, tmp_path, SERVICE | {path: text})
    assert found.outcome is outcome
    assert (found.location.line if found.location else None) == line


BOARD = {"title": "Shop", "panels": [{"type": "row", "panels": [{"targets": [{"expr": "up"}]}]}]}


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (BOARD, Outcome.PASS),
        ({"dashboard": BOARD}, Outcome.PASS),
        ({"schemaVersion": 39, "panels": []}, Outcome.FAIL),
        ({"title": "Shop", "panels": [{"targets": [{"expr": ""}]}]}, Outcome.FAIL),
        ({"schemaVersion": 39, "panels": {"a": 1}}, Outcome.FAIL),
    ],
)
def test_dashboards(tmp_path: Path, data: object, outcome: Outcome) -> None:
    files = SERVICE | {"ops/board.json": json.dumps(data)}
    found = answer(dashboards, tmp_path, files)
    assert found.outcome is outcome
    assert str(found.location) == "ops/board.json:1"


@pytest.mark.parametrize("probe", [alert_rules, dashboards])
def test_a_library_needs_neither(tmp_path: Path, probe) -> None:
    found = answer(probe, tmp_path, {"shop.py": "def pay(): ...\n"})
    assert found.outcome is Outcome.NOT_APPLICABLE

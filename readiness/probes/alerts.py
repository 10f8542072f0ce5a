"""Alert rules and dashboards: parsed, and asking for something."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, undecided, unsuitable
from readiness.probes._files import effective, line_of, mappings, own, yaml_files
from readiness.probes._parsed import documents
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Snapshot

ALERT = re.compile(r"^[ \t]*(?:-[ \t]*)?\"?alert\"?[ \t]*:", re.MULTILINE)
ELSEWHERE = re.compile(
    r"resource\s+\"(aws_cloudwatch_metric_alarm|google_monitoring_alert_policy"
    r"|azurerm_monitor_metric_alert|datadog_monitor|newrelic_nrql_alert_condition|grafana_rule_group)\""
    r"|AWS::CloudWatch::Alarm"
)
BOARD = re.compile(
    r"resource\s+\"(aws_cloudwatch_dashboard|google_monitoring_dashboard|datadog_dashboard"
    r"|grafana_dashboard)\"|AWS::CloudWatch::Dashboard"
)
QUERIES = ("expr", "query", "rawSql", "target", "metricName", "queryText")
BOARD_WORDS = ('"schemaVersion"', '"gridPos"', '"targets"')
TEMPLATE = "{{"


@probe("operations.alert-rules", severity=Severity.NOTE, effort=Effort.HOURS)
def alert_rules(snapshot: Snapshot) -> Iterator[Observation]:
    """Alerts are defined, each with a condition.

    Why: Without alerts the first to notice a failure are the users.

    How: For services: Prometheus rules (files of groups, or PrometheusRule objects) whose alerts
    have an expression; alarms of cloud providers and Datadog in Terraform or CloudFormation. A file
    that can't be parsed and is no template fails.

    Fix: Define an alert on errors, on latency and on the health endpoint, and where it goes.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No alerts are needed: {NO_SERVICE}")
        return
    complete, broken, templates = _alerts(snapshot)
    other = _terraform(snapshot, ELSEWHERE)
    if complete or other:
        yield from _first(complete, other)
    elif broken:
        message, place = broken[0]
        yield absent(snapshot, message, place)
    elif templates:
        yield undecided("Alert rules are made from a template, which was not filled in", templates)
    else:
        yield absent(snapshot, "No alert is defined")


@probe("operations.dashboards", severity=Severity.NOTE, effort=Effort.HOURS)
def dashboards(snapshot: Snapshot) -> Iterator[Observation]:
    """A dashboard is defined, whose panels ask for something.

    Why: In an incident there is no time to find out what to draw.

    How: For services: Grafana's JSON with panels that have queries; dashboards of cloud providers
    and Datadog in Terraform or CloudFormation. One without panels, or panels without queries,
    fails.

    Fix: Export the dashboard that you look at, and commit it.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No dashboards are needed: {NO_SERVICE}")
        return
    hollow: Location | None = None
    for path, data in _boards(snapshot):
        asking = sum(_asks(panel) for panel in _panels(data))
        if asking:
            message = f"A dashboard has {asking} panels with queries"
            yield shown(message, Location(path=path, line=1))
            return
        hollow = Location(path=path, line=1)
    other = _terraform(snapshot, BOARD)
    if other:
        yield shown("A dashboard is defined", other)
    elif hollow:
        yield absent(snapshot, "No panel of this dashboard asks for anything", hollow)
    else:
        yield absent(snapshot, "No dashboard is defined")


def _first(complete: list[Location], other: Location | None) -> Iterator[Observation]:
    if complete:
        yield shown(f"Alert rules have a condition ({len(complete)})", complete[0])
    elif other:
        yield shown("An alarm is defined", other)


def _alerts(
    snapshot: Snapshot,
) -> tuple[list[Location], list[tuple[str, Location]], Location | None]:
    """The alerts with a condition, what is wrong with others, and a template of some."""
    complete: list[Location] = []
    broken: list[tuple[str, Location]] = []
    templates: Location | None = None
    for path, text in yaml_files(snapshot):
        first = ALERT.search(text)
        if first is None or ("expr" not in text and "groups" not in text):
            continue
        place = Location(path=path, line=text.count("\n", 0, first.end()) + 1)
        if documents(text) is None:
            if TEMPLATE in text:
                templates = place
            else:
                broken.append(("These alert rules can't be parsed", place))
        for rule in _rules(text):
            if rule.get("alert") and str(rule.get("expr") or "").strip():
                complete.append(Location(path=path, line=line_of(text, f"alert: {rule['alert']}")))
            elif "alert" in rule:
                broken.append((f"The alert {rule['alert']} has no condition", place))
    return complete, broken, templates


def _rules(text: str) -> Iterator[Mapping[str, Any]]:
    for data in mappings(text):
        spec = data.get("spec")
        groups = data.get("groups") or (spec.get("groups") if isinstance(spec, dict) else None)
        for group in groups if isinstance(groups, list) else ():
            rules = group.get("rules") if isinstance(group, dict) else None
            yield from (r for r in rules if isinstance(r, dict)) if isinstance(rules, list) else ()


def _boards(snapshot: Snapshot) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file in own(snapshot):
        if file.language != "json" or "schemas" in file.path:
            continue
        text = snapshot.text(file.path) or ""
        if '"panels"' not in text or not any(word in text for word in BOARD_WORDS):
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            inner = data.get("dashboard")
            yield file.path, inner if isinstance(inner, dict) else data


def _panels(board: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The panels of a dashboard, those of its collapsed rows too."""
    top = board.get("panels")
    for panel in top if isinstance(top, list) else ():
        if isinstance(panel, dict):
            yield panel
            inner = panel.get("panels")
            yield from (p for p in inner if isinstance(p, dict)) if isinstance(inner, list) else ()


def _asks(panel: Mapping[str, Any]) -> bool:
    targets = panel.get("targets")
    return isinstance(targets, list) and any(
        isinstance(each, dict) and any(each.get(key) for key in QUERIES) for each in targets
    )


def _terraform(snapshot: Snapshot, pattern: re.Pattern[str]) -> Location | None:
    for file in own(snapshot):
        if file.language in {"terraform", "yaml", "json"}:
            text = snapshot.text(file.path) or ""
            made = "resource" in text or "AWS::" in text
            if made and (found := pattern.search(effective(text))):
                return Location(path=file.path, line=line_of(text, found[0]))
    return None

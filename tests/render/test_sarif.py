"""SARIF is valid by its published schema and carries the rules' help."""

import json
from dataclasses import replace

import jsonschema
import pytest
from support import reports
from support.sarif_schema import sarif_schema

from readiness.model import Finding, Location, Outcome, Proof
from readiness.render import sarif


def run(report):
    made = json.loads(sarif.render(report, reports.LINKS))
    jsonschema.Draft4Validator(sarif_schema()).validate(made)
    return made["runs"][0]


@pytest.mark.parametrize("make", [reports.bad, reports.good, reports.empty])
def test_every_report_is_valid(make):
    assert run(make())["tool"]["driver"]["name"] == "Readiness"


def test_findings_and_contradicted_claims_are_results():
    results = run(reports.bad())["results"]
    assert [(each["ruleId"], each["level"]) for each in results] == [
        ("implementation.confessed", "error"),
        ("implementation.not-implemented", "error"),
        ("integration.unresolved-import", "error"),
        ("dependencies.undeclared", "warning"),
        ("dependencies.undeclared", "warning"),
        ("security.machine-path", "note"),
        ("claims.tests-pass", "warning"),
        ("claims.coverage", "warning"),
        ("claims.complete", "warning"),
    ]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "courier/outbox.py"
    assert place["region"] == {"startLine": 88, "endLine": 88}
    assert "locations" not in results[6]
    assert len(results[6]["relatedLocations"]) == 2


def test_the_rules_help_is_why_how_and_fix():
    rules = run(reports.bad())["tool"]["driver"]["rules"]
    found = next(each for each in rules if each["id"] == "implementation.confessed")
    rule = reports.UNFINISHED
    expected = f"Why: {rule.why}\n\nHow: {rule.how}\n\nFix: {rule.fix}"
    assert found["help"]["text"] == expected
    assert found["help"]["markdown"].startswith("**Why:** ")


def test_results_point_at_their_rules():
    made = run(reports.bad())
    rules = made["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in made["results"])


def test_fingerprints_survive_moved_lines_and_tell_twins_apart():
    first = reports.failing(reports.PATHS, "same", "a.py", 1)
    second = replace(first, location=Location(path="a.py", line=9))
    report = replace(reports.bad(), findings=(first, second), judgements=())
    moved = replace(
        report, findings=(replace(first, location=Location(path="a.py", line=4)), second)
    )
    prints = [each["partialFingerprints"] for each in run(report)["results"]]
    assert prints == [each["partialFingerprints"] for each in run(moved)["results"]]
    assert prints[0] != prints[1]


def test_what_could_not_be_decided_is_a_notification():
    notes = run(reports.bad())["invocations"][0]["toolExecutionNotifications"]
    assert [each["message"]["text"] for each in notes] == [
        "integration.stand-in: `courier/legacy.py` could not be parsed"
    ]


def test_hostile_names_and_texts_stay_valid():
    finding = Finding(
        rule=reports.PATHS,
        outcome=Outcome.FAIL,
        message="##[error]\x1b\u202e",
        location=Location(path="a b\udcff/ü#?.py", line=3, end_line=1),
        evidence=(Proof(message="::x", location=Location(path="::y")),),
    )
    report = replace(reports.bad(), findings=(finding,), judgements=())
    place = run(report)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b%ED%B3%BF/%C3%BC%23%3F.py"
    assert "##[" not in sarif.render(report, reports.LINKS)

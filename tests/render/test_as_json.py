"""The JSON report keeps its published contract."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support import reports

from readiness.model import Coverage, FileCoverage, Gate, GateResult, Measured, Outcome, Severity
from readiness.render import as_json

SCHEMA = json.loads(Path(as_json.__file__).with_name("report.schema.json").read_text())
BRANCHES = ("branches", "covered_branches", "branch_rate")


def rendered(report):
    made = json.loads(as_json.render(report, reports.LINKS))
    Draft202012Validator(SCHEMA).validate(made)
    return made


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("make", [reports.bad, reports.good, reports.empty])
def test_every_report_keeps_the_contract(make):
    report = make()
    made = rendered(report)
    assert list(made) == SCHEMA["required"]
    assert made["verdict"] == report.verdict
    assert len(made["claims"]) == len(report.judgements)
    assert len(made["findings"]) == len(report.findings)


def test_score_and_deductions_make_exactly_a_hundred():
    text = as_json.render(reports.bad(), reports.LINKS)
    made = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    assert made["score"] + sum(each["points"] for each in made["deductions"]) == 100


def test_what_was_not_measured_is_null():
    made = rendered(reports.empty())
    names = ("total", "passed", "failed", "errored", "skipped", "flaky")
    assert made["evidence"]["tests"] == {"files": 0, **dict.fromkeys(names)}
    names = ("lines", "covered_lines", "line_rate", *BRANCHES)
    assert made["evidence"]["coverage"] == {"files": 0, **dict.fromkeys(names)}
    assert made["gates"][0]["actual"] is None


def test_branches_that_no_report_measured_are_null():
    made = rendered(reports.bad())["evidence"]["coverage"]
    assert made["line_rate"] == 1205 / 3138
    assert [made[name] for name in BRANCHES] == [None] * 3


def test_no_line_at_all_has_no_rate():
    files = {"a.py": FileCoverage(path="a.py")}
    coverage = Coverage(sources=("c.xml",), formats=("cobertura",), files=files)
    report = replace(reports.empty(), measured=Measured(coverage=coverage))
    made = rendered(report)["evidence"]["coverage"]
    assert (made["files"], made["lines"], made["line_rate"]) == (1, 0, None)


def test_a_claim_names_its_source_and_the_other_places():
    made = rendered(reports.bad())["claims"]
    assert made[0]["source"] == {"kind": "pull-request", "path": None, "line": 1}
    assert made[0]["also"] == [{"kind": "document", "path": "STATUS.md", "line": 7}] * 2
    assert made[1]["source"] == {"kind": "document", "path": "README.md", "line": 12}
    assert made[3]["source"]["kind"] == "commit"


def test_a_deduction_names_its_gate_or_its_rule():
    made = rendered(reports.bad())["deductions"]
    assert made[0]["gate"] == "tests.pass-rate"
    assert "rule" not in made[0]
    assert made[2]["rule"] == "claims.contradicted"
    assert "gate" not in made[2]


def test_a_deduction_without_a_cause_names_none():
    report = reports.bad()
    lost = replace(report.assessment.deductions[0], gate=None)
    report = replace(report, assessment=replace(report.assessment, deductions=(lost,)))
    assert not {"gate", "rule"} & set(rendered(report)["deductions"][0])


@pytest.mark.parametrize(("actual", "required"), [("1/4", 0.5), ("3/4", 0.5), ("19/20", 0.9)])
def test_of_two_bounds_the_deciding_one_is_required(actual, required):
    gate = Gate(id="x", minimum=Fraction(1, 2), maximum=Fraction(9, 10))
    result = GateResult(gate=gate, outcome=Outcome.FAIL, actual=Fraction(actual), reason="")
    report = reports.bad()
    report = replace(report, assessment=replace(report.assessment, gates=(result,)))
    assert rendered(report)["gates"][0]["required"] == required


def test_the_policy_decides_the_severity_that_is_shown():
    report = reports.bad()
    rules = {"dependencies.undeclared": Severity.NOTE}
    made = rendered(replace(report, policy=replace(report.policy, rules=rules)))
    shown = {each["rule"]: each["severity"] for each in made["findings"]}
    assert shown["dependencies.undeclared"] == "note"


def test_the_order_of_findings_does_not_matter():
    report = reports.bad()
    turned = replace(report, findings=report.findings[::-1])
    assert as_json.render(turned, reports.LINKS) == as_json.render(report, reports.LINKS)


def test_no_text_reads_as_a_command_or_breaks_a_reader():
    notice = reports.failing(reports.PATHS, "##[error]\n::error::\ud800\x1b", "a\udcff.py", 1)
    text = as_json.render(replace(reports.bad(), findings=(notice,)), reports.LINKS)
    assert "##[" not in text
    assert text.isascii()
    assert json.loads(text)["findings"][0]["message"].startswith("##[error]\n::error::")

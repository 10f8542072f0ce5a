"""The JSON report, a public contract: ``report.schema.json`` beside this file describes it."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from readiness import __version__
from readiness.model import (
    AttestationUse,
    Deduction,
    Finding,
    GateResult,
    Ignore,
    Judgement,
    LiveResult,
    Location,
    Measured,
    Proof,
    Recorded,
    Report,
    SectionResult,
    SourceKind,
    Statement,
    WaiverUse,
)
from readiness.render.links import Links
from readiness.render.view import View

FORMAT = "json"
SCHEMA_VERSION = 1
Number = float | int | None
BRANCHES = ("branches", "covered_branches", "branch_rate")


def render(report: Report, links: Links) -> str:  # noqa: ARG001 - every format is called alike
    """The report as JSON, the same bytes for the same report, harmless in a workflow's log."""
    return dump(content(report))


def dump(value: object) -> str:
    """Indented JSON in ASCII in which no string reads as a workflow command."""
    text = json.dumps(value, indent=2, allow_nan=False)
    return text.replace("##[", "\\u0023#[") + "\n"


def content(report: Report) -> dict[str, Any]:
    """The report in the shape of the schema."""
    source = report.policy.source
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "readiness", "version": __version__},
        "commit": report.commit,
        "verdict": report.verdict.value,
        "score": _number(report.assessment.score),
        "deductions": [_deduction(each) for each in report.assessment.deductions],
        "categories": [
            {"id": each.id, "weight": _number(each.weight), "score": _number(each.score)}
            for each in report.assessment.categories
        ],
        "components": [
            {
                "name": each.component.name,
                "path": each.component.path,
                "verdict": each.assessment.verdict.value,
                "score": _number(each.assessment.score),
            }
            for each in report.components
        ],
        "sections": [_section(each) for each in report.assessment.sections],
        "waivers": [_waiver(each) for each in report.waivers],
        "ignores": [_ignore(each) for each in report.ignores],
        "attestations": [_attestation(each) for each in report.attestations],
        "hints": [
            {"text": _text(each.text), "points": _number(each.points), "towards": each.towards}
            for each in report.hints
        ],
        "gates": [_gate(each) for each in report.assessment.gates],
        "claims": [_claim(each) for each in report.judgements],
        "findings": _findings(report),
        "evidence": {
            "tests": _tests(report.measured),
            "coverage": _coverage(report.measured),
            "unreadable": [
                {"path": _text(each.path), "reason": _text(each.reason)}
                for each in report.measured.unreadable
            ],
            "records": [_record(each) for each in report.measured.records],
            "live": [_live(each) for each in report.measured.live],
        },
        "policy": {"source": _text(source.path), "ref": source.ref, "sha256": source.sha256},
    }


def _number(value: Decimal | Fraction | None) -> Number:
    """The number whose shortest decimal notation is the value."""
    if value is None:
        return None
    whole = int(value)
    return whole if value == whole else float(value)


def _text(text: str) -> str:
    """The text without lone surrogates, which JSON readers refuse."""
    return text.encode(errors="surrogatepass").decode(errors="replace")


def _deduction(deduction: Deduction) -> dict[str, Any]:
    causes = (("gate", deduction.gate), ("rule", deduction.rule), ("item", deduction.item))
    cause = [(name, each) for name, each in causes if each is not None][:1]
    return {
        "points": _number(deduction.points),
        "category": deduction.category,
        **dict(cause),
        "reason": _text(deduction.reason),
    }


def _gate(result: GateResult) -> dict[str, Any]:
    low, high = result.gate.minimum, result.gate.maximum
    exceeded = high is not None and result.actual is not None and result.actual > high
    return {
        "id": result.gate.id,
        "component": result.component,
        "outcome": result.outcome.value,
        "actual": _number(result.actual),
        "required": _number(high if low is None or exceeded else low),
        "reason": _text(result.reason),
    }


def _section(result: SectionResult) -> dict[str, Any]:
    return {
        "id": result.section.id,
        "title": _text(result.section.title),
        "component": result.component,
        "verdict": result.verdict.value if result.verdict else None,
        "score": _number(result.score),
        "items": [
            {
                "id": each.item.id,
                "title": _text(each.item.title),
                "state": each.state.value,
                "credit": _number(each.credit),
                "current": _text(each.current),
                "required": _text(each.required),
                "risk": each.item.risk or None,
                "places": [_place(place) for place in each.places],
            }
            for each in result.items
        ],
    }


def _waiver(use: WaiverUse) -> dict[str, Any]:
    return {
        "rule": use.waiver.rule or None,
        "gate": use.waiver.gate or None,
        "paths": [_text(each) for each in use.waiver.paths],
        "reason": _text(use.waiver.reason),
        "owner": _text(use.waiver.owner),
        "expires": use.waiver.expires.isoformat(),
        "days_left": use.days_left,
        "used": use.used,
    }


def _ignore(ignore: Ignore) -> dict[str, Any]:
    return {
        "rule": ignore.rule,
        **_place(ignore.location),
        "reason": _text(ignore.reason),
        "counts": not ignore.refused,
        "refused": ignore.refused or None,
    }


def _attestation(use: AttestationUse) -> dict[str, Any]:
    return {
        "item": use.attestation.item,
        "who": _text(use.attestation.who),
        "when": use.attestation.when.isoformat(),
        "link": _text(use.attestation.link),
        "expires": use.attestation.expires.isoformat(),
        "days_left": use.days_left,
    }


def _claim(judgement: Judgement) -> dict[str, Any]:
    claim = judgement.claim
    return {
        "kind": claim.kind,
        "quote": _text(claim.quote),
        "value": _text(claim.value),
        "subject": _text(claim.subject),
        "verdict": judgement.verdict.value,
        "reason": _text(judgement.reason),
        "source": _source(claim.statement),
        "also": [_source(each) for each in claim.also],
        "evidence": [_proof(each) for each in judgement.evidence],
    }


def _source(statement: Statement) -> dict[str, Any]:
    path = statement.location.path if statement.location else None
    if path is None and statement.source.kind is SourceKind.DOCUMENT:
        path = statement.source.reference
    return {
        "kind": statement.source.kind.value,
        "path": path and _text(path),
        "line": statement.line,
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {"message": _text(proof.message), **_place(proof.location)}


def _place(location: Location | None) -> dict[str, Any]:
    if location is None:
        return {"path": None, "line": None}
    return {"path": _text(location.path), "line": location.line}


def _findings(report: Report) -> list[dict[str, Any]]:
    view = View(report=report, links=Links())
    return [_finding(each, view) for each in sorted(report.findings, key=_order)]


def _order(finding: Finding) -> tuple[str, int, str, str]:
    at = finding.location or Location(path="")
    return at.path, at.line or 0, finding.rule.id, finding.message


def _finding(finding: Finding, view: View) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "category": finding.rule.category,
        "severity": view.severity(finding).value,
        "outcome": finding.outcome.value,
        "message": _text(finding.message),
        "component": finding.component,
        "excused": _text(finding.excused) or None,
        **_place(finding.location),
        "end_line": finding.location.end_line if finding.location else None,
        "fingerprint": finding.fingerprint,
    }


def _tests(measured: Measured) -> dict[str, Number]:
    counts = measured.counts
    numbers: dict[str, Number] = {
        "total": counts.total,
        "passed": counts.passed,
        "failed": counts.failed,
        "errored": counts.errored,
        "skipped": counts.skipped,
        "flaky": counts.flaky,
    }
    return {"files": len(measured.runs), **_known(numbers, bool(measured.runs))}


def _coverage(measured: Measured) -> dict[str, Number]:
    if measured.coverage is None:
        names = ("lines", "covered_lines", "line_rate")
        return {"files": 0, **dict.fromkeys((*names, *BRANCHES))}
    totals = measured.coverage.totals
    branches = (totals.branches, totals.covered_branches, totals.branch_rate)
    return {
        "files": totals.files,
        "lines": totals.lines,
        "covered_lines": totals.covered_lines,
        "line_rate": totals.line_rate,
        **_known(dict(zip(BRANCHES, branches, strict=True)), totals.branches > 0),
    }


def _record(record: Recorded) -> dict[str, Any]:
    return {
        "name": record.name,
        "outcome": record.outcome.value,
        "reason": _text(record.reason),
        "path": record.path,
        "command": [_text(each) for each in record.command],
        "status": record.status,
        "seconds": record.seconds,
        "started": record.started or None,
        "output": _text(record.output),
    }


def _live(result: LiveResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "kind": result.kind,
        "target": result.target,
        "outcome": result.outcome.value,
        "reason": _text(result.reason),
        "seconds": result.seconds,
    }


def _known(numbers: dict[str, Number], known: bool) -> dict[str, Number]:
    return {name: value if known else None for name, value in numbers.items()}

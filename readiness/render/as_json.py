"""The JSON report, a public contract: ``report.schema.json`` beside this file describes it."""

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
from readiness.render.json_values import Number, dump, number, place, text_of
from readiness.render.links import Links
from readiness.render.view import View

FORMAT = "json"
SCHEMA_VERSION = 1
BRANCHES = ("branches", "covered_branches", "branch_rate")


def render(report: Report, links: Links) -> str:  # noqa: ARG001 - every format is called alike
    """The report as JSON, the same bytes for the same report, harmless in a workflow's log."""
    return dump(content(report))


def content(report: Report) -> dict[str, Any]:
    """The report in the shape of the schema."""
    source = report.policy.source
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "readiness", "version": __version__},
        "commit": report.commit,
        "verdict": report.verdict.value,
        "score": number(report.assessment.score),
        "deductions": [_deduction(each) for each in report.assessment.deductions],
        "categories": [
            {"id": each.id, "weight": number(each.weight), "score": number(each.score)}
            for each in report.assessment.categories
        ],
        "components": [
            {
                "name": each.component.name,
                "path": each.component.path,
                "verdict": each.assessment.verdict.value,
                "score": number(each.assessment.score),
            }
            for each in report.components
        ],
        "sections": [_section(each) for each in report.assessment.sections],
        "waivers": [_waiver(each) for each in report.waivers],
        "ignores": [_ignore(each) for each in report.ignores],
        "attestations": [_attestation(each) for each in report.attestations],
        "hints": [
            {"text": text_of(each.text), "points": number(each.points), "towards": each.towards}
            for each in report.hints
        ],
        "gates": [_gate(each) for each in report.assessment.gates],
        "claims": [_claim(each) for each in report.judgements],
        "findings": _findings(report),
        "evidence": {
            "tests": _tests(report.measured),
            "coverage": _coverage(report.measured),
            "unreadable": [
                {"path": text_of(each.path), "reason": text_of(each.reason)}
                for each in report.measured.unreadable
            ],
            "records": [_record(each) for each in report.measured.records],
            "live": [_live(each) for each in report.measured.live],
        },
        "policy": {"source": text_of(source.path), "ref": source.ref, "sha256": source.sha256},
    }


def _deduction(deduction: Deduction) -> dict[str, Any]:
    causes = (("gate", deduction.gate), ("rule", deduction.rule), ("item", deduction.item))
    cause = [(name, each) for name, each in causes if each is not None][:1]
    return {
        "points": number(deduction.points),
        "category": deduction.category,
        **dict(cause),
        "reason": text_of(deduction.reason),
    }


def _gate(result: GateResult) -> dict[str, Any]:
    low, high = result.gate.minimum, result.gate.maximum
    exceeded = high is not None and result.actual is not None and result.actual > high
    return {
        "id": result.gate.id,
        "component": result.component,
        "outcome": result.outcome.value,
        "actual": number(result.actual),
        "required": number(high if low is None or exceeded else low),
        "reason": text_of(result.reason),
    }


def _section(result: SectionResult) -> dict[str, Any]:
    return {
        "id": result.section.id,
        "title": text_of(result.section.title),
        "component": result.component,
        "verdict": result.verdict.value if result.verdict else None,
        "score": number(result.score),
        "items": [
            {
                "id": each.item.id,
                "title": text_of(each.item.title),
                "state": each.state.value,
                "credit": number(each.credit),
                "current": text_of(each.current),
                "required": text_of(each.required),
                "risk": each.item.risk or None,
                "places": [place(at) for at in each.places],
            }
            for each in result.items
        ],
    }


def _waiver(use: WaiverUse) -> dict[str, Any]:
    return {
        "rule": use.waiver.rule or None,
        "gate": use.waiver.gate or None,
        "paths": [text_of(each) for each in use.waiver.paths],
        "reason": text_of(use.waiver.reason),
        "owner": text_of(use.waiver.owner),
        "expires": use.waiver.expires.isoformat(),
        "days_left": use.days_left,
        "used": use.used,
    }


def _ignore(ignore: Ignore) -> dict[str, Any]:
    return {
        "rule": ignore.rule,
        **place(ignore.location),
        "reason": text_of(ignore.reason),
        "counts": not ignore.refused,
        "refused": ignore.refused or None,
    }


def _attestation(use: AttestationUse) -> dict[str, Any]:
    return {
        "item": use.attestation.item,
        "who": text_of(use.attestation.who),
        "when": use.attestation.when.isoformat(),
        "link": text_of(use.attestation.link),
        "expires": use.attestation.expires.isoformat(),
        "days_left": use.days_left,
    }


def _claim(judgement: Judgement) -> dict[str, Any]:
    claim = judgement.claim
    return {
        "kind": claim.kind,
        "quote": text_of(claim.quote),
        "value": text_of(claim.value),
        "subject": text_of(claim.subject),
        "verdict": judgement.verdict.value,
        "reason": text_of(judgement.reason),
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
        "path": path and text_of(path),
        "line": statement.line,
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {"message": text_of(proof.message), **place(proof.location)}


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
        "message": text_of(finding.message),
        "component": finding.component,
        "excused": text_of(finding.excused) or None,
        **place(finding.location),
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
        "reason": text_of(record.reason),
        "path": record.path,
        "command": [text_of(each) for each in record.command],
        "status": record.status,
        "seconds": record.seconds,
        "started": record.started or None,
        "output": text_of(record.output),
    }


def _live(result: LiveResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "kind": result.kind,
        "target": result.target,
        "outcome": result.outcome.value,
        "reason": text_of(result.reason),
        "seconds": result.seconds,
    }


def _known(numbers: dict[str, Number], known: bool) -> dict[str, Number]:
    return {name: value if known else None for name, value in numbers.items()}

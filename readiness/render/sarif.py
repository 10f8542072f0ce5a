"""SARIF 2.1.0 (OASIS), as code scanning reads it: findings and contradicted claims."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from readiness import __version__
from readiness.claims.kind import kinds
from readiness.model import (
    ClaimVerdict,
    Finding,
    Judgement,
    Location,
    Outcome,
    Report,
    Rule,
    Severity,
)
from readiness.render import escape
from readiness.render.json_values import dump
from readiness.render.links import Links
from readiness.render.view import View

FORMAT = "sarif"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {
    Severity.BLOCKER: "error",
    Severity.MAJOR: "warning",
    Severity.MINOR: "note",
    Severity.NOTE: "note",
}


def render(report: Report, links: Links) -> str:
    """One run; the rules' help is their Why, How and Fix, the fingerprints survive moved lines."""
    failed = View(report=report, links=links).failed
    found = (*failed, *map(_as_finding, report.claims(ClaimVerdict.CONTRADICTED)))
    rules = {each.rule.id: each.rule for each in found}
    driver = {
        "name": "Readiness",
        "version": __version__,
        "rules": [_rule(rules[id_]) for id_ in sorted(rules)],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": _results(found, report, sorted(rules)),
        "invocations": [_invocation(report)],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _as_finding(judgement: Judgement) -> Finding:
    return Finding(
        rule=kinds()[judgement.claim.kind].rule,
        outcome=Outcome.FAIL,
        message=f'"{judgement.claim.quote}": {judgement.reason}',
        location=judgement.claim.statement.location,
        evidence=judgement.evidence,
    )


def _rule(rule: Rule) -> dict[str, Any]:
    parts = (("Why", rule.why), ("How", rule.how), ("Fix", rule.fix))
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": "\n\n".join(f"{name}: {text}" for name, text in parts),
            "markdown": "\n\n".join(f"**{name}:** {escape.prose(text)}" for name, text in parts),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.category], "effort": rule.effort.value},
    }


def _results(found: Iterable[Finding], report: Report, rules: list[str]) -> list[dict[str, Any]]:
    view = View(report=report, links=Links())
    seen: Counter[str] = Counter()
    results = []
    for finding in found:
        seen[finding.fingerprint] += 1
        print_ = f"{finding.fingerprint}:{seen[finding.fingerprint]}"
        results.append(
            {
                "ruleId": finding.rule.id,
                "ruleIndex": rules.index(finding.rule.id),
                "level": LEVELS[view.severity(finding)],
                "message": {"text": escape.lines(finding.message)},
                **_places(finding),
                "partialFingerprints": {"readiness/v1": print_},
            }
        )
    return results


def _places(finding: Finding) -> dict[str, Any]:
    """A result's place; one of the whole repository has none."""
    related = [
        {**_place(proof.location), "id": index, "message": {"text": escape.lines(proof.message)}}
        for index, proof in enumerate(finding.evidence)
        if proof.location
    ]
    places = {"locations": [_place(finding.location)]} if finding.location else {}
    return places | ({"relatedLocations": related} if related else {})


def _place(location: Location) -> dict[str, Any]:
    path = quote(location.path.encode(errors="surrogatepass"))
    artifact = {"uri": path, "uriBaseId": "%SRCROOT%"}
    if location.line is None:
        return {"physicalLocation": {"artifactLocation": artifact}}
    region = {"startLine": location.line, "endLine": max(location.end_line or 0, location.line)}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _invocation(report: Report) -> dict[str, Any]:
    """What could not be decided, for the reader of the tool's run."""
    undecided = (each for each in report.findings if each.outcome is Outcome.UNKNOWN)
    notes = [
        {"level": "warning", "message": {"text": escape.lines(f"{each.rule.id}: {each.message}")}}
        for each in undecided
    ]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}

"""SARIF 2.1.0, the results of any static analyser.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from typing import Any
from urllib.parse import unquote

from readiness.model import Analysis, AnalysisResult, Location
from readiness.reports.jsonfile import load
from readiness.reports.paths import normal
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.shapes import line_number, mapping, mappings, string
from readiness.reports.values import message
from readiness.tokens import hidden

VERSION = "2.1.0"
LEVELS = ("error", "warning", "note", "none")


def recognises(sample: Sample) -> bool:
    return "runs" in sample.keys and ("version" in sample.keys or "sarif" in sample.text[:1000])


def read(source: Source) -> Analysis:
    report = mapping(load(source))
    if report.get("version") != VERSION:
        raise UnreadableError(f"SARIF {string(report.get('version'))[:20]}: only 2.1.0 is read")
    runs = mappings(report.get("runs"))
    tools = dict.fromkeys(string(_driver(run).get("name")) for run in runs)
    return Analysis(
        source=source.path,
        format="sarif",
        tool=", ".join(name for name in tools if name),
        results=tuple(
            _result(run, result)
            for run in runs
            for result in mappings(run.get("results"))
            if _counts(result)
        ),
        complete=all(_succeeded(run) for run in runs),
    )


def _driver(run: dict[str, Any]) -> dict[str, Any]:
    return mapping(mapping(run.get("tool")).get("driver"))


def _counts(result: dict[str, Any]) -> bool:
    """Results that passed, do not apply or were suppressed by an accepted request are none."""
    if result.get("kind", "fail") not in ("fail", "open", "review"):
        return False
    suppressions = mappings(result.get("suppressions"))
    return not any(each.get("status", "accepted") == "accepted" for each in suppressions)


def _succeeded(run: dict[str, Any]) -> bool:
    return all(
        each.get("executionSuccessful") is not False for each in mappings(run.get("invocations"))
    )


def _result(run: dict[str, Any], result: dict[str, Any]) -> AnalysisResult:
    rule = _rule(run, result)
    default = mapping(rule.get("defaultConfiguration")).get("level", "warning")
    level = string(result.get("level", default))
    reference = mapping(result.get("rule"))
    return AnalysisResult(
        rule=string(result.get("ruleId") or reference.get("id") or rule.get("id")),
        level=level if level in LEVELS else "warning",
        message=hidden(message(_text(rule, mapping(result.get("message"))))),
        location=_location(run, result),
    )


def _rule(run: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """The result's reportingDescriptor, by index or by id."""
    rules = _driver(run).get("rules")
    rules = rules if isinstance(rules, list) else []
    index = result.get("ruleIndex", mapping(result.get("rule")).get("index"))
    if type(index) is int and 0 <= index < len(rules):
        return mapping(rules[index])
    name = result.get("ruleId")
    return next((each for each in mappings(rules) if each.get("id") == name), {})


def _text(rule: dict[str, Any], said: dict[str, Any]) -> str:
    if said.get("text"):
        return string(said["text"])
    template = mapping(mapping(rule.get("messageStrings")).get(string(said.get("id"))))
    text = string(template.get("text"))
    arguments = said.get("arguments")
    for number, argument in enumerate(arguments[:20] if isinstance(arguments, list) else ()):
        text = text.replace(f"{{{number}}}", string(argument)[:200])
    return text


def _location(run: dict[str, Any], result: dict[str, Any]) -> Location | None:
    for each in mappings(result.get("locations")):
        physical = mapping(each.get("physicalLocation"))
        path = _path(run, mapping(physical.get("artifactLocation")))
        if path:
            region = mapping(physical.get("region"))
            return Location(
                path=path,
                line=line_number(region.get("startLine")),
                end_line=line_number(region.get("endLine")),
            )
    return None


def _path(run: dict[str, Any], artifact: dict[str, Any]) -> str:
    """The artifact's path: its own, or that of the run's artifact it points to."""
    artifacts, index = run.get("artifacts"), artifact.get("index")
    if not artifact.get("uri") and isinstance(artifacts, list) and type(index) is int:
        if not 0 <= index < len(artifacts):
            return ""
        artifact = mapping(mapping(artifacts[index]).get("location"))
    return normal(unquote(string(artifact.get("uri"))))

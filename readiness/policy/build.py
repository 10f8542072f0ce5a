"""A Policy made of the merged documents, and what is wrong with them only together."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from readiness.model import (
    Attestation,
    Component,
    PathRule,
    Policy,
    PolicySource,
    ReportLimits,
    SourceKind,
    Waiver,
)
from readiness.policy.chain import Merged
from readiness.policy.live import checks, required
from readiness.policy.sections import attestable, sections, wrong_sections
from readiness.policy.source import KeyPath, PolicyError, Problem
from readiness.policy.validate import unknown
from readiness.policy.values import gates, severity

FURTHEST = timedelta(days=180)

_SOURCES = {
    "pull-request": SourceKind.PULL_REQUEST,
    "commits": SourceKind.COMMIT,
    "documents": SourceKind.DOCUMENT,
}


def build(
    whole: Merged,
    source: PolicySource,
    written: Mapping[str, Any],
    *,
    rules: tuple[str, ...] | None,
    today: date,
) -> Policy:
    """The policy that the documents come to.

    ``written`` is what the repository itself says, whose report globs must match; ``rules`` are
    all ids, None where they need no check. Raises PolicyError for the first document in which
    something is wrong.
    """
    for name, found in contradictions(whole, source.path, rules, today).items():
        raise PolicyError(name, *found)
    return _policy(whole.data, source, written)


def contradictions(
    whole: Merged, path: str, rules: tuple[str, ...] | None, today: date
) -> dict[str, list[Problem]]:
    """What is wrong only together, by the file in which it stands; ``path`` is the policy's own."""
    found: dict[str, list[Problem]] = {}
    for key, message in _wrong(whole.data, rules, today):
        origin = whole.origin(key)
        document, inner = origin if origin else (None, key)
        rest = key[len(_known(whole, key)) :]
        place = document.problem((*inner, *rest), message) if document else Problem(message=message)
        found.setdefault(document.path if document else path, []).append(place)
    return found


def _known(whole: Merged, path: KeyPath) -> KeyPath:
    while path and path not in whole.origins:
        path = path[:-1]
    return path


def _policy(data: Mapping[str, Any], source: PolicySource, written: Mapping[str, Any]) -> Policy:
    reports = data["reports"]
    rules = data.get("rules", {})
    return Policy(
        source=source,
        weights=data["weights"],
        gates=gates({**required(data), **data["gates"]}),
        rules={name: severity(value) for name, value in _everywhere(rules)},
        path_rules=tuple(_path_rules(rules)),
        custom_rules=tuple(data.get("custom-rules", ())),
        ready_from=Fraction(str(data["verdict"]["ready"])),
        degraded_from=Fraction(str(data["verdict"]["degraded"])),
        tests=tuple(reports["tests"]),
        coverage=tuple(reports["coverage"]),
        analysis=tuple(reports["analysis"]),
        base_coverage=tuple(reports.get("base-coverage", ())),
        required_reports=_listed(written),
        claim_sources=tuple(_SOURCES[each] for each in data["claims"]["sources"]),
        claim_documents=tuple(data["claims"]["documents"]),
        claim_code=data["claims"].get("code", False),
        waivers=tuple(_waiver(each) for each in data.get("waivers", ())),
        new_ignores=data.get("ignores", {}).get("allow-new", False),
        attestations=tuple(_attested(*each) for each in data.get("attestations", {}).items()),
        components=tuple(_component(*each) for each in data.get("components", {}).items()),
        find_components=data.get("workspaces", True),
        sections=sections(data.get("sections", {})),
        title=data.get("title", ""),
        words=data.get("words", {}),
        records=tuple(data.get("records", ())),
        live=checks(data.get("live", {})),
        report_limits=ReportLimits(**reports.get("limits", {})),
        count_unmeasured=reports.get("unmeasured") == "count",
    )


def _listed(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The report globs that somebody wrote for this repository."""
    each = (data, *data.get("components", {}).values())
    reports = [part.get("reports", {}) for part in each]
    keys = ("tests", "coverage", "analysis")
    return tuple(glob for part in reports for key in keys for glob in part.get(key, ()))


def _everywhere(rules: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in rules.items():
        if not isinstance(value, Mapping):
            yield name, value
        elif "severity" in value:
            yield name, value["severity"]


def _path_rules(rules: Mapping[str, Any]) -> Iterator[PathRule]:
    for name, value in rules.items():
        paths = value.get("paths", {}) if isinstance(value, Mapping) else {}
        for glob, word in paths.items():
            yield PathRule(rule=name, glob=str(glob), severity=severity(word))


def _waiver(data: Mapping[str, Any]) -> Waiver:
    return Waiver(
        rule=data.get("rule", ""),
        gate=data.get("gate", ""),
        paths=tuple(data["paths"]),
        reason=data["reason"],
        owner=data["owner"],
        expires=date.fromisoformat(data["expires"]),
    )


def _attested(item: str, data: Mapping[str, Any]) -> Attestation:
    return Attestation(
        item=item,
        who=data["who"],
        when=date.fromisoformat(data["when"]),
        link=data["link"],
        expires=date.fromisoformat(data["expires"]),
    )


def _component(name: str, data: Mapping[str, Any]) -> Component:
    reports = data.get("reports", {})
    return Component(
        name=name,
        path=data["path"].strip("/").removeprefix("./"),
        tests=tuple(reports.get("tests", ())),
        coverage=tuple(reports.get("coverage", ())),
        weights=data.get("weights"),
        gates=gates(data["gates"]) if "gates" in data else None,
        required=data.get("required", True),
    )


def _wrong(
    data: Mapping[str, Any], rules: tuple[str, ...] | None, today: date
) -> Iterator[tuple[KeyPath, str]]:
    yield from _wrong_waivers(data, rules, today)
    yield from _wrong_attestations(data, today)
    yield from wrong_sections(data.get("sections", {}), rules)
    components = data.get("components", {})
    for name, gate in data.get("gates", {}).items():
        named = gate.get("when", {}).get("component", ()) if isinstance(gate, Mapping) else ()
        for each in named:
            if each not in components:
                said = unknown("component", each, tuple(components))
                yield ("gates", name), f"gate {name}: {said}"
    if data["verdict"]["degraded"] > data["verdict"]["ready"]:
        yield ("verdict", "degraded"), "degraded is above ready; a degraded score is the lower one"


def _wrong_waivers(
    data: Mapping[str, Any], rules: tuple[str, ...] | None, today: date
) -> Iterator[tuple[KeyPath, str]]:
    known = {
        *data.get("gates", {}),
        *(name for each in data.get("components", {}).values() for name in each.get("gates", {})),
    }
    for position, waiver in enumerate(data.get("waivers", ())):
        path: KeyPath = ("waivers", position)
        if ("rule" in waiver) == ("gate" in waiver):
            yield path, "a waiver names either a rule or a gate; write one of them"
        gate, rule = waiver.get("gate"), waiver.get("rule", "")
        if gate is not None and gate not in known:
            yield (*path, "gate"), unknown("gate", gate, tuple(sorted(known)))
        if rule and rules is not None and rule not in rules and not rule.startswith("custom."):
            yield (*path, "rule"), unknown("rule", rule, rules)
        expires = _date(waiver["expires"])
        if expires is None:
            yield (*path, "expires"), f"{waiver['expires']} is no day; write a date as 2026-12-31"
        elif rules is not None and expires > today + FURTHEST:
            latest = today + FURTHEST
            message = (
                f"{expires} is more than {FURTHEST.days} days ahead; write {latest} or earlier"
            )
            yield (*path, "expires"), message


def _wrong_attestations(data: Mapping[str, Any], today: date) -> Iterator[tuple[KeyPath, str]]:
    known = attestable(data.get("sections", {}))
    for item, attestation in data.get("attestations", {}).items():
        path: KeyPath = ("attestations", item)
        if item not in known:
            yield path, unknown("item that may be attested", item, known)
        dates = {key: _date(attestation[key]) for key in ("when", "expires")}
        for key, value in dates.items():
            if value is None:
                yield (*path, key), f"{attestation[key]} is no day; write a date as 2026-12-31"
        done, expires = dates["when"], dates["expires"]
        if done and done > today:
            yield (*path, "when"), f"{done} has not come yet; attest what was done"
        if done and expires and expires < done:
            yield (*path, "expires"), f"{expires} is before {done}; write a later day"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

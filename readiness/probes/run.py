"""The catalogue: every probe of this package, run over a snapshot side by side."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

from readiness import plugins
from readiness.model import Finding, Outcome, Rule, Severity
from readiness.probes.probe import Probe
from readiness.repository.snapshot import Snapshot

SELDOM = 50_000
"""New objects between two looks for garbage while probes run."""


@cache
def probes() -> tuple[Probe, ...]:
    """Every probe. Raises PluginError where one is undocumented or an id is taken."""
    found = [
        value
        for module in plugins.modules("readiness.probes")
        for _, value in sorted(vars(module).items())
        if isinstance(value, Probe)
    ]
    plugins.unique(rule for probe in found for rule in probe.rules)
    return tuple(found)


def rules() -> tuple[Rule, ...]:
    """Every rule that a probe decides, by id."""
    return plugins.unique(rule for probe in probes() for rule in probe.rules)


def findings(
    snapshot: Snapshot,
    severities: Mapping[str, Severity | None],
    every: Sequence[Probe] | None = None,
) -> tuple[Finding, ...]:
    """What the probes find, in an order of its own.

    All probes start at once, since those that run tools only wait for them.
    ``severities`` replaces the severities of rules by id; None turns a rule off. ``every`` are the
    probes, those of the catalogue where None. A probe that fails gives a finding of unknown outcome
    for each of its rules.
    """
    every = probes() if every is None else every
    wanted = [each for each in every if any(_on(rule, severities) for rule in each.rules)]
    with _collecting_seldom(), ThreadPoolExecutor(max_workers=max(1, len(wanted))) as pool:
        found = [
            each for result in pool.map(lambda p: _run(p, snapshot), wanted) for each in result
        ]
    kept = (_weighed(each, severities) for each in found if _on(each.rule, severities))
    return tuple(sorted(dict.fromkeys(kept), key=_order))


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Syntax trees stay to the end: to look for garbage among them often costs, and finds none."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _run(probe: Probe, snapshot: Snapshot) -> list[Finding]:
    try:
        return list(probe.run(snapshot))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return [
            Finding(
                rule=rule,
                outcome=Outcome.UNKNOWN,
                message=f"could not be looked for, because the probe failed ({reason})",
            )
            for rule in probe.rules
        ]


def _on(rule: Rule, severities: Mapping[str, Severity | None]) -> bool:
    return severities.get(rule.id, rule.severity) is not None


def _weighed(finding: Finding, severities: Mapping[str, Severity | None]) -> Finding:
    severity = severities.get(finding.rule.id) or finding.rule.severity
    if severity is finding.rule.severity:
        return finding
    return replace(finding, rule=replace(finding.rule, severity=severity))


def _order(finding: Finding) -> tuple[str, str, int, str, str]:
    place = finding.location
    return (
        finding.rule.id,
        place.path if place else "",
        (place.line or 0) if place else 0,
        finding.message,
        finding.outcome,
    )

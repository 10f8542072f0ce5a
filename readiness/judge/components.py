"""Components: what of the evidence is theirs, and what the policy makes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from readiness.judge.assess import assess, contradictions, weighed
from readiness.judge.metrics import Basis
from readiness.model import (
    Analysis,
    Component,
    ComponentReport,
    Counts,
    Coverage,
    Finding,
    Measured,
    Policy,
    TestRun,
)
from readiness.policy.globs import matches
from readiness.reports.scopes import of_change

NOT_OF_PARTS = (
    "claims.",
    "change.",
    "coverage.drop",
    "tests.mutation-score",
    "record.",
    "live.",
)
"""Metrics of the whole only, unless a component asks for them itself."""


def component_of(path: str, components: Iterable[Component]) -> str | None:
    """The name of the component that a path lies in, the innermost where it lies in several."""
    found = [each for each in components if inside(path, each)]
    return max(found, key=lambda each: len(each.path)).name if found else None


def inside(path: str, component: Component) -> bool:
    """Whether a path lies in the component."""
    return component.path in ("", ".") or path.startswith(component.path + "/")


def placed(findings: Iterable[Finding], components: tuple[Component, ...]) -> tuple[Finding, ...]:
    """The findings with the components that they are in."""
    if not components:
        return tuple(findings)
    return tuple(
        replace(each, component=component_of(each.location.path, components))
        if each.location
        else each
        for each in findings
    )


def reports(
    policy: Policy,
    components: tuple[Component, ...],
    findings: tuple[Finding, ...],
    basis: Basis,
    added: Mapping[str, frozenset[int]] | None,
) -> Iterator[ComponentReport]:
    """What the policy makes of each component, of those that were only found where evidence is.

    ``basis`` is that of the whole, ``added`` are the lines that the change adds.
    """
    said = contradictions(basis.judgements or ())
    placed_claims = placed(said, components)
    for each in components:
        own = tuple(found for found in findings if found.component == each.name)
        own += tuple(found for found in placed_claims if found.component == each.name)
        part = _part(basis, each, components, added)
        if each.found and not part.measured.runs and part.measured.coverage is None:
            continue
        under = _policy(policy, each)
        yield ComponentReport(component=each, assessment=assess(under, weighed(own, under), part))


def _policy(policy: Policy, component: Component) -> Policy:
    """The policy of one component, its own where it has one."""
    inherited = tuple(
        each
        for each in policy.gates
        if not each.metric.startswith(NOT_OF_PARTS) or component.name in each.when.components
    )
    return replace(
        policy,
        weights=policy.weights if component.weights is None else component.weights,
        gates=inherited if component.gates is None else component.gates,
        sections=tuple(each for each in policy.sections if each.each),
    )


def _part(
    basis: Basis,
    component: Component,
    components: tuple[Component, ...],
    added: Mapping[str, frozenset[int]] | None,
) -> Basis:
    measured = part(basis.measured, component, components)
    change = None
    if added is not None and measured.coverage is not None:
        mine = {path: lines for path, lines in added.items() if inside(path, component)}
        change = of_change(measured.coverage, mine, basis.unmeasured)
    return replace(
        basis,
        measured=measured,
        change=change,
        judgements=() if basis.judgements is not None else None,
        component=component.name,
        path="" if component.path == "." else component.path,
        unmeasured={
            path: lines
            for path, lines in basis.unmeasured.items()
            if component_of(path, components) == component.name
        },
    )


def part(measured: Measured, component: Component, components: tuple[Component, ...]) -> Measured:
    """What the reports say of one component.

    A test report is the component's where the policy says so or where it lies in it; of any other
    those suites are that lie in it. Coverage is by file.
    """
    elsewhere = tuple(each for each in components if each is not component)
    runs = [_run(each, component, elsewhere) for each in measured.runs]
    return replace(
        measured,
        runs=tuple(each for each in runs if each is not None),
        coverage=_coverage(measured.coverage, component, components),
        analyses=tuple(
            _analysis(each, component, components)
            for each in measured.analyses
            if each.mutants is None
        ),
        findings=tuple(
            each
            for each in measured.findings
            if each.location is None
            or component_of(each.location.path, components) in (None, component.name)
        ),
    )


def _analysis(
    analysis: Analysis, component: Component, components: tuple[Component, ...]
) -> Analysis:
    results = tuple(
        each
        for each in analysis.results
        if each.location and component_of(each.location.path, components) == component.name
    )
    return replace(analysis, results=results)


def _run(run: TestRun, component: Component, elsewhere: tuple[Component, ...]) -> TestRun | None:
    if component.tests:
        return run if matches(run.source, component.tests) else None
    listed = [each for each in elsewhere if matches(run.source, each.tests)]
    if not listed and component_of(run.source, (component, *elsewhere)) == component.name:
        return run
    suites = tuple(each for each in run.suites if each.path and inside(each.path, component))
    if listed or not suites:
        return None
    counts = sum((each.counts for each in suites), Counts())
    cases = tuple(
        each for each in run.cases if each.location and inside(each.location.path, component)
    )
    return replace(run, suites=suites, counts=counts, cases=cases, declared=None)


def _coverage(
    coverage: Coverage | None, component: Component, components: tuple[Component, ...]
) -> Coverage | None:
    if coverage is None:
        return None
    files = {
        path: file
        for path, file in coverage.files.items()
        if component_of(path, components) == component.name
    }
    return replace(coverage, files=files) if files else None

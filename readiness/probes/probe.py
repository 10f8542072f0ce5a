"""What a probe is: rules, and the function that looks for them in a snapshot.

A file in this package defines one probe by decorating a function::

    @probe("integration.unresolved-import", severity=Severity.BLOCKER, effort=Effort.MINUTES)
    def unresolved_import(snapshot: Snapshot) -> Iterator[Observation]:
        \"\"\"An import of the repository's own that does not resolve.

        Why: ...
        How: ...
        Fix: ...
        \"\"\"

or, where one pass serves several rules, as ``Probe(rules=..., run=...)``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Proof, Rule, Severity
from readiness.repository.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """A finding before its rule is added."""

    message: str
    location: Location | None = None
    outcome: Outcome = Outcome.FAIL
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Probe:
    """The rules that one pass over a snapshot decides."""

    rules: tuple[Rule, ...]
    run: Callable[[Snapshot], Iterable[Finding]]


def probe(
    id: str,  # noqa: A002
    *,
    severity: Severity,
    effort: Effort,
) -> Callable[[Callable[[Snapshot], Iterable[Observation]]], Probe]:
    """Make a probe of a function, its docstring the rule's documentation."""

    def decorate(observe: Callable[[Snapshot], Iterable[Observation]]) -> Probe:
        rule = plugins.rule(id, severity=severity, effort=effort, text=observe.__doc__)

        def run(snapshot: Snapshot) -> Iterator[Finding]:
            for each in observe(snapshot):
                yield Finding(
                    rule=rule,
                    outcome=each.outcome,
                    message=each.message,
                    location=each.location,
                    evidence=each.evidence,
                )

        return Probe(rules=(rule,), run=run)

    return decorate

"""The rules that records and services are held to; each function's docstring documents its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readiness import plugins
from readiness.model import (
    Effort,
    Finding,
    LiveResult,
    Outcome,
    Proof,
    Recorded,
    Rule,
    Severity,
)

LAST_LINES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What came of the commands and of the services."""

    records: tuple[Recorded, ...]
    live: tuple[LiveResult, ...]


def rules() -> tuple[Rule, ...]:
    """The rules, in the order of their ids."""
    return plugins.unique(rule for rule, _ in _CHECKS)


def findings(evidence: Checked) -> tuple[Finding, ...]:
    """What is wrong with the records and the services, rule by rule."""
    return tuple(found for rule, see in _CHECKS for found in see(rule, evidence))


def failed_command(rule: Rule, evidence: Checked) -> Iterator[Finding]:
    """A recorded command that failed.

    Why: somebody thought it worth recording that the command line starts or the image builds, and
    it does not.

    How: the record that `readiness record` made of this commit holds the exit status; anything but
    0 is a failure. The last lines of the output stand with the finding.

    Fix: run the command as it stands in the record, and mend what its output names.
    """
    for each in evidence.records:
        if each.outcome is Outcome.FAIL:
            lines = each.output.splitlines()[-LAST_LINES:]
            yield Finding(
                rule=rule,
                outcome=Outcome.FAIL,
                message=f"The command recorded as {each.name} failed: exit status {each.status}.",
                evidence=tuple(Proof(message=line) for line in lines),
            )


def unusable_record(rule: Rule, evidence: Checked) -> Iterator[Finding]:
    """A record that does not count.

    Why: a record of another commit, of altered files, or one that was committed with the change
    says nothing about what is judged, however good it looks.

    How: the commit and the state of the work tree when the command was started are held against
    the judged commit. Records that git tracks, links, and files that do not keep to the format are
    never read as evidence.

    Fix: run `readiness record` in the same job, after the checkout and before anything alters the
    files that git tracks; keep `.readiness/` out of commits and caches.
    """
    for each in evidence.records:
        if each.outcome is Outcome.UNKNOWN:
            yield Finding(
                rule=rule,
                outcome=Outcome.UNKNOWN,
                message=f"The record {each.name or each.path} does not count: {each.reason}.",
            )


def live_check(rule: Rule, evidence: Checked) -> Iterator[Finding]:
    """A service that does not do what the policy wants of it.

    Why: that a service starts, answers and reaches its migrated database is what tests with
    stand-ins leave open.

    How: each service that the policy of the base lists is asked once: an HTTP address for its
    status and values, a port for a connection, a PostgreSQL database for permissions and
    migrations. Nothing is written, and no redirect is followed.

    Fix: start the service before Readiness and wait until it is healthy; inside a container action
    a service is reached by its label (`postgres:5432`), not by localhost.
    """
    for each in evidence.live:
        if each.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
            yield Finding(
                rule=rule,
                outcome=each.outcome,
                message=f"The service {each.name} ({each.target}): {each.reason}.",
            )


_See = Callable[[Rule, Checked], Iterator[Finding]]


def _check(id: str, severity: Severity, see: _See) -> tuple[Rule, _See]:  # noqa: A002
    rule = plugins.rule(id, severity=severity, effort=Effort.HOURS, text=see.__doc__)
    return rule, see


_CHECKS = (
    _check("operations.failed-command", Severity.MAJOR, failed_command),
    _check("operations.unusable-record", Severity.MINOR, unusable_record),
    _check("operations.live-check", Severity.MAJOR, live_check),
)

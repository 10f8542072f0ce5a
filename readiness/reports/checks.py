"""All checks of the evidence."""

from readiness import plugins
from readiness.model import Finding, Rule
from readiness.reports import case_checks, file_checks
from readiness.reports.check import Check, Evidence

CHECKS = tuple(
    each
    for module in (file_checks, case_checks)
    for each in vars(module).values()
    if isinstance(each, Check)
)


def rules() -> tuple[Rule, ...]:
    """The rules that reports are checked by, in the order of their ids."""
    return plugins.unique(rule for each in CHECKS for rule in each.rules.values())


def findings(evidence: Evidence) -> tuple[Finding, ...]:
    """What the checks find, in a fixed order."""
    found = [finding for each in CHECKS for finding in each.findings(evidence)]
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.id, finding.location.path if finding.location else "", finding.message

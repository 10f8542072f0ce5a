"""Single checklists of a policy, gone through without the rest of it."""

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from readiness.judge.catalogue import catalogue
from readiness.model import Policy, Severity


def selected(policy: Policy, names: Sequence[str]) -> Policy:
    """The policy that asks for these checklists, each of them required, and for nothing else.

    Its gates and categories are left out, and rules are no more than notes unless an item names
    them or bounds a metric of their category. Raises KeyError for a checklist that it has not.
    """
    known = {each.id: each for each in policy.sections}
    sections = tuple(replace(known[name], required=True) for name in names)
    items = [item for each in sections for item in each.items]
    named = {rule for item in items for rule in item.rules}
    named |= {f"{each.gate.metric.partition('.')[0]}.*" for each in items if each.gate}

    def lighter(rule: str, severity: Severity | None) -> Severity | None:
        asked = any(fnmatchcase(rule, each) for each in named)
        return severity if asked or severity is None else Severity.NOTE

    rules = {each.id: each.severity for each in catalogue()} | dict(policy.rules)
    return replace(
        policy,
        sections=sections,
        gates=(),
        weights=dict.fromkeys(policy.weights, 0),
        rules={name: lighter(name, severity) for name, severity in rules.items()},
        path_rules=tuple(
            replace(each, severity=lighter(each.rule, each.severity)) for each in policy.path_rules
        ),
    )

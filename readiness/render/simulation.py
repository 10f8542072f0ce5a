"""How a report would change under another policy, in a few lines of plain text."""

from collections.abc import Iterator

from readiness.model import Finding, GateResult, Outcome, Report
from readiness.render import escape
from readiness.render.links import Links
from readiness.render.view import View


def simulation(now: Report, then: Report) -> str:
    """Verdict and score under both, then the gates and blocking findings that differ."""
    lines = [f"now:  {_verdict(now)}", f"then: {_verdict(then)}", *_gates(now, then)]
    lines += [f"- no longer: {each}" for each in _rules(now) if each not in _rules(then)]
    lines += [f"- new: {each}" for each in _rules(then) if each not in _rules(now)]
    return escape.log("\n".join(escape.visible(each) for each in lines)) + "\n"


def _verdict(report: Report) -> str:
    return f"{View(report=report, links=Links()).headline} · {report.policy.source.path}"


def _gates(now: Report, then: Report) -> Iterator[str]:
    before = {_name(each): each for each in now.assessment.gates}
    after = {_name(each): each for each in then.assessment.gates}
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if new is None:
            yield f"- gate {name}: {_outcome(old)}, then gone"
        elif old is None or (old.outcome, old.gate) != (new.outcome, new.gate):
            yield f"- gate {name}: {_outcome(old)}, then {_outcome(new)}: {new.reason}"


def _name(result: GateResult) -> str:
    return f"{result.gate.id} ({result.component})" if result.component else result.gate.id


def _outcome(result: GateResult | None) -> str:
    return "not there" if result is None else result.outcome.value


def _rules(report: Report) -> list[str]:
    """The rules with failed findings, and how many of which severity."""
    failed = [each for each in report.findings if each.outcome is Outcome.FAIL]
    rules = dict.fromkeys((each.rule.id, each.rule.severity) for each in failed)
    return [f"{_count(failed, rule)} × {rule} ({severity})" for rule, severity in rules]


def _count(findings: list[Finding], rule: str) -> int:
    return sum(each.rule.id == rule for each in findings)

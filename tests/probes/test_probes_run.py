"""The catalogue as a whole: severities, failures, order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from readiness import plugins
from readiness.model import Effort, Finding, Outcome, Rule, Severity
from readiness.probes import run
from readiness.probes.probe import Observation, Probe, probe
from readiness.repository import checkout
from readiness.repository.snapshot import Snapshot

CODE = """import os


def total(items):
    quality = 95  # Placeholder value
    return undefined_thing(items)
"""


@pytest.fixture
def project(tmp_path: Path) -> Snapshot:
    (tmp_path / "shop.py").write_text(CODE)
    return checkout.snapshot(tmp_path)


def found(findings: tuple[Finding, ...]) -> set[tuple[str, Outcome, int | None]]:
    places = ((each, each.location.line if each.location else None) for each in findings)
    return {(each.rule.id, each.outcome, line) for each, line in places}


def test_rules_are_documented_and_their_category_is_in_their_id() -> None:
    rules = run.rules()
    assert len(rules) > 5
    assert list(rules) == sorted(rules, key=lambda rule: rule.id)
    for rule in rules:
        assert rule.id.startswith(f"{rule.category}.")
        assert all((rule.summary, rule.why, rule.how, rule.fix))


def test_findings_are_sorted_and_repeatable(project: Snapshot) -> None:
    once = run.findings(project, {})
    assert ("implementation.undefined-name", Outcome.FAIL, 6) in found(once)
    assert ("implementation.placeholder-value", Outcome.FAIL, 5) in found(once)
    assert [each.rule.id for each in once] == sorted(each.rule.id for each in once)
    assert run.findings(checkout.snapshot(project.directory), {}) == once


def test_policy_weighs_rules_and_turns_them_off(project: Snapshot) -> None:
    severities = {
        "implementation.undefined-name": None,
        "implementation.placeholder-value": Severity.NOTE,
    }
    findings = run.findings(project, severities)
    assert "implementation.undefined-name" not in {each.rule.id for each in findings}
    weighed = [each for each in findings if each.rule.id == "implementation.placeholder-value"]
    assert [each.rule.severity for each in weighed] == [Severity.NOTE]


def test_failing_probe_is_unknown_for_each_of_its_rules(
    project: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(snapshot: Snapshot) -> Iterator[Finding]:
        raise OSError("no such disk")

    broken = Probe(rules=(rule("x.one"), rule("x.two")), run=explode)
    monkeypatch.setattr(run, "probes", lambda: (broken,))
    findings = run.findings(project, {})
    assert found(findings) == {("x.one", Outcome.UNKNOWN, None), ("x.two", Outcome.UNKNOWN, None)}
    assert "OSError: no such disk" in findings[0].message
    assert run.findings(project, {"x.one": None, "x.two": None}) == ()


def test_decorated_function_is_a_probe(project: Snapshot) -> None:
    @probe("x.files", severity=Severity.NOTE, effort=Effort.MINUTES)
    def files(snapshot: Snapshot) -> Iterator[Observation]:
        """Counts files.

        Why: To see.

        How: By counting.

        Fix: Delete some.
        """
        yield Observation(message=f"{len(snapshot.files)} files")

    assert [each.message for each in files.run(project)] == ["1 files"]
    assert files.rules[0].why == "To see."


def test_undocumented_probe_is_refused() -> None:
    with pytest.raises(plugins.PluginError, match=r"x\.bare: its docstring lacks Why, How, Fix"):

        @probe("x.bare", severity=Severity.NOTE, effort=Effort.MINUTES)
        def bare(snapshot: Snapshot) -> Iterator[Observation]:
            """Only a summary."""
            yield from ()


def rule(name: str) -> Rule:
    text = "A rule.\n\nWhy: a\n\nHow: b\n\nFix: c"
    return plugins.rule(name, severity=Severity.NOTE, effort=Effort.MINUTES, text=text)

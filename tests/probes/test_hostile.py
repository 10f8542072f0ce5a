"""A repository that tries to run code, to read outside and to silence tools: it gains nothing."""

import os
from pathlib import Path

import pytest
from support.hostile import SOUND, TOKEN, plant, project

from readiness.model import Finding
from readiness.probes import run
from readiness.repository import checkout


def shown(findings: tuple[Finding, ...]) -> set[tuple[str, str, str, int | None]]:
    return {
        (each.rule.id, each.outcome, each.location.path, each.location.line)
        for each in findings
        if each.location and (each.location.path in SOUND or each.outcome == "unknown")
    }


def test_hostile_repository_gives_the_findings_of_its_harmless_twin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary"
    harmless = project(tmp_path / "harmless")
    hostile = project(tmp_path / "hostile")
    plant(hostile, canary)
    monkeypatch.chdir(hostile)
    monkeypatch.setenv("PATH", f"{hostile}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    expected = run.findings(checkout.snapshot(harmless), {})
    snapshot = checkout.snapshot(hostile)
    findings = run.findings(snapshot, {})
    assert not list(tmp_path.glob("canary*"))
    unread = ("implementation.unreadable-source", "unknown", "shop/huge.py", None)
    assert shown(findings) == shown(expected) | {unread}
    rules = {rule for rule, _, path, _ in shown(findings) if path == "shop/strange\nname.py"}
    assert {
        "security.secret",
        "security.machine-path",
        "implementation.undefined-name",
        "implementation.confessed-simulation",
        "implementation.not-implemented",
    } <= rules
    assert any("shop/huge.py" in limit for limit in snapshot.limits)
    assert "/etc" not in {each.location.path for each in findings if each.location}
    assert not any("root:" in each.message for each in findings)

"""A repository that tries to run code, to read outside and to silence tools: it gains nothing."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from readiness.model import Finding
from readiness.probes import run
from readiness.repository import checkout

TOKEN = "ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"
CODE = f"""import os

TOKEN = "{TOKEN}"
HOME = "/home/lorenz/data.json"


def send(message):
    # In a real implementation, this would call the provider.
    return {{"sent": True, "to": reciever}}


def charge(card):
    raise NotImplementedError
"""
SOUND = {
    "shop/__init__.py": "",
    "shop/pay.py": CODE,
    "shop/strange\nname.py": CODE,
    "shop/-v.py": CODE,
    "tests/test_pay.py": "def test_pay():\n    assert len([]) >= 0\n",
}
GIBBERISH = b"\x7fELF not really a library"


def plant(root: Path, canary: Path) -> None:
    """Everything that could make a tool run something, read outside, or look away."""
    touch = f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n"
    shell = f"touch {canary}"
    library = "customLanguages:\n  evil:\n    libraryPath: evil.so\n    extensions: [py]\n"
    traps = {
        "sgconfig.yml": f"ruleDirs: [evil]\n{library}",
        "ruff.toml": 'exclude = ["**"]\n[lint]\nselect = []\n',
        "pyproject.toml": '[tool.ruff]\nexclude = ["**"]\n[tool.pytest]\naddopts = "-p x"\n',
        ".gitignore": "*\n",
        ".ignore": "*\n",
        ".kingfisherignore": "*\n",
        "kingfisher.yaml": "exclude: ['**']\n",
        ".coveragerc": "[run]\nplugins = evil\n",
        "package.json": json.dumps({"scripts": {"preinstall": shell, "install": shell}}),
        ".npmrc": "ignore-scripts=false\n",
    }
    for name in (
        "conftest.py",
        "sitecustomize.py",
        "usercustomize.py",
        "yaml.py",
        "json.py",
        "evil.py",
    ):
        traps[name] = touch
    for name, text in traps.items():
        (root / name).write_text(text)
    (root / "evil.so").write_bytes(GIBBERISH)
    for name in ("ast-grep", "sg", "ruff", "kingfisher"):
        (root / name).write_text(f"#!/bin/sh\n{shell}-{name}\n")
        (root / name).chmod(0o755)
    hooks = root / ".git" / "hooks"
    (hooks / "post-checkout").write_text(f"#!/bin/sh\n{shell}\n")
    (hooks / "post-checkout").chmod(0o755)
    with (root / ".git" / "config").open("a") as config:
        config.write(f"[core]\n\tfsmonitor = {shell}\n\thooksPath = {hooks}\n\tpager = {shell}\n")
    (root / "shop" / "passwd.py").symlink_to("/etc/passwd")
    (root / "etc").symlink_to("/etc")
    (root / "loop").symlink_to(root)
    with (root / "shop" / "huge.py").open("wb") as file:
        file.truncate(1 << 30)


def project(root: Path) -> Path:
    for path, text in SOUND.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


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

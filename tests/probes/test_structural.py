"""Limits of the structural rules, and what is refused at load."""

from pathlib import Path

import pytest

from readiness import plugins
from readiness.model import Outcome
from readiness.probes import structural
from readiness.probes.structural import STRUCTURAL, load
from readiness.repository import checkout


def test_very_long_lines_are_unknown_and_the_rest_is_read(tmp_path: Path) -> None:
    confession = "/* for now, mock the answer */ "
    (tmp_path / "wide.js").write_text(f"{confession}\n" + "go()\n" * 2_000 + confession * 200)
    (tmp_path / "shop.js").write_text(f"{confession}\n")
    findings = list(STRUCTURAL.run(checkout.snapshot(tmp_path)))
    assert {(each.rule.id, each.outcome, str(each.location)) for each in findings} == {
        ("implementation.unread-source", Outcome.UNKNOWN, "wide.js:2002"),
        ("implementation.confessed-simulation", Outcome.FAIL, "wide.js:1"),
        ("implementation.confessed-simulation", Outcome.FAIL, "shop.js:1"),
    }


CONFESSED = "def pay():\n    # for now, simulate the payment\n    return 1\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pay.py", b"# -*- coding: latin-1 -*-\n# \xe9\n" + CONFESSED.encode()),
        ("pay.py", "\ufeff".encode("utf-16-le") + CONFESSED.encode("utf-16-le")),
        ("pay.py", b"\xff\n" + CONFESSED.encode()),
        ("pay.py", CONFESSED.replace("    #", "    # ast-grep-ignore\n    #").encode()),
        ("pay.py", b"# ast-grep-ignore\n" + CONFESSED.encode()),
        ("pay.PY", CONFESSED.encode()),
        ("pay.pyw", CONFESSED.encode()),
        ("pay\udcff.py", CONFESSED.encode()),
        ("pay", b"#!/usr/bin/env python3\n" + CONFESSED.encode()),
    ],
)
def test_no_way_of_writing_a_file_hides_it(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = list(STRUCTURAL.run(checkout.snapshot(tmp_path)))
    assert [each.rule.id for each in found] == ["implementation.confessed-simulation"]
    assert found[0].location is not None
    assert found[0].location.path == name


@pytest.mark.parametrize("content", [b"# x\n" * 600_000, b"X = 1\n\0"])
def test_a_file_that_no_rule_sees_is_unknown(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pay.py").write_bytes(CONFESSED.encode() + content)
    findings = {
        (each.rule.id, each.outcome) for each in STRUCTURAL.run(checkout.snapshot(tmp_path))
    }
    assert ("implementation.unreadable-source", Outcome.UNKNOWN) in findings


def test_too_many_matches_are_not_cut_off_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structural, "MOST_MATCHES", 50)
    (tmp_path / "shop.js").write_text("// for now, mock the answer\nx()\n" * 60)
    with pytest.raises(structural.ToolError, match="more than 50 places"):
        list(STRUCTURAL.run(checkout.snapshot(tmp_path)))


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("severity: note\neffort: hours\n", "lacks a message or a match"),
        ("message: x\nmatch: [{}]\nseverity: note\neffort: hours\n", "lacks Why, How, Fix"),
    ],
)
def test_undocumented_rules_are_refused(tmp_path: Path, text: str, lacks: str) -> None:
    (tmp_path / "x.bare.yml").write_text(text)
    with pytest.raises(plugins.PluginError, match=lacks):
        load(tmp_path)

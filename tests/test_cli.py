"""The commands as a person calls them: what they print, write and return."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.repositories import commit, tree

from readiness import __version__
from readiness.cli import main

JUNIT = '<testsuite name="a" tests="1"><testcase classname="a" name="one"/></testsuite>'
LCOV = "SF:pkg/core.py\nDA:1,1\nDA:2,1\nend_of_record\n"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    tree(tmp_path, {"pkg/core.py": "ONE = 1\nTWO = 2\n", ".gitignore": "junit.xml\nlcov.info\n"})
    commit(tmp_path)
    tree(tmp_path, {"junit.xml": JUNIT, "lcov.info": LCOV})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_ready_checkout(checkout, capsys):
    assert main(["check"]) == 0
    assert "Ready: 100" in capsys.readouterr().out


def test_formats_go_where_they_are_sent(checkout, capsys):
    names = ("json", "markdown", "html", "sarif")
    arguments = [f"--format={name}=out.{name}" for name in names]
    assert main(["check", "--format", "json", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "ready"
    assert json.loads(Path("out.json").read_text())["score"] == 100
    assert json.loads(Path("out.sarif").read_text())["version"] == "2.1.0"
    assert Path("out.html").read_text().startswith("<!doctype html>")
    assert "Ready" in Path("out.markdown").read_text()


def test_claims_from_a_file_here_or_from_standard_input(checkout, capsys, monkeypatch):
    outside = checkout.parent / "claims.md"
    outside.write_text("Test coverage is 40 %.\n")
    assert main(["check", "--claims", str(outside), "--fail-on", "contradicted"]) == 1
    assert "Contradicted" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", outside.open())
    assert main(["check", "--claims", "-", "--fail-on", "contradicted,not-ready"]) == 1
    tree(checkout, {"docs/claims.md": "All tests pass.\n"})
    assert main(["check", "--claims", "docs/claims.md", "--format", "json"]) == 0
    (claim,) = json.loads(capsys.readouterr().out.partition("\n{")[2].join(("{", "")))["claims"]
    assert claim["source"] == {"kind": "document", "path": "docs/claims.md", "line": 1}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere"], "nowhere is no directory; name the checkout to judge"),
        (["check", "--fail-on", "bad"], "fail-on: “bad” is not known; write contradicted"),
        (["check", "--format", "xml"], "format: “xml” is not known; write one of terminal"),
        (["check", "--policy", "none.yml"], "policy: none.yml is not there; write one"),
        (["check", "--claims", "none.md"], "claims: none.md can't be read"),
        (["check", "--format", "json=no/such/out.json"], "format: no/such/out.json can't be"),
        (["check", "--github"], "GITHUB_EVENT_NAME is not set: this is the action's entry point"),
        (["policy", "check", "none.yml"], "none.yml: No such file or directory"),
        (["rules", "none"], "there is no rule none; readiness rules lists them"),
    ],
)
def test_a_wrong_call_says_what_to_do(checkout, capsys, monkeypatch, arguments, message):
    monkeypatch.delenv("GITHUB_EVENT_NAME", raising=False)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(checkout))
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_policy_is_written_checked_and_not_overwritten(checkout, capsys):
    assert main(["policy", "init"]) == 0
    assert main(["policy", "check"]) == 0
    assert "nothing wrong" in capsys.readouterr().out
    assert main(["policy", "init"]) == 2
    assert "is there already" in capsys.readouterr().err
    policy = Path(".github/readiness.yml")
    policy.write_text(policy.read_text().replace("\ngates:", "\ngats:"))
    assert main(["policy", "check"]) == 2
    assert "unknown key “gats”; did you mean “gates”?" in capsys.readouterr().err
    assert main(["check"]) == 2


def test_an_author_sees_how_each_sentence_is_read(checkout, capsys):
    text = "# Report\n\nAll tests pass.\n\n## Targets\n\n- Coverage is 90 %.\n\nIt rains.\n"
    tree(checkout, {"notes.md": text, "empty.md": "It rains.\n"})
    assert main(["claims", "notes.md", "empty.md"]) == 0
    first, second, *counts = capsys.readouterr().out.splitlines()
    assert first == "notes.md:3: claim: “All tests pass.” is read as tests-pass: all pass"
    assert second.startswith("notes.md:7: no claim: “Coverage is 90 %.”: it stands under ")
    assert "Targets" in second
    assert counts == [
        "notes.md: 1 claim, 1 sentence that looks like one and is none, 3 others",
        "empty.md: 0 claims, 0 sentences that look like claims and are none, 1 other",
    ]
    assert main(["claims", "--all", "empty.md"]) == 0
    line = "empty.md:1: no claim: “It rains.”: no kind of claim is in its words"
    assert capsys.readouterr().out.splitlines()[0] == line
    assert main(["claims", "none.md"]) == 2
    assert "claims: none.md can't be read: No such file" in capsys.readouterr().err


def test_a_document_is_read_by_its_place_in_the_project_alone(checkout, capsys):
    outside = tree(checkout.parent / "news", {"body.md": "All tests pass.\n"}) / "body.md"
    tree(checkout, {"news/may.md": "All tests pass.\n"})
    assert main(["claims", str(outside), str(checkout / "news" / "may.md")]) == 0
    first, _, second, _ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{outside}:1: claim: ")
    assert "about the past" in second


def test_the_demo_does_the_whole_job(tmp_path, capsys):
    assert main(["demo", str(tmp_path / "demo")]) == 0
    out = capsys.readouterr().out
    assert "Not ready" in out
    assert {each.name for each in (tmp_path / "demo").iterdir()} == {
        *("comment.md", "summary.md", "report.json", "report.html", "parcel")
    }
    report = json.loads((tmp_path / "demo" / "report.json").read_text())
    tests = report["evidence"]["tests"]
    assert (tests["total"], tests["passed"], tests["errored"], tests["skipped"]) == (13, 11, 1, 1)
    verdicts = {each["verdict"] for each in report["claims"]}
    assert verdicts == {"confirmed", "contradicted", "unsupported"}
    assert main(["demo", str(tmp_path / "demo")]) == 2


def test_a_cold_start_loads_neither_github_nor_templates():
    probe = (
        "import sys\nfrom readiness.cli import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\n"
        "heavy = {'github', 'jinja2', 'lxml', 'pg8000', 'yaml', 'requests'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", probe], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [f"readiness {__version__}", "[]"]

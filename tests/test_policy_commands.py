"""The commands on policies, as a person calls them."""

import pytest
from support.repositories import commit, tree

from readiness.cli import main

JUNIT = '<testsuite name="all" tests="1"><testcase classname="tests.a" name="one"/></testsuite>'
LCOV = "SF:pkg/core.py\nDA:1,1\nDA:2,0\nend_of_record\n"
PACKAGES = {f"packages/{name}/package.json": "{}" for name in "ab"}


@pytest.fixture
def repository(tmp_path, monkeypatch):
    tree(tmp_path, {"pkg/core.py": "ONE = 1\nTWO = 2\n", ".gitignore": "*.xml\n*.info\n"})
    tree(tmp_path, {"package.json": '{"workspaces": ["packages/*"]}', **PACKAGES})
    commit(tmp_path)
    tree(tmp_path, {"junit.xml": JUNIT, "lcov.info": LCOV})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_writes_what_the_repository_holds_and_check_finds_nothing_wrong(repository, capsys):
    assert main(["policy", "init"]) == 0
    text = (repository / ".github/readiness.yml").read_text()
    assert "- junit.xml" in text
    assert "- lcov.info" in text
    assert "# python: pytest" in text
    assert "#     path: packages/a" in text
    assert main(["policy", "check"]) == 0
    assert main(["policy", "init"]) == 2
    assert "is there already" in capsys.readouterr().err


def test_check_names_mistakes_of_extended_files_too(repository, capsys):
    tree(repository, {"mine.yml": "extends: base.yml\n", "base.yml": "version: 1\ngats: {}\n"})
    assert main(["policy", "check", "mine.yml"]) == 2
    said = capsys.readouterr().err
    assert "base.yml: line 2, column 1: unknown key “gats”; did you mean “gates”?" in said
    tree(repository, {"mine.yml": f"extends: o/r/x.yml@{'0' * 40}\n"})
    assert main(["policy", "check", "mine.yml"]) == 2
    assert "read only in a workflow" in capsys.readouterr().err


def test_explain_says_where_each_value_stands(repository, capsys):
    tree(repository, {"mine.yml": "extends: base.yml\ngates:\n  coverage.line: 40 %\n"})
    tree(repository, {"base.yml": "weights: {tests: 7}\n"})
    assert main(["policy", "explain", "mine.yml"]) == 0
    said = capsys.readouterr().out
    assert "# mine.yml:3" in said
    assert "# base.yml:1" in said
    assert "# profiles/standard.yml:" in said


def test_simulate_says_what_would_change(repository, capsys):
    tree(repository, {"new.yml": "gates: {coverage.line: 40 %}\n"})
    assert main(["policy", "simulate", ".", "--policy", "new.yml"]) == 0
    said = capsys.readouterr().out
    assert "now:  Not ready" in said
    assert "then: Ready" in said
    assert "gate coverage.line: fail, then pass: 50 %" in said
    assert main(["policy", "simulate", "."]) == 2
    assert main(["policy", "simulate", ".", "--policy", "none.yml"]) == 2


def test_check_by_a_profile_and_single_sections(repository, capsys):
    arguments = ["check", ".", "--profile", "production-validation"]
    assert main([*arguments, "--section", "graceful-shutdown"]) == 0
    said = capsys.readouterr().out
    assert "Graceful shutdown" in said
    assert "Environment" not in said
    assert main([*arguments, "--section", "shutdown"]) == 2
    assert "the policy has no “shutdown”; it has environment" in capsys.readouterr().err
    assert main(["check", ".", "--profile", "standart"]) == 2
    assert "write one of agent-work" in capsys.readouterr().err


def test_a_single_section_is_judged_by_itself(repository, capsys):
    lost = "from pkg.nowhere import thing\n\n\ndef run():\n    return thing()\n"
    tree(repository, {"pkg/__init__.py": "", "pkg/lost.py": lost})
    commit(repository)
    arguments = ["check", ".", "--profile", "production-validation"]
    assert main(arguments) == 1
    capsys.readouterr()
    assert main([*arguments, "--section", "graceful-shutdown"]) == 0
    assert capsys.readouterr().out.startswith("Ready: 100 of 100\n")
    audit = ["check", ".", "--profile", "integration-audit", "--section"]
    assert main([*audit, "integration-implementation"]) == 1
    assert capsys.readouterr().out.startswith(
        "Not ready: 1 blocker, Integration implementation not met"
    )
    assert main([*audit, "dependency-management", "--fail-on", "degraded"]) == 0


def test_from_a_directory_below_it_is_the_repositorys_policy(repository, capsys, monkeypatch):
    monkeypatch.chdir(repository / "pkg")
    assert main(["policy", "init"]) == 0
    assert (repository / ".github/readiness.yml").is_file()
    assert "- lcov.info" in (repository / ".github/readiness.yml").read_text()
    assert main(["policy", "check"]) == 0
    assert main(["policy", "explain"]) == 0
    assert "# " in capsys.readouterr().out


def test_a_file_that_is_not_there_is_not_explained(repository, capsys):
    assert main(["policy", "explain"]) == 0
    assert main(["policy", "explain", "none.yml"]) == 2
    assert "none.yml: No such file" in capsys.readouterr().err


RULES = """\
id: no-one
language: python
message: No one
rule: {pattern: ONE = $X}
metadata: {severity: blocker}
"""


def test_simulate_tries_the_rules_of_the_new_policy(repository, capsys):
    tree(repository, {"rules.yml": RULES, "pkg/bank.py": "HOME = '/Users/ada/bank'\n"})
    tree(repository, {".github/readiness.yml": "rules: {security.machine-path: off}\n"})
    tree(repository, {"new.yml": "custom-rules: [rules.yml]\n"})
    assert main(["policy", "simulate", ".", "--policy", "new.yml"]) == 0
    said = capsys.readouterr().out
    assert "- new: 1 × custom.no-one (blocker)" in said
    assert "- new: 1 × security.machine-path" in said


def test_a_policy_outside_of_the_repository_is_named_so(repository, capsys, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "mine.yml"
    outside.write_text("profile: standard\n")
    assert main(["check", ".", "--policy", str(outside)]) == 2
    assert "lies outside of the repository; copy it into it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rules", "named", "message"),
    [
        (None, "", "custom-rules: rules.yml is not there"),
        (RULES + "fix: TWO = 2\n", "", "rules.yml, rule 1: has fix"),
        (RULES.replace("ONE = $X", "(("), "", "custom.no-one: ast-grep refuses it"),
        (RULES, "rule", "rules: there is no custom.no-two"),
        (RULES, "", ""),
    ],
)
def test_check_reads_the_custom_rules_too(repository, capsys, rules, named, message):
    rule = "rules: {custom.no-two: off}\n" if named else ""
    tree(repository, {"mine.yml": f"custom-rules: [rules.yml]\n{rule}"})
    tree(repository, {"rules.yml": rules} if rules else {})
    assert main(["policy", "check", "mine.yml"]) == (2 if message else 0)
    assert message in capsys.readouterr().err

"""The catalogue of rules and the documentation made from it."""

from pathlib import Path

import pytest

from readiness import plugins
from readiness.cli import main
from readiness.judge.catalogue import catalogue
from readiness.model import Effort, Severity
from readiness.policy.load import built_in
from readiness.render.rules import markdown

DOCUMENT = Path(__file__).parents[1] / "docs" / "rules.md"
TEXT = "A summary.\n\nWhy: because.\n\nHow: by looking.\n\nFix: mend it.\n"


def rule(text, id_="implementation.x"):
    return plugins.rule(id_, severity=Severity.MINOR, effort=Effort.HOURS, text=text)


def test_the_documentation_is_fresh():
    wanted = markdown(catalogue())
    assert DOCUMENT.read_text(encoding="utf-8") == wanted, (
        "docs/rules.md is stale; run: readiness rules --format markdown > docs/rules.md"
    )


def test_every_rule_is_of_a_category_that_a_policy_can_weigh():
    assert {each.category for each in catalogue()} <= set(built_in().weights)


@pytest.mark.parametrize("section", ["Why", "How", "Fix"])
def test_a_rule_without_its_documentation_is_refused(section):
    with pytest.raises(
        plugins.PluginError, match=rf"implementation\.x: its docstring lacks {section}"
    ):
        rule(TEXT.replace(f"{section}:", "Also:"))
    with pytest.raises(plugins.PluginError, match="lacks"):
        rule(None)


def test_two_rules_of_one_id_are_refused():
    with pytest.raises(plugins.PluginError, match=r"implementation\.x is defined twice"):
        plugins.unique([rule(TEXT), rule(TEXT.replace("A summary", "Another"))])


def test_rules_prints_all_or_one(capsys):
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(catalogue())
    first = catalogue()[0]
    assert main(["rules", first.id]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for text in (first.id, first.why, first.how, first.fix):
        assert text in shown
    assert main(["rules", "no.such"]) == 2
    assert "there is no rule no.such" in capsys.readouterr().err

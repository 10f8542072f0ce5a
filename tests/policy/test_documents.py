"""Every policy in the documentation is one; every metric and profile is documented."""

import re
from datetime import date
from pathlib import Path

import pytest

from readiness.judge.catalogue import catalogue
from readiness.policy.chain import ELSEWHERE, profiles
from readiness.policy.load import load
from readiness.policy.metrics import METRICS

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 1)
BLOCK = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)
RULES = [rule.id for rule in catalogue()]
WORKFLOW = re.compile(r"^(?:on|jobs|steps|- (?:uses|name|run)|permissions):?", re.MULTILINE)


def policies():
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for number, block in enumerate(BLOCK.findall(path.read_text(encoding="utf-8"))):
            if not WORKFLOW.search(block):
                yield pytest.param(block, id=f"{path.name}-{number}")


@pytest.mark.parametrize("text", list(policies()))
def test_a_policy_of_the_documentation_is_one(text):
    def reader(repository, path, commit):
        return b"profile: standard\n"

    found = load("p.yml", text.encode(), ref=None, rules=RULES, today=TODAY, reader=reader)
    assert found.gates
    assert text.count("extends:") == 0 or ELSEWHERE.search(text) or "ci/" in text


def test_every_metric_and_profile_is_documented():
    text = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    missing = [name for name in (*METRICS, *profiles()) if f"`{name}`" not in text]
    assert missing == []

"""Each structural rule against its examples: what it flags, and what it must leave alone."""

from pathlib import Path

import pytest
import yaml

from readiness.probes.structural import STRUCTURES, Scan, Structure
from readiness.repository import checkout

EXAMPLES = Path(__file__).with_name("rules")


def test_every_rule_has_examples() -> None:
    rules = {each.rule.id for each in STRUCTURES}
    assert rules == {file.stem for file in EXAMPLES.glob("*.yml")}


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda each: each.rule.id)
def test_rule_flags_its_examples_and_nothing_else(structure: Structure, tmp_path: Path) -> None:
    examples = yaml.safe_load((EXAMPLES / f"{structure.rule.id}.yml").read_text())
    expected = set()
    for number, example in enumerate(examples):
        path = f"{number:02}/{example['file']}"
        file = tmp_path / path
        file.parent.mkdir(parents=True)
        file.write_text(example["code"])
        expected |= {(path, line) for line in example["lines"]}
    scan = Scan(structures=(structure,), snapshot=checkout.snapshot(tmp_path))
    found = {(each.location.path, each.location.line) for each in scan.findings() if each.location}
    assert found == expected
    assert any(example["lines"] for example in examples)
    assert any(not example["lines"] for example in examples)

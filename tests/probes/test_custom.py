"""Rules that a repository brings: what they find, and that none of them does more than match."""

import pytest
from support.repositories import tree

from readiness.model import Severity
from readiness.probes.custom import CustomRuleError, custom
from readiness.repository.checkout import snapshot

RULE = """\
id: no-eval
language: Python
severity: error
message: Nothing is evaluated
note: Parse it instead.
rule:
  pattern: eval($X)
metadata: {category: security, effort: minutes}
"""


def test_a_rule_finds_what_it_matches(tmp_path):
    tree(tmp_path, {"src/a.py": "x = 1\ny = eval(x)\n", "tests/test_a.py": "eval('1')\n"})
    probe = custom({"rules/eval.yml": RULE.encode()})
    (rule,) = probe.rules
    assert (rule.id, rule.category, rule.severity) == ("custom.no-eval", "security", Severity.MAJOR)
    (found,) = probe.run(snapshot(tmp_path))
    assert str(found.location) == "src/a.py:2"
    assert found.message == "Nothing is evaluated: y = eval(x)"


def test_a_file_may_hold_several(tmp_path):
    other = RULE.replace("no-eval", "no-exec").replace("eval($X)", "exec($X)")
    probe = custom({"rules.yml": f"{RULE}---\n{other}".encode()})
    assert [rule.id for rule in probe.rules] == ["custom.no-eval", "custom.no-exec"]
    with pytest.raises(CustomRuleError, match=r"custom\.no-eval is defined twice"):
        custom({"a.yml": RULE.encode(), "b.yml": RULE.encode()})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULE + "customLanguages: {x: {libraryPath: /tmp/evil.so}}\n", "has customLanguages"),
        (RULE + "fix: os.system($X)\n", "has fix"),
        (RULE + "files: ['/etc/**']\n", "has files"),
        (RULE.replace("Python", "Evil"), "the language is none of"),
        (RULE.replace("no-eval", "../../x"), "the id"),
        (RULE.replace("message: Nothing is evaluated\n", ""), "lacks message"),
        (RULE.replace("error", "fatal"), "the severity is none of"),
        (RULE.replace("security", "cosmetics"), "the category is none of"),
        (RULE.replace("minutes", "years"), "is none of minutes, hours, days"),
        (RULE.replace("pattern: eval($X)", "patern: eval($X)"), "ast-grep refuses it"),
        (RULE.replace("pattern: eval($X)", "regex: '('"), "ast-grep refuses it"),
        ("a: &a [1]\nb: *a\n", "an alias"),
        ("!!python/object/apply:os.system ['true']", "not readable as YAML"),
        ("[" * 9000, "not readable as YAML"),
        ("- x", "no mapping"),
        ("#" * 70_000, "larger than 64 KiB"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_reason(text, message):
    with pytest.raises(CustomRuleError, match=message):
        custom({"rules.yml": text.encode()})

"""The policy file: strict, with line and remedy, refining the built-in default."""

from fractions import Fraction

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from readiness.model import Severity, SourceKind
from readiness.policy.load import built_in, load
from readiness.policy.metrics import METRICS, Bound, Unit
from readiness.policy.source import MAX_BYTES, PolicyError
from readiness.policy.validate import schema
from readiness.policy.write import starter

RULES = ("implementation.confessed", "integration.unresolved-import")


def loaded(text):
    return load("readiness.yml", text.encode(), ref="abc", rules=RULES)


def problems(text):
    with pytest.raises(PolicyError) as raised:
        loaded(text)
    return [str(each) for each in raised.value.problems]


def test_a_file_refines_the_default_key_by_key():
    policy = loaded(
        "version: 1\n"
        "reports: {tests: [out/*.xml]}\n"
        "weights: {coverage: 40}\n"
        "gates: {coverage.line: 75.5 %, tests.min-cases: 12}\n"
        "rules: {implementation.confessed: off, integration.unresolved-import: major}\n"
        "claims: {sources: [commits]}\n"
    )
    default = built_in()
    assert policy.tests == ("out/*.xml",)
    assert policy.coverage == default.coverage
    assert policy.required_reports == ("out/*.xml",)
    assert policy.weights == {**default.weights, "coverage": 40}
    bounds = {gate.id: gate.minimum for gate in policy.gates}
    assert bounds == {
        "tests.pass-rate": Fraction(1),
        "tests.min-cases": Fraction(12),
        "coverage.line": Fraction(755, 1000),
    }
    assert policy.rules == {
        "implementation.confessed": None,
        "integration.unresolved-import": Severity.MAJOR,
    }
    assert policy.claim_sources == (SourceKind.COMMIT,)
    assert policy.source.ref == "abc"


def test_a_gate_can_be_switched_off_or_bounded_on_both_sides():
    policy = loaded(
        "version: 1\ngates: {coverage.line: off, tests.skipped-rate: {min: 0, max: 10%}}\n"
    )
    gates = {gate.id: gate for gate in policy.gates}
    assert "coverage.line" not in gates
    assert gates["tests.skipped-rate"].minimum == 0
    assert gates["tests.skipped-rate"].maximum == Fraction(1, 10)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: the policy is empty; the first line is: profile: standard"),
        ("version: 2", "line 1, column 1: version is 2; it must be 1"),
        ("version: 1\ngate: {}", "line 2, column 1: unknown key “gate”; did you mean “gates”?"),
        (
            "version: 1\ngates:\n  tests.passrate: 1",
            "line 3, column 3: unknown metric “tests.passrate”; did you mean “tests.pass-rate”?",
        ),
        (
            "version: 1\ngates:\n  coverage.line: 80",
            "line 3, column 3: gates.coverage.line is 80; write a percentage such as 80 % "
            "(or a fraction of 1, such as 0.8), or off",
        ),
        (
            "version: 1\ngates: {tests.min-cases: 1.5}",
            "line 2, column 9: gates.tests.min-cases is 1.5; write a whole number of at least 0, "
            "or off",
        ),
        (
            "version: 1\nrules: {implementation.confesed: off}",
            "line 2, column 9: unknown rule “implementation.confesed”; did you mean "
            "“implementation.confessed”?",
        ),
        (
            "version: 1\nrules: {implementation.confessed: majr}",
            'line 2, column 9: rules.implementation.confessed is "majr"; did you mean “major”? '
            "(one of blocker, major, minor, note, off)",
        ),
        (
            "version: 1\nreports: {tests: [../up.xml]}",
            'line 2, column 19: reports.tests.0 is "../up.xml"; write a glob relative to the '
            "root, without “..”",
        ),
        ("version: 1\nversion: 1", "line 2, column 1: “version” stands twice; remove one"),
        (
            "version: &a 1\nweights: *a",
            "line 2, column 10: not readable as YAML: an alias (*name); write the value out",
        ),
        (
            "[" * 250_000,
            "line 1, column 61: not readable as YAML: nested more than 60 deep",
        ),
        (
            "version: 1\nclaims: all",
            'line 2, column 1: claims is "all"; write keys below it, each with its value',
        ),
        ("version: 1\nworkspaces: 3", "line 2, column 1: workspaces is 3; write true or false"),
        (
            "version: 1\ngates:\n  tests.flaky: {max: 0, when: {component: [api]}}",
            "line 3, column 3: gate tests.flaky: unknown component “api”; known here: none",
        ),
    ],
)
def test_each_mistake_is_named_with_line_and_remedy(text, message):
    assert message in problems(text)


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("gates:\n\tcoverage.line: 80 %", 2, "indent with spaces, not a tab"),
        ("title: @team", 1, "put other signs in quotes"),
        ("profile: standard\n  gates: 3", 2, "indent keys of one level alike"),
        ("reports:\n  tests: [a.xml]\n   coverage: [b.xml]", 3, "indent keys of one level alike"),
        ("reports:\n  tests: [*.xml]", 2, "put a text that begins with * or & in quotes"),
        ("reports:\n  tests: **/a.xml", 2, "put a text that begins with * or & in quotes"),
        ('title: "Ours', 1, "close the quotes"),
        ("gates: {coverage.line: 80 %", 1, "close the brace"),
        ("records: [a, b", 1, "close the bracket"),
        ("version: 1\nprofile:standard", 2, "write a colon and a space after each key"),
        ("version: 1\n---\nversion: 1", 2, "remove the line with ---"),
        ("title: !ours x", 1, "remove the tag"),
    ],
)
def test_what_is_no_yaml_says_what_to_do(text, line, remedy):
    (found,) = problems(text)
    assert int(found.split(",")[0].removeprefix("line ")) in (line, line + 1)
    assert "not readable as YAML" in found
    assert remedy in found


def test_all_mistakes_are_named_at_once_in_the_order_of_lines():
    found = problems("version: 3\nwieghts: {}\nverdict: {ready: 101}\n")
    assert [each.partition(",")[0] for each in found] == ["line 1", "line 2", "line 3"]


def test_a_file_too_large_or_not_text_is_refused():
    with pytest.raises(PolicyError, match="larger than"):
        load("p", b"#" * (MAX_BYTES + 1), ref=None, rules=())
    with pytest.raises(PolicyError, match="line 2, column 1: not UTF-8"):
        load("p", b"version: 1\n# \xff", ref=None, rules=())


def test_custom_tags_construct_nothing():
    assert "could not determine a constructor" in problems("version: !!python/name:os.sep 1")[0]


def test_the_schema_names_every_metric_and_its_unit():
    gates = schema()["$defs"]["gates"]["anyOf"][0]["properties"]
    assert set(gates) == set(METRICS)
    for name, metric in METRICS.items():
        assert gates[name]["$ref"] == f"#/$defs/{metric.unit}"
        side = "at least" if metric.bound is Bound.MINIMUM else "at most"
        assert gates[name]["description"].endswith(f", {side}.")
    assert {metric.unit for metric in METRICS.values()} == set(Unit)


def test_the_starter_is_the_default():
    policy = loaded(starter())
    default = built_in()
    assert (policy.gates, policy.weights) == (default.gates, default.weights)
    assert (policy.tests, policy.coverage) == (default.tests, default.coverage)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_policy_or_an_error_with_a_line(content):
    try:
        outcome = load("p", content, ref=None, rules=RULES)
    except PolicyError as error:
        outcome = error
    if isinstance(outcome, PolicyError):
        assert outcome.problems
        assert all(each.line >= 1 for each in outcome.problems)
    else:
        assert outcome.gates


@given(st.dictionaries(st.text(max_size=8), st.none() | st.booleans() | st.text(max_size=8)))
def test_unknown_keys_never_pass(extra):
    known = set(schema()["properties"])
    unknown = {key: value for key, value in extra.items() if key not in known}
    text = yaml.safe_dump({"version": 1, **unknown}, allow_unicode=True)
    if unknown:
        assert problems(text)
    else:
        assert loaded(text)


def test_every_key_of_the_schema_is_described():
    def keys(node, path):
        if isinstance(node, dict):
            for name, value in node.get("properties", {}).items():
                yield f"{path}.{name}", value
            for name, value in node.items():
                if name != "x-remedy":
                    yield from keys(value, f"{path}.{name}")
        elif isinstance(node, list):
            for value in node:
                yield from keys(value, path)

    described = {path: value for path, value in keys(schema(), "") if isinstance(value, dict)}
    assert len(described) > 80
    assert [path for path, value in described.items() if not value.get("description")] == []


TWELVE = """\
version: 1
profile: go-no-go
profle: standard
gates:
  coverage.lines: 80 %
  tests.pass-rate: ninety
weights: {tests: thirty}
rules: {security.secrets: off}
reports: {tests: junit.xml}
claims: {sources: [pull-requests]}
verdict: {ready: 50, degraded: 80}
attestations:
  drill: {who: Ada, when: 2026-13-01, link: "https://example.org", expires: 2026-03-09}
sections:
  ops:
    title: Operations
    items:
      drill: {title: Drill, attest: true}
      both: {title: Both, rules: [implementation.confessed], search: {files: [x]}}
      bare: {title: Bare, metric: coverage.line}
      none: {title: None, rules: [operations.nothing]}
"""


def test_twelve_mistakes_are_twelve_messages_at_once():
    assert [each.partition(": ")[0] for each in problems(TWELVE)] == [
        "line 3, column 1",
        "line 5, column 3",
        "line 6, column 3",
        "line 7, column 11",
        "line 8, column 9",
        "line 9, column 11",
        "line 10, column 20",
        "line 11, column 22",
        "line 13, column 21",
        "line 19, column 7",
        "line 20, column 7",
        "line 21, column 7",
    ]
    assert any("2026-13-01 is no day" in each for each in problems(TWELVE))


def test_what_rests_on_a_part_that_is_wrong_is_not_accused_for_it():
    text = "gates: {core: {metric: coverage.line, min: 80}}\nwaivers:\n"
    waiver = "  - {gate: core, paths: ['**'], reason: r, owner: o, expires: 0001-01-09}\n"
    assert all(
        "waivers" not in each and "gate “core”" not in each for each in problems(text + waiver)
    )
    text = "profile: nowhere\nattestations:\n"
    drill = "  d: {who: a, when: 0001-01-01, link: 'https://x.org', expires: 0001-02-01}\n"
    (only,) = problems(text + drill)
    assert "unknown profile" in only

"""The first policy file, and what a policy comes to."""

import pytest

from readiness.policy.chain import Merged
from readiness.policy.explain import explain
from readiness.policy.load import built_in, effective, load
from readiness.policy.write import Seen, listed, starter


def test_a_first_policy_names_what_is_there_and_judges_as_the_default():
    text = starter(
        Seen(
            languages={"python": 9, "klingon": 1},
            tests=("build/junit.xml",),
            coverage=("build/coverage.xml",),
            components=("packages/a", "packages/b"),
        )
    )
    policy = load("p.yml", text.encode(), ref=None, rules=("security.machine-path",))
    default = built_in()
    assert (policy.gates, policy.weights) == (default.gates, default.weights)
    assert policy.tests == policy.required_reports[:1] == ("build/junit.xml",)
    assert "# python: pytest --junitxml=junit.xml" in text
    assert "#     path: packages/a" in text


def test_many_reports_alike_are_listed_as_one_glob():
    surefire = [f"target/surefire-reports/TEST-org.x.{name}Test.xml" for name in "ABCDE"]
    assert listed(surefire) == ["target/surefire-reports/TEST-org.x.*.xml"]
    assert listed(f"packages/{name}/junit.xml" for name in "abcde") == ["**/junit.xml"]
    few = ["a/junit.xml", "b/junit.xml", "b/other.xml"]
    assert listed(few) == few


def test_coverage_data_is_listed_where_it_was_not_exported():
    assert listed(["a/.coverage", "a/coverage.xml", "b/.coverage"]) == [
        "a/coverage.xml",
        "b/.coverage",
    ]


def test_only_what_most_is_written_in_has_its_command_and_each_command_once():
    text = starter(Seen(languages={"typescript": 90, "javascript": 40, "ruby": 2}))
    assert text.count("# typescript, javascript: ") == 1
    assert "rspec" not in text


@pytest.mark.parametrize(
    ("packages", "command"),
    [
        (("react", "vitest"), "npx vitest run --reporter=junit"),
        (("jest", "typescript"), "npx jest --reporters=jest-junit"),
        (("mocha",), "mocha --reporter=mocha-junit-reporter"),
        ((), "node --test --test-reporter=junit"),
    ],
)
def test_javascript_has_the_command_of_the_runner_that_is_declared(packages, command):
    assert command in starter(Seen(languages={"javascript": 9}, packages=packages))


def test_for_a_runner_that_is_not_known_no_other_one_is_named():
    text = starter(Seen(languages={"javascript": 9}, packages=("ava",)))
    assert "javascript:" not in text


def test_components_whose_directories_end_alike_keep_apart():
    text = starter(Seen(components=("a/core", "b/core", "b/web")))
    assert all(f"#   {name}:\n" in text for name in ("a-core", "b-core", "web"))


def test_its_comments_are_a_policy_too():
    text = starter(Seen(components=("packages/a",)))
    written = "\n".join(
        line.removeprefix("# ") if line.startswith("# ") and _is_yaml(line) else line
        for line in text.splitlines()
    )
    policy = load("p.yml", written.encode(), ref=None, rules=("security.machine-path",))
    assert policy.components[0].path == "packages/a"
    assert policy.path_rules
    assert policy.tests == ("junit.xml",)


def _is_yaml(line):
    inner = line.removeprefix("# ")
    return inner.startswith((" ", "- ")) or inner.endswith(":")


def test_each_value_is_explained_with_its_place():
    content = b"gates:\n  coverage.line: 61 %\nrules:\n  security.secret: off\n"
    found = effective("p.yml", content, rules=("security.secret",))
    lines = explain(found).splitlines()
    (line,) = (each for each in lines if "coverage.line" in each)
    assert line.split() == ["coverage.line:", "61", "%", "#", "p.yml:2"]
    (line,) = (each for each in lines if "ready: 80" in each)
    assert "# profiles/standard.yml:" in line
    (line,) = (each for each in lines if "security.secret" in each)
    assert line.endswith("# p.yml:4")


def test_what_is_explained_is_the_policy_again():
    content = b"profile: go-no-go\nweights: {tests: 3}\ngates: {coverage.line: 61 %}\n"
    found = effective("p.yml", content, rules=())
    again = load("q.yml", explain(found).encode(), ref=None, rules=_rules())
    first = load("p.yml", content, ref=None, rules=_rules())
    assert (again.gates, again.weights, again.sections) == (
        first.gates,
        first.weights,
        first.sections,
    )
    assert isinstance(found, Merged)


def _rules():
    from readiness.judge.catalogue import catalogue

    return [rule.id for rule in catalogue()]

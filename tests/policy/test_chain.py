"""What a policy is made of: profiles, files it extends, and where each value stands."""

from dataclasses import replace

import pytest

from readiness.judge.catalogue import catalogue
from readiness.policy.chain import UnreadableError, profiles, shipped
from readiness.policy.load import built_in, effective, load
from readiness.policy.source import PolicyError
from readiness.policy.validate import problems

COMMIT = "0123456789abcdef0123456789abcdef01234567"
RULES = ("implementation.confessed", "security.secret")


def reader(files):
    def read(repository, path, commit):
        try:
            return files[(repository, path, commit)].encode()
        except KeyError:
            raise UnreadableError("there is no such file") from None

    return read


def loaded(text, files=None):
    return load("p.yml", text.encode(), ref=None, rules=RULES, reader=reader(files or {}))


def problem(text, files=None):
    with pytest.raises(PolicyError) as raised:
        loaded(text, files)
    return str(raised.value)


def bounds(policy):
    return {gate.id: float(gate.minimum or 0) for gate in policy.gates}


def test_one_line_is_enough():
    policy = loaded("profile: standard")
    assert policy.gates == built_in().gates
    assert policy.weights == built_in().weights


@pytest.mark.parametrize("name", profiles())
def test_every_shipped_profile_is_a_policy(name):
    policy = built_in(name)
    assert policy.weights
    rules = [rule.id for rule in catalogue()]
    written = load("p.yml", f"profile: {name}".encode(), ref=None, rules=rules)
    assert replace(written, source=policy.source) == policy
    assert [str(each) for one in shipped(name) for each in problems(one, rules)] == []


def test_a_file_of_the_repository_is_refined():
    base = "gates: {coverage.line: 60 %, coverage.branch: 40 %}\nweights: {tests: 50}\n"
    policy = loaded(
        "extends: ci/base.yml\ngates: {coverage.line: 70 %}\n", {(None, "ci/base.yml", None): base}
    )
    assert bounds(policy)["coverage.line"] == 0.7
    assert bounds(policy)["coverage.branch"] == 0.4
    assert policy.weights["tests"] == 50


def test_another_repository_is_read_at_its_commit_and_so_is_what_it_extends():
    files = {
        ("org/rules", "ready.yml", COMMIT): "extends: base.yml\ngates: {coverage.branch: 50 %}\n",
        ("org/rules", "base.yml", COMMIT): "gates: {coverage.line: 90 %}\n",
    }
    policy = loaded(f"extends: org/rules/ready.yml@{COMMIT}", files)
    assert bounds(policy)["coverage.line"] == 0.9
    assert bounds(policy)["coverage.branch"] == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: org/rules/ready.yml@main", "org/rules/ready.yml@main is not pinned"),
        ("extends: org/rules/ready.yml@0123abc", "is not pinned"),
        ("extends: https://example.org/ready.yml", "is not pinned"),
        ("extends: gone.yml", "gone.yml can't be read: there is no such file"),
        ("extends: ../up.yml", "leads out of the repository"),
        ("extends: p.yml", "p.yml leads back to itself"),
        ("profile: standart", "did you mean “standard”?"),
        ("profile: standard\nextends: a.yml", "exclude each other"),
    ],
)
def test_what_can_not_be_extended_is_an_error(text, message):
    found = problem(text)
    assert message in found
    assert found.startswith("p.yml: line ")


def test_a_cycle_of_two_and_a_mistake_in_an_extended_file_are_errors():
    files = {(None, "a.yml", None): "extends: b.yml", (None, "b.yml", None): "extends: a.yml"}
    assert "a.yml leads back to itself" in problem("extends: a.yml", files)
    broken = {(None, "a.yml", None): "version: 1\ngats: {}\n"}
    assert problem("extends: a.yml", broken) == (
        "a.yml: line 2, column 1: unknown key “gats”; did you mean “gates”?"
    )


def test_endless_chains_end():
    files = {(None, f"{n}.yml", None): f"extends: {n + 1}.yml" for n in range(50)}
    assert "files deep" in problem("extends: 0.yml", files)


def test_every_value_knows_where_it_stands():
    files = {(None, "base.yml", None): "gates:\n  coverage.line: 60 %\n"}
    whole = effective(
        "p.yml", b"extends: base.yml\nweights:\n  tests: 9\n", rules=RULES, reader=reader(files)
    )
    assert whole.place(("weights", "tests")) == "p.yml:3"
    assert whole.place(("gates", "coverage.line")) == "base.yml:2"
    assert whole.place(("gates", "tests.min-cases")).startswith("profiles/standard.yml:")


def test_gates_as_a_list_refine_those_by_name():
    policy = loaded(
        "gates:\n"
        "  - {metric: coverage.line, min: 70 %}\n"
        "  - {name: core, metric: coverage.line, min: 90 %, when: {paths: ['src/core/**']},"
        " when-unknown: warn}\n"
    )
    gates = {gate.id: gate for gate in policy.gates}
    assert set(gates) == {"tests.pass-rate", "tests.min-cases", "coverage.line", "core"}
    assert gates["core"].metric == "coverage.line"
    assert gates["core"].when.paths == ("src/core/**",)
    assert gates["core"].warns
    assert "two gates are called" in problem(
        "gates: [{metric: coverage.line, min: 0.5}, {metric: coverage.line, min: 0.6}]"
    )

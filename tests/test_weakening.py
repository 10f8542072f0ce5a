"""A change can't weaken its own judge: policy, profile, waivers, comments, rules and what they
extend are the base's, and an extended file that can't be read fails the check."""

import pytest
from support.github_server import GitHubServer
from support.repositories import commit, git, tree
from test_action import Job

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GUARDED = """\
extends: ci/base.yml
custom-rules: [ci/rules.yml]
gates:
  coverage.line: 90 %
  change.ignores: 0
"""
RULES = """\
id: no-eval
language: python
message: Nothing is evaluated
rule: {pattern: eval($X)}
metadata: {severity: blocker}
"""
LOOSE = """\
profile: production-validation
gates: {coverage.line: 1 %}
rules: {security.machine-path: off}
waivers:
  - {gate: coverage.line, paths: ["**"], reason: it is fine, owner: me, expires: EXPIRES}
ignores: {allow-new: true}
"""


@pytest.fixture
def job(tmp_path):
    with GitHubServer() as server:
        yield Job(tmp_path, server)
        assert server.violations == []


def based(job, files):
    """Make ``files`` part of the base."""
    git(job.workspace, "checkout", "--quiet", "main")
    git(job.workspace, "reset", "--quiet", "--hard", job.base)
    tree(job.workspace, files)
    job.base = job.pull.base_sha = commit(job.workspace, "Base")
    git(job.workspace, "checkout", "--quiet", "-B", "topic")
    job.pull.head_sha = job.base


def changed(job, files):
    """Make ``files`` part of the pull request, and merge it."""
    git(job.workspace, "checkout", "--quiet", "topic")
    tree(job.workspace, files)
    job.pull.head_sha = commit(job.workspace, "Change")
    git(job.workspace, "checkout", "--quiet", "main")
    git(job.workspace, "merge", "--quiet", "--no-ff", "--message=Merge", "topic")
    job.repository.add_pull(job.pull)


BASE = {
    ".github/readiness.yml": GUARDED,
    "ci/base.yml": "gates: {tests.min-cases: 1}\n",
    "ci/rules.yml": RULES,
}


def test_a_looser_policy_a_waiver_and_a_comment_of_the_change_change_nothing(job):
    based(job, BASE)
    line = "ROOT = '/Users/me/project'"
    changed(
        job,
        {
            ".github/readiness.yml": LOOSE.replace("EXPIRES", _soon()),
            "ci/base.yml": "gates: {tests.min-cases: off}\n",
            "ci/rules.yml": RULES.replace("eval($X)", "nothing($X)"),
            "pkg/core.py": f"X = eval('1')  # readiness: ignore[custom.no-eval] trust me\n{line}\n",
        },
    )
    tree(job.workspace, {"lcov.info": "SF:pkg/core.py\nDA:1,1\nDA:2,0\nend_of_record\n"})
    assert job.run() == 1
    assert job.outputs()["verdict"] == "not-ready"
    for text in (
        "alters the policy",
        "Under the new policy the verdict would be",
        "at least 90 % required",
        "Nothing is evaluated",
        "does not count: this change adds it",
        "`change.ignores`",
    ):
        assert text in job.comment, text


def test_a_waiver_and_an_ignore_of_the_base_count_and_are_shown(job):
    waiver = f"{{gate: coverage.line, paths: ['**'], reason: R, owner: me, expires: {_soon()}}}"
    policy = f"waivers: [{waiver}]\ncustom-rules: [ci/rules.yml]\n"
    code = "X = eval('1')  # readiness: ignore[custom.no-eval] we need it\n"
    based(job, {".github/readiness.yml": policy, "ci/rules.yml": RULES, "pkg/core.py": code})
    changed(job, {"README.md": "# Read me\n"})
    tree(job.workspace, {"lcov.info": "SF:pkg/core.py\nDA:1,1\nDA:2,0\nend_of_record\n"})
    assert job.run() == 0
    assert "30 days left" in job.comment
    assert "we need it" in job.comment


def _soon():
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC).date() + timedelta(days=30)).isoformat()


def test_a_policy_of_the_organisation_is_read_at_its_commit(job):
    shared = job.server.repository("octo-org/rules")
    shared.contents[COMMIT] = {"ready.yml": b"gates: {tests.min-cases: 50}\n"}
    shared.commits.add(COMMIT)
    based(job, {".github/readiness.yml": f"extends: octo-org/rules/ready.yml@{COMMIT}\n"})
    changed(job, {"README.md": "# Read me\n"})
    assert job.run() == 1
    assert "at least 50 required" in job.comment


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        (f"octo-org/rules/gone.yml@{COMMIT}", "has no such file"),
        (f"octo-org/nowhere/ready.yml@{COMMIT}", "can't be read"),
        ("octo-org/rules/ready.yml@main", "is not pinned"),
        (".github/readiness.yml", "leads back to itself"),
    ],
)
def test_one_that_can_not_be_read_fails_the_check(job, extends, message):
    shared = job.server.repository("octo-org/rules")
    shared.contents[COMMIT] = {"ready.yml": b"gates: {}\n"}
    shared.commits.add(COMMIT)
    based(job, {".github/readiness.yml": f"extends: {extends}\n"})
    changed(job, {"README.md": "# Read me\n"})
    assert job.run() == 2
    assert job.check_run["conclusion"] == "failure"
    assert message in job.check_run["output"]["summary"]


def test_a_custom_rule_that_is_none_fails_the_check(job):
    based(job, {".github/readiness.yml": "custom-rules: [gone.yml]\n"})
    changed(job, {"README.md": "# Read me\n"})
    assert job.run() == 2
    assert "gone.yml is not there" in job.check_run["output"]["summary"]


COVERED = {"lcov.info": "SF:pkg/core.py\nDA:1,1\nend_of_record\n"}
LENIENT = "gates: {coverage.line: 10 %}\n"
PLAIN = f"{LENIENT}custom-rules: [ci/rules.yml]\n"


def test_rules_that_the_change_brings_are_tried_and_count_for_nothing(job):
    based(job, {".github/readiness.yml": PLAIN, "ci/rules.yml": RULES, "pkg/core.py": "X = 1\n"})
    stricter = RULES.replace("eval($X)", "X = $A").replace("Nothing is evaluated", "No X")
    changed(job, {"ci/rules.yml": stricter})
    tree(job.workspace, COVERED)
    assert job.run() == 0
    assert job.outputs()["verdict"] != "not-ready"
    assert "alters rules of the policy (ci/rules.yml); those of its base count" in job.comment
    assert "Under the new policy the verdict would be not-ready" in job.comment
    assert "No X" not in job.comment


def test_a_policy_that_first_brings_rules_is_tried_with_them(job):
    based(job, {".github/readiness.yml": LENIENT, "pkg/core.py": "X = 1\n"})
    stricter = RULES.replace("eval($X)", "X = $A")
    changed(job, {".github/readiness.yml": PLAIN, "ci/rules.yml": stricter})
    tree(job.workspace, COVERED)
    assert job.run() == 0
    assert "Under the new policy the verdict would be not-ready" in job.comment


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (RULES + "customLanguages: {x: {libraryPath: evil.so}}\n", "has customLanguages"),
        ("id: [", "not readable as YAML"),
        (None, "gone.yml is not there"),
    ],
)
def test_rules_of_the_change_that_are_none_are_named_and_stop_nothing(job, rules, message):
    based(job, {".github/readiness.yml": LENIENT, "pkg/core.py": "X = 1\n"})
    new = PLAIN if rules else PLAIN.replace("ci/rules.yml", "gone.yml")
    changed(job, {".github/readiness.yml": new, "ci/rules.yml": rules or RULES})
    tree(job.workspace, COVERED)
    assert job.run() == 0
    assert "The new policy can" in job.comment
    assert message in job.comment

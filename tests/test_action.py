"""The action's job against GitHub's API as published: what it judges, where, and what it says."""

import json
import os

import pytest
from support.github_server import GitHubServer
from support.github_state import Identity, Pull
from support.repositories import commit, git, tree

from readiness.action import act

REPOSITORY = "octo-org/project"
TOKEN = "ghs_action"
READ_ONLY = {"contents": "read", "checks": "read", "pull_requests": "read"}
JUNIT = '<testsuite name="all" tests="1"><testcase classname="tests.a" name="one"/></testsuite>'
LCOV = "SF:pkg/core.py\nDA:1,1\nend_of_record\n"
STRICT = "version: 1\ngates:\n  coverage.line: 90 %\n"


class Job:
    """One workflow job on a pull request whose merge is checked out."""

    def __init__(self, folder, server):
        self.server = server
        self.folder = folder
        self.workspace = folder / "workspace"
        tree(self.workspace, {"pkg/core.py": "ONE = 1\n", ".github/readiness.yml": STRICT})
        tree(self.workspace, {".gitignore": "junit.xml\nlcov.info\n"})
        self.base = commit(self.workspace, "Base")
        git(self.workspace, "checkout", "--quiet", "-b", "topic")
        tree(self.workspace, {"pkg/core.py": "ONE = 2\n"})
        self.head = commit(self.workspace, "Change one")
        git(self.workspace, "checkout", "--quiet", "main")
        git(self.workspace, "merge", "--quiet", "--no-ff", "--message=Merge", "topic")
        self.merge = git(self.workspace, "rev-parse", "HEAD")
        tree(self.workspace, {"junit.xml": JUNIT, "lcov.info": LCOV})
        self.repository = server.repository(REPOSITORY)
        self.pull = self.repository.add_pull(
            Pull(7, self.head, self.base, "One is two", "All tests pass.\n\nCoverage is 60 %.")
        )
        server.tokens[TOKEN] = Identity()

    def run(self, event="pull_request", payload=None, **inputs):
        payload = payload or self.repository.event(event, 7)
        (self.folder / "event.json").write_text(json.dumps(payload), encoding="utf-8")
        for name in ("output", "summary"):
            (self.folder / name).write_text("")
        given = {"github-token": TOKEN, **inputs}
        return act(
            {
                **{f"INPUT_{name.upper()}": value for name, value in given.items()},
                "GITHUB_WORKSPACE": str(self.workspace),
                "GITHUB_EVENT_NAME": event,
                "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
                "GITHUB_SHA": self.merge,
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_API_URL": self.server.url,
                "GITHUB_RUN_ID": "5",
                "GITHUB_OUTPUT": str(self.folder / "output"),
                "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            }
        )

    def outputs(self):
        lines = (self.folder / "output").read_text().splitlines()
        return {lines[n].partition("<<")[0]: lines[n + 1] for n in range(0, len(lines), 3)}

    @property
    def check_run(self):
        (found,) = self.repository.check_runs
        return found

    @property
    def comment(self):
        (found,) = self.server.comments(REPOSITORY, 7)
        return found


@pytest.fixture
def job(tmp_path):
    with GitHubServer() as server:
        yield Job(tmp_path, server)
        assert server.violations == []


def test_a_pull_request_is_answered(job):
    assert job.run() == 0
    outputs = job.outputs()
    assert outputs["verdict"] == "degraded"
    assert (outputs["claims-confirmed"], outputs["claims-contradicted"]) == ("1", "1")
    assert job.check_run["head_sha"] == job.head
    assert job.check_run["conclusion"] == "neutral"
    assert "Coverage is 60" in job.comment
    report = json.loads((job.workspace / outputs["report"]).read_text())
    assert report["verdict"] == "degraded"
    assert report["policy"]["ref"] == job.base
    assert "60" in (job.folder / "summary").read_text()


def test_fail_on_decides_the_exit_status(job):
    assert job.run(**{"fail-on": "contradicted"}) == 1
    assert job.run(**{"fail-on": "never"}) == 0


def test_a_second_run_updates_both_in_place(job):
    job.run()
    before = job.comment
    tree(job.workspace, {"lcov.info": LCOV.replace(",1", ",0")})
    assert job.run() == 1
    assert job.check_run["conclusion"] == "failure"
    assert job.comment != before


def test_the_policy_of_the_base_judges_a_change_of_it(job):
    git(job.workspace, "checkout", "--quiet", "topic")
    tree(job.workspace, {".github/readiness.yml": STRICT.replace("90", "1")})
    job.pull.head_sha = commit(job.workspace, "Be kinder")
    git(job.workspace, "checkout", "--quiet", "main")
    git(job.workspace, "merge", "--quiet", "--no-ff", "--message=Merge", "topic")
    job.repository.add_pull(job.pull)
    tree(job.workspace, {"lcov.info": LCOV.replace(",1", ",0")})
    assert job.run() == 1
    assert "alters the policy" in job.comment
    assert "Under the new policy the verdict would be" in job.comment


def test_pull_request_target_with_the_base_checked_out_assesses_nothing(job):
    git(job.workspace, "checkout", "--quiet", job.base)
    assert job.run("pull_request_target") == 1
    assert job.outputs()["verdict"] == "not-assessed"
    assert job.check_run["head_sha"] == job.head
    assert job.check_run["conclusion"] == "failure"
    assert "neither the judged commit" in job.comment


def test_a_token_that_may_not_write_leaves_summary_and_outputs(job, capsys):
    job.server.tokens[TOKEN] = Identity(permissions=READ_ONLY)
    assert job.run() == 0
    assert job.outputs()["check-run-url"] == ""
    assert job.outputs()["verdict"] == "degraded"
    assert (job.folder / "summary").read_text()
    log = capsys.readouterr().out
    assert "checks: write" in log
    assert TOKEN not in log


def test_a_broken_policy_of_the_base_fails_the_check(job, capsys):
    tree(job.workspace, {".github/readiness.yml": "version: 1\ngats: {}\n"})
    job.head = job.base = commit(job.workspace, "Break the policy")
    job.pull.head_sha = job.pull.base_sha = job.head
    job.repository.add_pull(job.pull)
    assert job.run() == 2
    assert job.check_run["conclusion"] == "failure"
    assert "did you mean “gates”" in job.check_run["output"]["summary"]
    assert "did you mean “gates”" in capsys.readouterr().out


def test_a_defect_of_readiness_fails_the_check_too(job, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("readiness.action.judge", broken)
    with pytest.raises(ZeroDivisionError):
        job.run()
    assert job.check_run["conclusion"] == "failure"
    assert "Readiness itself broke down" in job.check_run["output"]["summary"]


def test_hostile_texts_start_no_workflow_command(job, capsys):
    job.pull.title = "::error::gotcha"
    job.pull.body = "All tests pass.\n::set-output name=verdict::ready\n##[error]boo"
    job.run()
    log = capsys.readouterr().out
    assert "gotcha" not in log
    assert job.outputs()["verdict"] == "ready"


def test_a_planted_link_is_not_written_through(job):
    outside = job.folder / "outside"
    outside.mkdir()
    (job.workspace / "readiness-report").symlink_to(outside)
    job.run()
    assert list(outside.iterdir()) == []
    assert (job.workspace / job.outputs()["report"]).is_file()


@pytest.mark.parametrize("plant", ["link", "directory", "pipe"])
def test_what_is_planted_in_our_folder_is_left_alone(job, plant):
    planted = job.workspace / "readiness-report" / "report.json"
    planted.parent.mkdir()
    outside = job.folder / "outside"
    if plant == "link":
        planted.symlink_to(outside)
    elif plant == "directory":
        planted.mkdir()
    else:
        os.mkfifo(planted)
    job.run()
    assert not outside.exists()
    assert (job.workspace / job.outputs()["report"]).is_file()
    assert not planted.is_file()


def test_a_push_is_judged_without_a_comment(job):
    git(job.workspace, "checkout", "--quiet", job.head)
    job.merge = job.head
    payload = {
        "ref": "refs/heads/main",
        "before": job.base,
        "after": job.head,
        "deleted": False,
        "repository": {"full_name": REPOSITORY},
        "head_commit": {"id": job.head},
        "commits": [{"id": job.head, "message": "Change one"}],
    }
    assert job.run("push", payload) == 0
    assert job.check_run["head_sha"] == job.head
    assert job.outputs()["comment-url"] == ""
    assert job.server.comments(REPOSITORY, 7) == []

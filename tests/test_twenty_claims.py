"""A pull request's text of twenty claims, one of each kind and trap, judged by the whole action."""

import json

import pytest
from support import twenty
from support.github_server import GitHubServer
from support.github_state import Identity, Pull

from readiness.action import act

REPOSITORY = "octo-org/shop"
TOKEN = "ghs_twenty"


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """What the action wrote: the report, the comment and the check run."""
    folder = tmp_path_factory.mktemp("twenty")
    checkout = twenty.checkout(folder / "workspace")
    with GitHubServer() as server:
        repository = server.repository(REPOSITORY)
        repository.add_pull(Pull(7, checkout.head, checkout.base, "Refunds", twenty.BODY))
        server.tokens[TOKEN] = Identity()
        for name, conclusion in twenty.CHECKS.items():
            asked = {"name": name, "head_sha": checkout.head, "conclusion": conclusion}
            repository.add_check_run(asked, Identity(app="another-app"), server.url)
        event = folder / "event.json"
        event.write_text(json.dumps(repository.event("pull_request", 7)), encoding="utf-8")
        act(
            {
                "INPUT_GITHUB-TOKEN": TOKEN,
                "GITHUB_WORKSPACE": str(checkout.workspace),
                "GITHUB_EVENT_NAME": "pull_request",
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_SHA": checkout.merge,
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_API_URL": server.url,
                "GITHUB_RUN_ID": "5",
                "GITHUB_OUTPUT": str(folder / "output"),
                "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            }
        )
        assert server.violations == []
        (comment,) = server.comments(REPOSITORY, 7)
        (check,) = [each for each in repository.check_runs if each["name"] == "Readiness"]
    file = checkout.workspace / "readiness-report" / "report.json"
    return json.loads(file.read_text("utf-8")), comment, check


@pytest.mark.parametrize("expected", twenty.TWENTY, ids=lambda each: each.line)
def test_each_claim_has_its_verdict_and_says_why(answer, expected):
    report, _, _ = answer
    assert twenty.misjudged(report, expected) == ""


def test_nothing_else_is_read_as_a_claim(answer):
    report, _, _ = answer
    assert len(report["claims"]) == len(twenty.TWENTY) == 20


def test_the_comment_and_the_check_run_say_so_too(answer):
    _, comment, check = answer
    assert twenty.TOTAL in comment
    assert twenty.TOTAL in check["output"]["title"]
    assert check["conclusion"] == "failure"
    assert all(twenty.is_shown(each, comment) for each in twenty.TWENTY)

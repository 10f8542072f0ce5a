from support.github_case import BASE, HEAD, check
from support.github_state import Identity

from readiness.claims.evidence import CheckRun
from readiness.github.checks import checks
from readiness.github.publish import publish


def test_the_checks_of_a_commit_are_all_but_ours(github):
    for name, values in (
        ("test", {"status": "completed", "conclusion": "failure"}),
        ("lint", {"status": "completed", "conclusion": "success"}),
        ("Readiness", {"status": "in_progress"}),
    ):
        asked = {"name": name, "head_sha": HEAD, **values}
        github.repository.add_check_run(asked, Identity(), github.server.url)
    asked = {"name": "elsewhere", "head_sha": BASE, "conclusion": "failure"}
    github.repository.add_check_run(asked, Identity(), github.server.url)

    publish(github.client, github.subject(), name="Verdict", check=check(), comment=None)
    found = checks(github.client, HEAD)
    assert [(each.name, each.status, each.conclusion) for each in found] == [
        ("Readiness", "in_progress", None),
        ("lint", "completed", "success"),
        ("test", "completed", "failure"),
    ]
    assert isinstance(found[0], CheckRun)


def test_a_rerun_check_counts_as_it_is_now(github):
    for conclusion in ("failure", "success"):
        asked = {"name": "test", "head_sha": HEAD, "conclusion": conclusion}
        github.repository.add_check_run(asked, Identity(), github.server.url)
    assert [each.conclusion for each in checks(github.client, HEAD)] == ["success"]

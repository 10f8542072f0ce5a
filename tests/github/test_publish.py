import logging

import pytest
from support.github_case import BASE, HEAD, TOKEN, check
from support.github_server import GitHubServer
from support.github_state import Identity, Pull

from readiness.github.client import connect
from readiness.github.event import subject
from readiness.github.publish import publish
from readiness.render.check import Conclusion

READ_ONLY = {"contents": "read", "checks": "read", "pull_requests": "read"}
STRANGER = Identity("mallory", app=None)
ALL = {"contents": "read", "checks": "write", "pull_requests": "write"}


def published(github, client=None, **values):
    given = {"name": "Readiness", "check": check(), "comment": "# The answer"}
    return publish(client or github.client, github.subject(), **(given | values))


def test_one_check_run_on_the_head_and_one_comment(github):
    found = published(github, details_url="https://github.com/octo/project/actions/runs/1")
    assert found.problems == ()
    [run] = github.repository.check_runs
    assert run["head_sha"] == HEAD
    assert run["name"] == "Readiness"
    assert (run["status"], run["conclusion"]) == ("completed", "failure")
    assert run["output"]["title"] == "Not ready: 61"
    assert run["details_url"] == "https://github.com/octo/project/actions/runs/1"
    [comment] = github.repository.comments[7]
    assert comment["body"].endswith("-->\n# The answer")
    assert (found.check_run_url, found.comment_url) == (run["html_url"], comment["html_url"])


def test_a_second_run_updates_both(github):
    first = published(github)
    ready = check(title="Ready: 100", conclusion=Conclusion.SUCCESS)
    second = published(github, comment="# Another answer", check=ready)
    assert second == first
    [run] = github.repository.check_runs
    assert (run["conclusion"], run["output"]["title"]) == ("success", "Ready: 100")
    [body] = github.bodies
    assert body.endswith("# Another answer")
    assert len(github.requests("POST")) == 2


def test_an_unchanged_comment_is_not_written_again(github):
    published(github)
    published(github)
    assert github.requests("PATCH", "/comments/") == []


def test_a_check_run_on_an_enterprise_server():
    with GitHubServer(prefix="/api/v3") as server:
        server.tokens[TOKEN] = Identity()
        repository = server.repository("octo/project")
        repository.add_pull(Pull(7, HEAD, BASE))
        client = connect(api_url=server.url, repository="octo/project", token=TOKEN, pace=0)
        event = subject("pull_request", repository.event("pull_request", 7))
        found = publish(client, event, name="R", check=check(60), comment="x")
        publish(client, event, name="R", check=check(60), comment="y")
    assert found.problems == ()
    assert len(repository.annotations[repository.check_runs[0]["id"]]) == 60
    assert len(repository.comments[7]) == 1
    assert server.violations == []


def test_all_annotations_in_batches_of_fifty(github):
    published(github, check=check(120))
    sent = [
        len(body["output"]["annotations"])
        for method in ("POST", "PATCH")
        for body in github.requests(method, "/check-runs")
    ]
    assert sent == [50, 50, 20]
    [run] = github.repository.check_runs
    kept = github.repository.annotations[run["id"]]
    assert [each["path"] for each in kept] == [f"src/file_{n}.py" for n in range(120)]


def test_annotations_are_not_doubled_and_old_ones_are_confessed(github):
    published(github, check=check(120))
    published(github, check=check(130))
    [run] = github.repository.check_runs
    assert len(github.repository.annotations[run["id"]]) == 130
    assert run["output"]["summary"] == "# Not ready"
    published(github, check=check(119))
    assert run["output"]["summary"].startswith("11 annotations of an earlier run")
    assert run["output"]["summary"].endswith("# Not ready")


def test_the_job_of_the_same_name_is_left_alone(github):
    asked = {"name": "Readiness", "head_sha": HEAD, "status": "in_progress"}
    github.repository.add_check_run(asked, Identity(), github.server.url)
    published(github)
    job, run = github.repository.check_runs
    assert job["status"] == "in_progress"
    assert run["conclusion"] == "failure"


def test_a_check_run_of_another_app_is_not_ours(github):
    published(github, github.as_(Identity("helper[bot]", "helper", ALL)))
    published(github)
    published(github)
    assert [each["app"]["slug"] for each in github.repository.check_runs] == [
        "helper",
        "github-actions",
    ]
    assert [each["user"]["login"] for each in github.repository.comments[7]] == [
        "helper[bot]",
        "github-actions[bot]",
    ]


def test_the_comment_is_found_on_the_third_page(github):
    for n in range(230):
        github.repository.add_comment(7, f"Talk {n}", STRANGER, github.server.url)
    published(github)
    for n in range(30):
        github.repository.add_comment(7, f"More {n}", STRANGER, github.server.url)
    published(github, comment="# Later")
    assert len(github.bodies) == 261
    assert github.bodies[230].endswith("# Later")
    pages = [each.query.get("page") for each in github.server.requests if "/7/c" in each.path]
    assert "3" in pages


@pytest.mark.parametrize(
    "author",
    [STRANGER, Identity("other[bot]", "other"), Identity("github-actions", app=None)],
)
def test_a_marker_in_another_hand_is_not_ours(github, author):
    published(github)
    copied = github.bodies[0]
    github.repository.comments[7].clear()
    github.repository.add_comment(7, copied, author, github.server.url)
    published(github, comment="# Ours")
    assert github.bodies[0] == copied
    assert github.bodies[1].endswith("# Ours")


def test_a_marker_quoted_by_the_same_bot_is_not_ours(github):
    published(github)
    quoting = f"Somebody said: {github.bodies[0]}"
    github.repository.comments[7].clear()
    github.repository.add_comment(7, quoting, Identity(), github.server.url)
    published(github)
    assert github.bodies[0] == quoting
    assert len(github.bodies) == 2


def test_checks_of_different_names_do_not_meet(github):
    for name in ("api", "web --> <b>", "api"):
        published(github, name=name, comment=f"# {name}")
    assert len(github.repository.check_runs) == 2
    assert [body.partition("\n")[2] for body in github.bodies] == ["# api", "# web --> <b>"]
    assert all(body.partition("\n")[0].count("-->") == 1 for body in github.bodies)


def test_a_person_s_token_writes_the_comment_and_says_why_there_is_no_check_run(github):
    person = Identity("octocat", None, ALL)
    found = published(github, github.as_(person))
    again = published(github, github.as_(person), comment="# Later")
    assert github.bodies[0].endswith("# Later")
    assert (len(github.bodies), again.comment_url) == (1, found.comment_url)
    [problem] = again.problems
    assert "github-token is a person's token" in problem
    assert again.check_run_url is None


def test_an_app_without_checks_keeps_to_its_one_comment(github):
    app = Identity("helper[bot]", "helper", {"pull_requests": "write"})
    found = published(github, github.as_(app))
    again = published(github, github.as_(app), comment="# Later")
    assert [body.partition("\n")[2] for body in github.bodies] == ["# Later"]
    assert again.comment_url == found.comment_url
    assert "checks: write" in again.problems[0]


def test_a_token_that_only_reads_is_told_the_lines_to_add(github):
    found = published(github, github.as_(Identity(permissions=READ_ONLY)))
    assert (found.check_run_url, found.comment_url) == (None, None)
    assert (github.bodies, github.repository.check_runs) == ([], [])
    for problem, permission in zip(
        found.problems, ("checks: write", "pull-requests: write"), strict=True
    ):
        assert f"The token lacks `{permission}`" in problem
        assert "permissions:\n  contents: read\n  checks: write\n  pull-requests: write" in problem


def test_each_is_written_without_the_other(github):
    only_checks = Identity(permissions={"checks": "write", "pull_requests": "read"})
    found = published(github, github.as_(only_checks))
    assert found.check_run_url
    assert len(found.problems) == 1
    only_comments = Identity(permissions={"pull_requests": "write"})
    found = published(github, github.as_(only_comments))
    assert found.comment_url
    assert len(found.problems) == 1


def test_a_fork_is_told_why_its_token_only_reads(github):
    github.repository.pulls[7].fork = "mallory/project"
    found = published(github, github.as_(Identity(permissions=READ_ONLY)))
    assert len(found.problems) == 2
    for problem in found.problems:
        assert "a fork's pull request" in problem
        assert "on: pull_request_target" in problem


def test_a_private_repository_that_the_token_does_not_see(github):
    github.repository.private = True
    found = published(github, github.as_(Identity(permissions={})))
    assert all("GitHub answered 404 (Not Found)" in each for each in found.problems)
    assert len(found.problems) == 2


def test_a_bad_token_is_named_but_not_shown(github):
    client = github.client
    github.server.tokens.clear()
    found = published(github, client)
    assert all("401 (Bad credentials)" in each for each in found.problems)
    assert all("github-token" in each and TOKEN not in each for each in found.problems)


def test_without_a_pull_request_there_is_only_the_check_run(github):
    payload = {
        "ref": "refs/heads/main",
        "before": BASE,
        "after": HEAD,
        "repository": {"full_name": "octo/project"},
    }
    found = publish(github.client, subject("push", payload), name="R", check=check(), comment="x")
    assert found.check_run_url
    assert (found.comment_url, found.problems, github.bodies) == (None, (), [])


def test_off_writes_no_comment(github):
    assert published(github, mode="off").comment_url is None
    assert published(github, comment=None).comment_url is None
    assert github.bodies == []
    assert len(github.repository.check_runs) == 1


def test_problems_begins_no_comment_without_one_but_brings_it_to_date(github):
    published(github, mode="problems", has_problems=False)
    assert github.bodies == []
    published(github, mode="problems", has_problems=True)
    published(github, mode="problems", has_problems=False, comment="# Solved")
    assert [body.partition("\n")[2] for body in github.bodies] == ["# Solved"]


def test_changes_leaves_the_comment_until_the_answer_is_another(github):
    first = published(github, mode="changes", state="61")
    same = published(github, mode="changes", state="61", comment="# Other words")
    assert same.comment_url == first.comment_url
    assert github.bodies[0].endswith("# The answer")
    published(github, mode="changes", state="62", comment="# Other words")
    assert github.bodies[0].endswith("# Other words")
    assert len(github.bodies) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("after", [False, True], ids=["not done", "done all the same"])
def test_a_failure_of_github_is_tried_again_and_nothing_is_doubled(github, status, after):
    for method, path in (
        ("POST", "/check-runs"),
        ("PATCH", "/check-runs"),
        ("POST", "/comments"),
        ("GET", "/comments"),
    ):
        github.server.fail(method, path, status, after=after)
    found = published(github, check=check(120))
    assert found.problems == ()
    [run] = github.repository.check_runs
    assert len(github.repository.annotations[run["id"]]) == 120
    assert len(github.bodies) == 1


def test_a_failure_that_lasts_ends_within_bounds(github):
    github.server.fail("POST", "/check-runs$", 502, times=1000)
    found = published(github)
    [problem] = found.problems
    assert "GitHub answered 502" in problem
    assert found.comment_url
    assert len(github.requests("POST", "/check-runs")) == 3


SECONDARY = {"message": "You have exceeded a secondary rate limit. Please wait."}


@pytest.mark.parametrize(("status", "headers"), [(403, {}), (403, {"Retry-After": "1"}), (429, {})])
def test_a_rate_limit_is_waited_for(github, status, headers):
    for path in ("/check-runs$", "/comments$"):
        github.server.fail("POST", path, status, body=SECONDARY, headers=headers, times=2)
    assert published(github).problems == ()
    assert len(github.repository.check_runs) == len(github.bodies) == 1


@pytest.mark.parametrize(("status", "headers"), [(403, {}), (403, {"Retry-After": "9"}), (429, {})])
def test_a_rate_limit_that_lasts_is_no_missing_permission(github, status, headers):
    github.server.fail("POST", "/check-runs$", status, body=SECONDARY, headers=headers, times=1000)
    found = published(github)
    [problem] = found.problems
    assert "run the job again later" in problem
    assert "permissions" not in problem
    assert len(github.requests("POST", "/check-runs")) <= 15
    assert found.comment_url


def test_a_rate_limit_whose_end_is_far_is_not_waited_for(github):
    body = {"message": "API rate limit exceeded for installation."}
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999999"}
    github.server.fail("GET", "/check-runs$", 403, body=body, headers=headers, times=1000)
    found = published(github)
    assert "rate limit for this token is used up" in found.problems[0]
    assert len(github.requests("GET", "/commits/")) == 1


def test_annotations_that_github_refuses_do_not_take_the_check_run_with_them(github):
    body = {"message": "Invalid request. Annotations are wrong"}
    github.server.fail("POST", "/check-runs$", 422, body=body)
    found = published(github, check=check(3))
    assert found.check_run_url
    assert github.repository.check_runs[0]["output"]["annotations_count"] == 0
    [problem] = found.problems
    assert "no annotations" in problem
    assert "Annotations are wrong" in problem


@pytest.mark.parametrize("path", ["/check-runs$", "/comments$"])
def test_a_write_that_took_effect_but_was_not_answered_in_time_is_found_again(github, path):
    github.server.fail("POST", path, 500, after=True, delay=1.3)
    github.server.tokens[TOKEN] = Identity()
    client = connect(
        api_url=github.server.url, repository="octo/project", token=TOKEN, pace=0, timeout=1
    )
    assert published(github, client).problems == ()
    assert len(github.repository.check_runs) == len(github.bodies) == 1


def test_a_check_run_that_github_keeps_for_itself_is_written_anew(github):
    published(github)
    body = {"message": "Check run status and conclusions can only be updated internally"}
    github.server.fail("PATCH", "/check-runs/", 422, body=body)
    ready = check(title="Ready", conclusion=Conclusion.SUCCESS)
    found = published(github, check=ready)
    assert found.problems == ()
    assert found.check_run_url == github.repository.check_runs[1]["html_url"]
    assert github.repository.check_runs[1]["conclusion"] == "success"


def test_a_person_s_token_without_permission_is_not_told_the_job_s_lines(github):
    body = {"message": "Resource not accessible by personal access token"}
    github.server.fail("POST", "/comments$", 403, body=body)
    [problem] = published(github).problems
    assert "leave the input out" in problem
    assert "permissions:" not in problem


def test_a_locked_conversation_is_no_missing_permission(github):
    body = {"message": "Unable to create comment because issue is locked."}
    github.server.fail("POST", "/comments$", 403, body=body)
    [problem] = published(github).problems
    assert "issue is locked" in problem
    assert "permissions" not in problem


@pytest.mark.parametrize("body", [b"<html>", b"[", {}, [], "x", {"check_runs": [{}]}, b"\xff"])
def test_an_answer_that_is_not_github_s_does_not_stop_the_rest(github, body):
    github.server.fail("GET", "/check-runs$", 200, body=body, times=10)
    found = published(github)
    assert found.comment_url
    if found.check_run_url is None:
        assert "The check run is not written" in found.problems[0]


@pytest.mark.parametrize("path", ["/check-runs$", "/comments$"])
@pytest.mark.parametrize("body", [b"<html>", {}, {"id": "x", "user": 1, "html_url": []}, None])
def test_an_answer_to_writing_that_is_not_github_s_is_no_crash(github, path, body):
    github.server.fail("POST", path, 201, body=body)
    found = published(github)
    assert found.problems or None in (found.check_run_url, found.comment_url)


def test_nobody_there_is_said():
    with GitHubServer() as server:
        url = server.url
    client = connect(api_url=url, repository="octo/project", token=TOKEN, pace=0)
    event = subject(
        "push",
        {
            "ref": "refs/heads/main",
            "before": BASE,
            "after": HEAD,
            "repository": {"full_name": "octo/project"},
        },
    )
    found = publish(client, event, name="R", check=check(), comment=None)
    assert "GitHub did not answer" in found.problems[0]


def test_the_token_is_nowhere_but_in_its_header(github, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    github.server.fail("POST", "/comments", 502, times=1000, body={"message": "no"})
    client = github.client
    found = published(github, client, check=check(60))
    assert len(found.problems) == 1
    out, err = capfd.readouterr()
    seen = [out, err, caplog.text, repr(found), repr(client), repr(vars(client).keys())]
    assert caplog.text
    assert not any(TOKEN in each for each in seen)
    assert not any(TOKEN in str(each) for each in github.server.requests)

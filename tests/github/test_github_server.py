"""The test server itself: what GitHub's description forbids must not pass unseen."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from support.github_case import BASE, HEAD, TOKEN
from support.github_server import GitHubServer
from support.github_state import Identity, Pull
from support.openapi import operation

ROOT = Path(__file__).parents[2]
CHECK = {"name": "x", "head_sha": HEAD, "conclusion": "success"}
OUTPUT = {"title": "x", "summary": "x"}
REMARK = {
    "path": "a",
    "start_line": 1,
    "end_line": 1,
    "annotation_level": "notice",
    "message": "x",
}


@pytest.fixture
def strict():
    """A server whose violations the test itself looks at."""
    with GitHubServer() as server:
        server.tokens[TOKEN] = Identity()
        server.repository("octo/project").add_pull(Pull(7, HEAD, BASE))
        yield server


def ask(server, method, path, body=None, token=TOKEN):
    return requests.request(
        method,
        f"{server.url}/repos/octo/project{path}",
        json=body,
        headers={"Authorization": f"token {token}"},
        timeout=10,
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "violation"),
    [
        ("GET", "/nowhere", None, "not a path"),
        ("GET", "/issues/7/comments?per_page=101", None, "per_page"),
        ("GET", "/issues/7/comments?sort=x", None, "unknown parameter 'sort'"),
        ("GET", f"/commits/{HEAD}/check-runs?filter=best", None, "filter"),
        ("POST", "/issues/7/comments", {}, "'body' is a required property"),
        ("POST", "/issues/7/comments", {"body": 1}, "not of type 'string'"),
        ("POST", "/issues/7/comments", {"body": "x", "bodies": "y"}, "unknown key bodies"),
        ("POST", "/issues/7/comments", {"body": "x" * 65_537}, "a comment of 65537 characters"),
        ("POST", "/check-runs", CHECK | {"conclusion": "ok"}, "'ok' is not one of"),
        ("POST", "/check-runs", CHECK | {"output": OUTPUT | {"txt": "x"}}, "output.txt"),
        ("POST", "/check-runs", CHECK | {"output": OUTPUT | {"text": "x" * 65_536}}, "too long"),
        (
            "POST",
            "/check-runs",
            CHECK | {"output": OUTPUT | {"annotations": [REMARK] * 51}},
            "long",
        ),
        (
            "POST",
            "/check-runs",
            CHECK | {"output": OUTPUT | {"annotations": [REMARK | {"title": "x" * 256}]}},
            "an annotation of a is too long",
        ),
        (
            "POST",
            "/check-runs",
            CHECK | {"output": OUTPUT | {"annotations": [REMARK | {"annotation_level": "x"}]}},
            "'x' is not one of",
        ),
    ],
)
def test_a_request_that_github_s_description_forbids_is_a_violation(
    strict, method, path, body, violation
):
    assert ask(strict, method, path, body).status_code in (404, 422)
    assert violation in "\n".join(strict.violations)
    repository = strict.repositories["octo/project"]
    assert (repository.check_runs, repository.comments[7]) == ([], [])


def test_an_answer_that_github_s_description_forbids_is_a_violation(strict):
    comment = strict.repositories["octo/project"].add_comment(7, "x", Identity(), strict.url)
    del comment["user"]
    comment["created_at"] = "yesterday"
    ask(strict, "GET", "/issues/7/comments")
    found = "\n".join(strict.violations)
    assert "'user' is a required property" in found
    assert "'yesterday' is not a 'date-time'" in found


def test_what_is_allowed_is_no_violation(strict):
    run = ask(strict, "POST", "/check-runs", CHECK | {"output": OUTPUT | {"annotations": [REMARK]}})
    assert run.status_code == 201
    number = run.json()["id"]
    again = ask(strict, "PATCH", f"/check-runs/{number}", {"output": {"annotations": [], **OUTPUT}})
    assert again.json()["output"]["annotations_count"] == 1
    assert ask(strict, "GET", f"/check-runs/{number}/annotations").json()[0]["path"] == "a"
    assert ask(strict, "GET", "/pulls/7").json()["head"]["sha"] == HEAD
    assert ask(strict, "GET", "/pulls/7", token="wrong").status_code == 401
    assert ask(strict, "GET", "/pulls/8").status_code == 404
    assert strict.violations == []


def test_pages_are_linked_as_github_links_them(strict):
    repository = strict.repositories["octo/project"]
    for n in range(5):
        repository.add_comment(7, str(n), Identity(), strict.url)
    first = ask(strict, "GET", "/issues/7/comments?per_page=2")
    assert set(first.links) == {"next", "last"}
    second = requests.get(
        first.links["next"]["url"], headers={"Authorization": f"token {TOKEN}"}, timeout=10
    )
    assert [each["body"] for each in second.json()] == ["2", "3"]
    assert set(second.links) == {"first", "prev", "next", "last"}
    assert second.links["last"]["url"].endswith("per_page=2&page=3")


def test_every_path_is_found_as_github_writes_it():
    found = operation("GET", "/repos/o/r/contents/a/b%20c.yml")
    assert found.parameters == {"owner": "o", "repo": "r", "path": "a/b c.yml"}
    assert operation("GET", "/repos/o/r/commits/abc/check-runs").template.endswith("/check-runs")
    assert operation("PATCH", "/repos/o/r/pulls/7/files") is None


def test_it_runs_as_a_program_and_keeps_its_state_in_a_file(tmp_path):
    state, event, body = tmp_path / "state.json", tmp_path / "event.json", tmp_path / "body.md"
    body.write_text("All tests pass")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.support.github_server"),
            *("--repository", "octo/project", "--token", TOKEN, "--pull", "7"),
            *("--head", HEAD, "--base", BASE, "--body", str(body), "--fork", "mallory/project"),
            *("--permissions", "checks=write,pull_requests=read"),
            *("--state", str(state), "--event", str(event)),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        address = f"{process.stdout.readline().strip()}/repos/octo/project"
        headers = {"Authorization": f"token {TOKEN}"}
        made = requests.post(f"{address}/check-runs", json=CHECK, headers=headers, timeout=10)
        refused = requests.post(
            f"{address}/issues/7/comments", json={"body": "x"}, headers=headers, timeout=10
        )
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
    assert (made.status_code, refused.status_code) == (201, 403)
    kept = json.loads(state.read_text())
    assert kept["repositories"]["octo/project"]["check_runs"][0]["head_sha"] == HEAD
    assert [each["status"] for each in kept["requests"]] == [201, 403]
    assert kept["violations"] == []
    pull = json.loads(event.read_text())["pull_request"]
    assert (pull["body"], pull["head"]["sha"]) == ("All tests pass", HEAD)
    assert pull["head"]["repo"]["full_name"] == "mallory/project"

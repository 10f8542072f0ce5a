import subprocess
import traceback

import pytest
from support.github_case import BASE, HEAD, TOKEN
from support.github_state import Identity

from readiness.github import read
from readiness.github.client import ApiError
from readiness.repository.diff import Change

POLICY = ".github/readiness.yml"


def test_a_policy_is_read_at_the_base_commit(github):
    github.repository.contents = {
        BASE: {POLICY: b"version: 1\n\xff"},
        HEAD: {POLICY: b"version: 1\nweaker: true\n"},
    }
    assert read.content(github.client, POLICY, BASE) == b"version: 1\n\xff"
    assert read.content(github.client, f"./{POLICY}", BASE) == b"version: 1\n\xff"


def test_a_name_with_signs_is_asked_for_as_it_is(github):
    github.repository.contents = {BASE: {"a b/ü?#%.yml": b"x"}}
    assert read.content(github.client, "a b/ü?#%.yml", BASE) == b"x"


def test_a_commit_without_the_file_has_none(github):
    assert read.content(github.client, POLICY, BASE) is None


def test_a_commit_that_is_not_there_is_no_missing_file(github):
    with pytest.raises(ApiError, match="No commit found"):
        read.content(github.client, POLICY, "9" * 40)


def test_a_token_that_may_not_read_is_no_missing_file(github):
    github.repository.private = True
    github.repository.contents = {BASE: {POLICY: b"version: 1\n"}}
    with pytest.raises(ApiError, match="contents: read"):
        read.content(github.as_(Identity(permissions={})), POLICY, BASE)
    with pytest.raises(ApiError, match="Resource not accessible by integration"):
        read.content(github.as_(Identity(permissions={"checks": "write"})), POLICY, BASE)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("docs", "it is no file"),
        ("large.yml", "1048577 bytes are more"),
        ("docs/../../../../user", "leads out of the repository"),
    ],
)
def test_what_is_no_readable_file_says_why(github, path, reason):
    github.repository.contents = {BASE: {"docs/a.yml": b"x", "large.yml": b"x" * (2**20 + 1)}}
    with pytest.raises(ApiError, match=reason):
        read.content(github.client, path, BASE)


def test_the_texts_are_those_of_now(github):
    github.repository.pulls[7].title = "Edited since"
    assert read.texts(github.client, 7) == ("Edited since", "A body")
    github.repository.pulls[7].body = None
    assert read.texts(github.client, 7) == ("Edited since", "")


def test_the_commits_of_all_pages_oldest_first(github):
    written = [(f"{n:040x}", f"Commit {n}\n\nAll tests pass") for n in range(230)]
    github.repository.pulls[7].commits = written
    assert read.commits(github.client, 7) == tuple(written)


def test_the_files_of_all_pages(github):
    github.repository.pulls[7].files = [
        {"filename": f"src/{n}.py", "status": "added", "additions": 1, "deletions": 0, "changes": 1}
        for n in range(250)
    ]
    found = read.files(github.client, 7)
    assert len(found) == 250
    assert found["src/3.py"].change is Change.ADDED


def test_a_renamed_file_has_its_earlier_path(github):
    github.repository.pulls[7].files = [
        {"filename": "new.py", "previous_filename": "old.py", "status": "renamed"}
    ]
    assert read.files(github.client, 7)["new.py"].previous_path == "old.py"


def test_the_added_lines_are_those_of_the_patch(github, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    before = [f"line {n}" for n in range(100)]
    after = [*before[:3], "+++ new", "-- odd", *before[5:60], "@@ -1 +1 @@", *before[61:], "end"]
    old.write_text("\n".join(before))
    new.write_text("\n".join(after))
    command = ["git", "diff", "--no-index", "--no-color", str(old), str(new)]
    diff = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    patch = diff[diff.index("@@ ") :]
    github.repository.pulls[7].files = [
        {"filename": "f", "status": "modified", "patch": patch, "deletions": 4}
    ]
    change = read.files(github.client, 7)["f"]
    written = {n for n, line in enumerate(after, 1) if line not in before}
    assert written <= change.added <= written | {after.index("line 99") + 1}
    assert change.removed_count == 4


def test_reading_outlasts_a_passing_failure(github):
    github.server.fail("GET", "/pulls/7/commits", 502, times=2)
    github.repository.pulls[7].commits = [(HEAD, "One")]
    assert read.commits(github.client, 7) == ((HEAD, "One"),)


def test_reading_gives_up_within_bounds_and_says_so(github):
    github.server.fail("GET", "/pulls/7/commits", 503, times=1000)
    with pytest.raises(ApiError, match="listing the commits of pull request 7: GitHub failed"):
        read.commits(github.client, 7)
    assert len(github.requests("GET", "/pulls/7/commits")) == 4


def test_a_pull_request_that_is_not_there_is_said(github):
    with pytest.raises(ApiError, match=r"pull request 8: GitHub answered 404 \(Not Found\)"):
        read.commits(github.client, 8)


def test_no_traceback_shows_the_token(github):
    github.server.fail("GET", "/pulls/7/commits", 500, times=1000)
    client = github.client
    with pytest.raises(ApiError) as caught:
        read.commits(client, 7)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert "listing the commits" in "".join(shown.format())
    assert TOKEN not in "".join(shown.format())

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.github_data import example, examples

from readiness.github.event import SUPPORTED, EventError, Subject, subject

SHA = "ec26c3e57ca3a959ca5aad62de7213c562f8c821"
ZEROS = "0" * 40


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target"])
def test_every_published_pull_request_is_judged_at_its_head(event):
    for payload in examples(event):
        pull = payload["pull_request"]
        found = subject(event, payload)
        assert found.head_sha == pull["head"]["sha"] != pull["merge_commit_sha"]
        assert found.base_sha == pull["base"]["sha"]
        assert found.base_ref == pull["base"]["ref"]
        assert found.pull_request == pull["number"]
        assert (found.title, found.body) == (pull["title"], pull["body"] or "")
        assert found.draft is pull["draft"]
        assert found.labels == tuple(each["name"] for each in pull["labels"])
        assert found.repository == payload["repository"]["full_name"]
        assert not found.from_fork


@pytest.mark.parametrize("head_repository", [None, {"full_name": "somebody/Hello-World"}])
def test_a_head_in_another_or_a_deleted_repository_is_a_fork(head_repository):
    payload = example("pull_request", action="synchronize")
    payload["pull_request"]["head"]["repo"] = head_repository
    assert subject("pull_request", payload).from_fork


def test_a_push_is_judged_from_what_was_before():
    payload = example("push", ref="refs/heads/master")
    payload |= {
        "before": "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
        "after": SHA,
        "head_commit": {"id": SHA},
        "commits": [{"id": SHA, "message": "All tests pass"}],
    }
    found = subject("push", payload)
    assert (found.head_sha, found.base_sha) == (SHA, payload["before"])
    assert found.base_ref == "master"
    assert found.commits == ((SHA, "All tests pass"),)
    assert found.pull_request is None


def test_a_new_branch_has_no_base():
    found = subject("push", example("push", ref="refs/heads/master", before=ZEROS))
    assert found.base_sha is None
    assert found.base_ref == "master"


def test_an_annotated_tag_is_judged_at_its_commit_and_is_no_branch():
    payload = example("push", ref="refs/tags/simple-tag", created=True)
    payload |= {"after": "a" * 40, "head_commit": {"id": SHA}}
    found = subject("push", payload)
    assert found.head_sha == SHA
    assert (found.base_sha, found.base_ref) == (None, None)


def test_a_deleted_branch_has_nothing_to_judge():
    with pytest.raises(EventError, match=r"deleted refs/tags/simple-tag.*add `if:"):
        subject("push", example("push", deleted=True))


def test_a_manual_start_is_judged_at_the_commit_of_the_workflow():
    for payload in examples("workflow_dispatch"):
        for inputs in ({}, None, {"tests": "reports/*.xml"}):
            found = subject("workflow_dispatch", payload | {"inputs": inputs}, sha=SHA)
            assert found.head_sha == SHA
            assert found.base_ref == payload["ref"].removeprefix("refs/heads/")


def test_a_manual_start_without_a_commit_says_so():
    with pytest.raises(EventError, match="GITHUB_SHA is None"):
        subject("workflow_dispatch", example("workflow_dispatch"))


def test_another_event_is_refused_with_the_events_to_use():
    with pytest.raises(EventError, match=r"'issue_comment' is not supported.*pull_request_target"):
        subject("issue_comment", example("issue_comment"))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda pull: pull.pop("head"), "pull_request.head.sha is not a text"),
        (lambda pull: pull["head"].update(sha="--upload-pack=x"), "head.sha is not a commit's SHA"),
        (lambda pull: pull["base"].update(sha=SHA.upper()), "base.sha is not a commit's SHA"),
        (lambda pull: pull["base"].update(ref=""), "pull_request.base.ref"),
        (lambda pull: pull.update(number="1; rm"), "pull_request.number"),
        (lambda pull: pull.update(number=True), "pull_request.number"),
        (lambda pull: pull.update(title=["x"]), "pull_request.title is not a text"),
        (lambda pull: pull.update(draft="no"), "pull_request.draft is not true or false"),
        (lambda pull: pull.update(labels={"name": "x"}), "pull_request.labels is not a list"),
        (lambda pull: pull.update(labels=[{"name": 1}]), r"pull_request.labels\[0\]: name|labels"),
    ],
)
def test_a_malformed_payload_names_the_key(change, where):
    payload = example("pull_request", action="opened")
    change(payload["pull_request"])
    with pytest.raises(EventError, match=where):
        subject("pull_request", payload)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(SUPPORTED), st.data())
def test_any_value_at_any_key_gives_a_subject_or_an_event_error(event, data):
    payload = example(event)
    target = payload
    while True:
        key = data.draw(st.sampled_from(sorted(target)))
        if not isinstance(target[key], dict) or not target[key] or data.draw(st.booleans()):
            break
        target = target[key]
    target[key] = data.draw(json_values)
    try:
        found = subject(event, payload, sha=SHA)
    except EventError:
        return
    assert re.fullmatch("[0-9a-f]{40}", found.head_sha)


def test_neither_the_event_nor_the_outputs_load_pygithub():
    code = (
        "import sys, readiness.github.event, readiness.github.outputs;"
        "sys.exit(any(name in sys.modules for name in ('github', 'requests', 'urllib3')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_merge_group_is_judged_at_its_head_and_gets_no_comment():
    for payload in examples("merge_group"):
        group = payload["merge_group"]
        assert subject("merge_group", payload) == Subject(
            event="merge_group",
            repository=payload["repository"]["full_name"],
            head_sha=group["head_sha"],
            base_sha=group["base_sha"],
            base_ref="main",
            pull_request=None,
            commits=((group["head_sha"], group["head_commit"]["message"]),),
        )

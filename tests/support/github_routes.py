"""What the test server does at each path: permissions, limits and effects as GitHub has them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .github_state import (
    ANNOTATION_MESSAGE_LIMIT,
    ANNOTATION_TITLE_LIMIT,
    COMMENT_LIMIT,
    Identity,
    Repository,
    answer,
)
from .openapi import Operation

ISSUES = ("issues", "pull_requests")
NOT_ACCESSIBLE = "Resource not accessible by integration"
HELP = "https://docs.github.com/rest"


class RefusedError(Exception):
    """An answer that is an error, in GitHub's words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, "documentation_url": HELP, "status": str(status)}


@dataclass
class Call:
    """All that a handler sees of one request."""

    url: str
    repositories: dict[str, Repository]
    violations: list[str]
    identity: Identity
    operation: Operation
    query: dict[str, str]
    body: Any

    @property
    def repository(self) -> Repository:
        name = f"{self.operation.parameters['owner']}/{self.operation.parameters['repo']}"
        found = self.repositories.get(name)
        if found is None or (found.private and not self.identity.permissions):
            raise RefusedError(404, "Not Found")
        return found

    def number(self, name: str) -> int:
        return int(self.operation.parameters[name])

    @property
    def pull(self) -> int:
        number = self.number(
            "pull_number" if "pull_number" in self.operation.parameters else "issue_number"
        )
        if number not in self.repository.pulls:
            raise RefusedError(404, "Not Found")
        return number

    def require(self, access: str, *permissions: str) -> None:
        """Refuse what the token may not; anyone may read a public repository."""
        public = access == "read" and not self.repository.private
        if not public and not self.identity.may(access, *permissions):
            raise RefusedError(403, NOT_ACCESSIBLE)


Handler = Callable[[Call], tuple[int, Any]]
HANDLERS: dict[tuple[str, str], Handler] = {}


def handles(method: str, template: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        HANDLERS[method, template] = handler
        return handler

    return register


@handles("GET", "/user")
def _user(call: Call) -> tuple[int, Any]:
    if call.identity.app is not None:
        raise RefusedError(403, NOT_ACCESSIBLE)
    return 200, answer("GET", "/user", 200) | {"login": call.identity.login, "type": "User"}


@handles("GET", "/repos/{owner}/{repo}/contents/{path}")
def _contents(call: Call) -> tuple[int, Any]:
    call.require("read", "contents")
    path = call.operation.parameters["path"]
    found = call.repository.content_answer(call.query.get("ref", "main"), path, call.url)
    if found is None:
        raise RefusedError(404, "Not Found")
    return 200, found


@handles("GET", "/repos/{owner}/{repo}/pulls/{pull_number}")
def _pull(call: Call) -> tuple[int, Any]:
    call.require("read", "pull_requests")
    return 200, call.repository.pull_answer(call.pull)


@handles("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/commits")
def _commits(call: Call) -> tuple[int, Any]:
    call.require("read", "pull_requests")
    return 200, call.repository.commits_answer(call.pull)[:250]


@handles("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files")
def _files(call: Call) -> tuple[int, Any]:
    call.require("read", "pull_requests")
    return 200, call.repository.files_answer(call.pull)[:3000]


@handles("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments")
def _comments(call: Call) -> tuple[int, Any]:
    call.require("read", *ISSUES)
    return 200, call.repository.comments[call.pull]


@handles("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments")
def _comment(call: Call) -> tuple[int, Any]:
    call.require("write", *ISSUES)
    body = _comment_body(call)
    return 201, call.repository.add_comment(call.pull, body, call.identity, call.url)


@handles("PATCH", "/repos/{owner}/{repo}/issues/comments/{comment_id}")
def _edit_comment(call: Call) -> tuple[int, Any]:
    call.require("write", *ISSUES)
    _, comment = _found(call.repository.find_comment(call.number("comment_id")))
    comment["body"] = _comment_body(call)
    return 200, comment


@handles("DELETE", "/repos/{owner}/{repo}/issues/comments/{comment_id}")
def _delete_comment(call: Call) -> tuple[int, Any]:
    call.require("write", *ISSUES)
    listed, comment = _found(call.repository.find_comment(call.number("comment_id")))
    listed.remove(comment)
    return 204, None


@handles("GET", "/repos/{owner}/{repo}/commits/{ref}")
def _one_commit(call: Call) -> tuple[int, Any]:
    call.require("read", "contents")
    sha = call.operation.parameters["ref"]
    if sha not in call.repository.commits:
        raise RefusedError(422, f"No commit found for SHA: {sha}")
    return 200, answer("GET", f"/repos/o/r/commits/{sha}", 200) | {"sha": sha, "files": []}


@handles("GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs")
def _check_runs(call: Call) -> tuple[int, Any]:
    call.require("read", "checks")
    name = call.query.get("check_name")
    runs = [
        each
        for each in call.repository.check_runs
        if each["head_sha"] == call.operation.parameters["ref"] and name in (None, each["name"])
    ]
    if call.query.get("filter", "latest") == "latest":
        latest = {(each["app"]["id"], each["name"]): each for each in runs}
        runs = list(latest.values())
    return 200, {"total_count": len(runs), "check_runs": runs}


@handles("POST", "/repos/{owner}/{repo}/check-runs")
def _create_check_run(call: Call) -> tuple[int, Any]:
    _require_app(call)
    if call.body["head_sha"] not in call.repository.commits:
        raise RefusedError(422, f"No commit found for SHA: {call.body['head_sha']}")
    return 201, call.repository.add_check_run(call.body, call.identity, call.url)


@handles("PATCH", "/repos/{owner}/{repo}/check-runs/{check_run_id}")
def _edit_check_run(call: Call) -> tuple[int, Any]:
    _require_app(call)
    run = _check_run(call)
    if run["app"]["slug"] != call.identity.app:
        raise RefusedError(
            403,
            f"Invalid app_id `{run['app']['id']}` - check run can only be modified "
            "by the GitHub App that created it.",
        )
    return 200, call.repository.edit_check_run(run, call.body)


@handles("GET", "/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations")
def _annotations(call: Call) -> tuple[int, Any]:
    call.require("read", "checks")
    return 200, call.repository.annotations[_check_run(call)["id"]]


def _check_run(call: Call) -> dict[str, Any]:
    number = call.number("check_run_id")
    return _found(next((e for e in call.repository.check_runs if e["id"] == number), None))


def _found(value: Any) -> Any:
    if value is None:
        raise RefusedError(404, "Not Found")
    return value


def _require_app(call: Call) -> None:
    """Only an App that may write checks, and nothing above the limits of a check run."""
    if call.identity.app is None:
        raise RefusedError(403, "You must authenticate via a GitHub App.")
    call.require("write", "checks")
    output = call.body.get("output", {})
    annotations = output.get("annotations", [])
    texts = [output.get("summary") or "", output.get("text") or ""]
    if len(annotations) > 50 or any(len(each) > 65_535 for each in texts):
        raise RefusedError(422, "Invalid request.")
    for each in annotations:
        too_long = len(each.get("title", "")) > ANNOTATION_TITLE_LIMIT
        if too_long or len(each["message"].encode()) > ANNOTATION_MESSAGE_LIMIT:
            call.violations.append(f"an annotation of {each['path']} is too long")
            raise RefusedError(422, "Invalid request.")


def _comment_body(call: Call) -> str:
    body = call.body["body"]
    if len(body) > COMMENT_LIMIT:
        call.violations.append(f"a comment of {len(body)} characters")
        raise RefusedError(422, "Body is too long (maximum is 65536 characters)")
    return body

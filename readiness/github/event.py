"""What a workflow's event asks to be judged: one pure function of the payload."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SUPPORTED = ("pull_request", "pull_request_target", "merge_group", "push", "workflow_dispatch")
SHA = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
HELP = "see GITHUB_EVENT_PATH; run Readiness in a job that GitHub started, without changing it"


class EventError(Exception):
    """An event that can't be judged: what is wrong, where, and what to do about it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What is judged, and where the answer goes.

    ``head_sha`` is the commit that carries the check run: of a pull request its head, never the
    merge commit. ``base_sha`` is None where nothing came before (a new branch, a tag, a manual
    start); ``base_ref`` is a branch's name without ``refs/heads/``. ``pull_request`` is the number
    of the pull request that gets the comment. ``commits`` are the (SHA, message) pairs that the
    payload itself carries, oldest first; a pull request's commits are not among them.
    """

    event: str
    repository: str
    head_sha: str
    base_sha: str | None = None
    base_ref: str | None = None
    pull_request: int | None = None
    title: str = ""
    body: str = ""
    draft: bool = False
    labels: tuple[str, ...] = ()
    from_fork: bool = False
    commits: tuple[tuple[str, str], ...] = ()


def subject(event_name: str, payload: Mapping[str, Any], *, sha: str | None = None) -> Subject:
    """What ``payload`` of the event ``event_name`` asks to be judged.

    ``sha`` is GITHUB_SHA, the only commit known of a manual start. Raises EventError for an event
    that is not supported, has nothing to judge, or has a payload that is not GitHub's.
    """
    data = _Payload(event_name, payload)
    match event_name:
        case "pull_request" | "pull_request_target":
            return _pull_request(data)
        case "merge_group":
            return _merge_group(data)
        case "push":
            return _push(data)
        case "workflow_dispatch":
            return _dispatch(data, sha)
    raise EventError(
        f"the event {event_name!r} is not supported: start the workflow on one of "
        f"{', '.join(SUPPORTED)} (the key `on:` of the workflow file)"
    )


class _Payload:
    """Reads a payload by dotted path, and says which path is not as GitHub writes it."""

    def __init__(self, event: str, payload: Mapping[str, Any]) -> None:
        self.event = event
        self._payload = payload

    def get(self, path: str) -> Any:
        """The value at ``path``, or None where any part of it is absent or null."""
        value: Any = self._payload
        for key in path.split("."):
            if not isinstance(value, Mapping):
                return None
            value = value.get(key)
        return value

    def text(self, path: str) -> str:
        """The text at ``path``; empty where it is null or absent."""
        value = self.get(path)
        if value is not None and not isinstance(value, str):
            raise self.wrong(path, "a text")
        return value or ""

    def needed(self, path: str) -> str:
        value = self.text(path)
        if not value:
            raise self.wrong(path, "a text that is not empty")
        return value

    def sha(self, path: str) -> str:
        value = self.needed(path)
        if not SHA.fullmatch(value):
            raise self.wrong(path, "a commit's SHA")
        return value

    def flag(self, path: str) -> bool:
        value = self.get(path)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(path, "true or false")
        return bool(value)

    def items(self, path: str) -> list["_Payload"]:
        """The objects listed at ``path``; none where it is null or absent."""
        value = self.get(path)
        listed = [] if value is None else value
        if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
            raise self.wrong(path, "a list of objects")
        return [_Payload(f"{self.event}: {path}[{n}]", each) for n, each in enumerate(listed)]

    def wrong(self, path: str, wanted: str) -> EventError:
        return EventError(
            f"the payload of {self.event} is not GitHub's: {path} is not {wanted}; {HELP}"
        )


def _pull_request(data: _Payload) -> Subject:
    number = data.get("pull_request.number")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise data.wrong("pull_request.number", "a positive number")
    repository = data.needed("repository.full_name")
    return Subject(
        event=data.event,
        repository=repository,
        head_sha=data.sha("pull_request.head.sha"),
        base_sha=data.sha("pull_request.base.sha"),
        base_ref=data.needed("pull_request.base.ref"),
        pull_request=number,
        title=data.text("pull_request.title"),
        body=data.text("pull_request.body"),
        draft=data.flag("pull_request.draft"),
        labels=tuple(each.needed("name") for each in data.items("pull_request.labels")),
        from_fork=data.text("pull_request.head.repo.full_name") != repository,
    )


def _merge_group(data: _Payload) -> Subject:
    message = data.text("merge_group.head_commit.message")
    head = data.sha("merge_group.head_sha")
    return Subject(
        event=data.event,
        repository=data.needed("repository.full_name"),
        head_sha=head,
        base_sha=data.sha("merge_group.base_sha"),
        base_ref=_branch(data.needed("merge_group.base_ref")),
        commits=((head, message),) if message else (),
    )


def _push(data: _Payload) -> Subject:
    ref = data.needed("ref")
    if data.flag("deleted"):
        raise EventError(
            f"the push deleted {ref}: there is nothing to judge; "
            "add `if: ${{ !github.event.deleted }}` to the job"
        )
    before = data.sha("before")
    return Subject(
        event=data.event,
        repository=data.needed("repository.full_name"),
        head_sha=data.sha("after" if data.get("head_commit") is None else "head_commit.id"),
        base_sha=before if before.strip("0") else None,
        base_ref=_branch(ref),
        commits=tuple((each.sha("id"), each.text("message")) for each in data.items("commits")),
    )


def _dispatch(data: _Payload, sha: str | None) -> Subject:
    if sha is None or not SHA.fullmatch(sha):
        raise EventError(f"workflow_dispatch names no commit: GITHUB_SHA is {sha!r}; {HELP}")
    return Subject(
        event=data.event,
        repository=data.needed("repository.full_name"),
        head_sha=sha,
        base_ref=_branch(data.needed("ref")),
    )


def _branch(ref: str) -> str | None:
    """The name of the branch ``ref``; None where it is no branch."""
    name = ref.removeprefix("refs/heads/")
    return None if name.startswith("refs/") else name

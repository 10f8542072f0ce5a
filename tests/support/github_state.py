"""What the test server remembers, and the answers made of it from GitHub's published examples."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from .github_data import example
from .openapi import operation

MOMENT = "2026-01-02T03:04:05Z"
COMMENT_LIMIT = 65_536
CONTENT_LIMIT = 1024 * 1024
ANNOTATION_TITLE_LIMIT = 255
ANNOTATION_MESSAGE_LIMIT = 64 * 1024


@dataclass
class Identity:
    """Whose token it is. ``app`` is the slug of a GitHub App; None makes it a person's token."""

    login: str = "github-actions[bot]"
    app: str | None = "github-actions"
    permissions: dict[str, str] = field(
        default_factory=lambda: {"contents": "read", "checks": "write", "pull_requests": "write"}
    )

    def may(self, access: str, *permissions: str) -> bool:
        granted = {self.permissions.get(each, "none") for each in permissions}
        return "write" in granted or (access == "read" and "read" in granted)


@dataclass
class Pull:
    """A pull request. ``commits`` are (SHA, message), ``files`` diff entries by path."""

    number: int
    head_sha: str
    base_sha: str
    title: str = "A title"
    body: str | None = "A body"
    base_ref: str = "main"
    fork: str | None = None
    draft: bool = False
    commits: list[tuple[str, str]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Repository:
    """A repository: ``contents`` by ref and path, what was written as GitHub answers it."""

    full_name: str
    private: bool = False
    contents: dict[str, dict[str, bytes]] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    commits: set[str] = field(default_factory=set)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    check_runs: list[dict[str, Any]] = field(default_factory=list)
    annotations: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def add_pull(self, pull: Pull) -> Pull:
        self.pulls[pull.number] = pull
        self.comments.setdefault(pull.number, [])
        self.commits |= {pull.head_sha, pull.base_sha, *(sha for sha, _ in pull.commits)}
        return pull

    def add_comment(self, number: int, body: str, identity: Identity, url: str) -> dict[str, Any]:
        made = answer("POST", f"/repos/{self.full_name}/issues/{number}/comments", 201)
        made["id"] = 1000 + sum(map(len, self.comments.values()))
        place = f"{url}/repos/{self.full_name}/issues"
        made |= {
            "url": f"{place}/comments/{made['id']}",
            "issue_url": f"{place}/{number}",
            "html_url": f"https://github.com/{self.full_name}/pull/{number}#issuecomment-{made['id']}",
            "body": body,
            "user": user(identity),
            "performed_via_github_app": app(identity),
        }
        self.comments[number].append(made)
        return made

    def find_comment(self, number: int) -> tuple[list[dict[str, Any]], dict[str, Any]] | None:
        """The comment of this id, with the list that it stands in."""
        for listed in self.comments.values():
            for each in listed:
                if each["id"] == number:
                    return listed, each
        return None

    def add_check_run(self, asked: dict[str, Any], identity: Identity, url: str) -> dict[str, Any]:
        made = answer("POST", f"/repos/{self.full_name}/check-runs", 201)
        made["id"] = 5000 + len(self.check_runs)
        made |= {
            "url": f"{url}/repos/{self.full_name}/check-runs/{made['id']}",
            "html_url": f"https://github.com/{self.full_name}/runs/{made['id']}",
            "app": app(identity),
            "pull_requests": [],
            "external_id": None,
            "details_url": None,
            "conclusion": None,
            "completed_at": None,
            "status": "queued",
            "started_at": MOMENT,
        }
        made["output"] = {"title": None, "summary": None, "text": None, "annotations_count": 0}
        made["output"]["annotations_url"] = f"{made['url']}/annotations"
        self.annotations[made["id"]] = []
        self.check_runs.append(made)
        return self.edit_check_run(made, asked)

    def edit_check_run(self, run: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
        """Annotations are added to those that are there; a conclusion completes the run."""
        output = dict(asked.get("output", {}))
        added = output.pop("annotations", [])
        self.annotations[run["id"]] += [annotation(self.full_name, each) for each in added]
        run |= {key: value for key, value in asked.items() if key not in ("output", "actions")}
        run["output"] |= output | {"annotations_count": len(self.annotations[run["id"]])}
        if "conclusion" in asked:
            run |= {"status": "completed", "completed_at": asked.get("completed_at", MOMENT)}
        return run

    def pull_answer(self, number: int) -> dict[str, Any]:
        made = answer("GET", f"/repos/{self.full_name}/pulls/{number}", 200)
        made["requested_teams"] = []
        return self._as_pull(made, self.pulls[number])

    def event(self, name: str, number: int, action: str = "synchronize") -> dict[str, Any]:
        """The payload that GitHub publishes as an example, said of this pull request."""
        payload = example("pull_request" if name == "pull_request_target" else name, action=action)
        pull = self.pulls[number]
        payload["repository"]["full_name"] = self.full_name
        payload["repository"]["private"] = self.private
        payload["number"] = number
        self._as_pull(payload["pull_request"], pull)
        return payload

    def _as_pull(self, made: dict[str, Any], pull: Pull) -> dict[str, Any]:
        for key in ("number", "title", "body", "draft"):
            made[key] = getattr(pull, key)
        made["head"]["sha"] = pull.head_sha
        made["head"]["repo"]["full_name"] = pull.fork or self.full_name
        made["base"] |= {"sha": pull.base_sha, "ref": pull.base_ref}
        made["base"]["repo"]["full_name"] = self.full_name
        return made

    def commits_answer(self, number: int) -> list[dict[str, Any]]:
        path = f"/repos/{self.full_name}/pulls/{number}/commits"
        made = []
        for sha, message in self.pulls[number].commits:
            each = answer("GET", path, 200)[0]
            each["sha"] = sha
            each["commit"]["message"] = message
            made.append(each)
        return made

    def files_answer(self, number: int) -> list[dict[str, Any]]:
        template = answer("GET", f"/repos/{self.full_name}/pulls/{number}/files", 200)[0]
        del template["patch"]
        return [template | each for each in self.pulls[number].files]

    def content_answer(self, ref: str, path: str, url: str) -> Any:
        """A file, a directory's list, or None where neither is there."""
        tree = self.contents.get(ref, {})
        if path in tree:
            return self._file(path, tree[path], url)
        inside = sorted(each for each in tree if each.startswith(f"{path}/"))
        without = {"content", "encoding"}
        entries = [self._file(each, tree[each], url) for each in inside]
        return [{k: v for k, v in each.items() if k not in without} for each in entries] or None

    def _file(self, path: str, content: bytes, url: str) -> dict[str, Any]:
        made = answer("GET", f"/repos/{self.full_name}/contents/{path}", 200)
        small = len(content) <= CONTENT_LIMIT
        return made | {
            "name": path.rpartition("/")[2],
            "path": path,
            "size": len(content),
            "sha": hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest(),  # noqa: S324
            "encoding": "base64" if small else "none",
            "content": base64.encodebytes(content).decode() if small else "",
            "url": f"{url}/repos/{self.full_name}/contents/{path}",
        }


def answer(method: str, path: str, status: int) -> Any:
    """A copy of GitHub's published example of this answer."""
    found = operation(method, path)
    assert found is not None, path
    return found.example(status)


def user(identity: Identity) -> dict[str, Any]:
    made = answer("POST", "/repos/o/r/issues/1/comments", 201)["user"]
    return made | {"login": identity.login, "type": "Bot" if identity.app else "User"}


def app(identity: Identity) -> dict[str, Any] | None:
    if identity.app is None:
        return None
    made = answer("POST", "/repos/o/r/check-runs", 201)["app"]
    number = int.from_bytes(hashlib.sha256(identity.app.encode()).digest()[:3], "big")
    return made | {"id": number, "slug": identity.app, "name": identity.app}


def annotation(repository: str, asked: dict[str, Any]) -> dict[str, Any]:
    empty = {"start_column": None, "end_column": None, "title": None, "raw_details": None}
    return empty | asked | {"blob_href": f"https://github.com/{repository}/blob/{asked['path']}"}

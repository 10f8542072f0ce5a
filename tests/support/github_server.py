"""GitHub for the tests: a real HTTP server with state, held to GitHub's own description.

Every request and every answer is validated against the published OpenAPI description; what it
does not allow is kept in ``violations``, and the fixture ``github`` fails the test for it.

    python -m tests.support.github_server --port 8080 --state state.json
"""

import argparse
import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from .github_routes import HANDLERS, Call, Handler, RefusedError
from .github_state import Identity, Pull, Repository
from .openapi import Operation, operation


@dataclass
class Request:
    """A request as it arrived, and the status of its answer."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    status: int = 0


@dataclass
class Fault:
    """An answer that goes wrong ``times`` times; ``after`` the request took effect, or before."""

    method: str
    path: str
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    after: bool = False
    delay: float = 0


class GitHubServer:
    """GitHub's API below ``url``, which ends in ``prefix`` (GHES: ``/api/v3``)."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, prefix: str = "") -> None:
        self.prefix = prefix
        self.repositories: dict[str, Repository] = {}
        self.tokens: dict[str, Identity] = {}
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.faults: list[Fault] = []
        self.state_file: Path | None = None
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer((host, port), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        host, port = self._http.server_address[:2]
        return f"http://{host}:{port}{self.prefix}"

    def __enter__(self) -> "GitHubServer":
        self._save()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def wait(self) -> None:
        """Until the process is ended."""
        self._thread.join()

    def repository(self, full_name: str, **values: Any) -> Repository:
        return self.repositories.setdefault(full_name, Repository(full_name, **values))

    def fail(self, method: str, path: str, status: int, **values: Any) -> None:
        """Let the next requests whose path matches the expression ``path`` go wrong."""
        self.faults.append(Fault(method, path, status, **values))

    def comments(self, full_name: str, number: int) -> list[str]:
        """The bodies of a pull request's comments, oldest first."""
        return [each["body"] for each in self.repositories[full_name].comments[number]]

    def state(self) -> dict[str, Any]:
        """Everything that was written, as JSON has it."""
        return {
            "violations": self.violations,
            "requests": [vars(each) for each in self.requests],
            "repositories": {
                name: {
                    "comments": each.comments,
                    "check_runs": each.check_runs,
                    "annotations": each.annotations,
                }
                for name, each in self.repositories.items()
            },
        }

    def answer(
        self, method: str, target: str, token: str, raw: bytes
    ) -> tuple[int, dict[str, str], Any]:
        """The status, headers and body that answer a request."""
        parts = urlsplit(target)
        request = Request(method, parts.path, dict(parse_qsl(parts.query)), _decoded(raw))
        with self._lock:
            self.requests.append(request)
            fault = self._fault(request)
            status, headers, body = self._answered(request, token, fault)
            request.status = status
            self._save()
        if fault:
            time.sleep(fault.delay)
        return status, headers, body

    def _save(self) -> None:
        if self.state_file is not None:
            self.state_file.write_text(json.dumps(self.state(), indent=1), encoding="utf-8")

    def _fault(self, request: Request) -> Fault | None:
        for each in self.faults:
            fits = each.method == request.method and re.search(each.path, request.path)
            if each.times > 0 and fits:
                each.times -= 1
                return each
        return None

    def _answered(
        self, request: Request, token: str, fault: Fault | None
    ) -> tuple[int, dict[str, str], Any]:
        found = operation(request.method, request.path.removeprefix(self.prefix))
        handler = HANDLERS.get((found.method, found.template)) if found else None
        if found is None or handler is None or not request.path.startswith(self.prefix):
            return self._violation(request, 404, ["not a path that the test server serves"])
        wrong = found.wrong_request(request.query, request.body)
        if wrong:
            return self._violation(request, 422, wrong)
        if fault and not fault.after:
            return fault.status, fault.headers, fault.body
        status, body = self._handled(handler, found, request, token)
        headers: dict[str, str] = {}
        pages = isinstance(body, list) or "check_runs" in (body or {})
        if status == 200 and pages and "page" in found.query_names:
            body, headers = self._page(request, body)
        self._violation(request, status, found.wrong_answer(status, body))
        return (fault.status, fault.headers, fault.body) if fault else (status, headers, body)

    def _handled(
        self, handler: Handler, found: Operation, request: Request, token: str
    ) -> tuple[int, Any]:
        identity = self.tokens.get(token)
        if identity is None:
            return 401, RefusedError(401, "Bad credentials").body
        call = Call(
            self.url,
            self.repositories,
            self.violations,
            identity,
            found,
            request.query,
            request.body,
        )
        try:
            return handler(call)
        except RefusedError as refused:
            return refused.status, refused.body

    def _page(self, request: Request, body: Any) -> tuple[Any, dict[str, str]]:
        """One page of a list, or of the one list in an object, and its Link header."""
        listed = body["check_runs"] if isinstance(body, dict) else body
        size = min(int(request.query.get("per_page", 30)), 100)
        page = int(request.query.get("page", 1))
        last = max(1, -(-len(listed) // size))
        links = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
        away = {"prev": page > 1, "next": page < last, "last": page < last, "first": page > 1}
        address = self.url.removesuffix(self.prefix) + request.path
        link = ", ".join(
            f'<{address}?{urlencode(request.query | {"page": str(number)})}>; rel="{name}"'
            for name, number in links.items()
            if away[name]
        )
        part = listed[(page - 1) * size : page * size]
        found = body | {"check_runs": part} if isinstance(body, dict) else part
        return found, {"Link": link} if link else {}

    def _violation(
        self, request: Request, status: int, found: list[str]
    ) -> tuple[int, dict[str, str], Any]:
        self.violations += [f"{request.method} {request.path}: {each}" for each in found]
        return status, {}, RefusedError(status, "; ".join(found)).body


def _decoded(raw: bytes) -> Any:
    return json.loads(raw) if raw else None


def _encoded(body: Any) -> bytes:
    return b"" if body is None else json.dumps(body).encode()


def _handler(server: GitHubServer) -> type[BaseHTTPRequestHandler]:
    class Connection(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def _serve(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            token = self.headers.get("Authorization", "").rpartition(" ")[2]
            status, headers, body = server.answer(self.command, self.path, token, raw)
            data = body if isinstance(body, bytes) else _encoded(body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    return Connection


def main() -> None:
    """Serve one repository with one pull request until the process is ended."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--prefix", default="")
    parser.add_argument("--repository", default="octo-org/project")
    parser.add_argument("--token", default="ghs_of_the_test")
    parser.add_argument("--pull", type=int, default=1)
    parser.add_argument("--title", default="A title")
    parser.add_argument("--body", type=Path, help="file with the pull request's text")
    parser.add_argument("--head", required=True, help="SHA of the pull request's head")
    parser.add_argument("--base", required=True, help="SHA of its base")
    parser.add_argument("--fork", help="repository that the pull request comes from")
    parser.add_argument(
        "--permissions",
        default="contents=read,checks=write,pull_requests=write",
        help="what the token may, as GitHub's permissions are named",
    )
    parser.add_argument(
        "--check",
        action="append",
        default=[],
        metavar="NAME=CONCLUSION",
        help="a check run of the head by another app",
    )
    parser.add_argument("--event", type=Path, help="where the event's payload is written")
    parser.add_argument("--state", type=Path, help="where the state is written at every request")
    given = parser.parse_args()
    server = GitHubServer(given.host, given.port, given.prefix)
    granted = dict(each.split("=") for each in given.permissions.split(",") if each)
    server.tokens[given.token] = Identity(permissions=granted)
    repository = server.repository(given.repository)
    body = given.body.read_text("utf-8") if given.body else ""
    pull = Pull(given.pull, given.head, given.base, given.title, body, fork=given.fork)
    repository.add_pull(pull)
    for check in given.check:
        name, _, conclusion = check.partition("=")
        asked = {"name": name, "head_sha": given.head, "conclusion": conclusion}
        repository.add_check_run(asked, Identity(app="another-app"), server.url)
    server.state_file = given.state
    if given.event:
        payload = repository.event("pull_request", given.pull)
        given.event.write_text(json.dumps(payload), encoding="utf-8")
    with server:
        print(server.url, flush=True)
        server.wait()


if __name__ == "__main__":
    main()

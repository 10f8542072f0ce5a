"""A GitHub with one repository and one pull request; what its description forbids is a failure."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from support.github_case import BASE, HEAD, TOKEN
from support.github_server import GitHubServer
from support.github_state import Identity, Pull, Repository

from readiness.github.client import Client, connect
from readiness.github.event import Subject, subject


@dataclass
class GitHub:
    """The server, its repository ``octo/project`` and pull request 7, and a client of them."""

    server: GitHubServer
    repository: Repository

    def as_(self, identity: Identity) -> Client:
        """A client whose token is this identity's."""
        self.server.tokens[TOKEN] = identity
        return connect(
            api_url=self.server.url,
            repository=self.repository.full_name,
            token=TOKEN,
            pace=0,
        )

    @property
    def client(self) -> Client:
        return self.as_(Identity())

    def subject(self, event: str = "pull_request") -> Subject:
        return subject(event, self.repository.event(event, 7))

    def requests(self, method: str, part: str = "") -> list[object]:
        """The bodies of the requests of this method whose path holds ``part``."""
        found = self.server.requests
        return [each.body for each in found if each.method == method and part in each.path]

    @property
    def bodies(self) -> list[str]:
        return self.server.comments(self.repository.full_name, 7)


@pytest.fixture
def server() -> Iterator[GitHubServer]:
    with GitHubServer() as running:
        yield running
    assert running.violations == []


@pytest.fixture
def github(server: GitHubServer) -> GitHub:
    repository = server.repository("octo/project")
    repository.add_pull(Pull(7, HEAD, BASE))
    return GitHub(server, repository)

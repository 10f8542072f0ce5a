"""The connection to GitHub's API: whose it is, how long it waits, and how it says what failed."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

import requests
from github import Auth, Github, set_log_level
from github.GithubException import (
    BadAttributeException,
    GithubException,
    RateLimitExceededException,
)
from github.GithubRetry import GithubRetry
from github.Repository import Repository

from readiness import __version__

T = TypeVar("T")

TIMEOUT = 20
TRIES = 3
LONGEST_WAIT = 90
WAITS = (2, 6)
NOT_GITHUB = (
    AttributeError,
    BadAttributeException,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What PyGithub raises, besides its own exceptions, where an answer is not shaped as expected."""


class ApiError(Exception):
    """What GitHub would not do: what was asked, what it answered, and what to do about it.

    ``status`` is that of the answer, None where there was none. ``limited`` says that the token's
    rate limit was the reason, ``unsure`` that it was a write which may have taken effect. Never
    holds a header or the token.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        limited: bool = False,
        unsure: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.limited = limited
        self.unsure = unsure

    @property
    def refused(self) -> bool:
        """Whether GitHub does not let this token do this."""
        return self.status in (403, 404) and not self.limited


@dataclass(frozen=True, kw_only=True)
class Client:
    """One repository on GitHub. ``pace`` multiplies every wait, in seconds; 0 does not wait."""

    github: Github = field(repr=False)
    repository: Repository = field(repr=False)
    pace: float = 1

    def of(self, repository: str) -> "Client":
        """A client for another repository ("owner/name"), with the same token."""
        return replace(self, repository=self.github.get_repo(repository))

    def persistently(self, procedure: Callable[[], T]) -> T:
        """``procedure``, begun again a little later where a write failed, at most three times.

        The procedure looks first for what an attempt before it may have written.
        """
        for wait in WAITS:
            try:
                return procedure()
            except ApiError as error:
                if not error.unsure:
                    raise
            time.sleep(wait * self.pace)
        return procedure()


class _Patience(GithubRetry):
    """Reads are tried again whatever failed, writes only where the rate limit refused them."""

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
        limited = status_code in (403, 429)
        return limited or super().is_retry(method, status_code, has_retry_after)


def connect(
    *, api_url: str, repository: str, token: str, pace: float = 1, timeout: int = TIMEOUT
) -> Client:
    """A client for ``repository`` ("owner/name") below ``api_url``; nothing is asked yet.

    ``timeout`` is how many seconds GitHub has for one answer.
    """
    set_log_level(logging.WARNING)
    patience = _Patience(
        total=TRIES,
        backoff_factor=pace,
        allowed_methods=frozenset({"GET"}),
        secondary_rate_wait=60 * pace,
        max_rate_limit_wait=LONGEST_WAIT * pace,
        retry_after_max=int(LONGEST_WAIT * pace),
    )
    github = Github(
        auth=Auth.Token(token),
        base_url=api_url.rstrip("/"),
        timeout=timeout,
        user_agent=f"readiness/{__version__}",
        per_page=100,
        retry=patience,
        seconds_between_requests=0,
        seconds_between_writes=pace,
        lazy=True,
    )
    return Client(github=github, repository=github.get_repo(repository), pace=pace)


@contextmanager
def asking(what: str, *, writing: bool = False) -> Iterator[None]:
    """Turns whatever PyGithub raises inside into an ApiError that begins with ``what``."""
    try:
        yield
    except RateLimitExceededException as error:
        raise ApiError(
            f"{what}: GitHub's rate limit for this token is used up; run the job again later",
            status=error.status,
            limited=True,
        ) from None
    except GithubException as error:
        raise ApiError(
            f"{what}: GitHub answered {error.status} ({_words(error)}){_help(error.status)}",
            status=error.status,
            unsure=writing and error.status >= 500,
        ) from None
    except requests.exceptions.RetryError:
        raise ApiError(
            f"{what}: GitHub failed or limited the rate {TRIES + 1} times; run the job again later",
            limited=True,
        ) from None
    except requests.RequestException as error:
        reason = "in time" if isinstance(error, requests.Timeout) else type(error).__name__
        raise ApiError(
            f"{what}: GitHub did not answer ({reason}); is GITHUB_API_URL right?", unsure=writing
        ) from None
    except NOT_GITHUB as error:
        raise ApiError(
            f"{what}: the answer is not one of GitHub's API ({type(error).__name__}); "
            "is GITHUB_API_URL right?"
        ) from None


def _words(error: GithubException) -> str:
    data = error.data
    message = data.get("message") if isinstance(data, dict) else None
    return str(message)[:500] if message else "no reason given"


def _help(status: int) -> str:
    if status == 401:
        return "; the input github-token is not a valid token, or has expired"
    return ""

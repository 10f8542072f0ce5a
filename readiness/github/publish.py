"""Publishing: one check run on the head commit, one comment on the pull request."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from readiness.github.checkrun import WrittenCheck, write_check_run
from readiness.github.client import ApiError, Client, asking
from readiness.github.comment import write_comment
from readiness.github.event import Subject
from readiness.render.check import CheckRun

T = TypeVar("T")

PERMISSIONS = """\
permissions:
  contents: read
  checks: write
  pull-requests: write"""
PERSONAL = ("must authenticate via a GitHub App", "not accessible by personal access token")
NOT_ALLOWED = ("not accessible", "Not Found")


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """What stands on GitHub now. ``problems`` says what could not be written, and what to do."""

    check_run_url: str | None = None
    comment_url: str | None = None
    problems: tuple[str, ...] = ()


def publish(
    client: Client,
    subject: Subject,
    *,
    name: str,
    check: CheckRun,
    comment: str | None,
    mode: str = "always",
    state: str | None = None,
    has_problems: bool = True,
    details_url: str | None = None,
) -> Published:
    """Write the check run to the subject's head commit and the comment to its pull request.

    ``name`` is the check's name. ``comment`` is the text, None for none; ``mode`` is one of
    always, changes, problems and off; ``state`` stands for the answer that the comment gives
    (default: its text) and is what ``changes`` compares; ``has_problems`` is what ``problems``
    asks. Does not raise where GitHub refuses or fails: whatever can be written is.
    """
    job = _Publication(client=client, subject=subject)
    written = job.check_run(name, check, details_url)
    url = None
    number = subject.pull_request
    if comment is not None and number is not None:
        url = job.attempt(
            "comment",
            "pull-requests: write",
            lambda: write_comment(
                client,
                number,
                name,
                comment,
                mode=mode,
                state=comment if state is None else state,
                has_problems=has_problems,
                app=written.app if written else None,
            ),
        )
    return Published(
        check_run_url=written.url if written else None,
        comment_url=url,
        problems=tuple(job.problems),
    )


@dataclass(frozen=True, kw_only=True)
class _Publication:
    """One run's writing; collects what went wrong."""

    client: Client
    subject: Subject
    problems: list[str] = field(default_factory=list)

    def attempt(self, what: str, permission: str, write: Callable[[], T]) -> T | None:
        try:
            with asking(f"writing the {what}"):
                return self.client.persistently(write)
        except ApiError as error:
            self.problems.append(_problem(error, what, permission, self.subject))
            return None

    def check_run(self, name: str, check: CheckRun, details_url: str | None) -> WrittenCheck | None:
        """The check run; without its annotations where GitHub finds fault with those."""

        def write() -> WrittenCheck:
            sha = self.subject.head_sha
            try:
                return write_check_run(self.client, sha, name, check, details_url=details_url)
            except ApiError as error:
                if error.status != 422 or not check.annotations:
                    raise
                bare = replace(check, annotations=())
                found = write_check_run(self.client, sha, name, bare, details_url=details_url)
                self.problems.append(f"The check run has no annotations: {error}.")
                return found

        return self.attempt("check run", "checks: write", write)


def _problem(error: ApiError, what: str, permission: str, subject: Subject) -> str:
    """Why the comment or the check run is missing, and the lines that would bring it."""
    said = f"The {what} is not written: {error}."
    if any(each in str(error) for each in PERSONAL):
        return (
            f"{said} The input github-token is a person's token that may not do this: leave the "
            "input out, so that the job's own token is used."
        )
    if not (error.refused and any(each in str(error) for each in NOT_ALLOWED)):
        return said
    if subject.from_fork and subject.event == "pull_request":
        return (
            f"{said} GitHub gives the workflow of a fork's pull request a token that only reads; "
            "the job summary holds the whole answer. To have it written, start the workflow with "
            f"these lines, and run nothing of the fork in it:\n\non: pull_request_target\n"
            f"{PERMISSIONS}"
        )
    return f"{said} The token lacks `{permission}`. Add to the job:\n\n{PERMISSIONS}"

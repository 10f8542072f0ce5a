"""One comment on a pull request, found again by a hidden marker and updated in place."""

import hashlib

from github.Issue import Issue
from github.IssueComment import IssueComment

from readiness.github.client import ApiError, Client, asking

ACTIONS = "github-actions[bot]"


def write_comment(
    client: Client,
    number: int,
    name: str,
    text: str,
    *,
    mode: str,
    state: str,
    has_problems: bool,
    app: str | None,
) -> str | None:
    """Write ``text`` to pull request ``number`` and return the comment's address.

    ``name`` tells the comments of several checks apart. ``mode`` is ``always``; ``changes``, which
    leaves the comment as it is where ``state`` is that of the last time; ``problems``, which
    begins no comment without problems, but still updates one; or ``off``. None where no comment
    was written or left. ``app`` is the slug of the App that the token is known to be of. Raises
    ApiError.
    """
    if mode == "off":
        return None
    login = _login(client, app)
    issue = client.repository.get_issue(number)
    body = f"{_marker(name)}{_digest(state)} -->\n{text}"
    mine = _mine(issue, name, login)
    if mine:
        return _update(mine[0], body, keep=mode == "changes")
    if mode == "problems" and not has_problems:
        return None
    return _create(issue, name, body, login)


def _create(issue: Issue, name: str, body: str, login: str) -> str:
    """A new comment; or, where only its author shows whose token this is, the older one of it."""
    with asking("writing the comment", writing=True):
        made = issue.create_comment(body)
    author = made.user.login
    older = next(iter(_mine(issue, name, author)), made) if author != login else made
    if older.id == made.id:
        return made.html_url
    with asking("removing the second comment", writing=True):
        made.delete()
    return _update(older, body, keep=False)


def _update(comment: IssueComment, body: str, *, keep: bool) -> str:
    """Bring the comment to ``body``; with ``keep`` only where the state in its marker differs."""
    same = comment.body.splitlines()[0] == body.splitlines()[0]
    if not (keep and same) and comment.body != body:
        with asking("updating the comment", writing=True):
            comment.edit(body)
    return comment.html_url


def _mine(issue: Issue, name: str, login: str) -> list[IssueComment]:
    """The comments of this check that ``login`` wrote, oldest first.

    Only a marker at the very beginning counts: anyone can have a text quoted by a bot.
    """
    marker = _marker(name)
    with asking("listing the comments of the pull request"):
        return [
            each
            for each in issue.get_comments()
            if each.body.startswith(marker) and each.user and each.user.login == login
        ]


def _login(client: Client, app: str | None) -> str:
    """Whose token this is. An App's token may not ask; GitHub's own for a job is the usual one."""
    if app:
        return f"{app}[bot]"
    try:
        with asking("asking whose token this is"):
            return client.github.get_user().login
    except ApiError as error:
        if not error.refused:
            raise
        return ACTIONS


def _marker(name: str) -> str:
    return f"<!-- readiness:{_digest(name)} "


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()[:16]

"""The check runs of the judged commit: what other tools say of it."""

from readiness.claims.evidence import CheckRun
from readiness.github.checkrun import EXTERNAL_ID
from readiness.github.client import Client, asking


def checks(client: Client, sha: str) -> tuple[CheckRun, ...]:
    """The latest check runs of a commit, by name, less those that Readiness wrote itself.

    The job that runs Readiness is among them, not completed. Raises ApiError.
    """
    with asking(f"listing the check runs of {sha[:12]}"):
        found = [
            CheckRun(
                name=each.name,
                status=each.status,
                conclusion=each.conclusion,
                url=each.html_url or "",
            )
            for each in client.repository.get_commit(sha).get_check_runs(filter="latest")
            if not (each.external_id or "").startswith(EXTERNAL_ID)
        ]
    return tuple(sorted(found, key=lambda each: (each.name, each.url)))

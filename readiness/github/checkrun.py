"""One completed check run per commit and name, with all its annotations."""

from dataclasses import dataclass, replace
from typing import Any

from github.CheckRun import CheckRun as Written
from github.CheckRunAnnotation import CheckRunAnnotation

from readiness.github.client import ApiError, Client, asking
from readiness.render.check import Annotation, CheckRun

BATCH = 50
SUMMARY_BYTES = 65_535
EXTERNAL_ID = "readiness:"
NOT_OURS_TO_EDIT = (403, 404, 422)

_Key = tuple[str, int, int, str, str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenCheck:
    """A check run as it stands on GitHub. ``app`` is the slug of the App that the token is of."""

    url: str
    app: str


def write_check_run(
    client: Client, sha: str, name: str, check: CheckRun, *, details_url: str | None = None
) -> WrittenCheck:
    """Write ``check`` to the commit ``sha``, over the one that an earlier run wrote there.

    A run of ours is known by its ``external_id``, so that the workflow's own job of the same name
    is left alone. GitHub keeps annotations for good and adds new ones to them: only those that
    are not there yet are sent, and the summary says how many are left from before. Raises ApiError.
    """
    asked: dict[str, Any] = {
        "name": name,
        "external_id": f"{EXTERNAL_ID}{name}",
        "status": "completed",
        "conclusion": str(check.conclusion),
        **({"details_url": details_url} if details_url else {}),
    }
    for run in _earlier(client, sha, name, asked["external_id"]):
        try:
            return _update(run, asked, check)
        except ApiError as error:
            if error.status not in NOT_OURS_TO_EDIT:
                raise
    batch, *rest = _batches(tuple(dict.fromkeys(check.annotations)))
    with asking("creating the check run", writing=True):
        run = client.repository.create_check_run(
            head_sha=sha, output=_output(check, batch), **asked
        )
    return _complete(run, check, rest)


def _earlier(client: Client, sha: str, name: str, external_id: str) -> list[Written]:
    """The runs that Readiness wrote to this commit under this name, the newest first."""
    with asking(f"listing the check runs of {sha}"):
        runs = client.repository.get_commit(sha).get_check_runs(check_name=name, filter="all")
        mine = [each for each in runs if each.external_id == external_id]
    return sorted(mine, key=lambda each: each.id, reverse=True)


def _update(run: Written, asked: dict[str, Any], check: CheckRun) -> WrittenCheck:
    with asking("listing the annotations of the check run"):
        there = {_key(each) for each in run.get_annotations()}
    wanted = {_key(each): each for each in check.annotations}
    stale = len(there - wanted.keys())
    batch, *rest = _batches(tuple(each for key, each in wanted.items() if key not in there))
    noted = _noted(check, stale)
    with asking("updating the check run", writing=True):
        run.edit(output=_output(noted, batch), **asked)
    return _complete(run, noted, rest)


def _complete(run: Written, check: CheckRun, batches: list[list[Annotation]]) -> WrittenCheck:
    """Add the batches that did not fit into the first request."""
    for batch in batches:
        with asking("adding annotations to the check run", writing=True):
            run.edit(output=_output(check, batch))
    return WrittenCheck(url=run.html_url, app=run.app.slug if run.app else "")


def _noted(check: CheckRun, stale: int) -> CheckRun:
    """``check`` with a line on what is left of earlier runs, where the summary has room for it."""
    if not stale:
        return check
    many = "1 annotation" if stale == 1 else f"{stale} annotations"
    note = f"{many} of an earlier run on this commit no longer hold; GitHub can't remove them.\n\n"
    summary = note + check.summary
    return replace(check, summary=summary) if len(summary.encode()) <= SUMMARY_BYTES else check


def _batches(annotations: tuple[Annotation, ...]) -> list[list[Annotation]]:
    """The annotations in lists of at most 50; one empty list where there are none."""
    starts = range(0, max(len(annotations), 1), BATCH)
    return [list(annotations[start : start + BATCH]) for start in starts]


def _output(check: CheckRun, batch: list[Annotation]) -> dict[str, Any]:
    return {
        "title": check.title,
        "summary": check.summary,
        "text": check.text,
        "annotations": [_annotation(each) for each in batch],
    }


def _annotation(annotation: Annotation) -> dict[str, str | int]:
    said: dict[str, str | int] = {
        "path": annotation.path,
        "start_line": annotation.start_line,
        "end_line": annotation.end_line,
        "annotation_level": str(annotation.level),
        "message": annotation.message,
    }
    return {**said, "title": annotation.title} if annotation.title else said


def _key(annotation: Annotation | CheckRunAnnotation) -> _Key:
    """What makes two annotations the same."""
    if isinstance(annotation, Annotation):
        level = str(annotation.level)
    else:
        level = annotation.annotation_level
    return (
        annotation.path,
        annotation.start_line,
        annotation.end_line,
        level,
        (annotation.title or "").strip(),
        annotation.message.strip(),
    )

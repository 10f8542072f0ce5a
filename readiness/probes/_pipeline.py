"""The workflows of continuous integration: their commands, and whether a failure counts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.model import Location
from readiness.probes._files import mappings
from readiness.repository.snapshot import Role, Snapshot

PIPELINE = re.compile(
    r"^(\.github/workflows/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.gitlab/[\w./-]+\.ya?ml"
    r"|\.circleci/config\.ya?ml|\.travis\.ya?ml|\.?azure-pipelines[\w.-]*\.ya?ml|\.azure/.+\.ya?ml"
    r"|\.buildkite/[^/]+\.ya?ml|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml"
    r"|\.woodpecker[\w./]*\.ya?ml"
    r"|\.semaphore/[^/]+\.ya?ml|appveyor\.ya?ml|\.appveyor\.ya?ml|\.cirrus\.ya?ml|Jenkinsfile[\w.]*"
    r"|\.forgejo/workflows/[^/]+\.ya?ml|\.gitea/workflows/[^/]+\.ya?ml|\.teamcity/[^/]+"
    r"|\.kokoro/.+|\.ci/[^/]+|ci/[^/]+\.ya?ml|\.zuul\.ya?ml|cloudbuild\.ya?ml|buildspec\.ya?ml)$"
)
HEEDLESS = re.compile(
    r"\|\|\s*(?:true|:|exit 0|echo\b[^\n]*)\s*$|;\s*(?:true|exit 0)\s*$|^[ \t]*set \+e\b",
    re.MULTILINE,
)
SCRIPT = re.compile(
    r"(^|[\s;&|])(\./|(ba)?sh |(scripts?|ci|tools|\.ci|bin|build)/)[\w./-]*"
    r"|\b(make|just|task|invoke)\b"
)
COMMENT = re.compile(r"(^|\s)#[^\n]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One step of a workflow: what it runs or uses, and where.

    ``heedless`` says how its failure is let pass, ``elsewhere`` that what it runs stands in
    another file, ``scheduled`` that a clock starts the workflow.
    """

    text: str
    location: Location
    heedless: str = ""
    elsewhere: bool = False
    scheduled: bool = False


def pipelines(snapshot: Snapshot) -> tuple[str, ...]:
    """The files that configure continuous integration."""
    skipped = (Role.FIXTURE, Role.VENDORED)
    return tuple(
        file.path
        for file in snapshot.files.values()
        if PIPELINE.search(file.path) and file.role not in skipped
    )


def commands(snapshot: Snapshot) -> tuple[Command, ...]:
    """What the workflows run, in their order; get them by ``snapshot.once(commands)``."""
    found: list[Command] = []
    for path in snapshot.once(pipelines):
        text = snapshot.text(path) or ""
        if "/workflows/" in path:
            data = next(mappings(text), None)
            found += _of_actions(path, text, data) if data else _of_lines(path, text)
        else:
            found += _of_lines(path, text)
    return tuple(found)


def _of_actions(path: str, text: str, data: Mapping[Any, Any]) -> Iterator[Command]:
    """The steps of GitHub's workflows (and Gitea's). YAML 1.1 reads the key "on" as true."""
    scheduled = "schedule" in str(data.get("on", data.get(True, "")))[:5000]
    jobs = data.get("jobs")
    lines = text.split("\n")
    at = 0
    for job in jobs.values() if isinstance(jobs, dict) else ():
        if not isinstance(job, dict):
            continue
        loose = "continue-on-error of its job" if job.get("continue-on-error") is True else ""
        if "uses" in job:
            at = _line(lines, str(job["uses"]), at)
            place = Location(path=path, line=at)
            yield Command(
                text=str(job["uses"]), location=place, elsewhere=True, scheduled=scheduled
            )
        steps = job.get("steps")
        for step in steps if isinstance(steps, list) else ():
            if isinstance(step, dict):
                run, uses = str(step.get("run") or ""), str(step.get("uses") or "")
                at = _line(lines, (run or uses).strip().split("\n")[0], at)
                yield from _of_step(path, at, run, uses, _loose(step) or loose, scheduled)


def _loose(step: Mapping[str, Any]) -> str:
    return "continue-on-error" if step.get("continue-on-error") is True else ""


def _of_step(
    path: str, line: int, run: str, uses: str, loose: str, scheduled: bool
) -> Iterator[Command]:
    """A step's lines; those that end in a backslash are one with the next."""
    if uses:
        place = Location(path=path, line=line)
        yield Command(
            text=uses, location=place, heedless=loose, elsewhere=uses.startswith("."),
            scheduled=scheduled,
        )  # fmt: skip
    number = line
    for each in re.split(r"(?<!\\)\n", run):
        text = COMMENT.sub("", each).strip()
        if text:
            heedless = HEEDLESS.search(text)
            yield Command(
                text=text,
                location=Location(path=path, line=number),
                heedless=loose or (heedless[0].strip() if heedless else ""),
                elsewhere=bool(SCRIPT.search(text)),
                scheduled=scheduled,
            )
        number += each.count("\n") + 1


def _of_lines(path: str, text: str) -> Iterator[Command]:
    """The lines of other systems' configurations, each taken for a command."""
    for number, each in enumerate(text.split("\n"), 1):
        line = COMMENT.sub("", each).strip().removeprefix("- ")
        if line:
            heedless = HEEDLESS.search(line)
            yield Command(
                text=line,
                location=Location(path=path, line=number),
                heedless=heedless[0].strip() if heedless else "",
                elsewhere=bool(SCRIPT.search(line)),
                scheduled=any(word in text for word in ("schedule:", "cron:")),
            )


def _line(lines: list[str], words: str, after: int) -> int:
    """The number of the next line that holds ``words``; the one before where none does."""
    for index in range(after, len(lines)):
        if words and words in lines[index]:
            return index + 1
    return after or 1

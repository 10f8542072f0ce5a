"""Whether continuous integration runs the tests, and heeds them."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Outcome, Severity
from readiness.probes._answers import shown
from readiness.probes._test_runs import Paths, TestRuns
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

WORKFLOW = re.compile(
    r"^(\.github/workflows/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci/config\.yml|\.travis\.yml|"
    r"azure-pipelines\.yml|Jenkinsfile|\.buildkite/[^/]+\.ya?ml|bitbucket-pipelines\.yml)$"
)
HEEDLESS = re.compile(r"\|\|\s*(true|:|exit 0)\b|--exit-zero|; true$")
OTHER = re.compile(
    r"^\s*(#|(-\s+)?(name|description|uses|if|key|path|with|id|needs|tools?|packages|shell|default"
    r"|working-directory|[\w-]*version):)"
)
NAMED = re.compile(r"^\s*-\s+[\"']?[\w.*-]*[/*][\w./*-]*[\"']?\s*$")
KEY = re.compile(r"^\s*(-\s+)?([\w-]+:(\s|$))?")
STEP = re.compile(r"^\s*-\s")


@probe("operations.ci-tests", severity=Severity.NOTE, effort=Effort.HOURS)
def ci_tests(snapshot: Snapshot) -> Iterator[Observation]:
    """Continuous integration runs the tests, and fails when they fail.

    Why: Tests that nobody has to run are run by nobody, and a failure that is swallowed is none.

    How: Lines of workflow files that call a test runner, outside comments, or a script of the
    repository that does: a program, a target of a Makefile or justfile, a script of a package.json.
    Followed by "|| true" or in a step that continues on error, they fail; where no line is
    recognised, the answer is unknown; where the repository has no tests, it does not apply.

    Fix: Run the tests in a step of the workflow that may fail.
    """
    if not any(True for _ in snapshot.of(roles=(Role.TEST,))):
        message = "Not asked for, because there are no tests"
        yield Observation(message=message, outcome=Outcome.NOT_APPLICABLE)
        return
    workflows = [path for path in snapshot.files if WORKFLOW.match(path)]
    runs = [run for path in workflows for run in _runs(snapshot, path)]
    heeded = [(place, through) for place, through, heedless in runs if not heedless]
    if heeded:
        place, through = heeded[0]
        others = (Location(path=path) for path in through)
        yield shown("A workflow runs the tests", place, *others)
    elif runs:
        message = "The workflow runs the tests and goes on when they fail"
        yield Observation(message=message, location=runs[0][0])
    else:
        what = "No line of the workflows was recognised as running the tests"
        message = what if workflows else "There are no workflows of a known kind"
        yield Observation(message=message, outcome=Outcome.UNKNOWN)


def _runs(snapshot: Snapshot, path: str) -> Iterator[tuple[Location, Paths, bool]]:
    """Each line that runs tests, through which files, and whether a failure is swallowed."""
    known = snapshot.once(TestRuns)
    lines = (snapshot.text(path) or "").split("\n")
    for number, line in enumerate(lines, 1):
        if OTHER.match(line) or (NAMED.match(line) and "/workflows/" in path):
            continue
        through = known.through(KEY.sub("", line).strip("\"' "))
        if through is not None:
            step = _step(lines, number - 1)
            heedless = HEEDLESS.search(line) or "continue-on-error: true" in step
            yield Location(path=path, line=number), through, bool(heedless)


def _step(lines: list[str], index: int) -> str:
    """The lines of the list item that holds a line."""
    start, end = index, index + 1
    while start > 0 and not STEP.match(lines[start]):
        start -= 1
    while end < len(lines) and not STEP.match(lines[end]):
        end += 1
    return "\n".join(lines[start:end])

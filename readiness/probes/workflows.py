"""Whether continuous integration runs the tests, and heeds them."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Outcome, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

WORKFLOW = re.compile(
    r"^(\.github/workflows/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci/config\.yml|\.travis\.yml|"
    r"azure-pipelines\.yml|Jenkinsfile|\.buildkite/[^/]+\.ya?ml|bitbucket-pipelines\.yml)$"
)
TESTS = re.compile(
    r"\b(pytest|tox|nox|py\.test|unittest|runtests|vitest|jest|mocha|rspec|phpunit|rake|go test|"
    r"cargo\b.*\btest|dotnet test|"
    r"(make|just|mage|npm|yarn|pnpm|bun)( run)? [\w: -]*(test|check|ci)\b|(npm|yarn|pnpm) t\b|"
    r"mvnw?\b.*\b(test|verify|package|install)|"
    r"gradlew?\b.*\b(test|check|build)|hatch (run )?test|uv run [\w -]*test|manage\.py test)",
    re.IGNORECASE,
)
HEEDLESS = re.compile(r"\|\|\s*(true|:|exit 0)\b|--exit-zero|; true$")
LONGEST = 500
STEP = re.compile(r"^\s*-\s")


@probe("operations.ci-tests", severity=Severity.NOTE, effort=Effort.HOURS)
def ci_tests(snapshot: Snapshot) -> Iterator[Observation]:
    """Continuous integration runs the tests, and fails when they fail.

    Why: Tests that nobody has to run are run by nobody, and a failure that is swallowed is none.

    How: Lines of workflow files that call a test runner, outside comments. Followed by "|| true" or
    in a step that continues on error, they fail; where no line is recognised, the answer is
    unknown; where the repository has no tests, it does not apply.

    Fix: Run the tests in a step of the workflow that may fail.
    """
    if not any(True for _ in snapshot.of(roles=(Role.TEST,))):
        message = "Not asked for, because there are no tests"
        yield Observation(message=message, outcome=Outcome.NOT_APPLICABLE)
        return
    workflows = [path for path in snapshot.files if WORKFLOW.match(path)]
    runs = [run for path in workflows for run in _runs(path, snapshot.text(path) or "")]
    heeded = [place for place, heedless in runs if not heedless]
    if heeded:
        message = "A workflow runs the tests"
        yield Observation(message=message, outcome=Outcome.PASS, location=heeded[0])
    elif runs:
        message = "The workflow runs the tests and goes on when they fail"
        yield Observation(message=message, location=runs[0][0])
    else:
        what = "No line of the workflows was recognised as running the tests"
        message = what if workflows else "There are no workflows of a known kind"
        yield Observation(message=message, outcome=Outcome.UNKNOWN)


def _runs(path: str, text: str) -> Iterator[tuple[Location, bool]]:
    """Each line that runs tests, and whether a failure there is swallowed."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if TESTS.search(line[:LONGEST]) and not re.match(r"^\s*(#|-?\s*name:|-?\s*uses:)", line):
            step = _step(lines, number - 1)
            heedless = HEEDLESS.search(line) or "continue-on-error: true" in step
            yield Location(path=path, line=number), bool(heedless)


def _step(lines: list[str], index: int) -> str:
    """The lines of the list item that holds a line."""
    start, end = index, index + 1
    while start > 0 and not STEP.match(lines[start]):
        start -= 1
    while end < len(lines) and not STEP.match(lines[end]):
        end += 1
    return "\n".join(lines[start:end])

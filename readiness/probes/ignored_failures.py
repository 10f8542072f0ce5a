"""Checks of continuous integration whose failure changes nothing."""

import re
from collections.abc import Iterator
from itertools import pairwise

from readiness.model import Effort, Severity
from readiness.probes._answers import shown, unsuitable
from readiness.probes._pipeline import Command, commands
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Snapshot

CHECKS = re.compile(
    r"(?<![./\w-])(pytest|py\.test|python3? manage\.py test|unittest|tox|nox|vitest|jest|mocha"
    r"|playwright|cypress|rspec|phpunit|go test|go vet"
    r"|cargo (\w+ )?(nextest|test|clippy)|dotnet test|mypy|pyright|tsc|eslint|ruff|flake8|pylint"
    r"|bandit|golangci-lint|rubocop|phpstan"
    r"|(npm|pnpm|yarn|bun)( run)? (test|lint|typecheck|check)[\w:-]*"
    r"|mvnw?\b[^\n]*\b(test|verify)|gradlew?\b[^\n]*\b(test|check)|make (test|check|lint)[\w-]*)\b",
    re.IGNORECASE,
)
NEAR = 10
PREPARES = re.compile(r"\b(install|add|cache|upload|--version|mkdir|echo|rm|cp|mv|cat|kill)\b")


@probe("operations.ignored-failures", severity=Severity.MINOR, effort=Effort.MINUTES)
def ignored_failures(snapshot: Snapshot) -> Iterator[Observation]:
    """A check of continuous integration that may fail without anybody noticing.

    Why: The workflow is green whatever the check says, and readers take green for passed.

    How: Steps of workflows that run tests, linters or type checkers and end in "|| true", or go on
    by continue-on-error. Where its value is an expression (an experimental version of a matrix),
    the step is left out.

    Fix: Let the step fail; or take the check out until it passes.
    """
    ran = [each for each in snapshot.once(commands) if _checks(each.text)]
    if not ran:
        yield unsuitable("Nothing can be ignored: no workflow runs a check itself")
        return
    ignored = [each for each in ran if each.heedless]
    for before, each in pairwise((None, *ignored)):
        if each is None or (before and _same_step(before, each)):
            continue
        message = f"This check may fail and nothing follows ({each.heedless})"
        yield Observation(message=message, location=each.location)
    if not ignored:
        yield shown("The checks that workflows run may fail them", ran[0].location)


def _same_step(before: Command, each: Command) -> bool:
    """Whether one reason lets both pass: they stand close together in one file."""
    first, second = before.location, each.location
    if first.path != second.path or each.heedless != before.heedless:
        return False
    return "continue" in each.heedless and (second.line or 0) - (first.line or 0) < NEAR


def _checks(text: str) -> bool:
    found = CHECKS.search(text)
    reports = "merge-reports" in text
    return found is not None and not reports and not PREPARES.search(text[: found.start()])

"""Reading test results in tests: the samples, and texts written for the occasion."""

from pathlib import Path

from readiness.model import TestCase, TestRun
from readiness.reports.read import read
from readiness.reports.reader import Source

SAMPLES = Path(__file__).parents[1] / "samples"


def sample(path: str) -> TestRun:
    """A sample, by the one reader that recognises it."""
    return run_of(SAMPLES / path)


def written(directory: Path, content: str | bytes, name: str = "report") -> TestRun:
    """A report of this content."""
    file = directory / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return run_of(file)


def run_of(file: Path) -> TestRun:
    found = read(Source(path=file.name, file=file))
    assert isinstance(found, TestRun), found
    return found


def numbers(run: TestRun) -> tuple[int, int, int, int, int]:
    """Passed, failed, errored, skipped, flaky."""
    counts = run.counts
    return counts.passed, counts.failed, counts.errored, counts.skipped, counts.flaky


def case(run: TestRun, name: str) -> TestCase:
    """The one case of a name."""
    (found,) = [each for each in run.cases if each.name == name]
    return found


def outcomes(run: TestRun) -> dict[str, str]:
    return {each.name: each.outcome.value for each in run.cases}

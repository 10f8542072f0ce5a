"""What is wrong with a report as a file: absent, unreadable, cut off, old, or not of this run."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from readiness.model import Outcome, Severity
from readiness.reports.check import COVERAGE, TESTS, Evidence, Seen, check, some

CLOCKS_DIFFER = timedelta(hours=1)
ZONES_DIFFER = timedelta(hours=15)


@check("unreadable-report", TESTS, COVERAGE, severity=Severity.MAJOR)
def unreadable(evidence: Evidence) -> Iterator[Seen]:
    """A report that can't be read.

    Why: what it measured is unknown, and unknown is not good: a crashed job and a deleted failure
    look the same.

    How: every file that a report glob matches is opened and read by the one reader that recognises
    its content. Empty and compressed files, directories, sockets, links out of the checkout, broken
    XML or JSON and documents that declare entities are named with their reason.

    Fix: look at the reason; let the step that writes the report end, unpack what is compressed, or
    narrow the glob in the policy to the files that are reports.
    """
    for each in evidence.unreadable:
        if each.recognised:
            yield Seen(
                message=f"The report can't be read: {each.reason}.",
                outcome=Outcome.UNKNOWN,
                path=each.path,
                category=evidence.category(each.path),
            )


@check("unrecognised-report", TESTS, COVERAGE, severity=Severity.MINOR)
def unrecognised(evidence: Evidence) -> Iterator[Seen]:
    """A file that a report glob matches and that is of no known format.

    Why: somebody expects this file to be evidence, and it is none.

    How: formats are recognised by content alone. Only globs that the policy or the workflow names
    expect a report; what the built-in globs match and no format claims is none.

    Fix: narrow the glob in the policy, or have the tool write one of the formats that Readiness
    reads.
    """
    for each in evidence.unreadable:
        if not each.recognised:
            yield Seen(
                message=f"The file is not read as a report: {each.reason}.",
                outcome=Outcome.UNKNOWN,
                path=each.path,
                category=evidence.category(each.path),
            )


@check("missing-report", TESTS, COVERAGE, severity=Severity.MINOR)
def missing(evidence: Evidence) -> Iterator[Seen]:
    """A configured report glob that matches no file.

    Why: a report that was expected and is not there is missing evidence, which must be seen and
    never helps.

    How: each glob that the policy or the workflow names must match at least one file; the built-in
    globs need not.

    Fix: correct the glob, or have the job write and keep the report where the glob looks.
    """
    for kind, glob in evidence.unmatched:
        yield Seen(
            message=f"No file matches the report glob {glob!r}.",
            outcome=Outcome.UNKNOWN,
            category=COVERAGE if kind == COVERAGE else TESTS,
        )


@check("incomplete-report", TESTS, COVERAGE, severity=Severity.MAJOR)
def incomplete(evidence: Evidence) -> Iterator[Seen]:
    """A report that is cut off or damaged.

    Why: the cases after the damage are unknown; a run that was killed half-way leaves such a file.

    How: what could be read is shown and passes no gate.

    Fix: find out why the step that writes the report did not end (a crash, a time limit, a full
    disk) and run it again.
    """
    for run in evidence.runs:
        if not run.complete:
            number = run.counts.total
            cases = f"{number} case" if number == 1 else f"{number} cases"
            message = f"Only {cases} could be read: {run.incomplete_reason.rstrip('.')}."
            yield Seen(message=message, outcome=Outcome.UNKNOWN, path=run.source)
    for part in evidence.parts:
        if not part.complete:
            yield Seen(
                message=f"Only a part could be read: {part.incomplete_reason}.",
                outcome=Outcome.UNKNOWN,
                path=part.sources[0] if part.sources else None,
                category=COVERAGE,
            )


@check("stale-report", TESTS, COVERAGE, severity=Severity.MAJOR)
def stale(evidence: Evidence) -> Iterator[Seen]:
    """A report that is older than the commit it should measure.

    Why: it measured something else, however good it looks.

    How: the time that the report states about itself is held against the commit's; an hour is
    allowed for clocks that differ, fifteen for a time without a zone. Such a report is shown and
    passes no gate.

    Fix: run the tests on this commit, and keep reports of earlier runs out of the workspace.
    """
    for path, time, category in _dated(evidence):
        if is_stale(time, evidence.commit_time):
            yield Seen(
                message=f"It was written at {time}, before the commit of {evidence.commit_time}.",
                outcome=Outcome.UNKNOWN,
                path=path,
                category=category,
            )


@check("other-commit", TESTS, COVERAGE, severity=Severity.MAJOR)
def other_commit(evidence: Evidence) -> Iterator[Seen]:
    """A report that says it measured another commit.

    Why: another commit's results prove nothing of this one.

    How: where a report names a full commit hash as what it measured, it must be the one that is
    judged. Such a report is shown and passes no gate.

    Fix: run the tests on this commit, or correct the commit that the test step writes.
    """
    sources = [(run.source, run.commit, TESTS) for run in evidence.runs]
    sources += [(path, part.commit, COVERAGE) for part in evidence.parts for path in part.sources]
    for path, commit, category in sources:
        if is_other(commit, evidence.commit):
            yield Seen(
                message=f"It says that it measured commit {commit}, not {evidence.commit}.",
                outcome=Outcome.UNKNOWN,
                path=path,
                category=category,
            )


@check("committed-report", TESTS, COVERAGE, severity=Severity.NOTE)
def committed(evidence: Evidence) -> Iterator[Seen]:
    """A report that is committed to the repository.

    Why: a committed result is a claim of whoever committed it, not evidence of this run.

    How: files that a report glob matches and whose content is the commit's are left out of the
    evidence.

    Fix: remove the report from the repository and let the workflow write it; if it is a sample,
    narrow the glob.
    """
    for category in (TESTS, COVERAGE):
        paths = [path for path in evidence.committed if evidence.category(path) == category]
        if paths:
            yield Seen(
                message=f"Committed reports are not counted: {some(paths)}.",
                outcome=Outcome.FAIL,
                path=paths[0],
                category=category,
            )


@check("copied-report", TESTS, COVERAGE, severity=Severity.NOTE)
def copied(evidence: Evidence) -> Iterator[Seen]:
    """A report that repeats another one byte for byte.

    Why: the same results in two places would count every case twice.

    How: of files with the same content the first by path is counted.

    Fix: let the globs match one of the places.
    """
    for path, original in evidence.copies.items():
        yield Seen(
            message=f"It is the same file as {original} and not counted again.",
            outcome=Outcome.FAIL,
            path=path,
            category=evidence.category(path),
        )


@check("limit-hit", TESTS, severity=Severity.MAJOR)
def limited(evidence: Evidence) -> Iterator[Seen]:
    """A limit on what is read was reached.

    Why: what was left out is unknown.

    How: directory entries, files, bytes and seconds are limited, so that no report can hold up the
    judgement.

    Fix: narrow the report globs to the reports of this run, or raise the policy's
    `reports: {limits: {files, megabytes, seconds}}`.
    """
    for sentence in evidence.limits:
        yield Seen(message=sentence[0].upper() + sentence[1:] + ".", outcome=Outcome.UNKNOWN)


@check("unmapped-files", COVERAGE, severity=Severity.NOTE)
def unmapped(evidence: Evidence) -> Iterator[Seen]:
    """Measured files that are none of the repository's.

    Why: what was measured of them is not counted; the files that they may stand for count as not
    measured.

    How: measured paths are mapped onto the repository's files by what they end in, as long as that
    is clear. Installed packages and generated files are expected here.

    Fix: measure with paths relative to the repository's root, and leave installed packages out.
    """
    if evidence.unmapped:
        yield Seen(
            message=f"{len(evidence.unmapped)} measured files are none of the repository's: "
            f"{some(evidence.unmapped)}.",
            outcome=Outcome.FAIL,
            category=COVERAGE,
        )


def is_stale(written: datetime | None, commit: datetime | None) -> bool:
    """Whether a report's time is surely before the commit's."""
    if written is None or commit is None:
        return False
    slack = CLOCKS_DIFFER if written.tzinfo else ZONES_DIFFER
    return _aware(written) + slack < _aware(commit)


def is_other(commit: str | None, expected: str | None) -> bool:
    """Whether a report names another commit than the expected one."""
    return bool(commit and expected and commit.lower() != expected.lower())


def _dated(evidence: Evidence) -> Iterator[tuple[str, datetime | None, str]]:
    for run in evidence.runs:
        yield run.source, run.timestamp, TESTS
    for part in evidence.parts:
        for path in part.sources:
            yield path, part.timestamp, COVERAGE


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)

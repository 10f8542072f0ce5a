"""Tests that exist in the tree and are in no report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from readiness import plugins
from readiness.model import (
    Effort,
    Finding,
    Location,
    Measured,
    Outcome,
    Proof,
    Rule,
    Severity,
)
from readiness.repository.snapshot import Snapshot
from readiness.unreported.choices import Choices
from readiness.unreported.files import TestFile, test_files
from readiness.unreported.match import reported

MOST_NAMED = 50
MOST_GROUPS = 20
TITLES = {"csharp": "C#", "javascript": "JavaScript", "typescript": "TypeScript", "php": "PHP"}
FAMILIES = {"typescript": "javascript", "kotlin": "java"}

NOT_REPORTED = plugins.rule(
    "tests.not-reported",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text="""Tests of the repository of which no report has a case.

    Why: the report in which they failed may have been deleted, emptied or never written, and what
    is left looks better than what was run. Whether these tests pass is not known, and unknown
    passes no gate.

    How: the files that define tests are held against the cases of all reports, by file, module,
    class, package or title. Said once for each directory of which no test is reported. Files that
    the configuration or a command leaves out are not named: deselected markers and tags, ignored
    paths, tests built for other systems; nor are those of examples and benchmarks. Where a report
    does not tell which file its cases are of, nothing is said of the tests that it may hold.

    Fix: have the job that runs them write a report, and hand it in with the others. Where they are
    run elsewhere or never, say so in the policy: `rules: {tests.not-reported: {paths:
    {"e2e/**": off}}}`.
    """,
)


def rules() -> tuple[Rule, ...]:
    """The rules of this room."""
    return (NOT_REPORTED,)


@dataclass(frozen=True, kw_only=True)
class Unreported:
    """The files of tests of which no report has a case.

    ``absent`` are all of them, ``missed`` those that nothing explains; ``reported`` are the paths
    of the files that have a case.
    """

    absent: tuple[TestFile, ...] = ()
    missed: tuple[TestFile, ...] = ()
    reported: tuple[TestFile, ...] = ()

    def findings(self, apart: Callable[[str], tuple[str, ...] | None]) -> tuple[Finding, ...]:
        """One for each directory, of the files by what ``apart`` makes of their paths.

        Those of which it makes nothing are left out.
        """
        kinds: dict[tuple[str, ...], list[TestFile]] = defaultdict(list)
        for file in self.missed:
            kind = apart(file.path)
            if kind is not None:
                kinds[kind].append(file)
        return tuple(
            _finding(group)
            for kind in sorted(kinds)
            for group in _grouped(kinds[kind], self.reported)
        )


def unreported(measured: Measured, snapshot: Snapshot) -> Unreported:
    """The files of tests that are in no report; none where no report was read.

    Where a report is damaged nothing is missed: what it would have said is in doubt already.
    """
    if not measured.runs:
        return Unreported()
    files = snapshot.once(test_files)
    found = reported(measured.runs, files)
    absent = tuple(file for file in files if file.path not in found.paths and file.tests)
    harmed = measured.unreadable or not all(run.complete for run in measured.runs)
    choices = Choices(snapshot)
    return Unreported(
        absent=absent,
        missed=tuple(
            file
            for file in (() if harmed else absent)
            if file.language.name not in found.unclear and not choices.reason(file)
        ),
        reported=tuple(file for file in files if file.path in found.paths),
    )


def _grouped(files: Sequence[TestFile], others: Iterable[TestFile]) -> list[list[TestFile]]:
    """The files by the highest directory of which no test in their language is reported."""
    known = {(_family(file), parent) for file in others for parent in _parents(file)}
    groups: dict[tuple[str, str], list[TestFile]] = defaultdict(list)
    for file in files:
        silent = [each for each in _parents(file) if (_family(file), each) not in known]
        groups[_family(file), (silent or [_parents(file)[-1]])[0]].append(file)
    if len(groups) > MOST_GROUPS:
        coarse: dict[tuple[str, str], list[TestFile]] = defaultdict(list)
        for file in files:
            coarse[_family(file), "/".join(_parents(file)[1:2])].append(file)
        groups = coarse
    return [groups[key] for key in sorted(groups)]


def _parents(file: TestFile) -> list[str]:
    """The directories that hold a file, from the root '' inwards."""
    parents = [str(each) for each in PurePosixPath(file.path).parents]
    return ["", *reversed(parents[:-1])]


def _finding(files: Sequence[TestFile]) -> Finding:
    first = files[0]
    return Finding(
        rule=NOT_REPORTED,
        outcome=Outcome.UNKNOWN,
        message=f"no report has {_described(files)}",
        location=Location(path=first.path, line=first.line),
        evidence=tuple(
            Proof(
                message=_counted(file.tests, "test"),
                location=Location(path=file.path, line=file.line),
            )
            for file in files[:MOST_NAMED]
        ),
    )


def _described(files: Sequence[TestFile]) -> str:
    """The tests by their place, language and number."""
    languages = " and ".join(sorted({_title(file) for file in files}))
    number = _counted(sum(file.tests for file in files), f"{languages} test")
    if len(files) == 1:
        return f"{files[0].path} ({number})"
    place, number = _together(files), f"{number} in {len(files)} files"
    return f"{place} ({number})" if place else f"the {number}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _together(files: Sequence[TestFile]) -> str:
    """The directory that holds them all; '' for the root."""
    held = [_parents(file) for file in files]
    shared = [each for each in held[0] if all(each in parents for parents in held)]
    return shared[-1]


def _family(file: TestFile) -> str:
    """The language that a runner takes the file for."""
    return FAMILIES.get(file.language.name, file.language.name)


def _title(file: TestFile) -> str:
    name = file.language.name
    return TITLES.get(name, name.capitalize())

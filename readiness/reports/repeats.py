"""The same cases in several reports: a retry of what failed, or each cell of a matrix.

A report is a retry of another where its name says so (``junit-rerun.xml`` beside ``junit.xml``,
``attempt-2/junit.xml`` beside ``attempt-1/junit.xml``) and its cases are those of the other or all
that failed there; or where it stands beside the other, is later, of no other machine, and holds
nothing but all that failed there. A case that failed first and passed then is one case, flaky.
Everything else with the same cases is a matrix: there each run of a case counts, and a failure in
one cell stays.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from readiness.model import CaseOutcome, Counts, Suite, TestCase, TestRun
from readiness.reports.group import FIELD, identity
from readiness.reports.tally import MOST_CASES

_MARK = re.compile(
    r"(?i)[-_./](?:re-?runs?|re-?tr(?:y|ies)|attempts?|tr(?:y|ies)|last-?failed)"
    r"(?:[-_.]?(?P<nth>\d{1,4}))?(?=[-_./]|$)"
)
BEFORE_LAST = "/test_attempts/"
"""Where Bazel keeps all tries but the last, which is the report that is named as none."""
_OF_BAZEL = 10_000
_FAILED = (CaseOutcome.FAILED, CaseOutcome.ERRORED)
_RANK = (CaseOutcome.ERRORED, CaseOutcome.FAILED, CaseOutcome.FLAKY)

Group = tuple[str, str]
Digests = frozenset[tuple[Group, int]]
Settle = Callable[[TestCase | None, TestCase | None], TestCase | None]
"""What becomes of a case, from its record in two reports; None where it passed."""


def settled(runs: Iterable[TestRun]) -> tuple[tuple[TestRun, ...], dict[str, str]]:
    """The runs with each retry counted in the run that it repeats, and which run that was.

    A retry is no run of its own any more. What is incomplete or has too many cases to know each is
    left as it is. The order of the runs changes nothing.
    """
    known = {run.source: run for run in runs}
    tries = _Tries([each for each in known.values() if each.complete and _is_whole(each)])
    repeats: dict[str, str] = {}
    for source in tries.in_order():
        found = tries.repeated(known[source], known)
        if found:
            known[found] = _merged(known[found], known.pop(source), _retried)
            tries.add(known[found])
            repeats[source] = found
    return tuple(known.values()), repeats


def once(runs: Sequence[TestRun]) -> tuple[TestRun, ...]:
    """The runs with every test counted once that several of them ran, by its worst outcome.

    A suite is the same in two reports where all its cases are. Skipped is what was run by none.
    What has the same numbers in another format may be the same run, and is then counted once too.
    """
    runs = tuple(_in_one_format(runs))
    first: dict[tuple[str, str, int], int] = {}
    shared: dict[tuple[int, int], list[Suite]] = defaultdict(list)
    for index, run in enumerate(runs):
        for suite in _joined(run.suites).values() if _is_whole(run) else ():
            key = (suite.name, suite.classname, suite.digest)
            at = first.setdefault(key, index) if suite.digest else index
            if at != index:
                shared[at, index].append(suite)
    counted = list(runs)
    for (at, index), suites in shared.items():
        counted[at] = _merged(counted[at], _part(counted[index], suites), _worst)
        counted[index] = _without(counted[index], suites)
    return tuple(counted)


def _in_one_format(runs: Iterable[TestRun]) -> Iterator[TestRun]:
    """Without the runs that have the numbers of one before, which is in another format."""
    formats: dict[tuple[int, int, int], str] = {}
    for run in runs:
        every = run.counts
        numbers = (every.passed + every.flaky, every.failed + every.errored, every.skipped)
        if formats.setdefault(numbers, run.format) == run.format:
            yield run


class _Tries:
    """The reports by what makes one a retry of another: the words of its name, the failures."""

    def __init__(self, runs: Sequence[TestRun]) -> None:
        self._named: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._failing: dict[tuple[PurePosixPath, Digests], set[str]] = defaultdict(set)
        self._times = {
            run.source: run.timestamp.isoformat() if run.timestamp else "" for run in runs
        }
        for run in runs:
            base, nth = _marked(run.source)
            self._named[base].append((nth, run.source))
            self.add(run)

    def add(self, run: TestRun) -> None:
        """A run, or what became of it."""
        failed = _failed(run)
        if failed:
            self._failing[PurePosixPath(run.source).parent, failed].add(run.source)

    def in_order(self) -> list[str]:
        """The first tries before the second ones, the earlier before the later."""
        if not self._failing:
            return []
        return sorted(self._times, key=lambda each: (_marked(each)[1], self._times[each], each))

    def repeated(self, run: TestRun, runs: Mapping[str, TestRun]) -> str | None:
        """The one report that this one repeats."""
        base, nth = _marked(run.source)
        earlier = sorted(each for each in self._named[base] if each[0] < nth)
        if nth or earlier:
            others = [source for _, source in reversed(earlier) if source in runs]
            return next((each for each in others if _is_again(run, runs[each])), None)
        beside = self._failing.get((PurePosixPath(run.source).parent, _digests(run.suites)), set())
        later = [
            each
            for each in beside & runs.keys()
            if "" < self._times[each] < self._times[run.source]
            and run.counts.total < runs[each].counts.total
            and (run.host is None or runs[each].host in (None, run.host))
        ]
        return later[0] if len(later) == 1 else None


def _marked(source: str) -> tuple[str, int]:
    """A report's path without the words for a retry, and the how manieth try they say it is."""
    path = "/" + source
    nth = max((int(found["nth"] or 1) for found in _MARK.finditer(path)), default=0)
    return _MARK.sub("", path), nth - _OF_BAZEL if BEFORE_LAST in path else nth


def _is_whole(run: TestRun) -> bool:
    return not run.nameless and len(run.cases) < MOST_CASES


def _is_again(run: TestRun, earlier: TestRun) -> bool:
    return _digests(run.suites) in (_failed(earlier), _digests(earlier.suites))


def _failed(run: TestRun) -> Digests:
    """The digests of the cases that failed in a run; empty where none did."""
    found: dict[Group, int] = defaultdict(int)
    for key in {_key(case) for case in run.cases if case.outcome in _FAILED}:
        found[key[:2]] += identity(*key)
    return frozenset(found.items())


def _digests(suites: Iterable[Suite]) -> Digests:
    return frozenset((group, suite.digest) for group, suite in _joined(suites).items())


def _joined(suites: Iterable[Suite]) -> dict[Group, Suite]:
    """The suites by name and class, whatever number of files one is spread over."""
    found: dict[Group, Suite] = {}
    for each in suites:
        group = (each.name, each.classname)
        if group in found:
            one = found[group]
            each = replace(
                one,
                counts=one.counts + each.counts,
                digest=one.digest + each.digest,
                path=one.path if one.path == each.path else None,
            )
        found[group] = each
    return found


def _group(case: TestCase) -> Group:
    return case.suite, case.classname


def _key(case: TestCase) -> tuple[str, str, str]:
    return case.suite, case.classname, case.name


def _retried(case: TestCase | None, again: TestCase | None) -> TestCase | None:
    """The case after another try; what failed in any but passed in the last is flaky."""
    if again is not None and again.outcome in _FAILED:
        return again
    if case is None:
        return again if again is not None and again.outcome is CaseOutcome.FLAKY else None
    if case.outcome not in _FAILED:
        return case
    passed = again is None or again.outcome is CaseOutcome.FLAKY
    return replace(case, outcome=CaseOutcome.FLAKY) if passed else case


def _worst(case: TestCase | None, other: TestCase | None) -> TestCase | None:
    for outcome in _RANK:
        for each in (case, other):
            if each is not None and each.outcome is outcome:
                return each
    return case if case is not None and other is not None else None


def _merged(run: TestRun, again: TestRun, settle: Settle) -> TestRun:
    """The run with what another report says of the cases of its suites."""
    groups = _joined(again.suites).keys()
    theirs = {_key(each): each for each in again.cases}
    mine = {_key(each) for each in run.cases}
    cases = [settle(None, each) for key, each in theirs.items() if key not in mine]
    seen: set[tuple[str, str, str]] = set()
    double: dict[Group, int] = defaultdict(int)
    for case in run.cases:
        new = settle(case, theirs.get(_key(case))) if _group(case) in groups else case
        if new is not case and _key(case) in seen:
            double[_group(case)] += 1
            continue
        seen.add(_key(case))
        cases.append(new)
    return _counted(run, groups, [each for each in cases if each is not None], double)


def _part(run: TestRun, suites: Sequence[Suite]) -> TestRun:
    groups = _joined(suites).keys()
    return replace(
        run, suites=tuple(suites), cases=tuple(c for c in run.cases if _group(c) in groups)
    )


def _without(run: TestRun, suites: Sequence[Suite]) -> TestRun:
    gone = _joined(suites).keys()
    kept = tuple(each for each in run.suites if (each.name, each.classname) not in gone)
    cases = tuple(each for each in run.cases if _group(each) not in gone)
    return replace(run, suites=kept, cases=cases, counts=_total(kept))


def _counted(
    run: TestRun, groups: Collection[Group], cases: Sequence[TestCase], double: Mapping[Group, int]
) -> TestRun:
    """The run with these cases, those of ``groups`` counted anew.

    ``double`` is how many of a suite's records are no cases of their own any more.
    """
    outcomes: dict[Group, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for case in cases:
        outcomes[_group(case)][FIELD[case.outcome]] += 1
    suites = [each for each in run.suites if (each.name, each.classname) not in groups]
    for group, suite in _joined(run.suites).items():
        if group in groups:
            others = outcomes[group]
            passed = suite.counts.total - double.get(group, 0) - sum(others.values())
            suites.append(replace(suite, counts=Counts(passed=passed, **others)))
    return replace(run, suites=tuple(suites), cases=tuple(cases), counts=_total(suites))


def _total(suites: Iterable[Suite]) -> Counts:
    return sum((each.counts for each in suites), Counts())

"""Which tests a claim is about: all of them, or the suite, module or file that it names."""

import re
from dataclasses import dataclass

from readiness.claims import phrases
from readiness.claims.evidence import Evidence
from readiness.claims.names import significant
from readiness.model import Counts, Finding, Outcome, Proof, Severity, Suite, TestCase, TestRun
from readiness.tokens import hidden

_GENERIC = frozenset(
    """
test spec fail failing passing failure result suite case pytest automated code package module
component feature support functionality layer class implementation file project comprehensive
individual extensive thorough robust detailed enhanced improved advanced
""".split()  # noqa: SIM905
)
_LEVELS = frozenset(
    {"e2e", "integration", "unit", "smoke", "acceptance", "functional", "regression"}
)
_FLOWS = frozenset({"workflow", "flow", "scenario", "journey", "path"})
MOST_OF_ONE = 100
"""Cases that one definition of a test comes to at most, as far as is assumed of a number."""

_WORTHLESS = re.compile(r"\d[\d,./%+]*$")
_PARTS = re.compile(r"[./\\:>\s]+")
_EXTENSION = re.compile(r"\.(?:py|[cm]?[jt]sx?|go|rs|java|kt|rb|cs|php|swift|scala|ex|exs)$")


@dataclass(frozen=True, slots=True)
class Tests:
    """The tests in a scope. ``label`` names them; ``certain`` whether they are what was meant."""

    label: str
    counts: Counts
    failing: tuple[TestCase, ...]
    certain: bool = True

    @property
    def bad(self) -> int:
        return self.counts.failed + self.counts.errored

    @property
    def verb(self) -> str:
        """What the bad ones do not, after their number."""
        return "does not pass" if self.bad == 1 else "do not pass"

    def proofs(self) -> tuple[Proof, ...]:
        return tuple(
            Proof(message=f"{hidden(each.name)}: {each.outcome}", location=each.location)
            for each in self.failing
        )


def all_tests(evidence: Evidence) -> Tests:
    """Every case of every report."""
    runs = evidence.measured.runs
    failing = [case for run in runs for case in run.cases if _fails(case)]
    return Tests("the tests", evidence.measured.counts, tuple(failing))


def is_whole(subject: str) -> bool:
    """Whether a subject of tests leaves none of them out."""
    return not _wanted(subject)


def tests_of(subject: str, evidence: Evidence) -> Tests | None:
    """The tests that ``subject`` names ("unit", "auth module", a file), or None if none are found.

    Certain where the name of a directory, module, class or report is the subject's own words;
    uncertain where it only begins with them.
    """
    if " and " in subject:
        return _together(subject.split(" and "), evidence)
    wanted = _wanted(subject)
    if not wanted:
        return all_tests(evidence)
    if all(len(each) < 2 or each.isdigit() for each in wanted):
        return None
    exact = _gather(evidence.measured.runs, wanted, exactly=True)
    if exact.total:
        return Tests(_label(subject), exact, _failing(evidence, wanted, True))
    partial = _gather(evidence.measured.runs, wanted, exactly=False)
    if partial.total:
        return Tests(_label(subject), partial, _failing(evidence, wanted, False), certain=False)
    return _of_package(subject, evidence) or _by_report(subject, wanted, evidence.measured.runs)


def is_level(subject: str) -> bool:
    """Whether it is a sort of tests ("unit", "integration"), which may stand anywhere."""
    return set(_wanted(subject)) <= _LEVELS


def tests_about(subject: str, evidence: Evidence) -> Tests | None:
    """The tests of a feature: "integrations" are not the integration tests."""
    return None if set(_wanted(subject)) <= _LEVELS - {"e2e"} else tests_of(subject, evidence)


def _together(subjects: list[str], evidence: Evidence) -> Tests | None:
    if not all(map(_wanted, subjects)):
        return None
    found = [tests_of(each, evidence) for each in subjects]
    parts = [each for each in found if each is not None]
    if len(parts) != len(subjects):
        failing = [each for each in parts if each.bad and each.certain]
        return failing[0] if failing else None
    return Tests(
        " and ".join(each.label for each in parts),
        sum((each.counts for each in parts), Counts()),
        tuple(case for each in parts for case in each.failing),
        certain=all(each.certain for each in parts),
    )


def _of_package(subject: str, evidence: Evidence) -> Tests | None:
    """The test modules named after the package that "the X system" is."""
    words = tuple(
        each for each in significant(phrases.core(subject)) if each not in evidence.project
    )
    if not any("." not in path for path in evidence.names.paths.get(words, ())):
        return None
    counts = _gather(evidence.measured.runs, words, exactly=False)
    if not counts.total:
        return None
    return Tests(_label(subject), counts, _failing(evidence, words, False))


def suites_of(subject: str, evidence: Evidence) -> dict[str, Counts]:
    """The counts of each module whose name begins with the subject's words."""
    found: dict[str, Counts] = {}
    wanted = significant(phrases.core(subject))
    for run in evidence.measured.runs:
        for suite in run.suites:
            if wanted and _matches(components(suite), wanted, exactly=False):
                module = _module(suite)
                found[module] = found.get(module, Counts()) + suite.counts
    return found


def damage(evidence: Evidence) -> str | None:
    """Why the reports may not confirm anything, if so."""
    measured = evidence.measured
    for run in measured.runs:
        if not run.complete:
            return f"{run.source} is incomplete: {run.incomplete_reason or 'it is damaged'}"
        if _is_stale(run.commit, evidence.snapshot.commit):
            return f"{run.source} measured another commit ({run.commit})"
    if measured.unreadable:
        first = measured.unreadable[0]
        return f"{first.path} could not be read: {first.reason}"
    return None


def gap(tests: Tests, evidence: Evidence) -> str | None:
    """Why the reports may not confirm anything of these tests, if so.

    They are damaged, or all tests are meant and there are some that no report has.
    """
    silent = tests.counts == evidence.measured.counts and next(
        (each.message for each in evidence.findings if _is_missed(each)), None
    )
    return damage(evidence) or silent or None


def all_pass(tests: Tests, evidence: Evidence) -> bool:
    """Whether these are certain to be what was meant, some of them ran, and all of those passed."""
    return tests.certain and tests.counts.run > 0 and not tests.bad and not damage(evidence)


def unreported(tests: Tests, evidence: Evidence) -> int:
    """How many tests besides these there may be in no report, where all tests are meant."""
    return MOST_OF_ONE * evidence.unreported if tests.counts == evidence.measured.counts else 0


def _is_missed(finding: Finding) -> bool:
    rule, outcome = finding.rule, finding.outcome
    unknown = outcome is Outcome.UNKNOWN and rule.severity is not Severity.NOTE
    return unknown and rule.id == "tests.not-reported"


def _is_stale(commit: str | None, head: str | None) -> bool:
    if not commit or not head:
        return False
    return not (head.startswith(commit) or commit.startswith(head))


def _wanted(subject: str) -> tuple[str, ...]:
    said = [word for word in phrases.bare(subject).split() if not _WORTHLESS.match(word)]
    path = next(
        (
            word.strip("`")
            for word in said
            if "/" in word.strip("/") or _EXTENSION.search(word.strip("`"))
        ),
        "",
    )
    if path:
        return ("", *_names(path))
    words = phrases.tokens(phrases.core(" ".join(said)))
    kept = tuple(each for each in words if each not in _GENERIC)
    return kept[:1] if len(kept) == 2 and kept[0] in _LEVELS and kept[1] in _FLOWS else kept


def _names(path: str) -> tuple[str, ...]:
    return tuple(part for part in _PARTS.split(_EXTENSION.sub("", path)) if part)


def _label(subject: str) -> str:
    name = phrases.core(phrases.bare(subject)) or subject
    name = re.sub(r"^\d[\d,]*\+?\s", "", name)
    return name if re.search(r"(?i)tests?$|[/.]", name) else f"{name} tests"


def _gather(runs: tuple[TestRun, ...], wanted: tuple[str, ...], *, exactly: bool) -> Counts:
    counts = Counts()
    for run in runs:
        for suite in run.suites:
            if _matches(components(suite), wanted, exactly=exactly):
                counts += suite.counts
        for case in run.cases:
            if not case.classname and _matches(_of_case(case), wanted, exactly=exactly):
                counts += Counts(errored=1) if _fails(case) else Counts(skipped=1)
    return counts


def _failing(evidence: Evidence, wanted: tuple[str, ...], exactly: bool) -> tuple[TestCase, ...]:
    return tuple(
        case
        for run in evidence.measured.runs
        for case in run.cases
        if _fails(case) and _matches(_of_case(case), wanted, exactly=exactly)
    )


def _by_report(subject: str, wanted: tuple[str, ...], runs: tuple[TestRun, ...]) -> Tests | None:
    """All cases of the reports whose file is named after the subject."""
    named = [run for run in runs if set(wanted) <= set(phrases.tokens(run.source))]
    if not named:
        return None
    failing = tuple(case for run in named for case in run.cases if _fails(case))
    counts = sum((run.counts for run in named), Counts())
    return Tests(_label(subject), counts, failing, certain=len(wanted) == 1)


def _matches(components: list[str], wanted: tuple[str, ...], *, exactly: bool) -> bool:
    if wanted[0] == "":
        names = wanted[1:]
        return any(
            tuple(components[start : start + len(names)]) == names
            for start in range(len(components))
        )
    for component in components:
        found = tuple(each for each in phrases.tokens(component) if each not in _GENERIC)
        if found == wanted or (not exactly and found[: len(wanted)] == wanted):
            return True
    return False


def words(name: str) -> tuple[str, ...]:
    """The words of a name of tests that tell them from others."""
    return tuple(each for each in phrases.tokens(phrases.core(name)) if each not in _GENERIC)


def components(suite: Suite) -> list[str]:
    """The names that a suite goes by: of its directories, its file, its class and its own."""
    parts = _names(suite.path) if suite.path else ()
    return [part for part in (*parts, *_PARTS.split(suite.classname), suite.name) if part]


def _of_case(case: TestCase) -> list[str]:
    identity = case.classname or case.name
    path = _names(case.location.path) if case.location else ()
    return [part for part in (*path, *_PARTS.split(identity), case.suite) if part]


def _module(suite: Suite) -> str:
    if suite.path:
        return suite.path
    parts = [part for part in suite.classname.split(".") if part]
    while len(parts) > 1 and parts[-1][:1].isupper():
        parts.pop()
    return ".".join(parts) or suite.name


def _fails(case: TestCase) -> bool:
    return case.outcome in ("failed", "errored")

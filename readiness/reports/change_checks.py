"""What was left out of coverage: files that no report mentions, and what is excluded from it."""

from collections.abc import Callable, Collection, Iterator, Mapping

from readiness import plugins
from readiness.model import Coverage, Effort, Finding, Location, Outcome, Proof, Rule, Severity
from readiness.reports.check import some
from readiness.reports.exclusions import added_exclusions, exclusions, is_setting
from readiness.reports.scopes import comparable, unmeasured

MOST_NAMED = 50

UNMEASURED = plugins.rule(
    "coverage.unmeasured-files",
    severity=Severity.MINOR,
    effort=Effort.HOURS,
    text="""Source files that no coverage report mentions.

    Why: a file that the tests never load is often left out of the report, and a rate without it
    says more than was measured.

    How: the repository's source files are compared with the files of all coverage reports. Only
    files with an ending that some report measures are named; a Python report says nothing of SQL.
    They lower the rate only where the policy says `reports: {unmeasured: count}`.

    Fix: let the tool report all sources (`source` of coverage.py, `all` of c8 and nyc,
    `-coverpkg=./...` of Go, `collectCoverageFrom` of Jest).
    """,
)

EXCLUDED = plugins.rule(
    "coverage.added-exclusion",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text="""The change takes code out of coverage.

    Why: the rate rises without a test when the lines that would lower it stop counting.

    How: added lines are searched for the marks and settings that coverage tools obey: `pragma: no
    cover`, `istanbul ignore`, `c8 ignore`, `LCOV_EXCL`, `omit` and their like.

    Fix: test the code, or say in the change why it can't be.
    """,
)

STANDING = plugins.rule(
    "coverage.excluded",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text="""Code that marks and settings take out of coverage.

    Why: a rate says nothing of the lines that do not count.

    How: the measured languages' source files are searched for the marks that coverage tools obey,
    and the tools' settings for what they omit. A mark may exclude more than its own line, so marks
    are counted, not lines.

    Fix: nothing needs to be done; see that what is left out is what nobody can test.
    """,
)


def rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return EXCLUDED, STANDING, UNMEASURED


def findings(
    coverage: Coverage | None,
    *,
    sources: Collection[str],
    files: Collection[str],
    text: Callable[[str], str | None],
    added: Mapping[str, frozenset[int]],
) -> tuple[Finding, ...]:
    """What was left out of coverage.

    ``sources`` are the paths of the repository's source files that hold code, ``files`` all its
    paths, ``text`` a file's text; ``added`` the new lines of a change by path.
    """
    return (
        *_excluded(text, added),
        *_standing(coverage, sources, files, text),
        *_unmeasured(coverage, sources),
    )


def _excluded(
    text: Callable[[str], str | None], added: Mapping[str, frozenset[int]]
) -> Iterator[Finding]:
    for each in added_exclusions({path: text(path) or "" for path in added}, added):
        yield Finding(
            rule=EXCLUDED,
            outcome=Outcome.FAIL,
            message=f"The change takes code out of coverage ({each.tool}): {each.text}",
            location=each.location,
        )


def _standing(
    coverage: Coverage | None,
    sources: Collection[str],
    files: Collection[str],
    text: Callable[[str], str | None],
) -> Iterator[Finding]:
    if coverage is None:
        return
    paths = sorted({*comparable(coverage, sources), *filter(is_setting, files)})
    found = [each for path in paths for each in exclusions({path: text(path) or ""})]
    if found:
        places = len({each.location.path for each in found})
        yield Finding(
            rule=STANDING,
            outcome=Outcome.FAIL,
            message=f"{len(found)} marks and settings in {places} files take code out of coverage.",
            evidence=tuple(
                Proof(message=f"{each.tool}: {each.text}", location=each.location)
                for each in found[:MOST_NAMED]
            ),
        )


def _unmeasured(coverage: Coverage | None, sources: Collection[str]) -> Iterator[Finding]:
    if coverage is None:
        return
    expected = comparable(coverage, sources)
    absent = unmeasured(coverage, expected)
    if absent:
        yield Finding(
            rule=UNMEASURED,
            outcome=Outcome.FAIL,
            message=f"{len(absent)} of {len(expected)} source files are in no coverage report: "
            f"{some(absent)}.",
            evidence=tuple(
                Proof(message="in no coverage report", location=Location(path=path))
                for path in absent[:MOST_NAMED]
            ),
        )

"""The tests whose names share a subject's words: what a number of "narrative tests" may be of."""

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath

from readiness.claims import phrases, scope
from readiness.claims.definitions import TEST, is_test_file
from readiness.claims.evidence import Evidence
from readiness.claims.names import significant
from readiness.claims.paths import mentioned
from readiness.claims.scope import Tests
from readiness.model import Counts


def tests_under(heading: str, evidence: Evidence) -> Tests | None:
    """The tests of what a heading is about: of the file it names, or by its words.

    Uncertain where the words are only those that tell it from others of its sort.
    """
    for path, *_ in mentioned(heading):
        found = scope.tests_of(PurePosixPath(path).name.partition(".")[0], evidence)
        if found:
            return found
    found = scope.tests_of(heading, evidence)
    if found and found.certain:
        return found
    telling = " ".join(significant(phrases.core(phrases.bare(heading))))
    shorter = scope.tests_of(telling, evidence) if telling and not scope.is_whole(telling) else None
    return replace(shorter, certain=False) if shorter else found


def related(subject: str, evidence: Evidence) -> dict[str, set[int]]:
    """Each directory, file, class or report of tests of those words, with its numbers of tests.

    A name is related where its own words are all among the subject's, or the other way round. The
    numbers are those of the cases, with and without the skipped, and of the tests that are defined.
    """
    wanted = frozenset(scope.words(subject))
    sizes = {
        name: {counts.total, counts.run} for name, counts in outcomes_of(subject, evidence).items()
    }
    below: Counter[str] = Counter()
    for path in evidence.snapshot.files:
        if not is_test_file(path, evidence.snapshot):
            continue
        *directories, name = PurePosixPath(path).parts
        defined = len(TEST.findall(evidence.snapshot.text(path) or ""))
        if _shares(name.partition(".")[0], wanted):
            sizes.setdefault(path, set()).add(defined)
        below.update({each: defined for each in directories if _shares(each, wanted)})
    for name, defined in below.items():
        sizes.setdefault(f"{name}/", set()).add(defined)
    return sizes


def outcomes_of(subject: str, evidence: Evidence) -> dict[str, Counts]:
    """The cases of each directory, file, class or report of tests that is related."""
    wanted = frozenset(scope.words(subject))
    found: dict[str, Counts] = {}
    for run in evidence.measured.runs:
        for suite in run.suites:
            for name in set(scope.components(suite)):
                if _shares(name, wanted):
                    found[name] = found.get(name, Counts()) + suite.counts
    return found


def _shares(name: str, wanted: frozenset[str]) -> bool:
    words = frozenset(scope.words(name))
    if len(words & wanted) >= _MANY:
        return True
    return bool(words and wanted) and (words <= wanted or wanted <= words)


MOST = 6
"""Related names: of more, one has any number by chance."""
_MANY = 3
"""Words that are not shared by chance."""

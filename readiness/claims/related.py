"""The tests whose names share a subject's words: what a number of "narrative tests" may be of."""

from readiness.claims import scope
from readiness.claims.definitions import TEST, is_test_file
from readiness.claims.evidence import Evidence
from readiness.model import Counts


def related(subject: str, evidence: Evidence) -> dict[str, set[int]]:
    """Each directory, file, class or report of tests of those words, with its numbers of tests.

    A name is related where its own words are all among the subject's, or the other way round. The
    numbers are those of the cases, with and without the skipped, and of the tests that are defined.
    """
    wanted = frozenset(scope.words(subject))
    found: dict[str, Counts] = {}
    for run in evidence.measured.runs:
        for suite in run.suites:
            for name in set(scope.components(suite)):
                if _shares(name, wanted):
                    found[name] = found.get(name, Counts()) + suite.counts
    sizes = {name: {counts.total, counts.run} for name, counts in found.items()}
    for path in evidence.snapshot.files:
        name = path.rpartition("/")[2].partition(".")[0]
        if _shares(name, wanted) and is_test_file(path, evidence.snapshot):
            defined = len(TEST.findall(evidence.snapshot.text(path) or ""))
            sizes.setdefault(path, set()).add(defined)
    return sizes


def _shares(name: str, wanted: frozenset[str]) -> bool:
    words = frozenset(scope.words(name))
    return bool(words and wanted) and (words <= wanted or wanted <= words)

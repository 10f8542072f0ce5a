"""Sentences with several numbers: each is held against its own measurement."""

from dataclasses import replace

import pytest
from support.claims import claims, covered, evidence, judged, run, verdicts

from readiness.model import Coverage, CoverageTotals, FileCoverage

BRANCHES = {1: (1, 2), 2: (2, 2)}
HITS = {1: 1, 2: 1, 3: 1, 4: 0}
PARTS = Coverage(
    sources=("lcov.info",),
    formats=("lcov",),
    files={"web/a.js": FileCoverage(path="web/a.js", lines=HITS, branches=BRANCHES)},
)
"""75 % of lines, 75 % of branches; of both together, 75 %."""
SKEWED = replace(
    PARTS,
    files={
        "web/a.js": FileCoverage(path="web/a.js", lines=HITS, branches={1: (1, 4), 2: (2, 2)}),
    },
)
"""75 % of lines, 50 % of branches, 60 % of both together."""


def rates(text):
    return [(each.value, each.subject) for each in claims(text) if each.kind == "coverage"]


@pytest.mark.parametrize(
    "text",
    [
        "Line coverage is 75 %, branch coverage is 50 %.",
        "Coverage: 75% of lines, 50% of branches",
        "Coverage: 75% (lines), 50% (branches)",
        "75 % line coverage and 50 % branch coverage",
        "Lines 75 %, branches 50 %.",
        "Line and branch coverage are 75% and 50%.",
    ],
)
def test_each_rate_is_of_its_own_metric(text):
    assert rates(text) == [("75% of lines", ""), ("50% of branches", "")]


def test_a_false_rate_among_true_ones_is_contradicted(tmp_path):
    held = evidence(tmp_path, {"web/a.js": "a\n"}, coverage=SKEWED)
    text = "Coverage: 75% lines, 90% branches, 100% functions, 80% statements"
    assert [each for _, each in verdicts(text, held)] == [
        "confirmed",
        "contradicted",
        "unsupported",
        "unsupported",
    ]


def test_line_coverage_is_never_the_combined_rate(tmp_path):
    held = evidence(tmp_path, {"web/a.js": "a\n"}, coverage=SKEWED)
    assert verdicts("Coverage is 60 %.", held) == [("coverage", "confirmed")]
    assert verdicts("Line coverage is 60 %.", held) == [("coverage", "unsupported")]
    assert verdicts("Line coverage is 65 %.", held) == [("coverage", "contradicted")]


def test_statements_are_those_that_the_report_counts(tmp_path):
    file = replace(PARTS.files["web/a.js"], statements=(9, 10))
    held = evidence(tmp_path, coverage=replace(PARTS, files={"web/a.js": file}))
    assert held.measured.coverage.totals.statements == 10
    assert verdicts("Statement coverage is 90 %.", held) == [("coverage", "confirmed")]
    assert verdicts("Coverage is 90 %.", held) == [("coverage", "confirmed")]
    assert verdicts("Line coverage is 90 %.", held) == [("coverage", "contradicted")]


def test_python_counts_statements_by_lines(tmp_path):
    held = evidence(tmp_path, coverage=covered(shop__pay=(9, 10)))
    assert verdicts("Statement coverage is 90 %.", held) == [("coverage", "confirmed")]


def test_up_to_is_no_bound_where_it_rose(tmp_path):
    held = evidence(tmp_path, coverage=covered(shop__pay=(9, 10)))
    for text in ("Coverage went up to 99 %.", "Coverage is up to 99 % from 80 %."):
        assert verdicts(text, held) == [("coverage", "contradicted")]
    assert verdicts("Coverage went up to 90 %.", held) == [("coverage", "confirmed")]


def test_a_dotted_package_is_that_package(tmp_path):
    coverage = covered(org__shop__pay__A=(9, 10), org__shop__B=(1, 10))
    held = evidence(tmp_path, {"org/shop/pay/A.py": "a\n"}, coverage=coverage)
    assert verdicts("`org.shop.pay` is at 90 % coverage.", held) == [("coverage", "confirmed")]
    assert verdicts("`org.shop.pay` is at 50 % coverage.", held) == [("coverage", "contradicted")]
    assert verdicts("`org.shop.law` is at 50 % coverage.", held) == [("coverage", "unsupported")]


def test_exceptions_are_not_held_against_the_file_that_they_name(tmp_path):
    coverage = covered(shop__pay=(9, 10), shop__cart=(10, 10))
    held = evidence(tmp_path, {"shop/pay.py": "a\n"}, coverage=coverage)
    text = "Every module except `shop/pay.py` has 100 % coverage."
    assert verdicts(text, held) == [("coverage", "unsupported")]


def test_a_contradicted_file_shows_its_uncovered_line(tmp_path):
    held = evidence(tmp_path, {"shop/pay.py": "a\n"}, coverage=covered(shop__pay=(9, 10)))
    (judgement,) = judged("`shop/pay.py` has 100 % coverage.", held)
    assert str(judgement.evidence[0].location) == "shop/pay.py:10"


@pytest.mark.parametrize(
    "text",
    [
        "All tests pass on PyPy.",
        "On Windows and macOS all tests pass.",
        "In Flask, all tests pass.",
        "All tests pass with pytest 8.",
        "Coverage is 90 % on Windows.",
        "Under CPython all 8 tests pass.",
    ],
)
def test_what_is_said_of_another_place_is_not_confirmed(tmp_path, text):
    held = evidence(tmp_path, runs=(run(tests__a=(8, 0)),), coverage=covered(shop__pay=(9, 10)))
    assert {each for _, each in verdicts(text, held)} == {"unsupported"}


def test_totals_without_lines_have_no_rate():
    from readiness.claims.metrics import rates as known

    assert known("", CoverageTotals()) == {}
    assert known("functions", CoverageTotals(lines=2, covered_lines=1)) == {}


RUN = run(tests__a=(20, 0, 4), tests__b=(6, 0))
"""30 cases: 26 passed, 4 skipped."""
BAD = run(tests__a=(20, 2, 4), tests__b=(4, 0))


def told(text, held):
    return [(each.claim.value, each.verdict.value) for each in judged(text, held)]


def test_each_field_of_a_runners_summary_is_confirmed(tmp_path):
    held = evidence(tmp_path, runs=(RUN,))
    assert told("Tests run: 30, Failures: 0, Errors: 0, Skipped: 4", held) == [
        ("30 run", "confirmed"),
        ("0 failed", "confirmed"),
        ("0 errored", "confirmed"),
        ("4 skipped", "confirmed"),
    ]
    held = evidence(tmp_path, runs=(BAD,))
    assert ("0 failed", "contradicted") in told("Tests run: 30, Failures: 0, Skipped: 4", held)
    assert "contradicted" not in dict(told("Tests run: 9, Failures: 0, Skipped: 1", held)).values()


@pytest.mark.parametrize(
    "text",
    [
        "26 passed in 0.48s",
        "`pytest`: 26 passed, 4 skipped",
        "Tests: 26 passing, 4 pending, 0 failing",
        "I ran `make test`: 26 successful, 0 failed.",
        "Tests: 26/26",
        "4 of 30 tests are skipped because the machine has no GPU driver and does not need one.",
        "All 26 tests pass, so this should be safe to merge.",
        "4 tests were skipped.",
    ],
)
def test_a_summary_in_prose_is_confirmed(tmp_path, text):
    found = verdicts(text, evidence(tmp_path, runs=(RUN,)))
    assert set(found) == {("pass-rate", "confirmed")}


@pytest.mark.parametrize(
    "text",
    [
        "No skipped tests.",
        "0 tests skipped",
        "9 tests were skipped.",
        "Only 2 tests were skipped.",
        "All 40 tests pass, so we can merge.",
        "40 passed in 3s",
    ],
)
def test_a_false_summary_is_contradicted(tmp_path, text):
    found = verdicts(text, evidence(tmp_path, runs=(RUN,)))
    assert found == [("pass-rate", "contradicted")]


@pytest.mark.parametrize(
    "text",
    [
        "26 of 31 tests pass, 5 are pending.",
        "2 tests were skipped for want of a database.",
        "9 pending, 26 passing tests",
        "The previous attempt had 12 failing tests and 80 % coverage.",
        "Before this fix 3 tests failed.",
        'He wrote "all 99 tests pass, so merge it".',
    ],
)
def test_what_the_reports_may_not_hold_is_not_contradicted(tmp_path, text):
    held = evidence(tmp_path, runs=(RUN,), coverage=covered(shop__pay=(9, 10)))
    assert "contradicted" not in [each for _, each in verdicts(text, held)]

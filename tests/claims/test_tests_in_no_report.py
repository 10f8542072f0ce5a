"""Claims about tests where the tree holds some that no report has."""

from dataclasses import replace

import pytest
from support.claims import evidence, finding, judged, run

from readiness.model import Outcome

PASSING = run(tests__test_shop=(1258, 0))
FAILING = run(tests__test_shop=(1200, 58))


def verdict(directory, text, runs, *, unreported=0, missed=False):
    held = evidence(directory, runs=(runs,))
    found = replace(
        finding("tests/e2e/test_a.py", "tests.not-reported"),
        outcome=Outcome.UNKNOWN,
        message="no report has tests/e2e (3 Python tests in 1 file)",
    )
    held = replace(held, unreported=unreported, findings=(found,) if missed else ())
    (judgement,) = judged(text, held)
    return judgement.verdict.value


LARGER = [
    "1300 tests pass.",
    "1300 of 1300 tests pass.",
    "All 1300 tests pass.",
    "Tests run: 1300, Failures: 0.",
]


@pytest.mark.parametrize("text", LARGER[:3])
def test_a_larger_number_is_contradicted_only_where_all_tests_are_reported(tmp_path, text):
    assert verdict(tmp_path, text, PASSING) == "contradicted"
    assert verdict(tmp_path, text, PASSING, unreported=3) == "unsupported"


CERTAIN = ["All 1300 tests pass.", "100 % pass rate.", "All tests pass."]


@pytest.mark.parametrize("text", CERTAIN)
def test_what_no_further_test_could_make_true_stays_contradicted(tmp_path, text):
    assert verdict(tmp_path, text, FAILING, unreported=3) == "contradicted"


def test_a_rate_that_further_tests_could_make_true_is_not_contradicted(tmp_path):
    assert verdict(tmp_path, "96 % pass rate.", FAILING) == "contradicted"
    assert verdict(tmp_path, "96 % pass rate.", FAILING, unreported=9) == "unsupported"


def test_a_few_definitions_do_not_make_up_thousands(tmp_path):
    assert verdict(tmp_path, "9000 tests pass.", PASSING, unreported=3) == "contradicted"


def test_a_number_of_tests_may_count_those_that_no_report_has(tmp_path):
    text = "The whole suite has 1500 tests."
    assert verdict(tmp_path, text, PASSING, unreported=3) == "unsupported"


CONFIRMED = [
    "All tests pass.",
    "1258 of 1258 tests pass.",
    "All 1258 tests pass.",
    "100 % pass rate.",
    "We have 1258 tests.",
]


@pytest.mark.parametrize("text", CONFIRMED)
def test_the_whole_is_not_confirmed_where_a_part_is_missed(tmp_path, text):
    assert verdict(tmp_path, text, PASSING) == "confirmed"
    assert verdict(tmp_path, text, PASSING, unreported=3) == "confirmed"
    assert verdict(tmp_path, text, PASSING, unreported=3, missed=True) == "unsupported"


@pytest.mark.parametrize("text", ["1258 tests pass.", "1258 of the tests passed."])
def test_the_number_of_those_that_are_reported_is_confirmed(tmp_path, text):
    assert verdict(tmp_path, text, PASSING, unreported=3, missed=True) == "confirmed"

"""The kinds that tests, coverage, the verdict and the tree decide."""

import pytest
from support.claims import covered, evidence, finding, judged, run, verdicts

from readiness.model import Unreadable, Verdict

CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"

GOOD = run(tests__unit__test_auth=(10, 0), tests__unit__test_shop=(20, 0, 2))
BAD = run(tests__unit__test_auth=(8, 2), tests__unit__test_shop=(20, 0))


def only(content, held, path=None):
    (found,) = judged(content, held, path)
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "All tests pass.",
        "All tests are passing ✅",
        "- [x] Tests pass",
        "The test suite is green.",
        "No failing tests.",
        "Tests: passing",
        "It passes all tests.",
    ],
)
def test_that_all_tests_pass_is_decided_by_the_cases(tmp_path, sentence):
    assert verdicts(sentence, evidence(tmp_path, runs=(GOOD,))) == [("tests-pass", CONFIRMED)]
    assert verdicts(sentence, evidence(tmp_path, runs=(BAD,))) == [("tests-pass", CONTRADICTED)]
    assert verdicts(sentence, evidence(tmp_path)) == [("tests-pass", UNSUPPORTED)]


def test_the_failing_cases_are_shown_and_skipped_ones_named(tmp_path):
    bad = only("All tests pass.", evidence(tmp_path, runs=(BAD,)))
    assert bad.reason == "2 of 30 tests do not pass: test_0, test_1"
    assert [str(each.location) for each in bad.evidence] == [
        "tests/unit/test_auth.py:1",
        "tests/unit/test_auth.py:2",
    ]
    good = only("All tests pass.", evidence(tmp_path, runs=(GOOD,)))
    assert good.reason == "30 tests ran and passed, 2 skipped"


@pytest.mark.parametrize(
    "held",
    [
        {"runs": (run(tests__test_a=(0, 0, 3)),)},
        {"runs": (run(),)},
        {"runs": (run(complete=False, tests__test_a=(3, 0)),)},
        {"runs": (GOOD,), "unreadable": (Unreadable(path="b.xml", reason="cut off"),)},
    ],
    ids=["only skipped", "no case", "damaged", "one unreadable"],
)
def test_missing_evidence_confirms_nothing(tmp_path, held):
    assert verdicts("All tests pass.", evidence(tmp_path, **held)) == [("tests-pass", UNSUPPORTED)]


def test_a_failure_in_a_damaged_report_is_still_a_failure(tmp_path):
    held = evidence(tmp_path, runs=(run(complete=False, tests__test_a=(3, 1)),))
    assert verdicts("All tests pass.", held) == [("tests-pass", CONTRADICTED)]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("All shop tests pass.", CONFIRMED),
        ("All auth tests pass.", CONTRADICTED),
        ("All unit tests pass.", CONTRADICTED),
        ("All tests in the suite pass.", CONTRADICTED),
        ("All integration tests pass.", UNSUPPORTED),
        ("All new tests pass.", UNSUPPORTED),
        ("The tests in `tests/unit/test_shop.py` pass.", CONFIRMED),
        ("## Cart\n\nAll tests pass.", UNSUPPORTED),
        ("## Cart\n\nAll unit tests pass.", UNSUPPORTED),
        ("## Shop\n\nAll tests pass.", CONTRADICTED),
        ("## Auth\n\nAll tests pass.", CONTRADICTED),
        ("## Testing\n\nAll tests pass.", CONTRADICTED),
    ],
)
def test_a_part_is_judged_by_the_part(tmp_path, sentence, verdict):
    held = evidence(tmp_path, runs=(BAD,))
    assert [each for _, each in verdicts(sentence, held)] == [verdict]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("28/30 tests passing", CONFIRMED),
        ("28 of 30 tests pass.", CONFIRMED),
        ("30/30 tests passing (100 %)", CONTRADICTED),
        ("Test results: 28 passed, 2 failed", CONFIRMED),
        ("All 30 tests pass.", CONTRADICTED),
        ("Unit tests: 28/30 passing", CONFIRMED),
        ("93 % pass rate in the tests", CONFIRMED),
        ("Pass rate of the tests: 95%+", CONTRADICTED),
        ("Auth tests: 8/10 passing", CONFIRMED),
        ("Integration tests: 5/5 passing", UNSUPPORTED),
        ("# Shop cart\n\nUnit tests: 20/20 passing", UNSUPPORTED),
        ("# Auth\n\nUnit tests: 10/10 passing", CONTRADICTED),
        ("2 tests fail.", CONFIRMED),
    ],
)
def test_rates_and_counts_of_outcomes(tmp_path, sentence, verdict):
    assert set(verdicts(sentence, evidence(tmp_path, runs=(BAD,)))) == {("pass-rate", verdict)}


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The suite has 30 tests.", CONFIRMED),
        ("We have 25+ tests.", CONFIRMED),
        ("About 31 tests exist.", CONFIRMED),
        ("The suite has 12 tests.", CONTRADICTED),
        ("The suite has 500 tests.", UNSUPPORTED),
        ("The parser has 12 tests.", UNSUPPORTED),
        ("10 auth tests", CONFIRMED),
    ],
)
def test_numbers_of_tests(tmp_path, sentence, verdict):
    assert verdicts(sentence, evidence(tmp_path, runs=(BAD,))) == [("test-count", verdict)]


def test_more_tests_than_ran_are_false_where_the_tree_defines_no_more(tmp_path):
    files = {"tests/test_a.py": "def test_a(): pass\n" * 28}
    held = evidence(tmp_path, files, runs=(BAD,))
    assert verdicts("The suite has 500 tests.", held) == [("test-count", CONTRADICTED)]


def test_test_files_are_counted_in_the_tree(tmp_path):
    files = {"tests/test_a.py": "def test_a(): pass\n", "tests/test_b.py": "", "tests/util.py": ""}
    held = evidence(tmp_path, files)
    assert verdicts("There are 2 test files.", held) == [("test-count", CONFIRMED)]
    assert verdicts("There are 11 test files.", held) == [("test-count", CONTRADICTED)]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Coverage is 85 %.", CONFIRMED),
        ("85% test coverage", CONFIRMED),
        ("Code coverage: 84.6%", CONFIRMED),
        ("Coverage: 90%", CONTRADICTED),
        ("Coverage is 85%+.", CONTRADICTED),
        ("Coverage rose from 40 % to 85 %.", CONFIRMED),
        ("~83% coverage", CONFIRMED),
        ("`shop/pay.py` has 96% coverage.", CONFIRMED),
        ("`shop/pay.py` has 60% coverage.", CONTRADICTED),
        ("Coverage of the payment core: 99%", UNSUPPORTED),
        ("Branch coverage: 80%", UNSUPPORTED),
        ("| File | Coverage |\n|---|---|\n| `shop/pay.py` | 96 % |\n", CONFIRMED),
        ("## Billing engine\n\nCoverage: 99 %", UNSUPPORTED),
    ],
)
def test_coverage_is_held_in_its_scope(tmp_path, sentence, verdict):
    files = {"shop/__init__.py": "", "shop/pay.py": "", "shop/cart.py": ""}
    held = evidence(tmp_path, files, coverage=covered(shop__pay=(480, 500), shop__cart=(366, 500)))
    assert verdicts(sentence, held) == [("coverage", verdict)]
    assert verdicts(sentence, evidence(tmp_path, files)) == [("coverage", UNSUPPORTED)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The project is production-ready.", "ready"),
        ("Status: Production Ready ✅", "ready"),
        ("The implementation is 100% complete.", "complete"),
        ("Status: COMPLETE", "complete"),
    ],
)
def test_readiness_of_the_whole_needs_hard_evidence(tmp_path, sentence, kind):
    assert verdicts(sentence, evidence(tmp_path, runs=(BAD,))) == [(kind, CONTRADICTED)]
    held = evidence(tmp_path, findings=(finding("shop/__init__.py"),))
    assert verdicts(sentence, held) == [(kind, CONTRADICTED)]
    assert verdicts(sentence, evidence(tmp_path, runs=(GOOD,))) == [(kind, UNSUPPORTED)]
    ready = evidence(tmp_path, runs=(GOOD,), verdict=Verdict.READY)
    assert verdicts(sentence, ready) == [(kind, CONFIRMED)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The payment module is fully implemented.",
        "## Payment\n\n**Status:** COMPLETE",
        "- [x] Payment integration complete",
        "Payment (fully implemented)",
    ],
)
def test_a_part_is_contradicted_only_by_what_stands_in_it(tmp_path, sentence):
    files = {"shop/__init__.py": "", "shop/payment.py": "x = 1\n", "shop/cart.py": ""}
    inside = evidence(tmp_path, files, findings=(finding("shop/payment.py"),))
    assert verdicts(sentence, inside) == [("complete", CONTRADICTED)]
    outside = evidence(tmp_path, files, runs=(BAD,), findings=(finding("shop/cart.py"),))
    assert verdicts(sentence, outside) == [("complete", UNSUPPORTED)]


def test_counted_tasks_are_held_against_the_documents_own_boxes(tmp_path):
    content = "# Progress\n\nAll tasks completed.\n\n- [x] one\n- [ ] two\n"
    held = evidence(tmp_path, {"STATUS.md": content})
    found = only(content, held, "STATUS.md")
    assert found.verdict == CONTRADICTED
    assert found.reason == "1 of the 2 boxes in STATUS.md are ticked; claimed: complete"
    assert [str(each.location) for each in found.evidence] == ["STATUS.md:6"]


def test_the_same_thing_unticked_in_the_document_contradicts(tmp_path):
    content = "Security hardening implemented.\n\n- [ ] Security Hardening ❌ missing\n"
    held = evidence(tmp_path, {"STATUS.md": content})
    assert verdicts(content, held, "STATUS.md") == [("complete", CONTRADICTED)]


def test_not_ready_is_confirmed_by_the_verdict(tmp_path):
    held = evidence(tmp_path, verdict=Verdict.NOT_READY)
    assert verdicts("Production Readiness: ❌ NOT READY", held) == [("ready", CONFIRMED)]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("`shop/pay.py` exists.", CONFIRMED),
        ("Created `shop/pay.py`.", CONFIRMED),
        ("Added `shop/refund.py`.", CONTRADICTED),
        ("`pay.py` was added.", CONFIRMED),
        ("Files created:\n\n- `shop/pay.py`\n", CONFIRMED),
        ("Files created:\n\n- `/home/me/shop/shop/pay.py` (NEW)\n", CONFIRMED),
        ("Files created:\n\n- `/home/me/shop/shop/refund.py`\n", CONTRADICTED),
        ("Files created:\n\n- `/home/me/other/refund.py`\n", UNSUPPORTED),
        ("`lib/pay.py` exists.", UNSUPPORTED),
        ("`local.yaml` exists.", UNSUPPORTED),
        ("`dist/shop.tar.json` exists.", UNSUPPORTED),
    ],
)
def test_files_are_looked_up_in_the_tree(tmp_path, sentence, verdict):
    files = {"shop/__init__.py": "", "shop/pay.py": "x = 1\n", ".gitignore": "local.yaml\n"}
    assert verdicts(sentence, evidence(tmp_path, files)) == [("file-exists", verdict)]

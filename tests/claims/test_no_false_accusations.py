"""Sentences that may be true of a part, while the whole speaks against them."""

import pytest
from support.claims import covered, evidence, finding, run, verdicts

FILES = {
    "store/__init__.py": "",
    "store/pay.py": "x = 1\n",
    "store/cart.py": "y = 1\n",
    "store/cli.py": "# the command line\n",
    "tests/unit/test_pay.py": "def test_a(): pass\n",
    "CHANGELOG.md": "# Changelog\n",
}

TRAPS = (
    "- [x] Write unit tests - 8/8 passing",
    "12 of 12 tests pass.",
    "Added 12 tests, all 12 passing.",
    "8 out of 10 tests passed.",
    "## Cart\n\nAll tests pass.",
    "## Cart\n\nAll unit tests pass.",
    "# Cart rewrite\n\n## Testing\n\nAll tests pass.",
    "All cart tests pass.",
    "The new tests pass.",
    "All existing tests pass.",
    "My tests pass.",
    "Cart implemented (558 lines, 99% coverage)",
    "The core has 99 % coverage.",
    "The cart reaches 99 % coverage.",
    "## Cart\n\nCoverage: 99 %",
    "Coverage of critical paths: 100 %",
    "All integrations are fully functional.",
    "The cart works as expected.",
    "clarify LlamaIndex is fully implemented",
    "The tools are complete.",
    "## Cart\n\n**Status:** COMPLETE",
    "Cart: production-ready",
    "- [x] Cart complete",
    "All recommendations implemented.",
    "All reviews complete.",
    "12 tests cover the cart.",
    "Tests: 99",
    "No mention of `OldEngine` in the plan.",
    "`cart/store.py` was added upstream.",
    "The integration with `axios` works as expected.",
    "3 tests failed in the first run.",
)


@pytest.mark.parametrize("sentence", TRAPS)
def test_what_may_be_true_of_a_part_is_not_contradicted(tmp_path, sentence):
    held = evidence(
        tmp_path,
        FILES,
        runs=(run(tests__unit__test_pay=(58, 2), tests__integration__test_api=(39, 1)),),
        coverage=covered(store__pay=(50, 100), store__other=(60, 100)),
        findings=(finding("store/pay.py"), finding("store/cli.py")),
    )
    assert "contradicted" not in [verdict for _, verdict in verdicts(sentence, held)]


@pytest.mark.parametrize(
    "path", ["CHANGELOG.md", "docs/archive/PLAN.md", "CONTRIBUTING.md", "docs/pr_template.md"]
)
def test_documents_of_the_past_and_instructions_claim_nothing(tmp_path, path):
    held = evidence(tmp_path, FILES, runs=(run(tests__test_a=(1, 1)),))
    assert verdicts("All tests pass. Coverage is 99 %.\n", held, path) == []


def test_a_version_long_past_claims_nothing(tmp_path):
    held = evidence(tmp_path, FILES, runs=(run(tests__test_a=(1, 1)),))
    assert verdicts("## 1.2.0 (2024-01-01)\n\n- All tests pass\n", held, "docs/notes.md") == []


def test_both_parts_of_a_pair_must_pass(tmp_path):
    unit_fails = run(tests__unit__test_a=(1, 1), tests__integration__test_b=(2, 0))
    held = evidence(tmp_path, FILES, runs=(unit_fails,))
    assert verdicts("Unit and integration tests pass.", held) == [("tests-pass", "contradicted")]
    both = run(tests__unit__test_a=(2, 0), tests__integration__test_b=(2, 0), tests__e2e__c=(0, 1))
    held = evidence(tmp_path, FILES, runs=(both,))
    assert verdicts("Unit and integration tests pass.", held) == [("tests-pass", "confirmed")]

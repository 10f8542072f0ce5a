"""Descriptions of pull requests: what their numbers are of, and what the change itself decides."""

import pytest
from support.claims import COMMIT, claims, covered, evidence, run, verdicts

from readiness.claims.kinds.tests_added import judge
from readiness.model import ClaimVerdict
from readiness.repository.diff import Change, Diff, FileChange

FILES = {"shop/__init__.py": "", "shop/pay.py": "x = 1\n", "shop/cart.py": "y = 1\n"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("`tests/test_cart.py` — 29 tests pass", "tests/test_cart.py"),
        ("- tests/test_cart.py: 29 tests for totals", "tests/test_cart.py"),
        ("- tests/unit/: 29 tests of everything", "tests/unit/"),
        ("Green in all (cart_totals: 8 tests with 2 fresh ones)", "cart_totals"),
        ("tests/test_a.py + tests/test_b.py: 49/49 pass", "tests/test_a.py and tests/test_b.py"),
        ("- [x] `uv run pytest -q tests/test_cart.py` — 29/29 pass", "tests/test_cart.py"),
        ("`cargo test -p shop-cart` 29 tests green", "shop-cart"),
        ("`pytest tests/ -q` → 29 passed", ""),
        ("Total: 29 tests", ""),
        ("I ran `make test`: 29 successful, 0 failed.", ""),
    ],
)
def test_a_label_before_a_number_says_what_it_is_of(text, subject):
    assert {each.subject for each in claims(text)} == {subject}


@pytest.mark.parametrize(
    "text",
    [
        "14 new tests (120 total, all passing):\n  cart: 9 tests · pay: 5 tests",
        "`npm test -w cart -w pay` all suites green (cart: 8 tests, 2 of them new)",
        "Tests: server 120 passed (91.8% cov), client 80 passed (70/60/50/40)",
        "- tests/test_cart.py + tests/test_pay.py: 49/49 pass.",
        "- `tests/test_cart.py` — 11 tests, all pass",
        "- [x] `cargo test -p cart --lib expr::` — 999/999 pass (it was 996)",
        "**7 test files** with one user flow each",
        "The 86 tests of it: full test run of the client (86 tests)",
    ],
)
def test_a_number_of_a_part_is_not_held_against_the_whole(tmp_path, text):
    held = evidence(
        tmp_path, FILES, runs=(run(tests__unit__test_it=(300, 3)),), coverage=covered(shop=(1, 2))
    )
    assert "contradicted" not in [verdict for _, verdict in verdicts(text, held)]


def test_a_share_after_all_tests_pass_is_what_is_claimed(tmp_path):
    held = evidence(tmp_path, FILES, runs=(run(tests__test_it=(15, 1)),))
    text = "✅ All tests passing: 15/16 (1 known failure in the cart)"
    assert ("pass-rate", "confirmed") in verdicts(text, held)
    assert "contradicted" not in [verdict for _, verdict in verdicts(text, held)]


def added(**lines: int) -> Diff:
    """A change that adds so many lines to each of these new files (``a__b`` is tests/a/b.py)."""
    paths = {f"tests/{name.replace('__', '/')}.py": count for name, count in lines.items()}
    changes = {
        path: FileChange(path=path, change=Change.ADDED, added=frozenset(range(1, count + 1)))
        for path, count in paths.items()
    }
    return Diff(base="a", head="b", files=changes)


TESTS = {
    "tests/test_cart.py": "def test_sum():\n    assert 1\n\ndef test_discount():\n    assert 1\n",
    "tests/test_pay.py": "def test_card():\n    assert 1\n",
    "docs/guide.md": "# Guide\n",
}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Adds 3 tests.", "confirmed"),
        ("- 3 new unit tests of totals", "confirmed"),
        ("Added 2+ tests", "confirmed"),
        ("Added 12 tests", "unsupported"),
        ("2 new test files", "confirmed"),
        ("Adds 1 test file", "unsupported"),
        ("5 new test files for the shop", "contradicted"),
    ],
)
def test_new_tests_are_counted_in_the_change(tmp_path, text, verdict):
    held = evidence(tmp_path, TESTS, diff=added(test_cart=5, test_pay=2))
    assert verdicts(text, held) == [("tests-added", verdict)]
    assert verdicts(text, evidence(tmp_path, TESTS)) == [("tests-added", "unsupported")]


def test_tests_are_not_new_in_a_change_of_documents(tmp_path):
    change = FileChange(path="docs/guide.md", change=Change.MODIFIED, added=frozenset({1}))
    held = evidence(tmp_path, TESTS, diff=Diff(base="a", head="b", files={change.path: change}))
    assert verdicts("Adds 12 tests.", held) == [("tests-added", "contradicted")]
    (of_a_commit,) = claims("Adds 12 tests.", source=COMMIT)
    assert judge(of_a_commit, held).verdict is ClaimVerdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Files changed: 2 (2 new)", "confirmed"),
        ("2 files in total: 7 insertions, 0 deletions", "confirmed"),
        ("30 files changed", "contradicted"),
        ("2 files added", "confirmed"),
        ("9 files added", "unsupported"),
        ("4 files deleted", "unsupported"),
    ],
)
def test_files_are_counted_in_the_change(tmp_path, text, verdict):
    held = evidence(tmp_path, TESTS, diff=added(test_cart=5, test_pay=2))
    assert verdicts(text, held) == [("changed", verdict)]


def test_a_number_of_files_that_is_only_a_little_old_is_no_lie(tmp_path):
    held = evidence(tmp_path, TESTS, diff=added(**{f"test_{n}": 1 for n in range(20)}))
    assert verdicts("19 files changed", held) == [("changed", "unsupported")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("- zod 4.3.5 -> 4.4.3", "confirmed"),
        ("- zod 4.3.5 -> 4.9.0", "unsupported"),
        ("Updates `https://github.com/acme/linter` from v1.7.11 to 1.7.12", "confirmed"),
        ("Bumps acme/setup-thing from 8.0.0 to 9.0.1", "confirmed"),
    ],
)
def test_versions_are_looked_up_where_they_are_pinned(tmp_path, text, verdict):
    files = {
        "package.json": '{"dependencies": {"zod": "^4.4.3"}}\n',
        ".pre-commit-config.yaml": "- repo: https://github.com/acme/linter\n  rev: v1.7.12\n",
        ".github/workflows/ci.yml": "      - uses: acme/setup-thing@0a35821  # v9.0.1\n",
    }
    assert verdicts(text, evidence(tmp_path, files)) == [("dependency", verdict)]


def test_files_of_a_part_are_not_held_against_the_whole_change(tmp_path):
    held = evidence(tmp_path, TESTS, diff=added(test_cart=5, test_pay=2))
    text = "## Linting of the cart\n\n**Total**: 67 warnings gone, 8 files modified"
    assert verdicts(text, held) == [("changed", "unsupported")]


def test_about_so_many_lines_is_a_rough_number(tmp_path):
    held = evidence(tmp_path, {"GUIDE.md": "x\n" * 295})
    assert verdicts("Created the GUIDE.md (~250 lines)", held)[-1] == ("line-count", "unsupported")
    assert verdicts("Created the GUIDE.md (250 lines)", held)[-1] == ("line-count", "contradicted")


def test_what_new_lines_of_code_name_was_added(tmp_path):
    files = {"loop.sh": "track_totals() {\n  true\n}\n", "notes.md": "plan_totals\n"}
    changes = {
        path: FileChange(path=path, change=Change.ADDED, added=frozenset({1})) for path in files
    }
    held = evidence(tmp_path, files, diff=Diff(base="a", head="b", files=changes))
    assert verdicts("Add `track_totals()` to the loop", held) == [("changed", "confirmed")]
    assert verdicts("Add `plan_totals()` to the loop", held) == [("changed", "unsupported")]


def test_a_directory_whose_files_are_gone_is_removed(tmp_path):
    change = FileChange(path="shop/old/cart.py", change=Change.REMOVED)
    held = evidence(tmp_path, FILES, diff=Diff(base="a", head="b", files={change.path: change}))
    assert verdicts("- `shop/old/` is removed", held) == [("changed", "confirmed")]
    assert verdicts("- `shop/older/` is removed", held) == [("changed", "unsupported")]


def test_files_that_moved_are_gone_from_where_they_were(tmp_path):
    files = {"shop/new/cart.py": "x = 1\n"}
    change = FileChange(
        path="shop/new/cart.py", change=Change.RENAMED, previous_path="shop/old/cart.py"
    )
    held = evidence(tmp_path, files, diff=Diff(base="a", head="b", files={change.path: change}))
    assert verdicts("1 file deleted", held) == [("changed", "confirmed")]
    assert verdicts("- **Rename `old/` → `new/`** everywhere", held) == [("changed", "confirmed")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("- tests/test_cart.py: 2 tests", "confirmed"), ("- test_cart.py: 5 tests", "contradicted")],
)
def test_the_tests_of_a_file_may_be_counted_in_it(tmp_path, text, verdict):
    assert verdicts(text, evidence(tmp_path, TESTS)) == [("test-count", verdict)]

"""What documents report of done work, and what no reader takes for such a report."""

import pytest
from support.claims import claims, covered, evidence, run, text, verdicts

from readiness.claims.find import find

STATUS = "docs/PROJECT_STATUS.md"
CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"


def kinds_in(content: str, path: str = STATUS) -> list[str]:
    return [each.kind for each in claims(content, path)]


@pytest.mark.parametrize(
    "content",
    [
        "- Fixed with a second look at each voucher",
        "- Reduced the default page size to 10",
        "Rounding was moved to the order, and is covered by it.",
        "- ✅ Vouchers: gift cards, letters",
        "- No high-priority blockers at this time.",
        "- 22 price lists converted",
        "**Status**: ✅ FIXED and VERIFIED",
        "## Fixes\n\n**Status**: Resolved",
        "| Part | Status |\n|---|---|\n| Vouchers | ✅ Validated |",
        "## Features implemented\n\n- Several currencies per shop",
        "All six findings of the second audit are fixed.",
        "The voucher service now includes a list of who redeemed what.",
    ],
)
def test_a_report_on_work_is_read(content):
    assert kinds_in(content)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("## Vouchers ✅\n\nText.", "docs/roadmap.md"),
        ("## 3. Vouchers of several shops ✅ shipped\n\nText.", "docs/roadmap.md"),
        ("# Shop\n\n## Status\n\n- 7 pages of vouchers", "README.md"),
        ("# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- Corrected the rounding", "CHANGELOG.md"),
        ("# Changelog\n\n## [2.0.0] - 2026-02-03\n\n### Added\n\n- 16 tools", "CHANGELOG.md"),
        ("# Shop\n\n## Current status\n\n- 12 tools", "CLAUDE.md"),
    ],
)
def test_a_status_in_a_document_of_another_sort_is_read(content, path):
    assert kinds_in(content, path)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("- Duration: 18 minutes", STATUS),
        ("- Date: 2026-01-02", STATUS),
        ("- ✅", STATUS),
        ("- ✅ Vouchers:", STATUS),
        ("# Shop\n\n## Success metrics\n\n### Quality metrics\n\n- All tests pass", STATUS),
        ("## Option 1: Small steps\n\n**Result:** Production-ready for vouchers.", STATUS),
        ("Option A: go on\n\n- Complete all three parts", STATUS),
        ("**GIVEN** a cart\n**THEN** all tests pass; coverage is 75 %", STATUS),
        ("Test results before the clean-up:\n\n- 111 failed tests", STATUS),
        ("Example: a run of the tool\n\n- Result: All tests pass ✅", STATUS),
        ("## Next steps\n\n- ✅ Tag release 2.0", STATUS),
        ("## ✅ Definition of done\n\n- Vouchers created and tested", STATUS),
        ("Delete this folder when:\n\n- ✅ All tests pass", STATUS),
        ("## Next\n\n**Status**: Ready to begin", STATUS),
        ("| Part | Status |\n|---|---|\n| Vouchers | 🔵 Ready |", STATUS),
        ("## Pending tasks\n\n- Test with 10, 50 and 100 shops", STATUS),
        ("The cart includes the vouchers of the customer.", "docs/cart.md"),
        ("- Reduced the default page size to 10", "docs/cart.md"),
        (
            "# Changelog\n\n## 2.0.0\n\n- x\n\n## 1.0.0\n\n- 16 tools, all tests pass",
            "CHANGELOG.md",
        ),
    ],
)
def test_what_is_no_report(content, path):
    assert not kinds_in(content, path)


@pytest.mark.parametrize(
    "content",
    [
        "## Quality gates\n\nAll quality gates passed:\n\n- ✅ Unit tests: 28/28 passing",
        "- ✅ All quality gates passing (pytest: 28/28)",
        "## Functional requirements\n\n| What | Status |\n|---|---|\n| Vouchers | ✅ Complete |",
        "## Phase 2 — Vouchers ✅\n\nDeliverables:\n\n- ✅ 12 tools",
        "## 15.10 Phase 5: Results\n\n- All 12 tests pass",
        "## Next steps\n\nThe rewrite is now complete and all tests pass.",
        "# Roadmap\n\n## Vouchers — implemented\n\nText.",
        "## Limit of the failure threshold\n\n**Tests added**: 9 test cases",
    ],
)
def test_plans_further_out_give_way_to_what_is_told_of_now(content):
    assert kinds_in(content)


CHANGES = "# Changelog\n\n## 2.0.0\n\n- All 9 tests pass\n\n## 1.0.0\n\n- All 8 tests pass\n"


def test_a_changelog_that_is_asked_for_tells_numbers_of_then_and_is_never_contradicted(tmp_path):
    asked = text(CHANGES, "CHANGELOG.md")
    found = find([type(asked)(source=asked.source, text=CHANGES, path=asked.path)])
    assert {each.statement.line for each in found} == {5}
    asked = type(asked)(source=asked.source, text=CHANGES, path=asked.path, is_asked_for=True)
    assert {each.statement.line for each in find([asked])} == {5, 9}
    held = evidence(tmp_path, runs=(run(tests__test_cart=(8, 2)),))
    assert {verdict for _, verdict in verdicts(CHANGES, held, "CHANGELOG.md")} == {UNSUPPORTED}


def test_a_document_put_away_is_read_where_it_is_asked_for():
    plain = text("All 9 tests pass.", "docs/archive/STATUS.md")
    assert not find([plain])
    asked = type(plain)(source=plain.source, text=plain.text, path=plain.path, is_asked_for=True)
    assert find([asked])


TREE = {
    "shop/__init__.py": "",
    "shop/cart.py": "def load_all():\n    return []\n\n\ndef save_all():\n    return 1\n",
    "tests/test_cart.py": "def test_a():\n    assert 1\n\n\ndef test_b():\n    assert 1\n",
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1.2.0"\n',
}


@pytest.mark.parametrize(
    ("content", "path", "says"),
    [
        ("- ✅ `load_all()`", STATUS, ("reported", CONFIRMED)),
        ("- ✅ `load_all()` reads every cart of a shop", STATUS, ("reported", UNSUPPORTED)),
        ("- ✅ Implemented the `load_all` helper", STATUS, ("complete", CONFIRMED)),
        ("- ✅ Added `load_all` and `save_all`", STATUS, ("changed", CONFIRMED)),
        ("- ✅ `load_none()` reads no cart", STATUS, ("reported", UNSUPPORTED)),
        ("Version: 1.2.0", STATUS, ("version", CONFIRMED)),
        ("Version: 1.3.0", STATUS, ("version", UNSUPPORTED)),
        ("# Shop\n\n**Current version**: 1.3.0", "README.md", ("version", CONTRADICTED)),
        ("- `shop/cart.py` has 2 functions", STATUS, ("inventory", CONFIRMED)),
        ("- `shop/cart.py` has 3 functions", STATUS, ("inventory", UNSUPPORTED)),
        (
            "| Part | File |\n|---|---|\n| Cart | `shop/cart.py` |",
            STATUS,
            ("file-exists", CONFIRMED),
        ),
        (
            "| Part | File |\n|---|---|\n| Cart | `shop/no.py` |",
            STATUS,
            ("file-exists", CONTRADICTED),
        ),
        ("Carts have been implemented in `shop/cart.py`.", STATUS, ("file-exists", CONFIRMED)),
        ("Carts have been implemented in `shop/no.py`.", STATUS, ("file-exists", CONTRADICTED)),
        ("Carts have been implemented in `web/no.ts`.", STATUS, ("file-exists", UNSUPPORTED)),
    ],
)
def test_what_a_report_names_is_looked_up(tmp_path, content, path, says):
    assert says in verdicts(content, evidence(tmp_path, TREE), path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("24 tasks (Phase 1: 11, Phase 2: 8, Phase 3: 7)", [CONTRADICTED]),
        ("Total tests: 121 (60 unit + 62 integration)", [CONTRADICTED]),
        ("Rules with 3 roles (Admin, Editor, Author, Reader)", [CONTRADICTED]),
        ("26 tasks (Phase 1: 11, Phase 2: 8, Phase 3: 7)", []),
        ("8 functions (1 constraint system + 2 utilities)", []),
        ("Rules with 5 roles (Admin, Editor, Author, Reader)", []),
        ("3+ roles (Admin, Editor, Author, Reader)", []),
    ],
)
def test_parts_and_names_beside_their_number(tmp_path, content, says):
    found = verdicts(content, evidence(tmp_path), STATUS)
    assert [verdict for kind, verdict in found if kind == "arithmetic"] == says


RAN = (run(tests__test_cart=(15, 0), tests__test_pay=(20, 5), tests__test_live=(0, 0, 9)),)
FILES = {
    f"tests/test_{name}.py": "def test_a():\n    assert 1\n" for name in ("cart", "pay", "live")
}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("# Vouchers\n\n`tests/test_cart.py` is new.\n\n- 15/15 tests passing", CONFIRMED),
        ("# Vouchers\n\n`tests/test_cart.py` is new.\n\n- 14/14 tests passing", UNSUPPORTED),
        ("## Support\n\n**Test status**: ✅ 49/49 tests passing", CONTRADICTED),
        ("# Pay\n\n- `tests/test_cart.py`: 12/15 tests passing", CONTRADICTED),
        ("- `tests/test_live.py`: 9/9 passed", UNSUPPORTED),
        ("# Pay\n\nAll 501 tests pass.", UNSUPPORTED),
        ("| File | Passed |\n|---|---|\n| tests/test_pay.py | 20 |", CONFIRMED),
        ("# Cart\n\n| Suite | Passed |\n|---|---|\n| Unit tests | 61 |", UNSUPPORTED),
    ],
)
def test_outcomes_are_held_against_the_files_beside_them(tmp_path, content, says):
    held = evidence(tmp_path, FILES | {STATUS: content}, runs=RAN)
    found = verdicts(content, held, STATUS)
    assert ("pass-rate", says) in found
    assert all(verdict == says for kind, verdict in found if kind in ("pass-rate", "tests-pass"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("- `tests/test_cart.py` (15 tests)", CONFIRMED),
        ("- `tests/test_cart.py` (60+ tests)", CONTRADICTED),
        ("- `tests/test_cart.py` (16 tests)", CONTRADICTED),
    ],
)
def test_tests_of_the_file_that_the_sentence_names(tmp_path, content, says):
    assert ("test-count", says) in verdicts(content, evidence(tmp_path, FILES, runs=RAN), STATUS)


def test_a_row_of_coverage_is_no_claim_of_the_whole(tmp_path):
    table = "## Coverage\n\n| Files | Statements | Branches |\n|---|---|---|\n| {} | 100% | 96% |\n"
    held = evidence(tmp_path, TREE, coverage=covered(shop__cart=(3, 6)))
    assert CONTRADICTED not in {
        verdict for _, verdict in verdicts(table.format("web/"), held, STATUS)
    }
    assert CONTRADICTED in {
        verdict for _, verdict in verdicts(table.format("All files"), held, STATUS)
    }


@pytest.mark.parametrize(
    "content",
    [
        "Multiple toasts stack correctly",
        "- ✅ All 4 core components have been implemented",
        "# Vouchers\n\n## Fix #1\n\nStatus: COMPLETE",
        "Built with: React, TypeScript",
        "## Editor (40% complete)\n\n- [x] One\n- [ ] Two",
        "NOTES.md - state of things (50,000+ LOC analysis)",
        "Create → Define → Test works end-to-end",
        "- shop/README.md is short\n- README.md (650+ lines)",
    ],
)
def test_words_that_name_no_tests_and_no_part(tmp_path, content):
    files = TREE | {
        "README.md": "# Shop\n",
        "shop/README.md": "# Shop\n",
        "NOTES.md": "# Notes\n",
        "shop/core/__init__.py": "",
        "tests/test_feature.py": "def test_a():\n    assert 0\n",
    }
    ran = (run(tests__test_feature=(0, 2), tests__test_multiple=(0, 2), tests__test_with=(0, 1)),)
    found = verdicts(content, evidence(tmp_path, files, runs=ran), STATUS)
    assert CONTRADICTED not in [verdict for _, verdict in found]


def test_a_comment_that_says_ready_speaks_of_its_file(tmp_path):
    content = '"""Production-ready API for vouchers."""\n'
    held = evidence(tmp_path, TREE, runs=(run(tests__test_pay=(1, 1)),))
    assert verdicts(content, held, "shop/cart.py") == [("ready", UNSUPPORTED)]

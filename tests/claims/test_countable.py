"""Numbers of things that the code itself lists, and what it has none of."""

import pytest
from support.claims import covered, evidence, judged, run, verdicts

STATUS = "docs/PROJECT_STATUS.md"
CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"
CODE = """
import enum
from flows import flow


class PriceType(enum.Enum):
    NET = 1
    GROSS = 2
    SALE = 3


class LabelColors:
    RED = "r"
    GREEN = "g"
    BLUE = "b"
    GREY = "x"


class BaseDiscount:
    pass


class Early(BaseDiscount):
    pass


class Late(BaseDiscount):
    pass


class Loyal(BaseDiscount):
    pass


VAT_RATES = frozenset({7, 19, 0, 5, 21})


@flow
def one():
    pass


@flow(name="x")
def two():
    pass
"""
SCRIPT = """
export enum ShippingKind { Post, Courier, /* none, */ Pickup, Drone, }
export type CardState = "open" | "used" | 'void';
"""
TREE = {
    "shop/prices.py": CODE,
    "shop/cards.ts": SCRIPT,
    "words/colours.txt": "red\n",
    "words/names.txt": "ann\n",
    "words/README.md": "# Words\n",
    "decisions/ADR-001-a.md": "# A\n",
    "decisions/ADR-002-b.md": "# B\n",
    "decisions/ADR-003-c.md": "# C\n",
    "docs/faq.md": "# FAQ\n\n### Q: A?\n\n### Q: B?\n\n### Q: C?\n",
    "docs/trouble.md": "# T\n\n## Issue 1: A\n\n## Issue 2: B\n\n## Issue 3: C\n",
}


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("- ✅ 3 price types", CONFIRMED),
        ("- ✅ 4 price types", CONTRADICTED),
        ("- ✅ LabelColors (4 colour constants)", CONFIRMED),
        ("- ✅ LabelColors (5 colour constants)", CONTRADICTED),
        ("- ✅ 3 discounts", CONFIRMED),
        ("- ✅ 5 VAT rates", CONFIRMED),
        ("- ✅ 6 VAT rates", UNSUPPORTED),
        ("- ✅ 2 flows", CONFIRMED),
        ("- ✅ 4 shipping kinds", CONFIRMED),
        ("- ✅ 3 card states", CONFIRMED),
        ("- ✅ 2 card states", UNSUPPORTED),
        ("- ✅ 4 card states", CONTRADICTED),
        ("- ✅ **words/** (2 word lists)", CONFIRMED),
        ("- ✅ **words/** (9 word lists)", UNSUPPORTED),
        ("- ✅ 3 ADRs", CONFIRMED),
        ("- ✅ 3 questions", CONFIRMED),
        ("- ✅ 3+ common issues", CONFIRMED),
        ("- ✅ 8 common issues", UNSUPPORTED),
        ("- ✅ 3 modules", UNSUPPORTED),
        ("- ✅ `shop/prices.py` with 6 classes", CONFIRMED),
        ("- 10 markdown files in total", CONTRADICTED),
        ("- 6 markdown files in total", CONFIRMED),
        ("- 1 root markdown files", UNSUPPORTED),
    ],
)
def test_things_that_the_code_lists(tmp_path, sentence, says):
    found = verdicts(sentence, evidence(tmp_path, TREE), STATUS)
    assert {verdict for kind, verdict in found if kind in ("inventory", "reported")} == {says}


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("- Zero bare `except:` clauses remain in the codebase", CONTRADICTED),
        ("- No bare excepts", CONTRADICTED),
        ("- Zero star imports", CONFIRMED),
        ("- Star imports: 4 → 0", CONFIRMED),
        ("- No more `@pytest.mark.skip` decorators", CONFIRMED),
        ("- No more `open(path)` calls", CONTRADICTED),
        ("- No more `open(path)` calls in `shop/b.py`", CONFIRMED),
        ("- No syntax errors", CONFIRMED),
    ],
)
def test_what_the_code_has_none_of(tmp_path, sentence, says):
    tree = {
        "shop/a.py": "try:\n    open(path)\nexcept:\n    pass\n",
        "shop/b.py": "# open(path)\nx = 1\n",
    }
    assert ("none-left", says) in verdicts(sentence, evidence(tmp_path, tree), STATUS)


@pytest.mark.parametrize(
    ("tree", "says"),
    [
        ({"shop/a.py": "x = 1\n"}, CONFIRMED),
        ({"shop/a.py": "x = (\n"}, CONTRADICTED),
        ({"shop/a.py": "x = 1\n", "web/a.ts": "let x = 1\n"}, UNSUPPORTED),
        ({"web/a.go": "package a\n"}, UNSUPPORTED),
    ],
)
def test_that_code_compiles_is_seen_of_python(tmp_path, tree, says):
    held = evidence(tmp_path, tree)
    assert ("checks-green", says) in verdicts("✅ All files compile successfully", held, STATUS)
    assert ("checks-green", says) in verdicts("- Code compiles without errors", held, STATUS)


def test_complete_is_shown_by_its_own_tests(tmp_path):
    tree = {"shop/vouchers.py": "def redeem(code):\n    return code\n"}
    passing = evidence(tmp_path, tree, runs=(run(tests__test_vouchers=(4, 0)),))
    failing = evidence(tmp_path, tree, runs=(run(tests__test_vouchers=(4, 1)),))
    without = evidence(tmp_path, tree, runs=(run(tests__test_other=(4, 0)),))
    sentence = "**Vouchers**: COMPLETE"
    assert verdicts(sentence, passing, STATUS) == [("complete", CONFIRMED)]
    assert verdicts(sentence, failing, STATUS) == [("complete", CONTRADICTED)]
    assert verdicts(sentence, without, STATUS) == [("complete", UNSUPPORTED)]


@pytest.mark.parametrize(
    "sentence",
    [
        "- [x] 3 discounts fully implemented",
        "- ✅ 3 price types, all working and tested",
        "**3 discounts**: COMPLETE",
    ],
)
def test_a_number_shows_no_more_than_how_many_there_are(tmp_path, sentence):
    found = verdicts(sentence, evidence(tmp_path, TREE), STATUS)
    assert CONFIRMED not in {says for kind, says in found if kind in ("complete", "reported")}


def test_a_wrong_number_is_told_beside_the_right_one(tmp_path):
    (found,) = judged("- ✅ LabelColors (9 colour constants)", evidence(tmp_path, TREE), STATUS)
    assert "LabelColors has 4; claimed: 9 colour constants" in found.reason


def test_what_was_made_is_shown_by_what_bears_its_name(tmp_path):
    tree = {"shop/gift_cards.py": "def redeem(code):\n" + "    code += 1\n" * 6}
    held = evidence(tmp_path, tree)
    assert ("complete", CONFIRMED) in verdicts("- [x] Implement gift cards", held, STATUS)
    assert CONFIRMED not in dict(verdicts("- [x] Implement loyalty points", held, STATUS)).values()
    never_run = evidence(tmp_path, tree, coverage=covered(shop__gift_cards=(0, 40)))
    assert CONFIRMED not in dict(verdicts("- [x] Implement gift cards", never_run, STATUS)).values()


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({".github/workflows/ci.yml": "on: push\n"}, CONFIRMED),
        ({"shop/a.py": "x = 1\n"}, CONTRADICTED),
    ],
)
def test_that_there_is_ci_is_seen_by_its_files(tmp_path, files, says):
    found = verdicts("- ✅ CI/CD pipeline (GitHub Actions)", evidence(tmp_path, files), STATUS)
    assert says in {verdict for _, verdict in found}


def test_what_was_removed_is_not_there(tmp_path):
    held = evidence(tmp_path, {"shop/a.py": "x = 1\n"})
    assert ("changed", CONFIRMED) in verdicts("- ✅ Removed `shop/old_rates.py`", held, STATUS)
    assert ("changed", CONTRADICTED) in verdicts("- ✅ Removed `shop/a.py`", held, STATUS)


@pytest.mark.parametrize(("outcomes", "says"), [((4, 0), CONFIRMED), ((4, 1), CONTRADICTED)])
def test_a_command_that_runs_all_tests_is_as_its_reports(tmp_path, outcomes, says):
    tree = {"tests/test_a.py": "def test_a():\n    assert 1\n"}
    held = evidence(tmp_path, tree, runs=(run(tests__test_a=outcomes),))
    assert ("command-succeeds", says) in verdicts("- `pytest` passes", held, STATUS)
    other = verdicts("- `npm run lint` passes", held, STATUS)
    assert CONTRADICTED not in {verdict for _, verdict in other}


@pytest.mark.parametrize(
    "sentence",
    [
        "- ✅ Vouchers (630 lines)",
        "- ✅ Voucher handling",
        "- ✅ Progress tracker at `NOTES.md`",
        "- ✅ `VoucherShop.create()` method added",
        "- `shop/vouchers.py` - ✅ Complete (100%)",
    ],
)
def test_a_name_shows_no_more_than_that_it_is_there(tmp_path, sentence):
    tree = {
        "shop/vouchers.py": "def redeem(code):\n" + "    code += 1\n" * 6,
        "shop/other.py": "class Other:\n    def create(self):\n        return 1\n",
        "NOTES.md": "# Notes\n\n- [ ] open\n- [x] done\n\nMore.\n",
    }
    found = verdicts(sentence, evidence(tmp_path, tree), STATUS)
    assert CONFIRMED not in {says for _, says in found}


def test_a_member_is_sought_in_its_class(tmp_path):
    tree = {"shop/other.py": "class Other:\n    def create(self):\n        return 1\n"}
    sentence = "- ✅ Added `Other.create()`"
    assert CONFIRMED in {says for _, says in verdicts(sentence, evidence(tmp_path, tree), STATUS)}

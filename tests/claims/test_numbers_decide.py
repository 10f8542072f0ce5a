"""Numbers of what a sentence itself names are decided, instead of being left open."""

from dataclasses import replace

import pytest
from support.claims import evidence, run, text, verdicts

from readiness.claims.find import find
from readiness.claims.kinds import line_count

STATUS = "docs/PROJECT_STATUS.md"
CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"
ONE = "def test_a():\n    assert 1\n"
FILES = {f"tests/test_{name}.py": ONE for name in ("cart", "pay", "gift_card")}
RAN = (run(tests__test_cart=(15, 0), tests__test_pay=(20, 5), tests__test_gift_card=(6, 0)),)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("`shop/cart.py` (199 lines)", CONFIRMED),
        ("`shop/cart.py` (202 lines)", CONTRADICTED),
        ("`shop/cart.py` (~220 lines)", UNSUPPORTED),
        ("`cart.py` (300 lines)", CONTRADICTED),
        ("`cart.py` (40 lines)", CONFIRMED),
        ("`README.md` (40 lines)", UNSUPPORTED),
    ],
)
def test_lines_are_held_against_every_file_of_that_name(tmp_path, sentence, says):
    readmes = {f"{each}/README.md": "text\n" for each in ("a", "b", "c", "d", "e")}
    tree = {"shop/cart.py": "x = 1\n" * 200, "web/cart.py": "x = 1\n" * 40} | readmes
    assert ("line-count", says) in verdicts(sentence, evidence(tmp_path, tree), STATUS)


def test_an_archived_document_that_is_asked_for_is_held_against_today(tmp_path):
    held = evidence(tmp_path, {"shop/cart.py": "x = 1\n" * 200})
    asked = replace(
        text("- `shop/cart.py` (900 lines)", "docs/archive/STATUS.md"), is_asked_for=True
    )
    found = [line_count.judge(each, held) for each in find([asked]) if each.kind == "line-count"]
    assert [each.verdict for each in found] == [CONTRADICTED]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("- `tests/test_pay.py` - Payment tests (3 classes, 40+ tests)", CONTRADICTED),
        ("2. **tests/test_pay.py** - 25 unit tests", CONFIRMED),
        ("## `tests/test_cart.py`\n\n- 40+ test cases covering rounding", CONTRADICTED),
        ("## `tests/test_cart.py`\n\n- 15+ test cases covering rounding", CONFIRMED),
        ("- 30 gift card tests", CONTRADICTED),
        ("- 6 gift card tests", CONFIRMED),
        ("- 4 gift card tests", UNSUPPORTED),
        ("# Gift cards\n\n- 40+ test cases", CONTRADICTED),
        ("# Rounding of prices\n\n- 10+ test cases", UNSUPPORTED),
        ("46 tests in total", CONFIRMED),
        ("40+ tests in total", CONFIRMED),
        ("47 tests in total", CONTRADICTED),
    ],
)
def test_numbers_of_tests(tmp_path, sentence, says):
    held = evidence(tmp_path, FILES, runs=RAN)
    assert ("test-count", says) in verdicts(sentence, held, STATUS)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("`tests/test_pay.py` - Unit tests (25 passing)", CONTRADICTED),
        ("- `tests/test_pay.py`: 20/25 passing", CONFIRMED),
        ("- **40 tests passing**", CONTRADICTED),
        ("- **41 tests passing**", CONFIRMED),
        ("- **12 tests passing**", UNSUPPORTED),
        ("- **9 tests failing**", CONTRADICTED),
        ("- TestPay (25 tests - all passing)", CONTRADICTED),
    ],
)
def test_numbers_of_outcomes(tmp_path, sentence, says):
    held = evidence(tmp_path, FILES, runs=RAN)
    assert ("pass-rate", says) in verdicts(sentence, held, STATUS)


@pytest.mark.parametrize(
    "sentence",
    [
        "## `tests/test_cart.py`\n\n- Rounding of sums (4 tests)",
        "## `tests/test_cart.py`\n\n40+ test cases across 10 test methods:",
        "- 8 tests in `tests/test_cart.py` - ✅ Migrated (all sums updated)",
        "Comprehensive tests of the windows, including RFC 7440 tests.",
        "## Performance\n\n- Test suite: 200 ms for all 40 tests of this change",
        "- **Premium view** (Chart.js)",
        "- ✅ `state.json` - where it is kept",
        "- ✅ Five price types tested, of 2 different price types",
    ],
)
def test_numbers_and_names_of_others_accuse_nobody(tmp_path, sentence):
    tree = FILES | {
        "shop/prices.py": "import enum\n\n\nclass PriceType(enum.Enum):\n"
        + "".join(f"    P{each} = {each}\n" for each in range(9))
    }
    held = evidence(tmp_path, tree, runs=RAN)
    assert CONTRADICTED not in {says for _, says in verdicts(sentence, held, STATUS)}

"""What a reading of the whole change showed to accuse wrongly, or to confirm on too little."""

import pytest
from support.claims import covered, evidence, run, verdicts

STATUS = "docs/PROJECT_STATUS.md"
CONFIRMED, CONTRADICTED = "confirmed", "contradicted"
ONE = "def test_a():\n    assert 1\n"
LONG = "    x = 1\n"
FAILED = (run(tests__test_a=(4, 2)),)
COLORS = "class LabelColors:\n    A = 1\n    B = 2\n"


def said(content, tmp_path, tree, path=STATUS, **measured):
    return {says for _, says in verdicts(content, evidence(tmp_path, tree, **measured), path)}


@pytest.mark.parametrize(
    ("content", "tree"),
    [
        ("## Files removed\n\n- `src/old.py` - the former loader", {"src/a.py": "x = 1\n"}),
        ("## Obsolete\n\n- `src/old.py`: the former loader", {"src/a.py": "x = 1\n"}),
        ("- `tests/cart_test.cc` (12 tests)", {"tests/cart_test.cc": "TEST(A, B) {}\n"}),
        ("- 200 tests in total", {"spec/a_spec.rb": "it 'x' do\nend\n", "tests/test_a.py": ONE}),
        ("- `index.js` (40 lines)", {"a/index.js": "x\n", "b/index.js": "x\n"}),
        ("## Supported CI\n\n- ✅ GitHub Actions workflows", {"a.py": "x = 1\n"}),
        ("- ✅ Template for GitHub Actions workflows", {"a.py": "x = 1\n"}),
        ("- No more `print(x)` calls", {"a.py": '"""Say print(x) to see it."""\nx = 1\n'}),
        ("- ✅ 5 card states", {"a.ts": 'type CardState = "a" | "b" | Other;\n'}),
        ("- ✅ 5 label colors", {"a.py": COLORS.replace("Colors:", "Colors(Base):")}),
        ("✅ All files compile successfully", {"a.py": "x = 1\n", "t/{{n}}.py": "{{ x }} = (\n"}),
    ],
)
def test_nobody_is_accused(tmp_path, content, tree):
    assert CONTRADICTED not in said(content, tmp_path, tree)


@pytest.mark.parametrize(
    ("content", "tree"),
    [
        ("Test code: 5,000+ lines", {"src/a.py": "x = 1\n" * 6000}),
        ("Total Python lines: 5,000+", {"src/a.ts": "let x = 1\n" * 6000, "a.py": "x = 1\n"}),
        ("Total code: 6,100 lines", {"src/a.py": "x = 1\n" * 6000}),
        ("- ✅ LabelColors and 2 endpoints", {"a.py": COLORS}),
        ("- ✅ JWT login with several providers", {"a/jwt_login.py": "def f():\n" + LONG * 9}),
        ("✅ All files compile successfully", {"a.py": "x = 1\n", "b.js": "let = ;\n"}),
    ],
)
def test_too_little_confirms_nothing(tmp_path, content, tree):
    assert CONFIRMED not in said(content, tmp_path, tree)


def test_a_command_is_not_held_against_the_tests_of_another_language(tmp_path):
    tree = {"tests/test_a.py": ONE, "web/a.test.ts": "it('a', () => {})\n"}
    assert CONTRADICTED not in said("- `npm test` passes", tmp_path, tree, runs=FAILED)


def test_what_a_measured_language_left_out_was_not_run(tmp_path):
    tree = {"shop/gift_cards.py": "def redeem():\n" + LONG * 9, "shop/a.py": "x = 1\n"}
    found = said("- [x] Implement gift cards", tmp_path, tree, coverage=covered(shop__a=(9, 9)))
    assert CONFIRMED not in found


def test_a_definition_has_not_the_rate_of_its_file(tmp_path):
    tree = {"shop/a.py": "def order_total():\n" + LONG * 8 + "def other():\n" + LONG * 40}
    content = "# Order total\n\nCoverage: 100 %"
    assert CONTRADICTED not in said(content, tmp_path, tree, coverage=covered(shop__a=(10, 50)))


def test_an_archive_is_not_held_to_fewer_than_there_are_today(tmp_path):
    tree = {"tests/test_a.py": ONE}
    content = "- 4 test files\n- 2/6 tests passing\n- Coverage: 20 %"
    path = "docs/archive/PROJECT_STATUS.md"
    measured = {"runs": FAILED, "coverage": covered(shop__a=(30, 50))}
    assert CONTRADICTED not in said(content, tmp_path, tree, path, **measured)


def test_the_application_of_a_package_is_not_the_whole(tmp_path):
    content = "# Billing\n\nThe application is production-ready."
    found = said(content, tmp_path, {"tests/test_a.py": ONE}, "apps/billing/STATUS.md", runs=FAILED)
    assert CONTRADICTED not in found

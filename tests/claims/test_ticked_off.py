"""What becomes of a claim that something was ticked off: held against the tree and the change."""

import pytest
from support.claims import COMMIT, changed, claims, evidence, finding, run, verdicts

CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"
DOCUMENT = "docs/STATUS.md"
CART = """class PriceTable:
    \"\"\"Prices by country.\"\"\"

    LIMIT = 3


def round_price(price):
    return price
"""
TESTS = "def test_rounding():\n    assert 1\n\n\ndef test_limits():\n    assert 2\n"
FILES = {
    "shop/__init__.py": "",
    "shop/cart.py": CART,
    "tests/test_cart.py": TESTS,
    "docs/price_reference.md": "# Prices\n\n" + "A line.\n\n" * 5,
    "docs/short.md": "# Short\n",
    "package.json": '{"dependencies": {"swr": "^2.1.0", "tar": "^7.5.7"}}',
}


def says(sentence, tmp_path, path=DOCUMENT, **held):
    seen = evidence(tmp_path, {**FILES, DOCUMENT: sentence}, **held)
    return verdicts(sentence, seen, path)


@pytest.mark.parametrize(
    ("sentence", "kind", "verdict"),
    [
        ("- ✅ Implemented PriceTable", "changed", CONFIRMED),
        ("- ✅ Implemented VoucherTable", "changed", UNSUPPORTED),
        ("- ✅ Added `VoucherTable` class", "changed", UNSUPPORTED),
        ("- ✅ Created price reference", "documented", CONFIRMED),
        ("- ✅ Created short guide", "documented", UNSUPPORTED),
        ("- ✅ Created voucher reference", "documented", UNSUPPORTED),
        ("- ✅ `shop/cart.py` - the cart", "file-exists", CONFIRMED),
        ("- ✅ `shop/vouchers.py` - the vouchers", "file-exists", CONTRADICTED),
        ("- ✅ `vouchers.py` - the vouchers", "file-exists", UNSUPPORTED),
        ("## Dependencies Added\n\n- swr", "dependency", CONFIRMED),
        ("## Dependencies Added\n\n- `redis`", "dependency", CONTRADICTED),
        ("| Package | From | To |\n|---|---|---|\n| tar | 7.4 | 7.5.7 |", "dependency", CONFIRMED),
        ("| Package | From | To |\n|---|---|---|\n| tar | 7.4 | 7.9 |", "dependency", UNSUPPORTED),
        ("- ✅ 12 prices from the old list", "inventory", UNSUPPORTED),
        ("- Backward compatibility maintained", "none-left", UNSUPPORTED),
        ("- ✅ Removed the old rounding", "complete", UNSUPPORTED),
        ("Status: Ready for Integration", "ready", UNSUPPORTED),
    ],
)
def test_what_is_ticked_off(tmp_path, sentence, kind, verdict):
    assert (kind, verdict) in says(sentence, tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "Status: Ready for Integration",
        "- ✅ Removed the old rounding",
        "- ✅ Created unit tests for the cart",
        "- ✅ 12 prices from the old list",
        "- ✅ Implemented cart (structure)",
    ],
)
def test_failing_tests_do_not_contradict_what_they_say_nothing_of(tmp_path, sentence):
    failing = run(tests__test_cart=(1, 1))
    found = says(sentence, tmp_path, runs=[failing])
    assert found
    assert CONTRADICTED not in [verdict for _, verdict in found]


def test_implemented_is_contradicted_by_failing_tests_of_just_that(tmp_path):
    found = says("- ✅ Implemented the cart", tmp_path, runs=[run(tests__test_cart=(1, 1))])
    assert found == [("complete", CONTRADICTED)]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The shop has 2 tests.", CONFIRMED),
        ("The shop has 3 tests.", UNSUPPORTED),
        ("- `tests/test_cart.py`: 2 tests", CONFIRMED),
        ("## `tests/test_cart.py`\n\nIt has 2 tests.", CONFIRMED),
        ("## `tests/test_cart.py`\n\nIt has 7 tests.", CONTRADICTED),
    ],
)
def test_without_a_report_tests_are_counted_where_they_are_defined(tmp_path, sentence, verdict):
    assert ("test-count", verdict) in says(sentence, tmp_path)


def test_a_definition_that_nothing_names_was_not_added(tmp_path):
    held = evidence(tmp_path, FILES)
    assert verdicts("- ✅ Added `VoucherTable` class", held) == [("changed", CONTRADICTED)]
    assert verdicts("- Added VoucherTable class", held) == [("changed", UNSUPPORTED)]


def test_each_count_of_a_line_is_a_claim():
    found = claims("- cart: 9 tests · vouchers: 5 tests · rates: 3 tests")
    assert [(each.value, each.subject) for each in found] == [
        ("9 tests", "cart"),
        ("5 tests", "vouchers"),
        ("3 tests", "rates"),
    ]


def test_lines_of_the_file_that_the_heading_names(tmp_path):
    right, wrong = ("## `shop/cart.py`\n\n**Lines of Code:** " + each for each in ("8", "80"))
    assert says(right, tmp_path) == [("line-count", CONFIRMED)]
    assert says(wrong, tmp_path) == [("line-count", CONTRADICTED)]


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        (("tests/test_cart.py",), CONFIRMED),
        (("shop/cart.py",), UNSUPPORTED),
        (("docs/price_reference.md",), CONTRADICTED),
    ],
)
def test_new_tests_without_a_number(tmp_path, files, verdict):
    held = evidence(tmp_path, FILES, diff=changed(*files))
    assert verdicts("- [x] Tests have been added", held) == [("tests-added", verdict)]


def test_what_is_only_ticked_off_gives_way_to_what_says_more():
    assert [each.kind for each in claims("- ✅ Created `shop/cart.py`")] == ["file-exists"]
    assert [each.kind for each in claims("- ✅ Updated the README")] == ["documented"]
    assert [each.kind for each in claims("- ✅ Cleaned up the cart")] == ["complete"]


def test_the_commits_of_a_squash_do_not_stand_under_each_others_headings():
    message = (
        "Rounding, vouchers\n\n* fix: rounding\n\n## Next steps\n\nMore.\n\n* feat: vouchers\n\n{}"
    )
    found = claims(message.format("All tests pass.\n"), source=COMMIT)
    assert [each.kind for each in found] == ["tests-pass"]


@pytest.mark.parametrize(
    "sentence",
    [
        "- Modified `shop/cart.py` (added ~300 lines)",
        "- Score: 4.6/10 for the rules (460% improvement over the last month)",
        "- ✅ All existing tests pass (1 tests)",
    ],
)
def test_numbers_that_are_of_something_else_contradict_nothing(tmp_path, sentence):
    passing = run(tests__test_cart=(40, 0))
    found = says(sentence, tmp_path, runs=[passing])
    assert CONTRADICTED not in [verdict for _, verdict in found]


def test_one_of_many_packages_is_a_part_and_not_the_project(tmp_path):
    packages = {f"src/{name}/__init__.py": "" for name in ("cart", "tax", "ship", "mail", "log")}
    files = {**packages, "README.md": "# Cart and tax of a shop\n"}
    failing = run(tests__test_mail=(1, 1))
    held = evidence(tmp_path, files, runs=[failing])
    assert verdicts("- ✅ Cart complete", held) == [("complete", UNSUPPORTED)]


def test_what_passes_need_not_be_finished(tmp_path):
    unfinished = finding("shop/cart.py", "implementation.confessed-simulation")
    held = evidence(tmp_path, FILES, findings=(unfinished,))
    assert verdicts("- ✅ Cart module: PASS", held) == [("works", UNSUPPORTED)]
    assert verdicts("- ✅ Cart module: WORKING", held) == [("works", CONTRADICTED)]


def test_a_directory_is_found_by_its_end(tmp_path):
    held = evidence(tmp_path, {**FILES, "crates/rates/lib.rs": ""})
    assert verdicts("- `rates/` (new crate)", held) == [("file-exists", CONFIRMED)]
    assert verdicts("- `ships/` (new crate)", held) == [("file-exists", CONTRADICTED)]


def test_one_thing_of_a_package_is_not_the_package(tmp_path):
    files = {**FILES, "shop/core/__init__.py": "", "shop/core/tax.py": "", "shop/core/mail.py": ""}
    held = evidence(tmp_path, files, findings=(finding("shop/core/mail.py"),))
    assert verdicts("- ✅ Implemented core classes", held) == [("complete", UNSUPPORTED)]


def test_lines_that_are_numbers_of_lines_are_no_count(tmp_path):
    sentence = "## `shop/cart.py`\n\n**Lines**: 101 (PriceTable), 260 (LIMIT)"
    assert CONTRADICTED not in [verdict for _, verdict in says(sentence, tmp_path)]


ROUTES = 'router.get("/api/prices/{id}")\n\n\ndef price(id):\n    return id\n'


@pytest.mark.parametrize(
    ("route", "verdict"),
    [
        ("/api/prices/{id}", CONFIRMED),
        ("/api/prices/:id", CONFIRMED),
        ("/api/prices", UNSUPPORTED),
        ("/api/vouchers", UNSUPPORTED),
    ],
)
def test_an_endpoint_is_there_where_code_has_its_route(tmp_path, route, verdict):
    held = evidence(tmp_path, {**FILES, "shop/api.py": ROUTES})
    assert verdicts(f"- ✅ Price endpoint (`{route}`)", held) == [("endpoint-exists", verdict)]


def test_a_score_of_another_method_decides_nothing(tmp_path):
    assert says("Overall readiness score: 60 / 100", tmp_path) == [("ready", UNSUPPORTED)]


@pytest.mark.parametrize(
    "sentence",
    [
        "- ✅ Built the package",
        "- ✅ Created the branch for the release",
        "- ✅ Completed the release notes of the package",
        "- ✅ Package available via npm",
        "- All services support retries",
        "| 功能 | Status |\n|---|---|\n| 登录 | ✅ |",
        "| Endpoint | Tested |\n|---|---|\n| cart | ✅ |",
        "Two cart bugs have been fixed.",
        "Successfully fixed the rounding of the cart.",
        "All TODOs from the review have been addressed.",
        "- ✅ Summary: `reports/summary.html`",
        "- [x] Pages deployed (`docs.example.com/guide/`)",
        "| File | Status |\n|---|---|\n| `shop/old.py` | Modified |",
        "This makes no changes to the changelog.",
        "- Added `CODECOV_TOKEN` to the secrets",
        "- Adds `needs_review` to the labels of the issue",
        "## Dependencies Added\n\n- `libpq-dev`",
        "- Verify login: all tests pass",
        "Explains how to make all tests pass.",
        "## To be fixed before merging\n\n- all tests pass",
        "## Complete when\n\n**✅ Quality**\n\n- all tests pass",
        "--retry makes the tests pass",
    ],
)
@pytest.mark.parametrize("path", [None, DOCUMENT])
def test_what_may_be_true_is_not_contradicted(tmp_path, sentence, path):
    files = {
        **FILES,
        "CHANGELOG.md": "# Changes\n",
        "Dockerfile": "RUN apt-get install libpq-dev\n",
        "shop/tax.py": "# TODO: by country\n",
    }
    held = evidence(
        tmp_path,
        files,
        runs=[run(tests__test_cart=(3, 1))],
        findings=(finding("shop/cart.py", "implementation.confessed-simulation"),),
        diff=changed("shop/tax.py"),
    )
    assert CONTRADICTED not in [verdict for _, verdict in verdicts(sentence, held, path)]

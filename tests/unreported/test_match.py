"""Which files of tests a report has cases of, in the names that real tools write."""

from pathlib import Path

import pytest
from support.repositories import tree

from readiness.model import Counts, Suite, TestRun
from readiness.reports.ingest import measure
from readiness.repository.checkout import snapshot
from readiness.unreported.files import test_files as files_of_tests
from readiness.unreported.find import unreported
from readiness.unreported.match import reported

SAMPLES = Path(__file__).parents[1] / "samples"

PYTHON = "def test_sells():\n    assert True\n"
JAVA = "package com.example;\n\nclass {name} {{\n    @Test\n    void sells() {{}}\n}}\n"
CSHARP = (
    "namespace Shop;\n\npublic class {name}\n{{\n    [Test]\n    public void Sells() {{}}\n}}\n"
)
GO = 'package shop\n\nimport "testing"\n\nfunc TestSells(t *testing.T) {}\n'
PHP = "<?php\nfinal class {name} extends TestCase\n{{\n    public function testSells() {{}}\n}}\n"
RUBY = "describe '{name}' do\n  it 'sells' do\n  end\nend\n"
RUST = "#[test]\nfn sells() {}\n"
TESTS = "src/test/java/com/example"


def script(*titles: str) -> str:
    inner = "".join(f"  test('{each}', () => {{}});\n" for each in titles[1:])
    return f"describe('{titles[0]}', () => {{\n{inner}}});\n"


def without(files: dict[str, str], path: str) -> dict[str, str]:
    return {each: text for each, text in files.items() if each != path}


SUM = {
    "sum.test.js": script("sum", "adds", "fails") + "test.each([1])('adds one to %i', () => {});\n",
    "flaky.test.js": "test('passes at the second try', () => {});\n",
    "broken.test.js": "test('never runs', () => {});\n",
}
SHOP = script("Shop", "sells", "refuses") + script("cellar", "never runs")
OTHER_SCRIPT = script("Orders", "are placed")
NAMED = [
    ("junit/pytest.xml", {"tests/test_shop.py": PYTHON}, {"tests/test_orders.py": PYTHON}),
    ("junit/pytest-rerun.xml", {"test_shop.py": PYTHON}, {"test_orders.py": PYTHON}),
    (
        "junit/pytest-interrupted.xml",
        {"test_missing.py": PYTHON, "test_skipped.py": PYTHON},
        {"test_orders.py": PYTHON},
    ),
    ("junit/unittest.xml", {"tests/test_shop.py": PYTHON}, {"tests/test_orders.py": PYTHON}),
    *(
        (
            f"junit/{tool}-ShopTest.xml",
            {f"{TESTS}/ShopTest.java": JAVA.format(name="ShopTest")},
            {f"{TESTS}/OrderTest.java": JAVA.format(name="OrderTest")},
        )
        for tool in ("surefire", "gradle", "ant")
    ),
    *(
        (f"junit/{tool}-LockedTest.xml", {f"{TESTS}/LockedTest.java": JAVA}, {})
        for tool in ("surefire", "gradle", "ant")
    ),
    ("jest/jest.json", SUM, {"orders.test.js": OTHER_SCRIPT}),
    ("jest/vitest.json", without(SUM, "flaky.test.js"), {"orders.test.ts": OTHER_SCRIPT}),
    ("ctrf/jest.json", without(SUM, "broken.test.js"), {"orders.test.ts": OTHER_SCRIPT}),
    ("junit/vitest.xml", {"web/sum.test.js": SUM["sum.test.js"]}, {"a.test.ts": OTHER_SCRIPT}),
    ("junit/mocha.xml", {"test/shop.spec.js": SHOP}, {"test/orders.js": OTHER_SCRIPT}),
    ("junit/mocha-xunit.xml", {"test/shop.spec.js": SHOP}, {"test/orders.js": OTHER_SCRIPT}),
    ("mocha/mocha.json", {"test/shop.spec.js": SHOP}, {"test/orders.js": OTHER_SCRIPT}),
    ("junit/cypress.xml", {"cypress/e2e/shop.cy.js": SHOP}, {"cypress/e2e/a.cy.js": OTHER_SCRIPT}),
    ("junit/playwright.xml", {"e2e/shop.spec.js": SHOP}, {"e2e/orders.spec.ts": OTHER_SCRIPT}),
    (
        "gotest/go.json",
        {"go.mod": "module example.com/demo\n", "shop/shop_test.go": GO, "shop/more_test.go": GO},
        {"orders/orders_test.go": GO},
    ),
    (
        "junit/gotestsum.xml",
        {"go.mod": "module example.com/demo\n", "shop/shop_test.go": GO},
        {"orders/orders_test.go": GO},
    ),
    (
        "junit/phpunit.xml",
        {"tests/ShopTest.php": PHP.format(name="ShopTest")},
        {"tests/OrderTest.php": PHP.format(name="OrderTest")},
    ),
    ("junit/rspec.xml", {"spec/shop_spec.rb": RUBY}, {"spec/order_spec.rb": RUBY}),
    (
        "nunit2/nunit.xml",
        {"Shop.Tests/Everything.cs": CSHARP.format(name="ShopTest")},
        {"Shop.Tests/OrderTests.cs": CSHARP.format(name="OrderTests")},
    ),
    (
        "xunit/by-hand-v3.xml",
        {"Shop.Tests/CellarTests.cs": CSHARP.format(name="CellarTests")},
        {"Shop.Tests/OrderTests.cs": CSHARP.format(name="OrderTests")},
    ),
    (
        "junit/by-hand-nextest.xml",
        {"Cargo.toml": '[package]\nname = "demo"\n', "tests/shop.rs": RUST},
        {"orders/Cargo.toml": '[package]\nname = "orders"\n', "orders/tests/orders.rs": RUST},
    ),
]


def missed(directory: Path, *samples: str) -> set[str]:
    here = snapshot(directory)
    for number, sample in enumerate(samples):
        (directory / f"junit-{number}").write_bytes((SAMPLES / sample).read_bytes())
    measured = measure(directory, tests=["junit-*"], coverage=(), files=tuple(here.files))
    assert len(measured.runs) == len(samples)
    return {file.path for file in unreported(measured, here).missed}


@pytest.mark.parametrize(("sample", "there", "absent"), NAMED, ids=[each[0] for each in NAMED])
def test_the_files_of_a_report_are_known_by_what_its_tool_writes(tmp_path, sample, there, absent):
    tree(tmp_path, {**there, **absent})
    assert missed(tmp_path, sample) == {path for path in absent if not path.endswith(".toml")}


TITLED = {
    "sum.test.js": SUM["sum.test.js"] + "test('fails as expected', () => {});\n",
    "flaky.test.js": SUM["flaky.test.js"],
}


def test_titles_name_files_where_the_report_has_nothing_else(tmp_path):
    tree(tmp_path, {**TITLED, "orders.test.js": OTHER_SCRIPT})
    assert missed(tmp_path, "junit/jest.xml") == {"orders.test.js"}


def test_titles_that_no_file_has_may_be_of_any(tmp_path):
    tree(tmp_path, {"sum.test.js": TITLED["sum.test.js"], "orders.test.js": OTHER_SCRIPT})
    assert missed(tmp_path, "junit/jest.xml") == set()


OPAQUE = [
    "junit/bazel-sells.xml",
    "junit/ctest.xml",
    "junit/node.xml",
    "junit/rust.xml",
    "tap/node.tap",
]


@pytest.mark.parametrize("sample", OPAQUE)
def test_a_report_that_names_no_file_accuses_none(tmp_path, sample):
    tree(tmp_path, {"test_shop.py": PYTHON, "a.test.js": OTHER_SCRIPT, "a_test.go": GO})
    assert missed(tmp_path, sample) == set()


def test_what_nodes_runner_calls_every_class_says_nothing_of_its_cases(tmp_path):
    tree(
        tmp_path,
        {
            "a/test/index.js": script("@shop/a", "sells"),
            "b/test/index.js": script("@shop/b", "sells"),
            "a/junit.xml": '<testsuites><testsuite name="@shop/a"><testcase name="sells" '
            'classname="test"/></testsuite></testsuites>',
        },
    )
    here = snapshot(tmp_path)
    measured = measure(tmp_path, tests=["a/junit.xml"], coverage=(), files=tuple(here.files))
    assert {file.path for file in unreported(measured, here).missed} == {"b/test/index.js"}


def test_a_module_that_is_called_test_is_still_found(tmp_path):
    tree(tmp_path, {"test.py": PYTHON, "test_orders.py": PYTHON})
    suite = Suite(name="pytest", classname="test", counts=Counts(passed=1))
    run = TestRun(source="r.xml", format="junit", counts=Counts(passed=1), suites=(suite,))
    found = reported([run], files_of_tests(snapshot(tmp_path)))
    assert "test.py" in found.paths or "python" in found.unclear


def test_a_report_of_another_language_accuses_the_other(tmp_path):
    tree(tmp_path, {"test_shop.py": PYTHON, "web/a.test.js": OTHER_SCRIPT})
    assert missed(tmp_path, "junit/pytest.xml") == {"web/a.test.js"}


def test_reports_are_taken_together(tmp_path):
    tree(tmp_path, {"test_shop.py": PYTHON, "e2e/shop.spec.js": SHOP})
    assert missed(tmp_path, "junit/pytest.xml") == {"e2e/shop.spec.js"}
    assert missed(tmp_path, "junit/pytest.xml", "junit/playwright.xml") == set()


def named(*classes: str, format: str = "junit") -> TestRun:  # noqa: A002
    suites = tuple(Suite(name="", classname=each, counts=Counts(passed=1)) for each in classes)
    return TestRun(source="r.xml", format=format, counts=Counts(passed=len(classes)), suites=suites)


def paths(directory: Path, *runs: TestRun) -> set[str]:
    return set(reported(runs, files_of_tests(snapshot(directory))).paths)


SERVICES = dict.fromkeys(
    ("api/tests/test_shop.py", "api/tests/test_api.py", "web/tests/test_shop.py", "test_shop.py"),
    PYTHON,
)


def test_of_several_files_of_a_name_those_under_the_root_that_explains_most(tmp_path):
    tree(tmp_path, SERVICES)
    run = named("tests.test_shop", "tests.test_api.TestApi")
    assert paths(tmp_path, run) == {"api/tests/test_shop.py", "api/tests/test_api.py"}


def test_what_stays_ambiguous_counts_for_all(tmp_path):
    tree(tmp_path, SERVICES)
    found = paths(tmp_path, named("tests.test_shop"))
    assert found == {"api/tests/test_shop.py", "web/tests/test_shop.py"}


def test_a_name_goes_to_the_directories_that_agree_best(tmp_path):
    tree(tmp_path, SERVICES)
    assert paths(tmp_path, named("web.tests.test_shop")) == {"web/tests/test_shop.py"}
    assert paths(tmp_path, named("main.api.tests.test_api.TestApi")) == {"api/tests/test_api.py"}


@pytest.mark.parametrize(
    "name", ["Shop.OrderTests", "Shop.OrderTests+Nested", "Shop.OrderTests`1[System.Int32]"]
)
def test_a_class_names_the_file_that_declares_it(tmp_path, name):
    code = CSHARP.format(name="ShopTests") + "public class OrderTests\n{\n    [Test]\n}\n"
    tree(tmp_path, {"Shop.Tests/All.cs": code, "Shop.Tests/Cellar.cs": CSHARP.format(name="C")})
    assert paths(tmp_path, named(name, format="trx")) == {"Shop.Tests/All.cs"}


def test_a_class_is_found_beside_a_file_that_is_called_like_its_package(tmp_path):
    code = CSHARP.format(name="OrderTests")
    tree(tmp_path, {"Shop.Tests/All.cs": code, "Shop.Tests/Shop.cs": "class Shop\n{\n}\n"})
    assert "Shop.Tests/All.cs" in paths(tmp_path, named("Shop.OrderTests", format="trx"))


def test_nested_classes_are_of_the_outer_class(tmp_path):
    tree(tmp_path, {f"{TESTS}/ShopTest.java": JAVA, f"{TESTS}/OrderTest.java": JAVA})
    run = named("com.example.ShopTest$WhenClosed")
    assert paths(tmp_path, run) == {f"{TESTS}/ShopTest.java"}


def test_more_suites_than_are_told_apart_may_be_of_any_file(tmp_path):
    tree(tmp_path, {"test_shop.py": PYTHON})
    run = TestRun(source="r.xml", format="junit", counts=Counts(passed=9), nameless=9)
    assert reported([run], files_of_tests(snapshot(tmp_path))).unclear == {"python"}


def test_a_suite_that_is_called_like_a_title_does_not_tell_its_cases(tmp_path):
    tree(tmp_path, {"a.test.js": script("all", "adds"), "b.test.ts": OTHER_SCRIPT})
    suite = Suite(name="all", classname="is not a title", counts=Counts(passed=1))
    run = TestRun(source="r.xml", format="junit", counts=Counts(passed=1), suites=(suite,))
    found = reported([run], files_of_tests(snapshot(tmp_path)))
    assert found.unclear == {"javascript", "typescript"}

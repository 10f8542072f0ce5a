"""Tests in no report: what is one, what may rightly be in none, and how it is said."""

import pytest
from support.repositories import tree

from readiness.model import Counts, Measured, Outcome, Suite, TestRun, Unreadable
from readiness.repository.checkout import snapshot
from readiness.unreported.find import unreported

TEST = "def test_sells():\n    assert True\n"
SHOP = {"tests/test_shop.py": TEST}


def run(*classes, complete=True):
    suites = tuple(Suite(name="", classname=each, counts=Counts(passed=1)) for each in classes)
    counts = Counts(passed=len(classes))
    return TestRun(source="r.xml", format="junit", counts=counts, suites=suites, complete=complete)


MEASURED = Measured(runs=(run("tests.test_shop"),))


def missed(directory, files, measured=MEASURED):
    here = snapshot(tree(directory, {**SHOP, **files}))
    return [file.path for file in unreported(measured, here).missed]


def said(directory, files, measured=MEASURED, apart=lambda path: ()):
    here = snapshot(tree(directory, {**SHOP, **files}))
    return [each.message for each in unreported(measured, here).findings(apart)]


NO_TESTS = {
    "a helper": ("tests/test_data.py", "ROWS = [1, 2]\n\n\ndef make():\n    return ROWS\n"),
    "a fixture": (
        "tests/test_app.py",
        "import pytest\n\n\n@pytest.fixture\ndef test_app():\n    return 1\n",
    ),
    "a mixin": ("tests/test_base.py", "class BaseCases:\n    def test_it(self):\n        ...\n"),
    "not a test": (
        "tests/test_x.py",
        "class TestX:\n    __test__ = False\n    def test_it(self): ...\n",
    ),
    "on one system": (
        "tests/test_windows.py",
        'import sys\n\nif sys.platform == "win32":\n\n    class TestWindows:\n'
        "        def test_it(self):\n            assert True\n",
    ),
    "another name": ("tests/shop_checks.py", TEST),
    "a benchmark": ("benchmarks/test_speed.py", "def bench_speed():\n    pass\n"),
    "an example's own": ("examples/shop/tests/test_example.py", TEST),
    "a timed one": ("tests/benchmarks/test_speed.py", TEST),
    "data": ("tests/fixtures/project/test_inner.py", TEST),
    "vendored": ("vendor/lib/test_lib.py", TEST),
    "an abstract class": (
        "src/test/java/BaseTest.java",
        "/** A class of all. */\npublic abstract class BaseTest {\n  @Test\n  void a() {}\n}\n",
    ),
    "an interface": (
        "src/test/java/Rules.java",
        "interface Rules {\n    @Test\n    void a();\n}\n",
    ),
    "a page object": ("e2e/page.ts", "export class Page {\n  open() { return this.test(); }\n}\n"),
    "a Go benchmark": ("shop/speed_test.go", "package s\n\nfunc BenchmarkX(b *testing.B) {}\n"),
    "Go's main": ("shop/main_test.go", "package s\n\nfunc TestMain(m *testing.M) {}\n"),
    "types": ("test/shop.test-d.ts", "expectType<string>(name());\n"),
}


@pytest.mark.parametrize(("path", "text"), NO_TESTS.values(), ids=NO_TESTS)
def test_what_defines_no_test_is_not_missed(tmp_path, path, text):
    assert missed(tmp_path, {path: text}) == []


TESTS = {
    "a function": ("tests/test_pay.py", "async def test_pays():\n    assert True\n"),
    "a method": ("tests/test_pay.py", "class TestPay:\n\n    def test_it(self):\n        ...\n"),
    "unittest": (
        "tests/pay_test.py",
        "class Pay(TestCase):\n    def test_it(self):\n        ...\n",
    ),
    "Mocha": ("test/pay.js", "describe('pay', function () {\n  it('pays', () => {})\n})\n"),
    "a table": ("a.spec.tsx", "it.each`\n  a | b\n`('adds', () => {});\n"),
    "Go": ("pay/pay_test.go", "package pay\n\nfunc TestPays(t *testing.T) {}\n"),
    "a fuzz test": ("pay/pay_test.go", "package pay\n\nfunc FuzzPays(f *testing.F) {}\n"),
    "JUnit 5": (
        "src/test/java/P.java",
        "final class P {\n    @ParameterizedTest\n    void a() {}\n}\n",
    ),
    "JUnit 3": (
        "src/test/java/P.java",
        "public class P extends TestCase {\n    public void testIt() {}\n}\n",
    ),
    "Kotlin": ("src/test/kotlin/P.kt", "class P {\n    @Test\n    fun `it pays`() {}\n}\n"),
    "xUnit": ("Pay.Tests/P.cs", "public sealed class P\n{\n    [Theory]\n    void A() {}\n}\n"),
    "Rust": ("src/pay.rs", "#[cfg(test)]\nmod tests {\n    #[tokio::test]\n    fn a() {}\n}\n"),
    "RSpec": ("spec/pay_spec.rb", "describe Pay do\n  it 'pays' do\n  end\nend\n"),
    "minitest": ("test/pay_test.rb", "class PayTest\n  def test_it\n  end\nend\n"),
    "PHPUnit": (
        "tests/PayTest.php",
        "<?php\nclass PayTest\n{\n    #[Test]\n    public function a() {}\n}\n",
    ),
}


@pytest.mark.parametrize(("path", "text"), TESTS.values(), ids=TESTS)
def test_what_defines_tests_is_missed(tmp_path, path, text):
    assert missed(tmp_path, {path: text}) == [path]


MARKED = "import pytest\n\npytestmark = pytest.mark.slow\n\n\ndef test_all():\n    assert True\n"
RUNNER = "[tool.pytest.ini_options]\n"
TAGGED = 'class PayTest {\n    @Test\n    @Tag("slow")\n    void a() {}\n}\n'
BUILT = "//go:build integration\n\npackage pay\n\nfunc TestPays(t *testing.T) {}\n"
PAY_SPEC = "describe('pay', () => {\n  it('pays', () => {});\n});\n"
CHOSEN = {
    "a marker of the configuration": (
        {"pyproject.toml": RUNNER + 'addopts = ["-m", "not slow and not online"]\n'},
        {"tests/test_all.py": MARKED},
    ),
    "a marker of a command": (
        {".github/workflows/ci.yml": 'run: pytest -m "not slow"\n'},
        {"tests/test_all.py": MARKED},
    ),
    "an ignored path": (
        {"pyproject.toml": RUNNER + 'addopts = "--ignore=tests/e2e -q"\n'},
        {"tests/e2e/test_all.py": TEST},
    ),
    "a directory that is not visited": (
        {"pytest.ini": "[pytest]\n", "tox.ini": "[pytest]\nnorecursedirs = .git old\n"},
        {"tests/old/test_all.py": TEST},
    ),
    "outside of the testpaths": (
        {"pyproject.toml": RUNNER + 'testpaths = ["tests"]\n'},
        {"scripts/test_all.py": TEST},
    ),
    "conftest's list": (
        {"tests/conftest.py": 'collect_ignore = ["test_all.py"]\n'},
        {"tests/test_all.py": TEST},
    ),
    "conftest's hook": (
        {"tests/conftest.py": "def pytest_ignore_collect(collection_path):\n    return None\n"},
        {"tests/test_all.py": TEST},
    ),
    "a build tag": ({"Makefile": "test:\n\tgo test ./...\n"}, {"pay/pay_test.go": BUILT}),
    "another system": ({}, {"pay/pay_windows_test.go": BUILT.partition("\n\n")[2]}),
    "Jest's patterns": (
        {"package.json": '{"jest": {"testPathIgnorePatterns": ["<rootDir>/e2e/"]}}\n'},
        {"e2e/pay.test.js": PAY_SPEC},
    ),
    "Vitest's exclude": (
        {"vitest.config.ts": "export default { test: { exclude: ['**/e2e/**'] } }\n"},
        {"e2e/pay.test.ts": PAY_SPEC},
    ),
    "an excluded tag": (
        {"pom.xml": "<excludedGroups>slow</excludedGroups>\n"},
        {"src/test/java/PayTest.java": TAGGED},
    ),
    "an excluded class": (
        {"build.gradle": "test { exclude '**/PayTest*' }\n"},
        {"src/test/java/PayTest.java": TAGGED},
    ),
}


@pytest.mark.parametrize(("settings", "files"), CHOSEN.values(), ids=CHOSEN)
def test_what_the_project_leaves_out_itself_is_not_missed(tmp_path, settings, files):
    assert missed(tmp_path, {**settings, **files}) == []


RUN_ALL_THE_SAME = {
    "a marker that another command asks for": (
        {"Makefile": 'quick:\n\tpytest -m "not slow"\nall:\n\tpytest -m slow\n'},
        {"tests/test_all.py": MARKED},
    ),
    "a path that another command names": (
        {"Makefile": "quick:\n\tpytest --ignore=e2e\nall:\n\tpytest e2e\n"},
        {"e2e/test_all.py": TEST},
    ),
    "a place that a script goes to": (
        {
            "pyproject.toml": RUNNER + 'testpaths = ["tests"]\n',
            "scripts/ci.sh": "python -m pytest -q e2e\n",
        },
        {"e2e/test_all.py": TEST},
    ),
    "a tag that a command builds": (
        {"Makefile": "all:\n\tgo test -tags=integration ./...\n"},
        {"pay/pay_test.go": BUILT},
    ),
    "what is only left out of coverage": (
        {"vitest.config.ts": "export default { test: { coverage: { exclude: ['**/e2e/**'] } } }\n"},
        {"e2e/pay.test.ts": PAY_SPEC},
    ),
}


@pytest.mark.parametrize(("settings", "files"), RUN_ALL_THE_SAME.values(), ids=RUN_ALL_THE_SAME)
def test_what_is_run_elsewhere_is_missed(tmp_path, settings, files):
    assert missed(tmp_path, {**settings, **files}) == list(files)


def test_without_any_report_nothing_is_said(tmp_path):
    assert missed(tmp_path, {"tests/test_pay.py": TEST}, Measured()) == []


@pytest.mark.parametrize(
    "measured",
    [
        Measured(runs=(run("tests.test_shop", complete=False),)),
        Measured(runs=MEASURED.runs, unreadable=(Unreadable(path="b.xml", reason="empty"),)),
    ],
    ids=["cut off", "unreadable"],
)
def test_beside_a_damaged_report_nothing_is_said(tmp_path, measured):
    assert missed(tmp_path, {"tests/test_pay.py": TEST}, measured) == []


def test_an_empty_report_holds_no_test(tmp_path):
    assert missed(tmp_path, {}, Measured(runs=(run(),))) == ["tests/test_shop.py"]


def test_one_finding_for_each_directory_without_a_report(tmp_path):
    files = {
        "tests/test_pay.py": TEST,
        "tests/e2e/test_a.py": TEST,
        "tests/e2e/deep/test_b.py": TEST + "\n\n" + TEST.replace("sells", "pays"),
        "web/a.test.ts": PAY_SPEC,
        "web/lib/b.test.js": PAY_SPEC,
    }
    assert said(tmp_path, files) == [
        "no report has web (2 JavaScript and TypeScript tests in 2 files)",
        "no report has tests/test_pay.py (1 Python test)",
        "no report has tests/e2e (3 Python tests in 2 files)",
    ]


def test_hundreds_of_directories_are_not_hundreds_of_findings(tmp_path):
    files = {f"tests/d{n}/test_a.py": TEST for n in range(30)}
    files |= {f"tests/d{n}/test_reported.py": TEST for n in range(30)}
    measured = Measured(runs=(run(*(f"tests.d{n}.test_reported" for n in range(30))),))
    assert said(tmp_path, files, measured) == ["no report has tests (31 Python tests in 31 files)"]


def test_a_finding_is_unknown_and_names_the_places(tmp_path):
    files = {"tests/e2e/test_a.py": "\n\n" + TEST, "tests/e2e/test_b.py": TEST}
    here = snapshot(tree(tmp_path, {**SHOP, **files}))
    (found,) = unreported(MEASURED, here).findings(lambda path: ())
    assert found.outcome is Outcome.UNKNOWN
    assert str(found.location) == "tests/e2e/test_a.py:3"
    assert [str(each.location) for each in found.evidence] == [
        "tests/e2e/test_a.py:3",
        "tests/e2e/test_b.py:1",
    ]


def test_paths_that_the_policy_does_not_want_are_left_out(tmp_path):
    files = {"tests/e2e/test_a.py": TEST, "tests/pay/test_b.py": TEST}
    assert said(tmp_path, files, apart=lambda path: None if "e2e" in path else ()) == [
        "no report has tests/pay/test_b.py (1 Python test)"
    ]


def test_what_the_policy_tells_apart_is_said_apart(tmp_path):
    files = {"web/a/x.test.ts": PAY_SPEC, "web/b/y.test.ts": PAY_SPEC}
    assert said(tmp_path, files) == ["no report has web (2 TypeScript tests in 2 files)"]
    assert said(tmp_path, files, apart=lambda path: (path[:5],)) == [
        "no report has web/a/x.test.ts (1 TypeScript test)",
        "no report has web/b/y.test.ts (1 TypeScript test)",
    ]

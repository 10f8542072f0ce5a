"""Makes the samples of JUnit XML in tests/samples/junit again, each by the tool that writes it.

    python scripts/samples_junit.py [NAME…]

As ``samples_results.py`` does for the other formats of results, with its projects and helpers.
What comes from a system's packages (Surefire, Gradle, Swift …) is in ``samples_native.py``.
Nextest does not run here: its sample, named ``by-hand``, follows its source and documents.
"""

import platform
import sys
from pathlib import Path

import samples_coverage
from samples_coverage import SAMPLES, SCRATCH, project, run
from samples_projects import CUCUMBER, JEST, MOCHA, PLAYWRIGHT, ROBOT, TAP, VITEST
from samples_python_projects import BEHAVE, PYTEST, UNITTEST
from samples_results import npm, pypi

CTEST = {
    "CMakeLists.txt": """cmake_minimum_required(VERSION 3.21)
project(demo NONE)
enable_testing()
add_test(NAME sells COMMAND ${CMAKE_COMMAND} -E true)
add_test(NAME refuses COMMAND ${CMAKE_COMMAND} -E false)
add_test(NAME absent COMMAND nothing_of_this_name)
add_test(NAME disabled COMMAND ${CMAKE_COMMAND} -E true)
set_tests_properties(disabled PROPERTIES DISABLED TRUE)
add_test(NAME left_out COMMAND ${CMAKE_COMMAND} -E false)
set_tests_properties(left_out PROPERTIES SKIP_RETURN_CODE 1)
""",
}


def pytest() -> None:
    """pytest: every outcome, a module that does not load, and a retry."""
    here = project("demo-pytest", PYTEST)
    tool = pypi("pytest") / "pytest"
    run(tool.parent, tool.with_name("pip"), "install", "-q", "pytest-rerunfailures")
    run(here, tool, "-q", "--junitxml=pytest.xml", "--continue-on-collection-errors", check=False)
    run(here, tool, "-q", "--junitxml=xunit1.xml", "-o", "junit_family=xunit1", check=False)
    retried = ("--reruns=1", "-k", "second_try or refuses", "test_shop.py")
    run(here, tool, "-q", "--junitxml=rerun.xml", *retried, check=False)
    keep(here / "pytest.xml", "pytest.xml")
    keep(here / "xunit1.xml", "pytest-interrupted.xml")
    keep(here / "rerun.xml", "pytest-rerun.xml")


def unittest() -> None:
    """unittest by unittest-xml-reporting, one file a class and all in one."""
    here = project("unittest", UNITTEST)
    tool = pypi("unittest-xml-reporting") / "python"
    run(here, tool, "-m", "xmlrunner", "discover", "--output-file", "all.xml", check=False)
    keep(here / "all.xml", "unittest.xml")


def jest() -> None:
    """Jest by jest-junit, with and without the errors of suites."""
    here = project("jest", JEST)
    tool, junit = npm() / "jest", reporter("jest-junit")
    for name, errors in (("jest.xml", "false"), ("jest-suite-errors.xml", "true")):
        env = {"JEST_JUNIT_OUTPUT_NAME": name, "JEST_JUNIT_REPORT_TEST_SUITE_ERRORS": errors}
        run(here, tool, f"--reporters={junit}", "--runInBand", check=False, **env)
        keep(here / name, name)


def vitest() -> None:
    """Vitest, with a file that does not load."""
    broken = {"broken.test.js": "import './missing';\n"}
    here = project("vitest", VITEST | broken)
    run(here, npm() / "vitest", "run", "--reporter=junit", "--outputFile=junit.xml", check=False)
    keep(here / "junit.xml", "vitest.xml")


def mocha() -> None:
    """Mocha by its own xunit reporter and by mocha-junit-reporter."""
    here = project("mocha", MOCHA)
    tool, reporting = npm() / "mocha", reporter("mocha-junit-reporter")
    option = "--reporter-option"
    run(here, tool, "-R", "xunit", option, "output=xunit.xml", "shop.spec.js", check=False)
    junit = ("-R", reporting, option, "mochaFile=junit.xml")
    run(here, reporting.parent / ".bin" / "mocha", *junit, "shop.spec.js", check=False)
    keep(here / "xunit.xml", "mocha-xunit.xml")
    keep(here / "junit.xml", "mocha.xml")


def cypress() -> None:
    """What Cypress writes its JUnit with, mocha-junit-reporter, as Cypress configures it.

    Cypress itself does not run here: its program is no package.
    """
    here = project("cypress", {"cypress/e2e/shop.cy.js": MOCHA["shop.spec.js"]})
    reporting = reporter("mocha-junit-reporter")
    option = ("--reporter-option", "mochaFile=results/[hash].xml,toConsole=true")
    mocha = reporting.parent / ".bin" / "mocha"
    run(here, mocha, "-R", reporting, *option, "cypress/e2e/shop.cy.js", check=False)
    (made,) = (here / "results").iterdir()
    keep(made, "cypress.xml")


def playwright() -> None:
    """Playwright, with a test that passes in its retry."""
    here = project("playwright", PLAYWRIGHT)
    env = {"PLAYWRIGHT_JUNIT_OUTPUT_NAME": "junit.xml"}
    run(here, npm() / "playwright", "test", "--reporter=junit", check=False, **env)
    keep(here / "junit.xml", "playwright.xml")


def node() -> None:
    """Node's own runner."""
    here = project("tap", TAP)
    reporter = ("--test-reporter=junit", "--test-reporter-destination=junit.xml")
    run(here, "node", "--test", *reporter, "node.test.mjs", check=False)
    keep(here / "junit.xml", "node.xml")


def cucumber() -> None:
    """Cucumber.js."""
    here = project("cucumber", CUCUMBER)
    run(here, npm() / "cucumber-js", "--format", "junit:junit.xml", check=False)
    keep(here / "junit.xml", "cucumber-js.xml")


def robot() -> None:
    """Robot Framework's xunit output."""
    here = project("robot", ROBOT)
    quiet = ("--log", "NONE", "--report", "NONE", "--output", "NONE")
    run(here, pypi("robotframework") / "robot", *quiet, "--xunit", "x.xml", "shop", check=False)
    keep(here / "x.xml", "robot.xml")


def behave() -> None:
    """behave, and its JSON, which is nearly Cucumber's."""
    here = project("demo-behave", BEHAVE)
    tool, outer = (
        pypi("behave") / "behave",
        ("-f", "json", "-o", "behave.json", "--tags=not @later"),
    )
    run(here, tool, "--junit", "--junit-directory", ".", *outer, check=False)
    keep(here / "TESTS-shop.xml", "behave.xml")
    samples_coverage.keep(here / "behave.json", "cucumber", "behave.json")


def ctest() -> None:
    """CTest."""
    here = project("ctest", CTEST)
    tool = pypi("cmake")
    run(here, tool / "cmake", "-B", "build", "-G", "Unix Makefiles")
    run(here, tool / "ctest", "--test-dir", "build", "--output-junit", "../j.xml", check=False)
    keep(here / "j.xml", "ctest.xml")


def keep(made: Path, name: str) -> None:
    """Copies what a tool wrote into the samples, without this machine's name and Python."""
    samples_coverage.keep(made, "junit", name)
    file = SAMPLES / "junit" / name
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    text = text.replace(sys.base_prefix, "/usr").replace(f'"{platform.node()}"', '"host"')
    file.write_text(text, encoding="utf-8", errors="surrogateescape")


def reporter(package: str) -> Path:
    """A package of npm, apart from those of the other samples."""
    home = SCRATCH / "reporters" / package
    if not home.exists():
        home.mkdir(parents=True)
        quiet = ("--no-audit", "--no-fund", "--no-save", "--prefix=.")
        run(home, "npm", "install", *quiet, package, "mocha@11")
    return home / "node_modules" / package


MAKERS = {
    maker.__name__: maker
    for maker in (
        pytest, unittest, jest, vitest, mocha, cypress, playwright, node, cucumber, robot, behave,
        ctest,
    )
}  # fmt: skip


if __name__ == "__main__":
    for each in sys.argv[1:] or MAKERS:
        MAKERS[each]()

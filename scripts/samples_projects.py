"""The tests that the samples of results are the outcome of, by tool: file → content."""

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
    "shop.ava.mjs": """import test from 'ava';

test('sells', (t) => t.is(1 + 1, 2));
test('refuses', (t) => t.is(1, 2));
test.skip('left out', (t) => t.pass());
test.todo('later');
test.failing('fails as expected', (t) => t.is(1, 2));
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

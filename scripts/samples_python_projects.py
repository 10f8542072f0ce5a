"""The tests behind the samples of Python's runners, by tool: file → content."""

PYTEST = {
    "test_shop.py": """import unittest

import pytest

tries = []


@pytest.fixture
def open_shop():
    yield
    raise RuntimeError("could not close")


@pytest.fixture
def locked():
    raise RuntimeError("no key")


@pytest.mark.parametrize("count", [1, 2])
def test_sells(count):
    assert count == 1, "sold out"


def test_closes(open_shop):
    pass


def test_fails_and_does_not_close(open_shop):
    assert False


def test_locked(locked):
    pass


@pytest.mark.skip(reason="not here")
def test_left_out():
    pass


@pytest.mark.xfail(reason="known")
def test_fails_as_expected():
    assert False


@pytest.mark.xfail
def test_passes_against_expectation():
    pass


@pytest.mark.xfail(strict=True)
def test_passes_against_strict_expectation():
    pass


def test_escapes():
    assert False, "\\x1b[31mred\\x1b[0m \\x00 <b>&amp;</b> ]]> \\ud800"


class TestCellar(unittest.TestCase):
    def test_subtests(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertNotEqual(n, 1)


def test_passes_at_the_second_try():
    tries.append(1)
    assert len(tries) > 1
""",
    "test_missing.py": "import nothing_of_this_name\n\n\ndef test_never_runs():\n    pass\n",
    "test_skipped.py": "import pytest\n\npytest.skip('not here', allow_module_level=True)\n",
}

UNITTEST = {
    "test_shop.py": """import unittest


class Shop(unittest.TestCase):
    def test_sells(self):
        self.assertEqual(1, 1)

    def test_refuses(self):
        self.assertEqual(1, 2)

    def test_breaks(self):
        raise RuntimeError("broken")

    @unittest.skip("not here")
    def test_left_out(self):
        pass

    @unittest.expectedFailure
    def test_fails_as_expected(self):
        self.assertEqual(1, 2)

    @unittest.expectedFailure
    def test_passes_against_expectation(self):
        pass

    def test_subtests(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertNotEqual(n, 1)


class Locked(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("no key")

    def test_never_runs(self):
        pass
""",
    "test_missing.py": "import nothing_of_this_name\n",
}

BEHAVE = {
    "features/shop.feature": """Feature: Shop
  Scenario: Selling
    When I buy 1
  Scenario: Refusing
    When I buy 2
  Scenario: Undefined
    When I dance
  @later
  Scenario: Later
    When I buy 3
""",
    "features/steps/shop.py": """from behave import when


@when("I buy {n:d}")
def buy(context, n):
    assert n == 1
""",
}

"""Assertions are followed into the functions that a test calls, and not into the product's."""

from pathlib import Path

import pytest
from support.answers import answers

from readiness.probes.structural import STRUCTURAL

HELPER = "def round_trip(x):\n    y = load(x)\n    assert y == x\n"
CALL = "def test_it():\n    round_trip(1)\n"
SCRIPT = 'test("it", () => {\n  roundTrip(1);\n});\n'


def flagged(directory: Path, files: dict[str, str]) -> list[str]:
    return [
        str(each.location)
        for each in answers(STRUCTURAL, directory, files)
        if each.rule.id == "tests.no-assertion"
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"tests/test_a.py": f"{HELPER}\n\n{CALL}"},
        {"tests/test_a.py": f"from helpers import round_trip\n\n\n{CALL}",
         "tests/helpers.py": HELPER},
        {"tests/__init__.py": "", "tests/test_a.py": f"from . import helpers\n\n\n{CALL}",
         "tests/helpers.py": HELPER},
        {"tests/test_a.py": "class TestA:\n    def round_trip(\n        self, x\n    ):\n"
         "        self.compare(x)\n\n    def compare(self, x):\n        assert x\n\n"
         "    def test_it(self):\n        self.round_trip(1)\n"},
        {"tests/__init__.py": "", "tests/base.py": "class Base:\n    def go(self):\n"
         "        self.assertTrue(1)\n", "tests/test_a.py": "from tests.base import Base\n\n\n"
         "class TestA(Base):\n    def test_it(self):\n        self.go()\n"},
        {"tests/conftest.py": HELPER, "tests/unit/test_a.py": CALL},
        {"tests/a.test.ts": 'import { roundTrip } from "./help";\n' + SCRIPT,
         "tests/help.ts": "export function roundTrip(x) {\n  expect(x).toBe(1);\n}\n"},
        {"tests/a.test.js": "const roundTrip = (x) => {\n  expect(x).toBe(1);\n};\n" + SCRIPT},
    ],
    ids=["file", "module", "package", "class", "base", "conftest", "script", "arrow"],
)  # fmt: skip
def test_a_helper_that_asserts_is_enough(tmp_path: Path, files: dict[str, str]) -> None:
    assert flagged(tmp_path, files) == []


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"tests/test_a.py": f"def round_trip(x):\n    load(x)\n\n\n{CALL}"}, "tests/test_a.py:5"),
        ({"tests/test_a.py": f"{CALL}\n\ndef other():\n    assert 1\n"}, "tests/test_a.py:1"),
        ({"app/__init__.py": "", "app/work.py": HELPER,
          "tests/test_a.py": f"from app.work import round_trip\n\n\n{CALL}"}, "tests/test_a.py:4"),
        ({"tests/a.test.ts": 'import { roundTrip } from "../src/work";\n' + SCRIPT,
          "src/work.ts": "export function roundTrip(x) {\n  throw x;\n}\n"}, "tests/a.test.ts:2"),
        ({"tests/test_a.py": f"def round_trip(x):\n    round_trip(x)\n\n\n{CALL}"},
         "tests/test_a.py:5"),
        ({"tests/a.test.js": f"{SCRIPT}test(\"b\", () => {{\n  expect(1).toBe(1);\n}});\n"},
         "tests/a.test.js:1"),
    ],
    ids=["nothing", "not called", "product", "script's product", "in a circle", "other test"],
)  # fmt: skip
def test_a_helper_that_asserts_nothing_is_not(
    tmp_path: Path, files: dict[str, str], place: str
) -> None:
    assert flagged(tmp_path, files) == [place]

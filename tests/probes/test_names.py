"""Names and keys in Python code, whatever the repository says about its linter."""

from pathlib import Path

import pytest

from readiness.model import Outcome
from readiness.probes.names import NAMES
from readiness.repository import checkout


def found(directory: Path) -> list[tuple[str, int, Outcome]]:
    return [
        (each.rule.id.partition(".")[2], each.location.line or 0, each.outcome)
        for each in NAMES.run(checkout.snapshot(directory))
        if each.location
    ]


@pytest.mark.parametrize(
    ("code", "rule", "line"),
    [
        ("def f():\n    return zork\n", "undefined-name", 2),
        ("def f():\n    return zork  # noqa\n", "undefined-name", 2),
        ("def f():\n    print(q)\n    q = 1\n", "undefined-name", 2),
        ("def f(a):\n    for b in a:\n        print(q)\n        q = 1\n", "undefined-name", 3),
        ("def f(a):\n    for b in a:\n        if b:\n            print(q)\n", "undefined-name", 4),
        ("def f(a):\n    if a:\n        print(q)\n    q = 1\n", "undefined-name", 3),
        ("def f(a: Zork) -> None: ...\n", "undefined-annotation", 1),
        ("def f(a: 'Zork') -> None: ...\n", "undefined-annotation", 1),
        ('__all__ = ["zork"]\n', "undefined-export", 1),
        ('a = {"x": 1, "y": 2, "x": 3}\n', "duplicate-key", 1),
        ('def f(i):\n    record = {"id": i}\n    return True\n', "unused-value", 2),
    ],
)
def test_wrong_names_are_found(tmp_path: Path, code: str, rule: str, line: int) -> None:
    (tmp_path / "shop.py").write_text(code)
    assert found(tmp_path) == [(rule, line, Outcome.FAIL)]


@pytest.mark.parametrize(
    "code",
    [
        "try:\n    unicode\nexcept NameError:\n    unicode = str\n",
        "PY2 = False\nif PY2:\n    text = unicode\n",
        "print(_('hello'))\n",
        'def __getattr__(name): ...\n__all__ = ["zork"]\n',
        "def f():\n    unused = g()\ndef g(): ...\n",
        "x = 'a'\nprint(f'{x + f'{x}'}')\n",
        "type Pair[T] = tuple[T, T]\n",
        "def f(a):\n    for b in a:\n        if b:\n            print(q)\n        q = b\n",
        "def f(a):\n    while a:\n        if a < 1 or q > 2:\n            q = a\n",
        "exc_type  # unused variable (shop/client.py:45)\n",
    ],
)
def test_sound_code_is_left_alone(tmp_path: Path, code: str) -> None:
    (tmp_path / "shop.py").write_text(code)
    assert found(tmp_path) == []


def test_a_line_that_names_the_rule_is_believed(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("def f():\n    return zork  # NOQA: F401,F821\n")
    assert found(tmp_path) == [("undefined-name", 2, Outcome.NOT_APPLICABLE)]


def test_settings_of_the_repository_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("# ruff: noqa\ndef f():\n    return zork\n")
    (tmp_path / "ruff.toml").write_text('exclude = ["*"]\n[lint]\nignore = ["ALL"]\n')
    (tmp_path / ".gitignore").write_text("*.py\n")
    assert found(tmp_path) == [("undefined-name", 3, Outcome.FAIL)]


def test_what_is_not_python_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("{{ cookiecutter.name }} = = 1\n")
    assert found(tmp_path) == [("undefined-name", 1, Outcome.UNKNOWN)]


@pytest.mark.parametrize(
    "value", ["(" * 400 + ")" * 400, "9" * 4950, "-" * 4000 + "1", "'" + " " * 9000 + "\0'"]
)
def test_what_python_cannot_take_in_is_unknown(tmp_path: Path, value: str) -> None:
    (tmp_path / "pay.py").write_text(f"import os\nX = {value}\n")
    assert ("undefined-name", 1, Outcome.UNKNOWN) in found(tmp_path)

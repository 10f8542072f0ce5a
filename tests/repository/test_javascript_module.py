import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.repository.javascript_module import imports


def read(source: str) -> list[str]:
    found = imports(source)
    assert found is not None
    return [f"{each.line} {each.kind} {each.specifier}" for each in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import x from 'a'", ["1 static a"]),
        ('import x, { y as z,\n  w } from "./a.js";', ["1 static ./a.js"]),
        ("import * as x from 'a'", ["1 static a"]),
        ("import 'a'", ["1 static a"]),
        ("import type { X } from 'a'", ["1 type a"]),
        ("import { type X } from 'a'", ["1 static a"]),
        ("export * from 'a'", ["1 static a"]),
        ("export { x } from 'a'", ["1 static a"]),
        ("export type { X } from 'a'", ["1 type a"]),
        ("'use strict'\nvar x = require('a')", ["2 static a"]),
        ("const { x } = require('a');", ["1 static a"]),
        ("function f() {\n  const x = require('a');\n}", ["2 called a"]),
        ("const x = await import('a')", ["1 called a"]),
        ("import a from 'a';import b from 'b'", ["1 static a", "1 static b"]),
        ("/* one\n two */ import a from 'a'", ["2 static a"]),
        ("const r = /['\"`]/g\nimport a from 'a'", ["2 static a"]),
        ("const d = a / b / c\nimport a from 'a'", ["2 static a"]),
        ("const t = `x ${y({ z: `q` })} w`\nimport a from 'a'", ["2 static a"]),
        ("const t = `a\n${b\n}\n`\nimport a from 'a'", ["5 static a"]),
        ("<p>Don't</p>\nimport a from 'a'", ["2 static a"]),
        ("x = { a: { b } }\nimport a from 'a'", ["2 static a"]),
    ],
)
def test_what_is_imported(source: str, expected: list[str]) -> None:
    assert read(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "// import x from 'a'",
        "/*\nimport x from 'a'\n*/",
        "const code = `\nimport x from 'a'\n`",
        "const code = \"import x from 'a'\"",
        "const code = `${1}\nimport x from 'a'\n${2}`",
        "x.require('a')",
        "require(name)",
        "import(`./${name}`)",
        "export const from = 'a'",
        "imports from 'a'",
    ],
)
def test_what_is_none(source: str) -> None:
    assert read(source) == []


def test_a_text_that_cannot_be_followed_is_unknown() -> None:
    assert imports("const x = `unfinished") is None


@given(st.text(alphabet="`${}'\"/\\*\nimport from a", max_size=60))
def test_never_raises(source: str) -> None:
    found = imports(source)
    assert found is None or all(each.line >= 1 for each in found)

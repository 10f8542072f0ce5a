"""Lines told not to count."""

import pytest

from readiness.reports.exclusions import added_exclusions, exclusions


@pytest.mark.parametrize(
    ("path", "line", "tool"),
    [
        ("a.py", "def f():  # pragma: no cover", "coverage.py"),
        ("a.py", "if x:  # pragma: no branch", "coverage.py"),
        ("a.ts", "/* istanbul ignore next */", "Istanbul"),
        ("a.js", "/* c8 ignore start */", "V8"),
        ("a.js", "/* v8 ignore next 3 */", "V8"),
        ("a.mjs", "/* node:coverage disable */", "Node"),
        ("a.cc", "abort(); // LCOV_EXCL_LINE", "LCOV"),
        ("a.c", "// GCOVR_EXCL_START", "gcovr"),
        ("a.php", " * @codeCoverageIgnore", "PHPUnit"),
        ("a.rb", "# :nocov:", "SimpleCov"),
        ("A.java", "@lombok.Generated", "JaCoCo"),
        ("A.cs", "[ExcludeFromCodeCoverage]", ".NET"),
        ("a.rs", "#[coverage(off)]", "Rust"),
        (".coveragerc", "omit = src/legacy/*", "configuration"),
        ("pyproject.toml", 'exclude_also = ["raise"]', "configuration"),
        ("jest.config.js", "  coveragePathIgnorePatterns: ['x'],", "configuration"),
        ("codecov.yml", "ignore:", "configuration"),
    ],
)
def test_what_a_tool_obeys_is_seen(path, line, tool):
    (found,) = exclusions({path: f"first\n{line}\n"})
    assert (found.tool, str(found.location), found.text) == (tool, f"{path}:2", line.strip())


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.py", "cover = pragma"),
        ("a.js", "# pragma: no cover"),
        ("a.js", "/* c8 ignore stop */"),
        ("a.cc", "// LCOV_EXCL_STOP"),
        ("README.md", "Write `# pragma: no cover`."),
        ("pyproject.toml", 'exclude = ["build"]'),
        ("a.php", "// @codeCoverageIgnoreEnd"),
    ],
)
def test_what_no_tool_obeys_is_not(path, line):
    assert exclusions({path: line}) == ()


def test_every_item_of_a_setting_is_an_exclusion():
    text = '[tool.coverage.run]\nomit = [\n  "a/*",\n\n  "b/*",\n]\nbranch = true\nsource = ["c"]\n'
    assert [each.location.line for each in exclusions({"pyproject.toml": text})] == [2, 3, 5]
    ini = "[run]\nomit =\n    a/*\n    b/*\n[report]\nfail_under = 80\n"
    assert [each.location.line for each in exclusions({".coveragerc": ini})] == [2, 3, 4]


def test_a_change_answers_for_the_exclusions_that_it_adds():
    texts = {
        "a.py": "x  # pragma: no cover\ny\nz  # pragma: no cover\n",
        "b.py": "# pragma: no cover",
    }
    found = added_exclusions(texts, {"a.py": frozenset({2, 3}), "c.py": frozenset({1})})
    assert [str(each.location) for each in found] == ["a.py:3"]

"""Mapping of measured paths onto the repository's files."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.reports.paths import beside, mapped, normal


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a\\b.cs", "a/b.cs"),
        ("C:\\temp\\a.cs", "C:/temp/a.cs"),
        ("./src/../a.py", "a.py"),
        ("file:///ci/a.js", "/ci/a.js"),
        ("odd\\name/a.py", "odd\\name/a.py"),
        ("", ""),
        (".", ""),
    ],
)
def test_paths_are_written_alike(path, expected):
    assert normal(path) == expected


@pytest.mark.parametrize(
    ("paths", "files", "expected"),
    [
        pytest.param(
            ["src/a.py"], ["src/a.py", "old/src/a.py"], {"src/a.py": "src/a.py"}, id="exact"
        ),
        pytest.param(
            ["C:\\agent\\_work\\1\\s\\Shop\\Cart.cs"],
            ["Shop/Cart.cs", "Api/Cart.cs"],
            {"C:\\agent\\_work\\1\\s\\Shop\\Cart.cs": "Shop/Cart.cs"},
            id="windows",
        ),
        pytest.param(
            ["/app/lib/cart.js", "/app/index.js"],
            ["web/lib/cart.js", "web/index.js", "index.js"],
            {"/app/lib/cart.js": "web/lib/cart.js", "/app/index.js": "web/index.js"},
            id="container",
        ),
        pytest.param(
            ["com/shop/Cart.java"],
            ["shop/src/main/java/com/shop/Cart.java"],
            {"com/shop/Cart.java": "shop/src/main/java/com/shop/Cart.java"},
            id="package root",
        ),
        pytest.param(
            ["com/shop/Cart.java", "com/shop/A.java", "com/shop/B.java"],
            [
                "a/com/shop/A.java",
                "b/com/shop/B.java",
                "a/com/shop/Cart.java",
                "b/com/shop/Cart.java",
            ],
            {"com/shop/A.java": "a/com/shop/A.java", "com/shop/B.java": "b/com/shop/B.java"},
            id="two modules with a file of the same name",
        ),
        pytest.param(
            ["cli.py", "__init__.py", "core/__init__.py"],
            ["pkg/cli.py", "pkg/__init__.py", "pkg/core/__init__.py", "tests/__init__.py"],
            {
                "cli.py": "pkg/cli.py",
                "__init__.py": "pkg/__init__.py",
                "core/__init__.py": "pkg/core/__init__.py",
            },
            id="names that repeat follow the root of the others",
        ),
        pytest.param(
            ["/ci/src/a.py", "/ci/src/b.py", "/usr/lib/site-packages/requests/models.py"],
            ["src/a.py", "src/b.py", "models.py"],
            {"/ci/src/a.py": "src/a.py", "/ci/src/b.py": "src/b.py"},
            id="an installed package's file is none of the repository's",
        ),
        pytest.param(
            ["/x/.tox/py/site-packages/shop/cart.py"],
            ["src/shop/cart.py"],
            {"/x/.tox/py/site-packages/shop/cart.py": "src/shop/cart.py"},
            id="the repository's own package, installed",
        ),
        pytest.param(
            ["/usr/include/vector.h", "/ci/src/a.cc", "/ci/src/b.cc"],
            ["src/a.cc", "src/b.cc", "include/util/vector.h"],
            {"/ci/src/a.cc": "src/a.cc", "/ci/src/b.cc": "src/b.cc"},
            id="a bare name alone is no evidence",
        ),
        pytest.param(["gone.py"], ["here.py"], {}, id="unknown"),
        pytest.param(["", "/"], ["a.py"], {}, id="empty"),
    ],
)
def test_a_path_maps_where_its_report_leaves_no_doubt(paths, files, expected):
    assert mapped(paths, files) == expected


def test_relative_paths_stand_under_one_of_the_reports_roots():
    files = {"src/pkg/a.py", "lib/pkg/a.py", "lib/pkg/b.py"}
    found = mapped(["pkg/a.py", "pkg/b.py"], files, ["/ci/lib"])
    assert found == {"pkg/a.py": "lib/pkg/a.py", "pkg/b.py": "lib/pkg/b.py"}


def test_a_path_under_two_roots_that_both_exist_does_not_map():
    assert mapped(["a.py"], {"src/a.py", "lib/a.py"}, ["src", "lib"]) == {}


@pytest.mark.parametrize(
    ("paths", "report", "expected"),
    [
        pytest.param(["index.js", "lib/index.js"], "packages/a/coverage/lcov.info", "packages/a"),
        pytest.param(["index.js"], "packages/b/lcov.info", "packages/b", id="not the root's"),
        pytest.param(["index.js", "tool/run.js"], "packages/b/lcov.info", None, id="the root's"),
        pytest.param(["../a/lib/index.js"], "packages/b/lcov.info", "packages/b", id="a sibling's"),
        pytest.param(["/ci/index.js"], "packages/a/lcov.info", None, id="absolute"),
        pytest.param(["gone.js"], "packages/a/lcov.info", None, id="nothing of it is there"),
        pytest.param(["index.js"], "coverage/lcov.info", None, id="below no package"),
    ],
)
def test_relative_paths_start_from_the_package_that_the_report_is_in(paths, report, expected):
    files = {"index.js", "tool/run.js"}
    files |= {f"packages/{each}/{name}" for each in "ab" for name in ("index.js", "lib/index.js")}
    assert beside(paths, files, [report]) == ([expected] if expected else [])


def test_paths_made_to_take_long_do_not():
    deep = "/".join("a" * 200_000)
    wide = [f"r{number}/x{number % 7}/f{number % 50}.py" for number in range(20_000)]
    files = {f"s{number}/f{number % 50}.py" for number in range(20_000)}
    started = time.monotonic()
    assert mapped([deep, "b.py"], {"b.py", deep}) == {"b.py": "b.py"}
    assert set(mapped(wide, files | {"r1/x1/f1.py"})) >= {"r1/x1/f1.py"}
    assert time.monotonic() - started < 10


def test_many_modules_each_have_their_root():
    paths = [f"com/m{number}/A{each}.java" for number in range(200) for each in range(3)]
    files = [f"mod{path.split('/')[1]}/src/main/java/{path}" for path in paths]
    assert mapped(paths, files) == dict(zip(paths, files, strict=True))


SEGMENT = st.sampled_from(["a", "b", "src", "a.py", "..", "", "C:", "site-packages"])
PATH = st.lists(SEGMENT, max_size=5).map("/".join)


@given(st.lists(PATH, max_size=8), st.sets(PATH, max_size=8))
def test_only_files_of_the_repository_are_mapped_to(paths, files):
    found = mapped(paths, files)
    assert set(found) <= set(paths)
    assert set(found.values()) <= files
    assert found == mapped(list(reversed(paths)), files)

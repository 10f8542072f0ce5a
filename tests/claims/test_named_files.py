"""Sentences that name a file, a definition or a part, which alone they are held against."""

import pytest
from support.claims import claims, covered, evidence, judged, run, verdicts

FILES = {
    "src/shop/Order.java": "class Order {}\n",
    "src/shop/Orders.java": "// TODO: sort\nclass Orders {}\n",
    "lib/reply.js": "reply.close = function close() {}\nconst parse = (text) => text\n",
    "package.json": "{}\n",
}


def test_no_todo_in_a_file_is_of_that_file(tmp_path):
    held = evidence(tmp_path, FILES)
    text = "- No TODO is left in `Order.java`.\n- No TODO is left in `Orders.java`."
    assert [verdict for _, verdict in verdicts(text, held)] == ["confirmed", "contradicted"]
    text = "There are no TODOs in `src/shop/Order.java` and `lib/reply.js`."
    assert verdicts(text, held) == [("none-left", "confirmed")]
    assert verdicts("No TODOs in `Cart.java`.", held) == [("none-left", "unsupported")]
    assert verdicts("No TODOs are left.", held) == [("none-left", "contradicted")]


def test_a_file_in_code_is_only_itself(tmp_path):
    coverage = covered()
    files = covered(src__shop__Order=(1, 2), src__shop__Orders=(2, 2)).files
    java = {path.replace(".py", ".java"): each for path, each in files.items()}
    held = evidence(
        tmp_path,
        FILES,
        coverage=type(coverage)(sources=("jacoco.xml",), formats=("jacoco",), files=java),
    )
    assert verdicts("`Orders.java` has 100 % coverage.", held) == [("coverage", "confirmed")]
    assert verdicts("`Order.java` has 100 % coverage.", held) == [("coverage", "contradicted")]


@pytest.mark.parametrize("name", ["reply.close", "parse"])
def test_functions_that_are_assigned_are_definitions(tmp_path, name):
    held = evidence(tmp_path, FILES)
    assert verdicts(f"Adds `{name}()`.", held) == [("changed", "confirmed")]


def test_a_contradicted_suite_names_its_first_failures(tmp_path):
    held = evidence(tmp_path, runs=(run(tests__a=(8, 5)),))
    (judgement,) = judged("All tests pass.", held)
    assert judgement.reason.endswith("do not pass: test_0, test_1, test_2 and 2 more")


@pytest.mark.parametrize("heading", ["## Summary", "## Test plan", "# Add labels", "## Changes"])
def test_the_title_of_a_change_narrows_nothing(tmp_path, heading):
    held = evidence(tmp_path, runs=(run(tests__a=(8, 5)),))
    text = f"{heading}\n\n- [x] All tests pass.\n"
    assert verdicts(text, held) == [("tests-pass", "contradicted")]


def test_the_heading_of_a_part_does(tmp_path):
    held = evidence(tmp_path, runs=(run(tests__a=(8, 5)),))
    assert verdicts("## Cart\n\nAll tests pass.", held) == [("tests-pass", "unsupported")]


def test_known_failures_have_no_module():
    (claim,) = claims("There are no known failing tests.")
    assert claim.subject == ""


def test_the_test_files_of_a_directory_are_not_counted_in_the_whole(tmp_path):
    held = evidence(tmp_path, FILES | {"checks/test_a.py": "", "checks/test_b.py": ""})
    assert verdicts("There are 9 test files in `checks`.", held) == [("test-count", "unsupported")]
    assert verdicts("There are 9 test files.", held) == [("test-count", "contradicted")]

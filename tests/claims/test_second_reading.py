"""What looks like a sum, a list, a version or a file's own tests, and is none."""

import pytest
from support.claims import claims, evidence, judged, run, verdicts

CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"
STATUS = "docs/PROJECT_STATUS.md"
TREE = {
    "shop/cart.py": "def load_all():\n    return 1\n",
    "tests/test_cart.py": "def test_a():\n    assert 1\n",
}
RAN = (run(tests__test_cart=(15, 15), tests__test_pay=(485, 485)),)


@pytest.mark.parametrize(
    "content",
    [
        "Runs 2 workers (timeout: 30, port: 8080)",
        "Runs 2 workers (Timeout: 30, Port: 8080)",
        "Runs 10 workers (Retries: 5, Timeout: 8)",
        "Made 3 nodes (2 cpu + 8 gigabytes)",
        "Fixed 2 bugs (Chrome, Firefox, Safari)",
        "Ran 2 tests (Linux, Windows, Solaris)",
        "Supports 2 databases (PostgreSQL, Redis, MongoDB optional)",
    ],
)
def test_settings_and_places_are_no_parts(tmp_path, content):
    found = verdicts(content, evidence(tmp_path, TREE | {STATUS: content}), STATUS)
    assert ("arithmetic", CONTRADICTED) not in found


@pytest.mark.parametrize(
    ("declared", "said", "verdict"),
    [
        ("2.0.0", "Version: 1.9.0", CONTRADICTED),
        ("2.0.0", "Version: 2.0", CONFIRMED),
        ("2.0.0-rc.1", "Version: 2.0.0rc1", CONFIRMED),
        ("2.1.0-dev", "Version: 2.0.0", UNSUPPORTED),
        ("0.0.0", "Version: 2.0.0", UNSUPPORTED),
        ("0.0.0-development", "Version: 2.0.0", UNSUPPORTED),
        ("2.1.0", "Latest release version: 2.0.0", UNSUPPORTED),
        ("", "Version: 2.0.0", UNSUPPORTED),
    ],
)
def test_a_version_is_held_against_the_projects_own_release(tmp_path, declared, said, verdict):
    path = "package.json" if declared else "web/package.json"
    manifest = {path: f'{{"version": "{declared or "4.0.0"}"}}'}
    content = f"# Shop\n\n{said}\n"
    held = evidence(tmp_path, TREE | manifest | {"README.md": content})
    assert ("version", verdict) in verdicts(content, held, "README.md")


@pytest.mark.parametrize(
    "content",
    [
        "The suite has 900 tests, and `tests/test_cart.py` is among them",
        "There are 60 unit tests, including `tests/test_cart.py`",
        "After `tests/test_cart.py` was repaired there are 60 unit tests",
    ],
)
def test_a_file_beside_a_number_is_not_all_that_the_number_is_of(tmp_path, content):
    held = evidence(tmp_path, TREE | {STATUS: content}, runs=RAN)
    reasons = [
        each.reason for each in judged(content, held, STATUS) if each.claim.kind == "test-count"
    ]
    assert not [each for each in reasons if each.startswith("tests/test_cart.py")]


@pytest.mark.parametrize(
    "content",
    [
        "- Module has at most 5 helpers in `shop/gone.py`",
        "- `shop/gone.py` with fewer than 5 functions",
        "- `shop/page.css` with up to 5 functions",
    ],
)
def test_what_cannot_be_read_confirms_no_number(tmp_path, content):
    held = evidence(tmp_path, TREE | {"shop/page.css": "a {}\n", STATUS: content})
    assert ("inventory", CONFIRMED) not in verdicts(content, held, STATUS)


@pytest.mark.parametrize("content", ["- Reformatted 2+ files", "- 2+ source files"])
def test_a_bound_is_no_number_that_a_tree_confirms(tmp_path, content):
    held = evidence(tmp_path, TREE | {STATUS: content})
    assert ("inventory", CONFIRMED) not in verdicts(content, held, STATUS)


@pytest.mark.parametrize(
    "content",
    [
        "- [x] Added the documentation of `setWidget()`",
        "- [x] Implemented support for `application/json`",
        "- [x] Added an example of `setWidget()` to the README",
        "- [x] Implemented `/api/vouchers` endpoint",
    ],
)
def test_a_change_of_documents_names_what_code_need_not_have(tmp_path, content):
    files = TREE | {"docs/widgets.md": "Call `setWidget()`.\n"}
    held = evidence(tmp_path, files)
    found = verdicts(content, held)
    assert CONTRADICTED not in [verdict for _, verdict in found]


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (
            "# Vouchers\n\nSee `tests/test_cart.py`.\n\n## Import\n\n- 100 % of tests pass",
            UNSUPPORTED,
        ),
        ("# Vouchers\n\nSee `tests/test_cart.py`.\n\n## Import\n\n- 15/15 tests pass", CONFIRMED),
        ("- `tests/test_cart.py`: 100 % of tests pass", CONFIRMED),
    ],
)
def test_a_rate_is_not_shown_by_a_file_that_is_only_nearby(tmp_path, content, verdict):
    runs = (run(tests__test_cart=(15, 0), tests__test_pay=(20, 5)),)
    held = evidence(tmp_path, TREE | {STATUS: content}, runs=runs)
    assert ("pass-rate", verdict) in verdicts(content, held, STATUS)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"LICENSE": "MIT\n"}, "confirmed"),
        ({"LICENSE-APACHE.txt": "text\n"}, "confirmed"),
        ({"setup.py": "x = 1\n"}, "contradicted"),
    ],
)
def test_the_licence_that_one_is_to_see_is_a_file(tmp_path, files, says):
    sentence = "This project is licensed under MIT - see the LICENSE file for details."
    found = verdicts(sentence, evidence(tmp_path, files), "README.md")
    assert found == [("file-exists", says)]


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("# Shop roadmap\n\n## Later\n\n- ✅ Vouchers — shipped.", "docs/PLAN.md"),
        ("## Status: (no server required)\n\n- Vouchers are fully implemented.", "STATUS.md"),
        ("# Status\n\nThe routing is now wired: when the flag is set, it goes there.", "STATUS.md"),
        ("# Status\n\n**Status:** ✅ Vouchers complete, 🟡 tests pending", "STATUS.md"),
        ("After analysing the rest, three features have been added:", "STATUS.md"),
    ],
)
def test_what_is_said_in_full_is_read_whatever_stands_around_it(content, path):
    assert claims(content, path)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("# Plan\n\n## Complete when\n\n- ✅ Vouchers done", "docs/PLAN.md"),
        ("# Plan\n\n## Acceptance criteria\n\n- ✅ Vouchers implemented", "docs/PLAN.md"),
        ("After we have looked, the features will have been added.", "STATUS.md"),
    ],
)
def test_what_is_only_aimed_at_is_not(content, path):
    assert not claims(content, path)

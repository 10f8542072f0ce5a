"""What a pull request says of its files and dependencies, held against the change and the tree."""

import pytest
from support.claims import changed, claims, evidence, verdicts

FILES = {
    "src/shop/keys.py": "KEY = 1\n",
    "docs/guide.md": "# Guide\n",
    "NEWS.md": "# News\n",
    "pyproject.toml": "[project]\n",
}


@pytest.mark.parametrize(
    "text",
    [
        "`NEWS.md` is updated.",
        "- `NEWS.md` updated with an example",
        "Updated `NEWS.md`.",
        "I have updated the `NEWS.md`.",
    ],
)
def test_an_updated_file_is_one_that_the_change_touches(tmp_path, text):
    held = evidence(tmp_path, FILES, diff=changed("NEWS.md"))
    assert verdicts(text, held) == [("changed", "confirmed")]
    held = evidence(tmp_path, FILES, diff=changed("docs/guide.md"))
    assert verdicts(text, held) == [("changed", "contradicted")]
    assert verdicts(text, evidence(tmp_path, FILES)) == [("changed", "unsupported")]


@pytest.mark.parametrize(
    "text",
    [
        "The keys are made in `{}`.",
        "The types are in `{}`.",
        "`{}` was added.",
    ],
)
def test_a_file_that_something_is_in_exists(tmp_path, text):
    held = evidence(tmp_path, FILES)
    there, missing = text.format("src/shop/keys.py"), text.format("src/shop/locks.py")
    assert verdicts(there, held) == [("file-exists", "confirmed")]
    assert verdicts(missing, held) == [("file-exists", "contradicted")]


@pytest.mark.parametrize(
    "text",
    [
        "`{}` documents the new flag.",
        "The new page `{}` explains the flag.",
        "The guide in `{}` has a new section.",
    ],
)
def test_what_a_file_holds_is_not_read(tmp_path, text):
    held = evidence(tmp_path, FILES)
    there, missing = text.format("docs/guide.md"), text.format("docs/guides.md")
    assert verdicts(there, held) == [("file-exists", "unsupported")]
    assert verdicts(missing, held) == [("file-exists", "contradicted")]


@pytest.mark.parametrize(
    "text",
    [
        "No new dependencies.",
        "No changes to the build, no new dependencies",
        "No new runtime dependency was added.",
        "Adds a flag without any additional dependencies.",
        "No dependencies were added.",
    ],
)
def test_that_no_dependency_is_new_is_confirmed_by_untouched_manifests(tmp_path, text):
    held = evidence(tmp_path, FILES, diff=changed("NEWS.md"))
    assert verdicts(text, held) == [("dependency", "confirmed")]
    held = evidence(tmp_path, FILES, diff=changed("pyproject.toml"))
    assert verdicts(text, held) == [("dependency", "unsupported")]


@pytest.mark.parametrize(
    "text",
    [
        "In v2.1 there were 30 tests with 98 % coverage.",
        "`NEWS.md` is updated by the release script.",
        "The log is written to `var/shop.log` at runtime.",
        "The same code is in `core/keys.py` of another repository.",
        "Is the key made in `src/shop/keys.py`?",
        "The keys should be made in `src/shop/locks.py`.",
    ],
)
def test_what_happens_elsewhere_or_later_claims_nothing(text):
    assert claims(text) == []

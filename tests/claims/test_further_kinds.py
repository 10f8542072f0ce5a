"""The kinds that the tree, the change, findings, checks and arithmetic decide."""

import pytest
from support.claims import PR, evidence, finding, judged, run, text, verdicts

from readiness.claims.evidence import CheckRun
from readiness.claims.find import explain, find
from readiness.model import Analysis, AnalysisResult, Severity
from readiness.repository.diff import Change, Diff, FileChange

CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"

FILES = {
    "shop/__init__.py": "",
    "shop/pay.py": "import os\n\n\ndef pay_all():\n    # TODO: refund\n    return OldEngine\n",
    "shop/tools.py": "@server.tool()\ndef one(): ...\n\n\n@server.tool()\ndef two(): ...\n",
    "shop/clean.py": "\n".join(f"line_{number} = {number}" for number in range(100)),
    "docs/api.md": "# API\n\nOne.\n\nTwo.\n",
    "docs/empty.md": "# API\n",
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["httpx>=0.27", "ruff==0.6.9"]\n',
}

DIFF = Diff(
    base="b",
    head="h",
    files={
        "README.md": FileChange(path="README.md", change=Change.MODIFIED),
        "shop/gone.py": FileChange(path="shop/gone.py", change=Change.REMOVED),
        "shop/new.py": FileChange(
            path="shop/new.py", change=Change.RENAMED, previous_path="shop/old.py"
        ),
    },
)


def verdict(sentence, held, path=None):
    found = verdicts(sentence, held, path)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("`shop/clean.py` (100 lines)", CONFIRMED),
        ("`shop/clean.py` (101 lines)", CONFIRMED),
        ("`shop/clean.py` (105 lines)", CONTRADICTED),
        ("`shop/clean.py` (348 lines)", CONTRADICTED),
        ("`shop/clean.py` (90+ lines)", CONFIRMED),
        ("Clean module (348 lines)", CONTRADICTED),
        ("The engine (348 lines)", UNSUPPORTED),
    ],
)
def test_lines(tmp_path, sentence, says):
    found = verdicts(sentence, evidence(tmp_path, FILES))
    assert ("line-count", says) in found


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("No TODOs left.", CONTRADICTED),
        ("TODOs: 1", CONFIRMED),
        ("No remaining references to `OldEngine`.", CONTRADICTED),
        ("No remaining references to `OlderEngine`.", CONFIRMED),
        ("No undefined names.", CONTRADICTED),
        ("Undefined names: 1", CONFIRMED),
        ("Undefined names: 12", UNSUPPORTED),
        ("No broken links.", CONFIRMED),
        ("No known vulnerabilities.", UNSUPPORTED),
        ("## Payment\n\nNo undefined names.", UNSUPPORTED),
    ],
)
def test_what_is_said_to_be_absent(tmp_path, sentence, says):
    found = (finding("shop/pay.py", "implementation.undefined-name"),)
    held = evidence(tmp_path, FILES, findings=found)
    assert verdict(sentence, held) == ("none-left", says)


def test_what_analysers_report_is_counted(tmp_path):
    result = AnalysisResult(rule="E1", level="error", message="bad")
    held = evidence(
        tmp_path,
        FILES,
        analyses=(Analysis(source="a.sarif", format="sarif", tool="ruff", results=(result,)),),
    )
    assert verdict("No compiler warnings.", held) == ("none-left", CONTRADICTED)
    assert verdict("No ruff warnings.", held) == ("checks-green", CONTRADICTED)
    assert verdict("Ruff is clean.", held) == ("checks-green", CONTRADICTED)
    clean = Analysis(source="a.sarif", format="sarif", tool="ruff")
    held = evidence(tmp_path, FILES, analyses=(clean,))
    assert verdict("Ruff is clean.", held) == ("checks-green", CONFIRMED)


@pytest.mark.parametrize(
    ("sentence", "tool", "found", "says"),
    [
        ("No known vulnerabilities.", "ruff", 0, UNSUPPORTED),
        ("No known vulnerabilities.", "Trivy", 0, CONFIRMED),
        ("No security issues.", "CodeQL", 1, CONTRADICTED),
        ("No security issues.", "ruff", 0, UNSUPPORTED),
        ("No compiler warnings.", "Trivy", 1, UNSUPPORTED),
        ("No compiler warnings.", "PIT", None, UNSUPPORTED),
        ("No code duplication.", "ruff", 0, UNSUPPORTED),
        ("No code duplication.", "jscpd", 0, CONFIRMED),
    ],
)
def test_only_what_looks_for_a_thing_says_that_there_is_none(tmp_path, sentence, tool, found, says):
    result = AnalysisResult(rule="E1", level="error", message="bad")
    mutants = (3, 3) if found is None else None
    report = Analysis(
        source="a", format="sarif", tool=tool, results=(result,) * (found or 0), mutants=mutants
    )
    held = evidence(tmp_path, FILES, analyses=(report,))
    assert verdict(sentence, held) == ("none-left", says)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("The server has 2 tools.", CONFIRMED),
        ("The server has 30 tools.", UNSUPPORTED),
        ("The server has 2 adapters.", UNSUPPORTED),
    ],
)
def test_inventories_are_confirmed_or_left_open(tmp_path, sentence, says):
    assert verdict(sentence, evidence(tmp_path, FILES)) == ("inventory", says)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Removed `shop/gone.py`.", CONFIRMED),
        ("Removed `shop/pay.py`.", CONTRADICTED),
        ("Removed `shop/never.py`.", UNSUPPORTED),
        ("Renamed `shop/old.py` to `shop/new.py`.", CONFIRMED),
        ("Added `pay_all()`.", CONFIRMED),
        ("Added `refund_all()`.", CONTRADICTED),
        ("Removed the function `refund_all`.", CONFIRMED),
        ("Removed the function `pay_all`.", UNSUPPORTED),
        ("3 files changed", CONFIRMED),
        ("12 files changed", CONTRADICTED),
    ],
)
def test_changes(tmp_path, sentence, says):
    assert ("changed", says) in verdicts(sentence, evidence(tmp_path, FILES, diff=DIFF))


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Updated the README.", CONFIRMED),
        ("- [x] Changelog updated", CONTRADICTED),
        ("Documented in `docs/api.md`.", CONFIRMED),
        ("Documented in `docs/empty.md`.", UNSUPPORTED),
        ("Documented in `docs/none.md`.", CONTRADICTED),
        ("Everything is fully documented.", UNSUPPORTED),
    ],
)
def test_documentation(tmp_path, sentence, says):
    assert verdict(sentence, evidence(tmp_path, FILES, diff=DIFF)) == ("documented", says)
    if "updated" in sentence.lower():
        assert verdict(sentence, evidence(tmp_path, FILES)) == ("documented", UNSUPPORTED)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Added `httpx` as a dependency.", CONFIRMED),
        ("Added `axios` as a dependency.", CONTRADICTED),
        ("Added axios to the dependencies.", UNSUPPORTED),
        ("Removed the dependency on `six`.", CONFIRMED),
        ("Removed the dependency on `httpx`.", UNSUPPORTED),
        ("Bump `ruff` to 0.6.9", CONFIRMED),
        ("Bump `ruff` to 0.7.0", UNSUPPORTED),
    ],
)
def test_dependencies(tmp_path, sentence, says):
    assert verdict(sentence, evidence(tmp_path, FILES)) == ("dependency", says)
    assert verdict(sentence, evidence(tmp_path / "shop")) == ("dependency", UNSUPPORTED)


@pytest.mark.parametrize(
    ("conclusion", "says"),
    [("success", CONFIRMED), ("failure", CONTRADICTED), (None, UNSUPPORTED)],
)
def test_checks_of_the_commit(tmp_path, conclusion, says):
    checks = (CheckRun(name="build", status="completed", conclusion=conclusion),)
    held = evidence(tmp_path, FILES, checks=checks)
    assert verdict("CI is green.", held) == ("checks-green", says)
    assert verdict("CI is green.", evidence(tmp_path, FILES)) == ("checks-green", UNSUPPORTED)
    assert verdict("mypy passes.", held) == ("checks-green", UNSUPPORTED)


def test_numbers_that_cannot_be_true_together(tmp_path):
    (found,) = judged("Errors fell from 100 to 15, a 96 % reduction.", evidence(tmp_path))
    assert (found.verdict, found.reason) == (CONTRADICTED, "from 100 to 15 is 85.0 % less, not 96%")


def test_a_feature_works_where_its_tests_do_and_nothing_is_unfinished(tmp_path):
    good, bad = run(tests__test_pay=(5, 0)), run(tests__test_pay=(4, 1))
    sentence = "The pay module works correctly."
    assert verdict(sentence, evidence(tmp_path, FILES, runs=(good,))) == ("works", CONFIRMED)
    assert verdict(sentence, evidence(tmp_path, FILES, runs=(bad,))) == ("works", CONTRADICTED)
    assert verdict(sentence, evidence(tmp_path, FILES)) == ("works", UNSUPPORTED)
    pretends = finding("shop/pay.py", "implementation.confessed-simulation", Severity.MAJOR)
    held = evidence(tmp_path, FILES, runs=(good,), findings=(pretends,))
    assert verdict(sentence, held) == ("works", CONTRADICTED)
    elsewhere = finding("shop/tools.py", "implementation.confessed-simulation", Severity.MAJOR)
    held = evidence(tmp_path, FILES, runs=(good,), findings=(elsewhere,))
    assert verdict(sentence, held) == ("works", CONFIRMED)


def test_the_same_claim_in_several_places_is_one_with_all_its_places():
    (found,) = find(
        [text("All tests pass.\n\nMore.\n\nAll the tests pass."), text("All tests pass.")]
    )
    assert [each.line for each in (found.statement, *found.also)] == [1, 5, 1]


def test_every_sentence_is_explained():
    read = list(explain(text("All tests pass.\n\n- [ ] Docs updated\n\nHello there.", source=PR)))
    assert [(each.reason, [claim.kind for claim in each.claims]) for each in read] == [
        (None, ["tests-pass"]),
        ("its box is not ticked", []),
        (None, []),
    ]

"""What was left out of coverage, as findings."""

from readiness.model import Coverage, FileCoverage, Outcome
from readiness.plugins import unique
from readiness.reports import checks
from readiness.reports.change_checks import findings, rules

MEASURED = Coverage(
    sources=("coverage.xml",),
    formats=("cobertura",),
    files={"src/a.py": FileCoverage(path="src/a.py", lines={1: 1})},
)

TEXTS = {
    "src/a.py": "x = 1\ny = 2  # pragma: no cover\nz = 3  # pragma: no cover\n",
    "src/b.js": "// c8 ignore next\n",
    ".coveragerc": "[run]\nomit =\n    old/*\n",
    "lib/.coveragerc": "",
}


def test_source_files_in_no_report_are_named_once():
    sources = ["src/a.py", "src/b.py", "src/c.py", "web/app.js"]
    (found,) = findings(MEASURED, sources=sources, files=(), text={}.get, added={})
    assert found.outcome is Outcome.FAIL
    assert found.message == "2 of 3 source files are in no coverage report: src/b.py, src/c.py."
    assert [str(each.location) for each in found.evidence] == ["src/b.py", "src/c.py"]


def test_without_coverage_or_with_all_measured_there_is_nothing_to_say():
    assert findings(None, sources=["a.py"], files=(), text={}.get, added={}) == ()
    assert findings(MEASURED, sources=["src/a.py", "q.sql"], files=(), text={}.get, added={}) == ()


def test_an_exclusion_that_the_change_adds_is_shown_where_it_stands():
    added = {"src/a.py": frozenset({1, 2})}
    (found,) = findings(MEASURED, sources=[], files=(), text=TEXTS.get, added=added)
    assert (str(found.location), found.outcome) == ("src/a.py:2", Outcome.FAIL)
    assert found.message.endswith("(coverage.py): y = 2  # pragma: no cover")


def test_what_stands_excluded_is_counted_in_what_was_measured():
    (found,) = findings(
        MEASURED, sources=["src/a.py", "src/b.js"], files=TEXTS, text=TEXTS.get, added={}
    )
    assert found.message == "4 marks and settings in 2 files take code out of coverage."
    assert [str(each.location) for each in found.evidence] == [
        ".coveragerc:2", ".coveragerc:3", "src/a.py:2", "src/a.py:3",
    ]  # fmt: skip


def test_the_rules_are_new_ones():
    assert len(unique((*checks.rules(), *rules()))) == len(checks.rules()) + 3

"""Coverage of a change, of a component and of what no report mentions."""

from hypothesis import given
from hypothesis import strategies as st

from readiness.model import Coverage, CoverageTotals, FileCoverage
from readiness.reports.scopes import missed, of_change, of_component, unmeasured, with_unmeasured

MEASURED = Coverage(
    sources=("coverage.xml",),
    formats=("cobertura",),
    files={
        "src/a.py": FileCoverage(
            path="src/a.py", lines={1: 1, 2: 0, 5: 3}, branches={2: (0, 2), 5: (1, 2)}
        ),
        "src/b.py": FileCoverage(path="src/b.py", lines={1: 0}),
        "srcs/c.py": FileCoverage(path="srcs/c.py", lines={1: 1}),
    },
)


def test_only_the_executable_lines_of_a_change_count():
    added = {"src/a.py": frozenset({2, 3, 4, 5}), "README.md": frozenset({1})}
    assert of_change(MEASURED, added) == CoverageTotals(
        files=1, lines=2, covered_lines=1, branches=4, covered_branches=1
    )
    assert missed(MEASURED, added) == {"src/a.py": (2,)}


def test_a_change_that_nothing_measured_has_no_rate():
    assert of_change(MEASURED, {"new.py": frozenset({1, 2})}).line_rate is None
    assert of_change(MEASURED, {}) == CoverageTotals()


def test_a_component_is_a_directory_and_not_a_prefix_of_letters():
    assert of_component(MEASURED, "src") == CoverageTotals(
        files=2, lines=4, covered_lines=2, branches=4, covered_branches=1
    )
    assert of_component(MEASURED, "src/").lines == 4
    assert of_component(MEASURED, ".") == MEASURED.totals
    assert of_component(MEASURED, "lib").line_rate is None


def test_files_that_no_report_mentions_are_named_and_count_as_missed():
    assert unmeasured(MEASURED, ["src/z.py", "src/a.py", "src/d.py"]) == ("src/d.py", "src/z.py")
    assert unmeasured(None, ["b.py", "a.py"]) == ("a.py", "b.py")
    totals = with_unmeasured(MEASURED.totals, {"src/z.py": frozenset(range(1, 6))})
    assert (totals.lines, totals.covered_lines, totals.files) == (10, 3, 4)


@given(st.dictionaries(st.sampled_from(list(MEASURED.files)), st.frozensets(st.integers(0, 6))))
def test_a_change_never_covers_more_than_the_whole(added):
    part, whole = of_change(MEASURED, added), MEASURED.totals
    assert 0 <= part.covered_lines <= part.lines <= whole.lines
    assert 0 <= part.covered_branches <= part.branches <= whole.branches
    assert sum(map(len, missed(MEASURED, added).values())) == part.lines - part.covered_lines

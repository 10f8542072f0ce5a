"""Coverage merged over reports: order, repetition and what does not map."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from readiness.model import Coverage, CoverageTotals, FileCoverage
from readiness.reports.merge import merge


def coverage(source="a.xml", **files):
    return Coverage(
        sources=(source,),
        formats=("cobertura",),
        files={path: FileCoverage(path=path, lines=lines) for path, lines in files.items()},
    )


def test_a_line_is_covered_when_any_run_covered_it():
    merged, unmapped = merge(
        [coverage("a", **{"a.py": {1: 1, 2: 0}}), coverage("b", **{"/ci/a.py": {2: 3, 4: 0}})],
        {"a.py"},
    )
    assert merged is not None
    assert merged.files["a.py"].lines == {1: 1, 2: 3, 4: 0}
    assert merged.sources == ("a", "b")
    assert unmapped == ()


def test_what_does_not_map_counts_neither_way_and_is_named():
    merged, unmapped = merge([coverage(**{"a.py": {1: 0}, "gen/x.py": {1: 1}})], {"a.py"})
    assert merged is not None
    assert merged.totals.line_rate == 0
    assert unmapped == ("gen/x.py",)


def test_each_package_of_a_monorepo_has_a_report_that_names_files_from_there():
    files = {f"packages/{each}/index.js" for each in "abc"}
    parts = [
        coverage(f"packages/{each}/coverage/lcov.info", **{"index.js": {1: hits}})
        for each, hits in (("a", 1), ("b", 0))
    ]
    merged, unmapped = merge(parts, files)
    assert merged is not None
    assert {path: dict(each.lines) for path, each in merged.files.items()} == {
        "packages/a/index.js": {1: 1},
        "packages/b/index.js": {1: 0},
    }
    assert unmapped == ()


def test_where_nothing_maps_nothing_is_known():
    assert merge([coverage(**{"x.py": {1: 1}})], {"a.py"}) == (None, ("x.py",))
    assert merge([], {"a.py"}) == (None, ())


def test_without_a_repository_paths_count_as_written():
    merged, unmapped = merge([coverage(**{"lib\\a.cs": {1: 1}})], ())
    assert merged is not None
    assert (list(merged.files), unmapped) == (["lib/a.cs"], ())


def test_lines_are_believed_before_totals():
    totals = CoverageTotals(files=1, lines=10, covered_lines=10)
    alone = Coverage(
        sources=("s",),
        formats=("istanbul_summary",),
        files={"a.js": FileCoverage(path="a.js", summary=totals)},
    )
    merged, _ = merge([alone], {"a.js"})
    assert merged is not None
    assert merged.totals == totals
    merged, _ = merge([alone, coverage(**{"a.js": {1: 0, 2: 1}})], {"a.js"})
    assert merged is not None
    assert merged.totals == CoverageTotals(files=1, lines=2, covered_lines=1)


def test_a_rate_of_statements_needs_every_file_counted_by_statement():
    counted = FileCoverage(path="a.go", lines={1: 1}, statements=(1, 2))
    only = Coverage(sources=("a",), formats=("go_profile",), files={"a.go": counted})
    assert only.totals.statement_rate == 0.5
    merged, _ = merge([only, coverage(**{"b.py": {1: 1}})], {"a.go", "b.py"})
    assert merged is not None
    assert merged.totals.statement_rate is None
    assert merged.files["a.go"].totals.statement_rate == 0.5


HITS = st.integers(0, 3)
LINES = st.dictionaries(st.integers(1, 6), HITS, max_size=5)
BRANCHES = st.dictionaries(
    st.integers(1, 6),
    st.integers(1, 4).flatmap(lambda every: st.tuples(st.integers(0, every), st.just(every))),
    max_size=3,
)
PATHS = st.sampled_from(["a.py", "src/a.py", "/ci/src/b.py", "C:\\w\\src\\b.py", "z.py"])
TOTALS = st.none() | st.integers(0, 9).flatmap(
    lambda lines: st.builds(
        CoverageTotals, files=st.just(1), lines=st.just(lines), covered_lines=st.integers(0, lines)
    )
)


@st.composite
def parts(draw):
    files = {
        path: FileCoverage(
            path=path, lines=draw(LINES), branches=draw(BRANCHES), summary=draw(TOTALS)
        )
        for path in draw(st.sets(PATHS, max_size=3))
    }
    return Coverage(
        sources=(draw(st.sampled_from(["1.xml", "2.xml"])),),
        formats=(draw(st.sampled_from(["cobertura", "lcov"])),),
        files=files,
        commit=draw(st.sampled_from([None, "abc", "def"])),
        timestamp=draw(st.none() | st.datetimes(datetime(2020, 1, 1), timezones=st.just(UTC))),
    )


FILES = {"a.py", "src/a.py", "src/b.py", "c.py"}


@given(st.lists(parts(), max_size=4), st.randoms(), st.sampled_from([FILES, set()]))
def test_order_and_repetition_change_nothing(reports, random, files):
    merged = merge(reports, files)
    shuffled = [*reports, *reports[:1]]
    random.shuffle(shuffled)
    assert merge(shuffled, files) == merged
    if merged[0] is not None and files:
        assert merge([merged[0]], files) == (merged[0], ())


@given(st.lists(parts(), max_size=3), parts())
def test_more_reports_never_lower_a_lines_coverage(reports, more):
    before, _ = merge(reports, FILES)
    after, _ = merge([*reports, more], FILES)
    for path, file in before.files.items() if before else ():
        assert after is not None
        for line, hits in file.lines.items():
            assert after.files[path].lines[line] >= hits
        totals = after.files[path].totals
        assert totals.lines >= totals.covered_lines >= 0
        assert totals.branches >= totals.covered_branches >= 0


def test_a_data_file_tells_no_executable_lines_where_another_report_does():
    xml = coverage("coverage.xml", **{"a.py": {1: 1, 2: 0}})
    data = replace(
        coverage(".coverage", **{"a.py": {1: 0, 2: 1, 3: 0}, "b.py": {1: 0}}),
        formats=("coverage_data",),
    )
    merged, _ = merge([data, xml], ())
    assert dict(merged.files["a.py"].lines) == {1: 1, 2: 1}
    assert dict(merged.files["b.py"].lines) == {1: 0}

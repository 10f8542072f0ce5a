"""Every coverage and analysis format, by samples (scripts/samples_coverage.py makes them again).

What the tools themselves print of the same run is what is expected here.
"""

import importlib.util
import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.model import Analysis, Coverage, Unreadable
from readiness.reports import sniff
from readiness.reports.analyses import located
from readiness.reports.merge import merge
from readiness.reports.read import formats, read
from readiness.reports.reader import Source, UnreadableError

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
OURS = [each.id for each in formats() if each.package in ("coverage", "analysis")]
FILES = sorted(path for each in OURS for path in (SAMPLES / each).glob("*"))
QUICK = [path for path in FILES if path.suffix != ".sqlite"]


def name(path):
    return f"{path.parent.name}/{path.name}"


def script():
    spec = importlib.util.spec_from_file_location("s", ROOT / "scripts" / "samples_coverage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The Python project that the samples measured, as a repository would hold it."""
    root = tmp_path_factory.mktemp("checkout")
    for path, text in script().PYTHON.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def source(path, checkout=None):
    return Source(path=name(path), file=path, checkout=checkout)


@pytest.mark.parametrize("reader", OURS)
def test_every_format_has_a_sample(reader):
    assert list((SAMPLES / reader).glob("*"))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_exactly_the_formats_own_reader_recognises_it(path):
    sample = sniff.sample(source(path))
    assert [each.id for each in formats() if each.recognises(sample)] == [path.parent.name]


NYC, C8 = (2, 8, 4, 6, 2), (2, 21, 10, 5, 2)
BRANCH, LINE = (3, 14, 8, 6, 3), (3, 14, 8, 0, 0)
GCOVR, GO = (2, 8, 5, 4, 1), (1, 7, 5, 0, 0)
EXPECTED = {
    "clover/c8.xml": C8,
    "clover/gcovr.xml": (2, 8, 5, 0, 0),
    "clover/nyc.xml": NYC,
    "clover/phpunit.xml": (1, 6, 3, 0, 0),
    "cobertura/c8.xml": C8,
    "cobertura/coverage-py-branch.xml": BRANCH,
    "cobertura/coverage-py-line.xml": LINE,
    "cobertura/gcovr.xml": GCOVR,
    "cobertura/nyc.xml": NYC,
    "cobertura/phpunit.xml": (1, 4, 2, 0, 0),
    "coverage_data/coverage-py-branch.sqlite": BRANCH,
    "coverage_data/coverage-py-line.sqlite": LINE,
    "coverage_json/coverage-py-branch.json": BRANCH,
    "coverage_json/coverage-py-line.json": LINE,
    "go_profile/count.out": GO,
    "go_profile/set.out": GO,
    "istanbul/c8.json": C8,
    "istanbul/nyc.json": NYC,
    "istanbul_summary/c8.json": C8,
    "istanbul_summary/nyc.json": NYC,
    "jacoco/ant.xml": (1, 5, 3, 4, 3),
    "jacoco/gcovr.xml": GCOVR,
    "jacoco/by-hand-groups.xml": (2, 4, 2, 2, 1),
    "lcov/c8.info": C8,
    "lcov/coverage-py-branch.info": BRANCH,
    "lcov/coverage-py-line.info": LINE,
    "lcov/gcovr.info": GCOVR,
    "lcov/lcov.info": (2, 8, 5, 4, 1),
    "lcov/llvm.info": (2, 11, 7, 6, 2),
    "lcov/nyc.info": NYC,
    "llvm_cov/by-hand-export.json": (1, 9, 4, 2, 1),
    "llvm_cov/llvm-summary.json": (2, 11, 7, 6, 2),
    "llvm_cov/llvm.json": (2, 11, 7, 6, 2),
    "llvm_cov/by-hand-summary-only.json": (1, 9, 4, 2, 1),
    "opencover/by-hand-session.xml": (1, 5, 4, 2, 1),
    "simplecov/simplecov.json": (1, 6, 5, 4, 3),
    "simplecov/by-hand-resultset.json": (2, 7, 6, 2, 1),
    "sonarqube/gcovr.xml": GCOVR,
}


def test_every_coverage_sample_is_expected():
    coverage = {each.id for each in formats() if each.package == "coverage"}
    assert {name(path) for path in FILES if path.parent.name in coverage} == set(EXPECTED)


@pytest.mark.parametrize("path", [each for each in FILES if name(each) in EXPECTED], ids=name)
def test_lines_and_branches_are_those_the_tool_prints(path, checkout):
    found = read(source(path, checkout))
    assert isinstance(found, Coverage), found
    assert (found.complete, found.incomplete_reason) == (True, "")
    totals = found.totals
    assert (
        totals.files,
        totals.lines,
        totals.covered_lines,
        totals.branches,
        totals.covered_branches,
    ) == EXPECTED[name(path)]
    assert found.formats == (path.parent.name,)


@pytest.mark.parametrize(
    ("file", "covered", "every"),
    [
        ("go_profile/set.out", 5, 7),
        ("istanbul/nyc.json", 4, 8),
        ("istanbul_summary/nyc.json", 4, 8),
        ("cobertura/nyc.xml", 0, 0),
    ],
)
def test_statements_are_counted_where_the_tool_counts_them(file, covered, every):
    totals = read(source(SAMPLES / file)).totals
    assert (totals.covered_statements, totals.statements) == (covered, every)


def test_a_block_of_several_packages_is_one(tmp_path):
    file = tmp_path / "cover.out"
    blocks = ["m/a b.go:3.2,4.9 2 0", "m/a b.go:3.2,4.9 2 1", "m/a b.go:6.2,7.2 1 0"]
    file.write_text("\n".join(["mode: set", *blocks]), encoding="utf-8")
    totals = read(source(file)).totals
    assert (totals.covered_statements, totals.statements) == (2, 3)
    assert (totals.covered_lines, totals.lines) == (2, 3)


def test_a_line_of_cobertura_is_covered_by_any_record_of_it(tmp_path):
    file = tmp_path / "cobertura.xml"
    file.write_text(
        '<coverage line-rate="1"><packages><package><classes><class filename="a.cs">'
        '<methods><method><lines><line number="1" hits="0"/><line number="9" hits="1"/></lines>'
        '</method><method><lines><line number="1" hits="2"/></lines></method></methods>'
        '<lines><line number="1" hits="0"/><line number="2" hits="0"/></lines>'
        "</class></classes></package></packages></coverage>",
        encoding="utf-8",
    )
    assert dict(read(source(file)).files["a.cs"].lines) == {1: 2, 2: 0}


def test_an_istanbul_map_whose_counts_fill_the_beginning_is_recognised(tmp_path):
    counts = {str(number): number % 2 for number in range(20_000)}
    places = {key: {"start": {"line": int(key) + 1}} for key in counts}
    entry = {"path": "/b/a.js", "s": counts, "b": {}, "f": {}, "statementMap": places}
    file = tmp_path / "coverage-final.json"
    file.write_text(json.dumps({"/b/a.js": entry}), encoding="utf-8")
    totals = read(source(file)).totals
    assert (totals.covered_lines, totals.lines) == (10_000, 20_000)


def test_one_run_reported_in_four_formats_is_one_coverage(checkout):
    names = ("cobertura/coverage-py-branch.xml", "lcov/coverage-py-branch.info")
    names += ("coverage_json/coverage-py-branch.json", "coverage_data/coverage-py-branch.sqlite")
    parts = [read(source(SAMPLES / each, checkout)) for each in names]
    files = {"demo/__init__.py", "demo/idle.py", "demo/shop.py", "test_shop.py"}
    merged, unmapped = merge(parts, files)
    assert merged is not None
    assert merged.files == merge(parts[:1], files)[0].files
    assert merged.files["demo/shop.py"].lines == {
        2: 1, 5: 1, 6: 1, 7: 0, 8: 1, 9: 1, 11: 1, 12: 1, 22: 1, 23: 0, 24: 0, 25: 0,
    }  # fmt: skip
    assert (len(merged.formats), unmapped) == (4, ())


@pytest.mark.parametrize(
    ("file", "tool", "results", "mutants"),
    [
        ("sarif/ruff.sarif", "ruff", 3, None),
        ("pit/by-hand-mutations.xml", "PIT", 2, (2, 4)),
        ("mutation_testing/stryker.json", "StrykerJS", 12, (4, 16)),
    ],
)
def test_analyses(file, tool, results, mutants):
    found = read(source(SAMPLES / file))
    assert isinstance(found, Analysis)
    assert (found.tool, len(found.results), found.mutants) == (tool, results, mutants)
    assert found.complete
    assert all(each.location and each.message and each.rule for each in found.results)


def test_results_stand_where_the_repository_has_their_files():
    analysis = read(source(SAMPLES / "sarif" / "ruff.sarif"))
    placed = located(analysis, {"demo/shop.py", "demo/idle.py"})
    assert {each.location.path for each in placed.results} == {"demo/shop.py"}
    assert {each.location.line for each in placed.results} == {2, 25}
    assert {each.location for each in located(analysis, {"other.py"}).results} == {None}
    mutants = read(source(SAMPLES / "pit" / "by-hand-mutations.xml"))
    java = "core/src/main/java/com/demo/Shop.java"
    assert [str(each.location) for each in located(mutants, {java}).results] == [
        f"{java}:9",
        "None",
    ]


def test_sarif_results_that_are_no_failures_are_left_out(tmp_path):
    def result(**more):
        return {"ruleId": "R", "message": {"id": "m", "arguments": ["x"]}, **more}

    rules = [{"id": "R", "messageStrings": {"m": {"text": "see {0}"}}}]
    rules[0]["defaultConfiguration"] = {"level": "note"}
    results = [
        result(),
        result(kind="pass"),
        result(suppressions=[{"kind": "inSource"}]),
        result(suppressions=[{"kind": "external", "status": "rejected"}], level="error"),
    ]
    run = {"tool": {"driver": {"name": "t", "rules": rules}}, "results": results}
    run["invocations"] = [{"executionSuccessful": False}]
    file = tmp_path / "r.sarif"
    file.write_text(json.dumps({"version": "2.1.0", "runs": [run]}), encoding="utf-8")
    found = read(source(file))
    assert [(each.level, each.message) for each in found.results] == [
        ("note", "see x"),
        ("error", "see x"),
    ]
    assert not found.complete


XML = '<coverage line-rate="1"><packages><class filename="a.py"><lines><line number="1" '
END = "</lines></class></packages></coverage>"
HOSTILE = {
    "lines of no number": ("TN:\nSF:a.py\nDA:1,1\nDA:1e99,1\nDA:-3,1\nend_of_record\n", (1, 1)),
    "negative hits": ("SF:a.py\nDA:1,-5\nDA:2,nan\nDA:3,1e400\nend_of_record\n", (3, 0)),
    "cut off": ("SF:a.py\nDA:1,1\nDA:2,0\n", (2, 1)),
    "line 10^30": (
        f'{XML} hits="0"/><line number="{10**30}" hits="1"/>{END}',
        (1, 0),
    ),
    "more branches taken than there are": (
        f'{XML} hits="1" branch="true" condition-coverage="(9/2)"/>{END}',
        (1, 1),
    ),
    "half an XML": (
        f'{XML} hits="1"/></lines></class><class filename="b.py">',
        (1, 1),
    ),
}


@pytest.mark.parametrize(("text", "counts"), HOSTILE.values(), ids=HOSTILE)
def test_absurd_numbers_and_damage_never_help(text, counts, tmp_path):
    file = tmp_path / "report"
    file.write_text(text, encoding="utf-8")
    found = read(source(file))
    assert isinstance(found, Coverage)
    assert (found.totals.lines, found.totals.covered_lines) == counts
    assert found.totals.covered_branches <= found.totals.branches


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mode: set\na.go:1.1,1000000000.1 1 1\n", "no block"),
        ("mode: set\n" + "a.go:1.1,9000000.1 1 1\n", "no source is so long"),
        ('{"total": {"lines": {"total": 9, "covered": 9}}}', "names no file"),
        (
            '{"a.js": {"lines": {"total": 1e30, "covered": 1e30}, "branches": {"total": 0, '
            '"covered": 0}, "statements": {"total": 0, "covered": 0}}}',
            "no sense",
        ),
        (
            '{"a.js": {"lines": {"total": 5, "covered": 9}, "branches": {"total": 0, '
            '"covered": 0}, "statements": {"total": 0, "covered": 0}}}',
            "no sense",
        ),
        ('{"version": "1.0.0", "runs": []}', "only 2.1.0"),
        ('{"files": {"a": {"executed_lines": [1]}', "not valid JSON"),
        ('<project name="JaCoCo" xmlns:jacoco="antlib:org.jacoco.ant"/>', "no format"),
    ],
)
def test_what_can_not_be_read_says_why(text, reason, tmp_path):
    file = tmp_path / "report"
    file.write_text(text, encoding="utf-8")
    found = read(source(file))
    if isinstance(found, Coverage):
        assert (found.complete, found.totals.lines) == (False, 0)
    else:
        assert isinstance(found, Unreadable)
        assert reason in found.reason


def test_a_data_file_without_its_source_says_nothing(tmp_path, checkout):
    sample = SAMPLES / "coverage_data" / "coverage-py-line.sqlite"
    assert "no checkout" in read(source(sample)).reason
    assert "none of the files" in read(source(sample, tmp_path)).reason
    shutil.copytree(checkout / "demo", tmp_path / "demo")
    (tmp_path / "demo" / "idle.py").write_text("def never(:\n", encoding="utf-8")
    found = read(source(sample, tmp_path))
    assert "demo/idle.py" not in found.files
    assert not found.complete
    assert "demo/idle.py: Couldn't parse" in found.incomplete_reason


def test_the_checkout_neither_runs_nor_configures_anything(tmp_path, checkout, monkeypatch):
    shutil.copytree(checkout, tmp_path, dirs_exist_ok=True)
    touch = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n"
    (tmp_path / "demo" / "idle.py").write_text(touch, encoding="utf-8")
    (tmp_path / "evil.py").write_text(touch, encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(touch, encoding="utf-8")
    rc = "[run]\nplugins = evil\n[report]\nexclude_lines =\n    .*\n"
    (tmp_path / ".coveragerc").write_text(rc, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COVERAGE_RCFILE", str(tmp_path / ".coveragerc"))
    found = read(source(SAMPLES / "coverage_data" / "coverage-py-line.sqlite", tmp_path))
    assert found.totals.lines == 14
    assert not list(tmp_path.rglob("ran"))


def test_an_sqlite_file_that_only_pretends_is_unreadable(tmp_path, checkout):
    file = tmp_path / ".coverage"
    with sqlite3.connect(file) as database:
        database.execute("create table coverage_schema (version integer)")
        database.execute("insert into coverage_schema values (7)")
        loop = (
            "with recursive r(n) as (select 1 union all select n + 1 from r) select n, n, n from r"
        )
        database.execute(f"create view file as {loop}")
    before = file.read_bytes()
    found = read(Source(path="x", file=file, checkout=checkout, deadline=None))
    assert isinstance(found, Unreadable)
    assert "not coverage.py data" in found.reason
    assert file.read_bytes() == before


MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=6)), min_size=1, max_size=4
)
MORE = [
    b"-1",
    b"1" + b"0" * 30,
    b"NaN",
    b"null",
    b"[]",
    b"{}",
    b"\xff",
    b"\0",
    b"<a>",
    b'"',
    b"&x;",
]


@pytest.mark.parametrize("path", QUICK, ids=name)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=MUTATIONS, word=st.sampled_from(MORE))
def test_whatever_the_bytes_a_result_or_a_reason(path, changes, word, tmp_path):
    data = path.read_bytes()
    for place, length, new in changes:
        at = int(place * len(data))
        data = data[:at] + (new or word) + data[at + length :]
    file = tmp_path / "report"
    file.write_bytes(data)
    reader = next(each for each in formats() if each.id == path.parent.name)
    for found in (read(source(file)), _directly(reader, source(file))):
        assert getattr(found, "reason", "?")
        assert "its reader failed" not in getattr(found, "reason", "")
        if isinstance(found, Coverage):
            for each in (*(file.totals for file in found.files.values()), found.totals):
                assert each.lines >= each.covered_lines >= 0
                assert each.branches >= each.covered_branches >= 0
                assert each.statements >= each.covered_statements >= 0


def _directly(reader, source):
    """By this format's reader, whether it still recognises the file or not."""
    try:
        return reader.read(source)
    except UnreadableError as error:
        return Unreadable(path=source.path, reason=str(error))


def test_a_reference_to_an_entity_among_the_lines_is_no_line(tmp_path):
    sample = SAMPLES / "cobertura" / "c8.xml"
    data = sample.read_bytes()
    places = [match.end() for match in re.finditer(rb"<lines>", data)]
    assert places
    for place in places:
        file = tmp_path / "report"
        file.write_bytes(data[:place] + b"&x;" + data[place:])
        reader = next(each for each in formats() if each.id == "cobertura")
        found = _directly(reader, source(file))
        assert isinstance(found, Coverage) or found.reason

"""The table of hostile inputs, and what each gives. Nothing crashes, hangs or is silent."""

import bz2
import gzip
import os
import sqlite3
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.model import Analysis, Counts, Coverage, TestRun, Unreadable
from readiness.reports.ingest import measure
from readiness.reports.limits import Limits
from readiness.reports.read import read
from readiness.reports.reader import Source

CASE = "<testcase name='a'/>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = (
    f'<!DOCTYPE testsuite [<!ENTITY l0 "ha">{LAUGHS}]><testsuite name="&l9;">{CASE}</testsuite>'
)
QUADRATIC = f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]><testsuite>{"&x;" * 5000}</testsuite>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite name="&x;"/>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://localhost:9/x.dtd"> %x;]><testsuite/>'
HIDDEN = f"<!DOCTYPE a [{' ' * 70_000}<!ENTITY x 'y'>]><testsuite>{CASE}</testsuite>"


def suite(inner: str, attributes: str = "") -> bytes:
    return f"<testsuite name='s' {attributes}>{inner}</testsuite>".encode()


def database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table person (name text)")
    return connection.serialize()


def tables(*rows: str) -> bytes:
    """A database with coverage.py's tables and these rows."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "create table coverage_schema (version integer); create table meta (key, value);"
        "create table file (id integer primary key, path); create table arc (file_id, context_id,"
        "fromno, tono); create table line_bits (file_id, context_id, numbits);"
        "create table context (id integer primary key, context); create table tracer (file_id,"
        "tracer); insert into coverage_schema values (7);"
    )
    for row in rows:
        connection.execute(f"insert into {row}")
    connection.commit()
    return connection.serialize()


def archive() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("junit.xml", b"\0" * 10_000_000)
    return target.getvalue()


ONE = Counts(passed=1)

HOSTILE: dict[str, tuple[Callable[[], bytes], str | Counts]] = {
    "a billion laughs": (lambda: BILLION.encode(), "entities"),
    "quadratic blow-up": (lambda: QUADRATIC.encode(), "entities"),
    "an external entity": (lambda: EXTERNAL.encode(), "external entity"),
    "entities after a comment": (
        lambda: b"<!DOCTYPE a [<!-- ]><a> --><!ENTITY x 'y'>]><testsuite/>", "entities"),
    "entities after a quotation": (
        lambda: b"<!DOCTYPE a SYSTEM '><a>' [<!ENTITY x 'y'>]><testsuite/>", "entities"),
    "an external parameter entity": (lambda: PARAMETER.encode(), "entities"),
    "entities far into the document type": (lambda: HIDDEN.encode(), "entities"),
    "entities in UTF-16": (lambda: BILLION.encode("utf-16"), "entities"),
    "an external document type": (
        lambda: b"<!DOCTYPE testsuite SYSTEM 'http://localhost:9/x.dtd'>" + suite(CASE), ONE),
    "a style sheet": (lambda: b"<?xml-stylesheet href='file:///etc/passwd'?>" + suite(CASE), ONE),
    "XInclude": (
        lambda: suite(CASE + "<i:include xmlns:i='http://www.w3.org/2001/XInclude' "
                      "href='file:///etc/passwd' parse='text'/>"), ONE),
    "a text of 100 MB": (
        lambda: suite("<testcase name='a'><failure>" + "x" * 100_000_000 + "</failure></testcase>"),
        Counts(failed=1)),
    "a name of 20 MB": (lambda: suite(f"<testcase name='{'x' * 20_000_000}'/>"), ONE),
    "100,000 nested suites": (
        lambda: b"<testsuite name='s'>" * 100_000 + b"</testsuite>" * 100_000, "deep"),
    "100,000 nested results": (lambda: suite("<testcase name='a'>" + "<error>" * 100_000), "deep"),
    "100,000 attributes": (
        lambda: suite("<testcase " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>"), ONE),
    "control characters": (
        lambda: suite("<testcase name='\x01\x02\x1b'>\x0c\x7f</testcase>"), ONE),
    "a NUL": (lambda: suite(CASE + "\0"), "range"),
    "references to control characters": (
        lambda: suite("<testcase name='&#0;&#27;&#xD800;&#x110000;'/>"), ONE),
    "invalid UTF-8": (lambda: suite(CASE + "?").replace(b"?", b"\xff\xc3\x28\xed\xa0\x80"), ONE),
    "UTF-16": (lambda: suite(CASE).decode().encode("utf-16"), ONE),
    "UTF-16 without a mark": (lambda: suite(CASE).decode().encode("utf-16-be"), ONE),
    "UTF-32": (lambda: suite(CASE).decode().encode("utf-32"), ONE),
    "UTF-8 that says it is UTF-16": (
        lambda: b"<?xml version='1.0' encoding='utf-16'?>" + suite(CASE), ONE),
    "UTF-7": (lambda: b"<?xml version='1.0' encoding='UTF-7'?>" + suite(CASE), ONE),
    "an encoding that is none": (
        lambda: b"<?xml version='1.0' encoding='nonsense'?>" + suite(CASE), ONE),
    "a byte-order mark": (lambda: b"\xef\xbb\xbf" + suite(CASE), ONE),
    "two byte-order marks": (lambda: b"\xef\xbb\xbf" * 2 + suite(CASE), ONE),
    "times that are none": (
        lambda: suite("".join(f"<testcase name='{n}' time='{t}'/>" for n, t in enumerate(
            ("NaN", "-1", "1e30", "inf", "soon", "", "9" * 5000, "0x10", "1_0")))),
        Counts(passed=9)),
    "totals that are words": (lambda: suite(CASE, "tests='many' failures='-1' errors='1e30'"), ONE),
    "totals of 5,000 digits": (lambda: suite(CASE, f"tests='{'9' * 5000}'"), ONE),
    "a timestamp that is none": (lambda: suite(CASE, f"timestamp='{'9' * 500}-13-45'"), ONE),
    "names with lines, escapes and Markdown": (
        lambda: suite("<testcase name='&#10;::error::x&#13;| ](http://x) `&lt;/td>'><failure "
                      "message='&#10;@everyone &lt;!-- x --&gt;'/></testcase>"), Counts(failed=1)),
    "cut off in a name": (lambda: suite(CASE)[:-20], "line 1"),
    "only zeros": (lambda: b"\0" * 1000, "no format"),
    "nothing": (lambda: b"", "empty"),
    "only blanks": (lambda: b" \n\t" * 1000, "empty"),
    "random bytes": (lambda: os.urandom(100_000), "no format"),
    "a database that is no coverage": (database, "no"),
    "a database that is cut off": (lambda: database()[:200], "no"),
    "coverage data whose paths are no UTF-8": (
        lambda: tables("file values (1, cast(x'ff2f61' as text))"), "not coverage.py data"),
    "coverage data whose paths are bytes": (
        lambda: tables("file values (1, x'ff')"), "its paths are no text"),
    "coverage data that says twice whether it has branches": (
        lambda: tables("meta values ('has_arcs', '1')", "meta values ('has_arcs', '0')"),
        "not coverage.py data"),
    "coverage data with lines that are no numbers": (
        lambda: tables("file values (1, 'a.py')", "context values (1, '')",
                       "line_bits values (1, 1, 'many')"), ""),
    "a gzip bomb": (lambda: gzip.compress(b"\0" * 10_000_000), "compressed (gzip)"),
    "a zip bomb": (archive, "compressed (zip)"),
    "a bzip2 bomb": (lambda: bz2.compress(b"\0" * 10_000_000), "compressed (bzip2)"),
    "JSON without end": (lambda: b"[" * 1_000_000, "no"),
    "JSON of one key without end": (lambda: b'{"a":' * 1_000_000, "no"),
    "JSON with NaN": (lambda: b'{"stats": NaN, "tests": NaN, "results": NaN}', "no"),
    "a line of 100 MB": (lambda: b"SF:" + b"x" * 100_000_000, "larger than 64 MB"),
    "a number of 100,000 digits": (
        lambda: b"SF:a\nDA:" + b"9" * 100_000 + b",1\nend_of_record\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_the_table(tmp_path: Path, name: str) -> None:
    make, expected = HOSTILE[name]
    (tmp_path / "report").write_bytes(make())
    started = time.monotonic()
    found = measure(tmp_path, tests=["report"], coverage=())
    assert time.monotonic() - started < 15
    if isinstance(expected, Counts):
        assert found.counts == expected
        assert found.unreadable == ()
        assert found.runs[0].complete
    else:
        assert any(expected in each.message for each in found.findings), found.findings


def test_a_glob_that_matches_a_million_files_ends(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.xml").write_bytes(suite(CASE).replace(b"'s'", b"'%d'" % number))
    found = measure(tmp_path, tests=["**/*"], coverage=(), limits=Limits(files=100))
    assert found.counts.total == 100
    assert [each.rule.id for each in found.findings] == ["tests.limit-hit"]


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    for number in range(2):
        cases = "".join(f"<testcase name='{number}.{n}'/>" for n in range(150_000))
        (tmp_path / f"{number}.xml").write_bytes(suite(cases))
    found = measure(tmp_path, tests=["*.xml"], coverage=(), limits=Limits(seconds=0.05))
    assert {each.rule.id for each in found.findings} & {
        "tests.unreadable-report", "tests.incomplete-report", "tests.limit-hit",
    }  # fmt: skip
    assert not any(run.complete for run in found.runs)


STARTS = (
    b"", b"<testsuite", b"<testsuites><testsuite name='", b"<test-run", b"<assemblies", b"<robot ",
    b"<TestRun xmlns='http://microsoft.com/schemas/VisualStudio/TeamTest/2010'>", b"<coverage ",
    b"<report name='a'>", b"<CoverageSession>", b"<mutations>", b"TAP version 14\n", b"1..2\nok",
    b'{"', b'{"results": {"tests": [', b'[{"', b'{"Action":"run","Package":"', b"SF:a\nDA:",
    b"mode: set\n", b'{"version": "2.1.0", "runs": [', b"SQLite format 3\0",
)  # fmt: skip


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_any_bytes_are_a_result_or_unreadable(tmp_path: Path, start: bytes, rest: bytes) -> None:
    file = tmp_path / "report"
    file.write_bytes(start + rest)
    found = read(Source(path="report", file=file))
    assert isinstance(found, TestRun | Coverage | Analysis | Unreadable)
    if isinstance(found, Unreadable):
        assert found.reason
        assert "its reader failed" not in found.reason, found.reason

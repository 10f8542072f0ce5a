"""Reports from hostile hands: a result or an UnreadableError, and nothing else."""

import json
import re
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.results import SAMPLES

from readiness.model import CaseOutcome, TestRun
from readiness.reports import sniff
from readiness.reports.read import formats
from readiness.reports.reader import Source, UnreadableError

XML = ("nunit2", "nunit3", "xunit", "trx", "robot")
JSON = ("ctrf", "mocha", "jest", "rspec", "cucumber", "robot")
TEXT = ("tap", "gotest", "dart")

HOSTILE_TEXT = (
    "", "NaN", "-1", "1e30", "9" * 5000, "١٢٣", "one", "\x1b[31m", "\x00", "a\nb", "x" * 70_000,
    "::error::", "<!-- -->", "]]>", "\ud800", "../../etc/passwd", "1.." + "9" * 9, "ok", "-inf",
    "9999-99-99T99:99:99Z", "99999999999:00:00", "    " * 500 + "not ok 1", "{" * 3000,
)  # fmt: skip
HOSTILE_JSON = (
    None, True, -1, 0, 1e308, float("nan"), float("inf"), 10**400, "", [], {}, [[]], [{}], {"": {}},
    [None, 1, "x"], *HOSTILE_TEXT,
)  # fmt: skip


def attempt(reader: str, content: bytes) -> TestRun | None:
    """What a reader makes of any bytes."""
    module = import_module(f"readiness.reports.results.{reader}")
    with TemporaryDirectory() as directory:
        file = Path(directory) / "report"
        file.write_bytes(content)
        try:
            run = module.read(Source(path="report", file=file))
        except UnreadableError:
            return None
    assert isinstance(run, TestRun)
    return run


def sound(run: TestRun | None) -> None:
    """What holds of every result."""
    if run is None:
        return
    counts = run.counts
    assert min(counts.passed, counts.failed, counts.errored, counts.skipped, counts.flaky) >= 0
    assert sum(suite.counts.total for suite in run.suites) == counts.total
    assert run.complete == (not run.incomplete_reason)
    for case in run.cases:
        assert case.outcome is not CaseOutcome.PASSED
        assert case.time is None or 0 <= case.time < 10**10
        assert len(case.name) <= 2000
        assert len(case.message) <= 2000
        assert case.location is None or case.location.path


def samples(readers: tuple[str, ...], *endings: str) -> list[tuple[str, bytes]]:
    return [
        (reader, file.read_bytes())
        for reader in readers
        for file in sorted((SAMPLES / reader).glob("*"))
        if file.suffix in endings
    ]


@st.composite
def spoilt(draw: st.DrawFn, of: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A sample, cut, doubled, overwritten or with hostile text put into it."""
    reader, content = draw(st.sampled_from(of))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 400)))
        text = draw(st.sampled_from(HOSTILE_TEXT)).encode("utf-8", "surrogatepass")
        content = draw(
            st.sampled_from(
                (
                    content[:at],
                    content[:at] + content[end:],
                    content[:end] + content[at:],
                    content[:at] + text + content[end:],
                    content[:at] + draw(st.binary(max_size=9)) + content[at:],
                )
            )
        )
    encoding = draw(st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "utf-16")))
    if encoding != "utf-8":
        content = content.decode("utf-8", "replace").encode(encoding)
    return reader, content


@st.composite
def reshaped(draw: st.DrawFn) -> tuple[str, bytes]:
    """A JSON sample with some of its values replaced by others of any kind."""
    reader, content = draw(st.sampled_from(samples(JSON, ".json")))
    report = json.loads(content)
    for _ in range(draw(st.integers(1, 8))):
        report = _replaced(draw, report)
    return reader, json.dumps(report).encode()


def _replaced(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: _replaced(draw, value[key])}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], _replaced(draw, value[at]), *value[at + 1 :]]
    return draw(st.sampled_from(HOSTILE_JSON))


@st.composite
def reattributed(draw: st.DrawFn) -> tuple[str, bytes]:
    """An XML sample with some of its attributes' values replaced."""
    reader, content = draw(st.sampled_from(samples(XML, ".xml", ".trx")))
    text = content.decode()
    spans = [found.span(1) for found in re.finditer(r'="([^"]*)"', text)]
    for start, end in sorted(draw(st.sets(st.sampled_from(spans), max_size=6)), reverse=True):
        value = draw(st.sampled_from(HOSTILE_TEXT)).replace("&", "&amp;").replace("<", "&lt;")
        text = text[:start] + value + text[end:]
    return reader, text.encode("utf-8", "replace")


@st.composite
def relined(draw: st.DrawFn) -> tuple[str, bytes]:
    """A text sample with its lines in another order, some missing, some indented."""
    reader, content = draw(st.sampled_from(samples(TEXT, ".tap", ".json")))
    lines = content.splitlines(keepends=True)
    chosen = draw(st.lists(st.sampled_from(lines), max_size=60))
    return reader, b"".join(b" " * draw(st.sampled_from((0, 0, 0, 4, 7))) + each for each in chosen)


quick = partial(settings, max_examples=60, deadline=None)


@quick()
@given(spoilt(samples(XML, ".xml", ".trx")))
def test_spoilt_xml(report: tuple[str, bytes]) -> None:
    sound(attempt(*report))


@quick()
@given(reattributed())
def test_xml_of_hostile_attributes(report: tuple[str, bytes]) -> None:
    sound(attempt(*report))


@quick()
@given(spoilt(samples(JSON, ".json")))
def test_spoilt_json(report: tuple[str, bytes]) -> None:
    sound(attempt(*report))


@quick(max_examples=150)
@given(reshaped())
def test_json_of_other_shapes(report: tuple[str, bytes]) -> None:
    sound(attempt(*report))


@quick()
@given(spoilt(samples(TEXT, ".tap", ".json")))
def test_spoilt_lines(report: tuple[str, bytes]) -> None:
    sound(attempt(*report))


@quick()
@given(relined())
def test_lines_in_any_order(report: tuple[str, bytes]) -> None:
    sound(attempt(*report))


@quick(max_examples=30)
@given(st.sampled_from(sorted({*XML, *JSON, *TEXT})), st.binary(max_size=200))
def test_any_bytes(reader: str, content: bytes) -> None:
    sound(attempt(reader, content))


@pytest.mark.parametrize(
    ("reader", "content"),
    [
        ("nunit3", b"<test-suite>" * 100_000),
        ("robot", b"<robot>" + b"<suite name='a'>" * 100_000),
        ("robot", b'{"suite":' * 100_000),
        ("cucumber", b'[{"elements":' * 100_000),
        ("jest", b'{"testResults":[{"assertionResults":' + b"[" * 100_000),
        ("tap", b"".join(b"    " * depth + b"ok\n" for depth in range(2000))),
        ("tap", b"1..999999999\n" + b"ok 1 # SKIP " + b"\\#" * 500_000),
        ("tap", b"ok 1 - " + b"# TODO " * 200_000),
        ("tap", b"TAP version 13\nnot ok 1\n  ---\n  at: (" + b"a:1" * 20_000 + b"\n  ...\n1..1\n"),
        ("tap", b"ok 1 - a" + b" " * 1_000_000 + b"b\n1..1"),
        ("tap", b"ok 1 - " + b"\\" * 1_000_000 + b"\n1..1"),
        ("gotest", b'{"Action":"output","Package":"a","Test":"b","Output":"x"}\n' * 50_000),
        ("gotest", b'{"Action":"run","Package":"a","Test":"' + b"x" * 3_000_000 + b'"}\n'),
        ("dart", b'{"type":"testStart","test":{"id":1,"name":[[[]]]}}\n' * 20_000),
        ("xunit", b"<assemblies>" + b"<assembly passed='1' failed='0'/>" * 50_000),
        ("trx", b"<TestRun><Results>" + b"<UnitTestResult testName='" + b"(" * 3_000_000 + b"'/>"),
        ("nunit2", b"<test-results><test-case><failure><stack-trace>" + b" in a" * 500_000),
    ],
)  # fmt: skip
def test_bombs_end_soon(reader: str, content: bytes) -> None:
    sound(attempt(reader, content))


@pytest.mark.parametrize(
    "content",
    [b"x" + b"\n" * 65_000, b"{" + b"\n{" * 30_000, b"{" + b" " * 65_000, b"# \n" * 20_000,
     b'{"Action":' * 6_000, b"[" * 65_000, b'{"results":{' + b" " * 65_000, b"ok" + b" " * 65_000],
)  # fmt: skip
def test_recognising_ends_soon(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "report"
    file.write_bytes(content)
    found = sniff.sample(Source(path="report", file=file))
    assert len([each for each in formats() if each.recognises(found)]) < 2

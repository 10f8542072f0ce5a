"""TAP, ``go test -json`` and Dart: formats of one line after another."""

from pathlib import Path

import pytest
from support.results import SAMPLES, case, numbers, outcomes, sample, written

from readiness.model import CaseOutcome, Location, Unreadable
from readiness.reports.read import read
from readiness.reports.reader import Source


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("node", (4, 3, 0, 2, 0)),
        ("tape", (1, 1, 0, 1, 0)),
        ("node-tap", (2, 1, 0, 1, 0)),
        ("perl", (4, 1, 0, 2, 0)),
        ("ava", (2, 1, 0, 2, 0)),
        ("by-hand-14", (2, 1, 0, 3, 0)),
    ],
)
def test_tap(name: str, counts: tuple[int, ...]) -> None:
    run = sample(f"tap/{name}.tap")
    assert numbers(run) == counts
    assert run.complete
    assert run.declared in (None, run.counts)


def test_tap_subtests_and_their_places() -> None:
    run = sample("tap/node.tap")
    found = case(run, "child two # 2")
    assert found.classname == "parent"
    assert found.location is not None
    assert (found.location.path[-14:], found.location.line) == ("/node.test.mjs", 10)
    assert found.message.startswith("two\n")
    assert {suite.classname for suite in run.suites} == {"", "parent", "group", "group > deeper"}
    assert case(run, "to be done").outcome is CaseOutcome.EXPECTED_FAILURE


def test_tap_diagnostics_in_a_mapping() -> None:
    run = sample("tap/by-hand-14.tap")
    found = case(run, "light")
    assert found.location == Location(path="test/cellar.js", line=12)
    assert found.message == "it is dark"
    assert case(sample("tap/node-tap.tap"), "three").location == Location(path="tap.cjs", line=3)


def test_tap_bail_out() -> None:
    run = sample("tap/perl-bail-out.tap")
    assert numbers(run) == (1, 0, 0, 0, 0)
    assert run.incomplete_reason == "the run bailed out: no database"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1..3\nok 1\nok 2\n", "2 test points of 3 planned"),
        ("TAP version 13\nok 1\nok 2\n", "its plan is missing"),
        ("TAP version 13\n    ok 1 - inner\n1..0\n", "a subtest has no end"),
        ("1..1\nok 1 - a\n    not ok 1 - inner\n", "a subtest has no end"),
    ],
)
def test_tap_that_ends_early_is_not_complete(tmp_path: Path, text: str, reason: str) -> None:
    run = written(tmp_path, text)
    assert not run.complete
    assert reason in run.incomplete_reason


def test_tap_names_and_directives(tmp_path: Path) -> None:
    text = (
        "1..6\nok\nok 2\nnot ok 3 a # b\nok 4 - c \\# SKIP d\n"
        "ok 5 - e # Skipped: windows\nnot ok 6 - f#TODO\n"
    )
    run = written(tmp_path, text)
    assert numbers(run) == (3, 1, 0, 2, 0)
    assert outcomes(run) == {"a # b": "failed", "e": "skipped", "f": "expected-failure"}


def test_tap_parent_that_fails_by_itself_counts(tmp_path: Path) -> None:
    text = "1..1\n    1..1\n    ok 1 - inner\nnot ok 1 - outer\n"
    assert numbers(written(tmp_path, text)) == (1, 1, 0, 0, 0)


def test_tap_all_skipped_has_no_case(tmp_path: Path) -> None:
    run = written(tmp_path, "1..0 # SKIP no compiler\n")
    assert run.counts.total == 0
    assert run.complete


def test_tap_nested_without_end_takes_linear_time(tmp_path: Path) -> None:
    text = "".join("    " * depth + "ok 1 - a\n" for depth in range(1000)) * 5
    run = written(tmp_path, "TAP version 14\n" + text)
    assert not run.complete


def test_go() -> None:
    run = sample("gotest/go.json")
    assert numbers(run) == (3, 4, 1, 1, 0)
    assert run.complete
    broken = case(run, "")
    assert broken.suite == "example.com/demo/broken"
    assert "wrong signature for Test" in broken.message
    assert case(run, "TestTable/two").message == "shop_test.go:15: two is wrong"
    assert "panic: no key" in case(run, "TestPanics").message


def test_go_rerun_is_flaky_and_count_is_not() -> None:
    assert numbers(sample("gotest/rerun.json")) == (0, 0, 0, 0, 1)
    assert numbers(sample("gotest/count.json")) == (0, 1, 0, 0, 0)


def test_go_cut_off(tmp_path: Path) -> None:
    whole = (SAMPLES / "gotest" / "go.json").read_bytes()
    at = whole.index(b'"Test":"TestPanics"') + 400
    run = written(tmp_path, whole[:at])
    assert not run.complete
    assert case(run, "TestPanics").outcome is CaseOutcome.ERRORED


def test_go_with_other_lines_in_it_and_in_utf16(tmp_path: Path) -> None:
    whole = (SAMPLES / "gotest" / "go.json").read_text()
    text = "go: downloading example.com/x v1.0.0\r\n" + whole.replace("\n", "\r\n")
    assert numbers(written(tmp_path, text)) == (3, 4, 1, 1, 0)
    assert numbers(written(tmp_path, text.encode("utf-16"))) == (3, 4, 1, 1, 0)


def test_dart() -> None:
    run = sample("dart/by-hand-flutter.json")
    assert numbers(run) == (1, 1, 1, 1, 1)
    assert run.complete
    assert outcomes(run) == {
        "refuses": "failed",
        "sells at the second try": "flaky",
        "is left out": "skipped",
        "fails after its end": "errored",
    }
    found = case(run, "refuses")
    assert (found.suite, found.classname) == ("test/shop_test.dart", "Shop")
    assert found.location == Location(path="/home/ci/shop/test/shop_test.dart", line=9)
    assert run.suites[0].path == "test/shop_test.dart"


def test_dart_cut_off(tmp_path: Path) -> None:
    whole = (SAMPLES / "dart" / "by-hand-flutter.json").read_bytes()
    run = written(tmp_path, whole[: whole.index(b'{"testID":5,"result"') + 9])
    assert numbers(run) == (1, 0, 1, 0, 0)
    assert "cut off or damaged" in run.incomplete_reason


@pytest.mark.parametrize("text", ['{"Action":"x","Package":"y"', '{"Action":"run"}\n', "# a\nok?"])
def test_nothing_to_read_says_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "report.json"
    file.write_text(text)
    assert isinstance(read(Source(path="report.json", file=file)), Unreadable)

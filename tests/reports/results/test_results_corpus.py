"""Every result format: reports of other people's tools, and that exactly one reader takes each."""

import csv
from pathlib import Path

import pytest

from readiness.model import Counts, TestRun, Unreadable
from readiness.reports import sniff
from readiness.reports.read import formats, read
from readiness.reports.reader import Source

SAMPLES = Path(__file__).parents[2] / "samples"
SHARED = Path(__file__).parents[3].parent / "shared" / "corpus"
OURS = [each.id for each in formats() if each.package == "results" and each.id != "junit"]
FILES = sorted(file for each in OURS for file in (SAMPLES / each).glob("*"))
FAMILY = {"nunit": ("nunit2", "nunit3"), "xunit": ("xunit",)}


def rows() -> list[dict[str, str]]:
    table = SHARED / "tests.csv"
    if not table.exists():
        return []
    with table.open() as file:
        return [row for row in csv.DictReader(file) if row["format"] != "junit"]


def claimed(file: Path) -> list[str]:
    found = sniff.sample(Source(path=file.name, file=file))
    return [each.id for each in formats() if each.recognises(found)]


def identity(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("reader", OURS)
def test_every_format_has_a_sample(reader: str) -> None:
    assert list((SAMPLES / reader).glob("*"))


@pytest.mark.parametrize("file", FILES, ids=identity)
def test_exactly_one_reader_takes_a_sample(file: Path) -> None:
    assert claimed(file) == [file.parent.name]


@pytest.mark.parametrize("file", FILES, ids=identity)
def test_samples_name_no_machine(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not [path for path in ("/root/", "/work/", "bash_jobs") if path in text]


@pytest.mark.skipif(not rows(), reason="../shared is absent")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_the_corpus(row: dict[str, str]) -> None:
    file = SHARED / row["file"]
    found = read(Source(path=row["file"], file=file))
    if row["readable"] == "unreadable":
        assert isinstance(found, Unreadable)
        assert found.reason
        return
    assert isinstance(found, TestRun)
    numbers = {key: int(row[key]) for key in ("passed", "failed", "errored", "skipped")}
    assert found.counts == Counts(**numbers)
    assert claimed(file) == [found.format]
    assert found.format in FAMILY.get(row["format"], (row["format"],))


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is absent")
def test_exactly_one_reader_takes_each_coverage_report() -> None:
    packages = {each.id: each.package for each in formats()}
    with (SHARED / "coverage.csv").open() as table:
        for row in csv.DictReader(table):
            expected = ["coverage"] if row["files"] != "0" else []
            assert [packages[each] for each in claimed(SHARED / row["file"])] == expected, row

"""Every sample of other people's coverage has the counts that were made by counting."""

import csv
from importlib import import_module
from pathlib import Path

import pytest

from readiness.reports.merge import merge
from readiness.reports.reader import Source

SHARED = Path(__file__).parents[2].parent / "shared"
CORPUS = SHARED / "corpus"
TABLE = CORPUS / "coverage.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8"))) if TABLE.is_file() else []
UNIT = next((SHARED / "labels" / "artifacts").glob("*coverage-unit*.xml"), None)


@pytest.mark.skipif(not ROWS, reason="no corpus beside the checkout")
@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["lines"] != "0"], ids=lambda row: row["file"]
)
def test_lines_count_once_per_file(row):
    reader = import_module(f"readiness.reports.coverage.{row['format']}")
    totals = reader.read(Source(path=row["file"], file=CORPUS / row["file"])).totals
    assert (totals.files, totals.lines, totals.covered_lines) == (
        int(row["files"]),
        int(row["lines"]),
        int(row["covered"]),
    )


@pytest.mark.skipif(UNIT is None, reason="no labels beside the checkout")
def test_the_labelled_unit_run_covers_what_it_is_labelled_with():
    reader = import_module("readiness.reports.coverage.cobertura")
    read = reader.read(Source(path=UNIT.name, file=UNIT))
    merged, unmapped = merge([read], [f"package/{path}" for path in read.files])
    assert merged is not None
    assert f"{merged.totals.line_rate:.2%}" == "31.83%"
    assert unmapped == ()

"""docs/formats.md names every format that is read, and no other."""

import re
from pathlib import Path

import pytest

from readiness import plugins

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
SECTIONS = {"results": "Test results", "coverage": "Coverage", "analysis": "Analysis"}


@pytest.mark.parametrize("package", SECTIONS)
def test_the_document_names_every_format(package):
    section = TEXT.partition(f"## {SECTIONS[package]}")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `([a-z0-9-]+)` \| \S", section, re.MULTILINE)
    found = plugins.modules(f"readiness.reports.{package}")
    assert named == [each.__name__.rpartition(".")[2].replace("_", "-") for each in found]

"""What documents say of files, of numbers and of themselves."""

from pathlib import Path

import pytest

from readiness.probes.contradictions import contradicts_itself
from readiness.probes.duplicates import duplicate
from readiness.probes.line_counts import wrong_line_count
from readiness.probes.links import broken_link, missing_file
from readiness.probes.probe import Probe
from readiness.probes.versions import version_mismatch
from readiness.repository import checkout


def found(probe: Probe, directory: Path, files: dict[str, str]) -> list[tuple[str, int, str]]:
    for path, text in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text)
    findings = probe.run(checkout.snapshot(directory))
    return [
        (each.location.path, each.location.line or 0, each.message)
        for each in findings
        if each.location
    ]


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    text = """# Shop

See [the guide](docs/guide.md), [it](./docs/guide.md#pay "Pay") and [missing](docs/gone.md).
[Site](https://shop.test/gone.md), [mail](mailto:a@b.test), [page](docs/guide), [out](../x.md)
```
[in code](nowhere.md)
```
"""
    files = {"README.md": text, "docs/guide.md": "[up](../README.md) [gone](more.md)\n"}
    files["CHANGES.md"] = "## 1.0\n[a guide](docs/old.md)\n"
    files["tests/format/links.md"] = "[what a formatter is tried on](gone.md)\n"
    assert found(broken_link, tmp_path, files) == [
        ("README.md", 3, "This link leads to docs/gone.md, which does not exist"),
        ("docs/guide.md", 1, "This link leads to docs/more.md, which does not exist"),
    ]


def test_named_files_that_do_not_exist(tmp_path: Path) -> None:
    text = """Types are in `shop/types.py`, payments in `shop/pay.py`.
- [ ] `shop/later.py`
We will add `shop/soon.py`. Tests are in `tests/e2e/`; see also `shop/types.py` and `and/or`.
"""
    files = {
        "README.md": text,
        "PLAN.md": "`shop/plan.py`\n",
        "shop/pay.py": "",
        "tests/test_pay.py": "",
    }
    assert found(missing_file, tmp_path, files) == [
        ("README.md", 1, "shop/types.py is named here and does not exist"),
    ]
    (tmp_path / "README.md").write_text("Tests are in `tests/e2e/`.\n")
    assert [message for _, _, message in found(missing_file, tmp_path, {})] == [
        "tests/e2e is named here and does not exist"
    ]


def test_line_counts_that_are_wrong(tmp_path: Path) -> None:
    text = """- `shop/pay.py` (485 lines)
- `/srv/work/shop/pay.py` (1,485 lines of code)
- `shop/pay.py` (20 lines), `shop/gone.py` (3 lines)
"""
    files = {"STATUS.md": text, "shop/pay.py": "x = 1\n" * 21}
    assert found(wrong_line_count, tmp_path, files) == [
        ("STATUS.md", 1, "shop/pay.py has 21 lines, not 485"),
        ("STATUS.md", 2, "/srv/work/shop/pay.py has 21 lines, not 1485"),
    ]


def test_documents_that_are_copies(tmp_path: Path) -> None:
    text = "Install it with the installer of your choice. " * 20
    files = {
        "docs/install.md": text,
        "docs/install_fixed.md": f"{text}\n\n",
        "a.md": "x",
        "b.md": "x",
    }
    assert found(duplicate, tmp_path, files) == [
        ("docs/install_fixed.md", 1, "This is a copy of docs/install.md")
    ]


def test_documents_that_contradict_themselves(tmp_path: Path) -> None:
    text = """# Progress
**Overall Progress:** 40/116 tasks
**Production Readiness:** NOT READY

### Platform Status: PRODUCTION-READY
**Tasks Completed:** 116/116
**Phase 1:** 3/9
"""
    files = {"PROGRESS.md": text, "CHANGELOG.md": text, "FINE.md": "**Status:** production-ready\n"}
    assert found(contradicts_itself, tmp_path, files) == [
        ("PROGRESS.md", 6, "116 of 116 are done here and 40 of 116 elsewhere"),
        ("PROGRESS.md", 3, "Not ready here and production-ready elsewhere"),
        ("PROGRESS.md", 5, "Production-ready here and not ready elsewhere"),
    ]


@pytest.mark.parametrize(
    ("notes", "manifest", "lines"),
    [
        ("# Shop v1.0.0 Release Notes\n", '[project]\nversion = "0.1.0"\n', [1]),
        ("# Changelog\n\n## [2.1] - 2024-01-01\n", '[tool.poetry]\nversion = "2.0.9"\n', [3]),
        ("# Changelog\n## 1.0.0\n", '[project]\nversion = "1.0.0"\n', []),
        ("# Changelog\n## 1.1.0 (unreleased)\n## 1.0.0\n", '[project]\nversion = "1.0.0"\n', []),
        ("# Changelog\n## Unreleased\n## 9.0.0\n", '[project]\nversion = "1.0.0"\n', []),
        ("# Changelog\n## 9.0.0\n", '[project]\ndynamic = ["version"]\n', []),
        ("# Changelog\n## 9.0.0\n", "[project\n", []),
    ],
)
def test_versions_that_were_not_reached(
    tmp_path: Path, notes: str, manifest: str, lines: list[int]
) -> None:
    files = {"CHANGELOG.md": notes, "pyproject.toml": manifest}
    assert [line for _, line, _ in found(version_mismatch, tmp_path, files)] == lines

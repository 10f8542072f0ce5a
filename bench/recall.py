"""How much of what careful readers found the probes find, and whether they fall into its traps.

    python bench/recall.py LABELS.csv CHECKOUT

Labels have the columns path, line, kind, expect (flag or no-flag) and static. ``recall.csv`` beside
this file says which rules fit a kind. A row is found where a fitting rule fails within two lines of
it; where it has no line, on its path or where the message names its path. A trap is hit by any rule
that fails on exactly its line.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from readiness.model import Finding, Outcome
from readiness.probes import run
from readiness.repository import checkout

NEAR = 2
Row = dict[str, str]


def main(labels: str, directory: str) -> int:
    with open(labels, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        fitting = {row["kind"]: row["rules"].split() for row in csv.DictReader(file)}
    findings = run.findings(checkout.snapshot(Path(directory)), {})
    failed = defaultdict(list)
    for finding in findings:
        if finding.outcome is Outcome.FAIL and finding.location:
            failed[finding.location.path].append(finding)
    wanted = [row for row in rows if row["expect"] == "flag"]
    for static in ("yes", "partial"):
        of_kind = [row for row in wanted if row["static"] == static]
        report(f"static={static}", of_kind, failed, fitting)
    hit = [row for row in rows if row["expect"] == "no-flag" and any(trapped(row, failed))]
    for row in hit:
        rules = ", ".join(sorted(each.rule.id for each in trapped(row, failed)))
        print(f"  trap  {row['path']}:{row['line']} {row['kind']} by {rules}")
    print(f"traps hit: {len(hit)}")
    return 1 if hit else 0


def report(
    title: str, rows: list[Row], failed: dict[str, list[Finding]], fitting: dict[str, list[str]]
) -> None:
    missed = [row for row in rows if not found(row, failed, fitting.get(row["kind"], ["*"]))]
    for row in missed:
        print(f"  missed  {row['path']}:{row['line']} {row['kind']}")
    share = 1 - len(missed) / len(rows) if rows else 1.0
    print(f"{title}: {len(rows) - len(missed)} of {len(rows)} found, {share:.1%}")


def found(row: Row, failed: dict[str, list[Finding]], rules: list[str]) -> bool:
    places = failed.get(row["path"], [])
    if not row["line"]:
        named = (each for found in failed.values() for each in found)
        places = places + [each for each in named if row["path"] in each.message]
    return any(
        any(fnmatch(each.rule.id, rule) for rule in rules) and near(each, row["line"], NEAR)
        for each in places
    )


def trapped(row: Row, failed: dict[str, list[Finding]]) -> Iterable[Finding]:
    return [each for each in failed.get(row["path"], []) if near(each, row["line"], 0)]


def near(finding: Finding, line: str, distance: int) -> bool:
    if not line or not finding.location or finding.location.line is None:
        return True
    return abs(finding.location.line - int(line)) <= distance


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

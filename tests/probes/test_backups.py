"""Backups: a way to save and restore, and what shows that it is used."""

from pathlib import Path

import pytest
from support.answers import answer

from readiness.model import Outcome
from readiness.probes.backups import backup, backup_use, restore

SERVICE = {"shop/app.py": "import psycopg\nfrom flask import Flask\napp = Flask(__name__)\n"}
PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN
DUMP = "pg_dump shop > shop.sql\n"
SCHEDULE = "on:\n  schedule:\n    - cron: '0 3 * * *'\njobs:\n  a:\n    steps:\n      - run: {}\n"
GUIDE = """# Operations

## Backup

Every night the database is saved to a bucket by `backup.sh`, and kept there for thirty days.

## Restore

{}
"""
HOW = "Fetch the last file from the bucket and load it with `psql` into an empty database there."


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, (FAIL, FAIL, FAIL)),
        ({"ops/save.sh": DUMP}, (PASS, UNKNOWN, FAIL)),
        ({"ops/save.sh": f"# {DUMP}"}, (FAIL, FAIL, FAIL)),
        ({".github/workflows/save.yml": SCHEDULE.format("pg_dump shop")}, (PASS, PASS, FAIL)),
        ({"k8s/save.yml": f"kind: CronJob\ncommand: {DUMP}"}, (PASS, PASS, FAIL)),
        ({"main.tf": "  backup_retention_period = 7\n"}, (PASS, PASS, FAIL)),
        ({"main.tf": "  backup_retention_period = 0\n"}, (FAIL, FAIL, FAIL)),
        ({"ops/load.sh": "pg_restore -d shop shop.dump\n"}, (FAIL, FAIL, PASS)),
        ({"docs/ops.md": GUIDE.format(HOW)}, (PASS, UNKNOWN, PASS)),
        ({"docs/ops.md": GUIDE.format("TBD")}, (PASS, UNKNOWN, FAIL)),
        ({"docs/plan.md": GUIDE.format(HOW)}, (FAIL, FAIL, FAIL)),
    ],
)
def test_data_is_saved_and_restored(
    tmp_path: Path, files: dict[str, str], expected: tuple[Outcome, ...]
) -> None:
    probes = (backup, backup_use, restore)
    found = [answer(each, tmp_path, SERVICE | files).outcome for each in probes]
    assert tuple(found) == expected


def test_without_data_nothing_is_saved(tmp_path: Path) -> None:
    for each in (backup, backup_use, restore):
        found = answer(each, tmp_path, {"shop.py": "import psycopg\n"})
        assert found.outcome is Outcome.NOT_APPLICABLE

"""Migrations: present where a service keeps data, in one order, each doing something."""

from pathlib import Path

import pytest
from support.answers import answer, answers

from readiness.model import Outcome
from readiness.probes.migrations import migration_content, migration_order, migrations_present

APP = "from fastapi import FastAPI\nimport sqlalchemy\napp = FastAPI()\n"
MODELS = "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): ...\n"
SERVICE = {"shop/app.py": APP, "shop/models.py": MODELS}


def alembic(revision: str, before: str, body: str = "op.drop_table('a')") -> str:
    head = f'revision = "{revision}"\ndown_revision = {before}\n'
    return f"{head}\n\ndef upgrade() -> None:\n    {body}\n"


def django(app: str, before: str, operations: str = "migrations.RunSQL('x')") -> str:
    return (
        f'class Migration(M):\n    dependencies = [("{app}", "{before}")]\n'
        f"    operations = [{operations}]\n"
        if before
        else f"class Migration(M):\n    dependencies = []\n    operations = [{operations}]\n"
    )


CHAIN = {
    "db/versions/0a1b2c3d4e_one.py": alembic("a", "None"),
    "db/versions/1a1b2c3d4e_two.py": alembic("b", "'a'"),
}


def test_a_database_needs_migrations(tmp_path: Path) -> None:
    found = answer(migrations_present, tmp_path, SERVICE)
    assert (found.outcome, str(found.location)) == (Outcome.FAIL, "shop/app.py:2")
    found = answer(migrations_present, tmp_path, CHAIN)
    assert (found.outcome, str(found.location)) == (
        Outcome.PASS,
        "db/versions/1a1b2c3d4e_two.py:1",
    )


def test_a_script_that_creates_the_schema_is_no_migration(tmp_path: Path) -> None:
    files = SERVICE | {"db/schema.sql": "CREATE TABLE a (b int);\n"}
    found = answer(migrations_present, tmp_path, files)
    assert found.outcome is Outcome.FAIL
    assert "db/schema.sql only creates" in found.message


def test_a_database_of_others_is_unknown(tmp_path: Path) -> None:
    assert answer(migrations_present, tmp_path, {"a.py": APP}).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("code", ["import sqlalchemy\n", APP.replace("import sqlalchemy\n", "")])
def test_no_database_or_no_service_needs_none(tmp_path: Path, code: str) -> None:
    found = answer(migrations_present, tmp_path, {"shop/app.py": code})
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert "no code of a service uses a database" in found.message


@pytest.mark.parametrize(
    ("files", "places"),
    [
        (CHAIN, []),
        (
            CHAIN | {"db/versions/2a1b2c3d4e_three.py": alembic("c", "'a'")},
            ["db/versions/2a1b2c3d4e_three.py"],
        ),
        (
            CHAIN
            | {
                "db/versions/2a1b2c3d4e_three.py": alembic("c", "'a'"),
                "db/versions/3a1b2c3d4e_merge.py": alembic("d", "('b', 'c')", "pass"),
            },
            [],
        ),
        (
            {"db/versions/0a1b2c3d4e_one.py": alembic("b", "'gone'")},
            ["db/versions/0a1b2c3d4e_one.py"],
        ),
        (
            {"migrations/0001_a.up.sql": "x;", "migrations/0001_a.down.sql": "y;"},
            [],
        ),
        (
            {"db/migration/V1__a.sql": "x;", "db/migration/V01__b.sql": "y;"},
            ["db/migration/V1__a.sql"],
        ),
        (
            {
                "shop/migrations/0001_initial.py": django("shop", ""),
                "shop/migrations/0002_a.py": django("shop", "0001_initial"),
                "shop/migrations/0002_b.py": django("shop", "0001_initial"),
            },
            ["shop/migrations/0002_b.py"],
        ),
        (
            {
                "prisma/migrations/20240101000000_a/migration.sql": "x;",
                "prisma/migrations/20240102000000_b/migration.sql": "y;",
            },
            [],
        ),
    ],
)
def test_one_order(tmp_path: Path, files: dict[str, str], places: list[str]) -> None:
    found = answers(migration_order, tmp_path, files)
    failed = [each.location.path for each in found if each.outcome is Outcome.FAIL]
    assert failed == places
    assert all(each.outcome is Outcome.PASS for each in found) == (not places)


@pytest.mark.parametrize(
    ("path", "text", "empty"),
    [
        ("migrations/0001_a.sql", "-- later\n/* nothing */ ;\n", True),
        ("migrations/0001_a.sql", "-- later\nDROP TABLE a;\n", False),
        ("db/versions/0a1b2c3d4e_one.py", alembic("a", "None", "pass"), True),
        ("db/versions/0a1b2c3d4e_one.py", alembic("a", "None", "pass\n    op.go()"), False),
        ("shop/migrations/0001_initial.py", django("shop", "", ""), True),
        ("migrations/20240101_a.js", "exports.up = async (knex) => {};\n", True),
        ("migrations/20240101_a.js", "exports.up = async (knex) => { await knex.x() };\n", False),
        ("db/migrate/20240101000000_a.rb", "class A < M\n  def change\n  end\nend\n", True),
    ],
)
def test_migrations_that_do_nothing(tmp_path: Path, path: str, text: str, empty: bool) -> None:
    found = answer(migration_content, tmp_path, {path: text})
    assert found.outcome is (Outcome.FAIL if empty else Outcome.PASS)
    assert str(found.location) == f"{path}:1"


@pytest.mark.parametrize("text", ["-- -" + "-" * 100_000 + "\nx", "/*" * 100_000, "#\n" * 50_000])
def test_long_migrations_are_read_at_once(tmp_path: Path, text: str) -> None:
    files = {"migrations/0001_a.sql": text, "db/versions/0a1b2c3d4e_a.py": alembic("a", "", text)}
    assert answers(migration_content, tmp_path, files)

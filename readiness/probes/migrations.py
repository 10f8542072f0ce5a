"""Migrations of the database: there, in one order, and not empty."""

import re
from collections import Counter
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, undecided, unsuitable
from readiness.probes._database import NO_DATABASE, database, schema
from readiness.probes._migrations import Migration, migrations, sets
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

SCHEMA = re.compile(r"(^|/)(schema|init|create[\w-]*|ddl)[^/]*\.sql$", re.IGNORECASE)
CHANGELOG = re.compile(r"databaseChangeLog|liquibase")
NONE = "there are no migrations"


@probe("operations.migrations", severity=Severity.NOTE, effort=Effort.DAYS)
def migrations_present(snapshot: Snapshot) -> Iterator[Observation]:
    """The database's schema is changed by migrations that are part of the repository.

    Why: Without them nobody can bring a database that holds data to what the new code expects.

    How: Where a service uses a relational database: migration files of Alembic, Django, Rails,
    Knex, Sequelize, TypeORM, Prisma, Drizzle, Flyway, Liquibase, golang-migrate, Laravel or Entity
    Framework that do something. A script that only creates the schema does not count. Where the
    repository defines no tables, the answer is unknown.

    Fix: Let the tool of your framework write a first migration of the schema, and commit it.
    """
    used = snapshot.once(database)
    found = snapshot.once(migrations)
    if used is None:
        yield unsuitable(f"No migrations are needed: {NO_DATABASE}")
        return
    full = [each for each in found if not each.empty]
    listed = _changelog(snapshot)
    if full:
        message = f"The schema is changed by migrations ({len(full)})"
        yield shown(message, Location(path=full[-1].path, line=1), used)
    elif listed:
        yield shown("A changelog changes the schema of the database", listed, used)
    elif found:
        yield absent(snapshot, "The migrations do nothing", Location(path=found[0].path, line=1))
    elif snapshot.once(schema) is None:
        yield undecided("A database is used here, and whose schema it has is not shown", used)
    else:
        scripts = [path for path in snapshot.files if SCHEMA.search(path)]
        only = f"; {scripts[0]} only creates its schema" if scripts else ""
        yield absent(snapshot, f"A database is used here and nothing migrates it{only}", used)


@probe("operations.migration-order", severity=Severity.NOTE, effort=Effort.HOURS)
def migration_order(snapshot: Snapshot) -> Iterator[Observation]:
    """The migrations have one order: nothing is missing, doubled or forked.

    Why: Two migrations of one number, or two last ones, are applied in another order elsewhere, or
    not at all.

    How: Alembic's and Django's migrations by what each says it follows, others by the number in
    their names. Undoing scripts, and sets that were squashed, are left out.

    Fix: Renumber the later one, or merge the ends; then apply all of them to an empty database.
    """
    found = snapshot.once(migrations)
    if not found:
        yield unsuitable(f"No order is asked for: {NONE}")
        return
    wrong = [each for group in sets(found) for each in _disorder(group)]
    yield from wrong
    if not wrong:
        message = f"The migrations follow each other in one order ({len(found)})"
        yield shown(message, Location(path=found[-1].path, line=1))


@probe("operations.migration-content", severity=Severity.NOTE, effort=Effort.MINUTES)
def migration_content(snapshot: Snapshot) -> Iterator[Observation]:
    """Every migration does something.

    Why: An empty one was mostly generated before the models were imported: the change is lost.

    How: Migrations without a statement: SQL that is all comments, an upgrade that only passes, an
    empty list of operations. Those that merge two ends are left out.

    Fix: Generate it again with the models in sight, or delete it.
    """
    found = snapshot.once(migrations)
    if not found:
        yield unsuitable(f"Nothing can be empty: {NONE}")
        return
    empty = [each for each in found if each.empty]
    for each in empty:
        yield Observation(
            message="This migration does nothing", location=Location(path=each.path, line=1)
        )
    if not empty:
        message = f"Every migration does something ({len(found)})"
        yield shown(message, Location(path=found[0].path, line=1))


def _disorder(group: tuple[Migration, ...]) -> Iterator[Observation]:
    """What is wrong with the order of one set."""
    ids = Counter(each.id for each in group)
    for each in group:
        if ids[each.id] > 1 and each is not next(one for one in group if one.id == each.id):
            message = f"Another migration is numbered {each.id} too"
            yield Observation(message=message, location=Location(path=each.path, line=1))
    chained = [each for each in group if each.follows is not None]
    if any(each.squashed for each in group) or not chained:
        return
    followed = {before for each in chained for before in each.follows or ()}
    for each in chained:
        for before in each.follows or ():
            if before not in ids:
                message = f"This migration follows {before}, which does not exist"
                yield Observation(message=message, location=Location(path=each.path, line=1))
    ends = [each for each in chained if each.id not in followed]
    if len(ends) > 1:
        names = " and ".join(sorted(each.id for each in ends)[:2])
        message = f"The migrations have {len(ends)} ends: {names}"
        yield Observation(message=message, location=Location(path=ends[-1].path, line=1))


def _changelog(snapshot: Snapshot) -> Location | None:
    for file in snapshot.of("xml", "yaml", roles=(Role.CONFIG, Role.SOURCE, Role.OTHER)):
        if "changelog" in file.path.lower():
            text = snapshot.text(file.path) or ""
            if CHANGELOG.search(text) and re.search(r"changeSet|include", text):
                return Location(path=file.path, line=1)
    return None
